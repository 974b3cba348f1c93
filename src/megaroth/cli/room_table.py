"""``megaroth room --table``: a CSV file written back with the answers, a row a row, in constant memory."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from megaroth.cli.files import write_whole
from megaroth.cli.flags import Flags
from megaroth.kernel.blocks import ROWS
from megaroth.kernel.cents import MOST_CENTS, column
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.law.load import law
from megaroth.planyear.data import amount
from megaroth.planyear.room import ANSWERS, room_table

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
_FIGURES = tuple(name for name in ANSWERS if name not in ("limited_by_compensation", "roth_catch_up_required"))
_JSON = ("year", "status", *_FIGURES, "limited_by", "roth_catch_up_required")
_WRITTEN = ("status", *(name for name in _JSON if name not in COLUMNS and name != "status"))
"""Columns that only the answer writes: a table that has one already would hide it."""

TABLE_SCHEMA = "megaroth.room_table/1"
_MOST_PROBLEMS = 100
_NEAR = 0.75
_NEAR_SHORT = 0.65
_PASSED_THROUGH = {"employee", "page", "wage", "play"}
"""Names one letter off a column that people use for something else."""

Row = dict[str, str]


def run_table(
    table: str,
    output: str | None,
    *,
    year: int | None,
    inflation: int | None,
    match: tuple[tuple[int, int], ...],
    nonelective: int | None,
    as_json: bool,
) -> int:
    """Answer every row of a CSV file. Nothing is written unless every row can be read.

    Returns:
        0, or 1 where a row exceeds a limit.

    Raises:
        InputError: the file or some of its cells cannot be read; lists up to a hundred faults by line and column.
    """
    if not Path(table).is_file():
        found = "something that is no file" if Path(table).exists() else "no such file"
        raise InputError([Problem("--table", found, "a CSV file", table)])
    try:
        source = open(table, encoding="utf-8-sig", newline="")  # noqa: SIM115
    except OSError as error:
        raise InputError([Problem("--table", error.strerror or str(error), "a CSV file", table)]) from None
    with source, tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as spool:
        defaults = {"year": year, "inflation": inflation, "match": match, "nonelective": nonelective}
        try:
            exceeded = _answer(source, table, spool, defaults, as_json)
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError([Problem("--table", f"what is no CSV text ({error})", "a CSV file in UTF-8", table)]) from None
        spool.seek(0)
        _deliver(spool, output)
    return 1 if exceeded else 0


def _deliver(spool: IO[str], output: str | None) -> None:
    if output is not None:
        write_whole("--output", output, spool)
        return
    for line in spool:
        sys.stdout.write(line)


def _answer(source: IO[str], name: str, spool: IO[str], defaults: dict[str, Any], as_json: bool) -> bool:
    reader = csv.reader(source, strict=True)
    header = next((cells for cells in reader if cells), None)
    if not header:
        raise InputError([Problem("--table", "an empty file", "a header of column names, then rows", name)])
    header = [name.strip() for name in header]
    _check_header(header, name)
    flags = Flags(name)
    added = [name for name in ("status", *_FIGURES, "limited_by", "roth_catch_up_required") if name not in header]
    writer = csv.writer(spool, lineterminator="\n")
    if as_json:
        spool.write(f'{{"schema": "{TABLE_SCHEMA}", "rows": [')
    else:
        writer.writerow([*header, *added])
    exceeded, first = False, True
    for rows, lines in _chunks(reader, header, flags):
        answers = _chunk(rows, lines, flags, defaults)
        if flags.problems:
            if len(flags.problems) >= _MOST_PROBLEMS:
                break
            continue
        for row, answer in zip(rows, answers, strict=True):
            exceeded = exceeded or any(answer[name] for name in answer if name.startswith("excess"))
            if as_json:
                comma = "" if first else ","
                spool.write(comma + "\n" + json.dumps({"given": row} | {name: answer[name] for name in _JSON}))
                first = False
            else:
                writer.writerow([*(row[name] for name in header), *(_cell(answer[name]) for name in added)])
    if flags.problems:
        raise InputError(flags.problems[:_MOST_PROBLEMS])
    if as_json:
        spool.write("\n]}\n")
    return exceeded


def _cell(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _check_header(header: list[str], name: str) -> None:
    problems = []
    for place, title in enumerate(header):
        if title in header[:place]:
            problems.append(Problem(title, "the column twice", "each column once", name, 1))
        if title in _WRITTEN:
            problems.append(Problem(title, "a column that the answer writes", "a table without it", name, 1))
        near = _near(title)
        if near:
            problems.append(Problem(title, "an unknown column", "one of " + ", ".join(COLUMNS), name, 1, near))
    if not problems and not any(title in COLUMNS for title in header):
        found = repr(",".join(header))[:60]
        problems.append(Problem("header", found, "some of " + ", ".join(COLUMNS) + ", with commas between", name, 1))
    if problems:
        raise InputError(problems)


def _near(title: str) -> str | None:
    """The column that a foreign one may be meant for; other columns are passed through."""
    import difflib

    plain = title.strip().lower()
    if title in COLUMNS or plain in _PASSED_THROUGH:
        return None
    if plain in COLUMNS:
        return plain
    near = nearest(plain, COLUMNS)
    # In a word of three or four letters one wrong letter is already a third of it.
    enough = _NEAR_SHORT if len(plain) <= 4 else _NEAR
    return near if near and difflib.SequenceMatcher(None, plain, near).ratio() >= enough else None


def _chunks(reader: Any, header: list[str], flags: Flags) -> Iterator[tuple[list[Row], list[int]]]:
    rows: list[Row] = []
    lines: list[int] = []
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            flags.line = reader.line_num
            flags.refuse("row", f"{len(cells)} cells", f"{len(header)} cells, as in the header")
            continue
        rows.append(dict(zip(header, cells, strict=True)))
        lines.append(reader.line_num)
        if len(rows) == ROWS:
            yield rows, lines
            rows, lines = [], []
    yield rows, lines


def _chunk(rows: list[Row], lines: list[int], flags: Flags, defaults: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of some rows: rows of one year and one formula go through the columns together."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    read: list[dict[str, int]] = []
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        flags.line = line
        key, values = _row(row, flags, defaults)
        read.append(values)
        groups.setdefault(key, []).append(place)
    answers: list[dict[str, Any]] = [{}] * len(rows)
    if flags.problems:
        return answers
    for (year, match, nonelective, *_), places in groups.items():
        numbers = law(year, defaults["inflation"])
        names = [name for name in read[places[0]] if name != "age_known"]
        columns = {name: column([read[place][name] for place in places]) for name in names}
        found = room_table(numbers, columns, match, nonelective)
        status = numbers.status_of("elective_deferral", "catch_up_50", "annual_additions", "compensation_limit")
        for at, place in enumerate(places):
            answer: dict[str, Any] = {name: amount(int(found[name][at])) for name in _FIGURES}
            if not read[place]["age_known"]:
                answer["catch_up_limit"] = None
            answer["year"], answer["status"] = year, status
            answer["limited_by"] = "compensation" if found["limited_by_compensation"][at] else "dollar_limit"
            answer["roth_catch_up_required"] = bool(found["roth_catch_up_required"][at])
            answers[place] = answer
    return answers


def _row(row: Row, flags: Flags, defaults: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, int]]:
    def cell(name: str) -> str | None:
        return row.get(name, "").strip() or None

    year = flags.year("year", cell("year")) if cell("year") else defaults["year"] or date.today().year
    if cell("age") and cell("born"):
        flags.refuse("born", repr(cell("born")), "age or born, one of them")
    age = flags.age("age", cell("age")) if cell("age") else flags.born("born", cell("born"), year)
    money = {name: flags.money(name, cell(name)) for name in _MONEY}
    match = flags.tiers("match", cell("match").split()) if cell("match") else defaults["match"]  # type: ignore[union-attr]
    nonelective = flags.rate("nonelective", cell("nonelective")) if cell("nonelective") else defaults["nonelective"] or 0
    if money["pay"] is None and (match or nonelective) and cell("pay") is None:
        flags.refuse("pay", "nothing", "pay: a match or nonelective contribution is a share of it")
    if cell("employer") and match:
        flags.refuse("employer", repr(cell("employer")), "employer or match, one of them")
    values = {name: value or 0 for name, value in money.items() if name not in ("pay", "deferral")}
    values["pay"] = MOST_CENTS if money["pay"] is None else money["pay"]
    if money["deferral"] is not None:
        values["deferral"] = money["deferral"]
    values |= {"age": 0 if age is None else age}
    known = {"age_known": int(age is not None)}
    return (year, match, nonelective, "deferral" in values), values | known
