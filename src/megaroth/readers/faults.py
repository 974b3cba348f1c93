"""What a check between fields reports: the field's value and what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Fault(NamedTuple):
    """What a field holds and what it should."""

    found: str
    expected: str
    near: str | None = None


Found = Iterator[tuple[tuple[str | int, ...], Fault]]
