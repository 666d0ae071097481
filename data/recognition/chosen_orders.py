"""Order lines of a file whose columns a person named: what such a file leaves unsaid is made from what it says.

A file may have no number of the line, state the money of the order on each of its lines, write refunds as negative rows, and
tell the state by dates alone. All of it is decided from the rows of the file, by SQL with windows (`Format.across`).
"""
from collections.abc import Set

from data.mapping import Output
from data.recognition.chosen_hints import Hints
from data.staging.reasons import reason
from data.staging.spread import spread

_OF_ORDER, _OF_THING = "PARTITION BY my_order", "PARTITION BY my_order, my_thing"
_ONCE = "FILTER (WHERE NOT my_back AND my_first)"
_NO_MONEY = "CAST(NULL AS DECIMAL(18,2))"


def order_lines(has: Set[str], everything: tuple[str, ...], look: Hints) -> tuple[dict[str, str], Output]:
    """Steps of `Format.across` and the output.

    `has` are the canonical columns that the file holds, `everything` its fields, `look` what has to be looked for in its rows.
    """
    steps = _lines(has, everything, look.negative)
    if look.negative or look.whole_amounts or look.whole_refunds:
        steps |= _ranks()
    steps |= _whole_orders(has) if look.whole_amounts else {}
    steps |= _worth(has, look)
    steps |= _paid_back(has) if look.whole_refunds else {}
    steps |= _gone(has, look)
    columns = {
        "line_id": "my_line",
        "ordered_at": _first_of(has, {"ordered_at": "moment(ordered_at)", "paid_at": "moment(paid_at)"}, "day_of_id(order_id)"),
        "amount": "CASE WHEN my_gone THEN my_value ELSE my_value - my_given_back END",
        "first_amount": "my_value",
        "refunded": "CASE WHEN NOT my_gone THEN nullif(my_given_back, 0) END",
        "report": _report(has),
        "parcel": "my_order",
        "parcel_fee": "abs(money(shipping_fee))" if "shipping_fee" in has else "NULL",
        **{name: f"abs({read}({name}))" for name, read in (("quantity", "pieces"), ("unit_price", "money"), ("discount", "money"))
           if name in has},
        **({"claim_reason": reason("claim_reason")} if "claim_reason" in has else {}),
        **({"region": "region_only(region)"} if "region" in has else {}),
    }
    return steps, Output("order_lines", columns=columns, where="NOT my_back OR NOT my_sold" if look.negative else "true",
                         essential=tuple(name for name in ("amount", "quantity") if name in has))


def _first_of(has: Set[str], sources: dict[str, str], last: str) -> str:
    return f"coalesce({', '.join([*(sql for name, sql in sources.items() if name in has), last])})"


def _lines(has: Set[str], everything: tuple[str, ...], negative: bool) -> dict[str, str]:
    """What each row is of, and which line it is.

    Without a number of the line, a line is a product and option of the order; where one stands there several times in
    different rows they are numbered by what they cost, so that another export numbers them alike. Rows that are equal in
    everything are one row, written twice.
    """
    product = ["ident(product_id)" if "product_id" in has else "", "code(sku)" if "sku" in has else "",
               "squeezed(product_name)" if "product_name" in has else "", "'-'"]
    option = "squeezed(option_name)" if "option_name" in has else "code(sku)" if {"sku", "product_id"} <= has else "''"
    thing = f"left(md5(concat_ws('|', coalesce({', '.join(p for p in product if p)}), {option})), 12)"
    if "line_id" in has:
        thing = f"coalesce(ident(line_id), {thing})"
    goods = {2: "abs(money(unit_price) * pieces(quantity))", 1: "abs(money(unit_price))"}.get(
        ("unit_price" in has) * (1 + ("quantity" in has)), _NO_MONEY)
    below = [f"coalesce({read}({name}) < 0, false)" for name, read in (("amount", "money"), ("quantity", "pieces"))
             if name in has]
    number = "1" if "line_id" in has else f"dense_rank() OVER ({_OF_THING}, my_back ORDER BY my_goods, my_stated, my_row)"
    return {
        "my_order": "ident(order_id)",
        "my_thing": thing,
        "my_goods": f"CAST({goods} AS DECIMAL(18,2))",
        "my_off": "coalesce(abs(money(discount)), 0)" if "discount" in has else "CAST(0 AS DECIMAL(18,2))",
        "my_stated": "money(amount)" if "amount" in has else _NO_MONEY,
        "my_back": " OR ".join(below if negative else []) or "false",
        "my_row": f"hash(concat_ws('|', {', '.join(f'coalesce({name}, chr(0))' for name in everything)}))",
        "my_number": number,
        "my_line": "my_thing || CASE WHEN my_number > 1 AND NOT my_back THEN '-' || my_number ELSE '' END",
    }


def _ranks() -> dict[str, str]:
    """Which rows count once, which is the first of its line, and what else there is of the line and the order."""
    return {
        "my_first": f"row_number() OVER ({_OF_THING}, my_row ORDER BY row_no) = 1",
        "my_lead": "row_number() OVER (PARTITION BY my_order, my_line ORDER BY my_back, row_no) = 1",
        "my_sold": f"bool_or(NOT my_back) OVER ({_OF_THING})",
        "my_rows": f"count(*) {_ONCE} OVER ({_OF_ORDER})",
    }


def _whole_orders(has: Set[str]) -> dict[str, str]:
    """Whether the amount is that of the whole order, on each of its lines or on one alone; then its lines share it.

    It is, where in nearly all orders of several lines the one amount is nearer to the goods of all lines than to those of
    one; without prices, where it is always the same.
    """
    nearer = """CASE WHEN my_order_goods IS NULL THEN my_paid_rows = my_rows
        WHEN my_paid_rows = 1 THEN abs(my_high - my_order_goods) < abs(my_high - my_own_goods)
        ELSE abs(my_high - my_order_goods) < abs(my_high * my_paid_rows - my_order_goods) END"""
    fee = f"max(abs(money(shipping_fee))) OVER ({_OF_ORDER})" if "shipping_fee" in has else _NO_MONEY
    return {
        "my_paid_rows": f"count(my_stated) {_ONCE} OVER ({_OF_ORDER})",
        "my_low": f"min(my_stated) {_ONCE} OVER ({_OF_ORDER})",
        "my_high": f"max(my_stated) {_ONCE} OVER ({_OF_ORDER})",
        "my_order_goods": f"sum(my_goods) {_ONCE} OVER ({_OF_ORDER})",
        "my_own_goods": f"max(my_goods) FILTER (WHERE NOT my_back AND my_stated IS NOT NULL) OVER ({_OF_ORDER})",
        "my_fee": f"coalesce({fee}, 0)",
        "my_alike": f"""coalesce(my_order IS NOT NULL AND my_rows > 1 AND my_low = my_high AND my_paid_rows IN (1, my_rows)
          AND ({nearer}), false)""",
        "my_totals": """coalesce(
          avg(CAST(my_alike AS INTEGER)) FILTER (WHERE my_rows > 1 AND my_order IS NOT NULL) OVER () >= 0.8
          AND count(*) FILTER (WHERE my_alike) OVER () >= CASE WHEN max(my_order_goods) OVER () IS NULL THEN 6 ELSE 2 END,
          false)""",
        # What was paid for an order holds its shipping, unless some order with a fee shows that it does not.
        "my_order_off": f"coalesce(sum(my_off) {_ONCE} OVER ({_OF_ORDER}), 0)",
        "my_apart": """count(*) FILTER (WHERE my_order IS NOT NULL AND my_fee > 0
          AND my_high IN (my_order_goods, my_order_goods - my_order_off)) OVER () > 0""",
        "my_total": "CASE WHEN my_totals AND my_apart THEN my_high WHEN my_totals THEN my_high - my_fee END",
        **spread("my_share", "my_total", "my_goods", "my_order", "my_line", "my_lead"),
    }


def _worth(has: Set[str], look: Hints) -> dict[str, str]:
    """What each line was worth, and how much of it came back as rows of the same line with negative money."""
    plain = "coalesce(abs(my_stated), my_goods - my_off)"
    backs = f"coalesce(sum(my_value) FILTER (WHERE my_back AND my_first) OVER ({_OF_THING}), 0)"
    return {
        "my_value": f"CASE WHEN my_totals AND NOT my_back THEN my_share ELSE {plain} END" if look.whole_amounts else plain,
        "my_backs": backs if look.negative else "0",
    }


def _paid_back(has: Set[str]) -> dict[str, str]:
    """What came back as a column says it; where it is that of the order on each of its lines, the lines share it.

    Lines that were cancelled come first: what is left came back from the living ones.
    """
    dead = "coalesce(state(status) IN ('cancelled', 'returned'), false)" if "status" in has else "false"
    return {
        "my_dead": dead,
        "my_column": "coalesce(abs(money(refunded)), 0)",
        "my_back_rows": f"count(*) FILTER (WHERE NOT my_back AND my_first AND my_column > 0) OVER ({_OF_ORDER})",
        "my_back_high": f"max(my_column) {_ONCE} OVER ({_OF_ORDER})",
        "my_back_alike": f"my_back_rows = my_rows AND my_back_high = min(my_column) {_ONCE} OVER ({_OF_ORDER})",
        "my_back_totals": """coalesce(avg(CAST(my_back_alike AS INTEGER))
          FILTER (WHERE my_rows > 1 AND my_back_rows > 0 AND my_order IS NOT NULL) OVER () >= 0.8, false)""",
        "my_back_left": f"""CASE WHEN my_back_totals THEN greatest(my_back_high - coalesce(
          sum(my_value) FILTER (WHERE my_first AND my_dead AND NOT my_back) OVER ({_OF_ORDER}), 0), 0) END""",
        **spread("my_back_share", "my_back_left", "CASE WHEN my_dead THEN 0 ELSE my_value END", "my_order", "my_line",
                 "my_lead"),
    }


def _gone(has: Set[str], look: Hints) -> dict[str, str]:
    column = "coalesce(abs(money(refunded)), 0)" if "refunded" in has else "0"
    if look.whole_refunds:
        column = "CASE WHEN my_back_totals THEN my_back_share ELSE my_column END"
    return {
        "my_given_back": f"CAST(CASE WHEN my_number = 1 AND NOT my_back THEN my_backs ELSE 0 END + {column} AS DECIMAL(18,2))",
        # A negative row whose sale is not in this file: the line came back.
        "my_gone": "my_back OR coalesce(my_value > 0 AND my_given_back >= my_value, false)",
    }


def _report(has: Set[str]) -> str:
    dead = "status_state IN ('cancelled', 'returned')" if "status" in has else "false"
    cases = [f"WHEN my_gone AND NOT coalesce({dead}, false) THEN '반품완료'"]
    if "status" in has:
        cases.append("WHEN status_state IS NOT NULL THEN status")
    for name, word in (("cancelled_at", "취소완료"), ("confirmed_at", "구매확정"), ("delivered_at", "배송완료"),
                       ("shipped_at", "배송중")):
        if name in has:
            cases.append(f"WHEN NOT blank({name}) THEN '{word}'")
    return f"CASE {' '.join(cases)} ELSE {_first_of(has, {'status': 'words(status)'}, chr(39) + '결제완료' + chr(39))} END"
