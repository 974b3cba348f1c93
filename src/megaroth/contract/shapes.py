"""Shapes of data: each writes a value and describes what it writes as a JSON Schema. Dollars begin
here."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from megaroth.contract.schema_parts import COUNT, FLAG, NULL, NUMBER, TEXT, Schema, record
from megaroth.kernel.answer_fields import Unit
from megaroth.kernel.columns import is_column
from megaroth.kernel.money import PPM, number
from megaroth.planyear.figure import Range

Defs = dict[str, Schema]
"""Schemas that others refer to, by name."""


class Shape(Protocol):
    """How a value is written as data."""

    def write(self, value: Any) -> Any:
        """The value as data."""

    def schema(self, defs: Defs) -> Schema:
        """The closed JSON Schema of what :meth:`write` returns. Adds named schemas to ``defs``."""


@dataclass(frozen=True)
class Plain:
    """A value that is data already."""

    kind: Schema

    def write(self, value: Any) -> Any:
        """The value itself."""
        return value

    def schema(self, defs: Defs) -> Schema:  # noqa: ARG002
        """Its JSON type."""
        return self.kind


TEXT_SHAPE, COUNT_SHAPE, NUMBER_SHAPE = Plain(TEXT), Plain(COUNT), Plain(NUMBER)


@dataclass(frozen=True)
class Choice:
    """One of some words."""

    words: tuple[Any, ...]

    def write(self, value: Any) -> Any:
        """The word."""
        return value

    def schema(self, defs: Defs) -> Schema:  # noqa: ARG002
        """The words."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Flag:
    """True or false; a column of them is a list."""

    def write(self, value: Any) -> Any:
        """The flag."""
        return [bool(one) for one in value] if is_column(value) else bool(value)

    def schema(self, defs: Defs) -> Schema:  # noqa: ARG002
        """A boolean."""
        return FLAG


@dataclass(frozen=True)
class Day:
    """A date."""

    def write(self, value: Any) -> Any:
        """YYYY-MM-DD."""
        return value.isoformat()

    def schema(self, defs: Defs) -> Schema:  # noqa: ARG002
        """A text in the form of a date."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Number:
    """An amount in dollars or a rate in percent; a column of them is a list.

    Attributes:
        unit: what the value counts.
        ranged: whether it may be a range, ``{"low": ..., "high": ...}``.
    """

    unit: Unit = Unit.CENTS
    ranged: bool = False

    def write(self, value: Any) -> Any:
        """Dollars or percent."""
        if isinstance(value, Range):
            return {"low": self.write(value.low), "high": self.write(value.high)}
        if is_column(value):
            return [self.write(int(one)) for one in value]
        match self.unit:
            case Unit.CENTS:
                return number(value)
            case Unit.PARTS_PER_MILLION:
                return int(value) * 100 / PPM
            case Unit.FRACTION:
                return round(100 * float(value), 2)
            case Unit.COUNT:
                return int(value)

    def schema(self, defs: Defs) -> Schema:
        """A number, or a number or a range."""
        if not self.ranged:
            return COUNT if self.unit is Unit.COUNT else NUMBER
        defs["amount"] = {"anyOf": [NUMBER, record({"low": NUMBER, "high": NUMBER})]}
        return {"$ref": "#/$defs/amount"}


@dataclass(frozen=True)
class OrNull:
    """A value or nothing."""

    inner: Shape

    def write(self, value: Any) -> Any:
        """The value, or null."""
        return None if value is None else self.inner.write(value)

    def schema(self, defs: Defs) -> Schema:
        """The value's schema, or null."""
        return {"anyOf": [self.inner.schema(defs), NULL]}


@dataclass(frozen=True)
class Items:
    """A list."""

    inner: Shape

    def write(self, value: Any) -> Any:
        """Each item."""
        return [self.inner.write(one) for one in value]

    def schema(self, defs: Defs) -> Schema:
        """An array."""
        return {"type": "array", "items": self.inner.schema(defs)}


@dataclass(frozen=True)
class OneOf:
    """One of several records, by the type of the value."""

    shapes: Mapping[type, Shape]

    def write(self, value: Any) -> Any:
        """The value by its own shape."""
        return self.shapes[type(value)].write(value)

    def schema(self, defs: Defs) -> Schema:
        """Any of them."""
        return {"anyOf": [shape.schema(defs) for shape in self.shapes.values()]}


@dataclass(frozen=True)
class Member:
    """A key of a record.

    Attributes:
        name: the key.
        shape: of its value.
        read: gets the value from what the record is made of.
        where_asked: the key is left out where the value is None.
    """

    name: str
    shape: Shape
    read: Callable[[Any], Any]
    where_asked: bool = False

    def of(self, read: Callable[[Any], Any]) -> Member:
        """The same key of a part of something, which ``read`` gets."""
        inner = self.read
        return replace(self, read=lambda whole: inner(read(whole)))


@dataclass(frozen=True)
class Record:
    """An object with fixed keys.

    Attributes:
        members: its keys, in order.
        name: by which schemas refer to it; without one it stands where it is used.
        about: what it is.
    """

    members: tuple[Member, ...]
    name: str = ""
    about: str = ""

    def write(self, value: Any) -> dict[str, Any]:
        """Every key with its value."""
        found = ((one, one.read(value)) for one in self.members)
        return {
            one.name: one.shape.write(part)
            for one, part in found
            if not (one.where_asked and part is None)
        }

    def schema(self, defs: Defs) -> Schema:
        """A closed object."""
        if not self.name:
            return self.body(defs)
        if self.name not in defs:
            defs[self.name] = {}
            defs[self.name] = self.body(defs)
        return {"$ref": f"#/$defs/{self.name}"}

    def body(self, defs: Defs) -> Schema:
        """The object itself, whatever its name."""
        found = record({one.name: one.shape.schema(defs) for one in self.members})
        found["required"] = [one.name for one in self.members if not one.where_asked]
        return found | ({"description": self.about} if self.about else {})

    def __getitem__(self, name: str) -> Member:
        """A key by its name."""
        return next(one for one in self.members if one.name == name)

    def inner(self, name: str) -> Record:
        """The record that a key holds, whether or not it may be null or is a list."""
        shape = self[name].shape
        shape = shape.inner if isinstance(shape, OrNull | Items) else shape
        assert isinstance(shape, Record), name
        return shape

    def only(self, *names: str) -> Record:
        """These keys, in this order."""
        return replace(self, members=tuple(self[name] for name in names))

    def without(self, *names: str) -> Record:
        """Without some keys."""
        return replace(self, members=tuple(one for one in self.members if one.name not in names))

    def renamed(self, **names: str) -> Record:
        """With other names for some keys."""
        return replace(
            self,
            members=tuple(replace(one, name=names.get(one.name, one.name)) for one in self.members),
        )

    def changed(self, name: str, change: Callable[[Record], Record]) -> Record:
        """With another record under a key, whether or not that may be null or is a list."""
        shape, record = self[name].shape, change(self.inner(name))
        changed = replace(shape, inner=record) if isinstance(shape, OrNull | Items) else record
        return self.having(replace(self[name], shape=changed))

    def having(self, *members: Member) -> Record:
        """With these keys in place of those of the same name, or at the end."""
        new = {one.name: one for one in members}
        kept = [new.pop(one.name, one) for one in self.members]
        return replace(self, members=(*kept, *new.values()))


@dataclass(frozen=True)
class RowsOf:
    """A list of pairs, or a dictionary, as rows."""

    row: Record

    def write(self, value: Any) -> list[dict[str, Any]]:
        """Each pair as a row."""
        pairs = value.items() if isinstance(value, dict) else value
        return [self.row.write(one) for one in pairs]

    def schema(self, defs: Defs) -> Schema:
        """An array of rows."""
        return {"type": "array", "items": self.row.schema(defs)}


def at(*path: str) -> Callable[[Any], Any]:
    """Gets an attribute, or the attribute of an attribute, or None where a part is None."""

    def read(value: Any) -> Any:
        return functools.reduce(
            lambda part, name: None if part is None else getattr(part, name), path, value
        )

    return read
