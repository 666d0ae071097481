"""옥션: an open market of the ESM group, with 옥션's own buyers."""

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.esm import esm_channel
from diagnostics.selling.fit import AGE, aged
from diagnostics.selling.model import FitRule

CHANNEL = esm_channel(
    "auction",
    _("옥션"),
    _("An open market whose buyers are older than elsewhere. One ESM PLUS account serves G마켓 too."),
    Basis("옥션 정산: 구매확정 +1 영업일; 자동확정은 판매자 블로그(kmyera.com) 요약", "2024"),
    (
        FitRule(aged(50), 0.8, _("Buyers there are older than elsewhere, as yours are."), AGE),
        FitRule(aged(10, 35), 0.3, _("Buyers as young as yours are rare there."), AGE),
    ),
)
