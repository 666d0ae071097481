"""A long plain CSV is read piece by piece: the same rows, refusals and warnings as when it is read as a whole."""

import csv
import io
import random
from datetime import date

import pytest

from data import read as reading
from data.errors import InputProblem
from data.intake import Upload
from data.read import LongSheet, Sheet, read
from data.reading import stream
from data.recognition.finding import find
from data.staging.stage import stage
from tests.test_intake_refused import ADDRESS, HEADERS, NAME, order


@pytest.fixture(autouse=True)
def every_file_is_long(monkeypatch):
    monkeypatch.setattr(stream, "LONG", 0)
    monkeypatch.setattr(stream, "_PIECE", 20_000)


def grid(rows: int, seed: int = 1) -> list[list[str]]:
    draw = random.Random(seed)
    made = []
    for n in range(rows):
        row = order(n, 구매자명=f"{NAME}{n % 7}", 구매자연락처=f"010-0000-{n:04d}") | draw.choice([
            {}, {}, {}, {"수량": "\xa03\t"}, {"주문상태": "입금대기"}, {"상품주문번호": ""},
            {"상품명": f"{NAME}{n % 7}님\n선물, \"특\""},
            {"주문일시": f"{46266 + n / 100:.4f}"}, dict.fromkeys(HEADERS, ""), {"주문상태": "검수대기"}, {"주문일시": "언젠가"}])
        made.append([row.get(h, "") for h in HEADERS])
    return made


def written(rows: list[list[str]], above: int = 0) -> bytes:
    text = io.StringIO()
    notices = [["안내: \"내려받은 그대로\"\n올려 주세요", *[""] * (len(HEADERS) - 1)]] * above
    csv.writer(text).writerows([*notices, HEADERS, *rows])
    return text.getvalue().encode("utf-8-sig")


def both(content: bytes):
    """What is staged piece by piece, and from all cells at once."""
    (sheet,) = read(Upload("a.csv", content))
    assert isinstance(sheet, LongSheet)
    found = []
    for one in (sheet, Sheet(None, sheet.cells, sheet.encoding)):
        (match,) = find([one], "a.csv")
        made = stage(match, "m", b"k" * 32, date(2026, 11, 1), None)
        found.append(({n: t.to_pylist() for n, t in made.tables.items()}, made.rejects, made.warnings, made.read))
    return found


@pytest.mark.parametrize("above", [0, 1, 7])
def test_piece_by_piece_is_the_same_as_at_once(above):
    piecewise, whole = both(written([*grid(400), *[[""] * len(HEADERS)] * 5], above))
    assert piecewise == whole
    tables, rejects, _warnings, rows = piecewise
    assert rows <= 400 and len(tables["order_lines"]) + len(rejects) == rows and len(rejects) > 50
    assert not [word for word in (NAME, ADDRESS, "010-0000-0007") if word in str(piecewise)]


def test_a_file_that_is_not_plain_to_its_end_is_read_as_a_whole():
    content = written(grid(400)) + "합계,,,\r\n".encode() + b"a" * 30
    piecewise, whole = both(content)
    assert piecewise == whole
    assert piecewise[1][-2]["reason"] == "A row of totals, not of data."


@pytest.mark.parametrize("change", [
    lambda c: c.decode("utf-8-sig").encode("cp949", "ignore"), lambda c: c.decode("utf-8-sig").encode("utf-16"),
    lambda c: b"sep=,\r\n" + c[3:], lambda c: c + b"\xff\xfe", lambda c: c + b"\0\0"])
def test_other_files_come_out_as_before(change, monkeypatch):
    content = change(written(grid(200)))
    (sheet,) = read(Upload("a.csv", content))
    monkeypatch.setattr(stream, "LONG", 10**9)
    (whole,) = read(Upload("a.csv", content))
    first, second = (stage(find([s], "a.csv")[0], "m", b"k" * 32, date(2026, 11, 1), None) for s in (sheet, whole))
    assert first.tables["order_lines"].to_pylist() == second.tables["order_lines"].to_pylist()
    assert first.rejects == second.rejects and first.read == second.read > 100


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(stream, "MAX_ROWS", 300)
    monkeypatch.setattr(reading, "MAX_ROWS", 300)
    (sheet,) = read(Upload("a.csv", written(grid(400))))
    (match,) = find([sheet], "a.csv")
    with pytest.raises(InputProblem, match="rows"):
        stage(match, "m", b"k" * 32, date(2026, 11, 1), None)
