"""When a treatment is possible: how long a supplier needs before beginning, in which months, how far before 설 and 추석.

Ours are judgements and marked as such. A programme changes them for all shops (setting "calendar"), a shop for itself
(setting "calendar:" and its id): {"treatments": {id: {"lead_weeks": n, "months": [1..12], "before_feast": weeks or null}},
"blocked": [{"from": day, "to": day, "why": text}]}. Months serve a harvest or a season; blocked days are closed for the shop.
"""
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.model import Basis

SETTING = "calendar"
MOST_WEEKS = 52
LONGEST = 366
"""Days that one closed time may last."""
AT_ONCE = Basis.judgement("Nothing has to be waited for.")


@dataclass(frozen=True)
class Timing:
    """When one treatment is possible.

    `lead_weeks` pass before the supplier can begin. With `months`, all of it must lie in them. With `before_feast` it is over
    so many weeks before 설 or 추석, or begins after it (0: before the days off); None: feasts do not matter. `basis`: why.
    """

    lead_weeks: int = 0
    months: tuple[int, ...] = ()
    before_feast: int | None = None
    basis: Basis = AT_ONCE


DEFAULTS: Mapping[str, Timing] = {
    "branding.joint_brand": Timing(2, basis=Basis.judgement("Neighbours have to agree and a designer has to be found.")),
    "branding.package_insert": Timing(1, basis=Basis.judgement("A print shop takes orders for the week after.")),
    "branding.place_brand": Timing(1, basis=Basis.judgement("A designer is rarely free at once.")),
    "detail_page.rebuild": Timing(1, basis=Basis.judgement("A designer is rarely free at once.")),
    "packaging.gift_set": Timing(1, before_feast=4, basis=Basis.judgement(
        "Sleeves are printed to order; a set should be on sale four weeks before the feast, or wait until after it.")),
    "packaging.redesign": Timing(2, basis=Basis.judgement("Packaging suppliers ask for two weeks before the first draft.")),
    "platform.promotion": Timing(0, before_feast=0, basis=Basis.judgement(
        "Parcels rest over 설 and 추석: an offer ends before them or begins after them.")),
    "platform.proxy_seller": Timing(2, basis=Basis.judgement("The seller checks the products before taking them on.")),
}


@dataclass(frozen=True)
class Times:
    """The timing of every treatment, and the days on which the shop is closed, each with its reason."""

    treatments: Mapping[str, Timing]
    blocked: tuple[tuple[date, date, str], ...] = ()


def key(merchant_id: str) -> str:
    return f"{SETTING}:{merchant_id}"


def read(workspace: Workspace, merchant_id: str) -> Times:
    """What holds for the shop now: ours, changed by the programme, changed by the shop."""
    general = check(workspace.setting(SETTING) or {})
    return check(workspace.setting(key(workspace.check(merchant_id))) or {}, general)


def save(workspace: Workspace, merchant_id: str, values: Mapping[str, Any]) -> Times:
    """Keep the shop's own months and closed days, after checking them."""
    found = check(values, check(workspace.setting(SETTING) or {}))
    workspace.save_setting(key(workspace.check(merchant_id)), dict(values))
    return found


def check(values: Any, before: Times | None = None) -> Times:
    """What `values` make of `before` (default: ours). Raises `InputProblem` with what is wrong."""
    if not isinstance(values, Mapping) or not set(values) <= {"treatments", "blocked"} \
            or not isinstance(values.get("treatments", {}), Mapping):
        raise InputProblem(_("A calendar holds treatments and blocked, and nothing else."))
    known = units.treatments()
    found = dict(before.treatments) if before else {id: DEFAULTS.get(id, Timing()) for id in known}
    for id, changes in values.get("treatments", {}).items():
        if id not in known:
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)
        found[id] = _changed(id, found[id], changes)
    return Times(found, (before.blocked if before else ()) + closed(values.get("blocked", ())))


def _changed(id: str, before: Timing, changes: Any) -> Timing:
    if not isinstance(changes, Mapping) or not set(changes) <= {"lead_weeks", "months", "before_feast"}:
        raise InputProblem(_("The times of {treatment} may hold lead_weeks, months and before_feast, and nothing else."),
                           treatment=id)
    now = {**asdict(before), **changes}
    for name in ("lead_weeks", "before_feast"):
        if not (_weeks(now[name]) or (name == "before_feast" and now[name] is None)):
            raise InputProblem(_("The weeks to wait for {treatment} must be a whole number from 0 to {most}."), treatment=id,
                               most=MOST_WEEKS)
    months = now["months"]
    if isinstance(months, str) or not all(_weeks(m) and 1 <= m <= 12 for m in months):
        raise InputProblem(_("The months of {treatment} are numbers from 1 to 12."), treatment=id)
    return replace(before, lead_weeks=now["lead_weeks"], months=tuple(sorted(set(months))), before_feast=now["before_feast"],
                   basis=Basis.judgement("Entered by the programme or the shop.") if changes else before.basis)


def _weeks(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_WEEKS


def closed(values: Any) -> tuple[tuple[date, date, str], ...]:
    """Closed times from {"from", "to", "why"}, from a day, or from a pair of days; days may be written YYYY-MM-DD."""
    found = []
    for value in values:
        if isinstance(value, Mapping):
            first, last, why = value.get("from"), value.get("to", value.get("from")), str(value.get("why") or "")
        elif isinstance(value, tuple | list):
            first, last, why = value[0], value[-1], ""
        else:
            first, last, why = value, value, ""
        found.append((_day(first), _day(last), why))
        if not 0 <= (found[-1][1] - found[-1][0]).days < LONGEST:
            raise InputProblem(_("A closed time must end on or after its first day, and within a year."))
    return tuple(found)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputProblem(_("{value} is not a day; write it as YYYY-MM-DD."), value=str(value)) from None
