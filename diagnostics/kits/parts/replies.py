"""Texts for buyers: replies to reviews and questions, messages to those who agreed, the first words after a pause."""

from datetime import timedelta

from data.text import _
from diagnostics.kits.desk import LINE, Desk, gap
from diagnostics.report.model import Card, Section, Table
from diagnostics.texts import particle

LOW: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("Arrived late"), ("기다리게 해 드려 죄송해요.", "【 늦어진 이유 】 때문에 늦었어요. 지금은 【 바꾼 것 】했어요.")),
    (
        _("Arrived damaged"),
        ("상한 상품을 받으셔서 속상하셨죠. 죄송해요.", "같은 상품을 다시 보내거나 환불해 드릴게요. 배송비는 저희가 내요."),
    ),
    (
        _("Other than expected"),
        ("기대와 달라 죄송해요. 어느 점이 달랐는지 알려 주셔서 고맙습니다.", "상품 페이지의 【 고친 곳 】을 바로 고쳤어요."),
    ),
    (_("Unfriendly"), ("불편하게 해 드려 죄송해요.", "그때 일을 다시 살펴보고 【 바꾼 것 】하기로 했어요.")),
    (_("One star without a word"), ("남겨 주셔서 고맙습니다.", "어떤 점이 아쉬우셨는지 문의로 알려 주시면 꼭 고칠게요.")),
    (_("Praise"), ("따뜻한 후기 고맙습니다.", "【 손님이 쓴 말 한 가지 】를 기억해 두고 더 잘 만들게요.")),
)
"""What the review is about, and an answer."""
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        _("When does it come?"),
        ("주문 고맙습니다. 【 날짜 】에 보내 드리고, 보통 【 며칠 】 걸려요.", "송장 번호는 보내는 날 알려 드릴게요."),
    ),
    (
        _("It is late."),
        (
            "기다리게 해 드려 죄송해요. 지금 【 어디 】에 있고 【 날짜 】에 도착할 예정이에요.",
            "더 기다리기 어려우시면 취소해 드릴게요.",
        ),
    ),
    (
        _("It came broken or spoiled."),
        ("속상하셨겠어요. 죄송해요.", "사진 한 장 보내 주시면 오늘 다시 보내거나 환불해 드려요. 배송비는 저희가 내요."),
    ),
    (
        _("The wrong one came."),
        ("저희가 잘못 보냈어요. 죄송해요.", "맞는 상품을 바로 보내고, 잘못 간 상품은 저희 부담으로 가져올게요."),
    ),
    (
        _("I want to send it back."),
        (
            "네, 받으신 날부터 7일 안에 신청하실 수 있어요.",
            "단순 변심이면 반품 배송비 【 금액 】원이 들어요. 상품이 도착하면 3영업일 안에 환불해 드려요.",
        ),
    ),
    (_("When is the refund?"), ("상품이 【 날짜 】에 도착했어요. 3영업일 안에 결제하신 방법으로 환불해 드려요.",)),
    (_("How do I use or keep it?"), ("【 쓰는 방법·보관 방법 】대로 하시면 돼요.", "페이지에도 적어 두었어요.")),
    (_("Which size or option?"), ("【 치수·용량 】이에요. 【 어떤 분 】께는 【 옵션 】을 권해 드려요.",)),
    (_("Can you send me a receipt?"), ("네, 현금영수증이나 세금계산서를 보내 드려요. 【 번호나 사업자 정보 】를 알려 주세요.",)),
    (_("Does it help against …?"), ("그 부분은 저희가 말씀드릴 수 없어요.", "원재료와 쓰는 방법은 페이지에 적힌 그대로예요.")),
)


def _cards(desk: Desk, texts: tuple[tuple[str, tuple[str, ...]], ...]) -> list[Card]:
    return [desk.copy(desk.t(about), lines) for about, lines in texts]


def reviews(desk: Desk) -> list[Section]:
    t, product = desk.t, desk.products(1)[0]
    ask = [
        "잘 도착했나요? 쓰시면서 느낀 점을 그대로 적어 주시면 큰 도움이 돼요.",
        f"{desk.name(product, short=True)}, 아쉬운 점도 괜찮아요.",
        "후기를 쓰시면 별점과 상관없이 【 금액 】원 적립금을 드려요. 【 채널에서 켠 경우에만 】",
    ]
    rows = [[LINE, LINE, "☐", LINE] for _n in range(6)]
    return [
        Section(t("The request"), [desk.copy(t("Three days after arrival, once"), ask)]),
        Section(t("Answers to reviews"), _cards(desk, LOW)),
        Section(t("What returns"), [Table([t("Complaint"), t("How often"), t("Answer given"), t("What we mend")], rows)]),
    ]


def cs(desk: Desk) -> list[Section]:
    t = desk.t
    kinds = (
        _("When does it come"),
        _("Broken or spoiled"),
        _("Wrong one"),
        _("Does not please"),
        _("How to use it"),
        _("Receipt"),
        _("Other"),
    )
    count = Table([t("Kind"), t("How many in three months"), t("Put onto the page")], [[t(k), LINE, "☐"] for k in kinds])
    phone = desk.shop.text("contact_phone")
    rule = desk.form(
        [
            (t("Refunded at once, without asking back, up to"), None, t("a sum that hurts less than an hour of writing")),
            (t("We answer at"), None, t("two fixed hours")),
            (t("Phone for buyers"), phone or None, t("facts of the shop")),
            (t("Who decides above that sum"), None, t("one person")),
        ]
    )
    return [Section(t("Count first"), [count]), Section(t("Ten answers"), _cards(desk, ASKED)), Section(t("The rule"), [rule])]


def crm(desk: Desk) -> list[Section]:
    t = desk.t
    rows = [[desk.name(p), p.size or LINE, LINE, LINE, desk.money(p.price), LINE] for p in desk.products(5)]
    head = [t("Product"), t("Size"), t("Runs out after (days)"), t("Message on day"), t("Price"), t("Coupon, at most")]
    shop, product = desk.shop.name or gap("가게 이름"), desk.name(desk.products(1)[0], short=True)
    text = [
        f"(광고) {shop}",
        f"지난번에 주문하신 {product}, 다 드시거나 쓰실 때가 되어 알려 드려요.",
        "이번에 주문하시면 【 쿠폰 내용과 끝나는 날 】",
        "받고 싶지 않으시면 【 수신거부 방법 】으로 알려 주세요.",
    ]
    checks = desk.ticks(
        _("Only those who agreed are on the list"),
        _("(광고) stands first, the sender is named"),
        _("How to refuse stands at the end, free of charge"),
        _("Sent between 8 in the morning and 9 in the evening"),
    )
    return [
        Section(t("When it runs out"), [Table(head, rows)]),
        Section(t("The message"), [desk.copy(t("To those who agreed"), text), checks]),
    ]


DAYS = (
    _("Buy from yourself up to the payment page: open, price, stock"),
    _("New first photo of the main product"),
    _("New title, by the kit for titles"),
    _("Read the page on a phone, mend three things"),
    _("Write down ten former buyers who agreed"),
    _("Five messages or calls"),
    _("Five more"),
    _("The small offer begins"),
    _("Answer all open questions and reviews"),
    _("A photo of today's parcel for profile or story"),
    _("Second look at price and postage"),
    _("Tell three neighbours"),
    _("Count: visits, questions, orders"),
    _("The offer ends; decide what stays"),
)


def restart(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    best = desk.products(1)[0]
    sold = best.sales > 0
    ages = {c: u.last_age for c, u in shop.facts.used.items()}
    quiet = min(ages.values()) if ages else None
    facts = desk.form(
        [
            (
                t("Product to begin with"),
                desk.name(best) if best.title else None,
                t("sold most in the data") if sold else t("the one that you can always make"),
            ),
            (t("Sold in the last year"), t("{n:number} pieces", n=best.pieces) if sold else None, t("order files")),
            (t("Days since the last order"), t("{n:number}", n=quiet) if quiet is not None else None, t("order files")),
            (t("In stock"), t("{n:number}", n=best.stock) if best.stock is not None else None, t("count it")),
        ]
    )
    rows = [[t("{d:date}", d=desk.today + timedelta(days=i)), t(day), "☐"] for i, day in enumerate(DAYS)]
    text = [
        f"안녕하세요, {particle(shop.name or gap('가게 이름'), '이에요/예요')}.",
        "한동안 쉬었다가 다시 보내 드리게 되었어요.",
        f"{desk.name(best, short=True)}, 【 새로 달라진 점 】",
        "필요하실 때 편하게 들러 주세요.",
    ]
    return [
        Section(t("Where it begins"), [facts]),
        Section(t("Two weeks, a task a day"), [Table([t("Which day"), t("Task"), t("Done")], rows)]),
        Section(t("Message to former buyers"), [desk.copy(t("Only to those who agreed, or by word of mouth"), text)]),
    ]
