"""The result of a check between fields: the field's value and the expected one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Fault(NamedTuple):
    """The value of a field and the expected one."""

    found: str
    expected: str
    near: str | None = None


Found = Iterator[tuple[tuple[str | int, ...], Fault]]
