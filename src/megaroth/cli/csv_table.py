"""Tables: a CSV file written back with answers, a row a row, in constant memory. Nothing is written unless all can be read."""

from __future__ import annotations

import csv
import difflib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from megaroth.cli.flags import Flags
from megaroth.cli.page import note
from megaroth.kernel.blocks import ROWS
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.files import write_whole

Row = dict[str, str]
Answer = dict[str, Any]
_MOST_PROBLEMS = 100
_NEAR = 0.75
_NEAR_SHORT = 0.65
_PASSED_THROUGH = {"employee", "page", "wage", "play"}
"""Names one letter off a column that people use for something else."""


@dataclass(frozen=True)
class Table:
    """What a kind of table is.

    Attributes:
        columns: names that are read; others are passed through.
        answers: names that are written, in order. A column of the table with such a name is written anew, unless it is read.
        schema: the JSON answer's identifier.
        answer: the answers of some rows, with their lines; notes what cannot be read in the flags.
    """

    columns: Sequence[str]
    answers: Sequence[str]
    schema: str
    answer: Callable[[list[Row], list[int], Flags], list[Answer]]


def run(kind: Table, table: str, output: str | None, *, as_json: bool) -> bool:
    """Answer every row of a file.

    Returns:
        Whether a row exceeds a limit (an answer whose name begins with ``excess``).

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
        try:
            exceeded = _answer(kind, source, table, spool, as_json)
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError([Problem("--table", f"what is no CSV text ({error})", "a CSV file in UTF-8", table)]) from None
        spool.seek(0)
        if output is not None:
            write_whole("--output", output, spool)
        else:
            for line in spool:
                sys.stdout.write(line)
    return exceeded


def _answer(kind: Table, source: IO[str], name: str, spool: IO[str], as_json: bool) -> bool:
    reader = csv.reader(source, strict=True)
    header = next((cells for cells in reader if cells), None)
    if not header:
        raise InputError([Problem("--table", "an empty file", "a header of column names, then rows", name)])
    header = [title.strip() for title in header]
    _check_header(kind, header, name)
    flags = Flags(name)
    added = [title for title in kind.answers if title not in header]
    anew = {title for title in header if title in kind.answers and title not in kind.columns}
    if anew:
        note(f"{name}: written anew: {', '.join(sorted(anew))}")
    writer = csv.writer(spool, lineterminator="\n")
    if as_json:
        spool.write(f'{{"schema": "{kind.schema}", "rows": [')
    else:
        writer.writerow([*header, *added])
    exceeded, first = False, True
    for rows, lines in _chunks(reader, header, flags):
        answers = kind.answer(rows, lines, flags)
        if flags.problems:
            if len(flags.problems) >= _MOST_PROBLEMS:
                break
            continue
        for row, answer in zip(rows, answers, strict=True):
            exceeded = exceeded or any(answer[title] for title in answer if title.startswith("excess"))
            if as_json:
                comma = "" if first else ","
                spool.write(comma + "\n" + json.dumps({"given": row} | {title: answer[title] for title in kind.answers}))
                first = False
            else:
                kept = [_cell(answer[title]) if title in anew else row[title] for title in header]
                writer.writerow([*kept, *(_cell(answer[title]) for title in added)])
    if flags.problems:
        raise InputError(flags.problems[:_MOST_PROBLEMS])
    if as_json:
        spool.write("\n]}\n")
    return exceeded


def _cell(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _check_header(kind: Table, header: list[str], name: str) -> None:
    problems = []
    for place, title in enumerate(header):
        if title in header[:place]:
            problems.append(Problem(title, "the column twice", "each column once", name, 1))
        near = _near(kind, title)
        if near:
            problems.append(Problem(title, "an unknown column", "one of " + ", ".join(kind.columns), name, 1, near))
    if not problems and not any(title in kind.columns for title in header):
        found = repr(",".join(header))[:60]
        expected = "some of " + ", ".join(kind.columns) + ", with commas between"
        problems.append(Problem("header", found, expected, name, 1))
    if problems:
        raise InputError(problems)


def _near(kind: Table, title: str) -> str | None:
    """The column that a foreign one may be meant for; other columns are passed through."""
    plain = title.strip().lower()
    if title in kind.columns or title in kind.answers or plain in _PASSED_THROUGH:
        return None
    if plain in kind.columns:
        return plain
    near = nearest(plain, kind.columns)
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
