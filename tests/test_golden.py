"""The golden diagnoses: the demo gives what is kept, and a changed rubric has a new name."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diagnostics import golden, rubric
from tests.demo_store import demo

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def fresh():
    """From the demo as its command loads it, the cohort diagnosed: a diagnosis of everybody leaves no trace in one."""
    return golden.diagnoses(demo().workspace)


def test_the_rubric_is_renamed_when_it_changes():
    kept = golden.kept_rubric()
    assert kept, "run `make golden` once"
    if kept["rubric"] == rubric.RUBRIC:
        assert kept["fingerprint"] == rubric.fingerprint(), \
            "weights, curves or metrics changed: raise RUBRIC in diagnostics/rubric.py, then run `make golden`"


@pytest.mark.slow
def test_the_fingerprint_is_the_same_in_every_process():
    """Whatever order the names of a set come in there."""
    code = "from diagnostics import rubric; print(rubric.fingerprint())"
    found = {subprocess.run([sys.executable, "-W", "ignore", "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
                            capture_output=True, text=True, cwd=ROOT).stdout for seed in ("1", "2")}
    assert found == {rubric.fingerprint() + "\n"}


def test_the_demo_is_diagnosed_as_kept(fresh):
    assert golden.kept().keys() == fresh.keys()
    assert golden.shifts(golden.kept(), fresh) == []
    assert golden.kept() == fresh


def test_points_lost_and_total_of_the_golden_diagnoses_add_up():
    """Computed here from the kept numbers alone."""
    for merchant, result in golden.kept().items():
        if result["summary"]["score"] is not None:
            lost = sum(f["points_lost"] or 0 for f in result["findings"])
            assert result["summary"]["score"] == pytest.approx(100 - lost, abs=1e-6), merchant


def test_numbers_are_kept_to_nine_digits_and_the_day_of_the_run_is_not():
    made = golden.plain({"score": 12.3456789012, "inputs": [1], "notes": ["today"], "list": [{"x": 1 / 3}], "n": 3, "none": None})
    assert made == {"score": 12.3456789, "list": [{"x": 0.333333333}], "n": 3, "none": None}


def _result(score, lost):
    return {"summary": {"score": score, "low": score, "high": score, "coverage": 1.0}, "segment": "growing",
            "findings": [{"check": "sales.orders_30", "status": "warn", "score": 0.5, "points_lost": lost}]}


def test_the_shift_table_names_checks_and_totals():
    lines = golden.shifts({"demo-a": _result(80.0, 20.0), "demo-b": _result(50.0, 50.0)},
                          {"demo-a": _result(90.0, 10.0), "demo-b": _result(50.0, 50.0)})
    assert lines[0].startswith("demo-a: total 80.0") and "90.0" in lines[0]
    assert "sales.orders_30" in lines[1] and "20.0" in lines[1] and "10.0" in lines[1]
    assert len(lines) == 2


def test_a_changed_fingerprint_is_not_written_over_silently(tmp_path):
    old, new = {"demo-a": _result(80.0, 20.0)}, {"demo-a": _result(90.0, 10.0)}
    golden.write(old, {"rubric": "2026.1", "fingerprint": "aaa"}, tmp_path)
    code, said = golden.update(new, {"rubric": "2026.1", "fingerprint": "bbb"}, tmp_path)
    assert code == 2 and "RUBRIC" in said and "90.0" in said
    assert golden.kept(tmp_path) == old and golden.kept_rubric(tmp_path)["fingerprint"] == "aaa"
    code, said = golden.update(new, {"rubric": "2026.1", "fingerprint": "bbb"}, tmp_path, same_rubric=True, dry_run=True)
    assert code == 0 and golden.kept(tmp_path) == old
    assert golden.update(new, {"rubric": "2026.2", "fingerprint": "bbb"}, tmp_path)[0] == 0
    assert golden.kept(tmp_path) == new and golden.kept_rubric(tmp_path) == {"rubric": "2026.2", "fingerprint": "bbb"}
    assert golden.update(new, {"rubric": "2026.2", "fingerprint": "bbb"}, tmp_path) == (0, (
        "Nothing shifted.\nWrote 1 golden diagnoses, rubric 2026.2, fingerprint bbb."))
