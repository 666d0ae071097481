"""Every file type says the same as the document, takes any text literally, and opens in a reader that did not write it."""
import io
import json
import re
import shutil
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pypdf
import pytest

from data.errors import InputProblem
from diagnostics.__main__ import main
from diagnostics.report import FORMATS, cells, material, write, write_report
from diagnostics.report.build import document
from diagnostics.report.glyphs import MISSING, covered, printable
from diagnostics.report.model import Bar, Bullets, Card, Chart, Document, Facts, Figure, Paragraph, Section, Table
from diagnostics.report.names import file_name
from diagnostics.report.plain import clean, shares, shortened, texts_of, wide
from diagnostics.selling.recommendation import recommend
from diagnostics.texts import Texts
from tests import report_files as read
from tests.many_shops import DAY, many_shops

SHOP, IDLE = "m0002", "m0005"
CODE = ['#panic("no") #sys.inputs *b* _i_ $x$ \\ @a <label> `r` // c', "=1+1", '=HYPERLINK("http://x.y","z")', "+82-10",
        "@SUM(A1)", "{=cmd|'/c calc'!A0}", "<b>&amp;</b><script>alert(1)</script>", "]]><x/>", "&L&P&D", "{value:won} %s {0}",
        "'; DROP TABLE x",
        "http://example.com/a", "w:t xml:space", "../../etc/passwd", "a\u202eb\u0000c\x1b[31m", "가\u1100\u1161\u11a8",
        "🍎 사과 ❌ 𠀀",
        "ABCDEFGHIJ" * 40, "아주긴상품이름" * 40]


def nasty() -> Document:
    """A document whose every text is code of one kind or another."""
    table = Table(CODE[:4], [[CODE[i % len(CODE)] for i in range(k, k + 4)] for k in range(len(CODE))], caption=CODE[4],
                  numeric=frozenset({1}), strong=frozenset({0}))
    bars = [Bar(text, 0, 50, text[:30], low=20, high=90) for text in CODE]
    chart = Chart(CODE[0], CODE[1], bars, 0, 100, CODE[2][:5], [(0, "0")])
    blocks = [*(Paragraph(text, kind) for text in CODE for kind in ("lead", "text", "small")), Bullets(CODE, ticks=True), table,
              chart, Facts([(a, b) for a, b in zip(CODE, reversed(CODE), strict=True)]), Card(CODE[0], [Paragraph("x"), table],
                                                                                            CODE[1], CODE[2], "law")]
    return Document("ko", CODE[0], CODE[5], [(CODE[6], CODE[7])], [Section(CODE[1], blocks), Section(CODE[8], [])],
                    footer=CODE[8], contents=CODE[0], number="=2+3", made_on=date(2026, 11, 1))


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    workspace = many_shops(tmp_path_factory.mktemp("formats") / "shops.duckdb", 4)
    with workspace.store.transaction() as cursor:
        cursor.execute("UPDATE merchants SET name = '가온 시험농원', yearly_revenue_band = '영세' WHERE merchant_id = ?", [SHOP])
        cursor.execute("UPDATE listings SET title = ? || title WHERE merchant_id = ?", ["아주 긴 상품 이름 " * 12, SHOP])
    return workspace


@pytest.fixture(scope="module")
def documents(shops):
    made = {(m, l): material(shops, m, l, as_of=DAY) for m, l in ((SHOP, "ko"), (SHOP, "en"), (IDLE, "ko"))}
    return {(*key, v): document(found, v) for key, found in made.items() for v in ("long", "short")}


EVERY = pytest.mark.parametrize("which", [
    (SHOP, "ko", "long"), (SHOP, "en", "short"), (IDLE, "ko", "long"), (IDLE, "ko", "short")], ids="-".join)


@pytest.fixture(scope="module")
def files():
    """Writes a document in a type once for all tests."""
    kept = {}

    def content(doc: Document, name: str) -> bytes:
        if (id(doc), name) not in kept:
            kept[id(doc), name] = (write(doc, name), doc)
        return kept[id(doc), name][0]

    return content


def missing(document: Document, text: str, shown=lambda x: x) -> list[str]:
    """The texts of a document that a file does not say."""
    there = read.squeezed(text)
    return [x for x in texts_of(document) if read.squeezed(shown(x)) not in there]


@EVERY
def test_every_file_says_every_text(documents, files, which):
    doc = documents[which]
    assert not missing(doc, read.html_text(files(doc, "html")))
    for name, reader in (("docx", read.docx_text), ("hwpx", read.hwpx_text)):
        text = reader(files(doc, name)).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        assert not missing(doc, text), name
    pages = read.pdf_pages(files(doc, "pdf"))
    lost = missing(doc, "".join(pages), lambda x: printable(shortened(x, 44) if x in labels(doc) else x))
    # What runs over the end of a page has that page's foot in its middle: no more of those than pages, and no figure.
    assert len(lost) < max(len(pages), 1) and all(len(x) > 30 for x in lost)


def labels(doc: Document) -> set[str]:
    return {clean(b.label) for s in doc.sections for x in s.blocks if isinstance(x, Chart) for b in x.bars}


@EVERY
def test_the_workbook_says_every_text_and_holds_the_figures_as_numbers(documents, files, which):
    doc = documents[which]
    content = files(doc, "xlsx")
    found = read.cells(content)
    figures = [cell for s in doc.sections for b in walk(s.blocks) for cell in in_cells(b) if isinstance(cell, Figure)]
    assert len(figures) >= 3
    numbers = {round(float(v), 6) for v in read.cells(content, values=True).values() if isinstance(v, int | float)}
    assert {round(float(f.value), 6) for f in figures} <= numbers
    text = "\n".join(str(v) for v in found.values())
    spoken = {clean(f) for f in figures}
    assert not [x for x in missing(doc, text) if x not in spoken]
    assert len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames) == len(doc.sections) + 1


@EVERY
def test_formulas_come_to_what_is_printed(documents, files, which):
    content = files(documents[which], "xlsx")
    stored, anew = read.cells(content, values=True), read.reckoned(content)
    assert anew or which == (IDLE, "ko", "short")
    for place, value in anew.items():
        assert stored[place] == pytest.approx(value, abs=0.006), place


def walk(blocks):
    for part in blocks:
        yield part
        if isinstance(part, Card):
            yield from walk(part.blocks)


def in_cells(part):
    if isinstance(part, Table):
        return [cell for row in part.rows for cell in row]
    return [value for _name, value in part.items] if isinstance(part, Facts) else []


def test_the_money_of_a_channel_is_live(shops, documents):
    """What stays is the sum of its steps; a fee changes with its base and its rate."""
    best = recommend(shops, SHOP, DAY)[0]
    content = write(documents[SHOP, "ko", "long"], "xlsx")
    stays = Texts("ko")("What stays")
    found, values = read.cells(content), read.cells(content, values=True)
    sums = [(s, a) for (s, a), v in found.items() if v == stays]
    assert sums
    sheet, address = sums[0]
    total = (sheet, f"B{address[1:]}")
    assert str(found[total]).startswith("=SUM(B") and values[total] == best["contribution_per_order"]
    assert sum(isinstance(v, str) and "ROUND" in v for v in found.values()) >= 2


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reckons_the_same(documents, tmp_path):
    content = write(documents[SHOP, "ko", "long"], "xlsx")
    theirs = read.cells(read.by_office(read.emptied(content), tmp_path, "xlsx", "xlsx"), values=True)
    stored = read.cells(content, values=True)
    formulas = read.reckoned(content)
    assert len(formulas) > 10
    for place in formulas:
        assert theirs[place] == pytest.approx(stored[place], abs=0.006), place


@EVERY
def test_pdf_is_tagged_numbered_and_draws_every_letter(documents, files, which):
    doc = documents[which]
    content = files(doc, "pdf")
    file = pypdf.PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in file.pages]
    assert all(len(text.strip()) > 80 for text in pages), "no page is empty"
    assert [tuple(round(float(x)) for x in page.mediabox[2:]) for page in file.pages] == [(595, 842)] * len(pages)
    for i, text in enumerate(pages, start=1):
        assert f"{i}/{len(pages)}" in read.squeezed(text)
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and str(root["/Lang"]) == doc.language
    assert file.metadata.title == printable(clean(f"{doc.title} – {doc.subtitle}"))
    assert {ord(c) for text in texts_of(doc) for c in printable(text)} - covered() <= {0x0A, 0x09}
    assert "\ufffd" not in "".join(pages) and "\u0000" not in "".join(pages)
    assert content == write(doc, "pdf"), "the same content gives the same bytes"


@pytest.mark.parametrize("which", [(m, l, "short") for m, l in ((SHOP, "ko"), (SHOP, "en"), (IDLE, "ko"))], ids="-".join)
def test_the_short_report_is_one_sheet(documents, which):
    doc = documents[which]
    assert len(read.pdf_pages(write(doc, "pdf"))) == 1
    assert doc.number and any(doc.number in value for _name, value in doc.meta)


def test_the_short_report_is_one_sheet_at_its_fullest(documents):
    """Every text as long as the content may make it: letters shrink, nothing falls off, one page stays one page."""
    from diagnostics.report import brief
    long, name = "가나다라마바사" * 40, "긴 처방 이름 " * 20
    say = {"text": long, "params": {}}
    chosen = [{"title": {"text": name, "params": {}}, "cost": 123456789, "hours": 99.5, "start_week": 1, "end_week": 3}] * 9
    plan = {"chosen": chosen, "spent": 9 * 123456789, "hours_spent": 9 * 99.5, "subsidy": 5, "own_cost": 7}
    channel = {"title": long[:60], "what": say, "contribution_per_order": None, "contribution_at_most": 5, "fee_rate": .1,
               "days_to_cash": 3, "missing_steps": [{"title": say, "how": say}] * 6, "to_confirm": [], "in_use": False}
    above = {"headline": long[:100], "missing": [{"bring": long}] * 3,
             "dimensions": [{"name": "상품·상세페이지", "score": 1.0, "score_text": "100 – 100"}] * 7}
    base = documents[SHOP, "ko", "short"]
    sections = brief.sections({"gates": [], "summary": {}}, above, [], [channel], plan, False, "전북특별자치도", base.number,
                              Texts("ko"))
    full = Document("ko", "한 장 진단", "가" * 40, base.meta, sections, base.footer, base.contents, number=base.number,
                    one_page=True)
    content = write(full, "pdf")
    pages = read.pdf_pages(content)
    assert len(pages) == 1 and not missing(full, pages[0], printable)


def test_hostile_texts_stand_literally_in_every_file(tmp_path):
    doc = nasty()
    for name in FORMATS:
        content = write(doc, name)
        if name == "pdf":
            text = "".join(read.pdf_pages(content))
            for code in CODE[:15]:
                assert read.squeezed(printable(clean(code))) in read.squeezed(text), code
            continue
        text = {"html": read.html_text, "docx": read.docx_text, "xlsx": lambda c: "\n".join(map(str, read.cells(c).values())),
                "hwpx": lambda c: read.hwpx_text(c).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
                .replace("&apos;", "'").replace("&amp;", "&")}[name](content)
        for code in CODE:
            assert read.squeezed(clean(code)) in read.squeezed(text), (name, code)
        assert "\u202e" not in text and "\x1b" not in text
    book = openpyxl.load_workbook(io.BytesIO(write(doc, "xlsx")))
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f" or c.hyperlink]
    assert read.hwpx_open(write(doc, "hwpx"), tmp_path).validate()["ok"]


def test_letters_without_a_glyph_are_seen_to_be_missing():
    assert printable("🍎사과") == f"{MISSING}사과" and printable("❌ ✅ ☐") == "× ✓ □"
    assert ord(MISSING) in covered() and {ord(c) for c in "가힣ㄱ漢字₩–…“”·△●□①㎏"} <= covered()
    assert printable("한글 ABC ₩1,000") == "한글 ABC ₩1,000"
    assert clean("각") == "각" and clean("a\u202eb\x00") == "a b "


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
@pytest.mark.parametrize("kind", ["shop", "nasty"])
def test_nothing_runs_over_the_edge_of_the_page(documents, tmp_path, kind):
    doc = nasty() if kind == "nasty" else documents[SHOP, "ko", "long"]
    words = read.words_on_pages(write(doc, "pdf"), tmp_path)
    assert len(words) > 100
    width, height = read.A4
    outside = [w for w in words if w[0] < 40 or w[2] > width - 40 or w[1] < 20 or w[3] > height - 20]
    assert not outside


def test_hwpx_is_whole_and_opens_elsewhere(documents, files, tmp_path):
    doc = documents[SHOP, "ko", "long"]
    content = files(doc, "hwpx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.namelist()[0] == "mimetype" and package.read("mimetype") == b"application/hwp+zip"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED and package.testzip() is None
    from hwpx import HwpxDocument
    assert not HwpxDocument.open(io.BytesIO(content)).validate().issues
    opened = read.hwpx_open(content, tmp_path)
    report, seen = opened.validate(), opened.inspect()
    assert report["ok"] and not report["errors"] and not report["warnings"]
    charts = sum(isinstance(b, Chart) for s in doc.sections for b in walk(s.blocks))
    assert seen["images"] == charts and seen["metadata"]["title"] == f"{doc.title} – {doc.subtitle}"
    assert doc.number in opened.to_md().text
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        section = package.read("Contents/section0.xml").decode()
    tables = re.findall(r"<hp:tbl [^>]*>.*?<hp:sz [^>]*>.*?<hp:pos [^>]*>", section, re.DOTALL)
    assert tables and all('repeatHeader="1"' in x and 'treatAsChar="0"' in x for x in tables)
    assert not re.search(r'<hp:cellSz [^>]*height="0"', section)


def test_docx_names_its_korean_font(documents, files):
    content = files(documents[SHOP, "ko", "long"], "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles, body = package.read("word/styles.xml").decode(), package.read("word/document.xml").decode()
    assert styles.count('w:eastAsia="Malgun Gothic"') >= 5
    assert "w:tblHeader" in body and body.count("descr=") >= 2
    assert write(documents[SHOP, "ko", "long"], "docx") == content


@pytest.mark.parametrize("format", list(FORMATS))
def test_an_empty_document_is_a_file(format):
    content = write(Document("ko", "제목", "가게", [], []), format)
    assert len(content) > 300


def test_the_number_belongs_to_merchant_day_moment_and_rubric(shops, documents):
    number = documents[SHOP, "ko", "long"].number
    assert re.fullmatch(rf"DD-{DAY:%Y%m%d}-T0-[0-9A-F]{{6}}", number)
    assert documents[SHOP, "en", "short"].number == number != documents[IDLE, "ko", "long"].number
    later = material(shops, IDLE, as_of=DAY, stage="T1")
    assert later.number.startswith(f"DD-{DAY:%Y%m%d}-T1-") and later.result["stage"] == "mid"


def test_file_names_are_readable_and_allowed(documents):
    doc = documents[SHOP, "ko", "long"]
    assert file_name(doc, "pdf") == f"가온_시험농원_진단_보고서_{doc.number}.pdf"
    odd = file_name(Document("ko", "a/b", 'C:\\x<y>|"?* ..', [], []), "xlsx")
    assert not re.search(r'[\\/:*?"<>|\s]', odd) and odd.endswith(".xlsx") and odd.count(".") == 1


@pytest.mark.parametrize(("arguments", "start"), [
    (["--out", "a.pdf"], b"%PDF"), (["--out", "b", "--format", "hwpx"], b"PK"),
    (["--out", "c.xlsx", "--version", "short"], b"PK"),
    (["--out", "d.docx", "--lang", "en", "--stage", "T2"], b"PK"), (["--out", "e.txt", "--format", "html"], b"<!doctype html>")])
def test_the_command_writes_each_type(shops, tmp_path, monkeypatch, capsys, arguments, start):
    monkeypatch.chdir(tmp_path)
    always = ["report", "--db", str(shops.store.path), "--merchant", IDLE, "--as-of", DAY.isoformat()]
    assert main([*always, *arguments]) == 0
    said = json.loads(capsys.readouterr().out)
    content = (tmp_path / arguments[1]).read_bytes()
    assert content.startswith(start) and said["bytes"] == len(content) and said["format"] in FORMATS


def test_what_there_is_not_is_said_in_one_sentence(shops, tmp_path, capsys):
    with pytest.raises(InputProblem, match="There is no file type odt"):
        write_report(shops, IDLE, format="odt")
    with pytest.raises(InputProblem, match="There is no version tiny"):
        write_report(shops, IDLE, version="tiny")
    with pytest.raises(InputProblem, match="There is no stage T9"):
        write_report(shops, IDLE, stage="T9")
    assert main(["report", "--db", str(shops.store.path), "--merchant", IDLE, "--out", str(tmp_path / "x.odt")]) == 2
    said = capsys.readouterr()
    assert "no file type odt" in said.err and "Traceback" not in said.err and not list(tmp_path.iterdir())


def test_a_formula_is_given_only_where_it_gives_the_printed_number():
    t = Texts("en")
    assert cells.product(t, -1060, ("a", "b"), (10000, Decimal("0.106")), ("won", "share")).formula == "-ROUND({a}*{b},0)"
    assert cells.product(t, -1061, ("a", "b"), (10000, Decimal("0.106")), ("won", "share")).formula == ""
    assert cells.total(t, 30, "won", [10, 20], 2).formula == "SUM({0,2}:{1,2})"
    assert cells.total(t, 31, "won", [10, 20], 2).formula == "" and type(cells.figure(t, None, "won")) is str
    assert (cells.parsed_share("10.6 %"), cells.parsed_share("10.6"), cells.parsed_number("1.061")) == \
        (Decimal("0.106"), None, Decimal("1.061"))


def test_columns_share_the_width():
    table = Table(["이름", "값"], [["가나다 " * 30, "₩1,000"], ["가", "₩2"]], numeric=frozenset({1}))
    first, second = shares(table)
    assert first + second == pytest.approx(1) and first > 3 * second
    assert wide("가나") == 2 and wide("ab") == pytest.approx(1.12)
