"""Years ahead while plan rules are unknown: the same question with the rules that give the least
and the most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from megaroth.kernel.message import Count, message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.alternatives import OWN_WAY, choices
from megaroth.planning.compare import compare
from megaroth.planning.prepare import prepare
from megaroth.planning.results import Comparison, OutcomeRange, Spending, best_of
from megaroth.planning.settled import ages_that_count, is_unknown, some_answer
from megaroth.planyear.plan import plan
from megaroth.planyear.result import Question
from megaroth.planyear.unknowns import Slot, in_words, options, relevant, resolve, scenarios, slots

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Tick = Callable[[int, int], None]


class Ask(Protocol[T_co]):
    """A question about the years ahead of a household without unknown rules, with spending of each
    year in cents."""

    def __call__(self, known: Household, tick: Tick, spent: Spending, /) -> T_co: ...


_MOST_PLAYED = 64
"""The most combinations of rules that are all projected. With more, one rule at a time is changed
for the better or worse."""

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

    Returns:
        Both ends. Combinations of rules are projected at the assumed growth: each one that differs,
        or, of many, those that are reached by changing one rule at a time.

    Raises:
        InputError: the household cannot be projected for another reason.
    """
    search = _Search(household, law_book, of, tick)
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
        self, household: Household, law_book: LawBook, of: str | None, tick: Tick | None
    ) -> None:
        self.household, self.law_book, self.tick = household, law_book, tick
        self.ages = ages_that_count(household)
        self.answers, whole = scenarios(household, law_book, self.ages)
        self.whole = whole and len(self.answers) <= _MOST_PLAYED
        self.seen: dict[str, int] = {}
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
            lead = best_of(self._level(replace(first, alternatives=named))).name
            self.named = (named[0], next(one for one in named if one.name == lead))

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
        first = prepare(self.known(self.answers[0]), law_book=self.law_book).given[0].spending
        if self.household.spending is not None:
            return first
        # The alternative that saves the most is the household's own plan, or the last one named.
        most = next((one for one in self.all_named if one.name == "mega"), self.all_named[-1])
        spent = [
            prepare(replace(self.known(one), alternatives=(most,)), law_book=self.law_book)
            .given[0]
            .spending
            for one in tried
        ]
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
            else _ENDS
            * _PASSES
            * sum(len(options(slot)) for slot in slots(self.household, self.law_book))
        )

    def part(self, place: int) -> Tick:
        """Progress of the question at one end."""

        def told(done: int, whole: int) -> None:
            if self.tick is not None:
                steps = self._steps
                self.tick(steps * (1 + place) + steps * done // max(whole, 1), steps * (1 + _ENDS))

        return told

    def known(self, answer: Mapping[Slot, Any]) -> Household:
        """The household with these rules, and the same alternatives at every end."""
        return replace(resolve(self.household, answer), alternatives=self.all_named)

    def ends(self) -> tuple[dict[Slot, Any], dict[Slot, Any]]:
        """The least and the most."""
        if self.whole:
            scored = sorted(self.answers, key=self._score)
            return scored[0], scored[-1]
        return self._climb(self.answers[-1], -1), self._climb(self.answers[0], 1)

    def _climb(self, answer: dict[Slot, Any], sign: int) -> dict[Slot, Any]:
        """Change one rule at a time while the figure rises, or falls."""
        for _ in range(_PASSES):
            before = answer
            for slot in slots(self.household, self.law_book):
                tried = [
                    relevant(self.household, {**answer, slot: value}, self.law_book, self.ages)
                    for value in options(slot)
                ]
                answer = max([answer, *tried], key=lambda one: sign * self._score(one))
            if answer == before:
                break
        return answer

    def _score(self, answer: Mapping[Slot, Any]) -> int:
        key = repr(sorted(answer.items(), key=lambda one: one[0]))
        if key not in self.seen:
            compared = self._level(
                replace(resolve(self.household, answer), alternatives=self.named)
            )
            last = compared.alternatives[-1]
            self.seen[key] = (
                last.difference.mean if len(compared.alternatives) > 1 else last.wealth_after_tax
            )
            if self.tick is not None:
                self.tick(min(len(self.seen), self._steps), self._steps * (1 + _ENDS))
        return self.seen[key]

    def figure(self, answer: Any) -> int:
        """The figure of an answer that decides the ends; 0 if it has none."""
        if isinstance(answer, Comparison):
            one = next(
                (one for one in answer.alternatives if one.name == self.named[-1].name),
                answer.alternatives[0],
            )
            return (
                one.difference.mean if one is not answer.alternatives[0] else one.wealth_after_tax
            )
        return int(getattr(answer, "value", 0))

    def _level(self, known: Household) -> Comparison:
        return compare(
            replace(known, assumptions=replace(known.assumptions, model="fixed")),
            spent=self.spent,
            law_book=self.law_book,
        )


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
