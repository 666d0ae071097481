"""What the law asks of every listing, as shares: is the origin of food stated, is there a number where a certificate is needed?

Which words are missing in which listing is a matter of `diagnostics.law`; here it is only counted. Each share is weighted by the
sales of the last 365 days, or evenly where none of the listings sold; a listing of which it is not known is left out.
"""
from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.metrics.tools import ratio
from diagnostics.model import Metric, Unit

FOOD = ("FOOD", "GENERAL_FOOD")
CERTIFIED = ("KIDS", "IMAGE_APPLIANCES", "HOME_APPLIANCES", "SEASON_APPLIANCES", "OFFICE_APPLIANCES", "OPTICS_APPLIANCES",
             "MICROELECTRONICS", "CELLPHONE", "NAVIGATION", "MEDICAL_APPLIANCES", "BIOCHEMISTRY", "BIOCIDAL")
AWAY = "참조|참고|별도|표기|확인"
NUMBER = "[0-9].*[0-9].*[0-9]"
EXEMPT = r"(대상\S*\s*아[니님닌]|비대상|해당\s*없음.{2,})"
_ORIGIN = r'(원산지|제조국|[oO]rigin)[^"]*"\s*:\s*"'
_CERTIFICATE = r'(인증|허가|신고번호|승인번호|[cC]ertif)[^"]*"\s*:\s*"'


def origin_stated(t: ir.Table) -> ir.BooleanValue:
    """Whether food states its origin in Korean, in the origin field or, where that is not known, in the notice; null for other
    goods and where neither is known."""
    field = t.origin.strip()
    noticed = t.notice.re_search(_ORIGIN)
    in_notice = t.notice.re_search(_ORIGIN + '[^"]*[가-힣]') & ~t.notice.re_search(_ORIGIN + f'[^"]*({AWAY})')
    kept = ibis.ifelse(field.fill_null("") != "", field.re_search("[가-힣]") & ~field.re_search(AWAY), in_notice.fill_null(False))
    known = _food(t) & (t.origin.notnull() | noticed.fill_null(False))
    return ibis.ifelse(known, kept, ibis.null("boolean"))


def certificate_stated(t: ir.Table) -> ir.BooleanValue:
    """Whether goods that need a certificate state a number, or why there is none; null for others and where it is not known."""
    field = t.certification.strip().fill_null("")
    noticed = t.notice.re_search(_CERTIFICATE).fill_null(False)
    in_field = field.re_search(NUMBER) | field.re_search(EXEMPT)
    in_notice = (t.notice.re_search(_CERTIFICATE + '[^"]*' + NUMBER.replace(".", '[^"]'))
                 | t.notice.re_search(_CERTIFICATE + '[^"]*' + EXEMPT.replace(".", '[^"]'))).fill_null(False)
    known = t.notice_group.strip().upper().isin(CERTIFIED).fill_null(False) & ((field != "") | noticed)
    return ibis.ifelse(known, in_field | in_notice, ibis.null("boolean"))


def _food(t: ir.Table) -> ir.BooleanValue:
    """Food by the stated group, or by the category where none is stated."""
    group, category = t.notice_group.strip().upper().fill_null(""), t.category.fill_null("")
    filed = category.re_search("식품|농산|수산|축산") & ~category.re_search("건강기능식품|식품용기|식품보관")
    return group.isin(FOOD) | ((group == "") & filed)


def _share(rule: Callable[[ir.Table], ir.BooleanValue]) -> Callable[[ir.Table], ir.Value]:
    def value(t: ir.Table) -> ir.Value:
        kept = rule(t)
        known = kept.notnull()
        sold = t.amount.sum(where=known)
        return ibis.ifelse(sold.fill_null(0) > 0, ratio(t.amount.sum(where=known & kept), sold),
                           ratio((known & kept).fill_null(False).sum(), known.sum()))
    return value


METRICS = (
    Metric("law.origin_stated", "listings", _share(origin_stated), lambda t: origin_stated(t).count(), Unit.SHARE,
           _("Share of the sales of food, as far as it is known, from listings that state the origin in Korean")),
    Metric("law.certificate_stated", "listings", _share(certificate_stated), lambda t: certificate_stated(t).count(), Unit.SHARE,
           _("Share of the sales of goods that need a certificate, as far as it is known, from listings that state its number")),
)
