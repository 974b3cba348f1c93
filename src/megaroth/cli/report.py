"""``megaroth report``: one document to share."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

from megaroth.cli.command import Flag
from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.progress import progress
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.contract.written import ReportWritten
from megaroth.kernel.files import check_target, write_bytes
from megaroth.readers.household_file import read_household
from megaroth.report.contents import gather
from megaroth.report.logo import read_logo
from megaroth.report.make import check_format, made
from megaroth.service.clock import today


def report(
    file: str,
    /,
    *,
    output: str | None = None,
    title: str | None = None,
    adviser: str = "",
    logo: str | None = None,
    day: Annotated[str | None, Flag("--date")] = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Write one document to share: verdict, this year, rollovers, tax forms, ranking, questions and
    sources.

    For example: megaroth report household.toml --output morgan.pdf --adviser "Ada Example"

    Parameters
    ----------
    file
        The household file.
    output
        The file to write: .pdf (letter size, tagged), .md or .xlsx. If omitted, a PDF next to the
        household file.
    title
        The title; the people's names if omitted.
    adviser
        The adviser's name, for the first page.
    logo
        A PNG, JPG or SVG file for the first page.
    day
        The report's date, such as 2026-11-24; today if omitted. The same day and file give the same
        bytes.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be
        given.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object with the file that was written.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    target = Path(output) if output is not None else Path(file).with_suffix(".pdf")
    kind = target.suffix.removeprefix(".").lower()
    check_format("--output", kind)
    flags = Flags()
    of_day = today()
    if day is not None:
        try:
            of_day = date.fromisoformat(day)
        except ValueError:
            flags.refuse("--date", repr(day), "a date such as 2026-11-24")
    for flag, text in (("--title", title or ""), ("--adviser", adviser)):
        if not (text.isprintable() and len(text) <= 200):
            flags.refuse(flag, repr(text), "printable text of at most 200 characters")
    if logo is not None and kind != "pdf":
        flags.refuse("--logo", logo, "a PDF report: other formats have no logo")
    flags.done()
    picture = None if logo is None else read_logo(logo)
    household = read_household(file)
    check_target("--output", os.fspath(target))
    named = title or " and ".join(person.name for person in household.people)
    law_book = law_book_of(reform, figures)
    with progress("comparing", quiet=json) as tick:
        gathered = gather(
            household, law_book, title=named, day=of_day, adviser=adviser, logo=picture, tick=tick
        )
        raw = made(gathered, kind)
    write_bytes("--output", os.fspath(target), raw, private=True)
    if json:
        print_answer(ReportWritten(os.fspath(target), len(raw)), schema_version)
    else:
        Page().text(f"Wrote {target}.")
    return 0
