"""The plan of a household: one plan year, or, where plan rules are unknown, a range over what they could be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from megaroth.kernel.cents import PPM, some
from megaroth.kernel.columns import is_column
from megaroth.law.load import law as law_of
from megaroth.model.household import Household
from megaroth.planyear import extra_paycheck
from megaroth.planyear.ranges import extreme, high, merge
from megaroth.planyear.result import AnswerWorth, PlannedStep, PlanYear, Question
from megaroth.planyear.returns import has_income_tax
from megaroth.planyear.run import run
from megaroth.planyear.unknowns import RULES, Slot, resolve, scenarios, slots


def plan(household: Household) -> PlanYear:
    """Plan one year: can I, how much, how, what happens, what does it cost, what else.

    Args:
        household: any of its plan rules may be unknown; pay, growth and balances may be columns where all rules are known.

    Returns:
        The plan year. Where rules are unknown, figures that depend on them are ranges and ``questions`` says what to ask.

    Raises:
        LawError: megaroth holds no law of the year.
        TypeError: wages of the year before are a column (they decide by yes or no what the plan may do), or anything is one while
            a plan rule is unknown.
    """
    _decisive_are_scalars(household)
    unknown = slots(household)
    more = [] if _has_column(household) else extra_paycheck.questions(household)
    if not unknown:
        only = run(household)
        return replace(only, questions=[*more, *_rate_question(household, only)])
    if _has_column(household):
        raise TypeError("a column and unknown plan rules together: resolve the rules, or plan the rows one by one")
    answers, whole = scenarios(household)
    plans = [run(resolve(household, answer)) for answer in answers]
    merged = merge(plans)
    of_rules = _questions(household, unknown, answers, plans)
    questions = [*of_rules, *more, *_rate_question(household, merged)]
    asked = [
        f"{RULES[question.rule].short} ({question.employer})"
        for question in of_rules
        if question.to == "HR" and any(answer.worth != 0 for answer in question.answers)
    ]
    text = f"Ask HR about {', '.join(asked)} (the questions are listed, the most valuable first)."
    ask = [PlannedStep(date=household.starts, text=text, until=date(household.year, 12, 31))] if asked else []
    notes = [_tried(unknown), *([] if whole else [_thinned(len(plans))])]
    return replace(merged, questions=questions, steps=[*ask, *merged.steps], assumptions=[*notes, *merged.assumptions])


def _has_column(noun: Any) -> bool:
    """Whether anything in a household is a column."""
    if is_column(noun):
        return True
    if isinstance(noun, tuple):
        return any(_has_column(one) for one in noun)
    return is_dataclass(noun) and any(_has_column(getattr(noun, one.name)) for one in fields(noun))


def _decisive_are_scalars(household: Household) -> None:
    """Refuse columns where one row would decide for all of them."""
    for person in household.people:
        for job in person.jobs:
            for name in ("fica_wages_last_year", "pay_last_year"):
                if is_column(getattr(job, name)):
                    raise TypeError(f"{name} of {job.employer} is a column: plan the rows above and below the threshold apart")


_MEASURES: dict[str, Callable[[PlanYear], int]] = {
    "roth": lambda plan: high(plan.to_roth) - high(plan.tax),
    "employer": lambda plan: high(plan.employer_contributions),
    "deferral": lambda plan: sum(
        job.contributions.pre_tax + job.contributions.roth + job.contributions.catch_up
        for person in plan.people
        for job in person.jobs
    ),
}


def _questions(
    household: Household, unknown: Sequence[Slot], answers: Sequence[dict[Slot, Any]], plans: Sequence[PlanYear]
) -> list[Question]:
    found = []
    for slot in unknown:
        p, j, name = slot
        rule = RULES[name]
        worth = _measured(slot, answers, plans)
        if len(worth) < 2:
            continue
        least = min(amount for _, amount in worth)
        person = household.people[p]
        found.append(
            Question(
                to=rule.to,
                rule=name,
                person=person.name,
                employer=person.jobs[j].employer,
                text=rule.question,
                answers=[AnswerWorth(answer=words, worth=amount - least) for words, amount in worth],
            )
        )
    return sorted(found, key=lambda question: -max(answer.worth for answer in question.answers))


def _measured(slot: Slot, answers: Sequence[dict[Slot, Any]], plans: Sequence[PlanYear]) -> list[tuple[str, int]]:
    """The most that each answer can make of the rule's measure, cents, as far as the answer was tried."""
    rule = RULES[slot[2]]
    substitutes = [(slot[0], slot[1], other) for other in rule.apart_from]

    def alone(answer: dict[Slot, Any]) -> bool:
        """Whether no other rule that is unknown too does the same service."""
        return all(answer[other] == RULES[other[2]].answers[-1][1] for other in substitutes if other in answer)

    found = []
    for words, value in rule.answers:
        under = [plan for plan, answer in zip(plans, answers, strict=True) if answer[slot] == value and alone(answer)]
        if under:
            found.append((words, extreme(under, _MEASURES[rule.measure])))
    return found


def measured(household: Household, question: Question) -> list[tuple[str, Any]]:
    """What the worths of a question's answers are differences of: for each answer the most of its rule's measure, cents.

    Args:
        household: with unknown plan rules.
        question: one about a plan rule, of its :func:`plan`.
    """
    if question.rule == extra_paycheck.RULE:
        return extra_paycheck.measured(household, question)
    slot = next(
        (p, j, name)
        for p, j, name in slots(household)
        if name == question.rule
        and household.people[p].name == question.person
        and household.people[p].jobs[j].employer == question.employer
    )
    answers, _ = scenarios(household)
    return _measured(slot, answers, [run(resolve(household, answer)) for answer in answers])


def _rate_question(household: Household, plan: PlanYear) -> list[Question]:
    """Ask for the marginal rate only where it matters: where it is not stated and no return can be worked out."""
    taxable = plan.taxable
    converted = sum(high(conversion.taxable) for conversion in plan.conversions)
    computed = has_income_tax(law_of(household.year))
    if household.marginal_rate is not None or computed or not some(high(taxable) + converted > 0):
        return []
    base = high(taxable) + converted
    answers = [AnswerWorth(answer=f"{points}%", worth=-(base * points * (PPM // 100) // PPM)) for points in (22, 24, 32, 35, 37)]
    return [
        Question(
            to="you",
            rule="marginal_rate",
            person=plan.people[0].name,
            employer=None,
            text="What is your marginal federal tax rate this year (marginal_rate)? It taxes what these moves add to income.",
            answers=answers,
        )
    ]


def _tried(unknown: Sequence[Slot]) -> str:
    parts = [
        f"{name} ({', '.join(words for words, _ in RULES[name].answers)})" for name in dict.fromkeys(slot[2] for slot in unknown)
    ]
    return "Unknown plan rules were tried as: " + "; ".join(parts) + "."


def _thinned(count: int) -> str:
    return f"The unknown rules have too many combinations to plan each: ranges come from {count} of them, the extremes included."
