"""Lists of the shop's own products: stock, what does not sell, one master list, and the hours of dispatch."""

from data.text import _
from diagnostics.kits.desk import LINE, Desk
from diagnostics.kits.shop import Product
from diagnostics.quantities import channel_title
from diagnostics.report.model import Block, Section, Table

LISTED, WEEKS_OF_YEAR = 30, 52


def weekly(product: Product) -> int | None:
    """A week of sales, rounded up; None where nothing is known of sales."""
    return -(-product.pieces // WEEKS_OF_YEAR) if product.pieces > 0 else None


def stock(desk: Desk) -> list[Section]:
    t = desk.t
    rows = []
    for p in desk.products(LISTED):
        listed, week = (t("{n:number}", n=p.stock) if p.stock is not None else LINE), weekly(p)
        rows.append([desk.name(p), p.sku or LINE, listed, LINE, t("{n:number}", n=week) if week else LINE, "☐"])
    head = [
        t("Product"),
        t("Own code"),
        t("Stock in the shop"),
        t("Counted"),
        t("Warn at (a week of sales)"),
        t("Corrected everywhere"),
    ]
    blocks: list[Block] = [Table(head, rows, numeric=frozenset({2, 4}))]
    if len(desk.shop.products) > LISTED:
        blocks.append(desk.small(_("The first {n:number} products; the others by the same pattern."), n=LISTED))
    options = Table([t("Product"), t("Option now"), t("As customers say it"), t("Sold out?")], [[LINE, LINE, LINE, "☐"]] * 5)
    return [Section(t("Stock list"), blocks), Section(t("Options in order"), [options])]


def assortment(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    dead = [p for p in shop.products if p.pieces == 0 and p.channel]
    sold = any(p.pieces for p in shop.products)
    rows = [
        [desk.name(p), desk.money(p.price), t("{n:number}", n=p.stock) if p.stock is not None else LINE, "☐", "☐", "☐"]
        for p in dead[:LISTED]
    ]
    head = [t("Product"), t("Price"), t("In stock"), t("Keep it"), t("Mend"), t("Take down")]
    said = (
        t("{n:number} of {all:number} products did not sell in the last year of the data.", n=len(dead), all=len(shop.products))
        if sold
        else t("No sale is in the data; write the products down by hand.")
    )
    best = [p for p in shop.products if p.pieces > 0][:3]
    ideas = [[desk.name(p), t("{n:number}", n=p.pieces), LINE, LINE] for p in best] or [[LINE, LINE, LINE, LINE]]
    new = Table([t("Best seller"), t("Pieces in a year"), t("Another size, or a pack of two"), t("What buyers asked for")], ideas)
    return [
        Section(
            t("Without a sale"), [desk.text(_("{said}"), said=said), Table(head, rows or [[LINE, LINE, LINE, "☐", "☐", "☐"]] * 5)]
        ),
        Section(t("Beside the best seller"), [new]),
    ]


def linked_commerce(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    channels = shop.channels[:3]
    rows = []
    for p in desk.products(LISTED):
        places = dict(p.places)
        prices = [desk.money(places[c]) if c in places else t("missing") for c in channels]
        known = {v for c, v in places.items() if v is not None}
        word = t("prices differ") if len(known) > 1 else "–"
        rows.append([p.sku or LINE, desk.name(p), *prices, word, LINE])
    head = [
        t("Code, the same everywhere"),
        t("Product"),
        *(channel_title(c, t) for c in channels),
        t("What differs"),
        t("Right price"),
    ]
    trial = desk.form(
        [
            (t("Service tried"), None, t("only with a free trial")),
            (t("Price a month"), None, t("its price list")),
            (t("Minutes saved a day"), None, t("clock, three days with and three without")),
            (t("Decision and date"), None, t("at the end of the trial")),
        ]
    )
    return [Section(t("Master list"), [Table(head, rows)]), Section(t("Trial of a linking service"), [trial])]


def fulfilment(desk: Desk) -> list[Section]:
    t = desk.t
    hours = [
        [t(x), LINE]
        for x in (_("Orders of the day close"), _("Labels printed"), _("Packed"), _("Carrier comes"), _("Late orders checked"))
    ]
    offers = [
        [t(x), LINE, LINE]
        for x in (
            _("Price per parcel, your size"),
            _("Latest pickup"),
            _("Saturdays"),
            _("Islands and mountains"),
            _("Damage: who pays, how fast"),
        )
    ]
    late = [
        "주문하신 상품이 하루 늦어지게 되어 미리 알려 드려요. 죄송해요.",
        "【 이유 】 때문이고, 【 날짜 】에 꼭 보내 드릴게요.",
        "기다리기 어려우시면 바로 취소해 드려요.",
    ]
    table = desk.ticks(
        _("Scale, tape, knife and pen have a fixed place"),
        _("Three box sizes within reach"),
        _("Filling and cards beside them"),
        _("Photos of the packing steps on the wall"),
        _("A shelf for “today” and one for “tomorrow”"),
    )
    return [
        Section(t("Hours of the day"), [Table([t("What"), t("Hour")], hours)]),
        Section(t("The table"), [table]),
        Section(t("Two carriers side by side"), [Table([t("To ask"), "A", "B"], offers)]),
        Section(t("When it gets late"), [desk.copy(t("In the morning of the last day"), late)]),
    ]
