"""Nonsense to every reader: each answers it or refuses it in its own words, and no exception is
another's.

A failure names the seed, the kind and the number of what caused it; ``MEGAROTH_NONSENSE_SEED`` sets
another seed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fastapi.routing import APIRoute

import nonsense
from megaroth.assistant import tools
from megaroth.cli.tax_table import run_table as tax_table
from megaroth.interview.fields import parts
from megaroth.interview.file_questions import groups
from megaroth.kernel.errors import MegarothError
from megaroth.law.law_book import PUBLISHED
from megaroth.readers.household_file import parse_household
from megaroth.readers.reform_file import parse_reform
from megaroth.service import json_answers
from megaroth.web.api import routes
from web_pages import app_of, script, take_in, user

SEED = int(os.environ.get("MEGAROTH_NONSENSE_SEED", "20261130"))
SAMPLE = 25
ALL = {
    "household": 5_000,
    "reform": 1_500,
    "tax_table": 1_200,
    "room_table": 600,
    "request": 1_000,
    "form": 700,
}
"""How many of each ``make test-full`` tries: 10,000 together."""

Try = Callable[[Random], bool]
"""Whether a piece of nonsense was answered; refusals of ours are raised or False."""

LONG = {"project", "compare", "optimize"}
"""Nouns whose answers take seconds: too long for thousands of tries."""

NOUNS = sorted(
    {
        route.path.rpartition("/")[2]
        for route in routes.router.routes
        if isinstance(route, APIRoute) and "POST" in route.methods
    }
    - LONG
)
_SPECIMEN = parse_household(nonsense.EXAMPLES[0])


def _household(random: Random) -> bool:
    found = parse_household(nonsense.household(random))
    json_answers.check(found, PUBLISHED)
    json_answers.plan(found, PUBLISHED)
    json_answers.tax(found, PUBLISHED)
    return True


def _reform(random: Random) -> bool:
    law_book = PUBLISHED.with_reforms(parse_reform(nonsense.reform(random)))
    json_answers.plan(_SPECIMEN, law_book)
    json_answers.tax(_SPECIMEN, law_book)
    return True


def _written(tmp_path: Path, text: str) -> str:
    table = tmp_path / "t.csv"
    table.write_text(text, "utf-8")
    return str(table)


@pytest.fixture
def tries(tmp_path: Path) -> dict[str, Try]:
    """What is tried with each kind of nonsense."""
    from megaroth.cli.room_table import run_table as room_table

    app = app_of(tmp_path / "households")
    take_in(app, "couple")
    page, program = user(app), script(app)
    text = app.state.context.folder.read("couple").text
    asked = {
        part.name: {one.path: one.value for group in groups(text, part) for one in group.asked}
        for part in parts()
    }

    def table(random: Random) -> bool:
        tax_table(
            _written(tmp_path, nonsense.tax_table(random)),
            str(tmp_path / "o.csv"),
            PUBLISHED,
            year=2026,
            keep=[],
            version=None,
        )
        return True

    def room(random: Random) -> bool:
        file = _written(tmp_path, nonsense.room_table(random))
        none: dict[str, Any] = {
            "year": 2026,
            "inflation": None,
            "match": (),
            "nonelective": None,
            "keep": [],
        }
        room_table(file, str(tmp_path / "o.csv"), PUBLISHED, version=1, **none)
        return True

    def request(random: Random) -> bool:
        noun = random.choice(NOUNS)
        sent = nonsense.body(random, noun)
        answer = program.post(
            f"/api/v1/{noun}",
            content=sent.encode("utf-8", "surrogatepass"),
            headers={"content-type": "application/json"},
        )
        assert answer.status_code in (200, 400, 404, 413, 422), (answer.status_code, sent[:500])
        return answer.status_code == 200

    def form(random: Random) -> bool:
        part = random.choice(parts())
        sent = {
            path: said.encode("utf-8", "replace").decode()
            for path, said in nonsense.form(random, asked[part.name]).items()
        }
        answer = page.post(f"/h/couple/interview/{part.name}", data=sent)
        assert answer.status_code in (200, 303, 400, 409, 413, 422), (answer.status_code, sent)
        if answer.status_code != 303:
            return False
        # Each piece of nonsense meets the same household, whatever was saved before.
        app.state.context.folder.write("couple", text)
        return True

    return {
        "household": _household,
        "reform": _reform,
        "tax_table": table,
        "room_table": room,
        "request": request,
        "form": form,
    }


def _run(kind: str, one: Try, numbers: range) -> int:
    """How many were answered; whatever is raised that is not ours is a failure that names its
    cause."""
    answered = 0
    for number in numbers:
        try:
            answered += one(nonsense.random_of(SEED, kind, number))
        except MegarothError:
            continue
        except Exception as error:
            error.add_note(f"nonsense: MEGAROTH_NONSENSE_SEED={SEED} {kind} {number}")
            raise
    print(
        f"nonsense: seed {SEED}, {kind}: {answered} of {len(numbers)} answered, the others refused",
        file=sys.stderr,
    )
    return answered


@pytest.mark.parametrize("kind", ALL)
def test_a_sample_of_nonsense_is_answered_or_refused(kind: str, tries: dict[str, Try]) -> None:
    answered = _run(kind, tries[kind], range(SAMPLE))
    assert 0 < answered < SAMPLE, "nonsense that is all refused, or all answered, tries nothing"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ALL)
def test_ten_thousand_pieces_of_nonsense_are_answered_or_refused(
    kind: str, tries: dict[str, Try]
) -> None:
    assert sum(ALL.values()) == 10_000
    _run(kind, tries[kind], range(ALL[kind]))


def test_the_same_seed_makes_the_same_nonsense() -> None:
    first, again, other = (
        nonsense.household(nonsense.random_of(seed, "household", 3)) for seed in (1, 1, 2)
    )
    assert first == again != other


def test_the_tools_of_an_assistant_have_the_same_bounds() -> None:
    """They read the same household text; figures have the bounds of the HTTP interface."""
    for number in range(10):
        text = nonsense.household(nonsense.random_of(SEED, "assistant", number))
        try:
            parse_household(text)
        except MegarothError as error:
            with pytest.raises(type(error)):
                tools.check(PUBLISHED, text)
