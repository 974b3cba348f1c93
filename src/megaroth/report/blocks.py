"""What a report is made of: headings, sentences, lists, tables, pictures; each format lays them out
in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field

from megaroth.present.charts import Spec


@dataclass(frozen=True)
class Heading:
    """A heading of a part (level 1) or inside one (level 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; ``kind`` is plain, answer (the verdict, which ``mood`` is) or quiet."""

    text: str
    kind: str = "plain"
    mood: str = "yes"


@dataclass(frozen=True)
class Points:
    """A list of sentences; ``small`` where it is for looking up."""

    texts: list[str]
    numbered: bool = False
    small: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what it is, heads, rows, and the places of columns with numbers."""

    title: str
    heads: list[str]
    rows: list[list[str]]
    right: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    """A picture, and in words what it shows."""

    spec: Spec
    alt: str


Block = Heading | Text | Points | Table | Picture
