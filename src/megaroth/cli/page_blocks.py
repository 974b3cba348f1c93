"""A page as data: what a program that draws it itself gets instead of text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]


class BlockStream(io.StringIO):
    """A standard output that keeps the parts of a page as blocks, in their order.

    Text that a command prints itself, such as JSON or a file, is its value as usual.

    Attributes:
        blocks: each with ``kind``: ``answer`` (``word``, ``text``, ``mood``), ``lead``
            (``text``, ``rest``, ``mood``), ``drawing`` (``lines``), ``heading`` (``text``), ``sentences`` (``items``,
            ``mark``), ``text`` and ``copyable`` (``text``) or ``table`` (``headers``, ``rows``, ``right``).
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []

    def answer(self, word: str, text: str, mood: str) -> None:
        """The first line: the answer."""
        self.blocks.append({"kind": "answer", "word": word, "text": text, "mood": mood})

    def lead(self, text: str, rest: str, mood: str) -> None:
        """The first sentence of an answer and what follows it."""
        self.blocks.append({"kind": "lead", "text": text, "rest": rest, "mood": mood})

    def drawing(self, lines: Sequence[str]) -> None:
        """A chart in characters."""
        self.blocks.append({"kind": "drawing", "lines": list(lines)})

    def heading(self, text: str) -> None:
        """A heading."""
        self.blocks.append({"kind": "heading", "text": text})

    def sentences(self, items: Sequence[str], mark: str) -> None:
        """Sentences, one an item."""
        self.blocks.append({"kind": "sentences", "items": list(items), "mark": mark})

    def text(self, text: str) -> None:
        """A paragraph."""
        self.blocks.append({"kind": "text", "text": text})

    def copyable(self, text: str) -> None:
        """A text that people copy as it is."""
        self.blocks.append({"kind": "copyable", "text": text})

    def table(
        self, headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
    ) -> None:
        """A table; the columns in ``right`` hold numbers."""
        table = {"headers": list(headers), "rows": [list(row) for row in rows]}
        self.blocks.append({"kind": "table", **table, "right": list(right)})
