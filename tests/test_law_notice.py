"""상품정보제공고시: all 40 groups with values written by hand, names as marketplaces give them, texts that point elsewhere."""
import json
from collections.abc import Iterable

import pytest

from data.reference import law as reference
from diagnostics import law
from diagnostics.law import notice_values
from diagnostics.law.notice_given import given
from tests.notices import FULL, NAVER, WORDINGS

GROUPS = [code for code in reference.notice_items() if code != reference.COMMON_TERMS]
DATED = [(code, item.item) for code in GROUPS for item in reference.notice_items()[code] if item.kind == "date"]
PLACED = [(code, item.item) for code in GROUPS for item in reference.notice_items()[code] if item.kind == "origin"]
AWAY = ("상세설명 참조", "상세페이지 참조", "상세 페이지 참고", "상품상세 참고", "상품 상세페이지 참조바람", "이미지 참조",
        "실물 참조", "실물상품 참조",
        "별도 표시", "별도표기", "제품에 별도 표기", "제품 후면 별도 표기일까지", "제품 뒷면 표기", "포장지 참조",
        "제품 라벨 표기일까지", "용기 하단 표기",
        "상세이미지를 참고해 주세요", "본문 참조", "하단 상세 설명 참고 바랍니다", "상품 페이지 내 별도 기재",
        "포장재에 별도 표시된 날짜까지",
        "1. 상세페이지 참조", "상세페이지 참조 (문의 1588-0000)", "Refer to detail page", "제품 겉면 표기사항 참조")


def faults(group: str, notice: object, **more: str) -> dict[str, set[str]]:
    """Rule to the items that it names, without what is said of claims."""
    found = law.check_text(group=group, notice=notice, **more)  # type: ignore[arg-type]
    return {g["rule"]: set(items(g)) for g in found if g["rule"].startswith("notice.")}


def items(gate: dict) -> Iterable[str]:
    """The items that a finding names; some names hold the sign that stands between them."""
    left = gate["params"]["items"]
    names = sorted({i.item for group in reference.notice_items().values() for i in group}, key=len, reverse=True)
    while left:
        name = next(n for n in names if left.startswith(n))
        yield name
        left = left[len(name):].removeprefix(" · ")


def test_there_are_forty_groups_and_all_are_written_by_hand() -> None:
    assert len(GROUPS) == 40 and list(FULL) == GROUPS
    for code in GROUPS:
        assert len(FULL[code]) == len(reference.notice_items()[code]), code


@pytest.mark.parametrize("group", GROUPS)
def test_a_complete_notice_passes(group: str) -> None:
    notice = dict(zip((i.item for i in reference.notice_items()[group]), FULL[group], strict=True))
    assert law.check_text(group=group, notice=notice, category="") == []


@pytest.mark.parametrize("group", GROUPS)
def test_each_missing_item_is_named_alone(group: str) -> None:
    wanted = reference.notice_items()[group]
    notice = dict(zip((i.item for i in wanted), FULL[group], strict=True))
    for item in wanted:
        without = {k: v for k, v in notice.items() if k != item.item}
        found = faults(group, without)
        if item.conditional:
            # Where we can tell that it does not apply, such as an import phrase for home-made goods, nothing is asked.
            assert found in ({"notice.unsaid": {item.item}}, {"notice.missing": {item.item}}, {}), (item.item, found)
            assert found or item.applies, item.item
        else:
            assert found == {"notice.missing": {item.item}}, (item.item, found)
        assert faults(group, {**notice, item.item: ""}) == found and faults(group, {**notice, item.item: " - "}) == found


@pytest.mark.parametrize(("group", "item"), [*DATED, *PLACED])
def test_dates_and_origins_that_point_elsewhere_do_not_count(group: str, item: str) -> None:
    notice = dict(zip((i.item for i in reference.notice_items()[group]), FULL[group], strict=True))
    for text in AWAY:
        assert faults(group, {**notice, item: text}) == {"notice.evasive": {item}}, text


@pytest.mark.parametrize("group", GROUPS)
def test_numbers_that_point_elsewhere_do_not_count(group: str) -> None:
    wanted = reference.notice_items()[group]
    notice = dict(zip((i.item for i in wanted), FULL[group], strict=True))
    for item in wanted:
        if item.kind == "number":
            assert faults(group, {**notice, item.item: "상세설명 참조"}) == {"notice.evasive": {item.item}}, item.item
        elif item.kind == "text":
            assert faults(group, {**notice, item.item: "상세설명 참조"}) == {"notice.elsewhere": {item.item}}, item.item


@pytest.mark.parametrize("text", [
    "2026.10 제조 (상세페이지 참조)", "2026년 10월", "2026-10-01 ~ 2027-09-30", "20261001", "발송일 기준 30일 이상 남은 상품만",
    "주문접수일 기준 3일 이내 제조", "10월 1일~10월 20일 상품 순차 발송", "주문 후 제작", "주문 확인 후 당일 제조",
    "매일 아침 구워 발송",
    "제조일로부터 12개월", "개봉 후 12개월, 제조 2026.08", "수확 후 당일 발송", "26.10.01 포장", "별도 표기 / 2026년 산",
    "2026년산"])
def test_dates_may_be_days_or_rules(text: str) -> None:
    for group, item in DATED:
        notice = dict(zip((i.item for i in reference.notice_items()[group]), FULL[group], strict=True))
        assert faults(group, {**notice, item: text}) == {}, (group, item)


@pytest.mark.parametrize(("group", "item", "text"), [
    ("WEAR", "제조연월", "최근"), ("WEAR", "A/S 책임자와 전화번호", "고객센터"), ("KIDS", "KC 인증정보", "KC 인증 필"),
    ("MEDICAL_APPLIANCES", "의료기기법상 허가·인증·신고 번호", "허가 받음"), ("BOOKS", "발행일", "절찬 판매")])
def test_items_without_the_fact_itself_are_asked_for(group: str, item: str, text: str) -> None:
    notice = dict(zip((i.item for i in reference.notice_items()[group]), FULL[group], strict=True))
    assert faults(group, {**notice, item: text}) == {"notice.vague": {item}}


@pytest.mark.parametrize(("text", "said"), [
    ("해당없음", False), ("해당 없음", False), ("해당사항 없음", False), ("없음", False), ("N/A", False), ("비해당", False),
    ("대상 아님", False),
    ("해당없음(국내산)", True), ("해당 없음 - 전기를 쓰지 않는 제품", True), ("해당사항없음. 국내 제조", True), ("해당없음 "
                                                                                   "상품", False),
    ("없음표 무늬", None), ("국내산", None), ("NASA 원단", None)])
def test_none_needs_a_reason(text: str, said: bool | None) -> None:
    assert notice_values.says_none(text) is said


@pytest.mark.parametrize(("group", "names"), [(g, n) for g, several in WORDINGS.items() for n in several])
def test_items_go_by_other_names(group: str, names: tuple[str, ...]) -> None:
    """Names as Coupang, Cafe24 and sellers write them, with one value each; nothing is missing."""
    notice = dict.fromkeys(names, "2026년 10월 1일, 국내산, 500g, 1588-0000")
    assert "notice.missing" not in faults(group, notice), faults(group, notice)


@pytest.mark.parametrize("group", sorted(NAVER))
def test_keys_of_the_commerce_api_are_read(group: str) -> None:
    notice = {"productInfoProvidedNoticeType": group, group.lower(): NAVER[group]}
    assert faults(group, json.dumps(notice, ensure_ascii=False)).get("notice.missing", set()) <= {"제조국(원산지)"}
    assert given(json.dumps(notice))[1] == group


def test_a_list_of_pairs_is_read() -> None:
    pairs = [{"noticeCategoryName": "의류", "noticeCategoryDetailName": i.item, "content": text}
             for i, text in zip(reference.notice_items()["WEAR"], FULL["WEAR"], strict=True)]
    assert given(json.dumps(pairs))[1] == "WEAR"
    assert law.check_text(notice=json.dumps(pairs)) == [], "the group is the one that the notice names"
    assert faults("WEAR", json.dumps(pairs[1:])) == {"notice.missing": {"제품 소재"}}


@pytest.mark.parametrize("between", ["\n", " | ", "; ", " / ", "\r\n", " "])
def test_one_free_text_is_read(between: str) -> None:
    wanted = reference.notice_items()["GENERAL_FOOD"]
    lines = [f"{i.item}: {text}" for i, text in zip(wanted, FULL["GENERAL_FOOD"], strict=True)]
    assert faults("GENERAL_FOOD", between.join(lines)) == {}
    assert faults("GENERAL_FOOD", between.join(lines[:1] + lines[2:])) == {"notice.missing": {"식품의 유형"}}


@pytest.mark.parametrize("text", ["", "  ", "not json", "[]", "3", "null", "[1, 2]", "그냥 좋은 상품이에요"])
def test_what_is_no_notice_is_not_known(text: str) -> None:
    assert given(text) == (None, None)
