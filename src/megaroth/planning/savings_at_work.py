"""What the taxable account holds in years of work, as the projection has it.

Contributions stay within an estimate of what pay and savings leave. It leaves out what the account
itself is taxed on (dividends, interest, realized gains, sales) and how the basis of IRAs divides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from megaroth.kernel.money import PPM
from megaroth.planning.spending import stated_at_work
from megaroth.projection.account_returns import level_returns
from megaroth.projection.opening_balances import opened
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear

_THIN = 0.25
"""The account as a share of the year's pay above which what the estimate leaves out cannot empty
it."""

_BELOW = 10_00
"""How far below zero the account may end, cents."""


def may_be_empty(working: Mapping[int, WorkingYear], held: Mapping[int, float]) -> bool:
    """Whether the account is so small in a year that what the estimate leaves out may empty it."""
    return any(held[year] < _THIN * float(working[year].gross) for year in held)


def beyond_estimate(
    ahead: Outlook,
    working: Mapping[int, WorkingYear],
    benefits: Mapping[int, Sequence[int]],
    kept: Mapping[int, float],
) -> dict[int, float] | None:
    """What the account gets in each year of work beyond an estimate, in cents of January 1; None if
    it never ends a year below zero.

    Args:
        ahead: the years; spending is stated.
        working: the years of work.
        benefits: Social Security of each person in each year, cents.
        kept: what each year of work is estimated to add to the account, cents.
    """
    last = max(working)
    years = [year for year in ahead.years if year <= last]
    inputs = ScenarioInputs(
        ahead,
        dict(working),
        {year: stated_at_work(ahead, year) for year in years},
        {year: tuple(benefits[year]) for year in ahead.years},
    )
    assumed = ahead.household.assumptions
    level = np.full((1, len(ahead.years)), float(assumed.growth) / PPM)
    ends = [
        int(one.balances["taxable"][0]) for one in project(inputs, level, until=len(years)).years
    ]
    if min(end for year, end in zip(years, ends, strict=True) if year in working) >= -_BELOW:
        return None
    begins = [int(opened(ahead, 1).taxable.value[0]), *ends]
    growth = level_returns(assumed)
    return {
        year: end / (1 + float((growth.taxable if end > 0 else growth.owed)[0]))
        - begin
        - kept[year]
        for year, begin, end in zip(years, begins, ends, strict=False)
        if year in working
    }
