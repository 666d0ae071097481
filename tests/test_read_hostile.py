"""Files made to harm: one sentence each, soon, below 1 GiB of memory, nothing written, nothing run and nothing fetched."""
import io
import os
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter

from data.errors import InputProblem
from data.intake import intake
from data.read import Upload, read
from data.store import Store
from data.workspace import Workspace
from tests.containers import as_spreadsheetml, as_xlsx, encrypted, repacked, zipped

GIB = 1 << 30
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = as_xlsx([["주문번호", "상품명"], ["1", "감"]])


class Peak(threading.Thread):
    """The most memory that this process and its children have held together while the block ran, above the beginning."""

    def __enter__(self) -> "Peak":
        self.over, self.base, self.most = threading.Event(), self.held(), 0
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        while not self.over.wait(0.005):
            self.most = max(self.most, self.held() - self.base)

    @staticmethod
    def held() -> int:
        total = 0
        for path in Path("/proc/self/task").glob("*/children"):
            with suppress(OSError):
                for pid in path.read_text().split():
                    with suppress(OSError, IndexError):
                        # Between its fork and its start a child shows the pages of its parent.
                        if "reading/child.py" in Path(f"/proc/{pid}/cmdline").read_text():
                            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return (total + int(Path("/proc/self/statm").read_text().split()[1])) * os.sysconf("SC_PAGE_SIZE")


def spent() -> float:
    """Seconds on the processor of this process and its children: a busy machine takes longer on the clock."""
    return sum(os.times()[:4])


def sheet(rows: str, head: str = "") -> bytes:
    return (f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData>'
            "</worksheet>").encode()


def with_sheet(rows: str, head: str = "") -> bytes:
    return repacked(PLAIN, {"sheet1.xml": sheet(rows, head)})


def corner(first: bool = True) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        if first:
            page.write(0, 0, "상품주문번호")
        page.write(1048575, 16383, "x")
    return out.getvalue()


def last_row() -> bytes:
    wide = "".join(f'<c r="{xlsxwriter.utility.xl_col_to_name(n)}1"><v>1</v></c>' for n in range(1999))
    return with_sheet(f'<row r="1">{wide}</row><row r="1048576"><c r="A1048576"><v>1</v></c></row>')


def empty_texts() -> bytes:
    row = "".join(f'<c r="{chr(65 + n)}%d" t="str"><v></v></c>' for n in range(10))
    return with_sheet("".join(f'<row r="{r}">{row % ((r,) * 10)}</row>' for r in range(1, 1048577)))


def shared(count: int, size: int) -> bytes:
    text = "가" * size
    return repacked(PLAIN, {"sharedStrings.xml": f'<sst xmlns="{SPACE}">{f"<si><t>{text}</t></si>" * count}</sst>'.encode()})


def amplified() -> bytes:
    """One long text that a million cells point to: 90 GB of cells in 5 MB."""
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 1_000_000))
    return repacked(shared(1, 30_000), {"sheet1.xml": sheet(rows)})


def laughs() -> str:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{more}]>'


def xml_2003(body: str, head: str = "") -> bytes:
    return (f'<?xml version="1.0"?>{head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-'
            f'microsoft-com:office:spreadsheet"><Worksheet><Table>{body}</Table></Worksheet></Workbook>').encode()


def tall_parquet() -> bytes:
    sink = io.BytesIO()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 5_000_000, pa.int32()), ["가" * 3000])
    pa.parquet.write_table(pa.table({"a": column}), sink, compression="zstd")
    return sink.getvalue()


def document(part: str) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", part: b"<x/>"})


def ole(stream: str) -> bytes:
    """A document of another program in OLE2, as .hwp and .doc are: a directory with one stream."""
    from xlwt.CompoundDoc import XlsDoc

    out = io.BytesIO()
    XlsDoc().save(out, b"\1" * 5000)
    name = "Workbook".encode("utf-16-le")
    other = (stream + "\0").encode("utf-16-le")
    body = out.getvalue()
    at = body.index(name)
    return body[:at] + other + bytes(64 - len(other)) + (len(other)).to_bytes(2, "little") + body[at + 66:]


def swollen_ods() -> bytes:
    spaces = " ".join(f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "table", "text"))
    return zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                                 b'<manifest:file-entry manifest:full-path="/"/></manifest:manifest>',
        "content.xml": (f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table '
                        'table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                        'table:number-columns-repeated="1000" office:value-type="string"><text:p>가나다</text:p>'
                        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
                        "</office:document-content>").encode()})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell in A1 and one in XFD1048576": (corner, "more memory"),
    "a stray cell in the last row": (last_row, "more memory"),
    "zip bomb": (lambda: repacked(PLAIN, {"sheet1.xml": b" " * 100_000_000}), "unpacks to more"),
    "zip bomb of many parts": (lambda: repacked(PLAIN, {}, {f"xl/media/{n}.bin": bytes(40_000_000) for n in range(40)}),
                               "unpacks to more"),
    "one text a million times": (amplified, "more memory"),
    "huge shared texts": (lambda: shared(400, 1_000_000), "unpacks to more"),
    "entity bomb in a sheet": (lambda: with_sheet('<row r="1"><c r="A1" t="str"><v>&l9;</v></c></row>', laughs()), "damaged"),
    "entity bomb in shared texts": (lambda: repacked(PLAIN, {"sharedStrings.xml": (
        f'<?xml version="1.0"?>{laughs()}<sst xmlns="{SPACE}"><si><t>&l9;</t></si><si><t>&f;</t></si></sst>').encode()}),
        "damaged"),
    "entity bomb in XML 2003": (lambda: xml_2003("<Row><Cell><Data>&l9;</Data></Cell></Row>", laughs()), "declarations"),
    "external entity in XML 2003": (lambda: xml_2003("<Row><Cell><Data>&f;</Data></Cell></Row>", laughs()), "declarations"),
    "row a million in XML 2003": (lambda: xml_2003('<Row ss:Index="1048576"/>' * 3), "rows"),
    "column a million in XML 2003": (lambda: xml_2003('<Row><Cell ss:Index="1048576"/></Row>'), "columns"),
    "span of a million": (lambda: b"<html><table>" + b"<tr><td rowspan=9999 colspan=1999>x</td></tr>" * 5000, "columns"),
    "page without an end": (lambda: b"<html><table>" + b"<div>" * 2_000_000, "table|longer to read"),
    "page of frames": (lambda: b"<html><frameset><frame src=sheet001.htm></frameset></html>", "holds no table"),
    "repeated cells in ods": (swollen_ods, "damaged|more memory"),
    "tall parquet": (tall_parquet, "more memory"),
    "one line of 100 MB": (lambda: b"a,b\n" + b"x" * 100_000_000, "never ends"),
    "one row of 20 million cells": (lambda: b'a,b\n' + b'"\n",' * 20_000_000, "columns"),
    "a quote without an end": (lambda: b'a,b\n"' + b"x\n" * 40_000_000, "rows|CSV"),
    "lines without number": (lambda: b"\n" * 60_000_000, "rows"),
    "5,000 columns": (lambda: (",".join(["c"] * 5000) + "\n").encode() * 3, "columns"),
    "nothing but zeros": (lambda: bytes(2_000_000), "nor a CSV"),
    "empty": (lambda: b"", "empty"),
    "blank": (lambda: b" \r\n\n", "empty"),
    "zeros": (lambda: bytes(5000), "empty"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "not a table"),
    "photo": (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "not a table"),
    "webp": (lambda: b"RIFF\x10\0\0\0WEBPVP8 " + bytes(100), "not a table"),
    "PDF": (lambda: b"%PDF-1.7\n" + bytes(100), "not a table"),
    "HWP": (lambda: ole("FileHeader"), "not a table"),
    "Word of 2003": (lambda: ole("WordDocument"), "not a table"),
    "HWPX": (lambda: zipped({"mimetype": b"application/hwp+zip", "Contents/section0.xml": b"<x/>"}), "not a table"),
    "Word": (lambda: document("word/document.xml"), "not a table"),
    "PowerPoint": (lambda: document("ppt/presentation.xml"), "not a table"),
    "half a workbook": (lambda: PLAIN[:len(PLAIN) // 2], "damaged"),
    "half a locked workbook": (lambda: encrypted(PLAIN, "1234")[:4000], "damaged"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\0" + bytes(50), "Unpack"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), "Unpack"),
    "zip in a zip": (lambda: zipped({"a.zip": zipped({"b.csv": b"a,b"})}), "archive within"),
    "zip of 300 files": (lambda: zipped({f"{n}.csv": b"a,b" for n in range(300)}), "more than 200 files"),
    "zip of nothing": (lambda: zipped({}), "holds no file"),
    "zip bomb of a CSV": (lambda: zipped({"a.csv": b"1,2\n" * 80_000_000}), "unpacks to more"),
    "XML of something else": (lambda: b'<?xml version="1.0"?><rss><channel/></rss>', "XML that holds no table"),
    "bytes of no encoding": (lambda: b"\xff\xff\xff,\xfe\xfe\n" * 30, "Korean encoding"),
}
HEAVY = {"one text a million times", "zip bomb of many parts", "page without an end", "tall parquet", "huge shared texts",
         "one row of 20 million cells", "a quote without an end", "lines without number", "zip bomb of a CSV",
         "one line of 100 MB"}


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow) if n in HEAVY else n for n in REFUSED])
def test_one_sentence_soon_and_within_memory(name, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    make, words = REFUSED[name]
    content = make()
    started = spent()
    with Peak() as peak, pytest.raises(InputProblem, match=words) as found:
        read(Upload("../../이상한 파일.xlsx", content), "1234")
    assert spent() - started < 10
    assert peak.most < GIB
    assert str(found.value).startswith(("이상한 파일.xlsx", "a.zip")) or " 이상한 파일.xlsx" in str(found.value)
    assert str(found.value).count(". ") <= 1 and not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("make", [empty_texts, lambda: shared(2_000_000, 10)], ids=["a million rows of empty texts", "texts"])
def test_what_is_large_is_read_or_refused_within_memory(make):
    content = make()
    with Peak() as peak:
        try:
            assert all(s.cells.num_rows <= 1_048_576 for s in read(Upload("a.xlsx", content)))
        except InputProblem as refused:
            assert "more memory" in str(refused) or "longer to read" in str(refused)
    assert peak.most < GIB


def test_a_sheet_whose_only_cell_is_the_last_of_all(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    with Peak() as peak, pytest.raises(InputProblem):
        intake(Workspace(store), "m", [Upload("a.xlsx", corner(first=False))])
    assert peak.most < GIB and not store.cursor().execute("SELECT 1 FROM merchants").fetchall()
    store.close()


@pytest.mark.slow
def test_a_million_rows_of_blanks_below_the_data():
    """Rows that were formatted to the end of the sheet hold nothing."""
    blank = "".join(f'<row r="{r}" s="1"><c r="A{r}" s="0"/><c r="B{r}" s="0"/></row>' for r in range(2, 1_048_577))
    started = spent()
    (found,) = read(Upload("a.xlsx", with_sheet(f'<row r="1"><c r="A1"><v>7</v></c></row>{blank}')))
    assert found.top(9) == [["7"]] and spent() - started < 10


def test_links_and_formulas_are_not_followed():
    """A workbook with an external link and formulas that were never computed: there is no value to read."""
    book = openpyxl.Workbook()
    book.active.append(["주문번호", "=HYPERLINK(\"http://127.0.0.1:9/\")", "=cmd|'/c calc'!A1", "=[1]Sheet1!A1"])
    out = io.BytesIO()
    book.save(out)
    link = b'<externalLink xmlns="' + SPACE.encode() + b'"><externalBook r:id="rId1"/></externalLink>'
    content = repacked(out.getvalue(), {}, {"xl/externalLinks/externalLink1.xml": link})
    (found,) = read(Upload("a.xlsx", content))
    assert found.top(2) == [["주문번호"]]
    text = as_xlsx([["=cmd|'/c calc'!A1", "@SUM(1)", "<script>alert(1)</script>", "../../etc/passwd", "\x07벨", "+1", "-1"]])
    assert read(Upload("a.xlsx", text))[0].top(2) == [["=cmd|'/c calc'!A1", "@SUM(1)", "<script>alert(1)</script>",
                                                       "../../etc/passwd", "\x07벨", "+1", "-1"]]


def test_names_lose_folders_and_control_characters():
    assert Upload("../../etc/주문\x00\x1b[2J.csv", b"").name == "주문[2J.csv"
    assert Upload("C:\\받은 파일\\주문.xlsx", b"").name == "주문.xlsx" and Upload("../", b"").name == "file"
    assert [s.name for s in read(Upload("a.zip", zipped({"../../etc/cron.d/x\x1b.csv": b"a,b\n1,2\n"})))] == ["x.csv"]


def test_a_small_zip_that_lies_about_its_size():
    """The directory says 10 bytes, the part holds 100 MB."""
    content = bytearray(repacked(PLAIN, {"sheet1.xml": sheet("") + b" " * 100_000_000}))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = bytes(content).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bytes(content)
    with Peak() as peak, suppress(InputProblem):
        read(Upload("a.xlsx", lying))
    assert peak.most < GIB


def test_the_reading_process_leaves_nothing_behind():
    before = threading.active_count()
    for content in (PLAIN, PLAIN[:500], corner(), as_spreadsheetml([["a"]])):
        with suppress(InputProblem):
            read(Upload("a.xlsx", content))
    assert threading.active_count() == before
    assert not [p for path in Path("/proc/self/task").glob("*/children") for p in path.read_text().split()
                if "reading/child.py" in Path(f"/proc/{p}/cmdline").read_text()]
