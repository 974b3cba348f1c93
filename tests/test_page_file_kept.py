"""Households in files and, if the user asks for it, in the browser: a tab that is killed in the
middle of a save loses nothing that was acknowledged."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Error, Page, expect

from page_file_in_browser import (
    CHROMIUM,
    LONG,
    TEXT,
    address_of,
    browser,
    built,
    host,
    opened,
    page,
)


def test_the_folder_keeps_households_only_if_asked(browser: Browser, built: Path) -> None:
    with host(built / "page") as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/index.html"
        page = opened(browser, address)
        expect(page.locator("#keep")).not_to_be_checked()
        page.fill("#text", TEXT.replace("Morgan", "Nobody"))
        assert page.locator("#kept-list li").count() == 0
        page.check("#keep")
        page.fill("#name", "mine.toml")
        page.fill("#text", TEXT.replace("Morgan", "Zoë"))
        expect(page.locator("#kept-state")).to_have_text("Kept mine.toml.")
        # What was acknowledged stays, though nobody closes the tab properly.
        again = page.context.new_page()
        page.close(run_before_unload=False)
        again.goto(address)
        again.get_by_role("button", name="Open mine.toml").click()
        expect(again.locator("#text")).to_have_value(TEXT.replace("Morgan", "Zoë"))
        with again.expect_download() as saved:
            again.get_by_role("button", name="Save as a file mine.toml").click()
        assert Path(saved.value.path()).read_text("utf-8") == TEXT.replace("Morgan", "Zoë")
        for name in ("mine.toml", "mission_45.toml"):
            again.get_by_role("button", name=f"Delete {name}").click()
            expect(again.locator("#kept-state")).to_have_text(f"Deleted {name}.")
        expect(again.locator("#kept-list li")).to_have_count(0)
        again.context.close()


def test_the_single_file_offers_to_keep_nothing(page: Page) -> None:
    assert page.locator("#kept").is_hidden()


# Edits as fast as they come, in bursts of one to four; "acknowledged N" when the page says that
# the last of them is kept. The number stands in the text, and a long comment after it, so that a
# text that is not whole would show.
_EDIT_WITHOUT_END = """async (text) => {
  const box = document.getElementById("text");
  const state = document.getElementById("kept-state");
  document.getElementById("name").value = "mine.toml";
  const rest = "# " + "x".repeat(200000) + " end";
  for (let number = 1; ; ) {
    for (let burst = 1 + Math.floor(4 * Math.random()); burst; burst -= 1, number += 1) {
      box.value = `# ${number}\\n${text}${rest}`;
      box.dispatchEvent(new Event("input"));
    }
    do await new Promise((go) => setTimeout(go)); while (state.textContent !== "Kept mine.toml.");
    console.log(`acknowledged ${number - 1}`);
  }
}"""


class _Chromium:
    """A browser in a process of its own, with a profile that outlives it."""

    def __init__(self, kind: BrowserType, profile: Path) -> None:
        port = profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + 30
        while not (port.exists() and port.read_text().count("\n") == 1):
            assert time.monotonic() < end, "Chromium did not start"
            time.sleep(0.05)
        self.connect = functools.partial(
            kind.connect_over_cdp, f"http://127.0.0.1:{port.read_text().split()[0]}"
        )
        self.browser = self.connect()

    def page(self, address: str) -> Page:
        """A new tab at an address."""
        try:
            found = self.browser.contexts[0].new_page()
            found.goto(address)
        except Error:  # it began in the process of a tab that was killed
            found = self.browser.contexts[0].new_page()
            found.goto(address)
        found.wait_for_selector("#kept:not([hidden])")
        return found

    def kill(self) -> None:
        """End it and its tabs at once, as a fault or a task manager does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_tabs(self) -> None:
        """End the processes of its tabs, as the system does when memory is short."""
        tabs = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                mine = os.getpgid(int(place.name)) == self.process.pid
                if mine and b"--type=renderer" in (place / "cmdline").read_bytes():
                    tabs.append(int(place.name))
            except OSError:
                continue
        assert tabs
        for one in tabs:
            os.kill(one, signal.SIGKILL)
        for context in self.browser.contexts:
            for tab in context.pages:
                with contextlib.suppress(Error):  # a closed tab answers nothing
                    tab.wait_for_timeout(200)
        self.browser.close()
        self.browser = self.connect()


def _edit(page: Page, seconds: float) -> list[int]:
    """The numbers that were acknowledged within some seconds of edits without end."""
    acknowledged: list[int] = []

    def heard(message: object) -> None:
        if message.text.startswith("acknowledged "):
            acknowledged.append(int(message.text.split()[1]))

    page.on("console", heard)
    page.check("#keep")
    page.evaluate(f"(text) => {{ ({_EDIT_WITHOUT_END})(text); }}", TEXT)
    while not acknowledged:
        page.wait_for_timeout(5)
    page.wait_for_timeout(1000 * seconds)
    return acknowledged


def _kept(page: Page) -> int:
    """The number of the text that the browser has kept, which is whole."""
    page.get_by_role("button", name="Open mine.toml").click()
    expect(page.locator("#name")).to_have_value("mine.toml")
    text = page.input_value("#text")
    first, rest = text.split("\n", 1)
    assert rest.startswith(TEXT)
    assert rest.endswith(" end")
    assert rest.count("x" * 200_000) == 1
    return int(first.removeprefix("# "))


@pytest.mark.parametrize("what", ["tab", "browser"])
def test_a_save_that_is_killed_loses_nothing_acknowledged(
    browser: Browser, built: Path, tmp_path: Path, what: str
) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    draw = random.Random(seed)
    with host(built / "page") as server:
        address = f"{address_of(server)}/index.html"
        for number in range(3):
            profile = tmp_path / f"{number}"
            profile.mkdir()
            chromium = _Chromium(browser.browser_type, profile)
            try:
                acknowledged = _edit(chromium.page(address), draw.uniform(0, 0.6))
                if what == "tab":
                    chromium.kill_tabs()
                else:
                    chromium.kill()
                    chromium = _Chromium(browser.browser_type, profile)
                assert _kept(chromium.page(address)) >= max(acknowledged), acknowledged
            finally:
                chromium.kill()


def test_a_household_that_is_deleted_in_the_middle_of_a_save_stays_deleted(
    browser: Browser, built: Path
) -> None:
    with host(built / "page") as server:
        page = opened(browser, f"{address_of(server)}/index.html")
        page.fill("#name", "mine.toml")
        page.check("#keep")
        expect(page.locator("#kept-state")).to_have_text("Kept mine.toml.")
        page.evaluate(
            "(text) => { const box = document.getElementById('text');"
            " const remove = document.querySelector('[aria-label=\"Delete mine.toml\"]');"
            " for (let n = 0; n < 50; n += 1) { box.value = text + '# ' + n;"
            " box.dispatchEvent(new Event('input')); } remove.click(); }",
            TEXT,
        )
        expect(page.locator("#kept-state")).to_have_text("Deleted mine.toml.")
        expect(page.locator("#kept-list li")).to_have_count(0)
        page.reload()
        page.wait_for_selector("#kept:not([hidden])")
        expect(page.locator("#kept-list li")).to_have_count(0)
        expect(page.locator("#keep")).not_to_be_checked()
        page.context.close()


def test_a_browser_that_stores_nothing_is_offered_nothing_and_answers(
    browser: Browser, built: Path
) -> None:
    with host(built / "page") as server:
        page = browser.new_context().new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.add_init_script(
            "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }"
        )
        page.goto(f"{address_of(server)}/index.html")
        page.wait_for_selector("#answer .answer", timeout=LONG)
        assert page.locator("#kept").is_hidden()
        assert faults == []
        page.context.close()
