"""``megaroth scenarios``: a household next to others, or next to itself with a change."""

from __future__ import annotations

from pathlib import Path

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.present.scenarios import side_by_side
from megaroth.readers.household_file import read_household
from megaroth.service.clock import today as day_of
from megaroth.service.scenarios import scenarios as scenarios_of
from megaroth.service.scenarios import usual_changes


def scenarios(
    file: str,
    /,
    *,
    change: list[str] | None = None,
    other: list[str] | None = None,
    ahead: bool = False,
    today: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Show what a change does: a household next to itself with changes, or next to other files.

    For example: megaroth scenarios household.toml --change hr_says_no --change state=TX

    Figures that differ from those of the file have an asterisk.

    Parameters
    ----------
    file
        The household file that the others are compared with.
    change
        hr_says_no, new_job, state=TX, roth_deferrals or retire_sooner; more than one may be given,
        and each is compared alone. Without --change and --other, all that need no state.
    other
        Another household file; more than one may be given.
    ahead
        Also find what can be spent a year after work, which takes some seconds for each.
    today
        The day of the question. If omitted, this machine's date.
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
    first = (Path(file).stem, read_household(file))
    others = [(Path(one).stem, read_household(one)) for one in other or []]
    changes = change or ([] if others else usual_changes(first[1]))
    law_book = law_book_of(reform, figures)
    answer = scenarios_of(first, changes, others, law_book, day_of(today), ahead=ahead)
    if json:
        print_answer(answer, schema_version)
        return 0
    table, page = side_by_side(answer), Page()
    page.table(
        ["", *table.titles],
        [
            [label, *(f"{cell.text} *" if cell.differs else cell.text for cell in cells)]
            for label, cells in table.rows
        ],
        range(1, len(table.titles) + 1),
    )
    page.sentences(["* differs from the first column.", *table.notes])
    page.heading("Assumptions")
    page.sentences(answer.assumptions)
    return 0
