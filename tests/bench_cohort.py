"""Speed and memory of a whole cohort: 10,000 merchants with ten million order lines, as of one day.

The peer is one bare DuckDB aggregation by merchant over the same rows (see `aggregation`): every table that the metrics read,
every column of it that they touch, nothing joined and nothing cleaned. A column by which the metrics group or join (orders,
lines, products, codes, buyers, channels …) is counted distinct, for that is the least that can be done with it; of every other
text and time the largest is taken, of every number the sum. Which columns these are is asked of the metrics themselves. For
comparison the same statement is also timed with no distinct count at all, where each column is merely read.

Beside it `tests.bench_pandas`: the metrics in plain pandas, frames already in memory, over a tenth of the rows. It stops where
one of its numbers is not ours. Each step runs in a process of its own over the same store file, so that its peak memory is its
own; of several runs the quickest counts, for what else the machine does can only slow them.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench_cohort_store import AS_OF, LINES, MERCHANTS, write_store
from tests.bench_intake import told

LIMIT = 2.5
"""Times the bare aggregation."""
MEMORY = 6 * 1024
"""MiB that the cohort may take at most."""
RUNS = 3

# -- the bare aggregation ----------------------------------------------------------------------------------------------


def touched(path: str) -> tuple[dict[str, set[str]], set[str]]:
    """Columns that the metrics read from the store at `path`, by table, and the names of those by which they group or join."""
    import ibis.expr.operations as ops

    from data.store import Store
    from data.workspace import Workspace
    from diagnostics import queries, units
    from diagnostics.measure import aggregate, by_relation

    store = Store.open(path)
    known = Workspace(store).tables(AS_OF)
    assert known.sql is not None
    # So that every column that is read stands in the scan, none in a filter pushed down into it.
    known.sql("SET disabled_optimizers = 'filter_pushdown,statistics_propagation'")
    columns: dict[str, set[str]] = {}
    keys: set[str] = set()
    for group in by_relation(units.metrics().values()).items():
        expression = aggregate(*group)
        _scans(json.loads(known.sql("EXPLAIN (FORMAT JSON) " + queries.sql(expression, "intake")).fetchall()[0][1]), columns)
        for node in expression(queries.relations("intake")).op().find((ops.Aggregate, ops.JoinLink)):
            parts = node.groups.values() if isinstance(node, ops.Aggregate) else node.predicates
            keys |= {name for part in parts for name in _named(part)}
    store.close()
    return columns, keys


def _named(value: Any) -> set[str]:
    """Columns that stand in a value itself, not in what its relation was made from."""
    import ibis.expr.operations as ops

    if isinstance(value, ops.Field):
        return {value.name}
    return set() if isinstance(value, ops.Relation) else {name for child in value.__children__ for name in _named(child)}


def _scans(plan: Any, columns: dict[str, set[str]]) -> None:
    """Add the columns that each scan of `plan` hands on."""
    for node in plan:
        info = node.get("extra_info", {})
        if "Table" in info:
            read = info.get("Projections", [])
            columns.setdefault(info["Table"].split(".")[-1].strip('"'), set()).update([read] if isinstance(read, str) else read)
        _scans(node.get("children", []), columns)


def aggregation(columns: dict[str, set[str]], keys: set[str]) -> str:
    """SQL of the bare aggregation; with no `keys`, of the plainest."""
    from data.contract import MONEY, REAL, TABLES, TEXT, WHOLE

    parts = []
    for table in TABLES.values():
        read = [c for c in table.columns if c.name in columns.get(table.name, ()) and c.name != "merchant_id"]
        if not read or table.name == "merchants":
            continue
        sums = [f"count(DISTINCT {c.name})" if c.type == TEXT and c.name in keys else
                f"sum({c.name})" if c.type in (MONEY, WHOLE, REAL) else f"max({c.name})" for c in read]
        named = ", ".join(f"{one} AS {table.name}_{n}" for n, one in enumerate(sums))
        parts.append(f"(SELECT merchant_id, count(*) AS {table.name}_rows, {named} FROM {table.name} GROUP BY merchant_id)")
    return "SELECT * FROM merchants " + " ".join(f"LEFT JOIN {part} USING (merchant_id)" for part in parts)


# -- steps, each in a process of its own -------------------------------------------------------------------------------


def bare(path: str, with_keys: bool = True) -> float:
    import duckdb

    columns, keys = touched(path)
    sql = aggregation(columns, keys if with_keys else set())
    with duckdb.connect(path, read_only=True) as connection:
        start = time.perf_counter()
        connection.execute(sql).fetchnumpy()
        return time.perf_counter() - start


def plainest(path: str) -> float:
    return bare(path, with_keys=False)


def scores(path: str) -> float:
    """From an open store to the scores of all merchants, the queries written down first: nothing is warm."""
    return _scored(path, 0.5)


def small_shops(path: str) -> float:
    """The same of shops so small that fewer of them get a score beside their range."""
    return _scored(path, 0.05)


def _scored(path: str, least: float) -> float:
    from data.store import Store
    from data.workspace import Workspace
    from diagnostics import cohort

    workspace = Workspace(Store.open(path))
    start = time.perf_counter()
    rows = cohort(workspace, [AS_OF], forecast=False)
    seconds = time.perf_counter() - start
    if rows.score.notna().sum() < least * len(rows):
        raise SystemExit(f"only {rows.score.notna().sum()} of {len(rows)} merchants have a score")
    return seconds


def in_pandas(path: str) -> float:
    """The metrics in pandas, which must be ours; reading the tables is not counted."""
    import numpy as np
    import pandas as pd

    from data import contract
    from data.store import Store
    from data.workspace import Workspace
    from diagnostics.measure import measure
    from diagnostics.questions import POINTS, QUESTIONS
    from tests import bench_pandas

    known = Workspace(Store.open(path)).tables(AS_OF)
    assert known.sql is not None
    frames = {}
    for name in bench_pandas.TABLES:
        columns = (f"CAST({c.name} AS DOUBLE) AS {c.name}" if c.type == contract.MONEY else c.name
                   for c in contract.TABLES[name].columns)
        frames[name] = known.sql(f"SELECT {', '.join(columns)} FROM known_{name}").df()
    start = time.perf_counter()
    found = bench_pandas.measure(frames, pd.Timestamp(AS_OF), [q.id for q in QUESTIONS], POINTS)
    seconds = time.perf_counter() - start
    ours = measure(known).raw
    for metric in found:
        if not np.allclose(found[metric].astype(float), ours[metric], rtol=1e-6, atol=1e-6, equal_nan=True):
            raise SystemExit(f"pandas says something else of {metric}")
    sys.stderr.write(f"{len(found.columns)} of {len(ours.columns)} metrics in pandas, all as ours\n")
    return seconds


_STEPS: dict[str, Callable[[str], float]] = {"bare": bare, "plainest": plainest, "scores": scores, "small_shops": small_shops,
                                            "pandas": in_pandas}


def step(name: str, path: Path, runs: int = RUNS) -> tuple[float, float]:
    """Seconds of the quickest of `runs` runs, and the largest peak of memory in MiB."""
    found = [json.loads(subprocess.run([sys.executable, "-m", "tests.bench_cohort", name, str(path)], check=True,
                                       stdout=subprocess.PIPE).stdout) for _run in range(runs)]
    return min(one["seconds"] for one in found), max(one["peak"] for one in found)


def run(name: str, path: str) -> None:
    """One step, its seconds and the peak of its process as JSON."""
    import resource

    seconds = _STEPS[name](path)
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


# -- figures -----------------------------------------------------------------------------------------------------------


def bench_scores(folder: Path, merchants: int = MERCHANTS, lines: int = LINES) -> None:
    whole, tenth = folder / "cohort_whole.duckdb", folder / "cohort_tenth.duckdb"
    write_store(whole, merchants, lines)
    write_store(tenth, merchants // 10, lines // 10)
    base, base_peak = step("bare", whole)
    plain, plain_peak = step("plainest", whole)
    mine, peak = step("scores", whole)
    part, part_peak = step("scores", tenth)
    panda, panda_peak = step("pandas", tenth, 1)
    told(f"bare aggregation: {merchants:,} merchants, {lines:,} order lines, keys counted distinct", base, base_peak)
    told("the same without any distinct count: each column is merely read", plain, plain_peak)
    told("cohort: the scores of all of them", mine, peak,
         f"{mine / base:.2f} x  limit {LIMIT} x: {'held' if mine <= LIMIT * base else 'MISSED'};  "
         f"limit {MEMORY:,} MiB: {'held' if peak <= MEMORY else 'MISSED'};  {mine / plain:.1f} x merely reading")
    told(f"cohort: {merchants // 10:,} merchants, {lines // 10:,} order lines", part, part_peak)
    told("most of its metrics in plain pandas, without reading, judging or scoring", panda, panda_peak,
         f"{panda / part:.1f} x ours")
    whole.unlink()
    tenth.unlink()


def main(given: Sequence[str]) -> None:
    if given:
        run(*given)
    else:
        with tempfile.TemporaryDirectory() as folder:
            bench_scores(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
