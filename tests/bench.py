"""Speed and memory, measured in one run: each figure stands beside a limit or a peer. `make bench` prints them.

Nothing here is asserted by a test: machines differ. The figures say on which machine they were taken.
"""

import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.store import Store
from data.workspace import Workspace
from tests.bench_allocation import bench_allocation
from tests.bench_cohort import bench_scores
from tests.bench_intake import bench_intake
from tests.bench_linear import bench_linear
from tests.bench_report import bench_report

AS_OF = date(2026, 11, 1)


def timed(work: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of `runs` runs after one to warm up."""
    work()
    taken = []
    for _run in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[runs // 2]


def line(what: str, seconds: float, limit: float | None = None, beside: str = "") -> None:
    verdict = "" if limit is None else f"  limit {limit:g} s: {'held' if seconds <= limit else 'MISSED'}"
    sys.stdout.write(f"{what:<72} {seconds:8.3f} s{verdict}{'  ' + beside if beside else ''}\n")
    sys.stdout.flush()


def big_merchant(folder: Path, lines: int = 100_000) -> Workspace:
    """A store with one merchant: order lines over a year, their settlements, listings, costs and reviews."""
    store = Store.open(folder / "big.duckdb")
    with store.transaction() as cursor:
        cursor.execute(
            "INSERT INTO merchants (merchant_id, name, region, yearly_revenue_band) VALUES ('big', 'Big', '경기', '중소1')"
        )
        cursor.execute(
            """
            INSERT INTO order_lines BY NAME
            SELECT 'big' AS merchant_id, CASE i % 3 WHEN 0 THEN 'coupang' ELSE 'naver' END AS channel,
              'o' || (i // 2) AS order_id,
              'l' || i AS line_id, TIMESTAMP '2025-11-01' + to_seconds((i * 7919) % 31536000) AS ordered_at,
              ordered_at + INTERVAL 1 DAY AS shipped_at, ordered_at + INTERVAL 2 DAY AS ship_due_at,
              ordered_at + INTERVAL 3 DAY AS delivered_at, 'p' || (i * i % 211) AS product_id, 'sku' || (i * i % 211) AS sku,
              '상품 ' || (i * i % 211) AS product_name, 1 + i % 3 AS quantity,
              9900 + 100 * (i % 50) AS unit_price,
              CASE WHEN i % 5 = 0 THEN 1000 ELSE 0 END AS discount, quantity * unit_price - discount AS amount,
              CASE WHEN i % 2 = 0 THEN 3000 ELSE 0 END AS shipping_fee,
              CASE WHEN i % 41 = 0 THEN 'cancelled' WHEN i % 67 = 0 THEN 'returned' ELSE 'confirmed' END AS status,
              'b' || ((i // 2) * 31 % 40000) AS buyer_key, '서울' AS region
            FROM range(?) AS numbers(i)""",
            [lines],
        )
        cursor.execute("""
            INSERT INTO settlements BY NAME
            SELECT merchant_id, channel, order_id, line_id, 'goods' AS kind, CAST(ordered_at AS DATE) + 10 AS settled_on,
              amount AS gross, 0 AS seller_discount, amount * 0.02 AS fee_payment, amount * 0.03 AS fee_sales, 0 AS fee_other,
              amount * 0.95 AS net FROM order_lines WHERE status = 'confirmed'""")
        cursor.execute("""
            INSERT INTO listings BY NAME
            SELECT 'big' AS merchant_id, channel, 'p' || i AS product_id, DATE '2026-10-30' AS observed_on, 'sku' || i AS sku,
              '예시 상품 ' || i || ' 국내산 선물세트' AS title, '식품>가공식품' AS category, 9900 AS price, 3 AS image_count,
              '맛있는 상품이에요. 주문 후 2일 안에 보내요.' AS detail_text
            FROM range(211) AS numbers(i),
              (VALUES ('naver'), ('coupang')) AS channels(channel)""")
        cursor.execute("""
            INSERT INTO costs BY NAME SELECT 'big' AS merchant_id, 'sku' || i AS sku, DATE '2025-01-01' AS valid_from,
              4000 AS unit_cost, 500 AS packaging_cost, 2700 AS shipping_cost FROM range(211) AS numbers(i)""")
        cursor.execute("""INSERT INTO reviews BY NAME SELECT merchant_id, channel, line_id AS review_id, order_id, product_id,
              ordered_at + INTERVAL 9 DAY AS created_at, 3 + hash(line_id) % 3 AS rating FROM order_lines
              WHERE hash(line_id) % 6 = 0""")
    return Workspace(store)


def bench_diagnosis(folder: Path) -> None:
    from diagnostics.diagnosis import compute

    workspace = big_merchant(folder)
    bare = timed(
        lambda: (
            workspace.store.cursor()
            .execute("SELECT merchant_id, count(*), sum(amount), count(DISTINCT order_id) FROM order_lines GROUP BY 1")
            .fetchall()
        )
    )
    seconds = timed(lambda: compute(workspace, "big", AS_OF, "intake"))
    line(
        "diagnose: one merchant, 100,000 order lines, warm, nothing kept",
        seconds,
        1.0,
        f"{seconds / bare:.0f} x one bare aggregation",
    )


def bench_pages(folder: Path) -> None:
    """Reruns of the diagnosis page: server time without the browser, and how often they diagnose."""
    from diagnostics import diagnosis as engine
    from tests.pages import App

    os.environ["DIGITAL_DOCTOR_DB"] = str(folder / "big.duckdb")
    counted, inner = [], engine.compute

    def counting(*given: object) -> object:
        counted.append(given)
        return inner(*given)  # type: ignore[arg-type]

    engine.compute = counting  # type: ignore[assignment]
    try:
        app = App(merchant="big", view="consultant").open("pages/session/diagnosis.py")
        app.all_right()
        seconds = timed(lambda: app.at.run(), runs=5)
    finally:
        engine.compute = inner
    line(
        "rerun of the diagnosis page, 100,000 order lines, server time",
        seconds,
        0.3,
        f"{len(counted)} diagnosis in 7 runs",
    )


def bench_cohort(folder: Path, merchants: int = 10_000) -> None:
    """The cohort page from what is kept."""
    from diagnostics.model import DIMENSIONS
    from tests.pages import App

    path = folder / "cohort.duckdb"
    store = Store.open(path)
    dimensions = ", ".join(f"CAST(hash(i + {n}) % 1000 AS DOUBLE) / 10 AS {d}" for n, d in enumerate(DIMENSIONS))
    with store.transaction() as cursor:
        cursor.execute(
            "INSERT INTO merchants (merchant_id, name) SELECT 'm' || i, '가게 ' || i FROM range(?) AS r(i)", [merchants]
        )
        cursor.execute(
            f"""
            INSERT INTO cohort BY NAME SELECT 'm' || i AS merchant_id, DATE '2026-11-01' AS as_of,
              CASE i % 3 WHEN 0 THEN 'unlisted' WHEN 1 THEN 'struggling' ELSE 'growing' END AS segment, i % 900 AS order_lines,
              CAST(hash(i) % 1000 AS DOUBLE) / 10 AS score, 10 AS low, 90 AS high, 0.8 AS coverage, {dimensions},
              '가게 ' || i AS name, '경기' AS region, '식품' AS industry, CASE WHEN i % 3 = 0 THEN 0 ELSE i * 100 END AS sales_90,
              ['sales.orders_30', 'listing.image_count'] AS failing,
              ['sales.orders_30', 'listing.image_count', 'trust.review_count'] AS scored, '2026.1' AS rubric, 'x' AS fingerprint,
              TIMESTAMP '2026-11-01' AS made_at FROM range(?) AS r(i)""",
            [merchants],
        )
    os.environ["DIGITAL_DOCTOR_DB"] = str(path)
    apps = iter([App(view="consultant") for _session in range(4)])

    def opened() -> None:  # each time in a session of its own: nothing is remembered
        next(apps).open("pages/programme/cohort.py").all_right()

    line(f"opening of the cohort page, {merchants:,} shops, from what is kept", timed(opened, runs=3), 1.0)


def main() -> None:
    os.environ["STREAMLIT_LOGGER_LEVEL"] = "error"
    sys.stdout.write(f"{platform.python_version()} on {os.cpu_count()} cores, {platform.platform()}\n")
    with tempfile.TemporaryDirectory() as folder:
        bench_diagnosis(Path(folder))
        bench_pages(Path(folder))
        bench_cohort(Path(folder))
        bench_scores(Path(folder))
        bench_linear(Path(folder))
        bench_intake(Path(folder))
        bench_report()
    bench_allocation()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory of this process: {peak:,.0f} MiB\n")


if __name__ == "__main__":
    main()
