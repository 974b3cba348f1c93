"""How the fields of an answer are written as data: what a number counts, and under which key.

Most types say it themselves: ``Cents`` is an amount, ``int`` a count, ``float`` a number. A mark
says what the type alone does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, TypeVar


class Unit(Enum):
    """The unit of a number."""

    CENTS = "cents"
    """Written as dollars."""

    PARTS_PER_MILLION = "parts per million"
    """Written as percent."""

    FRACTION = "fraction"
    """Written as percent with two decimals."""

    COUNT = "count"
    """Written as it is."""


class Place(Enum):
    """The place of a field in an answer."""

    HIDDEN = "hidden"
    """Nowhere: it is for the engine and for explanations."""

    INLINE = "inline"
    """Its own fields stand in its place."""

    WHERE_ASKED = "where asked"
    """Left out unless the question asked for it."""


@dataclass(frozen=True)
class Key:
    """The key of a field, where it is not the field's name."""

    name: str


@dataclass(frozen=True)
class Keys:
    """The keys that a dictionary of amounts always has.

    Attributes:
        names: the keys.
        prefix: what precedes them as data.
    """

    names: tuple[str, ...] | tuple[int, ...]
    prefix: str = ""


@dataclass(frozen=True)
class Rows:
    """A dictionary or a list of pairs as rows.

    Attributes:
        names: the keys of a row. One name is the dictionary's key; the row then goes on with the
            keys of the value.
    """

    names: tuple[str, ...]


OneAmount = Annotated[int, Unit.CENTS]
"""One amount, cents; never a column."""

Rate = Annotated[int, Unit.PARTS_PER_MILLION]
Fraction = Annotated[float, Unit.FRACTION]

T = TypeVar("T")
Hidden = Annotated[T, Place.HIDDEN]
Inline = Annotated[T, Place.INLINE]
WhereAsked = Annotated[T, Place.WHERE_ASKED]
