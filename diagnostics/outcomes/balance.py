"""How alike treated merchants and their neighbours were before: standardised differences before and after matching."""
from typing import Any

import numpy as np

from diagnostics.outcomes.design import BALANCED, Array, log_sales
from diagnostics.outcomes.matching import Matched
from diagnostics.outcomes.stacks import Stacks, slopes


def balance(stacks: Stacks, matched: Matched) -> list[dict[str, Any]]:
    """Per feature {"feature", "treated", "others", "compared", "before", "after", "balanced"}: means of the treated, of all
    others and of the neighbours; differences are over the pooled standard deviation of before
    (so that matching cannot shrink the ruler)."""
    earlier = stacks.times < 0
    table = stacks.features.assign(trend_before=slopes(log_sales(stacks.sales[:, earlier]), stacks.times[earlier]),
                                   propensity=matched.propensity)
    weight = matched.control / max(matched.control.sum(), 1)
    rows = []
    for name in table.columns:
        values = table[name].to_numpy(float)
        mine, others, kept = values[stacks.treated], values[~stacks.treated], values[matched.treated]
        ruler = float(np.sqrt((_variance(mine) + _variance(others)) / 2))
        near = float(weight @ values)
        after = (float(kept.mean()) - near) / ruler if ruler > 0 else 0.0
        rows.append({"feature": str(name), "treated": float(mine.mean()), "others": float(others.mean()), "compared": near,
                     "before": (float(mine.mean()) - float(others.mean())) / ruler if ruler > 0 else 0.0, "after": after,
                     "balanced": abs(after) <= BALANCED})
    return rows


def _variance(values: Array) -> float:
    return float(values.var(ddof=1)) if len(values) > 1 else 0.0
