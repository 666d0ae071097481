"""Facts of the shop that the law asks for: who sells, under which number, reported where."""
from collections.abc import Mapping
from typing import Any

import streamlit as st

from diagnostics.law.business_number import digits_of, is_valid
from diagnostics.texts import Texts
from pages.shared import session, show

TAXED = ("일반과세자", "간이과세자", "면세사업자", "법인사업자")
LONGEST = 120


def facts(t: Texts, merchant: str, place: str) -> None:
    """The facts of the open shop, folded; what is typed is kept at the press of the button. `place` keeps two pages apart."""
    box = st.expander(t("Facts of the shop"), icon=":material/badge:", key=f"facts_{place}", on_change="rerun")
    if not box.open:
        return
    with box:
        record = session.record(merchant) or {}
        show.quiet(t("The law wants buyers to know who sells. What stands here is used for that check and nothing else."))
        typed = _fields(t, record, f"{place}_{merchant}")
        number = typed["business_number"]
        wrong = bool(number) and not is_valid(str(number))
        if wrong:
            st.warning(t("This business number cannot be right: its check digit does not fit. Look at the certificate again."),
                       icon=":material/edit:")
        if st.button(t("Keep the facts"), key=f"keep_facts_{place}", type="primary", disabled=wrong):
            if number:
                typed["business_number"] = digits_of(str(number))
            changed = {name: value for name, value in typed.items() if value != (record.get(name) or None)}
            if changed:
                session.workspace().save_merchant(merchant, **changed)
            st.toast(t("Kept. The law is looked at anew."), icon=":material/check:")
            st.rerun()


def _fields(t: Texts, record: Mapping[str, Any], key: str) -> dict[str, str | None]:
    """What is typed, by column; None where a field is empty."""
    left, right = st.columns(2, gap="medium")
    labels = {
        "name": (left, t("Shop name (상호)"), ""),
        "representative": (left, t("Owner (대표자)"), ""),
        "business_number": (left, t("Business number (사업자등록번호)"), "000-00-00000"),
        "mail_order_registration": (left, t("Mail-order report (통신판매업 신고번호)"), "제2026-지역-0123호"),
        "address": (right, t("Address"), ""),
        "contact_phone": (right, t("Phone for buyers"), "02-000-0000"),
        "contact_email": (right, t("E-mail for buyers"), "shop@example.com"),
        "purchase_safety": (right, t("Purchase safety of the own mall (구매안전서비스)"),
                            t("Its name, or 없음; empty without an own mall")),
    }
    found: dict[str, str | None] = {}
    for name, (column, label, hint) in labels.items():
        with column:
            typed = st.text_input(label, value=str(record.get(name) or ""), max_chars=LONGEST, placeholder=hint,
                                  key=f"fact_{name}_{key}")
            found[name] = " ".join(typed.split()) or None
    known = record.get("business_type") or None
    choices = [*TAXED, *([known] if known and known not in TAXED else [])]
    found["business_type"] = st.selectbox(t("Form of taxation"), choices, index=choices.index(known) if known else None,
                                          placeholder=t("Not known"), key=f"fact_business_type_{key}")
    return found
