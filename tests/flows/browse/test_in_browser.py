"""The reading room in a real browser: readable in both widths and both schemes, by keyboard, without script."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ask

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def address(seed_database: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "flows.cli", "browse", "--database", str(seed_database), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        said = served.stderr.readline()
        yield next(word for word in said.split() if word.startswith("http://")).rstrip("/")
        served.terminate()


def test_pages_are_readable(address: str, seed_database: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    [(story,)] = ask(seed_database, "select story_id from stories limit 1")
    [(article,)] = ask(seed_database, "select article_id from articles order by 1 limit 1")
    pages = [
        "/",
        f"/story/{story}",
        f"/article/{article}",
        "/entity/org:scale-ai",
        "/search?q=stake",
        "/sql",
        "/views",
        "/watch",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, scheme in ((390, "light"), (1280, "dark")):
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                bypass_csp=True,  # type: ignore[arg-type]
            )
            page = context.new_page()
            for path in pages:
                page.goto(address + path)
                found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
                assert found.violations_count == 0, (path, width, found.generate_report())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            context.close()
        browser.close()


def test_the_search_works_by_keyboard_without_script(address: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(address)
        page.keyboard.press("Tab")  # skip to the content
        page.keyboard.press("Tab")  # Cuttings
        page.keyboard.press("Tab")  # the search
        page.keyboard.type("quote:superintelligence")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=quote*")
        assert page.locator("mark").first.inner_text().lower() == "superintelligence"
        browser.close()
