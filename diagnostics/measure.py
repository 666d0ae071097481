"""Runs the metrics: one query per relation, for all merchants at once, however many they are."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data.known import Tables
from diagnostics import queries, units
from diagnostics.metrics.relations import Relations
from diagnostics.model import Metric


@dataclass(frozen=True)
class Measurements:
    """Metrics of merchants as of a day.

    `raw`, `value` and `n` are frames with one row per merchant (index merchant_id, sorted) and one column per metric:
    the number as counted, the number after shrinkage toward what is expected of such merchants (the same where a metric
    has no prior), and the observations behind it (0 where nothing is known). NaN: not known.
    """

    as_of: date
    raw: pd.DataFrame
    value: pd.DataFrame
    n: pd.DataFrame

    @property
    def merchants(self) -> pd.Index:
        return self.raw.index


def shrink(raw: np.ndarray, n: np.ndarray, metric: Metric) -> np.ndarray:
    """(n * raw + strength * mean) / (n + strength): the posterior mean of a beta-binomial or normal model."""
    prior = metric.prior
    if prior is None:
        return raw
    return (n * raw + prior.strength * prior.mean) / (n + prior.strength)


def measure(tables: Tables, metrics: Iterable[Metric] | None = None, stage: str = "intake") -> Measurements:
    """Measure `metrics` (all by default) for every merchant of `tables`, with the answers of one `stage`."""
    wanted = list(units.metrics().values() if metrics is None else metrics)
    everyone = queries.frame(tables, _merchants).merchant_id
    merchants = pd.Index(sorted(everyone), name="merchant_id", dtype=object)
    raw, value, n = {}, {}, {}
    for name, group in by_relation(wanted).items():
        found = queries.frame(tables, aggregate(name, group), stage).set_index("merchant_id").reindex(merchants)
        for i, metric in enumerate(group):
            count = found[f"n{i}"].fillna(0).to_numpy(dtype=np.int64)
            number = found[f"v{i}"].to_numpy(dtype=float, na_value=np.nan)
            number = np.where(np.isfinite(number) & (count > 0), number, np.nan)
            raw[metric.id], n[metric.id] = number, count
            value[metric.id] = shrink(number, count, metric)
    order = [m.id for m in wanted]
    return Measurements(tables.as_of, *(pd.DataFrame(part, index=merchants, columns=order) for part in (raw, value, n)))


def by_relation(metrics: Iterable[Metric]) -> dict[str, tuple[Metric, ...]]:
    """The metrics by the relation that they aggregate: each is read once."""
    found: dict[str, tuple[Metric, ...]] = {}
    for metric in metrics:
        found[metric.relation] = (*found.get(metric.relation, ()), metric)
    return found


@lru_cache(maxsize=queries.KEPT)
def aggregate(relation: str, metrics: tuple[Metric, ...]) -> queries.Expression:
    """The one aggregation of a relation: value v0, v1, … and observations n0, n1, … of `metrics` per merchant."""
    def expression(relations: Relations) -> ir.Table:
        rows = getattr(relations, relation)
        columns = {f"v{i}": m.value(rows).cast("float64") for i, m in enumerate(metrics)}
        columns |= {f"n{i}": m.n(rows).cast("int64") for i, m in enumerate(metrics)}
        return rows.group_by("merchant_id").aggregate(**columns)

    return expression


def _merchants(relations: Relations) -> ir.Table:
    return relations.merchants.select("merchant_id")
