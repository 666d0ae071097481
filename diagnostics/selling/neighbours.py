"""Merchants like you: of the shops most like this one that began on a channel, how many still sold there after 90 days.

Like means near in what was known before they began: where they sold already, goods, price, weight, region, years in business,
products, handmade, readiness. Each of these counts alike (standardised); what is not known of the shop is not compared. Only
counts leave this module, never a shop. What the viewer may not see is not counted.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd

from data.state import state
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.cohort_summary import SMALLEST
from diagnostics.model import Basis
from diagnostics.selling.survival import DEFINITION, NOW, Pool, pool

NEAREST = 100
"""So many shops are compared with, or all where there are fewer; those equally far as the last one come too."""
BASIS = Basis.judgement(
    "100 nearest: the interval is then about 10 points to each side. Of 1,057 public Olist sellers, likeness in goods, price and "
    "region told no better who goes on selling than the share of all: fewer would be nearer and only less sure.")
PATHS, NAMES = ("goods",), ("region",)
LOGGED = ("price", "weight_g", "listed", "years")
FEATURES: Mapping[str, str] = {
    "elsewhere": _("where it sold before"), "goods": _("goods"), "price": _("price level"), "weight_g": _("weight"),
    "handmade": _("made by hand or not"), "listed": _("number of products"), "region": _("region"),
    "years": _("years in business"), "environment": _("readiness: basics"), "information": _("readiness: information"),
    "making": _("readiness: making and telling"), "mindset": _("readiness: mind and plan"),
}
SAID = _("Of the {n:number} shops most like yours that began there, {still:number} still sold after 90 days: {share:percent} "
         "(95 % interval {low:percent} to {high:percent}).")
SAID_ALL = _("Nothing is known of your shop that could be compared, so this is all {n:number} shops that began there: "
             "{still:number} still sold after 90 days, {share:percent} (95 % interval {low:percent} to {high:percent}).")
SAID_EVERY = _("So far {n:number} shops began there whose time is over, too few to choose those most like yours: {still:number} "
               "still sold after 90 days, {share:percent} (95 % interval {low:percent} to {high:percent}).")
ALONE = _("Counts come from the shops that you may see; these are fewer than {least:number} others.")
FEW = _("Fewer than {least:number} shops began there whose 180 days are over: too few to say anything.")
LEFT_OUT = _("{n:number} shops that already sold there when the records begin are left out: when they began is not known.")
NO_FORECAST = _("This is what happened to others. It is no forecast for your shop.")
OWN = _("You already sell there; compared are shops that were like yours when you began.")

_POOLS: "OrderedDict[tuple[Any, ...], Pool]" = OrderedDict()
_LOCK = Lock()
KEPT = 6


def neighbours(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> dict[str, dict[str, Any]]:
    """Per channel: how many of the shops most like this one still sold 90 days after they began there.

    {channel: {n, still, share, low, high (Wilson, 95 %), all: {n, share, low, high} of every shop that began there, alike:
    [labels of what was compared], text, notes, definition, refused}}. With fewer than five shops all numbers are None and
    `refused` says why. `as_of` is the first day that is not known any more. Raises `AccessDenied` for somebody else's merchant.
    """
    workspace.check(merchant_id)
    others = [m for m in workspace.merchants().merchant_id if m != merchant_id]
    if len(others) < SMALLEST:
        return {channel: _refused(ALONE) for channel in units.channels()}
    known = shops(workspace, as_of or workspace.default_as_of(merchant_id))
    return {channel: _of(known, merchant_id, channel) for channel in units.channels()}


def shops(workspace: Workspace, day: date) -> Pool:
    """All shops that the viewer may see, as known before `day`; worked out once per state of the store."""
    seen = workspace.viewer.merchants
    key = (str(workspace.store.path), seen, day, state(workspace))
    with _LOCK:
        if key in _POOLS:
            _POOLS.move_to_end(key)
            return _POOLS[key]
    made = pool(workspace.tables(day))
    with _LOCK:
        _POOLS[key] = made
        while len(_POOLS) > KEPT:
            _POOLS.popitem(last=False)
    return made


def _refused(why: str, notes: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    nothing = dict.fromkeys(("n", "still", "share", "low", "high", "all", "text"))
    return {**nothing, "alike": [], "notes": list(notes), "definition": {"text": DEFINITION, "params": {}},
            "refused": {"text": why, "params": {"least": SMALLEST}}}


def _of(known: Pool, merchant_id: str, channel: str) -> dict[str, Any]:
    outcomes = known.outcomes[(known.outcomes.index.get_level_values("channel") == channel)
                              & (known.outcomes.index.get_level_values("merchant_id") != merchant_id)]
    unsure = known.began_before.get(channel, 0)
    left_out = [{"text": LEFT_OUT, "params": {"n": unsure}}] if unsure >= SMALLEST else []
    if len(outcomes) < SMALLEST:
        return _refused(FEW, left_out)
    began = (merchant_id, channel) in known.profiles.index
    own = (merchant_id, channel) if began else (merchant_id, NOW)
    others = known.profiles.loc[outcomes.index]
    mine = known.profiles.loc[[own]] if own in known.profiles.index else others.iloc[:0]
    compared = comparable(others, mine)
    compared = compared if len(outcomes) > NEAREST else []
    found = counted(outcomes[nearest(others, mine, compared)] if compared else outcomes)
    text = SAID if compared else SAID_EVERY if len(outcomes) <= NEAREST else SAID_ALL
    notes = [*([{"text": OWN, "params": {}}] if began else []), *left_out]
    return {**found, "all": {k: v for k, v in counted(outcomes).items() if k != "still"},
            "alike": [{"text": FEATURES[name], "params": {}} for name in compared],
            "text": {"text": text, "params": found},
            "notes": [*notes, {"text": NO_FORECAST, "params": {}}], "definition": {"text": DEFINITION, "params": {}},
            "refused": None}


def counted(outcomes: pd.Series) -> dict[str, Any]:
    """How many of these still sold, as a share with the interval of Wilson."""
    n, still = len(outcomes), int(outcomes.sum())
    low, high = wilson(still, n)
    return {"n": n, "still": still, "share": round(still / n, 4), "low": round(low, 4), "high": round(high, 4)}


def wilson(yes: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927, JASA 22, 209-212)."""
    z, share = 1.959963984540054, yes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    return (0.0 if yes == 0 else middle - half), (1.0 if yes == n else middle + half)


def comparable(others: pd.DataFrame, mine: pd.DataFrame) -> list[str]:
    """What is known of the shop, and of at least five of the others among whom it differs."""
    return [name for name in FEATURES if len(mine) and mine[name].notna().all() and others[name].notna().sum() >= SMALLEST
            and pd.concat([others[name], mine[name]]).nunique() > 1]


def nearest(others: pd.DataFrame, mine: pd.DataFrame, compared: Sequence[str]) -> np.ndarray:
    """Which of `others` (a mask) are the `NEAREST` ones to the one row of `mine`, ties of the last place included."""
    from sklearn.neighbors import NearestNeighbors

    rows = matrix(pd.concat([others, mine]), compared)
    search = NearestNeighbors(n_neighbors=NEAREST, algorithm="brute").fit(rows[:-1])
    distances, _places = search.kneighbors(rows[-1:])
    reach = float(distances[0, -1]) * (1 + 1e-9) + 1e-9
    chosen = np.zeros(len(others), dtype=bool)
    chosen[search.radius_neighbors(rows[-1:], radius=reach, return_distance=False)[0]] = True
    return chosen


def matrix(rows: pd.DataFrame, compared: Sequence[str]) -> np.ndarray:
    """The compared columns as numbers: two shops chosen at random differ on average by as much in each of them (squared: 2).

    Numbers are standardised, amounts by their order of size; names are as far apart as any other two; of goods one half is the
    large group. What is not known of a shop stands in the middle.
    """
    parts = []
    for name in compared:
        column = rows[name]
        if name in NAMES:
            parts.append(_names(column))
        elif name in PATHS:
            top = column.map(lambda group: str(group).split(".")[0], na_action="ignore")
            parts += [_names(top) * np.sqrt(0.5), _names(column) * np.sqrt(0.5)]
        else:
            values = column.to_numpy(dtype=float)
            values = np.log1p(values) if name in LOGGED else values
            spread = np.nanstd(values)
            parts.append(np.nan_to_num((values - np.nanmean(values)) / (spread if spread > 0 else 1.0))[:, None])
    return np.hstack(parts)


def _names(column: pd.Series) -> np.ndarray:
    """A column of 0 and 1 for each name; of an unknown one its share among the known."""
    table = pd.get_dummies(column, dtype=float)
    table[column.isna().to_numpy()] = table[column.notna().to_numpy()].mean().to_numpy()
    return table.to_numpy(dtype=float)
