"""Names of things in words, with the icon and colour that go with them. Message ids: `t(...)` them where they are shown."""
from dataclasses import dataclass

from data.text import _

DIMENSIONS = {
    "listing": _("Products and detail pages"), "trust": _("Brand and trust"), "price": _("Price and margin"),
    "sales": _("Sales and growth"), "service": _("Packing, delivery and replies"), "channel": _("Sales channels"),
    "readiness": _("Readiness"),
}
SEGMENTS = {"unlisted": _("Not yet selling online"), "struggling": _("Selling online, but with difficulty"),
            "growing": _("Selling online and growing")}
STAGES = {"intake": _("Before support"), "mid": _("During support"), "exit": _("After support")}


@dataclass(frozen=True)
class StatusWord:
    """How a status is shown: by word and icon, the colour only supports them."""

    word: str
    icon: str
    color: str


# Red is kept for the law and for losing money.
STATUSES = {
    "pass": StatusWord(_("Good"), ":material/check_circle:", "green"),
    "warn": StatusWord(_("A little short"), ":material/trending_flat:", "blue"),
    "fail": StatusWord(_("Mend first"), ":material/build_circle:", "orange"),
    "no_data": StatusWord(_("No data"), ":material/help:", "gray"),
    "not_applicable": StatusWord(_("Does not apply"), ":material/remove_circle:", "gray"),
    "error": StatusWord(_("Could not be checked"), ":material/error:", "gray"),
}
SEVERITIES = {
    "block": StatusWord(_("Must be mended"), ":material/gavel:", "red"),
    "review": StatusWord(_("To be looked at"), ":material/visibility:", "orange"),
    "info": StatusWord(_("Good to know"), ":material/info:", "blue"),
}
CHANNELS = {"naver": _("Naver SmartStore (네이버 스마트스토어)"), "coupang": _("Coupang (쿠팡)")}

COLUMNS = {
    "merchant_id": _("Shop"), "channel": _("Channel"), "order_id": _("Order number"), "line_id": _("Order line number"),
    "product_id": _("Product number"), "product_name": _("Product"), "title": _("Product"), "option_name": _("Option"),
    "sku": _("Stock code"), "quantity": _("Quantity"), "unit_price": _("Unit price"), "price": _("Price"),
    "amount": _("Amount"), "discount": _("Discount"), "ordered_at": _("Ordered"), "paid_at": _("Paid"),
    "ship_due_at": _("Send by"), "shipped_at": _("Sent"), "promised_at": _("Promised for"), "delivered_at": _("Arrived"),
    "status": _("State"), "image_count": _("Photos"), "observed_on": _("Seen on"), "rating": _("Stars"),
    "created_at": _("Written"), "category": _("Category"), "brand": _("Brand"), "row": _("Row"), "column": _("Column"),
    "reason": _("Reason"), "share": _("Share"), "lines": _("Order lines"), "net": _("Paid out"), "gross": _("Sales"),
    "fee_rate": _("Fee"), "margin": _("What stays"), "unit_cost": _("Cost of goods"), "review_id": _("Review number"),
    "notice_group": _("Product group"), "settled_on": _("Paid out on"), "region": _("Region"), "name": _("Name"),
}
"""Headings of the columns that tables may show."""
