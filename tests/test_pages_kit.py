"""The page of the kits: arrived at from the result, read in both languages, ticks kept in the plan, hostile names as text."""

from datetime import date

import pytest

from data import given, plans
from data.workspace import Workspace
from diagnostics import units
from diagnostics.firststeps import first_plan
from diagnostics.kits import kits
from tests.pages import App

pytest_plugins = ("tests.pages",)
PAGE = "pages/merchant/kit.py"
HOSTILE = "<img src=x onerror=alert(1)> **굵게** [링크](http://x) {0} 사과 3kg"


def opened(merchant: str, treatment: str, **more: str) -> App:
    app = App(merchant=merchant, view="merchant", **more)
    app.at.query_params["treatment"] = treatment
    return app.open(PAGE)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("treatment", ["detail_page.rebuild", "platform.live_phone"])
def test_the_kit_is_read_on_the_page(answered, treatment, language):
    app = opened(answered, treatment, lang=language)
    app.all_right()
    assert app.titles
    boxes = [b for b in app.at.checkbox if b.key and b.key.startswith("kit_task_")]
    assert len(boxes) == len(units.treatments()[treatment].tasks)
    words = "\n".join(app.texts())
    assert "하늘반찬" in words, "the shop's own name stands in the texts to copy"


def test_every_message_of_the_page_is_known_to_the_catalogue(answered):
    from diagnostics.texts import Texts

    app = opened(answered, "detail_page.title", lang="xx")
    app.all_right()
    assert Texts("xx")("Step by step") in [h.value for h in app.at.header]


def test_the_result_opens_the_kit(answered):
    app = App(merchant=answered, view="merchant").open("pages/start/result.py")
    app.press("kit_1")
    app.all_right()
    opened_kit = app.address["treatment"]
    assert (opened_kit[0] if isinstance(opened_kit, list) else opened_kit) in kits()
    assert app.at.selectbox


def test_without_a_shop_the_page_says_what_to_do(store):
    app = App(view="merchant").open(PAGE)
    app.all_right()
    assert app.at.button(key="to_questions")


def test_ticks_of_a_planned_treatment_are_kept_in_the_plan(store, shop):
    space = Workspace(store)
    step = {"treatment": "detail_page.photography", "own_cost": 0}
    plan_id = plans.keep(space, shop, {"from": "test"}, first_plan([step]), accepted=True)
    app = opened(shop, "detail_page.photography")
    app.at.checkbox(key=f"kit_task_{plan_id}_detail_page.photography_1").check().run()
    app.all_right()
    assert plans.done(space, shop, plan_id) == {("detail_page.photography", 1)}
    again = opened(shop, "detail_page.photography")
    assert again.at.checkbox(key=f"kit_task_{plan_id}_detail_page.photography_1").value


def test_a_hostile_name_stays_text(store, shop):
    given.plan_product(Workspace(store), shop, {"title": HOSTILE, "price": 12000}, date(2026, 11, 1))
    app = opened(shop, "platform.live_phone")
    app.all_right()
    written = [m.value for m in app.at.markdown]
    assert not any("<img" in text or "**굵게**" in text or "[링크](http" in text for text in written)
    assert any("링크" in text for text in written)
