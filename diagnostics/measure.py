"""Runs the metrics: one query per relation, for all merchants at once, however many they are."""
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.workspace import Tables
from diagnostics import units
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
    relations = Relations(tables, stage)
    merchants = pd.Index(sorted(relations.merchants.merchant_id.execute()), name="merchant_id", dtype=object)
    by_relation: dict[str, list[Metric]] = defaultdict(list)
    for metric in wanted:
        by_relation[metric.relation].append(metric)
    raw, value, n = {}, {}, {}
    for name, group in by_relation.items():
        relation = getattr(relations, name)
        columns = {}
        for i, metric in enumerate(group):
            columns[f"v{i}"] = metric.value(relation).cast("float64")
            columns[f"n{i}"] = metric.n(relation).cast("int64")
        found = relation.group_by("merchant_id").aggregate(**columns).execute().set_index("merchant_id").reindex(merchants)
        for i, metric in enumerate(group):
            count = found[f"n{i}"].fillna(0).to_numpy(dtype=np.int64)
            number = found[f"v{i}"].to_numpy(dtype=float, na_value=np.nan)
            number = np.where(np.isfinite(number) & (count > 0), number, np.nan)
            raw[metric.id], n[metric.id] = number, count
            value[metric.id] = shrink(number, count, metric)
    order = [m.id for m in wanted]
    return Measurements(tables.as_of, *(pd.DataFrame(part, index=merchants, columns=order) for part in (raw, value, n)))
