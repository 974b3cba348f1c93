"""Years ahead while plan rules are unknown: the same question under the least and the most favourable answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from megaroth.kernel.cents import Cents
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.alternatives import choices
from megaroth.planning.compare import Comparison, best_of, compare, prepare
from megaroth.planyear.plan import plan
from megaroth.planyear.ranges import high
from megaroth.planyear.result import PlanYear, Question
from megaroth.planyear.run import run
from megaroth.planyear.unknowns import Slot, in_words, resolve, scenarios, slots

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Tick = Callable[[int, int], None]
Spending = Mapping[int, Cents]


class Ask(Protocol[T_co]):
    """A question about the years ahead of a household without unknown rules, with its spending of each year in cents."""

    def __call__(self, known: Household, tick: Tick, spent: Spending, /) -> T_co: ...


_EACH_END = 8
"""How many combinations of answers, those that reach Roth least and most this year, are played over the years ahead."""

_ENDS = 2


@dataclass(frozen=True)
class Between(Generic[T]):
    """An answer under the least and the most favourable answers to what is unknown.

    Attributes:
        least, most: what the library says then.
        least_answers, most_answers: the answers, as rule and what it is.
        questions: what to ask, the most valuable first; each answer's worth is this year's.
        about: how the two were found, a sentence.
        households: with those answers, and the same alternatives.
        spent: what both spend in each year, cents.
    """

    least: T
    most: T
    least_answers: list[str]
    most_answers: list[str]
    questions: list[Question]
    about: str
    households: tuple[Household, Household]
    spent: Spending

    @property
    def ask(self) -> Question | None:
        """The question whose answer is worth most; None where none is worth anything."""
        worth = [one for one in self.questions if any(answer.worth != 0 for answer in one.answers)]
        return worth[0] if worth else None


def is_unknown(household: Household) -> bool:
    """Whether a plan rule that years ahead need is unknown."""
    return bool(slots(household))


def favourable(household: Household) -> Household:
    """The household with the most favourable answers to what is unknown: those that leave most after-tax money in Roth this year."""
    if not is_unknown(household):
        return household
    ranked = _ranked(household, scenarios(household)[0])
    return resolve(household, ranked[-1])


def between(household: Household, ask: Ask[T], tick: Tick | None = None) -> Between[T]:
    """Ask about the years ahead where plan rules are unknown.

    Args:
        household: with an unknown plan rule.
        ask: the question, such as :func:`megaroth.planning.compare.compare`; it is asked twice, with the same spending: what pay leaves
            with the alternative that puts away most, where the file does not state it.
        tick: called with the steps done and their number.

    Returns:
        Both answers. The combinations that leave the least and the most after-tax money in Roth this year, eight each, are played at
        the assumed growth; the ends are those in which the alternative that can be ahead by most is ahead by least and by most.

    Raises:
        InputError: the household cannot be projected for another reason.
    """
    answers, whole = scenarios(household)
    ranked = _ranked(household, answers)
    tried = [*ranked[:_EACH_END], *ranked[_EACH_END:][-_EACH_END:]]
    # What is compared is what the most favourable answers suggest, so that both ends tell of the same alternatives.
    most = resolve(household, ranked[-1])
    named = household.alternatives or tuple(AlternativeSpec(name=one.name) for one in choices(most))
    steps = len(tried)

    spent = prepare(replace(most, alternatives=named)).given[0].spending

    def told(done: int) -> None:
        if tick is not None:
            tick(done, steps * (1 + _ENDS))

    pair = _leading(_level(replace(most, alternatives=named), spent), named)
    scores = []
    for place, answer in enumerate(tried):
        scores.append((_ahead(_level(replace(resolve(household, answer), alternatives=pair), spent)), place))
        told(place + 1)
    ends = [tried[min(scores)[1]], tried[max(scores)[1]]]
    known = [replace(resolve(household, answer), alternatives=named) for answer in ends]
    found = []
    for place, one in enumerate(known):
        before = steps * (1 + place)

        def part(done: int, all_of_it: int, before: int = before) -> None:
            told(before + steps * done // max(all_of_it, 1))

        found.append(ask(one, part, spent))
    counted = (
        f"{'All' if whole else 'Many'} combinations of answers were planned ({len(answers)}), {len(tried)} of them years ahead."
    )
    words = [in_words(household, answer) for answer in ends]
    return Between(found[0], found[1], words[0], words[1], _questions(household), counted, (known[0], known[1]), spent)


def _ranked(household: Household, answers: list[dict[Slot, Any]]) -> list[dict[Slot, Any]]:
    """Combinations whose plan years differ in what reaches Roth, goes in after tax or comes from the employer; the least first."""
    found: dict[tuple[int, int, int], dict[Slot, Any]] = {}
    for answer in answers:
        found.setdefault(_reach(run(resolve(household, answer))), answer)
    return [found[reach] for reach in sorted(found)]


def _reach(answer: PlanYear) -> tuple[int, int, int]:
    after_tax = sum(int(high(job.contributions.after_tax)) for person in answer.people for job in person.jobs)
    return int(high(answer.to_roth)) - int(high(answer.tax)), after_tax, int(high(answer.employer_contributions))


def _level(household: Household, spent: Spending) -> Comparison:
    return compare(replace(household, assumptions=replace(household.assumptions, model="fixed")), spent=spent)


def _leading(answer: Comparison, named: tuple[AlternativeSpec, ...]) -> tuple[AlternativeSpec, ...]:
    """The first alternative and the one that is ahead of it by most; or the only one."""
    if len(named) < 2:
        return named
    name = best_of(answer).name
    return (named[0], next(one for one in named if one.name == name))


def _ahead(answer: Comparison) -> int:
    """How far the one alternative is ahead of the other; what it comes to where it is alone."""
    return answer.alternatives[-1].difference.mean if len(answer.alternatives) > 1 else answer.alternatives[0].wealth_after_tax


def _questions(household: Household) -> list[Question]:
    return [one for one in plan(household).questions if one.rule != "marginal_rate"]
