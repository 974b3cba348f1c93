"""The first year of the years ahead is the plan year: the same contributions by kind, where no
limit is passed.

``low_pay`` is left out: its plan puts away more than its pay leaves, from other cash, and the years
ahead know of none.
"""

from __future__ import annotations

import pytest

from conftest import EXAMPLES
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.outlook import years_ahead
from megaroth.planyear.plan import plan
from megaroth.planyear.unknowns import slots
from megaroth.readers.household_file import parse_household
from random_homes import each, homes

# Spending that is stated and small leaves room for every contribution of the plan year.
HEAD = "spending = 1\nspending_in_retirement = 1\n"
TAIL = '\n[assumptions]\npaths = 1\nvolatility = "0%"\n'


def wrong_in_first_year(text: str) -> list[str]:
    home = parse_household(HEAD + text + TAIL)
    answer = plan(home)
    # The years ahead take back what is beyond a limit; unknown rules have two ends.
    if answer.excesses or slots(home, PUBLISHED):
        return []
    first = years_ahead(home).years[0]
    jobs = [job for person in answer.people for job in person.jobs]
    wanted = {
        "after_tax": sum(job.contributions.after_tax for job in jobs),
        "roth_ira": sum(person.roth_ira for person in answer.people),
        "backdoor_roth": sum(person.traditional_ira for person in answer.people),
    }
    in_plans = (
        sum(job.annual_additions + job.contributions.catch_up for job in jobs) - wanted["after_tax"]
    )
    found = [
        f"{kind}: {first.contributions[kind]}, the plan has {right}"
        for kind, right in wanted.items()
    ]
    found = [
        one
        for one, (kind, right) in zip(found, wanted.items(), strict=True)
        if first.contributions[kind] != right
    ]
    if first.contributions["pre_tax"] + first.contributions["roth"] != in_plans:
        found.append(
            f"deferrals and employer money: {first.contributions}, the plan has {in_plans}"
        )
    if first.own != answer.own_contributions:
        found.append(f"own contributions: {first.own}, the plan has {answer.own_contributions}")
    return found


@pytest.mark.parametrize(
    "name", ["age_61", "couple", "high_earner_52", "job_change_june", "solo_and_w2", "whole_plan"]
)
def test_the_first_year_ahead_of_an_example_is_its_plan_year(name: str) -> None:
    assert not wrong_in_first_year((EXAMPLES / f"{name}.toml").read_text("utf-8"))


def test_the_first_year_ahead_of_random_households_is_their_plan_year() -> None:
    assert not each(homes(0, 20, unknown=0), wrong_in_first_year)
