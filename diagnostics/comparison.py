"""Two days of one merchant: what changed, and why – parts that add up to the change.

Between the diagnosis as it was given then and the one of the later day lie five steps, each judged whole, so that their
differences add up exactly:

rubric     the kept numbers of then, judged by today's rubric (checks that were not measured then are measured now);
data       the same past day, measured again with what is known today: files that were added or taken back since;
known      what could not be judged at one of the two days and can be at the other: never an improvement, nor a loss;
answers    the answers of the self-check;
behaviour  everything else: what happened in the shop between the two days.

The last three are told apart over the checks that are known on both days, so that a shop of which more is known does not look
like one that does better. Where no diagnosis of the first day was kept, it is judged now as of that day; then `rubric` and
`data` are 0.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data import diagnosed
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import findings, rejudge, rubric, sources, triage, units
from diagnostics.measure import Measurements, measure
from diagnostics.model import DIMENSIONS, STAGES, Check, Status
from diagnostics.rejudge import State

CAUSES = ("behaviour", "known", "answers", "data", "rubric")
TINY = 1e-9


@dataclass(frozen=True)
class Steps:
    """The states from then to now. `old` as it was given, `ours` by today's rubric, `anew` measured again, `answered` with the
    answers of the later day, `now`; those in `common` count only the checks that all of the last three know."""

    old: State
    ours: State
    anew: State
    answered: State
    now: State
    common: tuple[State, State, State]

    def parts(self, of: Any) -> dict[str, float] | None:
        """The change of a number `of` a state, by cause; None where one of its ends is not known."""
        old, ours, anew, now = (of(s) for s in (self.old, self.ours, self.anew, self.now))
        if old is None or now is None:
            return None
        before, between, after = (of(s) for s in self.common)
        found = {"rubric": _step(old, ours), "data": _step(ours, anew), "answers": _step(before, between),
                 "behaviour": _step(between, after)}
        return {"known": (now - old) - sum(found.values()), **found}


def _step(first: float | None, second: float | None) -> float:
    return 0.0 if first is None or second is None else second - first


def compare(workspace: Workspace, merchant_id: str, from_day: date, to_day: date,
            stages: Sequence[str] = ("intake", "intake")) -> dict[str, Any]:
    """What changed between two days (each the first day that was not known yet), and why; `stages` of the self-check.

    {"merchant_id", "from" and "to": {as_of, stage, score, low, high, coverage, segment, rubric, fingerprint, kept, made_at},
    "change" (None where one of the scores is not shown), "parts" {cause: points} or None, "dimensions": [{dimension, from, to,
    change, parts, kind, points}], "checks": [{check, dimension, kind, cause, status_from, status_to, score_from, score_to,
    value_from, value_to, n_from, n_to, points, parts}], "rows": {table: {from, to}}, "files_added", "files_removed": [{file,
    table}], "mixed"}.

    `parts` of a check are points of the total and add up to `points` (lost then less lost now); those of all checks add up to
    `change`. `kind` is better, worse, same, now_known, now_applies, new_check, no_longer_known, no_longer_applies or
    check_gone. `mixed` says that rubric and files changed both: then a change of how something is measured counts as data.

    Raises `InputProblem` for an unknown merchant or stage, or days in the wrong order; `AccessDenied` for somebody else's.
    """
    _checked(workspace, merchant_id, from_day, to_day, stages)
    by_rubric = rubric.in_force(workspace)
    kept = diagnosed.of_day(workspace, merchant_id, from_day, stages[0])
    then = kept["result"] if kept else None
    tables = [workspace.tables(day, [merchant_id]) for day in (from_day, to_day)]
    measured = [measure(t, stage=stage) for t, stage in zip(tables, stages, strict=True)]
    past = measured[0] if then is None else _with(measured[0], rejudge.measurements(then), _answers())
    path = _path(then, past, measured[1], by_rubric.checks)
    files = _files(workspace, merchant_id, then)
    mixed = False
    if then is not None and then["fingerprint"] != by_rubric.fingerprint:
        mixed = bool(files["files_added"] or files["files_removed"])
        # The same files and other numbers: then it is the measuring that changed.
        path = path if mixed else replace(path, ours=path.anew)
    rows = [findings.row_counts(t) for t in tables]
    shown = path.old.score is not None and path.now.score is not None
    ends = {"from": {**path.old.summary(), "as_of": from_day.isoformat(), "stage": stages[0],
                     "rubric": then["rubric"] if then else by_rubric.name,
                     "fingerprint": then["fingerprint"] if then else by_rubric.fingerprint, "kept": then is not None,
                     "made_at": kept["made_at"] if kept else None},
            "to": {**path.now.summary(), "as_of": to_day.isoformat(), "stage": stages[1], "rubric": by_rubric.name,
                   "fingerprint": by_rubric.fingerprint, "kept": False, "made_at": None}}
    checks = _checks(path, then, past, measured[1], by_rubric.checks)
    return {
        "merchant_id": merchant_id, **ends, "change": path.now.score - path.old.score  # type: ignore[operator]
        if shown else None, "parts": path.parts(lambda s: s.total) if shown else None,
        "dimensions": [_dimension(d, path, checks) for d in DIMENSIONS], "checks": checks,
        "rows": {t: {"from": rows[0][t], "to": rows[1][t]} for t in rows[0]}, **files, "mixed": mixed}


def _checked(workspace: Workspace, merchant_id: str, from_day: date, to_day: date, stages: Sequence[str]) -> None:
    if len(stages) != 2 or not set(stages) <= set(STAGES):
        raise InputProblem(_("Name two stages, that of then and that of now, out of intake, mid and exit."))
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    if from_day > to_day or (from_day == to_day and stages[0] == stages[1]):
        raise InputProblem(_("The first day must lie before the second: {first:date} does not lie before {second:date}."),
                           first=from_day, second=to_day)


def _answers() -> frozenset[str]:
    """Metrics that are read from the self-check."""
    return frozenset(m for m in units.metrics() if sources.main_table(m) == "answers")


def _with(measured: Measurements, other: Measurements, metrics: frozenset[str]) -> Measurements:
    """`measured` with the numbers of `metrics` taken from `other`, which is of the same merchant."""
    frames = {}
    for name in ("raw", "value", "n"):
        frame, taken = getattr(measured, name).copy(), getattr(other, name)
        for metric in metrics:
            frame[metric] = taken[metric].to_numpy()
        frames[name] = frame
    return replace(measured, broken=measured.broken - metrics, **frames)


def _path(then: Mapping[str, Any] | None, past: Measurements, now: Measurements, checks: Mapping[str, Check]) -> Steps:
    anew = rejudge.state(past, triage.segments(past), checks)
    old = ours = anew
    if then is not None:
        unmeasured = frozenset(units.metrics()) - frozenset(then["measurements"])
        numbers = _with(rejudge.measurements(then), past, unmeasured)
        old, ours = rejudge.of_result(then), rejudge.state(numbers, rejudge.segments(then, numbers), checks)
    between = _with(past, now, _answers())
    both = [(past, anew), (between, rejudge.state(between, triage.segments(between), checks)),
            (now, rejudge.state(now, triage.segments(now), checks))]
    common = frozenset.intersection(*(state.known for _numbers, state in both))
    narrow = [rejudge.state(numbers, triage.segments(numbers), checks, only=common) for numbers, _state in both]
    return Steps(old, ours, anew, both[1][1], both[2][1], (narrow[0], narrow[1], narrow[2]))


def _dimension(name: str, path: Steps, checks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    old, now = path.old.dimensions[name], path.now.dimensions[name]
    parts = path.parts(lambda s: s.dimensions[name])
    if old is None or now is None or parts is None:
        kind = "no_data" if old is now else "now_known" if old is None else "no_longer_known"
    else:
        # What is merely known now makes an area neither better nor worse.
        kind = _direction(old, now - parts["known"])
        kind = "now_known" if kind == "same" and abs(parts["known"]) > TINY else kind
    return {"dimension": name, "from": old, "to": now, "change": None if old is None or now is None else now - old,
            "parts": parts, "kind": kind,
            "points": sum(c["points"] for c in checks if c["dimension"] == name)}


def _direction(old: float, now: float) -> str:
    return "same" if abs(now - old) <= TINY else "better" if now > old else "worse"


def _checks(path: Steps, then: Mapping[str, Any] | None, past: Measurements, now: Measurements,
            checks: Mapping[str, Check]) -> list[dict[str, Any]]:
    before = {f["check"]: f for f in then["findings"]} if then else {}
    rows = []
    for id in dict.fromkeys([*checks, *before]):
        check = checks.get(id)
        kind = _kind(path, id)
        if kind is None:
            continue
        values = [_value(check, past), _value(check, now)]
        if id in before:
            values[0] = (before[id]["value"], before[id]["n"])
        points = path.old.lost.get(id, 0.0) - path.now.lost.get(id, 0.0)
        parts = path.parts(lambda s, id=id: -s.lost.get(id, 0.0)) or dict.fromkeys(CAUSES, 0.0)
        rows.append({
            "check": id, "dimension": id.split(".", 1)[0], "kind": kind, "cause": _cause(path, id, kind),
            "status_from": path.old.statuses.get(id), "status_to": path.now.statuses.get(id),
            "score_from": path.old.scores.get(id), "score_to": path.now.scores.get(id), "value_from": values[0][0],
            "value_to": values[1][0], "n_from": values[0][1], "n_to": values[1][1], "points": points, "parts": parts})
    return sorted(rows, key=lambda r: (r["kind"] == "same", -abs(r["points"]), r["check"]))


def _value(check: Check | None, measured: Measurements) -> tuple[float | None, int]:
    if check is None:
        return None, 0
    return findings.number(measured.value[check.metric].to_numpy()[0]), int(measured.n[check.metric].to_numpy()[0])


def _kind(path: Steps, check: str) -> str | None:
    """How a check changed; None where nothing is known of it on either day."""
    old, now = path.old.scores.get(check), path.now.scores.get(check)
    if old is not None and now is not None:
        return _direction(old, now)
    if old is None and now is None:
        return None
    if old is None:
        was = path.old.statuses.get(check)
        return "new_check" if was is None else "now_applies" if was == Status.NOT_APPLICABLE else "now_known"
    will = path.now.statuses.get(check)
    return "check_gone" if will is None else "no_longer_applies" if will == Status.NOT_APPLICABLE else "no_longer_known"


def _cause(path: Steps, check: str, kind: str) -> str | None:
    """What moved the score of a check most; for one that became known (or ceased to be), the step in which it did."""
    if kind == "same":
        return None
    walk = [("rubric", path.old, path.ours), ("data", path.ours, path.anew), ("answers", path.anew, path.answered),
            ("behaviour", path.answered, path.now)]
    scores = [(cause, a.scores.get(check), b.scores.get(check)) for cause, a, b in walk]
    if kind not in ("better", "worse"):
        return next(cause for cause, a, b in reversed(scores) if (a is None) != (b is None))
    sign = 1 if kind == "better" else -1
    return max(scores, key=lambda s: sign * _step(s[1], s[2]))[0]


def _files(workspace: Workspace, merchant_id: str, then: Mapping[str, Any] | None) -> dict[str, list[dict[str, Any]]]:
    """Files that are known now and were not when the first diagnosis was kept, and the reverse."""
    if then is None:
        return {"files_added": [], "files_removed": []}
    rows = workspace.imports(merchant_id)
    now = {(r["sha256"], r["table"]): r["file"] for r in rows[rows.undone_at.isna()].to_dict("records")}
    old = {(i["sha256"], i["table"]): i["file"] for i in then["inputs"]}
    return {"files_added": [{"file": f, "table": k[1]} for k, f in sorted(now.items(), key=str) if k not in old],
            "files_removed": [{"file": f, "table": k[1]} for k, f in sorted(old.items(), key=str) if k not in now]}
