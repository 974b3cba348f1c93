"""Draw the picture of the page in the README: the overview of a couple, as Chromium shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Write docs/img/page.png."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "examples" / "couple.toml", Path(folder) / "Ana and Luis.toml")
        command = [sys.executable, "-m", "megaroth", "serve", folder, "--no-browser"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        said = ""
        while "Ctrl+C" not in said:
            said += server.stdout.readline()
        entry = re.search(r"Open (\S+)", said)
        assert entry is not None
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=FLAGS
            )
            page = browser.new_page(viewport={"width": 1000, "height": 860})
            page.goto(entry.group(1))
            page.get_by_role("link", name="Ana and Luis").click()
            page.wait_for_selector(".cards")
            page.screenshot(path=ROOT / "docs" / "img" / "page.png")
            browser.close()
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
