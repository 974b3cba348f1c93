"""Years of work whose contributions stay within what pay and savings leave."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from megaroth.kernel.money import PPM, Cents
from megaroth.planning.spending import survivor_share
from megaroth.planning.take_home import premiums, take_home
from megaroth.projection.timeline import Outlook, grown
from megaroth.projection.working_years import WorkingYear, working_year


def years_of_work(
    ahead: Outlook,
    benefits: Mapping[int, Sequence[int]],
    *,
    within_cash: bool = True,
    spent: Mapping[int, Cents] | None = None,
) -> dict[int, WorkingYear]:
    """Play an alternative's years of work.

    Args:
        ahead: its years.
        benefits: Social Security of each person in each year, cents.
        within_cash: where the file states spending and not what can be put away (``spare_cash``),
            contribute no more than pay and the taxable account leave beside it, the account at the
            assumed growth: nobody borrows to contribute. Where spending is not stated either,
            contribute no more than what comes in.
        spent: where the file states no spending, what is spent in each year, cents.
    """
    household = ahead.household
    years = [year for year in ahead.years if ahead.working(year)]
    if household.spare_cash is not None or (household.spending is not None and not within_cash):
        return {year: working_year(ahead.at(year), ahead.law_book) for year in years}
    found = {}
    bound: int | None = None
    growth, there = float(household.assumptions.growth) / PPM, float(household.taxable.value)
    for year in ahead.years:
        if household.spending is not None:
            spends = float(
                grown(household.spending, ahead.prices(year) * survivor_share(ahead, year))
            )
        else:
            spends = 0.0 if spent is None else float(spent[year])
        unstated = household.spending is None and spent is None
        least = 0.0 if unstated else spends - there
        if ahead.working(year):
            # What bound the year before is near to what binds this one.
            guess = (
                None
                if bound is None
                else grown(bound, 1 + float(household.assumptions.pay_growth) / PPM)
            )
            work = _played(ahead, year, guess)
            if (
                unstated
                and guess is None
                and _leaves_something(work, float(premiums(ahead, year, work)))
            ):
                found[year] = work
                continue
            found[year], left, bound = _leaving(ahead, year, least, benefits[year], work, guess)
            there = max(there + left - spends, 0.0)
        there *= 1 + growth
    return found


_MOST_TAX = 0.6
"""The most of income that federal and state tax take."""


def _leaves_something(work: WorkingYear, most_premiums: float) -> bool:
    """Whether a year's pay pays for what it contributes whatever the tax is, and for losses beside
    it."""
    moved = sum(
        float(one.taxed[0] + one.taxed[1]) for flows in work.people for one in flows.moved.values()
    ) + sum(float(flows.taxed_employer) for flows in work.people)
    lost = sum(
        min(float(one), 0.0)
        for items in work.returns
        for one in (items.other_income, items.business_income)
    )
    return bool(
        (1 - _MOST_TAX) * work.gross + lost
        >= work.payroll_tax + work.own + most_premiums + _MOST_TAX * moved
    )


def _played(ahead: Outlook, year: int, spare: int | None) -> WorkingYear:
    household = ahead.at(year)
    # spare_cash is the whole year's: what was made before counts in it.
    return working_year(
        household if spare is None else replace(household, spare_cash=spare), ahead.law_book
    )


_TRIES = 6


_CLOSE = 100
"""Cents by which what is left may miss."""


_DEAREST = 3.0
"""The most that contributions change with a dollar that is to be left."""


def _leaving(
    ahead: Outlook,
    year: int,
    least: float,
    benefits: Sequence[int],
    work: WorkingYear,
    spare: int | None,
) -> tuple[WorkingYear, int, int | None]:
    """A year of work whose contributions leave at least so much of what comes in, as far as they
    can.

    Args:
        ahead: the years.
        year: which.
        least: what is to be left, cents.
        benefits: Social Security of each person, cents.
        work: the year as a first try plays it.
        spare: what bounds its contributions, cents; None for nothing.

    Returns:
        The year, what it leaves, and what bounds its contributions, cents; None for nothing.
    """
    growth = max(float(ahead.household.assumptions.growth) / PPM, 0.0)
    own = [
        benefits[place]
        for place, person in enumerate(ahead.household.people)
        if person in ahead.living(year)
    ]

    def left_of(work: WorkingYear) -> int:
        return int(take_home(work, own, growth) - premiums(ahead, year, work))

    at, left, rate = int(work.own), left_of(work), 1.0
    for _ in range(_TRIES):
        apart = left - least
        if apart >= -_CLOSE and (spare is None or apart <= _CLOSE):
            return work, left, spare
        if spare is not None and apart > 0 and at < spare - _CLOSE:
            # Cash that is not used up bounds nothing, unless a step gave it back that others could
            # have had.
            free = _played(ahead, year, None)
            if int(free.own) <= at + _CLOSE:
                return free, left_of(free), None
        if at <= 0 and apart < 0:
            break
        spare = max(
            (at if spare is None or apart < 0 else max(at, spare)) + math.floor(apart * rate), 0
        )
        work = _played(ahead, year, spare)
        now = left_of(work)
        # Less pre-tax money brings more tax: each dollar leaves a part of one.
        rate = min(max((at - int(work.own)) / (now - left), 1.0), _DEAREST) if now != left else 1.0
        at, left = int(work.own), now
    return work, left, spare
