"""Answers of the interview as changes of a household file: comments and keys that the interview does not know stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from megaroth.kernel.cents import number, percent, to_cents, to_ppm
from megaroth.kernel.errors import InputError
from megaroth.readers.household_file import parse_household
from megaroth.web.fields import PARTS, UNKNOWN, Field, Part

_WAYS = ("each_paycheck", "quarterly", "yearly", "on_request")
_NO_ANSWER = ""
_DONT_KNOW = (UNKNOWN, "i don't know", "?")


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
                    Group(f"{name}: {called}{' IRA' if key == 'iras' else ''}", inner, tuple(_asked(document, inner, fields)))
                )
    return found


def persons(text: str) -> list[str]:
    """The names of a file's people."""
    return [str(person.get("name", f"Person {at + 1}")) for at, person in enumerate(_tables(tomlkit.parse(text), "people"))]


def _tables(around: Any, key: str) -> list[Any]:
    """The tables of a list; none where the file has something else there."""
    found = around.get(key)
    return [one for one in found if hasattr(one, "get")] if isinstance(found, list) else []


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
        yield Asked(path, field, _shown(field, _get(document, path)))


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
    document = tomlkit.parse(text)
    wrong: dict[str, str] = {}
    for path, said in answers.items():
        asked = asked_at(text, path)
        if asked is None:
            wrong[path] = "This household has no such question any more: load the page again."
            continue
        try:
            _set(document, path, _value(asked.field, said.strip(), _get(document, path)))
        except ValueError as error:
            wrong[path] = f"{said.strip()!r}: expected {error}"
    if wrong:
        raise RefusedError(wrong)
    _follow(document, answers)
    changed = tomlkit.dumps(document)
    check(changed, answers)
    return changed


def check(text: str, answers: Mapping[str, str]) -> None:
    """Refuse what is no household, each problem at the question it belongs to."""
    try:
        parse_household(text)
    except InputError as error:
        wrong: dict[str, str] = {}
        for problem in error.problems:
            path = re.sub(r"\[(\d+)\]", r".\1", problem.field)
            near = next((one for one in answers if path.startswith(one) or one.startswith(path)), "")
            told = (
                f"{problem.found}: expected {problem.expected}"
                if near
                else f"{problem.field}: {problem.found}; expected {problem.expected}"
            )
            wrong[near] = f"{wrong[near]} {told}" if near in wrong else told
        raise RefusedError(wrong) from None


def added(text: str, what: str, place: str = "") -> str:
    """A file's text with a spouse, a job or an IRA more, to be filled in.

    Raises:
        RefusedError: there is no such place, or no more of it may be.
    """
    document = tomlkit.parse(text)
    if what == "spouse":
        if len(document["people"]) != 1:
            raise RefusedError({"": "A household is one person, or two spouses."})
        person = tomlkit.table()
        person.update({"name": "Spouse", "born": document["people"][0]["born"]})
        document["people"].append(person)
        if str(document.get("filing_status", "single")) not in ("married_joint", "married_separate"):
            document["filing_status"] = "married_joint"
    else:
        owner = _get(document, place.rstrip("."))
        if not hasattr(owner, "get") or what not in ("job", "ira"):
            raise RefusedError({"": "There is no such person any more: load the page again."})
        key, new = ("jobs", _new_job()) if what == "job" else ("iras", _new_ira())
        if key not in owner:
            owner[key] = tomlkit.aot()
        owner[key].append(new)
    changed = tomlkit.dumps(document)
    check(changed, {})
    return changed


def removed(text: str, place: str) -> str:
    """A file's text without a person, a job or an IRA."""
    document = tomlkit.parse(text)
    keys = place.rstrip(".").split(".")
    around = _get(document, ".".join(keys[:-1]))
    if not keys[-1].isdigit() or not isinstance(around, list) or int(keys[-1]) >= len(around):
        raise RefusedError({"": "It is not there any more: load the page again."})
    del around[int(keys[-1])]
    if keys[0] == "people" and len(keys) == 2 and str(document.get("filing_status", "")).startswith("married_joint"):
        document["filing_status"] = "single"
    changed = tomlkit.dumps(document)
    check(changed, {})
    return changed


def _new_job() -> Any:
    job = tomlkit.table()
    job.update({"employer": "New employer", "pay": 0})
    plan = tomlkit.table()
    plan.update({"after_tax": UNKNOWN, "in_plan_roth_rollover": UNKNOWN, "roth": UNKNOWN, "match": UNKNOWN})
    job["plan"] = plan
    return job


def _new_ira() -> Any:
    ira = tomlkit.table()
    ira.update({"kind": "traditional", "value": 0})
    return ira


def _get(document: Any, path: str) -> Any:
    here = document
    for key in path.split("."):
        if isinstance(here, list):
            here = here[int(key)] if key.isdigit() and int(key) < len(here) else None
        elif hasattr(here, "get"):
            here = here.get(key)
        elif key == "value":
            return here  # a balance without basis is a number
        else:
            return None
    return here


def _set(document: Any, path: str, value: Any) -> None:
    *around, last = path.split(".")
    here = document
    for place, key in enumerate(around):
        if isinstance(here, list):
            here = here[int(key)]
            continue
        inner = here.get(key)
        if inner is not None and not isinstance(inner, (list, dict)):
            # A balance that is a number becomes a table, to hold its basis.
            plain, inner = inner, tomlkit.inline_table()
            inner["value"] = plain
            here[key] = inner
        if inner is None:
            if value is None:
                return
            here[key] = tomlkit.inline_table() if place == len(around) - 1 and len(around) > 4 else tomlkit.table()
        here = here[key]
    if value is None:
        here.pop(last, None)
    else:
        here[last] = value


def _follow(document: Any, answers: Mapping[str, str]) -> None:
    """What an answer brings with it: a way into the plan's Roth account means that there is one."""
    for path, said in answers.items():
        if path.endswith("plan.in_plan_roth_rollover") and said in _WAYS:
            plan = _get(document, path.rsplit(".", 1)[0])
            if plan.get("roth") in (None, False, UNKNOWN):
                plan["roth"] = True


def _shown(field: Field, value: Any) -> str:
    """A value of the file as the page shows it."""
    if value is None:
        return _NO_ANSWER
    if value == UNKNOWN:
        return UNKNOWN
    if field.kind == "yes_no":
        return "yes" if value else "no"
    if field.kind == "way_out":
        return "yes" if "after_tax" in value else "no"
    if field.kind == "money":
        return f"{value:,}" if not isinstance(value, str) else value
    if field.kind == "cap":
        return str(value.get("percent", _NO_ANSWER)) if hasattr(value, "get") else str(value)
    if field.kind == "match":
        return ", ".join(_tier(one) for one in value) or "none"
    return value.isoformat() if isinstance(value, date) else str(value)


def _tier(tier: Mapping[str, Any]) -> str:
    reach = f"${tier['up_to_dollars']:,}" if "up_to_dollars" in tier else str(tier.get("up_to", ""))
    return f"{tier.get('rate', '')} : {reach}"


def _value(field: Field, said: str, old: Any) -> Any:
    """What was typed, as the file has it; None to take the key out. Raises ValueError with what was expected."""
    if field.kind == "cap":
        return _cap(said, old)
    if said == _NO_ANSWER:
        return None
    if _not_known(said) and field.kind in ("yes_no", "way_out", "match", "choice"):
        return UNKNOWN
    match field.kind:
        case "money":
            return number(to_cents(said))
        case "rate":
            return percent(to_ppm(said if said.endswith("%") else f"{said}%"))
        case "whole":
            if not re.fullmatch(r"\d{1,4}", said):
                raise ValueError("a whole number")
            return int(said)
        case "date":
            try:
                return date.fromisoformat(said)
            except ValueError:
                raise ValueError("a date such as 1980-05-14") from None
        case "yes_no":
            return _word(said, ("yes", "no")) == "yes"
        case "way_out":
            sources = list(old) if isinstance(old, list) else []
            if _word(said, ("yes", "no")) == "no":
                return [one for one in sources if one != "after_tax"]
            return sources if "after_tax" in sources else [*sources, "after_tax"]
        case "match":
            return [] if said == "none" else [_read_tier(one) for one in said.split(";" if ";" in said else ", ")]
        case "choice":
            return _word(said, tuple(word for word, _ in field.choices))
        case _:
            if not said.isprintable() or len(said) > 100:
                raise ValueError("at most 100 printable characters")
            return said


def _not_known(said: str) -> bool:
    return said.casefold().replace("’", "'") in _DONT_KNOW


def _cap(said: str, old: Any) -> Any:
    """A plan's cap; what else the file says of it stays."""
    if _not_known(said):
        return UNKNOWN
    cap = tomlkit.inline_table()
    cap.update({key: value for key, value in old.items() if key != "percent"} if hasattr(old, "items") else {})
    if said != _NO_ANSWER:
        cap["percent"] = percent(to_ppm(said if said.endswith("%") else f"{said}%"))
    return cap or None


def _word(said: str, known: tuple[str, ...]) -> str:
    if said not in known:
        raise ValueError("one of " + ", ".join(known))
    return said


def _read_tier(text: str) -> Any:
    rate, colon, reach = (part.strip() for part in text.partition(":"))
    if not colon:
        raise ValueError("a rate and its reach, such as 50% : 6%, or none")
    tier = tomlkit.inline_table()
    tier["rate"] = percent(to_ppm(rate))
    if reach.endswith("%"):
        tier["up_to"] = percent(to_ppm(reach))
    else:
        tier["up_to_dollars"] = number(to_cents(reach))
    return tier
