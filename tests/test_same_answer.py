"""One headline, one instruction for payroll, one order of alternatives and one rounding on every
face: terminal, page, report, spreadsheet, JSON, HTTP and the assistant, for all examples."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import EXAMPLES
from megaroth.assistant.tools import plan as assistant_plan
from megaroth.kernel.errors import NotAllowedError
from megaroth.kernel.message import message
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import ALTERNATIVES, elections_of, mood, word
from megaroth.present.plan_headline import headline
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import money
from megaroth.readers.household_file import parse_household
from megaroth.report import contents
from megaroth.report.contents import gather
from megaroth.report.markdown import markdown
from megaroth.report.xlsx import xlsx
from megaroth.service.plan_year import plan
from web_pages import app_of, script, user

TODAY = date(2026, 1, 1)
"""The day of every question; the tests fix it for all faces."""

FILES = sorted(EXAMPLES.glob("*.toml"))
PLAIN = str.maketrans({"`": None, "−": "-"})


def words(text: str) -> str:
    """Text without marks, on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text))).translate(PLAIN)


def has_in_order(text: str, parts: list[str]) -> bool:
    """Whether all parts stand in a text, each after the one before."""
    at = 0
    for part in parts:
        place = text.find(part, at)
        if place < 0:
            return False
        at = place + len(part)
    return True


def said(answer: PlanYear, reader: Reader) -> str:
    return f"{word(answer)}: {headline(answer, reader)}".translate(PLAIN)


def instruction(answer: PlanYear) -> list[str]:
    """What to enter in the payroll portal, by person and employer."""
    return [sentence(step).translate(PLAIN) for step in elections_of(answer)]


@pytest.fixture
def report_of_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without the years ahead, which have a test of their own."""

    def none(*_: Any) -> Any:
        raise NotAllowedError(message("after_tax_by_direct_rollover_only"))

    monkeypatch.setattr(contents, "worth", none)


@pytest.mark.usefixtures("report_of_the_year")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_face_says_the_same_of_an_example(file: Path, inside: Any, tmp_path: Path) -> None:
    text, name = file.read_text("utf-8"), file.stem
    household = parse_household(text)
    answer = plan(household, PUBLISHED, TODAY)
    in_file, on_page = said(answer, Reader.FILE), said(answer, Reader.PAGE)
    steps = instruction(answer)
    alternatives = [f"{one.person} {one.name}" for one in answer.alternatives]
    data = {"word": word(answer), "mood": mood(answer), "text": headline(answer)}

    terminal = inside("plan", str(file)).out
    assert words(terminal).startswith(in_file)
    assert has_in_order(words(terminal), [one.partition(": ")[2] for one in steps])
    printed = terminal.partition("Other accounts\n")[2].partition("\n\n")[0]
    assert has_in_order(
        words(printed),
        [f"{one.person} {ALTERNATIVES[one.name]}" for one in answer.alternatives],
    )

    app = app_of(tmp_path)
    app.state.context.folder.write(name, text)
    client = user(app)
    overview = client.get(f"/h/{name}/").text
    lead = overview.partition('<p class="answer')[2].partition("</p>")[0]
    # The page has the word as a badge, in small letters and without the colon.
    assert words(f"<{lead}").lower() == on_page.replace(": ", " ", 1).lower()
    assert has_in_order(words(overview), [one.partition(": ")[2] for one in steps])
    year = words(client.get(f"/h/{name}/year").text).partition("Other accounts")[2]
    assert has_in_order(
        year, [f"{ALTERNATIVES[one.name]}{one.person}" for one in answer.alternatives]
    )

    report = gather(household, PUBLISHED, title="Report", day=TODAY)
    written = words(markdown(report))
    assert on_page in written
    assert has_in_order(written, [one.partition(": ")[2] for one in steps])
    book = openpyxl.load_workbook(io.BytesIO(xlsx(report)))
    assert str(book["Summary"]["A2"].value).translate(PLAIN) == on_page

    body = {"toml": text, "today": TODAY.isoformat()}
    begun = script(app).post("/api/v1/interview", json=body).json()
    assert f"{begun['word']}: {begun['headline']}".translate(PLAIN) == on_page
    assert begun["mood"] == mood(answer)

    served = (
        script(app)
        .post(
            "/api/v1/plan?schema_version=2",
            json={"toml": text, "today": TODAY.isoformat()},
        )
        .json()
    )
    assert served["headline"] == data
    assert [f"{one['person']} {one['name']}" for one in served["alternatives"]] == alternatives
    told = assistant_plan(PUBLISHED, text, today=TODAY, detail="everything", schema_version=2)
    assert told["headline"].translate(PLAIN) == in_file
    assert told["answer"]["headline"] == data
    assert [one["name"] for one in told["answer"]["alternatives"]] == [
        one.name for one in answer.alternatives
    ]


def test_amounts_have_cents_on_every_face_and_a_range_has_both_ends() -> None:
    answer = plan(parse_household((EXAMPLES / "unknown_rules.toml").read_text()), PUBLISHED, TODAY)
    assert money(answer.to_roth) == f"{money(answer.to_roth.low)} to {money(answer.to_roth.high)}"
    assert re.fullmatch(r"\$[\d,]+\.\d\d to \$[\d,]+\.\d\d", money(answer.to_roth))
