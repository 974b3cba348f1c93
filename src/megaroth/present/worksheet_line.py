"""A line of a worksheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One numbered line: its label, its value in words, and its authority.

    Attributes:
        limit: the number of the law that it is, by its name in ``megaroth law``; empty if none.
    """

    number: str
    label: str
    value: str
    authority: str = ""
    note: str = ""
    limit: str = ""
