"""The most that can be spent after work so that the money lasts, searched on every path with many
levels at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from megaroth.kernel.money import Column
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.spending_race import AROUND, from_year, race, to_the_dollar
from megaroth.projection.accounts import Returns
from megaroth.projection.each_column import Rows
from megaroth.projection.market import Markets
from megaroth.projection.policy import Policy, policy_rows
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, some_rows, started, together
from megaroth.projection.timeline import Outlook


def first_free(inputs: ScenarioInputs) -> int:
    """The index of the first year in which nobody works; the number of years if there is none."""
    years = inputs.ahead.years
    return next(
        (place for place, year in enumerate(years) if year not in inputs.working), len(years)
    )


def sustainable(
    inputs: ScenarioInputs,
    returns: Returns,
    start: Start | None = None,
    *,
    prices: Returns | None = None,
    bonds: Returns | None = None,
    near: Numbers | None = None,
) -> Column:
    """The most that can be spent in each year after work, in today's money, so that the money
    lasts; after a death the survivor's share.

    Args:
        inputs: the inputs of the projection; spending while anybody works stays the same.
        returns: (paths, years).
        start: the state at the first year in which nobody works, with as many rows, if it is known.
        prices: ratios of price growth to the assumed growth, (paths, years); as assumed if omitted.
        bonds: returns of bonds, like ``returns``; their stated interest if omitted.
        near: a first guess, (paths,), cents a year.

    Returns:
        (paths,), cents a year, within ten dollars; 0 if no spending lasts.
    """
    if start is None:
        start = project(inputs, returns, until=first_free(inputs), prices=prices, bonds=bonds).end
    each = np.arange(len(returns))
    found = race(inputs, returns, start, each, prices=prices, bonds=bonds, near=near)
    return found.levels


def best_lasting(
    alternatives: Sequence[Sequence[tuple[ScenarioInputs, Policy]]],
    returns: Returns,
    near: Sequence[float],
) -> list[tuple[Column, Rows]]:
    """The most that each alternative can spend a year after work under the best of its policies.

    Args:
        alternatives: the ways of each: its years and a policy.
        returns: (paths, years).
        near: a first guess for each alternative, cents a year; not a number for none.

    Returns:
        Of each alternative the level on each path, and the place of the way with which the money
        lasts at that level.
    """
    paths = len(returns)
    levels = np.full((len(alternatives), paths), -1, dtype=np.int64)
    best = np.zeros((len(alternatives), paths), dtype=np.intp)
    years = list({id(inputs): inputs for ways in alternatives for inputs, _ in ways}.values())
    for places in groups(years):
        ours = [years[at] for at in places]
        row_of = {id(inputs): row for row, inputs in enumerate(ours)}
        tried = [
            (alternative, way, row_of[id(inputs)], policy)
            for alternative, ways in enumerate(alternatives)
            for way, (inputs, policy) in enumerate(ways)
            if id(inputs) in row_of
        ]
        rows = np.add.outer([row * paths for _, _, row, _ in tried], np.arange(paths)).ravel()
        inputs, start, many = _at_the_end_of_work(
            ours, returns, rows, [policy for *_, policy in tried]
        )
        here, own = np.unique([alternative for alternative, *_ in tried], return_inverse=True)
        races = np.add.outer(own * paths, np.arange(paths)).ravel()
        guess = np.repeat([near[one] for one in here], paths)
        found = to_the_dollar(
            inputs, many, start, race(inputs, many, start, races, near=guess, least=AROUND)
        )
        ways_of_rows = np.array([way for _, way, *_ in tried])
        for at, one in enumerate(here):
            its = slice(at * paths, (at + 1) * paths)
            better = found.levels[its] > levels[one]
            levels[one] = np.where(better, found.levels[its], levels[one])
            best[one] = np.where(better, ways_of_rows[found.first[its] // paths], best[one])
    return list(zip(levels, best, strict=True))


def _at_the_end_of_work(
    years: Sequence[ScenarioInputs], returns: Returns, rows: Rows, policies: Sequence[Policy]
) -> tuple[ScenarioInputs, Start, Returns]:
    """The inputs, the state at the first year in which nobody works and the returns of some rows.

    Args:
        years: of a group of alternatives, with a row for each path.
        returns: (paths, years).
        rows: the row of the group behind each row.
        policies: in the order of the rows, each for all paths.
    """
    paths, own = len(returns), len(years) * len(returns)
    begun, free = first_drawn(years[0]), first_free(years[0])
    all_paths = np.tile(returns, (len(years), 1))
    stacked, start = together(years, paths), started(years, paths)
    start = project(stacked, all_paths, start=start, until=begun).end.rows(rows)
    columns = policy_rows([policy for policy in policies for _ in range(paths)])
    inputs = replace(some_rows(stacked, rows, own), policies=columns)
    many = all_paths[rows]
    return inputs, project(from_year(inputs, begun), many, start=start, until=free).end, many


def first_drawn(inputs: ScenarioInputs) -> int:
    """The index of the first year in which nobody works or somebody may draw on plans and IRAs:
    neither policies nor spending after work change earlier ones."""
    ahead = inputs.ahead
    drawn = (place for place, year in enumerate(ahead.years) if _may_draw(ahead, year))
    return min(next(drawn, len(ahead.years)), first_free(inputs))


def _may_draw(ahead: Outlook, year: int) -> bool:
    """Whether anybody may draw on plans and IRAs in a year."""
    early = ahead.law(year).early_distribution_age_in_half_years
    return any(
        ahead.left_jobs(person, year) or 2 * person.age(year) >= early
        for person in ahead.household.people
    )


def lasting_of(
    all_inputs: Sequence[ScenarioInputs], drawn: Markets, near: Sequence[float]
) -> list[Column]:
    """The most that each of some alternatives can spend a year after work on the same paths.

    Args:
        all_inputs: the alternatives, each with one policy.
        drawn: the returns and prices of the paths.
        near: a first guess for each, cents a year; not a number for none.
    """
    rows = len(drawn.returns)
    found: dict[int, Column] = {}
    for places in groups(all_inputs):
        ours = [all_inputs[at] for at in places]
        inputs, many = together(ours, rows), drawn.repeated(len(ours))
        start = project(
            inputs,
            many.returns,
            start=started(ours, rows),
            until=first_free(inputs),
            prices=many.prices,
            bonds=many.bonds,
        ).end
        guess = np.repeat([near[at] for at in places], rows)
        levels = sustainable(
            inputs, many.returns, start, prices=many.prices, bonds=many.bonds, near=guess
        )
        found |= {place: levels[at * rows : (at + 1) * rows] for at, place in enumerate(places)}
    return [found[at] for at in range(len(all_inputs))]
