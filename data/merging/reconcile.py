"""What order files and settlements say of the same sales, side by side: per channel and month, and line by line."""
from typing import Any

import pandas as pd

from data import contract
from data.workspace import Workspace

_DEAD = ", ".join(f"'{s}'" for s in contract.DEAD)
_MONTH = "strftime({}, '%Y-%m')"
# `told`: lines of which something else than a settlement told; a line that nobody told was typed, so it counts as ordered.
# `paid`: what was settled for each line, refunds taken off; the line id '*' stands for a whole order.
# `pairs`: each line and each settled line once, with where it stands and by how much the settlement differs from the sale.
_PAIRS = f"""
WITH own AS (SELECT channel, order_id, line_id, ordered_at, status, product_name, amount, shipping_fee,
    status NOT IN ({_DEAD}) AS alive FROM order_lines WHERE merchant_id = $merchant),
said AS (SELECT t.channel, t.order_id, t.line_id, bool_or(i."table" IS DISTINCT FROM 'settlements') AS by_orders
  FROM told_order_lines t LEFT JOIN imports i USING (import_id) WHERE t.merchant_id = $merchant GROUP BY ALL),
paid AS (SELECT channel, order_id, line_id, min(settled_on) AS settled_on,
    sum(CASE WHEN paid IS NOT NULL OR back IS NOT NULL THEN coalesce(paid, 0) + coalesce(back, 0)
      WHEN gross < 0 THEN gross + abs(coalesce(seller_discount, 0)) ELSE gross - coalesce(seller_discount, 0) END) AS settled
  FROM settlements WHERE merchant_id = $merchant AND kind = 'goods' GROUP BY ALL),
months AS (SELECT channel, order_id, min(ordered_at) AS ordered_at FROM own GROUP BY ALL),
whole AS (SELECT w.channel, w.order_id, w.settled_on, w.settled, min(o.line_id) AS line_id,
    sum(CASE WHEN alive THEN coalesce(amount, 0) + coalesce(shipping_fee, 0) ELSE 0 END) AS worth
  FROM paid w JOIN own o USING (channel, order_id) WHERE w.line_id = '{contract.WHOLE_ORDER}'
  GROUP BY ALL HAVING bool_and(o.line_id <> '{contract.WHOLE_ORDER}')),
pairs AS (SELECT coalesce(o.channel, p.channel) AS channel, coalesce(o.order_id, p.order_id) AS order_id,
    coalesce(o.line_id, p.line_id) AS line_id, o.ordered_at, coalesce(p.settled_on, w.settled_on) AS settled_on, o.product_name,
    o.status, o.amount, CASE WHEN w.line_id = o.line_id THEN w.settled ELSE p.settled END AS settled,
    o.line_id IS NOT NULL AS known,
    coalesce(o.alive, false) AS alive, coalesce(o.ordered_at, m.ordered_at, p.settled_on) AS day,
    CASE WHEN o.line_id IS NULL OR NOT coalesce(s.by_orders, true) THEN 'settlements'
      WHEN p.line_id IS NULL AND w.order_id IS NULL THEN 'orders' ELSE 'both' END AS found_in,
    CASE WHEN o.line_id IS NULL THEN NULL WHEN w.line_id = o.line_id THEN w.settled - w.worth
      WHEN p.line_id IS NOT NULL THEN p.settled - CASE WHEN o.alive THEN o.amount ELSE 0 END END AS difference
  FROM own o FULL JOIN paid p ON o.channel = p.channel AND o.order_id = p.order_id AND o.line_id = p.line_id
  LEFT JOIN said s ON s.channel = o.channel AND s.order_id = o.order_id AND s.line_id = o.line_id
  LEFT JOIN whole w ON w.channel = o.channel AND w.order_id = o.order_id
  LEFT JOIN months m ON m.channel = p.channel AND m.order_id = p.order_id
  WHERE o.line_id IS NOT NULL OR p.line_id <> '{contract.WHOLE_ORDER}' OR m.order_id IS NULL)
"""
_BY_MONTH = _PAIRS + f""",
sold AS (SELECT channel, {_MONTH.format('day')} AS month, count(*) FILTER (known) AS lines, count(*) FILTER (alive) AS live,
    coalesce(sum(amount) FILTER (alive), 0) AS sales, count(*) FILTER (found_in = 'orders') AS only_orders,
    count(*) FILTER (found_in = 'settlements') AS only_settlements, count(*) FILTER (found_in = 'both') AS matched,
    count(*) FILTER (found_in = 'orders' AND alive) AS unsettled,
    coalesce(sum(amount) FILTER (found_in = 'orders' AND alive), 0) AS unsettled_sales,
    count(*) FILTER (found_in = 'both' AND difference <> 0) AS differing,
    coalesce(sum(difference) FILTER (found_in = 'both'), 0) AS difference FROM pairs GROUP BY ALL),
money AS (SELECT s.channel, {_MONTH.format('coalesce(o.ordered_at, m.ordered_at, s.settled_on)')} AS month,
    sum(gross) AS gross, sum(seller_discount) AS seller_discount, sum(fee_payment) AS fee_payment, sum(fee_sales) AS fee_sales,
    sum(fee_other) AS fee_other, sum(gross) FILTER (kind = 'shipping') AS shipping, sum(net) AS net
  FROM settlements s LEFT JOIN own o ON o.channel = s.channel AND o.order_id = s.order_id AND o.line_id = s.line_id
  LEFT JOIN months m ON m.channel = s.channel AND m.order_id = s.order_id
  WHERE s.merchant_id = $merchant GROUP BY ALL)
SELECT coalesce(l.channel, m.channel) AS channel, coalesce(l.month, m.month) AS month,
  {', '.join(f'coalesce({n}, 0) AS {n}' for n in (
      'lines', 'live', 'sales', 'gross', 'seller_discount', 'fee_payment', 'fee_sales', 'fee_other', 'shipping', 'net',
      'only_orders', 'only_settlements', 'matched', 'unsettled', 'unsettled_sales', 'differing', 'difference'))}
FROM sold l FULL JOIN money m ON l.channel = m.channel AND l.month = m.month ORDER BY 1, 2
"""
_LINES = _PAIRS + f"""
SELECT order_id, line_id, CASE WHEN found_in = 'both' THEN 'differs' ELSE found_in END AS found_in, ordered_at, settled_on,
  product_name, status, amount, settled, difference
FROM pairs WHERE channel = $channel AND {_MONTH.format('day')} = $month
  AND (found_in = 'settlements' OR (found_in = 'orders' AND alive) OR (found_in = 'both' AND difference <> 0))
ORDER BY 3, 1, 2
"""


def reconcile(workspace: Workspace, merchant_id: str) -> pd.DataFrame:
    """One row per channel and month, by channel and month: what orders and settlements say of the same sales.

    `month` is "2026-09", that of the order; what was settled without a known order stands in the month of the payout. Over all
    rows each sum is that of the store. Whole numbers: `lines` order lines, `live` those that are not cancelled or returned,
    `only_orders`, `only_settlements`, `matched` where they stand, `unsettled` the live ones of `only_orders`, `differing` lines
    of `matched` for which something else was settled than was sold. Won: `sales` of live lines, `gross` settled in all with
    `shipping` a part of it, `seller_discount`, `fee_payment`, `fee_sales`, `fee_other` (positive: costs), `net` paid out,
    `unsettled_sales`, `difference` settled less sold over `matched`. Empty where the merchant has neither.
    Raises `AccessDenied` for a merchant who is not the viewer's.
    """
    return _read(workspace, _BY_MONTH, {"merchant": workspace.check(merchant_id)})


def unmatched(workspace: Workspace, merchant_id: str, channel: str, month: str) -> pd.DataFrame:
    """The lines of one row of `reconcile` that stand in one kind of file only or differ: as many as `unsettled`,
    `only_settlements` and `differing` together.

    order_id, line_id ('*' is a whole order), found_in (orders, settlements, differs), ordered_at, settled_on, product_name,
    status, amount (sold), settled (refunds taken off), difference; no personal data. Raises `AccessDenied`.
    """
    return _read(workspace, _LINES, {"merchant": workspace.check(merchant_id), "channel": channel, "month": month})


def _read(workspace: Workspace, sql: str, params: dict[str, Any]) -> pd.DataFrame:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql, params).df()
    finally:
        cursor.close()
