"""An accepted plan against what really happened: tasks, dates, points per finding, sales. It says "since then", never why."""
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from data import plans
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.comparison import compare
from diagnostics.diagnosis import diagnose
from diagnostics.model import STAGES
from diagnostics.planning.effects import BASE, MONTHS
from diagnostics.planning.words import Message, say, title

COMPARABLE = ("better", "worse", "same")
SPAN = 90
"""Days of sales that stand for a month: within so many days the two sums share some of their days."""


def compared(workspace: Workspace, merchant_id: str, as_of: date | None = None, stage: str | None = None,
             plan_id: str | None = None) -> dict[str, Any] | None:
    """The accepted plan (or the plan `plan_id`) beside what is known before `as_of` (default: all), None without a plan.

    {"plan_id", "accepted_on", "from": {as_of, stage}, "to": {as_of, stage}, "tasks": {done, of}, "treatments": [{treatment,
    title, tasks_done, tasks, planned_start, planned_end, started, finished, days_late, expected, real, checks}], "checks":
    [{check, title, treatment, expected, real, kind, status_from, status_to}], "points": {expected, real, comparable, unknown},
    "score": {from, to}, "money": {base, now, change, expected, low, high, overlap} or None, "words": [message]}.

    `stage` of the self-check: the newest that has answers. `real` are points lost then less points lost now, without what a
    new rubric or late files changed; None where a finding is not known on both days. Dates of what was done are those of
    the ticks.
    """
    plan = plans.one(workspace, merchant_id, plan_id) if plan_id else plans.current(workspace, merchant_id)
    if plan is None:
        return None
    result = plan["result"]
    first = date.fromisoformat(result["as_of"]) if result.get("as_of") else plan["made_at"].date() + timedelta(days=1)
    then = result.get("stage", STAGES[0])
    now = stage or _newest(workspace, merchant_id, then)
    last = as_of or workspace.default_as_of(merchant_id)
    change = None if last < first or (last == first and now == then) else compare(
        workspace, merchant_id, first, last, (then, now))
    ticks = {key: day for key, day in plans.ticks(workspace, merchant_id, plan["plan_id"]).items()
             if as_of is None or day.date() < as_of}
    checks = _checks(result["chosen"], change)
    rows = [_treatment(row, ticks, checks) for row in result["chosen"] if row["treatment"] in units.treatments()]
    tasks = {"done": sum(r["tasks_done"] for r in rows), "of": sum(r["tasks"] for r in rows)}
    known = [c for c in checks if c["real"] is not None]
    points = {"expected": _sum([c["expected"] for c in known]), "real": _sum([c["real"] for c in known]),
              "comparable": len(known), "unknown": len(checks) - len(known)}
    money = _money(workspace, merchant_id, result, first, last, now) if change is not None else None
    return {
        "plan_id": plan["plan_id"], "accepted_on": plan["accepted_at"].date().isoformat() if plan["accepted_at"] else None,
        "from": {"as_of": first.isoformat(), "stage": then}, "to": {"as_of": last.isoformat(), "stage": now},
        "tasks": tasks, "treatments": rows, "checks": checks, "points": points,
        "score": {"from": change["from"]["score"], "to": change["to"]["score"]} if change else None, "money": money,
        "words": _words(tasks, points, money, change is not None, rows)}


def _newest(workspace: Workspace, merchant_id: str, then: str) -> str:
    """The last moment of which there are answers, no earlier than that of the plan."""
    later = STAGES[STAGES.index(then) + 1:] if then in STAGES else ()
    return next((s for s in reversed(later) if workspace.answers(merchant_id, s)), then)


def _checks(chosen: Sequence[Mapping[str, Any]], change: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """One row per finding that the plan meant to mend, by what was expected of it."""
    happened = {c["check"]: c for c in change["checks"]} if change else {}
    rows = []
    for row in chosen:
        for check, expected in (row.get("check_points") or {}).items():
            found = happened.get(check)
            same = found is not None and found["kind"] in COMPARABLE
            known = units.checks().get(check)
            rows.append({
                "check": check, "title": say(known.failing if known else check), "treatment": row["treatment"],
                "expected": expected, "kind": found["kind"] if found else "no_data",
                "real": found["points"] - found["parts"]["rubric"] - found["parts"]["data"] if found and same else None,
                "status_from": found["status_from"] if found else None, "status_to": found["status_to"] if found else None})
    return sorted(rows, key=lambda r: (-r["expected"], r["check"]))


def _treatment(row: Mapping[str, Any], ticks: Mapping[tuple[str, int], datetime],
               checks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    id, count = row["treatment"], len(units.treatments()[row["treatment"]].tasks)
    days = sorted(day.date() for (treatment, task), day in ticks.items() if treatment == id and task < count)
    mine = [c for c in checks if c["treatment"] == id]
    known = [c["real"] for c in mine if c["real"] is not None]
    finished = days[-1] if len(days) == count and days else None
    planned = row.get("end_date")
    return {"treatment": id, "title": title(id), "tasks_done": len(days), "tasks": count,
            "planned_start": row.get("start_date"), "planned_end": planned,
            "started": days[0].isoformat() if days else None, "finished": finished.isoformat() if finished else None,
            "days_late": (finished - date.fromisoformat(planned)).days if finished and planned else None,
            "expected": row.get("points"), "real": _sum(known) if known else None, "checks": [c["check"] for c in mine]}


def _sum(values: Sequence[float]) -> float:
    return round(sum(round(10_000 * v) for v in values) / 10_000, 4)


def _money(workspace: Workspace, merchant_id: str, result: Mapping[str, Any], first: date, last: date,
           stage: str) -> dict[str, Any] | None:
    """Sales a month then and now, where both are known, beside what was expected of measured effects."""
    before = (result.get("expected") or {}).get("base")
    measured = (diagnose(workspace, merchant_id, last, stage)["measurements"].get(BASE) or {}).get("raw")
    if before is None or measured is None:
        return None
    told, now = result["expected"], round(measured / MONTHS)
    return {"base": before, "now": now, "change": now - before, "expected": told["won"], "low": told["low"],
            "high": told["high"], "overlap": max(0, SPAN - (last - first).days)}


def _words(tasks: Mapping[str, int], points: Mapping[str, Any], money: Mapping[str, Any] | None, later: bool,
           rows: Sequence[Mapping[str, Any]]) -> list[Message]:
    said = [say(_("{done:number} of {of:number} tasks are done."), **tasks)]
    late = [r for r in rows if (r["days_late"] or 0) > 0]
    if late:
        said.append(say(_("Finished later than planned: {names}."), names=[r["title"] for r in late]))
    if not later:
        said.append(say(_("Nothing newer is known than when the plan was made. Bring new files or answer the questions again, "
                          "then the two can be compared.")))
        return said
    if points["comparable"]:
        said.append(say(_("{expected:decimal} points were expected back; since then {real:decimal} have come back, in "
                          "{n:number} findings that are known on both days."), expected=points["expected"], real=points["real"],
                        n=points["comparable"]))
    if points["unknown"]:
        said.append(say(_("{n:number} findings cannot be compared: they are not known on both days."), n=points["unknown"]))
    if money is not None:
        said.append(say(_("Sales a month: {base:won_words} then, {now:won_words} now."), base=money["base"], now=money["now"]))
        if money["overlap"]:
            said.append(say(_("The two sums share {days:number} days of sales, so the change looks smaller than it is."),
                            days=money["overlap"]))
    said.append(say(_("Other things have changed since then too: season, luck, the market. This does not show what the plan "
                      "itself did.")))
    return said
