"""Who is compared with whom: the same segment and trade exactly, then the nearest by propensity and by what sales were before."""
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestNeighbors

from diagnostics.outcomes.design import Array, Design
from diagnostics.outcomes.stacks import Stacks


@dataclass(frozen=True)
class Matched:
    """`treated`: rows of the stacks that found a comparison; `weights` (a row per treated, a column per stack row) sums to 1 in
    each row; `control` is how much each stack row weighs as a comparison in all; `unmatched` treated found nobody."""

    treated: NDArray[np.int64]
    weights: csr_array
    control: Array
    unmatched: int
    propensity: Array

    def only(self, stacks: Stacks) -> "Matched":
        """Without the treated whose time after is not known to its end."""
        keep = stacks.stayed[self.treated]
        weights = self.weights[np.flatnonzero(keep)]
        return Matched(self.treated[keep], weights, np.asarray(weights.sum(axis=0)).ravel(), self.unmatched, self.propensity)


def match(stacks: Stacks, design: Design) -> Matched:
    """Neighbours with replacement, within the start and the stratum and within the caliper of the propensity."""
    z = standardised(stacks.features)
    logit = propensity(z, stacks.treated)
    space = np.column_stack([z, logit / (logit.std() or 1.0)])
    width = design.caliper * (logit.std() or 1.0)
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    done: list[int] = []
    unmatched = 0
    for _cell, places in pd.Series(np.arange(len(z))).groupby([stacks.start, stacks.stratum]):
        here = places.to_numpy()
        mine, others = here[stacks.treated[here]], here[~stacks.treated[here] & stacks.stayed[here]]
        if not len(mine):
            continue
        if not len(others):
            unmatched += len(mine)
            continue
        most = min(4 * design.neighbours, len(others))
        _far, near = NearestNeighbors(n_neighbors=most).fit(space[others]).kneighbors(space[mine])
        for row, found in zip(mine, others[near], strict=True):
            close = found[np.abs(logit[found] - logit[row]) <= width][:design.neighbours]
            if not len(close):
                unmatched += 1
                continue
            rows += [len(done)] * len(close)
            columns += close.tolist()
            weights += [1 / len(close)] * len(close)
            done.append(row)
    linked = csr_array((weights, (rows, columns)), shape=(len(done), len(z)))
    return Matched(np.array(done, dtype=np.int64), linked, np.asarray(linked.sum(axis=0)).ravel(), unmatched,
                   1 / (1 + np.exp(-logit)))


def standardised(features: pd.DataFrame) -> Array:
    values = features.to_numpy(float)
    spread = values.std(0) if len(values) else np.ones(values.shape[1])
    return (values - values.mean(0)) / np.where(spread > 1e-12, spread, 1.0) if len(values) else values


def propensity(z: Array, treated: NDArray[np.bool_]) -> Array:
    """Log-odds of being treated, by a logistic regression; all the same where only one kind is there."""
    if treated.all() or not treated.any():
        return np.zeros(len(z))
    model = LogisticRegression(C=10.0, max_iter=500)
    return np.asarray(model.fit(z, treated).decision_function(z))
