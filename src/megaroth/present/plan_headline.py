"""The headline of a plan year: the answer in a few sentences, with the figures in it."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Any

from megaroth.planyear.figure import Range
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import moves_of, sum_of
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.present.words import money

Parts = list[tuple[str, str]]
"""Text in parts, each with the figure of the plan year whose amount it is, or "" for words."""

FIGURES = ("after_tax", "after_tax_allowed", "to_roth", "tax")
"""Figures that a headline may have: contributions within the limits, what the plan takes, what
reaches Roth, and the tax on it."""


def headline(answer: PlanYear, reader: Reader = Reader.FILE) -> str:
    """The answer in a few sentences: first contributions above a limit, then what can be
    contributed within the limits, then why that may not fit."""
    return "".join(text for text, _ in headline_parts(answer, reader))


def headline_parts(answer: PlanYear, reader: Reader = Reader.FILE) -> Parts:
    """The headline in parts, each with the figure whose amount it is, or "" for words."""
    lead = ""
    if answer.excesses:
        lead = {
            "yes": "Apart from that, yes: ",
            "later": "Apart from that: ",
            "depends": "Apart from that: ",
        }.get(answer.verdict, "")
    found: Parts = [(f"{sentence(one.text, reader)} ", "") for one in answer.excesses]
    found += [(lead, ""), *_verdict(answer, reader)]
    found += [(f" {one}", "") for one in _reservations(answer)]
    return _joined(found)


def lawful_after_tax(answer: PlanYear) -> Any:
    """After-tax contributions of the year without those beyond the annual additions limit."""
    total = sum_of([job.contributions.after_tax for person in answer.people for job in person.jobs])
    over = sum_of([one.after_tax for one in answer.excesses])
    if isinstance(total, Range) or isinstance(over, Range):
        least, most = (max(low(total) - high(over), 0), high(total) - low(over))
        return least if least == most else Range(least, most)
    return total - over


def figure(answer: PlanYear, name: str) -> Any:
    """One of ``FIGURES`` of a plan year, cents or a range."""
    match name:
        case "after_tax":
            return lawful_after_tax(answer)
        case "after_tax_allowed":
            return sum_of([job.after_tax_allowed for one in answer.people for job in one.jobs])
        case "to_roth":
            return answer.to_roth
        case "tax":
            return answer.tax
    raise KeyError(name)


def _joined(parts: Parts) -> Parts:
    """The parts, words that follow words in one."""
    found: Parts = []
    for text, name in parts:
        if found and not name and not found[-1][1]:
            found[-1] = (found[-1][0] + text, "")
        elif text:
            found.append((text, name))
    return found


def _filled(answer: PlanYear, template: str, **words: Any) -> Iterator[tuple[str, str]]:
    """A template with figures of the plan year, by their names, and other words."""
    for text, name, _, _ in Formatter().parse(template):
        yield text, ""
        if name in FIGURES:
            yield money(figure(answer, name)), name
        elif name:
            yield str(words[name]), ""


def _reservations(answer: PlanYear) -> Iterator[str]:
    """Why a plan that the law allows may not fit."""
    if _says(answer, "paycheck_used_up"):
        yield "That leaves almost nothing of each paycheck: state what you can spare."
    if _says(answer, "spare_cash_exceeded"):
        yield "What was contributed so far is more than the cash that you can spare."
    if any(step.text.code == "year_under_way" for step in answer.steps):
        yield "This is for the whole year, starting in January; see below what is still possible."


def _says(answer: PlanYear, code: str) -> bool:
    return any(one.includes(code) for one in answer.warnings)


def _verdict(answer: PlanYear, reader: Reader) -> Iterator[tuple[str, str]]:
    match answer.verdict:
        case "yes":
            yield from _yes(answer)
        case "later":
            jobs = [job for person in answer.people for job in person.jobs]
            made = all(job.after_tax_to_come == 0 for job in jobs)
            yield from _filled(
                answer,
                "{after_tax} after tax {verb} contributed in {year}, but it reaches Roth only when "
                "the job ends.",
                verb="is" if made and lawful_after_tax(answer) != 0 else "can be",
                year=answer.year,
            )
        case "depends":
            yield from _depends(answer)
        case _:
            excesses = [one.text for one in answer.excesses]
            reasons = [one for one in dict.fromkeys(answer.reasons) if one not in excesses]
            text = " ".join(sentence(one, reader) for one in reasons)
            yield text or "Nobody here has a job with a plan.", ""


def _depends(answer: PlanYear) -> Iterator[tuple[str, str]]:
    total = lawful_after_tax(answer)
    if high(total) > 0 and high(answer.to_roth) == 0:
        template = (
            "{after_tax} after tax can be contributed in {year}, but whatever the plan's rules "
            "turn out to be, none of it reaches Roth before the job ends."
        )
    elif isinstance(total, Range):
        template = "{after_tax} after tax in {year}, by {ask}"
    elif total == 0:
        template = (
            "nothing is left to contribute after tax in {year}: cash, pay or elections go "
            "elsewhere. Whether the plan would take it, depends on {ask}"
        )
    else:
        template = (
            "{after_tax} after tax fits in {year}; how much of it reaches Roth this year, "
            "{to_roth}, depends on {ask}"
        )
    ask = "what the plan's rules turn out to be: ask the questions below."
    return _filled(answer, template, year=answer.year, ask=ask)


def _yes(answer: PlanYear) -> Iterator[tuple[str, str]]:
    jobs = [job for person in answer.people for job in person.jobs]
    total, year = lawful_after_tax(answer), answer.year
    if total == 0 and answer.to_roth == 0:
        return _filled(
            answer,
            "the plan would take {after_tax_allowed} after tax in {year}, but {why}.",
            year=year,
            why=_why_nothing(answer),
        )
    # A job that has ended accepts nothing more: its contributions were made before.
    over = all(job.paychecks_left == 0 and job.after_tax_to_come == 0 for job in jobs) and bool(
        answer.rollovers
    )
    start = "{after_tax} after tax {verb} contributed in {year}"
    if total == 0:
        start = "nothing new is contributed after tax in {year}"
    if answer.to_roth == 0:
        end = ", and nothing more moves to Roth this year."
    else:
        tax = "no tax" if answer.tax == 0 else "{tax} of tax"
        end = f", and {{to_roth}} reaches Roth this year, with {tax}{{pre_tax_part}}."
    return _filled(
        answer,
        start + end,
        verb="is" if over else "can be",
        year=year,
        pre_tax_part=_pre_tax_part(answer),
    )


_WHY_NOTHING = {
    "after_tax_without_cash": "the cash that you can spare goes to other steps first",
    "after_tax_above_highest_election": "other contributions use up the plan's highest election",
    "after_tax_not_elected": "the elections stated leave nothing for it",
    "paycheck_used_up": "pay leaves nothing for it",
}
"""What leaves nothing for after-tax contributions, by the warning that says it in full."""


def _why_nothing(answer: PlanYear) -> str:
    found = [why for code, why in _WHY_NOTHING.items() if _says(answer, code)]
    return " and ".join(found) or "no check is left to contribute from"


def _pre_tax_part(answer: PlanYear) -> str:
    split = sum_of(
        [totals["amount"] for (_, _, to), _, totals in moves_of(answer) if to == "traditional_ira"]
    )
    if split == 0:
        return ""
    return f" ({money(split)} of pre-tax money goes to a traditional IRA with it)"
