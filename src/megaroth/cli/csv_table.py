"""Tables: a CSV file in, the same rows with answers out, in constant memory. If any cell cannot be
read, nothing is written."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from megaroth.cli.flags import Flags
from megaroth.cli.output import note
from megaroth.contract.versions import Contract
from megaroth.kernel.blocks import ROWS
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.files import check_target, write_whole

Row = dict[str, str]
Answer = dict[str, Any]
_MOST_PROBLEMS = 100
_MOST_COLUMNS = 500

LABELS = (
    "id",
    "name",
    "label",
    "client",
    "household",
    "person",
    "employee",
    "employer",
    "case",
    "scenario",
    "note",
    "notes",
)
"""Columns that identify a row. They are copied without being read, like those that end in _id and
those that the user names."""


def _same_key(title: str, version: int) -> str:  # noqa: ARG001
    return title


@dataclass(frozen=True)
class Table:
    """A kind of table.

    Attributes:
        columns: names that are read.
        answers: names of the columns that are written, in order. They replace columns of the file
            with these names that are not read.
        contract: of the JSON answer.
        answer: calculates the answers of some rows; adds cells that cannot be read to the problems
        of the flags.
        aliases: other names of columns.
        meant: names that are not columns, and the column that each probably means.
        key_of: the key in JSON of a column that is written, in a version.
        keep: other columns that are copied without being read.
    """

    columns: Sequence[str]
    answers: Sequence[str]
    contract: Contract
    answer: Callable[[list[Row], list[int], Flags], list[Answer]]
    aliases: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    keep: Collection[str] = ()
    key_of: Callable[[str, int], str] = _same_key

    def keys(self, version: int) -> list[tuple[str, str]]:
        """The key in JSON of every column that is written, with the column."""
        return [(self.key_of(title, version), title) for title in self.answers]

    def column(self, title: str) -> str:
        """The column with this title."""
        return self.aliases.get(title, title)

    def is_label(self, title: str) -> bool:
        """Whether a column is copied without being read."""
        return (
            title in LABELS or title.endswith("_id") or title in self.keep or title in self.answers
        )


def run(kind: Table, table: str, output: str | None, *, version: int | None) -> bool:
    """Answer every row of a file.

    Returns:
        Whether a row exceeds a limit (an answer whose name begins with ``excess``).

    Raises:
        InputError: the file or some of its cells cannot be read; lists up to a hundred problems by
            line and column.
    """
    if output is not None:
        check_target("--output", output)
    if not Path(table).is_file():
        found = "something other than a file" if Path(table).exists() else "no such file"
        raise InputError([Problem("--table", found, "a CSV file", table)])
    try:
        source = open(table, encoding="utf-8-sig", newline="")  # noqa: SIM115
    except OSError as error:
        raise InputError(
            [Problem("--table", error.strerror or str(error), "a CSV file", table)]
        ) from None
    with source, tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as spool:
        try:
            exceeded = _answer(kind, source, table, spool, version)
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError(
                [Problem("--table", f"not CSV text ({error})", "a CSV file in UTF-8", table)]
            ) from None
        spool.seek(0)
        if output is not None:
            write_whole("--output", output, spool)
        else:
            for line in spool:
                sys.stdout.write(line)
    return exceeded


def _answer(kind: Table, source: IO[str], name: str, spool: IO[str], version: int | None) -> bool:
    reader = csv.reader(source, strict=True)
    header = next((cells for cells in reader if cells), None)
    if not header:
        raise InputError(
            [Problem("--table", "an empty file", "a header of column names, then rows", name)]
        )
    header = [title.strip() for title in header]
    _check_header(kind, header, name)
    flags = Flags(name)
    flags.called = {kind.column(title): title for title in header}
    added = [title for title in kind.answers if title not in header]
    replaced = {title for title in header if title in kind.answers and title not in kind.columns}
    if replaced:
        note(f"{name}: replaced the columns {', '.join(sorted(replaced))}")
    writer = csv.writer(spool, lineterminator="\n")
    keys = [] if version is None else kind.keys(version)
    if version is not None:
        spool.write(f'{{"schema": "{kind.contract.identifier(version)}", "rows": [')
    else:
        writer.writerow([*header, *added])
    exceeded, first = False, True
    for rows, lines in _chunks(reader, header, flags):
        answers = kind.answer(
            [{kind.column(title): row[title] for title in header} for row in rows], lines, flags
        )
        if flags.problems:
            if len(flags.problems) >= _MOST_PROBLEMS:
                break
            continue
        for row, answer in zip(rows, answers, strict=True):
            exceeded = exceeded or any(
                answer[title] for title in answer if title.startswith("excess")
            )
            if version is not None:
                comma = "" if first else ","
                spool.write(
                    comma
                    + "\n"
                    + json.dumps({"given": row} | {key: answer[title] for key, title in keys})
                )
                first = False
            else:
                kept = [
                    _cell(answer[title]) if title in replaced else row[title] for title in header
                ]
                writer.writerow([*kept, *(_cell(answer[title]) for title in added)])
    if flags.problems:
        raise InputError(flags.problems[:_MOST_PROBLEMS])
    if version is not None:
        spool.write("\n]}\n")
    return exceeded


def _cell(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _check_header(kind: Table, header: list[str], name: str) -> None:
    if len(header) > _MOST_COLUMNS:
        raise InputError(
            [Problem("header", f"{len(header):,} columns", f"at most {_MOST_COLUMNS:,}", name, 1)]
        )
    problems: list[Problem] = []
    before: dict[str, str] = {}
    for title in header:
        if len(problems) >= _MOST_PROBLEMS:
            break
        column = kind.column(title)
        if column in before:
            found = (
                "the column twice" if before[column] == title else f"the same as {before[column]}"
            )
            problems.append(Problem(title, found, "each column once", name, 1))
        elif column not in kind.columns and not kind.is_label(title):
            problems.append(_unknown(kind, title, name))
        before[column] = title
    if not problems and not any(kind.column(title) in kind.columns for title in header):
        found = repr(",".join(header))[:60]
        problems.append(
            Problem(
                "header",
                found,
                "some of " + ", ".join(kind.columns) + ", separated by commas",
                name,
                1,
            )
        )
    if problems:
        raise InputError(problems)


def _unknown(kind: Table, title: str, name: str) -> Problem:
    plain = title.lower()
    near = kind.meant.get(plain) or nearest(plain, (*kind.columns, *kind.aliases))
    expected = (
        f"one of {', '.join(kind.columns)}; a label ({', '.join(LABELS)}, ..._id); or "
        f"--keep {title}"
    )
    if near:
        # A list of all columns would hide the likely one and the ways out.
        expected = (
            f"a column that is read, a label such as {LABELS[0]} or {LABELS[-1]}, or "
            f"--keep {title} to pass it through"
        )
    return Problem(title or "(no name)", "a column that is not read", expected, name, 1, near)


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
