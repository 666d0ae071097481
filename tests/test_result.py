"""The result JSON: plain values whatever was measured, kept once per digest, and a digest that knows what matters."""
import json
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pytest

from diagnostics import diagnosis, risk, rubric
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose, digest
from diagnostics.model import DIMENSIONS, Status
from diagnostics.result import SCHEMA_VERSION, plain
from tests.many_shops import DAY, many_shops

KEYS = {"schema_version", "engine", "rubric", "fingerprint", "merchant_id", "as_of", "stage", "segment", "profile", "inputs",
        "measurements", "findings", "gates", "risk", "notes", "summary"}

OF_FINDING = {"check", "dimension", "status", "score", "weight", "points_lost", "value", "n", "params", "evidence",
              "answer"}


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    workspace = many_shops(tmp_path_factory.mktemp("result") / "shops.duckdb", 8)
    with workspace.store.transaction() as cursor:
        cursor.execute("""INSERT INTO listings BY NAME SELECT 'm0001' AS merchant_id, 'naver' AS channel,
            'bare' || i AS product_id, DATE '2026-08-01' AS observed_on,
            '상품 ' || i AS title, 1 AS image_count, true AS on_sale FROM range(33) AS r(i)""")
    return workspace


@pytest.mark.parametrize(("value", "expected"), [
    (float("nan"), None), (float("inf"), None), (np.float64("nan"), None), (np.float64(1.5), 1.5), (np.int64(3), 3),
    (np.bool_(True), True), (Decimal("1.10"), 1.1), (date(2026, 1, 2), "2026-01-02"), (Status.FAIL, "fail"),
    (datetime(2026, 1, 2, 3), "2026-01-02T03:00:00"), (True, True),
    ({"a": (1, {Status.PASS: None})}, {"a": [1, {"pass": None}]})])
def test_plain_values(value, expected):
    found = plain(value)
    assert found == expected and type(found) is type(expected)
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("merchant", ["m0000", "m0004", "m0008"])
def test_the_shape_that_scripts_rely_on(shops, merchant):
    result = diagnose(shops, merchant, DAY)
    assert set(result) == KEYS and result["schema_version"] == SCHEMA_VERSION == 1
    assert (result["as_of"], result["stage"], result["rubric"]) == (DAY.isoformat(), "intake", rubric.RUBRIC)
    assert {"score", "low", "high", "coverage", "dimensions"} <= set(result["summary"])
    assert list(result["summary"]["dimensions"]) == list(DIMENSIONS)
    for finding in result["findings"]:
        assert set(finding) == OF_FINDING
        assert len(finding["evidence"]) <= 20 and finding["status"] in set(Status)
        assert (finding["score"] is None) == (finding["status"] in ("no_data", "not_applicable", "error"))
    lost = sum(f["points_lost"] for f in result["findings"] if f["points_lost"] is not None)
    score = result["summary"]["score"]
    assert (score is None) == (result["summary"]["coverage"] < 0.5)
    assert score is None or score == pytest.approx(100 - lost, abs=1e-9)
    json.dumps(result, allow_nan=False)


def test_some_of_them_have_a_score(shops):
    assert any(diagnose(shops, m, DAY)["summary"]["score"] is not None for m in ("m0000", "m0004", "m0008"))


def test_evidence_is_counted_in_full_and_shown_in_part(shops):
    found = {f["check"]: f for f in diagnose(shops, "m0001", DAY)["findings"]}
    pictures = found["listing.image_count"]
    assert pictures["params"]["more"] and len(pictures["evidence"]) == 20
    few = shops.store.cursor().execute("""SELECT count(*) FROM listings WHERE merchant_id = 'm0001' AND image_count < 3
        AND (observed_on = DATE '2026-08-01' OR product_id LIKE 'bare%')""").fetchone()[0]
    assert pictures["params"]["count"] >= few >= 33


def test_the_same_digest_is_diagnosed_once(shops, monkeypatch):
    made = []
    compute = diagnosis.compute
    monkeypatch.setattr(diagnosis, "compute", lambda *a: made.append(a) or compute(*a))
    first = diagnose(shops, "m0003", DAY)
    assert [diagnose(shops, "m0003", DAY) for _ in range(5)] == [first] * 5 and len(made) == 1
    diagnose(shops, "m0003", DAY, "mid")
    diagnose(shops, "m0003", date(2026, 8, 1))
    assert len(made) == 3
    shops.save_merchant("m0003", name="다른 이름")
    diagnose(shops, "m0003", DAY)
    assert len(made) == 4


@pytest.mark.parametrize(("owner", "name", "value"), [
    (rubric, "RUBRIC", "2999.1"), (rubric, "fingerprint", lambda: "other"), (diagnosis, "ENGINE", "99.9"),
    (risk, "forecast", lambda *_: {"available": True, "as_of": "2026-01-01"})])
def test_the_digest_changes_with_whatever_can_change_the_result(shops, monkeypatch, owner, name, value):
    before = digest(shops, "m0004", DAY, "intake")
    assert before == digest(shops, "m0004", DAY, "intake")
    monkeypatch.setattr(owner, name, value)
    assert digest(shops, "m0004", DAY, "intake") != before


def test_the_command_prints_the_result(shops, capsys):
    assert main(["diagnose", "--db", str(shops.store.path), "--merchant", "m0000", "--as-of", DAY.isoformat()]) == 0
    assert json.loads(capsys.readouterr().out) == diagnose(shops, "m0000", DAY)


def test_rows_that_cannot_be_listed_leave_the_finding(shops, monkeypatch):
    """The finding of a check stands although the query for its rows breaks on the data."""
    from dataclasses import replace

    from diagnostics import units
    from diagnostics.findings import Evidence

    check = next(c for c in units.checks().values() if c.evidence is not None)
    broken = replace(check, evidence=lambda r: r.lines.select("merchant_id", bad=r.lines.product_name.cast("int64")))
    assert Evidence(shops.tables(DAY, ["m0000"]), "intake").of(broken, broken.evidence) == ((), 0)
