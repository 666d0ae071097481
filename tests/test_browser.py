"""In a real browser: the consultant's whole way from a locked file to the report, and the merchant's way on a phone."""
import re
from pathlib import Path
from typing import Any

import pytest

from data.samples import trio
from diagnostics.questions import QUESTIONS
from tests.browser import LAPTOP, PHONE, Server, settled, sideways, tab, visit

pytest_plugins = ("tests.browser",)
pytestmark = pytest.mark.browser


def main_button(page: Any, label: str) -> Any:
    return page.get_by_test_id("stMain").get_by_role("button", name=label)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The export files of the fictional shop that struggles, as a consultant has them in a folder: locked and open ones."""
    folder = tmp_path_factory.mktemp("exports")
    merchant = next(m for m in trio.merchants() if m.merchant_id == trio.STRUGGLING)
    found: dict[str, list[Path]] = {"locked": [], "open": []}
    for file in merchant.files:
        path = folder / file.name
        path.write_bytes(file.content)
        found["locked" if file.password else "open"].append(path)
    return found


def test_the_consultants_whole_way(server: Server, browser: Any, exports: dict[str, list[Path]], tmp_path: Path) -> None:
    page = tab(browser, size=LAPTOP)
    visit(page, f"{server.url}/files")
    assert page.get_by_text("Page not found").count() == 0, "a deep link on a fresh server must open its page"
    page.get_by_label("가게 이름").fill("가온 시험농원")
    page.get_by_label("무엇을 만들거나 파나요?").fill("농산물")
    main_button(page, "가게 만들기").click()
    page.wait_for_selector('[data-testid="stFileUploader"]')

    # The locked file first: a wrong password is told in words, the right one opens it.
    page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', [str(p) for p in exports["locked"]])
    page.locator("input[type=password]").fill("9999-wrong")
    main_button(page, "파일 열기").click()
    page.wait_for_selector('[data-testid="stAlert"]')
    page.locator("input[type=password]").fill(trio.PASSWORD)
    main_button(page, "파일 열기").click()
    page.wait_for_selector("text=진단 보기")
    assert page.locator('[data-testid="stAlert"]').count() == 0

    page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', [str(p) for p in exports["open"]])
    for path in exports["open"]:
        page.get_by_role("heading", name=path.name).wait_for()
    settled(page)

    main_button(page, "진단 보기").click()
    page.wait_for_url(re.compile("/diagnosis"))
    page.get_by_role("heading", name="진단", exact=True).wait_for()
    settled(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    address = page.url.split("?")[1]

    visit(page, f"{server.url}/plan?{address}")
    settled(page)
    main_button(page, "이 계획").first.wait_for()

    visit(page, f"{server.url}/report?{address}")
    with page.expect_download() as waiting:
        page.locator(".st-key-download_report button").click()
    report = tmp_path / "report.html"
    waiting.value.save_as(report)
    paper = browser.new_context(offline=True).new_page()
    paper.goto(report.as_uri())
    assert "가온 시험농원" in paper.inner_text("body")
    assert report.stat().st_size < 1_500_000 and "<script src" not in report.read_text("utf-8")

    assert "9999-wrong" not in server.log.read_text(errors="replace")


def test_the_merchants_way_on_a_phone(server: Server, browser: Any) -> None:
    page = tab(browser, size=PHONE)
    visit(page, server.url)
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert sideways(page) == 0
    main_button(page, "질문으로 시작하기").click()
    for number in range(1, len(QUESTIONS) + 1):
        page.get_by_text(f"{number} / {len(QUESTIONS)}", exact=True).wait_for()
        settled(page)
        if number == 7:  # a dropped connection or a refresh: the same question, the answers kept
            page.reload()
            page.get_by_text(f"{number} / {len(QUESTIONS)}", exact=True).wait_for()
            settled(page)
        answers = page.get_by_test_id("stMain").locator('button[kind="secondary"]')
        target = answers.nth(1)
        assert target.bounding_box()["height"] >= 40
        assert sideways(page) == 0
        target.click()
    page.wait_for_url(re.compile("/result"))
    start = main_button(page, "이 세 가지로 시작하기")
    start.wait_for()
    settled(page)
    assert sideways(page) == 0
    assert page.locator("h3", has_text=re.compile(r"^[123]\.")).count() == 3
    start.click()
    page.wait_for_url(re.compile("/my-plan"))
    page.get_by_role("checkbox").first.wait_for(state="attached")
    assert sideways(page) == 0


@pytest.mark.parametrize("path", ["", "selfcheck", "files", "diagnosis", "cohort"])
def test_pages_fit_a_phone_in_english(server: Server, browser: Any, path: str) -> None:
    page = tab(browser, size=PHONE, locale="en-US", dark=True)
    visit(page, f"{server.url}/{path}")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert sideways(page) == 0


def test_two_people_never_see_each_others_shop(server: Server, browser: Any) -> None:
    names = ["가나 상회", "다라 상회"]
    pages = [tab(browser) for _name in names]
    for page, name in zip(pages, names, strict=True):
        visit(page, f"{server.url}/files")
        page.get_by_label("가게 이름").fill(name)
        main_button(page, "가게 만들기").click()
        page.wait_for_selector('[data-testid="stFileUploader"]')
        settled(page)
    shown = [page.get_by_test_id("stMain").inner_text() for page in pages]
    assert names[0] in shown[0] and names[1] not in shown[0]
    assert names[1] in shown[1] and names[0] not in shown[1]


STREAMLITS_OWN: frozenset[str] = frozenset()
"""Rules of axe that Streamlit itself breaks, and that we cannot mend."""
MAIN = ("", "selfcheck", "files", "today", "plan", "cohort", "prices", "method")


def test_nobody_is_kept_out_and_nothing_is_fetched_from_elsewhere(server: Server, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (requirements-dev.txt)").Axe()
    found, asked = {}, set()
    page = tab(browser, dark=True)
    page.on("request", lambda request: asked.add(request.url))
    for path in MAIN:
        visit(page, f"{server.url}/{path}?view=consultant")
        for fault in axe.run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical") and fault["id"] not in STREAMLITS_OWN:
                found[path, fault["id"]] = [node["target"] for node in fault["nodes"]]
    assert not found
    assert not {url for url in asked if not url.startswith((server.url, server.url.replace("http", "ws"), "data:", "blob:"))}


def test_the_menu_keeps_shop_language_and_moment(server: Server, browser: Any) -> None:
    page = tab(browser)
    visit(page, f"{server.url}/files")
    page.get_by_label("가게 이름").fill("바사 상회")
    main_button(page, "가게 만들기").click()
    page.wait_for_selector('[data-testid="stFileUploader"]')
    visit(page, f"{page.url}&stage=mid&lang=en")
    menu = page.get_by_test_id("stSidebar")
    menu.get_by_role("link", name="Method").click()
    page.get_by_role("heading", name="How a score is made").wait_for()
    settled(page)
    menu.get_by_role("link", name="Diagnosis").click()
    page.get_by_role("heading", name="Diagnosis", exact=True).wait_for()
    settled(page)
    assert all(part in page.url for part in ("merchant=", "stage=mid", "lang=en"))
    page.reload()
    page.get_by_role("heading", name="Diagnosis", exact=True).wait_for()
    assert settled(page).get_by_role("radio", name="During support (T1)").is_checked()


def dropped(page: Any, *paths: Path) -> None:
    """Drop files and wait until each has its card."""
    page.set_input_files('[data-testid="stFileUploaderDropzoneInput"]', [str(p) for p in paths])
    for path in paths:
        page.get_by_role("heading", name=path.name).wait_for()
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stProgress\"]')")
    settled(page)


def new_shop(page: Any, server: Server, name: str) -> None:
    visit(page, f"{server.url}/files?view=consultant")
    page.get_by_label("가게 이름").fill(name)
    main_button(page, "가게 만들기").click()
    page.wait_for_selector('[data-testid="stFileUploader"]')
    settled(page)


def test_a_file_is_taken_back_and_comes_again(server: Server, browser: Any, exports: dict[str, list[Path]]) -> None:
    page = tab(browser, size=PHONE)
    new_shop(page, server, "되돌림 상회")
    path = next(p for p in exports["open"] if p.suffix == ".xlsx")
    dropped(page, path)
    main_button(page, re.compile("진단 보기|내 결과")).wait_for()
    orders = page.get_by_test_id("stMain").inner_text()
    page.get_by_text(re.compile(r"올린 모든 파일 \(1개\)")).click()
    settled(page)
    main_button(page, "되돌리기").click()
    page.get_by_text("이 파일을 올리지 않았던 때로 돌아가요.").wait_for()
    page.get_by_role("button", name="이 파일 되돌리기").click()
    page.get_by_text(re.compile("파일을 되돌렸어요")).wait_for()
    settled(page)
    assert sideways(page) == 0 and page.locator('[data-testid="stException"]').count() == 0
    assert main_button(page, "되돌리기").count() == 0, "what was taken back cannot be taken back again"
    dropped(page, path)
    main_button(page, re.compile("진단 보기|내 결과")).wait_for()
    settled(page)
    again = page.get_by_test_id("stMain").inner_text()
    counted = re.compile(r"새로 ([\d,]+)줄")
    assert counted.findall(again)[0] == counted.findall(orders)[0] != "0"


def test_an_unknown_file_is_explained_on_a_phone_and_then_known(server: Server, browser: Any, tmp_path: Path) -> None:
    heads = "접수일련,접수한 시각,받으실 분 성함,휴대폰,물건,몇 개,받은 돈,진행"
    for name, first in (("첫 달.csv", 0), ("둘째 달.csv", 50)):
        rows = "".join(f"K-{n},2026-10-{n % 28 + 1:02d} 11:00,김숨은,010-4321-8765,감귤,1,{10_000 + n},배송완료\n"
                       for n in range(first, first + 50))
        (tmp_path / name).write_text(f"{heads}\n{rows}", "utf-8")
    page = tab(browser, size=PHONE)
    new_shop(page, server, "처음 상회")
    dropped(page, tmp_path / "첫 달.csv")
    page.get_by_text("처음 보는 파일이에요.").wait_for()
    assert sideways(page) == 0
    shown = page.get_by_test_id("stMain").inner_text()
    assert "김숨은" not in shown and "4321" not in shown

    def choose(label: str, option: str) -> None:
        page.get_by_role("combobox", name=re.compile(label)).click()
        page.keyboard.type(option)
        page.get_by_role("option", name=re.compile(option)).first.click()
        settled(page)

    choose("어디에서 받았나요", "자사몰")
    for box in page.get_by_test_id("stMain").locator('[data-testid="stExpander"]:has([data-testid="stSelectbox"])').all():
        if box.locator('[data-testid="stSelectbox"]').first.is_hidden():
            box.locator("summary").click()
    said = {"접수일련": "주문 번호", "접수한 시각": "주문한 날", "받은 돈": "결제 금액", "진행": "주문 상태"}
    for head, meaning in said.items():
        choose(f"{head} 열의 뜻", meaning)
    main_button(page, "이대로 읽기").click()
    page.get_by_text("새로 50줄").first.wait_for()
    dropped(page, tmp_path / "둘째 달.csv")
    assert page.get_by_text("새로 50줄").count() >= 2 and main_button(page, "이대로 읽기").count() == 0
