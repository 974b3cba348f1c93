"""Measures of wealth at the end, each consistent in itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from megaroth.kernel.money import PPM, Cents, Column
from megaroth.law.law import Law
from megaroth.planning.after_tax_wealth import GAINS_RATE, Numbers, owned
from megaroth.planyear.state_return import Residence, state_return
from megaroth.projection.accounts import Accounts, above_zero, sum_columns
from megaroth.projection.health_savings import income_of_cashing_out
from megaroth.projection.scenario_inputs import ScenarioInputs, idle_returns
from megaroth.projection.timeline import Outlook
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.separate_returns import with_elections
from megaroth.tax.states.resident import StateItems

HEIRS_YEARS = 10
"""Years in which heirs must take what they inherit (IRC 401(a)(9)(B)(i), (H)(i))."""


def estate(inputs: ScenarioInputs, accounts: Accounts) -> Numbers:
    """What heirs get after tax, in today's money, cents, (paths,).

    The taxable account is worth its value, because its basis steps up (IRC 1014). Heirs take
    pre-tax money in ten equal parts at their own rate, and leave Roth money for ten years more:
    both are worth more than money that pays tax on its dividends in those years. Health savings are
    income at once (IRC 223(f)(8)(B)).
    """
    ahead = inputs.ahead
    end, assumed = owned(accounts), ahead.household.assumptions
    kept = 1 - int(assumed.heirs_rate) / PPM
    spread, at_the_end = heirs_factors(ahead)
    in_plans = end.pre_tax + end.after_tax
    found: Numbers = (
        (in_plans - end.basis) * kept * spread
        + end.basis * spread
        + end.hsa * kept
        + end.roth * at_the_end
        + end.taxable
        - end.owed
    )
    return found / ahead.prices(ahead.years[-1])


def heirs_factors(ahead: Outlook) -> tuple[float, float]:
    """What an heir's untaxed dollar is worth in dollars of a taxable account.

    First if it is taken over ten years (a tenth of it, then a ninth of what is left, and so on),
    then if it is taken whole after ten years.
    """
    assumed = ahead.household.assumptions
    growth, rate = int(assumed.growth) / PPM, GAINS_RATE / PPM
    dividends = int(assumed.dividend_yield) / PPM
    realized = int(assumed.turnover) / PPM * max(growth - dividends, 0.0)
    taxable = 1 + growth - rate * (dividends + realized)
    spread, left = 0.0, 1.0
    for year in range(1, HEIRS_YEARS + 1):
        left *= 1 + growth
        taken = left / (HEIRS_YEARS + 1 - year)
        left -= taken
        spread += taken / taxable**year
    return spread, ((1 + growth) / taxable) ** HEIRS_YEARS


def cash_out(inputs: ScenarioInputs, accounts: Accounts, year: int | None = None) -> Numbers:
    """What is left when everything is cashed out at the end of a year, after the tax of that year,
    in today's money, cents, (paths,).

    The returns hold nothing else: pre-tax money, health savings and gains, by the law and the state
    of the year. Before 59 1/2 the additional tax is due, and earnings of Roth IRAs are income.

    Args:
        inputs: the alternative.
        accounts: at the end of the year.
        year: the last one if omitted.
    """
    ahead = inputs.ahead
    year = ahead.years[-1] if year is None else year
    law = ahead.law(year)
    end = owned(accounts)
    worth = end.pre_tax + end.hsa + end.after_tax + end.roth + end.taxable - end.owed
    tax = np.zeros(len(worth), dtype=np.int64)
    filers = ahead.filers(year)
    items = [
        _cashed_out(inputs, accounts, law, places, base, len(filers))
        for base, places in zip(cash_out_returns(inputs), filers, strict=True)
    ]
    for one, places in zip(with_elections(law, items), filers, strict=True):
        tax = tax + _tax(inputs, accounts, law, one, places)
    found: Numbers = (worth - tax) / ahead.prices(year)
    return found


def cash_out_returns(inputs: ScenarioInputs) -> list[Return]:
    """The returns of the year of the cash-out, without anything on them."""
    return [
        Return(
            status=base.status,
            lived_apart=base.lived_apart,
            age=base.age,
            spouse_age=base.spouse_age,
            blind=base.blind,
        )
        for base in idle_returns(inputs.ahead, inputs.ahead.years[-1])
    ]


def _cashed_out(
    inputs: ScenarioInputs,
    accounts: Accounts,
    law: Law,
    places: list[int],
    base: Return,
    returns: int,
) -> Return:
    """The return of these people in the year of the cash-out."""
    people = inputs.ahead.household.people
    young = [
        2 * people[place].age(law.year) < law.early_distribution_age_in_half_years
        for place in places
    ]
    pre_tax = [_untaxed(accounts, place) for place in places]
    roth = [
        _roth_earnings(accounts, place) * is_young
        for place, is_young in zip(places, young, strict=True)
    ]
    early = [
        (one + more) * is_young for one, more, is_young in zip(pre_tax, roth, young, strict=True)
    ]
    gain = above_zero(accounts.taxable.value - accounts.taxable.basis)
    return replace(
        base,
        long_term_gain=gain // returns,
        ira_distributions=sum_columns([*pre_tax, *roth]),
        other_income=accounts.hsa // returns,
        early_distributions=sum_columns(early),
    )


def _untaxed(accounts: Accounts, place: int) -> Column:
    """Money of a person in plans and traditional IRAs that was not taxed yet."""
    moneys = (accounts.plans[place], accounts.iras[place], accounts.after_tax[place])
    return sum_columns([above_zero(one.value - one.basis) for one in moneys])


def _roth_earnings(accounts: Accounts, place: int) -> Column:
    """The part of a person's Roth money that is neither a contribution nor a conversion."""
    account, plan = accounts.roth[place], accounts.roth_plan[place]
    conversions: Cents = sum(one.taxed + one.untaxed for one in account.layers)
    in_iras = above_zero(account.value - account.regular - conversions)
    return in_iras + above_zero(plan.value - plan.basis)


def _tax(
    inputs: ScenarioInputs, accounts: Accounts, law: Law, items: Return, places: list[int]
) -> Column:
    """Federal and state tax of a return."""
    ahead, year = inputs.ahead, law.year
    lines = federal_tax(law, items)
    state = ahead.state(year)
    found: Column = np.asarray(lines.total) + np.zeros_like(accounts.hsa)
    if state is None:
        return found
    city = ahead.household.city if state == ahead.household.state else None
    second = _untaxed(accounts, places[1]) if len(places) > 1 else 0
    health: Cents = 0
    if law.state(state).taxes_health_savings:
        health = income_of_cashing_out(accounts) // len(ahead.filers(year))
    of_state = state_return(
        law,
        Residence(year, state, city),
        items,
        lines,
        StateItems(city=city or "", spouse_retirement=second, hsa_earnings=health),
    )
    return found if of_state is None else found + np.asarray(of_state.total)
