"""The diagnosis page answers alone; what-if and then-and-now beside it; nothing is diagnosed twice."""
import re
from datetime import date

import pytest

from data.store import Store
from diagnostics import answered, diagnosis
from diagnostics.diagnosis import diagnose
from diagnostics.whatif import levers, what_if
from tests.demo_store import demo
from tests.pages import App

pytest_plugins = ("tests.pages",)

PAGE, WHATIF, COMPARE = "pages/session/diagnosis.py", "pages/session/whatif.py", "pages/session/compare.py"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(demo().workspace.store.path))
    return "demo-struggling"


def opened(page: str, shop: str, lang: str = "ko", **address: str) -> App:
    app = App(view="consultant", merchant=shop, lang=lang, **address).open(page)
    app.all_right()
    return app


def seen(app: App) -> str:
    return " ".join(app.texts()).replace("\\", "")


def unfold(app: App, key: str) -> App:
    """Open an expander."""
    app.at.session_state[key] = True
    app.at.run()
    app.all_right()
    return app


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_four_questions_are_answered_by_the_page_alone(shop, lang):
    text = seen(opened(PAGE, shop, lang))
    asked = {"ko": (r"왜 \d+점이고 \d+점이 아닌가요\?", "먼저 손볼 상품 세 가지", "법에 맞게 반드시 고칠 것",
                    "그때와 무엇이 달라졌나요?", "이걸 고치면 어떻게 되나요?", "앞으로 90일", "성장 가능성"),
             "en": (r"Why \d+ and not \d+\?", "Three products first", "points of the law must be put right",
                    "What changed since then?", "What if something changes?", "The next 90 days", "no measure of growth")}[lang]
    for question in asked:
        assert re.search(question, text), question


@pytest.mark.parametrize("shop_id", ["demo-unlisted", "demo-growing"])
def test_other_shops_get_their_page_too(shop, shop_id):
    for page in (PAGE, WHATIF, COMPARE):
        opened(page, shop_id)


def test_the_steps_and_a_finding_open(shop):
    app = unfold(opened(PAGE, shop, "en"), "why")
    assert "100 minus the points lost" in seen(app)
    first = diagnose(demo().workspace, shop)
    worst = max((f for f in first["findings"] if f["points_lost"]), key=lambda f: f["points_lost"])
    text = seen(unfold(app, f"finding_{worst['check']}"))
    assert "What helps, the cheapest first" in text and "hours of your own" in text and "brings back about" in text
    unfold(app, "law_must")
    assert "Which rule?" in seen(app)


def test_a_finding_is_answered_kept_shown_and_taken_back(shop):
    space = demo().workspace
    worst = max((f for f in diagnose(space, shop)["findings"] if f["points_lost"]), key=lambda f: f["points_lost"])["check"]
    score = diagnose(space, shop)["summary"]["score"]
    app = unfold(opened(PAGE, shop), f"finding_{worst}")
    app.at.toggle(key=f"asked_finding_{worst}").set_value(True).run()
    app.at.radio(key=f"reason_finding_{worst}").set_value("not_ours").run()
    app.at.text_area(key=f"note_finding_{worst}").set_value("도매만 해요").run()
    app.press(f"answer_finding_{worst}").all_right()
    assert answered.answers(space, shop)[worst]["reason"] == "not_ours"
    text = seen(app)
    assert "도매만 해요" in text and "우리 상품" in text and f"{date.today().year}년" in text
    assert diagnose(space, shop)["summary"]["score"] == score
    app.press(f"withdraw_finding_{worst}").all_right()
    assert worst not in answered.answers(space, shop) and "도매만 해요" not in seen(app)


def test_no_rerun_of_the_three_pages_diagnoses_again(shop, monkeypatch):
    calls = []
    real = diagnosis.diagnose
    monkeypatch.setattr(diagnosis, "diagnose", lambda *a, **k: calls.append(a) or real(*a, **k))
    app = opened(PAGE, shop)
    for page in (WHATIF, PAGE):
        app.open(page)
        for _run in range(3):
            app.at.run()
    app.all_right()
    assert len(calls) == 1


def test_a_slider_moves_the_score_as_what_if_says_and_back(shop):
    result = diagnose(demo().workspace, shop)
    first = next(x for x in levers(result) if x["unit"] == "share")
    app = opened(WHATIF, shop, "en")
    slider = app.at.slider(key=f"if_{shop}_{first['metric']}")
    slider.set_value(round(100 * first["target"])).run()
    app.all_right()
    wanted = what_if(result, {first["metric"]: round(100 * first["target"]) / 100})["after"]["score"]
    assert f"{round(wanted, 1):g}" in seen(app)
    app.press("if_reset").all_right()
    assert "Nothing is changed yet" in seen(app)


def test_a_treatment_is_taken_as_done(shop):
    result = diagnose(demo().workspace, shop)
    app = opened(WHATIF, shop, "en")
    app.at.multiselect(key=f"if_done_{shop}").set_value(["detail_page.photography"]).run()
    app.all_right()
    wanted = what_if(result, treatments=["detail_page.photography"])["after"]["score"]
    assert f"{round(wanted, 1):g} of 100" in seen(app)


def test_then_and_now_uses_the_kept_day(shop):
    space = demo().workspace
    kept = diagnose(space, shop, date(2026, 9, 1))
    app = opened(COMPARE, shop, "en")
    assert kept["summary"]["score"] is not None
    text = seen(app)
    assert "Compared with the diagnosis as it was given on" in text and "Why it changed" in text
    app.at.selectbox(key=f"then_{shop}").set_value("other").run()
    app.all_right()
    assert "No diagnosis of that day was kept" in seen(app)


@pytest.mark.parametrize("page", [PAGE, WHATIF, COMPARE])
def test_an_empty_shop_is_told_what_to_bring(page, store: Store, tmp_path):
    from data.workspace import Workspace

    Workspace(store).save_merchant("empty", name="빈 가게")
    text = seen(opened(page, "empty"))
    assert "파일" in text
