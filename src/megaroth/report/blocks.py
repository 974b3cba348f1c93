"""The parts of a report: headings, paragraphs, lists, tables and pictures. Each format lays them
out in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field

from megaroth.present.charts import Spec


@dataclass(frozen=True)
class Heading:
    """A heading of a section (level 1) or of a subsection (level 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph. ``kind`` is plain, answer (the verdict, with its ``mood``) or quiet."""

    text: str
    kind: str = "plain"
    mood: str = "yes"


@dataclass(frozen=True)
class Points:
    """A list of sentences; ``small`` for reference lists."""

    texts: list[str]
    numbered: bool = False
    small: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption, heads, rows, and the columns that hold numbers."""

    title: str
    heads: list[str]
    rows: list[list[str]]
    right: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    """A picture and its description in words."""

    spec: Spec
    alt: str


Block = Heading | Text | Points | Table | Picture
