"""The tax returns of a projected year: their items, and the tax on them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from megaroth.kernel.money import PPM, Cents, Column, share, total
from megaroth.kernel.trace import idle
from megaroth.planyear.state_return import state_return
from megaroth.projection.accounts import above_zero, part, sum_columns
from megaroth.projection.filed_returns import TaxReturns
from megaroth.projection.health_savings import state_income, taxed_by_state
from megaroth.projection.pre_tax import Taken
from megaroth.projection.scenario_inputs import YearTax, idle_returns
from megaroth.projection.year_state import YearState
from megaroth.rules.clocks import qualified_distribution
from megaroth.rules.roth_order import roth_ira_early_tax, roth_ira_order, roth_ira_taxable
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.separate_returns import with_elections
from megaroth.tax.states.resident import StateTax

_STATE_RATE = "early_distribution_rate"
"""Of states with an additional tax of their own."""


def returns_before(now: YearState) -> list[Return]:
    """Each return without withdrawals, with dividends and interest."""
    filed = now.work.returns if now.work is not None else idle_returns(now.inputs.ahead, now.year)
    benefits = now.inputs.benefits[now.year]
    return [
        items.changed(
            dividends=_taxed(now, dividends),
            qualified_dividends=_taxed(now, dividends - unqualified),
            interest=total(items.interest, _taxed(now, interest)),
            short_term_gain=0,
            ira_distributions=0,
            social_security=sum(benefits[place] for place in places),
            **_level_amounts(now, at, items),
        )
        for at, (items, places, dividends, unqualified, interest) in enumerate(
            zip(
                filed,
                now.filers,
                _shared(now, now.dividends),
                _shared(now, now.unqualified),
                _shared(now, now.interest),
                strict=True,
            )
        )
    ]


def _level_amounts(now: YearState, at: int, items: Return) -> dict[str, Cents]:
    """Income of a return that stays the same in dollars, where prices are not the assumed ones."""
    if now.lost is None:
        return {}
    return {
        "pensions": _taxed(now, items.pensions - now.lost.pensions[at]),
        "other_income": _taxed(now, items.other_income - now.lost.receipts[at]),
    }


def returns_of(now: YearState, more: int = 0) -> list[Return]:
    """Each return with withdrawals, and with more ordinary income on the first."""
    taken = now.taken() if now.divides else []
    gains, health = _shared(now, now.realized + _gain(now)), _shared(now, now.drawn.hsa)
    found = []
    for at, (base, places, gain, of_health) in enumerate(
        zip(now.base, now.filers, gains, health, strict=True)
    ):
        outside, inside = _moves(now, places)
        roth_income, early = _roth_tax(now, places)
        pre_tax: Cents = total(
            *(now.required[place] for place in places),
            *(now.drawn.pre_tax[place] for place in places),
            roth_income,
        )
        converted: Cents = total(outside, *(now.converted[place] for place in places))
        for place in places if taken else []:
            one = taken[place]
            if one is None:
                continue
            pre_tax = pre_tax - one.untaxed(one.ira) - one.untaxed_of_plan(one.plan)
            converted = (
                converted + one.backdoor_roth - one.untaxed(one.ira_converted + one.backdoor_roth)
            )
            converted = converted - one.untaxed_of_plan(one.plan_converted)
            if now.young(place):
                early = total(early, _early(now, place, one))
        found.append(
            base.changed(
                long_term_gain=_taxed(now, gain),
                ira_distributions=_taxed(now, pre_tax),
                roth_conversions=_taxed(now, converted),
                in_plan_rollovers=_taxed(now, inside),
                early_distributions=_taxed(now, early),
                other_income=total(base.other_income, _taxed(now, of_health), 0 if at else more),
            )
        )
    return with_elections(now.law, found)


def assess(now: YearState, more: int = 0) -> YearTax:
    """The tax of the year with withdrawals, and with more ordinary income on the first return."""
    federal: list[Cents] = []
    state: list[Cents] = []
    penalty: list[Cents] = []
    credit: list[Cents] = []
    magi, ordinary, modest = list[Column](), list[Column](), list[Column]()
    for items, places in zip(returns_of(now, more), now.filers, strict=True):
        lines = federal_tax(now.law, items)
        federal.append(lines.total)
        of_state = _state_return(now, items, lines, places)
        if of_state is not None:
            state.append(of_state.total)
        penalty.append(_additional_tax(now, items, lines))
        if now.insurance is not None:
            credit.append(now.insurance.credit(now.law, items, lines))
        magi.append(now.whole(lines.irmaa_magi))
        drawn = sum_columns([now.converted[place] + now.drawn.pre_tax[place] for place in places])
        modest.append(magi[-1] - drawn)
        before = lines.agi - total(lines.deduction, lines.senior_deduction)
        less = total(drawn, items.long_term_gain, items.qualified_dividends)
        ordinary.append(now.whole(before - less))
    return YearTax(
        now.whole(total(*federal)),
        now.whole(total(*state)),
        magi,
        ordinary,
        now.whole(total(*penalty)),
        modest,
        now.whole(total(*credit)),
    )


def _additional_tax(now: YearState, items: Return, lines: FederalTax) -> Cents:
    """The additional tax on early distributions of a return, of the state too where it has one."""
    found = lines.early_distribution_tax
    if now.state is not None:
        law = now.law.state(now.state)
        if _STATE_RATE in law.rates and not idle(items.early_distributions):
            found = found + share(items.early_distributions, law.rate(_STATE_RATE))
    return found


def explained(now: YearState) -> list[TaxReturns]:
    """The year's returns of the only path, to explain them."""
    found = []
    living = now.inputs.ahead.living(now.year)
    for items, places in zip(returns_of(now), now.filers, strict=True):
        federal = federal_tax(now.law, items)
        of_state = _state_return(now, items, federal, places)
        who = tuple(now.people[place].name for place in places if now.people[place] in living)
        found.append(TaxReturns(who, items, federal, of_state, now.state))
    return found


def _shared(now: YearState, amount: Column) -> list[Column]:
    """The household's amount on each return: half on separate ones."""
    if len(now.filers) == 1:
        return [amount]
    half = amount // 2
    return [amount - half, half]


def _taxed(now: YearState, amount: Cents) -> Cents:
    """An amount for the tax return. The tax of a single path is calculated with scalars, in less
    than half the time of a column."""
    return int(amount[0]) if now.rows == 1 and isinstance(amount, np.ndarray) else amount


def _state_return(
    now: YearState, items: Return, federal: FederalTax, places: list[int]
) -> StateTax | None:
    """The state return of these people; None if no state is stated."""
    if now.state is None:
        return None
    at = now.filers.index(places)
    state_items = now.state_items[at]
    # After a death the return is the survivor's, whoever is first in the file.
    living = now.inputs.ahead.living(now.year)
    if len(places) > 1 and all(now.people[place] in living for place in places):
        second = places[1]
        outside, inside = _moves(now, [second])
        converted = total(now.converted[second], outside, inside)
        state_items = replace(
            state_items,
            spouse_retirement=_taxed(
                now,
                state_items.spouse_retirement
                + now.required[second]
                + now.drawn.pre_tax[second]
                + converted,
            ),
            spouse_conversions=_taxed(now, converted),
            spouse_benefits=now.inputs.benefits[now.year][second],
        )
    if now.accounts.ira_taxed.any():
        moved, value = ira_money(now)
        amounts = (moved, value, now.accounts.ira_taxed)
        ours = [
            _taxed(now, amount if len(now.filers) == 1 else amount // len(now.filers))
            for amount in amounts
        ]
        state_items = replace(
            state_items, ira_moved=ours[0], ira_value=ours[1], ira_taxed_before=ours[2]
        )
    if taxed_by_state(now) and not np.any(state_items.hsa_earnings):
        earned = _shared(now, state_income(now))[at]
        state_items = replace(state_items, hsa_earnings=_taxed(now, earned))
    return state_return(now.law, now.home, items, federal, state_items)


def ira_money(now: YearState) -> tuple[Column, Column]:
    """Taxable distributions from the household's IRAs in the year, and their value after it,
    cents."""
    taken = [one for one in now.taken() if one is not None]
    moved = now.whole(total(*(one.from_iras - one.untaxed(one.from_iras) for one in taken)))
    left = sum_columns([account.value for account in now.accounts.iras])
    return moved, above_zero(left - total(*(one.ira + one.ira_converted for one in taken)))


def _gain(now: YearState) -> Column:
    """The gain of sales in the taxable account, at its average basis after the year's realized
    gain."""
    taxable = now.accounts.taxable
    gain = above_zero(taxable.value - taxable.basis - now.realized)
    return part(gain, now.drawn.taxable / np.maximum(taxable.value, 1))


def _moves(now: YearState, places: list[int]) -> tuple[Cents, Cents]:
    """Income from these people's rollovers to Roth IRAs and designated Roth accounts."""
    outside, inside = zip(*(now.moved_income[place] for place in places), strict=True)
    return total(*outside), total(*inside)


def _roth_tax(now: YearState, places: list[int]) -> tuple[Cents, Cents]:
    """Income from these people's Roth distributions that are not qualified, and the part with the
    additional tax."""
    income: Cents = 0
    early: Cents = 0
    for place in places:
        amount, account, half_years = (
            now.drawn.roth[place],
            now.accounts.roth[place],
            now.half_years(place),
        )
        if not amount.any():
            continue
        qualified = qualified_distribution(now.law, half_years, now.year, account.since)
        if isinstance(qualified, bool) and qualified:
            continue
        if isinstance(qualified, np.ndarray) and qualified.all():
            continue
        out = roth_ira_order(amount, account.regular, account.layers)
        income = total(income, np.asarray(roth_ira_taxable(out, qualified=qualified)))
        tax = roth_ira_early_tax(
            now.law, out, now.year, exempt=not now.young(place), qualified=qualified
        )
        early = total(early, np.asarray(tax) * PPM // now.law.early_distribution_rate)
    return income, early


def _early(now: YearState, place: int, taken: Taken) -> Column:
    """Pre-tax money with the additional tax: before 59 1/2, except for plan money of people who
    left the employer at 55, and for periodic payments."""
    amount, found = taken.ira, taken.ira - taken.untaxed(taken.ira)
    if not now.separated_late(place):
        amount = amount + taken.plan
        found = found + taken.plan - taken.untaxed_of_plan(taken.plan)
    payments = now.payments[place] + now.drawn.payments[place]
    if payments.any():
        found = part(found, 1.0 - np.minimum(payments / np.maximum(amount, 1), 1.0))
    return found
