"""The pages that explain a score, in a real browser: nothing scrolls sideways, no label is cut, an answer stays open."""
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import LAPTOP, PHONE, Server, browser, serving, settled, sideways, tab, visit
from tests.demo_store import demo, shared_folder

__all__ = ["browser"]
pytestmark = pytest.mark.browser
BEGUN = 500
"""Milliseconds after which the server has begun to draw the page anew."""
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["390", "1280"])
CUT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const box = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('text')].map(t => [t.textContent.trim(), t.getBoundingClientRect()]).filter(([a]) => a)
      .filter(([_, r]) => r.width > 0 && (r.left < box.left - 2 || r.right > box.right + 2)).map(([text]) => text); })"""
"""Texts of charts that reach over the edge of their chart."""
OVER = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const marks = [...plot.querySelectorAll('.annotation-text, .gtitle')].map(t => [t.textContent, t.getBoundingClientRect()]);
    return marks.flatMap(([a, r], i) => marks.slice(i + 1).filter(([b, s]) =>
      r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 3 && s.top < r.bottom - 3)
      .map(([b]) => a + ' | ' + b)); })"""
"""Labels that lie on one another."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo behind a server; a copy of the files, as a store is open in one process only."""
    demo()
    made = shared_folder(os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid())
    folder = tmp_path_factory.mktemp("shown")
    shutil.copytree(made, folder / "home")
    with serving(folder / "home" / "demo.duckdb", folder / "server.log") as running:
        yield running


def opened(found: Any, shown: Server, page: str, size: dict[str, int], lang: str) -> Any:
    window = tab(found, size=size, locale="ko-KR" if lang == "ko" else "en-US", dark=lang == "en")
    return visit(window, f"{shown.url}/{page}?merchant=demo-struggling&view=consultant&lang={lang}")


def faults(page: Any) -> list[str]:
    page.wait_for_timeout(400)  # Plotly sets its texts after the page has settled
    return [f"sideways {sideways(page)}"] * bool(sideways(page)) + page.evaluate(CUT) + page.evaluate(OVER)


@pytest.mark.parametrize(("size", "lang"), [(PHONE, "ko"), (PHONE, "en"), (LAPTOP, "ko")], ids=["390-ko", "390-en-dark", "1280"])
@pytest.mark.parametrize("name", ["diagnosis", "whatif", "compare"])
def test_nothing_is_cut_or_scrolls_sideways(browser: Any, shown: Server, name: str, size: dict[str, int], lang: str) -> None:
    page = opened(browser, shown, name, size, lang)
    if name == "diagnosis":
        for words in ({"ko": ("100점에서", "발송이 기한"), "en": ("From 100 down", "Parcels leave too late")}[lang]):
            page.locator("summary", has_text=words).last.click()
            settled(page)
        page.locator("label", has_text={"ko": "항목별", "en": "By finding"}[lang]).click()
        settled(page)
    assert faults(page) == []
    page.context.close()


def press(page: Any, place: Any) -> None:
    """Press, and wait until what that sets off has begun and ended: the next press would be lost while the page is drawn."""
    place.click()
    page.wait_for_timeout(BEGUN)
    settled(page)


@SIZES
def test_an_answer_is_kept_and_its_finding_stays_open(browser: Any, shown: Server, size: dict[str, int]) -> None:
    page = opened(browser, shown, "diagnosis", size, "en")
    press(page, page.locator("summary", has_text="Parcels leave too late").last)
    press(page, page.locator("label", has_text="Answer this finding").last)
    press(page, page.locator("label", has_text="It does not apply to our product"))
    page.locator("textarea").last.fill("only pick-up in the shop")
    page.locator("textarea").last.blur()
    page.wait_for_timeout(BEGUN)
    settled(page)
    page.locator("button", has_text="Keep the answer").click()
    page.wait_for_selector("text=only pick-up in the shop")
    page.wait_for_selector("button:has-text('Take the answer back')")
    page.locator("button", has_text="Take the answer back").click()
    page.wait_for_selector("label:has-text('Answer this finding')")  # of any finding, so the answer may still be going
    page.wait_for_selector("text=only pick-up in the shop", state="detached")
    page.context.close()


def test_a_slider_is_moved_by_the_keys_and_the_score_follows(browser: Any, shown: Server) -> None:
    page = opened(browser, shown, "whatif", PHONE, "en")
    score = page.locator('[data-testid="stMetricValue"]')
    before = score.inner_text()
    page.locator('[data-testid="stSlider"] input[type="range"], [data-testid="stSliderThumbValue"]').first.click(force=True)
    for _press in range(2):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('[data-testid=\"stMetricValue\"]').innerText !== before", arg=before)
    page.locator("button", has_text="Back to today").click()
    page.wait_for_function("before => document.querySelector('[data-testid=\"stMetricValue\"]').innerText === before", arg=before)
    page.context.close()


def test_the_product_card_leads_into_the_clinic(browser: Any, shown: Server) -> None:
    page = opened(browser, shown, "diagnosis", LAPTOP, "en")
    page.locator("a", has_text="Look at this product").first.click()
    page.wait_for_url("**/clinic?*")
    assert "product=" in page.url and "channel=" in page.url and "merchant=demo-struggling" in page.url
    page.context.close()


def test_large_type_for_showing(browser: Any, shown: Server) -> None:
    """In large type for a screen nothing scrolls sideways either."""
    page = tab(browser, size=LAPTOP)
    visit(page, f"{shown.url}/diagnosis?merchant=demo-growing&view=consultant&lang=ko&large=true")
    assert sideways(page) == 0
    assert page.locator('[data-testid="stSidebar"]').count() == 0 or not page.locator('[data-testid="stSidebar"]').is_visible()
    page.context.close()
