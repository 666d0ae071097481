"""Parquet, in the reading process: columns as text, the names of the columns as the first row."""
import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from data.reading.refused import Refused

_FAULTS = (pa.ArrowException, OSError, ValueError)


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[None, pa.Table, None]]:
    try:
        file = pa.parquet.ParquetFile(pa.BufferReader(content))
        if file.metadata.num_rows > options["rows"]:
            raise Refused("rows")
        if file.metadata.num_columns > options["columns"]:
            raise Refused("columns")
        table = file.read(use_threads=False)
        columns = []
        for name, column in zip(table.column_names, table.columns, strict=True):
            columns.append(pa.chunked_array([pa.array([name], pa.string()), *as_text(column).chunks], pa.string()))
    except (MemoryError, pa.ArrowCapacityError):
        raise Refused("memory") from None
    except _FAULTS:
        raise Refused("broken") from None
    yield None, pa.table(columns, names=[str(n) for n in range(len(columns))]), None


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as text: nested values as JSON, times in their own zone, bytes as nothing."""
    kind = column.type
    if pa.types.is_nested(kind):
        return pa.chunked_array([pa.array([None if v is None else json.dumps(dict(v) if pa.types.is_map(kind) else v,
                                                                             ensure_ascii=False, default=str)
                                           for v in column.to_pylist()], pa.string())])
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.chunked_array([pa.nulls(len(column), pa.string())])
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        column = pc.local_timestamp(column)
    return column.cast(pa.string())
