"""Speed and memory of the intake: a CSV of five million order lines beside DuckDB's bare read_csv, a workbook beside pandas.

Each step runs in a process of its own, so that its peak memory is its own; of several runs the quickest counts, for what else
the machine does can only slow them. `make bench` prints the figures.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

LINES = 5_000_000
ROWS, COLUMNS = 200_000, 40
RUNS = 3
CSV_LIMIT = 2.5
"""Times DuckDB's bare read_csv into a table of a store file: with cleaning, keys, checks and stored."""
BOOK_LIMIT = 8.0
"""Times faster than pandas with openpyxl, which only reads."""
_LINE = """SELECT i, t, i % 41 = 0 AS dead, CAST(hash(i) % 1000000007 AS BIGINT) AS h, strftime(t, '%Y%m%d') AS day FROM
  (SELECT i, TIMESTAMP '2025-11-01' + to_seconds((i * 7919) % 31536000) AS t FROM range({}) AS r(i))"""
_SHOPS = {
    "Naver orders with buyers, 23 columns": """
        SELECT day || lpad(CAST(i AS VARCHAR), 8, '0') AS "상품주문번호",
          day || lpad(CAST(i // 2 AS VARCHAR), 8, '0') AS "주문번호", strftime(t, '%Y/%m/%d %H:%M') AS "주문일시",
          strftime(t, '%Y/%m/%d %H:%M') AS "결제일",
          CASE WHEN dead THEN '취소' ELSE '구매확정' END AS "주문상태", CASE WHEN dead THEN '취소완료' END AS "클레임상태",
          8000000000 + h % 5000 AS "상품번호", '국내산 햇사과 가정용 ' || (h % 5000) || '호' AS "상품명",
          '색상: 검정 / 사이즈: ' || (h % 7) AS "옵션정보", 1 + i % 3 AS "수량",
          printf('%,d', 9900 + 100 * (i % 50)) AS "상품가격",
          (1 + i % 3) * (9900 + 100 * (i % 50)) AS "최초 상품별 총 주문금액",
          (1 + i % 3) * (9900 + 100 * (i % 50)) - i % 5 * 100 AS "최종 상품별 총 주문금액", i % 5 * 100 AS "최종 상품별 할인액",
          strftime(t + INTERVAL 1 DAY, '%Y/%m/%d %H:%M') AS "발송처리일",
          strftime(t + INTERVAL 2 DAY, '%Y/%m/%d %H:%M') AS "발송기한", 3000 AS "배송비 합계",
          400000000 + i // 2 AS "배송비 묶음번호",
          'SKU-' || (h % 5000) AS "판매자 상품코드", chr(CAST(44032 + h % 11000 AS INTEGER)) || '가나' AS "구매자명",
          'buy' || (h % 1000000) || '****' AS "구매자ID",
          '010-' || lpad(CAST(h % 9000 AS VARCHAR), 4, '0') || '-' || lpad(CAST(h % 9001 AS VARCHAR), 4, '0') AS "수취인연락처1",
          '경기 성남시 분당구 판교로 ' || (h % 900) AS "통합배송지" FROM lines""",
    "our own table, 21 columns": """
        SELECT 'm' AS merchant_id, 'naver' AS channel, day || lpad(CAST(i // 2 AS VARCHAR), 8, '0') AS order_id,
          day || lpad(CAST(i AS VARCHAR), 8, '0') AS line_id, t AS ordered_at, t + INTERVAL 1 MINUTE AS paid_at,
          t + INTERVAL 1 DAY AS shipped_at, t + INTERVAL 3 DAY AS delivered_at,
          CASE WHEN NOT dead THEN t + INTERVAL 8 DAY END AS confirmed_at, 8000000000 + h % 5000 AS product_id,
          'SKU-' || (h % 5000) AS sku, '국내산 햇사과 가정용 ' || (h % 5000) || '호' AS product_name,
          '색상: 검정 / 사이즈: ' || (h % 7) AS option_name, 1 + i % 3 AS quantity, 9900 + 100 * (i % 50) AS unit_price,
          i % 5 * 100 AS discount, (1 + i % 3) * (9900 + 100 * (i % 50)) - i % 5 * 100 AS amount,
          CASE WHEN i % 2 = 0 THEN 3000 ELSE 0 END AS shipping_fee,
          CASE WHEN dead THEN 'cancelled' ELSE 'confirmed' END AS status,
          md5(CAST(i // 3 AS VARCHAR))[1:24] AS buyer_key, '경기도' AS region FROM lines""",
}


# -- files -------------------------------------------------------------------------------------------------------------


def write_csv(path: Path, shop: str, lines: int) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY (WITH lines AS ({_LINE.format(lines)}) {_SHOPS[shop]}) TO '{path}' (HEADER)")


def write_book(path: Path, rows: int, columns: int) -> None:
    """Naver orders as an xlsx with shared strings, written by hand because a library takes minutes for it."""
    from data.samples import layouts

    known = {"상품주문번호": lambda n: f"20260901{n:08d}", "주문번호": lambda n: f"20260901{n // 2:08d}",
             "주문일시": lambda n: 46266 + n % 86400 / 86400, "주문상태": lambda n: "구매확정",
             "주문세부상태": lambda n: "발주확인", "수량": lambda n: 1 + n % 3,
             "최종 상품별 총 주문금액": lambda n: 9900 + 100 * (n % 50), "구매자명": lambda n: f"구매자{n % 5000}",
             "수취인연락처1": lambda n: f"010-{n % 9000:04d}-{n % 9001:04d}", "상품명": lambda n: f"햇사과 {n % 500}호"}
    headers = [*known, *(h for h in layouts.NAVER_ORDER if h not in known)][:columns]
    makers = [known.get(h) or _maker(h) for h in headers]
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _PARTS.items():
            book.writestr(name, _HEAD + text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_HEAD}<worksheet {_MAIN}><sheetData>'.encode())
            for row in range(rows + 1):
                cells: list[object] = [make(row) for make in makers] if row else list(headers)
                told = "".join(f'<c t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>' if isinstance(cell, str)
                               else f"<c><v>{cell}</v></c>" for cell in cells)
                sheet.write(f"<row>{told}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f"{_HEAD}<sst {_MAIN}>{shared}</sst>")


def _maker(header: str) -> Callable[[int], object]:
    if re.search("일$|일시$|기한$", header):
        return lambda n: 46267 + n % 86400 / 86400
    if re.search("금액|액$|가격$|수수료$|배송비$|합계$", header):
        return lambda n: 100 * (n % 300)
    return lambda n: f"{header} {n % 97}"


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="발주발송관리" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}


# -- steps, each in a process of its own -------------------------------------------------------------------------------


def bare(path: str) -> None:
    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/bare.duckdb") as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{path}')")


def pandas(path: str) -> None:
    import pandas as pd

    pd.read_excel(path, engine="openpyxl", dtype=str)


def whole_intake(path: str) -> None:
    """The file from the disk into a new store: read, understood, cleaned, keyed, checked, stored."""
    from data.intake import intake
    from data.store import Store
    from data.workspace import Workspace
    from diagnostics.commands.shared import as_upload

    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"{folder}/store.duckdb")
        (entry,) = intake(Workspace(store), "m", [as_upload(Path(path))], today=date(2026, 11, 1))
        store.close()
        if entry["loaded"] != entry["read"] or not entry["read"]:
            raise SystemExit(f"{entry['loaded']} of {entry['read']} rows were taken")


_STEPS: dict[str, Callable[[str], None]] = {"bare": bare, "pandas": pandas, "intake": whole_intake}


def step(name: str, path: Path, runs: int = RUNS) -> tuple[float, float]:
    """Seconds of the quickest of `runs` runs, and the largest peak of memory in MiB, children included."""
    found = [json.loads(subprocess.run([sys.executable, "-m", "tests.bench_intake", name, str(path)], check=True,
                                       stdout=subprocess.PIPE).stdout) for _run in range(runs)]
    return min(one["seconds"] for one in found), max(one["peak"] for one in found)


def run(name: str, path: str) -> None:
    """One step, its seconds and its peak as JSON. Pages of a mapped file count as long as they are in memory."""
    import resource

    start = time.perf_counter()
    _STEPS[name](path)
    seconds = time.perf_counter() - start
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": max(peaks)}))


# -- figures -----------------------------------------------------------------------------------------------------------


def told(what: str, seconds: float, peak: float, rest: str = "") -> None:
    sys.stdout.write(f"{what:<72} {seconds:8.2f} s  peak {peak:6,.0f} MiB{'  ' + rest if rest else ''}\n")
    sys.stdout.flush()


def bench_csv(folder: Path, lines: int = LINES) -> None:
    for shop in _SHOPS:
        path = folder / "lines.csv"
        write_csv(path, shop, lines)
        size = path.stat().st_size / 1e9
        base, base_peak = step("bare", path)
        mine, peak = step("intake", path)
        told(f"bare read_csv into a table: {lines:,} lines, {shop}, {size:.2f} GB", base, base_peak)
        told("the whole intake of the same file", mine, peak,
             f"{mine / base:.2f} x  limit {CSV_LIMIT} x: {'held' if mine <= CSV_LIMIT * base else 'MISSED'}")
        path.unlink()


def bench_book(folder: Path, rows: int = ROWS, columns: int = COLUMNS) -> None:
    path = folder / "book.xlsx"
    write_book(path, rows, columns)
    base, base_peak = step("pandas", path, 1)
    mine, peak = step("intake", path)
    told(f"pandas.read_excel with openpyxl: {rows:,} x {columns}, {path.stat().st_size / 1e6:.0f} MB", base, base_peak)
    told("the whole intake of the same workbook", mine, peak,
         f"{base / mine:.1f} x faster  limit {BOOK_LIMIT:g} x: {'held' if mine * BOOK_LIMIT <= base else 'MISSED'}")


def bench_intake(folder: Path) -> None:
    bench_book(folder)
    bench_csv(folder)


def main(given: Sequence[str]) -> None:
    if given:
        run(*given)
    else:
        with tempfile.TemporaryDirectory() as folder:
            bench_intake(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
