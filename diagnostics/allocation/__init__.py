"""The allocation of a programme: which merchants get which treatments from one budget, what quotas cost, who just missed."""
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from data.workspace import Workspace
from diagnostics.allocation.asked import check


def allocate(workspace: Workspace, budget: int, consultant_hours: float | None = None, slots: Mapping[str, int] | None = None,
             quotas: Iterable[Any] = (), most: int = 3, as_of: date | None = None, goal: str = "points", pays: str = "full",
             programme: str | None = None, keep: bool = False,
             tell: Callable[[float, dict[str, Any]], object] | None = None, shop_cost: int | None = None) -> dict[str, Any]:
    """Which of the viewer's merchants get which treatments, so that most is gained for `budget` won.

    `consultant_hours` in all; `slots` {treatment: how many can be given}; `most` treatments per merchant; `quotas` as text
    ("segment=unlisted>=30%", "region=전남<=20% money", ">=100 helped") or mappings (see `asked.quota`). `goal`: "points" that
    come back by the treatments' cures, or "sales" in won a month by the measured effects. `pays`: the budget pays the "full"
    price or the "subsidy" alone. `shop_cost`: won that each helped shop costs beside its treatments (None: the programme's rule,
    else nothing). `programme`: the members of this one. `keep`: the result is kept for the page. `tell` hears the
    share done and what is being done.

    The result: feasible, answer, meaning, helped, considered, spent, left, consultant_hours, gain, bound, gap, list, quotas
    (with their price), limits (with their worth), just_missed, fairness; where no list keeps all rules, `clash` names the rules
    that cannot hold together. The same input gives the same result. Raises `InputProblem`, and `AccessDenied` where it is to be
    kept by a viewer of few merchants.
    """
    from data import allocations
    from diagnostics.allocation.making import result

    asked = check(budget, consultant_hours, slots, most, quotas, goal, pays, programme, shop_cost)
    day = as_of or workspace.default_as_of()
    found = result(workspace, asked, day, tell or (lambda _share, _what: None))
    if keep:
        found["allocation_id"] = allocations.keep(workspace, day, asked.to_json(), found)
    return found
