"""본점 상품: begun, typed, fixed and taken back on the page; a merchant's own page too; hostile names stay text."""
import io
from collections.abc import Iterator
from datetime import date

import pytest
from PIL import Image

from data import master
from data.store import Store
from data.workspace import Workspace
from pages.shared import master_card, master_table
from tests.pages import App

pytest_plugins = ("tests.pages",)
PAGE = "pages/session/products.py"
EVIL = "<script>document.title='x'</script> **굵게** [링크](javascript:alert(1)) $x$ ★무료배송★"


def filled(store: Store) -> Workspace:
    """A shop with a hostile listing and a plain one."""
    space = Workspace(store)
    space.save_merchant("shop", name="하늘농장")
    with store.transaction() as cursor:
        for number, title in (("n1", EVIL), ("n2", "하늘 사과즙 100ml 30포 선물 세트")):
            cursor.execute("INSERT INTO listings (merchant_id, channel, product_id, observed_on, title, price, category) "
                           "VALUES ('shop', 'naver', ?, ?, ?, 12905, '식품>음료')", [number, date(2026, 10, 1), title])
    return space


@pytest.fixture
def space(store: Store) -> Iterator[Workspace]:
    yield filled(store)


def test_the_list_is_begun_fixed_and_taken_back(space: Workspace) -> None:
    app = App(merchant="shop", view="consultant").open(PAGE)
    app.all_right()
    app.press("seed").all_right()
    assert {p["title"] for p in master.products(space, "shop")} == {" ".join(EVIL.split()), "하늘 사과즙 100ml 30포 선물 세트"}
    app.at.segmented_control(key="part").set_value("mend").run()
    app.all_right()
    assert app.address["part"] == "mend"
    assert "한 번에 고칠 수 있는 것" in "\n".join(app.texts())
    app.press("fix_all").all_right()
    after = master.products(space, "shop")
    assert {p["price"] for p in after} == {12900} and not any("무료배송" in str(p["title"]) for p in after)
    assert "되돌릴 수 있어요" in "\n".join(app.texts())
    app.press("undo").all_right()
    assert {p["price"] for p in master.products(space, "shop")} == {12905}


def test_what_is_typed_is_kept_at_once_and_survives_a_refresh(space: Workspace) -> None:
    number = master.save(space, "shop", [{"title": "배즙", "price": 1000}])["saved"][0]
    app = App(merchant="shop", view="merchant", product=number, lang="en").open(PAGE)  # a shop owner's own page too
    app.all_right()
    app.at.text_input(key=f"f_{number}_brand_1").set_value("숲").run()
    app.all_right()
    app.at.number_input(key=f"f_{number}_stock_2").set_value(7).run()
    app.at.selectbox(key=f"f_{number}_notice_group_3").set_value("GENERAL_FOOD").run()
    app.at.text_input(key=f"n_{number}_0_4").set_value("배즙").run()
    app.all_right()
    [product] = master.products(space, "shop")
    assert (product["brand"], product["stock"], product["notice"]) == ("숲", 7, {"제품명": "배즙"})
    again = App(merchant="shop", view="merchant", product=number, lang="en").open(PAGE)
    assert again.at.text_input(key=f"f_{number}_brand_5").value == "숲"
    again.press("delete").all_right()
    assert master.products(space, "shop") == []


def test_a_new_product_and_one_without_a_name(space: Workspace) -> None:
    app = App(merchant="shop", view="consultant").open(PAGE)
    app.at.text_input(key="new_title").set_value("감말랭이").run()
    app.press("add").all_right()
    assert [p["title"] for p in master.products(space, "shop")] == ["감말랭이"]
    app.press("add").all_right()
    assert len(master.products(space, "shop")) == 1


def test_edits_of_the_table_are_changes_of_what_was_seen() -> None:
    shown = [{"product_id": "p1", "version": 3}, {"product_id": "p2", "version": 1}]
    edited: dict[str, dict[str, object]] = {"1": {"price": 5, "stock": None}, "0": {}, "7": {"price": 1}}
    assert master_table.changes_of(shown, edited) == [{"product_id": "p2", "version": 1, "price": 5, "stock": None}]


def test_the_search_reads_name_code_and_brand() -> None:
    rows = [{"title": "사과즙", "sku": "A-1", "brand": None, "product_id": "p1"},
            {"title": "배즙", "sku": None, "brand": "숲", "product_id": "p2"}]
    assert [p["product_id"] for word in ("사과", "a-1", "숲", "", "p2") for p in master_table.found(rows, word)] == [
        "p1", "p1", "p2", "p1", "p2", "p2"]
    assert master_table.found(rows, "(.*") == []


def test_a_picture_is_measured_and_not_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (700, 500), "white").save(out, "PNG")
    found = master_card.measured("m.png", out.getvalue())
    assert (found["main_image"], found["main_image_px"], found["main_image_long_px"]) == ("m.png", 500, 700)
    assert found["main_image_bytes"] == len(out.getvalue()) and not any(isinstance(v, bytes) for v in found.values())
