"""Titles and search words from what the product data say."""

import re

from data.reference.limits import limit
from data.text import _
from diagnostics.clinic import titles
from diagnostics.kits.desk import LINE, Desk, lawful, sayable
from diagnostics.kits.shop import Product
from diagnostics.quantities import channel_title
from diagnostics.report.model import Block, Paragraph, Section, Table

TITLED = 10
WORDS = 10


def candidate(product: Product, channel: str, group: str | None) -> str | None:
    """A title from the product's own words that keeps to the channel's rules and may be said; None where there is none."""
    plain = sayable(product.title, group)
    if not plain:
        return None
    made = titles.rebuilt(plain, product.brand, channel) or " ".join(plain.split())
    for _turn in range(3):  # taking a word out may bring another rule to light
        faults = titles.faults(made, channel)
        if not (faults.repeated or faults.promotion or faults.symbols):
            break
        made = titles.rebuilt(made, product.brand, channel) or made
    most = limit(channel, "title_max")
    fits = most is None or len(made) <= most.number
    faults = titles.faults(made, channel)
    clean = not (faults.repeated or faults.promotion or faults.symbols)
    return made if made and fits and clean and lawful(made, group) else None


def title(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    channels = shop.channels[:2]
    sections = []
    for channel in channels:
        most, shown = limit(channel, "title_max"), limit(channel, "title_shown")
        rows = []
        for product in desk.products(TITLED):
            group = product.group or shop.group
            made = candidate(product, channel, group) if product.title else None
            if made:
                desk.said.append((group, made))
            same = made == " ".join(product.title.split())
            word = t("fine as it is") if same else (made or LINE)
            rows.append([product.title or LINE, word, str(len(made)) if made else "–", missing(desk, product)])
        lead = t(
            "{channel}: at most {n:number} letters; a phone shows about {m:number} of them.",
            channel=channel_title(channel, t),
            n=most.number if most else 100,
            m=shown.number if shown else 36,
        )
        head = [t("Now"), t("Proposal"), t("Letters"), t("Could be added")]
        sections.append(
            Section(t("Titles for {channel}", channel=channel_title(channel, t)), [Paragraph(lead), Table(head, rows)])
        )
    form = Table(
        [t("Brand"), t("Product"), t("Feature"), t("Size or number"), t("Letters")], [[LINE, LINE, LINE, LINE, "/ 50"]] * 3
    )
    sections.append(
        Section(t("The pattern for new products"), [form, desk.small(_("Each word once. Weight, number and size last."))])
    )
    return sections


def missing(desk: Desk, product: Product) -> str:
    """What buyers look for in a title and this one lacks."""
    lacks = []
    if not product.brand:
        lacks.append(desk.t("brand"))
    if not product.size and not re.search(r"\d", product.title):
        lacks.append(desk.t("size or number"))
    if len(product.title) < 15:
        lacks.append(desk.t("one feature, such as variety, material or use"))
    return ", ".join(lacks) or "–"


def search_words(product: Product, group: str | None) -> list[str]:
    """Words of the product itself that buyers may type: its title, category and tags, those that may be said."""
    parts = [
        product.short,
        str(product.row.get("category") or "").replace(">", " ").replace("/", " ").replace("·", " "),
        str(product.row.get("keywords") or "").replace(",", " "),
    ]
    found: dict[str, None] = {}
    for word in " ".join(parts).split():
        plain = re.sub(r"[^0-9A-Za-z가-힣]", "", word)
        if len(plain) >= 2 and not plain.isdigit() and not titles.faults(plain, "naver").promotion and lawful(plain, group):
            found.setdefault(plain)
    return list(found)[:WORDS]


def findability(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    rows = []
    for product in desk.products(TITLED):
        group = product.group or shop.group
        words = search_words(product, group) if product.title else []
        desk.said += [(group, w) for w in words]
        rows.append(
            [desk.name(product), " ".join(str(product.row.get("category") or "").split()) or LINE, ", ".join(words) or LINE, LINE]
        )
    head = [t("Product"), t("Category now"), t("Words that are in your data"), t("Words that the search box adds")]
    search: list[Block] = [
        Table(head, rows),
        desk.small(_("Numbers of searches are not in the data; the search box shows what is typed.")),
    ]
    levels = Table([t("Similar product"), t("Its category path"), t("Does it fit mine?")], [[LINE, LINE, "☐"]] * 3)
    return [Section(t("Search words per product"), search), Section(t("Categories of three that sell well"), [levels])]
