"""What is spent in each year: the same for every alternative, so that all have the same cash."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from megaroth.kernel.errors import InputError
from megaroth.kernel.money import PPM, Cents, total
from megaroth.model.household import Household, Job
from megaroth.planyear.state_return import state_return
from megaroth.projection.stacking import year_of_all
from megaroth.projection.timeline import NO_SPENDING, Outlook, grown, jobs_of, worked_part
from megaroth.projection.working_years import PersonFlows, WorkingYear, working_year
from megaroth.tax.federal import Return, federal_tax, gross_income
from megaroth.tax.separate_returns import with_elections
from megaroth.tax.surtaxes import medicare_premiums

IN_RETIREMENT = 0.8
"""Spending after work against spending before, where the file does not say."""


def take_home(work: WorkingYear, benefits: Sequence[int], growth: float) -> Cents:
    """What a year's plan leaves of pay and of income beside it after contributions and tax, cents,
    in the shape of the year's.

    Args:
        work: the year, of one alternative or of some as rows; the tax of its moves at a growth is
            in it.
        benefits: Social Security of each person, cents.
        growth: of the year, a fraction.
    """
    left = work.gross - work.payroll_tax - work.own
    for items, places, state_items in zip(
        _filed(work, benefits, growth), work.filers, work.state_items, strict=True
    ):
        left = total(
            left,
            items.social_security,
            items.pensions,
            items.interest,
            items.tax_exempt_interest,
            items.other_income,
        )
        people = [work.people[place] for place in places]
        federal = federal_tax(work.law, items)
        moved = sum(_taxed(people[1:], to, growth) for to in ("roth_ira", "designated_roth"))
        of_state = state_return(
            work.law,
            work.home,
            items,
            federal,
            replace(state_items, spouse_retirement=moved, spouse_conversions=moved),
        )
        left = left - federal.total - (0 if of_state is None else of_state.total)
    return left


def _filed(work: WorkingYear, benefits: Sequence[int], growth: float) -> list[Return]:
    """The year's returns with Social Security and the income of its moves."""
    found = []
    for items, places in zip(work.returns, work.filers, strict=True):
        people = [work.people[place] for place in places]
        outside, inside = (_taxed(people, to, growth) for to in ("roth_ira", "designated_roth"))
        found.append(
            replace(
                items,
                social_security=sum(benefits[place] for place in places),
                roth_conversions=outside,
                in_plan_rollovers=inside,
            )
        )
    return with_elections(work.law, found)


def premiums(ahead: Outlook, year: int, work: WorkingYear) -> int:
    """About what Medicare takes in a year of work: premiums by the income that pay and pensions of
    the year itself make, cents."""
    living, joint = ahead.living(year), ahead.status(year) == "married_joint"
    found = 0
    for items, places in zip(work.returns, ahead.filers(year), strict=True):
        covered = sum(
            ahead.household.people[place] in living
            and ahead.has_medicare(ahead.household.people[place], year)
            for place in places
        )
        if covered:
            found += covered * int(
                medicare_premiums(work.law, int(gross_income(work.law, items).agi), joint)
            )
    return found


def _taxed(people: list[PersonFlows], to: str, growth: float) -> Cents:
    """Income of these people's moves, cents."""
    moved = [flows.moved[to].taxed for flows in people if to in flows.moved]
    back_door = total(*(flows.back_door_taxed for flows in people)) if to == "roth_ira" else 0
    return total(back_door, *(_whole(still + more * growth) for still, more in moved))


def _whole(cents: Any) -> Cents:
    return round(cents) if isinstance(cents, (int, float)) else np.rint(cents).astype(np.int64)


def years_of_work(
    ahead: Outlook, benefits: Mapping[int, Sequence[int]], *, within_cash: bool = True
) -> dict[int, WorkingYear]:
    """Play an alternative's years of work.

    Args:
        ahead: its years.
        benefits: Social Security of each person in each year, cents.
        within_cash: where the file states spending and not what can be put away (``spare_cash``),
            contribute no more than pay and the taxable account leave beside it, the account at the
            assumed growth: nobody borrows to contribute. Where spending is not stated either,
            contribute no more than what comes in.
    """
    household = ahead.household
    years = [year for year in ahead.years if ahead.working(year)]
    if household.spare_cash is not None or (household.spending is not None and not within_cash):
        return {year: working_year(ahead.at(year)) for year in years}
    found = {}
    bound: int | None = None
    growth, there = float(household.assumptions.growth) / PPM, float(household.taxable.value)
    for year in ahead.years:
        if household.spending is None:
            spent = least = 0.0
        else:
            spent = float(
                grown(household.spending, ahead.prices(year) * survivor_share(ahead, year))
            )
            least = spent - there
        if ahead.working(year):
            # What bound the year before is near to what binds this one.
            guess = (
                None
                if bound is None
                else grown(bound, 1 + float(household.assumptions.pay_growth) / PPM)
            )
            work = _played(ahead.at(year), guess)
            if (
                household.spending is None
                and guess is None
                and _leaves_something(work, float(premiums(ahead, year, work)))
            ):
                found[year] = work
                continue
            found[year], left, bound = _leaving(ahead, year, least, benefits[year], work, guess)
            there = max(there + left - spent, 0.0)
        there *= 1 + growth
    return found


_MOST_TAX = 0.6
"""The most of income that federal and state tax take."""


def _leaves_something(work: WorkingYear, most_premiums: float) -> bool:
    """Whether a year's pay pays for what it contributes whatever the tax is, and for losses beside
    it."""
    moved = sum(
        float(one.taxed[0] + one.taxed[1]) for flows in work.people for one in flows.moved.values()
    )
    lost = sum(
        min(float(one), 0.0)
        for items in work.returns
        for one in (items.other_income, items.business_income)
    )
    return bool(
        (1 - _MOST_TAX) * work.gross + lost
        >= work.payroll_tax + work.own + most_premiums + _MOST_TAX * moved
    )


def _played(household: Household, spare: int | None) -> WorkingYear:
    # spare_cash is the whole year's: what was made before counts in it.
    return working_year(household if spare is None else replace(household, spare_cash=spare))


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
    household, growth = ahead.at(year), max(float(ahead.household.assumptions.growth) / PPM, 0.0)
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
            free = _played(household, None)
            if int(free.own) <= at + _CLOSE:
                return free, left_of(free), None
        if at <= 0 and apart < 0:
            break
        spare = max(
            (at if spare is None or apart < 0 else max(at, spare)) + math.floor(apart * rate), 0
        )
        work = _played(household, spare)
        now = left_of(work)
        # Less pre-tax money brings more tax: each dollar leaves a part of one.
        rate = min(max((at - int(work.own)) / (now - left), 1.0), _DEAREST) if now != left else 1.0
        at, left = int(work.own), now
    return work, left, spare


def spending(
    ahead: Outlook,
    alternatives: list[dict[int, WorkingYear]],
    benefits: Mapping[int, Sequence[int]],
) -> dict[int, int]:
    """Spending of every year, cents of that year.

    Args:
        ahead: the household's years.
        alternatives: each one's years of work.
        benefits: Social Security of each person in each year, cents.

    Returns:
        By year: what the file states, else what the alternative that puts away most leaves; after
        work what the file states, else a share of that of the first whole year of work, and no less
        when one of two has stopped working.

    Raises:
        InputError: nobody works and spending in retirement is not stated.
    """
    household = ahead.household
    left = (
        {}
        if household.spending is not None
        else {year: _left(ahead, year, alternatives, benefits) for year in alternatives[0]}
    )
    found: dict[int, int] = {}
    for year in ahead.years:
        at_prices = ahead.prices(year) * survivor_share(ahead, year)
        if not ahead.working(year):
            found[year] = grown(_retired(ahead, left), at_prices)
        elif household.spending is not None:
            found[year] = grown(household.spending, at_prices)
        else:
            # One pay fewer is not the end of the household's spending: what is saved for it makes
            # up for it.
            fewer = any(
                person.jobs and ahead.retired(person, year) for person in ahead.living(year)
            )
            found[year] = (
                max(left[year], grown(_retired(ahead, left), at_prices)) if fewer else left[year]
            )
    return found


def _left(
    ahead: Outlook,
    year: int,
    alternatives: list[dict[int, WorkingYear]],
    benefits: Mapping[int, Sequence[int]],
) -> int:
    """What the alternative that puts away most leaves of a year of work, cents."""
    growth = max(float(ahead.household.assumptions.growth) / PPM, 0.0)
    living = ahead.living(year)
    own = [
        benefits[year][place]
        for place, person in enumerate(ahead.household.people)
        if person in living
    ]
    of_medicare = premiums(ahead, year, alternatives[0][year])
    left = take_home(year_of_all([one[year] for one in alternatives]), own, growth)
    return max(int(np.min(left)) - of_medicare, 0)


def parts_of(spent: Mapping[int, Cents], own: Mapping[int, Cents]) -> dict[int, float]:
    """What is spent in each year as a part of what would be spent by itself; the whole where that
    is nothing."""
    return {
        year: float(spent[year]) / float(amount) if amount else 1.0 for year, amount in own.items()
    }


def in_parts(own: Mapping[int, Cents], parts: Mapping[int, float]) -> dict[int, int]:
    """The same parts of other spending, cents; years after the last have its part."""
    last = parts[max(parts)] if parts else 1.0
    return {year: round(float(amount) * parts.get(year, last)) for year, amount in own.items()}


def survivor_share(ahead: Outlook, year: int) -> float:
    """What of spending is left after a spouse's death."""
    return (
        float(ahead.household.assumptions.survivor_spending) / PPM if ahead.widowed(year) else 1.0
    )


def _retired(ahead: Outlook, left: Mapping[int, int]) -> int:
    """Spending after work in money of the first year; ``left`` is what years of work leave where
    spending is not stated."""
    household = ahead.household
    if household.spending_in_retirement is not None:
        return int(household.spending_in_retirement)
    if household.spending is not None:
        return grown(household.spending, IN_RETIREMENT)
    if not left:
        raise InputError([NO_SPENDING])
    year = whole_year(ahead)
    if year is None:
        year = max(left, key=lambda one: left[one] / ahead.prices(one))
    return grown(left[year], IN_RETIREMENT / ahead.prices(year))


def whole_year(ahead: Outlook) -> int | None:
    """The first year of work in which no job begins or ends and as many people work as in the
    first; None where there is none."""
    working = [year for year in ahead.years if ahead.working(year)]

    def jobs(year: int) -> list[tuple[Job, ...]]:
        return [
            jobs_of(person, year)
            for person in ahead.living(year)
            if not ahead.retired(person, year) and jobs_of(person, year)
        ]

    for year in working:
        whole = all(worked_part(job, year) == 1 for held in jobs(year) for job in held)
        if whole and len(jobs(year)) >= len(jobs(working[0])):
            return year
    return None
