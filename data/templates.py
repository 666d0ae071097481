"""Empty workbooks of our own tables, to fill in where a merchant has no file: a header row, and what each column means."""

import io
from collections.abc import Callable

import xlsxwriter

from data import contract
from data.text import _

MEANING = {
    "name": _("Name of the shop"),
    "region": _("Province or metropolitan city (시·도)"),
    "city": _("City, county or district (시·군·구)"),
    "industry": _("What the shop makes or sells"),
    "business_type": _("Form of taxation, such as 간이과세자"),
    "founded_on": _("Day the business was registered"),
    "yearly_revenue_band": _("Yearly revenue: 영세, 중소1, 중소2, 중소3 or 일반"),
    "mail_order_registration": _("Number of the mail-order registration (통신판매업 신고)"),
    "business_number": _("Business registration number (사업자등록번호)"),
    "representative": _("Name of the owner (대표자)"),
    "address": _("Address of the business"),
    "contact_phone": _("Phone number that buyers may call"),
    "contact_email": _("E-mail address for buyers"),
    "purchase_safety": _("Purchase safety service (구매안전서비스) of your own mall, or 없음"),
    "channel": _("Where it is sold, such as naver, coupang or own_mall"),
    "order_id": _("Order number"),
    "line_id": _("Number of the product line within the order; 1, 2, 3 will do"),
    "ordered_at": _("When the buyer ordered; the day is enough"),
    "paid_at": _("When the buyer paid"),
    "ship_due_at": _("Until when it must be shipped"),
    "shipped_at": _("When it was handed to the carrier"),
    "promised_at": _("Until when delivery was promised"),
    "delivered_at": _("When it arrived"),
    "confirmed_at": _("When the buyer confirmed the purchase (구매확정)"),
    "cancelled_at": _("When it was cancelled or returned"),
    "refunded_at": _("When a part of the money was paid back"),
    "refunded": _("What was paid back of a line that stays sold, as a positive number"),
    "first_day": _("First day of the period"),
    "last_day": _("Last day of the period"),
    "visitors": _("Persons who looked"),
    "views": _("Times that the page was looked at"),
    "carts": _("Times that it was put into a cart"),
    "orders": _("Paid orders"),
    "sales": _("What was paid, before refunds"),
    "refunds": _("What was paid back, as a positive number"),
    "refunded_quantity": _("Pieces given back"),
    "product_id": _("Product number"),
    "sku": _("Your own product code"),
    "product_name": _("Product name as shown to buyers"),
    "option_name": _("Chosen option"),
    "quantity": _("Pieces"),
    "unit_price": _("Price of a piece before discounts"),
    "discount": _("Discount on this line, as a positive number"),
    "amount": _("What the buyer paid for this line, shipping apart"),
    "shipping_fee": _("Shipping paid by the buyer, on one line of each parcel"),
    "status": _("State of the order line"),
    "claim_reason": _("Why it was cancelled or returned"),
    "buyer_key": _("Leave empty: no names, phones or addresses here"),
    "kind": _("What was settled"),
    "settled_on": _("Day of the payout"),
    "gross": _("Amount settled; negative for a refund"),
    "seller_discount": _("Discount that you bore"),
    "fee_payment": _("Payment fee, VAT included"),
    "fee_sales": _("Sales commission, VAT included"),
    "fee_other": _("Other fees, VAT included"),
    "net": _("What was paid out"),
    "observed_on": _("Day of this information"),
    "title": _("Product name as shown"),
    "brand": _("Brand"),
    "maker": _("Maker"),
    "category": _("Category path, levels joined with >"),
    "price": _("Selling price"),
    "list_price": _("Price before discount"),
    "stock": _("Pieces in stock"),
    "on_sale": _("Whether it can be bought: Y or N"),
    "image_count": _("Number of pictures beside the detail page"),
    "main_image_px": _("Shorter side of the main picture in pixels"),
    "has_video": _("Whether there is a clip: Y or N"),
    "detail_text": _("Text of the detail page"),
    "detail_image_count": _("Number of pictures in the detail page"),
    "keywords": _("Search words, separated by commas"),
    "option_count": _("Number of options"),
    "origin": _("Origin as stated"),
    "notice_group": _("Group of the product notice (상품정보제공고시), such as WEAR"),
    "notice": _("Product notice (상품정보제공고시) as JSON: item and text"),
    "certification": _("Certification numbers"),
    "return_fee": _("Return fee shown"),
    "review_count": _("Number of reviews shown"),
    "rating": _("Stars, 1 to 5"),
    "title_length": _("Leave empty where the name is given"),
    "detail_text_length": _("Leave empty where the text is given"),
    "weight_g": _("Shipping weight in grams"),
    "detail_width_px": _("Widest picture or table of the detail page in pixels"),
    "detail_font_px": _("Smallest letters of the detail page in pixels"),
    "main_image_white": _("White share of the background of the main picture, 0 to 1"),
    "main_image_product": _("Share of the main picture's longer side that the product spans, 0 to 1"),
    "main_image_marked": _("Whether words or a frame lie on the main picture: Y or N"),
    "review_id": _("Number of the review"),
    "created_at": _("When it was written"),
    "valid_from": _("First day on which these costs hold; leave it empty where they have always held"),
    "unit_cost": _("Cost of goods or making, per piece"),
    "packaging_cost": _("Box, filling and label, per parcel"),
    "shipping_cost": _("What you pay the carrier, per parcel"),
    "stage": _("When it was answered"),
    "question_id": _("Id of the question"),
    "value": _("The answer"),
    "answered_on": _("Day of the answer"),
}
MAY_BE_EMPTY = ("valid_from",)
"""Needed in the store and not in the file: what is left empty has a meaning of its own."""
FORM = {
    contract.TEXT: _("text"),
    contract.MONEY: _("amount in won"),
    contract.WHOLE: _("whole number"),
    contract.REAL: _("number"),
    contract.TIME: _("day or time, such as 2026-09-18 09:00"),
    contract.DAY: _("day, such as 2026-09-18"),
    contract.FLAG: _("Y or N"),
    contract.JSON: _("text"),
}


def columns(table: str) -> tuple[contract.Column, ...]:
    """The columns that a template asks for: those of the contract without the id of the merchant, who is known."""
    return tuple(c for c in contract.TABLES[table].columns if c.name != "merchant_id" or table == "merchants")


def _needed(column: contract.Column) -> bool:
    return column.required and column.name not in MAY_BE_EMPTY


def template(table: str, say: Callable[[str], str] = str) -> bytes:
    """An xlsx with the columns of a canonical table and a second sheet that explains them in the language of `say`.

    What is filled in is read by `data.intake` as the format `canonical`.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, needed, wrapped = (
            book.add_format({"bold": True}),
            book.add_format({"bold": True, "bg_color": "#FFF2CC"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        # Text keeps the leading zeros and the last digits of order numbers.
        plain = book.add_format({"num_format": "@"})
        rows = book.add_worksheet(table)
        for place, column in enumerate(columns(table)):
            rows.write_string(0, place, column.name, needed if _needed(column) else bold)
            rows.set_column(
                place, place, max(12, len(column.name) + 2), plain if column.type in (contract.TEXT, contract.JSON) else None
            )
        rows.freeze_panes(1, 0)
        guide = book.add_worksheet("guide")
        for place, head in enumerate((_("Column"), _("Meaning"), _("Form"), _("Needed"), _("Values"))):
            guide.write_string(0, place, say(head), bold)
        for row, column in enumerate(columns(table), 1):
            cells = (
                column.name,
                say(MEANING.get(column.name, column.meaning)),
                say(FORM[column.type]),
                say(_("needed")) if _needed(column) else "",
                ", ".join(column.values),
            )
            for place, text in enumerate(cells):
                guide.write_string(row, place, text, wrapped)
        for place, width in enumerate((24, 60, 34, 10, 50)):
            guide.set_column(place, place, width)
    return out.getvalue()
