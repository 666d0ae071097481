"""A detail page drafted from the product data: outline, draft, delivery and returns, statutory notice."""

from collections.abc import Mapping

from diagnostics.clinic.copytexts import OUTLINE
from diagnostics.kits.desk import Desk, gap
from diagnostics.kits.goods import NAMES
from diagnostics.kits.parts.forms import notice_table, terms_card
from diagnostics.kits.parts.outlines import Part, outline
from diagnostics.kits.shop import Product
from diagnostics.report.model import Block, Bullets, Card, Paragraph, Section, Table

DRAFTED = 3


def rebuild(desk: Desk) -> list[Section]:
    """The outline for the goods of the shop, and a draft for each of the main products."""
    t, shop = desk.t, desk.shop
    kind = shop.kind
    parts = outline(kind)
    rows = [[str(i), part.heading, t(part.aim), t(part.picture)] for i, part in enumerate(parts, start=1)]
    rows.append([str(len(rows) + 1), "배송·교환·반품 안내", t("In the words of the law; the block below is ready."), ""])
    rows.append([str(len(rows) + 1), "상품정보제공고시", t("All items of the product group, as text."), ""])
    head = [t("No."), t("Heading"), t("What it is for"), t("Picture")]
    lead = t("The order of a page for {goods}", goods=t(NAMES[kind]))
    blocks: list[Block] = [
        Table(head, rows, lead),
        Paragraph(t("Every page must answer these seven: {topics}.", topics=", ".join(h for h, _s in OUTLINE)), "small"),
    ]
    sections = [Section(t("The outline"), blocks)]
    for product in desk.products(DRAFTED):
        sections.append(_draft(desk, product))
    first = desk.products(1)[0]
    sections.append(Section(t("Delivery, returns and statutory notice"), [terms_card(desk, first), *notice_table(desk, first)]))
    return sections


def _draft(desk: Desk, product: Product) -> Section:
    t = desk.t
    words = fields(desk, product)
    group = product.group or desk.shop.group
    cards: list[Block] = [
        Paragraph(
            t(
                "The draft is Korean, for that is what buyers read. Fill in what stands in 【 】; delete a line that you "
                "cannot fill in truthfully."
            )
        )
    ]
    for part in outline(product.kind if product.title else desk.shop.kind):
        cards.append(_card(desk, part, words, group))
    return Section(t("Draft: {name}", name=desk.name(product)), cards)


def _card(desk: Desk, part: Part, words: Mapping[str, str], group: str | None) -> Card:
    lines = [desk.clean(line.format_map(dict(words)), group) for line in part.lines]
    return Card(part.heading, [Bullets(lines)], tone="good")


def fields(desk: Desk, product: Product) -> dict[str, str]:
    """What the sentences of a page are filled in with: known values, else gaps."""
    shop = desk.shop
    place = " ".join(x for x in (shop.text("region"), shop.text("city")) if x)
    return {
        "name": desk.name(product),
        "short": desk.name(product, short=True),
        "origin": product.origin or gap("원산지: 라벨이나 거래명세서를 보고 적기"),
        "size": product.size or gap("무게나 용량"),
        "price": desk.won(product.price),
        "shop": shop.name or gap("가게 이름"),
        "place": place or gap("지역"),
    }
