"""Rows of text that are gathered one by one, kept as Arrow batches instead of Python objects."""
from collections.abc import Sequence

import pyarrow as pa

from data.reading.refused import Refused

_BATCH = 5_000


class Rows:
    """Rows of any length; missing cells become null."""

    def __init__(self, columns: int, rows: int):
        self._columns, self._rows = columns, rows
        self._pending: list[Sequence[str | None]] = []
        self._batches: list[pa.Table] = []
        self.count = 0

    def add(self, row: Sequence[str | None]) -> None:
        """One more row; raises `Refused` beyond the limits."""
        if len(row) > self._columns:
            raise Refused("columns")
        self._pending.append(row)
        self.count += 1
        if len(self._pending) >= _BATCH:
            self._pack()
            if self.count > self._rows:
                raise Refused("rows")

    def table(self) -> pa.Table:
        """All rows, each as wide as the widest."""
        self._pack()
        width = max((batch.num_columns for batch in self._batches), default=0)
        schema = pa.schema([(str(n), pa.string()) for n in range(width)])
        whole = [pa.table([*batch.columns, *(pa.nulls(batch.num_rows, pa.string()) for _n in range(width - batch.num_columns))],
                          schema=schema) for batch in self._batches]
        return pa.concat_tables(whole) if whole else schema.empty_table()

    def _pack(self) -> None:
        if not self._pending:
            return
        width = max(map(len, self._pending)) or 1
        columns = [pa.array([row[n] or None if n < len(row) else None for row in self._pending], pa.string())
                   for n in range(width)]
        self._batches.append(pa.table(columns, names=[str(n) for n in range(width)]))
        self._pending = []
