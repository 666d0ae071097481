"""Is the mail-order registration entered as it should be?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.seller_identity",
    since="2026.1",
    importance=Importance.HIGH,
    metric="trust.registration",
    curve=rising(half=0.5, good=0.9),
    basis=Basis(
        _(
            "전자상거래 등에서의 소비자보호에 관한 법률 제12조(통신판매업자의 신고): the number reads 제YYYY-지역-NNNN호. A shop "
            "with fewer than 50 sales in the year before or a simplified taxpayer (간이과세자) is "
            "exempt"
        ),
        "2020",
    ),
    treatments=("platform.legal_basics",),
    title=_("The mail-order registration number is in order"),
    failing=_("The mail-order registration number is not in order"),
    why=_("The number must stand in the shop and in its mall. Marketplaces block shops without it, and buyers look it up."),
    next_step={
        "fail": _(
            "What is entered as 통신판매업 (mail-order business) registration, “{first}”, is not of the form "
            "제2025-서울마포-0123호. Copy it from the certificate, or file the registration at 정부24 (government "
            "portal); it takes about three days."
        ),
        "warn": _("Check the 통신판매업 (mail-order business) registration number “{first}” against the certificate."),
    },
    evidence=lambda r: rows(
        r.merchants.filter(r.merchants.mail_order_registration.notnull()), registration="mail_order_registration", name="name"
    ),
)
