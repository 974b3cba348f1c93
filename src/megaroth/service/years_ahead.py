"""Questions about the years ahead: project, compare, optimize, sensitivity.

If plan rules are unknown, the answer is an :class:`~megaroth.planning.results.OutcomeRange` with
both ends. This is the only place that decides it; :func:`ends` makes one list of either answer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from megaroth.kernel.errors import InputError, Problem
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.compare import compare as compare_known
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.optimize import optimize as optimize_known
from megaroth.planning.outlook import years_ahead
from megaroth.planning.ready import require
from megaroth.planning.results import (
    OWN_PLAN,
    Comparison,
    OutcomeRange,
    Sensitivity,
    Spending,
    best_of,
    wealthiest_of,
)
from megaroth.planning.sensitivity import sensitivity as sensitivity_known
from megaroth.planning.settled import is_unknown, settled, some_answer
from megaroth.planning.unknown_rules import Ask, Tick, compared, outcome_range
from megaroth.planning.yearly_results import Optimized, YearsAhead
from megaroth.projection.timeline import outlook
from megaroth.service.defaults import POLICY, REAL, SHARED_PATHS, SUGGESTED_ALTERNATIVES

T = TypeVar("T")


@dataclass(frozen=True)
class End(Generic[T]):
    """One end of an answer about the years ahead, or the only one.

    Attributes:
        household: without unknown plan rules.
        answer: the answer for it.
        spent: spending of each year, cents, the same at both ends; None if no rule is unknown.
    """

    household: Household
    answer: T
    spent: Spending | None = None


def ends(household: Household, answer: T | OutcomeRange[T], law_book: LawBook) -> list[End[T]]:
    """Both ends of an answer, the least first; only one if no plan rule is unknown.

    Args:
        household: the household of the question.
        answer: the answer.
        law_book: the law, with a user's figures and reforms.
    """
    if isinstance(answer, OutcomeRange):
        known = zip(answer.households, (answer.least, answer.most), strict=True)
        return [End(one, found, answer.spent) for one, found in known]
    return [End(settled(household, law_book), answer)]


def known_rules(household: Household, law_book: LawBook) -> Household:
    """The household with the values of unknown plan rules that can be only one; else unchanged."""
    return settled(household, law_book)


def has_unknown_rules(household: Household, law_book: LawBook) -> bool:
    """Whether a plan rule that the years ahead need is unknown."""
    return is_unknown(household, law_book)


def alternatives_of(household: Household, law_book: LawBook) -> list[str]:
    """Names of the alternatives that a comparison of the household has.

    Raises:
        InputError: the household cannot be projected.
    """
    outlook(some_answer(household, law_book), law_book)
    return compared(household, law_book)


def project(
    household: Household,
    law_book: LawBook,
    alternative: str | None = None,
    tick: Tick | None = None,
    *,
    real: bool = REAL,
    year: int | None = None,
) -> YearsAhead | OutcomeRange[YearsAhead]:
    """The years ahead of one alternative, one by one.

    Args:
        household: any of its plan rules may be unknown.
        law_book: the law, with a user's figures and reforms.
        alternative: which one; what the household's plans allow if omitted.
        tick: called with the steps done and their number.
        real: in dollars of the first year rather than of each year.
        year: a year that will be explained; refused before the work if it is not one of
            the years ahead.

    Raises:
        InputError: the household cannot be projected, or there is no such alternative or year.
    """
    require(household, law_book, alternative=alternative, explained_year=year)

    def one(known: Household, part: Tick | None, spent: Spending | None) -> YearsAhead:
        return years_ahead(known, alternative, part, real=real, spent=spent, law_book=law_book)

    return _at_both_ends(household, law_book, one, tick, of=alternative or OWN_PLAN)


def compare(
    household: Household,
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    spending: bool = False,
    workers: int = 1,
    explained: str | None = None,
    policy: PolicyChoice = POLICY,
    best: bool = False,
    in_wealth: bool = False,
) -> Comparison | OutcomeRange[Comparison]:
    """Alternatives on identical cash, over the same paths of returns.

    Args:
        household: any of its plan rules may be unknown.
        law_book: the law, with a user's figures and reforms.
        tick: called with the steps done and their number.
        spending: also search the most that can be spent after work.
        workers: how many processes share the paths; the answer is the same.
        explained: an alternative that will be explained; refused before the work if it is not
            compared.
        policy: the ``best`` one of each alternative, or the ``same`` for all
            (:func:`megaroth.planning.compare.compare`).
        best: also search for the best plans with and without after-tax contributions.
        in_wealth: let after-tax wealth decide the ends if plan rules are unknown, as version 1 has
            it, not the measure that leads.

    Raises:
        InputError: the household cannot be projected, or there is no such alternative.
        WorkError: a process that shares the paths ended before its work.
    """
    require(household, law_book, compares=explained)

    def one(known: Household, part: Tick | None, spent: Spending | None) -> Comparison:
        return compare_known(
            known,
            part,
            spending=spending,
            workers=workers,
            spent=spent,
            policy=policy,
            best=best,
            law_book=law_book,
        )

    return _at_both_ends(household, law_book, one, tick, policy=policy, in_wealth=in_wealth)


def best_plans(
    household: Household, law_book: LawBook, tick: Tick | None = None
) -> Comparison | OutcomeRange[Comparison]:
    """A comparison at the assumed growth, with the best plans with and without after-tax
    contributions.

    Raises:
        InputError: the household cannot be projected.
    """
    assumed = replace(household.assumptions, model="fixed")
    level = replace(household, assumptions=assumed)
    return compare(level, law_book, tick, policy="best", best=True)


def optimize(
    household: Household,
    law_book: LawBook,
    aim: Aim | None = None,
    tick: Tick | None = None,
    *,
    year: int | None = None,
) -> Optimized | OutcomeRange[Optimized]:
    """The best plan, year by year, at the assumed growth.

    Args:
        household: any of its plan rules may be unknown.
        law_book: the law, with a user's figures and reforms.
        aim: the objective and its constraints; wealth if omitted.
        tick: called with the steps done and their number.
        year: a year that will be explained; refused before the work if it is not one of
            the years ahead.

    Raises:
        InputError: the household cannot be projected, or the aim or the year does not fit it.
    """
    aimed = aim or Aim()
    require(household, law_book, aim=aimed, explained_year=year)

    def one(known: Household, part: Tick | None, spent: Spending | None) -> Optimized:
        return optimize_known(known, aimed, part, spent=spent, law_book=law_book)

    return _at_both_ends(household, law_book, one, tick, of=OWN_PLAN)


def _at_both_ends(
    household: Household,
    law_book: LawBook,
    ask: Callable[[Household, Tick | None, Spending | None], T],
    tick: Tick | None,
    *,
    of: str | None = None,
    policy: PolicyChoice = "best",
    in_wealth: bool = False,
) -> T | OutcomeRange[T]:
    """The answer to a question, or both ends of it if plan rules are unknown.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        ask: the question for a household whose plan rules are known.
        tick: called with the steps done and their number.
        of: the alternative whose wealth decides the ends; if omitted, the difference of the best
            alternative decides.
        policy: of a comparison.
        in_wealth: whether after-tax wealth decides, not the measure that leads.
    """
    known = settled(household, law_book)
    if is_unknown(known, law_book):
        question: Ask[T] = ask
        return outcome_range(
            known, question, law_book, tick, of=of, policy=policy, in_wealth=in_wealth
        )
    return ask(known, tick, None)


def sensitivity(
    end: End[Comparison],
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    policy: PolicyChoice = POLICY,
    in_wealth: bool = False,
) -> Sensitivity | None:
    """What moves the difference of the best alternative from the first; None if there is only one
    alternative.

    Args:
        end: the comparison.
        law_book: the law, with a user's figures and reforms.
        tick: called with the steps done and their number.
        policy: as in the comparison.
        in_wealth: after-tax wealth instead of the measure that leads, as version 1 has it.
    """
    if len(end.answer.alternatives) < 2:
        return None
    best = wealthiest_of(end.answer) if in_wealth else best_of(end.answer)
    return sensitivity_known(
        end.household,
        best.name,
        end.answer.alternatives[0].name,
        tick,
        spent=end.spent,
        policy=policy,
        in_wealth=in_wealth,
        law_book=law_book,
    )


def sensitivity_alone(
    household: Household, law_book: LawBook, tick: Tick | None = None
) -> End[Sensitivity]:
    """What moves the difference of the best alternative from the first, without the paths of a full
    comparison.

    If plan rules are unknown, the answer is for the rules that give the most.

    Raises:
        InputError: the household cannot be projected, or has only one alternative.
    """
    found = _at_both_ends(
        household, law_book, lambda _known, _part, _spent: None, _half(tick, 0), policy=POLICY
    )
    most = ends(household, found, law_book)[-1]
    level = replace(most.household, assumptions=replace(most.household.assumptions, model="fixed"))
    end = End(most.household, compare_known(level, spent=most.spent, law_book=law_book), most.spent)
    answer = sensitivity(end, law_book, _half(tick, 1))
    if answer is None:
        raise InputError([Problem("alternatives", "one alone", "two or more to compare")])
    return End(end.household, answer, end.spent)


def _half(tick: Tick | None, place: int) -> Tick:
    """Progress of the first or the second half of some work."""

    def step(done: int, whole: int) -> None:
        if tick is not None:
            tick(place * whole + done, 2 * whole)

    return step


def workers_for(household: Household) -> int:
    """How many processes finish a comparison first; a process takes half a second to start."""
    assumed = household.assumptions
    alternatives = max(len(household.alternatives), SUGGESTED_ALTERNATIVES)
    many_paths = assumed.paths * alternatives >= SHARED_PATHS
    if assumed.model in ("lognormal", "bootstrap") and many_paths:
        return os.cpu_count() or 1
    return 1
