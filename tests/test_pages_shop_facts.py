"""The facts of the shop on the pages: entered once, used by the law, refused where the check digit does not fit."""
import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics.diagnosis import diagnose
from pages.shared.lawstrip import marked
from tests.pages import App

pytest_plugins = ("tests.pages",)
TODAY, DIAGNOSIS = "pages/session/today.py", "pages/session/diagnosis.py"


def opened(store: Store, script: str, place: str) -> App:
    Workspace(store).save_merchant("m", name="예시상점")
    with store.transaction() as cursor:
        cursor.execute("INSERT INTO listings (merchant_id, channel, product_id, observed_on, title, notice_group) "
                       "VALUES ('m', 'cafe24', '1', '2026-11-01', '항암 잼', 'GENERAL_FOOD')")
    app = App(merchant="m", lang="ko", view="consultant").open(script)
    app.at.session_state[f"facts_{place}"] = True
    app.at.run()
    app.all_right()
    return app


def type_in(app: App, place: str, **facts: str) -> App:
    for name, text in facts.items():
        app.at.text_input(key=f"fact_{name}_{place}_m").set_value(text)
    app.at.run()
    return app


@pytest.mark.parametrize(("script", "place"), [(TODAY, "today"), (DIAGNOSIS, "law")])
def test_what_is_entered_is_kept_and_used_by_the_law(store: Store, script: str, place: str) -> None:
    space = Workspace(store)
    app = opened(store, script, place)
    before = {g["rule"] for g in diagnose(space, "m")["gates"]}
    assert {"seller.identity", "seller.purchase_safety"} <= before
    type_in(app, place, business_number="2208162517", representative="김예시", address="서울 마포구 1", contact_phone="02-1-2",
            contact_email="a@example.com", purchase_safety="에스크로").press(f"keep_facts_{place}").all_right()
    row = space.merchants().iloc[0]
    assert (row.business_number, row.representative, row["name"]) == ("220-81-62517", "김예시", "예시상점")
    after = {g["rule"] for g in diagnose(space, "m")["gates"]}
    assert before - after == {"seller.identity", "seller.purchase_safety"}


def test_a_business_number_that_does_not_add_up_is_not_kept(store: Store) -> None:
    app = type_in(opened(store, TODAY, "today"), "today", business_number="220-81-62518")
    assert any("끝자리가 맞지 않아요" in w.value for w in app.at.warning)
    assert app.at.button(key="keep_facts_today").disabled
    assert Workspace(store).merchants().iloc[0].business_number is None


def test_every_place_in_a_name_is_marked() -> None:
    gate = {"product_name": "항암 *잼* 항암", "hits": [["title", 0, 2], ["title", 7, 9], ["detail_text", 0, 2]]}
    assert marked("항암 *잼* 항암", gate) == ":red-background[항암]&nbsp;\\*잼\\*&nbsp;:red-background[항암]"
    assert marked("다른 이름", gate) == "다른 이름" and marked("가", {"product_name": "가"}) == "가"
