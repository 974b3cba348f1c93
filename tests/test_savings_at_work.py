"""Years of work never borrow where pay and savings carry the stated spending; where they do not, the
money does not last."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.prepare import Prepared, prepare
from megaroth.projection.run import project
from megaroth.readers.household_file import parse_household

SAVER = """
year = 2026
filing_status = "single"
state = "{state}"
spending = {spending}
reserve = 0
alternatives = ["taxable", "mega", "mega_yearly"]
[[people]]
name = "Ann"
born = {born}-06-15
retires_at = 62
{ira}
[[people.jobs]]
employer = "Firm"
pay = 200_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
[taxable]
value = {saved}
basis = {basis}
[assumptions]
model = "fixed"
plan_until = 75
"""

IRA = """[[people.iras]]
kind = "traditional"
value = 300_000
"""

BELOW = 10_00
"""Dollars below zero that no correction reaches, in cents."""


def saver(spending: int, state: str = "CA", *, ira: str = "", born: int = 1986) -> Household:
    saved = 60_000
    return parse_household(
        SAVER.format(
            state=state, spending=spending, ira=ira, born=born, saved=saved, basis=saved * 3 // 4
        )
    )


def lowest_at_work(prepared: Prepared) -> list[int]:
    """The lowest balance of the taxable account in the years of work of each alternative."""
    found = []
    for inputs in prepared.inputs:
        last = max(inputs.working)
        years = list(inputs.ahead.years)
        run = project(inputs, np.full((1, len(years)), 0.06), until=years.index(last) + 1)
        found.append(min(int(one.balances["taxable"][0]) for one in run.years))
    return found


@pytest.mark.parametrize(
    ("state", "ira", "born"),
    [*itertools.product(("CA", "TX"), ("", IRA), (1986,)), ("CA", IRA, 1970)],
    ids=["CA", "CA, IRA", "TX", "TX, IRA", "CA, IRA, catch-up"],
)
def test_contributions_never_empty_the_account_beyond_zero(state: str, ira: str, born: int) -> None:
    """The tax on dividends, sales and the conversions of a backdoor Roth with a traditional IRA was
    left out, so the account of somebody with no reserve fell to -14,000 and stayed there."""
    assert min(lowest_at_work(prepare(saver(90_000, state, ira=ira, born=born)))) >= -BELOW


def test_contributions_are_given_up_for_spending_and_no_more_than_that() -> None:
    """What pay leaves after tax and spending is contributed: nothing is left in the account."""
    prepared = prepare(saver(90_000))
    inputs = prepared.inputs[1]
    run = project(inputs, np.full((1, len(inputs.ahead.years)), 0.06))
    later = [one for one in run.years if one.year in inputs.working][5:15]
    assert all(int(one.own) > 40_000_00 for one in later)
    assert all(int(one.balances["taxable"][0]) < 2_000_00 for one in later)


def test_spending_that_pay_and_savings_do_not_carry_does_not_last() -> None:
    """It was borrowed from year to year up to a year's pay, and repaid from the plan after work."""
    answer = compare(saver(150_000))
    assert answer.headline is not None
    assert answer.headline.verdict == "does_not_last"
    for inputs in prepare(saver(150_000)).inputs:
        run = project(inputs, np.full((1, len(inputs.ahead.years)), 0.06))
        assert run.accounts.ran_out.all()


def test_a_bad_market_that_contributions_cause_a_loan_in_is_no_shortage_of_spending() -> None:
    """Contributions are set at the assumed growth: with less they would be smaller."""
    inputs = prepare(saver(90_000)).inputs[1]
    returns = np.full((1, len(inputs.ahead.years)), 0.06)
    returns[0, 0] = -0.4
    last = list(inputs.ahead.years).index(max(inputs.working)) + 1
    run = project(inputs, returns, until=last)
    assert min(int(one.balances["taxable"][0]) for one in run.years) < 0
    assert not run.accounts.ran_out.any()
