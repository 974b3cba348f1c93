"""Figures that stand twice in an answer are the same: every example, and random households from a
seed that a failure prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer_figures import disagreements
from conftest import EXAMPLES
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.plan import plan
from megaroth.planyear.unknowns import slots
from megaroth.readers.household_file import parse_household
from random_homes import MANY, each, homes
from step_figures import AMOUNT, misstated_steps

SAMPLE, CHUNK = 150, 50
"""What ``make test`` draws, and how many households one test has."""


def wrong_in_answer(text: str) -> list[str]:
    """Every figure of a plan year that another one of it contradicts."""
    home = parse_household(text)
    answer = plan(home)
    if slots(home, PUBLISHED):
        return misstated_steps(home, answer)  # ranges: tests/test_question_worth.py
    return disagreements(home, answer) + misstated_steps(home, answer)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.toml")), ids=lambda file: file.stem)
def test_figures_of_each_example_agree(file) -> None:
    assert not wrong_in_answer(file.read_text("utf-8"))


@pytest.mark.parametrize("first", range(0, SAMPLE, CHUNK))
def test_figures_of_a_plan_year_agree(first: int) -> None:
    assert not each(homes(first, CHUNK), wrong_in_answer)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SAMPLE, MANY, CHUNK))
def test_figures_of_2000_plan_years_agree(first: int) -> None:
    assert not each(homes(first, min(CHUNK, MANY - first)), wrong_in_answer)


@pytest.mark.parametrize("head", ["", 'marginal_rate = "32%"'])
def test_the_check_sees_a_figure_that_is_off_by_a_cent_or_two(head: str) -> None:
    home = parse_household(f"""
schema = 1
year = 2026
growth = "8%"
{head}
[[people]]
name = "Sam"
born = 1986-03-05
[[people.iras]]
kind = "traditional"
value = 40_000
[[people.jobs]]
employer = "Co"
pay = 240_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "quarterly"
match = [{{ rate = "50%", up_to = "6%" }}]
""")
    answer = plan(home)
    assert not disagreements(home, answer)
    for name in ("to_roth", "taxable", "tax", "employer_contributions", "conversion_tax"):
        assert disagreements(home, replace(answer, **{name: getattr(answer, name) + 2})), name
    first = answer.rollovers[0]
    assert disagreements(
        home,
        replace(answer, rollovers=[replace(first, basis=first.basis - 1), *answer.rollovers[1:]]),
    )


def test_the_check_of_steps_sees_a_figure_that_is_off() -> None:
    home = parse_household((EXAMPLES / "couple.toml").read_text("utf-8"))
    answer = plan(home)
    for step in answer.steps:
        for figure in AMOUNT.findall(str(step.text)):
            wrong = replace(step, text=str(step.text).replace(figure, "$1.23", 1))
            assert misstated_steps(home, replace(answer, steps=[wrong])), str(wrong.text)
    assert misstated_steps(home, replace(answer, steps=[]))
