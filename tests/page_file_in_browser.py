"""The page that needs no installation, built and opened in a real Chromium: for its tests."""

from __future__ import annotations

import contextlib
import functools
import http.server
import io
import os
import shutil
import socketserver
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from builder.packages import pyodide, wheels
from builder.page import folder, single
from playwright.sync_api import Browser, Page, sync_playwright

from conftest import EXAMPLES, ROOT
from megaroth.cli.app import main

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
AXE = ROOT / "page" / "node_modules" / "axe-core" / "axe.min.js"
if not (CHROMIUM and AXE.is_file() and shutil.which("npm")) and not os.environ.get(
    "MEGAROTH_BROWSER"
):
    pytest.skip(
        "needs chromium, npm and make scripts (MEGAROTH_BROWSER=required fails instead)",
        allow_module_level=True,
    )

PAGE_FILE = ROOT / "page_file"
LONG = 60_000
TEXT = (EXAMPLES / "mission_45.toml").read_text("utf-8")


@functools.cache
def _built() -> tempfile.TemporaryDirectory[str]:
    place = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    out = Path(place.name)
    pyodide()
    packages = wheels(PAGE_FILE / "wheels")
    (out / "megaroth.html").write_bytes(single(packages))
    folder(packages, out / "page")
    return place


@pytest.fixture(scope="module")
def built() -> Path:
    """What ``make page-file`` writes, built once a process."""
    return Path(_built().name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that a module's tests share."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def page(browser: Browser, built: Path) -> Iterator[Page]:
    """The single file from a disk, offline."""
    found = opened(browser, (built / "megaroth.html").as_uri(), offline=True)
    yield found
    assert found.faults == []
    found.context.close()


class _Listener(http.server.SimpleHTTPRequestHandler):
    """A static host that remembers what it was asked, whatever the method."""

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        super().do_GET()

    def do_HEAD(self) -> None:
        self.server.heard.append(f"HEAD {self.path}")
        super().do_HEAD()

    def do_POST(self) -> None:
        self.server.heard.append(f"POST {self.path}")
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(204)
        self.end_headers()

    do_PUT = do_OPTIONS = do_POST

    def log_message(self, *about: object) -> None:
        pass


@contextlib.contextmanager
def host(folder: Path) -> Iterator[socketserver.TCPServer]:
    """A static host of a folder; ``heard`` holds the paths that it was asked for."""
    handler = functools.partial(_Listener, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address_of(server: socketserver.TCPServer) -> str:
    """The address of a host, without a path."""
    return f"http://127.0.0.1:{server.server_address[1]}"


def opened(browser: Browser, address: str, **options: Any) -> Page:
    """The page at an address, with its first answer."""
    page = browser.new_context(**options).new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#answer .answer", timeout=LONG)
    return page


def asked(page: Page, words: Sequence[str], files: dict[str, str]) -> dict[str, Any]:
    """The page's answer of a command line."""
    return page.evaluate("([words, files]) => megaroth.run(words, files)", [list(words), files])


def printed(words: Sequence[str], files: dict[str, str], folder: Path) -> list[Any]:
    """The command line's answer in this process: exit code, standard output, standard error."""
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="")
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        before, sys.argv = sys.argv, ["megaroth", *words]
        try:
            main()
            code = 0
        except SystemExit as stopped:
            code = stopped.code
        finally:
            sys.argv = before
    return [code, out.getvalue(), err.getvalue()]
