"""Improve a plan by small changes: the engine tries many at once, a row for each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from megaroth.planning.aim import Aim
from megaroth.planning.objectives import NO_FLOORS, measure, measured_year
from megaroth.projection.accounts import Returns
from megaroth.projection.decisions import Decision
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs

_STEPS = (60_000_00, 20_000_00, 7_000_00, 2_500_00, 800_00)
"""Sizes of the changes, in today's money, cents, the largest first."""

_AT_ONCE = 5
"""The number of sizes in a round."""

_TOGETHER = (1, 2, 3, 5, 8, 12, 20)
"""The number of single improvements that are combined."""

CALLS = 2
"""The most projections of a round."""

_APART = ((1, 3, 8), (1, 2, 5))
"""The numbers of years between two that exchange money, in turn: what one set cannot improve the
next one often can."""

_BLOCK = 3
"""Half the number of years of a block that changes together."""

_LITTLE = 2e-4
"""A small gain, as a share of the value."""

_PRE_TAX, _ROTH, _CONVERTED = range(3)
Amounts = npt.NDArray[np.int64]
"""(kinds, years), cents: pre-tax and Roth withdrawals, and conversions."""


def decided(years: list[ProjectedYear], inputs: ScenarioInputs) -> dict[int, Decision]:
    """The withdrawals and conversions of one path as decisions, for years after work and other
    years that convert."""
    found = {}
    for one in years:
        converted = int(one.converted[0])
        if one.year not in inputs.working or converted:
            found[one.year] = Decision(
                pre_tax=int(one.drawn_from["pre_tax"][0]),
                roth=int(one.drawn_from["roth"][0]),
                converted=converted,
                draws=one.year not in inputs.working,
            )
    return found


def improved(
    inputs: ScenarioInputs,
    returns: Returns,
    aim: Aim,
    rounds: int,
    tick: Callable[[], None] | None = None,
    floors: Mapping[int, int] = NO_FLOORS,
) -> ScenarioInputs:
    """A plan whose yearly decisions no tried change improves.

    Each round tries, in every year, a little more and less of each kind, one kind for another, and
    a conversion a year later; then those that helped together.

    Args:
        inputs: a plan; the search starts from its withdrawals and conversions.
        returns: the returns of its only path, (1, years).
        aim: the objective and its constraints.
        rounds: the most rounds; after a small gain, the next one uses smaller sizes.
        tick: called after each projection: once, and at most :data:`CALLS` times a round.
        floors: of the reserve, by year of work, cents.

    Returns:
        The plan with decisions for its years after work.
    """
    decisions = decided(project(inputs, returns).years, inputs)
    years = sorted(decisions)
    if not years or measured_year(aim, inputs.ahead) < years[0]:
        return inputs
    begin = list(inputs.ahead.years).index(years[0])
    start = project(inputs, returns, until=begin).end
    amounts = np.array(
        [[_cents(decisions[year])[kind] for year in years] for kind in range(3)], dtype=np.int64
    )
    prices = np.array([inputs.ahead.prices(year) for year in years])

    def scores(tried: list[Amounts]) -> npt.NDArray[np.float64]:
        if tick is not None:
            tick()
        return _scores(
            replace(inputs, decisions=_decisions(decisions, years, np.array(tried))),
            returns,
            aim,
            start,
            floors,
        )

    best = scores([amounts])[0]
    size = 0
    for turn in range(rounds):
        apart = _APART[turn % len(_APART)]
        steps = _STEPS[size : size + _AT_ONCE]
        changes = [
            change
            for step in steps
            for change in _changes(amounts, np.rint(step * prices).astype(np.int64), apart)
        ]
        gains = scores([_changed(amounts, change) for change in changes]) - best
        better = [place for place in np.argsort(-gains, kind="stable") if gains[place] > 0]
        tried = [
            _changed(amounts, *some) for some in _together([changes[place] for place in better])
        ]
        found = scores(tried) if tried else np.array([best])
        place = int(np.argmax(found))
        # These sizes gain little more: use smaller ones.
        if found[place] - best < _LITTLE * max(abs(best), 1.0):
            size += 1
        if found[place] > best:
            amounts, best = tried[place], found[place]
        if size > len(_STEPS) - 1:
            break
    return replace(
        inputs,
        decisions={
            year: _one(one) for year, one in _decisions(decisions, years, amounts[None]).items()
        },
    )


def _cents(decision: Decision) -> tuple[int, int, int]:
    return int(decision.pre_tax), int(decision.roth), int(decision.converted)


def _decisions(
    like: Mapping[int, Decision], years: list[int], tried: npt.NDArray[np.int64]
) -> dict[int, Decision]:
    """Decisions as columns over the tried plans, (plans, kinds, years)."""
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


def _scores(
    inputs: ScenarioInputs, returns: Returns, aim: Aim, start: Start, floors: Mapping[int, int]
) -> npt.NDArray[np.float64]:
    rows = len(np.asarray(next(iter(inputs.decisions.values())).converted))
    many: Returns = np.repeat(returns, rows, axis=0)
    return measure(aim, inputs, project(inputs, many, start=start.repeated(rows)), floors).score()


Change = tuple[tuple[int, int, int], ...]
"""The changes, each as (kind, index of the year, cents)."""


def _changes(
    amounts: Amounts, step: npt.NDArray[np.int64], apart: Sequence[int]
) -> Iterator[Change]:
    last = amounts.shape[1]
    for at in range(last):
        size = int(step[at])
        for kind in range(3):
            yield ((kind, at, size),)
            if amounts[kind, at] > 0:
                yield ((kind, at, -size),)
        # Taking from nothing is the same as another change.
        for more, less in ((_PRE_TAX, _ROTH), (_ROTH, _PRE_TAX)):
            if amounts[less, at] > 0:
                yield ((more, at, size), (less, at, -size))
        for later in (at + gap for gap in apart if at + gap < last):
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
            for more, less in ((_PRE_TAX, _ROTH), (_ROTH, _PRE_TAX)):
                if np.any(amounts[less, list(block)] > 0):
                    yield tuple(
                        (kind, one, sign * int(step[one]))
                        for kind, sign in ((more, 1), (less, -1))
                        for one in block
                    )


def _changed(amounts: Amounts, *changes: Change) -> Amounts:
    found = amounts.copy()
    for change in changes:
        for kind, at, more in change:
            found[kind, at] = max(int(found[kind, at]) + more, 0)
    return found


def _together(changes: list[Change]) -> Iterator[list[Change]]:
    """The best changes combined, without those that overlap a better one."""
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
