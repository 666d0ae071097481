"""Names of everything that has an id: dimensions, outcomes, segments, stages, families, tables, columns of evidence.

The one place for them, so that a page, a report and a file say the same word. All are message ids.
"""
from collections.abc import Mapping
from typing import NamedTuple

from data.text import _
from diagnostics.model import Family, Segment, Status, Unit
from diagnostics.texts import Texts

DIMENSIONS: Mapping[str, str] = {
    "listing": _("Products and detail pages"),
    "trust": _("Brand and trust"),
    "price": _("Price and margin"),
    "sales": _("Sales and growth"),
    "service": _("Packing, delivery and service"),
    "channel": _("Channels"),
    "readiness": _("Readiness"),
}

QUESTIONS: Mapping[str, str] = {
    "listing": _("Can buyers find the products and see what they get?"),
    "trust": _("Do buyers trust the shop?"),
    "price": _("Does money stay with each order?"),
    "sales": _("Do orders come in steadily?"),
    "service": _("Does the parcel arrive on time and whole?"),
    "channel": _("Is it sold where it fits?"),
    "readiness": _("Is everything there that selling online needs?"),
}
"""What each dimension asks, in one line."""

STATUSES: Mapping[str, str] = {
    Status.PASS: _("Good"),
    Status.WARN: _("Could be better"),
    Status.FAIL: _("Mend this first"),
    Status.NO_DATA: _("No data yet"),
    Status.NOT_APPLICABLE: _("Does not apply"),
    Status.ERROR: _("Could not be worked out"),
}
ICONS: Mapping[str, str] = {
    Status.PASS: "✓",
    Status.WARN: "△",
    Status.FAIL: "●",
    Status.NO_DATA: "?",
    Status.NOT_APPLICABLE: "–",
    Status.ERROR: "⚠",
}
"""Shapes, not colours, so that an outcome is told apart in black and white too."""

SEGMENTS: Mapping[str, str] = {
    Segment.UNLISTED: _("Not selling online yet"),
    Segment.STRUGGLING: _("Listed, but sells little"),
    Segment.GROWING: _("Selling and growing"),
}
STAGES: Mapping[str, str] = {"intake": _("Before support (T0)"), "mid": _("During support (T1)"), "exit": _("After support (T2)")}
FAMILIES: Mapping[str, str] = {
    Family.DETAIL_PAGE: _("Detail page"),
    Family.BRANDING: _("Brand"),
    Family.PACKAGING: _("Packaging design"),
    Family.PLATFORM: _("Platform consulting"),
}
SEVERITIES: Mapping[str, str] = {"block": _("Must be put right"), "review": _("To be checked"), "info": _("Good to know")}

TABLES: Mapping[str, str] = {
    "merchants": _("Shop record"),
    "order_lines": _("Orders"),
    "settlements": _("Settlements"),
    "listings": _("Product list"),
    "reviews": _("Reviews"),
    "costs": _("Costs"),
    "answers": _("Self-check answers"),
    "statistics": _("Visits and sales statistics"),
}
BRING: Mapping[str, str] = {
    "merchants": _("Complete the shop record: trade, region, yearly sales, 통신판매업 number (mail-order report)."),
    "order_lines": _("Download the order list of the last 12 months from the seller centre (orders → Excel download)."),
    "settlements": _(
        "Download the settlement details of the last 3 months from the seller centre (settlement → details by case)."
    ),
    "listings": _("Download the product list from the seller centre (products → product list → Excel or CSV)."),
    "reviews": _("Download the reviews from the seller centre (reviews → Excel), or copy date and stars into our template."),
    "costs": _("Write into our template what one piece, its box and its parcel cost you."),
    "answers": _("Answer the self-check: 10 minutes, on the phone, without papers."),
    "statistics": _("Download the product statistics of the last month from the seller centre (statistics → products → Excel)."),
}
"""What to fetch where a table is missing, and where it is found."""


class Column(NamedTuple):
    """How a column of evidence is headed, and the unit of its numbers (None: as it is)."""

    label: str
    unit: Unit | None = None


COLUMNS: Mapping[str, Column] = {
    "product_name": Column(_("Product")),
    "title": Column(_("Product name")),
    "product_id": Column(_("Product number")),
    "option_name": Column(_("Option")),
    "sku": Column(_("Own code")),
    "channel": Column(_("Channel")),
    "order_id": Column(_("Order number")),
    "line_id": Column(_("Line of the order")),
    "brand": Column(_("Brand field")),
    "maker": Column(_("Maker")),
    "category": Column(_("Category")),
    "origin": Column(_("Origin")),
    "notice_group": Column(_("Product group of the notice")),
    "region": Column(_("Region")),
    "status": Column(_("State")),
    "claim_reason": Column(_("Reason")),
    "rating": Column(_("Stars"), Unit.STARS),
    "amount": Column(_("Sales"), Unit.WON),
    "amount_90": Column(_("Sales of 90 days"), Unit.WON),
    "price": Column(_("Price"), Unit.WON),
    "list_price": Column(_("Price before discount"), Unit.WON),
    "unit_price": Column(_("Price of a piece"), Unit.WON),
    "discount": Column(_("Discount"), Unit.WON),
    "shipping_fee": Column(_("Shipping fee"), Unit.WON),
    "return_fee": Column(_("Return fee"), Unit.WON),
    "net": Column(_("Paid out"), Unit.WON),
    "gross": Column(_("Settled sales"), Unit.WON),
    "unit_cost": Column(_("Cost of a piece"), Unit.WON),
    "fees": Column(_("Fees"), Unit.WON),
    "margin": Column(_("What stays"), Unit.WON),
    "lines": Column(_("Order lines"), Unit.COUNT),
    "orders": Column(_("Orders"), Unit.COUNT),
    "pieces": Column(_("Pieces"), Unit.COUNT),
    "quantity": Column(_("Pieces"), Unit.COUNT),
    "stock": Column(_("In stock"), Unit.COUNT),
    "image_count": Column(_("Pictures"), Unit.COUNT),
    "main_image_px": Column(_("Shorter side of the main picture"), Unit.PIXELS),
    "has_video": Column(_("Clip")),
    "detail_image_count": Column(_("Pictures in the detail page"), Unit.COUNT),
    "option_count": Column(_("Options"), Unit.COUNT),
    "bare_names": Column(_("Options without a name in words"), Unit.COUNT),
    "detail_width_px": Column(_("Widest fixed thing on the page"), Unit.PIXELS),
    "detail_font_px": Column(_("Smallest letters of the page"), Unit.PIXELS),
    "main_image_white": Column(_("White share of the background"), Unit.SHARE),
    "main_image_product": Column(_("How far the product fills the picture"), Unit.SHARE),
    "main_image_marked": Column(_("Words or a frame on the picture")),
    "title_length": Column(_("Letters of the name"), Unit.LETTERS),
    "detail_text_length": Column(_("Letters of the detail page"), Unit.LETTERS),
    "review_count": Column(_("Reviews"), Unit.COUNT),
    "reviews": Column(_("Reviews"), Unit.COUNT),
    "keywords": Column(_("Search words")),
    "last_age": Column(_("Days since the last sale"), Unit.DAYS),
    "age": Column(_("Days ago"), Unit.DAYS),
    "ordered_at": Column(_("Ordered on")),
    "ship_due_at": Column(_("To be shipped by")),
    "shipped_at": Column(_("Shipped on")),
    "promised_at": Column(_("Promised by")),
    "delivered_at": Column(_("Delivered on")),
    "settled_on": Column(_("Paid out on")),
    "created_at": Column(_("Written on")),
    "observed_on": Column(_("Seen on")),
    "question_id": Column(_("Question")),
    "value": Column(_("Answer")),
    "share": Column(_("Proportion"), Unit.SHARE),
    "days": Column(_("Days"), Unit.DAYS),
    "week": Column(_("Week")),
    "month": Column(_("Month")),
    "lines_before": Column(_("Lines before"), Unit.COUNT),
    "lines_now": Column(_("Lines now"), Unit.COUNT),
    "lost": Column(_("Lines lost"), Unit.COUNT),
    "days_unsold": Column(_("Days without a sale"), Unit.DAYS),
    "days_late": Column(_("Days late"), Unit.DAYS),
    "claims": Column(_("Claims"), Unit.COUNT),
    "buyers": Column(_("Buyers who did not return"), Unit.COUNT),
    "stars_lost": Column(_("Stars lost"), Unit.STARS),
    "missing": Column(_("Missing on so many channels"), Unit.COUNT),
    "sold_out": Column(_("Sold out on so many channels"), Unit.COUNT),
    "channels": Column(_("On so many channels"), Unit.COUNT),
    "listings": Column(_("Products on sale"), Unit.COUNT),
    "margin_share": Column(_("What stays of the sales"), Unit.SHARE),
    "goods": Column(_("Goods"), Unit.WON),
    "carrier": Column(_("Carrier"), Unit.WON),
    "packaging": Column(_("Packaging"), Unit.WON),
    "lowest": Column(_("Lowest price"), Unit.WON),
    "highest": Column(_("Highest price"), Unit.WON),
    "spread": Column(_("Apart by"), Unit.SHARE),
    "usual_spelling": Column(_("Usual spelling")),
    "registration": Column(_("Entered number")),
    "filled": Column(_("Fields filled in"), Unit.COUNT),
    "carried": Column(_("Fields in the file"), Unit.COUNT),
    "name": Column(_("Name of the shop")),
    "expected": Column(_("Proportion to expect"), Unit.SHARE),
    "stock_out": Column(_("Out of stock"), Unit.COUNT),
    "late": Column(_("Too late"), Unit.COUNT),
    "weekday": Column(_("Day of the week")),
    "fallen": Column(_("Sales lost by that"), Unit.WON),
    "left": Column(_("Visitors who left"), Unit.COUNT),
    "value_before": Column(_("Sales per line before"), Unit.WON),
    "value_now": Column(_("Sales per line now"), Unit.WON),
    "visitors": Column(_("Visitors"), Unit.COUNT),
    "bought": Column(_("Orders per visitor"), Unit.SHARE),
    "apart": Column(_("Times dearer or cheaper"), Unit.RATIO),
    "middle": Column(_("Middle price of the category"), Unit.WON),
    "times": Column(_("Times the middle price"), Unit.RATIO),
    "shops": Column(_("Shops compared"), Unit.COUNT),
    "waiting": Column(_("Not paid out yet"), Unit.WON),
    "daily": Column(_("Sales per day"), Unit.WON),
    "unreviewed": Column(_("Orders without a review"), Unit.COUNT),
}


def column(name: str) -> Column:
    """The heading of a column of evidence; a name that is not listed reads as its words."""
    return COLUMNS.get(name) or Column(name.replace("_", " ").capitalize())


_KINDS: Mapping[str, Mapping[str, str]] = {
    "dimension": DIMENSIONS,
    "status": STATUSES,
    "segment": SEGMENTS,
    "stage": STAGES,
    "family": FAMILIES,
    "severity": SEVERITIES,
    "table": TABLES,
}


def name(kind: str, value: str, texts: Texts) -> str:
    """The name of an id of `kind` (dimension, status, segment, stage, family, severity or table) in a language."""
    return texts(_KINDS[kind].get(value, value))
