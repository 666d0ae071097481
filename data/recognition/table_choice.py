"""Which of our tables an unknown file is, by the columns that were found for each."""
from collections.abc import Mapping, Sequence

from data.recognition.header_rules import meanings
from data.recognition.header_words import NOTE, words_of

_TELLING: Mapping[str, Mapping[str, float]] = {
    "order_lines": {
        "order_id": 1, "line_id": .5, "status": 1, "ordered_at": 1.2, "paid_at": .5, "ship_due_at": .7, "shipped_at": .5,
        "delivered_at": .3, "quantity": .7, "amount": .7, "unit_price": .5, "shipping_fee": .5, "option_name": .5,
        "product_name": .3, "claim_reason": 1},
    "settlements": {
        "order_id": .7, "settled_on": 2, "net": 1.7, "gross": .6, "fee_sales": 1, "fee_payment": 1, "fee_other": .5,
        "seller_discount": .3, "kind": .5, "product_name": .3, "quantity": .3},
    "listings": {
        "product_id": .7, "title": .6, "price": .8, "list_price": .7, "stock": 1.5, "on_sale": .8, "category": 1, "brand": .7,
        "maker": .7, "keywords": 1, "origin": .7, "certification": .7, "detail_text": 1, "return_fee": .7, "sku": .3,
        "weight_g": .5, "notice_group": .5},
    "statistics": {
        "product_id": .7, "product_name": .3, "visitors": 2, "views": 1.7, "carts": 1.7, "orders": 1, "quantity": .6,
        "sales": .9, "refunds": .8, "refunded_quantity": .8, "category": .3, "first_day": .4},
    "reviews": {"rating": 2.5, "review_id": 2.2, "created_at": 1},
    "costs": {"unit_cost": 3, "packaging_cost": 2.5, "shipping_cost": 1, "sku": .7, "valid_from": .7},
}
"""How much each column that was found speaks for its table."""


def weight(table: str, pairs: Mapping[int, tuple[str, float]], header: Sequence[str | None]) -> float:
    """How much speaks for a table: `pairs` is place → column of it and how sure, as found for this header row."""
    whole = sum(_TELLING[table].get(column, 0) * score for column, score in pairs.values())
    found = {column for column, _score in pairs.values()}
    texts = [str(text) for text in header if text]
    of_orders = any(sure >= .85 and column in ("order_id", "line_id")
                    for text in texts for column, sure in meanings(text, "order_lines").items())
    # Who receives a parcel and what the carrier is told stand in lists of orders alone.
    delivered = any("person" in words_of(text).of or words_of(text).of == {"ship", NOTE} for text in texts)
    match table:
        case "order_lines":
            return whole + 1.5 * delivered - (0 if found & {"order_id", "line_id"} else 2)
        case "settlements":
            return whole - (0 if "settled_on" in found else 2) - (0 if found & {"order_id", "line_id"} else 1)
        case "reviews":
            return whole - (0 if "rating" in found else 2)
        case "costs":
            return whole - (0 if "unit_cost" in found else 3) - 2 * of_orders
        case _:
            return whole - 3 * of_orders - (0 if found & {"product_id", "title", "product_name"} else 2)
