"""The least that contributions leave in the taxable account at the end of each year of work."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.reserve import reserve_of
from megaroth.planning.take_home import premiums
from megaroth.planning.tax_hull import residence, returns_of, tax_of
from megaroth.projection.run import Projected
from megaroth.projection.scenario_inputs import ScenarioInputs

_TOLERANCE = 1_000_00
_SHARE = 0.01
"""How far a plan may fall below: an amount in today's money, and a share of the year's pay, because
a plan's years of work are within cash by an estimate of their tax."""


def reserve_floors(inputs: ScenarioInputs) -> dict[int, int]:
    """The floor of each year of work, cents; below zero where spending must be borrowed.

    Contributions leave the reserve, or what there is of it. Spending that pay does not cover takes
    from it, and so do contributions where the file states ``spare_cash``, which limits them
    instead.
    """
    household = inputs.ahead.household
    stated = household.spare_cash is not None
    found: dict[int, int] = {}
    left = float(household.taxable.value)
    for year in inputs.ahead.years:
        work = inputs.working.get(year)
        if work is None:
            continue
        reserve = reserve_of(household) * inputs.ahead.prices(year)
        slack = _TOLERANCE * inputs.ahead.prices(year) + _SHARE * float(work.gross)
        surplus = _left_without_contributions(inputs, year) - (float(work.own) if stated else 0.0)
        left = min(left, reserve) + min(surplus, 0.0)
        found[year] = round(left - slack)
    return found


def reserve_shortfall(
    inputs: ScenarioInputs, floors: Mapping[int, int], projected: Projected
) -> Numbers:
    """How far a plan falls below the floors in all years, in today's money, cents; (paths,)."""
    short: Numbers = np.zeros(len(projected.accounts.owed))
    for one in projected.years:
        if one.year in floors:
            under = np.maximum(floors[one.year] - one.balances["taxable"], 0)
            short = short + under / inputs.ahead.prices(one.year)
    return short


def _left_without_contributions(inputs: ScenarioInputs, year: int) -> float:
    """What pay and other income leave after tax and spending if nothing is contributed, cents."""
    work = inputs.working[year]
    home = residence(inputs, year)
    none = np.zeros(1, dtype=np.int64)
    returns = returns_of(inputs, year)
    tax = sum(float(tax_of(work.law, home, one, {}, none, none)[0]) for one in returns)
    income = sum(
        int(one)
        for filed in returns
        for one in (
            filed.items.interest,
            filed.items.tax_exempt_interest,
            filed.items.pensions,
            filed.items.other_income,
            filed.items.social_security,
        )
    )
    costs = float(premiums(inputs.ahead, year, work)) + float(inputs.spending[year])
    income += inputs.ahead.untaxed(year)
    return float(work.gross - work.payroll_tax) + income - tax - costs
