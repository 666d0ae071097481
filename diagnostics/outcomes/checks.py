"""What would show that the comparison is not fair: paths that part before the start, and an effect where nothing was done."""
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2

from diagnostics.outcomes import did, matching, stacks
from diagnostics.outcomes.design import OUTCOMES, Array, Design


def pre_trend(made: stacks.Stacks, estimates: did.Estimates) -> dict[str, Any]:
    """{"p", "n", "held"}: joint Wald test that treated and neighbours moved alike in the baseline months, which were not used for
    matching; `held` is None where there are too few months or merchants to say."""
    places = 1 + np.flatnonzero(made.baseline)[:-1]
    parts = estimates.parts[:, places]
    some = int((parts != 0).any(1).sum())
    if len(places) < 1 or some <= 3 * len(places):
        return {"p": None, "n": some, "held": None}
    spread = parts.T @ parts
    values = estimates.values[places]
    rank = int(np.linalg.matrix_rank(spread))
    if rank == 0:
        return {"p": None, "n": some, "held": None}
    p = float(chi2.sf(float(values @ np.linalg.pinv(spread) @ values), rank))
    return {"p": p, "n": some, "held": p >= 0.05}


def placebo(sales: Array, shops: pd.DataFrame, exact: Sequence[str], covariates: Sequence[str], design: Design) -> dict[str, Any]:
    """The same study as if it had begun earlier, by the length of the window after; whatever is found then is no effect.

    {"log_sales": {"effect", "low", "high"}, "n", "passed"}; n 0 and passed None where there is not enough time before.
    """
    back = design.after + design.gap
    earlier = shops.assign(start=shops.start - back, untreated_until=shops.untreated_until - back)
    shorter = replace(design, before=max(2, design.before - back), gap=0)
    made = stacks.make(sales, earlier, exact, covariates, shorter)
    if made.treated.sum() < 2 or (~made.treated).sum() < 2:
        return {"n": 0, "log_sales": None, "passed": None}
    matched = matching.match(made, shorter)
    matched = matched.only(made)
    if len(matched.treated) < 2:
        return {"n": 0, "log_sales": None, "passed": None}
    found = did.estimate(made, matched, OUTCOMES["log_sales"], len(shops), design.trend)
    low, high = did.interval(found, design)
    return {"n": len(matched.treated), "log_sales": {"effect": float(found.values[0]), "low": low, "high": high},
            "passed": bool(low <= 0 <= high)}
