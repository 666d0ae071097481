"""Money of Cafe24 orders: what each line was paid and paid back, from totals that stand on every line or on the first alone.

A line is worth what is stated for it (품목별 결제금액), else its price less its own discount. What the order was paid less than
it was worth, coupons, points and member's discounts, is given to its lines by largest remainder. Where prices are missing
the total of the order is shared instead, by pieces. Refunds that are stated for the order belong to cancelled lines first, then
to the lines that were cancelled in part (부분취소), then to all living ones.
"""
from data.staging.spread import spread

_ORDER = "OVER (PARTITION BY order_no)"
_MONEY = ("order_worth", "order_paid", "coupon", "points", "grade", "app", "discount", "amount", "bought", "unit_price",
          "shop_price", "option_price", "refunded", "actual_back", "total_back", "shipping_fee")


def _of_order(field: str) -> str:
    """Money of the order from a column that repeats it on each line, or states it once, or splits it over the lines."""
    value = f"CASE WHEN counted THEN nullif(won_{field}, 0) END"
    return f"""coalesce(CASE WHEN min({value}) {_ORDER} = max({value}) {_ORDER} THEN max({value}) {_ORDER}
      ELSE sum({value}) {_ORDER} END, 0)"""


def _sum(value: str, where: str = "true") -> str:
    return f"coalesce(sum(CASE WHEN counted AND {where} THEN {value} END) {_ORDER}, 0)"


_LINES = {
    "order_no": "ident(order_id)",
    "line_no": "ident(line_id)",
    "counted": "row_number() OVER (PARTITION BY order_no, line_no ORDER BY row_no) = 1",  # rows that repeat count once
    **{f"won_{name}": f"money({name})" for name in _MONEY},
    "pieces_no": "pieces(quantity)",
    "claim_says": "state(claim)",
    "status_says": "state(status)",
    "unpaid": "coalesce(status_says = 'unpaid' OR state(detail) = 'unpaid' OR upper(trim(detail)) = 'F', false)",
    "gone": "unpaid OR coalesce(claim_says = 'cancelled', false) OR coalesce(status_says IN ('cancelled', 'returned'), false)",
    # Without 취소구분 the day of a refund is all that tells the lines that it was for.
    "partial": """NOT gone AND (contains(coalesce(claim, ''), '부분') OR contains(coalesce(status, ''), '부분')
      OR (claim IS NULL AND NOT blank(refunded_at)))""",
    "price": "coalesce(nullif(won_unit_price, 0), won_shop_price + coalesce(won_option_price, 0), won_unit_price)",
    "gross": "coalesce(nullif(won_unit_price, 0) * pieces_no, won_bought, price * pieces_no)",
    "net": """CASE WHEN gone AND won_amount = 0 THEN gross - coalesce(won_discount, 0)
      ELSE coalesce(won_amount, gross - coalesce(won_discount, 0)) END""",
}
_WHOLE = {
    "whole_worth": f"max(nullif(won_order_worth, 0)) {_ORDER}",
    "whole_paid": f"max(nullif(won_order_paid, 0)) {_ORDER}",
    "whole_shipping": f"max(won_shipping_fee) {_ORDER}",
    "whole_off": " + ".join(map(_of_order, ("coupon", "points", "grade", "app"))),
    "whole_priced": f"bool_and(net IS NOT NULL) {_ORDER}",
    "whole_stated": f"bool_or(won_amount IS NOT NULL) {_ORDER}",
    "whole_gross": _sum("coalesce(gross, net)"),
    "whole_net": _sum("net"),
    "whole_net_gone": _sum("net", "gone"),
    "whole_any_gone": f"bool_or(gone) {_ORDER}",
    "whole_any_partial": f"bool_or(partial) {_ORDER}",
    "whole_own_backs": f"coalesce(bool_or(won_refunded > 0) {_ORDER}, false)",
    "whole_lines_back": _sum("1", "won_actual_back > 0"),
    "whole_first_back": f"coalesce(arg_min(coalesce(won_actual_back, 0), row_no) {_ORDER} > 0, false)",
    "whole_least_back": f"min(coalesce(won_actual_back, 0)) {_ORDER}",
    "whole_most_back": f"max(coalesce(won_actual_back, 0)) {_ORDER}",
    "whole_total_back": f"max(nullif(won_total_back, 0)) {_ORDER}",
    # 실제 환불금액 is that of the order where all lines or only the first show it; otherwise it is that of the line.
    "by_line": """whole_own_backs OR (whole_lines_back > 0 AND whole_least_back <> whole_most_back
      AND NOT (whole_lines_back = 1 AND whole_first_back))""",
    "order_back": "coalesce(whole_total_back, CASE WHEN NOT by_line THEN whole_most_back END, 0)",
    # Totals are those of the day of the order, or those after what was cancelled: then they speak of no discount.
    "less": """CASE WHEN whole_paid <= whole_worth AND whole_worth - whole_paid <> order_back
        AND NOT (whole_any_gone AND whole_net_gone > 0 AND whole_worth - whole_paid >= whole_net_gone)
      THEN whole_worth - whole_paid END""",
}
_SHARES = {
    "goods": """CASE WHEN NOT whole_priced THEN coalesce(whole_paid, whole_worth) - coalesce(whole_shipping, 0)
      WHEN whole_stated THEN whole_net
      WHEN less IS NOT NULL THEN least(whole_net, CASE
        WHEN whole_worth IN (whole_net, whole_net + coalesce(whole_shipping, 0)) THEN whole_net ELSE whole_gross END - less)
      WHEN whole_worth IS NULL AND NOT whole_any_gone AND whole_off = 0 THEN least(whole_net, coalesce(whole_paid, whole_net))
      ELSE whole_net - whole_off END""",
    "to_share": "CASE WHEN goods IS NULL THEN NULL ELSE greatest(goods, 0) END",
    "weight": "CASE WHEN whole_priced THEN net ELSE coalesce(pieces_no, 1) END",
    **spread("portion", "to_share", "weight", "order_no", "line_no", "counted"),
    "share": "CASE WHEN to_share IS NULL THEN net ELSE portion END",
}
_BACKS = {
    "open": "CASE WHEN gone OR (whole_any_partial AND NOT partial) THEN 0 ELSE share END",
    "opened_living": _sum("open"),
    "opened_gone": _sum("share", "gone"),
    "back_left": """least(opened_living, CASE WHEN whole_any_partial THEN greatest(order_back - opened_gone, 0)
      WHEN whole_any_gone THEN 0 ELSE order_back END)""",
    **spread("back_share", "back_left", "open", "order_no", "line_no", "counted"),
    "back": """CASE WHEN gone THEN 0
      WHEN by_line THEN least(coalesce(share, 0),
        greatest(coalesce(CASE WHEN whole_own_backs THEN won_refunded ELSE won_actual_back END, 0), 0))
      ELSE coalesce(back_share, 0) END""",
}
STEPS = {**_LINES, **_WHOLE, **_SHARES, **_BACKS}
"""Steps of `Format.across`: counted, gone, price, gross, net, whole_shipping, share (what the line was paid), back."""

REPORT = """CASE WHEN status_says = 'unpaid' THEN status
  WHEN status_says IN ('cancelled', 'returned') THEN status
  WHEN claim_says = 'cancelled' THEN claim
  WHEN upper(trim(detail)) = 'F' THEN CASE WHEN claim IS NULL THEN '취소' ELSE '입금전' END
  WHEN unpaid THEN detail
  WHEN share > 0 AND back >= share THEN '환불완료'
  WHEN contains(coalesce(status, ''), '부분') THEN NULL
  ELSE status END"""
"""What a line reports of its state. 취소안함 and 부분취소 contain 취소 and are live; 결제구분 F is an order that was not
paid, and in files without 취소구분 one that was cancelled."""
