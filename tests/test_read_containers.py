"""Every container that a seller centre hands out comes out as the same cells, whatever its name says."""
import base64
import io
import mmap
import zipfile
from datetime import date, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter

from data.errors import InputProblem, PasswordNeeded
from data.read import Sheet, Upload, read, unpacked
from tests.containers import as_biff, as_html_xls, as_spreadsheetml, as_xlsx, encrypted, repacked, zipped
from tests.containers_locked import locked_biff

ROWS = [
    ["주문번호", "상품명", "수량", "결제일", "취소"],
    ["2026091800000012", "감 <b>말랭이</b> & =cmd|'/c calc'!A1", 3, datetime(2026, 9, 18, 10, 5, 9), True],
    [2026091800000013, "뚝배기 \"대\"", 1.5, None, None],
    [None, None, None, None, None],
    ["끝", None, -12000, None, False],
]
TEXT = [
    ["주문번호", "상품명", "수량", "결제일", "취소"],
    ["2026091800000012", "감 <b>말랭이</b> & =cmd|'/c calc'!A1", "3", "2026-09-18 10:05:09", "true"],
    ["2026091800000013", "뚝배기 \"대\"", "1.5", None, None],
    [None, None, None, None, None],
    ["끝", None, "-12000", None, "false"],
]
"""The same cells, written down by hand."""
HTML = [[{"true": "True", "false": "False"}.get(cell or "", cell) for cell in row] for row in TEXT]
SHEET = ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
         "<dimension ref='A1:S3'/><sheetData>{}</sheetData></worksheet>")


def sheets(content, name="주문.xls", password=None) -> list[Sheet]:
    return read(Upload(name, content), password)


def cells(content, name="주문.xls", password=None) -> list[list[str | None]]:
    found = sheets(content, name, password)
    assert len(found) == 1
    return found[0].top(1000)


def with_sheet(rows: str) -> bytes:
    return repacked(as_xlsx([["글자"]]), {"sheet1.xml": SHEET.format(rows).encode()})


@pytest.mark.parametrize("name", ["주문.xlsx", "주문.xls", "주문.csv", "주문"])
def test_a_workbook_is_told_by_its_bytes(name):
    assert cells(as_xlsx(ROWS), name) == cells(as_biff(ROWS), name) == cells(as_spreadsheetml(ROWS), name) == TEXT
    assert cells(as_html_xls(ROWS), name) == HTML


@pytest.mark.parametrize("charset", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_web_page_under_the_name_xls(encoding, charset):
    found = sheets(as_html_xls(ROWS, encoding, charset=charset))
    assert [s.top(9) for s in found] == [HTML] and found[0].encoding == ("utf-8-sig" if encoding == "utf-8" else encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_xml_spreadsheet_2003(encoding):
    assert cells(as_spreadsheetml(ROWS, encoding=encoding)) == TEXT


def test_gaps_and_merged_cells_of_xml_spreadsheet_2003():
    body = ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="비었음"><Table/></Worksheet>'
            '<Worksheet ss:Name="정산"><Table><Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="String">제목</Data>'
            "</Cell>"
            '<Cell><Data ss:Type="Number">2.02611231234567E+15</Data></Cell></Row><Row><Cell ss:Index="4"><Data '
            'ss:Type="DateTime">2026-09-18T10:00:00.000</Data></Cell><Cell><Data ss:Type="Number">12345.0</Data></Cell>'
            '<Cell><Data ss:Type="Number">20261123123456789</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>'
            "</Row></Table></Worksheet></Workbook>")
    found = sheets(body.encode())
    assert [s.name for s in found] == ["정산"]
    assert found[0].top(9) == [[None] * 7, [None] * 7, ["제목", None, "2026112312345670", None, None, None, None],
                               [None, None, None, "2026-09-18 10:00:00", "12345", "20261123123456789", None]]


def test_tables_of_a_page_the_longest_first():
    page = ("<html><body><table><tr><td><table><tr><th>조회기간</th><td>2026-09-01 ~ 2026-09-30</td></tr></table>"
            "<table border=1><thead><tr><th rowspan=2>주문번호</th><th colspan=2>상품</th></tr><tr><th>이름</th>"
            "<th>수량</th></tr></thead><tbody><tr><td rowspan='2'>77</td><td>감<br>말랭이</td><td>1</td></tr><tr>"
            "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>2</td></tr><!-- <tr><td>숨은 줄</td></tr> -->"
            "</table></td></tr></table></body></html>")
    first, second = sheets(page.encode())
    assert first.top(9) == [["주문번호", "상품", None], ["주문번호", "이름", "수량"], ["77", "감\n말랭이", "1"],
                            ["77", "<script>alert(1)</script>", "2"]]
    assert second.top(9) == [["조회기간", "2026-09-01 ~ 2026-09-30"]]


def test_white_space_of_a_page_and_a_page_packed_as_mail():
    page = ("<html><head><meta charset=euc-kr></head><body><table>\r\n <tr>\r\n  <th>\r\n   주문\r\n   번호 </th>"
            "<th>주소<br/>지</th>\n</tr><tr><td>&nbsp;1 </td><td> 서울   강남 </td></tr></table></body></html>").encode("cp949")
    want = [["주문 번호", "주소\n지"], ["1", "서울 강남"]]
    assert cells(page) == want
    mail = (b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n\r\n------=_Next\r\nContent-Type: '
            b'text/html; charset="euc-kr"\r\nContent-Transfer-Encoding: base64\r\n\r\n' + base64.encodebytes(page)
            + b"\r\n------=_Next\r\nContent-Type: text/css\r\n\r\ntd {}\r\n------=_Next--\r\n")
    assert cells(mail) == want


def test_a_long_page_keeps_every_row():
    rows = [["주문번호", "상품명"], *([str(n), "상품 " * 20 + str(n)] for n in range(20_000))]
    found = sheets(as_html_xls(rows, "cp949"))
    assert found[0].cells.num_rows == 20_001 and found[0].cells.column(0).to_pylist()[1:] == [str(n) for n in range(20_000)]


def test_korean_of_an_old_xls_is_put_right():
    assert as_biff(ROWS, mojibake=True).count("ÁÖ¹®¹øÈ£".encode("latin-1")) == 1
    assert cells(as_biff(ROWS, mojibake=True)) == TEXT


def test_western_letters_stay():
    rows = [["order", "café", "naïve"], ["1", "Müller", "Ærø"]]
    assert cells(as_biff(rows)) == rows and cells(as_xlsx(rows)) == rows


@pytest.mark.parametrize(("make", "lock"), [(as_xlsx, encrypted), (as_biff, locked_biff)], ids=["xlsx", "xls"])
def test_locked_workbooks(make, lock, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    content = lock(make(ROWS), "열려라1234")
    for password in (None, "", "0000"):
        with pytest.raises(PasswordNeeded):
            sheets(content, password=password)
    assert cells(content, password="열려라1234") == TEXT and not list(tmp_path.iterdir())


def test_what_excel_locks_by_itself_opens_without_a_word():
    assert cells(encrypted(as_xlsx(ROWS), "VelvetSweatshop")) == TEXT


def test_an_absurd_password_check_is_not_begun():
    content = encrypted(as_xlsx(ROWS), "1234")
    assert content.count(b'spinCount="100000"') == 1
    with pytest.raises(InputProblem, match="takes too long to open"):
        sheets(content.replace(b'spinCount="100000"', b'spinCount="9000000"'), password="1234")


def test_cells_of_an_xlsx():
    rows = ('<row r="3"><c r="B3"><v>20261123123456789</v></c><c r="C3"><v>20261123123456781</v></c>'
            '<c r="D3"><v>2569834423.0</v></c><c r="E3"><v>2.569834423E9</v></c><c r="F3"><v>5000.00</v></c>'
            '<c r="G3"><v>0.1</v></c></row>'
            '<row r="5"><c r="B5" t="b"><v>1</v></c><c r="C5" t="e"><v>#N/A</v></c><c r="D5" t="e"><v>#REF!</v></c>'
            '<c r="E5" t="inlineStr"><is><r><t>굵은</t></r><r><t xml:space="preserve"> 글씨</t></r></is></c>'
            '<c r="F5" t="str"><f>WEBSERVICE("http://127.0.0.1/x")</f><v>저장된 값</v></c>'
            '<c r="G5"><f>[1]Sheet1!A1</f><v>7</v></c></row>'
            '<row r="6"><c r="B6" t="s"><v>0</v></c><c r="C6"><v>2.026112312345679E+16</v></c><c r="G6"><f>1+1</f></c></row>')
    assert cells(with_sheet(rows)) == [
        [None] * 6, [None] * 6,
        ["20261123123456789", "20261123123456781", "2569834423", "2569834423", "5000", "0.1"],
        [None] * 6,
        ["true", None, None, "굵은 글씨", "저장된 값", "7"],
        ["글자", "2.026112312345679E+16", None, None, None, None],
    ]


def test_dates_of_an_xlsx_and_serial_numbers():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        forms = ("yyyy-mm-dd hh:mm", "yyyy.mm.dd", 'yyyy"년" m"월" d"일"', "m/d/yy", None, "₩#,##0", "hh:mm:ss")
        for n, form in enumerate(forms):
            page.write_number(0, n, 46283.5 if n != 6 else 0.75, book.add_format({"num_format": form}) if form else None)
    assert cells(out.getvalue()) == [["2026-09-18 12:00:00"] * 4 + ["46283.5", "46283.5", "18:00:00"]]


@pytest.mark.parametrize("dimension", ["A1:S3", "A1", "A1:HW4", "A1:XFD1048576", None])
def test_a_wrong_dimension_loses_no_row(dimension):
    tag = f'<dimension ref="{dimension}"/>'.encode() if dimension else b""
    rows = [["번호", "값"], *([str(n), n] for n in range(30))]
    content = repacked(as_xlsx(rows), lambda name, body: body.replace(b'<dimension ref="A1:B31"/>', tag)
                       if name.endswith("sheet1.xml") else body)
    assert cells(content) == [["번호", "값"], *([str(n), str(n)] for n in range(30))]


def test_hidden_sheets_are_left_out_unless_there_is_no_other():
    def book(hide_all: bool) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
            made.add_worksheet("안내")
            if not hide_all:
                made.add_worksheet("주문").write(0, 0, "보임")
            hidden = made.add_worksheet("코드")
            hidden.write(0, 0, "숨김")
            hidden.very_hidden()
            chart = made.add_chart({"type": "line"})
            chart.add_series({"values": "=코드!$A$1:$A$2"})
            made.add_chartsheet("그래프").set_chart(chart)
        return out.getvalue()

    assert [(s.name, s.top(2)) for s in sheets(book(False))] == [("주문", [["보임"]])]
    assert [(s.name, s.top(2)) for s in sheets(book(True))] == [("코드", [["숨김"]])]


def test_several_sheets_in_their_order():
    content = as_xlsx([["가", 1]], "통합", more={"원본": [["나"], [2]]})
    assert [(s.name, s.top(9)) for s in sheets(content)] == [("통합", [["가", "1"]]), ("원본", [["나"], ["2"]])]
    content = as_biff([["가", 1]], "통합", more={"원본": [["나"], [2]]})
    assert [(s.name, s.top(9)) for s in sheets(content)] == [("통합", [["가", "1"]]), ("원본", [["나"], ["2"]])]


def test_a_workbook_of_openpyxl_and_one_with_macros():
    book = openpyxl.Workbook()
    for row in [["주문번호", "날짜"], ["1", date(2026, 9, 1)]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert cells(out.getvalue()) == [["주문번호", "날짜"], ["1", "2026-09-01 00:00:00"]]
    macros = repacked(out.getvalue(), lambda name, body: body.replace(b"spreadsheetml.sheet.main", b"macroEnabled.main"),
                      {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 never opened"})
    assert cells(macros, "양식.xlsm") == [["주문번호", "날짜"], ["1", "2026-09-01 00:00:00"]]


def test_open_document_spreadsheets():
    spaces = " ".join(f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "table", "text"))
    body = (f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table '
            'table:name="시트1"><table:table-row><table:table-cell office:value-type="string"><text:p>주문번호</text:p>'
            '</table:table-cell><table:table-cell office:value-type="float" office:value="12000"><text:p>12,000</text:p>'
            "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
                         'manifest:1.0"><manifest:file-entry manifest:full-path="/"/></manifest:manifest>')
        package.writestr("content.xml", body)
    assert cells(out.getvalue(), "a.ods") == [["주문번호", "12000"]]


def test_parquet_as_text():
    table = pa.table({"id": pa.array([1, None], pa.int64()), "day": pa.array([date(2026, 9, 1), None]),
                      "name": pa.array(["감", None]).dictionary_encode(), "tags": pa.array([["가"], None]),
                      "raw": pa.array([b"x", b"y"])})
    sink = io.BytesIO()
    pa.parquet.write_table(table, sink)
    assert cells(sink.getvalue()) == [["id", "day", "name", "tags", "raw"], ["1", "2026-09-01", "감", '["가"]', None], [None] * 5]


def test_files_inside_a_zip():
    inside = {"9월/주문.xlsx": as_xlsx([["가", 1]], "통합", more={"원본": [["나"]]}), "정산.csv": "다,라\n1,2\n".encode("cp949"),
              "__MACOSX/._정산.csv": b"junk", ".DS_Store": b"junk", "빈 폴더/": b""}
    content = zipped(inside)
    assert [(s.name, s.top(9)) for s in sheets(content, "받은 파일.zip")] == [
        ("주문.xlsx · 통합", [["가", "1"]]), ("주문.xlsx · 원본", [["나"]]), ("정산.csv", [["다", "라"], ["1", "2"]])]
    plain = Upload("a.csv", b"a,b\n")
    assert [one.name for one in unpacked([plain, Upload("b.zip", content)])] == ["a.csv", "주문.xlsx", "정산.csv"]


def test_names_that_korean_windows_writes_into_a_zip():
    content = zipped({"XXXX.csv": b"a,b\n1,2\n"}).replace(b"XXXX", "주문".encode("cp949"))
    assert [one.name for one in unpacked([Upload("b.zip", content)])] == ["주문.csv"]


def test_a_mapped_file_is_read_where_it_lies(tmp_path):
    for n, content in enumerate((as_xlsx(ROWS), "가,나\n1,2\n".encode("cp949"), b"a,b\n1,2\n", zipped({"a.csv": b"a,b\n1,2\n"}))):
        path = tmp_path / str(n)
        path.write_bytes(content)
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        assert [s.top(9) for s in read(Upload("x", mapped))] == [s.top(9) for s in read(Upload("x", content))]
