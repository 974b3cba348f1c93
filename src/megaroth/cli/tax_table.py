"""``megaroth tax --table``: the federal and state income tax of every household-year of a CSV file."""

from __future__ import annotations

from datetime import date

from megaroth.answers.tax import STATE_LINE, SUPPORT, TABLE_LINES
from megaroth.cli.csv_table import Answer, Row, Table, run
from megaroth.cli.flags import Flags
from megaroth.cli.page import note
from megaroth.law.load import FIRST_YEAR, LAST_YEAR, law
from megaroth.law.reform import reform_names
from megaroth.law.states import STATES, state_law
from megaroth.planyear.data import amount
from megaroth.tax.federal import Return, federal_table
from megaroth.tax.states.run import state_column
from megaroth.tax.table import COLUMNS, CellError, read_row, stack

SCHEMA = "megaroth.tax_table/1"


def run_table(table: str, output: str | None, *, year: int | None, as_json: bool) -> int:
    """Answer every household-year of a CSV file; a row without a year is of ``year``, or of the current one.

    Raises:
        InputError: the file or some of its cells cannot be read.
    """

    def answer(rows: list[Row], lines: list[int], flags: Flags) -> list[Answer]:
        return _answers(rows, lines, flags, year)

    for name in dict.fromkeys(one for covered in range(FIRST_YEAR, LAST_YEAR + 1) for one in reform_names(covered)):
        note(f"not today's law: the reform {name!r} is laid over it")
    run(Table((*COLUMNS, "state"), (*TABLE_LINES, STATE_LINE, SUPPORT), SCHEMA, answer), table, output, as_json=as_json)
    return 0


def _answers(rows: list[Row], lines: list[int], flags: Flags, year: int | None) -> list[Answer]:
    """The answers of some rows: those of one year and state go through the columns together."""
    groups: dict[tuple[int, str], list[tuple[int, Return]]] = {}
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        flags.line = line
        text = row.get("year", "").strip()
        of = flags.year("year", text) if text else year or date.today().year
        try:
            items = read_row(row)
        except CellError as error:
            flags.refuse(error.column, error.found, error.expected)
            continue
        if of is not None and not law(of).has("amt_exemption"):
            flags.refuse("year", repr(text), "a year whose income tax is in the law: 2023 or later")
            continue
        state = row.get("state", "").strip().upper()
        if state and state not in STATES:
            flags.refuse("state", repr(state), "a state whose income tax is in the law: " + ", ".join(STATES))
        elif of is not None:
            groups.setdefault((of, state), []).append((place, items))
    answers: list[Answer] = [{}] * len(rows)
    if flags.problems:
        return answers
    for (of, state), members in groups.items():
        items = stack([one for _, one in members])
        found = federal_table(law(of), items)
        beside = state_column(law(of), state, items, found) if state else None
        for at, (place, _) in enumerate(members):
            answers[place] = {title: amount(int(found[line][at])) for title, line in TABLE_LINES.items()}
            answers[place][STATE_LINE] = None if beside is None else amount(int(beside[at]))
            answers[place][SUPPORT] = state_law(state, of).support if state else None
    return answers
