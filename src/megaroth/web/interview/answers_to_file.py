"""Answers of the interview as changes of a household file: comments and keys that the interview does not know stay."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from megaroth.kernel.errors import InputError
from megaroth.readers.household_file import parse_household
from megaroth.web.interview.dependent_answers import follow
from megaroth.web.interview.field import UNKNOWN, Field, Part
from megaroth.web.interview.fields import PARTS
from megaroth.web.interview.parsing import shown, value_of
from megaroth.web.interview.toml_paths import get_at, is_place, set_at
from megaroth.web.store.folder import change_in_words

_STRINGS_AND_COMMENTS = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(?P<comment>#[^\n]*)''', re.DOTALL
)
_FIRST_ITS_VALUE = "Say first, in the answer before this one, what the account holds; this is kept then."
SPOUSE = "Spouse"
_KEPT, _SHOWN = 256, 160


@dataclass(frozen=True)
class Asked:
    """A question at its place in a file.

    Attributes:
        path: dotted, with places in lists, such as ``people.0.jobs.1.pay``.
        value: the answer that the file has, as the page shows it; empty for none.
    """

    path: str
    field: Field
    value: str


@dataclass(frozen=True)
class Group:
    """Questions that stand together: of the household, a person, a job or an IRA."""

    title: str
    place: str
    asked: tuple[Asked, ...]
    called: str = ""


class RefusedError(Exception):
    """Answers that cannot be kept.

    Attributes:
        at: what is wrong, by the path of the question; "" for what belongs to none.
    """

    def __init__(self, at: dict[str, str]) -> None:
        self.at = at
        super().__init__("; ".join(at.values()))


def groups(text: str, part: Part) -> list[Group]:
    """The questions of a part with the answers that a file has."""
    document = tomlkit.parse(text)
    found = [Group("", "", tuple(_asked(document, "", part.household)))] if part.household else []
    for at, person in enumerate(_tables(document, "people")):
        name, place = str(person.get("name", f"Person {at + 1}")), f"people.{at}."
        if part.person:
            found.append(Group(name, place, tuple(_asked(document, place, part.person))))
        for fields, key, title in ((part.job, "jobs", "employer"), (part.ira, "iras", "kind")):
            if not fields:
                continue
            for here, one in enumerate(_tables(person, key)):
                inner = f"{place}{key}.{here}."
                called = str(one.get(title, "")) or key
                found.append(
                    Group(
                        f"{name}: {called}{' IRA' if key == 'iras' else ''}",
                        inner,
                        tuple(_asked(document, inner, fields)),
                        called,
                    )
                )
    return found


@functools.lru_cache(_KEPT)
def changed_answers(before: str, after: str) -> str:
    """What changed from one text to another, as the interview asks it; as a line of the file where it does not.

    >>> changed_answers("year = 2026", "year = 2027")
    'Which year? 2027 (was 2026)'
    """
    try:
        old, new = (
            {one.path: one for part in PARTS for group in groups(text, part) for one in group.asked} for text in (before, after)
        )
    except TOMLKitError:
        return change_in_words(before, after)
    changed = [path for path, one in new.items() if path in old and old[path].value != one.value]
    if not changed or old.keys() != new.keys():
        added_to, taken = (_places(new) - _places(old), _places(old) - _places(new))
        if added_to or taken:
            return f"{'added' if added_to else 'removed'}: {', '.join(sorted(added_to or taken))}"
        if not changed:
            return change_in_words(before, after)
    path = changed[0]
    now, was = (_told(one[path].value, new[path].field) for one in (new, old))
    more = f", and {len(changed) - 1} more answer{'s' * (len(changed) > 2)}" if len(changed) > 1 else ""
    return f"{new[path].field.label.rstrip('?')}{'?' if new[path].field.label.endswith('?') else ':'} {now} (was {was}){more}"[
        :_SHOWN
    ]


def changed_with(before: str, after: str, path: str) -> list[tuple[Asked, str]]:
    """Questions whose answers changed with that of another one, and what their answers were, in words."""
    old, new = (
        {one.path: one for part in PARTS for group in groups(text, part) for one in group.asked} for text in (before, after)
    )
    return [
        (one, _told(old[key].value, one.field))
        for key, one in new.items()
        if key != path and key in old and old[key].value != one.value
    ]


def _places(asked: Mapping[str, Asked]) -> set[str]:
    """What there is of people, jobs and IRAs, in words."""
    kinds = {"people": "person", "jobs": "job", "iras": "IRA"}
    found: dict[str, set[str]] = {}
    for path in asked:
        keys = path.split(".")
        for at, key in enumerate(keys[:-1]):
            if key in kinds and keys[at + 1].isdigit():
                found.setdefault(kinds[key], set()).add(".".join(keys[: at + 2]))
    return {f"{kind} {number + 1}" for kind, places in found.items() for number in range(len(places))}


def told_answer(asked: Asked) -> str:
    """An answer in words."""
    return _told(asked.value, asked.field)


def _told(value: str, field: Field) -> str:
    return dict(field.choices).get(value, value) or field.default or "nothing"


def persons(text: str) -> list[str]:
    """The names of a file's people."""
    return [str(person.get("name", f"Person {at + 1}")) for at, person in enumerate(_tables(tomlkit.parse(text), "people"))]


def _tables(around: Any, key: str) -> list[Any]:
    """The tables of a list; none where the file has something else there."""
    found = around.get(key)
    return [one for one in found if hasattr(one, "get")] if isinstance(found, list) else []


def shown_at(text: str, path: str) -> str | None:
    """What a page shows as the answer at a path; None if there is no such question."""
    found = asked_at(text, path)
    return None if found is None else found.value


def asked_at(text: str, path: str) -> Asked | None:
    """The question of a path; None if the interview has none there."""
    for part in PARTS:
        for group in groups(text, part):
            for one in group.asked:
                if one.path == path:
                    return one
    return None


def _asked(document: TOMLDocument, place: str, fields: tuple[Field, ...]) -> Iterator[Asked]:
    for field in fields:
        path = place + field.key
        yield Asked(path, field, shown(field, get_at(document, path)))


def answered(text: str, answers: Mapping[str, str]) -> str:
    """A file's text with some answers in it.

    Args:
        text: of the file.
        answers: what was typed, by path; empty to take the key out.

    Returns:
        The new text; it can be read as a household.

    Raises:
        RefusedError: an answer cannot be read, or the household cannot be so.
    """
    wrong: dict[str, str] = {}
    asked = {path: asked_at(text, path) for path in answers}
    # What was not touched is left as it is written.
    touched = {
        path: said.strip() for path, said in answers.items() if (one := asked[path]) is None or said.strip() not in _same(one)
    }

    def change(document: TOMLDocument) -> None:
        for path, said in touched.items():
            one = asked[path]
            if one is None:
                wrong[path] = "This household has no such question any more: load the page again."
                continue
            try:
                value = value_of(one.field, said, get_at(document, path))
            except ValueError as error:
                wrong[path] = f"{said!r}: expected {error}"
                continue
            set_at(document, path, value)
        if not wrong:
            follow(document, touched)

    changed = _edited(text, change)
    if wrong:
        raise RefusedError(wrong)
    check(changed, answers)
    return changed


def _same(asked: Asked) -> tuple[str, ...]:
    """What an untouched answer comes back as; of a list, where nothing is chosen, the usual choice."""
    if asked.value == UNKNOWN:
        return (asked.value, "I don't know")
    usual = [word for word, label in asked.field.choices if not asked.value and label == asked.field.default]
    return (asked.value, *usual)


def _edited(text: str, change: Callable[[TOMLDocument], None]) -> str:
    """A text after a change of its document; one whose tables are written inline or dotted is first written out, its comments on top."""
    for document in (tomlkit.parse(text), None):
        if document is None:
            document = tomlkit.parse(_written_out(text))
        try:
            change(document)
            changed = tomlkit.dumps(document)
            if tomllib.loads(changed) == document.unwrap():
                return changed
        except (TOMLKitError, ValueError):  # of tables that take no table in them
            continue
    raise RefusedError({"": "The file is written in a way that the interview cannot change: change it on the page File."})


def _written_out(text: str) -> str:
    """A text with a table for each of its tables, and what comments it had together at its beginning."""
    comments = [found["comment"].rstrip() for found in _STRINGS_AND_COMMENTS.finditer(text) if found["comment"]]
    head = ["# Comments of the file as it was written before:", *comments, "", ""] if comments else []
    return "\n".join(head) + tomlkit.dumps(tomlkit.parse(text).unwrap())


def check(text: str, answers: Mapping[str, str]) -> None:
    """Refuse what is no household, each problem at the question it belongs to."""
    try:
        parse_household(text)
    except InputError as error:
        wrong: dict[str, str] = {}
        for problem in error.problems:
            path = re.sub(r"\[(\d+)\]", r".\1", problem.field)
            near = next((one for one in answers if path.startswith(one) or one.startswith(path)), "")
            basis = path.removesuffix("value") + "basis"
            if path.endswith(".value") and basis in answers and problem.found == "nothing":
                near, told = basis, _FIRST_ITS_VALUE
            elif near.endswith(".value") and problem.found == "nothing":
                told = "Empty first the answer after this one, which is a part of it."
            elif near and problem.found == "nothing":
                told = "An answer is needed here."
            elif near:
                told = _in_labels(f"{problem.found}: expected {problem.expected}", near)
            elif (one := asked_at(text, path)) is not None:
                told = _in_labels(f"“{one.field.label.rstrip('?')}” is {problem.found}: expected {problem.expected}", path)
                near = next(iter(answers)) if len(answers) == 1 else near
            else:
                told = f"{problem.field}: {problem.found}; expected {problem.expected}"
            wrong[near] = f"{wrong[near]} {told}" if near in wrong else told
        raise RefusedError(wrong) from None


def _in_labels(told: str, path: str) -> str:
    """What is told of a question, with the labels of its choices in the place of the file's words."""
    key = re.sub(r"^(people\.\d+\.)?((jobs|iras)\.\d+\.)?", "", path)
    fields = [field for part in PARTS for kind in (part.household, part.person, part.job, part.ira) for field in kind]
    for word, label in next((field.choices for field in fields if field.key == key), ()):
        told = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", label, told)
    return told


def added(text: str, what: str, place: str = "") -> str:
    """A file's text with a spouse, a job or an IRA more, to be filled in.

    Raises:
        RefusedError: there is no such place, or no more of it may be.
    """

    def change(document: TOMLDocument) -> None:
        people = document["people"]
        if what == "spouse":
            if len(_tables(document, "people")) != 1:
                raise RefusedError({"": "A household is one person, or two spouses."})
            person = tomlkit.table()
            person.update({"name": SPOUSE, "born": people[0]["born"]})
            people.append(person)
            if str(document.get("filing_status", "single")) not in ("married_joint", "married_separate"):
                document["filing_status"] = "married_joint"
            return
        owner = get_at(document, place.rstrip("."))
        if not hasattr(owner, "get") or what not in ("job", "ira"):
            raise RefusedError({"": "There is no such person any more: load the page again."})
        key, new = ("jobs", _new_job()) if what == "job" else ("iras", _new_ira())
        if key not in owner:
            owner[key] = tomlkit.aot()
        owner[key].append(new)

    changed = _edited(text, change)
    check(changed, {})
    return changed


def removed(text: str, place: str, title: str = "") -> str:
    """A file's text without a person, a job or an IRA; refused if what stands there is not called ``title``, where that is given."""

    def change(document: TOMLDocument) -> None:
        keys = place.rstrip(".").split(".")
        around = get_at(document, ".".join(keys[:-1]))
        if not is_place(keys[-1]) or not isinstance(around, list) or int(keys[-1]) >= len(around):
            raise RefusedError({"": "It is not there any more: load the page again."})
        if title and _title(around[int(keys[-1])]) != title:
            raise RefusedError({"": "The list changed meanwhile: look again at what to remove."})
        del around[int(keys[-1])]
        if keys[0] == "people" and len(keys) == 2 and str(document.get("filing_status", "")).startswith("married_joint"):
            document["filing_status"] = "single"

    changed = _edited(text, change)
    check(changed, {})
    return changed


def _title(one: Any) -> str:
    """What an item is called, to know it again."""
    return str(next((one[key] for key in ("name", "employer", "kind") if key in one), ""))


def _new_job() -> Any:
    job = tomlkit.table()
    job.update({"employer": "New employer", "pay": 0})
    plan = tomlkit.table()
    plan.update(dict.fromkeys(("after_tax", "in_plan_roth_rollover", "in_service_withdrawal", "roth", "match"), UNKNOWN))
    job["plan"] = plan
    return job


def _new_ira() -> Any:
    ira = tomlkit.table()
    ira.update({"kind": "traditional", "value": 0})
    return ira
