"""Read a TOML file with exact decimals; errors name the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.message import Count, Message, message
from megaroth.model.fields import MOST_ITEMS, MOST_OF_A_LIST

Path = tuple[str | int, ...]

LARGEST_FILE = 1_000_000
"""Bytes. A household takes some kilobytes; what is larger is something else."""

HOUSEHOLD = message("a_household_file")
DEEPEST = 20
_MOST_DOTS = 50

MOST_SIGNS = 20_000
"""Equal signs, brackets, commas and points of a file: so many keys and values take less than a
second. A household has some hundred."""

MOST_KEYS = 2_000
"""Keys of one table: many more than there are, so that an error can name them."""

_MOST_BITS = 64


def read_text(path: FilePath, name: str, what: Message = HOUSEHOLD) -> str:
    """The text of a file.

    Args:
        path: where it is.
        name: how to name it in errors.
        what: what it should be, a phrase for errors.

    Raises:
        InputError: there is no such file, or it cannot be read as text of a sensible size.
    """

    def refuse(found: Message, expected: Message = what) -> InputError:
        return InputError([Problem("file", found, expected, file=name)])

    try:
        if path.is_dir():
            raise refuse(message("a_directory"))
        if not path.exists():
            near = nearest(path.name, _siblings(path))
            raise InputError([Problem("file", message("no_such_file"), what, name, None, near)])
        if not path.is_file():
            raise refuse(message("neither_file_nor_directory"))
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse(message("unreadable_file", reason=error.strerror or str(error))) from None
    if len(raw) > LARGEST_FILE:
        raise refuse(message("more_bytes_than", most=Count.of(LARGEST_FILE)))
    if b"\0" in raw:
        raise refuse(message("binary_data"))
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            [Problem("file", message("not_utf_8"), message("utf_8_text"), name, line)]
        ) from None


def _siblings(path: FilePath) -> list[str]:
    try:
        return sorted(entry.name for entry in path.parent.iterdir() if entry.suffix == ".toml")[
            :1000
        ]
    except OSError:
        return []


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace("_", ""))


def toml_tables(text: str, name: str, what: Message = HOUSEHOLD) -> dict[str, Any]:
    """The tables of TOML text, decimals exact.

    Args:
        text: the text.
        name: how to name its file in errors.
        what: what it should be, a phrase for errors.

    Raises:
        InputError: it is no TOML, or larger, deeper or longer than anything of the kind.
    """
    if len(text) > LARGEST_FILE:
        found = message("so_many_characters", count=Count.of(len(text)))
        expected = message("within_size", what=what, most=Count.of(LARGEST_FILE))
        raise InputError([Problem("file", found, expected, name)])
    try:
        text.encode()
    except UnicodeEncodeError:
        found = message("lone_surrogate")
        raise InputError([Problem("file", found, message("utf_8_text"), name)]) from None
    signs = sum(text.count(sign) for sign in "=[,{.")
    if signs > MOST_SIGNS:
        found = message("so_many_keys_and_values", count=Count.of(signs))
        expected = message("with_some_hundred", what=what)
        raise InputError([Problem("file", found, expected, name)])
    for place, row in enumerate(text.splitlines(), 1):
        # A dotted key of thousands of parts would cost the parser gigabytes.
        if row.count(".") > _MOST_DOTS and row.split("=")[0].count(".") > _MOST_DOTS:
            expected = message("dots_in_a_key", most=_MOST_DOTS)
            raise InputError([Problem("TOML", message("key_of_many_parts"), expected, name, place)])
    try:
        data = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_of_syntax(error, text, name)]) from None
    except (RecursionError, ArithmeticError, ValueError):
        problem = Problem("TOML", message("beyond_reason"), message("valid_toml", what=None), name)
        raise InputError([problem]) from None
    problems = [
        replace(one, line=_line(text, path)) for path, one in beyond_bounds(data, name, what)
    ]
    if problems:
        raise InputError(problems)
    return data


def _of_syntax(error: tomllib.TOMLDecodeError, text: str, name: str) -> Problem:
    """What is no TOML, at its line."""
    found = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
    line = int(found.group(1)) if found and found.group(1) else None
    what = str(error).split(" (at ")[0]
    expected = message("valid_toml", what=f"{what[0].lower()}{what[1:]}")
    if line and line <= len(text.splitlines()):
        quoted = text.splitlines()[line - 1].strip()[:60]
        return Problem("TOML", f"{quoted!r}", expected, name, line)
    return Problem("TOML", message("end_of_the_file"), expected, name, line)


def _line(text: str, path: Path) -> int:
    from megaroth.readers.lines import lines

    return lines(text).of(path) or 1


def beyond_bounds(data: Any, name: str, what: Message = HOUSEHOLD) -> list[tuple[Path, Problem]]:
    """Values that are too deep, long or large, with their paths, before any other check.

    Args:
        data: tables, lists and values, of TOML or of JSON.
        name: how to name their file in errors.
        what: what they should be, a phrase for errors.
    """
    level: list[tuple[Path, Any]] = [((), data)]
    for _ in range(DEEPEST):
        inside: list[tuple[Path, Any]] = []
        for path, value in level:
            if (expected := _beyond(path, value)) is not None:
                return [(path, Problem(field_name(path), expected[0], expected[1], name))]
            if isinstance(value, dict):
                inside += [((*path, key), inner) for key, inner in value.items()]
            elif isinstance(value, list):
                inside += [((*path, place), inner) for place, inner in enumerate(value)]
        level = inside
    return (
        [((), Problem("TOML", message("nested_too_deep", most=DEEPEST), what, name))]
        if level
        else []
    )


def _beyond(path: Path, value: Any) -> tuple[Message, Message] | None:
    """The value found and the limit, if a value is too long or too large."""
    if isinstance(value, dict) and len(value) > MOST_KEYS:
        found = message("table_of_many_keys", count=Count.of(len(value)))
        return found, message("at_most_keys", most=MOST_KEYS)
    if isinstance(value, list):
        most = MOST_ITEMS.get(str(path[-1]), MOST_OF_A_LIST) if path else MOST_OF_A_LIST
        if len(value) <= most:
            return None
        found = message("list_of_many", count=Count.of(len(value)))
        return found, message("at_most_of_them", most=most)
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return message("too_many_digits"), message("at_most_18_digits")
    return None


def field_name(path: Sequence[str | int]) -> str:
    """A path as the user would say it: ``people[0].jobs[1].pay``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text or "file"
