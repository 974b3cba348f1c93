"""``megaroth law``: the limits of a year, compared with another, or one limit through the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.output import print_text
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.contract.law import Limit, LimitsOfYear, limits_of_year
from megaroth.kernel.message import Message
from megaroth.law.figures import figures_notes
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED
from megaroth.law.years import FIRST_YEAR, LAST_WHOLE_YEAR
from megaroth.present.law import shown
from megaroth.present.limit_groups import grouped, main_limits, matching
from megaroth.service.limits import law_history


def show_year(
    year: str = str(LAST_WHOLE_YEAR),
    /,
    *,
    diff: str | None = None,
    inflation: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    template: bool = False,
    all: bool = False,
    search: str | None = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """The limits of a year, with section and notice: the six that people come for, or others.

    For example: megaroth law 2026, megaroth law 2026 --search HSA, megaroth law 2026 --diff 2025,
    megaroth law history annual_additions

    Parameters
    ----------
    year
        From 2002. Years after the last published one are projected under the statutory indexing
        rules and marked as projected.
    diff
        Another year: show only the limits that differ from it.
    inflation
        Price growth a year for limits that are not published, such as 2.4%.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be
        given.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    template
        Print such a file with every projected figure of the year as a comment, to fill in from the
        notice.
    all
        Show every limit of the year, in groups.
    search
        Show only the limits with this text in their name or section, such as HSA or 415(c).
    json
        Print one JSON object with every limit, or those of --search.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    flags = Flags()
    the_year, other, rate = (
        flags.year("YEAR", year),
        flags.year("--diff", diff),
        flags.rate("--inflation", inflation),
    )
    flags.done()
    assert the_year is not None
    if template:
        from megaroth.readers.figures_file import template as template_of  # reads tables

        print_text(template_of(the_year))
        return 0
    law_book = law_book_of(reform, figures)
    numbers = law_book.law(the_year, rate)
    notes = figures_notes(law_book.figures, the_year, [])
    # The other year stays as published, so that a year can be compared with itself under a reform.
    found = limits_of_year(numbers, None if other is None else PUBLISHED.law(other, rate))
    if search is not None:
        found = replace(found, limits=matching(found.limits, search))
    if json:
        print_answer(found, schema_version)
        return 0
    page = Page()
    _show_head(page, found, notes, search)
    if search is not None:
        _show_table(page, found, found.limits)
    elif all or diff is not None:
        _show_groups(page, found, _missing(numbers))
    else:
        _show_main(page, found)
    return 0


def _missing(numbers: Law) -> list[str]:
    """Limits of the last published year that a later year does not have."""
    known = PUBLISHED.law(LAST_WHOLE_YEAR).entries if numbers.year > LAST_WHOLE_YEAR else {}
    return [name for name in known if name not in numbers.entries]


def _show_head(page: Page, found: LimitsOfYear, notes: list[Message], search: str | None) -> None:
    other, count = found.diff, len(found.limits)
    words = [
        f"{count} limits, {found.status}" if count != 1 else f"1 limit, {found.status}",
        *(
            [f" that differ from {other}" if count != 1 else f" that differs from {other}"]
            if other
            else []
        ),
        *([f' with "{search}" in the name or section'] if search is not None else []),
    ]
    page.answer(str(found.year), ",".join(words))
    for note in notes:
        page.text(str(note))


def _show_main(page: Page, found: LimitsOfYear) -> None:
    """The limits that people come for, and how to get the others."""
    page.table(
        ["limit", str(found.year), "section", "source", "status"],
        [
            [one.label, one.value, one.section, one.source, one.status]
            for one in main_limits(found.limits)
        ],
        right=(1,),
    )
    year = found.year
    other = year - 1 if year > FIRST_YEAR else year + 1
    page.text("")
    page.sentences(
        [
            f"megaroth law {year} --all: all {len(found.limits)} limits, in "
            f"{len(grouped(found.limits))} groups",
            f"megaroth law {year} --search HSA: those with a text in their name or section",
            f"megaroth law {year} --diff {other}: those that differ from another year",
            "megaroth law history annual_additions: one limit in every year",
        ]
    )


def _show_groups(page: Page, found: LimitsOfYear, missing: list[str]) -> None:
    for title, limits in grouped(found.limits):
        page.heading(title)
        _show_table(page, found, limits)
    if missing:
        page.text(
            f"\nNot in force any more, or neither published nor projected: {', '.join(missing)}."
        )


def _show_table(page: Page, found: LimitsOfYear, limits: Sequence[Limit]) -> None:
    if not limits:
        return
    other = found.diff
    headers = [
        "limit",
        *([str(other)] if other else []),
        str(found.year),
        "section",
        "source",
        "status",
    ]
    rows = [
        [
            item.name,
            *([shown(item.before, item.unit)] if other else []),
            shown(item.value, item.unit),
            *(item.section, item.source, item.status),
        ]
        for item in limits
    ]
    page.table(headers, rows, right=(1, 2) if other else (1,))


def show_history(
    limit: str,
    /,
    *,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """One limit in every year that has it.

    For example: megaroth law history annual_additions

    Parameters
    ----------
    limit
        Its name, as `megaroth law` lists it.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    found = law_history(limit, law_book_of(None, figures))
    if json:
        print_answer(found, schema_version)
        return 0
    page = Page()
    page.answer(limit, found.section)
    keyed = any(row.key for row in found.years)
    page.table(
        ["year", *(["for"] if keyed else []), "value", "status", "source"],
        [
            [
                str(row.year),
                *([row.key] if keyed else []),
                shown(row.value, found.unit),
                row.status,
                row.source,
            ]
            for row in found.years
        ],
        right=(2,) if keyed else (1,),
    )
    return 0
