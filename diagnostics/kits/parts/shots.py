"""The shot list for a phone, with the sizes that the channels ask for."""

from data.reference.limits import SOURCES, limit
from data.text import _
from diagnostics.kits.desk import Desk
from diagnostics.kits.goods import NAMES
from diagnostics.kits.parts.shotlists import CLIP, LISTS, Shot
from diagnostics.quantities import channel_title
from diagnostics.report.model import Block, Bullets, Paragraph, Section, Table

SIZED = ("naver", "coupang", "elevenst", "gmarket", "auction", "kakao", "toss")
MAIN_PRODUCTS = 6


def photography(desk: Desk) -> list[Section]:
    t, shop = desk.t, desk.shop
    names = [desk.name(p) for p in desk.products(MAIN_PRODUCTS)]
    lead = t("The list for {goods}. Tick each picture as you take it.", goods=t(NAMES[shop.kind]))
    shots: list[Block] = [Paragraph(lead, "lead"), shot_table(desk, LISTS[shop.kind]), desk.ticks(CLIP)]
    which: list[Block] = [
        Bullets(names, ticks=True),
        desk.small(_("These sold most or cost most; one hour per product is enough.")),
    ]
    return [
        Section(t("Which products"), which),
        Section(t("Shot list"), shots),
        Section(t("Sizes by channel"), [sizes(desk)]),
        Section(t("Before you upload"), [_last_look(desk)]),
    ]


def shot_table(desk: Desk, shots: tuple[Shot, ...]) -> Table:
    """One row per picture, with a box to tick."""
    t = desk.t
    rows = [["☐", t(what), t(angle), t(light), t(ground)] for what, angle, light, ground in shots]
    return Table([t("Taken"), t("Picture"), t("Angle"), t("Light"), t("Background")], rows)


def sizes(desk: Desk) -> Table:
    """What each channel asks of the main picture; the shop's own channels first."""
    t = desk.t
    own = [c for c in desk.shop.channels if c in SIZED]
    rows = []
    for channel in dict.fromkeys((*own, *SIZED)):
        px, least, most, white = (limit(channel, r) for r in ("main_px", "main_px_min", "main_bytes", "main_white"))
        asked = t("{px:number} px or more", px=px.number) if px else "–"
        if least and px and least.number < px.number:
            asked += " · " + t("never below {px:number} px", px=least.number)
        more = [t("at most {mb:decimal} MB", mb=most.number / 1e6)] if most else []
        if white:
            more.append(t("pure white background, product 85 % or more"))
        source = t(SOURCES[px.source]) + f" ({px.as_of})" if px else ""
        mark = " ★" if channel in own else ""
        rows.append([channel_title(channel, t) + mark, asked, ", ".join(more) or "–", source])
    return Table(
        [t("Channel"), t("Shorter side"), t("Also"), t("Source")], rows, t("★ your channels. 1,000 px or more suits all of them.")
    )


def _last_look(desk: Desk) -> Bullets:
    return desk.ticks(
        _("Sharp when you zoom in with two fingers"),
        _("Colour as it is beside the window"),
        _("No words, frame, logo or price on the main picture"),
        _("Nothing in the picture that is not in the parcel"),
        _("Square, 1,000 px or more"),
    )
