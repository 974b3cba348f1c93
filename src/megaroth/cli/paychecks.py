"""``megaroth paychecks``: what to enter in the payroll portal, and what each check then does."""

from __future__ import annotations

import csv
import sys

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.picture import check_picture, write_picture
from megaroth.cli.plan import show_questions
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.kernel.files import write_whole
from megaroth.present.paycheck_chart import filling
from megaroth.present.paychecks import (
    calendar,
    check_tables,
    csv_rows,
    instructions,
    notes,
)
from megaroth.present.words import DISCLAIMER
from megaroth.readers.household_file import read_household
from megaroth.service.answers import Paychecks
from megaroth.service.clock import today as day_of
from megaroth.service.explanations import plan_worksheets
from megaroth.service.plan_year import paychecks as paychecks_of


def paychecks(
    file: str,
    /,
    *,
    csv: bool = False,
    ics: str | None = None,
    picture: str | None = None,
    explain: str | None = None,
    today: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Say what to enter in the payroll portal and when to change it, and what each check then does.

    Elections are in the steps that the plan accepts. They stay within every limit, even if numbers
    that are not known yet turn out at their worst.

    For example: megaroth paychecks household.toml, megaroth paychecks household.toml --csv

    Parameters
    ----------
    file
        The household file (megaroth init writes one; docs/household_file.md describes every key).
    csv
        Print every check as a row of a CSV table.
    ics
        Also write the days of changes to this calendar file.
    picture
        Also write the chart of the room filling over the year to this file: .json (Vega-Lite), or
        .svg or .png with the extra "pictures".
    explain
        A figure to explain as a worksheet, such as after_tax_room or match.
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
    check_picture(picture)
    if explain is not None:
        from megaroth.cli.worksheets import show

        sheets = plan_worksheets(household, explain, law_book)
        return show(sheets, version=schema_version if json else None)
    answer = paychecks_of(household, law_book, day_of(today))
    if ics is not None:
        write_whole("--ics", ics, [calendar(answer, file)], private=True)
    if picture is not None:
        write_picture(filling(answer), picture)
    if json:
        print_answer(answer, schema_version)
    elif csv:
        _print_csv(answer)
    else:
        _show(answer)
    return 0


def _print_csv(answer: Paychecks) -> None:
    csv.writer(sys.stdout, lineterminator="\n").writerows(csv_rows(answer))


def _show(answer: Paychecks) -> None:
    page = Page()
    for excess in answer.excesses:
        page.sentences([excess.text], mark="!")
    page.sentences(answer.refused, mark="!")
    found = instructions(answer)
    for one in found:
        page.text(f"{', '.join(one.place)}")
        page.text(f"{one.text}\n")
    if not found:
        page.text("No check is left to elect contributions from.")
    for conflict in answer.conflicts:
        page.sentences([conflict.text], mark="!")
    for table in check_tables(answer):
        page.heading(", ".join(table.place))
        page.table(table.heads, table.rows, right=tuple(range(1, len(table.heads))))
    if found_notes := notes(answer):
        page.heading("Notes")
        page.sentences(found_notes)
    if answer.questions:
        show_questions(page, answer.questions)
    page.heading("Assumptions")
    page.sentences(answer.assumptions)
    page.text(f"\n{DISCLAIMER}")
