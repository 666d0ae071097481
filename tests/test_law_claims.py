"""The rules about claims: each fires on its example, none on what the law allows."""
import re
import unicodedata

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InputProblem
from data.reference import law
from diagnostics.law import claims, rewording, rule_card, wording
from diagnostics.law.groups import group_of, regimes_of
from diagnostics.law.plain import read
from diagnostics.texts import Texts
from tests.law_listings import COMPULSORY, TEXTS, UNLAWFUL
from tests.law_texts import LAWFUL, WHITELISTED

GROUP = {"food": "GENERAL_FOOD", "diet_food": "DIET_FOOD", "cosmetic": "COSMETIC", "common": "WEAR", "commerce": "ETC",
         "origin": "FOOD", "chemical": "BIOCHEMISTRY", "device": "ETC"}
RULES = [rule for rule in law.claims() if rule.regime != "notice"]
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)


def found(text: str, group: str | None, where: str = "detail_text") -> dict[str, claims.Hit]:
    return {hit.rule.id: hit for hit in claims.find({where: text}, group)}


def test_all_sixty_rules_are_there_with_source_and_date() -> None:
    rules = law.claims()
    assert [r.id for r in rules if not r.ours] == [f"CL{n:03}" for n in range(1, 61)]
    assert all("2026-" in r.as_of or "2023-" in r.as_of for r in rules if r.ours) and sum(r.ours for r in rules) == 30
    assert all(r.source and r.as_of[:2] == "20" and r.severity in ("block", "review", "info") for r in rules)
    assert {r.family for r in RULES} == set(wording.FAMILIES)


@every_rule
@pytest.mark.parametrize("where", ["title", "detail_text", "keywords"])
def test_each_rule_fires_on_its_example(rule: law.Claim, where: str) -> None:
    hit = found(rule.example, GROUP[rule.regime], where)[rule.id]
    assert hit.severity == rule.severity and hit.where == where
    assert hit.words and all(rule.example[start:end] for _part, start, end in hit.spans)
    assert {" ".join(rule.example[start:end].split()) for _part, start, end in hit.spans} == set(hit.words)


@every_rule
def test_what_a_rule_finds_the_store_suspects(rule: law.Claim) -> None:
    """The expressions for the store know no lookaround and other white space; they must still find all that a rule finds."""
    given = {f"p{i}": pattern for i, pattern in enumerate(_patterns(rule))}
    wide = " OR ".join(f"regexp_matches($text, ${name})" for name in given)
    for text in (rule.example, f"앞 문장이에요.\n{rule.example}\n뒤 문장이에요.", rule.example.replace(" ", "\u00a0")):
        if rule.found.search(text):
            assert duckdb.execute(f"SELECT {wide}", {"text": text, **given}).fetchall() == [(True,)], text


def _patterns(rule: law.Claim) -> tuple[str, ...]:
    return claims.prefilters(regimes_of(GROUP[rule.regime]), "block" if rule.severity == "block" else "other")


@pytest.mark.parametrize("id", sorted(WHITELISTED))
def test_each_rule_is_silent_on_its_whitelist(id: str) -> None:
    rule = next(r for r in RULES if r.id == id)
    assert rule.allowed is not None
    assert any(rule.found.search(text) for text in WHITELISTED[id]), "without the whitelist one of them would be a hit"
    for text in WHITELISTED[id]:
        assert rule.allowed.search(text), f"{text} does not carry the whitelisted phrase"
        assert id not in found(text, GROUP[rule.regime]), text


def test_every_whitelist_is_tried() -> None:
    assert set(WHITELISTED) == {r.id for r in RULES if r.whitelist}


@pytest.mark.parametrize(("group", "text"), [(g, t) for g, texts in LAWFUL.items() for t in texts])
def test_lawful_texts_stay_clean(group: str, text: str) -> None:
    assert found(text, group) == {}


def test_there_are_ten_lawful_texts_for_each_group() -> None:
    assert all(len(texts) >= 10 for texts in LAWFUL.values())


def test_rules_hold_for_their_groups_only() -> None:
    assert "CL001" in found("당뇨 예방에 좋은 여주차", "FOOD")
    assert not {"CL001", "CL021", "CL024"} & set(found("당뇨 예방에 좋은 여주차", "WEAR"))
    assert "CL024" in found("항염 크림", "COSMETIC") and "CL024" not in found("항염 크림", "GENERAL_FOOD")
    assert "CL059" in found("순한 세제", "BIOCIDAL") and found("순한 국물", "GENERAL_FOOD") == {}
    assert "CL060" in found("혈액순환 팔찌", "ETC") and "CL060" not in found("혈액순환 크림", "COSMETIC")
    assert set(found("당뇨 예방, 국내 유일", None)) == {"CL039"}, "without a group only what holds for all goods"


def test_the_disclaimer_excuses_nothing_beside_it() -> None:
    """식품표시광고법: “it is no medicine” does not make a claim lawful."""
    assert "CL001" in found("암 예방에 좋은 차 본 제품은 질병의 예방 및 치료를 위한 의약품이 아닙니다", "GENERAL_FOOD")
    assert "CL021" in found("관절염을 치료해요. 본 제품은 질병의 예방 및 치료를 위한 의약품이 아닙니다. 심의필", "DIET_FOOD")


def test_a_whitelisted_phrase_far_away_does_not_speak_for_a_claim() -> None:
    assert "CL001" in found("질병관리청. 당뇨 예방에 좋아요", "FOOD"), "another sentence"
    assert "CL001" in found("질병관리청 " + "가나다 " * 15 + "당뇨 예방에 좋아요", "FOOD"), "the same sentence, too far"


@pytest.mark.parametrize(("text", "ids"), [
    ("반품은 불가합니다", {"CL049"}),
    ("주문 제작이라 반품은 불가합니다", {"DD153"}),
    ("주문 제작이라 미리 알리고 동의를 받은 뒤 만들며 반품은 불가합니다", set()),
    ("주문 제작이에요. 반품은 불가합니다", {"CL049"}),
    ("단순변심은 반품 불가", {"CL049", "CL051"}),
    ("시간이 지나면 재판매가 어려워 단순변심은 반품 불가", set()),
    ("수령 후 3일 이내 반품 접수", {"CL052"}),
    ("수령 후 7일 이내 반품 접수", set()),
    ("환불은 10일 이내 처리", {"CL054"}),
    ("환불은 카드사에 따라 10일 이내 처리", set()),
])
def test_refusals_need_a_ground_in_the_same_sentence(text: str, ids: set[str]) -> None:
    assert set(found(text, "ETC")) == ids


def test_defects_to_be_told_within_days_are_looked_at_and_not_blocked() -> None:
    assert found("수령 후 2일 이내 하자 반품 접수", "FOOD")["CL052"].severity == "review"


def test_evidence_settles_a_claim() -> None:
    text = {"detail_text": "미백 세럼이에요"}
    assert [h.rule.id for h in claims.find(text, "COSMETIC")] == ["CL035"]
    assert claims.find(text, "COSMETIC", beside="식약처 기능성화장품 심사를 필함") == []


@pytest.mark.parametrize(("stated", "category", "group"), [
    ("WEAR", "식품>과일", ("WEAR", False)), ("wear", None, ("WEAR", False)), ("가공식품", None, ("GENERAL_FOOD", False)),
    ("식품(농·축·수산물)", None, ("FOOD", False)), ("기타 재화", None, ("ETC", False)), ("모르는 것", "식품>과일", (None, False)),
    (None, "패션의류>여성의류>원피스", ("WEAR", True)), (None, "식품 > 농산물 > 과일 > 사과", ("FOOD", True)),
    ("", "식품>가공식품>잼", ("GENERAL_FOOD", True)), (None, "화장품/미용>스킨케어>토너", ("COSMETIC", True)),
    (None, "식품>건강기능식품>홍삼", ("DIET_FOOD", True)), (None, "생활/건강>생활용품>세제", ("BIOCHEMISTRY", True)),
    (None, "출산/육아>유아동의류", ("KIDS", True)), (None, "식품>축산물>한우", ("FOOD", True)),
    (None, "sports_leisure", (None, False)),
    (None, None, (None, False)),
])
def test_the_group_is_stated_or_inferred(stated: str | None, category: str | None, group: tuple[str | None, bool]) -> None:
    assert group_of(stated, category) == group


def test_every_group_has_lawful_listings() -> None:
    assert list(TEXTS) == [g for g in law.notice_items() if g != law.COMMON_TERMS]
    assert all(len(set(texts)) == 4 for texts in TEXTS.values())


@pytest.mark.parametrize(("group", "text"), [(g, t) for g, texts in TEXTS.items() for t in texts])
def test_lawful_listings_stay_clean(group: str, text: str) -> None:
    assert {i: h.matched for i, h in found(text, group).items()} == {}


@pytest.mark.parametrize(("group", "text", "family"), UNLAWFUL)
def test_paraphrases_are_found(group: str, text: str, family: str) -> None:
    hits = found(text, group)
    assert family in {h.rule.family for h in hits.values()}, {i: h.matched for i, h in hits.items()}
    composed = found(unicodedata.normalize("NFD", text), group)
    assert set(composed) == set(hits), "taken apart into letters"


@pytest.mark.parametrize("text", COMPULSORY)
@pytest.mark.parametrize("group", ["DIET_FOOD", "COSMETIC", "GENERAL_FOOD", "FOOD", "ETC"])
def test_the_compulsory_sentence_never_fires(text: str, group: str) -> None:
    assert {i: h.matched for i, h in found(text, group).items()} == {}
    assert {i: h.matched for i, h in found(f"하루 한 알. {text} 심의필", group).items()} == {}
    assert found(unicodedata.normalize("NFD", text), group) == {}


def test_all_places_of_a_rule_are_given_in_the_stored_text() -> None:
    stored = "<p>항암 버섯</p> 맛있는 항<b>*</b>암 차, 그리고 " + unicodedata.normalize("NFD", "항암") + " 즙"
    hit = found(stored, "FOOD")["CL002"]
    assert [unicodedata.normalize("NFC", stored[a:b]) for _part, a, b in hit.spans] == ["항암", "항<b>*</b>암", "항암"]
    assert hit.words == ("항암",)
    both = claims.find({"title": "항암 차", "detail_text": "종양과 항암"}, "FOOD")[0]
    assert both.spans == (("title", 0, 2), ("detail_text", 0, 2), ("detail_text", 4, 6)) and both.words == ("항암", "종양")


@given(st.text(st.sampled_from("가나당뇨항암 .*<b>/&;\u200b\u1100\u1161\u11a8ａ\n"), max_size=40))
def test_the_way_back_is_within_the_stored_text(text: str) -> None:
    plain = read(text)
    for i in range(len(plain.text)):
        start, end = plain.back(i, i + 1)
        assert 0 <= start < end <= len(text)
    places = [plain.back(i, i + 1)[0] for i in range(len(plain.text))]
    assert places == sorted(places)


@pytest.mark.parametrize("rule", [r for r in RULES if r.ours], ids=lambda r: r.id)
def test_our_own_rules_say_why_they_were_added(rule: law.Claim) -> None:
    assert rule.source and rule.reason and rule.confidence in ("high", "medium", "low")


@every_rule
def test_each_rule_has_a_rewording_that_is_lawful_itself(rule: law.Claim) -> None:
    shown = re.findall("“([^”]*)”", rewording.of(rule.id))
    assert shown, rule.id
    example = shown[-1]
    worse = {i: h for i, h in found(example, GROUP[rule.regime]).items() if h.severity == "block" or i == rule.id}
    assert not worse, {i: h.matched for i, h in worse.items()}


@pytest.mark.parametrize("rule", [*(r.id for r in RULES), "notice.missing", "notice.evasive", "origin.contradicts",
                                  "certification.kids",
                                  "seller.business_number", "seller.report_due", "seller.purchase_safety", "group.unknown"])
def test_each_rule_has_a_card(rule: str) -> None:
    card = rule_card(rule)
    assert card["id"] == rule and card["basis"] and card["as_of"][:2] == "20" and card["link"].startswith("https://www.law.go.kr/")
    korean = Texts("ko")
    for name in ("says", "reason", "sanction", "hint"):
        assert card[name] and korean(card[name], matched="가", items="가", count=1, group="가", here="가", there="나",
                                     one="다", other="라",
                                     number="1", stated="가", deals=1, year="2025", limit=50, korean="가") != card[name], name


def test_a_rule_that_there_is_not_has_no_card() -> None:
    with pytest.raises(InputProblem, match="no rule CL999"):
        rule_card("CL999")
