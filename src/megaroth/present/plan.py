"""The plan year in words."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, Literal

from megaroth.kernel.message import Message, message
from megaroth.model.sources import TAXED_EMPLOYER
from megaroth.planyear.check import Check
from megaroth.planyear.figure import Range
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.result import AnswerWorth, Place, PlannedStep, PlanYear, Question, Rollover
from megaroth.present.sentences.sentence import sentence
from megaroth.present.warning_order import by_weight
from megaroth.present.words import money

Mood = Literal["yes", "no", "depends"]

ALTERNATIVES = {
    "roth_401k": "Roth 401(k)",
    "roth_ira": "Roth IRA",
    "backdoor_roth": "backdoor Roth",
    "hsa": "HSA",
}


def word(answer: PlanYear) -> str:
    """The word before the headline: the verdict, or excess, which comes first."""
    return "EXCESS" if answer.excesses else answer.verdict.upper()


UNITS = {
    "roth": "money that reaches Roth this year, less its tax",
    "employer": "employer contributions this year",
    "deferral": "elective deferrals this year",
    "tax": "tax on this year's moves",
} | {one.name: f"{one.label} this year" for one in TAXED_EMPLOYER}
"""The units of the worth of replies to questions."""


_UNFIT = (
    "paycheck_used_up",
    "spare_cash_exceeded",
    "election_cut",
    "election_refused",
    "year_under_way",
    "after_tax_without_cash",
    "after_tax_above_highest_election",
)
"""Messages that pay, cash, a limit or the rest of the year does not allow the contributions."""


def mood(answer: PlanYear | Check) -> Mood:
    """The color of the headline on every face: ``yes``, ``depends`` or ``no``. Only a plan that
    fits the pay, the year and the money is green."""
    if answer.excesses or answer.verdict == "no":
        return "no"
    messages = list(answer.warnings)
    if isinstance(answer, PlanYear):
        messages += [*answer.refused, *(step.text for step in answer.steps)]
    unfit = any(one.includes(code) for one in messages for code in _UNFIT)
    return "yes" if answer.verdict == "yes" and not unfit else "depends"


def worth_of_answers(question: Question) -> str:
    """The worth of each reply to a question, with its unit."""
    if not question.answers:
        return "decides what to enter in payroll"
    replies = "; ".join(
        f"{sentence(reply.answer)}: {money(reply.worth)}{depends(reply)}"
        for reply in question.answers
    )
    supposed = f", given {sentence(question.given)}" if question.given else ""
    return f"{replies} (in {UNITS[question.unit]}{supposed})"


def depends(reply: AnswerWorth) -> str:
    """The other unknown rules on which the worth of a reply depends."""
    if not reply.depends_on:
        return ""
    few = len(reply.depends_on) <= 2
    rules = " and ".join(sentence(one) for one in reply.depends_on)
    return f", by {rules if few else 'other unknown rules'}"


def cautions(answer: PlanYear) -> list[Message]:
    """Warnings by weight, without excesses, which are shown elsewhere."""
    excesses = [one.text for one in answer.excesses]
    return by_weight([one for one in answer.warnings if one not in excesses])


def sum_of(values: list[Any]) -> Any:
    """The sum of amounts; a range if one of them is."""
    if any(isinstance(value, Range) for value in values):
        return Range(
            sum(v.low if isinstance(v, Range) else v for v in values), sum(high(v) for v in values)
        )
    return sum(values)


def moves_of(answer: PlanYear) -> list[tuple[Place, list[Rollover], dict[str, Any]]]:
    """Rollovers of after-tax money by person, employer and destination, with their totals of the
    year, ordered by their first day."""
    found = []
    for key, of in groupby(sorted(answer.rollovers, key=place_of), key=place_of):
        moves = list(of)
        totals = {
            kind: sum_of([getattr(one, kind) for one in moves])
            for kind in ("amount", "basis", "taxable")
        }
        found.append((key, moves, totals if answer.moved is None else answer.moved[key]))
    return sorted(found, key=lambda one: one[1][0].date)


def steps_at(answer: PlanYear, day: date) -> list[tuple[PlannedStep, bool]]:
    """The steps still possible on a day, each with whether it is overdue; all steps if none is
    left."""
    late = [step for step in answer.steps if step.date < day <= (step.until or step.date)]
    coming = [step for step in answer.steps if step.date >= day]
    if not late and not coming:
        return [(step, False) for step in answer.steps]
    return [*((step, True) for step in late), *((step, False) for step in coming)]


def elections_of(answer: PlanYear) -> list[Message]:
    """What to enter in the payroll portal, for each job with checks to come; of a year under way
    that nothing is stated of, what is still possible."""
    return [step.text for step in answer.steps if is_election(step)]


def is_election(step: PlannedStep) -> bool:
    """Whether a step says what to enter in the payroll portal."""
    return step.text.includes("elect_checks") or step.text.code == "year_under_way"


def overdue(step: PlannedStep) -> Message:
    """What to say before an overdue step. Its paycheck amounts are those of the day on which the
    plan began."""
    stale = step.text.includes("elect") or step.text.includes("elect_checks")
    until = step.until or step.date
    return message("step_overdue", until=until, figures_of=step.date if stale else None)


def place_of(move: Rollover) -> tuple[str, str, str]:
    """The key of repeated rollovers."""
    return (move.person, move.employer, move.to)
