"""The cue sheet of a live show by phone: what happens in which minute, and the words for it, with the shop's own products."""

from collections.abc import Callable, Sequence

from data.text import _
from diagnostics.kits.desk import LINE, SAMPLE, Desk, gap
from diagnostics.kits.goods import EATEN, Goods
from diagnostics.kits.parts.money import worked_out
from diagnostics.kits.shop import Product
from diagnostics.report.model import Block, Bullets, Card, Section, Table
from diagnostics.texts import particle

SHOWN = 3
HEARD = "소리 잘 들리시면 채팅에 인사 한번 남겨 주세요."
Words = Callable[[Desk, Sequence[Product]], list[str]]
SHOW = {
    Goods.FRESH: "하나를 들어 가까이 보여 드릴게요. 크기는 손에 올려 보여 드려요.",
    Goods.FOOD: "뚜껑을 열어 보여 드릴게요. 한 번 드실 양이 이만큼이에요.",
    Goods.HEALTH: "한 번에 드시는 양이 이만큼이에요. 라벨에 적힌 대로만 말씀드릴게요.",
    Goods.COSMETIC: "손등에 덜어 볼게요. 묽기와 향을 봐 주세요.",
    Goods.FASHION: "안쪽 바느질까지 뒤집어 보여 드릴게요. 치수는 줄자로 재 볼게요.",
    Goods.HANDMADE: "가까이 보여 드릴게요. 손으로 만들어 하나하나 조금씩 달라요.",
    Goods.HOUSEHOLD: "크기는 손에 들고 보여 드릴게요. 실제로 이렇게 써요.",
    Goods.ANY: "앞, 뒤, 옆을 천천히 보여 드릴게요. 크기는 손에 들고 보여 드려요.",
}
"""What is done before the camera while the product is shown."""


def _hello(desk: Desk, goods: Sequence[Product]) -> list[str]:
    place = " ".join(x for x in (desk.shop.text("region"), desk.shop.text("city")) if x)
    where = f"{place}에서 인사드려요." if place else "【 지역 】에서 인사드려요."
    return [
        f"안녕하세요, {particle(desk.shop.name or gap('가게 이름'), '이에요/예요')}.",
        where,
        "소리 잘 들리시면 채팅에 인사 한번 남겨 주세요.",
    ]


def _today(desk: Desk, goods: Sequence[Product]) -> list[str]:
    return ["오늘 보여 드릴 상품이에요.", *(f"{desk.name(p)}." for p in goods), "궁금한 점은 언제든 채팅으로 물어봐 주세요."]


def _shown(number: int) -> Words:
    def words(desk: Desk, goods: Sequence[Product]) -> list[str]:
        p = goods[number] if number < len(goods) else SAMPLE
        kind = p.kind if p.title else desk.shop.kind
        said = [f"이번에 보여 드릴 상품은요, {desk.name(p, short=True)}.", SHOW[kind]]
        if p.origin and kind in EATEN:
            said.append(f"원산지는 {particle(p.origin, '이에요/예요')}.")
        if p.size:
            said.append(f"한 상자에 {p.size} 담아요." if kind is Goods.FRESH else f"용량은 {p.size}, 이만큼 들어 있어요.")
        said.append(f"가격은 {desk.won(p.price)}이에요.")
        said.append("【 이 상품을 만들거나 고를 때 겪은 일 한 가지 】")
        return said

    return words


def _asked(desk: Desk, goods: Sequence[Product]) -> list[str]:
    body = desk.shop.kind in EATEN or desk.shop.kind is Goods.COSMETIC
    return [
        "질문 읽어 드릴게요.",
        "【 질문에 답하기. 모르면: 확인해서 방송 뒤에 글로 남길게요. 】",
        "몸에 어떤지는 제가 말씀드릴 수 없어요. 상품 페이지에 적힌 사실만 봐 주세요."
        if body
        else "지금 바로 답하기 어려운 것은 확인해서 상품 페이지에 적어 둘게요.",
    ]


def _offer(desk: Desk, goods: Sequence[Product]) -> list[str]:
    return [
        "【 혜택이 있을 때만: 무엇을, 언제까지, 어떤 조건으로 】",
        "주문은 화면 아래 상품을 누르시면 돼요.",
        "오늘 들어온 주문은 【 며칠 】에 보내 드려요.",
    ]


def _terms(desk: Desk, goods: Sequence[Product]) -> list[str]:
    return [
        "받으신 날부터 7일 안에 교환이나 반품을 신청하실 수 있어요.",
        "깨지거나 다른 상품이 가면 배송비는 저희가 내요.",
        "자세한 안내는 상품 페이지에 적어 두었어요.",
    ]


def _bye(desk: Desk, goods: Sequence[Product]) -> list[str]:
    return ["오늘 함께해 주셔서 고맙습니다.", "다음 방송은 【 날짜와 시각 】이에요.", "알림을 켜 두시면 시작할 때 알려 드려요."]


RUN: tuple[tuple[int, int, str, str, Words], ...] = (
    (0, 0, _("Greeting"), _("Look into the lens, slowly. Wait for the first three people."), _hello),
    (2, 3, _("What there is today"), _("All products in the picture at once, named with their price."), _today),
    (4, 7, _("First product"), _("The one that everybody knows: open it before the camera."), _shown(0)),
    (11, 20, _("Questions from viewers"), _("The helper reads aloud; you answer one after the other."), _asked),
    (14, 26, _("Second product"), _("The one that you like to talk about: how it is made."), _shown(1)),
    (20, 38, _("Third product"), _("The small one to try: what it goes with."), _shown(2)),
    (24, 46, _("Offer and how to order"), _("Say it twice, show it on the second phone."), _offer),
    (27, 52, _("Delivery, returns, last questions"), _("Calmly; this is where people decide."), _terms),
    (29, 58, _("Goodbye"), _("Thank by what they asked, never by full name."), _bye),
)
"""Minute in a show of 30 and of 60 minutes, what it is, what to do (messages), and the words."""
LENGTHS = (30, 60)


def live_phone(desk: Desk) -> list[Section]:
    t, goods = desk.t, desk.products(SHOWN)
    ends = [(RUN[i + 1][0], RUN[i + 1][1]) if i + 1 < len(RUN) else LENGTHS for i in range(len(RUN))]
    rows = [
        [_span(part[0], end[0]), _span(part[1], end[1]), t(part[2]), t(part[3]), "☐"] for part, end in zip(RUN, ends, strict=True)
    ]
    head = [t("30 minutes"), t("60 minutes"), t("Step of the show"), t("What you do"), t("Rehearsed")]
    script: list[Block] = [
        desk.small(_("Korean, for your viewers are. Strike out what you would not say; fill in what stands in 【 】."))
    ]
    for part, end in zip(RUN, ends, strict=True):
        lines = [desk.clean(line) for line in part[4](desk, goods)]
        when = t("minutes {short} (of 30) · {long} (of 60)", short=_span(part[0], end[0]), long=_span(part[1], end[1]))
        script.append(Card(t(part[2]), [Bullets(lines)], tag=when, tone="good"))
    return [
        Section(t("Products of the show"), _prices(desk, goods)),
        Section(t("Run of show"), [Table(head, rows)]),
        Section(t("Script"), script),
        Section(t("Five minutes before"), [_before(desk)]),
        Section(t("Afterwards"), [_after(desk)]),
    ]


def _span(start: int, end: int) -> str:
    return f"{start}–{end}"


def _prices(desk: Desk, goods: Sequence[Product]) -> list[Block]:
    """Prices, and how far an offer may go: the lowest price without loss."""
    t = desk.t
    lowest = {p.title: row["break_even_price"] for p, row in worked_out(desk, SHOWN) if p.unit_cost is not None}
    rows = [[desk.name(p), desk.money(p.price), desk.money(lowest.get(p.title)), LINE, "☐"] for p in goods]
    head = [t("Product"), t("Price"), t("Lowest price without loss"), t("Offer, only if there is one"), t("On the table")]
    blocks: list[Block] = [Table(head, rows, numeric=frozenset({1, 2}))]
    below = [desk.name(p) for p in goods if p.price is not None and p.price < (lowest.get(p.title) or 0)]
    if below:
        blocks.append(
            desk.text(
                _("Already below that price: {names}. Give no offer on it, and look at the kit for prices first."),
                names=", ".join(below),
            )
        )
    return blocks


def _before(desk: Desk) -> Block:
    return desk.ticks(
        _("Phone charged and on the charger, set to do not disturb"),
        _("Sound tried with a second phone"),
        _("Lens wiped, window in front of you, not behind"),
        _("Products in their order, one opened, one packed"),
        _("Prices and stock right in the shop, products linked to the show"),
        _("No addresses, labels or other people in the picture"),
        _("The page “What not to say” lies beside the phone"),
    )


def _after(desk: Desk) -> Table:
    t = desk.t
    rows = [
        [t(x), LINE, LINE]
        for x in (
            _("Viewers at most"),
            _("Questions from viewers"),
            _("Orders on the day"),
            _("Orders in the week after"),
            _("What I would do differently"),
        )
    ]
    return Table([t("Noted"), t("First show"), t("Second show")], rows)
