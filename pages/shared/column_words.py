"""Short words for what a column of a file can mean, for a shop owner who says what an unknown file holds."""
from collections.abc import Mapping

from data.recognition import chosen
from data.text import _
from diagnostics import quantities, units
from diagnostics.texts import Texts

TABLES = tuple(chosen.NEEDED)
"""What a file of a merchant can hold; records and answers are entered on their own pages."""

COLUMNS: Mapping[str, str] = {
    "channel": _("Where it was sold"),
    "order_id": _("Order number"),
    "line_id": _("Number of the product in the order"),
    "ordered_at": _("Day of the order"),
    "paid_at": _("Day of the payment"),
    "ship_due_at": _("To be shipped by"),
    "shipped_at": _("Day it was shipped"),
    "promised_at": _("Delivery promised by"),
    "delivered_at": _("Day it arrived"),
    "confirmed_at": _("Day the purchase was confirmed (구매확정)"),
    "cancelled_at": _("Day it was cancelled or returned"),
    "refunded_at": _("Day of the refund"),
    "product_id": _("Product number"),
    "sku": _("Own product code"),
    "product_name": _("Product name"),
    "option_name": _("Option"),
    "quantity": _("Pieces"),
    "unit_price": _("Price of one piece"),
    "discount": _("Discount"),
    "amount": _("Amount paid for this product"),
    "refunded": _("Amount paid back"),
    "shipping_fee": _("Shipping fee"),
    "status": _("State of the order"),
    "claim_reason": _("Why it was cancelled or returned"),
    "region": _("Region of delivery"),
    "kind": _("What was settled (goods or shipping)"),
    "settled_on": _("Day of the payout"),
    "gross": _("Amount settled"),
    "seller_discount": _("Discount that the shop bore"),
    "fee_payment": _("Payment fee"),
    "fee_sales": _("Sales commission"),
    "fee_other": _("Other fees"),
    "net": _("Amount paid out"),
    "observed_on": _("Day of this information"),
    "title": _("Product name"),
    "brand": _("Brand"),
    "maker": _("Maker"),
    "category": _("Category"),
    "price": _("Selling price"),
    "list_price": _("Price before discount"),
    "stock": _("Pieces in stock"),
    "on_sale": _("On sale or not"),
    "image_count": _("Number of pictures"),
    "main_image_px": _("Size of the main picture"),
    "has_video": _("Clip or not"),
    "detail_text": _("Text of the detail page"),
    "detail_image_count": _("Pictures in the detail page"),
    "keywords": _("Search words"),
    "option_count": _("Number of options"),
    "origin": _("Origin"),
    "notice_group": _("Group of the product notice (상품정보제공고시)"),
    "notice": _("Product notice (상품정보제공고시)"),
    "certification": _("Certification number"),
    "return_fee": _("Return fee"),
    "review_count": _("Number of reviews"),
    "rating": _("Stars"),
    "title_length": _("Letters of the name"),
    "detail_text_length": _("Letters of the detail page"),
    "weight_g": _("Weight in grams"),
    "detail_width_px": _("Widest picture of the detail page"),
    "detail_font_px": _("Smallest letters of the detail page"),
    "main_image_white": _("White background of the main picture"),
    "main_image_product": _("How far the product fills the main picture"),
    "main_image_marked": _("Words on the main picture or not"),
    "review_id": _("Number of the review"),
    "created_at": _("Day it was written"),
    "valid_from": _("Costs hold from"),
    "unit_cost": _("Cost of one piece"),
    "packaging_cost": _("Cost of packaging"),
    "shipping_cost": _("Cost of the parcel"),
    "first_day": _("First day of the period"),
    "last_day": _("Last day of the period"),
    "visitors": _("Visitors"),
    "views": _("Views of the page"),
    "carts": _("Put into a cart"),
    "orders": _("Number of orders"),
    "sales": _("Sales"),
    "refunds": _("Refunds"),
    "refunded_quantity": _("Pieces given back"),
}

def meanings(table: str) -> list[str]:
    """The columns of a table that a column of a file can be, in the order of the contract."""
    return list(chosen.columns_for(table))


def meaning(t: Texts, column: str) -> str:
    """A canonical column in words."""
    return t(COLUMNS[column]) if column in COLUMNS else column


def channels() -> list[str]:
    """The ids of all places to sell that we have a word for."""
    return list(dict.fromkeys((*units.channels(), *quantities.UNRANKED)))


def channel(t: Texts, channel_id: str) -> str:
    """The name of a place to sell; its id where we have no word for it."""
    return quantities.channel_title(channel_id, t)
