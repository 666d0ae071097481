"""G마켓: an open market of the ESM group."""

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.esm import esm_channel
from diagnostics.selling.fit import AGE, aged
from diagnostics.selling.model import FitRule

CHANNEL = esm_channel(
    "gmarket",
    _("G마켓"),
    _("An open market with members who like big sale days. One ESM PLUS account serves 옥션 too."),
    Basis("G마켓 정산: 구매확정 +1 영업일; 자동확정은 판매자 블로그(kmyera.com) 요약", "2024"),
    (
        FitRule(aged(40, 65), 0.7, _("Many buyers there are of this age."), AGE),
        FitRule(aged(10, 30), 0.4, _("Buyers as young as yours are rare there."), AGE),
    ),
)
