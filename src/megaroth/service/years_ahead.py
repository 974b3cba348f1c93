"""Questions about the years ahead. Where plan rules are unknown, each answer is both ends of what
it can be.

This is the one place where a face's question meets a household with unknown rules: faces get an
answer or a :class:`~megaroth.planning.unknown_rules.Between`, and :func:`ends` makes one list of
either.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from megaroth.kernel.errors import InputError, Problem
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.compare import compare as compare_known
from megaroth.planning.optimize import optimize as optimize_known
from megaroth.planning.outlook import years_ahead
from megaroth.planning.ready import require
from megaroth.planning.results import Comparison, Sensitivity, best_of
from megaroth.planning.sensitivity import sensitivity as sensitivity_known
from megaroth.planning.settled import is_unknown, settled
from megaroth.planning.unknown_rules import Ask, Between, Spending, Tick, between
from megaroth.planning.yearly_results import Optimized, YearsAhead
from megaroth.present.comparison import leading
from megaroth.service.defaults import MANY_PATHS, REAL, SUGGESTED_ALTERNATIVES

T = TypeVar("T")

_OWN_PLAN = "mega"
"""The alternative that is the household's own plan: its wealth says which answers to unknown rules
give the least and the most."""


@dataclass(frozen=True)
class End(Generic[T]):
    """An answer about the years ahead, and whose it is.

    Attributes:
        household: without unknown plan rules.
        answer: what was answered about it.
        spent: spending of each year, cents, which both ends share; None where no rule is unknown.
    """

    household: Household
    answer: T
    spent: Spending | None = None


def ends(household: Household, answer: T | Between[T]) -> list[End[T]]:
    """An answer at each end of what unknown rules leave possible, the least first; one where no
    rule is unknown.

    Args:
        household: of the question.
        answer: to it.
    """
    if isinstance(answer, Between):
        known = zip(answer.households, (answer.least, answer.most), strict=True)
        return [End(one, found, answer.spent) for one, found in known]
    return [End(settled(household), answer)]


def project(
    household: Household,
    alternative: str | None = None,
    tick: Tick | None = None,
    *,
    real: bool = REAL,
    year: int | None = None,
) -> YearsAhead | Between[YearsAhead]:
    """The years ahead of one alternative, one by one.

    Args:
        household: any of its plan rules may be unknown.
        alternative: which one; what the household's plans allow if omitted.
        tick: called with the steps done and their number.
        real: in money of the first year rather than of each year.
        year: a year that will be explained; refused before the work if it is none of the years
            ahead.

    Raises:
        InputError: the household cannot be projected, or there is no such alternative or year.
    """
    require(household, alternative=alternative, explained_year=year)

    def one(known: Household, part: Tick | None, spent: Spending | None) -> YearsAhead:
        return years_ahead(known, alternative, part, real=real, spent=spent)

    return _at_both_ends(household, one, tick, of=alternative or _OWN_PLAN)


def compare(
    household: Household,
    tick: Tick | None = None,
    *,
    spending: bool = False,
    workers: int = 1,
    explained: str | None = None,
) -> Comparison | Between[Comparison]:
    """Alternatives on identical cash, over the same paths of returns.

    Args:
        household: any of its plan rules may be unknown.
        tick: called with the steps done and their number.
        spending: also search the most that can be spent after work.
        workers: how many processes share the paths; the answer is the same.
        explained: an alternative that will be explained; refused before the work if it is not
            compared.

    Raises:
        InputError: the household cannot be projected, or there is no such alternative.
        WorkError: a process that shares the paths ended before its work.
    """
    require(household, compares=explained)

    def one(known: Household, part: Tick | None, spent: Spending | None) -> Comparison:
        return compare_known(known, part, spending=spending, workers=workers, spent=spent)

    return _at_both_ends(household, one, tick)


def optimize(
    household: Household,
    aim: Aim | None = None,
    tick: Tick | None = None,
    *,
    year: int | None = None,
) -> Optimized | Between[Optimized]:
    """The best plan, year by year, at the assumed growth.

    Args:
        household: any of its plan rules may be unknown.
        aim: what to be best at; wealth if omitted.
        tick: called with the steps done and their number.
        year: a year that will be explained; refused before the work if it is none of the years
            ahead.

    Raises:
        InputError: the household cannot be projected, or the aim or the year does not fit it.
    """
    aimed = aim or Aim()
    require(household, aim=aimed, explained_year=year)

    def one(known: Household, part: Tick | None, spent: Spending | None) -> Optimized:
        return optimize_known(known, aimed, part, spent=spent)

    return _at_both_ends(household, one, tick, of=_OWN_PLAN)


def _at_both_ends(
    household: Household,
    ask: Callable[[Household, Tick | None, Spending | None], T],
    tick: Tick | None,
    *,
    of: str | None = None,
) -> T | Between[T]:
    """The answer; or, where plan rules are unknown, the answers at both ends of what they leave
    possible.

    Args:
        household: whose.
        ask: the question about a household whose plan rules are known.
        tick: called with the steps done and their number.
        of: the alternative whose wealth says which end is which; if omitted how far the best one is
            ahead does.
    """
    known = settled(household)
    if is_unknown(known):
        question: Ask[T] = ask
        return between(known, question, tick, of=of)
    return ask(known, tick, None)


def sensitivity(end: End[Comparison], tick: Tick | None = None) -> Sensitivity | None:
    """What moves the difference of the best alternative from the first; None where nothing else is
    compared."""
    if len(end.answer.alternatives) < 2:
        return None
    best, first = best_of(end.answer).name, end.answer.alternatives[0].name
    return sensitivity_known(end.household, best, first, tick, spent=end.spent)


@dataclass(frozen=True)
class Moves:
    """What moves the answer, and whose: the household at the answers to unknown rules that give the
    most.

    Attributes:
        sensitivity: of the best alternative against the first.
        household: without unknown plan rules.
        spent: spending of each year, cents; None where no rule is unknown.
    """

    sensitivity: Sensitivity
    household: Household
    spent: Spending | None = None


def what_moves(household: Household, tick: Tick | None = None) -> Moves:
    """What moves the difference of the best alternative from the first, without the paths of a full
    comparison.

    Where plan rules are unknown it is that of the answers that give the most.

    Raises:
        InputError: the household cannot be projected, or compares one alternative only.
    """
    found = _at_both_ends(household, lambda _known, _part, _spent: None, _half(tick, 0))
    most = ends(household, found)[-1]
    level = replace(most.household, assumptions=replace(most.household.assumptions, model="fixed"))
    end = End(most.household, compare_known(level, spent=most.spent), most.spent)
    moves = sensitivity(end, _half(tick, 1))
    if moves is None:
        raise InputError([Problem("alternatives", "one alone", "two or more to compare")])
    return Moves(moves, end.household, end.spent)


def _half(tick: Tick | None, place: int) -> Tick:
    """Progress of the first or the second half of some work."""

    def step(done: int, whole: int) -> None:
        if tick is not None:
            tick(place * whole + done, 2 * whole)

    return step


@dataclass(frozen=True)
class Worth:
    """Is it worth it: the comparison, and the years ahead of the alternative that leads it.

    Attributes:
        comparison, ahead: where plan rules are unknown, those of the answers that give the most.
        between: both ends of the comparison then, else None.
    """

    comparison: Comparison
    ahead: YearsAhead
    between: Between[Comparison] | None = None


def worth(household: Household, tick: Tick | None = None) -> Worth:
    """Compare the alternatives, and project the one that leads.

    Raises:
        InputError: the household cannot be projected.
    """

    def step(done: int, whole: int) -> None:
        # The years ahead that follow take about a quarter of the comparison.
        if tick is not None:
            tick(done, whole + whole // 4)

    answer = _at_both_ends(
        household, lambda known, part, spent: compare_known(known, part, spent=spent), step
    )
    most = ends(household, answer)[-1]
    ahead = years_ahead(most.household, leading(most.answer).name, real=REAL, spent=most.spent)
    return Worth(most.answer, ahead, answer if isinstance(answer, Between) else None)


def workers_for(household: Household) -> int:
    """How many processes finish a comparison soonest: each takes half a second to start."""
    assumed, compared = (
        household.assumptions,
        max(len(household.alternatives), SUGGESTED_ALTERNATIVES),
    )
    many = assumed.model in ("lognormal", "bootstrap") and assumed.paths * compared >= MANY_PATHS
    return (os.cpu_count() or 1) if many else 1
