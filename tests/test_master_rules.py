"""The product list against the channels: each rule finds its planted fault and nothing else; clean products stay clean; fixes."""
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data import master
from data.errors import AccessDenied, InputProblem
from data.reference import limits, product_rules
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import units
from diagnostics.master import apply, apply_all, differences, overview, validate
from diagnostics.master.differences import reason
from diagnostics.master.options import parsed
from diagnostics.master.titles import shortened, without_promotion, without_repeats, without_symbols
from diagnostics.master.validation import faults_of
from diagnostics.texts import Texts
from tests.channel_shop import put

CHANNELS = tuple(units.channels())
NOTICE = {"종류": "모자", "소재": "면 100%", "치수": "둘레 58 cm", "제조자(수입자)": "손끝공방", "제조국(원산지)": "대한민국",
          "취급 시 주의사항": "찬물에 손빨래", "품질보증기준": "관련 법에 따름", "A/S 책임자와 전화번호": "손끝공방 02-123-4567"}


def clean(**changed):
    """A product that can go everywhere."""
    own = {c: {"category": "패션잡화>모자"} for c in CHANNELS}
    own |= changed.pop("per_channel", {})
    return {"product_id": "p1", "sku": "k1", "title": "손끝 챙넓은 면 모자 남색 자유 치수", "price": 12900, "list_price": 15000,
            "stock": 5, "brand": "손끝", "category": "패션잡화>모자", "notice_group": "FASHION_ITEMS", "notice": NOTICE,
            "origin": "대한민국", "certification": None, "main_image": "m.jpg", "main_image_px": 1000, "main_image_long_px": 1000,
            "main_image_bytes": 900_000, "main_image_white": 1.0, "main_image_product": 0.9, "main_image_marked": False,
            "image_count": 5, "detail": "면으로 지은 모자예요. 반품은 받으신 날부터 7일 안에 하실 수 있어요.",
            "keywords": "모자,면모자",
            "shipping_fee": 3000, "return_fee": 3000, "options": "색상: 빨강, 파랑 / 치수: S, M", "channels": None,
            "per_channel": own, **changed}


def rules_of(product, channel):
    return {(f["rule"], f["severity"]) for f in faults_of([product], [channel])}


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_clean_product_stays_clean(channel):
    assert faults_of([clean()], [channel]) == []


PLANTED: list[tuple[str, dict[str, Any], str, str]] = [
    ("naver", {"title": " ".join(f"낱말{n:02}번" for n in range(9))}, "title.length", "warn"),
    ("coupang", {"title": " ".join(f"낱말{n:02}번" for n in range(17))}, "title.length", "block"),
    ("idus", {"title": " ".join(f"낱말{n:02}번" for n in range(17))}, "title.length", "warn"),
    ("kakao", {"title": "면 모자"}, "title.short", "warn"),
    ("naver", {"title": "손끝 챙넓은 면 모자 남색 모자 치수"}, "title.repeated", "warn"),
    ("toss", {"title": "손끝 챙넓은 면 모자 남색 무료배송"}, "title.promotion", "warn"),
    ("naver", {"title": "손끝 챙넓은 면 모자 남색 | 자유 치수"}, "title.symbols", "warn"),
    ("naver", {"main_image_px": 299}, "image.main_px_min", "block"),
    ("naver", {"main_image_px": 300}, "image.main_px", "warn"),
    ("naver", {"main_image_long_px": 4001}, "image.main_px_max", "warn"),
    ("coupang", {"main_image_px": 99}, "image.main_px_min", "block"),
    ("coupang", {"main_image_long_px": 5001}, "image.main_px_max", "block"),
    ("coupang", {"main_image_bytes": 5_000_001}, "image.main_bytes", "block"),
    ("elevenst", {"main_image_px": 599}, "image.main_px_min", "block"),
    ("elevenst", {"main_image_bytes": 3_000_001}, "image.main_bytes", "block"),
    ("gmarket", {"main_image_px": 599}, "image.main_px_min", "block"),
    ("gmarket", {"main_image_px": 999}, "image.main_px", "warn"),
    ("auction", {"main_image_bytes": 2_000_001}, "image.main_bytes", "block"),
    ("kakao", {"main_image_px": 374}, "image.main_px_min", "block"),
    ("kakao", {"main_image_px": 749}, "image.main_px", "warn"),
    ("kakao", {"main_image_bytes": 10_000_001}, "image.main_bytes", "block"),
    ("toss", {"main_image_px": 599}, "image.main_px_min", "warn"),
    ("naver", {"main_image": "m.webp"}, "image.format", "block"),
    ("naver", {"image_count": 2}, "image.images", "warn"),
    ("cafe24", {"main_image_marked": True}, "image.main_unmarked", "warn"),
    ("coupang", {"main_image_white": 0.5}, "image.main_white", "warn"),
    ("coupang", {"main_image_product": 0.84}, "image.main_product", "warn"),
    ("coupang", {"price": 12905}, "price.step", "block"),
    ("kakao", {"price": 12905}, "price.step", "block"),
    ("naver", {"price": 12905}, "price.step", "warn"),
    ("kakao", {"price": 100_000_000, "list_price": None}, "price.most", "block"),
    ("auction", {"price": 15_100}, "price.order", "warn"),
    ("kakao", {"options": "가: 갑 / 나: 을 / 다: 병 / 라: 정"}, "options.groups", "block"),
    ("kakao", {"options": "색상: " + ", ".join(f"색 {n}번지" for n in range(101))}, "options.values", "block"),
    ("elevenst", {"options": "색상: " + ", ".join(f"빛깔 {n} 호" for n in range(51))}, "options.combinations", "warn"),
    ("elevenst", {"options": "빨강, 파랑"}, "options.format", "warn"),
    ("elevenst", {"options": "색상: 빨강, 빨강"}, "options.twice", "warn"),
    ("elevenst", {"options": "종류: 1, 2"}, "options.names", "warn"),
    ("naver", {"price": None, "list_price": None}, "required.price", "block"),
    ("naver", {"stock": None}, "required.stock", "block"),
    ("naver", {"stock": 0}, "recommended.stock", "warn"),
    ("naver", {"detail": " "}, "required.detail", "block"),
    ("naver", {"shipping_fee": None}, "recommended.shipping_fee", "warn"),
    ("naver", {"return_fee": None}, "recommended.return_fee", "warn"),
    ("naver", {"sku": None}, "sku.missing", "warn"),
    ("gmarket", {"notice": {k: v for k, v in NOTICE.items() if k != "소재"}}, "notice.missing", "block"),
    ("gmarket", {"notice": {**NOTICE, "제조국(원산지)": "상세페이지 참조"}, "origin": None}, "notice.evasive", "block"),
]


@pytest.mark.parametrize("channel, changed, name, severity", PLANTED, ids=[f"{c}-{n}" for c, _p, n, _s in PLANTED])
def test_a_planted_fault_is_found_and_nothing_else(channel, changed, name, severity):
    assert rules_of(clean(**changed), channel) == {(name, severity)}


def test_what_is_missing_on_a_channel_where_it_is_sold_already_only_warns():
    sold = clean(detail=None, per_channel={"naver": {"category": "모자", "product_id": "n1"}})
    assert rules_of(sold, "naver") == {("required.detail", "warn")}
    assert rules_of(sold, "coupang") == {("required.detail", "block")}


def test_the_category_is_ours_or_the_channels():
    none = clean(category=None, per_channel={c: {} for c in CHANNELS})
    assert rules_of(none, "naver") == {("category.missing", "block")}
    assert rules_of(none, "coupang") == {("category.missing", "warn")}  # it finds one by itself
    ours = clean(per_channel={c: {} for c in CHANNELS})
    assert rules_of(ours, "naver") == {("category.unmapped", "warn")} and rules_of(ours, "coupang") == set()


def test_each_missing_notice_item_is_named():
    [fault] = faults_of([clean(notice={"종류": "모자"}, origin=None)], ["naver"])
    said = Texts("ko").say(fault["said"])
    assert all(item in said for item in NOTICE if item != "종류") and fault["field"] == "notice"
    [unknown] = faults_of([clean(notice_group=None, category="zz", notice=None, per_channel={
        c: {"category": "zz"} for c in CHANNELS})], ["naver"])
    assert (unknown["rule"], unknown["severity"]) == ("notice.group", "block")


def test_groups_that_need_a_certificate_are_asked_for_its_number():
    def asked(**changed):
        found = faults_of([clean(notice_group="KIDS", **changed)], ["naver"])
        return [(f["rule"], f["severity"]) for f in found if f["rule"].startswith("certification")]
    assert asked() == [("certification.kids", "block")]
    assert asked(certification="CB061R1234-5001") == [] == asked(certification="해당없음 (성인용)")
    assert not any(f["rule"].startswith("certification") for f in faults_of([clean()], ["naver"]))


def test_claims_that_the_law_forbids_block_everywhere():
    jam = clean(title="손끝 도라지 배즙 100ml 30포 당뇨 예방", category="식품>가공식품", notice_group="GENERAL_FOOD")
    for channel in CHANNELS:
        assert ("CL001", "block") in rules_of(jam, channel)
    own = clean(category="식품>가공식품", notice_group="GENERAL_FOOD", per_channel={
        "naver": {"title": "손끝 배즙 100ml 30포 암 예방에", "category": "식품"}})
    blocked = {f["channel"] for f in faults_of([own]) if f["field"] == "naver.title" and f["severity"] == "block"}
    assert blocked == {"naver"}


def test_every_rule_has_a_source_or_says_that_it_is_ours():
    every = product_rules.rules()
    assert {r.severity for r in every.values()} == {"block", "warn"}
    for (channel, _name), rule in every.items():
        assert channel == "*" or channel in CHANNELS
        assert rule.source in product_rules.SOURCES and rule.as_of and rule.confidence in ("high", "medium", "judgement")
        assert rule.ours == (channel == "*") or rule.source == "ours"
        assert not (rule.severity == "block" and rule.confidence == "medium"), "what is not sure does not block"
    for (channel, name), limit in limits.limits().items():
        if (channel, name) in every and channel != "*":
            assert every[channel, name].value == limit.value or name in ("main_px", "main_px_min", "images")


def test_what_is_not_known_is_not_judged():
    odd = clean(price=12_905)
    for channel in ("elevenst", "gmarket", "auction", "cafe24", "idus", "toss", "phone_live", "public_mall"):
        assert rules_of(odd, channel) == set()
        assert product_rules.TOPICS["price_step"] in product_rules.unknown(channel)
    unseen = clean(**dict.fromkeys(("main_image_px", "main_image_long_px", "main_image_bytes", "main_image_white", "image_count",
                                    "main_image_product", "main_image_marked", "options")))
    assert all(rules_of(unseen, c) == set() for c in CHANNELS)


def test_a_product_is_judged_only_where_it_is_meant_to_be_sold():
    bad = clean(price=None, channels=["naver"])
    assert {f["channel"] for f in faults_of([bad])} == {"naver"}
    with pytest.raises(InputProblem, match="no channel"):
        faults_of([bad], ["nowhere"])
    assert faults_of([]) == []


def test_twins_are_named():
    twins = faults_of([clean(), clean(product_id="p2", sku=" K1 ")], ["naver"])
    assert {(f["product_id"], f["rule"]) for f in twins} == {("p1", "sku.twin"), ("p2", "sku.twin")}


def test_names_are_mended_at_words():
    assert shortened("가나다 라마바 사아자", 7) == "가나다 라마바"
    assert shortened("가나다 라마바 사아자", 6) == "가나다"
    assert shortened("가나다 (라마 바사) 아", 8) == "가나다"
    assert shortened("가나다라마바사", 5) is None and shortened("짧아요", 5) is None
    assert without_symbols("배|즙♥ 1", "naver") == "배 즙♥ 1"  # the heart promotes: another fix takes it
    assert without_promotion("[특가] 배즙 무료배송!!") == "배즙"
    assert without_repeats("배즙 30포 배즙 선물") == "배즙 30포 선물"


@pytest.mark.parametrize("text, groups", [
    ("색상: 빨강, 파랑 / 치수: S", (("색상", ("빨강", "파랑")), ("치수", ("S",)))), ("색상：빨강", (("색상", ("빨강",)),)),
    ("맛: 달콤/새콤", (("맛", ("달콤/새콤",)),)), ("없음", ()), (":", ()), ("", ())])
def test_options_are_read(text, groups):
    assert parsed(text).groups == groups


# -- on a store ----------------------------------------------------------------------------------------------------------

@pytest.fixture
def space(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "s.duckdb"))
    workspace.save_merchant("a", name="가")
    yield workspace
    workspace.store.close()


def kept(space, *products):
    fields = [{k: v for k, v in p.items() if k != "product_id"} for p in products]
    return master.save(space, "a", fields)["saved"]


def test_a_fix_is_made_shown_and_taken_back(space):
    name = "손끝 챙넓은 면 모자 남색 | 자유 치수"
    [number] = kept(space, clean(title=name, price=12_905))
    found = validate(space, "a", ["naver", "coupang"])
    [symbols] = [f for f in found if f["rule"] == "title.symbols"]
    assert symbols["fix"] == {"field": "naver.title", "before": name, "after": "손끝 챙넓은 면 모자 남색 자유 치수"}
    act = apply(space, "a", [symbols])["act"]
    [product] = master.products(space, "a")
    assert product["title"] == name and product["per_channel"]["naver"]["title"] == symbols["fix"]["after"]
    assert product["sources"]["naver.title"]["from"] == "fixed"
    assert not [f for f in validate(space, "a", ["naver"]) if f["rule"] == "title.symbols"]
    with pytest.raises(InputProblem, match="changed meanwhile"):
        apply(space, "a", [symbols])
    master.undo(space, "a", act)
    assert "title" not in master.products(space, "a")[0]["per_channel"]["naver"]
    step = next(f for f in validate(space, "a", ["coupang"]) if f["rule"] == "price.step")
    assert (step["fix"]["before"], step["fix"]["after"]) == (12905, 12900)
    acts = apply_all(space, "a", ["naver", "coupang"])
    assert acts and not [f for f in validate(space, "a", ["naver", "coupang"]) if f["fix"]]
    for one in acts:
        master.undo(space, "a", one)
    [product] = master.products(space, "a")
    assert (product["product_id"], product["title"], product["price"]) == (number, name, 12905)


def test_overview_counts_products_by_channel(space):
    first, second = kept(space, clean(), clean(sku="k2", main_image_px=550, channels=["elevenst", "naver"]))
    seen = overview(space, "a", ["elevenst", "naver", "coupang"])
    assert seen["matrix"] == {first: {"elevenst": "ready", "naver": "ready", "coupang": "ready"},
                              second: {"elevenst": "mend", "naver": "ready", "coupang": "off"}}
    counts = {c["channel"]: (c["ready"], c["hints"], c["mend"], c["off"]) for c in seen["channels"]}
    assert counts == {"elevenst": (1, 0, 1, 0), "naver": (2, 0, 0, 0), "coupang": (1, 0, 0, 1)}


def test_differences_between_the_list_and_the_channels(space):
    def row(channel, number, **more):
        return {"merchant_id": "a", "channel": channel, "product_id": number, "observed_on": date(2026, 10, 1), **more}
    put(space, "listings", row("naver", "n1", sku="k1", title="사과즙", price=Decimal(9900), stock=5),
        row("naver", "n2", title="모르는 것"),
        row("coupang", "c1", title="사과 즙!", price=Decimal(10000), stock=2, on_sale=False))
    master.save(space, "a", [{"title": "사과즙", "sku": "K1", "price": 10000, "stock": 5},
                             {"title": "배즙", "sku": "k2", "channels": ["naver"]}])
    found = [(d["kind"], d["channel"], d["ours"], d["theirs"]) for d in differences(space, "a")]
    assert found == [("price", "naver", 10000, 9900), ("stock", "coupang", 5, 2), ("title", "coupang", "사과즙", "사과 즙!"),
                     ("off_sale", "coupang", None, None), ("missing", "naver", None, None),
                     ("stranger", "naver", None, "모르는 것")]
    for language in ("ko", "en"):
        assert all("{" not in Texts(language).say(d["said"]) for d in differences(space, "a"))
    said = reason(differences(space, "a"))
    assert said is not None and said["params"] == {"price": 1, "stock": 1, "missing": 1} and reason([]) is None
    with pytest.raises(AccessDenied):
        differences(Workspace(space.store, Viewer("x", frozenset({"b"}))), "a")


def test_every_sentence_is_korean_and_english_and_hostile_names_do_not_break_one():
    rows = [clean(**changed) for _c, changed, _n, _s in PLANTED] + [
        clean(title=text, options=text, category=text, detail=text)
        for text in ("{0} {x:won}", "<b>'\"</b> ★ 무료배송", "%s" * 9, "👩‍👩")]
    rows = [{**r, "product_id": f"p{n}", "sku": f"s{n}"} for n, r in enumerate(rows)]
    for fault in faults_of(rows):
        for said in (fault["said"], fault["todo"]):
            assert any("가" <= c <= "힣" for c in Texts("ko").say(said))
        assert Texts("en").say(fault["said"]) and fault["basis"]["source"] and fault["basis"]["as_of"]
