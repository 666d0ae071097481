"""The package plan of a merchant: which treatments, in which weeks, for how much, why these, and why not the others."""
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from data.workspace import Workspace
from diagnostics.planning.asked import HORIZON_WEEKS, MOST, prepare
from diagnostics.planning.making import result as _result
from diagnostics.planning.review import compared
from diagnostics.planning.scenarios import scenarios
from diagnostics.planning.words import BY, HURDLES

__all__ = ["BY", "HORIZON_WEEKS", "HURDLES", "MOST", "NEXT_BUDGET", "compared", "plan", "scenarios", "timeline"]

NEXT_BUDGET = 500_000


def plan(workspace: Workspace, merchant_id: str, budget: int, hours: float, max_open: int = 3, as_of: date | None = None,
         pins: Collection[str] = (), bans: Collection[str] = (), horizon_weeks: int = HORIZON_WEEKS,
         stage: str = "intake", *, start: date | None = None, weekly_hours: float | None = None,
         consultant_hours: float | None = None, weekly_consultant_hours: float | None = None,
         blocked: Collection[Any] = ()) -> dict[str, Any]:
    """The plan that wins back most points for `budget` won and `hours` of the merchant's time.

    Never more than `max_open` treatments are open in one week, all end within `horizon_weeks`, `pins` are in the plan and
    `bans` are not. Points are the diagnosis' points lost, each credited once. The first week is that of `start` (default: the
    first Monday from `as_of`, or from today where no day is given). `weekly_hours` of the merchant and
    `weekly_consultant_hours` are what a week of five working days holds, less in weeks with holidays; `consultant_hours` limits
    the consultant in all. `blocked`: days or (first, last) on which the shop is closed, beside those that it has entered.
    Money follows the programme's rules (`diagnostics.planning.programme`, `.rules`), times `diagnostics.planning.timing`.

    Raises `InputProblem` for values that cannot be used and for pins that do not fit. The same input gives the same plan.
    """
    asked = prepare(workspace, merchant_id, budget, hours, max_open, as_of, pins, bans, horizon_weeks, stage, start=start,
                    weekly_hours=weekly_hours, consultant_hours=consultant_hours,
                    weekly_consultant_hours=weekly_consultant_hours, blocked=blocked)
    return _result(workspace, merchant_id, asked, NEXT_BUDGET)


def timeline(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a plan for a figure: treatment, family, title (a message), start_week <= w < end_week, start_date, end_date
    (None in plans made before they had dates), points, hurdle, by."""
    wanted = ("treatment", "family", "title", "start_week", "end_week", "start_date", "end_date", "points", "hurdle", "by")
    return [{key: row.get(key) for key in wanted} for row in result["chosen"]]
