"""The other tables of a file whose columns a person named: settlements, listings, statistics, reviews, costs."""
from collections.abc import Set
from datetime import date

from data import contract
from data.mapping import Output
from data.staging import values

ALWAYS = date(2000, 1, 1)
"""Costs that name no day hold from the beginning."""
_SHIPPING = "배송|택배|운임|shipping|delivery"
_GOODS = "상품|판매|주문|매출|거래|정산|환불|취소|반품|order|sale|goods|refund"
_OFF_SALE = "중지|종료|품절|안함|금지|미전시|숨김|대기|중단|반려|soldout|suspen|inactive|draft"
_ON_SALE = "판매중|판매함|전시중|진열함|정상|판매가능|승인완료|onsale|active"


def settlements(has: Set[str]) -> tuple[dict[str, str], tuple[Output, ...]]:
    """What was settled, and what it tells of the order lines. Without a number of the line a row is of the whole order."""
    money = {n: f"abs(money({n}))" if n in has else "CAST(NULL AS DECIMAL(18,2))"
             for n in ("gross", "net", "fee_sales", "fee_payment", "fee_other", "seller_discount")}
    taken = " + ".join(f"coalesce({money[n]}, 0)" for n in ("fee_sales", "fee_payment", "fee_other", "seller_discount"))
    stated = ", ".join(f"money({n})" for n in ("gross", "net") if n in has)
    line = "ident(line_id)" if "line_id" in has else f"'{contract.WHOLE_ORDER}'"
    said = [f"regexp_matches(lower(coalesce({n}, '')), '{_SHIPPING}')" for n in ("kind", "line_id") if n in has]
    said += ["regexp_matches(coalesce(product_name, ''), '배송[비료]')"] if "product_name" in has else []
    other = f"WHEN NOT blank(kind) AND NOT regexp_matches(lower(kind), '{_GOODS}') THEN 'other'" if "kind" in has else ""
    steps = {
        "my_back": f"coalesce(coalesce({stated}) < 0, false)",
        "my_sign": "CASE WHEN my_back THEN -1 ELSE 1 END",
        "my_kind": f"CASE WHEN {' OR '.join(said) or 'false'} THEN 'shipping' {other} ELSE 'goods' END",
    }
    signed = {n: f"my_sign * {sql}" for n, sql in money.items() if n in has}
    main = Output("settlements", essential=tuple(n for n in ("gross", "net") if n in has), columns={
        **signed,
        "line_id": line, "kind": "my_kind", "settled_on": "CAST(moment(settled_on) AS DATE)",
        "gross": f"my_sign * coalesce({money['gross']}, {money['net']} + {taken})",
        "net": f"my_sign * coalesce({money['net']}, {money['gross']} - ({taken}))",
    })
    days = [f"moment({n})" for n in ("ordered_at", "paid_at") if n in has]
    known = (("confirmed_at", "구매확정"), ("delivered_at", "배송완료"))
    states = "".join(f" WHEN NOT blank({n}) THEN '{word}'" for n, word in known if n in has)
    told = Output("order_lines", rank=1, where="my_kind = 'goods'", columns={
        "line_id": line, "ordered_at": f"coalesce({', '.join([*days, 'day_of_id(order_id)', 'moment(settled_on)'])})",
        "amount": "NULL", "report": f"CASE{states} WHEN true THEN '결제완료' END",
        **({"quantity": "CASE WHEN pieces(quantity) > 0 THEN pieces(quantity) END"} if "quantity" in has else {}),
        **({"unit_price": "nullif(abs(money(unit_price)), 0)"} if "unit_price" in has else {}),
        **({"product_name": "CASE WHEN my_kind = 'goods' THEN words(product_name) END"} if "product_name" in has else {}),
    })
    return steps, (main, told)


def listings(has: Set[str]) -> Output:
    """Products as seen on the day of the row, or of the file."""
    known = {"product_id": "ident(product_id)", "sku": "code(sku)", "title": "words(title)"}
    ids = [sql for name, sql in known.items() if name in has]
    on_sale = f"""CASE WHEN regexp_matches(squeezed(on_sale), '{_OFF_SALE}') THEN false
      WHEN regexp_matches(squeezed(on_sale), '{_ON_SALE}') THEN true ELSE flag(on_sale) END"""
    return Output("listings", essential=("price",) if "price" in has else (), columns={
        "product_id": f"coalesce({', '.join(ids)})", **({"on_sale": on_sale} if "on_sale" in has else {})})


def statistics(has: Set[str]) -> tuple[dict[str, str], Output]:
    """Rows of one product and period are added up; rows that are equal in everything are one row, written twice."""
    ids = [sql for name, sql in (("product_id", "ident(product_id)"), ("product_name", "words(product_name)")) if name in has]
    first = [f"moment({n})" for n in ("first_day", "last_day") if n in has]
    last = [f"moment({n})" for n in ("last_day", "first_day") if n in has]
    counts = {n: "pieces" for n in ("visitors", "views", "carts", "orders", "quantity", "refunded_quantity") if n in has}
    counts |= {n: "money" for n in ("sales", "refunds") if n in has}
    group, totals = "PARTITION BY my_product, my_start, my_end", ", ".join(f"'{word}'" for word in values.TOTALS)
    steps = {
        "my_product": f"coalesce({', '.join(ids)})",
        "my_start": f"CAST(coalesce({', '.join([*first, 'file_first'])}) AS DATE)",
        "my_end": f"CAST(coalesce({', '.join([*last, 'file_last'])}) AS DATE)",
        "my_once": f"row_number() OVER ({group}, concat_ws('|', {', '.join(['my_product', *counts])}) ORDER BY row_no) = 1",
        **{f"my_{n}": f"sum(abs({read}({n}))) FILTER (WHERE my_once AND squeezed(my_product) NOT IN ({totals})) OVER ({group})"
           for n, read in counts.items()},
    }
    return steps, Output("statistics", columns={"product_id": "my_product", "first_day": "my_start", "last_day": "my_end",
                                                **{n: f"my_{n}" for n in counts}})


def reviews(has: Set[str]) -> Output:
    """Reviews; one without a number is told by what it belongs to, its day and its stars."""
    parts = [n for n in ("order_id", "product_id", "created_at", "rating") if n in has]
    made = f"left(md5(concat_ws('|', {', '.join(parts)})), 16)"
    return Output("reviews", columns={"review_id": f"coalesce(ident(review_id), {made})" if "review_id" in has else made})


def costs(has: Set[str]) -> Output:
    """Costs of products from a day on: that of the row, of the file's name, or always."""
    day = "moment(valid_from), " if "valid_from" in has else ""
    return Output("costs", essential=("unit_cost",), columns={
        "valid_from": f"CAST(coalesce({day}CAST(file_first AS TIMESTAMP), TIMESTAMP '{ALWAYS}') AS DATE)"})
