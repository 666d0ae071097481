"""From page to page as people go: files to the printed report, self-check to the first task on a phone; every page on a phone,
in both languages, without sideways scrolling and without anything that keeps somebody out."""
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diagnostics.questions import QUESTIONS
from pages.shared.catalog import PAGES, View
from tests.browser import LAPTOP, PHONE, Server, browser, serving, settled, sideways, tab, visit
from tests.demo_store import demo, shared_folder

__all__ = ["browser"]
pytestmark = pytest.mark.browser
MENU = [page for page in PAGES if View.CONSULTANT in page.menu]
BESIDE = [page for page in PAGES if View.CONSULTANT not in page.menu]
"""Pages that the consultant's menu does not show."""
TOO_BAD = ("serious", "critical")
STREAMLITS_OWN: dict[str, str] = {
    # The editable table is drawn on a canvas; its cells for the screen reader have a role of a table without its rows.
    "aria-required-children": '[data-testid="stDataFrame"], [data-testid="stDataFrameResizable"]',
    "aria-required-parent": '[data-testid="stDataFrame"], [data-testid="stDataFrameResizable"]',
    "scrollable-region-focusable": '[data-testid="stDataFrame"], [data-testid="stDataFrameResizable"]',
}
"""Rules of axe that Streamlit itself breaks, each only inside the given place."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo behind a server; a copy of the files, as a store is open in one process only."""
    demo()
    made = shared_folder(os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid())
    folder = tmp_path_factory.mktemp("walked")
    shutil.copytree(made, folder / "home")
    with serving(folder / "home" / "demo.duckdb", folder / "server.log") as running:
        yield running


def heading(page: Any) -> str:
    found = page.locator('[data-testid="stMain"] h1')
    return str(found.first.inner_text()) if found.count() else ""


def arrived(page: Any, url: str, before: str) -> Any:
    """Wait until another page stands there, whole and without an error."""
    page.wait_for_url(re.compile(f"/{url}(\\?|$)"))
    page.wait_for_function("""before => { const h = document.querySelector('[data-testid="stMain"] h1');
        return h && h.innerText !== before; }""", arg=before)
    settled(page)
    assert page.locator('[data-testid="stException"]').count() == 0, url
    assert page.get_by_text(re.compile("번호 [0-9a-f]{8}|number [0-9a-f]{8}")).count() == 0, url
    return page


def follow(page: Any, label: str, url: str) -> Any:
    """Press the link or button of the page (not of the menu) that says where to go next."""
    before, main = heading(page), page.get_by_test_id("stMain")
    main.get_by_role("link", name=label).or_(main.get_by_role("button", name=label)).first.click()
    return arrived(page, url, before)


def faults(page: Any, axe: Any) -> list[str]:
    """What axe calls serious or worse and what is not Streamlit's own."""
    found = []
    for fault in axe.run(page).response["violations"]:
        own = STREAMLITS_OWN.get(fault["id"])
        for node in fault["nodes"] if fault["impact"] in TOO_BAD else ():
            inside = own and page.evaluate("([s, own]) => !!document.querySelector(s)?.closest(own)", [node["target"][0], own])
            if not inside:
                found.append(f"{fault['id']}: {node['target'][0]}")
    return found


def test_from_the_files_to_the_printed_report(browser: Any, shown: Server, tmp_path: Path) -> None:
    """Six presses and no manual; the name of the shop, the budget and the language are never asked for again."""
    page = tab(browser, size=LAPTOP)
    visit(page, f"{shown.url}/files?merchant=demo-struggling&view=consultant&lang=ko")
    follow(page, "진단 보기", "diagnosis")
    assert page.get_by_text(re.compile(r"왜 \d+점이고 \d+점이 아닌가요")).count() >= 1
    follow(page, "다음: 어디서 팔까요", "channels")
    follow(page, "다음: 계획", "plan")
    follow(page, "다음: 보고서", "report")
    page.get_by_text("보고서 번호").first.wait_for()
    for label, start in (("PDF", b"%PDF-"), ("HWPX", b"PK"), ("XLSX", b"PK"), ("HTML", b"<!doctype html")):
        with page.expect_download() as waiting:
            page.get_by_test_id("stMain").get_by_role("button", name=re.compile(rf"\({label}")).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.read_bytes()[:15].lower().startswith(start.lower()), label
        assert start != b"PK" or zipfile.ZipFile(path).testzip() is None
        assert path.suffix == f".{label.lower()}"
    assert "merchant=demo-struggling" in page.url
    page.context.close()


def test_a_change_outlives_the_next_page_and_a_refresh(browser: Any, shown: Server) -> None:
    """The budget that was set stays when another page is opened and when the page is loaded anew."""
    page = tab(browser, size=LAPTOP)
    visit(page, f"{shown.url}/plan?merchant=demo-growing&view=consultant&lang=en")
    slider = page.get_by_label("Budget (10,000 won)").locator("input")
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("plan_budget="))
    moved = settled(page) and slider.input_value()
    assert moved != before
    menu = page.get_by_test_id("stSidebar")
    for label, url in (("Method", "method"), ("Plan", "plan")):
        was = heading(page)
        menu.get_by_role("link", name=label, exact=True).click()
        arrived(page, url, was)
    assert slider.input_value() == moved
    page.reload()
    slider.wait_for(state="attached")
    assert settled(page) and slider.input_value() == moved
    page.context.close()


def test_from_the_self_check_to_the_first_task_on_a_phone(browser: Any, shown: Server) -> None:
    """One press per question, then three steps; the kit of the first opens from there."""
    page = tab(browser, size=PHONE)
    visit(page, f"{shown.url}/?lang=ko")
    page.get_by_role("button", name="질문으로 시작하기").click()
    for number in range(1, len(QUESTIONS) + 1):
        page.get_by_text(f"{number} / {len(QUESTIONS)}", exact=True).wait_for()
        settled(page)
        answers = page.get_by_test_id("stMain").locator('button[kind="secondary"]')
        answers.nth(1).dblclick() if number == 3 else answers.nth(1).click()  # an eager thumb counts once
    page.wait_for_url(re.compile("/result"))
    page.locator("h3", has_text=re.compile(r"^1\.")).wait_for()
    settled(page)
    assert sideways(page) == 0
    assert page.locator("h3", has_text=re.compile(r"^[123]\.")).count() == 3
    page.context.close()


@pytest.mark.parametrize(("lang", "dark"), [("ko", False), ("en", True)], ids=["ko", "en-dark"])
def test_every_page_fits_a_phone_and_keeps_nobody_out(browser: Any, shown: Server, lang: str, dark: bool) -> None:
    """All pages of the list: those of the menu one after the other in one session, the others by their address."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (requirements-dev.txt)").Axe()
    page = tab(browser, size=PHONE, locale="ko-KR" if lang == "ko" else "en-US", dark=dark)
    visit(page, f"{shown.url}/method?merchant=demo-struggling&view=consultant&lang={lang}")
    found = {}
    for info in [m for m in MENU if m.url != "method"] + [m for m in MENU if m.url == "method"]:
        before = heading(page)
        if page.get_by_test_id("stExpandSidebarButton").is_visible():  # the menu of a phone is folded away
            page.get_by_test_id("stExpandSidebarButton").click()
        page.locator(f'[data-testid="stSidebar"] a[href^="{info.url}?"]').first.evaluate("link => link.click()")
        arrived(page, info.url, before)
        found[info.id] = [f"sideways {sideways(page)}"] * bool(sideways(page)) + faults(page, axe)
    for info in BESIDE:
        place = "" if info.id == "start.home" else info.url
        visit(page, f"{shown.url}/{place}?merchant=demo-struggling&view=merchant&lang={lang}")
        found[info.id] = [f"sideways {sideways(page)}"] * bool(sideways(page)) + faults(page, axe)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    page.context.close()
