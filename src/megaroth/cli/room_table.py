"""``megaroth room --table``: the room of every row of a CSV file."""

from __future__ import annotations

from datetime import date
from typing import Any

from megaroth.cli.csv_table import Answer, Row, Table, run
from megaroth.cli.flags import Flags
from megaroth.cli.table_flags import PAY_NEEDED
from megaroth.contract.room import TABLE
from megaroth.kernel.money import MOST_CENTS, column, number
from megaroth.law.law_book import LawBook
from megaroth.service.room import ROOM_FIGURES, room_columns

COLUMNS = (
    "year",
    "age",
    "born",
    "pay",
    "deferral",
    "catch_up",
    "employer",
    "match",
    "nonelective",
    "after_tax",
    "fica_wages_last_year",
)
_MONEY = ("pay", "deferral", "catch_up", "employer", "after_tax", "fica_wages_last_year")
_FIGURES = tuple(
    name
    for name in ROOM_FIGURES
    if name not in ("limited_by_compensation", "roth_catch_up_required")
)
_ANSWERS = ("year", "status", *_FIGURES, "limited_by", "roth_catch_up_required")


def run_table(
    table: str,
    output: str | None,
    law_book: LawBook,
    *,
    year: int | None,
    inflation: int | None,
    match: tuple[tuple[int, int], ...],
    nonelective: int | None,
    keep: list[str],
    version: int | None,
) -> int:
    """Answer every row of a CSV file; the flags are the defaults of its cells.

    Returns:
        0, or 1 where a row exceeds a limit.

    Raises:
        InputError: the file or some of its cells cannot be read.
    """
    defaults = {"year": year, "inflation": inflation, "match": match, "nonelective": nonelective}

    def answer(rows: list[Row], lines: list[int], flags: Flags) -> list[Answer]:
        return _answers(rows, lines, flags, defaults, law_book)

    return (
        1
        if run(
            Table(COLUMNS, _ANSWERS, TABLE, answer, keep=keep),
            table,
            output,
            version=version,
        )
        else 0
    )


def _answers(
    rows: list[Row],
    lines: list[int],
    flags: Flags,
    defaults: dict[str, Any],
    law_book: LawBook,
) -> list[Answer]:
    """The answers of some rows. Rows of one year and one match formula are calculated together."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    read: list[dict[str, int]] = []
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        flags.line = line
        key, values = _row(row, flags, defaults)
        read.append(values)
        groups.setdefault(key, []).append(place)
    answers: list[Answer] = [{}] * len(rows)
    if flags.problems:
        return answers
    for (year, match, nonelective, *_), places in groups.items():
        names = [name for name in read[places[0]] if name != "age_known"]
        columns = {name: column([read[place][name] for place in places]) for name in names}
        found, status = room_columns(
            year, columns, match, nonelective, law_book, inflation=defaults["inflation"]
        )
        for at, place in enumerate(places):
            answer: Answer = {name: number(int(found[name][at])) for name in _FIGURES}
            if not read[place]["age_known"]:
                answer["catch_up_limit"] = None
            answer["year"], answer["status"] = year, status
            answer["limited_by"] = (
                "compensation" if found["limited_by_compensation"][at] else "dollar_limit"
            )
            answer["roth_catch_up_required"] = bool(found["roth_catch_up_required"][at])
            answers[place] = answer
    return answers


def _row(
    row: Row, flags: Flags, defaults: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, int]]:
    def cell(name: str) -> str | None:
        return row.get(name, "").strip() or None

    year = (
        flags.year("year", cell("year")) if cell("year") else defaults["year"] or date.today().year
    )
    if cell("age") and cell("born"):
        flags.refuse("born", repr(cell("born")), "age or born, not both")
    age = flags.age("age", cell("age")) if cell("age") else flags.born("born", cell("born"), year)
    money = {name: flags.money(name, cell(name)) for name in _MONEY}
    match = flags.tiers("match", (cell("match") or "").split()) or defaults["match"]
    nonelective = (
        flags.rate("nonelective", cell("nonelective"))
        if cell("nonelective")
        else defaults["nonelective"] or 0
    )
    if cell("pay") is None and (match or nonelective):
        flags.refuse("pay", "nothing", PAY_NEEDED)
    if cell("employer") and match:
        flags.refuse("employer", repr(cell("employer")), "employer or match, not both")
    values = {name: value or 0 for name, value in money.items() if name not in ("pay", "deferral")}
    values["pay"] = MOST_CENTS if money["pay"] is None else money["pay"]
    if money["deferral"] is not None:
        values["deferral"] = money["deferral"]
    values |= {"age": 0 if age is None else age}
    known = {"age_known": int(age is not None)}
    return (year, match, nonelective, "deferral" in values), values | known
