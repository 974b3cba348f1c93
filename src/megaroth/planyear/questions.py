"""Questions about unknown plan rules, and the worth of each answer, from the plans that it leaves
possible."""

from __future__ import annotations

import functools
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.model.sources import TAXED_EMPLOYER
from megaroth.planyear.employer_questions import rules
from megaroth.planyear.figure import Range
from megaroth.planyear.merge_scenarios import high, low, span
from megaroth.planyear.result import AnswerWorth, PlanYear, Question
from megaroth.planyear.run import run
from megaroth.planyear.unknowns import Slot, is_moot, options, relevant, resolve, scenarios, slots

Answers = dict[Slot, Any]
Bounds = tuple[int, int]
"""The least and the most that a figure can be, cents."""


def _deferrals(plan: PlanYear) -> int:
    return sum(_contributed(kind, plan) for kind in ("pre_tax", "roth", "catch_up"))


def _money_to_roth(plan: PlanYear) -> Bounds:
    """After-tax money that reaches Roth in the year, less the tax on its moves."""
    return int(high(plan.to_roth) - high(plan.tax)), int(low(plan.to_roth) - low(plan.tax))


def _contributed(source: str, plan: PlanYear) -> int:
    """The year's contributions of a money source at all jobs."""
    jobs = [job for person in plan.people for job in person.jobs]
    return sum(int(high(getattr(job.contributions, source))) for job in jobs)


def _scalar(figure: Callable[[PlanYear], int]) -> Callable[[PlanYear], Bounds]:
    return lambda plan: (figure(plan), figure(plan))


_MEASURES: dict[str, Callable[[PlanYear], Bounds]] = {
    "roth": _money_to_roth,
    "employer": _scalar(lambda plan: int(high(plan.employer_contributions))),
    "deferral": _scalar(_deferrals),
} | {one.name: _scalar(functools.partial(_contributed, one.name)) for one in TAXED_EMPLOYER}
"""What answers are worth something in: the least and the most of each unit."""

_FIGURES: dict[str, Callable[[PlanYear], Cents | Range]] = {
    "to_roth": lambda plan: plan.to_roth,
    "tax": lambda plan: plan.tax,
    "conversion_tax": lambda plan: plan.conversion_tax,
    "employer_contributions": lambda plan: plan.employer_contributions,
    "deferrals": _deferrals,
}
"""Figures of the plan year that an answer carries."""


class _Tried:
    """The combinations of answers that were planned, and how answers to one rule compare where all
    others stay."""

    def __init__(
        self,
        household: Household,
        answers: Sequence[Answers],
        plans: Sequence[PlanYear],
        law_book: LawBook,
    ) -> None:
        self.household, self.answers, self.plans = household, answers, plans
        self.law_book = law_book
        self.slots = slots(household, law_book)
        self.bounds = {
            unit: [measure(plan) for plan in plans] for unit, measure in _MEASURES.items()
        }
        self._places = {tuple(answer.items()): place for place, answer in enumerate(answers)}
        self.pairs = {slot: list(self._pairs(slot)) for slot in self.slots}

    def _pairs(self, slot: Slot) -> Iterator[tuple[int, int]]:
        """Places of combinations that differ in the answer to one rule, and in what follows from
        it, alone."""
        for place, answer in enumerate(self.answers):
            for value in options(slot):
                if value != answer[slot]:
                    other = self._places.get(
                        tuple(
                            relevant(
                                self.household, answer | {slot: value}, self.law_book, kept=slot
                            ).items()
                        )
                    )
                    if other is not None and other != place:
                        yield place, other

    def stake(self, slot: Slot, unit: str, within: Container[int] | None = None) -> int:
        """The most by which two answers to a rule differ, all else equal, cents; ``within`` some of
        the combinations."""
        bounds = self.bounds[unit]
        pairs = (
            pair
            for pair in self.pairs[slot]
            if within is None or (pair[0] in within and pair[1] in within)
        )
        return max(
            (abs(bounds[one][end] - bounds[other][end]) for one, other in pairs for end in (0, 1)),
            default=0,
        )


@dataclass(frozen=True)
class _Case:
    """One answer to a rule, and the places of the combinations with it.

    Attributes:
        possible: every one that the answer leaves possible; together they are the plan of a file
            with this answer.
        decisive: those of them in which the rule can change something.
    """

    reply: Message
    possible: list[int]
    decisive: list[int]

    def bounds(self, tried: _Tried, unit: str) -> Bounds:
        """The least and the most of a unit over the decisive plans."""
        measured = [tried.bounds[unit][place] for place in self.decisive]
        return min(least for least, _ in measured), max(most for _, most in measured)


def questions(
    household: Household,
    answers: Sequence[Answers],
    plans: Sequence[PlanYear],
    law_book: LawBook,
) -> list[Question]:
    """The questions about a household's unknown rules: the one that opens the others first, then
    the most valuable.

    Args:
        household: with unknown rules.
        answers: the combinations of answers that were planned.
        plans: the plan of each.
        law_book: the law, with a user's figures and reforms.
    """
    tried = _Tried(household, answers, plans, law_book)
    asked = [(slot, cases) for slot in tried.slots if len(cases := _cases(tried, slot)) > 1]
    found = [_question(tried, slot, cases) for slot, cases in asked]
    return sorted(found, key=_rank)


def _rank(question: Question) -> tuple[bool, bool, int, int]:
    """The order of questions: those that others depend on, then by worth, then by certainty."""
    certain = max(int(low(answer.worth)) for answer in question.answers)
    return not question.matters, not rules()[question.rule].gate, -int(question.stake), -certain


def _question(tried: _Tried, slot: Slot, cases: Sequence[_Case]) -> Question:
    p, j, name = slot
    rule, person = rules()[name], tried.household.people[p]
    stakes = {unit: tried.stake(slot, unit) for unit in (rule.measure, *_MEASURES)}
    # The rule's usual unit, or where answers do not differ in it the one in which they differ most.
    unit = rule.measure if stakes[rule.measure] else max(stakes, key=lambda one: stakes[one])
    least = min(case.bounds(tried, unit)[0] for case in cases)
    return Question(
        to=rule.to,
        rule=name,
        person=person.name,
        employer=person.jobs[j].employer,
        text=message("ask_rule", rule=name),
        answers=[_worth(tried, slot, case, unit, least) for case in cases],
        unit=unit,
        stake=stakes[unit],
        given=_assumed_answers(tried, slot),
    )


def _cases(tried: _Tried, slot: Slot) -> list[_Case]:
    """The answers to a rule that were tried."""
    moot = [is_moot(tried.household, answer, slot, tried.law_book) for answer in tried.answers]
    found = []
    for words, value in rules()[slot[2]].answers:
        fits = [answer[slot] == value for answer in tried.answers]
        decisive = [place for place, fit in enumerate(fits) if fit and not moot[place]]
        possible = [place for place, fit in enumerate(fits) if fit or moot[place]]
        if decisive:
            found.append(_Case(message("reply", reply=words), possible, decisive))
    return found


def _worth(tried: _Tried, slot: Slot, case: _Case, unit: str, least: int) -> AnswerWorth:
    lowest, most = case.bounds(tried, unit)
    plans = [tried.plans[place] for place in case.possible]
    figures = {name: span([figure(plan) for plan in plans]) for name, figure in _FIGURES.items()}
    within = set(case.decisive)
    others = [other for other in tried.slots if other != slot and tried.stake(other, unit, within)]
    depends_on = (
        list(dict.fromkeys(message("rule", rule=other[2]) for other in others))
        if lowest != most
        else []
    )
    return AnswerWorth(
        answer=case.reply,
        worth=span([lowest - least, most - least]),
        depends_on=depends_on,
        **figures,
    )


def _assumed_answers(tried: _Tried, slot: Slot) -> Message | None:
    """Answers to other questions of the plan without which this one changes nothing."""
    decisive = [
        answer
        for answer in tried.answers
        if not is_moot(tried.household, answer, slot, tried.law_book)
    ]
    found = []
    for other in (one for one in tried.slots if one[:2] == slot[:2] and one != slot):
        values = [answer[other] for answer in decisive]
        if (
            values
            and all(value == values[0] for value in values)
            and any(answer[other] != values[0] for answer in tried.answers)
        ):
            found.append(_reply(other, decisive[0]))
    return message("replies_assumed", replies=tuple(found)) if found else None


def _reply(slot: Slot, answers: Mapping[Slot, Any]) -> Message:
    words = next(words for words, value in rules()[slot[2]].answers if value == answers[slot])
    return message("rule_reply", rule=slot[2], reply=words, employer=None)


def measured(
    household: Household, question: Question, law_book: LawBook
) -> list[tuple[Message, int, int]]:
    """The amounts whose differences are the worths of a question's answers: the least and the most
    of each, cents.

    Args:
        household: with unknown plan rules.
        question: one about a plan rule, of its :func:`megaroth.planyear.plan.plan`.
        law_book: the law, with a user's figures and reforms.
    """
    slot = next(
        (p, j, name)
        for p, j, name in slots(household, law_book)
        if name == question.rule
        and household.people[p].name == question.person
        and household.people[p].jobs[j].employer == question.employer
    )
    answers, _ = scenarios(household, law_book)
    plans = [run(resolve(household, answer), law_book) for answer in answers]
    tried = _Tried(household, answers, plans, law_book)
    return [(case.reply, *case.bounds(tried, question.unit)) for case in _cases(tried, slot)]
