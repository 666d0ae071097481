"""What like products cost: the middle price of each category over the shops of a store, so that no shop stands out.

The one thing that a merchant's diagnosis knows of others. A level is given only from `SHOPS` shops on, and each counts once
with the middle of its own prices, so that nobody's price can be read off it.
"""

SHOPS = 5
VIEW = "known_price_levels"
COLUMNS = {"category": "string", "shops": "int64", "middle": "decimal(18,2)"}


def sql(listings: str) -> str:
    """SQL of the levels: category, shops, middle. `listings` is SQL of the listings of all shops as known before a day; of each
    product the newest observation counts, where it is on sale and has a category and a price."""
    return f"""SELECT category, count(*) AS shops, CAST(median(price) AS DECIMAL(18,2)) AS middle FROM (
      SELECT merchant_id, category, median(price) AS price FROM (
        SELECT merchant_id, trim(category) AS category, price, on_sale,
          row_number() OVER (PARTITION BY merchant_id, channel, product_id ORDER BY observed_on DESC) AS place
        FROM ({listings}) WHERE category IS NOT NULL AND trim(category) <> '')
      WHERE place = 1 AND price > 0 AND coalesce(on_sale, true) GROUP BY ALL)
    GROUP BY category HAVING count(*) >= {SHOPS}"""
