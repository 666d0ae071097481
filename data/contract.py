"""The canonical tables: the one source of their columns, types, units, grain, keys and time columns.

Money is in the merchant's currency, times are the shop's local wall time, ids are text. Every format writes these
columns, the store is made from them, and each metric reads them.
"""
from dataclasses import dataclass, field

TEXT, MONEY, WHOLE, REAL, TIME, DAY, FLAG, JSON = "text", "money", "whole", "real", "time", "day", "flag", "json"
SQL_TYPE = {TEXT: "VARCHAR", MONEY: "DECIMAL(18,2)", WHOLE: "BIGINT", REAL: "DOUBLE", TIME: "TIMESTAMP",
            DAY: "DATE", FLAG: "BOOLEAN", JSON: "VARCHAR"}  # JSON is text that holds one JSON object

STATUSES = ("paid", "preparing", "shipping", "delivered", "confirmed", "exchanged", "cancelled", "returned")
"""Of an order line, in the order in which they grow certain: of two reports, the later in this list wins."""
DEAD = ("cancelled", "returned")
"""A live line is one whose status is not among these."""
SETTLEMENT_KINDS = ("goods", "shipping", "other")
WHOLE_ORDER = "*"
"""Line id of a source that knows orders and no lines, such as a payment company: it stands for the whole order, and is a line
of its own only while no other line of that order is known."""
CLAIM_REASONS = ("buyer", "stock_out", "late", "defect", "other")


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        return SQL_TYPE[self.type]


@dataclass(frozen=True)
class Table:
    """One canonical table.

    `key` identifies a row; `dated_by` is the column that says when the row came to be (None: the row has no date).
    As of a day, rows dated on or after it do not exist and every other time on or after it is blank.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated_by: str | None = None
    times: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "times", tuple(c.name for c in self.columns if c.type in (TIME, DAY)))

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)


def _c(name: str, type: str, meaning: str, *, required: bool = False, values: tuple[str, ...] = ()) -> Column:
    return Column(name, type, meaning, required, values)


_MERCHANT = _c("merchant_id", TEXT, "our id of the merchant", required=True)
_CHANNEL = _c("channel", TEXT, "id of the sales channel, such as naver or coupang", required=True)

MERCHANTS = Table("merchants", "one merchant", ("merchant_id",), (
    _MERCHANT,
    _c("name", TEXT, "name of the shop"),
    _c("region", TEXT, "province or metropolitan city (시·도)"),
    _c("city", TEXT, "city, county or district (시·군·구)"),
    _c("industry", TEXT, "what the shop makes or sells, in words"),
    _c("business_type", TEXT, "form of taxation and of business, such as 간이과세자"),
    _c("founded_on", DAY, "day the business was registered"),
    _c("yearly_revenue_band", TEXT, "yearly revenue of the business as the card law groups it: 영세, 중소1, 중소2, 중소3, 일반"),
    _c("mail_order_registration", TEXT, "number of the 통신판매업 신고"),
    _c("business_number", TEXT, "사업자등록번호, ten digits"),
    _c("representative", TEXT, "name of the owner (대표자) as the shop shows it"),
    _c("address", TEXT, "address of the business as the shop shows it"),
    _c("contact_phone", TEXT, "phone number that the shop shows to buyers"),
    _c("contact_email", TEXT, "e-mail address that the shop shows to buyers"),
    _c("purchase_safety", TEXT, "구매안전서비스 (escrow or insurance) that the shop's own mall uses: its name, or 없음"),
))

ORDER_LINES = Table("order_lines", "one product line of an order", ("merchant_id", "channel", "order_id", "line_id"), (
    _MERCHANT, _CHANNEL,
    _c("order_id", TEXT, "the channel's order number", required=True),
    _c("line_id", TEXT, "the channel's number of the line within all its orders or within the order", required=True),
    _c("ordered_at", TIME, "when the buyer ordered; the day is enough", required=True),
    _c("paid_at", TIME, "when the buyer paid"),
    _c("ship_due_at", TIME, "until when the channel wants it shipped"),
    _c("shipped_at", TIME, "when it was handed to the carrier"),
    _c("promised_at", TIME, "until when the buyer was promised delivery"),
    _c("delivered_at", TIME, "when it was delivered"),
    _c("confirmed_at", TIME, "when the purchase was confirmed (구매확정)"),
    _c("cancelled_at", TIME, "when it was cancelled or returned, where the file says"),
    _c("refunded_at", TIME, "when the last part of `refunded` was paid back"),
    _c("product_id", TEXT, "the channel's product number"),
    _c("sku", TEXT, "the seller's own code"),
    _c("product_name", TEXT, "as shown to buyers"),
    _c("option_name", TEXT, "chosen option"),
    _c("quantity", WHOLE, "pieces"),
    _c("unit_price", MONEY, "price of a piece before discounts"),
    _c("discount", MONEY, "discount on this line, positive"),
    _c("amount", MONEY, "what the buyer paid for the goods of this line, shipping apart, and has not got back"),
    _c("refunded", MONEY, "what a line that stays alive was paid back, positive; `amount` is what is left after it"),
    _c("shipping_fee", MONEY, "shipping paid by the buyer, on one line of each parcel only"),
    _c("status", TEXT, "state of the line", required=True, values=STATUSES),
    _c("claim_reason", TEXT, "why it was cancelled or returned", values=CLAIM_REASONS),
    _c("buyer_key", TEXT, "keyed hash of the buyer; good for counting repeat purchases and nothing else"),
    _c("region", TEXT, "province or metropolitan city of delivery"),
), dated_by="ordered_at")

SETTLEMENTS = Table("settlements", "one settled item", ("merchant_id", "channel", "order_id", "line_id", "kind", "settled_on"), (
    _MERCHANT, _CHANNEL,
    _c("order_id", TEXT, "the channel's order number", required=True),
    _c("line_id", TEXT, "the line of the order; for shipping the channel's own number", required=True),
    _c("kind", TEXT, "goods, shipping or other", required=True, values=SETTLEMENT_KINDS),
    _c("settled_on", DAY, "day of payout, planned where not yet done", required=True),
    _c("gross", MONEY, "what the buyer paid that is settled here; negative for a refund"),
    _c("seller_discount", MONEY, "discounts that the seller bears, positive"),
    _c("fee_payment", MONEY, "payment and order-management fee, VAT included, positive"),
    _c("fee_sales", MONEY, "sales commission, VAT included, positive"),
    _c("fee_other", MONEY, "any other fee, VAT included, positive"),
    _c("net", MONEY, "what is paid out"),
), dated_by="settled_on")

LISTINGS = Table("listings", "one product of a channel as seen on one day",
                 ("merchant_id", "channel", "product_id", "observed_on"), (
    _MERCHANT, _CHANNEL,
    _c("product_id", TEXT, "the channel's product number", required=True),
    _c("observed_on", DAY, "day of the observation; the day of the import where the file has none"),
    _c("sku", TEXT, "the seller's own code"),
    _c("title", TEXT, "product name as shown"),
    _c("brand", TEXT, "brand field"),
    _c("maker", TEXT, "maker field"),
    _c("category", TEXT, "category path, levels joined with >"),
    _c("price", MONEY, "selling price"),
    _c("list_price", MONEY, "price before discount"),
    _c("stock", WHOLE, "pieces in stock"),
    _c("on_sale", FLAG, "whether buyers can buy it"),
    _c("image_count", WHOLE, "pictures beside the detail page, the main one included"),
    _c("main_image_px", WHOLE, "shorter side of the main picture in pixels"),
    _c("has_video", FLAG, "whether there is a clip"),
    _c("detail_text", TEXT, "text of the detail page, mark-up removed"),
    _c("detail_image_count", WHOLE, "pictures in the detail page"),
    _c("keywords", TEXT, "search words or tags, comma-separated"),
    _c("option_count", WHOLE, "number of options"),
    _c("origin", TEXT, "origin as stated"),
    _c("notice_group", TEXT, "code of the 상품정보제공고시 group, such as WEAR"),
    _c("notice", JSON, "상품정보제공고시: item to text"),
    _c("certification", TEXT, "certification numbers as stated"),
    _c("shipping_fee", MONEY, "shipping fee shown"),
    _c("return_fee", MONEY, "return fee shown"),
    _c("review_count", WHOLE, "reviews shown"),
    _c("rating", REAL, "mean rating shown, 1 to 5"),
    _c("title_length", WHOLE, "characters of the title, where the text itself is missing"),
    _c("detail_text_length", WHOLE, "characters of the detail text, where the text itself is missing"),
    _c("weight_g", WHOLE, "shipping weight in grams"),
    _c("detail_width_px", WHOLE, "widest thing of a fixed width in the detail page, a picture or a table, in pixels; 0: none"),
    _c("detail_font_px", REAL, "smallest letters that the detail page sets, in pixels; 0: it sets none"),
    _c("main_image_white", REAL, "share of the main picture's background that is white, 0 to 1"),
    _c("main_image_product", REAL, "share of the main picture's longer side that the product spans, 0 to 1"),
    _c("main_image_marked", FLAG, "whether words, a logo or a frame seem to lie on the main picture"),
), dated_by="observed_on")

REVIEWS = Table("reviews", "one review of one order", ("merchant_id", "channel", "review_id", "order_id"), (
    _MERCHANT, _CHANNEL,
    _c("review_id", TEXT, "the channel's review number", required=True),
    _c("order_id", TEXT, "order that it belongs to; one review may be given for several orders at once"),
    _c("product_id", TEXT, "product that it belongs to"),
    _c("created_at", TIME, "when it was written; a review without a day is kept and counts nowhere"),
    _c("rating", REAL, "1 to 5"),
), dated_by="created_at")

COSTS = Table("costs", "cost of one product from a day on", ("merchant_id", "sku", "valid_from"), (
    _MERCHANT,
    _c("sku", TEXT, "the seller's own code, or the product number where there is none", required=True),
    _c("valid_from", DAY, "first day on which these costs hold", required=True),
    _c("unit_cost", MONEY, "goods or making, per piece"),
    _c("packaging_cost", MONEY, "box, filling, label, per parcel"),
    _c("shipping_cost", MONEY, "what the seller pays the carrier, per parcel"),
), dated_by="valid_from")

ALWAYS = "DATE '1900-01-01'"
"""SQL of the first day of costs that name none: they have held as long as the shop sells."""

ANSWERS = Table("answers", "one answer of the self-check", ("merchant_id", "stage", "question_id"), (
    _MERCHANT,
    _c("stage", TEXT, "intake (T0), mid (T1) or exit (T2)", required=True, values=("intake", "mid", "exit")),
    _c("question_id", TEXT, "id of the question", required=True),
    _c("value", TEXT, "the chosen answer; unknown where the merchant does not know"),
    _c("answered_on", DAY, "day of the answer", required=True),
), dated_by="answered_on")

STATISTICS = Table("statistics", "one product of a channel over one period, as the channel counts it",
                   ("merchant_id", "channel", "product_id", "first_day", "last_day"), (
    _MERCHANT, _CHANNEL,
    _c("product_id", TEXT, "the channel's product number, or its name where the file has no number", required=True),
    _c("first_day", DAY, "first day of the period", required=True),
    _c("last_day", DAY, "last day of the period", required=True),
    _c("product_name", TEXT, "as shown to buyers"),
    _c("category", TEXT, "category path, levels joined with >"),
    _c("visitors", WHOLE, "persons who looked"),
    _c("views", WHOLE, "times that the page was looked at"),
    _c("carts", WHOLE, "times that it was put into a cart"),
    _c("orders", WHOLE, "paid orders"),
    _c("quantity", WHOLE, "pieces paid for"),
    _c("sales", MONEY, "what was paid, before refunds"),
    _c("refunds", MONEY, "what was paid back, positive"),
    _c("refunded_quantity", WHOLE, "pieces given back, positive"),
), dated_by="last_day")
"""Periods may overlap and repeat what order lines tell: read one kind of period, and never add these to order lines."""

TABLES = {t.name: t for t in (MERCHANTS, ORDER_LINES, SETTLEMENTS, LISTINGS, REVIEWS, COSTS, ANSWERS, STATISTICS)}
