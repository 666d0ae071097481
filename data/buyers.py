"""Who bought, as a number: names, phones and ids are turned into a keyed hash while a file is read, and forgotten."""
import duckdb
import pyarrow as pa

from data import keys
from data.mapping import PERSONAL_FIELDS, Format

FREE_TEXT = ("product_name", "option_name", "shown_name", "first_name")
"""Fields in which a shop may show what a buyer typed in."""
_IDENTITY = """CASE WHEN NOT blank(buyer_id) AND NOT contains(buyer_id, '*') THEN 'id:' || trim(buyer_id)
  WHEN NOT blank(buyer_id) THEN 'id:' || trim(buyer_id) || '|' || coalesce(trim(buyer_name), '')
  WHEN NOT blank(buyer_phone) AND NOT regexp_matches(regexp_replace(buyer_phone, '\\D', '', 'g'), '^0?50')
    THEN 'phone:' || ltrim(regexp_replace(buyer_phone, '\\D', '', 'g'), '0')
  WHEN NOT blank(buyer_name) AND NOT contains(buyer_name, '*') THEN 'name:' || trim(buyer_name) END"""
"""Who bought: the buyer's id, with the name where it is masked; else the phone, unless it is a safe number (050) that changes
with each order; else the name."""


def forget_buyers(connection: duckdb.DuckDBPyConnection, form: Format, merchant_id: str, key: bytes) -> None:
    """Put `buyer_key` in place of the fields that name the buyer; the address stays until the region is read from it.

    What buyers typed into options, and their names in product names, goes as well.
    """
    forget_words(connection, form)
    if "buyer_key" in form.fields:
        key_given(connection, "raw", _text(merchant_id), key)
    fields = [f for f in PERSONAL_FIELDS if f in form.fields and f != "address"]
    if not fields:
        return
    for missing in {"buyer_id", "buyer_phone", "buyer_name"} - set(fields):
        connection.execute(f"ALTER TABLE raw ADD COLUMN {missing} VARCHAR")
    found = [row[0] for row in connection.execute(f"SELECT DISTINCT {_IDENTITY} FROM raw").fetchall()]
    keyed = pa.table({"identity": pa.array(found, pa.string()), "hidden_key": pa.array(
        [None if i is None else keys.buyer_key(key, merchant_id, i) for i in found], pa.string())})
    connection.register("keyed", keyed)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE raw AS
      SELECT r.* EXCLUDE (buyer_id, buyer_phone, buyer_name), k.hidden_key
      FROM (SELECT *, {_IDENTITY} AS identity FROM raw) r LEFT JOIN keyed k ON r.identity = k.identity""")
    connection.execute("ALTER TABLE raw DROP COLUMN identity")
    connection.unregister("keyed")
    connection.unregister("cells")


def forget_words(connection: duckdb.DuckDBPyConnection, form: Format) -> None:
    """Leave out of option and product names what tells who bought: what stands in the personal cells of the same row too."""
    names = [f for f in FREE_TEXT if f in form.fields and form.table in ("order_lines", "settlements")]
    listed = "persons" in [row[0] for row in connection.execute("DESCRIBE raw").fetchall()]
    plain = {n: f"unnamed({n})" for n in names}
    if listed:
        plain = {n: f"""CASE WHEN len(list_filter(persons, lambda p: contains({n}, p))) = 0 THEN unnamed({n})
          ELSE unnamed(list_reduce(list_prepend({n}, persons), lambda text, p: replace(text, p, '…'))) END""" for n in names}
    if plain or listed:
        kept = f"* {'EXCLUDE (persons)' if listed else ''} " + (
            f"REPLACE ({', '.join(f'{sql} AS {n}' for n, sql in plain.items())})" if plain else "")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {kept} FROM raw")


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


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
