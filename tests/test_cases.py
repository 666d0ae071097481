"""Runs the literate cases of tests/cases: all of them in one store, measured and judged together."""
from collections import defaultdict
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import queries, triage, units
from diagnostics.judge import judge
from diagnostics.measure import measure
from diagnostics.model import EVERYONE, Status
from tests import cases

FILES = sorted(cases.FOLDER.glob("*.md"))
CASES = [case for path in FILES for case in cases.read(path)]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """Everything about all cases by as-of day: measured numbers, outcomes, and the evidence of each check by merchant."""
    store = Store.open(tmp_path_factory.mktemp("cases") / "cases.duckdb")
    cases.load(store, CASES)
    found = {}
    for day in sorted({case.as_of for case in CASES}):
        here = [case for case in CASES if case.as_of == day]
        tables = Workspace(store).tables(day, [case.merchant for case in here])
        measured = measure(tables)
        outcome = judge(measured, triage.segments(measured), units.checks().values())
        evidence: dict[str, dict[str, pd.DataFrame]] = defaultdict(dict)
        for id in sorted({case.check for case in here}):
            if units.checks()[id].evidence is not None:
                rows = queries.frame(tables, units.checks()[id].evidence)
                evidence[id] = {str(m): part.drop(columns="merchant_id") for m, part in rows.groupby("merchant_id", sort=False)}
        found[day] = SimpleNamespace(measured=measured, outcome=outcome, evidence=evidence)
    yield SimpleNamespace(days=found)
    store.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}: {case.name}")
def test_case(case: cases.Case, judged: SimpleNamespace) -> None:
    assert case.expected is not None, "the case has no expect: line"
    check, day = units.checks()[case.check], judged.days[case.as_of]
    status = day.outcome.status.at[case.merchant, case.check]
    value, n = day.measured.value.at[case.merchant, check.metric], day.measured.n.at[case.merchant, check.metric]
    assert str(status) == case.expected.status, f"value {value}, n {n}"
    if case.expected.value is not None:
        assert value == pytest.approx(case.expected.value, abs=5e-4)
    if case.expected.n is not None:
        assert n == case.expected.n
    rows = day.evidence[case.check].get(case.merchant, pd.DataFrame())
    if case.expected.evidence is not None:
        assert [str(v) for v in rows.iloc[:, 0]] == list(case.expected.evidence) if len(rows) else not case.expected.evidence
    if status in (Status.FAIL, Status.WARN) and "{first}" in check.next_step[str(status)]:
        assert len(rows), "the next step names the worst row, and there is none"
        assert rows.iloc[0, 0] is not None


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_shows_every_outcome(path) -> None:  # type: ignore[no-untyped-def]
    """At least one case each that passes, does not pass, has no data and, where it can occur, does not apply."""
    check = units.checks()[path.stem]
    seen = {case.expected.status for case in CASES if case.check == path.stem and case.expected}
    assert {"pass", "no_data"} <= seen
    bottom = check.judge is None and check.curve(np.array([-1e12, 1e12])).min() < 0.5
    assert (seen & {"fail"}) if bottom and not _never_fails(check) else (seen & {"warn", "fail"})
    if check.applies != EVERYONE:
        assert "not_applicable" in seen


def _never_fails(check) -> bool:  # type: ignore[no-untyped-def]
    """A curve whose half is at the lowest possible value only ever warns."""
    return (check.curve.half == 0 and check.curve.good > 0) or check.id == "channel.channel_count"


def test_every_check_has_its_cases() -> None:
    wanted = {c.id for c in units.checks().values() if c.dimension in ("sales", "service", "trust", "price", "channel")}
    assert wanted <= {path.stem for path in FILES}
