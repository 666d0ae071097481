"""Who bought, as a number: names, phones and ids are turned into a keyed hash while a file is read, and forgotten.

All of it is SQL inside the query that reads the rows: what buyers are called is never kept in a table. The key of the hash is
a variable of the connection, so that it stands in no query.
"""
import hashlib

import duckdb
import pyarrow as pa

from data import keys
from data.mapping import Format

FREE_TEXT = ("product_name", "option_name", "shown_name", "first_name")
"""Fields in which a shop may show what a buyer typed in."""
BUYER = ("buyer_id", "buyer_phone", "buyer_name")
IDENTITY = """CASE WHEN NOT blank(buyer_id) THEN CASE WHEN NOT contains(buyer_id, '*') THEN 'id:' || buyer_id
    ELSE 'id:' || buyer_id || '|' || coalesce(buyer_name, '') END
  WHEN NOT blank(buyer_phone) AND NOT regexp_matches(regexp_replace(buyer_phone, '\\D', '', 'g'), '^0?50')
    THEN 'phone:' || ltrim(regexp_replace(buyer_phone, '\\D', '', 'g'), '0')
  WHEN NOT blank(buyer_name) AND NOT contains(buyer_name, '*') THEN 'name:' || buyer_name END"""
"""Who bought: the buyer's id, with the name where it is masked; else the phone, unless it is a safe number (050) that changes
with each order; else the name."""
_BLOCK = 64


def hold_key(connection: duckdb.DuckDBPyConnection, key: bytes, merchant_id: str) -> None:
    """Make what `hashed_sql` needs known to this connection: the two paddings of HMAC-SHA256, the merchant after the inner."""
    block = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
    inner = bytes(b ^ 0x36 for b in block) + f"{merchant_id}\0".encode()
    connection.execute("SET VARIABLE buyer_inner = ?", [inner])
    connection.execute("SET VARIABLE buyer_outer = ?", [bytes(b ^ 0x5C for b in block)])


def hashed_sql(identity: str) -> str:
    """SQL of `keys.buyer_key` for text that is not null."""
    return f"left(sha256(getvariable('buyer_outer') || unhex(sha256(getvariable('buyer_inner') || encode({identity})))), 24)"


def given_key(form: Format) -> str | None:
    """SQL for `buyer_key` where a table of ours gives one: keyed unless it is a hash already, since it may be a name."""
    if "buyer_key" not in form.fields:
        return None
    hashed = hashed_sql("'given:' || buyer_key")
    return f"CASE WHEN buyer_key IS NULL OR hashed(buyer_key) THEN buyer_key ELSE {hashed} END"


def free_text(form: Format, persons: list[str]) -> dict[str, str]:
    """SQL for the fields with option and product names, without what tells who bought.

    What stands in the personal cells of the same row goes, phones without their dashes too. A name of two letters is looked for
    as a word of its own, since it may be a part of many; masked names tell nothing.
    """
    if form.table not in ("order_lines", "settlements"):
        return {}
    return {name: _freed(name, persons) for name in FREE_TEXT if name in form.fields}


def _freed(name: str, persons: list[str]) -> str:
    found = " OR ".join(f"(strlen({p}) BETWEEN 3 AND strlen({name}) AND contains({name}, {p}))" for p in persons)
    if not found:
        return f"unnamed({name})"
    alone = (f"(contains(' ' || regexp_replace({name}, '[^가-힣A-Za-z]', ' ', 'g') || ' ', ' ' || p || ' ') "
             f"OR contains({name}, p || '님') OR contains({name}, p || '씨'))")
    told = (f"list_filter([{', '.join(persons)}], lambda p: NOT contains(p, '**') AND (length(p) >= 3 OR "
            f"(length(p) = 2 AND {alone})))")
    longest_first = f"list_reverse_sort(list_transform({told}, lambda p: {{'size': length(p), 'text': p}}))"
    return f"""CASE WHEN {found} THEN unnamed(list_reduce(list_prepend({name}, list_transform({longest_first}, lambda s: s.text)),
      lambda text, p: replace(text, p, '…'))) ELSE unnamed({name}) END"""


def key_given(connection: duckdb.DuckDBPyConnection, table: str, merchant: str, key: bytes) -> None:
    """Key what a table of ours gives as `buyer_key`, unless it is a hash already: it may be a name. `merchant` is SQL."""
    found = connection.execute(f"SELECT DISTINCT CAST({merchant} AS VARCHAR), buyer_key FROM {table} "
                               "WHERE buyer_key IS NOT NULL AND NOT hashed(buyer_key)").fetchall()
    if not found:
        return
    whose, given = zip(*found, strict=True)
    hashes = [keys.buyer_key(key, m or "", "given:" + b) for m, b in found]
    keyed = pa.table([pa.array(values, pa.string()) for values in (whose, given, hashes)], names=["whose", "given", "hash"])
    connection.register("keyed", keyed)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE {table} AS SELECT r.* REPLACE (coalesce(k.hash, r.buyer_key) AS buyer_key)
      FROM {table} r LEFT JOIN keyed k ON r.buyer_key = k.given AND CAST({merchant} AS VARCHAR) IS NOT DISTINCT FROM k.whose""")
    connection.unregister("keyed")
