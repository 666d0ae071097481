"""Prices, bundles, channels, ads and links with the shop's own numbers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics import units
from diagnostics.kits.desk import LINE, Desk
from diagnostics.kits.shop import Product
from diagnostics.quantities import channel_title
from diagnostics.report.model import Block, Paragraph, Section, Table
from diagnostics.selling.assumptions import settle
from diagnostics.selling.products import rows
from diagnostics.selling.recommendation import judge, rank

SHEET_PRODUCTS, BUNDLED = 6, 3
STEP = Decimal("1.2")
"""The threshold of free postage over today's mean order."""
ROUND = 1_000


def worked_out(desk: Desk, most: int = SHEET_PRODUCTS) -> list[tuple[Product, Mapping[str, Any]]]:
    """The first products with the row of the channel that they sell on (or would), as the channel page reckons it."""
    known = {key: p for p in desk.shop.selling.products for key in (p.product_id, p.sku, p.title) if key}
    found: list[tuple[Product, Mapping[str, Any]]] = []
    for product in desk.shop.products[:most]:
        of = next((known[k] for k in (product.product_id, product.sku, product.title) if k in known), None)
        channel = product.channel or desk.shop.channels[0]
        if of is None or channel not in units.channels():
            continue
        found.append((product, rows(desk.shop.selling, None, [of], [channel])[0]))
    return found


def pricing(desk: Desk) -> list[Section]:
    """What stays of each product, and the lowest price at which nothing is lost."""
    t = desk.t
    head = [
        t("Product"),
        t("Channel"),
        t("Price"),
        t("Goods"),
        t("Packing and parcel, less postage from the buyer"),
        t("Fees, VAT included"),
        t("Discounts and returns"),
        t("What stays"),
        t("Lowest price without loss"),
        t("My floor"),
    ]
    lines = [_price_row(desk, product, row) for product, row in worked_out(desk)]
    blanks = [[desk.name(p), *[LINE] * (len(head) - 1)] for p in desk.products(1)] if not lines else []
    blocks: list[Block] = [Table(head, [*lines, *blanks], numeric=frozenset(range(2, 10)))]
    blocks.append(
        desk.small(
            _(
                "Per piece, VAT included, as the channel page works it out. What is not known stays open: enter the "
                "costs under Files, and the sheet fills itself in."
            )
        )
    )
    by_hand = [
        (t("A. Price that the buyer pays"), None, t("product page")),
        (t("B. Goods or making, per piece"), None, t("invoice divided by pieces")),
        (t("C. Box, filling, tape"), None, t("invoice divided by pieces")),
        (t("D. Parcel, less what the buyer pays for it"), None, t("carrier's invoice")),
        (t("E. Fee: A × the rate of the channel, VAT included"), None, t("channel page, or the settlement file")),
        (t("What stays: A − B − C − D − E"), None, t("work it out")),
    ]
    return [
        Section(t("Price sheet"), blocks),
        Section(t("By hand, for any other product"), [desk.form(by_hand)]),
    ]


PARCEL = frozenset({"shipping_income", "shipping_cost", "packaging"})


def _price_row(desk: Desk, product: Product, row: Mapping[str, Any]) -> list[str]:
    """The steps of the channel page in fewer columns; they add up to what stays."""
    known, complete = row["price_from"] != "assumed", row["contribution_kind"] == "after_goods"
    sums = {"price": 0, "goods": 0, "parcel": 0, "fees": 0, "rest": 0}
    for line in row["arithmetic"]:
        step = line["step"]
        column = step if step in sums else "parcel" if step in PARCEL else "fees" if "fee" in step else "rest"
        sums[column] += line["amount"]
    return [
        desk.name(product),
        channel_title(row["channel"], desk.t),
        desk.money(sums["price"] if known else None),
        desk.money(sums["goods"] if complete else None),
        desk.money(sums["parcel"] if known else None),
        desk.money(sums["fees"] if known and row["contribution"] is not None else None),
        desk.money(sums["rest"] if known else None),
        desk.money(row["contribution"] if known and complete else None),
        desk.money(row["break_even_price"] if complete else None),
        LINE,
    ]


def bundles(desk: Desk) -> list[Section]:
    """A bundle of two and of three from the first products, and a threshold for free postage."""
    t, parts = desk.t, desk.shop.products[:BUNDLED]
    rows_ = []
    for size in (2, 3):
        of = parts[:size] if len(parts) >= size else ()
        names = " + ".join(desk.name(p, short=True) for p in of) if of else LINE
        total = sum(p.price for p in of if p.price) if of and all(p.price for p in of) else None
        cost = sum(p.unit_cost for p in of if p.unit_cost) if of and all(p.unit_cost for p in of) else None
        saved = sum(p.shipping_cost for p in of[1:] if p.shipping_cost) if of and all(p.shipping_cost for p in of) else None
        rows_.append([t("Bundle of {n}", n=size), names, desk.money(total), desk.money(cost), desk.money(saved), LINE])
    head = [
        t("Bundle"),
        t("What is in it"),
        t("Prices added up"),
        t("Goods added up"),
        t("Postage saved"),
        t("Price of the bundle"),
    ]
    basket = desk.shop.facts.basket
    mean = basket.price - basket.discount if basket else None
    step = None if mean is None else int(-(-(mean * STEP) // ROUND) * ROUND)
    threshold = desk.form(
        [
            (t("Average order today"), desk.money(mean) if mean else None, t("orders of the last half year")),
            (t("Free postage from"), desk.money(step) if step else None, t("a fifth above it, rounded up to 1,000 won")),
            (
                t("Postage that you then pay"),
                desk.money(desk.shop.facts.costs.shipping) if desk.shop.facts.costs.shipping else None,
                t("carrier's invoice"),
            ),
        ]
    )
    note = desk.small(_("The saved postage is the most that you can give to the buyer without earning less than before."))
    before = Table(
        [t("Per parcel"), t("Before"), t("After four weeks")],
        [[t("Pieces"), LINE, LINE], [t("Amount"), LINE, LINE], [t("What stays"), LINE, LINE]],
    )
    return [
        Section(t("Two bundles"), [Table(head, rows_, numeric=frozenset({2, 3, 4})), note]),
        Section(t("Free postage"), [threshold, before]),
    ]


def channel_table(desk: Desk, most: int = 6) -> Table:
    """What stays per order on each channel, when the money comes and what is missing to enter."""
    t, facts = desk.t, desk.shop.facts
    numbers = settle(facts, desk.shop.selling.entered)
    found = rank([judge(c, facts, numbers) for c in units.channels().values()])
    assumed = "price" in numbers.assumed
    lines = []
    for c in found[:most]:
        stays = None if assumed or c["contribution_kind"] != "after_goods" else c["contribution_per_order"]
        missing = ", ".join(t.say(s["title"]) for s in c["missing_steps"])
        lines.append(
            [
                t(c["title"]) + (" ★" if c["in_use"] else ""),
                t("{r:percent}", r=c["fee_rate"]) if c["fee_rate"] is not None else t("not known"),
                desk.money(stays),
                t("{d:days}", d=c["days_to_cash"]) if c["days_to_cash"] is not None else t("not known"),
                missing or t("nothing"),
            ]
        )
    head = [t("Channel"), t("Fees of the price"), t("What stays per order"), t("Days to the money"), t("Still missing to enter")]
    return Table(head, lines, t("★ in use. Rates with their sources stand on the channel page."), numeric=frozenset({1, 2, 3}))


def channel_mix(desk: Desk) -> list[Section]:
    t = desk.t
    move = [[desk.name(p), desk.money(p.price), LINE, "☐"] for p in desk.products(3)]
    decision = desk.form(
        [
            (t("I add / I give up"), None, t("one channel, not two")),
            (t("Because"), None, t("what stays, hours, days to the money")),
            (t("I look again on"), None, t("four weeks from today")),
        ]
    )
    return [
        Section(t("Side by side"), [channel_table(desk, 8)]),
        Section(t("My decision"), [decision]),
        Section(t("The first three to move"), [Table([t("Product"), t("Price"), t("Price there"), t("Done")], move)]),
    ]


def ads(desk: Desk) -> list[Section]:
    """How much an order may cost, per product, and the table of four Mondays."""
    t = desk.t
    lines = []
    for product, row in worked_out(desk, 4):
        known = row["price_from"] != "assumed" and row["contribution_kind"] == "after_goods"
        stays = row["contribution"] if known else None
        half = stays // 2 if stays is not None and stays > 0 else None
        word = desk.money(half) if stays is None or stays > 0 else t("no ads: nothing stays")
        lines.append([desk.name(product), desk.money(stays), word])
    if not lines:
        lines = [[desk.name(p), LINE, LINE] for p in desk.products(2)]
    weeks = [[t("Monday {n}", n=n), LINE, LINE, LINE, LINE] for n in range(1, 5)]
    rule = t("I stop when one order costs more than ＿＿＿＿ won over two weeks, or on ＿＿＿＿ (four weeks from the start).")
    return [
        Section(
            t("What an order may cost"),
            [Table([t("Product"), t("What stays per piece"), t("To begin with, at most")], lines, numeric=frozenset({1, 2}))],
        ),
        Section(t("The rule, written before the first click"), [Paragraph(rule, "lead")]),
        Section(
            t("Four Mondays"), [Table([t("Which day"), t("Money spent"), t("Clicks"), t("Orders"), t("Words struck out")], weeks)]
        ),
    ]


def own_link(desk: Desk) -> list[Section]:
    t = desk.t
    places = (
        _("Card in the parcel"),
        _("Counter in the shop"),
        _("Profile and map entry"),
        _("Messages to regulars"),
        _("Price tags"),
    )
    lines = [[t(p), LINE, "☐", LINE, LINE] for p in places]
    share = desk.shop.selling.entered.get("own_link_share")
    known: list[Block] = (
        [Paragraph(t("Share of sales through your own link so far: {r:percent}.", r=float(share)))] if share else []
    )
    return [
        Section(t("One link per place"), [*known, Table([t("Place"), t("Link"), t("Tried"), t("Visits"), t("Orders")], lines)]),
        Section(
            t("The line beside the code"),
            [
                desk.copy(
                    t("For counter and card"), [f"{desk.shop.name or '【 가게 이름 】'} 온라인 상점이에요. 찍으면 바로 열려요."]
                )
            ],
        ),
    ]
