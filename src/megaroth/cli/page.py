"""The output of a command: tables and colors on a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from megaroth.kernel.errors import visible
from megaroth.kernel.message import Message


def print_text(text: str) -> None:
    """Print text that is a complete file."""
    print(plain(text), end="")


def note(text: str) -> None:
    """Print one line on standard error, separate from the answer."""
    print(f"megaroth: {visible(text)}", file=sys.stderr)


_SHORT = 12
_NUMBER = 16
_BETWEEN = 3
"""Characters between two cells of a table."""


def plain(text: str) -> str:
    """Text with control characters escaped, except line ends, so that a name in a file cannot
    control the terminal."""
    return "\n".join(visible(line) for line in text.split("\n"))


class Page:
    """A page of headings, sentences and tables, printed as it grows. All text for a terminal goes
    through it, and :func:`plain` cleans it."""

    def __init__(self) -> None:
        self.rich = sys.stdout.isatty()
        if self.rich:
            from rich.console import Console

            self._console = Console(highlight=False)

    def answer(self, word: str, text: str) -> None:
        """The first line: the answer."""
        word, text = plain(word), plain(text)
        if not self.rich:
            print(f"{word}: {text}\n")
            return
        from rich.panel import Panel
        from rich.text import Text

        color = {
            "YES": "green",
            "LATER": "yellow",
            "DEPENDS": "yellow",
            "NO": "red",
            "EXCESS": "red",
        }.get(word, "cyan")
        body = Text.assemble((word, f"bold {color}"), "  ", text)
        self._console.print(Panel(body, border_style=color, expand=False))

    def lead(self, text: str, rest: str, mood: str = "") -> None:
        """The first sentence of an answer and what follows it; ``mood`` is its color: yes, no or
        depends."""
        text, rest = plain(text), plain(rest)
        if not self.rich:
            print(f"{text} {rest}".rstrip())
            return
        from rich.panel import Panel
        from rich.text import Text

        color = {"yes": "green", "no": "red", "depends": "yellow"}.get(mood, "cyan")
        body = Text.assemble((text, "bold"), f"  {rest}" if rest else "")
        self._console.print(Panel(body, border_style=color, expand=False))

    def drawing(self, lines: Sequence[str]) -> None:
        """A chart in characters, whose lines fit any terminal."""
        self.text("\n" + "\n".join(lines) + "\n")

    def heading(self, text: str) -> None:
        """A heading."""
        text = plain(text)
        if self.rich:
            from rich.text import Text

            self._console.print(Text(f"\n{text}", style="bold"))
        else:
            print(f"\n{text}\n{'-' * len(text)}")

    def sentences(self, items: Sequence[Message | str], mark: str = "-") -> None:
        """Messages and texts, one an item."""
        texts = [plain(str(one)) for one in items]
        if self.rich:
            from rich.padding import Padding
            from rich.table import Table
            from rich.text import Text

            grid = Table.grid(padding=(0, 1))
            for text in texts:
                grid.add_row(Text(mark, style="dim"), Text(text))
            self._console.print(Padding(grid, (0, 0, 0, 1)))
        else:
            for text in texts:
                print(f"{mark} {text}")

    def text(self, text: str) -> None:
        """A paragraph."""
        text = plain(text)
        if self.rich:
            from rich.text import Text

            self._console.print(Text(text))
        else:
            print(text)

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
    ) -> None:
        """A table; the columns in ``right`` hold numbers."""
        headers, rows = (
            [visible(cell) for cell in headers],
            [[visible(cell) for cell in row] for row in rows],
        )
        if self.rich:
            self._rich_table(headers, rows, right)
            return
        widths = [max(len(row[place]) for row in [headers, *rows]) for place in range(len(headers))]
        for row in [headers, *rows]:
            cells = [
                cell.rjust(width) if place in right else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())

    def _rich_table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
    ) -> None:
        from rich import box
        from rich.console import JustifyMethod
        from rich.table import Table
        from rich.text import Text

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
        least = _least_widths(headers, rows, right)
        for place, header in enumerate(headers):
            # Short cells (dates, amounts, names) stay on one line. Long ones wrap, inside a word if
            # needed. If the table is wider than the terminal, names wrap too, so that no amount
            # loses a digit.
            short = widths[place] <= _SHORT and (fits or place == 0)
            whole = short or (place in right and widths[place] <= _NUMBER)
            justify: JustifyMethod = "right" if place in right else "left"
            narrowest = least[place] if place in right else None
            table.add_column(
                header, justify=justify, no_wrap=whole, overflow="fold", min_width=narrowest
            )
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self._console.print(table)

    def _stacked(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table too wide for the terminal: a block for each row, a line for each cell."""
        from rich.table import Table
        from rich.text import Text

        for row in rows:
            self._console.print(Text(f"\n{row[0]}", style="bold"))
            block = Table.grid(padding=(0, 2, 0, 0))
            block.add_column(no_wrap=True)
            block.add_column(overflow="fold")
            for header, cell in zip(headers[1:], row[1:], strict=True):
                if cell:
                    block.add_row(Text(f"  {header}"), Text(cell))
            self._console.print(block)


def _widths(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The widest line of each column."""
    return [
        max(len(line) for row in [headers, *rows] for line in row[place].split("\n"))
        for place in range(len(headers))
    ]


def _least_widths(
    headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
) -> list[int]:
    """How narrow each column can be: numbers stay whole, and text wraps between its words."""
    words = [
        max(len(word) for row in [headers, *rows] for word in (row[place].split() or [""]))
        for place in range(len(headers))
    ]
    widths = _widths(headers, rows)
    return [
        (widths[place] if widths[place] <= _NUMBER else word)
        if place in right
        else min(word, _SHORT)
        for place, word in enumerate(words)
    ]
