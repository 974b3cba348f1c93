"""The lines of keys in a TOML file, looked up only for errors.

The text is valid TOML when it comes here: :mod:`megaroth.readers.toml_file` has read it. So this
reads no values. It finds keys, and steps over what stands between them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

DEEPEST = 40
"""Levels of values whose keys are looked up. A file that nests deeper is refused at its 20th."""

_SPACE = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2}(?!"))'
    r"|'''.*?'''(?:'{0,2}(?!'))"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


@dataclass(frozen=True)
class Lines:
    """The line of every key of a file."""

    known: dict[Path, int]

    def of(self, path: Sequence[str | int]) -> int | None:
        """The line, from 1, of the key at ``path``, or of the nearest table around it that stands
        in the file.

        Args:
            path: keys and array places, such as ``("people", 0, "jobs", 1, "pay")``.

        Returns:
            A line number, or None where not even the outermost key is there.
        """
        wanted = tuple(path)
        while wanted:
            if wanted in self.known:
                return self.known[wanted]
            wanted = wanted[:-1]
        return None


def lines(text: str) -> Lines:
    """Read where every key of a TOML text stands.

    Args:
        text: valid TOML.
    """
    scan = _Scan(text.replace("\r\n", "\n"))
    base: Path = ()
    arrays: dict[Path, int] = {}
    scan.over(_BETWEEN)
    while not scan.ended:
        if scan.sign == "[":
            base = _header(scan, arrays)
        else:
            _pair(scan, base)
        scan.over(_BETWEEN)
    return Lines(scan.found)


@dataclass
class _Scan:
    """A place in the text, which only moves on, and the keys found before it."""

    text: str
    at: int = 0
    line: int = 1
    found: dict[Path, int] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether all of the text is read."""
        return self.at >= len(self.text)

    @property
    def sign(self) -> str:
        """The next character; empty at the end."""
        return self.text[self.at : self.at + 1]

    def over(self, pattern: re.Pattern[str]) -> str:
        """Step over what a pattern finds here, and return it; nothing where it does not match."""
        match = pattern.match(self.text, self.at)
        return self.step(len(match[0])) if match else ""

    def step(self, count: int) -> str:
        """Step over some characters, and return them."""
        passed = self.text[self.at : self.at + count]
        self.at += count
        self.line += passed.count("\n")
        return passed

    def mark(self, path: Path, after: int, line: int) -> None:
        """Keep the line of a path and of each table around it from a depth on, if it is the
        first."""
        for length in range(after + 1, len(path) + 1):
            self.found.setdefault(path[:length], line)


def _header(scan: _Scan, arrays: dict[Path, int]) -> Path:
    """Read ``[table]`` or ``[[element]]``, and return its path with the latest element of each
    array of tables."""
    line = scan.line
    new = scan.text.startswith("[[", scan.at)
    scan.step(2 if new else 1)
    keys = _keys(scan)
    scan.step(2 if new else 1)
    path: Path = ()
    for place, key in enumerate(keys, 1):
        path = (*path, key)
        if new and place == len(keys):
            # The paths of arrays inside an element hold its place, so those of a new element
            # start again.
            arrays[path] = arrays.get(path, -1) + 1
        if path in arrays:
            path = (*path, arrays[path])
    scan.mark(path, 0, line)
    return path


def _pair(scan: _Scan, base: Path) -> None:
    line = scan.line
    path = (*base, *_keys(scan))
    scan.mark(path, len(base), line)
    scan.step(1)
    scan.over(_SPACE)
    _value(scan, path)


def _value(scan: _Scan, path: Path) -> None:
    if scan.sign in ("{", "["):
        _inside(scan, path)
    elif not scan.over(_STRING):
        scan.over(_SCALAR)


def _inside(scan: _Scan, path: Path) -> None:
    """Read an array or an inline table to its end."""
    if len(path) >= DEEPEST:
        _past(scan)
        return
    is_array = scan.step(1) == "["
    place = 0
    scan.over(_BETWEEN)
    while scan.sign not in ("]", "}", ""):
        if is_array:
            scan.found.setdefault((*path, place), scan.line)
            _value(scan, (*path, place))
            place += 1
        else:
            _pair(scan, path)
        scan.over(_BETWEEN)
        if scan.sign == ",":
            scan.step(1)
            scan.over(_BETWEEN)
    scan.step(1)


def _past(scan: _Scan) -> None:
    """Step over an array or an inline table without looking for keys."""
    depth = 0
    while not scan.ended:
        if scan.sign in ('"', "'"):
            scan.over(_STRING)
        elif scan.sign == "#":
            scan.over(_BETWEEN)
        else:
            sign = scan.step(1)
            depth += (sign in "[{") - (sign in "]}")
            if depth == 0:
                return


def _keys(scan: _Scan) -> list[str]:
    """Read the parts of a dotted key and the space after it."""
    keys: list[str] = []
    while True:
        scan.over(_SPACE)
        keys.append(scan.over(_BARE_KEY) or _unquoted(scan.over(_STRING)))
        scan.over(_SPACE)
        if scan.sign != ".":
            return keys
        scan.step(1)


def _unquoted(key: str) -> str:
    text: str = tomllib.loads(f"key = {key}")["key"]
    return text
