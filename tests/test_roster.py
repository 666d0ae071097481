"""The roster of a programme: what a file may look like, what happens to bad rows, and what is read back."""
import io
from datetime import date

import pandas as pd
import pytest

from data import roster
from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics.programmes import load_roster

FILE = """\
가게명,사업자등록번호,지역,업종,구분,상담사,신청일,중단일,지원 항목1,시작일1,종료일1,비용1(원),지원 항목2,시작일2,메모
사과가게,123-45-67890,경남,식품,미입점,김,2026-01-02,,detail_page.rebuild,2026. 2. 2.,20260302,60만,packaging.redesign,20260401,
배 가게,,전남,식품,입점 후 부진,이,2026년 1월 3일,2026-05-01,detail_page.rebuild,2026-02-03,,120만원,,,
"""


@pytest.fixture
def space(tmp_path):
    made = Workspace(Store.open(tmp_path / "roster.duckdb"))
    made.save_merchant("a", name="사과 가게", business_number="1234567890")
    yield made
    made.store.close()


def _load(space, text, programme="봄"):
    return load_roster(space, text.encode(), "명단.csv", programme)


def _day(value):
    return None if pd.isna(value) else pd.Timestamp(value).date()


def test_a_row_per_shop_with_numbered_treatments(space):
    told = _load(space, FILE)
    assert (told["read"], told["loaded"], told["new_merchants"], told["rejects"]) == (2, 2, 1, [])
    assert told["treatments"] == {"loaded": 3, "updated": 0, "unchanged": 0}
    assert told["left_out"] == ["메모"]
    members = roster.members(space, "봄").set_index("name")
    assert members.merchant_id["사과 가게"] == "a"  # found by its number; the name in the store stays
    assert list(members.loc["배 가게", ["segment", "consultant", "region", "industry"]]) == ["struggling", "이", "전남", "식품"]
    assert (_day(members.applied_on["배 가게"]), _day(members.left_on["배 가게"])) == (date(2026, 1, 3), date(2026, 5, 1))
    got = roster.treatments(space, "봄")
    assert sorted(zip(got.treatment, map(_day, got.started_on), map(_day, got.ended_on), got.cost.fillna(-1), strict=True)) == [
        ("detail_page.rebuild", date(2026, 2, 2), date(2026, 3, 2), 600_000),
        ("detail_page.rebuild", date(2026, 2, 3), None, 1_200_000), ("packaging.redesign", date(2026, 4, 1), None, -1)]


def test_again_changes_nothing(space):
    _load(space, FILE)
    before = roster.members(space), roster.treatments(space), space.version("a")
    told = _load(space, FILE)
    assert (told["loaded"], told["updated"], told["unchanged"], told["new_merchants"]) == (0, 0, 2, 0)
    assert told["treatments"] == {"loaded": 0, "updated": 0, "unchanged": 3}
    for old, new in zip(before, (roster.members(space), roster.treatments(space), space.version("a")), strict=True):
        assert old.equals(new) if isinstance(old, pd.DataFrame) else old == new


def test_a_corrected_file_replaces_what_files_said_and_nothing_else(space):
    _load(space, FILE)
    roster.record(space, "a", "detail_page.photography", date(2026, 2, 1), programme="봄")
    told = _load(space, "가게 ID,지원 항목,시작일\na,detail_page.rebuild,2026-02-09\n")
    assert told["treatments"] == {"loaded": 0, "updated": 1, "unchanged": 0}
    got = roster.treatments(space).query("merchant_id == 'a'")
    assert sorted(zip(got.treatment, map(_day, got.started_on), strict=True)) == [
        ("detail_page.photography", date(2026, 2, 1)), ("detail_page.rebuild", date(2026, 2, 9)),
        ("packaging.redesign", date(2026, 4, 1))]
    assert roster.members(space).set_index("merchant_id").consultant["a"] == "김"  # the file has no such column
    _load(space, "가게 ID,담당 상담사,신청일\na,,2026-01-02\n")
    assert pd.isna(roster.members(space).set_index("merchant_id").consultant["a"])  # an empty cell takes it back


def test_a_row_per_treatment_in_a_workbook(space):
    first, second = pd.Timestamp("2026-02-01"), pd.Timestamp("2026-03-01")
    frame = pd.DataFrame({"상호": ["배", "배", "감"], "사업명": ["봄", "봄", "가을"], "신청일": [first] * 3,
                          "패키지": ["상세", "포장", None], "시작일": [first, second, None]})
    out = io.BytesIO()
    frame.to_excel(out, index=False)
    told = load_roster(space, out.getvalue(), "명단.xlsx")
    assert (told["programmes"], told["loaded"], told["rejects"]) == (["가을", "봄"], 2, [])
    assert list(roster.treatments(space, "봄").package) == ["상세", "포장"]


@pytest.mark.parametrize(("row", "reason"), [
    (",봄봄,미입점,2026-01-02,,,", "which shop"), ("b,,이상,2026-01-02,,,", "미입점"), ("b,,미입점,2026-13-02,,,", "not a day"),
    ("b,,미입점,2026-01-02,없는 처방,2026-01-05,", "no treatment"),
    ("b,,미입점,2026-01-02,detail_page.rebuild,,", "When did it begin"),
    ("b,,미입점,2026-01-02,detail_page.rebuild,2026-02-01,-5", "amount"), ("b,,미입점,2026-01-02,,2026-02-01,", "what the shop")])
def test_a_bad_row_is_refused_with_its_reason_and_the_others_are_taken(space, row, reason):
    told = _load(space, f"가게 ID,메모,구분,신청일,지원 항목,시작일,비용\n{row}\nc,,미입점,2026-01-02,,,\n")
    assert [r["row"] for r in told["rejects"]] == [2]
    assert reason in told["rejects"][0]["reason"]
    assert list(roster.members(space).merchant_id) == ["c"]
    assert roster.treatments(space).empty


def test_who_is_meant_must_be_clear(space):
    space.save_merchant("b", name="사과가게")
    told = _load(space, "가게명,신청일\n사과 가게,2026-01-02\n")
    assert "Several shops" in told["rejects"][0]["reason"]
    told = _load(space, "가게 ID,구분,신청일\na,미입점,2026-01-02\na,기입점,2026-01-02\n")
    assert "earlier row" in told["rejects"][0]["reason"]


@pytest.mark.parametrize("text", ["", "이름만\n가\n", "상품명,수량\n사과,1\n", "가게명,시작일,지원 시작일\n가,,\n"])
def test_what_is_no_roster_is_said_in_a_sentence(space, text):
    with pytest.raises(InputProblem):
        _load(space, text)
    assert roster.members(space).empty


def test_no_treatment_of_the_future_is_known(space):
    _load(space, FILE)
    known = roster.treatments(space, as_of=date(2026, 3, 1))
    assert list(known.treatment) == ["detail_page.rebuild"] * 2
    assert known.ended_on.isna().all()
    assert roster.treatments(space, as_of=date(2026, 2, 2)).empty


def test_a_viewer_of_few_sees_only_these_and_loads_nothing(space):
    _load(space, FILE)
    mine = Workspace(space.store, Viewer("c", frozenset({"a"})))
    assert set(roster.members(mine).merchant_id) == {"a"} == set(roster.treatments(mine).merchant_id)
    with pytest.raises(AccessDenied):
        _load(mine, FILE)
    with pytest.raises(AccessDenied):
        roster.set_stage(mine, "봄", "mid", date(2026, 1, 1))
    other = next(m for m in roster.members(space).merchant_id if m != "a")
    with pytest.raises(AccessDenied):
        roster.record(mine, other, "detail_page.rebuild", date(2026, 1, 1))
    nobody = Workspace(space.store, Viewer("x' OR true --", frozenset({"x') OR true --"})))
    assert roster.members(nobody).empty


def test_stages_follow_one_another(space):
    roster.set_stage(space, "봄", "intake", date(2026, 1, 1))
    roster.set_stage(space, "봄", "exit", date(2026, 9, 1))
    roster.set_stage(space, "봄", "exit", date(2026, 10, 1))
    for stage, day in (("mid", date(2026, 12, 1)), ("mid", date(2026, 1, 1)), ("later", date(2026, 5, 1))):
        with pytest.raises(InputProblem):
            roster.set_stage(space, "봄", stage, day)
    assert [(s, _day(d)) for s, d in zip(*roster.stages(space, "봄")[["stage", "as_of"]].T.to_numpy(), strict=True)] == [
        ("intake", date(2026, 1, 1)), ("exit", date(2026, 10, 1))]


def test_recorded_by_hand_again_replaces(space):
    roster.record(space, "a", "detail_page.rebuild", date(2026, 2, 1), cost=5)
    roster.record(space, "a", "detail_page.rebuild", date(2026, 2, 1), date(2026, 3, 1), cost=7)
    assert list(roster.treatments(space).cost) == [7]
    for wrong in ({"treatment": None}, {"ended_on": date(2025, 1, 1)}, {"cost": -1}):
        with pytest.raises(InputProblem):
            roster.record(space, **{"merchant_id": "a", "treatment": "x", "started_on": date(2026, 2, 1), **wrong})
    with pytest.raises(InputProblem):
        roster.record(space, "nobody", "x", date(2026, 2, 1))
