"""Limits of the years ahead: growth that keeps amounts within 64 bits, and years that have a law.

Amounts ahead are whole cents in 64 bits, and a tax multiplies them by parts per million: beyond
:data:`MOST_AHEAD_CENTS` they would overflow without a warning.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from megaroth.kernel.message import Amount, Message, Share, Shown, message
from megaroth.kernel.money import MOST_AHEAD_CENTS, PPM
from megaroth.law.indices import DEFAULT_INFLATION_PPM
from megaroth.law.years import LAST_WHOLE_YEAR, LAST_YEAR
from megaroth.model.household import Household, Job
from megaroth.model.pay_schedule import Raise
from megaroth.payroll.paydays import USUAL_PAYCHECKS

_LARGEST_OF_LAW = 1_000_000_00
"""About the largest amount of the law that prices move (the phase-out of the alternative minimum
tax), cents."""


class Beyond(NamedTuple):
    """A field that leads further than the years ahead can be counted: its path, what it holds, what
    it should."""

    path: tuple[str | int, ...]
    found: Shown
    expected: Message


def beyond_reach(household: Household) -> Iterator[Beyond]:
    """Every assumption that would carry amounts, or the plan, beyond what can be counted."""
    if not household.people or household.people[0].born.year > household.year:
        return  # such a birth date is refused where it stands
    assumed = household.assumptions
    last = household.people[0].born.year + assumed.plan_until
    if last > LAST_YEAR:
        ends = LAST_YEAR - household.people[0].born.year
        yield Beyond(
            ("assumptions", "plan_until"),
            assumed.plan_until,
            message("law_known_to", most=ends, last=LAST_YEAR),
        )
        return
    years = max(last - household.year, 1)
    paid, owned = _paid(household), _owned(household)
    spent = max(int(household.spending or 0), int(household.spending_in_retirement or 0))
    spent += sum(int(one.amount) for one in household.expenses)
    paid += sum(int(one.amount) for one in household.receipts)
    pensions = {
        ("people", at, "pensions", place): one
        for at, person in enumerate(household.people)
        for place, one in enumerate(person.pensions)
    }
    paid += sum(int(one.amount) for one in pensions.values())
    for path, one in pensions.items():
        if one.cola is not None and not one.indexed:
            yield from _grown((*path, "cola"), int(one.cola), int(one.amount), years)
    # Every model has one path at this growth, and money owed costs it too.
    yield from _grown(("assumptions", "growth"), int(assumed.growth), owned + paid + spent, years)
    if assumed.holds_bonds:
        rate, whole = assumed.bond_interest, owned + paid + spent
        yield from _grown(("assumptions", "bond_interest"), rate, whole, years)
    yield from _grown(("assumptions", "pay_growth"), int(assumed.pay_growth), paid, years)
    stated = ("inflation",) if assumed.inflation is None else ("assumptions", "inflation")
    inflation = household.inflation if assumed.inflation is None else assumed.inflation
    # Prices move the amounts of the law from the last year that is published.
    since = last - min(household.year, LAST_WHOLE_YEAR)
    yield from _grown(
        stated, DEFAULT_INFLATION_PPM if inflation is None else inflation, max(spent, paid), since
    )


def _grown(path: tuple[str | int, ...], rate: int, base: int, years: int) -> Iterator[Beyond]:
    base = max(base, _LARGEST_OF_LAW)
    if base * (1 + max(rate, 0) / PPM) ** years <= MOST_AHEAD_CENTS:
        return
    # Down to a tenth of a percent.
    most = max(math.floor(((MOST_AHEAD_CENTS / base) ** (1 / years) - 1) * 1000), 0) * 1000
    expected = message(
        "growth_at_most",
        most=Share.of(most),
        years=years,
        base=Amount.of(base),
        bound=Amount.of(MOST_AHEAD_CENTS),
    )
    yield Beyond(path, Share(rate, rate), expected)


def _paid(household: Household) -> int:
    """Pay of everybody in a year."""
    jobs = [job for person in household.people for job in person.jobs]
    return sum(
        max([_yearly(job, job), *(_yearly(one, job) for one in job.raises)])
        + sum(int(one.paid(most=True)) for one in job.bonuses)
        for job in jobs
    )


def _yearly(paid: Job | Raise, job: Job) -> int:
    """A year of the pay of a job, or of one of its raises."""
    checks = USUAL_PAYCHECKS[job.pay_frequency] + 1
    return int(paid.pay or 0) + int(paid.pay_per_period or 0) * checks


def _owned(household: Household) -> int:
    """The value of all accounts."""
    people = household.people
    plans = [
        one
        for person in people
        for job in person.jobs
        for one in vars(job.balances).values()
        if one is not None
    ]
    iras = [account.value for person in people for account in person.iras]
    health = [person.hsa.value for person in people if person.hsa is not None]
    return sum(
        int(value)
        for value in [*(one.value for one in plans), *iras, *health, household.taxable.value]
    )
