"""Listings: what was seen of a product, kept as one row per day on which something was different."""
import duckdb

from data.contract import LISTINGS
from data.merge import Counts, fold, listed, same_key, see, values_of, write

_PRODUCT = "merchant_id, channel, product_id"


def listings(cursor: duckdb.DuckDBPyConnection, incoming: str, import_id: str) -> Counts:
    """Merge observations. A row that says nothing new is no observation, unless the file itself gives it a day.

    What an observation leaves empty is taken from the one before it: a price list must not wipe out the texts that another
    file has told.
    """
    same_product = " AND ".join(f"s.{c.strip()} = i.{c.strip()}" for c in _PRODUCT.split(","))
    says_new = " OR ".join(f"(i.{n} IS NOT NULL AND i.{n} IS DISTINCT FROM b.{n})" for n in values_of(LISTINGS))
    # The newest observation before the day of each row, if any; rows that repeat it are set aside.
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE told AS
      WITH before AS (SELECT i.row_no AS mine, s.* FROM {incoming} i
        JOIN listings s ON {same_product} AND s.observed_on < i.observed_on
        QUALIFY row_number() OVER (PARTITION BY i.row_no ORDER BY s.observed_on DESC) = 1)
      SELECT i.*, b.mine IS NOT NULL AS known_before, NOT i.dated AND b.mine IS NOT NULL AND NOT ({says_new})
          AND NOT EXISTS (SELECT 1 FROM listings s WHERE {same_key(LISTINGS, 's', 'i')}) AS repeats
      FROM {incoming} i LEFT JOIN before b ON b.mine = i.row_no""")
    cursor.execute("CREATE OR REPLACE TEMP TABLE news AS SELECT * FROM told WHERE NOT repeats")
    see(cursor, LISTINGS, "news")
    fold(cursor, LISTINGS)
    _carry_on(cursor)
    counts = write(cursor, LISTINGS, "news", import_id)
    known = cursor.execute(f"""SELECT coalesce(sum(weight), 0) FROM (SELECT {listed(LISTINGS.key)}, max(weight) AS weight,
        bool_or(known_before) AS known_before FROM news GROUP BY {listed(LISTINGS.key)}) i
      JOIN final f ON {same_key(LISTINGS, 'i', 'f')} WHERE known_before AND fate = 'new'""").fetchall()[0][0]
    counts.loaded -= int(known)  # the product was there before: something about it changed
    counts.updated += int(known)
    counts.unchanged += int(cursor.execute("SELECT coalesce(sum(weight), 0) FROM told WHERE repeats").fetchall()[0][0])
    return counts


def _carry_on(cursor: duckdb.DuckDBPyConnection) -> None:
    """Fill what is empty in `merged`, and in later observations of the same products, from the observation before."""
    names = (*values_of(LISTINGS), "source_rank", "known_at")
    older = " AND ".join(f"s.{c.strip()} = m.{c.strip()}" for c in _PRODUCT.split(","))
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE history AS
      SELECT {listed(LISTINGS.key)}, {listed(names)}, true AS mine FROM merged
      UNION ALL SELECT {listed(LISTINGS.key)}, {listed(names)}, false FROM listings s
      WHERE EXISTS (SELECT 1 FROM merged m WHERE {older})
        AND NOT EXISTS (SELECT 1 FROM merged m WHERE {same_key(LISTINGS, 'm', 's')})""")
    if not cursor.execute(f"SELECT 1 FROM history GROUP BY {_PRODUCT} HAVING count(*) > 1 LIMIT 1").fetchall():
        return
    filled = ", ".join(f"coalesce({n}, last_value({n} IGNORE NULLS) OVER before) AS {n}" for n in values_of(LISTINGS))
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE merged AS
      SELECT {listed(LISTINGS.key)}, {filled}, source_rank, known_at FROM history
      WINDOW before AS (PARTITION BY {_PRODUCT} ORDER BY observed_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)""")

