"""The questions of the interview, each with the answer that a household file has."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from megaroth.interview.fields import parts
from megaroth.interview.parsing import shown
from megaroth.interview.question_types import Field, ItemList, Part
from megaroth.readers.toml_paths import get_at

_CACHE_SIZE = 16


@dataclass(frozen=True)
class InterviewQuestion:
    """A question about one key of a file.

    Attributes:
        path: dotted, with list indexes, such as ``people.0.jobs.1.pay``.
        value: the file's answer as the page shows it; empty if there is none.
    """

    path: str
    field: Field
    value: str


@dataclass(frozen=True)
class Group:
    """The questions about one item.

    Attributes:
        title: heading of the group; empty for the household.
        place: the path of the item, with a final dot; empty for the household.
        asked: the questions.
        called: the name of an item of a list, such as a job.
        item: what such an item is called; empty for the household and people.
    """

    title: str
    place: str
    asked: tuple[InterviewQuestion, ...]
    called: str = ""
    item: str = ""


def groups(text: str, part: Part) -> list[Group]:
    """The questions of a part of the interview, with the answers of a file."""
    return _groups(_document(text), part)


@functools.lru_cache(_CACHE_SIZE)
def _document(text: str) -> TOMLDocument:
    """The document of a text, which is read here and never changed."""
    return tomlkit.parse(text)


@functools.lru_cache(_CACHE_SIZE)
def questions(text: str) -> Mapping[str, InterviewQuestion]:
    """Every question of the interview by its path, with the answer of a file."""
    document = _document(text)
    return {
        one.path: one
        for part in parts()
        for group in _groups(document, part)
        for one in group.asked
    }


def _groups(document: TOMLDocument, part: Part) -> list[Group]:
    found = [Group("", "", tuple(_asked(document, "", part.household)))] if part.household else []
    for at, person in enumerate(tables(document, "people")):
        name, place = str(person.get("name", f"Person {at + 1}")), f"people.{at}."
        if part.person:
            found.append(Group(name, place, tuple(_asked(document, place, part.person))))
        for listed, fields in part.items:
            if listed.owner == "person":
                found += _items(document, person, place, listed, fields, f"{name}: ")
        for listed, fields in part.items:
            for here, job in enumerate(tables(person, "jobs")) if listed.owner == "job" else ():
                before = f"{name}, {job.get('employer', 'job')}: "
                found += _items(document, job, f"{place}jobs.{here}.", listed, fields, before)
    for listed, fields in part.items:
        if listed.owner == "household":
            found += _items(document, document, "", listed, fields, f"{listed.item.capitalize()}: ")
    return found


def owners(text: str, listed: ItemList) -> list[tuple[str, str]]:
    """Who has such a list in a file: the path of each, and the name; both empty for the
    household."""
    if listed.owner == "household":
        return [("", "")]
    document = _document(text)
    found: list[tuple[str, str]] = []
    for at, person in enumerate(tables(document, "people")):
        name, place = str(person.get("name", f"Person {at + 1}")), f"people.{at}."
        if listed.owner == "person":
            found.append((place, name))
        else:
            found += [
                (f"{place}jobs.{here}.", f"{name}, {job.get('employer', 'job')}")
                for here, job in enumerate(tables(person, "jobs"))
            ]
    return found


def _items(
    document: TOMLDocument,
    owner: Any,
    place: str,
    listed: ItemList,
    fields: tuple[Field, ...],
    before: str,
) -> Iterator[Group]:
    """The questions about each item of a list, at the place of who owns it."""
    for at, one in enumerate(tables(owner, listed.key)):
        inner = f"{place}{listed.key}.{at}."
        called = str(one.get(listed.called, ""))
        # A kind of IRA is no name by itself.
        kind = " IRA" if listed.called == "kind" else ""
        title = f"{before}{called or f'{listed.item} {at + 1}'}{kind}"
        yield Group(title, inner, tuple(_asked(document, inner, fields)), called, listed.item)


def shown_at(text: str, path: str) -> str | None:
    """The answer at a path as the page shows it; None if the interview has no such question."""
    found = asked_at(text, path)
    return None if found is None else found.value


def asked_at(text: str, path: str) -> InterviewQuestion | None:
    """The question at a path; None if the interview has none there."""
    return questions(text).get(path)


def _asked(
    document: TOMLDocument, place: str, fields: tuple[Field, ...]
) -> Iterator[InterviewQuestion]:
    for field in fields:
        path = place + field.key
        yield InterviewQuestion(path, field, shown(field, get_at(document, path)))


def tables(around: Any, key: str) -> list[Any]:
    """The tables of a list; none if the file has something else there."""
    found = around.get(key)
    return [one for one in found if hasattr(one, "get")] if isinstance(found, list) else []
