"""Files that payroll cannot follow: each is refused or explained with its place and a remedy."""

from __future__ import annotations

import pytest

from megaroth.contract.answers import to_data
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.elections.result import Paychecks
from megaroth.planyear.paychecks import paychecks
from megaroth.present.paychecks import notes
from megaroth.readers.household_file import parse_household

FILE = """
schema = 1
year = 2026
filing_status = "single"
{top}
[[people]]
name = "Sam"
born = 1985-05-05
[[people.jobs]]
employer = "Co"
pay = {pay}
{job}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = {up_to} }}]
{plan}
"""
JOB = "people[0].jobs[0]"


def text(**parts: str) -> str:
    blank = {"top": "", "job": "", "plan": "", "pay": "200_000", "up_to": '"6%"'}
    return FILE.format(**(blank | parts))


def of(**parts: str) -> Paychecks:
    return paychecks(parse_household(text(**parts)), PUBLISHED)


@pytest.mark.parametrize(
    ("parts", "field", "says"),
    [
        ({"job": "paydays = []"}, f"{JOB}.paydays", "at least one entry, or no such key"),
        (
            {"job": "paydays = [2026-01-09, 2026-01-09]"},
            f"{JOB}.paydays[1]",
            "found 2026-01-09 twice; expected each payday once, in order",
        ),
        (
            {"job": "paydays = [2026-02-06, 2026-01-09]"},
            f"{JOB}.paydays[1]",
            "found 2026-01-09 after 2026-02-06; expected each payday once, in order",
        ),
        (
            {"top": "as_of = 2027-01-15"},
            "as_of",
            "expected a day of 2026, the plan year: December 31 if all its paychecks are paid",
        ),
        ({"top": "as_of = 2025-12-31"}, "as_of", "expected a day of 2026"),
        (
            {"up_to": '"match"'},
            f"{JOB}.plan.match[0].up_to",
            "found 'match'; expected a rate",
        ),
        (
            {"job": 'second_plan_of = "Co"'},
            f"{JOB}.second_plan_of",
            "expected the employer of another job of this person that states pay",
        ),
    ],
)
def test_what_payroll_cannot_follow_is_refused_with_place_and_remedy(parts, field, says) -> None:
    source = text(**parts)
    with pytest.raises(InputError) as refused:
        parse_household(source)
    found = {problem.field: problem for problem in refused.value.problems}
    assert field in found
    assert says in str(refused.value)
    [(_, stated)] = parts.items()
    line = source.splitlines()[(found[field].line or 0) - 1]
    assert stated.split(" = ")[0] in line or stated in line


def test_one_payday_is_a_year_of_one_check() -> None:
    answer = of(job="paydays = [2026-12-18]")
    [check] = answer.paydays
    assert (str(check.date), check.gross) == ("2026-12-18", 200_000_00)


ELECTIONS = "[people.jobs.elections]\ndeferral = {deferral}\nafter_tax = {after_tax}"


def test_elections_above_the_limits_are_named() -> None:
    """26 CFR 1.402(g)-1: 24,500 in 2026; of 72,000 the match takes 3% of 200,000."""
    answer = of(plan=ELECTIONS.format(deferral="60_000", after_tax="90_000"))
    found = {one.value("election"): one for one in answer.refused}
    assert [one.code for one in found.values()] == ["election_refused"] * 2
    assert found["deferral"].value("allowed").low == 24_500_00
    assert found["after_tax"].value("allowed").low == 72_000_00 - 24_500_00 - 6_000_00
    said = to_data(answer)["refused"]
    assert "deferral election of $60,000.00 is more than $24,500.00" in said[0]


def test_elections_above_pay_are_named() -> None:
    """A pay of 40,000 less 7.65% carries no 24,500 and 14,000 after income tax."""
    answer = of(pay="40_000", plan=ELECTIONS.format(deferral="24_500", after_tax="14_000"))
    assert {(one.code, one.value("election")) for one in answer.refused} == {
        ("election_cut", "after_tax")
    }
    assert all(check.take_home >= 0 for check in answer.paydays)


def test_elections_that_fit_are_not_named() -> None:
    assert not of(plan=ELECTIONS.format(deferral="10_000", after_tax="5_000")).refused


def test_a_year_beyond_its_limit_leaves_no_room() -> None:
    """30,000 + 50,000 + 3,000 is above 72,000: nothing is left, and nothing is left unused."""
    made = "[people.jobs.made]\npre_tax = 30_000\nafter_tax = 50_000\nmatch = 3_000"
    answer = of(top="as_of = 2026-06-30", plan=made)
    assert {one.kind: one.amount for one in answer.excesses} == {
        "elective_deferral": 5_500_00,
        "annual_additions": 5_500_00,
    }
    assert not any("left unused" in note for note in notes(answer))
    assert all(not check.after_tax and not check.pre_tax for check in answer.paydays)
