"""Spending of each year: the same for every alternative, so that all have the same cash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from megaroth.kernel.errors import InputError
from megaroth.kernel.money import PPM, Cents
from megaroth.model.household import Job
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.take_home import growth_before_rollovers, premiums, take_home
from megaroth.planning.unstated_spending import (
    NO_SPENDING,
    NO_SPENDING_AT_WORK,
    expenses_of_work,
)
from megaroth.projection.jobs_held import jobs_of, worked_part
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import year_of_all
from megaroth.projection.timeline import (
    Outlook,
    grown,
)
from megaroth.projection.working_years import WorkingYear

IN_RETIREMENT = 0.8
"""Spending after work as a share of spending before, if the file does not state it."""


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
        By year: the stated spending, or else what the alternative that saves the most leaves
        without receipts, which are saved. After work: the stated spending, or else a share of that
        of the first whole year of work. When one of two people has stopped working, it is at least
        the spending after work. Stated expenses come on top.

    Raises:
        InputError: spending is not stated, and nobody works or years of work have stated expenses.
    """
    household = ahead.household
    if household.spending is None and expenses_of_work(ahead):
        raise InputError([NO_SPENDING_AT_WORK])
    left = (
        {}
        if household.spending is not None
        else {year: _left(ahead, year, alternatives, benefits) for year in alternatives[0]}
    )
    found: dict[int, int] = {}
    for year in ahead.years:
        at_prices = ahead.prices(year) * survivor_share(ahead, year)
        if household.spending is not None and not ahead.after_work(year):
            found[year] = grown(household.spending, at_prices)
        elif not ahead.working(year):
            found[year] = grown(_retired(ahead, left), at_prices)
        else:
            # Savings replace the pay of a person who stops working, so spending does not fall below
            # that after work.
            fewer = any(
                person.jobs and (ahead.retired(person, year) or not jobs_of(person, year))
                for person in ahead.living(year)
            )
            found[year] = (
                max(left[year], grown(_retired(ahead, left), at_prices)) if fewer else left[year]
            )
        found[year] += ahead.expenses(year)
    return found


def stated_at_work(ahead: Outlook, year: int) -> int:
    """Stated spending in a year of work, including its expenses, in cents of that year.

    Raises:
        ValueError: the file states no spending.
    """
    if ahead.household.spending is None:
        raise ValueError("no spending is stated")
    at_prices = ahead.prices(year) * survivor_share(ahead, year)
    return grown(ahead.household.spending, at_prices) + ahead.expenses(year)


def at_level(inputs: ScenarioInputs, level: Cents | Numbers) -> dict[int, Cents]:
    """Spending of every year with a level after all work, cents of that year; stated expenses come
    on top.

    Args:
        inputs: the inputs of the projection; spending while anybody works stays the same.
        level: in today's money, cents a year, a scalar or (paths,).
    """
    return {
        year: inputs.spending[year]
        if not inputs.ahead.after_work(year)
        else level_in(inputs.ahead, year, level) + inputs.ahead.expenses(year)
        for year in inputs.ahead.years
    }


def level_in(ahead: Outlook, year: int, level: Cents | Numbers) -> Cents:
    """A level of spending in a year after work, cents of that year. After a death it is the
    survivor's share."""
    found = level * (ahead.prices(year) * survivor_share(ahead, year))
    return round(found) if isinstance(found, float) else np.rint(found).astype(np.int64)


def _left(
    ahead: Outlook,
    year: int,
    alternatives: list[dict[int, WorkingYear]],
    benefits: Mapping[int, Sequence[int]],
) -> int:
    """What the alternative that saves the most leaves in a year of work, cents."""
    growth = growth_before_rollovers(ahead)
    living = ahead.living(year)
    own = [
        benefits[year][place]
        for place, person in enumerate(ahead.household.people)
        if person in living
    ]
    of_medicare = premiums(ahead, year, alternatives[0][year])
    work = year_of_all([one[year] for one in alternatives])
    left = take_home(work, own, growth, with_receipts=False)
    return max(int(np.min(left)) - of_medicare, 0)


def parts_of(spent: Mapping[int, Cents], own: Mapping[int, Cents]) -> dict[int, float]:
    """Spending of each year as a share of the household's own spending; 1 if that is zero."""
    return {
        year: float(spent[year]) / float(amount) if amount else 1.0 for year, amount in own.items()
    }


def in_parts(own: Mapping[int, Cents], parts: Mapping[int, float]) -> dict[int, int]:
    """These shares of other spending, cents; later years have the last share."""
    last = parts[max(parts)] if parts else 1.0
    return {year: round(float(amount) * parts.get(year, last)) for year, amount in own.items()}


def survivor_share(ahead: Outlook, year: int) -> float:
    """The share of spending that remains after a spouse's death."""
    return (
        float(ahead.household.assumptions.survivor_spending) / PPM if ahead.widowed(year) else 1.0
    )


def _retired(ahead: Outlook, left: Mapping[int, int]) -> int:
    """Spending after work in dollars of the first year; ``left`` is what years of work leave if
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
    first; None if there is none."""
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
