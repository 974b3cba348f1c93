"""The output of a command: headings, sentences and tables, shown as its stream can show them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from megaroth.cli.output import plain
from megaroth.cli.page_blocks import BlockStream
from megaroth.cli.plain_page import PlainPage
from megaroth.kernel.errors import visible
from megaroth.kernel.message import Message


class Printer(Protocol):
    """What shows the parts of a page, one after the other. Their text is clean."""

    def answer(self, word: str, text: str, mood: str) -> None:
        """The first line: the answer in one word, its sentence, and its color as in ``lead``."""

    def lead(self, text: str, rest: str, mood: str) -> None:
        """The first sentence of an answer and what follows it; ``mood`` is yes, no, depends or
        nothing."""

    def drawing(self, lines: Sequence[str]) -> None:
        """A chart in characters."""

    def heading(self, text: str) -> None:
        """A heading."""

    def sentences(self, items: Sequence[str], mark: str) -> None:
        """Sentences, one an item."""

    def text(self, text: str) -> None:
        """A paragraph."""

    def copyable(self, text: str) -> None:
        """A text that people copy as it is."""

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
    ) -> None:
        """A table; the columns in ``right`` hold numbers."""


class Page:
    """A page that is shown as it grows: with colors on a terminal, as plain text in a pipe, and as
    data for a program that draws it (:mod:`megaroth.cli.page_blocks`). All text of an answer goes
    through it, and :func:`megaroth.cli.output.plain` cleans it."""

    def __init__(self) -> None:
        self._printer = _printer()

    def answer(self, word: str, text: str, mood: str = "") -> None:
        """The first line: the answer in one word, its sentence, and its color as in ``lead``."""
        self._printer.answer(plain(word), plain(text), mood)

    def lead(self, text: str, rest: str, mood: str = "") -> None:
        """The first sentence of an answer and what follows it; ``mood`` is its color: yes, no or
        depends."""
        self._printer.lead(plain(text), plain(rest), mood)

    def drawing(self, lines: Sequence[str]) -> None:
        """A chart in characters, whose lines fit any terminal."""
        self._printer.drawing([plain(line) for line in lines])

    def heading(self, text: str) -> None:
        """A heading."""
        self._printer.heading(plain(text))

    def sentences(self, items: Sequence[Message | str], mark: str = "-") -> None:
        """Messages and texts, one an item."""
        self._printer.sentences([plain(str(one)) for one in items], mark)

    def text(self, text: str) -> None:
        """A paragraph."""
        self._printer.text(plain(text))

    def copyable(self, text: str) -> None:
        """A text that people copy as it is, in lines that fit a page."""
        self._printer.copyable(plain(text))

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
    ) -> None:
        """A table; the columns in ``right`` hold numbers."""
        clean = [[visible(cell) for cell in row] for row in [headers, *rows]]
        self._printer.table(clean[0], clean[1:], right)


def _printer() -> Printer:
    """What shows a page on standard output."""
    if isinstance(sys.stdout, BlockStream):
        return sys.stdout
    if not sys.stdout.isatty():
        return PlainPage()
    from megaroth.cli.terminal_page import TerminalPage  # rich takes time to load

    return TerminalPage()
