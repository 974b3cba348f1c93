"""A page as plain text, for pipes and files."""

from __future__ import annotations

from collections.abc import Sequence


class PlainPage:
    """Print a page as plain text."""

    def answer(self, word: str, text: str, mood: str) -> None:  # noqa: ARG002
        """The first line: the answer."""
        print(f"{word}: {text}\n")

    def lead(self, text: str, rest: str, mood: str) -> None:  # noqa: ARG002
        """The first sentence of an answer and what follows it."""
        print(f"{text} {rest}".rstrip())

    def drawing(self, lines: Sequence[str]) -> None:
        """A chart in characters."""
        self.text("\n" + "\n".join(lines) + "\n")

    def heading(self, text: str) -> None:
        """A heading, underlined."""
        print(f"\n{text}\n{'-' * len(text)}")

    def sentences(self, items: Sequence[str], mark: str) -> None:
        """Sentences, one a line."""
        for text in items:
            print(f"{mark} {text}")

    def text(self, text: str) -> None:
        """A paragraph."""
        print(text)

    def copyable(self, text: str) -> None:
        """A text that people copy as it is."""
        print(text)

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
    ) -> None:
        """A table whose columns are as wide as their widest cell."""
        widths = [max(len(row[place]) for row in [headers, *rows]) for place in range(len(headers))]
        for row in [headers, *rows]:
            cells = [
                cell.rjust(width) if place in right else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())
