"""Income tax of all the household's returns, federal and state, with some or all of the year's
moves."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import PPM, Cents, rounded, sum_of, total
from megaroth.model.household import Household
from megaroth.planyear.federal_return import Moves, items_of_all, returns_of
from megaroth.planyear.state_return import ira_moved, state_items_of, state_return
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.tax.federal import Return, federal_tax


@dataclass(frozen=True)
class IncomeTax:
    """Income tax, cents: the federal part, and the state's (0 without a state)."""

    federal: Cents
    state: Cents


def tax_with(plan_year: YearState, moves: Moves) -> IncomeTax:
    """The tax of all the household's returns with some of its moves.

    Args:
        plan_year: the settled year.
        moves: which of each person's moves count.
    """
    return tax_of_returns(plan_year, items_of_all(plan_year, moves), moves)


def tax_of_returns(plan_year: YearState, filed: list[Return], moves: Moves) -> IncomeTax:
    """The tax of the household's returns.

    Args:
        plan_year: the settled year.
        filed: the items of each return, in the order of
            :func:`megaroth.planyear.federal_return.returns_of`.
        moves: the moves whose income is in them.
    """
    found = [
        _tax_of_return(plan_year, people, items, income_of_second(people, moves))
        for people, items in zip(returns_of(plan_year), filed, strict=True)
    ]
    return IncomeTax(sum_of(one.federal for one in found), sum_of(one.state for one in found))


def income_of_second(people: list[PersonYear], moves: Moves) -> Cents:
    """Income of the second spouse on a return that moves, and what employers contribute as Roth,
    bring, cents."""
    found = [(person, moves(person)) for person in people[1:]]
    return sum_of(
        total(moved.to_roth_ira, moved.in_plan, person.taxed_employer) for person, moved in found
    )


def _tax_of_return(
    plan_year: YearState, people: list[PersonYear], items: Return, spouse_moves: Cents
) -> IncomeTax:
    federal = federal_tax(plan_year.law, items)
    state_items = state_items_of(plan_year, people, ira_moved(items, people), spouse_moves)
    found = state_return(plan_year.law, plan_year.household, items, federal, state_items)
    return IncomeTax(federal.income_tax, 0 if found is None else found.total)


def stated_tax(household: Household, taxable: Cents) -> Cents:
    """Tax at the marginal rates that the file states, cents."""
    return rounded(
        taxable * ((household.marginal_rate or 0) + (household.state_marginal_rate or 0)), PPM
    )
