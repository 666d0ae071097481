"""What was asked of a plan, checked: budget, hours, calendar; each wrong value ends in one sentence."""
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.diagnosis import diagnose
from diagnostics.planning import programme as programmes
from diagnostics.planning import timing
from diagnostics.planning.gains import Situation, options
from diagnostics.planning.problem import HOUR, Problem
from diagnostics.planning.programme import Programme
from diagnostics.planning.timing import Times
from diagnostics.planning.weeks import FIVE, Week, monday, weeks

MOST = 10**12
"""The largest budget in won that a plan is made for."""
HORIZON_WEEKS = 26
"""Half a year: the usual length of a support programme."""
YEARS = (2000, 2090)
"""Years whose holidays are known."""


@dataclass(frozen=True)
class Asked:
    """Everything that a plan is made from, but the budget: `problem` holds the limits and the options."""

    problem: Problem
    diagnosis: Mapping[str, Any]
    situation: Situation
    programme: Programme
    times: Times
    calendar: tuple[Week, ...]
    pins: frozenset[str]
    bans: frozenset[str]
    week_hours: float | None
    week_consultant: float | None

    def with_budget(self, budget: int) -> "Asked":
        return replace(self, problem=replace(self.problem, budget=won(budget)))


def prepare(workspace: Workspace, merchant_id: str, budget: int, hours: float, max_open: int = 3, as_of: date | None = None,
            pins: Collection[str] = (), bans: Collection[str] = (), horizon_weeks: int = HORIZON_WEEKS, stage: str = "intake", *,
            start: date | None = None, weekly_hours: float | None = None, consultant_hours: float | None = None,
            weekly_consultant_hours: float | None = None, blocked: Collection[Any] = ()) -> Asked:
    """The problem of a plan, from the store and what was asked (see `diagnostics.plan`). Raises `InputProblem`."""
    won(budget)
    if isinstance(max_open, bool) or not isinstance(max_open, int) or max_open < 1:
        raise InputProblem(_("At least one treatment must be allowed to be open at a time."))
    if isinstance(horizon_weeks, bool) or not isinstance(horizon_weeks, int) or not 1 <= horizon_weeks <= 104:
        raise InputProblem(_("The plan must run for 1 to 104 weeks."))
    limits = Problem((), budget, _hundredths(hours), max_open, horizon_weeks,
                     consultant=None if consultant_hours is None else _hundredths(consultant_hours))
    _known([*pins, *bans])
    both = sorted(set(pins) & set(bans))
    if both:
        raise InputProblem(_("{treatment} cannot be asked for and left out at once."), treatment=both[0])
    programme = programmes.read(workspace)
    own_times = timing.read(workspace, merchant_id)
    times = replace(own_times, blocked=own_times.blocked + timing.closed(blocked))
    diagnosis = diagnose(workspace, merchant_id, as_of, stage)
    day = _start(start, as_of, date.fromisoformat(diagnosis["as_of"]))
    calendar = weeks(day, horizon_weeks, times.blocked)
    situation = Situation.of(diagnosis)
    problem = replace(
        limits, options=options(situation, programme, pins, bans, calendar, times), pins=frozenset(pins),
        own=programme.price == "own", caps=dict(programme.rules.family_caps), cap=programme.rules.merchant_cap,
        week_hours=_by_week(weekly_hours, calendar), week_consultant=_by_week(weekly_consultant_hours, calendar))
    return Asked(problem, diagnosis, situation, programme, times, calendar, frozenset(pins), frozenset(bans), weekly_hours,
                 weekly_consultant_hours)


def won(budget: int) -> int:
    """`budget` again. Raises `InputProblem` where it is no amount that a plan can be made for."""
    if isinstance(budget, bool) or not isinstance(budget, int) or budget < 0:
        raise InputProblem(_("The budget must be a whole number of won, 0 or more."))
    if budget > MOST:
        raise InputProblem(_("The budget may be {most:,} won at most."), most=MOST)
    return budget


def _hundredths(hours: float) -> int:
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not math.isfinite(hours) or hours < 0:
        raise InputProblem(_("The hours must be a number, 0 or more."))
    return math.floor(min(hours, 10**6) * HOUR + 1e-6)


def _by_week(hours: float | None, calendar: tuple[Week, ...]) -> tuple[int, ...] | None:
    """Hours of each week: fewer in a week with fewer working days, in proportion."""
    return None if hours is None else tuple(_hundredths(hours) * len(week.days) // FIVE for week in calendar)


def _start(start: date | None, as_of: date | None, known: date) -> date:
    """The day asked for; else the first Monday from the day that was asked about, or from today where none was."""
    if start is None:
        return monday(known if as_of is not None else max(known, date.today()))
    if not YEARS[0] <= start.year <= YEARS[1]:
        raise InputProblem(_("A plan may start in the years {first} to {last}."), first=str(YEARS[0]), last=str(YEARS[1]))
    return start


def _known(ids: Collection[str]) -> None:
    for id in ids:
        if id not in units.treatments():
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)
