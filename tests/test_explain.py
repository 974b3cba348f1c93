"""Every figure answers why."""

from __future__ import annotations

import json

import pytest

from conftest import EXAMPLES
from megaroth.contract.answers import to_data
from megaroth.kernel.errors import InputError
from megaroth.kernel.trace import Step, least, listen
from megaroth.law.load import law
from megaroth.planyear.distribution import split
from megaroth.planyear.plan import plan
from megaroth.planyear.room import ANSWERS, room
from megaroth.present.explain import explain
from megaroth.present.worksheet import text, worksheets
from megaroth.readers.household_file import read_household

NOT_FIGURES = {"year", "age", "worth", "stake", "low", "high"}
"""Numbers that are given, not worked out, and the parts of ranges and questions."""


def figures(data) -> set[str]:
    """The names of every number in an answer."""
    found: set[str] = set()
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                found.add(name)
            found |= figures(value)
    elif isinstance(data, list):
        for item in data:
            found |= figures(item)
    return found - NOT_FIGURES


@pytest.mark.parametrize("name", ["high_earner_52", "couple", "solo_and_w2", "whole_plan"])
def test_every_figure_of_a_plan_has_a_worksheet(name: str) -> None:
    household = read_household(EXAMPLES / f"{name}.toml")
    with listen() as root:
        data = to_data(plan(household))
    # What an answer to a question is worth has worksheets of its own: tests/test_question_worth.py.
    del data["questions"]
    for figure in figures(data):
        sheets = worksheets(root, figure)
        assert sheets, figure
        assert all(sheet.lines for sheet in sheets)


def test_every_figure_of_a_room_has_a_worksheet() -> None:
    numbers = law(2026)
    for name in ANSWERS:
        if name != "limited_by_compensation":
            assert explain(name, room, numbers, 61, 300_000_00, match=((500_000, 60_000),)), name


def test_every_figure_of_a_split_has_a_worksheet() -> None:
    numbers = law(2026)
    arguments = {
        "balance": 100_000_00,
        "after_tax": 20_000_00,
        "to": [("cash", 50_000_00), ("roth_ira", 50_000_00)],
        "half_years": 90,
    }
    data = to_data(split(numbers, **arguments))
    for name in figures(data):
        assert explain(name, split, numbers, **arguments), name


def test_a_worksheet_shows_what_binds_and_where_it_is_written() -> None:
    sheet = explain("after_tax_room", room, law(2026), 40, 60_000_00, 24_500_00, employer=3_000_00)[
        0
    ]
    page = text(sheet)
    assert sheet.lines[-1].value == "$32,500.00"
    assert "limited by compensation" in page
    assert "IRC 415(c)(1)(A); Notice 2025-67" in page
    assert [line.number for line in sheet.lines if line.number.isdigit()] == [
        str(n) for n in range(1, 6)
    ]


def test_a_projected_number_says_so_on_its_worksheet() -> None:
    page = text(explain("annual_additions_limit", room, law(2027), 40)[0])
    assert "projected" in page


def test_an_unknown_figure_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean after_tax_room"):
        explain("after_tax_rom", room, law(2026), 40)


def test_figures_of_two_jobs_stand_apart() -> None:
    household = read_household(EXAMPLES / "job_change_june.toml")
    sheets = explain("after_tax_room", plan, household)
    assert {sheet.about for sheet in sheets} == {"Kai, Oldco", "Kai, Newco"}


def test_nobody_listening_notes_nothing_and_nothing_leaks() -> None:
    with listen() as first:
        room(law(2026), 40)
    with listen() as second:
        pass
    assert first.steps
    assert not second.steps
    least(a=1, b=2)


def test_least_remembers_the_first_of_equal_bounds() -> None:
    from megaroth.kernel import trace

    step = Step("x")
    token = trace._current.set(step)
    least(one=5, two=5, three=9)
    trace._current.reset(token)
    assert step.bound == "one"


def test_explain_on_the_command_line(inside) -> None:
    ran = inside("plan", str(EXAMPLES / "high_earner_52.toml"), "--explain", "catch_up", "--json")
    sheet = json.loads(ran.out)["worksheets"][0]
    assert sheet["about"] == "Robin, Northgate"
    assert "no bound" not in sheet["lines"][-1]["value"]
