"""Who bought, as a number: names, phones and ids are turned into a keyed hash while a file is read, and forgotten."""
import duckdb
import pyarrow as pa

from data import keys
from data.mapping import PERSONAL_FIELDS, Format

_IDENTITY = """CASE WHEN NOT blank(buyer_id) AND NOT contains(buyer_id, '*') THEN 'id:' || trim(buyer_id)
  WHEN NOT blank(buyer_id) THEN 'id:' || trim(buyer_id) || '|' || coalesce(trim(buyer_name), '')
  WHEN NOT blank(buyer_phone) AND NOT regexp_matches(regexp_replace(buyer_phone, '\\D', '', 'g'), '^0?50')
    THEN 'phone:' || ltrim(regexp_replace(buyer_phone, '\\D', '', 'g'), '0')
  WHEN NOT blank(buyer_name) AND NOT contains(buyer_name, '*') THEN 'name:' || trim(buyer_name) END"""
"""Who bought: the buyer's id, with the name where it is masked; else the phone, unless it is a safe number (050) that changes
with each order; else the name."""


def forget_buyers(connection: duckdb.DuckDBPyConnection, form: Format, merchant_id: str, key: bytes) -> None:
    """Put `buyer_key` in place of the fields that name the buyer; the address stays until the region is read from it."""
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
