"""The plan of a household: one plan year, or, where plan rules are unknown, a range over what they
could be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from megaroth.kernel.columns import is_column
from megaroth.kernel.message import Count, Message, Share, message
from megaroth.kernel.money import PPM, some
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.law.reform import FIRST_REFORM_YEAR
from megaroth.model.household import Household
from megaroth.planyear import extra_paycheck, year_under_way
from megaroth.planyear.elections.instruction import elects_anything, instruction
from megaroth.planyear.employer_questions import rules
from megaroth.planyear.federal_return import has_income_tax
from megaroth.planyear.household_elections import Place, solved_jobs
from megaroth.planyear.merge_scenarios import high, merge
from megaroth.planyear.questions import questions
from megaroth.planyear.result import AnswerWorth, PlannedStep, PlanYear, Question
from megaroth.planyear.run import run
from megaroth.planyear.unknowns import Slot, resolve, scenarios, slots


def plan(
    household: Household, law_book: LawBook = PUBLISHED, today: date | None = None
) -> PlanYear:
    """Plan one year: can I, how much, how, what happens, what does it cost, what else.

    Args:
        household: any of its plan rules may be unknown; pay, growth and balances may be columns
            where all rules are known.
        law_book: the law, with a user's figures and reforms.
        today: in a year that is under way, and of which the household states nothing, the steps ask
            for the last pay stub and say what is still possible, instead of elections from January
            on. None for those.

    Returns:
        The plan year. Where rules are unknown, figures that depend on them are ranges and
        ``questions`` says what to ask.

    Raises:
        LawError: megaroth holds no law of the year.
        TypeError: wages of the year before are a column (they decide by yes or no what the plan may
            do), or anything is one while a plan rule is unknown.
    """
    household = household.in_its_year
    _decisive_are_scalars(household)
    found = _planned(household, law_book)
    if _has_column(household):
        return found
    under_way = year_under_way.jobs_under_way(household, today, law_book)
    found = _with_elections(
        found, household, law_book, without={(one.person, one.employer) for one in under_way}
    )
    return replace(
        found,
        questions=[*(year_under_way.question(one) for one in under_way), *found.questions],
        steps=[*(year_under_way.step(one) for one in under_way), *found.steps],
    )


def _planned(household: Household, law_book: LawBook) -> PlanYear:
    """The plan year, with what the checks to come contribute in all in its steps."""
    unknown = slots(household, law_book)
    more = [] if _has_column(household) else extra_paycheck.questions(household, law_book)
    if not unknown:
        only = run(household, law_book)
        return replace(only, questions=[*more, *_rate_question(household, only, law_book)])
    if _has_column(household):
        raise TypeError(
            "a column and unknown plan rules together: resolve the rules, or plan the rows one by "
            "one"
        )
    answers, whole = scenarios(household, law_book)
    plans = [run(resolve(household, answer), law_book) for answer in answers]
    merged = merge(plans)
    of_rules = questions(household, answers, plans, law_book)
    asked_about = [*of_rules, *more, *_rate_question(household, merged, law_book)]
    asked = [
        message("rule_at", rule=question.rule, employer=question.employer)
        for question in of_rules
        if question.to == "HR" and question.matters
    ]
    text = message("ask_hr", rules=tuple(asked), several=len(asked) > 1)
    ask = (
        [
            PlannedStep(
                date=_first_election(merged, household),
                text=text,
                until=date(household.year, 12, 31),
            )
        ]
        if asked
        else []
    )
    notes = [_tried(unknown), *([] if whole else [_thinned(len(plans))])]
    return replace(
        merged,
        questions=asked_about,
        steps=[*ask, *merged.steps],
        assumptions=[*notes, *merged.assumptions],
    )


def _first_election(answer: PlanYear, household: Household) -> date:
    """The day by which the first elections are entered; the first day planned where none is."""
    days = [step.date for step in answer.steps if step.text.includes("elect")]
    return min(days, default=household.starts)


def _with_elections(
    found: PlanYear, household: Household, law_book: LawBook, without: Set[Place]
) -> PlanYear:
    """The plan year whose steps say what payroll can execute, and when to change it; ``without``
    are jobs at which nobody can say it."""
    if not any(step.text.includes("elect") for step in found.steps):
        return found
    entries = {
        solved.place: instruction(solved.changes)
        for solved in solved_jobs(household, law_book)
        if elects_anything(solved.changes)
    }
    return replace(found, steps=list(_with_entries(found.steps, entries, without)))


def _with_entries(
    steps: Sequence[PlannedStep],
    entries: Mapping[Place, tuple[Message, ...]],
    without: Set[Place],
) -> Iterator[PlannedStep]:
    shown_at = set()
    for step in steps:
        supposed = step.text.code in _SUPPOSED
        inner = step.text.value("step") if supposed else step.text
        if not isinstance(inner, Message) or inner.code != "elect":
            yield step
            continue
        place = str(inner.value("person")), str(inner.value("employer"))
        if place in without:
            continue
        # What can be elected is the same whatever unknown rules are, so it is shown once.
        if place in entries and place not in shown_at:
            shown_at.add(place)
            person, employer = place
            text = message("elect_checks", person=person, employer=employer, entries=entries[place])
            yield replace(
                step, text=Message(step.text.code, (("step", text),)) if supposed else text
            )


_SUPPOSED = ("if_favorable", "if_unfavorable")
"""Steps that depend on unknown rules."""


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
                    raise TypeError(
                        f"{name} of {job.employer} is a column: plan the rows above and below the "
                        "threshold apart"
                    )


def _rate_question(household: Household, plan: PlanYear, law_book: LawBook) -> list[Question]:
    """Ask for the marginal rate only if it matters: if it is not stated and no return can be
    calculated."""
    taxable = plan.taxable
    converted = sum(high(conversion.taxable) for conversion in plan.conversions)
    computed = has_income_tax(law_book.law(household.year))
    if household.marginal_rate is not None or computed or not some(high(taxable) + converted > 0):
        return []
    base = high(taxable) + converted
    # The question is asked only for years whose brackets the law data do not hold: the upper ones
    # of the first year that has them.
    rates = law_book.law(FIRST_REFORM_YEAR).entry("income_tax").rates[2:]
    answers = [
        AnswerWorth(answer=message("reply_rate", rate=Share.of(rate)), worth=-(base * rate // PPM))
        for rate in rates
    ]
    return [
        Question(
            to="you",
            rule="marginal_rate",
            person=plan.people[0].name,
            employer=None,
            text=message("ask_marginal_rate"),
            answers=answers,
            unit="tax",
            stake=base * rates[-1] // PPM - base * rates[0] // PPM,
        )
    ]


def _tried(unknown: Sequence[Slot]) -> Message:
    return message(
        "rules_tried",
        rules=tuple(
            message(
                "rule_tried", rule=name, answers=tuple(words for words, _ in rules()[name].answers)
            )
            for name in dict.fromkeys(slot[2] for slot in unknown)
        ),
    )


def _thinned(planned: int) -> Message:
    return message("combinations_thinned", planned=Count.of(planned))
