"""Read a TOML file with exact decimals, and refuse what is none in words that name the place."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from megaroth.kernel.errors import InputError, Problem, nearest

LARGEST_FILE = 1_000_000
"""Bytes. A household takes some kilobytes; what is larger is something else."""

HOUSEHOLD = "a household file in TOML (megaroth init writes one)"
DEEPEST = 20
_MOST_DOTS = 50


def read_text(path: Path, name: str, what: str = HOUSEHOLD) -> str:
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
        raise InputError([Problem("file", "bytes that are not UTF-8", "UTF-8 text", name, line)]) from None


def _siblings(path: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in path.parent.iterdir() if entry.suffix == ".toml")[:1000]
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
        InputError: it is no TOML, or nested or written beyond reason.
    """
    for place, row in enumerate(text.splitlines(), 1):
        # A dotted key of thousands of parts would cost the parser gigabytes.
        if row.count(".") > _MOST_DOTS and row.split("=")[0].count(".") > _MOST_DOTS:
            raise InputError([Problem("TOML", "a key of too many parts", f"at most {_MOST_DOTS} dots in a key", name, place)])
    try:
        data = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)|\(at end of document\)", str(error))
        line = int(found.group(1)) if found and found.group(1) else None
        what = str(error).split(" (at ")[0]
        quoted = text.splitlines()[line - 1].strip()[:60] if line and line <= len(text.splitlines()) else "the end of the file"
        problem = Problem("TOML", f"{quoted!r}", f"valid TOML ({what[0].lower()}{what[1:]})", name, line)
        raise InputError([problem]) from None
    except (RecursionError, ArithmeticError, ValueError):
        raise InputError([Problem("TOML", "text nested or numbers written beyond reason", "valid TOML", name)]) from None
    if _depth(data) > DEEPEST:
        raise InputError([Problem("TOML", f"tables nested more than {DEEPEST} deep", what, name)])
    return data


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level and deepest <= DEEPEST:
        deepest += 1
        level = [
            inner
            for item in level
            if isinstance(item, (dict, list))
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
    return deepest
