"""Forms: the statutory notice, delivery and returns, registration and the seller's details."""

from data.reference import law
from data.text import _
from diagnostics.clinic import copytexts
from diagnostics.kits.desk import LINE, Desk, gap
from diagnostics.kits.shop import Product
from diagnostics.law.business_number import is_valid
from diagnostics.law.groups import group_name
from diagnostics.report.model import Block, Bullets, Card, Paragraph, Section, Table

WHERE = {
    "date": _("label, beside 제조일 or 소비기한"),
    "origin": _("label or invoice of the supplier"),
    "number": _("label, certificate or scale"),
    "text": _("label or the maker"),
}
FORM_PRODUCTS = 3
_NAME, _MAKER, _PHONE, _SIZE = (
    ("제품명", "품명", "품목 또는 명칭"),
    ("생산자", "제조자", "제조업소"),
    ("전화번호",),
    ("용량(중량)", "내용물의 용량"),
)


def notice(desk: Desk) -> list[Section]:
    """The notice of the first products, and a message to the maker about what is missing."""
    t = desk.t
    sections = []
    for product in desk.products(FORM_PRODUCTS):
        blocks = notice_table(desk, product)
        sections.append(Section(t("Notice: {name}", name=desk.name(product)), blocks))
    return sections


def notice_table(desk: Desk, product: Product) -> list[Block]:
    """The items of the product's group: what is known filled in, what is missing as a line and as a question to the maker."""
    t, group = desk.t, product.group or desk.shop.group
    if group is None:
        return [
            Paragraph(
                t(
                    "Which of the 40 product groups (상품군) it is, is not known yet. Choose it in the seller centre; these "
                    "items hold for “기타 재화” (other goods), which most groups ask for too."
                )
            ),
            _table(desk, product, "ETC")[0],
        ]
    table, missing = _table(desk, product, group)
    inferred = product.group_from != "stated"
    lead = t("Product group: {group}", group=group_name(group))
    blocks: list[Block] = [Paragraph(lead, "lead")]
    if inferred:
        blocks.append(desk.small(_("We read the group from category, name or industry. Check it in the seller centre.")))
    blocks.append(table)
    if missing:
        asked = "안녕하세요. 온라인 판매에 필요한 상품정보를 여쭤요. 아래 항목을 알려 주세요."
        blocks.append(
            desk.copy(
                t("Not known yet: a message to the maker"),
                [asked, ", ".join(missing), "【 답을 받을 날짜 】까지 부탁드려요."],
                group,
            )
        )
    else:
        blocks.append(Paragraph(t("Every item is known. Compare once more with the label.")))
    return blocks


def _table(desk: Desk, product: Product, group: str) -> tuple[Table, list[str]]:
    t = desk.t
    known = copytexts.notice({**product.row, "notice_group": group})
    stated = dict(zip((i.item for i in law.notice_items()[group]), known[1].split("\n"), strict=True)) if known else {}
    rows, missing = [], []
    for item in law.notice_items()[group]:
        value = stated.get(item.item, "")[len(item.item) + 2 :]
        if not value or copytexts.GAP in value:
            value = _from_data(desk, product, item.item)
        if not value and not item.conditional:
            missing.append(item.item)
        where = t(WHERE[item.kind])
        if item.conditional:
            where += " · " + t("only if it applies; else 해당없음 with the reason")
        rows.append([item.item, value or LINE, where])
    return Table([t("Item"), t("What to write"), t("Where to find it")], rows), missing


def _from_data(desk: Desk, product: Product, item: str) -> str:
    """What the shop's data say on an item that the notice leaves open."""
    if any(item.startswith(x) for x in _NAME):
        return product.name
    if any(x in item for x in _MAKER):
        return " ".join(str(product.row.get("maker") or "").split())
    if any(x in item for x in _PHONE):
        return desk.shop.text("contact_phone")
    if any(x in item for x in _SIZE):
        return product.size
    return ""


def terms(desk: Desk) -> list[Section]:
    """Delivery and returns in lawful words."""
    t, product = desk.t, desk.products(1)[0]
    facts = desk.shop.facts
    paid = facts.basket.shipping_paid if facts.basket else None
    rows = [
        (t("Orders close at"), None, t("two hours before the carrier comes")),
        (t("Days until arrival"), None, t("the slower half of last week's parcels")),
        (
            t("What buyers paid for shipping, on average"),
            t("{v:won}", v=paid) if paid else None,
            t("orders of the last half year"),
        ),
        (t("Cost of a parcel"), desk.money(facts.costs.shipping) if facts.costs.shipping else None, t("carrier's invoice")),
        (
            t("Return fee"),
            desk.money(product.row.get("return_fee")) if product.row.get("return_fee") else None,
            t("both ways, as agreed with the carrier"),
        ),
        (t("Return address"), desk.shop.text("address") or None, t("where somebody takes parcels in")),
        (t("Phone for buyers"), desk.shop.text("contact_phone") or None, t("facts of the shop")),
    ]
    return [Section(t("What you need for it"), [desk.form(rows)]), Section(t("The text"), [terms_card(desk, product)])]


def terms_card(desk: Desk, product: Product) -> Card:
    """The block on delivery and returns, as the clinic writes it, with what the shop record knows."""
    text = copytexts.terms(product.row)
    for label, column in (("반품 주소", "address"), ("전화번호", "contact_phone")):
        if desk.shop.text(column):
            text = text.replace(gap(label), desk.shop.text(column))
    whole = desk.clean(text, product.group)
    lines = [" ".join(line.split()).removeprefix("- ") for line in whole.replace("\n  ", " ").split("\n") if line.strip()]
    return Card(desk.t("Delivery and returns (copy as it is)"), [Bullets(lines)], tone="good")


def legal_basics(desk: Desk) -> list[Section]:
    """The seller's details, and whether the mail-order report is needed."""
    t, shop = desk.t, desk.shop
    number = shop.text("business_number")
    checked = number
    if number and not is_valid(number):
        checked = t("{number}: the check digit does not fit, copy it again", number=number)
    form = desk.form(
        [
            (t("Shop name (상호)"), shop.name or None, t("business registration")),
            (t("Owner (대표자)"), shop.text("representative") or None, t("business registration")),
            (t("Business number (사업자등록번호)"), checked or None, t("business registration, ten digits")),
            (t("Form of taxation"), shop.text("business_type") or None, t("business registration: 일반 or 간이")),
            (
                t("Mail-order report (통신판매업 신고번호)"),
                shop.text("mail_order_registration") or None,
                t("certificate of the report"),
            ),
            (t("Address"), shop.text("address") or None, t("business registration")),
            (t("Phone for buyers"), shop.text("contact_phone") or None, t("one that is answered")),
            (t("E-mail for buyers"), shop.text("contact_email") or None, t("one that is read daily")),
            (t("Purchase safety (구매안전서비스)"), shop.text("purchase_safety") or None, t("seller centre or payment company")),
        ]
    )
    seen = t("{n:number} orders in the last 365 days are in the data here.", n=shop.facts.orders_365)
    exempt: list[Block] = [
        Paragraph(seen),
        desk.ticks(
            _("Last year there were fewer than 50 sales over all channels: the report is not needed yet."),
            _("The shop is a 간이과세자 (simplified taxpayer): the report is not needed."),
            _("Neither is so: the report is needed."),
        ),
    ]
    shown = [
        f"상호: {shop.name or gap('상호')}",
        f"대표자: {shop.text('representative') or gap('대표자')}",
        f"사업자등록번호: {number if number and is_valid(number) else gap('번호 열 자리')}",
        f"통신판매업 신고번호: {shop.text('mail_order_registration') or gap('번호, 면제면 ‘신고 면제’')}",
        f"주소: {shop.text('address') or gap('사업장 주소')}",
        f"전화: {shop.text('contact_phone') or gap('전화번호')} / 이메일: {shop.text('contact_email') or gap('이메일')}",
    ]
    return [
        Section(t("The seller's details"), [form]),
        Section(t("Is the mail-order report needed?"), exempt),
        Section(t("To paste into the shop"), [desk.copy(t("Seller's details"), shown)]),
    ]
