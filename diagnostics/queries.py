"""Expressions over the relations, written down as SQL once per process and run for any day and any merchants.

To write an expression down costs tens of milliseconds, to run it on one merchant a few; so it is kept. What many queries
start from is computed once for all of them (`diagnostics.steps`). On an engine without SQL of ours, the expression is
executed as it is.
"""
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import duckdb
import ibis.expr.types as ir
import pandas as pd

from data import known
from data.known import Tables
from diagnostics import steps
from diagnostics.metrics.relations import Relations

KEPT = 512
Expression = Callable[[Relations], ir.Table]

SOMESTAGE = steps.SOMESTAGE


@lru_cache(maxsize=8)
def relations(stage: str) -> Relations:
    """The relations over tables without data, shared by everything that is written down whole."""
    return Relations(known.unbound(), stage)


@lru_cache(maxsize=KEPT)
def _whole(expression: Expression) -> str:
    return known.compiled(expression(relations(SOMESTAGE)))


def sql(expression: Expression, stage: str) -> str:
    """SQL of `expression` over the tables alone; the same function must always mean the same expression."""
    return _at_stage(_whole(expression), stage)


@lru_cache(maxsize=KEPT)
def _written(expression: Expression, plan: steps.Plan) -> str:
    return known.compiled(expression(plan.relations))


def _at_stage(text: str, stage: str) -> str:
    return text.replace(f"'{SOMESTAGE}'", f"'{stage}'")


def run(tables: Tables, expression: Expression, stage: str = "intake") -> duckdb.DuckDBPyConnection:
    """The open result of `expression` over `tables`, which have SQL of ours.

    Pass a function that lives as long as the program, not a fresh one each time. Raises `duckdb.Error` where the data cannot
    be computed with.
    """
    if tables.sql is None:
        raise ValueError("these tables have no SQL")
    plan = steps.plan(tables.single)
    text = _at_stage(_written(expression, plan), stage)
    if steps.taken(tables, plan, text):
        return tables.sql(text)
    return tables.sql(sql(expression, stage))


def write(tables: Tables, expression: Expression) -> None:
    """Write `expression` down, and the steps that it reads, without running it: the next `frame` or `rows` finds it there."""
    if tables.sql is not None:
        plan = steps.plan(tables.single)
        steps.write(plan, _written(expression, plan))


def frame(tables: Tables, expression: Expression, stage: str = "intake") -> pd.DataFrame:
    """The rows of `expression` over `tables`. Pass a function that lives as long as the program, not a fresh one each time."""
    if tables.sql is None:
        return expression(Relations(tables, stage)).to_pyarrow().to_pandas()
    return run(tables, expression, stage).df()


def rows(tables: Tables, expression: Expression, stage: str = "intake") -> list[dict[str, Any]]:
    """The same as a list of plain values: exact money, dates, None for what is missing."""
    if tables.sql is None:
        return expression(Relations(tables, stage)).to_pyarrow().to_pylist()
    result = run(tables, expression, stage)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
