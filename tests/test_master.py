"""One product list per merchant: kept with who and when, two windows lose nothing, undone, begun from what is known, files."""
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from data import given, master, schema
from data.errors import AccessDenied, InputProblem
from data.product import files, seeding
from data.product.fields import FIELDS
from data.product.values import clean
from data.read import Upload
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics.texts import Texts
from tests.channel_shop import put

DAY = date(2026, 11, 1)


@pytest.fixture
def space(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "s.duckdb"), Viewer("kim"))
    workspace.save_merchant("a", name="가")
    workspace.save_merchant("b", name="나")
    yield workspace
    workspace.store.close()


def one(space, **values):
    return master.save(space, "a", [{"title": "사과즙", **values}])["saved"][0]


def only(space, merchant="a"):
    [product] = master.products(space, merchant)
    return product


def listing(channel, number, **more):
    return {"channel": channel, "product_id": number, "observed_on": date(2026, 10, 1), **more}


def shop(space, *rows):
    put(space, "listings", *({"merchant_id": "a", **r} for r in rows))


def test_who_and_when_and_from_where(space):
    at = datetime(2026, 11, 2, 9, 30)
    master.save(space, "a", [{"title": "사과즙", "price": "12,900원", "per_channel": {"naver": {"title": "즙"}}}], at=at)
    product = only(space)
    assert (product["title"], product["price"], product["stock"]) == ("사과즙", 12900, None)
    assert product["per_channel"] == {"naver": {"title": "즙"}}
    assert product["sources"]["price"] == {"from": "typed", "by": "kim", "at": "2026-11-02T09:30:00"}
    assert (product["changed_by"], product["changed_at"], product["version"]) == ("kim", at, 1)


@pytest.mark.parametrize("field, value", [
    ("price", "-5"), ("price", 0), ("price", 10**12), ("price", "12.5"), ("price", "=1+1"), ("price", float("inf")),
    ("stock", True), ("model", "가" * 201), ("detail", "x" * 200_001), ("tax_type", "모름"), ("notice", "그냥 글"),
    ("notice", "[1]"), ("channels", "네이버!"), ("main_image_marked", "perhaps"), ("weight_g", "1e400"), ("minimum_age", 151)])
def test_what_cannot_be_believed_gets_one_sentence_and_its_neighbours_are_kept(space, field, value):
    result = master.save(space, "a", [{"title": "이름", "sku": "k1", field: value}])
    [refused] = result["refused"]
    assert refused["field"] == field and refused["row"] == 0
    for language in ("ko", "en"):
        sentence = Texts(language).say(refused["said"])
        assert sentence.endswith((".", "요.")) and "{" not in sentence and len(sentence) < 200
    assert only(space)["sku"] == "k1" and only(space)[field] is None


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=cmd|'/c calc'!A1", "'; DROP TABLE master; --", "{price:won} {x}",
                                  "%s %d", "**굵게** [링크](http://x)", "👩‍👩‍👧‍👦 ½ ﷽", "O''Brien \\ \"quoted\""])
def test_hostile_text_stays_text(space, text):
    one(space, title=text, detail=text, brand=text[:90])
    product = only(space)
    assert product["title"] == product["detail"] == text and product["brand"] == text[:90]
    master.save(space, "b", [{"title": "ok"}])
    for name, content in (("l.xlsx", files.xlsx([product])), ("l.csv", files.csv([product]))):
        again = files.load(space, "a", Upload(name, content))
        assert again["saved"] == [] and again["refused"] == [], name
    assert only(space)["title"] == text
    sheet = openpyxl.load_workbook(io.BytesIO(files.xlsx([product])))["products"]
    assert not [c for row in sheet for c in row if c.data_type == "f"]


def test_control_characters_and_turned_writing_are_left_out():
    assert clean(FIELDS["title"], "a\x00b\u202ec\n d") == "abc d"
    assert clean(FIELDS["detail"], "a\r\nb\x07") == "a\nb"


def test_two_windows_lose_nothing_of_each_other(space):
    number = one(space, price=1000, stock=1)
    first = master.save(space, "a", [{"product_id": number, "version": 1, "price": 2000}])
    second = master.save(space, "a", [{"product_id": number, "version": 1, "stock": 9, "price": 1000}])
    assert first["conflicts"] == second["conflicts"] == []  # the second did not touch the price that it saw
    assert (only(space)["price"], only(space)["stock"]) == (2000, 9)
    third = master.save(space, "a", [{"product_id": number, "version": 1, "price": 3000, "brand": "숲"}])
    [conflict] = third["conflicts"]
    assert (conflict["field"], conflict["yours"], conflict["theirs"]) == ("price", 3000, 2000)
    assert (only(space)["price"], only(space)["brand"]) == (2000, "숲")
    assert not master.save(space, "a", [{"product_id": number, "version": 1, "price": 2000}])["conflicts"]  # both meant the same


def test_one_save_is_one_act_and_nothing_of_it_is_kept_when_a_field_does_not_exist(space):
    with pytest.raises(InputProblem, match="no field"):
        master.save(space, "a", [{"title": "하나"}, {"title": "둘", "prize": 3}])
    assert master.products(space, "a") == []
    result = master.save(space, "a", [{"title": "하나"}, {"title": "둘"}, {"price": 3}])
    assert len(result["saved"]) == 2 and [r["row"] for r in result["refused"]] == [2]
    assert master.undo(space, "a", result["act"])["kept"] == []
    assert master.products(space, "a") == [] and len(master.products(space, "a", deleted=True)) == 2


def test_undo_leaves_what_was_changed_since(space):
    number = one(space, price=1000)
    act = master.save(space, "a", [{"product_id": number, "price": 2000, "stock": 5}])["act"]
    master.save(space, "a", [{"product_id": number, "stock": 7}])
    undone = master.undo(space, "a", act)
    assert undone["kept"] == [(number, "stock")]
    assert (only(space)["price"], only(space)["stock"]) == (1000, 7)
    master.undo(space, "a", undone["act"])  # the undoing too can be taken back
    assert (only(space)["price"], only(space)["stock"]) == (2000, 7)
    with pytest.raises(InputProblem, match="nothing to take back"):
        master.undo(space, "a", "no-such-act")


def test_deleting_is_undone(space):
    number = one(space, price=1000)
    act = master.delete(space, "a", [number, "other"])
    assert act is not None
    assert master.products(space, "a") == []
    refused = master.save(space, "a", [{"product_id": number, "price": 5}])["refused"]
    assert "deleted" in refused[0]["said"]["text"]
    master.undo(space, "a", act)
    assert only(space)["price"] == 1000 and only(space)["product_id"] == number
    assert master.delete(space, "a", ["other"]) is None


def test_a_new_product_with_an_impossible_name_is_refused_once(space):
    assert [r["field"] for r in master.save(space, "a", [{"title": "가" * 501, "stock": 3}])["refused"]] == ["title"]
    assert master.products(space, "a") == []


def test_a_product_keeps_its_name(space):
    number = one(space)
    result = master.save(space, "a", [{"product_id": number, "title": " ", "stock": 4}])
    assert [r["field"] for r in result["refused"]] == ["title"] and only(space)["stock"] == 4


def test_merchants_do_not_see_each_other(space):
    number = one(space)
    act = master.acts(space, "a")[0]["act"]
    other = Workspace(space.store, Viewer("lee", frozenset({"b"})))
    for attempt in (lambda: master.products(other, "a"), lambda: master.save(other, "a", [{"title": "x"}]),
                    lambda: master.delete(other, "a", [number]), lambda: master.undo(other, "a", act),
                    lambda: master.acts(other, "a"), lambda: master.revision(other, "a"), lambda: seeding.seed(other, "a"),
                    lambda: files.load(other, "a", Upload("x.csv", b"title\nx\n"))):
        with pytest.raises(AccessDenied):
            attempt()
    assert master.products(other, "b") == []
    with pytest.raises(InputProblem):
        master.undo(other, "b", act)  # another's act is no act of this merchant
    refused = master.save(other, "b", [{"product_id": number, "title": "모두 내 것"}])["refused"]
    assert refused and only(space)["title"] == "사과즙"


def test_the_list_begins_with_the_listings_joined_by_code_and_name(space):
    shop(space, listing("naver", "n1", sku="K-1", title="산골 사과즙", price=Decimal(12900), stock=3, category="식품>음료"),
         listing("coupang", "c1", sku="k-1 ", title="사과즙 30포", price=Decimal(13900), category="음료",
                 observed_on=date(2026, 10, 5)),
         listing("naver", "n2", title="배 (5kg)", price=Decimal("20000.00")), listing("coupang", "c2", title="배 5 KG"),
         listing("naver", "n3", title="밤", sku="x"), listing("coupang", "c3", title="밤", sku="y"))
    result = seeding.seed(space, "a", DAY)
    assert (result["added"], result["refused"]) == (4, [])
    products = {p["title"]: p for p in master.products(space, "a") if p["title"] != "밤"}
    apple = products["사과즙 30포"]
    assert {c: s["product_id"] for c, s in apple["per_channel"].items()} == {"naver": "n1", "coupang": "c1"}
    assert (apple["price"], apple["stock"]) == (13900, 3)  # the newest price; only the older listing states a stock
    assert apple["sources"]["price"] == {"from": "listing", "channel": "coupang", "product_id": "c1", "on": "2026-10-05"}
    assert apple["sources"]["stock"]["channel"] == "naver" and apple["per_channel"]["naver"]["category"] == "식품>음료"
    [pear] = [p for t, p in products.items() if t.startswith("배")]
    assert set(pear["per_channel"]) == {"naver", "coupang"} and pear["price"] == 20000
    assert len([p for p in master.products(space, "a") if p["title"] == "밤"]) == 2  # two codes are two products


def test_seeding_again_fills_what_is_empty_and_overwrites_nothing(space):
    shop(space, listing("naver", "n1", sku="K1", title="사과즙", price=Decimal(100)))
    seeding.seed(space, "a", DAY)
    number = only(space)["product_id"]
    master.save(space, "a", [{"product_id": number, "price": 500, "title": "새 이름", "sku": None}])
    shop(space, listing("naver", "n1", observed_on=date(2026, 10, 9), sku="K1", title="사과즙", price=Decimal(200), stock=8))
    again = seeding.seed(space, "a", DAY)
    assert (again["added"], again["filled"]) == (0, 1)
    assert (only(space)["price"], only(space)["title"], only(space)["stock"], only(space)["sku"]) == (500, "새 이름", 8, "K1")
    master.delete(space, "a", [number])
    assert seeding.seed(space, "a", DAY)["added"] == 0 and master.products(space, "a") == []  # what was deleted stays away
    assert seeding.seed(space, "b", DAY)["added"] == 0


def test_plans_and_sold_goods_stand_on_the_list_too(space):
    given.plan_product(space, "a", {"title": "감말랭이", "price": 9000, "category": "식품"}, date(2026, 10, 1))
    put(space, "order_lines", {"merchant_id": "a", "channel": "naver", "order_id": "1", "line_id": "1",
                               "ordered_at": datetime(2026, 10, 2), "product_name": "꿀", "sku": "H",
                               "unit_price": Decimal(7000)})
    assert seeding.seed(space, "a", DAY)["added"] == 2
    named = {p["title"]: p for p in master.products(space, "a")}
    assert named["감말랭이"]["price"] == 9000 and named["감말랭이"]["sources"]["title"]["from"] == "planned"
    assert named["꿀"]["sku"] == "H" and named["꿀"]["sources"]["price"]["from"] == "sold"
    assert named["꿀"]["per_channel"] == {}


def test_the_file_comes_back_by_the_same_rules(space):
    number = one(space, sku="K1", price=1000, notice={"제조국(원산지)": "국내산"}, channels=["naver"],
                 per_channel={"coupang": {"price": 1100}})
    master.save(space, "a", [{"title": "배", "sku": "00123"}])
    products = master.products(space, "a")
    for name, content in (("l.xlsx", files.xlsx(products)), ("l.csv", files.csv(products))):
        assert files.load(space, "a", Upload(name, content))["act"] is None, name  # nothing changed on the way
    text = "상품명,자체상품코드,판매가,재고,기타\n사과즙 새이름,k1,\"2,500\",,?\n,00123,-1,4,\n새것,,,3,\n"
    result = files.load(space, "a", Upload("b.csv", text.encode("cp949")))
    assert result["unknown"] == ["기타"] and result["rows"] == 3
    assert [(r["row"], r["field"]) for r in result["refused"]] == [(3, "price")]
    named = {p["title"]: p for p in master.products(space, "a")}
    assert named["사과즙 새이름"]["product_id"] == number and named["사과즙 새이름"]["price"] == 2500
    assert named["배"]["stock"] == 4 and named["배"]["sku"] == "00123" and named["새것"]["stock"] == 3
    assert named["사과즙 새이름"]["per_channel"] == {"coupang": {"price": 1100}}
    assert files.load(space, "a", Upload("t.xlsx", files.xlsx([])))["saved"] == []
    assert files.csv([]).decode("utf-8-sig").startswith("product_id,sku,title,price")
    with pytest.raises(InputProblem, match="no column"):
        files.load(space, "a", Upload("c.csv", b"a,b\n1,2\n"))


def test_an_older_store_gets_the_table(tmp_path, monkeypatch):
    path = tmp_path / "old.duckdb"
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    old = Store.open(path)
    Workspace(old).save_merchant("a", name="옛 가게")
    old.close()
    monkeypatch.undo()
    space = Workspace(Store.open(path))
    one(space, price=5)
    assert only(space)["price"] == 5 and space.merchants().name.tolist() == ["옛 가게"]
    space.store.close()


def test_thousands_at_once(space):
    result = master.save(space, "a", [{"title": f"상품 {n}", "sku": f"s{n}", "price": 1000 + n} for n in range(5000)])
    assert len(result["saved"]) == 5000 and len(master.products(space, "a")) == 5000
    master.undo(space, "a", result["act"])
    assert master.products(space, "a") == []
