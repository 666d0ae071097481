"""Whatever a merchant's file goes through, the same canonical rows come out: columns dropped, shuffled, renamed, added, headers
pushed down, numbers, dates and ids in other forms, other encodings, letters taken apart, rows repeated."""

import csv
import io
import random
import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import cache

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import contract
from data.intake import Upload
from data.mapping import PERSONAL_FIELDS, Format, Match, plain_header
from data.read import read
from data.recognition.finding import find
from data.staging.stage import stage
from tests.planted import planted

FORMATS = ("naver_order", "naver_settle_case", "coupang_order", "coupang_settle", "cafe24_order", "kakao_order", "elevenst_order",
           "esm_dispatch", "toss_order", "lotteon_order", "ssg_settle", "ohouse_order", "inicis_settle")
ROWS = 25
NUMBER = re.compile(r"-?\d{1,9}(\.0+)?")
MOMENT = re.compile(r"(20\d\d)[-./](\d\d)[-./](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
MONIES = ("{:,}", "{:,}원", "₩{:,}", "{}", "{}.00", " {:,} ", "KRW {:,}", "{}.0")
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y.%m.%d.", "%Y%m%d", "%m/%d/%y", "%Y년 %m월 %d일", "%y.%m.%d", "serial")
TIMES = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y.%m.%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S", "serial", "half")
DAMAGE = ("{}", "\xa0{}", "{}\t", "\u200b{} ", '="{}"', "  {}")
Grid = list[list[str]]


@cache
def sources() -> dict[str, tuple[Match, tuple[tuple[str, ...], ...]]]:
    """Of each format one planted file: its match, and its cells from the header on."""
    found = {}
    for shop in planted().values():
        for name, content in shop.files.items():
            wanted = shop.formats[name]
            if wanted not in FORMATS or wanted in found:
                continue
            matches = find(read(Upload(name, content), shop.password), name)
            if len(matches) == 1 and matches[0].format.id == wanted:
                match = matches[0]
                rows = match.sheet.cells.slice(match.row, ROWS + 1)
                found[wanted] = match, tuple(zip(*(c.fill_null("").to_pylist() for c in rows.columns), strict=True))
    return found


def canonical(grid: Grid, container: str) -> dict[str, list[str]]:
    """The canonical rows of each table, without their place in the file, each once."""
    upload = Upload("파일", written(grid, container))
    (match,) = find(read(upload), upload.name)
    made = stage(match, "m", b"k" * 32, date(2026, 11, 1), None)
    return {name: sorted({str(row) for row in rows.drop_columns("row_no").to_pylist()}) for name, rows in made.tables.items()}


def written(grid: Grid, container: str) -> bytes:
    if container == "xlsx":
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            page = book.add_worksheet()
            for n, row in enumerate(grid):
                for place, cell in enumerate(row):
                    if cell:
                        page.write_string(n, place, cell)
        return file.getvalue()
    text = io.StringIO()
    csv.writer(text).writerows(grid)
    return text.getvalue().encode(container)


@cache
def truth(form: str) -> dict[str, list[str]]:
    return canonical([list(row) for row in sources()[form][1]], "utf-8-sig")


def changed(form: str, draw: random.Random) -> tuple[Grid, str]:
    """The file of a format as a merchant might bring it."""
    match, rows = sources()[form]
    header, body = list(rows[0]), [list(row) for row in rows[1:]]
    kinds = [kind_of(match.format, match.header, place) for place in range(len(header))]
    for row in body:
        for place, kind in enumerate(kinds):
            if kind and row[place] and draw.random() < 0.5:
                row[place] = other_form(row[place], kind, draw)
    header = renamed(match.format, header, draw)
    if draw.random() < 0.4:
        body += [list(row) for row in draw.sample(body, min(len(body), 3))]
    grid = [header, *body]
    kept = [n for n, kind in enumerate(kinds) if kind or draw.random() < 0.6 or needed(match.format, header[n])]
    draw.shuffle(kept)
    grid = [[row[n] for n in kept] for row in grid]
    for n in range(draw.randrange(3)):
        grid = [[*row, f"기타 정보 {n}" if row is grid[0] else draw.choice(["", "x", "12"])] for row in grid]
    if draw.random() < 0.3:
        grid[0] = [unicodedata.normalize("NFD", text) for text in grid[0]]
    container = draw.choice(["utf-8-sig", "utf-8", "cp949", "utf-16", "xlsx"])
    if container == "cp949":
        try:
            written(grid, container)
        except UnicodeEncodeError:
            container = "utf-8"
    notices = [["안내: 내려받은 그대로 올려 주세요.", *[""] * (len(grid[0]) - 1)] for _n in range(draw.randrange(13))]
    return [*notices, *grid], container


def needed(form: Format, header: str) -> bool:
    return plain_header(header) in {plain_header(h) for h in (*form.all_of, *form.one_of)}


def kind_of(form: Format, header: tuple[str | None, ...], place: int) -> str | None:
    """What a column holds for the format: money, whole, time, id or text; None where it is no field.

    Columns of persons stay as they are: whether they are there decides who bought.
    """
    name = next((n for n, at in form.columns_of(header).items() if at == place), None)
    if name is None:
        return "person" if form.is_personal(header[place]) else None
    if name in PERSONAL_FIELDS or form.is_personal(header[place]):
        return "person"
    serves = form.serves(name) or name
    table = contract.TABLES[form.table]
    found = next((t.column(serves).type for t in (table, *contract.TABLES.values()) if serves in t.names), "text")
    return "id" if serves.endswith("_id") or name in ("parcel", "basket") else str(found)


def other_form(cell: str, kind: str, draw: random.Random) -> str:
    if kind == "person":
        return cell
    if kind in (contract.MONEY, contract.WHOLE) and NUMBER.fullmatch(cell):
        amount = int(float(cell))
        if amount < 0 and draw.random() < 0.5:
            return draw.choice(["({:,})", "△{:,}", "▲{:,}원", "{:,}-", "-₩{:,}"]).format(-amount)
        return draw.choice(MONIES if kind == contract.MONEY else ("{}", "{}.0", "{:,}", "{}개")).format(amount)
    if kind in (contract.TIME, contract.DAY) and (match := MOMENT.fullmatch(cell)):
        return moment_as(datetime(*(int(part or 0) for part in match.groups())), bool(match[4]), draw)
    if '"' in cell or "\n" in cell:
        return cell
    return draw.choice(DAMAGE).format(cell)


def moment_as(moment: datetime, clock: bool, draw: random.Random) -> str:
    form = draw.choice(TIMES if clock else DAYS)
    if form == "serial":
        return f"{(moment - datetime(1899, 12, 30)) / timedelta(days=1):.6f}"
    if form == "half":
        return f"{moment:%Y. %m. %d. }{'오전' if moment.hour < 12 else '오후'} {moment.hour % 12 or 12}:{moment:%M:%S}"
    return moment.strftime(form)


def renamed(form: Format, header: list[str], draw: random.Random) -> list[str]:
    """Each header of a field by another of its names, where nothing else in the file or the format has that name."""
    made = list(header)
    for name, place in form.columns_of(header).items():
        taken = {plain_header(h) for n, h in enumerate(made) if n != place}
        taken |= {plain_header(h) for other, names in form.fields.items() if other != name for h in names}
        free = [h for h in form.fields[name] if plain_header(h) not in taken]
        if not free or draw.random() < 0.5:
            continue
        tried = [*made[:place], draw.choice(free), *made[place + 1:]]
        if form.fits({plain_header(h) for h in tried}):
            made = tried
    return made


def check(form: str, seed: int) -> None:
    grid, container = changed(form, random.Random(seed))
    assert canonical(grid, container) == truth(form)


def test_every_format_has_a_planted_file():
    assert set(sources()) == set(FORMATS)
    assert all(any(rows for rows in truth(form).values()) for form in FORMATS)


@given(st.sampled_from(FORMATS), st.integers(0, 10**9))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_rows_come_out(form, seed):
    check(form, seed)


@pytest.mark.slow
@given(st.sampled_from(FORMATS), st.integers(0, 10**9))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_rows_come_out_of_many_files(form, seed):
    check(form, seed)
