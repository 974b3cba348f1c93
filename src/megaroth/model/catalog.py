"""The catalog of the household file: one entry for each key, next to the field that holds it.

A field of the model's dataclasses carries its entry in its annotation:

    after_tax: Annotated[FlagOrUnknown, Key("accepts after-tax employee contributions.", ...)] =
        False

The type says what the key accepts (a :class:`~megaroth.model.fields.Kind`, whether ``"unknown"``
too), the field its default, and the :class:`Key` everything that people read about it. The reader,
the JSON Schema, the file of ``megaroth init``, the questions of the page, the questions for HR and
the reference page are made from these entries.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from megaroth.model.fields import Kind, OrUnknown

Choices = tuple[tuple[str, str], ...]
Part = Literal["decides", "you", "work", "so_far", "accounts", "money", "ahead"]

YES_NO = (("yes", True), ("no", False))
"""Answers to a plan rule that is true or false, the most favorable first."""


@dataclass(frozen=True)
class NotInFile:
    """Marks a field that the reader sets, and that no key of the file holds."""


@dataclass(frozen=True)
class Ask:
    """The question of the page.

    Attributes:
        part: the part of the interview.
        label: the question.
        help: what it means, and where people find the answer.
        default: what an empty answer means, in words.
        choices: the answers to choose from, each as the file's word and the page's label; if
            omitted, those that the key accepts, by their words.
        kind: how the answer is typed where the key's type does not say it: ``way_out``,
            ``ira_step``, ``match`` or ``cap``.
        later: asked after the main questions of its part.
        where: where people find the answer, in the words of plan summaries and portals.
    """

    part: Part
    label: str
    help: str = ""
    default: str = ""
    choices: Choices = ()
    kind: str = ""
    later: bool = False
    where: str = ""


@dataclass(frozen=True)
class WhenUnknown:
    """What to ask while the value is unknown, and the answers that are tried.

    Attributes:
        question: as one would ask it; ``{key}`` where a reader of the file is shown the key.
        short: what it is about, in a word or two.
        answers: each in words and as the model holds it, the most favorable first.
        measure: the money that the worth of an answer counts: ``roth`` (what reaches Roth this year,
            less its tax), ``employer`` (what the employer contributes), ``deferral`` (what may be
            deferred), or a money source that employers contribute to and that is taxed.
        gate: whether most other questions matter only after this one.
        to: who is asked: ``HR`` or ``you``.
        needs: rules of the plan without which no answer changes anything.
    """

    question: str
    short: str
    answers: tuple[tuple[str, Any], ...]
    measure: str = "roth"
    gate: bool = False
    to: Literal["HR", "you"] = "HR"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """The line of the file that ``megaroth init`` writes.

    Attributes:
        value: an example as TOML text, with YEAR for the year of the file; the line is commented
            out unless an answer replaces it.
        comment: a short explanation.
        always: whether the line is active without an answer too.
    """

    value: str
    comment: str = ""
    always: bool = False


@dataclass(frozen=True)
class Key:
    """The entry of a key.

    Attributes:
        about: what it means.
        ask: the question of the page; None if the page does not ask for it.
        when_unknown: what to ask for if it is unknown.
        line: its line in the file of ``megaroth init``; None if left out there.
        inside: questions of the page about keys of this table.
    """

    about: str
    ask: Ask | None = None
    when_unknown: WhenUnknown | None = None
    line: Line | None = None
    inside: tuple[tuple[str, Ask], ...] = ()


@dataclass(frozen=True)
class Entry:
    """A key with what its field says.

    Attributes:
        name: the key.
        key: its entry.
        kind: what it accepts; None for a table or a list.
        takes_unknown: whether ``"unknown"`` is accepted.
        table: the dataclass of a table, or of each table of a list; None for other keys.
        is_list: whether the file has a list of it.
        required: whether the file must have it.
        default: the value of the model if the file omits it.
    """

    name: str
    key: Key
    kind: Kind | None
    takes_unknown: bool
    table: type | None
    is_list: bool
    required: bool
    default: Any


def entries(table: type) -> tuple[Entry, ...]:
    """The entries of a table of the file, in the order of the model."""
    return tuple(_by_name(table).values())


def entry(table: type, name: str) -> Entry:
    """The entry of one key of a table.

    Raises:
        KeyError: the table has no such key.
    """
    return _by_name(table)[name]


def questions(table: type, part: Part) -> list[tuple[str, Ask, Entry]]:
    """The questions of a part of the interview about a table, main questions first.

    Returns:
        For each question the dotted key, the question, and the entry of its key. Lists of tables
        have questions of their own.
    """
    found = [one for one in _questions(table) if one[1].part == part]
    return sorted(found, key=lambda one: one[1].later)


def question(table: type, path: str) -> Ask:
    """The page's question about a key of a table; ``path`` is dotted, such as ``plan.match``.

    Raises:
        KeyError: the page does not ask about it.
    """
    return {one: ask for one, ask, _ in _questions(table)}[path]


def _questions(table: type, prefix: str = "") -> Iterator[tuple[str, Ask, Entry]]:
    for one in entries(table):
        path = prefix + one.name
        if one.key.ask is not None:
            yield path, one.key.ask, one
        for name, ask in one.key.inside:
            yield f"{path}.{name}", ask, entry(cast(type, one.table), name)
        if one.table is not None and not one.is_list and not one.key.inside:
            yield from _questions(one.table, f"{path}.")


@functools.cache
def _by_name(table: type) -> dict[str, Entry]:
    hints = get_type_hints(table, include_extras=True)
    return {
        field.name: _entry(field, hints[field.name])
        for field in dataclasses.fields(table)
        if _mark(hints[field.name], NotInFile) is None
    }


def _entry(field: dataclasses.Field[Any], hint: Any) -> Entry:
    key = _mark(hint, Key)
    if key is None:
        raise TypeError(f"the key {field.name} has no entry: annotate its field with a Key")
    kind, table = _mark(hint, Kind), _table(hint)
    missing = dataclasses.MISSING
    return Entry(
        name=field.name,
        key=key,
        kind=kind,
        takes_unknown=_mark(hint, OrUnknown) is not None or (kind is not None and kind.unknown),
        table=table,
        is_list=_is_list(hint),
        required=field.default is missing and field.default_factory is missing,
        default=None if field.default is missing else field.default,
    )


_M = TypeVar("_M")


def _mark(hint: Any, sort: type[_M]) -> _M | None:
    """The mark of a sort on a type, or on what an optional value or a list holds."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return next((mark for mark in marks if isinstance(mark, sort)), None) or _mark(inner, sort)
    return next((mark for inner in get_args(hint) if (mark := _mark(inner, sort))), None)


def _table(hint: Any) -> type | None:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return hint
    if get_origin(hint) is Annotated:
        return _table(get_args(hint)[0])
    return next((found for inner in get_args(hint) if (found := _table(inner))), None)


def _is_list(hint: Any) -> bool:
    if get_origin(hint) in (Annotated, Union, types.UnionType):
        inner = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
        return any(_is_list(one) for one in inner)
    return get_origin(hint) is tuple
