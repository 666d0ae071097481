"""The page on roster and progress, as a manager uses it; and the files of the cohort page."""
import io

import pandas as pd
import pytest

from data import roster
from data.store import Store
from pages.shared import cohort_parts
from tests.demo_store import demo
from tests.pages import App

PAGE = "pages/programme/progress.py"


@pytest.fixture
def app(monkeypatch):
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(demo().workspace.store.path))
    return App(view="consultant").open(PAGE)


def test_the_demo_programme_is_counted(app):
    app.all_right()
    labels = {m.label: m.value for m in app.at.metric}
    members = roster.members(demo().workspace)
    first = sorted(members.programme.unique())[0]
    assert str((members.programme == first).sum()) in labels["신청"]
    assert [m.label for m in app.at.metric].count("90일간 판매 없음") == 3  # T0, T1, T2


def test_without_a_roster_the_page_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(tmp_path / "empty.duckdb"))
    Store.open().close()
    empty = App(view="consultant").open(PAGE)
    empty.all_right()
    assert any("명단이 없어요" in text for text in empty.texts())


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@x", "\t=1"])
def test_no_text_of_a_shop_becomes_a_formula(text):
    rows = pd.DataFrame({"name": [text, "사과"], "score": [-1.5, 2.0]})
    back = pd.read_csv(io.BytesIO(cohort_parts.as_csv(rows)))
    assert back.name[0] == "'" + text
    assert list(back.score) == [-1.5, 2.0]
    book = pd.read_excel(io.BytesIO(cohort_parts.as_xlsx(rows)))
    assert str(book.name[0]).strip() == text.strip()
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(cohort_parts.as_parquet(rows))), rows)
