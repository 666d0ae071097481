"""A made-up store of many merchants for `tests.bench_cohort`: skewed sizes, several channels, two years, all tables."""

from datetime import date
from pathlib import Path

MERCHANTS, LINES = 10_000, 10_000_000
AS_OF = date(2026, 11, 1)
DAYS = 730
"""Of history: every merchant sells over the two years before the day."""

_SHOPS = """
CREATE TEMP MACRO dice(a, b, sides) AS CAST(hash(a * 65536 + b) % sides AS BIGINT);
CREATE TEMP TABLE shops AS
SELECT i AS shop, 'm' || lpad(CAST(i AS VARCHAR), 5, '0') AS merchant_id,
  greatest(1, CAST({lines} * (1 / (rank + 20)) / sum(1 / (rank + 20)) OVER () AS BIGINT)) AS lines,
  [1, 1, 2, 2, 3, 4][1 + dice(i, 1, 6)] AS channels, 5 + dice(i, 2, 20) + least(lines // 200, 200) AS goods,
  dice(i, 3, 10) < 6 AS settles, dice(i, 4, 10) < 7 AS lists, dice(i, 5, 10) < 5 AS knows_costs,
  0.3 + dice(i, 6, 100) / 100 AS pace
FROM (SELECT i, row_number() OVER (ORDER BY hash(i)) AS rank FROM range({merchants}) AS r(i));
CREATE TEMP TABLE channels AS SELECT unnest(['naver', 'coupang', 'cafe24', '11st']) AS channel, unnest([0, 1, 2, 3]) AS place;
INSERT INTO merchants BY NAME SELECT merchant_id, '가게 ' || shop AS name, '경기' AS region, '식품' AS industry,
  CASE WHEN shop % 3 > 0 THEN '제 2024-성남분당A-' || lpad(CAST(shop AS VARCHAR), 4, '0') || '호' END AS mail_order_registration
FROM shops;
"""
"""Sizes fall as ranks do: the largest of 10,000 merchants has some 77,000 lines, the middle one 320, the smallest 160."""

_LINES = """
INSERT INTO order_lines BY NAME
WITH numbered AS (SELECT s.*, unnest(range(s.lines)) AS line FROM shops s),
  placed AS (SELECT *, line * 5 // 7 AS number, dice(shop * 1000003, number, 1000000007) AS h,
      dice(shop * 1000003, line + 7, 1000000007) AS g, h % channels AS place,
      CAST(floor({days} * pow((number + 0.5) / (lines * 5 / 7 + 1), pace)) AS INTEGER) AS day FROM numbered),
  timed AS (SELECT *, DATE '{as_of}' - {days} + day + to_seconds(28800 + h % 54000) AS t,
      strftime(t, '%Y%m%d') AS stamp, g % goods AS good, h % 97 < 4 AS dead, h % 89 < 3 AS back
    FROM placed WHERE day >= {days} * {part} // {parts} AND day < {days} * ({part} + 1) // {parts})
SELECT merchant_id, channel, stamp || lpad(CAST(number AS VARCHAR), 8, '0') AS order_id,
  stamp || lpad(CAST(line AS VARCHAR), 8, '0') AS line_id, t AS ordered_at, t + INTERVAL 1 MINUTE AS paid_at,
  t + INTERVAL 2 DAY AS ship_due_at,
  CASE WHEN NOT dead AND place <> 2 THEN t + to_hours(6 + g % 60) END AS shipped_at,
  CASE WHEN place = 1 THEN t + INTERVAL 3 DAY END AS promised_at,
  CASE WHEN NOT dead AND place < 2 THEN shipped_at + to_hours(18 + g % 50) END AS delivered_at,
  CASE WHEN NOT dead AND NOT back THEN delivered_at + INTERVAL 7 DAY END AS confirmed_at,
  CASE WHEN dead THEN t + INTERVAL 1 DAY WHEN back THEN t + INTERVAL 9 DAY END AS cancelled_at,
  CAST(8000000000 + place * 1000000 + good * 17 + shop AS VARCHAR) AS product_id, 'SKU-' || shop || '-' || good AS sku,
  '국내산 햇사과 가정용 ' || good || '호' AS product_name, '사이즈: ' || h % 7 AS option_name, 1 + g % 3 AS quantity,
  9900 + 100 * (good % 50) AS unit_price, CASE WHEN g % 5 = 0 THEN 1000 ELSE 0 END AS discount,
  quantity * unit_price - discount AS amount, CASE WHEN line = 0 OR (line - 1) * 5 // 7 < number THEN 3000 ELSE 0 END
    AS shipping_fee, CASE WHEN dead THEN 'cancelled' WHEN back THEN 'returned' ELSE 'confirmed' END AS status,
  CASE WHEN dead OR back THEN ['buyer', 'stock_out', 'late', 'defect'][1 + h % 4] END AS claim_reason,
  CASE WHEN h % 20 > 0 THEN substr(md5(concat(shop, '-', h % (1 + lines // 3))), 1, 24) END AS buyer_key,
  ['서울특별시', '경기도', '부산광역시', '인천광역시', '경상남도', '경상북도', '대구광역시', '충청남도', '전라남도',
   '전북특별자치도', '충청북도', '강원특별자치도', '대전광역시', '광주광역시', '울산광역시', '제주특별자치도',
   '세종특별자치시'][1 + least(g % 17, h % 23)] AS region
FROM timed JOIN channels USING (place);
"""
"""Seven lines make five orders. Merchants bring a file a quarter: the rows lie by quarter, merchant and time."""

_REST = """
INSERT INTO settlements BY NAME
SELECT merchant_id, channel, order_id, line_id, 'goods' AS kind, CAST(ordered_at AS DATE) + 10 AS settled_on, amount AS gross,
  0 AS seller_discount, amount * 0.02 AS fee_payment, amount * CASE WHEN hash(order_id) % 3 = 0 THEN 0.01 ELSE 0.03 END
  AS fee_sales, 0 AS fee_other, gross - fee_payment - fee_sales AS net
FROM order_lines JOIN shops USING (merchant_id) WHERE settles AND status = 'confirmed';
INSERT INTO settlements BY NAME
SELECT merchant_id, channel, order_id, min(line_id) || 'S' AS line_id, 'shipping' AS kind, max(CAST(ordered_at AS DATE)) + 10
  AS settled_on, sum(shipping_fee) AS gross, gross * 0.02 AS fee_payment, gross * 0.03 AS fee_sales, gross * 0.95 AS net
FROM order_lines JOIN shops USING (merchant_id) WHERE settles AND status = 'confirmed' AND shipping_fee > 0
GROUP BY merchant_id, channel, order_id;
INSERT INTO listings BY NAME
SELECT merchant_id, channel, CAST(8000000000 + place * 1000000 + good * 17 + shop AS VARCHAR) AS product_id,
  DATE '{as_of}' - 1 - CAST(90 * seen AS INTEGER) AS observed_on, 'SKU-' || shop || '-' || good AS sku,
  '우리농장 국내산 햇사과 가정용 선물세트 ' || good || '호' AS title, CASE WHEN good % 3 > 0 THEN '우리농장' END AS brand,
  '식품>농산물>과일>사과' AS category, 9900 + 100 * (good % 50) AS price, good % 9 * 10 AS stock, good % 11 > 0 AS on_sale,
  1 + good % 6 AS image_count, 400 + 100 * (good % 7) AS main_image_px, good % 4 = 0 AS has_video,
  CASE WHEN (good + shop) % 2 = 0 THEN '상세 이미지를 봐 주세요' ELSE title || shop ||
    repeat('경북 청송에서 키운 사과예요. 크기는 5kg 상자, 주문 후 2일 안에 보내요. 교환과 반품은 7일 안에 알려 주세요. ',
    1 + good % 12) END AS detail_text,
  good % 8 AS detail_image_count,
  '사과,햇사과,청송사과,선물' AS keywords, '국내산' AS origin,
  'FOOD' AS notice_group, '{{"품목": "사과", "원산지": "국내산", "중량": "5kg", "제조연월일": ""}}' AS notice,
  3000 AS shipping_fee, good % 13 AS review_count
FROM shops, range(225) AS g(good), channels, range(2) AS s(seen)
WHERE lists AND good < goods AND place < shops.channels AND seen <= shop % 2;
INSERT INTO reviews BY NAME
SELECT merchant_id, channel, 'r' || line_id AS review_id, order_id, product_id, delivered_at + INTERVAL 5 DAY AS created_at,
  [5, 5, 5, 4, 4, 3, 2, 1][1 + CAST(hash(line_id || '2') % 8 AS BIGINT)] AS rating
FROM order_lines WHERE hash(line_id) % 8 = 0 AND delivered_at IS NOT NULL;
INSERT INTO costs BY NAME
SELECT merchant_id, 'SKU-' || shop || '-' || good AS sku, DATE '{as_of}' - {days} + CAST(365 * year AS INTEGER) AS valid_from,
  4000 + 50 * (good % 50) AS unit_cost, 500 AS packaging_cost, 2700 AS shipping_cost
FROM shops, range(225) AS g(good), range(2) AS y(year) WHERE knows_costs AND good < goods;
INSERT INTO answers BY NAME
SELECT merchant_id, 'intake' AS stage, question AS question_id,
  ['yes', 'partly', 'no', 'unknown'][1 + CAST(hash(question || shop) % 4 AS BIGINT)] AS value, DATE '{as_of}' - 20 AS answered_on
FROM shops, (SELECT unnest({questions}) AS question) WHERE shop % 2 = 0;
"""


def write_store(path: Path, merchants: int = MERCHANTS, lines: int = LINES, parts: int = 8) -> None:
    """A store with `merchants` and some `lines` order lines, their settlements, listings, reviews, costs and answers."""
    from data.store import Store
    from diagnostics.questions import QUESTIONS

    store = Store.open(path)
    given = {"merchants": merchants, "lines": lines, "days": DAYS, "as_of": AS_OF.isoformat(), "parts": parts,
             "questions": [q.id for q in QUESTIONS]}
    with store.transaction() as cursor:
        cursor.execute(_SHOPS.format(**given))
        for part in range(parts):
            cursor.execute(_LINES.format(**given, part=part))
        cursor.execute(_REST.format(**given))
    store.cursor().execute("CHECKPOINT")
    store.close()
