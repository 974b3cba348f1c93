"""What an alternative costs to have: penalties, money out of reach, and the taxes that it pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import PPM, Column, total
from megaroth.planning.after_tax_wealth import Numbers, owned
from megaroth.planning.best_policies import Way
from megaroth.planning.measures import cash_out
from megaroth.projection.accounts import Accounts, above_zero, sum_columns
from megaroth.projection.early_money import within_reach
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.run import Projected, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, started, together
from megaroth.projection.year import Year

_LOCKED = 1_00
"""Cents out of reach from which a year counts as one with money out of reach."""


@dataclass(frozen=True)
class Cost:
    """The cost of an alternative at the assumed growth.

    Attributes:
        penalties: additional tax on early distributions over the plan, in today's money, cents.
        within_reach: money that can be taken without the additional tax on January 1 of each year,
            in today's money, cents.
        free_from: the first year from which all money but health savings is within reach; None for
            never.
        lasts: whether the money lasts.
        paid: what leaves the accounts by reason, cents, as present values at the assumed growth:
            ``tax_at_work``, ``tax_after_work``, ``penalties``, ``premiums`` of Medicare,
            ``insurance`` before it less the premium tax credit, ``fees`` of accounts, rollovers and
            conversions, and ``tax_at_the_end``, less ``employer`` money, which comes in.
    """

    penalties: int
    within_reach: dict[int, int]
    free_from: int | None
    lasts: bool
    paid: dict[str, int]


def costs_of(ways: Sequence[Way]) -> list[Cost]:
    """What alternatives cost, each under one policy: rows of one projection."""
    all_inputs = [way.inputs for way in ways]
    ahead = all_inputs[0].ahead
    growth = int(ahead.household.assumptions.growth) / PPM
    found: dict[int, Cost] = {}
    for places in groups(all_inputs):
        ours = [all_inputs[place] for place in places]
        level = np.full((len(ours), len(ahead.years)), growth)
        run = project(together(ours, 1), level, look=_reach, start=started(ours, 1))
        at_the_end = _tax_at_the_end(ours[0], run.accounts)
        for row, place in enumerate(places):
            found[place] = _cost(all_inputs[place], run, row, float(at_the_end[row]))
    return [found[place] for place in range(len(ways))]


def _cost(inputs: ScenarioInputs, run: Projected, row: int, at_the_end: float) -> Cost:
    """The cost of the alternative in one row of a projection."""
    ahead = inputs.ahead
    penalties = sum(float(one.penalty[row]) / ahead.prices(one.year) for one in run.years)
    reach = {
        year: round(float(amount[row]) / ahead.prices(year))
        for year, (amount, _) in zip(ahead.years, run.seen, strict=True)
    }
    locked = [
        year
        for year, (_, out_of_reach) in zip(ahead.years, run.seen, strict=True)
        if out_of_reach[row] >= _LOCKED
    ]
    free = ahead.years[0] if not locked else locked[-1] + 1
    return Cost(
        round(penalties),
        reach,
        free if free <= ahead.years[-1] else None,
        not bool(run.accounts.ran_out[row]),
        _paid(inputs, run.years, row, at_the_end),
    )


def _reach(now: Year) -> tuple[Column, Column]:
    """Money that can be taken in a year without the additional tax, and money that cannot."""
    accounts = now.accounts
    free = sum_columns(within_reach(now))
    own = accounts.by_character()
    reach: Column = above_zero(accounts.taxable.value) + free
    return reach, own["pre_tax"] + own["roth"] + own["after_tax"] - free


def _paid(
    inputs: ScenarioInputs, years: Sequence[ProjectedYear], row: int, at_the_end: float
) -> dict[str, int]:
    """What leaves the accounts by reason, as present values; ``at_the_end`` is in cents of the last
    year."""
    ahead = inputs.ahead
    growth = int(ahead.household.assumptions.growth) / PPM
    names = (
        *("tax_at_work", "tax_after_work", "penalties", "premiums", "insurance", "fees"),
        "employer",
    )
    found = dict.fromkeys(names, 0.0)
    for one in years:
        value = (1 + growth) ** -(one.year - ahead.first)
        penalty = float(one.penalty[row])
        tax = float(one.federal_tax[row] + one.state_tax[row]) - penalty
        when = "tax_at_work" if one.year in inputs.working else "tax_after_work"
        found[when] += tax * value
        found["penalties"] += penalty * value
        found["premiums"] += float(one.premiums[row]) * value
        found["insurance"] += (float(one.insurance) - float(one.premium_credit[row])) * value
        found["fees"] += float(one.account_fees[row] + one.conversion_fees[row]) * value
        # Contributions are scalars where all rows share them.
        paid_in = np.broadcast_to(total(*one.contributions.values(), -one.own), one.penalty.shape)
        found["employer"] -= float(paid_in[row]) * value
    found["tax_at_the_end"] = at_the_end * (1 + growth) ** -len(years)
    return {name: round(amount) for name, amount in found.items()}


def _tax_at_the_end(inputs: ScenarioInputs, accounts: Accounts) -> Numbers:
    """The tax of cashing everything out, in cents of the last year, (rows,)."""
    end, ahead = owned(accounts), inputs.ahead
    gross = end.pre_tax + end.hsa + end.after_tax + end.roth + end.taxable - end.owed
    left = cash_out(inputs, accounts) * ahead.prices(ahead.years[-1])
    found: Numbers = gross - left
    return found
