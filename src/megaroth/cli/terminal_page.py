"""A page with colors and tables that fit a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

_NUMBER = 16
_LONGEST_WORD = 60
"""Words up to this length stay on one line; a longer one may break."""

_BETWEEN = 3
"""Characters between two cells of a table."""

_COLORS_OF_MOODS = {"yes": "green", "no": "red", "depends": "yellow"}
_OTHER = "cyan"


class TerminalPage:
    """Print a page on a terminal."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def answer(self, word: str, text: str, mood: str) -> None:
        """The first line: the answer, in a frame."""
        color = _COLORS_OF_MOODS.get(mood, _OTHER)
        self._frame(Text.assemble((word, f"bold {color}"), "  ", text), color)

    def lead(self, text: str, rest: str, mood: str) -> None:
        """The first sentence of an answer and what follows it, in a frame."""
        body = Text.assemble((text, "bold"), f"  {rest}" if rest else "")
        self._frame(body, _COLORS_OF_MOODS.get(mood, _OTHER))

    def _frame(self, body: Text, color: str) -> None:
        self._console.print(Panel(body, border_style=color, expand=False))

    def drawing(self, lines: Sequence[str]) -> None:
        """A chart in characters."""
        self.text("\n" + "\n".join(lines) + "\n")

    def heading(self, text: str) -> None:
        """A heading."""
        self._console.print(Text(f"\n{text}", style="bold"))

    def sentences(self, items: Sequence[str], mark: str) -> None:
        """Sentences, one an item, their lines below each other."""
        grid = Table.grid(padding=(0, 1))
        for text in items:
            grid.add_row(Text(mark, style="dim"), Text(text))
        self._console.print(Padding(grid, (0, 0, 0, 1)))

    def text(self, text: str) -> None:
        """A paragraph."""
        self._console.print(Text(text))

    def copyable(self, text: str) -> None:
        """A text that people copy as it is: without wrapping."""
        self._console.print(Text(text), soft_wrap=True)

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
    ) -> None:
        """A table; where it is wider than the terminal, a block for each row."""
        table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
        room = self._console.width - _BETWEEN * len(headers)
        widths = _widths(headers, rows)
        fits = sum(widths) <= room
        if not fits:
            # The two ends of a range are on separate lines.
            folded = [
                [
                    cell.replace(" to ", " to\n") if place in right else cell
                    for place, cell in enumerate(row)
                ]
                for row in rows
            ]
            if sum(_least_widths(headers, folded, right)) > room:
                self._stacked(headers, rows)
                return
            rows, widths = folded, _widths(headers, folded)
        if not fits:
            widths = _shared(room, _least_widths(headers, rows, right), widths)
        # The widths are given, because rich shrinks columns below their least width.
        for place, header in enumerate(headers):
            justify: JustifyMethod = "right" if place in right else "left"
            table.add_column(header, justify=justify, overflow="fold", width=widths[place])
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self._console.print(table)

    def _stacked(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table too wide for the terminal: a block for each row, a line for each cell."""
        for row in rows:
            self._console.print(Text(f"\n{row[0]}", style="bold"))
            block = Table.grid(padding=(0, 2, 0, 0))
            block.add_column(no_wrap=True)
            block.add_column(overflow="fold")
            for header, cell in zip(headers[1:], row[1:], strict=True):
                if cell:
                    block.add_row(Text(f"  {header}"), Text(cell))
            self._console.print(block)


def _shared(room: int, least: Sequence[int], most: Sequence[int]) -> list[int]:
    """The widths of columns: each at least as wide as it must be, and the rest of the room to those
    that need the fewest characters more."""
    widths, left = list(least), room - sum(least)
    for place in sorted(range(len(least)), key=lambda one: most[one] - least[one]):
        more = min(most[place] - least[place], left)
        widths[place], left = least[place] + more, left - more
    return widths


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The widest line of each column."""
    return [
        max(len(line) for row in [headers, *rows] for line in row[place].split("\n"))
        for place in range(len(headers))
    ]


def _least_widths(
    headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
) -> list[int]:
    """How narrow each column can be: numbers stay whole, and text wraps between its words, so that
    no number in a text breaks either."""
    words = [
        max(len(word) for row in [headers, *rows] for word in (row[place].split() or [""]))
        for place in range(len(headers))
    ]
    widths = _widths(headers, rows)
    return [
        (widths[place] if widths[place] <= _NUMBER else word)
        if place in right
        else min(word, _LONGEST_WORD)
        for place, word in enumerate(words)
    ]
