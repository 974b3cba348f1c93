"""The page that needs no installation, in a real Chromium: first answer, typing, memory and bytes.
Writes docs/benchmarks_page_file.md."""

from __future__ import annotations

import functools
import http.server
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright, sync_playwright

from benchmarks.timing import processor

ROOT = Path(__file__).parent.parent
STARTS, KEYS = 5, 60
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# From the key to the frame that shows the answer, the page's own pause included.
_TYPED = """() => {
  const times = window.megarothTimes = [];
  let pressed = 0;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver((changes) => {
    if (!pressed || !changes.some((one) => one.type === "childList" && one.target.id === "answer")) return;
    const begun = pressed;
    pressed = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - begun);
      port2.postMessage(0);
    });
  }).observe(document.getElementById("answer"), { childList: true });
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *about: object) -> None:
        """Print nothing."""


@contextmanager
def _host(folder: Path) -> Iterator[str]:
    """The address of a static host of a folder."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/page/index.html"
    server.shutdown()
    server.server_close()


@contextmanager
def _profile(playwright: Playwright) -> Iterator[BrowserContext]:
    """A browser that has seen nothing."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        context = playwright.chromium.launch_persistent_context(
            place, executable_path=shutil.which("chromium"), args=FLAGS
        )
        yield context
        context.close()


def _first_answer(context: BrowserContext, address: str) -> tuple[float, Page]:
    """Seconds from the address to the answer of the first household, and the page."""
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#answer .answer", timeout=120_000)
    return time.perf_counter() - begun, page


def starts(playwright: Playwright, address: str) -> tuple[list[float], list[float]]:
    """Seconds of first answers: of new browsers, and of the same ones a second time."""
    cold, warm = [], []
    for _ in range(STARTS):
        with _profile(playwright) as context:
            seconds, page = _first_answer(context, address)
            cold.append(seconds)
            page.close()
            seconds, page = _first_answer(context, address)
            warm.append(seconds)
            page.close()
    return cold, warm


def typed(page: Page) -> list[float]:
    """Milliseconds from a key to the painted answer, each of another amount of pay."""
    page.evaluate(_TYPED)
    page.evaluate(
        "() => { const box = document.getElementById('text'); box.focus();"
        " const end = box.value.indexOf('pay = 250_000') + 'pay = 250_00'.length;"
        " box.setSelectionRange(end, end + 1); }"
    )
    for place in range(KEYS):
        page.keyboard.press(str(1 + place % 9))
        page.wait_for_function("(n) => window.megarothTimes.length > n", arg=place)
        page.evaluate(
            "() => { const box = document.getElementById('text');"
            " box.setSelectionRange(box.selectionEnd - 1, box.selectionEnd); }"
        )
        page.wait_for_timeout(60)
    return list(page.evaluate("window.megarothTimes"))


class _Inside:
    """The page and its worker, asked for their memory."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.workers: list[str] = []
        self.said: list[dict[str, object]] = []
        self.page = page
        self.session.on("Target.attachedToTarget", lambda one: self._attached(one))
        self.session.on("Target.receivedMessageFromTarget", lambda one: self._heard(one))
        self.session.send(
            "Target.setAutoAttach",
            {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False},
        )

    def _attached(self, event: dict[str, str]) -> None:
        self.workers.append(event["sessionId"])

    def _heard(self, event: dict[str, str]) -> None:
        self.said.append(json.loads(event["message"]))

    def heaps(self) -> tuple[float, float]:
        """Megabytes of the page, and of the worker with Python's memory, after what is unused was
        given back."""
        self.session.send("HeapProfiler.collectGarbage")
        mine = self.session.send("Runtime.getHeapUsage")
        [worker] = self.workers
        for number, method in enumerate(("HeapProfiler.collectGarbage", "Runtime.getHeapUsage")):
            self.session.send(
                "Target.sendMessageToTarget",
                {"sessionId": worker, "message": json.dumps({"id": number, "method": method})},
            )
        end = time.monotonic() + 20
        while not any(one.get("id") == 1 for one in self.said):
            assert time.monotonic() < end, "the worker does not answer"
            self.page.wait_for_timeout(20)
        theirs = next(one["result"] for one in self.said if one.get("id") == 1)
        assert isinstance(theirs, dict)
        return _megabytes(mine), _megabytes(theirs)


def _megabytes(usage: dict[str, float]) -> float:
    return (
        sum(usage[one] for one in ("usedSize", "embedderHeapUsedSize", "backingStorageSize")) / 1e6
    )


def _seconds(values: list[float]) -> tuple[str, str]:
    return f"{statistics.median(values):.1f} s", f"at most {max(values):.1f} s"


def measure(playwright: Playwright, out: Path, address: str) -> list[tuple[str, ...]]:
    """Rows of the table: what, median, spread, target."""
    rows: list[tuple[str, ...]] = []
    for name, where in (("the file", (out / "megaroth.html").as_uri()), ("the folder", address)):
        cold, warm = starts(playwright, where)
        rows.append((f"first answer of {name}, new browser", *_seconds(cold), "8 s"))
        rows.append((f"first answer of {name}, second time", *_seconds(warm), "5 s"))
    with _profile(playwright) as context:
        _, page = _first_answer(context, (out / "megaroth.html").as_uri())
        inside = _Inside(page)
        times = sorted(typed(page))
        rows.append(
            (
                "from a key to the painted answer",
                f"{statistics.median(times):.0f} ms",
                f"95%: {times[int(0.95 * len(times))]:.0f} ms",
                "50 ms",
            )
        )
        mine, theirs = inside.heaps()
        rows.append(
            (
                f"memory of Python and its worker after {KEYS} answers",
                f"{theirs:.0f} MB",
                "",
                "64 MB",
            )
        )
        rows.append(("memory of the page itself", f"{mine:.0f} MB", "", ""))
    file = (out / "megaroth.html").stat().st_size
    sent = sum(one.stat().st_size for one in (out / "page").glob("*.br"))
    rows.append(("bytes of the file", f"{file / 1e6:.1f} MB", "", "13 MB"))
    rows.append(("bytes of the folder, sent with brotli", f"{sent / 1e6:.1f} MB", "", "8.5 MB"))
    return rows


def report(rows: list[tuple[str, ...]], version: str, load: float) -> str:
    """The page of figures."""
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"""# Benchmarks of the page that needs no installation

Measured on {date.today()} by `make bench-page` on: {processor()},
{platform.system()} {platform.machine()}, Chromium {version}.
A new browser has an empty profile, and nothing compiled yet; the files themselves are in the
system's memory.
A key changes the pay of the first example; its time includes the page's own pause of
20 ms. Memory is what is used after unused memory was given back. The load average before the
measurement was {load:.1f}. Above zero, other work on the same processors made the times longer.

| benchmark | median | spread | target |
|---|---|---|---|
{lines}

The first answer arrives that late because Python starts first. The page shows its fields at once, and takes input meanwhile.
"""


def main() -> None:
    """Build, measure, and write the page."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        build = [sys.executable, str(ROOT / "page_file" / "build.py"), "--out", place]
        subprocess.run(build, check=True)
        with sync_playwright() as playwright, _host(out) as address:
            with _profile(playwright) as context:
                browser = context.browser
                version = browser.version if browser else ""
                page = context.new_page()
                version = version or page.evaluate(
                    "navigator.userAgent.match(/Chrome\\/([\\d.]+)/)[1]"
                )
            text = report(measure(playwright, out, address), version, load)
    (ROOT / "docs" / "benchmarks_page_file.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
