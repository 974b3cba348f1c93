"""Working years whose contributions stay within what pay and savings leave."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from megaroth.kernel.money import PPM, Cents
from megaroth.model.household import Household
from megaroth.planning.reserve import reserve_of
from megaroth.planning.saved_ahead import SavedAhead, Shortage
from megaroth.planning.savings_at_work import beyond_estimate, may_be_empty
from megaroth.planning.spending import stated_at_work
from megaroth.planning.take_home import (
    growth_before_rollovers,
    idle_take_home,
    premiums,
    take_home,
)
from megaroth.projection.account_returns import level_returns
from megaroth.projection.timeline import Outlook, grown
from megaroth.projection.working_years import WorkingYear, working_year


def years_of_work(
    ahead: Outlook,
    benefits: Mapping[int, Sequence[int]],
    *,
    within_cash: bool = True,
    spent: Mapping[int, Cents] | None = None,
) -> dict[int, WorkingYear]:
    """Calculate an alternative's working years.

    Args:
        ahead: the years.
        benefits: Social Security of each person in each year, cents.
        within_cash: whether contributions stay within the cash that is left. If the file states
            spending and no ``spare_cash``, that is pay and the taxable account at the assumed
            growth, less spending: nobody borrows to contribute. If it states neither, it is the
            year's income.
        spent: spending of each year, cents, if the file states none.
    """
    household = ahead.household
    if household.spare_cash is not None or (household.spending is not None and not within_cash):
        years = [year for year in ahead.years if ahead.working(year)]
        return {year: _settled_year(ahead, ahead.at(year), None) for year in years}
    found = _saving_ahead(ahead, benefits, spent, {})
    for _ in range(_CORRECTIONS):
        if household.spending is None or not may_be_empty(found.working, found.held):
            break
        beyond = beyond_estimate(ahead, found.working, benefits, found.kept)
        if beyond is None:
            break
        found = _saving_ahead(ahead, benefits, spent, beyond)
    return found.working


_CORRECTIONS = 3
"""How often contributions are made smaller where the projection ends a year of work below zero."""


@dataclass
class _Within:
    """Years of work whose contributions stay within cash.

    Attributes:
        working: the years.
        kept: what each year adds to the taxable account, cents.
        held: what the account holds at the end of each year before growth, cents.
        short: the first year whose expenses the account does not pay.
    """

    working: dict[int, WorkingYear] = field(default_factory=dict)
    kept: dict[int, float] = field(default_factory=dict)
    held: dict[int, float] = field(default_factory=dict)
    short: Shortage | None = None


def _saving_ahead(
    ahead: Outlook,
    benefits: Mapping[int, Sequence[int]],
    spent: Mapping[int, Cents] | None,
    beyond: Mapping[int, float],
) -> _Within:
    """The working years with money put aside for later expenses.

    Args:
        ahead: the years.
        benefits: Social Security of each person in each year, cents.
        spent: as in :func:`years_of_work`.
        beyond: what the account gets in a year beyond the estimate, cents.
    """
    saved = SavedAhead()
    found = _within_cash(ahead, benefits, spent, saved, beyond)
    first = min(found.working, default=None)
    for _ in range(_TRIES):
        short = found.short
        if short is None or short.year == first:
            break
        # What years with nothing more to give do not save, the others do in the next round.
        saved.put_aside(short, found.held, _growth(ahead))
        found = _within_cash(ahead, benefits, spent, saved, beyond)
        again = found.short
        if again is not None and short.amount - _CLOSE < again.amount and again.year == short.year:
            break
    return found


def _growth(ahead: Outlook) -> float:
    """The growth of the taxable account."""
    return float(level_returns(ahead.household.assumptions).taxable[0])


def _within_cash(
    ahead: Outlook,
    benefits: Mapping[int, Sequence[int]],
    spent: Mapping[int, Cents] | None,
    saved: SavedAhead,
    beyond: Mapping[int, float],
) -> _Within:
    """The working years with money saved for expenses."""
    household, growth = ahead.household, _growth(ahead)
    found = _Within()
    bound: int | None = None
    unstated = household.spending is None and spent is None
    there = float(household.taxable.value)
    for year in ahead.years:
        spends = _spends(ahead, year, spent)
        there += beyond.get(year, 0.0)
        reserve = float(reserve_of(household)) * ahead.prices(year)
        # What was borrowed for an earlier expense comes first.
        least = 0.0 if unstated else spends - max(there - reserve, min(there, 0.0))
        if year in saved.least:
            least = max(least, spends - there + saved.least[year])
        if ahead.working(year):
            # The limit is usually close to that of the year before.
            guess = (
                None
                if bound is None
                else grown(bound, 1 + float(household.assumptions.pay_growth) / PPM)
            )
            then = ahead.at(year)
            work = _settled_year(ahead, then, guess)
            if (
                unstated
                and guess is None
                and _leaves_something(work, float(premiums(ahead, year, work)))
            ):
                found.working[year] = work
                continue
            found.working[year], left, bound = _leaving(
                ahead, then, least, benefits[year], work, guess
            )
            found.kept[year] = left - spends
            there += left - spends
            found.held[year] = there
        elif not ahead.after_work(year):
            there += idle_take_home(ahead, year, benefits[year]) - spends
        needs = ahead.expenses(year) or not ahead.working(year)
        if found.short is None and there < -_CLOSE and needs and not ahead.after_work(year):
            found.short = Shortage(year, -there)
        there *= 1 + growth
    return found


def _spends(ahead: Outlook, year: int, spent: Mapping[int, Cents] | None) -> float:
    """Spending of a year of work with its expenses, cents; 0 if it is not stated."""
    if ahead.household.spending is not None:
        return float(stated_at_work(ahead, year))
    return 0.0 if spent is None else float(spent[year])


_MOST_TAX = 0.6
"""The largest share of income that federal and state tax take."""


def _leaves_something(work: WorkingYear, most_premiums: float) -> bool:
    """Whether a year's pay covers its contributions and losses at any possible tax."""
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


def _settled_year(ahead: Outlook, then: Household, spare: int | None) -> WorkingYear:
    """A year of work, by its household, with a limit on its contributions, which are never more
    than pay less payroll tax: other cash would pay for what the paychecks cannot carry."""
    # spare_cash is for the whole year, so earlier contributions count.
    household = then if spare is None else replace(then, spare_cash=spare)
    work = working_year(household, ahead.law_book)
    carried = max(int(work.gross - work.payroll_tax), 0)
    return work if int(work.own) <= carried else _carried_by_pay(ahead, household, carried)


def _carried_by_pay(ahead: Outlook, household: Household, most: int) -> WorkingYear:
    """A year of work whose contributions are as near to an amount as they can be, and not above it.

    A step may give back cash that another one could use: an IRA contribution that a deferral leaves
    without compensation (IRC 219(f)(1)).
    """
    best: WorkingYear | None = None
    spare = most
    for _ in range(_TRIES):
        work = working_year(replace(household, spare_cash=spare), ahead.law_book)
        if best is None or best.own < work.own <= most:
            best = work
        unused = most - int(work.own)
        if abs(unused) <= _CLOSE or spare + unused <= 0:
            break
        spare += unused
    assert best is not None
    return best


_TRIES = 6


_CLOSE = 100
"""The tolerance of the amount left, cents."""


_DEAREST = 3.0
"""The most that contributions change for each dollar to be left."""


def _leaving(
    ahead: Outlook,
    then: Household,
    least: float,
    benefits: Sequence[int],
    work: WorkingYear,
    spare: int | None,
) -> tuple[WorkingYear, int, int | None]:
    """A year of work whose contributions leave at least an amount of the income, as far as
    possible.

    Args:
        ahead: the years.
        then: the household of the year.
        least: the amount to be left, cents.
        benefits: Social Security of each person, cents.
        work: the result of a first try.
        spare: the limit of its contributions, cents; None for no limit.

    Returns:
        The year, the amount that it leaves, and the limit of its contributions, cents; None for no
        limit.
    """
    growth = growth_before_rollovers(ahead)
    year = then.year
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
            # Cash that is left over is no limit, unless a step returned it that another one could
            # use.
            free = _settled_year(ahead, then, None)
            if int(free.own) <= at + _CLOSE:
                return free, left_of(free), None
        if at <= 0 and apart < 0:
            break
        spare = max(
            (at if spare is None or apart < 0 else max(at, spare)) + math.floor(apart * rate), 0
        )
        work = _settled_year(ahead, then, spare)
        now = left_of(work)
        # A dollar less of pre-tax money leaves less than a dollar, because tax rises.
        rate = min(max((at - int(work.own)) / (now - left), 1.0), _DEAREST) if now != left else 1.0
        at, left = int(work.own), now
    return work, left, spare
