"""``megaroth tax --table``: the federal and state income tax of every household-year of a CSV
file."""

from __future__ import annotations

from datetime import date

from megaroth.cli.business_rows import read_businesses
from megaroth.cli.csv_table import Answer, Row, Table, run
from megaroth.cli.flags import Flags
from megaroth.cli.output import note
from megaroth.cli.tax_rows import ALIASES, MEANT, read_row
from megaroth.contract.tax_table import (
    LAW_STATUS,
    STATE_LINE,
    SUPPORT,
    TABLE,
    TABLE_LINES,
    key_of,
)
from megaroth.kernel.money import dollars, number
from megaroth.law.figures import figures_notes, stated_years
from megaroth.law.law_book import LawBook
from megaroth.law.reform import reform_names
from megaroth.law.states import STATES
from megaroth.law.years import FIRST_YEAR, LAST_YEAR
from megaroth.present.sentences.sentence import sentence
from megaroth.service.tax_columns import (
    BUSINESS_COLUMNS,
    COLUMNS,
    Businesses,
    Return,
    TaxColumns,
    has_income_tax,
    tax_columns,
)


def run_table(
    table: str,
    output: str | None,
    law_book: LawBook,
    *,
    year: int | None,
    keep: list[str],
    version: int | None,
) -> int:
    """Answer every household-year of a CSV file; a row without a year has ``year``, or the current
    one.

    Raises:
        InputError: the file or some of its cells cannot be read.
    """

    def answer(rows: list[Row], lines: list[int], flags: Flags) -> list[Answer]:
        return _answers(rows, lines, flags, year, law_book)

    for name in dict.fromkeys(
        one
        for covered in range(FIRST_YEAR, LAST_YEAR + 1)
        for one in reform_names(law_book.reforms, covered)
    ):
        note(f"not today's law: the reform {name!r} changes it")
    for stated in stated_years(law_book.figures):
        notes = figures_notes(law_book.figures, stated, [])
        note(" ".join(sentence(one) for one in notes))
    answers = (*TABLE_LINES, STATE_LINE, SUPPORT, LAW_STATUS)
    kind = Table(
        (*COLUMNS, *BUSINESS_COLUMNS, "state"),
        answers,
        TABLE,
        answer,
        aliases=ALIASES,
        meant=MEANT,
        keep=keep,
        key_of=key_of,
    )
    run(kind, table, output, version=version)
    return 0


def _answers(
    rows: list[Row], lines: list[int], flags: Flags, year: int | None, law_book: LawBook
) -> list[Answer]:
    """The answers of some rows. Rows of one year and state are calculated together."""
    groups: dict[tuple[int, str], list[tuple[int, Return, Businesses]]] = {}
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        flags.line = line
        of, state, items = (
            _year(row, flags, year, law_book),
            _state(row, flags),
            read_row(row, flags),
        )
        own = read_businesses(row, flags)
        if items is not None and own.business_spouse and items.status != "married_joint":
            flags.refuse(
                "business_spouse",
                repr(row["business_spouse"]),
                f"nothing on a return of one person: status is {items.status}",
            )
        if of is not None and state is not None and items is not None:
            groups.setdefault((of, state), []).append((place, items, own))
    answers: list[Answer] = [{}] * len(rows)
    if flags.problems:
        return answers
    for (of, state), members in groups.items():
        found = tax_columns(
            of,
            state or None,
            [one for _, one, _ in members],
            [own for _, _, own in members],
            law_book,
        )
        _warn_of_children(of, found)
        for at, (place, _, _) in enumerate(members):
            answers[place] = {
                title: number(int(found.lines[line][at])) for title, line in TABLE_LINES.items()
            }
            tax_of_state = found.state_tax
            answers[place][STATE_LINE] = (
                None if tax_of_state is None else number(int(tax_of_state[at]))
            )
            answers[place][SUPPORT] = found.state_support
            answers[place][LAW_STATUS] = found.law_status
    return answers


def _warn_of_children(year: int, found: TaxColumns) -> None:
    """Note how many rows may owe the tax on a child's unearned income (IRC 1(g)) or have the
    smaller exemption of IRC 59(j)."""
    if found.child_tax_rows:
        one = found.child_tax_rows == 1
        note(
            f"{found.child_tax_rows} of the rows of {year} {'is' if one else 'are'} of somebody "
            f"under {found.child_tax_end_age} "
            f"with more than {dollars(found.child_tax_threshold)} of unearned income: the tax on "
            "a child's unearned income (IRC 1(g)) and its smaller exemption in the minimum tax "
            "(IRC 59(j)) are not in the answer"
        )


def _year(row: Row, flags: Flags, year: int | None, law_book: LawBook) -> int | None:
    """The year of a row, if the law data has its income tax."""
    text = row.get("year", "").strip()
    of = flags.year("year", text) if text else year or date.today().year
    if of is not None and not has_income_tax(of, law_book):
        flags.refuse(
            "year", repr(text or str(of)), "a year with income tax in the law data: 2023 or later"
        )
        return None
    return of


def _state(row: Row, flags: Flags) -> str | None:
    """The state of a row; empty if it has none."""
    state = row.get("state", "").strip().upper()
    return flags.word("state", state, STATES) if state else ""
