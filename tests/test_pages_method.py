"""The method page and the result of the self-check: what they say is what the program computes."""
import json
from datetime import date

import pytest

from data.store import Store
from data.workspace import FORM_ROW, Workspace
from diagnostics import calibration, readiness, reliability, rubric, units
from diagnostics.questions import FORM, QUESTIONS
from pages.shared import show
from tests.many_shops import DAY, many_shops
from tests.pages import App, answer_all

pytest_plugins = ("tests.pages",)
METHOD, RESULT, CHECK = "pages/about/method.py", "pages/start/result.py", "pages/start/selfcheck.py"


def words(app: App) -> str:
    """Everything that the page says, tables included."""
    tables = "".join(json.dumps(t.value.to_dict("records"), ensure_ascii=False) for t in app.at.table)
    return "\n".join(str(e.value) for e in [*app.at.markdown, *app.at.caption, *app.at.subheader, *app.at.header]) + tables


def test_every_check_stands_on_the_method_page_with_its_source(store: Store) -> None:
    app = App(view="consultant").open(METHOD)
    app.all_right()
    said = words(app)
    assert rubric.RUBRIC in said and rubric.fingerprint() in said and "100" in said
    assert "2026.1" in said and "0.945" in said
    assert sum(int(e.label.rsplit("(", 1)[1].rstrip(")")) for e in app.at.expander if "(" in e.label) == len(units.checks())


def test_answers_of_few_are_not_told(store: Store) -> None:
    answer_all(store, "shop-one")
    said = words(App(view="consultant").open(METHOD))
    assert "5곳보다 적어서" in said


def test_reliability_on_the_page_is_that_of_the_answers(store: Store) -> None:
    space = Workspace(store)
    rows = [(f"s{n:02d}", "intake", q.id, q.choices[(n * 7 + i * n) % (len(q.choices) - 1)].value, date(2026, 11, 1))
            for n in range(33) for i, q in enumerate(QUESTIONS)]
    with store.transaction() as cursor:
        columns = "merchant_id, stage, question_id, value, answered_on"
        cursor.executemany(f"INSERT INTO answers ({columns}) VALUES (?, ?, ?, ?, ?)", rows)
        cursor.execute("INSERT INTO merchants (merchant_id) SELECT DISTINCT merchant_id FROM answers")
    found = reliability.of(space)
    total = found.scales[-1]
    assert total.alpha is not None
    app = App(view="consultant").open(METHOD)
    app.all_right()
    row = app.at.table[0].value.iloc[4].tolist()
    assert row[:4] == ["전체 문항", "20", "33", f"{total.alpha:.2f}"] and row[4] == f"{total.low:.2f} – {total.high:.2f}"


def test_a_calibration_is_told_with_who_and_what(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    many_shops(store.path, 130)
    space = Workspace(store)
    calibration.accept(space, calibration.propose(space, DAY, "시범 <b>기수</b>"))
    app = App(view="consultant").open(METHOD)
    app.all_right()
    said = words(app)
    assert f"{rubric.RUBRIC}+cal-2026-09-01" in said and "135곳" in said and show.safe("시범 <b>기수</b>") in said
    assert any("판정" in e.label and "건이 바뀌었어요" in e.label for e in app.at.expander)
    calibration.reset(space)
    said = words(App(view="consultant").open(METHOD))
    assert "+cal-" not in said and "되돌려" in said and "되돌렸어요" in said


def test_the_result_tells_parts_gaps_and_changes(store: Store) -> None:
    shop = answer_all(store, "shop-two")
    space = Workspace(store)
    for question in QUESTIONS:
        space.save_answer(shop, "mid", question.id, question.choices[-2].value, date(2026, 11, 20))
    before, after = (readiness.read(space.answers(shop, stage)) for stage in ("intake", "mid"))
    app = App(merchant=shop, stage="mid", view="consultant").open(RESULT)
    app.all_right()
    said = words(app)
    heading = next(s.value for s in app.at.subheader if "→" in s.value and "자가진단" in s.value)
    assert f"{before['score']:.0f} → {after['score']:.0f}점" in heading
    assert "그동안 달라진 점" in said and "올랐어요" in said
    told = [g for g in after["gaps"] if g["text"]]
    assert ("아직 서로 맞지 않는 점" in said) == bool(told)
    once = App(merchant=shop, view="consultant").open(RESULT)
    once.all_right()
    alone = answer_all(store, "shop-three")
    assert "그동안 달라진 점" not in words(App(merchant=alone, view="consultant").open(RESULT))


def test_the_form_is_kept_with_the_first_answer(store: Store) -> None:
    app = App().press("by_questions")
    app.press(f"{QUESTIONS[0].id}_{QUESTIONS[0].choices[1].value}")
    found = Workspace(store).answers_and_form(app.address["merchant"], "intake")
    assert found == {FORM_ROW: FORM, QUESTIONS[0].id: QUESTIONS[0].choices[1].value}
