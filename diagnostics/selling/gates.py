"""What a merchant must have before selling on a channel, how to get it, and how it is known from the data.

Known from the data means: a column of the shop record, an answer of the self-check, or the listings. What is not known is
asked, never assumed to be there.
"""

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.facts import Facts
from diagnostics.selling.model import GateState, Judged, Requirement

EXEMPT_ORDERS = 50
ESTABLISHED = 50
"""Orders of a year from which on a shop that sells on a marketplace is taken to have its papers: marketplaces ask for them."""

_RECORD = _("Known from the shop record.")
_ANSWER = _("Known from the self-check.")
_LISTINGS = _("Known from the product list.")
_SELLING = _("You already sell on a marketplace, and marketplaces ask for it.")
_ASK = _("Not known: please ask.")


def _met(how: str) -> Judged:
    return Judged(GateState.MET, how)


def _missing(how: str) -> Judged:
    return Judged(GateState.MISSING, how)


_UNKNOWN = Judged(GateState.UNKNOWN, _ASK)


def _by_points(points: int | None, enough: int) -> Judged:
    if points is None:
        return _UNKNOWN
    return _met(_ANSWER) if points >= enough else _missing(_ANSWER)


NOT_YET = ("예비", "미등록", "미신고", "없음", "no", "none", "-", "n")
"""Words in the shop record that say that a paper is not there."""


def _stated(facts: Facts, column: str) -> bool | None:
    """Whether the record states something there; None where the column is empty."""
    text = facts.text(column)
    if not text:
        return None
    return not any(text.lower() == word or (len(word) > 1 and text.startswith(word)) for word in NOT_YET)


def _registered(facts: Facts) -> Judged:
    stated = [_stated(facts, column) for column in ("business_type", "founded_on", "mail_order_registration")]
    if stated[0] is False:
        return _missing(_RECORD)
    if any(stated):
        return _met(_RECORD)
    answered = _by_points(facts.answer("registration"), 2)
    if answered.state is GateState.UNKNOWN and facts.orders_365 >= ESTABLISHED:
        return _met(_SELLING)
    return answered


def _mail_order(facts: Facts) -> Judged:
    stated = _stated(facts, "mail_order_registration")
    if stated:
        return _met(_RECORD)
    if "간이" in facts.text("business_type"):
        return _met(_("간이과세자 (simplified taxpayers) are exempt."))
    answered = _missing(_RECORD) if stated is False else _by_points(facts.answer("registration"), 4)
    if answered.state is GateState.UNKNOWN and facts.orders_365 >= ESTABLISHED:
        return _met(_SELLING)
    if answered.state is not GateState.MET and 0 < facts.orders_365 < EXEMPT_ORDERS:
        return _met(_("Fewer than 50 sales a year are exempt; report before the 50th."))
    return answered


def _photo(facts: Facts) -> Judged:
    if facts.most_images is not None:
        return _met(_LISTINGS) if facts.most_images >= 1 else _missing(_LISTINGS)
    return _by_points(facts.answer("photos"), 1)


def _notice(facts: Facts) -> Judged:
    return _met(_LISTINGS) if facts.with_notice else _UNKNOWN


def _stock(facts: Facts) -> Judged:
    if facts.in_stock is not None:
        return _met(_LISTINGS) if facts.in_stock > 0 else _missing(_LISTINGS)
    if facts.orders_365:
        return _met(_("Known from the orders."))
    return _by_points(facts.answer("supply"), 2)


def _parcel(facts: Facts) -> Judged:
    if facts.orders_365:
        return _met(_("Known from the orders."))
    return _by_points(facts.answer("parcel"), 2)


def _device(facts: Facts) -> Judged:
    return _by_points(facts.answer("device"), 2)


def _handmade(facts: Facts) -> Judged:
    if facts.handmade:
        return _met(_("Known from the industry and the product names."))
    return (
        _UNKNOWN
        if facts.mix_from == "unknown" and not facts.text("industry")
        else _missing(_("Neither the industry nor the product names say that you make it yourself."))
    )


def _selected(facts: Facts) -> Judged:
    return (
        _met(_("You already sell there."))
        if "public_mall" in facts.used
        else _missing(_("No selection by a programme is known."))
    )


def _own_pg(facts: Facts) -> Judged:
    return _met(_("You already sell there.")) if "cafe24" in facts.used else _missing(_("No sale through an own mall is known."))


BUSINESS = Requirement(
    "business_registration",
    _("사업자등록 (business registration)"),
    _("Apply at 홈택스 or the tax office with your identity card; it is free."),
    3,
    _registered,
    Basis.judgement("Usual practice of the tax offices: free, about three business days."),
)
MAIL_ORDER = Requirement(
    "mail_order",
    _("통신판매업 신고 (mail-order report)"),
    _(
        "Download the 구매안전서비스 이용확인증 (escrow certificate) from the marketplace, then report at 정부24. "
        "간이과세자 and shops with fewer than 50 sales a year are exempt."
    ),
    5,
    _mail_order,
    Basis("전자상거래법 §12 (통신판매업 신고, 2020 면제 기준); etnews 20200521", "2020-05-21"),
)
PHOTOS = Requirement(
    "photos",
    _("Bright photos of the product (three or more sell better)"),
    _("Take them with a phone by a window, on a white sheet of paper."),
    1,
    _photo,
    Basis("Cafe24 도움말 7556261860761; 네이버·쿠팡 이미지 기준", "2025"),
    blocks_unknown=False,
)
NOTICE = Requirement(
    "notice",
    _("상품정보제공고시 (the product facts that the law asks for)"),
    _("Fill in the table of your product group; what does not apply needs a reason."),
    1,
    _notice,
    Basis("전자상거래법 §13④; 상품정보제공고시", "2023-01-01"),
    blocks_unknown=False,
)
STOCK = Requirement(
    "stock",
    _("Goods that can be delivered again and again"),
    _("Begin with the one product that you can make or buy at any time."),
    7,
    _stock,
    Basis.judgement("A sold-out shop loses its place in the search."),
    blocks_unknown=False,
)
PARCEL = Requirement(
    "parcel",
    _("A way to send parcels"),
    _("Convenience stores and post offices take single parcels; a contract with a carrier pays from about 20 a month."),
    1,
    _parcel,
    Basis.judgement("Carriers offer contracts to shops with a few parcels a day."),
    blocks_unknown=False,
)
DEVICE = Requirement(
    "phone",
    _("A smartphone with a camera"),
    _("Borrow one, or use the studio of a 소담스퀘어."),
    1,
    _device,
    Basis.judgement("Live commerce by phone needs nothing else."),
    blocks_unknown=False,
)
HANDMADE = Requirement(
    "handmade",
    _("You make the product yourself"),
    _("아이디어스 takes makers only: apply as 작가 (maker) with photos of how you work."),
    7,
    _handmade,
    Basis.judgement("아이디어스 presents itself as a market of makers."),
)
SELECTED = Requirement(
    "selection",
    _("소상공인 확인서 (certificate) and selection by the programme"),
    _("Ask the 소상공인 support programme of your region for the next call; the certificate comes from 중소기업현황정보시스템."),
    30,
    _selected,
    Basis("국정감사 보도 (naeil): 가치삽시다 일반판매 중단", "2022-10-13"),
)
OWN_PG = Requirement(
    "payment_contract",
    _("A contract with a payment company (PG) and escrow for your own mall"),
    _("Open the mall, put seller facts and terms on its first page, then apply for the PG in the mall's admin page."),
    14,
    _own_pg,
    Basis("전자상거래법 §10, §24 (easylaw csmSeq=25)", "2025", provisional=True),
)
