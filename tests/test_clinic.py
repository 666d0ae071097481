"""The clinic: which listings come first, one listing closely, and the fixed text to copy."""
import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from data import given
from data.errors import AccessDenied, InputProblem
from data.reference import limits
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import answered, units
from diagnostics.clinic import brought, clinic, copytexts, listing_view, points, titles
from diagnostics.commands.clinic import arguments
from diagnostics.commands.clinic import run as command
from diagnostics.metrics import listing_rules

AS_OF, SEEN = date(2026, 11, 1), date(2026, 10, 31)
EVIL = "<script>alert(1)</script>**굵게**<img src=x onerror=alert(2)>"
GOOD = ("국내산 재료로 만든 잼이에요. 저희 농장에서 길러 달지 않은 것이 장점이에요. 먹는 법: 빵에 발라 드세요. 용량 300g이에요. "
        "평일 2시까지 주문하면 당일 출고해요. 교환·반품은 7일 안에 할 수 있어요. ") * 6
LISTINGS = [
    {"product_id": "good", "title": "하늘농장 무화과잼 수제 딸기없는 300g", "brand": "하늘농장", "price": 12000, "image_count": 5,
     "main_image_px": 1000, "detail_text": GOOD, "category": "식품>가공식품>잼", "keywords": "잼,무화과,수제,선물,빵",
     "stock": 4, "notice_group": "GENERAL_FOOD"},
    {"product_id": "bad", "title": "★특가★ 무화과잼 무화과잼 수제 하늘농장 300g 무료배송!!", "brand": "하늘농장", "price": 11970,
     "image_count": 1, "main_image_px": 300, "detail_text": "맛있어요. 당뇨 예방에 좋아요.", "category": "식품>가공식품",
     "keywords": "잼", "stock": 0, "notice_group": "GENERAL_FOOD", "shipping_fee": 3000,
     "notice": json.dumps({"제품명": "무화과잼", "소비기한": "상세페이지 참조"}, ensure_ascii=False)},
    {"product_id": "rich", "title": "잼", "brand": "하늘농장", "price": 20000, "image_count": 1, "stock": 9},
    {"product_id": "quiet", "title": EVIL, "brand": None, "price": None},
]
AMOUNTS = {"good": 9_000_000, "bad": 100_000, "rich": 5_000_000}


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("clinic") / "clinic.duckdb")
    made = Workspace(store)
    made.save_merchant("m", name="하늘농장")
    made.save_merchant("other", name="남의 가게")
    with store.transaction() as cursor:
        for row in LISTINGS:
            full = {"merchant_id": "m", "channel": "naver", "observed_on": SEEN, "on_sale": True, **row}
            cursor.execute(f"INSERT INTO listings ({', '.join(full)}) VALUES ({', '.join('?' * len(full))})", list(full.values()))
        for number, (product, amount) in enumerate(AMOUNTS.items()):
            cursor.execute("INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, product_id, status, "
                           "quantity, amount) VALUES ('m', 'naver', ?, '1', ?, ?, 'confirmed', 1, ?)",
                           [f"o{number}", datetime(2026, 9, 1), product, Decimal(amount)])
    yield made
    store.close()


def test_the_law_first_then_money_at_stake(space):
    found = clinic(space, "m", AS_OF)
    worst = {row["product_id"]: row for row in found["worst"]}
    assert [row["product_id"] for row in found["worst"]] == ["bad", "rich", "quiet", "good"]
    assert found["listings"] == 4 and worst["bad"]["blocks"] >= 1 and not worst["rich"]["blocks"]
    for row in found["worst"]:
        assert row["stake"] == pytest.approx(row["amount"] * (row["lost"] or 0))
    assert worst["good"]["lost"] == 0 and worst["good"]["faults"] == 0
    assert worst["quiet"]["amount"] == 0 and worst["quiet"]["stake"] == 0
    assert json.loads(json.dumps(found)) == found and found["planned"] == []


def test_points_lost_by_hand(space):
    """The share of the known weight that the listing loses, from the weights of the checks."""
    weight = {n: units.checks()[f"listing.{n}"].weight for n in points.RULES}
    known = ["title_length", "title_repetition", "title_promotion", "title_identity", "image_count", "stock_out_share",
             "price_ending", "attributes_filled"]
    # Category and search words are empty here, and half of the shop's listings fill them.
    lost = sum(weight[n] for n in ("title_length", "title_identity", "image_count", "attributes_filled"))
    rich = next(r for r in clinic(space, "m", AS_OF)["worst"] if r["product_id"] == "rich")
    assert rich["lost"] == pytest.approx(lost / sum(weight[n] for n in known))
    assert rich["faults"] == 4


def test_every_rule_of_the_rubric_that_looks_at_one_listing_is_there():
    by_listing = {c for c in units.checks() if c.startswith("listing.")}
    ours = {f"listing.{n}" for n in points.RULES}
    assert ours <= by_listing
    of_the_law = {c for c in by_listing - ours if any(w in c for w in ("notice", "origin", "certification"))}
    assert by_listing - ours == of_the_law


def test_one_listing_closely(space):
    view = listing_view(space, "m", "naver", "bad", AS_OF)
    by_check = {}
    for f in view["findings"]:
        by_check.setdefault(f["check"].removeprefix("listing."), []).append(f)
    assert {"title_promotion", "title_repetition", "image_count", "main_image_size", "detail_length", "detail_order",
            "return_terms_shown", "delivery_promise_shown", "keyword_coverage", "category_depth", "stock_out_share",
            "price_ending"} <= set(by_check)
    size = by_check["main_image_size"][0]
    assert size["said"]["params"] == {"n": 300, "limit": 500.0}
    assert size["basis"]["as_of"] == "2025-05" and not size["basis"]["ours"]
    assert by_check["image_count"][0]["said"]["params"] == {"n": 1, "limit": 3.0}
    assert not by_check["price_ending"][0]["counts"]
    assert sum(f["points"] for f in view["findings"]) == pytest.approx(view["lost"], abs=1e-3)
    numbers = [g["number"] for g in view["law"]] + [f["number"] for f in view["findings"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert view["law"] and {g["severity"] for g in view["law"]} >= {"block"}
    text = view["listing"]["detail_text"]
    claims = [m for m in view["marks"] if m["where"] == "detail_text"]
    assert claims and any("당뇨" in text[m["start"]:m["end"]] for m in claims)
    assert view["listing"]["notice"] == [["제품명", "무화과잼"], ["소비기한", "상세페이지 참조"]]
    assert json.loads(json.dumps(view)) == view


def test_a_good_listing_has_nothing_to_mend(space):
    view = listing_view(space, "m", "naver", "good", AS_OF)
    assert [f for f in view["findings"] if f["counts"]] == [] and view["copy"]["title"] is None and view["copy"]["outline"] == ""


def test_what_is_not_known_is_no_fault(space):
    view = listing_view(space, "m", "naver", "quiet", AS_OF)
    assert {f["part"] for f in view["findings"]} <= {"title", "fields"}
    assert {"listing.detail_order", "listing.image_count", "listing.main_image_clean"} <= set(view["unknown"])
    assert view["listing"]["title"] == EVIL, "nothing is changed: whoever shows it makes it safe"


def test_what_is_given_is_looked_at(space):
    page = brought.html("<table width='900'><tr><td style='font-size:9px'>읽히지 않는 아주 작은 글자로 적은 글이에요. 배송은 "
                        "이틀이에요.</td></tr></table><img src='a.jpg' alt='반품 안내'>".encode())
    given.give(space, "m", "naver", "rich", "detail", page, seen_on=SEEN)
    view = listing_view(space, "m", "naver", "rich", AS_OF)
    mobile = [f["said"]["params"] for f in view["findings"] if f["check"] == "listing.detail_mobile"]
    assert mobile == [{"n": 900, "limit": 430.0}, {"n": 9.0, "limit": 12.0}]
    assert "반품 안내" in view["listing"]["detail_text"], "the text of a picture counts"
    assert not [f for f in view["findings"] if f["check"] in ("listing.return_terms_shown", "listing.delivery_promise_shown")]
    assert [g["kind"] for g in view["given"]] == ["detail"]
    given.give(space, "m", "naver", "rich", "detail", None, seen_on=SEEN)
    assert listing_view(space, "m", "naver", "rich", AS_OF)["listing"]["detail_text"] is None


def test_a_planned_product_is_judged_where_it_is_meant_to_be_sold(space):
    number = given.plan_product(space, "other", {"title": "무료배송 항암 잼", "price": 5000, "for_channel": "coupang",
                                                 "category": "식품>가공식품>잼"}, seen_on=SEEN)
    given.give(space, "other", "planned", number, "picture", {"main_image_px": 800, "main_image_white": 0.2,
               "main_image_product": 0.9, "main_image_marked": False, "facts": {"width": 800, "height": 800}}, seen_on=SEEN)
    view = listing_view(space, "other", "planned", number, AS_OF)
    assert view["planned"] and view["channel"] == "coupang" and view["amount"] == 0
    assert any(g["severity"] == "block" for g in view["law"])
    checks = {f["check"] for f in view["findings"]}
    assert {"listing.title_promotion", "listing.title_length", "listing.main_image_clean"} <= checks
    assert view["picture"]["coupang"] and view["picture"]["naver"] == []
    found = clinic(space, "other", AS_OF)
    assert found["worst"] == [] and [p["product_id"] for p in found["planned"]] == [number]


def test_a_finding_can_be_answered_and_opens_again_when_it_changes(space):
    view = listing_view(space, "m", "naver", "rich", AS_OF)
    finding = next(f for f in view["findings"] if f["check"] == "listing.image_count")
    assert answered.is_key(finding["key"]) and finding["answer"] is None
    answered.answer(space, "m", finding["key"], "not_ours", "한 장이면 충분해요", as_of=AS_OF)
    again = next(f for f in listing_view(space, "m", "naver", "rich", AS_OF)["findings"] if f["check"] == "listing.image_count")
    assert again["answer"]["note"] == "한 장이면 충분해요"
    assert all(f["answer"] is None for f in listing_view(space, "m", "naver", "bad", AS_OF)["findings"])
    answered.withdraw(space, "m", finding["key"])


def test_who_may_not_see_it(space):
    other = Workspace(space.store, Viewer("b", frozenset({"other"})))
    with pytest.raises(AccessDenied):
        listing_view(other, "m", "naver", "bad", AS_OF)
    with pytest.raises(AccessDenied):
        clinic(other, "m", AS_OF)
    with pytest.raises(InputProblem, match="no listing"):
        listing_view(space, "m", "naver", "' OR 1=1 --", AS_OF)


def test_the_command(space):
    import argparse

    parser = argparse.ArgumentParser()
    arguments(parser)
    where = ["--db", str(space.store.path), "--as-of", "2026-11-01"]
    assert command(parser.parse_args(["m", *where]))["worst"][0]["product_id"] == "bad"
    assert command(parser.parse_args(["m", *where, "--product", "bad"]))["product_id"] == "bad"
    with pytest.raises(InputProblem, match="no listing"):
        command(parser.parse_args(["m", *where, "--product", "nope"]))
    with pytest.raises(InputProblem, match="no merchant"):
        command(parser.parse_args(["nobody", *where]))


@pytest.mark.parametrize(("title", "brand", "channel", "wanted"), [
    ("★특가★ 무화과잼 무화과잼 수제 하늘농장 300g 무료배송!!", "하늘농장", "naver", "하늘농장 무화과잼 수제 300g"),
    ("하늘농장 무화과잼 300g", "하늘농장", "naver", None),
    ("300g 무화과잼 하늘농장", "하늘농장", "naver", "하늘농장 무화과잼 300g"),
    ("[특가] (무료배송) 사과 @@ 3kg", "", "naver", "사과 3kg"),
    ("사과 사과 사과", "없음", "naver", "사과"),
    ("★★★", "", "naver", None),
    ("Nike Shoe! nike {red}", "Nike", "amazon", "Nike Shoe red"),
])
def test_a_title_is_rebuilt_from_its_own_words(title, brand, channel, wanted):
    assert titles.rebuilt(title, brand, channel) == wanted


def test_a_rebuilt_title_keeps_the_rules():
    """Whatever the title is: within the limit, no repeated word, no promotion, and no word that was not there."""
    parts = ["하늘농장", "★특가★", "무화과잼", "무화과잼", "수제", "1+1", "당일발송", "선물세트", "국내산", "300g", "2병", "!!",
             "프리미엄", "유기농"]
    for size in range(1, len(parts) + 1):
        for shift in range(len(parts)):
            title = " ".join((parts[shift:] + parts[:shift])[:size] * (1 + size % 3))
            made = titles.rebuilt(title, "하늘농장", "naver")
            if made is None:
                continue
            most = limits.limit("naver", "title_max")
            assert most is not None and len(made) <= most.number
            assert titles.faults(made, "naver") == titles.Faults((), (), ())
            assert set(made.split()) <= {*parts, "하늘농장"} and made.startswith("하늘농장")


def test_the_notice_to_copy_marks_what_is_missing():
    given_there = {"제품명": "무화과잼", "소비기한": "상세페이지 참조"}
    row = {"notice_group": "GENERAL_FOOD", "notice": json.dumps(given_there, ensure_ascii=False)}
    made = copytexts.notice(row)
    assert made is not None
    lines = dict(line.split(": ", 1) for line in made[1].splitlines())
    assert lines["제품명"] == "무화과잼"
    assert sum(copytexts.GAP in text for text in lines.values()) == len(lines) - 1
    assert copytexts.notice({"notice_group": None, "category": None, "notice": None}) is None


def test_terms_invent_nothing():
    block = copytexts.terms({"shipping_fee": Decimal("3000"), "return_fee": None})
    assert "배송비: 3,000원" in block and "반품 배송비 【 금액 】원" in block and "7일" in block and "3영업일" in block
    assert "배송비: 무료" in copytexts.terms({"shipping_fee": Decimal("0"), "return_fee": Decimal("2500")})


def test_outline_has_a_paragraph_for_each_topic():
    assert len(copytexts.OUTLINE) == len(listing_rules.TOPICS)
    assert copytexts.outline(dict.fromkeys(range(7), True)) == ""
    assert copytexts.outline({}).count("■") == 7


@pytest.mark.parametrize("data", [b"", b"  ", b"\0\0\0", b"<p></p>", b"\x89PNG\r\n\x1a\n\0\0\0"])
def test_pages_that_are_none(data):
    with pytest.raises(InputProblem):
        brought.html(data)


def test_pages_in_korean_encodings_and_with_scripts():
    page = "<meta charset='euc-kr'><script>alert(1)</script><p>배송 안내</p>"
    assert brought.html(page.encode("cp949"))["detail_text"] == "배송 안내"
    assert brought.html(page.replace("euc-kr", "utf-8").encode())["detail_text"] == "배송 안내"
    text = brought.pasted("그냥 글")
    assert text["detail_text"] == "그냥 글" and "detail_image_count" not in text and "detail_width_px" not in text


def test_every_limit_has_a_source_and_a_date():
    for limit in limits.limits().values():
        assert limit.source in limits.SOURCES and len(limit.as_of) == 7 and limit.confidence in ("high", "medium", "judgement")
    assert {channel for channel, _rule in limits.limits()} - {"*", "amazon", "interpark"} <= set(units.channels())
