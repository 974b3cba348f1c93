"""Tax on the year's moves to Roth: rollovers of after-tax money, and ordinary conversions on top of
them."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import PPM, Cents, rounded, sum_of
from megaroth.kernel.trace import figure, part
from megaroth.planyear.federal_return import Moves, all_moves, has_income_tax, no_moves, plan_moves
from megaroth.planyear.figure import Range, known
from megaroth.planyear.household_tax import stated_tax, tax_with
from megaroth.planyear.settle import SettledYear
from megaroth.planyear.state_return import has_state_tax
from megaroth.planyear.year_state import YearState


@dataclass(frozen=True)
class MoveTaxes:
    """Income and tax of a settled year's moves, cents.

    Attributes:
        taxable: income of the rollovers of after-tax money.
        tax: tax on it; a range where neither a rate nor a return is known.
        conversion_tax: tax on the ordinary conversions.
    """

    taxable: Cents
    tax: Cents | Range
    conversion_tax: Cents | Range


def tax_on_moves(settled: SettledYear) -> MoveTaxes:
    """The tax that rollovers and conversions add to a settled year: rollovers first, then
    conversions."""
    year = settled.year
    taxable = sum_of(known(move.taxable) for move in settled.rollovers)
    converted = sum_of(known(conversion.taxable) for conversion in settled.conversions)
    return MoveTaxes(
        taxable=taxable,
        tax=_tax(year, taxable, "tax", no_moves, plan_moves),
        conversion_tax=_tax(year, converted, "conversion_tax", plan_moves, all_moves),
    )


_TITLES = {
    "tax": "Tax on the year's moves of after-tax money",
    "conversion_tax": "Tax on the year's ordinary Roth conversions",
}


def _tax(
    year: YearState, taxable: Cents, name: str, without: Moves, with_them: Moves
) -> Cents | Range:
    """Tax on some moves: at the stated marginal rates, else the exact difference that they make to
    the returns.

    A stated federal rate does not cover the state's tax. Where the year has neither a rate nor a
    return, the federal part is a range up to the highest rate.
    """
    household, title = year.household, _TITLES[name]
    whole = household.state_marginal_rate is not None or not (
        has_state_tax(household) and has_income_tax(year.law)
    )
    if (isinstance(taxable, int) and not taxable) or (
        household.marginal_rate is not None and whole
    ):
        rate = (household.marginal_rate or 0) + (household.state_marginal_rate or 0)
        how = "stated marginal rates" if rate else "nothing of it is income"
        return figure(
            name, stated_tax(household, taxable), title, how, taxable=taxable, marginal_rate=rate
        )
    by_state_rate = rounded(taxable * (household.state_marginal_rate or 0), PPM)
    if not has_income_tax(year.law):
        return Range(
            by_state_rate, by_state_rate + rounded(taxable * year.law.income_tax_top_rate, PPM)
        )
    with part(title):
        before, after = tax_with(year, without), tax_with(year, with_them)
    federal, how = after.federal - before.federal, "difference of the returns"
    of_state = (
        after.state - before.state if household.state_marginal_rate is None else by_state_rate
    )
    if household.marginal_rate is not None:
        federal, how = (
            rounded(taxable * household.marginal_rate, PPM),
            "stated federal rate, difference of the state returns",
        )
    return figure(
        name, federal + of_state, title, how, taxable=taxable, federal=federal, state=of_state
    )
