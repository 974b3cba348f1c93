"""A plan that would take after-tax money, and what leaves nothing for it: cash, the highest
election, or the file's own elections. The order that is named fills it."""

from __future__ import annotations

import pytest

from megaroth.planyear.after_tax_messages import after_tax_first
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import mood
from megaroth.present.plan_headline import headline
from megaroth.readers.household_file import parse_household

FILE = """schema = 1
year = 2026
filing_status = "single"
{head}
[[people]]
name = "Sam"
born = 1985-05-05
[[people.jobs]]
employer = "Co A"
pay = {pay}
[people.jobs.plan]
roth = true
after_tax = true
after_tax_cap = {{ percent = "5%", of = "limited_pay" }}
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
{tail}"""


def planned(head: str = "", tail: str = "", pay: int = 200_000) -> PlanYear:
    return plan(parse_household(FILE.format(head=head, tail=tail, pay=pay)))


def found(answer: PlanYear) -> dict[str, object]:
    """The warnings of this test by code, with the order that each names."""
    return {
        one.code: one.value("order") if "order" in dict(one.parameters) else None
        for one in answer.warnings
        if one.code.startswith("after_tax_") and one.code != "after_tax_waits"
    }


def test_cash_that_goes_to_other_steps_first_is_named_with_the_order_that_fills_the_cap() -> None:
    answer = planned("spare_cash = 20_000")
    assert answer.people[0].jobs[0].contributions.after_tax == 0
    order = found(answer)["after_tax_without_cash"]
    assert isinstance(order, tuple)
    assert "the cash that you can spare goes to other steps first" in headline(answer)
    assert mood(answer) == "depends"
    # 20,000 less the 12,000 (6% of pay) that earn the whole match; the cap is 5% of 200,000.
    filled = planned(f"spare_cash = 20_000\norder = {list(order)}".replace("'", '"'))
    assert filled.people[0].jobs[0].contributions.after_tax == 8_000_00
    assert (
        filled.people[0].jobs[0].contributions.match == answer.people[0].jobs[0].contributions.match
    )
    assert found(filled) == {}


def test_no_other_order_is_named_where_after_tax_follows_the_match_already() -> None:
    head = (
        'spare_cash = 12_000\norder = ["match", "after_tax", "hsa", "deferral", "catch_up", "ira"]'
    )
    assert found(planned(head)) == {"after_tax_without_cash": None}


def test_the_highest_election_that_others_use_up_is_named() -> None:
    # 10% of 200,000 is 20,000: less than the elective deferral limit of 24,500.
    answer = planned(tail='election_maximum = "10%"')
    assert set(found(answer)) == {"after_tax_above_highest_election"}
    assert "other contributions use up the plan's highest election" in headline(answer)


def test_an_election_of_nothing_is_named_and_is_no_fault() -> None:
    answer = planned(tail="[people.jobs.elections]\nafter_tax = 0")
    assert set(found(answer)) == {"after_tax_not_elected"}
    assert "the elections stated leave nothing for it" in headline(answer)


def test_pay_that_is_too_low_is_part_of_the_verdict() -> None:
    # All of the pay goes to deferrals, payroll tax and withholding.
    answer = planned(pay=24_000)
    assert found(answer) == {}
    assert answer.verdict == "no" or answer.people[0].jobs[0].contributions.after_tax > 0


def test_nothing_is_said_where_something_is_contributed() -> None:
    assert found(planned()) == {}


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (["hsa", "match", "after_tax"], ["hsa", "match", "after_tax"]),
        (["deferral", "ira"], ["after_tax", "deferral", "ira"]),
        (["after_tax", "match"], ["match", "after_tax"]),
    ],
)
def test_after_tax_comes_next_after_the_match(order: list[str], first: list[str]) -> None:
    assert after_tax_first(order) == first
