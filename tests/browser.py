"""The real server and a real browser for the tests: a server on a free loopback port with a store of its own, and Chromium.

    pytest_plugins = ["tests.browser"]  (or import the fixtures) gives `server` and `browser`; mark such tests `browser`.
Run `python -m tests.browser OUT URL …` to take pictures of a running server.
"""
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    url: str
    db: Path
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(db: Path, log: Path) -> Iterator[Server]:
    """The server of app.py on a store; ends with the block. Fails with its log when it does not come up."""
    port = free_port()
    env = {**os.environ, "DIGITAL_DOCTOR_DB": str(db)}
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
                                   cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                    break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')}") from None
                time.sleep(0.1)
        yield Server(url, db, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def chromium() -> Iterator[Any]:
    """A Chromium of this machine, driven by Playwright. Skips with the reason where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (requirements-dev.txt)")
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM to its path")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with serving(folder / "store.duckdb", folder / "server.log") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def tab(browser: Any, *, size: dict[str, int] = LAPTOP, locale: str = "ko-KR", dark: bool = False) -> Any:
    """A fresh browser window: its own session, its own downloads."""
    context = browser.new_context(viewport=size, locale=locale, color_scheme="dark" if dark else "light",
                                  accept_downloads=True, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def settled(page: Any) -> Any:
    """Wait until the script has run to its end; returns the page."""
    page.wait_for_selector(READY)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"], [data-testid=\"stSpinner\"]')")
    return page


def visit(page: Any, url: str) -> Any:
    page.goto(url)
    page.wait_for_selector('[data-testid="stMain"] h1, [data-testid="stAlert"]')
    return settled(page)


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than the window: 0 where nothing scrolls sideways."""
    return int(page.evaluate("""() => Math.max(0, ...[document.documentElement,
        ...document.querySelectorAll('[data-testid="stMain"], [data-testid="stMainBlockContainer"]')]
        .map(e => e.scrollWidth - e.clientWidth))"""))


def shoot(page: Any, path: Path) -> Path:
    """A picture of the whole page, below the fold too."""
    height = page.evaluate("""() => Math.ceil(document.querySelector('[data-testid="stMain"]').scrollHeight)""")
    size = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(height, 6000))})
    settled(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(path))
    page.set_viewport_size(size)
    return path


def main(out: str, *urls: str) -> None:
    """Pictures of pages at both widths, in both languages, light and dark, into the folder `out`."""
    with chromium() as found:
        for url in urls:
            name = url.split("?")[0].rstrip("/").split("/")[-1].replace(":", "_")
            for size, wide in ((PHONE, "390"), (LAPTOP, "1280")):
                for locale, dark in (("ko-KR", False), ("en-US", True)):
                    page = tab(found, size=size, locale=locale, dark=dark)
                    visit(page, url)
                    shown = shoot(page, Path(out) / f"{name}-{wide}-{locale[:2]}{'-dark' if dark else ''}.png")
                    sys.stderr.write(f"{shown} sideways {sideways(page)} px\n")
                    page.context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
