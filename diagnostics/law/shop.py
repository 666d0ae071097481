"""What the law wants of the seller: 통신판매업 신고 with its exemptions, identity with a business number that adds up, and
구매안전서비스 in the shop's own mall. What is not known is asked for, never assumed."""
import re
from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir

from data.known import Tables
from data.text import _
from diagnostics import answered, queries
from diagnostics.law.business_number import digits_of, is_valid
from diagnostics.metrics.channel import OWN_CHANNELS
from diagnostics.metrics.relations import Relations
from diagnostics.metrics.trust import REGISTRATION
from diagnostics.model import Gate

EXEMPT_DEALS = 50
"""Fewer deals than this in the previous year exempt from the report (통신판매업 신고 면제 기준에 대한 고시)."""
LAW = "전자상거래 등에서의 소비자보호에 관한 법률 "
REPORT = LAW + "제12조; 통신판매업 신고 면제 기준에 대한 고시 제2조"
IDENTITY = LAW + "제10조·제13조; 시행규칙 제7조"
SAFETY = LAW + "제13조②10호·제24조②"
AS_OF = "2026-03"
FACTS = (EXEMPT_DEALS, REPORT, IDENTITY, SAFETY)
SHOWN = (("name", _("shop name (상호)")), ("representative", _("owner (대표자)")), ("address", _("address")),
         ("contact_phone", _("phone number")), ("contact_email", _("e-mail address")), ("business_number", _("business "
                                                                                                             "number "
                                                                                                             "(사업자등록번호)")))
"""What a shop shows of itself, and what it is called."""
_NOT_YET = re.compile(r"없|미\s*신고|준비|예정|아직|^\s*(?:no|none|x|-)\s*$|면제", re.IGNORECASE)
_SIMPLE = re.compile(r"간이")

NUMBER_WRONG = _("The business number {number} cannot be right: its check digit does not fit.")
NUMBER_HINT = _("Copy it from the business registration certificate (사업자등록증), ten digits.")
REPORT_DUE = _("{year} had {deals:number} orders, and the 통신판매업 (mail-order business) report is entered as “{stated}”. From "
               "{limit:number} orders a year it is needed.")
REPORT_ASKED = _("{year} had {deals:number} orders, so the 통신판매업 (mail-order business) report is needed, unless the "
                 "shop is a "
                 "간이과세자 (simplified taxpayer). No number is known here.")
REPORT_HINT = _("Report at 정부24 (government portal) with the certificate of 구매안전서비스 (purchase safety), then enter "
                "the number. "
                "If it is reported already, enter the number alone.")
REPORT_FORM = _("The 통신판매업 number “{stated}” does not look like 제2025-지역-0123호.")
REPORT_FORM_HINT = _("Copy it from the certificate; it shows year, district and number.")
EXEMPT = _("The 통신판매업 (mail-order business) report seems not to be needed yet: {deals:number} orders in {year} in the "
           "files.")
EXEMPT_HINT = _("Count the orders of other channels too. From {limit:number} orders a year it is needed, except for a 간이과세자 "
                "(simplified taxpayer). Name, owner, address and phone must be shown all the same.")
EXEMPT_TAX = _("As a 간이과세자 (simplified taxpayer) the shop is exempt from the 통신판매업 (mail-order business) report.")
EXEMPT_TAX_HINT = _("Name, owner, address and phone must be shown all the same. Once the tax form changes, report within the "
                    "month.")
ASK = _("Whether the 통신판매업 (mail-order business) report is needed cannot be told from the files.")
ASK_HINT = _("Ask: is the shop a 간이과세자 (simplified taxpayer)? Did it have {limit:number} orders or more in {year}, all "
             "channels together? "
             "What is the number of the report?")
IDENTITY_LACKS = _("Of what a shop must show of its seller, this is not known here: {items}.")
IDENTITY_HINT = _("Enter it under “Facts of the shop”, and look whether it stands on the first screen of the mall or the "
                  "seller page.")
SAFETY_NONE = _("The shop's own mall takes payment before delivery and has no 구매안전서비스 (escrow or insurance).")
SAFETY_ASKED = _("Whether the shop's own mall offers 구매안전서비스 (escrow or insurance) is not known here.")
SAFETY_HINT = _("Apply for escrow at the payment company, and show its mark on the payment page. Payment by card alone, and "
                "goods that "
                "need no delivery, are exempt.")


def gates(tables: Tables) -> list[Gate]:
    """What is to be put right or asked, per merchant who sells or lists online."""
    deals: dict[str, dict[int, int]] = {}
    for row in queries.rows(tables, _deals):
        deals.setdefault(row["merchant_id"], {})[int(row["year"])] = int(row["deals"])
    own = {row["merchant_id"] for row in queries.rows(tables, _own)}
    online = {row["merchant_id"] for row in queries.rows(tables, _online)}
    found = []
    for shop in sorted(queries.rows(tables, _shops), key=lambda row: str(row["merchant_id"])):
        merchant = shop["merchant_id"]
        if merchant in online:
            found += [*_number(shop), *_report(shop, deals.get(merchant, {}), tables.as_of.year - 1),
                      *_identity(shop, merchant in own), *_safety(shop, merchant in own)]
    return found


def _shops(r: Relations) -> ir.Table:
    return r.tables.merchants


def _deals(r: Relations) -> ir.Table:
    """Orders that were not cancelled or returned, by merchant and calendar year."""
    live = r.live
    orders = live.select("merchant_id", "channel", "order_id", year=live.ordered_at.year()).distinct()
    return orders.group_by("merchant_id", "year").aggregate(deals=orders.count())


def _own(r: Relations) -> ir.Table:
    """Merchants who sell or list on a mall of their own."""
    lines, listed = r.tables.order_lines, r.tables.listings
    return (lines.filter(lines.channel.isin(OWN_CHANNELS)).select("merchant_id")
            .union(listed.filter(listed.channel.isin(OWN_CHANNELS)).select("merchant_id")).distinct())


def _online(r: Relations) -> ir.Table:
    """Merchants who have an order or a listing."""
    return r.tables.order_lines.select("merchant_id").union(r.tables.listings.select("merchant_id")).distinct()


def _said(shop: Mapping[str, Any], column: str) -> str:
    return str(shop[column] or "").strip()


def _number(shop: Mapping[str, Any]) -> list[Gate]:
    stated = _said(shop, "business_number")
    if not stated or is_valid(stated):
        return []
    return [_gate(shop, "seller.business_number", "block", NUMBER_WRONG, NUMBER_HINT, IDENTITY,
                  number=digits_of(stated) or stated)]


def _report(shop: Mapping[str, Any], deals: Mapping[int, int], year: int) -> list[Gate]:
    stated, number = _said(shop, "mail_order_registration"), deals.get(year, 0)
    about = {"deals": number, "year": str(year), "limit": EXEMPT_DEALS, "stated": stated}
    if stated and not _NOT_YET.search(stated):
        if re.fullmatch(REGISTRATION.strip("^$"), stated):
            return []
        return [_gate(shop, "seller.report_form", "review", REPORT_FORM, REPORT_FORM_HINT, REPORT, **about)]
    if _SIMPLE.search(_said(shop, "business_type")):
        return [_gate(shop, "seller.report_exempt", "info", EXEMPT_TAX, EXEMPT_TAX_HINT, REPORT, **about)]
    if number >= EXEMPT_DEALS:
        return [_gate(shop, "seller.report_due", "block" if stated else "review", REPORT_DUE if stated else REPORT_ASKED,
                      REPORT_HINT, REPORT, **about)]
    # Few orders in the files exempt only where the files reach back over the whole year.
    if any(y < year for y in deals) and number:
        return [_gate(shop, "seller.report_exempt", "info", EXEMPT, EXEMPT_HINT, REPORT, **about)]
    return [_gate(shop, "seller.report_unknown", "info", ASK, ASK_HINT, REPORT, **about)]


def _identity(shop: Mapping[str, Any], own_mall: bool) -> list[Gate]:
    lacking = [{"text": name, "params": {}} for column, name in SHOWN if not _said(shop, column)]
    if not lacking:
        return []
    # A marketplace shows the seller's data by itself; in an own mall nobody else does.
    return [_gate(shop, "seller.identity", "review" if own_mall else "info", IDENTITY_LACKS, IDENTITY_HINT, IDENTITY,
                  items=lacking)]


def _safety(shop: Mapping[str, Any], own_mall: bool) -> list[Gate]:
    stated = _said(shop, "purchase_safety")
    if not own_mall or (stated and not _NOT_YET.search(stated)):
        return []
    return [_gate(shop, "seller.purchase_safety", "block" if stated else "review", SAFETY_NONE if stated else SAFETY_ASKED,
                  SAFETY_HINT,
                  SAFETY)]


def _gate(shop: Mapping[str, Any], rule: str, severity: str, reason: str, hint: str, basis: str, **params: Any) -> Gate:
    matched = "" if not params else str(params.get("number") or params.get("stated") or "")
    return Gate(rule=rule, severity=severity, channel="", product_id="", product_name="", reason=reason, hint=hint, basis=basis,
                as_of=AS_OF, where="seller", matched=matched, params=params, merchant_id=shop["merchant_id"],
                key=answered.key_of(rule, matched=matched))
