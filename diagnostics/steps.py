"""Relations that many others start from: computed once per run into temporary tables, not once per query.

The definitions stay those of `Relations`. A plan only says at which of them a query stops reading on and reads the table
that is there already. A step is made when the first query asks for it; its rows are those of the relation, to the last digit.
"""
import logging
import re
import uuid
from collections.abc import Sequence
from functools import lru_cache

import duckdb
import ibis

from data import known
from data.known import Tables
from diagnostics.metrics.relations import Relations

log = logging.getLogger(__name__)
SOMESTAGE = "some stage"
"""Stands for the stage of the self-check in what is written down, as `known.SOMEDAY` stands for the day."""

SHARED = ("orders", "days", "buyers", "products", "listings", "offers")
"""For any number of merchants, each after those that it starts from: what several metrics aggregate, with fewer rows than the
order lines that they would all read again."""
OF_ONE = ("lines", "settled", "fulfilment", "costed", "earnings", "goods")
"""For one merchant besides: what metrics and the rows behind the findings both read. Of a whole cohort the metrics read each
once, and to write millions of lines down would only cost memory."""
_STEP = re.compile(r"\bstep_([a-z_]+)\b")


class Plan:
    """`relations` over tables without data in which `names` are read from tables of their own: `step_NAME`."""

    def __init__(self, names: Sequence[str]):
        self.relations = Relations(known.unbound(), SOMESTAGE)
        self._expressions = {}
        for name in names:
            self._expressions[name] = whole = getattr(self.relations, name)
            # In the place where the property keeps its value: everything made from here on starts from the table.
            self.relations.__dict__[name] = ibis.table(whole.schema(), name=f"step_{name}")
        self._sql: dict[str, str] = {}

    def sql(self, name: str) -> str:
        """SQL of a step, over the tables and the steps before it."""
        if name not in self._sql:
            self._sql[name] = known.compiled(self._expressions[name])
        return self._sql[name]


@lru_cache(maxsize=2)
def plan(single: bool) -> Plan:
    """The plan for one merchant, or for many."""
    return Plan((OF_ONE[0], *SHARED, *OF_ONE[1:]) if single else SHARED)


def write(plan: Plan, sql: str) -> None:
    """Write down the steps that `sql` reads, and those that they start from."""
    for name in _names(sql):
        write(plan, plan.sql(name))


def taken(tables: Tables, plan: Plan, sql: str) -> bool:
    """Make the steps that `sql` reads, where they are not there yet. False where one of them cannot be made."""
    return all(_take(tables, plan, name) for name in _names(sql))


def _names(sql: str) -> dict[str, None]:
    """The steps that `sql` reads, in their order there."""
    return dict.fromkeys(_STEP.findall(sql))


def _take(tables: Tables, plan: Plan, name: str) -> bool:
    if name not in tables.steps:
        tables.steps[name] = taken(tables, plan, plan.sql(name)) and _made(tables, plan, name)
    return tables.steps[name]


def _made(tables: Tables, plan: Plan, name: str) -> bool:
    if tables.sql is None:
        return False
    try:
        # In which order the rows lie says nothing; to keep it costs a large step a fifth of its time.
        tables.sql("SET SESSION preserve_insertion_order = false")
        tables.sql(f"CREATE TEMPORARY TABLE step_{name} AS {plan.sql(name)}")
    except duckdb.Error:
        # One column that the data breaks must not take with it what only reads the others: each query then starts from the
        # canonical tables, and only those fail that need the broken one.
        log.exception("step %s failed, incident %s", name, uuid.uuid4().hex[:8])
        return False
    finally:
        tables.sql("RESET SESSION preserve_insertion_order")
    return True
