"""``megaroth next-year``: write the household file of the next year."""

from __future__ import annotations

import os
import re
from pathlib import Path

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, law_book_of
from megaroth.contract.next_year import NextYearAnswer
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import write_whole
from megaroth.law.law_book import LawBook
from megaroth.present.law import law_sentence
from megaroth.readers.toml_file import read_text
from megaroth.service.plan_year import next_year as next_year_of


def next_year(
    file: str,
    /,
    *,
    to: str | None = None,
    force: bool = False,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Write the household file of the next year, from this year's and its plan.

    Balances are carried over, this year's pay becomes last year's, contributions so far are
    removed, and dates move on. Comments stay.

    For example: megaroth next-year household.toml

    Parameters
    ----------
    file
        The household file of this year.
    to
        The file to write. If omitted, the name of this year's file with the next year in it, such
        as household_2027.toml. An existing file is not overwritten without --force.
    force
        Overwrite an existing file.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object: the file, its text, what changed and what to check.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    law_book = law_book_of(None, figures)
    found = next_year_of(read_text(Path(file), file), law_book, file)
    target = to if to is not None else next_name(file, found.year)
    if os.path.lexists(target) and not force:
        expected = "a new file with --to, or --force to overwrite it"
        raise InputError([Problem("file", f"an existing {target}", expected, target)])
    write_whole("--to", target, [found.toml], private=True)
    answer = NextYearAnswer(target, found)
    if json:
        print_answer(answer, schema_version)
    else:
        _show(answer, law_book)
    return 0


def next_name(file: str, year: int) -> str:
    """The name of next year's file: the year in the name moves on, or is added.

    >>> next_name("ana_2026.toml", 2027), next_name("household.toml", 2027)
    ('ana_2027.toml', 'household_2027.toml')
    """
    path = Path(file)
    moved = re.sub(rf"(?<!\d){year - 1}(?!\d)", str(year), path.stem)
    stem = f"{path.stem}_{year}" if moved == path.stem else moved
    return str(path.with_name(f"{stem}{path.suffix or '.toml'}"))


def _show(answer: NextYearAnswer, law_book: LawBook) -> None:
    page, found = Page(), answer.next_year
    page.text(f"Wrote {answer.file} for {found.year}.")
    if note := law_sentence(found.year, found.status, law_book):
        page.text(note)
    page.heading("Changes")
    page.sentences(
        [f"{one.key}: {one.before or 'new'} -> {one.after or 'removed'}" for one in found.changes]
    )
    page.heading("Check")
    page.sentences(found.check, mark="!")
    if found.assumptions:
        page.heading("Assumptions")
        page.sentences(found.assumptions)
    page.text(f"\nNext: megaroth plan {answer.file}")
