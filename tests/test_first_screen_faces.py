"""One text for the first screen: terminal, page, report, HTTP, assistant and notebook say the same
of the same household."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.test_compare_at_best import SOLO
from tests.test_early_money import LADDER
from tests.web_pages import FROM_THE_PAGE, app_of, script, user

from conftest import EXAMPLES, ROOT, Ran, few_paths
from megaroth.assistant.tools import compare as assistant_compare
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.compare import compare
from megaroth.planning.results import Comparison, OutcomeRange
from megaroth.present.first_screen import FirstScreen, first_screen
from megaroth.present.sentences.sentence import Reader
from megaroth.present.unknown_rules import screen_of
from megaroth.readers.household_file import parse_household
from megaroth.report.contents import gather
from megaroth.report.markdown import markdown
from megaroth.service import json_answers, years_ahead

GUIDE = (ROOT / "docs" / "how_to" / "is_it_worth_it.md").read_text("utf-8")
NIA = re.findall(r"```toml\n(.*?)```", GUIDE, re.S)[0]


HOMES = {
    "ahead": SOLO % (100_000, "fixed"),
    "markets": SOLO % (100_000, "lognormal"),
    "does_not_last": (SOLO % (260_000, "fixed")).replace("spending = 90_000\n", ""),
    "early": LADDER,
    "one_alone": (SOLO % (100_000, "fixed")).replace('["taxable", "mega"]', '["taxable"]'),
    "unknown": few_paths((EXAMPLES / "unknown_rules.toml").read_text("utf-8")),
    "couple": few_paths((EXAMPLES / "couple.toml").read_text("utf-8")),
}
COMPARED = [
    pytest.param(name, marks=pytest.mark.slow) if name in ("unknown", "couple") else name
    for name in HOMES
    if name != "one_alone"
]
MARKS = str.maketrans({"−": "-", "`": None})


@pytest.fixture(scope="module")
def known(jobs_in_this_process: None) -> Iterator[None]:
    """Each comparison once, for all faces of this module."""
    found: dict[Any, Comparison] = {}

    def once(household: Any, tick: Any = None, **asked: Any) -> Comparison:
        spent = asked.get("spent")
        key = household, None if spent is None else tuple(sorted(spent.items()))
        if key not in found:
            found[key] = compare(household, tick, **(asked | {"policy": "best"}))
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(years_ahead, "compare_known", once)
        yield


def shown(name: str, reader: Reader) -> FirstScreen:
    answer = years_ahead.compare(parse_household(HOMES[name]), PUBLISHED)
    outcomes = answer if isinstance(answer, OutcomeRange) else None
    compared = outcomes.most if outcomes is not None else answer
    assert isinstance(compared, Comparison)
    screen = screen_of(compared, outcomes, reader)
    assert screen is not None
    return screen


def parts(screen: FirstScreen) -> list[str]:
    """The sentences in the order of the screen; the chart stands after the reasons."""
    found = (screen.lead, screen.reasons, screen.chart, screen.costs, screen.assumed)
    return [part.translate(MARKS) for part in found if part]


def said_in_order(text: str, screen: FirstScreen) -> None:
    text, at = re.sub(r"\s+", " ", text.translate(MARKS)), 0
    for part in parts(screen):
        place = text.find(part, at)
        assert place >= 0, part
        at = place + len(part)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", COMPARED)
def test_the_terminal(name: str, inside: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / f"{name}.toml"
    file.write_text(HOMES[name], "utf-8")
    said_in_order(inside("compare", str(file), "--policy", "best").out, shown(name, Reader.FILE))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", COMPARED)
def test_the_page_and_its_overview(name: str, tmp_path: Path) -> None:
    app = app_of(tmp_path)
    app.state.context.folder.write(name, HOMES[name])
    client, screen = user(app), shown(name, Reader.PAGE)
    assert screen.lead.translate(MARKS) not in words_of(client.get(f"/h/{name}/").text)
    page = client.get(f"/h/{name}/job/worth", headers=FROM_THE_PAGE).text
    said_in_order(words_of(page), screen)
    assert f'class="answer {screen.mood}"' in page
    assert screen.lead.translate(MARKS) in words_of(client.get(f"/h/{name}/").text)


def words_of(page: str) -> str:
    """The text of a page."""
    return html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", "", page, flags=re.S)).translate(
        MARKS
    )


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", COMPARED)
def test_the_report(name: str) -> None:
    household = parse_household(HOMES[name])
    report = gather(household, PUBLISHED, title="Report", day=date(2026, 1, 5))
    said_in_order(markdown(report), shown(name, Reader.PAGE))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", COMPARED)
def test_http_and_the_assistant(name: str, tmp_path: Path) -> None:
    """Both give the answer of ``json_answers``; version 2 has the sentences."""
    household = parse_household(HOMES[name])
    served = json_answers.compare(household, PUBLISHED, policy="best", schema_version=2)
    answer = years_ahead.compare(household, PUBLISHED)
    pairs = (
        [(served["least"], answer.least), (served["most"], answer.most)]
        if isinstance(answer, OutcomeRange)
        else [(served, answer)]
    )
    for data, compared in pairs:
        data = data.get("answer", data)
        assert compared.headline is not None
        assert said_by(data["headline"]) == first_screen(compared.headline).text
    asked = {"toml": HOMES[name], "policy": "best"}
    response = script(app_of(tmp_path)).post("/api/v1/compare?schema_version=2", json=asked)
    assert response.status_code == 200, response.text
    assert response.json() == served
    told = assistant_compare(
        PUBLISHED, HOMES[name], policy="best", detail="everything", schema_version=2
    )
    assert told["answer"] == served
    assert told["headline"]


def said_by(headline: dict[str, Any]) -> str:
    messages = [*headline["result"], *headline["costs"], *headline["assumed"]]
    return " ".join(one["text"] for one in messages)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("name", ["ahead", "markets", "does_not_last", "early"])
def test_the_notebook(name: str) -> None:
    answer = years_ahead.compare(parse_household(HOMES[name]), PUBLISHED)
    assert isinstance(answer, Comparison)
    assert shown(name, Reader.FILE).text in html.unescape(answer._repr_html_())


@pytest.mark.usefixtures("known")
def test_one_alternative_alone_has_nothing_to_be_compared_with(
    inside: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "alone.toml"
    file.write_text(HOMES["one_alone"], "utf-8")
    said = inside("compare", str(file), "--policy", "best").out
    assert "a year to spend after work with the taxable account; there is nothing to" in said


def test_the_guide_says_what_the_program_says() -> None:
    answer = compare(parse_household(NIA), policy="best")
    assert answer.headline is not None
    screen = first_screen(answer.headline)
    quoted = re.findall(r"(?m)^> (.*)$", GUIDE)
    assert " ".join(quoted) == screen.text
    assert f"| {screen.lead.split(' more')[0]} more |" in GUIDE
    assert f"“Ahead from\n{answer.headline.ahead_from} on”" in GUIDE
