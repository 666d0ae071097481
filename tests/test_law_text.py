"""A text judged without a store: by the function and by the command line."""
import io
import json
from pathlib import Path

import pytest

from diagnostics import law
from diagnostics.__main__ import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict, str]:
    code = main(["law", *arguments])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def rules(found: list[dict]) -> list[str]:
    return [g["rule"] for g in found]


def test_a_text_is_judged_with_places_basis_and_a_lawful_wording() -> None:
    text = "구수한 여주차예요. 당뇨에 좋은 여주, 당뇨 예방에도 좋아요."
    found = {g["rule"]: g for g in law.check_text(text, "FOOD", title="여주차")}
    assert set(found) == {"CL001", "DD101"}
    assert [text[a:b] for part, a, b in found["CL001"]["hits"] if part == "detail_text"] == ["당뇨 예방"]
    assert next(text[a:b] for _part, a, b in found["DD101"]["hits"]) == "당뇨에 좋은"
    assert all(g["basis"] and g["as_of"] and g["reason"] and g["rewording"] and g["severity"] == "block" for g in found.values())
    assert found["CL001"]["params"]["matched"] == "당뇨 예방" and found["CL001"]["product_name"] == "여주차"


def test_the_group_is_taken_as_said_read_from_the_category_or_not_known() -> None:
    text = "당뇨 예방에 좋은 차"
    assert "CL001" in rules(law.check_text(text, "가공식품")) and "CL001" in rules(law.check_text(text, category="식품>음료>차"))
    assert rules(law.check_text(text)) == ["group.unknown"]
    assert law.check_text("", "FOOD") == [] and law.check_text("맛있는 사과예요", "FOOD") == []


def test_each_part_is_looked_through() -> None:
    found = law.check_text("", "FOOD", title="항암 사과", keywords="종양",
                           notice="품목 또는 명칭: 사과\n주의사항: 암 예방에 좋아요")
    assert {part for g in found for part, _a, _b in g["hits"]} >= {"title", "keywords", "notice"}
    notice = {"품목 또는 명칭": "사과", "주의사항": "암 예방에 좋아요"}
    shown = law.notice_text(notice)
    hit = next(h for g in law.check_text("", "FOOD", notice=notice) if g["rule"] == "CL001" for h in g["hits"])
    assert shown[hit[1]:hit[2]] == "암 예방"


@pytest.mark.parametrize(("more", "rule", "severity"), [
    ({"title": "국산 참깨 500g", "origin": "중국산"}, "origin.contradicts", "block"),
    ({"title": "국내산 참깨 500g", "notice": {"원산지": "중국"}}, "origin.contradicts", "block"),
    ({"title": "참깨 500g", "origin": "미국산", "notice": {"원산지": "호주"}}, "origin.contradicts", "review"),
    ({"title": "제주산 감귤", "origin": "수입산"}, "origin.contradicts", "block"),
    ({"title": "참깨", "origin": "China"}, "origin.latin", "review"),
    ({"title": "참깨", "text": "고소해요", "notice": {"품목": "참깨"}}, "origin.unstated", "review"),
])
def test_origins(more: dict, rule: str, severity: str) -> None:
    text = more.pop("text", "")
    assert (rule, severity) in {(g["rule"], g["severity"]) for g in law.check_text(text, "FOOD", **more)}


@pytest.mark.parametrize("more", [
    {"title": "국내산 참깨", "origin": "국내산(경북 예천)"}, {"title": "청송 사과", "origin": "경상북도 청송군"},
    {"title": "중국식 볶음장", "origin": "국내산"}, {"title": "미국산 소고기", "origin": "수입산(미국)"},
    {"title": "딸기잼", "origin": "딸기(국내산), 설탕(태국산)", "notice": {"원산지": "국내산"}},
    {"title": "제주 여행에서 먹던 갈치", "origin": "노르웨이"},
    {"title": "수입산 연어", "origin": "노르웨이"}, {"title": "호두", "origin": "Korea 국내산"},
    {"title": "메이드 인 코리아 접시", "origin": ""},
    {"title": "한국산 도라지", "origin": "대한민국"}, {"title": "안데스 소금", "origin": "칠레"}])
def test_origins_that_agree(more: dict) -> None:
    assert [r for r in rules(law.check_text("", "FOOD", **more)) if r.startswith("origin.")] == []


@pytest.mark.parametrize(("group", "certification", "asked"), [
    ("KIDS", "KC 인증 필", True), ("KIDS", "CB123A456-7890", False), ("KIDS", "해당 없음(인증 대상이 아닌 상품)", False),
    ("KIDS", "해당없음", True), ("HOME_APPLIANCES", "인증 받음", True), ("HOME_APPLIANCES", "R-R-EXM-1234", False),
    ("BIOCHEMISTRY", "신고함", True), ("MEDICAL_APPLIANCES", "제허 26-123호", False), ("WEAR", "KC", False), ("KIDS", "", False)])
def test_numbers_of_certificates_are_asked_for_where_the_group_needs_them(group: str, certification: str, asked: bool) -> None:
    found = [r for r in rules(law.check_text("", group, certification=certification)) if r.startswith("certification.")]
    assert bool(found) == asked


def test_the_command_reads_a_file_the_input_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_bytes("<html><body><p>항<b>암</b> 버섯</p><script>var 당뇨예방 = 1</script></body></html>".encode("cp949"))
    code, answer, _err = run(capsys, "--group", "FOOD", "--text", str(page))
    assert code == 0 and [g["rule"] for g in answer["must"]] == ["CL002"] and answer["group_name"].startswith("식품")
    assert answer["must"][0]["rewording"].startswith("‘항암’ 대신")
    monkeypatch.setattr("sys.stdin", io.StringIO("세일 상품은 환불 불가"))
    code, answer, _err = run(capsys, "--group", "WEAR", "--text", "-", "--lang", "en")
    assert code == 0 and [g["rule"] for g in answer["check"]] == ["CL049"] and answer["headline"].startswith("1 point")


def test_the_command_shows_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    code, card, _err = run(capsys, "--rule", "CL024")
    assert code == 0 and card["link"].endswith("화장품법") and card["family"] == "cosmetic_medical"
    assert card["groups"] == ["화장품"]


@pytest.mark.parametrize("arguments", [(), ("--text", "/no/such/file"), ("--text", "-", "--notice", "-"), ("--rule", "CL999"),
                                       ("--title", "가", "--group", "NONE")])
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, err = run(capsys, *arguments)
    assert code == 2 and answer == {} and err.count("\n") == 1
