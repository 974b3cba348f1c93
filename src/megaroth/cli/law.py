"""``megaroth law``: the limits of a year, compared with another, or one limit through the years."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from cyclopts import App, Parameter

from megaroth.cli.flags import Flags
from megaroth.cli.page import Page, print_data, print_text
from megaroth.cli.reforms import FigureFiles, ReformFiles, under
from megaroth.contract.law import Limits, history_json, to_json
from megaroth.law.figures import figures_notes
from megaroth.law.load import CURRENT, law
from megaroth.law.years import LAST_WHOLE_YEAR
from megaroth.present.law import shown
from megaroth.readers.figures_file import template as template_of
from megaroth.service.limits import law as law_of
from megaroth.service.limits import law_history

app = App(name="law")

Json = Annotated[bool, Parameter(negative="")]


@app.default
def show_year(
    year: str = str(LAST_WHOLE_YEAR),
    /,
    *,
    diff: str | None = None,
    inflation: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    template: Annotated[bool, Parameter(negative="")] = False,
    json: Json = False,
) -> int:
    """The limits of a year, with section and notice.

    For example: megaroth law 2026, megaroth law 2026 --diff 2025, megaroth law history
    annual_additions

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
    json
        Print one JSON object.
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
        print_text(template_of(the_year))
        return 0
    with under(reform, figures):
        found = law_of(the_year, inflation=rate)
        notes = figures_notes(CURRENT.get().figures, the_year, [])
    if other is not None:
        # The other year stays as published, so that a year can be compared with itself under a
        # reform.
        found = replace(found, before=law_of(other, inflation=rate).law)
    if json:
        print_data(to_json(found))
    else:
        _show(found, notes)
    return 0


def _show(found: Limits, notes: list[str]) -> None:
    numbers, the_year, limits = found.law, found.law.year, found.rows
    other = None if found.before is None else found.before.year
    page = Page()
    page.answer(
        str(the_year),
        f"{len(limits)} limits, {numbers.status}"
        + (f", that differ from {other}" if other else ""),
    )
    missing = [
        name
        for name in law(LAST_WHOLE_YEAR).entries
        if name not in numbers.entries and the_year > LAST_WHOLE_YEAR
    ]
    for note in notes:
        page.text(note)
    if missing:
        page.text(
            f"Not in force any more, or neither published nor projected: {', '.join(missing)}."
        )
    headers = [
        "limit",
        *([str(other)] if other else []),
        str(the_year),
        "section",
        "source",
        "status",
    ]
    rows = [
        [
            item["name"],
            *([shown(item["before"], item["unit"])] if other else []),
            shown(item["value"], item["unit"]),
            *(item[key] for key in ("section", "source", "status")),
        ]
        for item in limits
    ]
    page.table(headers, rows, right=(1, 2) if other else (1,))


@app.command(name="history")
def show_history(limit: str, /, *, figures: FigureFiles = None, json: Json = False) -> int:
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
    """
    with under(None, figures):
        data = history_json(limit, law_history(limit))
    rows, unit = data["years"], data["unit"]
    if json:
        print_data(data)
        return 0
    page = Page()
    page.answer(limit, data["section"])
    keyed = any(row["key"] for row in rows)
    page.table(
        ["year", *(["for"] if keyed else []), "value", "status", "source"],
        [
            [
                str(row["year"]),
                *([row["key"]] if keyed else []),
                shown(row["value"], unit),
                row["status"],
                row["source"],
            ]
            for row in rows
        ],
        right=(2,) if keyed else (1,),
    )
    return 0
