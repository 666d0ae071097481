"""Runs the metrics: one query per relation, for all merchants at once, however many they are."""
import logging
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import duckdb
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data.known import Tables
from diagnostics import hoist, queries, units
from diagnostics.metrics.relations import Relations
from diagnostics.model import Metric

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Measurements:
    """Metrics of merchants as of a day.

    `raw`, `value` and `n` are frames with one row per merchant (index merchant_id, sorted) and one column per metric:
    the number as counted, the number after shrinkage toward what is expected of such merchants (the same where a metric
    has no prior), and the observations behind it (0 where nothing is known). NaN: not known. `broken` names the metrics
    that could not be computed at all. `spread` has a column per metric with a `spread`, where `measure` was asked for it:
    what `diagnostics.intervals` needs beside the number and n.
    """

    as_of: date
    raw: pd.DataFrame
    value: pd.DataFrame
    n: pd.DataFrame
    broken: frozenset[str] = frozenset()
    spread: pd.DataFrame | None = None

    @property
    def merchants(self) -> pd.Index:
        return self.raw.index


def shrink(raw: np.ndarray, n: np.ndarray, metric: Metric) -> np.ndarray:
    """(n * raw + strength * mean) / (n + strength): the posterior mean of a beta-binomial or normal model."""
    prior = metric.prior
    if prior is None:
        return raw
    return (n * raw + prior.strength * prior.mean) / (n + prior.strength)


def measure(tables: Tables, metrics: Iterable[Metric] | None = None, stage: str = "intake", *, spread: bool = False,
            ) -> Measurements:
    """Measure `metrics` (all by default) for every merchant of `tables`, with the answers of one `stage`.

    `spread` asks for what intervals need as well: for one merchant's diagnosis, not for the scores of a cohort.
    """
    wanted = list(units.metrics().values() if metrics is None else metrics)
    everyone = queries.frame(tables, _merchants).merchant_id
    merchants = pd.Index(sorted(everyone), name="merchant_id", dtype=object)
    raw, value, n, spreads = {}, {}, {}, {}
    broken: set[str] = set()
    for group, read in _each(tables, tuple(by_relation(wanted).values()), stage, broken, spread):
        found = read.reindex(merchants)
        for metric in group:
            count = found[f"n {metric.id}"].fillna(0).to_numpy(dtype=np.int64)
            number = found[f"v {metric.id}"].to_numpy(dtype=float, na_value=np.nan)
            number = np.where(np.isfinite(number) & (count > 0), number, np.nan)
            raw[metric.id], n[metric.id] = number, count
            value[metric.id] = shrink(number, count, metric)
            if f"s {metric.id}" in found:
                spreads[metric.id] = found[f"s {metric.id}"].to_numpy(dtype=float, na_value=np.nan)
    order = [m.id for m in wanted]
    frames = [pd.DataFrame(part, index=merchants, columns=order) for part in (raw, value, n)]
    return Measurements(tables.as_of, frames[0], frames[1], frames[2], frozenset(broken),
                        pd.DataFrame(spreads, index=merchants) if spread else None)


def joined(parts: Iterable[Measurements]) -> Measurements:
    """The measurements of parts of one cohort, which follow one another by merchant, as those of the whole."""
    found = list(parts)
    merchants = pd.Index([m for part in found for m in part.merchants], name="merchant_id", dtype=object)

    def together(frames: list[pd.DataFrame]) -> pd.DataFrame:
        return pd.concat(frames).set_axis(merchants)

    raw, value, n = (together([getattr(part, name) for part in found]) for name in ("raw", "value", "n"))
    spreads = [part.spread for part in found if part.spread is not None]
    broken = frozenset[str]().union(*(part.broken for part in found))
    return Measurements(found[0].as_of, raw, value, n, broken, together(spreads) if spreads else None)


def _each(tables: Tables, groups: tuple[tuple[Metric, ...], ...], stage: str, broken: set[str], spread: bool,
          ) -> Iterator[tuple[tuple[Metric, ...], pd.DataFrame]]:
    """Each of `groups` with its aggregation. While the database runs one, the SQL of the next is written down: in a new
    process that takes as long as many of the queries."""
    with ThreadPoolExecutor(1, "writing") as ahead:
        written = [ahead.submit(queries.write, tables, aggregate(group[0].relation, group, spread)) for group in groups]
        for group, ready in zip(groups, written, strict=True):
            ready.result()
            yield group, _aggregated(tables, group, stage, broken, spread)


def _aggregated(tables: Tables, group: tuple[Metric, ...], stage: str, broken: set[str], spread: bool) -> pd.DataFrame:
    """The metrics of one relation, a row per merchant; one that the data breaks is left blank and named in `broken`."""
    try:
        return queries.frame(tables, aggregate(group[0].relation, group, spread), stage).set_index("merchant_id")
    except duckdb.Error:
        if len(group) > 1:
            # One metric that cannot be computed must not take its neighbours with it: each is tried alone.
            return pd.concat([_aggregated(tables, (metric,), stage, broken, spread) for metric in group], axis=1)
        log.exception("metric %s failed, incident %s", group[0].id, uuid.uuid4().hex[:8])
        broken.add(group[0].id)
        return pd.DataFrame({f"v {group[0].id}": [], f"n {group[0].id}": []}, dtype=float)


def by_relation(metrics: Iterable[Metric]) -> dict[str, tuple[Metric, ...]]:
    """The metrics by the relation that they aggregate: each is read once."""
    found: dict[str, tuple[Metric, ...]] = {}
    for metric in metrics:
        found[metric.relation] = (*found.get(metric.relation, ()), metric)
    return found


@lru_cache(maxsize=queries.KEPT)
def aggregate(relation: str, metrics: tuple[Metric, ...], spread: bool = False) -> queries.Expression:
    """The one aggregation of a relation: "v ID" the value and "n ID" the observations of each of `metrics` per merchant, and
    with `spread` "s ID" where the metric has one."""
    def expression(relations: Relations) -> ir.Table:
        rows = getattr(relations, relation)
        columns = {f"v {m.id}": m.value(rows).cast("float64") for m in metrics}
        columns |= {f"n {m.id}": m.n(rows).cast("int64") for m in metrics}
        if spread:
            columns |= {f"s {m.id}": m.spread(rows).cast("float64") for m in metrics if m.spread is not None}
        return hoist.aggregate(rows, "merchant_id", columns)

    return expression


def _merchants(relations: Relations) -> ir.Table:
    return relations.merchants.select("merchant_id")
