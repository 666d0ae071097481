"""The rows behind the product list: one per change and product, added and never changed; the highest version counts."""
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

SCHEMA = pa.schema([(n, pa.string()) for n in ("merchant_id", "product_id")] + [("version", pa.int64())] +
                    [(n, pa.string()) for n in ("act", "kind")] + [("deleted", pa.bool_())] +
                    [(n, pa.string()) for n in ("content", "sources")] +
                    [("changed_at", pa.timestamp("us")), ("changed_by", pa.string())])
Row = dict[str, Any]


def read(cursor: duckdb.DuckDBPyConnection, sql: str, params: list[Any]) -> list[Row]:
    """Rows of the table `master`, with content and sources as values."""
    result = cursor.execute(sql, params)
    names = [c[0] for c in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [{**r, "content": json.loads(r["content"]), "sources": json.loads(r["sources"])} for r in rows]


def current(cursor: duckdb.DuckDBPyConnection, merchant_id: str) -> dict[str, Row]:
    """What counts now of each product, the deleted ones too."""
    rows = read(cursor, "SELECT * FROM master WHERE merchant_id = ? "
                 "QUALIFY row_number() OVER (PARTITION BY product_id ORDER BY version DESC) = 1", [merchant_id])
    return {r["product_id"]: r for r in rows}


def write(cursor: duckdb.DuckDBPyConnection, merchant_id: str, act: str, kind: str, rows: Iterable[Row], at: datetime,
          who: str) -> None:
    """Add rows that count from now on."""
    """Add rows that count from now on."""
    made = [{"merchant_id": merchant_id, "product_id": r["product_id"], "version": r["version"], "act": act, "kind": kind,
             "deleted": r["deleted"], "content": _json(r["content"]), "sources": _json(r["sources"]), "changed_at": at,
             "changed_by": who} for r in rows]
    if made:
        cursor.register("master_rows", pa.Table.from_pylist(made, schema=SCHEMA))
        cursor.execute("INSERT INTO master BY NAME SELECT * FROM master_rows")
        cursor.unregister("master_rows")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
