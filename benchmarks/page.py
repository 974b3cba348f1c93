"""The page with fifty households: the first screen, weights, interactions, and a hundred at once.
Writes docs/benchmarks_page.md."""

from __future__ import annotations

import asyncio
import gzip
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import sync_playwright

from benchmarks.timing import processor

ROOT = Path(__file__).parent.parent
HOUSEHOLDS, INTERACTIONS = 50, 1_000
AT_ONCE, SECONDS = 100, 60
STARTS = 7
PAGES = ("", "interview/work", "year", "move", "worth", "tax", "file")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Server:
    """A server in a process of its own."""

    def __init__(self, folder: Path, key: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "megaroth",
            "serve",
            str(folder),
            "--no-browser",
            "--api-key-file",
            str(key),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        said = ""
        while "Ctrl+C" not in said:
            said += self.process.stdout.readline()
        found = re.search(r"Open (\S+)", said)
        assert found is not None
        self.entry = found.group(1)
        self.base = self.entry.split("/start")[0]
        self.key = key.read_text("utf-8").strip()

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)


def fill(folder: Path) -> list[str]:
    """Fifty households, made of the examples with other pay."""
    examples = sorted((ROOT / "examples").glob("*.toml"))
    names = []
    for place in range(HOUSEHOLDS):
        example = examples[place % len(examples)]
        # A comment alone makes another file of it.
        text = f"# Household {place}\n{example.read_text('utf-8')}"
        names.append(f"{example.stem} {place}")
        (folder / f"{names[-1]}.toml").write_text(text)
    return names


def first_screens(folder: Path, key: Path) -> list[float]:
    """Seconds from a server's being ready to the first screen in a browser, each of a new
    server."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for _ in range(STARTS):
            server, page = Server(folder, key), browser.new_page()
            begun = time.perf_counter()
            page.goto(server.entry)
            page.wait_for_selector("#rows table")
            found.append(time.perf_counter() - begun)
            page.close()
            server.stop()
        browser.close()
    return found


def weights(client: httpx.Client, name: str) -> dict[str, int]:
    """Bytes of each page with everything that it loads, compressed as they are sent."""
    found = {}
    for page in PAGES:
        answer = client.get(f"/h/{name}/{page}")
        parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text))
        found[page or "overview"] = sum(
            len(gzip.compress(client.get(part).content)) for part in parts
        ) + len(gzip.compress(answer.content))
    return found


def interactions(client: httpx.Client, names: list[str]) -> dict[str, list[float]]:
    """Seconds of each kind of interaction, each on a household drawn anew."""
    draw = random.Random(1)
    known = [name for name in names if "unknown" not in name]
    found: dict[str, list[float]] = {}

    def one(kind: str, method: str, path: str, **more: Any) -> None:
        begun = time.perf_counter()
        answer = client.request(method, path, **more)
        found.setdefault(kind, []).append(time.perf_counter() - begun)
        assert answer.status_code < 400, (path, answer.status_code)

    for place in range(INTERACTIONS // 7):
        name = draw.choice(names)
        part = {"people.0.jobs.0.pay": str(150_000 + 7 * place)}
        one(
            "an answer of the interview",
            "POST",
            "/api/v1/interview/edit",
            json={"name": name, "answers": part},
        )
        one("the overview after it", "GET", f"/h/{name}/")
        one("a worksheet", "GET", f"/h/{name}/why/after_tax_room", headers={"hx-request": "true"})
        one("a search among the households", "GET", "/?search=a", headers={"hx-request": "true"})
        slides = f"/h/{draw.choice(known)}/worth/slide"
        one(
            "the sliders' first answer, which loads after the page",
            "GET",
            slides,
            headers={"hx-request": "true"},
        )
        for _ in range(2):
            one(
                "a slider",
                "GET",
                f"{slides}?growth={draw.randint(0, 48) / 4}",
                headers={"hx-request": "true"},
            )
    return found


async def load(server: Server, names: list[str]) -> tuple[Counter[int], int, list[float]]:
    """A hundred clients for a minute: statuses, faults of connection, seconds of each request."""
    statuses: Counter[int] = Counter()
    faults, times = 0, []
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    headers = {"authorization": f"Bearer {server.key}"}
    end = time.monotonic() + SECONDS

    async with httpx.AsyncClient(
        base_url=server.base, headers=headers, limits=limits, timeout=60
    ) as client:

        async def user(place: int) -> None:
            nonlocal faults
            draw = random.Random(place)
            while time.monotonic() < end:
                name, kind = draw.choice(names), draw.randint(0, 9)
                begun = time.perf_counter()
                try:
                    if kind < 6:
                        answer = await client.post("/api/v1/plan", json={"name": name})
                    elif kind < 8:
                        answer = await client.get(f"/api/v1/households/{name}")
                    elif kind < 9:
                        answer = await client.get("/api/v1/law/2026")
                    else:
                        toml = (await client.get(f"/api/v1/households/{name}")).json()["toml"]
                        answer = await client.put(
                            f"/api/v1/households/load {place}",
                            json={"toml": f"{toml}\n# {begun}\n"},
                        )
                        back = (await client.get(f"/api/v1/households/load {place}")).json()
                        if back["toml"] != f"{toml}\n# {begun}\n":
                            faults += 1
                    statuses[answer.status_code] += 1
                except httpx.HTTPError as error:
                    print(f"fault: {type(error).__name__}: {error}", file=sys.stderr)
                    faults += 1
                times.append(time.perf_counter() - begun)

        await asyncio.gather(*(user(place) for place in range(AT_ONCE)))
    return statuses, faults, times


def main() -> None:
    """Measure, and write the page."""
    with tempfile.TemporaryDirectory() as place:
        folder, key = Path(place) / "households", Path(place) / "key"
        folder.mkdir()
        names = fill(folder)
        starts = first_screens(folder, key)
        server = Server(folder, key)
        try:
            with httpx.Client(
                base_url=server.base,
                headers={"origin": server.base, "sec-fetch-site": "same-origin"},
                timeout=60,
            ) as client:
                client.get(server.entry)
                weighed = weights(client, next(name for name in names if name.startswith("couple")))
                timed = interactions(client, names)
            statuses, faults, times = asyncio.run(load(server, names))
        finally:
            server.stop()
    text = report(starts, weighed, timed, statuses, faults, times)
    (ROOT / "docs" / "benchmarks_page.md").write_text(text, "utf-8")
    print(text)


def _ms(values: list[float], share: float) -> str:
    return f"{1000 * sorted(values)[min(int(share * len(values)), len(values) - 1)]:.0f} ms"


def report(
    starts: list[float],
    weighed: dict[str, int],
    timed: dict[str, list[float]],
    statuses: Counter[int],
    faults: int,
    times: list[float],
) -> str:
    """The page of figures."""
    every = [one for values in timed.values() for one in values]
    rows = [
        (
            "first screen with 50 households, after the server is ready",
            _ms(starts, 0.5),
            f"at most {_ms(starts, 1)}",
            "under 1 s",
        ),
        *(
            (kind, _ms(values, 0.5), f"95%: {_ms(values, 0.95)}", "95% under 0.3 s")
            for kind, values in timed.items()
        ),
        ("all of them", _ms(every, 0.5), f"95%: {_ms(every, 0.95)}", "95% under 0.3 s"),
        *(
            (f"bytes of {page}, compressed", f"{size / 1024:.0f} KiB", "", "under 400 KiB")
            for page, size in weighed.items()
        ),
    ]
    good = sum(count for status, count in statuses.items() if status < 300)
    bad = sum(statuses.values()) - good
    tail = (
        f"{AT_ONCE} clients at once for {SECONDS} s: {good:,} answers, {bad} refusals, {faults} "
        "lost or broken; "
        f"median {_ms(times, 0.5)}, 95% {_ms(times, 0.95)}, with clients and server on the same "
        "processors."
    )
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"""# Benchmarks of the page

Measured on {date.today()} by `make bench-page` on: {processor()},
{platform.system()} {platform.machine()}, Python {platform.python_version()}.
The folder has fifty households made from the examples. The server runs in its own process, as its user starts it. A real
Chromium measures the first screen.

| benchmark | median | spread | target |
|---|---|---|---|
{lines}

{tail}
Every tenth request writes a household and reads it back.
"""


if __name__ == "__main__":
    main()
