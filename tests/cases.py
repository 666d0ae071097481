"""Literate cases: small markdown files that show, for one check, rows of a merchant and what must come out.

A file is named after its check and holds cases, each under a `## sentence`. A case has tables of canonical rows, each after a
line with the table's name, and one line

    expect: fail value=0.1 n=10 evidence=b,a

`value` is the number that is judged (after shrinkage), `evidence` the first column of the offending rows in order; whatever
is left out is not compared. A file may state `as_of: 2026-11-01`; that day is also the default.

To keep the tables small, `age` is the date of the row in days before the day of the diagnosis, a time such as `-3` is three
days before it (at ten in the morning), `times` repeats a row, a dash is an empty cell, and keys that are left out are filled
in: each row is an order or a review of its own, a product's number is its name. What a case does not say stays empty.
"""
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from data import contract
from data.store import Store

FOLDER = Path(__file__).with_name("cases")
DEFAULT_AS_OF = date(2026, 11, 1)
FILLED: Mapping[str, Mapping[str, Any]] = {
    "order_lines": {"channel": "naver", "line_id": "1", "status": "confirmed", "quantity": 1, "amount": 10_000},
    "settlements": {"channel": "naver", "line_id": "1", "kind": "goods"},
    "listings": {"channel": "naver", "on_sale": True},
    "reviews": {"channel": "naver"},
    "statistics": {"channel": "naver"},
    "answers": {"stage": "intake"},
}
AGES = {"listings": 1, "answers": 1, "costs": 400, "order_lines": 1, "reviews": 1, "settlements": 1, "statistics": 1}


@dataclass(frozen=True)
class Expectation:
    status: str
    value: float | None = None
    n: int | None = None
    evidence: tuple[str, ...] | None = None


@dataclass
class Case:
    """One case of a file; `merchant` is the merchant that its rows belong to."""

    check: str
    name: str
    as_of: date
    merchant: str
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    expected: Expectation | None = None


def read(path: Path) -> list[Case]:
    """The cases of one file. Raises ValueError with file and line for whatever it does not understand."""
    as_of, cases, table, header = DEFAULT_AS_OF, [], "", []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.strip()
        try:
            if text.startswith("as_of:"):
                as_of = date.fromisoformat(text.removeprefix("as_of:").strip())
            elif text.startswith("## "):
                cases.append(Case(path.stem, text[3:], as_of, f"{path.stem}:{len(cases) + 1}"))
                table, header = "", []
            elif text in contract.TABLES:
                table, header = text, []
                cases[-1].rows.setdefault(table, [])
            elif text.startswith("|") and table:
                cells = [c.strip() for c in text.strip("|").split("|")]
                if not header:
                    header = cells
                elif "---" not in text:
                    cases[-1].rows[table].append(dict(zip(header, cells, strict=True)))
            elif text.startswith("expect:"):
                cases[-1].expected = _expectation(text.removeprefix("expect:"))
        except (ValueError, IndexError) as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
    return cases


def _expectation(text: str) -> Expectation:
    status, *rest = re.split(r"\s+(?=value=|n=|evidence=)", text.strip())
    given = dict(part.split("=", 1) for part in rest)
    unknown = set(given) - {"value", "n", "evidence"}
    if unknown:
        raise ValueError(f"an expectation has no {', '.join(unknown)}")
    names = given.get("evidence")
    return Expectation(status, float(given["value"]) if "value" in given else None, int(given["n"]) if "n" in given else None,
                       None if names is None else tuple(n.strip() for n in names.split(",") if n.strip()))


def load(store: Store, cases: Sequence[Case]) -> None:
    """Put the rows of all cases into the store, each case as a merchant of its own."""
    with store.transaction() as cursor:
        for name, table in contract.TABLES.items():
            rows = [row for case in cases for row in _rows(case, table)]
            if rows:
                marks = ", ".join(f"unnest(?::{c.sql}[])" for c in table.columns)
                cursor.execute(f"INSERT INTO {name} ({', '.join(table.names)}) SELECT {marks}",
                               [[row.get(c) for row in rows] for c in table.names])


def _rows(case: Case, table: contract.Table) -> Iterator[dict[str, Any]]:
    if table is contract.MERCHANTS:
        given = next(iter(case.rows.get("merchants", [])), {})
        yield {"merchant_id": case.merchant} | {k: _cell(table, k, v, case.as_of) for k, v in given.items()}
        return
    count = 0
    for written in case.rows.get(table.name, []):
        given = dict(written)
        times = int(given.pop("times", "1"))
        age = int(given.pop("age", AGES[table.name]))
        row = {k: _cell(table, k, v, case.as_of) for k, v in given.items()}
        for _i in range(times):
            count += 1
            yield _filled(table, row, case, age, count)


def _filled(table: contract.Table, row: dict[str, Any], case: Case, age: int, number: int) -> dict[str, Any]:
    full = {"merchant_id": case.merchant, **FILLED.get(table.name, {}), **row}
    if table.dated_by and table.dated_by not in row:
        full[table.dated_by] = _moment(table, table.dated_by, -age, case.as_of)
    if "order_id" in table.key:
        full.setdefault("order_id", f"o{number}")
    if table is contract.REVIEWS:
        full.setdefault("review_id", f"r{number}")
    if "product_id" in table.names:
        label = full.get("product_name") or full.get("title")
        if table is not contract.REVIEWS:
            full.setdefault("product_id", label or f"p{number}")
    return full


def _cell(table: contract.Table, name: str, text: str, as_of: date) -> Any:
    column = table.column(name)
    if text in ("", "-"):
        return None
    if column.type in (contract.TIME, contract.DAY):
        if re.fullmatch(r"[+-]?\d+", text):
            return _moment(table, name, int(text), as_of)
        return datetime.fromisoformat(text) if column.type == contract.TIME else date.fromisoformat(text)
    if column.type == contract.MONEY:
        return Decimal(text)
    if column.type == contract.WHOLE:
        return int(text)
    if column.type == contract.REAL:
        return float(text)
    return text == "yes" if column.type == contract.FLAG else text


def _moment(table: contract.Table, name: str, days: int, as_of: date) -> date | datetime:
    day = as_of + timedelta(days=days)
    return day if table.column(name).type == contract.DAY else datetime.combine(day, time(10))
