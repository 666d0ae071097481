"""Packing: what to watch by weight and kind, the drop test, the cost per parcel, a gift set."""

from datetime import date, timedelta
from decimal import Decimal

import holidays

from data.text import _
from diagnostics.kits.desk import LINE, Desk
from diagnostics.kits.goods import EATEN, Goods
from diagnostics.kits.shop import Product
from diagnostics.report.model import Block, Bullets, Card, Section, Table

HEAVY_G, LIGHT_G = 5_000, 500
BREAKABLE = ("유리", "도자기", "옹기", "그릇", "컵", "잔", "병", "접시", "화병", "계란", "달걀", "조명", "무드등", "거울")
LIQUID = ("즙", "청", "액", "주스", "간장", "기름", "술", "식초", "샴푸", "로션", "장아찌", "김치", "국물", "음료")
AHEAD = timedelta(weeks=4)
FEASTS = ("설날", "추석")


def advice(product: Product, kind: Goods) -> list[str]:
    """What to watch when packing this product (messages): by weight, by what breaks, leaks or spoils."""
    grams, found = product.grams, []
    if grams is not None and grams >= HEAVY_G:
        found.append(_("Heavy: a double-walled box, tape as an H on both sides, weight written outside."))
    if grams is not None and grams <= LIGHT_G:
        found.append(_("Light: the smallest box or a padded bag; air is what you pay for."))
    if any(word in product.title for word in BREAKABLE):
        found.append(_("Breaks: wrap each piece, two fingers of filling on all sides, nothing touching the wall."))
    if any(word in product.title for word in LIQUID):
        found.append(_("Leaks: film under the lid, a closed bag around it, upright, paper that drinks below."))
    if kind is Goods.FRESH:
        found.append(_("Spoils: send Monday to Wednesday, holes against sweating, ice only where the product likes it."))
    elif kind in EATEN:
        found.append(_("Food: keep the label with the date legible from outside; cold goods with ice packs and a tight box."))
    if kind is Goods.FASHION:
        found.append(_("Cloth: a bag against wet, folded over paper, no heavy thing on top."))
    if kind is Goods.HANDMADE:
        found.append(_("Made by hand: a layer of soft paper, and a card that says how to care for it."))
    return found or [_("Nothing may move when you shake it; corners stay free by two fingers.")]


def protection(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    cards: list[Block] = []
    for product in desk.products(5):
        kind = product.kind if product.title else shop.kind
        cards.append(
            Card(desk.name(product), [Bullets([t(m) for m in advice(product, kind)], ticks=True)], tag=_weight(desk, product))
        )
    drops = (
        _("on a bottom corner"),
        _("on the three edges that meet there (three drops)"),
        _("on the largest side"),
        _("on the opposite side"),
    )
    test = Table(
        [t("Drop"), t("Packed as before"), t("First change"), t("Second change")], [[t(d), "☐", "☐", "☐"] for d in drops]
    )
    return [
        Section(t("What to watch, product by product"), cards),
        Section(
            t("Drop test from one metre"),
            [test, desk.small(_("Tick what stayed whole. Whoever finds a fault first saves a return."))],
        ),
        Section(
            t("Six photos for the wall"),
            [
                desk.ticks(
                    _("Empty box, bottom taped"),
                    _("Filling on the bottom"),
                    _("Product in its inner packing"),
                    _("Filling at the sides and on top"),
                    _("Card and note laid in"),
                    _("Closed, label on the largest side"),
                )
            ],
        ),
    ]


def _weight(desk: Desk, product: Product) -> str:
    return desk.t("about {kg:decimal} kg", kg=product.grams / 1000) if product.grams else desk.t("weight: ＿＿＿ g")


def cost_table(desk: Desk, most: int = 6) -> Table:
    """What a parcel costs today, from the shop's own costs; what is not known is a line."""
    t = desk.t
    rows = []
    for p in desk.products(most):
        known = p.packaging_cost is not None and p.shipping_cost is not None
        total = (p.packaging_cost or Decimal(0)) + (p.shipping_cost or Decimal(0)) if known else None
        share = t("{r:percent}", r=float(total / p.price)) if total is not None and p.price else LINE
        rows.append([desk.name(p), desk.money(p.packaging_cost), desk.money(p.shipping_cost), desk.money(total), share, LINE])
    head = [
        t("Product"),
        t("Box and filling"),
        t("Postage paid"),
        t("Per parcel"),
        t("Share of the price"),
        t("After the change"),
    ]
    return Table(head, rows, numeric=frozenset({1, 2, 3, 4}))


def redesign(desk: Desk) -> list[Section]:
    t = desk.t
    measures = [[desk.name(p), _weight(desk, p), "＿ × ＿ × ＿ cm", "＿ × ＿ × ＿ cm", "☐"] for p in desk.products(10)]
    offers = [
        [t(x), LINE, LINE, LINE]
        for x in (
            _("100 boxes, won each"),
            _("500 boxes, won each"),
            _("Days until delivery"),
            _("Weight of a box"),
            _("Recyclable, mark on it"),
            _("Smallest order"),
        )
    ]
    head = [t("Product"), t("Weight"), t("Packed size"), t("Box today"), t("Goes with another in one box")]
    return [
        Section(t("Cost per parcel"), [cost_table(desk)]),
        Section(t("Measures"), [Table(head, measures)]),
        Section(t("Three offers side by side"), [Table([t("To ask"), "A", "B", "C"], offers)]),
        Section(
            t("The rule for one parcel"),
            [
                desk.ticks(
                    _("Same name and same address: one box"),
                    _("Postage paid twice is given back"),
                    _("Heavy below, light on top, leaking things in a bag"),
                )
            ],
        ),
    ]


def next_feasts(day: date) -> list[tuple[date, str]]:
    """The next 설날 and 추석 from `day` on, the nearer first."""
    found: dict[str, date] = {}
    calendar = holidays.country_holidays("KR", years=(day.year, day.year + 1, day.year + 2), language="ko")
    for on, name in sorted(calendar.items()):
        feast = next((f for f in FEASTS if name.split(";")[0].strip() == f), None)
        if on >= day and feast and feast not in found:
            found[feast] = on
    return sorted((on, name) for name, on in found.items())


def gift_set(desk: Desk) -> list[Section]:
    t, parts = desk.t, desk.shop.products[:3]
    lines = [[desk.name(p), "1", desk.money(p.unit_cost), desk.money(p.price)] for p in parts] or [[LINE, "＿", LINE, LINE]] * 3
    goods = sum((p.unit_cost for p in parts if p.unit_cost), Decimal(0)) if parts and all(p.unit_cost for p in parts) else None
    prices = sum(p.price for p in parts if p.price) if parts and all(p.price for p in parts) else None
    lines.append([t("Together"), "", desk.money(goods), desk.money(prices)])
    strong = frozenset({len(lines) - 1})
    sums = desk.form(
        [
            (t("Goods"), desk.money(goods) if goods else None, t("table above")),
            (t("Gift box and sleeve"), None, t("offer of the printer")),
            (t("Card and ribbon"), None, t("receipt")),
            (
                t("Parcel"),
                desk.money(parts[0].shipping_cost) if parts and parts[0].shipping_cost else None,
                t("carrier's invoice, for the larger box"),
            ),
            (t("Fee of the channel on the set's price"), None, t("channel page")),
            (t("Price of the set"), None, t("the parts added up, or more where the box is worth it")),
            (t("What stays"), None, t("price less all of these")),
        ]
    )
    days = [
        [name, t("{d:date}", d=on), t("{d:date}", d=on - AHEAD), t("{d:date}", d=on - timedelta(days=7)), "☐"]
        for on, name in next_feasts(desk.today)
    ]
    when = [t("Holiday"), t("Which day"), t("On sale from"), t("Last orders, at the latest"), t("In the calendar")]
    card = desk.copy(
        t("Message card"),
        [
            "감사한 마음을 담아 보내요.",
            f"{desk.shop.name or '【 가게 이름 】'}에서 정성껏 골라 담았어요.",
            "【 받는 분께 드리는 한마디 】",
        ],
    )
    head = [t("Product"), t("Pieces"), t("Goods"), t("Price")]
    return [
        Section(t("A set from your products"), [Table(head, lines, numeric=frozenset({1, 2, 3}), strong=strong), sums]),
        Section(
            t("Dates"),
            [Table(when, days)],
        ),
        Section(t("The card"), [card]),
    ]
