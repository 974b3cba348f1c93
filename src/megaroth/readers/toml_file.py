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
from megaroth.model.fields import MOST_ITEMS, MOST_OF_A_LIST

Path = tuple[str | int, ...]

LARGEST_FILE = 1_000_000
"""Bytes. A household takes some kilobytes; what is larger is something else."""

HOUSEHOLD = "a household file in TOML (megaroth init writes one)"
DEEPEST = 20
_MOST_DOTS = 50

MOST_SIGNS = 20_000
"""Equal signs, brackets, commas and points of a file: so many keys and values take less than a
second. A household has some hundred."""

MOST_KEYS = 2_000
"""Keys of one table: many more than there are, so that an error can name them."""

_MOST_BITS = 64


def read_text(path: FilePath, name: str, what: str = HOUSEHOLD) -> str:
    """The text of a file.

    Args:
        path: where it is.
        name: how to name it in errors.
        what: what it should be, a phrase for errors.

    Raises:
        InputError: there is no such file, or it cannot be read as text of a sensible size.
    """

    def refuse(found: str, expected: str = what) -> InputError:
        return InputError([Problem("file", found, expected, file=name)])

    try:
        if path.is_dir():
            raise refuse("a directory")
        if not path.exists():
            near = nearest(path.name, _siblings(path))
            raise InputError([Problem("file", "no such file", what, name, None, near)])
        if not path.is_file():
            raise refuse("neither a file nor a directory")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse(f"a file that cannot be read ({error.strerror or error})") from None
    if len(raw) > LARGEST_FILE:
        raise refuse(f"more than {LARGEST_FILE:,} bytes")
    if b"\0" in raw:
        raise refuse("binary data")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(
            [Problem("file", "bytes that are not UTF-8", "UTF-8 text", name, line)]
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


def toml_tables(text: str, name: str, what: str = "a household file") -> dict[str, Any]:
    """The tables of TOML text, decimals exact.

    Args:
        text: the text.
        name: how to name its file in errors.
        what: what it should be, a phrase for errors.

    Raises:
        InputError: it is no TOML, or larger, deeper or longer than anything of the kind.
    """
    if len(text) > LARGEST_FILE:
        raise InputError(
            [
                Problem(
                    "file", f"{len(text):,} characters", f"{what} of at most {LARGEST_FILE:,}", name
                )
            ]
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError(
            [Problem("file", "half of a character (a lone surrogate)", "UTF-8 text", name)]
        ) from None
    signs = sum(text.count(sign) for sign in "=[,{.")
    if signs > MOST_SIGNS:
        raise InputError(
            [
                Problem(
                    "file",
                    f"about {signs:,} keys and values",
                    f"{what}, which has some hundred",
                    name,
                )
            ]
        )
    for place, row in enumerate(text.splitlines(), 1):
        # A dotted key of thousands of parts would cost the parser gigabytes.
        if row.count(".") > _MOST_DOTS and row.split("=")[0].count(".") > _MOST_DOTS:
            raise InputError(
                [
                    Problem(
                        "TOML",
                        "a key of too many parts",
                        f"at most {_MOST_DOTS} dots in a key",
                        name,
                        place,
                    )
                ]
            )
    try:
        data = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
        line = int(found.group(1)) if found and found.group(1) else None
        what = str(error).split(" (at ")[0]
        quoted = (
            text.splitlines()[line - 1].strip()[:60]
            if line and line <= len(text.splitlines())
            else "the end of the file"
        )
        problem = Problem(
            "TOML", f"{quoted!r}", f"valid TOML ({what[0].lower()}{what[1:]})", name, line
        )
        raise InputError([problem]) from None
    except (RecursionError, ArithmeticError, ValueError):
        raise InputError(
            [Problem("TOML", "text nested or numbers written beyond reason", "valid TOML", name)]
        ) from None
    problems = [
        replace(one, line=_line(text, path)) for path, one in beyond_bounds(data, name, what)
    ]
    if problems:
        raise InputError(problems)
    return data


def _line(text: str, path: Path) -> int:
    from megaroth.readers.lines import lines

    return lines(text).of(path) or 1


def beyond_bounds(
    data: Any, name: str, what: str = "a household file"
) -> list[tuple[Path, Problem]]:
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
        [((), Problem("TOML", f"tables nested more than {DEEPEST} deep", what, name))]
        if level
        else []
    )


def _beyond(path: Path, value: Any) -> tuple[str, str] | None:
    """The value found and the limit, if a value is too long or too large."""
    if isinstance(value, dict) and len(value) > MOST_KEYS:
        return f"a table of {len(value):,} keys", f"at most {MOST_KEYS} keys"
    if isinstance(value, list):
        most = MOST_ITEMS.get(str(path[-1]), MOST_OF_A_LIST) if path else MOST_OF_A_LIST
        return (
            (f"a list of {len(value):,}", f"at most {most} of them") if len(value) > most else None
        )
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number of too many digits", "a number of at most 18 digits"
    return None


def field_name(path: Sequence[str | int]) -> str:
    """A path as the user would say it: ``people[0].jobs[1].pay``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text or "file"
