"""Project one alternative: means and percentiles over its paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.message import Message, message
from megaroth.kernel.money import PPM, Cents, Column
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planning.alternatives import Choice, choices
from megaroth.planning.assumption_notes import assumptions
from megaroth.planning.deferral_variants import variants_of
from megaroth.planning.first_year_note import first_year_within_cash
from megaroth.planning.measured_results import PolicyOut
from megaroth.planning.policy_family import policy_of
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.yearly_results import PERCENTILES, OutlookYear, YearsAhead
from megaroth.projection.filed_returns import TaxReturns
from megaroth.projection.market import BLOCK, Returns, paths
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.opening_balances import opened
from megaroth.projection.policy import policy_rows
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.record import count_of_paths
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook
from megaroth.projection.year import Year


def years_ahead(
    household: Household,
    name: str | None = None,
    tick: Callable[[int, int], None] | None = None,
    *,
    real: bool = False,
    spent: Mapping[int, Cents] | None = None,
    policy: PolicyOut | None = None,
    law_book: LawBook = PUBLISHED,
) -> YearsAhead:
    """Project one alternative.

    Args:
        household: with no unknown plan rule.
        name: which alternative; by default what the household's plans allow (``mega``).
        tick: called with the steps done and their number.
        real: whether amounts are in dollars of the first year rather than of each year.
        spent: spending of each year, cents, as in :func:`megaroth.planning.prepare.prepare`.
        policy: of withdrawals, conversions and deferrals; the household's own if omitted.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: the household cannot be projected, or the alternative is not known.
    """
    compared = choices(household)
    chosen = chosen_of(household, name)
    others = [one for one in compared if one.name != chosen.name]
    # Spending that is not stated depends on all alternatives.
    alone = household.spending is not None or spent is not None
    prepared = prepare(
        household, [chosen] if alone else [chosen, *others], spent, law_book=law_book
    )
    ahead, inputs = prepared.ahead, _under(prepared, policy)
    count = count_of_paths(household.assumptions, len(ahead.years))
    whole, done = len(ahead.years) * -(-count // BLOCK), 0
    sums: list[Summed] = []

    def step() -> None:
        nonlocal done
        done += 1
        if tick is not None:
            tick(done, whole)

    for one in paths(household.assumptions, ahead.inflation, len(ahead.years)):
        block = project(inputs, one.returns, step, prices=one.prices, bonds=one.bonds).years
        if sums:
            for of, more in zip(sums, block, strict=True):
                of.add(more)
        else:
            sums = [summed(year) for year in block]
    level: Returns = np.full((1, len(ahead.years)), household.assumptions.growth / PPM)
    seen = project(inputs, level, look=seen_of).seen
    years = [year_of(ahead, of, detail) for of, detail in zip(sums, seen, strict=True)]
    if real:
        years = [in_money_of_the_first(ahead, year) for year in years]
    return YearsAhead(
        chosen.name,
        chosen.about,
        count,
        years,
        [*assumptions(prepared), *first_year_within_cash(inputs), *_of_loans(years)],
        opened_balances(ahead),
        ahead.inflation,
        real,
    )


def _under(prepared: Prepared, policy: PolicyOut | None) -> ScenarioInputs:
    """The first alternative under a policy, with the kind of deferrals that it has."""
    if policy is None:
        return prepared.inputs[0]
    variants = variants_of(prepared, [0])
    inputs = next(one.inputs for one in variants if one.kind == policy.deferral_kind)
    return replace(inputs, policies=policy_rows([policy_of(policy)]))


def _of_loans(years: Sequence[OutlookYear]) -> list[Message]:
    """A note about a negative taxable account."""
    return (
        [message("taxable_below_zero")] if any(one.balances["taxable"] < 0 for one in years) else []
    )


def opened_balances(ahead: Outlook) -> dict[str, int]:
    """Balances on the first January 1 by tax character, cents."""
    return {kind: int(value[0]) for kind, value in opened(ahead, 1).by_character().items()}


def seen_of(year: Year) -> tuple[int, list[TaxReturns]]:
    """The marginal rate and the tax returns of one path's year."""
    return int(year.marginal_rate()[0]), year.returns()


def chosen_of(household: Household, name: str | None) -> Choice:
    """An alternative by its name: one that the household compares, or a known one; without a name,
    what the plans allow.

    Raises:
        InputError: no alternative has this name.
    """
    from megaroth.model.outlook import AlternativeSpec

    wanted = name or "mega"
    known = {one.name: one for one in choices(household)}
    if wanted in known:
        return known[wanted]
    try:
        return choices(replace(household, alternatives=(AlternativeSpec(name=wanted),)))[0]
    except InputError as error:
        near = nearest(wanted, list(known)) or error.problems[0].nearest
        raise InputError(
            [Problem("--alternative", repr(wanted), error.problems[0].expected, nearest=near)]
        ) from None


def in_money_of_the_first(ahead: Outlook, year: OutlookYear) -> OutlookYear:
    """A year's amounts in dollars of the first year."""
    prices = ahead.prices(year.year)

    def real(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: real(one) for key, one in value.items()}
        return round(value / prices)

    amounts = {
        one.name: real(getattr(year, one.name))
        for one in fields(year)
        if one.name not in ("year", "ages", "marginal_rate", "returns")
    }
    return replace(year, **amounts)


_MEANS = (
    "income",
    "federal_tax",
    "state_tax",
    "premiums",
    "premium_credit",
    "spending",
    "converted",
    "drawn",
    "dividends",
    "interest",
    "conversion_fees",
    "health",
    "deposited",
    "repaid",
)
_MEANS_BY_KIND = ("balances", "drawn_from", "moves")


@dataclass
class Summed:
    """Sums of one year over paths; of each path only the wealth is kept.

    Attributes:
        contributions, own, payroll_tax: the same on every path, cents.
        year: the calendar year.
        paths: the number of paths.
        amounts, by_kind: sums of the columns of :class:`ProjectedYear`, cents.
        wealth: of each path, in blocks.
    """

    contributions: dict[str, int]
    own: int
    payroll_tax: int
    year: int
    paths: int = 0
    amounts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_MEANS, 0))
    by_kind: dict[str, dict[str, int]] = field(
        default_factory=lambda: {name: {} for name in _MEANS_BY_KIND}
    )
    wealth: list[Column] = field(default_factory=list)

    def add(self, block: ProjectedYear) -> None:
        """Add a block of paths."""
        self.paths += len(block.wealth)
        for name in _MEANS:
            self.amounts[name] += _sum(getattr(block, name))
        for name, kinds in self.by_kind.items():
            for kind, column in getattr(block, name).items():
                kinds[kind] = kinds.get(kind, 0) + _sum(column)
        self.wealth.append(block.wealth)


def _sum(column: Column) -> int:
    return int(np.sum(column))


def summed(year: ProjectedYear) -> Summed:
    """The sums of a year's first block of paths."""
    made = {kind: int(amount) for kind, amount in year.contributions.items()}
    found = Summed(made, int(year.own), int(year.payroll_tax), year.year)
    found.add(year)
    return found


def _insurance(ahead: Outlook, year: int) -> int:
    found = insurance_of(ahead, year)
    return 0 if found is None else found.premium


def year_of(ahead: Outlook, of: Summed, seen: tuple[int, list[TaxReturns]]) -> OutlookYear:
    """One year of all paths, with the values of :func:`seen_of` at the assumed growth."""
    wealth = np.percentile(np.concatenate(of.wealth), PERCENTILES)
    means: dict[str, Any] = {name: round(total / of.paths) for name, total in of.amounts.items()}
    for name, kinds in of.by_kind.items():
        means[name] = {kind: round(total / of.paths) for kind, total in kinds.items()}
    return OutlookYear(
        year=of.year,
        ages={person.name: person.age(of.year) for person in ahead.living(of.year)},
        contributions=of.contributions,
        wealth={
            place: round(float(value)) for place, value in zip(PERCENTILES, wealth, strict=True)
        },
        marginal_rate=seen[0],
        returns=seen[1],
        payroll_tax=of.payroll_tax,
        own=of.own,
        insurance=_insurance(ahead, of.year),
        expenses=ahead.expenses(of.year),
        receipts=ahead.receipts(of.year),
        **means,
    )
