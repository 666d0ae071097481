"""Brand: one page about it, the name, the trademark, the card, neighbours and the place."""

from data.text import _
from diagnostics.kits.desk import LINE, Desk, gap, sayable
from diagnostics.kits.goods import Goods
from diagnostics.kits.parts.shotlists import PLACES
from diagnostics.kits.parts.shots import shot_table
from diagnostics.report.model import Block, Section, Table


def _brands(desk: Desk) -> list[str]:
    """The spellings of the brand field, the most frequent first."""
    found: dict[str, int] = {}
    for product in desk.shop.products:
        if product.brand:
            found[product.brand] = found.get(product.brand, 0) + 1
    return sorted(found, key=lambda b: (-found[b], b))


def _one_pager(desk: Desk) -> Table:
    t, shop = desk.t, desk.shop
    place = " ".join(x for x in (shop.text("region"), shop.text("city")) if x)
    since = shop.record.get("founded_on")
    brands = _brands(desk)
    return desk.form(
        [
            (t("The name"), brands[0] if brands else (shop.name or None), t("as it stands in the brand field")),
            (t("Who makes it"), shop.text("representative") or None, t("the name that buyers may read")),
            (t("Where"), place or None, t("town and district")),
            (
                t("Since"),
                t("{y}", y=since.year) if since is not None and since == since else None,
                t("year on the registration, or of the first product"),
            ),
            (
                t("What"),
                ", ".join(desk.name(p, short=True) for p in shop.products[:3]) or shop.text("industry") or None,
                t("three products at most"),
            ),
            (t("For whom"), None, t("one person whom you know and who buys it")),
            (t("What only we do"), None, t("a habit, a material, a refusal")),
            (t("How it can be shown"), None, t("a photo, a number, a certificate")),
            (t("Three words"), None, t("ask three customers for one word each")),
            (t("Colour and letter"), None, t("one colour, one type of letter, everywhere the same")),
        ]
    )


def story(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    since, place = shop.record.get("founded_on"), " ".join(x for x in (shop.text("region"), shop.text("city")) if x)
    year = f"{since.year}년부터" if since is not None and since == since else "【 몇 년 】부터"
    what = sayable(shop.main.bare, shop.group) if shop.main else ""
    verb = "키워서 보내요" if shop.kind is Goods.FRESH else "만들어요"
    lines = [
        f"{place or '【 지역 】'}에서 {year} 이 일을 해 왔어요.",
        f"{what or gap('만드는 것')}, 【 나만의 방법이나 고집 한 가지 】로 {verb}.",
        "【 누가 】 【 어떤 때 】 찾아 주시면 좋겠다는 마음이에요.",
    ]
    photos = desk.ticks(
        _("Hands while working"), _("The place, seen from the door"), _("The material before it becomes a product")
    )
    return [
        Section(t("Your brand on one page"), [_one_pager(desk)]),
        Section(t("Three sentences to begin with"), [desk.copy(t("For shop introduction and main products"), lines)]),
        Section(t("Three photos"), [photos]),
    ]


def name(desk: Desk) -> list[Section]:
    t = desk.t
    brands = _brands(desk)
    known: list[Block] = [
        desk.form(
            [
                (t("Shop name"), desk.shop.name or None, t("shop record")),
                (t("Brand as written today"), ", ".join(brands) or None, t("brand field of the products")),
            ]
        )
    ]
    if len(brands) > 1:
        known.append(desk.text(_("{n:number} spellings are in use. Choose one of them."), n=len(brands)))
    rows = [[LINE, "☐", "☐", "☐", "＿ / 5"] for _n in range(5)]
    head = [
        t("The name"),
        t("Nothing alike in KIPRIS"),
        t("Nothing alike in the shops"),
        t("Free as an address"),
        t("Spelled right at once"),
    ]
    fill = [[p.title, p.brand or LINE, "☐"] for p in desk.products(12)] if desk.shop.products else [[LINE, LINE, "☐"]]
    return [
        Section(t("What is written today"), known),
        Section(t("Five names"), [Table(head, rows)]),
        Section(t("Brand field of every product"), [Table([t("Product"), t("Brand today"), t("Changed it")], fill)]),
    ]


def trademark(desk: Desk) -> list[Section]:
    t = desk.t
    brands = _brands(desk)
    searched = brands[:3] or ([desk.shop.name] if desk.shop.name else [LINE])
    rows = [[b, LINE, LINE, "☐"] for b in searched] + [[LINE, LINE, LINE, "☐"]]
    head = [t("Searched for"), t("Found in the same class (number, owner)"), t("Sounds or looks alike?"), t("Searched on")]
    steps = desk.ticks(
        _("The name exactly as written"),
        _("The name without blanks, and as it sounds"),
        _("Each part of the name alone"),
        _("Only the class of your goods; then the neighbouring one"),
        _("Ended and refused marks too: they show what the office objects to"),
    )
    what = [[desk.name(p, short=True), LINE, LINE] for p in desk.products(5)]
    filing = desk.form(
        [
            (t("Mark, as it will be used"), searched[0] if searched[0] != LINE else None, t("exact spelling, or the logo")),
            (t("Applicant"), desk.shop.text("representative") or None, t("person or company, as registered")),
            (t("Patent customer number (특허고객번호)"), None, t("특허로 (patent.go.kr)")),
            (t("Class (류)"), None, t("list of goods of the patent office")),
            (t("Fee of today"), None, t("특허로, shown before you pay; we state none")),
            (t("Number of the application (출원번호)"), None, t("receipt of the filing")),
        ]
    )
    return [
        Section(t("Search sheet for KIPRIS"), [steps, Table(head, rows)]),
        Section(t("Goods and class"), [Table([t("What you sell"), t("Word of the official list"), t("Class (류)")], what)]),
        Section(t("Filing"), [filing]),
    ]


def insert(desk: Desk) -> list[Section]:
    t, product = desk.t, desk.products(1)[0]
    shop = desk.shop.name or gap("가게 이름")
    lines = [
        "주문해 주셔서 고맙습니다.",
        f"{desk.name(product, short=True)}, 【 보관하거나 쓰는 요령 한 가지 】",
        "쓰시다 궁금하거나 마음에 들지 않는 점이 있으면 먼저 저희에게 말씀해 주세요.",
        f"문의: {desk.shop.text('contact_phone') or gap('전화나 채팅 주소')}",
        f"{shop} 드림",
    ]
    count = [[t("Week {n}", n=n), LINE, LINE, LINE] for n in range(1, 5)]
    return [
        Section(
            t("Text of the card"),
            [
                desk.copy(t("Front and back"), lines),
                desk.small(_("QR code at the lower right, at least 2 cm; beside it only the name of the shop.")),
            ],
        ),
        Section(t("Four weeks"), [Table([t("Week"), t("Cards sent"), t("Visits by the code"), t("Orders by the code")], count)]),
    ]


def joint(desk: Desk) -> list[Section]:
    t = desk.t
    rows = [[desk.shop.name or LINE, ", ".join(desk.name(p, short=True) for p in desk.shop.products[:2]) or LINE, LINE, "☐"]]
    rows += [[LINE, LINE, LINE, "☐"] for _n in range(4)]
    head = [t("Shop"), t("Product"), t("What it brings in"), t("Would join")]
    agreement = desk.form(
        [
            (t("Shared name"), None, t("after the kit for names")),
            (t("Which products may carry it"), None, t("what is the least quality?")),
            (t("Price band"), None, t("from … to …")),
            (t("Who answers buyers"), None, t("one phone number")),
            (t("Who pays for label and logo, how much each"), None, t("offers")),
            (t("Who owns name and trademark"), None, t("one person, all, or a cooperative")),
            (t("How one leaves"), None, t("notice, rest of the labels")),
            (t("Signed on"), None, t("all of you")),
        ]
    )
    return [Section(t("Who joins"), [Table(head, rows)]), Section(t("The agreement on one page"), [agreement])]


def place(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    where = " ".join(x for x in (shop.text("region"), shop.text("city")) if x)
    facts = desk.form(
        [
            (t("Place"), where or None, t("street, market or village as people call it")),
            (t("What people know it for"), None, t("said by two of three customers")),
            (t("May the name be used? Who said so, when"), None, t("market office or town hall")),
            (t("How to come"), None, t("bus stop, parking, hours")),
        ]
    )
    text = [
        f"저희는 {where or '【 시·군 】'}의 【 골목·시장·마을 】에 있어요.",
        "이곳은 【 사람들이 아는 것 】으로 알려진 곳이에요.",
        f"{shop.name or gap('가게 이름')}에 오시면 【 볼 수 있는 것 】을 보실 수 있어요.",
    ]
    return [
        Section(t("The place"), [facts]),
        Section(t("Ten photos"), [shot_table(desk, PLACES)]),
        Section(t("Text for the page"), [desk.copy(t("About the place"), text)]),
        Section(t("The stand at the till"), [desk.copy(t("Beside the QR code"), ["집에서도 주문하실 수 있어요. 찍어 보세요."])]),
    ]
