"""Take-home pay of a year of work, after contributions, tax and Medicare premiums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from megaroth.kernel.money import Cents, total
from megaroth.planyear.pensions import untaxed_pensions
from megaroth.planyear.receipts import taxable_receipts, untaxed_receipts
from megaroth.planyear.state_return import Residence, state_return
from megaroth.projection.account_returns import level_returns
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.scenario_inputs import idle_returns, idle_state_items
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import PersonFlows, WorkingYear
from megaroth.tax.federal import Return, federal_tax, gross_income
from megaroth.tax.separate_returns import with_elections
from megaroth.tax.surtaxes import medicare_premiums


def take_home(
    work: WorkingYear, benefits: Sequence[int], growth: float, *, with_receipts: bool = True
) -> Cents:
    """Pay and other income of a year after contributions and tax, cents, in the shape of the year's
    amounts.

    Args:
        work: the year of one alternative, or of several as rows, with the tax on its rollovers.
        benefits: Social Security of each person, cents.
        growth: of the year, a fraction.
        with_receipts: whether the year's receipts and the tax on them count.
    """
    if not with_receipts:
        work = _without_receipts(work)
    left = work.gross - work.payroll_tax - work.own - work.fees
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
            replace(
                state_items,
                spouse_retirement=total(state_items.spouse_retirement, moved),
                spouse_conversions=moved,
            ),
        )
        left = left - federal.total - (0 if of_state is None else of_state.total)
    household = work.household
    of_pensions = untaxed_pensions(household.people, household.year)
    return total(left, untaxed_receipts(household), of_pensions)


def growth_before_rollovers(ahead: Outlook) -> float:
    """The assumed growth of after-tax money in plans, which is taxed when it moves; no losses."""
    return max(float(level_returns(ahead.household.assumptions).plan_roth[0]), 0.0)


def idle_take_home(ahead: Outlook, year: int, benefits: Sequence[int]) -> int:
    """Income of a year between jobs after tax and health insurance, without income from accounts,
    cents.

    Args:
        ahead: the years.
        year: the calendar year.
        benefits: Social Security of each person, cents.
    """
    law, household = ahead.law(year), ahead.at(year)
    home = Residence(year, household.state, household.city)
    insurance = insurance_of(ahead, year)
    left = ahead.untaxed(year) - (0 if insurance is None else insurance.premium)
    returns = zip(
        idle_returns(ahead, year), idle_state_items(ahead, year), ahead.filers(year), strict=True
    )
    for items, state_items, places in returns:
        items = replace(items, social_security=sum(benefits[place] for place in places))
        federal = federal_tax(law, items)
        of_state = state_return(law, home, items, federal, state_items)
        left += int(
            total(
                items.social_security,
                items.pensions,
                items.interest,
                items.tax_exempt_interest,
                items.other_income,
                -federal.total,
                0 if of_state is None else -of_state.total,
                0 if insurance is None else insurance.credit(law, items, federal),
            )
        )
    return left


def _without_receipts(work: WorkingYear) -> WorkingYear:
    """The year without its receipts; contributions stay as they are."""
    household, people = work.household, work.household.people
    returns = [
        replace(
            items,
            other_income=items.other_income
            - taxable_receipts(household, [people[place] for place in places], len(work.returns)),
        )
        for items, places in zip(work.returns, work.filers, strict=True)
    ]
    return replace(work, returns=returns, household=replace(household, receipts=()))


def _filed(work: WorkingYear, benefits: Sequence[int], growth: float) -> list[Return]:
    """The year's returns with Social Security and the income from rollovers."""
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
    """Approximate Medicare premiums of a year of work, from the income of the same year, cents."""
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
    """Income of these people's moves, and of what else is taxed on its way to Roth there, cents."""
    moved = [flows.moved[to].taxed for flows in people if to in flows.moved]
    more_of = [
        flows.backdoor_roth_taxed if to == "roth_ira" else flows.taxed_employer for flows in people
    ]
    return total(*more_of, *(_whole(still + more * growth) for still, more in moved))


def _whole(cents: Any) -> Cents:
    return round(cents) if isinstance(cents, (int, float)) else np.rint(cents).astype(np.int64)
