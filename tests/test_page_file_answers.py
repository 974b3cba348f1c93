"""The page that needs no installation answers as the command line does, to the byte: from a disk
and from a static host, online and offline."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import test_bad_input
from conftest import EXAMPLES
from megaroth.browser.answers import COMMANDS, run
from page_file_in_browser import address_of, asked, browser, built, host, opened, printed

DAY = ["--today", "2026-01-01"]
"""For the commands that ask which day it is."""

OF_A_HOUSEHOLD = (
    ["plan", "--json", *DAY],
    ["plan", "--json", "--schema-version", "2", "--journal", *DAY],
    ["plan", *DAY],
    ["plan", "--journal", *DAY],
    *(["plan", "--explain", figure, *DAY] for figure in ("to_roth", "tax", "annual_additions")),
    ["plan", "--json", "--explain", "after_tax_room", *DAY],
    ["plan", "--json", "--schema-version", "2", "--explain", "match", *DAY],
    ["paychecks", "--json", *DAY],
    ["paychecks", *DAY],
    ["check", "--json"],
    ["check"],
    ["letter", "--json"],
    ["letter"],
    ["letter", "--offer", "--json"],
    ["letter", "--offer"],
    ["scenarios", "--change", "hr_says_no", "--change", "roth_deferrals", "--json", *DAY],
    ["scenarios", "--change", "state=TX", *DAY],
    ["tax", "--json"],
    ["tax"],
    ["next-year", "--json"],
    ["next-year"],
)
QUICK = ["quick", "--age", "45", "--pay", "300k", "--year", "2026", "--after-tax", "yes", *DAY]
WITHOUT_ONE = (
    [*QUICK, "--json"],
    [*QUICK, "--in-plan-conversion", "yes", "--save", "household.toml"],
    ["room", "--year", "2024", "--age", "45", "--json"],
    ["room", "--year", "2024", "--age", "45", "--pay", "300000", "--explain", "room"],
    ["rollover", "--year", "2024", "--balance", "50000", "--after-tax", "40000", "--json"],
    ["rollover", "--year", "2024", "--balance", "50000", "--after-tax", "40000"],
    ["law", "2026", "--json"],
    ["law", "2026", "--all"],
    ["law", "history", "annual_additions", "--json"],
    ["law", "history", "annual_additions"],
    ["init", "--year", "2026", "--age", "45", "--pay", "300k", "--match", "50% of the first 6%"],
    ["schema"],
    ["schema", "plan", "--schema-version", "2", "--json"],
    ["plan", "--help"],
    ["--help"],
    ["--version"],
    ["plann"],
    ["compare", "home.toml"],
    ["scenarios", "home.toml", "--ahead"],
    ["room", "--table", "home.csv"],
)
Question = tuple[list[str], dict[str, str]]


def _questions() -> list[Question]:
    found: list[Question] = [(words, {}) for words in WITHOUT_ONE]
    for file in sorted(EXAMPLES.glob("*.toml")):
        files = {file.name: file.read_text("utf-8")}
        found += [([command, file.name, *flags], files) for command, *flags in OF_A_HOUSEHOLD]
    for old, new, _ in test_bad_input.FILES:
        lines = test_bad_input._lines
        files = {"household.toml": test_bad_input.BASE.replace(lines(old), lines(new))}
        found.append((["plan", "household.toml"], files))
    return found


QUESTIONS = _questions()


def test_every_command_of_the_page_is_asked_about() -> None:
    first = {" ".join(words[:2]) for words, _ in QUESTIONS} | {words[0] for words, _ in QUESTIONS}
    assert set(COMMANDS) <= first
    refused = [words for words, _ in QUESTIONS if words == ["plan", "household.toml"]]
    assert len(refused) == len(test_bad_input.FILES) > 40
    assert len(QUESTIONS) > 350


@contextlib.contextmanager
def _disk(browser: Browser, built: Path, offline: bool) -> Iterator[Page]:
    yield opened(browser, (built / "megaroth.html").as_uri(), offline=offline)


@contextlib.contextmanager
def _folder(browser: Browser, built: Path, offline: bool) -> Iterator[Page]:
    """From a static host, which is not asked again once the page has begun."""
    with host(built / "page") as server:
        page = opened(browser, f"{address_of(server)}/index.html")
        heard = list(server.heard)
        assert any("pyodide.asm.wasm" in path for path in heard)
        page.context.set_offline(offline)
        yield page
        assert server.heard == heard, "an answer asks nobody"


@contextlib.contextmanager
def _served_file(browser: Browser, built: Path, offline: bool) -> Iterator[Page]:
    with host(built) as server:
        page = opened(browser, f"{address_of(server)}/megaroth.html")
        page.context.set_offline(offline)
        yield page
        assert server.heard == ["/megaroth.html"]


PLACES = {"disk": _disk, "folder": _folder, "served file": _served_file}


def _compare(page: Page, questions: list[Question], folder: Path) -> None:
    """Compare answers whole (code, text, errors, blocks, files written) with this process's."""
    for number, (words, files) in enumerate(questions):
        found = asked(page, words, files)
        assert found == run(words, files), words
        if "--json" in words or found["error"]:
            place = folder / str(number)
            place.mkdir()
            said = [found["code"], found["text"], found["error"]]
            if words[0] in COMMANDS and "not in this build" not in found["error"]:
                assert said == printed(words, files, place), words
    assert page.faults == []
    page.context.close()


@pytest.mark.parametrize(("place", "offline"), [("disk", True), ("folder", False)])
def test_the_page_answers_as_the_command_line_does(
    browser: Browser, built: Path, tmp_path: Path, place: str, offline: bool
) -> None:
    """A sample in two places; every question is asked in all six in make test-full."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    drawn = random.Random(seed).sample(QUESTIONS, 40)
    with PLACES[place](browser, built, offline) as page:
        _compare(page, drawn, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("offline", [True, False], ids=["offline", "online"])
@pytest.mark.parametrize("place", PLACES)
def test_every_question_is_answered_as_the_command_line_does(
    browser: Browser, built: Path, tmp_path: Path, place: str, offline: bool
) -> None:
    with PLACES[place](browser, built, offline) as page:
        _compare(page, QUESTIONS, tmp_path)
