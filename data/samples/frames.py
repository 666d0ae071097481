"""The canonical tables of fictional merchants as frames, and how they are put together and written as a cohort folder."""
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from data import contract


@dataclass(frozen=True)
class Frames:
    """Canonical tables of one merchant or of many, with the columns that are known; the rest is blank."""

    merchants: pd.DataFrame
    order_lines: pd.DataFrame = field(default_factory=pd.DataFrame)
    settlements: pd.DataFrame = field(default_factory=pd.DataFrame)
    listings: pd.DataFrame = field(default_factory=pd.DataFrame)
    reviews: pd.DataFrame = field(default_factory=pd.DataFrame)
    costs: pd.DataFrame = field(default_factory=pd.DataFrame)
    answers: pd.DataFrame = field(default_factory=pd.DataFrame)
    statistics: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def merchant_id(self) -> str:
        """The id of the one merchant of these frames."""
        return str(self.merchants.merchant_id.iat[0])

    def with_(self, **tables: pd.DataFrame) -> "Frames":
        """The same with some tables changed; the given frames are taken as they are."""
        return replace(self, **tables)


def together(shops: Iterable[Frames]) -> Frames:
    """The tables of many shops in one."""
    parts = list(shops)
    joined = {}
    for name in contract.TABLES:
        found = [getattr(p, name) for p in parts if len(getattr(p, name))]
        joined[name] = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    return Frames(**joined)


def canonical(table: contract.Table, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` in the contract's columns, types and order of keys; columns that are missing are blank."""
    kinds: dict[str, Any] = {
        contract.TEXT: "str", contract.JSON: "str", contract.WHOLE: "Int64", contract.MONEY: "Float64", contract.REAL: "Float64",
        contract.TIME: "datetime64[us]", contract.DAY: "datetime64[s]", contract.FLAG: "boolean"}
    out = pd.DataFrame(index=range(len(rows)))
    for column in table.columns:
        values = rows[column.name].to_numpy() if column.name in rows else None
        out[column.name] = pd.Series(values, index=out.index, dtype=object if values is None else None).astype(kinds[column.type])
    return out.sort_values(list(table.key), kind="stable").reset_index(drop=True)


def write(frames: Frames, folder: Path) -> list[Path]:
    """A folder of Parquet files, one per canonical table that has rows, as the intake of a cohort wants it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in contract.TABLES.items():
        rows = getattr(frames, name)
        if len(rows):
            path = folder / f"{name}.parquet"
            out = canonical(table, rows)
            for column in table.columns:
                if column.type == contract.DAY:
                    out[column.name] = out[column.name].dt.date
            out.to_parquet(path, index=False)
            written.append(path)
    return written
