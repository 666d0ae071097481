"""상품 클리닉: the list, one listing, what is brought, answers; hostile names stay text; a phone and a laptop."""
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from data import given
from data.store import Store
from data.workspace import Workspace
from diagnostics import answered
from tests.browser import LAPTOP, PHONE, Server, settled, sideways, tab, visit
from tests.pages import App

pytest_plugins = ("tests.pages", "tests.browser")
PAGE = "pages/session/clinic.py"
EVIL = ("<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">[링크](javascript:alert(1)) **굵게** $x$ "
        ":red[a]")
SEEN = date(2026, 10, 31)


def filled(store: Store) -> str:
    """A shop of twelve listings: a hostile one that sells most and breaks the law, a good one, and small ones."""
    Workspace(store).save_merchant("shop", name="하늘농장")
    rows: list[dict[str, Any]] = [
        {"product_id": "<b>1</b>", "title": EVIL, "brand": "하늘", "price": 10_010, "image_count": 1, "main_image_px": 1000,
         "detail_text": f"{EVIL}\n</div></div><h1>제목</h1> 암을 치료하고 당뇨 예방에 좋아요.", "notice_group": "GENERAL_FOOD",
         "notice": '{"제품명": "<img src=x onerror=alert(3)>"}', "keywords": EVIL},
        *({"product_id": f"p{n}", "title": f"하늘 무화과잼 수제 선물 세트 {n}호 300g", "brand": "하늘", "price": 12_000,
           "image_count": 2} for n in range(11))]
    with store.transaction() as cursor:
        for row in rows:
            full = {"merchant_id": "shop", "channel": "naver", "observed_on": SEEN, "on_sale": True, **row}
            cursor.execute(f"INSERT INTO listings ({', '.join(full)}) VALUES ({', '.join('?' * len(full))})", list(full.values()))
        for number, row in enumerate(rows):
            cursor.execute("INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, product_id, status, "
                           "quantity, amount) VALUES ('shop', 'naver', ?, '1', ?, ?, 'confirmed', 1, ?)",
                           [f"o{number}", datetime(2026, 10, 30), row["product_id"], Decimal(10_000 * (20 - number))])
    return "shop"


@pytest.fixture
def clinic_of(store: Store) -> Iterator[App]:
    yield App(merchant=filled(store), view="consultant").open(PAGE)


def shown(app: App) -> str:
    return "\n".join(app.texts())


def phone(app: App) -> str:
    return "\n".join(h.proto.body for h in app.at.get("html") if 'class="phone"' in h.proto.body)


def shot(words: bool = False) -> bytes:
    image = Image.new("RGB", (900, 900), "white")
    ImageDraw.Draw(image).ellipse((40, 40, 860, 860), fill=(120, 30, 60))
    if words:
        ImageDraw.Draw(image).rectangle((0, 0, 899, 899), outline="blue", width=10)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_the_list_shows_ten_and_finds_the_rest(clinic_of: App) -> None:
    clinic_of.all_right()
    buttons = [b.key for b in clinic_of.at.button if b.key and b.key.startswith("open_")]
    assert len(buttons) == 10 and buttons[0] == "open_naver_<b>1</b>"
    assert "법에 걸리는 상품이 1개 있어요" in shown(clinic_of) and "걸린 돈 = 최근 365일 매출" in shown(clinic_of)
    clinic_of.at.text_input(key="clinic_search").input("10호").run()
    assert [b.key for b in clinic_of.at.button if b.key and b.key.startswith("open_")] == ["open_naver_p10"]
    clinic_of.at.text_input(key="clinic_search").input(".*").run()
    clinic_of.all_right()
    assert not [b for b in clinic_of.at.button if b.key and b.key.startswith("open_")]


def test_hostile_texts_stay_texts(clinic_of: App) -> None:
    clinic_of.press("open_naver_<b>1</b>").all_right()
    drawn = phone(clinic_of)
    assert "&lt;script&gt;" in drawn and "<script" not in drawn and "<h1" not in drawn
    assert "<img src=x" not in drawn and drawn.count("</div>") == drawn.count("<div")
    assert '<mark class="block">' in drawn
    for text in clinic_of.texts():
        assert "**굵게**" not in text or "<b>" not in text
    assert clinic_of.address["product"] in ("<b>1</b>", ["<b>1</b>"])


def test_a_page_is_brought_and_taken_back(clinic_of: App, store: Store) -> None:
    clinic_of.press("open_naver_p0").all_right()
    assert "아는 글이 없어요" in phone(clinic_of)
    clinic_of.at.text_area(key="paste_naver_p0").input("평일 배송은 이틀이에요. <b>반품</b>은 7일 안에 하실 수 있어요.").run()
    clinic_of.press("look_naver_p0").all_right()
    assert "평일 배송은 이틀이에요." in phone(clinic_of)
    tables = Workspace(store).tables(date(2026, 11, 1), ["shop"])
    texts = {r["product_id"]: r["detail_text"] for r in tables.listings.to_pyarrow().to_pylist()}
    assert "이틀" in texts["p0"] and texts["p1"] is None
    assert Workspace(store).default_as_of("shop") == date(2026, 11, 1), "what is shown of a day of the past brings no new day"
    clinic_of.press("undo_detail").all_right()
    assert "아는 글이 없어요" in phone(clinic_of) and given.known(Workspace(store), "shop", date(2027, 1, 1)) == []


def test_a_file_is_a_sentence_where_it_is_none(clinic_of: App) -> None:
    clinic_of.press("open_naver_p0")
    clinic_of.at.file_uploader(key="shot_naver_p0").set_value(("foto.jpg", b"<svg></svg>", "image/jpeg")).run()
    assert [e.value for e in clinic_of.at.error] and not clinic_of.wrong()
    assert "SVG" in clinic_of.at.error[0].value


def test_a_picture_is_measured_and_not_kept(clinic_of: App, store: Store) -> None:
    clinic_of.press("open_naver_p0")
    clinic_of.at.file_uploader(key="shot_naver_p0").set_value(("사진.png", shot(words=True), "image/png")).run()
    clinic_of.all_right()
    kept = given.known(Workspace(store), "shop", date(2026, 11, 1))
    assert kept[0]["content"]["main_image_marked"] is True and kept[0]["content"]["facts"]["frame"] is True
    assert len(repr(kept)) < 1_000, "facts only"
    assert "data:image/jpeg;base64," in phone(clinic_of)
    assert "대표 사진 위에 글자나 테두리가" in shown(clinic_of) and "쿠팡" in shown(clinic_of)


def test_a_page_as_a_file(clinic_of: App) -> None:
    clinic_of.press("open_naver_p0")
    page = "<meta charset=euc-kr><table width=900><tr><td>고정 너비 안내</td></tr></table>".encode("cp949")
    clinic_of.at.file_uploader(key="html_naver_p0").set_value(("상세.html", page, "text/html")).run()
    clinic_of.all_right()
    assert "고정 너비 안내" in phone(clinic_of) and "900픽셀로 고정된 곳" in shown(clinic_of)


def test_a_finding_is_answered(clinic_of: App, store: Store) -> None:
    clinic_of.press("open_naver_p0")
    asked = next(t.key for t in clinic_of.at.toggle if t.key and "listing.image_count|" in t.key)
    clinic_of.at.toggle(key=asked).set_value(True).run()
    key = asked.replace("asked_", "reason_")
    clinic_of.at.radio(key=key).set_value("later").run()
    clinic_of.press(key.replace("reason_", "answer_")).all_right()
    (said,) = answered.answers(Workspace(store), "shop").values()
    assert said["reason"] == "later"
    assert "나중에" in shown(clinic_of) or "목록에 남아" in shown(clinic_of)


def test_a_planned_product_of_a_shop_without_listings(store: Store) -> None:
    Workspace(store).save_merchant("new", name="새 가게")
    app = App(merchant="new", view="consultant").open(PAGE)
    app.all_right()
    app.at.text_input(key="plan_title").input("무화과잼").run()
    app.at.text_area(key="plan_text").input("국내산 무화과로 만들어요. 당뇨를 치료해요.").run()
    app.press("plan_look").all_right()
    assert "팔 예정인 상품이라 입점 상품으로 세지 않아요." in shown(app)
    assert "무화과잼" in phone(app)
    app.press("back").all_right()
    assert [b.label for b in app.at.button if b.key and b.key.startswith("planned_")] == ["무화과잼"]


def test_an_unknown_product_and_a_shop_that_is_not_open(store: Store) -> None:
    filled(store)
    app = App(merchant="shop", view="consultant", product="nope", channel="naver").open(PAGE)
    assert [e.value for e in app.at.error] and not app.wrong()
    none = App(view="consultant").open(PAGE)
    none.all_right()
    assert "아직 연 가게가 없어요" in shown(none) or none.titles == ["상품 클리닉"]


def test_a_rerun_reads_nothing_anew(clinic_of: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ranking and the opened listing are made once per version of the data, not once per click."""
    from diagnostics.clinic import ranking, view

    def never(*_a: object, **_k: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(ranking, "ranking", never)
    clinic_of.at.text_input(key="clinic_search").input("3호").run()
    clinic_of.all_right()
    clinic_of.press("open_naver_p3").all_right()
    monkeypatch.setattr(view, "_row", never)
    clinic_of.at.text_area(key="paste_naver_p3").input("글").run()
    clinic_of.all_right()


@pytest.mark.browser
def test_on_a_phone_and_on_a_laptop(server: Server, browser: Any, tmp_path: Path) -> None:
    """Nothing scrolls sideways, nothing of the data runs, and the way from the list to one listing works."""
    page = tab(browser, size=LAPTOP)
    visit(page, f"{server.url}/files?view=consultant")
    page.get_by_label("가게 이름").fill("가온 시험농원")
    page.get_by_test_id("stMain").get_by_role("button", name="가게 만들기").click()
    page.wait_for_url("**merchant=*")
    address = page.url.split("?")[1]
    visit(page, f"{server.url}/clinic?{address}")
    page.get_by_label("상품 이름", exact=True).fill(EVIL)
    page.get_by_label("카테고리").fill("식품>가공식품>잼")
    page.get_by_label("상품 설명으로 쓸 글").fill(f"{EVIL} 당뇨를 치료해요. " + "국내산 재료로 만들어요. " * 30)
    page.get_by_test_id("stMain").get_by_role("button", name="팔 예정인 상품 살펴보기").last.click()
    page.locator(".phone").wait_for()
    settled(page)
    opened = page.url
    for size in (PHONE, LAPTOP):
        for dark in (False, True):
            seen = tab(browser, size=size, dark=dark)
            asked: list[str] = []
            seen.on("dialog", lambda d, asked=asked: (asked.append(d.message), d.dismiss()))
            visit(seen, opened)
            seen.locator(".phone").wait_for()
            assert sideways(seen) == 0
            assert asked == [] and seen.title() != "x"
            assert seen.locator(".phone script, .phone h1, .phone a").count() == 0
            assert seen.locator(".phone img").count() == 0
            assert seen.locator(".phone mark").count() >= 1
            assert seen.locator(".phone").bounding_box()["width"] <= 390
            assert seen.locator('[data-testid="stException"]').count() == 0
            seen.context.close()
