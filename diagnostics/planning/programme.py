"""Prices, subsidised shares and caps of the programme: the defaults of the treatments, and what a manager changed.

Kept as the setting "programme" of the workspace: {"price": "full" or "own", treatment id: {"cost": won, "subsidised": 0..1,
"cap": won or null, "offered": true or false}}; every field may be left out. "price" says what a budget pays: the full price
(default) or only the merchant's own share after the subsidy. The caps of the programme are not published, so none is set.
"rules" holds what concerns all treatments together (see `diagnostics.planning.rules`).
"""
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.planning import rules
from diagnostics.planning.rules import Rules

SETTING = "programme"
PRICES = ("full", "own")
EDITABLE = ("cost", "subsidised", "cap", "offered")
GENERAL = ("price", "rules")
"""Keys of the setting that are no treatments."""


@dataclass(frozen=True)
class Terms:
    """What one treatment costs under the programme: won, share that is subsidised at most, cap of the subsidy in won.

    `least_own`: share that the shop pays in any case; `eligible`: whether the programme pays for this line at all.
    """

    cost: int
    subsidised: float
    cap: int | None = None
    offered: bool = True
    least_own: float = 0.0
    eligible: bool = True

    @property
    def subsidy(self) -> int:
        """Won that the programme pays for it alone, to the nearest won; never so much that the shop pays less than its share."""
        if not self.eligible:
            return 0
        share = int((Decimal(self.cost) * Decimal(str(self.subsidised))).quantize(Decimal(1), ROUND_HALF_UP))
        most = int((Decimal(self.cost) * (1 - Decimal(str(self.least_own)))).quantize(Decimal(1), ROUND_DOWN))
        return min(share, most) if self.cap is None else min(share, most, self.cap)

    @property
    def own(self) -> int:
        """Won that the merchant pays."""
        return self.cost - self.subsidy


@dataclass(frozen=True)
class Programme:
    """All terms, and which price a budget pays."""

    price: str
    terms: Mapping[str, Terms]
    changed: tuple[str, ...] = ()
    rules: Rules = field(default_factory=Rules)

    def counted(self, treatment: str) -> int:
        """What the treatment alone takes from a budget, in won; beside others a cap may leave more to the shop."""
        terms = self.terms[treatment]
        return terms.own if self.price == "own" else terms.cost


def read(workspace: Workspace) -> Programme:
    """The programme's terms as they are set now. Raises `InputProblem` where the setting cannot be used."""
    return check(workspace.setting(SETTING) or {})


def save(workspace: Workspace, values: Mapping[str, Any]) -> Programme:
    """Keep changed terms after checking them; returns what holds from now on."""
    programme = check(values)
    workspace.save_setting(SETTING, dict(values))
    return programme


def check(values: Mapping[str, Any]) -> Programme:
    """The terms that `values` make of the defaults. Raises `InputProblem` with the treatment and what is wrong."""
    if not isinstance(values, Mapping):
        raise InputProblem(_("The programme's settings are not a list of treatments with their terms."))
    price = values.get("price", PRICES[0])
    if price not in PRICES:
        raise InputProblem(_("A budget pays the full price or the own share: choose full or own, not {value}."), value=price)
    known = units.treatments()
    general = rules.check(values.get("rules"))
    terms = {t.id: Terms(t.cost, t.subsidised, least_own=general.own_share or 0.0, eligible=t.family.value in general.families)
             for t in known.values()}
    for id, changes in values.items():
        if id in GENERAL:
            continue
        if id not in known:
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)
        terms[id] = _changed(id, terms[id], changes)
    return Programme(price, terms, tuple(sorted(set(values) - set(GENERAL))), general)


def _changed(id: str, before: Terms, changes: Any) -> Terms:
    if not isinstance(changes, Mapping) or not set(changes) <= set(EDITABLE):
        raise InputProblem(_("The terms of {treatment} may hold cost, subsidised, cap and offered, and nothing else."),
                           treatment=id)
    now = Terms(**{**asdict(before), **changes})
    if not _won(now.cost):
        raise InputProblem(_("The cost of {treatment} must be a whole number of won, 0 or more."), treatment=id)
    if isinstance(now.subsidised, bool) or not isinstance(now.subsidised, int | float) or not 0 <= now.subsidised <= 1:
        raise InputProblem(_("The subsidised share of {treatment} must lie between 0 and 1."), treatment=id)
    if now.cap is not None and not _won(now.cap):
        raise InputProblem(_("The cap of {treatment} must be a whole number of won, 0 or more, or empty."), treatment=id)
    if not isinstance(now.offered, bool):
        raise InputProblem(_("Whether {treatment} is offered must be yes or no."), treatment=id)
    return now


def _won(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def rows(programme: Programme) -> list[dict[str, Any]]:
    """One row per treatment for a table to edit: id, title (a message), cost, subsidised, cap, offered, subsidy, own."""
    return [{"treatment": id, "title": {"text": units.treatments()[id].title, "params": {}}, **asdict(t),
             "subsidy": t.subsidy, "own": t.own} for id, t in programme.terms.items()]
