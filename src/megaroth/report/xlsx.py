"""A report as a spreadsheet: in the sheet of the year figures that a reader may change are inputs
and the room is a formula; the other sheets are tables and charts.

Texts are written as strings, never as formulas, whatever their first character.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from megaroth.kernel.message import Message
from megaroth.model.sources import STACKED
from megaroth.present.names import label_of
from megaroth.present.plan import cautions, word
from megaroth.present.plan_charts import SOURCES
from megaroth.present.plan_headline import headline
from megaroth.present.sentences.sentence import Reader, plain
from megaroth.present.unknown_rules import ends
from megaroth.present.words import DISCLAIMER
from megaroth.report.contents import Report
from megaroth.report.xlsx_tables import (
    ahead_sheet,
    forms_sheet,
    moves_sheet,
    paychecks_sheet,
    print_well,
    write_texts,
    years_sheet,
)
from megaroth.service.answers import JobResult
from megaroth.service.yearly_answers import Comparison

_IN_ADDITIONS = tuple(one.name for one in STACKED if "415(c)" in one.limits)
_LIMIT, _ADDITIONS = "annual additions limit", "annual additions"
_LEFT = "left under the legal limit"
_COUNTED = "catch-up that counts as annual additions"
_ROWS = (
    _LIMIT,
    *_IN_ADDITIONS,
    _ADDITIONS,
    _LEFT,
    "catch_up",
    _COUNTED,
)
"""The rows of a job's column: money sources by their names, other figures by their labels."""

_ROW = {name: row for row, name in enumerate(_ROWS, 1)}


def xlsx(report: Report) -> bytes:
    """The report's workbook."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {
                "title": report.title,
                "author": report.adviser,
                "created": datetime.combine(report.day, time()),
            }
        )
        looks = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": "$#,##0.00"}),
            "input": book.add_format(
                {"num_format": "$#,##0.00", "bg_color": "#FFF7DC", "locked": False}
            ),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "share": book.add_format({"num_format": "0.0%"}),
        }
        _summary(book.add_worksheet("Summary"), report, looks)
        _year(book.add_worksheet("Year"), report, looks)
        _steps(book.add_worksheet("Steps"), report, looks)
        if report.checks is not None:
            paychecks_sheet(book, report.checks, looks)
        moves_sheet(book, report.favorable or report.answer, looks)
        forms_sheet(book, [*report.forms, *report.conversion_forms], looks)
        if report.outcomes is not None:
            _ranking(book.add_worksheet("Ranking, least"), report.outcomes.least, looks)
            _ranking(book.add_worksheet("Ranking, most"), report.outcomes.most, looks)
        elif report.comparison is not None:
            _ranking(book.add_worksheet("Ranking"), report.comparison, looks)
        if report.comparison is not None:
            ahead_sheet(book, report.comparison, looks)
        if report.ahead is not None:
            years_sheet(book, report.ahead, looks)
        _granted(book.add_worksheet("Assumptions"), report, looks)
    return out.getvalue()


def _summary(sheet: Any, report: Report, looks: dict[str, Any]) -> None:
    print_well(sheet, headed=False)
    sheet.set_column(0, 0, 100)
    texts: list[Message | str] = [
        f"{word(report.answer)}: {headline(report.answer, Reader.PAGE)}",
        f"{report.day.isoformat()}",
        report.adviser,
        *report.answer.refused,
    ]
    texts += [
        *cautions(report.answer),
        DISCLAIMER,
        "Yellow cells are inputs; the other figures are recalculated from them.",
    ]
    sheet.write_string(0, 0, report.title, looks["title"])
    write_texts(sheet, 1, 0, [plain(one) for one in texts if one], 100, looks)


def _year(sheet: Any, report: Report, looks: dict[str, Any]) -> None:
    """A column for each job: its limit and contributions are inputs, and the room is a formula."""
    print_well(sheet)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 12, 18)
    # The upper ends of ranges would add up to more than any plan allows.
    answer = report.favorable or report.answer
    jobs = [(person.name, job) for person in answer.people for job in person.jobs]
    labels = [SOURCES.get(name, name) for name in _ROWS]
    sheet.write_string(0, 0, "this year", looks["head"])
    for row, label in enumerate(labels, 1):
        sheet.write_string(row, 0, label)
    if answer is not report.answer:
        note = (
            "While plan rules are unknown these are the figures of the answers that allow the most."
        )
        sheet.write_string(len(labels) + 2, 0, note, looks["wrap"])
    for column, (name, job) in enumerate(jobs, 1):
        sheet.write_string(0, column, f"{name}, {job.employer}", looks["head"])
        _job(sheet, column, job, looks)


def _job(sheet: Any, column: int, job: JobResult, looks: dict[str, Any]) -> None:
    kept = {name: _dollars(getattr(job.contributions, name)) for name in _IN_ADDITIONS}
    # Catch-up contributions are outside the limit, except for those that the law or the plan does
    # not allow.
    counted = max(round(_dollars(job.annual_additions) - sum(kept.values()), 2), 0)
    additions = round(sum(kept.values()) + counted, 2)
    limit = _dollars(job.annual_additions_limit)
    inputs = {
        _LIMIT: limit,
        **kept,
        "catch_up": _dollars(job.contributions.catch_up),
        _COUNTED: counted,
    }
    for name, value in inputs.items():
        sheet.write_number(_ROW[name], column, value, looks["input"])
    cell = {name: f"{_letter(column)}{row + 1}" for name, row in _ROW.items()}
    parts = f"{cell[_IN_ADDITIONS[0]]}:{cell[_IN_ADDITIONS[-1]]}"
    # Each formula is written with its result, for programs that do not calculate formulas.
    formulas = {
        _ADDITIONS: (f"=SUM({parts})+{cell[_COUNTED]}", additions),
        _LEFT: (f"={cell[_LIMIT]}-{cell[_ADDITIONS]}", round(limit - additions, 2)),
    }
    for name, (formula, value) in formulas.items():
        sheet.write_formula(_ROW[name], column, formula, looks["money"], value)


def _steps(sheet: Any, report: Report, looks: dict[str, Any]) -> None:
    print_well(sheet)
    sheet.set_column(0, 0, 13)
    sheet.set_column(1, 1, 100)
    for column, head in enumerate(("by", "step")):
        sheet.write_string(0, column, head, looks["head"])
    steps = report.answer.steps
    write_texts(sheet, 1, 1, [plain(step.text) for step in steps], 100, looks)
    for row, step in enumerate(steps, 1):
        sheet.write_datetime(row, 0, datetime.combine(step.date, time()), looks["day"])


def _ranking(sheet: Any, compared: Comparison, looks: dict[str, Any]) -> None:
    """Each alternative in the measure that leads, with its difference from the first; medians where
    returns are drawn."""
    spends = compared.alternatives[0].measures.spending_per_year is not None
    heads = (
        "alternative",
        "to spend a year after work" if spends else "cashed out",
        "more than the first",
        "more: 5% of the paths",
        "more: 95% of the paths",
        "for heirs",
        "cashed out",
        "penalties",
        "runs out",
        "what it is",
    )
    print_well(sheet)
    sheet.set_column(0, len(heads) - 2, 20)
    sheet.set_column(len(heads) - 1, len(heads) - 1, 70)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, looks["head"])
    for row, one in enumerate(compared.alternatives, 1):
        apart = one.differences.leading
        amounts = (
            one.measures.leading.middle,
            apart.middle,
            apart.level if apart.p5 is None else apart.p5,
            apart.level if apart.p95 is None else apart.p95,
            one.measures.estate.middle,
            one.measures.cash_out.middle,
            one.penalties,
        )
        sheet.write_string(row, 0, label_of(one.name))
        for column, value in enumerate(amounts, 1):
            sheet.write_number(row, column, _dollars(value), looks["money"])
        sheet.write_number(row, len(amounts) + 1, one.short, looks["share"])
    abouts = [plain(one.about) for one in compared.alternatives]
    write_texts(sheet, 1, len(heads) - 1, abouts, 70, looks)


def _granted(sheet: Any, report: Report, looks: dict[str, Any]) -> None:
    print_well(sheet, headed=False)
    sheet.set_column(0, 0, 120)
    texts: list[Message | str] = [
        *report.answer.assumptions,
        *(ends(report.outcomes) if report.outcomes else []),
        *([report.outcomes.about] if report.outcomes else []),
        *(report.comparison.assumptions if report.comparison else [report.without]),
        *report.sources,
    ]
    write_texts(sheet, 0, 0, [plain(text) for text in texts], 120, looks)


def _dollars(value: Any) -> float:
    """Cents as dollars."""
    return int(value) / 100


def _letter(column: int) -> str:
    return (
        chr(ord("A") + column)
        if column < 26
        else chr(ord("A") + column // 26 - 1) + chr(ord("A") + column % 26)
    )
