"""Answers of persons to findings: kept with who and when, the latest counts, nothing is dropped and no score changes."""
import json
from datetime import date, datetime

import pytest

from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import answered
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 10, 0)
CHECK = "listing.image_count"


@pytest.fixture
def workspace(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    put(store, "항암 잼", date(2026, 11, 1))
    yield Workspace(store, Viewer("상담사"))
    store.close()


def put(store: Store, title: str, observed: date) -> None:
    with store.transaction() as cursor:
        cursor.execute("INSERT INTO merchants (merchant_id) SELECT 'm' WHERE NOT EXISTS (FROM merchants)")
        cursor.execute("INSERT INTO listings (merchant_id, channel, product_id, observed_on, title, notice_group) "
                       "VALUES ('m', 'naver', '1', ?, ?, 'GENERAL_FOOD')", [observed, title])
        cursor.execute("INSERT INTO versions SELECT 'm', 1 WHERE NOT EXISTS (FROM versions)")
        cursor.execute("UPDATE versions SET version = version + 1")


def gate(workspace: Workspace, as_of: date = DAY) -> dict:
    return next(g for g in diagnose(workspace, "m", as_of)["gates"] if g["rule"] == "CL002")


def test_there_are_five_reasons_and_one_of_them_settles_nothing():
    assert [r.id for r in answered.REASONS] == ["proven", "not_ours", "fixed", "wrong", "later"]
    assert [r.id for r in answered.REASONS if not r.settles] == ["later"]


def test_an_answer_is_kept_with_who_and_when(workspace):
    said = answered.answer(workspace, "m", CHECK, "not_ours", " 사진이 없는 상품이에요 ", "김상담", as_of=DAY, at=AT)
    assert said == {"key": CHECK, "reason": "not_ours", "note": "사진이 없는 상품이에요", "by": "김상담", 
                    "at": "2026-11-23T10:00:00", "as_of": "2026-11-23", "settles": True}
    assert answered.answers(workspace, "m") == {CHECK: {k: v for k, v in said.items() if k != "key"}}


def test_the_viewer_says_it_where_nobody_is_named(workspace):
    assert answered.answer(workspace, "m", CHECK, "wrong")["by"] == "상담사"


def test_the_latest_counts_and_nothing_is_overwritten(workspace):
    answered.answer(workspace, "m", CHECK, "later", at=AT)
    answered.answer(workspace, "m", CHECK, "fixed", at=AT)
    assert answered.answers(workspace, "m")[CHECK]["reason"] == "fixed"
    assert answered.withdraw(workspace, "m", CHECK, at=AT) and answered.answers(workspace, "m") == {}
    assert not answered.withdraw(workspace, "m", CHECK)
    assert [row["reason"] for row in answered.history(workspace, "m")] == ["later", "fixed", "withdrawn"]


def test_an_earlier_diagnosis_does_not_know_what_was_said_of_a_later_one(workspace):
    answered.answer(workspace, "m", CHECK, "wrong", as_of=date(2026, 6, 1), at=AT)
    assert CHECK in answered.answers(workspace, "m", date(2026, 6, 1))
    assert CHECK in answered.answers(workspace, "m", date(2026, 7, 1))
    assert answered.answers(workspace, "m", date(2026, 5, 31)) == {}


@pytest.mark.parametrize("reason", [r.id for r in answered.REASONS])
def test_the_diagnosis_carries_the_answer_and_its_score_stays(workspace, reason):
    before = diagnose(workspace, "m", DAY)
    assert all(x["answer"] is None for x in (*before["gates"], *before["findings"]))
    key = gate(workspace)["key"]
    answered.answer(workspace, "m", key, reason, as_of=DAY, at=AT)
    answered.answer(workspace, "m", CHECK, reason, as_of=DAY, at=AT)
    after = diagnose(workspace, "m", DAY)
    assert gate(workspace)["answer"]["reason"] == reason
    assert answered.is_open(gate(workspace)) == (reason == "later")
    assert next(f for f in after["findings"] if f["check"] == CHECK)["answer"]["by"] == "상담사"
    plain = [[{**x, "answer": None} for x in after[name]] for name in ("gates", "findings")]
    assert plain == [before["gates"], before["findings"]] and after["summary"] == before["summary"]


def test_a_changed_text_asks_again(workspace):
    answered.answer(workspace, "m", gate(workspace)["key"], "wrong", as_of=DAY, at=AT)
    put(workspace.store, "항암 잼 새 이름", date(2026, 11, 20))
    assert gate(workspace)["answer"]["reason"] == "wrong", "the same words in the same listing"
    put(workspace.store, "종양 잼", date(2026, 11, 21))
    assert gate(workspace)["answer"] is None


def test_what_was_put_right_and_is_seen_again_is_open_again(workspace):
    answered.answer(workspace, "m", gate(workspace)["key"], "fixed", as_of=DAY, at=AT)
    assert not answered.is_open(gate(workspace))
    put(workspace.store, "항암 잼", date(2026, 12, 1))
    again = gate(workspace, date(2026, 12, 2))
    assert answered.is_open(again) and again["answer"]["reason"] == "fixed"


def test_a_kept_diagnosis_shows_a_new_answer(workspace):
    diagnose(workspace, "m", DAY)
    answered.answer(workspace, "m", CHECK, "later", as_of=DAY)
    assert next(f for f in diagnose(workspace, "m", DAY)["findings"] if f["check"] == CHECK)["answer"]["reason"] == "later"
    kept = workspace.diagnoses("m")
    assert len(kept) == 1 and all(f["answer"] is None for f in kept[0]["findings"]), "what was concluded stays as it was"


@pytest.mark.parametrize("key", ["", "listing.no_such_check", "CL001", "CL001|naver|1|xyz", "x" * 301, "CL001|a\n|1|" + "0" * 12])
def test_unknown_findings_are_refused(workspace, key):
    with pytest.raises(InputProblem, match="no finding"):
        answered.answer(workspace, "m", key, "wrong")


def test_unknown_reasons_and_merchants_are_refused(workspace):
    with pytest.raises(InputProblem, match="proven, not_ours, fixed, wrong, later"):
        answered.answer(workspace, "m", CHECK, "because")
    with pytest.raises(InputProblem, match="no reason withdrawn"):
        answered.answer(workspace, "m", CHECK, "withdrawn")
    with pytest.raises(InputProblem, match="no merchant"):
        answered.answer(workspace, "unknown", CHECK, "wrong")


def test_nobody_answers_for_somebody_elses_shop(workspace):
    answered.answer(workspace, "m", CHECK, "wrong")
    stranger = Workspace(workspace.store, Viewer("남", frozenset({"other"})))
    for call in (lambda: answered.answer(stranger, "m", CHECK, "wrong"), lambda: answered.answers(stranger, "m"),
                 lambda: answered.withdraw(stranger, "m", CHECK), lambda: answered.history(stranger, "m")):
        with pytest.raises(AccessDenied):
            call()


def test_personal_data_does_not_stay_in_a_note(workspace):
    note = "김씨 010-1234-5678, kim@example.com, 900101-1234567. 시험성적서 제10-1234567호, 02-345-6789"
    kept = answered.answer(workspace, "m", CHECK, "proven", note)["note"]
    assert "5678" not in kept and "example.com" not in kept and "900101" not in kept
    assert "제10-1234567호" in kept and "02-345-6789" in kept
    assert len(answered.answer(workspace, "m", CHECK, "proven", "가" * 900)["note"]) == answered.NOTE_LENGTH


def test_the_command_line_answers_lists_and_takes_back(workspace, capsys):
    path, key = workspace.store.path, gate(workspace)["key"]

    def run(*more: str) -> tuple[int, str, str]:
        code = main(["answer", "--db", str(path), "--merchant", "m", *more])
        return code, *capsys.readouterr()
    code, out, _err = run("--finding", key, "--reason", "proven", "--note", "허가증", "--by", "이사장", "--as-of", "2026-11-23")
    assert code == 0 and json.loads(out)["reason"] == "proven"
    listed = json.loads(run()[1])
    assert listed["answers"][key]["note"] == "허가증" and list(listed["reasons"]) == [r.id for r in answered.REASONS]
    assert json.loads(run("--finding", key, "--withdraw")[1]) == {"key": key, "withdrawn": True}
    assert json.loads(run()[1])["answers"] == {}
    for wrong in (["--finding", key], ["--reason", "wrong"],
                  ["--finding", key, "--reason", "x"], ["--finding", "x", "--withdraw"]):
        code, out, err = run(*wrong)
        assert (code, out) == (2, "") or json.loads(out)["withdrawn"] is False
        assert err.count("\n") <= 1
