"""Shapes of data from the types of answers: the one place where JSON and its schemas come from."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import operator
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from megaroth.contract.messages import MessageShape, SentenceShape
from megaroth.contract.schema_version import FIRST
from megaroth.contract.shapes import (
    COUNT_SHAPE,
    NUMBER_SHAPE,
    TEXT_SHAPE,
    Choice,
    Day,
    Flag,
    Items,
    Member,
    Number,
    OneOf,
    OrNull,
    Record,
    RowsOf,
    Shape,
)
from megaroth.kernel.answer_fields import Key, Keys, Place, Rows, Unit
from megaroth.kernel.columns import Column
from megaroth.kernel.message import Message, Shown
from megaroth.model.fields import Kind
from megaroth.planyear.figure import Range

Changes = Mapping[type, Callable[[Record], Record]]
"""How the record of a type differs from the type."""

Marks = tuple[Any, ...]


@dataclasses.dataclass(frozen=True)
class FromTypes:
    """Makes shapes of types, as one version writes them.

    Attributes:
        version: in the first one a message is its sentence alone.
        changes: how records differ from the types, one after the other.
    """

    version: int
    changes: tuple[Changes, ...] = ()

    def record(self, noun: type) -> Record:
        """The record of a dataclass: its fields, then the properties that it names in
        ``data_properties``."""
        members = [one for field in self._fields(noun) for one in field]
        found = Record(tuple(members), noun.__name__, _about(noun))
        for change in (one[noun] for one in self.changes if noun in one):
            found = change(found)
        return found

    def _fields(self, noun: type) -> Iterator[list[Member]]:
        hints = _hints(noun)
        for field in dataclasses.fields(noun):
            yield self._members(field.name, hints[field.name])
        for name in getattr(noun, "data_properties", ()):
            yield self._members(name, _hints(getattr(noun, name).fget)["return"])

    def _members(self, name: str, hint: Any) -> list[Member]:
        inner, marks = _unmarked(hint)
        read = operator.attrgetter(name)
        if Place.HIDDEN in marks:
            return []
        if Place.INLINE in marks:
            return [one.of(read) for one in self.record(inner).members]
        key = next((mark.name for mark in marks if isinstance(mark, Key)), name.rstrip("_"))
        return [Member(key, self.shape(hint), read, Place.WHERE_ASKED in marks)]

    def shape(self, hint: Any) -> Shape:
        """The shape of a type.

        Raises:
            TypeError: it says too little of how it is written.
        """
        inner, marks = _unmarked(hint)
        options = list(get_args(inner)) if _is_union(inner) else [inner]
        if types.NoneType in options:
            known = self._one(hint, [one for one in options if one is not types.NoneType], marks)
            return known if Place.WHERE_ASKED in marks else OrNull(known)
        return self._one(hint, options, marks)

    def _one(self, hint: Any, options: list[Any], marks: Marks) -> Shape:
        if Column in options:
            return Flag() if bool in options else Number(_unit(marks), Range in options)
        if set(options) == {int, float}:
            return NUMBER_SHAPE
        if set(options) == set(get_args(Shown)):
            return SentenceShape()
        if len(options) > 1:
            return OneOf({one: self.record(one) for one in options})
        one = options[0]
        if get_origin(one) is Annotated:
            return self.shape(one)
        return self._simple(one, marks) or self._compound(hint, one, marks)

    def _simple(self, one: Any, marks: Marks) -> Shape | None:
        choice = next((m for m in marks if isinstance(m, Kind) and m.form == "choice"), None)
        if choice is not None and one is str:
            return Choice(choice.choices)
        if get_origin(one) is Literal:
            return Choice(get_args(one))
        if one in (int, float) and any(isinstance(mark, Unit) for mark in marks):
            return Number(_unit(marks))
        plain: dict[Any, Shape] = {
            str: TEXT_SHAPE,
            int: COUNT_SHAPE,
            float: NUMBER_SHAPE,
            bool: Flag(),
            date: Day(),
            Message: SentenceShape() if self.version == FIRST else MessageShape(),
        }
        return plain.get(one)

    def _compound(self, hint: Any, one: Any, marks: Marks) -> Shape:
        rows = next((mark for mark in marks if isinstance(mark, Rows)), None)
        keys = next((mark for mark in marks if isinstance(mark, Keys)), None)
        parts = get_args(one)
        if get_origin(one) is dict and keys is not None:
            return self._keyed(parts[1], keys)
        if get_origin(one) is dict and rows is not None:
            return RowsOf(self._row_of(parts, rows.names))
        if get_origin(one) in (list, tuple):
            if rows is not None:
                return RowsOf(self._row_of(get_args(parts[0]), rows.names))
            return Items(self.shape(_marked(parts[0], marks)))
        if dataclasses.is_dataclass(one) and isinstance(one, type):
            return self.record(one)
        raise TypeError(f"no shape for {hint!r}")

    def _keyed(self, value: Any, keys: Keys) -> Record:
        shape = self.shape(value)
        return Record(
            tuple(
                Member(f"{keys.prefix}{name}", shape, operator.itemgetter(name))
                for name in keys.names
            )
        )

    def _row(self, hints: tuple[Any, ...], names: tuple[str, ...]) -> Record:
        return Record(
            tuple(
                Member(name, self.shape(hint), operator.itemgetter(place))
                for place, (name, hint) in enumerate(zip(names, hints, strict=True))
            )
        )

    def _row_of(self, parts: tuple[Any, ...], names: tuple[str, ...]) -> Record:
        """A row of a key and its value; the value's own keys where only the key has a name."""
        if len(names) == len(parts):
            return self._row(parts, names)
        value = self.shape(parts[1])
        assert isinstance(value, Record), "a value without a name has keys of its own"
        rest = (one.of(operator.itemgetter(1)) for one in value.members)
        return Record((Member(names[0], self.shape(parts[0]), operator.itemgetter(0)), *rest))


@functools.cache
def _hints(noun: Any) -> dict[str, Any]:
    return get_type_hints(noun, include_extras=True)


def _about(noun: type) -> str:
    """The description of a type: the first sentence of its docstring."""
    return " ".join((inspect.getdoc(noun) or "").partition("\n\n")[0].split())


def _unmarked(hint: Any) -> tuple[Any, Marks]:
    """A type and its marks."""
    return (hint.__origin__, hint.__metadata__) if get_origin(hint) is Annotated else (hint, ())


def _marked(hint: Any, marks: Marks) -> Any:
    """The type of an item of a list, including the marks of the list."""
    of_items = tuple(mark for mark in marks if isinstance(mark, Kind | Unit))
    return Annotated[(hint, *of_items)] if of_items else hint


def _unit(marks: Marks) -> Unit:
    return next((mark for mark in marks if isinstance(mark, Unit)), Unit.CENTS)


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)
