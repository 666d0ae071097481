"""Shopify orders_export.csv: one row per line of an order; what belongs to the order stands on its first row alone.

Subtotal is what the buyer paid for the goods, after every discount and before shipping; it and what was paid back are given
to the lines to the won. Times are those of the shop's own clock. An order in another currency is not taken: our sums are won.
"""

from data.mapping import Format, Output, Refusal
from data.staging.spread import spread
from data.staging.values import REGIONS
from data.text import _

_CODES = dict(zip(REGIONS, (11, 26, 27, 28, 29, 30, 31, 50, 41, 42, 43, 44, 45, 46, 47, 48, 49), strict=True))
_REGION = " ".join(f"WHEN '{code}' THEN '{name}'" for name, code in _CODES.items())
"""Provinces as Shopify codes them, KR-11 and so on (ISO 3166-2:KR)."""
_ORDER = "PARTITION BY order_no"


def _filled(field: str) -> str:
    """The value of the order, from the first of its rows that has one."""
    return f"arg_min({field}, row_no) OVER ({_ORDER})"


_FILLED = {
    "order_no": "ident(order_id)",
    "region_here": f"CASE upper(regexp_replace(province, '^\\s*KR-', '')) {_REGION} ELSE region(region) END",
    "filled_ordered": _filled("moment(ordered_at)"),
    "filled_paid": _filled("moment(paid_at)"),
    "filled_shipped": _filled("moment(shipped_at)"),
    "filled_cancelled": _filled("moment(cancelled_at)"),
    "filled_state": _filled("squeezed(status)"),
    "filled_sent": _filled("squeezed(fulfilment)"),
    "filled_currency": _filled("upper(words(currency))"),
    "filled_subtotal": _filled("money(amount)"),
    "filled_total": _filled("money(order_total_paid)"),
    "filled_discount": f"coalesce({_filled('money(order_off)')}, 0)",
    "filled_shipping": _filled("money(shipping_fee)"),
    "filled_back": f"coalesce({_filled('money(refunded)')}, 0)",
    "filled_buyer": _filled("hidden_key"),
    "filled_region": _filled("region_here"),
}
_LINES = {
    "line_gross": "money(unit_price) * pieces(quantity)",
    "line_off": "coalesce(money(discount), 0)",
    # The export of one order begins with the row that carries its state: where it begins anew, an export was added again.
    "exported": f"count(status) OVER ({_ORDER} ORDER BY row_no ROWS UNBOUNDED PRECEDING)",
    "alike_same_no": "row_number() OVER (PARTITION BY order_no, exported, product_name, line_gross ORDER BY row_no)",
    "alike_gross": f"sum(CASE WHEN exported <= 1 THEN line_gross END) OVER ({_ORDER})",
    "alike_off": f"sum(CASE WHEN exported <= 1 THEN line_off END) OVER ({_ORDER})",
    # Two rows that are the same are two lines only where the sum of the order needs both.
    "needs_both": """coalesce(filled_subtotal IN (alike_gross, alike_gross - alike_off,
      alike_gross - filled_discount, alike_gross - alike_off - filled_discount), false)""",
    "line_name": "coalesce(words(product_name), ident(sku), '-')",
    "name_no": "row_number() OVER (PARTITION BY order_no, exported, product_name ORDER BY alike_same_no > 1, row_no)",
    "line_no": """CASE WHEN needs_both THEN name_no
      ELSE min(name_no) OVER (PARTITION BY order_no, exported, product_name, line_gross) END""",
    "line_key": "CASE WHEN line_no > 1 THEN line_name || ' #' || line_no ELSE line_name END",
    "counted": "row_number() OVER (PARTITION BY order_no, line_key ORDER BY row_no) = 1",
    "all_net": f"sum(CASE WHEN counted THEN line_gross - line_off END) OVER ({_ORDER})",
    "goods": """coalesce(filled_subtotal, filled_total - coalesce(filled_shipping, 0),
      greatest(all_net - filled_discount, 0))""",
    **spread("share", "goods", "line_gross - line_off", "order_no", "line_key", "counted"),
    # What was paid back may hold shipping too; of the goods no more than their price can come back.
    "goods_back": "CASE WHEN goods IS NULL THEN filled_back ELSE least(filled_back, goods) END",
    **spread("back", "goods_back", "share", "order_no", "line_key", "counted"),
    "ended": "filled_cancelled IS NOT NULL OR filled_state IN ('voided', 'refunded') OR (goods > 0 AND goods_back = goods)",
}

FORMAT = Format(
    id="shopify_order",
    channel="shopify",
    title=_("Shopify orders (orders_export)"),
    all_of=("Name", "Financial Status", "Lineitem name"),
    fields={
        "order_id": ("Name",),
        "ordered_at": ("Created at",),
        "paid_at": ("Paid at",),
        "shipped_at": ("Fulfilled at",),
        "cancelled_at": ("Cancelled at",),
        "sku": ("Lineitem sku",),
        "product_name": ("Lineitem name",),
        "quantity": ("Lineitem quantity",),
        "unit_price": ("Lineitem price",),
        "discount": ("Lineitem discount",),
        "order_off": ("Discount Amount",),
        "amount": ("Subtotal",),
        "order_total_paid": ("Total",),
        "refunded": ("Refunded Amount",),
        "shipping_fee": ("Shipping",),
        "currency": ("Currency",),
        "status": ("Financial Status",),
        "fulfilment": ("Fulfillment Status",),
        "line_fulfilment": ("Lineitem fulfillment status",),
        "region": ("Shipping Province Name",),
        "province": ("Shipping Province",),
        "buyer_id": ("Email",),
        "buyer_phone": ("Phone", "Billing Phone"),
        "buyer_name": ("Billing Name",),
    },
    feeds={
        "order_off": "discount",
        "order_total_paid": "amount",
        "currency": "amount",
        "fulfilment": "status",
        "line_fulfilment": "status",
        "province": "region",
    },
    personal=(
        *(f"{side} {part}" for side in ("Billing", "Shipping") for part in
          ("Street", "Address1", "Address2", "Company", "City", "Zip")),
        "Shipping Name",
        "Shipping Phone",
        "Notes",
        "Note Attributes",
        "Payment Reference",
        "Payment References",
        "Payment ID",
        "Receipt Number",
        "Device ID",
        "Employee",
    ),
    unused=(
        "Accepts Marketing",
        "Discount Code",
        "Taxes",
        "Shipping Method",
        "Lineitem compare at price",
        "Lineitem requires shipping",
        "Lineitem taxable",
        "Billing Province",
        "Billing Country",
        "Shipping Country",
        "Billing Province Name",
        "Payment Method",
        "Vendor",
        "Outstanding Balance",
        "Location",
        "Id",
        "Tags",
        "Risk Level",
        "Source",
        *(f"Tax {n} {part}" for n in range(1, 6) for part in ("Name", "Value")),
        "Duties",
        "Payment Terms Name",
        "Next Payment Due At",
    ),
    refuse=(
        Refusal("coalesce(filled_currency, 'KRW') <> 'KRW'", "currency",
                _("The order is in another currency. Added to won it would make every sum wrong, so it is not taken.")),
    ),
    across={**_FILLED, **_LINES},
    outputs=(
        Output(
            "order_lines",
            essential=("quantity", "unit_price"),
            columns={
                "line_id": "line_key",
                "ordered_at": "coalesce(filled_ordered, filled_paid)",
                "paid_at": "filled_paid",
                "shipped_at": "coalesce(moment(shipped_at), CASE WHEN filled_sent = 'fulfilled' THEN filled_shipped END)",
                "cancelled_at": "filled_cancelled",
                "discount": "greatest(line_gross - share, 0)",
                "first_amount": "share",
                "amount": "CASE WHEN ended THEN share ELSE share - back END",
                "refunded": "CASE WHEN NOT ended THEN nullif(back, 0) END",
                "region": "filled_region",
                "buyer_key": "filled_buyer",
                # pending was never paid; voided was given back before it was taken.
                "report": """CASE WHEN filled_state IN ('pending', 'expired') THEN '결제대기'
          WHEN filled_cancelled IS NOT NULL OR filled_state = 'voided' THEN '취소완료'
          WHEN ended THEN '환불완료'
          WHEN squeezed(line_fulfilment) = 'fulfilled' OR filled_sent = 'fulfilled' THEN '배송중'
          WHEN filled_state IN ('paid', 'authorized', 'partially_paid', 'partially_refunded') THEN '결제완료'
          ELSE filled_state END""",
                "parcel": "ident(order_id)",
                "parcel_fee": "filled_shipping",
            },
        ),
    ),
)
