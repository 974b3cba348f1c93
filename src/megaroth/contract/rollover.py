"""A split distribution as plain data, and what its forms say."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.words import spoken
from megaroth.planyear.data import to_data as plain
from megaroth.planyear.distribution import Split
from megaroth.present.words import money
from megaroth.taxforms.tax_forms import Form

SCHEMA = "megaroth.rollover/1"


def to_data(answer: Split, papers: list[Form]) -> dict[str, Any]:
    """A split with its forms as plain data."""
    return plain(answer) | {"forms": [plain(paper) for paper in papers]}


def told(paper: Form) -> str:
    """A form in a sentence."""
    boxes = [
        f"{spoken(name)} {value if isinstance(value, str) else money(value)}"
        for name in ("box_1", "box_2a", "box_4", "box_5", "box_7")
        if (value := getattr(paper, name)) is not None
    ]
    boxes += [f"line {one.line} {money(one.amount)}" for one in paper.lines]
    head = f"Form {paper.form}" + (f" ({', '.join(spoken(to) for to in paper.to)})" if paper.to else "")
    filed = "" if paper.filed else ", not filed"
    return f"{head}{filed}: {'; '.join(boxes) + '. ' if boxes else ''}{paper.reason}"
