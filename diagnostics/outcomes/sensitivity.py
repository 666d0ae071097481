"""How strong something unobserved would have to be to explain a finding away: Rosenbaum's bounds on the signed ranks.

Gamma is how many times likelier of two alike merchants one may have been to be treated, for a reason that nobody recorded and
that decides sales too. Source: Rosenbaum, Observational Studies, 2nd ed. 2002, chapter 4.
"""
import math

import numpy as np
from scipy.stats import norm, rankdata

from diagnostics.outcomes.design import Array

MOST = 10.0


def gamma(sets: Array, level: float = 0.025) -> float | None:
    """The largest gamma (in steps of 0.05) at which the finding would still be beyond chance, at most `MOST`; None where it is
    not even without anything unobserved (gamma 1). The direction is that of the finding."""
    differences = sets[np.abs(sets) > 1e-12]
    n = len(differences)
    if n < 5:
        return None
    ranks = rankdata(np.abs(differences))
    positive = float(ranks[differences > 0].sum())
    statistic = max(positive, float(ranks.sum()) - positive)
    found = None
    for step in range(round((MOST - 1) / 0.05) + 1):
        odds = 1 + 0.05 * step
        share = odds / (1 + odds)
        expected, spread = share * float(ranks.sum()), math.sqrt(share * (1 - share) * float((ranks ** 2).sum()))
        if norm.sf((statistic - expected) / spread) > level:
            break
        found = round(odds, 2)
    return found
