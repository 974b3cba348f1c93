"""Build a worksheet from the figures of an answer rather than from a trace."""

from __future__ import annotations

from collections.abc import Callable

from megaroth.present.words import whole
from megaroth.present.worksheet import Line, Worksheet


class Sheet:
    """A worksheet under construction.

    Attributes:
        name, title, about: as in the worksheet.
        show: amounts in words: whole dollars, or with cents.
        lines: the lines so far.
    """

    def __init__(
        self, name: str, title: str, about: str, show: Callable[[int], str] = whole
    ) -> None:
        self.name, self.title, self.about, self.show = name, title, about, show
        self.lines: list[Line] = []

    def text(self, label: str, value: str, authority: str = "", note: str = "") -> None:
        """Add a line with a text."""
        self.lines.append(Line(str(len(self.lines) + 1), label, value, authority, note))

    def add(self, label: str, cents: int, authority: str = "", note: str = "") -> None:
        """Add a line with an amount."""
        self.text(label, self.show(cents), authority, note)

    def some(self, label: str, cents: int, authority: str = "", note: str = "") -> None:
        """Add a line unless the amount is zero."""
        if cents:
            self.add(label, cents, authority, note)

    def done(self) -> Worksheet:
        """The worksheet."""
        return Worksheet(self.name, self.title, self.about, tuple(self.lines))
