"""The plan year in words."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, Literal

from megaroth.kernel.message import Message, message
from megaroth.model.sources import TAXED_EMPLOYER
from megaroth.planyear.check import Check
from megaroth.planyear.figure import Range
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.result import AnswerWorth, Place, PlannedStep, PlanYear, Question, Rollover
from megaroth.present.sentences.sentence import Reader, sentence
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


def headline(answer: PlanYear, reader: Reader = Reader.FILE) -> str:
    """The answer in a few sentences: first contributions above a limit, then what can be
    contributed within the limits."""
    whole_year = [_WHOLE_YEAR] if _under_way(answer) else []
    if not answer.excesses:
        return " ".join([_headline(answer, reader), *whole_year])
    lead = {
        "yes": "Apart from that, yes",
        "later": "Apart from that",
        "depends": "Apart from that",
    }.get(answer.verdict, "")
    rest = _headline(answer, reader)
    return " ".join(
        [
            *(sentence(one.text, reader) for one in answer.excesses),
            f"{lead}: {rest}" if lead else rest,
            *whole_year,
        ]
    )


_WHOLE_YEAR = "This is for the whole year, starting in January; see below what is still possible."


def _under_way(answer: PlanYear) -> bool:
    """Whether the year has begun, and nobody has said what was contributed so far."""
    return any(step.text.code == "year_under_way" for step in answer.steps)


def cautions(answer: PlanYear) -> list[Message]:
    """Warnings by weight, without excesses, which are shown elsewhere."""
    excesses = [one.text for one in answer.excesses]
    return by_weight([one for one in answer.warnings if one not in excesses])


def lawful_after_tax(answer: PlanYear) -> Any:
    """After-tax contributions of the year without those beyond the annual additions limit."""
    total = sum_of([job.contributions.after_tax for person in answer.people for job in person.jobs])
    over = sum_of([one.after_tax for one in answer.excesses])
    if isinstance(total, Range) or isinstance(over, Range):
        least, most = (max(low(total) - high(over), 0), high(total) - low(over))
        return least if least == most else Range(least, most)
    return total - over


def _headline(answer: PlanYear, reader: Reader) -> str:
    total = lawful_after_tax(answer)
    match answer.verdict:
        case "yes":
            return _headline_yes(answer, total)
        case "later":
            jobs = [job for person in answer.people for job in person.jobs]
            made = all(job.per_paycheck.after_tax == 0 for job in jobs) and total != 0
            verb = "is" if made else "can be"
            return (
                f"{money(total)} after tax {verb} contributed in {answer.year}, but it reaches "
                "Roth only when the job ends."
            )
        case "depends":
            return _headline_depends(answer, total)
        case _:
            excesses = [one.text for one in answer.excesses]
            reasons = [one for one in dict.fromkeys(answer.reasons) if one not in excesses]
            return (
                " ".join(sentence(one, reader) for one in reasons)
                or "Nobody here has a job with a plan."
            )


def _headline_depends(answer: PlanYear, total: Any) -> str:
    year, ask = answer.year, "what the plan's rules turn out to be: ask the questions below."
    if high(total) > 0 and high(answer.to_roth) == 0:
        return (
            f"{money(total)} after tax can be contributed in {year}, but whatever the plan's rules "
            "turn out to be, none of it reaches Roth before the job ends."
        )
    if isinstance(total, Range):
        return f"{money(total)} after tax in {year}, by {ask}"
    if total == 0:
        nothing = (
            f"nothing is left to contribute after tax in {year}: cash, pay or elections go "
            "elsewhere."
        )
        return f"{nothing} Whether the plan would take it, depends on {ask}"
    return (
        f"{money(total)} after tax fits in {year}; how much of it reaches Roth this year, "
        f"{money(answer.to_roth)}, depends on {ask}"
    )


def _headline_yes(answer: PlanYear, total: Any) -> str:
    jobs = [job for person in answer.people for job in person.jobs]
    allowed = sum_of([job.after_tax_allowed for job in jobs])
    tax = "no tax" if answer.tax == 0 else f"{money(answer.tax)} of tax"
    if total == 0 and answer.to_roth == 0:
        return (
            f"the plan would take {money(allowed)} after tax in {answer.year}; cash, pay or "
            "elections leave nothing for it."
        )
    # A job that has ended accepts nothing more: its contributions were made before.
    over = all(
        job.per_paycheck.paychecks == 0 and job.per_paycheck.after_tax == 0 for job in jobs
    ) and bool(answer.rollovers)
    start = f"{money(total)} after tax {'is' if over else 'can be'} contributed in {answer.year}"
    if total == 0:
        start = f"nothing new is contributed after tax in {answer.year}"
    split = sum_of(
        [totals["amount"] for (_, _, to), _, totals in moves_of(answer) if to == "traditional_ira"]
    )
    pre_tax_part = (
        f" ({money(split)} of pre-tax money goes to a traditional IRA with it)"
        if split != 0
        else ""
    )
    if answer.to_roth == 0:
        return f"{start}, and nothing more moves to Roth this year."
    return f"{start}, and {money(answer.to_roth)} reaches Roth this year, with {tax}{pre_tax_part}."


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
