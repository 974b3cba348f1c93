"""The years ahead of one alternative, as means and percentiles over its paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.model.household import Household
from megaroth.planning.alternatives import Choice, choices
from megaroth.planning.compare import prepare
from megaroth.planning.told import assumptions
from megaroth.projection.closing import YearOut
from megaroth.projection.future import Outlook
from megaroth.projection.market import count_of_paths, paths
from megaroth.projection.run import project

_LOW, _HIGH = 5, 95


@dataclass
class OutlookYear:
    """One year over the paths: means, and what the whole comes to on one path in twenty at each end, cents of that year."""

    year: int
    ages: dict[str, int]
    contributions: dict[str, int]
    balances: dict[str, int]
    wealth_p5: int
    wealth_p95: int
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
    """The answer of :func:`years_ahead`."""

    name: str
    about: str
    paths: int
    years: list[OutlookYear]
    assumptions: list[str]


def years_ahead(household: Household, name: str | None = None, tick: Callable[[int, int], None] | None = None) -> YearsAhead:
    """Project one alternative.

    Args:
        household: with no unknown plan rule.
        name: which alternative; by default what the household's plans allow (``mega``).
        tick: called with the steps done and their number.

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

    for returns in paths(household.assumptions, ahead.inflation, len(ahead.years)):
        blocks.append(project(given, returns, step).years)
    years = [_year(ahead, [block[place] for block in blocks]) for place in range(len(ahead.years))]
    return YearsAhead(chosen.name, chosen.about, count, years, assumptions(prepared))


def _chosen(household: Household, compared: list[Choice], name: str | None) -> Choice:
    from dataclasses import replace

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


def _year(ahead: Outlook, parts: list[YearOut]) -> OutlookYear:
    first = parts[0]

    def mean(values: list[object]) -> int:
        return round(float(np.mean(np.concatenate([np.atleast_1d(np.asarray(one)) for one in values]))))

    wealth = np.concatenate([part.wealth for part in parts])
    low, high = np.percentile(wealth, (_LOW, _HIGH))
    return OutlookYear(
        year=first.year,
        ages={person.name: person.age(first.year) for person in ahead.household.people},
        contributions=first.contributions,
        balances={name: mean([part.balances[name] for part in parts]) for name in first.balances},
        wealth_p5=round(float(low)),
        wealth_p95=round(float(high)),
        income=mean([part.income for part in parts]),
        federal_tax=mean([part.federal_tax for part in parts]),
        state_tax=mean([part.state_tax for part in parts]),
        payroll_tax=first.payroll_tax,
        premiums=mean([part.premiums for part in parts]),
        spending=mean([part.spending for part in parts]),
        converted=mean([part.converted for part in parts]),
        drawn=mean([part.drawn for part in parts]),
    )
