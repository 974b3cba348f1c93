"""Figures in print: the report's Markdown and spreadsheet, and the terminal, each table against the
plan year."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from typing import Any
from unittest.mock import patch

import openpyxl

from megaroth.cli.plan import show_plan
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import cautions, moves_of
from megaroth.present.plan_headline import headline, lawful_after_tax
from megaroth.present.words import money
from megaroth.report.contents import Report
from megaroth.report.markdown import markdown
from megaroth.report.xlsx import xlsx
from megaroth.service.plan_year import favorable_of
from megaroth.service.rollover_forms import conversion_forms, rollover_forms
from step_figures import AMOUNT

DAY = date(2020, 1, 1)
"""Before every step, so that each is shown."""

KINDS = ("pre_tax", "roth", "catch_up", "after_tax", "match", "roth_match", "nonelective")
_IN_SHEET = ("pre_tax", "roth", "match", "roth_match", "nonelective", "after_tax")
_STEPS_SHOWN = 24
_LAST_FIGURE = len(_IN_SHEET) + 9


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def wrong_in_print(home: Household, answer: PlanYear) -> list[str]:
    """Every figure of the report, the spreadsheet and the terminal that is not the plan year's."""
    report = Report(
        title="x",
        day=DAY,
        adviser="",
        logo=None,
        household=home,
        answer=answer,
        forms=rollover_forms(answer, home, PUBLISHED),
        comparison=None,
        ahead=None,
        without="",
        conversion_forms=conversion_forms(answer, home, PUBLISHED),
        favorable=favorable_of(home, answer, PUBLISHED),
    )
    text = markdown(report)
    found = [f"report, {one}" for one in _wrong_tables(answer, _tables(text))]
    found += [
        f"report lacks {one}"
        for one in _sentences(answer)
        if re.sub(r"\W", "", one) not in re.sub(r"\W", "", text)
    ]
    return found + list(_wrong_cells(home, answer, xlsx(report))) + _wrong_on_terminal(answer)


def _sentences(answer: PlanYear) -> list[str]:
    """Amounts that must stand in the report's text."""
    said = [
        headline(answer),
        *cautions(answer),
        *(str(step.text) for step in answer.steps[:_STEPS_SHOWN]),
    ]
    return [one for text in said for one in AMOUNT.findall(str(text))]


Rows = list[list[str]]


def _tables(text: str) -> Iterator[Rows]:
    """The tables of a Markdown text, their heads first."""
    for block in text.split("\n\n"):
        if block.startswith("| "):
            rows = [re.split(r" \| ", row[2:-2]) for row in block.splitlines()]
            yield [[re.sub(r"\\(.)", r"\1", cell) for cell in row] for row in (rows[0], *rows[2:])]


def _wrong_tables(answer: PlanYear, tables: Iterator[Rows]) -> Iterator[str]:
    right = [row for _, row in _contributions(answer)]
    for heads, *rows in tables:
        if heads[0] == "source":
            shown = [row[1:] for row in rows]
            yield from (f"contributions: {row}" for row in shown if row not in right)
            yield from (
                f"contributions lack {name}"
                for name, row in _contributions(answer)
                if name and row not in shown
            )
        elif heads[-3:] == ["amount", "basis", "taxed"]:
            yield from (
                []
                if [row[-3:] for row in rows] == _moves(answer)
                else [f"moves: {rows}, the plan has {_moves(answer)}"]
            )


def _contributions(answer: PlanYear) -> list[tuple[str, list[str]]]:
    """Rows of the table of contributions; those that need not be shown have no name."""
    jobs = [job for person in answer.people for job in person.jobs]
    rows = [(kind, [getattr(job.contributions, kind) for job in jobs]) for kind in KINDS]
    rows += [
        (name, [getattr(job, name) for job in jobs])
        for name in ("annual_additions", "annual_additions_limit")
    ]
    rows += [
        (name, [getattr(job, name) for job in jobs])
        for name in ("after_tax_room", "after_tax_allowed")
    ]
    named = [
        ("" if all(one == 0 for one in row) or name == "after_tax_allowed" else name, row)
        for name, row in rows
    ]
    return [(name, [money(one) for one in row]) for name, row in named] if jobs else []


def _moves(answer: PlanYear) -> list[list[str]]:
    rows = [list(map(money, totals.values())) for _, _, totals in moves_of(answer)]
    return rows + [
        [money(one.amount), money(one.basis), money(one.taxable)] for one in answer.conversions
    ]


def _wrong_cells(home: Household, answer: PlanYear, book: bytes) -> Iterator[str]:
    """Values of the spreadsheet, those of formulas included; of a range it has the most."""
    sheets = openpyxl.load_workbook(io.BytesIO(book), data_only=True)
    sheet = sheets["Year"]
    labels = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    for column, (person, job) in enumerate(jobs, 2):
        parts = job.contributions
        wanted: dict[str, Any] = {
            "annual additions limit": job.annual_additions_limit,
            "annual additions": job.annual_additions,
            "catch-up": parts.catch_up,
        }
        wanted |= dict(
            zip(
                list(labels)[1 : len(_IN_SHEET) + 1],
                (getattr(parts, kind) for kind in _IN_SHEET),
                strict=True,
            )
        )
        for label, right in wanted.items():
            shown = round(sheet.cell(labels[label], column).value * 100)
            if not low(right) <= shown <= high(right):
                yield (
                    f"spreadsheet, {person.name}, {job.employer}, {label}: {shown / 100}, the "
                    f"plan has {money(right)}"
                )
        yield from (
            f"spreadsheet, {person.name}, {job.employer}: {one}"
            for one in _apart(sheet, column, labels)
        )
    steps = [sheets["Steps"].cell(row, 2).value for row in range(2, sheets["Steps"].max_row + 1)]
    said = Counter(one for text in steps if text for one in AMOUNT.findall(text))
    if said != Counter(one for step in answer.steps for one in AMOUNT.findall(str(step.text))):
        yield "spreadsheet: the steps"
    if money(lawful_after_tax(answer)) in headline(answer) and money(
        lawful_after_tax(answer)
    ) not in str(sheets["Summary"]["A2"].value):
        yield "spreadsheet: the headline"


def _apart(sheet: Any, column: int, labels: dict[str, int]) -> Iterator[str]:
    """What does not add up in a job's column, whatever the answers to what is unknown."""
    cells = {
        label: round((sheet.cell(row, column).value or 0) * 100)
        for label, row in labels.items()
        if row <= _LAST_FIGURE
    }
    kinds = [cells[label] for label in list(labels)[1 : len(_IN_SHEET) + 1]]
    total = sum(kinds) + cells["catch-up that counts as annual additions"]
    if total != cells["annual additions"]:
        yield f"annual additions {cells['annual additions'] / 100}, its parts come to {total / 100}"
    if cells["left under the legal limit"] != cells["annual additions limit"] - total:
        yield "what is left under the limit"


def _wrong_on_terminal(answer: PlanYear) -> list[str]:
    """Piped text against the plan year, and 80 columns against the piped text: no amount is lost or
    broken."""
    piped, narrow = io.StringIO(), _Terminal()
    with redirect_stdout(piped):
        show_plan(answer, PUBLISHED)
    with redirect_stdout(narrow), patch.dict(os.environ, {"COLUMNS": "80", "TERM": "dumb"}):
        show_plan(answer, PUBLISHED)
    text = piped.getvalue()
    said, wrapped = (Counter(AMOUNT.findall(one)) for one in (text, narrow.getvalue()))
    found = (
        []
        if said == wrapped
        else [f"at 80 columns: {dict(said - wrapped)} lost, {dict(wrapped - said)} new"]
    )
    found += [f"terminal, {one}" for one in _wrong_tables(answer, _columns(text))]
    lacking = Counter(_sentences(answer)) - said
    return found + [f"terminal lacks {one}" for one in lacking]


def _columns(text: str) -> Iterator[Rows]:
    """The tables of piped text whose heads are of interest."""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        for first in (
            place for place, line in enumerate(lines) if re.match(r"source  |when  ", line)
        ):
            rows = [re.split(r" {2,}", line.strip()) for line in lines[first:]]
            own = [row for row in rows[1:] if len(row) >= len(rows[0])]
            yield [
                rows[0],
                *([[cell.removesuffix(" (100% of pay)") for cell in row] for row in own]),
            ]
