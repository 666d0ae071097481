"""The canonical tables of many merchants from a folder of Parquet or CSV files, read by DuckDB itself."""
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data import contract, keys
from data.contract import Column, Table
from data.errors import InputProblem
from data.merging import keep
from data.staging import values
from data.staging.buyers import key_given
from data.text import _
from data.workspace import Workspace


def intake_cohort(workspace: Workspace, folder: Path | str, today: date | None = None) -> list[dict[str, Any]]:
    """Take in `merchants|order_lines|settlements|listings|reviews|costs|answers` as .parquet or .csv; one entry per table.

    Columns that the contract does not have are left out and named in the warnings. Raises `InputProblem` for a folder
    without any of these files, or a file that cannot be read; each table is one transaction.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputProblem(_("There is no folder {folder}."), folder=folder.name)
    found = []
    for table in contract.TABLES.values():
        paths = [p for p in (folder / f"{table.name}.parquet", folder / f"{table.name}.csv") if p.is_file()]
        if len(paths) > 1:
            raise InputProblem(_("The folder holds {first} and {second}; keep one of them."),
                               first=paths[0].name, second=paths[1].name)
        if paths:
            found.append(_Table(workspace, table, paths[0], today).run())
    if not found:
        raise InputProblem(_("The folder {folder} holds none of our tables, such as order_lines.parquet or merchants.csv."),
                           folder=folder.name)
    return found


class _Table:
    """One table on its way into the store."""

    def __init__(self, workspace: Workspace, table: Table, path: Path, today: date | None):
        self.workspace, self.table, self.path, self.today = workspace, table, path, today
        self.reasons: list[tuple[str, str, str]] = []

    def run(self) -> dict[str, Any]:
        sha256 = _sha256(self.path)
        with self.workspace.store.transaction() as cursor:
            before = cursor.execute("SELECT min(coalesce(first_at, imported_at)) FROM imports WHERE merchant_id IS NULL "
                                    "AND sha256 = ?", [sha256]).fetchall()[0][0]
            values.define(cursor)
            extra = self.stage(cursor, before.date() if before else self.today or date.today())
            read = _one(cursor, "SELECT count(*) FROM raw")
            rejects = [{"row": row, "column": self.reasons[n][1], "reason": self.reasons[n][2], "params": {}}
                       for row, n in cursor.execute("SELECT row_no, problem FROM raw WHERE problem IS NOT NULL "
                                                    "ORDER BY row_no").fetchall()]
            file = keep.File(self.path.name, sha256, "canonical", self.table.name, None, read, rejects)
            names = [row[0] for row in cursor.execute("DESCRIBE incoming").fetchall()]
            some = cursor.execute("SELECT 1 FROM incoming LIMIT 1").fetchall()
            written = keep.write(self.workspace, cursor, file, {self.table.name: ("incoming" if some else "", names)}, self.today)
            cursor.execute("DROP VIEW temp.incoming")
            cursor.execute("DROP TABLE temp.raw")
        if extra:
            file.warnings.append({"text": _("Columns that we do not know were left out: {columns}."),
                                  "params": {"columns": ", ".join(extra)}})
        return keep.entry(file, written)

    def stage(self, cursor: duckdb.DuckDBPyConnection, day: date) -> list[str]:
        """`raw` with the reason why a row is not taken, and `incoming` with the others; returns unknown columns."""
        name = str(self.path)
        source = "read_parquet(?)" if self.path.suffix == ".parquet" else \
            "read_csv(?, all_varchar = true, header = true, quote = '\"', escape = '\"', nullstr = '')"
        try:
            types = {row[0]: row[1] for row in cursor.execute(f"DESCRIBE SELECT * FROM {source}", [name]).fetchall()}
            given = {t.strip().lower(): t for t in types}
            extra = sorted(t for low, t in given.items() if low not in self.table.names)
            read = {c.name: f"{self.read(c, types[given[c.name]], _quoted(given[c.name]))}" if c.name in given else
                    f"CAST(NULL AS {c.sql})" for c in self.table.columns}
            told = {c.name: f"{_quoted(given[c.name])} IS NOT NULL" if c.name in given else "false" for c in self.table.columns}
            if self.table is contract.COSTS:
                read["valid_from"] = f"CASE WHEN {told['valid_from']} THEN {read['valid_from']} ELSE {contract.ALWAYS} END"
            if self.table is contract.LISTINGS:
                read["dated"] = f"({read['observed_on']}) IS NOT NULL"
                read["observed_on"] = f"coalesce({read['observed_on']}, DATE '{day.isoformat()}')"
            # Reading a table twice gives no promise of the same order, so rows are numbered while they are read.
            listed = ", ".join(f"{sql} AS {n}" for n, sql in read.items())
            needed = ", ".join(f"{told[c.name]} AS told_{c.name}" for c in self.judged())
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT row_number() OVER () + 1 AS row_no, {listed}"
                           f"{', ' + needed if needed else ''} FROM {source}", [name])
        except (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException, duckdb.BinderException) as error:
            raise InputProblem(_("{file} cannot be read. Make it again as Parquet, or as CSV in UTF-8 with a header row."),
                               file=self.path.name) from error
        if self.table is contract.ORDER_LINES:
            key_given(cursor, "raw", "merchant_id", keys.load_key(self.workspace.store.path))
        self.judge(cursor)
        level = "CAST(CASE status " + " ".join(f"WHEN '{n}' THEN {c}" for n, c in values.CERTAINTY.items()) + " END AS TINYINT)"
        hidden = f"{level} AS certainty, {level} AS value_certainty," if self.table is contract.ORDER_LINES else ""
        cursor.execute(f"""CREATE OR REPLACE TEMP VIEW incoming AS SELECT {', '.join(self.table.names)}, row_no, {hidden}
            {'dated,' if self.table is contract.LISTINGS else ''} CAST(2 AS TINYINT) AS source_rank
          FROM raw WHERE problem IS NULL""")
        return extra

    def read(self, column: Column, given: str, name: str) -> str:
        """SQL that brings a column of the file to the type of the contract: null where it cannot be read."""
        if given == "VARCHAR" or column.type in (contract.TEXT, contract.JSON):
            text = name if given == "VARCHAR" else f"CAST({name} AS VARCHAR)"
            if column.type in (contract.TEXT, contract.JSON):
                clean = f"nullif(trim({text}), '')"
                if self.table is contract.ORDER_LINES and column.name in ("product_name", "option_name"):
                    clean = f"unnamed({clean})"
                if self.table is contract.ORDER_LINES and column.name == "region":
                    clean = f"region_only({clean})"
                return f"lower({clean})" if column.name in ("channel", "status", "kind") else clean
            return f"CAST({values.READ[column.type].format(text)} AS {column.sql})"
        if column.type in (contract.TIME, contract.DAY) and given.startswith("TIMESTAMP WITH"):
            name = f"CAST({name} AT TIME ZONE 'UTC' AS TIMESTAMP)"
        return f"TRY_CAST({name} AS {column.sql})"

    def judged(self) -> list[Column]:
        """Columns whose value decides whether a row is taken."""
        return [c for c in self.table.columns if c.required or c.type in (contract.MONEY, contract.WHOLE) or c.values]

    def judge(self, cursor: duckdb.DuckDBPyConnection) -> None:
        cases = []
        for column in self.judged():
            name = column.name
            checks = [(f"{name} IS NULL AND told_{name}", _("The value cannot be read."))]
            if column.required:
                checks.append((f"{name} IS NULL", _("The value is missing.")))
            if column.values:
                options = ", ".join(f"'{v}'" for v in column.values)
                checks.append((f"{name} NOT IN ({options})", _("The value is none that we know.")))
            for sql, reason in checks:
                cases.append(f"WHEN {sql} THEN {len(self.reasons)}")
                self.reasons.append((sql, name, reason))
        if self.workspace.viewer.merchants is not None:
            mine = ", ".join("'" + m.replace("'", "''") + "'" for m in sorted(self.workspace.viewer.merchants))
            cases.append(f"WHEN merchant_id NOT IN ({mine or 'NULL'}) IS NOT FALSE THEN {len(self.reasons)}")
            self.reasons.append(("", "merchant_id", _("The row belongs to another merchant.")))
        problem = f"CASE {' '.join(cases) or 'WHEN false THEN 0'} END"
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT *, {problem} AS problem FROM raw")


def _one(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(cursor.execute(sql).fetchall()[0][0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
