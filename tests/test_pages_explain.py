"""A file that no format knows, or that two know, on the files page: it is explained once, and never guessed."""
import csv
import io

import pytest

from data.mapping import formats, plain_header
from data.samples import writers
from data.store import Store
from data.workspace import Workspace
from tests.pages import App
from tests.test_pages_upload import drop, opened

pytest_plugins = ("tests.pages",)

HEADS = ["접수일련", "접수한 시각", "받으실 분 성함", "휴대폰", "물건", "몇 개", "받은 돈", "진행"]
PERSONS = ("김숨은", "010-4321-8765")


def sheet(rows: list[list[object]], heads: list[str] = HEADS) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode("utf-8-sig")


def orders(first: int, many: int) -> list[list[object]]:
    return [[f"K-{n}", f"2026-10-{n % 28 + 1:02d} 11:00", PERSONS[0], PERSONS[1], f"감귤 {n % 3}", 1, 10_000 + n,
             "취소완료" if n % 5 == 0 else "배송완료"] for n in range(first, first + many)]


def means(app: App, head: str) -> object:
    """The choice box of one column of the file."""
    return next(s for s in app.at.selectbox if s.label.replace("\\", "").startswith(f"{head} 열"))


def boxes(app: App) -> dict[str, object]:
    return {s.key.split("_")[0]: s for s in app.at.selectbox if s.key}


def read_button(app: App) -> object:
    return next(b for b in app.at.button if b.label == "이대로 읽기")


def explain(app: App) -> None:
    """Say what the columns mean, as a person would who sees that something is missing or wrong."""
    boxes(app)["table"].select("order_lines").run()
    boxes(app)["channel"].select("own_mall").run()
    said = {"접수일련": "order_id", "접수한 시각": "ordered_at", "물건": "product_name", "몇 개": "quantity", "받은 돈": "amount",
            "진행": "status"}
    for head, column in said.items():
        means(app, head).select(column).run()
    for head in set(HEADS) - set(said):
        if any(s.label.replace("\\", "").startswith(f"{head} 열") for s in app.at.selectbox):
            means(app, head).select("").run()
    app.all_right()


def test_an_unknown_file_is_explained_once_and_then_known(store: Store) -> None:
    app = drop(opened(store), ("우리몰 주문.csv", sheet(orders(1, 20))))
    app.all_right()
    assert not app.at.error and Workspace(store).imports("shop-up").empty
    shown = " ".join(app.texts()).replace("\\", "")
    assert "처음 보는 파일이에요" in shown and not [p for p in PERSONS if p in shown]
    assert not any(s.label.replace("\\", "").startswith("휴대폰") for s in app.at.selectbox), "persons cannot be chosen"
    explain(app)
    read_button(app).click().run()
    app.all_right()
    assert not app.at.error
    live = store.cursor().execute("SELECT count(*), sum(amount), any_value(channel) FROM order_lines WHERE status <> 'cancelled'")
    assert live.fetchone() == (16, sum(10_000 + n for n in range(1, 21) if n % 5), "own_mall")
    again = drop(opened(store), ("다음 달.csv", sheet([list(reversed(r)) for r in orders(21, 10)], HEADS[::-1])))
    again.all_right()
    assert not again.at.error and not [b for b in again.at.button if b.label == "이대로 읽기"], "the same headings are known now"
    count = store.cursor().execute("SELECT count(*), sum(amount) FROM order_lines WHERE status <> 'cancelled'").fetchone()
    assert count == (24, sum(10_000 + n for n in range(1, 31) if n % 5))


def test_what_is_missing_or_said_twice_is_told_and_nothing_is_read(store: Store) -> None:
    app = drop(opened(store), ("우리몰 주문.csv", sheet(orders(1, 20))))
    explain(app)
    means(app, "진행").select("order_id").run()
    shown = " ".join(app.texts()).replace("\\", "")
    assert "접수일련, 진행 중 하나만" in shown
    assert read_button(app).disabled
    means(app, "접수일련").select("").run()
    means(app, "진행").select("status").run()
    assert "아직 필요한 것: 주문 번호" in " ".join(app.texts()).replace("\\", "")
    assert read_button(app).disabled and Workspace(store).imports("shop-up").empty


def pair() -> tuple[str, str, list[str]]:
    """Two formats and headings that fit both and no third."""
    known = [f for f in formats() if f.channel and f.table == "order_lines"]
    for a in known:
        for b in known:
            heads = [*a.all_of, *a.one_of[:1], *b.all_of, *b.one_of[:1]]
            fitting = [f.id for f in formats() if f.fits({plain_header(h) for h in heads})]
            if a.id < b.id and sorted(fitting) == [a.id, b.id]:
                return a.id, b.id, list(dict.fromkeys(heads))
    pytest.fail("no two formats share a possible header row")


def test_a_file_of_two_kinds_is_asked_about_and_never_guessed(store: Store) -> None:
    _first, second, heads = pair()
    app = drop(opened(store), ("둘 다.csv", sheet([["7"] * len(heads)], heads)))
    app.all_right()
    radio = next(r for r in app.at.radio if r.key and r.key.startswith("which_"))
    assert radio.value is None and len(radio.options) == 2 and Workspace(store).imports("shop-up").empty
    button = next(b for b in app.at.button if b.label == "이 파일로 읽기")
    assert button.disabled
    radio.set_value(second).run()
    next(b for b in app.at.button if b.label == "이 파일로 읽기").click().run()
    app.all_right()
    assert list(Workspace(store).imports("shop-up").format) == [second]


def test_a_locked_file_that_nobody_knows_asks_for_its_password_again(store: Store) -> None:
    """The password is kept nowhere, so what is said of the columns waits for it, and is not lost by a wrong one."""
    rows = [dict(zip(HEADS, row, strict=True)) for row in orders(1, 6)]
    content = writers.encrypted(writers.xlsx(HEADS, rows, "주문"), "4821")
    app = drop(opened(store), ("잠긴 주문.xlsx", content))

    def unlock(word: str) -> None:
        next(i for i in app.at.text_input if (i.key or "").startswith("password_") and "again" not in i.key).set_value(word)
        next(b for b in app.at.button if b.label == "파일 열기").click().run()
        app.all_right()

    unlock("4821")
    explain(app)
    next(i for i in app.at.text_input if (i.key or "").startswith("password_again")).set_value("wrong")
    read_button(app).click().run()
    app.all_right()
    assert Workspace(store).imports("shop-up").empty and "4821" not in repr(app.at.session_state.to_dict())
    unlock("4821")
    assert not app.at.error
    assert store.cursor().execute("SELECT count(*), any_value(channel) FROM order_lines").fetchone() == (6, "own_mall")
