"""Help for the tests of the pages: the app on a store of its own, and everything that it shows as text."""
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from data.workspace import Workspace
from diagnostics.questions import QUESTIONS

ROOT = Path(__file__).parents[1]
APP = str(ROOT / "app.py")
SECONDS = 30
WORDS = frozenset({"label", "body", "help", "placeholder", "text", "title", "alt", "caption", "options", "content", "page_label"})
"""Fields of Streamlit's messages that a person reads."""
INCIDENT = re.compile(r"번호 [0-9a-f]{8}|number [0-9a-f]{8}")


class App:
    """The app in a session: `open` a page by its script, press, read."""

    def __init__(self, **address: str):
        self.at = AppTest.from_file(APP, default_timeout=SECONDS)
        for name, value in address.items():
            self.at.query_params[name] = value
        self.at.context = {"locale": "ko-KR"}
        self.at.run()

    def open(self, script: str) -> "App":
        """Another page; the address is kept, as the menu's links keep it in the session."""
        self.at.switch_page(script).run()
        return self

    def press(self, key: str) -> "App":
        self.at.button(key=key).click().run()
        return self

    @property
    def address(self) -> dict[str, Any]:
        return dict(self.at.query_params)

    @property
    def titles(self) -> list[str]:
        return [title.value for title in self.at.title]

    def wrong(self) -> list[str]:
        """Exceptions, and the sentences that stand for them."""
        return [*(e.value for e in self.at.exception),
                *(e.value for e in self.at.error if INCIDENT.search(e.value) or "⟦Something went wrong" in e.value)]

    def all_right(self) -> None:
        assert not self.wrong()

    def texts(self) -> list[str]:
        """All text that is shown, help and placeholders too; cells of tables left out."""
        return [text for node in nodes(self.at._tree) for text in words(getattr(node, "proto", None))]


def nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from nodes(child)


def words(proto: Any) -> Iterator[str]:
    """The strings of a message's fields that a person reads, at any depth."""
    if proto is None or not hasattr(proto, "ListFields"):
        return
    if proto.DESCRIPTOR.name == "Html":
        return
    for descriptor, value in proto.ListFields():
        values = list(value) if hasattr(value, "__iter__") and not isinstance(value, str | bytes | Mapping) else [value]
        for one in values:
            if isinstance(one, str) and descriptor.name in WORDS:
                yield one
            elif hasattr(one, "ListFields"):
                yield from words(one)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store that the app opens, closed afterwards."""
    path = tmp_path / "store.duckdb"
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(path))
    opened = Store.open(path)
    yield opened
    opened.close()


def answer_all(store: Store, merchant_id: str) -> str:
    """A shop that has answered all questions, each with its second choice."""
    space = Workspace(store)
    space.save_merchant(merchant_id, name="하늘반찬", industry="반찬")
    for question in QUESTIONS:
        space.save_answer(merchant_id, "intake", question.id, question.choices[1].value, date(2026, 11, 20))
    return merchant_id


@pytest.fixture
def shop(store: Store) -> str:
    return answer_all(store, "shop-test")


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for tests that only look: made once, its shop diagnosed once."""
    opened = Store.open(tmp_path_factory.mktemp("lasting") / "store.duckdb")
    answer_all(opened, "shop-test")
    yield opened
    opened.close()


@pytest.fixture
def answered(lasting: Store, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(lasting.path))
    return "shop-test"
