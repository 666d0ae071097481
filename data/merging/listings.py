"""Listings: what was seen of a product, kept as one row per day on which something was different."""
import duckdb

from data.contract import LISTINGS
from data.merging.merge import Counts, folded, stored, unique, values_of
from data.merging.told import Import, add, listed, same_key

_PRODUCT = "merchant_id, channel, product_id"
_KEY = listed(LISTINGS.key)


def widen(cursor: duckdb.DuckDBPyConnection) -> None:
    """Every observation of a touched product is touched: what one leaves empty is taken from the one before it."""
    for table in ("told_listings", "listings"):
        add(cursor, "touched_listings", f"""SELECT DISTINCT {listed(LISTINGS.key, 't.')} FROM {table} t
          SEMI JOIN touched_listings k USING ({_PRODUCT}) ANTI JOIN touched_listings o ON {same_key(LISTINGS, 't', 'o')}""")


def fold(cursor: duckdb.DuckDBPyConnection) -> None:
    """`merged`: the observations of each product in `seen` that say something new, or to which a file gives a day.

    A price list must not wipe out the texts that another file has told, so an observation carries on what it does not say.
    """
    repeated = not unique(cursor, "seen", _KEY)
    days = folded(LISTINGS, "seen", _KEY, repeated)
    if not repeated and unique(cursor, "seen", _PRODUCT):
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE merged AS SELECT {listed(stored(LISTINGS))} FROM ({days})")
        return
    names = values_of(LISTINGS)
    before = ", ".join(f"last_value({n} IGNORE NULLS) OVER before AS before_{n}" for n in names)
    says_new = " OR ".join(f"({n} IS NOT NULL AND {n} IS DISTINCT FROM before_{n})" for n in names)
    filled = {n: f"coalesce({n}, before_{n})" for n in names}
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE merged AS
      WITH days AS ({days}),
      carried AS (SELECT *, {before}, row_number() OVER (PARTITION BY {_PRODUCT} ORDER BY observed_on) = 1 AS first FROM days
        WINDOW before AS (PARTITION BY {_PRODUCT} ORDER BY observed_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
      SELECT {', '.join(f'{filled.get(n, n)} AS {n}' for n in stored(LISTINGS))} FROM carried
      WHERE dated OR first OR {says_new}""")


def known_before(cursor: duckdb.DuckDBPyConnection, counts: Counts, by: Import) -> None:
    """An observation of a product that was there before is no new product: something about it changed."""
    rows = cursor.execute(f"""SELECT coalesce(sum(weight), 0) FROM mine i JOIN final f ON {same_key(LISTINGS, 'i', 'f')}
      WHERE fate = 'new' AND EXISTS (SELECT 1 FROM told_listings t WHERE t.merchant_id = i.merchant_id AND t.channel = i.channel
        AND t.product_id = i.product_id AND t.observed_on < i.observed_on
        AND t.import_id IS DISTINCT FROM ?)""", [by.id]).fetchall()
    counts.loaded -= int(rows[0][0])
    counts.updated += int(rows[0][0])
