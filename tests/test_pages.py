"""Every page in every view and language, and what must survive: switching pages, refreshing, errors."""
import re
from datetime import date

import pytest
from streamlit import config

from data import plans
from data.errors import InputProblem
from data.store import Store
from data.text import _
from data.workspace import Workspace
from diagnostics import diagnosis
from diagnostics.questions import QUESTIONS
from pages.shared import show
from pages.shared.catalog import PAGES, View
from tests.pages import App

pytest_plugins = ("tests.pages",)

SHOP = "하늘반찬"
KNOWN = re.compile(r"⟦[^⟦⟧]*⟧")
MARKUP = re.compile(r":material/\w+:|:[a-z]+-badge\[|:(?:small|gray|orange|green|red|blue)\[|&nbsp;")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
NUMBERS = re.compile(rf"\d+ (?:{MONTHS}) \d{{4}}|[-₩+]?[\d,.]+ ?(?:%|px|days?|million|billion)?")
DATA = (SHOP, "한국어", "English", "xx", "shop-test", "반찬", "not known", "http://", "merchant=", "lang=", "view=")


def bare(text: str) -> str:
    """What is left of a shown text when known messages, markup, numbers and data are taken out."""
    while KNOWN.search(text):
        text = KNOWN.sub(" ", text)
    text = NUMBERS.sub(" ", MARKUP.sub(" ", text))
    for data in DATA:
        text = text.replace(data, " ")
    return "".join(c for c in text if c.isalpha())


def opened(app: App) -> None:
    """Open every page; which of them went wrong, and how."""
    wrong = {}
    for page in PAGES:
        app.open(page.script)
        if app.wrong() or not app.titles:
            wrong[page.id] = app.wrong() or "no title"
    assert not wrong


@pytest.mark.parametrize(("view", "language"), [("merchant", "ko"), ("consultant", "en")])
def test_every_page_opens_without_a_shop(store: Store, view: str, language: str) -> None:
    opened(App(view=view, lang=language))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("view", [v.value for v in View])
def test_every_page_opens_for_a_shop_with_answers(answered: str, view: str, language: str) -> None:
    opened(App(view=view, lang=language, merchant=answered))


@pytest.mark.parametrize("shop_is_open", [True, False])
def test_no_page_shows_text_that_no_catalogue_knows(answered: str, shop_is_open: bool) -> None:
    address = {"merchant": answered} if shop_is_open else {}
    app, strange = App(lang="xx", view="consultant", **address), {}
    for page in PAGES:
        app.open(page.script)
        if found := [text for text in app.texts() if bare(text)]:
            strange[page.id] = found
    merchants = App(lang="xx", view="merchant", **address)
    if found := [text for text in merchants.texts() if bare(text)]:
        strange["merchant's view"] = found
    assert not strange


def test_the_pseudo_language_test_would_see_bare_text() -> None:
    assert bare("⟦known {n}⟧ 3 and more") == "andmore"
    assert bare(":green-badge[:material/check: ⟦Orders⟧ 1,200]") == ""


def test_browser_language_decides_and_the_address_overrides(store: Store) -> None:
    def title(locale: str, **address: str) -> str:
        app = App(**address)
        app.at.context = {"locale": locale}
        app.at.run()
        return app.titles[0]

    assert "준비" in title("ko-KR")
    assert title("en-GB").startswith("Selling online")
    assert title("de-DE").startswith("Selling online")
    assert "준비" in title("en-GB", lang="ko")


def test_self_check_from_the_first_question_to_the_plan(store: Store) -> None:
    app = App().press("by_questions")
    for number, question in enumerate(QUESTIONS, 1):
        assert app.at.progress[0].text == f"{number} / {len(QUESTIONS)}"
        app.press(f"{question.id}_{question.choices[-2].value}")
        app.all_right()
    merchant = app.address["merchant"]
    kept = Workspace(store).answers(merchant, "intake")
    assert kept == {q.id: q.choices[-2].value for q in QUESTIONS}
    assert app.titles[0] in {"씨앗", "새싹", "줄기", "열매"}
    cards = [s.value for s in app.at.subheader if re.match(r"\d\.", s.value)]
    assert len(cards) == 3
    app.press("start_plan").all_right()
    plan = plans.current(Workspace(store), merchant)
    assert plan is not None and len(plan["result"]["chosen"]) == 3
    app.at.checkbox[0].check().run()
    assert len(plans.done(Workspace(store), merchant, plan["plan_id"])) == 1
    app.at.checkbox[0].uncheck().run()
    assert plans.done(Workspace(store), merchant, plan["plan_id"]) == set()


def test_going_back_and_answering_anew_replaces_the_answer(store: Store) -> None:
    app = App().press("by_questions")
    first = QUESTIONS[0]
    app.press(f"{first.id}_{first.choices[0].value}").press("back")
    assert app.at.progress[0].text.startswith("1 /")
    app.press(f"{first.id}_unknown")
    assert Workspace(store).answers(app.address["merchant"], "intake") == {first.id: "unknown"}


def test_a_refresh_brings_back_the_same_question(store: Store) -> None:
    app = App().press("by_questions")
    for question in QUESTIONS[:4]:
        app.press(f"{question.id}_{question.choices[0].value}")
    address = {name: value for name, value in app.address.items() if isinstance(value, str)}
    assert address["q"] == "5"
    again = App(**address).open("pages/start/selfcheck.py")
    assert again.at.progress[0].text == app.at.progress[0].text
    assert again.titles == app.titles


def test_a_strange_address_opens_the_page_all_the_same(shop: str) -> None:
    app = App(q="99", lang="tlh", view="boss", merchant="nobody").open("pages/start/selfcheck.py")
    app.all_right()
    assert app.at.progress[0].text == f"1 / {len(QUESTIONS)}"


def test_what_is_typed_is_there_after_leaving_and_coming_back(store: Store) -> None:
    app = App(view="consultant").open("pages/session/files.py")
    app.at.text_input(key="new_name").set_value("바다김").run()
    app.open("pages/start/home.py").open("pages/session/files.py")
    assert app.at.text_input(key="new_name").value == "바다김"
    app.press("make_shop")
    shops = Workspace(store).merchants()
    assert list(shops.name) == ["바다김"] and app.address["merchant"] == shops.merchant_id[0]


def test_a_shop_is_found_by_a_part_of_its_name(shop: str) -> None:
    app = App(view="consultant").open("pages/session/files.py")
    app.at.text_input(key="shop_search").set_value("없는이름").run()
    assert not [b for b in app.at.button if (b.key or "").startswith("open_")]
    app.at.text_input(key="shop_search").set_value("하늘").run()
    app.press(f"open_{shop}")
    assert app.address["merchant"] == shop


def test_five_reruns_diagnose_once(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = diagnosis.diagnose
    monkeypatch.setattr(diagnosis, "diagnose", lambda *a, **k: calls.append(a) or real(*a, **k))
    app = App(view="consultant", merchant=shop).open("pages/session/files.py")
    for _run in range(5):
        app.at.run()
    app.all_right()
    assert len(calls) == 1


def test_an_answer_more_makes_a_new_diagnosis(shop: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = diagnosis.diagnose
    monkeypatch.setattr(diagnosis, "diagnose", lambda *a, **k: calls.append(a) or real(*a, **k))
    app = App(view="consultant", merchant=shop).open("pages/session/files.py")
    Workspace(store).save_answer(shop, "intake", "helper", "unknown", date(2026, 11, 21))
    app.at.run()
    assert len(calls) == 2


def test_names_are_shown_as_they_are_and_never_as_markup(store: Store) -> None:
    Workspace(store).save_merchant("evil", name="**굵게** [클릭](http://x) :red[빨강] <b>x</b> :material/home:")
    app = App(view="consultant", merchant="evil").open("pages/session/files.py")
    shown = " ".join(app.texts())
    assert r"\*\*굵게\*\* \[클릭\]" in shown
    assert ":red[빨강" not in shown and "<b>" not in shown.replace(r"\<b\>", "") and ":material/home:" not in shown


def test_something_unforeseen_becomes_a_sentence_with_a_number(shop: str, monkeypatch: pytest.MonkeyPatch,
                                                               caplog: pytest.LogCaptureFixture) -> None:
    told = "buyer 홍길동 010-1234-5678"

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError(told)

    monkeypatch.setattr(diagnosis, "diagnose", broken)
    app = App(view="consultant", merchant=shop).open("pages/session/files.py")
    assert not app.at.exception
    number = re.search(r"번호 ([0-9a-f]{8})", app.at.error[0].value)
    assert number is not None and number[1] in caplog.text
    said = [record.getMessage() for record in caplog.records if record.name == "pages"]
    assert "RuntimeError" in said[0] and told not in said[0] and told not in " ".join(app.texts())


def test_a_problem_that_can_be_mended_is_told_as_its_sentence(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant="*x*")

    monkeypatch.setattr(diagnosis, "diagnose", refuse)
    app = App(view="consultant", merchant=shop, lang="en").open("pages/session/files.py")
    assert app.at.error[0].value == r"There is no merchant \*x\*. Load a file for it first."


def test_a_whole_network_is_refused_without_a_sign_in(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        refused = App(lang="en")
        assert "no sign-in yet" in refused.at.error[0].value and not refused.titles
        monkeypatch.setenv("DIGITAL_DOCTOR_OPEN", "1")
        assert App(lang="en").titles
    finally:
        config.set_option("server.address", before)


def test_csv_of_rows_defuses_formulas_and_opens_in_excel() -> None:
    content = show.as_csv([{"상품": "=cmd()", "금액": -5}, {"상품": "@x", "금액": 2}])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["상품,금액", "'=cmd(),-5", "'@x,2"]


def test_the_moment_of_the_session_stands_in_the_address_and_takes_the_answers(shop: str, store: Store) -> None:
    app = App(view="consultant", merchant=shop, lang="en").open("pages/start/selfcheck.py")
    app.at.radio(key="stage_intake").set_value("exit").run()
    assert app.address["stage"] == "exit" or app.address["stage"] == ["exit"]
    question = QUESTIONS[0]
    app.at.query_params["q"] = "1"
    app.at.run()
    app.press(f"{question.id}_{question.choices[0].value}").all_right()
    assert Workspace(store).answers(shop, "exit") == {question.id: question.choices[0].value}
    assert len(Workspace(store).answers(shop, "intake")) == len(QUESTIONS)
    app.open("pages/session/diagnosis.py").all_right()
    assert app.at.radio(key="stage_exit").value == "exit"


def test_the_shop_owner_is_not_asked_for_the_moment(shop: str) -> None:
    app = App(view="merchant", merchant=shop).open("pages/start/result.py")
    assert not [r for r in app.at.radio if (r.key or "").startswith("stage_")]
