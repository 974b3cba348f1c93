"""``megaroth tax --table``: the federal and state income tax of every household-year of a CSV
file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from megaroth.cli.business_rows import (
    BUSINESS_COLUMNS,
    Businesses,
    read_businesses,
    with_businesses,
)
from megaroth.cli.csv_table import Answer, Row, Table, run
from megaroth.cli.flags import Flags
from megaroth.cli.page import note
from megaroth.cli.tax_rows import ALIASES, MEANT, read_row
from megaroth.contract.plain_data import amount
from megaroth.contract.tax import LAW_STATUS, STATE_LINE, SUPPORT, TABLE_LINES, TABLE_SCHEMA
from megaroth.kernel.money import dollars
from megaroth.law.entry import Status
from megaroth.law.figures import figures_notes, stated_years
from megaroth.law.law import Law
from megaroth.law.load import CURRENT, law
from megaroth.law.reform import reform_names
from megaroth.law.states import STATES, StateLaw
from megaroth.law.years import FIRST_YEAR, LAST_YEAR
from megaroth.tax.federal import Return, federal_table
from megaroth.tax.filing_status import is_status
from megaroth.tax.states.run import state_column
from megaroth.tax.table import COLUMNS, stack


def run_table(
    table: str, output: str | None, *, year: int | None, keep: list[str], as_json: bool
) -> int:
    """Answer every household-year of a CSV file; a row without a year is of ``year``, or of the
    current one.

    Raises:
        InputError: the file or some of its cells cannot be read.
    """

    def answer(rows: list[Row], lines: list[int], flags: Flags) -> list[Answer]:
        return _answers(rows, lines, flags, year)

    for name in dict.fromkeys(
        one
        for covered in range(FIRST_YEAR, LAST_YEAR + 1)
        for one in reform_names(CURRENT.get().reforms, covered)
    ):
        note(f"not today's law: the reform {name!r} is laid over it")
    for stated in stated_years(CURRENT.get().figures):
        note(" ".join(figures_notes(CURRENT.get().figures, stated, [])))
    answers = (*TABLE_LINES, STATE_LINE, SUPPORT, LAW_STATUS)
    kind = Table(
        (*COLUMNS, *BUSINESS_COLUMNS, "state"),
        answers,
        TABLE_SCHEMA,
        answer,
        aliases=ALIASES,
        meant=MEANT,
        keep=keep,
    )
    run(kind, table, output, as_json=as_json)
    return 0


def _answers(rows: list[Row], lines: list[int], flags: Flags, year: int | None) -> list[Answer]:
    """The answers of some rows: those of one year and state go through the columns together."""
    groups: dict[tuple[int, str], list[tuple[int, Return, Businesses]]] = {}
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        flags.line = line
        of, state, items = _year(row, flags, year), _state(row, flags), read_row(row, flags)
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
        numbers, home = law(of), CURRENT.get().state(state, of) if state else None
        items = with_businesses(
            numbers, stack([one for _, one, _ in members]), [own for _, _, own in members]
        )
        found = federal_table(numbers, items)
        _warn_of_children(numbers, items, found)
        beside = state_column(numbers, state, items, found) if state else None
        for at, (place, _, _) in enumerate(members):
            answers[place] = {
                title: amount(int(found[line][at])) for title, line in TABLE_LINES.items()
            }
            answers[place][STATE_LINE] = None if beside is None else amount(int(beside[at]))
            answers[place][SUPPORT] = home.support if home else None
            answers[place][LAW_STATUS] = _law_status(numbers, home)
    return answers


def _warn_of_children(numbers: Law, items: Return, found: Mapping[str, Any]) -> None:
    """Say how many rows may owe the tax on a child's unearned income (IRC 1(g)) or have the
    exemption of IRC 59(j)."""
    young = (items.age < numbers.child_tax_end_age) & (
        is_status(items.status, "married_joint") ^ True
    )
    count = int(
        (
            young & (found["agi"] - items.earned_income > 2 * numbers.dependent_standard_deduction)
        ).sum()
    )
    if count:
        note(
            f"{count} of the rows of {numbers.year} {'is' if count == 1 else 'are'} of somebody "
            f"under {numbers.child_tax_end_age} "
            f"with more than {dollars(2 * numbers.dependent_standard_deduction)} of unearned "
            "income: the tax on a child's "
            "unearned income (IRC 1(g)) and its smaller exemption in the minimum tax (IRC 59(j)) "
            "are not in the answer"
        )


def _year(row: Row, flags: Flags, year: int | None) -> int | None:
    """The year of a row, if its income tax is in the law."""
    text = row.get("year", "").strip()
    of = flags.year("year", text) if text else year or date.today().year
    if of is not None and not law(of).has("amt_exemption"):
        flags.refuse(
            "year", repr(text or str(of)), "a year whose income tax is in the law: 2023 or later"
        )
        return None
    return of


def _state(row: Row, flags: Flags) -> str | None:
    """The state of a row, empty for none."""
    state = row.get("state", "").strip().upper()
    return flags.word("state", state, STATES) if state else ""


def _law_status(numbers: Law, home: StateLaw | None) -> Status:
    """``projected`` if any number of the year's federal law is, or the state's law is; else
    ``reform`` if a reform changes the year."""
    if numbers.status == "projected" or (home is not None and home.status == "projected"):
        return "projected"
    return "reform" if reform_names(numbers.book.reforms, numbers.year) else numbers.status
