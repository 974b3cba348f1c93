"""Years ahead while plan rules are unknown: the same question with the rules that give the least
and the most."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

import numpy as np

from megaroth.kernel.message import Count, message
from megaroth.kernel.money import PPM
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.after_tax_wealth import after_tax_wealth
from megaroth.planning.alternatives import OWN_WAY, choices
from megaroth.planning.best_policies import best_ways
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.prepare import Prepared, WorkingYears, prepare
from megaroth.planning.results import (
    IF_OFFERED,
    AlternativeResult,
    Comparison,
    OutcomeRange,
    Spending,
)
from megaroth.planning.settled import ages_that_count, is_unknown, some_answer
from megaroth.planyear.plan import plan
from megaroth.planyear.result import Question
from megaroth.planyear.unknowns import Slot, in_words, options, relevant, resolve, scenarios, slots
from megaroth.projection.accounts import Returns
from megaroth.projection.stacking import ends

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Tick = Callable[[int, int], None]


class Ask(Protocol[T_co]):
    """A question about the years ahead of a household without unknown rules, with spending of each
    year in cents."""

    def __call__(self, known: Household, tick: Tick, spent: Spending, /) -> T_co: ...


_MOST_PLAYED = 64
"""The most combinations of rules that are all projected. With more, this many are, and from the
best and the worst of them one rule at a time is changed."""

_PASSES = 3
_ENDS = 2


def compared(household: Household, law_book: LawBook) -> list[str]:
    """Names of the alternatives that a comparison of the household has."""
    known = some_answer(household, law_book)
    if household.alternatives or not is_unknown(household, law_book):
        return [one.name for one in choices(known)]
    return [one.name for one in _suggested(household, known, law_book)]


def outcome_range(
    household: Household,
    ask: Ask[T],
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    of: str | None = None,
    policy: PolicyChoice = "best",
    in_wealth: bool = False,
) -> OutcomeRange[T]:
    """Answer a question about the years ahead while plan rules are unknown.

    Args:
        household: with an unknown plan rule.
        ask: the question, such as :func:`megaroth.planning.compare.compare`. It is asked for both
            ends with the same spending. If the file does not state it, that is what the alternative
            that saves the most leaves of pay, with the rules that leave the least.
        law_book: the law, with a user's figures and reforms.
        tick: called with the steps done and their number.
        of: the alternative whose wealth decides which end is which. If omitted, the difference of
            the best alternative from the first decides.
        policy: of a comparison, whose measure that leads decides.
        in_wealth: let after-tax wealth decide instead, as version 1 has it.

    Returns:
        Both ends. Combinations of rules are projected at the assumed growth: each one that differs,
        or, of many, some of each kind and those that are reached from the best and the worst of
        them by changing one rule at a time.

    Raises:
        InputError: the household cannot be projected for another reason.
    """
    search = _Search(household, law_book, of, tick, policy, in_wealth=in_wealth)
    least, most = search.ends()
    known = [search.known(answer) for answer in (least, most)]
    found = [ask(one, search.part(place), search.spent) for place, one in enumerate(known)]
    if search.figure(found[0]) > search.figure(found[1]):
        # Over paths, or with each one's best plan, the order may differ from that at the assumed
        # growth.
        least, most, found, known = most, least, found[::-1], known[::-1]
    words = [in_words(household, answer, law_book, search.ages) for answer in (least, most)]
    about = message("combinations_planned", planned=Count.of(search.count), all=search.whole)
    return OutcomeRange(
        found[0],
        found[1],
        words[0],
        words[1],
        _questions(household, law_book),
        about,
        (known[0], known[1]),
        search.spent,
    )


class _Search:
    """Search for the combinations of rules at which a figure is least and most."""

    def __init__(
        self,
        household: Household,
        law_book: LawBook,
        of: str | None,
        tick: Tick | None,
        policy: PolicyChoice,
        *,
        in_wealth: bool,
    ) -> None:
        self.household, self.law_book, self.tick = household, law_book, tick
        self.policy, self.in_wealth = policy, in_wealth or of is not None
        self.ages = ages_that_count(household)
        self.answers, whole = scenarios(household, law_book, self.ages)
        self.whole = whole and len(self.answers) <= _MOST_PLAYED
        self.seen: dict[str, int] = {}
        self.calculated: WorkingYears = {}
        first = resolve(household, self.answers[0])
        named = household.alternatives or _suggested(household, first, law_book)
        self.named = (
            named
            if of is None
            else (next((one for one in named if one.name == of), AlternativeSpec(name=of)),)
        )
        self.all_named = named
        self.spent = self._affordable()
        if of is None and len(named) > 1:
            self.named = (named[0], self._leading(self.answers[0], named))

    def _affordable(self) -> Spending:
        """Spending of each year that pay leaves with every combination of rules, if the file does
        not state it.

        With many combinations, it is calculated for the first and the last, and for each single
        change of the first.
        """
        tried = list(self.answers) if self.whole else [self.answers[0], self.answers[-1]]
        if not self.whole:
            tried += [
                relevant(self.household, {**self.answers[0], slot: value}, self.law_book, self.ages)
                for slot in slots(self.household, self.law_book)
                for value in options(slot)
            ]
        first = self._prepared(self.answers[0], self.all_named).inputs[0].spending
        if self.household.spending is not None:
            return first
        # The alternative that saves the most is the household's own plan, or the last one named.
        most = next((one for one in self.all_named if one.name == "mega"), self.all_named[-1])
        spent = [self._prepared(one, (most,)).inputs[0].spending for one in tried]
        return {year: min([first[year], *(one[year] for one in spent)]) for year in first}

    @property
    def count(self) -> int:
        """The number of combinations that were projected."""
        return len(self.seen)

    @property
    def _steps(self) -> int:
        return (
            len(self.answers)
            if self.whole
            else min(len(self.answers), _MOST_PLAYED)
            + _ENDS
            * _PASSES
            * sum(len(options(slot)) for slot in slots(self.household, self.law_book))
        )

    def part(self, place: int) -> Tick:
        """Progress of the question at one end."""

        def report(done: int, whole: int) -> None:
            if self.tick is not None:
                steps = self._steps
                self.tick(steps * (1 + place) + steps * done // max(whole, 1), steps * (1 + _ENDS))

        return report

    def known(self, answer: Mapping[Slot, Any]) -> Household:
        """The household with these rules, and the same alternatives at every end."""
        return replace(resolve(self.household, answer), alternatives=self.all_named)

    def ends(self) -> tuple[dict[Slot, Any], dict[Slot, Any]]:
        """The least and the most."""
        if self.whole:
            scores = self._scores(self.answers)
            scored = sorted(zip(scores, range(len(scores)), strict=True))
            return self.answers[scored[0][1]], self.answers[scored[-1][1]]
        # From one start alone the search can end where nothing matters: without after-tax
        # contributions no other rule changes the difference.
        starts = [*self.answers[: _MOST_PLAYED - 1], self.answers[-1]]
        scores = self._scores(starts)
        least, most = (starts[scores.index(of(scores))] for of in (min, max))
        return self._climb(least, -1), self._climb(most, 1)

    def _climb(self, answer: dict[Slot, Any], sign: int) -> dict[Slot, Any]:
        """Change one rule at a time while the figure rises, or falls."""
        for _ in range(_PASSES):
            before = answer
            for slot in slots(self.household, self.law_book):
                tried = [answer] + [
                    relevant(self.household, {**answer, slot: value}, self.law_book, self.ages)
                    for value in options(slot)
                ]
                scores = [sign * one for one in self._scores(tried)]
                answer = tried[scores.index(max(scores))]
            if answer == before:
                break
        return answer

    def _scores(self, answers: Sequence[Mapping[Slot, Any]]) -> list[int]:
        """The figure that decides, cents, with each of these combinations of rules.

        All that are new are rows of one projection, which takes hardly longer than one of them.
        """
        keys = [repr(sorted(one.items(), key=lambda item: item[0])) for one in answers]
        new = {key: one for key, one in zip(keys, answers, strict=True) if key not in self.seen}
        prepared = []
        for one in new.values():
            prepared.append(self._prepared(one, self.named).spending(self.spent))
            if self.tick is not None:
                done = min(len(self.seen) + len(prepared), self._steps)
                self.tick(done, self._steps * (1 + _ENDS))
        for key, values in zip(new, self._values_of(prepared), strict=True):
            self.seen[key] = round(values[-1] - values[0] if len(values) > 1 else values[0])
        return [self.seen[key] for key in keys]

    def _values_of(self, prepared: Sequence[Prepared]) -> list[list[float]]:
        """The figure that decides, of each one's alternatives."""
        if not prepared:
            return []
        if self.in_wealth:
            return _values_of_each(prepared)
        return _leads_of_each(prepared, self.policy)

    def _leading(
        self, answer: Mapping[Slot, Any], named: Sequence[AlternativeSpec]
    ) -> AlternativeSpec:
        """The alternative with the largest difference from the first, of those that the household
        can choose."""
        [values] = self._values_of([self._prepared(answer, named).spending(self.spent)])
        found = list(zip(named, values, strict=True))[1:]
        own = [one for one in found if one[0].name != IF_OFFERED]
        return max(own or found, key=lambda one: round(one[1] - values[0]))[0]

    def _prepared(self, answer: Mapping[Slot, Any], named: Sequence[AlternativeSpec]) -> Prepared:
        """Alternatives with a combination of rules, at the assumed growth."""
        known = replace(resolve(self.household, answer), alternatives=tuple(named))
        return prepare(known, law_book=self.law_book, calculated=self.calculated)

    def figure(self, answer: Any) -> int:
        """The figure of an answer that decides the ends; 0 if it has none."""
        if isinstance(answer, Comparison):
            one = next(
                (one for one in answer.alternatives if one.name == self.named[-1].name),
                answer.alternatives[0],
            )
            return self._figure_of(one, alone=one is answer.alternatives[0])
        return int(getattr(answer, "value", 0))

    def _figure_of(self, one: AlternativeResult, *, alone: bool) -> int:
        if self.in_wealth:
            return one.wealth_after_tax if alone else one.difference.mean
        return (one.measures if alone else one.differences).leading.middle


def _values_of_each(prepared: Sequence[Prepared]) -> list[list[float]]:
    """Wealth after tax of each one's alternatives at the assumed growth, in today's cents."""
    ahead = prepared[0].ahead
    assumed = ahead.household.assumptions
    level: Returns = np.full((1, len(ahead.years)), float(assumed.growth) / PPM)
    prices = ahead.prices(ahead.years[-1])
    found = (
        float(after_tax_wealth(accounts, int(assumed.heirs_rate), prices)[rows][0])
        for accounts, rows in ends([inputs for one in prepared for inputs in one.inputs], level)
    )
    return [list(itertools.islice(found, len(one.inputs))) for one in prepared]


def _leads_of_each(prepared: Sequence[Prepared], policy: PolicyChoice) -> list[list[float]]:
    """The measure that leads of each one's alternatives, each under its best policy or all under
    the household's own, at the assumed growth: all of them are alternatives of one search."""
    whole = replace(
        prepared[0],
        chosen=[choice for one in prepared for choice in one.chosen],
        inputs=[inputs for one in prepared for inputs in one.inputs],
    )
    found = (float(best.level) for best in best_ways(whole, policy))
    return [list(itertools.islice(found, len(one.inputs))) for one in prepared]


def _suggested(
    household: Household, first: Household, law_book: LawBook
) -> tuple[AlternativeSpec, ...]:
    """The alternatives that the first rules suggest; if a way to Roth is unknown, none that needs
    it."""
    ways = {"in_plan_roth_rollover", "in_service_withdrawal", "roth"}
    unknown = any(name in ways for _, _, name in slots(household, law_book))
    names = [one.name for one in choices(first) if not (unknown and one.name in OWN_WAY)]
    return tuple(AlternativeSpec(name=name) for name in names)


def _questions(household: Household, law_book: LawBook) -> list[Question]:
    return [one for one in plan(household, law_book).questions if one.rule != "marginal_rate"]
