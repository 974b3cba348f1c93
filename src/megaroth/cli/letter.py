"""``megaroth letter``: the questions about a plan as a letter, or the request to offer after-tax
contributions."""

from __future__ import annotations

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.readers.household_file import read_household
from megaroth.service.letter import Letter, how_to_enter
from megaroth.service.letter import letter as letter_of


def letter(
    file: str,
    /,
    *,
    offer: bool = False,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Write the e-mail that asks HR about unknown plan rules, or that asks for the plan feature.

    There is one letter for each person and employer. Every question has its reason, its worth, and
    replies such as yes / no. An owner's letter goes to the provider of the plan.

    For example: megaroth letter household.toml, megaroth letter household.toml --offer

    Parameters
    ----------
    file
        The household file. Write "unknown" for a plan rule that you do not know.
    offer
        Write the letter that asks the employer to offer after-tax contributions that reach Roth.
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
    answer = letter_of(household, law_book, offer=offer)
    if json:
        print_answer(answer, schema_version)
        return 0
    page = Page()
    for one in answer.letters:
        _show(page, one)
    page.sentences(answer.notes)
    page.heading("Assumptions of the amounts")
    page.sentences(answer.assumptions)
    return 0


def _show(page: Page, one: Letter) -> None:
    to = "HR" if one.to == "HR" else "the provider of the plan"
    page.heading(f"{one.person}, {one.employer}: to {to}")
    page.copyable(one.text)
    page.heading("When the replies come")
    tables = {asked.table for asked in one.questions}
    where = " and ".join(
        f"[[{name}]]" if name == "people.jobs" else f"[{name}]" for name in sorted(tables)
    )
    page.text(f"Enter them in the interview, or in the file under {where} of {one.employer}:")
    page.table(("question", "reply", "line of the file"), how_to_enter(one))
