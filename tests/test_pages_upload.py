"""The files page: real export files, a locked one, a broken one, templates and refused rows."""
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from data.intake import Upload, detect, intake
from data.samples import trio
from data.store import Store
from data.templates import columns, template
from data.workspace import Workspace
from tests.pages import App
from tests.planted import planted

pytest_plugins = ("tests.pages",)

PAGE = "pages/session/files.py"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The export files of the fictional shop that is growing, by name."""
    merchant = next(m for m in trio.merchants() if m.merchant_id == trio.GROWING)
    return {f.name: f.content for f in merchant.files}


@pytest.fixture(scope="module")
def locked() -> tuple[str, bytes]:
    return next((f.name, f.content) for m in trio.merchants() for f in m.files if f.password)


def opened(store: Store, language: str = "ko") -> App:
    Workspace(store).save_merchant("shop-up", name="바다김")
    return App(view="consultant", merchant="shop-up", lang=language).open(PAGE)


def drop(app: App, *files: tuple[str, bytes]) -> App:
    for name, content in files:
        app.at.file_uploader[0].upload(name, content)
    app.at.run()
    return app


def test_a_locked_file_asks_for_its_password_and_forgets_it(store: Store, locked: tuple[str, bytes]) -> None:
    app = drop(opened(store), locked)
    app.all_right()
    assert not app.at.error and [i for i in app.at.text_input if i.key and i.key.startswith("password_")]

    def give(password: str) -> None:
        next(i for i in app.at.text_input if i.key and i.key.startswith("password_")).set_value(password)
        next(b for b in app.at.button if b.label == "파일 열기").click().run()

    give("wrong-9371")
    app.all_right()
    assert len(app.at.error) == 1 and "스마트스토어" in app.at.error[0].value
    assert Workspace(store).imports("shop-up").empty
    give(trio.PASSWORD)
    app.all_right()
    assert not app.at.error
    assert list(Workspace(store).imports("shop-up").file) == [locked[0]]
    kept = app.at.session_state.to_dict()
    assert "wrong-9371" not in repr(kept) and not [v for name, v in kept.items() if name.startswith("password_") and v]


def test_files_become_cards_with_what_was_read(store: Store, files: dict[str, bytes], locked: tuple[str, bytes]) -> None:
    open_files = [(name, content) for name, content in files.items() if name != locked[0] and not content.startswith(b"\xd0\xcf")]
    app = drop(opened(store), *open_files)
    app.all_right()
    imports = Workspace(store).imports("shop-up")
    assert sorted(imports.file) == sorted(name for name, _content in open_files)
    shown = " ".join(app.texts()).replace("\\", "")
    for name, _content in open_files:
        assert name in shown
    for row in imports.to_dict("records"):
        assert f"새로 {row['loaded']:,}줄" in shown
    assert app.at.button(key="onward").label == "진단 보기"
    # The bytes are let go: the drop zone is a fresh one.
    assert not app.at.file_uploader[0].value


def test_the_same_file_again_changes_nothing(store: Store, files: dict[str, bytes]) -> None:
    name, content = next((n, c) for n, c in files.items() if not c.startswith(b"\xd0\xcf"))
    drop(opened(store), (name, content))
    before = Workspace(store).version("shop-up")
    again = drop(opened(store), (name, content))
    again.all_right()
    assert "새로 0줄" in " ".join(again.texts())
    assert Workspace(store).version("shop-up") == before + 1  # the record of the shop was saved once more, its rows were not


BROKEN = [("주문.xlsx", b"\x00\x01nonsense" * 40), ("빈 파일.csv", b""), ("글.csv", b"hello\nworld\n")]


@pytest.mark.parametrize(("name", "content"), BROKEN)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_broken_file_gets_a_sentence(store: Store, name: str, content: bytes, language: str) -> None:
    app = drop(opened(store, language), (name, content))
    app.all_right()
    assert len(app.at.error) == 1 and len(app.at.error[0].value) > 15
    assert "Traceback" not in app.at.error[0].value and Workspace(store).imports("shop-up").empty


def test_one_broken_file_does_not_keep_the_others_out(store: Store, files: dict[str, bytes]) -> None:
    good = next((n, c) for n, c in files.items() if not c.startswith(b"\xd0\xcf"))
    app = drop(opened(store), ("이상한.xlsx", b"PK\x03\x04 no zip at all"), good)
    app.all_right()
    assert len(app.at.error) == 1 and list(Workspace(store).imports("shop-up").file) == [good[0]]


def test_a_filled_template_comes_back_as_rows(store: Store) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(template("costs")))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert heads == [c.name for c in columns("costs")]
    values = {"sku": "00123", "valid_from": "2026-01-01", "unit_cost": 4500, "packaging_cost": 300, "shipping_cost": 2700}
    sheet.append([values.get(head) for head in heads])
    out = io.BytesIO()
    book.save(out)
    assert detect(Upload("costs.xlsx", out.getvalue()))["table"] == "costs"
    entry = intake(Workspace(store), "shop-up", [Upload("costs.xlsx", out.getvalue())], today=date(2026, 11, 23))[0]
    assert (entry["table"], entry["loaded"], entry["rejected"]) == ("costs", 1, 0)
    assert store.cursor().execute("SELECT sku, unit_cost FROM costs").fetchall() == [("00123", Decimal("4500.00"))]


def test_templates_hold_no_formula_and_nothing_from_outside() -> None:
    with zipfile.ZipFile(io.BytesIO(template("order_lines"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and not [n for n in book.namelist() if "externalLink" in n]


def test_an_import_is_taken_back_on_the_page_and_comes_again(store: Store, files: dict[str, bytes]) -> None:
    name, content = next((n, c) for n, c in files.items() if n.startswith("DeliveryList"))
    space = Workspace(store)

    def lines() -> int:
        return int(store.cursor().execute("SELECT count(*) FROM order_lines").fetchall()[0][0])

    app = drop(opened(store), (name, content))
    there = lines()
    assert there > 0
    app.at.session_state["all_files"] = True
    app.at.run()
    import_id = space.imports("shop-up").import_id[0]
    shown = " ".join(app.texts())
    assert f"새로 온 {there}줄이 빠져요" in shown, "what will change is said before it is done"
    app.press(f"undo_{import_id}").all_right()
    assert not app.at.error and lines() == 0
    assert "되돌렸어요" in app.at.success[0].value
    row = space.imports("shop-up").iloc[0]
    assert row.undone_at is not None and row.undone_by == "local"
    assert "되돌렸어요" in " ".join(app.texts()) and not [b for b in app.at.button if b.key == f"undo_{import_id}"]
    drop(app, (name, content)).all_right()
    assert lines() == there and list(space.imports("shop-up").undone_at.isna()) == [True]
    assert space.imports("shop-up").import_id[0] == import_id, "the same file again is the same import"


def test_statistics_without_their_days_ask_for_them(store: Store) -> None:
    content = planted()["coupang lists"].files["SELLER_INSIGHTS_VENDOR_ITEM_METRICS_20260901_20260930.xlsx"]
    app = drop(opened(store), ("SELLER_INSIGHTS (0) (55).xlsx", content))
    app.all_right()
    button = next(b for b in app.at.button if b.label == "이 기간으로 읽기")
    assert button.disabled, "no period is made up"
    for when, day in (("first_", date(2026, 9, 1)), ("last_", date(2026, 9, 30))):
        next(i for i in app.at.date_input if i.key and i.key.startswith(when)).set_value(day).run()
    next(b for b in app.at.button if b.label == "이 기간으로 읽기").click().run()
    app.all_right()
    cursor = store.cursor()
    try:
        assert cursor.execute("SELECT DISTINCT first_day, last_day FROM statistics").fetchall() == [
            (date(2026, 9, 1), date(2026, 9, 30))]
    finally:
        cursor.close()
