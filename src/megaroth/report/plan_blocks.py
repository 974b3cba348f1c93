"""The plan year in a report: verdict, contributions, warnings, rollovers and their tax forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.law.terms import spoken
from megaroth.present.form_sentences import form_sentence
from megaroth.present.plan import cautions, elections_of, mood, moves_of, overdue, steps_at, word
from megaroth.present.plan_charts import SOURCES, contributions
from megaroth.present.plan_headline import headline
from megaroth.present.sentences.sentence import Reader, plain
from megaroth.present.words import DISCLAIMER, money
from megaroth.report.blocks import Block, Heading, Picture, Points, Table, Text
from megaroth.report.contents import Report
from megaroth.report.worth_blocks import first_screen_blocks

_STEPS_SHOWN = 24


def verdict_blocks(report: Report) -> Iterator[Block]:
    """The verdict, what limits it, and the next steps."""
    answer = report.answer
    yield Heading(f"The mega backdoor Roth in {answer.year}")
    yield Text(
        f"{word(answer)}: {headline(answer, Reader.PAGE)}",
        "answer",
        mood(answer),
    )
    if (
        report.day.year == answer.year
        and report.household.as_of is None
        and any(one.jobs for one in answer.people)
    ):
        yield Text(
            f"This plan begins on January 1, {answer.year}. With the last pay stub (what was "
            "contributed so far, and until when) its "
            "amounts and steps begin there.",
            "quiet",
        )
    if report.day.year > answer.year:
        yield Text(f"{answer.year} is over. This is the plan of that year.", "quiet")
    yield from first_screen_blocks(report)
    yield Text(DISCLAIMER, "quiet")
    if report.law_note:
        yield Text(report.law_note, "quiet")
    if answer.refused:
        yield Heading("Not allowed", 2)
        yield Points([plain(one) for one in answer.refused])
    if answer.steps:
        yield Heading("Next steps", 2)
        shown = steps_at(answer, report.day)
        rows = [
            [
                _day(step.date),
                " ".join(plain(one) for one in ([overdue(step)] if late else []) + [step.text]),
            ]
            for step, late in shown[:_STEPS_SHOWN]
        ]
        yield Table("Steps", ["by", "step"], rows)
        if len(shown) < len(answer.steps):
            yield Text("Steps that are past and can no longer be taken are not shown.", "quiet")


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def year_blocks(report: Report) -> Iterator[Block]:
    """Contributions of each job, and what to elect from each paycheck."""
    answer = report.answer
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    if not jobs:
        return
    yield Heading("The year")
    heads = ["source", *(f"{person.name}, {job.employer}" for person, job in jobs)]
    kinds = [
        kind for kind in SOURCES if any(getattr(job.contributions, kind) != 0 for _, job in jobs)
    ]
    rows = [
        [SOURCES[kind], *(money(getattr(job.contributions, kind)) for _, job in jobs)]
        for kind in kinds
    ]
    for name, label in (
        ("annual_additions", "annual additions"),
        ("annual_additions_limit", "annual additions limit"),
        ("after_tax_room", "after-tax room"),
        ("after_tax_allowed", "allowed by the plan"),
    ):
        rows.append([label, *(money(getattr(job, name)) for _, job in jobs)])
    yield Table("Contributions by kind", heads, rows, list(range(1, len(heads))))
    yield Picture(
        contributions(answer),
        "Stacked bars of each job's contributions by kind, with the annual additions limit; the "
        "table has them.",
    )
    if elections := elections_of(answer):
        yield Heading("What to enter in the payroll portal", 2)
        yield Points([plain(one) for one in elections])


def warning_blocks(report: Report) -> Iterator[Block]:
    """Warnings of the plan year."""
    if care := cautions(report.answer):
        yield Heading("Warnings", 2)
        yield Points([plain(one) for one in care])


def move_blocks(report: Report) -> Iterator[Block]:
    """Rollovers and conversions to Roth with their tax forms."""
    answer = report.answer
    yield Heading("Rollovers to Roth and their tax forms")
    if not answer.rollovers and not answer.conversions:
        yield Text(
            " ".join(
                ["No after-tax money moves this year.", *(plain(one) for one in answer.reasons)]
            )
        )
        return
    rows = []
    for key, moves, totals in moves_of(answer):
        when = f"{moves[0].date}" + (
            f" to {moves[-1].date}, {len(moves)} times" if len(moves) > 1 else ""
        )
        rows.append(
            [
                when,
                key[0],
                f"{key[1]}, after-tax",
                spoken(key[2]),
                *(money(one) for one in totals.values()),
            ]
        )
    for one in answer.conversions:
        figures = [money(one.amount), money(one.basis), money(one.taxable)]
        rows.append([f"{one.date}", one.person, "traditional IRA", "Roth IRA", *figures])
    yield Table(
        "Rollovers", ["when", "who", "from", "to", "amount", "basis", "taxed"], rows, [4, 5, 6]
    )
    yield Text(f"Tax on the rollovers of after-tax money: {money(answer.tax)}.")
    if answer.conversions:
        yield Text(
            "Tax on the ordinary conversions, which Form 8606 and Form 1040 report: "
            f"{money(answer.conversion_tax)}."
        )
    if report.forms:
        yield Heading("Tax forms for the after-tax money", 2)
        yield Points([form_sentence(form) for form in report.forms])
    if report.conversion_forms:
        yield Heading("Tax forms for the ordinary conversions", 2)
        yield Points([form_sentence(form) for form in report.conversion_forms])
