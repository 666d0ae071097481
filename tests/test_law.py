"""The law as gates: the 고시 item by item, the order of findings, what is said where nothing can be seen."""
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.known import Tables
from data.reference import law as reference
from data.store import Store
from data.workspace import Workspace
from diagnostics import law
from diagnostics.diagnosis import diagnose, digest
from diagnostics.law import listings, notice, sieve, wording
from diagnostics.law.listings import Listing
from diagnostics.model import Gate
from diagnostics.texts import Texts

AS_OF = date(2026, 11, 23)
GROUPS = ("WEAR", "GENERAL_FOOD", "FOOD", "COSMETIC", "ETC")
SEEN = date(2026, 11, 1)

Shop = Callable[..., Workspace]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A store with the given listings (and the sales of some of them)."""
    opened = []

    def make(*listings: Mapping[str, Any], sales: Mapping[str, int] | None = None) -> Workspace:
        store = Store.open(tmp_path / f"{len(opened)}.duckdb")
        opened.append(store)
        with store.transaction() as cursor:
            for merchant in sorted({x.get("merchant_id", "m") for x in listings}):
                cursor.execute("INSERT INTO merchants (merchant_id) VALUES (?)", [merchant])
            for x in listings:
                row = {"merchant_id": "m", "channel": "naver", "observed_on": SEEN, **x}
                if isinstance(row.get("notice"), dict):
                    row["notice"] = json.dumps(row["notice"], ensure_ascii=False)
                marks = ", ".join("?" * len(row))
                cursor.execute(f"INSERT INTO listings ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            for product, amount in (sales or {}).items():
                cursor.execute("INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, product_id, "
                               "amount, status) VALUES ('m', 'naver', ?, '1', '2026-10-01 10:00', ?, ?, 'confirmed')",
                               [f"o{product}", product, amount])
        return Workspace(store)
    yield make
    for store in opened:
        store.close()


def of_listings(tables: Tables) -> list[Gate]:
    """What is said of the listings; what is said of the seller is tested by itself."""
    return [g for g in law.gates(tables) if not g.rule.startswith("seller.")]


def full(group: str) -> dict[str, str]:
    """A notice that states every item of a group."""
    by_kind = {"date": "2026년 10월 1일 제조, 2027년 9월 30일까지", "origin": "국내산(경상북도 청송군)",
               "number": "02-1234-5678, 500g", "text": "자세히 적은 내용"}
    return {item.item: "해당없음 (국내산 일반 상품)" if item.conditional else by_kind[item.kind]
            for item in reference.notice_items()[group]}


def listing(group: str, stated: Mapping[str, str], **more: Any) -> Listing:
    given = {"title": "상품", "keywords": "", "category": "", "origin": "", "certification": "", "inferred": False, **more}
    return Listing(merchant_id="m", channel="naver", product_id="1", group=group, notice=stated, suspect=frozenset(), amount=0.0,
                   **given)


def faults(group: str, stated: Mapping[str, str], **more: Any) -> notice.Faults:
    found = notice.check(listing(group, stated, **more))
    assert found is not None
    return found


@pytest.mark.parametrize("group", [g for g in reference.notice_items() if g != reference.COMMON_TERMS])
def test_a_complete_notice_passes_and_each_missing_item_is_named(group: str) -> None:
    assert faults(group, full(group)) == notice.Faults()
    for item in reference.notice_items()[group]:
        without = {k: v for k, v in full(group).items() if k != item.item}
        if item.conditional:
            assert faults(group, without).missing == ()
        else:
            assert faults(group, without) == notice.Faults(missing=(item.item,))
            assert faults(group, {**full(group), item.item: " - "}) == notice.Faults(missing=(item.item,))


def test_forty_groups_with_as_many_items_as_the_law_has() -> None:
    sizes = {code: len(items) for code, items in reference.notice_items().items()}
    assert {g: sizes[g] for g in GROUPS} == {"WEAR": 9, "GENERAL_FOOD": 11, "FOOD": 13, "COSMETIC": 11, "ETC": 5}
    assert len(sizes) == 41 and sum(sizes.values()) == 393, "40 groups and the terms of trade"
    assert all(i.source and i.as_of for items in reference.notice_items().values() for i in items)


@pytest.mark.parametrize("text", ["상세설명 참조", "상세페이지 참조", "실물상품 참조", "상품 상세페이지 참고", "별도 표시",
                                  "제품에 별도 표기", "상세 페이지를 참조해 주세요", "포장지 참조"])
@pytest.mark.parametrize(("group", "item"), [
    ("GENERAL_FOOD", "제조연월일, 소비기한 또는 품질유지기한"), ("WEAR", "제조연월"), ("WEAR", "제조국(원산지)"),
    ("FOOD", "농수산물의 원산지 표시 등에 관한 법률에 따른 원산지"), ("COSMETIC", "소비자상담 관련 전화번호"),
    ("COSMETIC", "내용물의 용량 또는 중량"), ("ETC", "제조국 또는 원산지")])
def test_dates_origins_and_numbers_that_point_elsewhere_do_not_count(group: str, item: str, text: str) -> None:
    assert faults(group, {**full(group), item: text}) == notice.Faults(evasive=(item,))


def test_other_items_that_point_elsewhere_are_to_be_looked_at() -> None:
    assert faults("WEAR", {**full("WEAR"), "색상": "상세페이지 참조"}) == notice.Faults(elsewhere=("색상",))


@pytest.mark.parametrize("text", ["발송일 기준 30일 이상 남은 상품만 보내요", "주문접수일 기준 3일 이내 제조",
                                  "10월 1일~10월 20일 상품 순차 발송", "2026.10 제조 (상세페이지 참조)", "주문 후 제작"])
def test_dates_may_be_given_as_a_rule(text: str) -> None:
    assert faults("WEAR", {**full("WEAR"), "제조연월": text}) == notice.Faults()


def test_items_are_known_under_other_names_and_by_parts() -> None:
    food = {"품명": "딸기잼", "식품 유형": "잼류", "생산자": "햇살농원, 경북 청송군", "제조연월일": "2026-10-01",
            "유통기한": "2027-09-30", "용량": "300g", "수량": "1병", "원재료": "딸기 70%, 설탕", "고객센터": "02-1234-5678"}
    assert faults("GENERAL_FOOD", food, origin="국내산").missing == ()
    without_date = {k: v for k, v in food.items() if k != "유통기한"}
    assert faults("GENERAL_FOOD", without_date).missing == ("제조연월일, 소비기한 또는 품질유지기한",)
    assert faults("GENERAL_FOOD", {**food, "유통기한": "실물 참조"}).evasive == ("제조연월일, 소비기한 또는 품질유지기한",)
    bare = {k: v for k, v in full("WEAR").items() if k != "제조국(원산지)"}
    assert faults("WEAR", bare, origin="대한민국").missing == (), "the origin field of the listing states it"
    assert faults("WEAR", bare, origin="상세페이지 참조").evasive == ("제조국(원산지)",)


def test_conditional_items_ask_only_where_they_may_apply() -> None:
    gm, imported = "유전자변형식품에 해당하는 경우의 표시", "수입식품 문구"
    plain = {k: v for k, v in full("GENERAL_FOOD").items() if k not in (gm, imported)}
    assert faults("GENERAL_FOOD", plain, origin="국내산") == notice.Faults(unsaid=(gm,)), "home-made: no import phrase"
    assert faults("GENERAL_FOOD", plain, origin="중국") == notice.Faults(missing=(imported,), unsaid=(gm,))
    assert faults("GENERAL_FOOD", {**plain, gm: "해당없음", imported: "해당없음"}, origin="국내산") == notice.Faults(bare=(gm,))
    phrase = "기능성화장품 심사필 문구"
    cosmetic = {k: v for k, v in full("COSMETIC").items() if k != phrase}
    assert faults("COSMETIC", cosmetic, title="촉촉 토너") == notice.Faults()
    assert faults("COSMETIC", cosmetic, title="미백 토너") == notice.Faults(missing=(phrase,))


def test_none_for_a_compulsory_item_is_looked_at() -> None:
    assert faults("WEAR", {**full("WEAR"), "색상": "해당없음"}) == notice.Faults(bare=("색상",))


def test_gates_name_listing_rule_item_basis_and_a_hint(shop: Shop) -> None:
    stated = {k: v for k, v in full("WEAR").items() if k != "치수"} | {"제조연월": "상세설명 참조"}
    found = of_listings(shop({"product_id": "1", "title": "린넨 셔츠", "notice_group": "WEAR", "notice": stated}).tables(AS_OF))
    assert [(g.rule, g.severity, g.product_id, g.merchant_id, g.where, g.matched) for g in found] == [
        ("notice.evasive", "block", "1", "m", "notice", "제조연월"), ("notice.missing", "block", "1", "m", "notice", "치수")]
    assert all("전자상거래법" in g.basis and g.as_of == "2023-01-01" and g.hint for g in found)
    assert Texts("ko")(found[1].reason, **found[1].params) == "의류 고시에서 1가지가 비어 있어요: 치수."
    assert "치수" in Texts("en")(found[1].reason, **found[1].params)


def test_claims_in_title_detail_and_keywords(shop: Shop) -> None:
    workspace = shop({"product_id": "1", "title": "여주차", "detail_text": "당뇨 예방에 좋아요", "keywords": "항암, 차",
                      "category": "식품>음료>차"})
    found = {g.rule: g for g in law.gates(workspace.tables(AS_OF)) if g.product_id}
    assert {(r, g.where, g.matched) for r, g in found.items()} == {
        ("CL001", "detail_text", "당뇨 예방"), ("CL002", "keywords", "항암")}
    assert found["CL001"].severity == "block" and "식품등의 표시·광고에 관한 법률" in found["CL001"].basis
    assert Texts("ko")(found["CL001"].reason, **found["CL001"].params).startswith("‘당뇨 예방’")


def test_the_inferred_group_is_said(shop: Shop) -> None:
    jam = {"product_id": "1", "title": "잼", "category": "식품>가공식품>잼", "notice": {"제품명": "잼"}}
    missing = next(g for g in law.gates(shop(jam).tables(AS_OF)) if g.rule == "notice.missing")
    assert missing.reason == wording.MISSING_INFERRED and missing.params["inferred"] is True
    assert missing.params["group"] == "가공식품"


def test_not_knowing_is_one_note_and_no_block(shop: Shop) -> None:
    """The product list of Naver carries no notice: that is no violation of anybody."""
    rows = [{"product_id": str(i), "title": f"상품 {i}", "category": "식품>농산물>과일"} for i in range(5)]
    found = of_listings(shop(*rows).tables(AS_OF))
    assert [(g.rule, g.severity, g.product_id, g.params["count"]) for g in found] == [
        ("notice.unknown", "info", "", 5), ("origin.unknown", "info", "", 5)]


def test_where_others_carry_a_notice_the_rest_is_asked_for(shop: Shop) -> None:
    found = of_listings(shop({"product_id": "1", "title": "가", "notice_group": "ETC", "notice": full("ETC")},
                           {"product_id": "2", "title": "나", "notice_group": "ETC"},
                           {"product_id": "3", "title": "다", "notice_group": "ETC", "notice": "not json"}).tables(AS_OF))
    assert [(g.rule, g.severity, g.params["count"], g.params["items"]) for g in found] == [
        ("notice.unknown", "review", 2, "나, 다")]


def test_an_unknown_group_is_noted_and_only_common_rules_hold(shop: Shop) -> None:
    found = of_listings(shop({"product_id": "1", "title": "당뇨 예방, 국내 유일", "notice": {"가": "나"}}).tables(AS_OF))
    assert [(g.rule, g.product_id) for g in found] == [("CL039", "1"), ("group.unknown", "")]


def test_blocks_come_first_then_money_at_stake(shop: Shop) -> None:
    rows = [{"product_id": str(i), "title": t, "category": "식품>가공식품>잼"}
            for i, t in enumerate(["국내 최초 잼", "당뇨 예방 잼", "항암 잼", "세계 최초 잼"])]
    found = law.gates(shop(*rows, sales={"0": 900_000, "2": 5_000, "1": 1_000, "3": 950_000}).tables(AS_OF))
    shown = [(g.severity, g.product_id, g.amount) for g in found if g.product_id]
    assert shown[:2] == [("block", "2", 5_000.0), ("block", "1", 1_000.0)]
    assert [s for s in shown if s[0] == "review"] == sorted((s for s in shown if s[0] == "review"), key=lambda s: -s[2])


def test_no_more_than_two_hundred_and_how_many_more(shop: Shop) -> None:
    rows = [{"product_id": f"{i:03}", "title": f"항암 잼 {i}", "notice_group": "GENERAL_FOOD"} for i in range(230)]
    found = law.gates(shop(*rows).tables(AS_OF))
    assert sum(bool(g.product_id) for g in found) == 200
    assert next(g for g in found if g.rule == "law.more").params == {"count": 30}


def test_each_merchant_gets_his_own(shop: Shop) -> None:
    found = of_listings(shop({"merchant_id": "a", "product_id": "1", "title": "항암 잼", "notice_group": "GENERAL_FOOD"},
                           {"merchant_id": "b", "product_id": "1", "title": "잼", "notice_group": "GENERAL_FOOD"}).tables(AS_OF))
    assert {(g.merchant_id, g.rule) for g in found} == {
        ("a", "CL002"), *((m, f"{what}.unknown") for m in "ab" for what in ("notice", "origin"))}


def test_the_newest_observation_holds_and_the_future_is_not_known(shop: Shop) -> None:
    old = {"product_id": "1", "notice_group": "GENERAL_FOOD"}
    workspace = shop({**old, "title": "항암 잼", "observed_on": date(2026, 10, 1)},
                     {**old, "title": "딸기잼", "observed_on": date(2026, 11, 1)})

    def rules(day: date) -> set[str]:
        return {g.rule for g in law.gates(workspace.tables(day)) if g.product_id}
    assert rules(AS_OF) == set() and rules(date(2026, 11, 1)) == {"CL002"}
    assert law.gates(workspace.tables(date(2026, 10, 1))) == ()


def test_of_many_listings_only_suspects_come_with_their_texts(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "FEW", 1)
    odd = unicodedata.normalize("NFD", "평범한 배")
    tables = shop({"product_id": "1", "title": "사과", "detail_text": "맛있는 사과", "category": "식품>농산물"},
                  {"product_id": "2", "title": "배", "detail_text": "항암 배", "category": "식품>농산물"},
                  {"product_id": "3", "title": "무료 배", "notice_group": "FOOD"},
                  {"product_id": "4", "title": "배", "detail_text": odd, "category": "식품>농산물"}).tables(AS_OF)
    read = {x.product_id: x for batch in listings.batches(tables) for x in batch}
    assert [set(read[i].suspect) for i in "1234"] == [set(), {"block"}, {"other"}, {"block", "other"}]
    assert [read[i].detail for i in "1234"] == ["", "항암 배", "", odd]


def test_few_and_many_listings_are_judged_alike(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of every rule in every group, with the group stated or filed, both ways."""
    filed = {"FOOD": "식품>농산물", "COSMETIC": "화장품", "DIET_FOOD": "식품>건강기능식품", "BIOCHEMISTRY": "생활용품>세제",
             "ETC": "문구"}
    rows = [{"product_id": f"{rule.id}-{group}-{stated}", "title": "상품", "detail_text": rule.example,
             **({"notice_group": group} if stated else {"category": category})}
            for rule in reference.claims() for group, category in filed.items() for stated in (True, False)]
    tables = shop(*rows, {"product_id": "none", "title": reference.claims()[38].example}).tables(AS_OF)
    monkeypatch.setattr(law, "SHOWN", 10_000)
    monkeypatch.setattr(listings, "FEW", 0)
    many = law.gates(tables)
    monkeypatch.setattr(listings, "FEW", 10_000)
    monkeypatch.setattr(sieve, "WORTH", 10_000)
    monkeypatch.setattr(listings, "_first", lambda relations: listings._ordered(  # written down anew, with the other limit
        relations.listings.select(*listings._PLAIN, "detail_text")))
    assert law.gates(tables) == many and len(many) > 300


def test_every_wording_is_there_in_both_languages() -> None:
    korean = Texts("ko")
    constants = [v for k, v in vars(wording).items() if k.isupper() and isinstance(v, str)]
    params = {"matched": "무엇", "items": "가", "count": 1, "group": "의류"}
    for text in [*constants, *(t for pair in wording.FAMILIES.values() for t in pair)]:
        assert korean(text, **params) != Texts("en")(text, **params), text


def test_a_changed_law_makes_a_new_diagnosis(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = shop({"product_id": "1", "title": "항암 잼", "notice_group": "GENERAL_FOOD"})
    before = digest(workspace, "m", AS_OF, "intake")
    assert digest(workspace, "m", AS_OF, "intake") == before and len(law.fingerprint()) == 12
    monkeypatch.setattr(law, "fingerprint", lambda: "another law")
    assert digest(workspace, "m", AS_OF, "intake") != before


def test_the_result_json_carries_the_gates(shop: Shop) -> None:
    result = diagnose(shop({"product_id": "1", "title": "항암 잼", "notice_group": "GENERAL_FOOD"}), "m", AS_OF)
    gate = result["gates"][0]
    assert set(gate) == set(Gate.__dataclass_fields__)
    assert (gate["rule"], gate["severity"], gate["matched"], gate["product_name"]) == ("CL002", "block", "항암", "항암 잼")
    assert result == json.loads(json.dumps(result))
