"""The manager's questions, answered from the pages alone: how many sold nothing, did the detail-page package help and how sure is
that, whom does the next budget help and what does the regional quota cost; on a phone too, and small counts are not told."""
import os
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from data.samples import programme
from tests.browser import LAPTOP, PHONE, Server, browser, serving, settled, sideways, tab, visit
from tests.demo_store import demo, shared_folder
from tests.test_browser_walk import faults

__all__ = ["browser"]
pytestmark = pytest.mark.browser
PAGES = ("cohort", "outcomes", "allocation", "market")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo behind a server; a copy, as a store is open in one process only and these tests keep results in it."""
    demo()
    made = shared_folder(os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid())
    folder = tmp_path_factory.mktemp("managed")
    shutil.copytree(made, folder / "home")
    with serving(folder / "home" / "demo.duckdb", folder / "server.log") as running:
        yield running


def said(page: Any) -> str:
    """All that the page says, line by line."""
    assert page.locator('[data-testid="stException"]').count() == 0
    return str(page.get_by_test_id("stMain").inner_text())


def metric(page: Any, label: str) -> str:
    """The number under a label."""
    found = page.get_by_test_id("stMetric").filter(has_text=label).first
    return str(found.get_by_test_id("stMetricValue").inner_text())


def press(page: Any, name: str, then: str) -> None:
    """Press a button of the page and wait until it says `then`."""
    page.get_by_test_id("stMain").get_by_role("button", name=name).first.click()
    page.get_by_text(re.compile(then)).first.wait_for(timeout=60_000)
    settled(page)


@pytest.fixture(scope="module")
def made(browser: Any, shown: Server) -> Server:
    """Outcomes measured and a list made, as a manager does it: by pressing what the pages offer."""
    page = tab(browser, size=LAPTOP)
    visit(page, f"{shown.url}/outcomes?view=consultant&lang=en")
    press(page, "Measure the outcomes now", re.escape(programme.DETAIL))
    visit(page, f"{shown.url}/allocation?view=consultant&lang=en")
    assert page.get_by_label("Budget (won)").input_value() == "300000000"
    page.get_by_label("Region with a quota").click()
    page.get_by_role("option", name="경남").click()
    press(page, "Make the list", "What each quota costs")
    page.context.close()
    return shown


def test_did_the_detail_page_package_help_and_how_sure_are_we(browser: Any, made: Server) -> None:
    page = tab(browser, size=LAPTOP)
    visit(page, f"{made.url}/outcomes?view=consultant&lang=en")
    text = said(page)
    packages = text[text.index("Packages"):text.index("Treatments")]
    first, *_rest = re.split("|".join((programme.PACKAGING, programme.FIRST_STEPS)), packages[packages.index(programme.DETAIL):])
    assert "Well supported" in first or "Probable" in first
    found = re.search(r"(\d+) shops sold more than (\d+) like them\. Sales of a typical shop: ([\d.]+) % "
                      r"\(95 %: ([\d.]+) to ([\d.]+)\)", first)
    assert found is not None, first
    shops, others, effect, low, high = (float(x) for x in found.groups())
    assert min(shops, others) >= 20 and low < 100 * (programme.LIFT - 1) < high and low < effect < high
    for other in (programme.PACKAGING, programme.FIRST_STEPS):
        part = packages[packages.index(other):][:200]
        assert "No clear difference" in part and "No difference beyond chance" in part
    assert "counts as a month without sales" in text
    page.get_by_text("How sure are we").first.click()
    page.get_by_text("Moved alike before: yes").first.wait_for()
    assert "Nothing found in months without treatment: yes" in said(page)
    page.context.close()


def test_whom_with_the_next_three_hundred_million_won_and_what_the_quota_costs(browser: Any, made: Server) -> None:
    page = tab(browser, size=LAPTOP)
    visit(page, f"{made.url}/allocation?view=consultant&lang=ko")
    text = said(page)
    helped = int(metric(page, "지원 사업장"))
    found = re.search(r"(\d+)곳 가운데 (\d+)곳을 (.+?)으로 도와요", text)
    assert found is not None and int(found.group(2)) == helped and 5 <= helped < int(found.group(1))
    assert f"명단({helped}곳)" in text and "예산 3억 원" in text
    cost = re.search(r"'지원금의 20 % 이상: 경남' 조건의 값은 ([\d,.]+)점이에요", text)
    assert cost is not None and float(cost.group(1).replace(",", "")) > 0
    assert re.search(r"이 조건이 없으면 \d+곳을 더 도와요", text)
    page.get_by_text("아깝게 빠진 곳과 이유").click()
    page.get_by_text("모자란 것").first.wait_for()
    assert page.get_by_label("할당할 지역").input_value() == "경남"  # what was asked is still there
    with page.expect_download() as waiting:
        page.get_by_role("button", name="명단 내려받기(CSV)").click()
    rows = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert len(rows) == helped + 1
    page.context.close()


@pytest.mark.parametrize(("lang", "dark"), [("ko", False), ("en", True)], ids=["ko", "en-dark"])
def test_the_pages_with_their_results_fit_a_phone_and_keep_nobody_out(browser: Any, made: Server, lang: str, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (requirements-dev.txt)").Axe()
    page = tab(browser, size=PHONE, locale="ko-KR" if lang == "ko" else "en-US", dark=dark)
    found = {}
    for url in PAGES:
        visit(page, f"{made.url}/{url}?view=consultant&lang={lang}")
        page.evaluate("""() => document.querySelectorAll('[data-testid="stMain"] details:not([open]) > summary')
            .forEach(s => s.click())""")
        settled(page)
        found[url] = [f"sideways {sideways(page)}"] * bool(sideways(page)) + faults(page, axe)
        # No count of one to four shops: neither "3곳" nor "n=3" nor a cell of a column of shops.
        found[url] += re.findall(r"(?<![\d.,~])[1-4]곳 (?:가운데|을|이|의)|n=[1-4]\b|(?:가게|Shops): ?[1-4]\b", said(page))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    page.context.close()


def test_how_many_sold_nothing(browser: Any, shown: Server) -> None:
    """The share stands in the first lines of the cohort, counted here anew from the order lines of the last 90 days."""
    every, sold = demo().rows(
        "SELECT (SELECT count(*) FROM merchants), (SELECT count(*) FROM (SELECT merchant_id FROM order_lines WHERE status NOT IN "
        "('cancelled', 'returned') AND ordered_at >= DATE '2026-11-01' - 90 GROUP BY 1 HAVING sum(amount) > 0))")[0]
    nothing = 100 * (every - sold) / every
    page = tab(browser, size=LAPTOP)
    visit(page, f"{shown.url}/cohort?view=consultant&lang=ko")
    assert metric(page, "가게") == str(every)
    told = re.search(r"([\d.]+) ?%", metric(page, "판매 없음"))
    assert told is not None and abs(float(told.group(1)) - nothing) < 0.06 and nothing > 40
    page.context.close()
