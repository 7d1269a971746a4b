"""The picture of the README: `python -m tests.browser.screenshot docs/screenshot.png` starts the demonstration and shoots it."""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import run_folder
from tests.browser.chromium import FLAGS, find
from tests.browser.watching import DESK
from tests.cli.processes import RUN, environment, free_port, lines_until, started

ROLE, LAST_ROLE = "政風承辦", "系統管理"
HEIGHT = 900


def main(target: Path) -> None:
    """As the officer of the city: a proposal in the editor, beside the official table."""
    run_folder.begin()
    try:
        with tempfile.TemporaryDirectory(prefix="tracker-screenshot-") as data:
            _shoot(Path(data), target)
    finally:
        run_folder.end()


def _shoot(data: Path, target: Path) -> None:
    chromium = find()
    with (
        started(RUN, environment(PORT=free_port(), DATA_DIR=data)) as process,
        sync_playwright() as playwright,
    ):
        lines = lines_until(process, LAST_ROLE)
        link = next(line.split("　")[-1] for line in lines if line.startswith(ROLE))
        browser = playwright.chromium.launch(
            executable_path=chromium.executable, args=FLAGS, env={**os.environ, **chromium.environment}
        )
        page = browser.new_page(
            viewport={"width": DESK["width"], "height": HEIGHT}, locale="zh-TW", timezone_id="Asia/Taipei"
        )
        page.goto(link)
        page.get_by_role("button").first.click()
        _open_editor(page)
        page.screenshot(path=target)
        browser.close()


def _open_editor(page: Page) -> None:
    page.locator("section.panel", has=page.get_by_role("heading", name="草稿")).get_by_role(
        "link"
    ).first.click()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
