"""Beginning: the first channel in a day, a seller who sells for you, four lessons."""

from data.text import _
from diagnostics import units
from diagnostics.kits.desk import LINE, Desk
from diagnostics.kits.parts.money import channel_table
from diagnostics.report.model import Block, Bullets, Card, Section, Table
from diagnostics.selling.assumptions import settle
from diagnostics.selling.recommendation import judge, rank

CANDIDATES = 2
STATE = {"met": "☑", "missing": "☐", "unknown": "☐ ?"}
HOURS = (
    ("09:00", _("Papers on the table, account opened")),
    ("10:30", _("Bank account and seller's details entered")),
    ("11:30", _("Delivery and return terms saved as a template")),
    ("13:00", _("Title, price and notice of the first product")),
    ("14:30", _("Five photos up, detail page from the outline")),
    ("16:00", _("Read on a phone; a friend looks for size and return cost")),
    ("16:30", _("The friend orders and pays")),
    ("17:00", _("Packed, label written, parcel handed over")),
)


def onboarding(desk: Desk) -> list[Section]:
    t, facts = desk.t, desk.shop.facts
    numbers = settle(facts, desk.shop.selling.entered)
    found = rank([judge(c, facts, numbers) for c in units.channels().values()])
    cards: list[Block] = []
    for c in [c for c in found if not c["in_use"]][:CANDIDATES]:
        gates = [
            f"{STATE[g['state']]} {t.say(g['title'])} – {t('there')}"
            if g["state"] == "met"
            else f"{STATE[g['state']]} {t.say(g['title'])} – {t.say(g['how'])} ({t('about {d:days}', d=g['days'])})"
            for g in c["gates"]
        ]
        cards.append(Card(t(c["title"]), [desk.text("{what}", what=t.say(c["what"])), Bullets(gates)], mark=f"{len(cards) + 1}."))
    first = [[desk.name(p), desk.money(p.price), "☐", "☐", "☐", "☐"] for p in desk.products(3)]
    head = [t("Product"), t("Price"), t("Five photos"), t("Outline filled"), t("Notice filled"), t("On sale")]
    return [
        Section(t("Which channel first"), [*cards, channel_table(desk, 4)]),
        Section(t("The day, hour by hour"), [Table([t("Hour"), t("What"), t("Done")], [[h, t(m), "☐"] for h, m in HOURS])]),
        Section(t("The first products"), [Table(head, first)]),
        Section(
            t("Every day from now on"),
            [
                desk.ticks(
                    _("Morning: new orders and questions"),
                    _("Before the pickup: pack and send"),
                    _("Evening: answers, stock, tomorrow's boxes"),
                )
            ],
        ),
    ]


def proxy_seller(desk: Desk) -> list[Section]:
    t, product = desk.t, desk.products(1)[0]
    sheet = desk.form(
        [
            (t("Product"), desk.name(product) if product.title else None, t("one to begin with")),
            (t("Cost per piece"), desk.money(product.unit_cost) if product.unit_cost else None, t("kit for prices")),
            (t("Lowest price at which it may be sold"), None, t("kit for prices")),
            (t("Stock a month"), None, t("what you can make without hurry")),
            (t("Days from order to parcel"), None, t("honestly")),
            (t("Certificates and reports"), str(product.row.get("certification") or "") or None, t("folder of certificates")),
        ]
    )
    asked = (
        _("Fee per sale, and fixed fee a month"),
        _("On which channels, under whose name"),
        _("Who writes and photographs, who owns it afterwards"),
        _("Who answers buyers, within how long"),
        _("Who takes returns, and who pays for them"),
        _("When is the money paid out"),
        _("Lowest price: who may change it"),
        _("Monthly report: what stands in it"),
        _("Term and notice"),
    )
    return [
        Section(t("What the seller needs from you"), [sheet]),
        Section(t("Questions to two sellers"), [Table([t("To ask"), "A", "B"], [[t(q), LINE, LINE] for q in asked])]),
    ]


LESSONS = (
    (_("1. Photos"), "detail_page.photography"),
    (_("2. Title and page"), "detail_page.rebuild"),
    (_("3. Price"), "platform.pricing"),
    (_("4. Parcel"), "packaging.protection"),
)


def education(desk: Desk) -> list[Section]:
    t = desk.t
    known = units.treatments()
    rows = [[t(lesson), t(known[kit].title), t(known[kit].tasks[0]), LINE, "☐"] for lesson, kit in LESSONS]
    head = [t("Evening"), t("Homework: the kit"), t("Begin with"), t("Date"), t("Done")]
    product = desk.products(1)[0]
    own = desk.form(
        [
            (
                t("My product for all lessons"),
                desk.name(product) if product.title else None,
                t("one that you can make at any time"),
            ),
            (t("Course and place"), None, t("programme or 소상공인시장진흥공단")),
            (t("Whom I call about the shop"), None, t("name and number")),
            (t("Whom I call about the channel"), None, t("name and number")),
        ]
    )
    return [Section(t("My course"), [own]), Section(t("Four evenings"), [Table(head, rows)])]
