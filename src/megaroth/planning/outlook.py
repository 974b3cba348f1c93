"""The years ahead of one alternative, as means and percentiles over its paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from megaroth.kernel.cents import PPM
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.model.household import Household
from megaroth.planning.alternatives import Choice, choices
from megaroth.planning.compare import prepare
from megaroth.planning.told import assumptions
from megaroth.projection.closing import YearOut
from megaroth.projection.future import Outlook
from megaroth.projection.market import Returns, count_of_paths, paths
from megaroth.projection.run import project

PERCENTILES = (5, 25, 50, 75, 95)


@dataclass
class OutlookYear:
    """One year over the paths: means, cents of that year, or of the first where that was asked for.

    Attributes:
        wealth: what the whole comes to at the end, percentiles 5, 25, 50, 75 and 95.
        marginal_rate: federal and state income tax on the next thousand dollars of income at the assumed growth, parts per million.
    """

    year: int
    ages: dict[str, int]
    contributions: dict[str, int]
    balances: dict[str, int]
    wealth: dict[int, int]
    marginal_rate: int
    income: int
    federal_tax: int
    state_tax: int
    payroll_tax: int
    premiums: int
    spending: int
    converted: int
    drawn: int


@dataclass
class YearsAhead:
    """The answer of :func:`years_ahead`; with ``real`` in money of the first year."""

    name: str
    about: str
    paths: int
    years: list[OutlookYear]
    assumptions: list[str]
    real: bool = False

    def _repr_html_(self) -> str:
        """For notebooks."""
        from megaroth.planning.notebook import years_html

        return years_html(self)


def years_ahead(
    household: Household, name: str | None = None, tick: Callable[[int, int], None] | None = None, *, real: bool = False
) -> YearsAhead:
    """Project one alternative.

    Args:
        household: with no unknown plan rule.
        name: which alternative; by default what the household's plans allow (``mega``).
        tick: called with the steps done and their number.
        real: amounts in money of the first year, rather than of each year.

    Raises:
        InputError: the household cannot be projected, or the alternative is not known.
    """
    compared = choices(household)
    chosen = _chosen(household, compared, name)
    beside = [one for one in compared if one.name != chosen.name]
    # Spending that is not stated depends on all alternatives.
    prepared = prepare(household, [chosen, *beside] if household.spending is None else [chosen])
    ahead, given = prepared.ahead, prepared.given[0]
    count = count_of_paths(household.assumptions, len(ahead.years))
    whole, done = len(ahead.years) * -(-count // 8192), 0
    blocks: list[list[YearOut]] = []

    def step() -> None:
        nonlocal done
        done += 1
        if tick is not None:
            tick(done, whole)

    for one in paths(household.assumptions, ahead.inflation, len(ahead.years)):
        blocks.append(project(given, one.returns, step, prices=one.prices).years)
    level: Returns = np.full((1, len(ahead.years)), household.assumptions.growth / PPM)
    rates = project(given, level, look=lambda year: int(year.marginal_rate()[0])).seen
    years = [_year(ahead, [block[place] for block in blocks], rates[place]) for place in range(len(ahead.years))]
    if real:
        years = [in_money_of_the_first(ahead, year) for year in years]
    return YearsAhead(chosen.name, chosen.about, count, years, assumptions(prepared), real)


def _chosen(household: Household, compared: list[Choice], name: str | None) -> Choice:
    from megaroth.model.outlook import AlternativeSpec

    wanted = name or "mega"
    known = {one.name: one for one in compared}
    if wanted in known:
        return known[wanted]
    try:
        return choices(replace(household, alternatives=(AlternativeSpec(name=wanted),)))[0]
    except InputError as error:
        near = nearest(wanted, list(known)) or error.problems[0].nearest
        raise InputError([Problem("--alternative", repr(wanted), error.problems[0].expected, nearest=near)]) from None


def in_money_of_the_first(ahead: Outlook, year: OutlookYear) -> OutlookYear:
    """A year's amounts in money of the first year."""
    prices = ahead.prices(year.year)

    def real(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: real(one) for key, one in value.items()}
        return round(value / prices)

    amounts = {
        one.name: real(getattr(year, one.name)) for one in fields(year) if one.name not in ("year", "ages", "marginal_rate")
    }
    return replace(year, **amounts)


def _year(ahead: Outlook, parts: list[YearOut], marginal_rate: int) -> OutlookYear:
    first = parts[0]

    def mean(values: list[object]) -> int:
        return round(float(np.mean(np.concatenate([np.atleast_1d(np.asarray(one)) for one in values]))))

    wealth = np.percentile(np.concatenate([part.wealth for part in parts]), PERCENTILES)
    return OutlookYear(
        year=first.year,
        ages={person.name: person.age(first.year) for person in ahead.living(first.year)},
        contributions=first.contributions,
        balances={name: mean([part.balances[name] for part in parts]) for name in first.balances},
        wealth={place: round(float(value)) for place, value in zip(PERCENTILES, wealth, strict=True)},
        marginal_rate=marginal_rate,
        income=mean([part.income for part in parts]),
        federal_tax=mean([part.federal_tax for part in parts]),
        state_tax=mean([part.state_tax for part in parts]),
        payroll_tax=first.payroll_tax,
        premiums=mean([part.premiums for part in parts]),
        spending=mean([part.spending for part in parts]),
        converted=mean([part.converted for part in parts]),
        drawn=mean([part.drawn for part in parts]),
    )
