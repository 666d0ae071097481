"""Many small shops with everything that a store can hold, made by arithmetic: the same rows each time, no names, no files."""

from datetime import date
from pathlib import Path

from data.store import Store
from data.workspace import Workspace

DAY = date(2026, 9, 1)
"""In the middle of the rows: half a year lies after it."""

_LINES = """
INSERT INTO order_lines BY NAME
WITH shops AS (SELECT i AS shop, 1 + i * 37 % 29 AS pace, i * 53 % 400 AS starts, 120 + i * 71 % 900 AS lasts
                 FROM range(?) AS r(i)),
  days AS (SELECT shop, pace, d, hash(shop * 100003 + d) AS h FROM shops, range(730) AS r(d)
           WHERE d >= starts AND d < starts + lasts AND d % pace = shop % pace),
  moments AS (SELECT *, CAST(h % 40000 AS INTEGER) AS s, CAST(h % 90 AS INTEGER) AS x,
                TIMESTAMP '2025-03-01 08:00:00' + to_days(CAST(d AS INTEGER)) + to_seconds(s) AS moment FROM days)
SELECT 'm' || lpad(CAST(shop AS VARCHAR), 4, '0') AS merchant_id, CASE WHEN h % 3 = 0 THEN 'coupang' ELSE 'naver' END AS channel,
  'o' || d AS order_id, 'l' || n AS line_id, moment AS ordered_at, moment + to_minutes(x) AS paid_at,
  moment + INTERVAL 2 DAY AS ship_due_at, CASE WHEN h % 17 <> 0 THEN moment + to_hours(x) END AS shipped_at,
  moment + INTERVAL 4 DAY AS promised_at, CASE WHEN h % 17 <> 0 THEN moment + to_hours(24 + 2 * x) END AS delivered_at,
  CASE WHEN h % 19 > 1 THEN moment + INTERVAL 9 DAY END AS confirmed_at,
  CASE WHEN h % 23 = 0 THEN moment + to_days(x) END AS cancelled_at,
  'p' || (h % 11) AS product_id, 'sku' || (h % 11) AS sku, '상품 ' || (h % 11) AS product_name,
  CAST(1 + h % 3 AS BIGINT) AS quantity, CAST(4900 + 100 * (h % 170) + 0.01 * (h % 7) AS DECIMAL(18,2)) AS unit_price,
  CAST(h % 4 * 333.33 AS DECIMAL(18,2)) AS discount, quantity * unit_price - discount AS amount,
  CAST(CASE WHEN n = 0 THEN 3000 ELSE 0 END AS DECIMAL(18,2)) AS shipping_fee,
  CASE WHEN h % 23 = 0 THEN 'cancelled' WHEN h % 41 = 0 THEN 'returned' WHEN h % 19 > 1 THEN 'confirmed'
    ELSE 'delivered' END AS status,
  CASE WHEN h % 23 = 0 THEN 'buyer' END AS claim_reason, 'b' || (h % 97) AS buyer_key,
  CASE h % 4 WHEN 0 THEN '서울' WHEN 1 THEN '부산' WHEN 2 THEN '경기' END AS region
FROM moments, range(2) AS lines(n) WHERE n = 0 OR h % 5 = 0
"""
_SETTLEMENTS = """
INSERT INTO settlements BY NAME
SELECT merchant_id, channel, order_id, line_id, 'goods' AS kind, CAST(ordered_at AS DATE) + 12 AS settled_on, amount AS gross,
  0 AS seller_discount, amount * 0.02 AS fee_payment, amount * 0.05 AS fee_sales, 0 AS fee_other, amount * 0.93 AS net
FROM order_lines WHERE status IN ('confirmed', 'delivered')
"""
_REVIEWS = """
INSERT INTO reviews BY NAME
SELECT merchant_id, channel, order_id || line_id AS review_id, order_id, product_id, ordered_at + INTERVAL 10 DAY AS created_at,
  CAST(CASE WHEN hash(merchant_id) % 3 = 0 THEN 1 + hash(order_id) % 4 ELSE 3 + hash(order_id) % 3 END AS DOUBLE) AS rating
FROM order_lines WHERE hash(order_id || merchant_id) % 3 = 0
"""
_LISTINGS = """
INSERT INTO listings BY NAME
SELECT merchant_id, 'naver' AS channel, 'p' || k AS product_id, DATE '2026-01-15' + CAST(o * 200 AS INTEGER) AS observed_on,
  'sku' || k AS sku, '예시 상품 ' || k || CASE WHEN k % 2 = 0 THEN ' 국내산 500g' ELSE '' END AS title,
  CASE WHEN k % 3 > 0 THEN '예시' END AS brand, '식품>가공식품' AS category, 9900 + k AS price, 10 * k AS stock, true AS on_sale,
  k % 7 + o AS image_count, 400 + 100 * k AS main_image_px, k % 2 = 0 AS has_video,
  repeat('맛있는 상품이에요. ', 5 * k + o) AS detail_text, k AS detail_image_count, 'WEAR' AS notice_group,
  '{"제품 소재": "면"}' AS notice
FROM (SELECT DISTINCT merchant_id FROM order_lines) AS m, range(6) AS p(k), range(2) AS q(o) WHERE hash(merchant_id) % 2 = 0
"""
_COSTS = """
INSERT INTO costs BY NAME
SELECT merchant_id, 'sku' || k AS sku, DATE '2025-01-01' + CAST(o * 700 AS INTEGER) AS valid_from,
  3000 + 100 * k + o AS unit_cost, 500 AS packaging_cost, 2700 AS shipping_cost
FROM (SELECT DISTINCT merchant_id FROM order_lines) AS m, range(11) AS p(k), range(2) AS q(o) WHERE hash(merchant_id) % 3 = 0
"""
_ANSWERS = """
INSERT INTO answers BY NAME
SELECT merchant_id, 'intake' AS stage, 'hours' AS question_id, '2' AS value,
  DATE '2026-08-01' + CAST(hash(merchant_id) % 60 AS INTEGER) AS answered_on FROM merchants
"""
IDLE = 5
"""Merchants without an order, of whom an answer is known at most."""


def many_shops(path: Path, shops: int = 120) -> Workspace:
    """A store at `path` with `shops` merchants who sell or sold, and `IDLE` who never did."""
    store = Store.open(path)
    with store.transaction() as cursor:
        cursor.execute(
            """INSERT INTO merchants (merchant_id, name, region, industry)
            SELECT 'm' || lpad(CAST(i AS VARCHAR), 4, '0'), '가게 ' || i, CASE WHEN i % 2 = 0 THEN '서울' ELSE '부산' END, '식품'
            FROM range(?) AS r(i)""",
            [shops + IDLE],
        )
        cursor.execute(_LINES, [shops])
        for statement in (_SETTLEMENTS, _REVIEWS, _LISTINGS, _COSTS, _ANSWERS):
            cursor.execute(statement)
    return Workspace(store)
