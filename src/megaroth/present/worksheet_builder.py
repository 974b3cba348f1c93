"""A worksheet while its lines are written: what is put together of answers rather than heard of
rules."""

from __future__ import annotations

from collections.abc import Callable

from megaroth.present.words import whole
from megaroth.present.worksheet import Line, Worksheet


class Sheet:
    """A worksheet while its lines are numbered.

    Attributes:
        name, title, about: of the worksheet.
        show: amounts in words: whole dollars, or with cents.
        lines: so far.
    """

    def __init__(
        self, name: str, title: str, about: str, show: Callable[[int], str] = whole
    ) -> None:
        self.name, self.title, self.about, self.show = name, title, about, show
        self.lines: list[Line] = []

    def text(self, label: str, value: str, authority: str = "", note: str = "") -> None:
        """A line in words."""
        self.lines.append(Line(str(len(self.lines) + 1), label, value, authority, note))

    def add(self, label: str, cents: int, authority: str = "", note: str = "") -> None:
        """A line of an amount."""
        self.text(label, self.show(cents), authority, note)

    def some(self, label: str, cents: int, authority: str = "", note: str = "") -> None:
        """A line unless it is nothing."""
        if cents:
            self.add(label, cents, authority, note)

    def done(self) -> Worksheet:
        """The worksheet."""
        return Worksheet(self.name, self.title, self.about, tuple(self.lines))
