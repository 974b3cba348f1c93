"""``megaroth plan``: the plan of one household and year."""

from __future__ import annotations

from datetime import date
from typing import Any

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.model.sources import CONTRIBUTED
from megaroth.present.law import law_sentence
from megaroth.present.plan import (
    ALTERNATIVES,
    cautions,
    elections_of,
    is_election,
    mood,
    moves_of,
    word,
    worth_of_answers,
)
from megaroth.present.plan_headline import headline
from megaroth.present.sentences.sentence import sentence
from megaroth.present.words import DISCLAIMER, money
from megaroth.readers.household_file import read_household
from megaroth.service.answers import (
    Alternative,
    JobResult,
    JournalRow,
    Place,
    PlanYear,
    Question,
    Range,
    Rollover,
)
from megaroth.service.clock import today as day_of
from megaroth.service.explanations import plan_worksheets
from megaroth.service.plan_year import journal as journal_of
from megaroth.service.plan_year import plan as plan_of


def plan(
    file: str,
    /,
    *,
    explain: str | None = None,
    journal: bool = False,
    today: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Plan one household's year: whether it works, how much, how, and at what tax.

    For example: megaroth plan household.toml, megaroth plan household.toml --explain match

    Parameters
    ----------
    file
        The household file (megaroth init writes one; docs/household_file.md describes every key).
    explain
        A figure to explain as a worksheet, such as after_tax_room, match or tax.
    journal
        List every movement of money in the year.
    today
        The day of the question, such as 2026-07-14: in a year that is under way, the answer begins
        there. If omitted, this machine's date.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be
        given.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    household = read_household(file)
    law_book = law_book_of(reform, figures)
    of_day = day_of(today)
    return _answer(household, law_book, explain, journal, of_day, schema_version if json else None)


def _answer(
    household: Household,
    law_book: LawBook,
    explain: str | None,
    journal: bool,
    today: date,
    version: int | None,
) -> int:
    if explain is not None:
        from megaroth.cli.worksheets import show

        return show(plan_worksheets(household, explain, law_book), version=version)
    answer = plan_of(household, law_book, today)
    rows = journal_of(answer) if journal else None
    if version is not None:
        from megaroth.contract.plan import plan_answer

        print_answer(plan_answer(answer, rows), version)
    else:
        show_plan(answer, law_book, rows)
    return 1 if answer.verdict == "no" or answer.refused else 0


def show_plan(answer: PlanYear, law_book: LawBook, journal: list[JournalRow] | None = None) -> None:
    """Print the answer, the most important part first."""
    page = Page()
    page.answer(word(answer), headline(answer), mood(answer))
    if elections := elections_of(answer):
        page.heading("What to enter in the payroll portal")
        page.sentences(elections)
    if note := law_sentence(answer.year, answer.status, law_book):
        page.text(note)
    if answer.refused:
        page.heading("Not allowed")
        page.sentences(answer.refused, mark="x")
    _contributions(page, answer)
    if answer.questions:
        show_questions(page, answer.questions)
    _moves(page, answer)
    page.heading("Next steps")
    page.table(
        ("by", "step"),
        [
            (step.date.isoformat(), sentence(step.text))
            for step in answer.steps
            if not is_election(step)
        ],
    )
    page.heading("Other accounts")
    page.table(
        ("who", "alternative", "takes", "tax this year", "why"),
        [
            (
                a.person,
                ALTERNATIVES[a.name],
                *((money(a.amount), _tax_of(a)) if a.allowed else ("-", "-")),
                sentence(a.reason),
            )
            for a in answer.alternatives
        ],
        right=(2, 3),
    )
    page.text(
        "The tax of a Roth 401(k) is what the same deferral would save if it were pre-tax. A "
        "negative amount is a saving."
    )
    if care := cautions(answer):
        page.heading("Warnings")
        page.sentences(care, mark="!")
    page.heading("Assumptions")
    page.sentences(answer.assumptions)
    if journal is not None:
        _journal(page, journal)
    page.text(f"\n{DISCLAIMER}")


def _tax_of(alternative: Alternative) -> str:
    """The tax that the alternative adds or, with a minus, saves; a Roth 401(k) is compared with the
    same deferral made pre-tax."""
    return "?" if alternative.tax is None else money(alternative.tax)


def _contributions(page: Page, answer: PlanYear) -> None:
    jobs = [(person.name, job) for person in answer.people for job in person.jobs]
    page.heading("Contributions")
    headers = ["source", *(f"{name}, {job.employer}" for name, job in jobs)]
    rows = [
        [source.label, *(money(getattr(job.contributions, source.name)) for _, job in jobs)]
        for source in CONTRIBUTED
        if any(getattr(job.contributions, source.name) != 0 for _, job in jobs)
    ]
    rows.append(["annual additions", *(money(job.annual_additions) for _, job in jobs)])
    rows.append(["annual additions limit", *(_limit(job) for _, job in jobs)])
    rows.append(["after-tax room", *(money(job.after_tax_room) for _, job in jobs)])
    if any(
        job.after_tax_allowed != job.after_tax_room and job.after_tax_allowed != 0
        for _, job in jobs
    ):
        rows.append(
            ["allowed by the plan's cap", *(money(job.after_tax_allowed) for _, job in jobs)]
        )
    if jobs:
        page.table(headers, rows, right=range(1, len(headers)))
    other_accounts = [
        f"{person.name}: {label} {money(value)}"
        for person in answer.people
        for label, value in (
            ("HSA", person.hsa),
            ("Roth IRA", person.roth_ira),
            ("backdoor Roth", person.traditional_ira),
        )
        if value != 0
    ]
    page.sentences(other_accounts)


def _limit(job: JobResult) -> str:
    by = {"dollar_limit": "", "compensation": " (100% of pay)", None: ""}[job.limited_by]
    return money(job.annual_additions_limit) + by


def show_questions(page: Page, questions: list[Question]) -> None:
    """Print the questions for HR and for the household, with what each answer is worth."""
    for to, title in (("HR", "Questions for your employer"), ("you", "Questions for you")):
        asked = [question for question in questions if question.to == to]
        matters = [question for question in asked if question.matters]
        if not asked:
            continue
        page.heading(title)
        if matters:
            page.table(
                ("about", "question", "what each answer is worth"),
                [
                    (_about(question), sentence(question.text), worth_of_answers(question))
                    for question in matters
                ],
            )
        if len(matters) < len(asked):
            rest = ", ".join(question.rule for question in asked if question not in matters)
            page.text(
                "Also unknown, but no answer alone changes what reaches Roth, what the employer "
                f"adds or what you may defer: {rest}."
            )


def _about(question: Question) -> str:
    return f"{question.person}, {question.employer}" if question.employer else question.person


def _moves(page: Page, answer: PlanYear) -> None:
    if not answer.rollovers and not answer.conversions:
        return
    page.heading("Rollovers to Roth")
    if isinstance(answer.to_roth, Range):
        page.text(
            f"{money(answer.to_roth)} of after-tax money reaches Roth this year; the tax on it is "
            f"{money(answer.tax)}."
        )
        return
    page.table(
        ("when", "who", "from", "to", "amount", "basis", "taxed"),
        [_move_row(*of_a_kind) for of_a_kind in moves_of(answer)]
        + [
            (
                c.date.isoformat(),
                c.person,
                "traditional IRA",
                "Roth IRA",
                money(c.amount),
                money(c.basis),
                money(c.taxable),
            )
            for c in answer.conversions
        ],
        right=(4, 5, 6),
    )
    page.text(f"Tax on the rollovers of after-tax money: {money(answer.tax)}")
    if answer.conversions:
        page.text(f"Tax on the ordinary conversions: {money(answer.conversion_tax)}")


def _move_row(key: Place, moves: list[Rollover], totals: dict[str, Any]) -> tuple[str, ...]:
    person, employer, to = key
    when = moves[0].date.isoformat()
    if len(moves) > 1:
        when += f" to {moves[-1].date.isoformat()}, {len(moves)} times"
    return (
        when,
        person,
        f"{employer}, after-tax",
        to.replace("_", " "),
        *(money(total) for total in totals.values()),
    )


def _journal(page: Page, rows: list[JournalRow]) -> None:
    page.heading("Journal")
    page.table(
        ("date", "kind", "from", "to", "amount", "basis", "taxed"),
        [
            (
                row.date.isoformat(),
                row.kind,
                row.from_,
                row.to,
                money(row.amount),
                money(row.basis),
                money(row.taxable),
            )
            for row in rows
        ],
        right=(4, 5, 6),
    )
