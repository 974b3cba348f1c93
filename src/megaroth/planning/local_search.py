"""A plan made better by small changes that the engine tries: many at once, a row each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from megaroth.planning.aim import Aim
from megaroth.planning.objectives import measure, measured_year
from megaroth.projection.accounts import Returns
from megaroth.projection.decisions import Decision
from megaroth.projection.projected_year import YearOut
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import Given

_STEPS = (60_000_00, 20_000_00, 7_000_00, 2_500_00, 800_00)
"""Sizes of the changes that are tried, in today's money, cents, the largest first."""

_AT_ONCE = 5
"""How many sizes a round tries."""

_TOGETHER = (1, 2, 3, 5, 8, 12, 20)
"""How many of the changes that helped alone are made together."""

CALLS = 2
"""The most projections of a round."""

_APART = (1, 2)
"""How many years lie between those that give to one another."""

_BLOCK = 3
"""Years of half a block that is changed as one."""

_LITTLE = 2e-4
"""A gain that is little, of the whole."""

_PRE_TAX, _ROTH, _CONVERTED = range(3)
Amounts = npt.NDArray[np.int64]
"""(kinds, years), cents: pre-tax and Roth money drawn, and what is converted."""


def decided(years: list[YearOut], given: Given) -> dict[int, Decision]:
    """What years of one path drew and converted, as decisions: of years after work, and of others
    that convert."""
    found = {}
    for one in years:
        converted = int(one.converted[0])
        if one.year not in given.working or converted:
            found[one.year] = Decision(
                pre_tax=int(one.drawn_from["pre_tax"][0]),
                roth=int(one.drawn_from["roth"][0]),
                converted=converted,
                draws=one.year not in given.working,
            )
    return found


def polished(
    given: Given, returns: Returns, aim: Aim, rounds: int, tick: Callable[[], None] | None = None
) -> Given:
    """A plan whose yearly decisions no tried change makes better.

    Each round tries, in every year, a little more and less of each kind, one kind for another, and
    a conversion a year later; then those that helped together.

    Args:
        given: a plan; what it draws and converts is where the search begins.
        returns: of its one path, (1, years).
        aim: what is best.
        rounds: how many there are at most; one that helps little goes on to smaller sizes.
        tick: called after each projection: once, and at most :data:`CALLS` times a round.

    Returns:
        The plan with decisions for its years after work.
    """
    decisions = decided(project(given, returns).years, given)
    years = sorted(decisions)
    if not years or measured_year(aim, given.ahead) < years[0]:
        return given
    begin = list(given.ahead.years).index(years[0])
    start = project(given, returns, until=begin).end
    amounts = np.array(
        [[_cents(decisions[year])[kind] for year in years] for kind in range(3)], dtype=np.int64
    )
    prices = np.array([given.ahead.prices(year) for year in years])

    def scores(tried: list[Amounts]) -> npt.NDArray[np.float64]:
        if tick is not None:
            tick()
        return _scores(
            replace(given, decisions=_decisions(decisions, years, np.array(tried))),
            returns,
            aim,
            start,
        )

    best = scores([amounts])[0]
    size = 0
    for _ in range(rounds):
        steps = _STEPS[size : size + _AT_ONCE]
        changes = [
            change
            for step in steps
            for change in _changes(amounts, np.rint(step * prices).astype(np.int64))
        ]
        gains = scores([_changed(amounts, change) for change in changes]) - best
        better = [place for place in np.argsort(-gains, kind="stable") if gains[place] > 0]
        tried = [
            _changed(amounts, *some) for some in _together([changes[place] for place in better])
        ]
        found = scores(tried) if tried else np.array([best])
        place = int(np.argmax(found))
        # Little more to be had at these sizes: smaller ones are next.
        if found[place] - best < _LITTLE * max(abs(best), 1.0):
            size += 1
        if found[place] > best:
            amounts, best = tried[place], found[place]
        if size > len(_STEPS) - 1:
            break
    return replace(
        given,
        decisions={
            year: _one(one) for year, one in _decisions(decisions, years, amounts[None]).items()
        },
    )


def _cents(decision: Decision) -> tuple[int, int, int]:
    return int(decision.pre_tax), int(decision.roth), int(decision.converted)


def _decisions(
    like: Mapping[int, Decision], years: list[int], tried: npt.NDArray[np.int64]
) -> dict[int, Decision]:
    """Decisions as columns over the plans that are tried, (plans, kinds, years)."""
    return {
        year: replace(
            like[year],
            pre_tax=tried[:, _PRE_TAX, at],
            roth=tried[:, _ROTH, at],
            converted=tried[:, _CONVERTED, at],
        )
        for at, year in enumerate(years)
    }


def _one(decision: Decision) -> Decision:
    """The only row of a decision."""
    pre_tax, roth, converted = (
        int(np.asarray(one)[0]) for one in (decision.pre_tax, decision.roth, decision.converted)
    )
    return replace(decision, pre_tax=pre_tax, roth=roth, converted=converted)


def _scores(given: Given, returns: Returns, aim: Aim, start: Start) -> npt.NDArray[np.float64]:
    rows = len(np.asarray(next(iter(given.decisions.values())).converted))
    many: Returns = np.repeat(returns, rows, axis=0)
    return measure(aim, given, project(given, many, start=start.repeated(rows))).score()


Change = tuple[tuple[int, int, int], ...]
"""What is added: (kind, place of the year, cents) each."""


def _changes(amounts: Amounts, step: npt.NDArray[np.int64]) -> Iterator[Change]:
    last = amounts.shape[1]
    for at in range(last):
        size = int(step[at])
        for kind in range(3):
            yield ((kind, at, size),)
            if amounts[kind, at] > 0:
                yield ((kind, at, -size),)
        # What takes from nothing is another change already.
        for more, less in ((_PRE_TAX, _ROTH), (_ROTH, _PRE_TAX)):
            if amounts[less, at] > 0:
                yield ((more, at, size), (less, at, -size))
        for later in (at + gap for gap in _APART if at + gap < last):
            for kind in (_PRE_TAX, _CONVERTED):
                if amounts[kind, later] > 0:
                    yield ((kind, at, size), (kind, later, -int(step[later])))
                if amounts[kind, at] > 0:
                    yield ((kind, at, -size), (kind, later, int(step[later])))
        if at % _BLOCK == 0:
            block = range(at, min(at + 2 * _BLOCK, last))
            for kind, sign in itertools.product((_PRE_TAX, _CONVERTED), (1, -1)):
                if sign > 0 or np.any(amounts[kind, list(block)] > 0):
                    yield tuple((kind, one, sign * int(step[one])) for one in block)


def _changed(amounts: Amounts, *changes: Change) -> Amounts:
    found = amounts.copy()
    for change in changes:
        for kind, at, more in change:
            found[kind, at] = max(int(found[kind, at]) + more, 0)
    return found


def _together(changes: list[Change]) -> Iterator[list[Change]]:
    """The best changes together, none of which touches what a better one did."""
    apart: list[Change] = []
    touched: set[tuple[int, int]] = set()
    for change in changes:
        places = {(kind, at) for kind, at, _ in change}
        if not places & touched:
            apart.append(change)
            touched |= places
    for count in _TOGETHER:
        if count <= len(apart):
            yield apart[:count]
    if len(apart) not in _TOGETHER:
        yield apart
