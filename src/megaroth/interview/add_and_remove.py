"""Add a spouse or an item of a list, such as a job, to a household file, or remove one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from megaroth.interview.fields import LISTS
from megaroth.interview.file_edit import edited
from megaroth.interview.file_questions import tables
from megaroth.interview.refusals import RefusedError, check
from megaroth.readers.toml_paths import get_at, is_index

SPOUSE = "Spouse"


def added(text: str, what: str, place: str = "") -> str:
    """A file's text with a spouse or another item of a list, to be completed in the interview.

    Args:
        text: of the file.
        what: ``spouse``, or what an item of a list is called.
        place: the path of the person or job that gets it; empty for a list of the household.

    Raises:
        RefusedError: there is no such person or list, or the household has a spouse already.
    """

    def change(document: TOMLDocument) -> None:
        people = document["people"]
        if what == "spouse":
            if len(tables(document, "people")) != 1:
                raise RefusedError({"": "A household has one person or two spouses."})
            person = tomlkit.table()
            person.update({"name": SPOUSE, "born": people[0]["born"]})
            people.append(person)
            if str(document.get("filing_status", "single")) not in (
                "married_joint",
                "married_separate",
            ):
                document["filing_status"] = "married_joint"
            return
        listed = next((one for one, _ in LISTS if one.item.lower() == what.lower()), None)
        if listed is None:
            raise RefusedError({"": "The page has no such list. Reload it."})
        owner = document if listed.owner == "household" else get_at(document, place.rstrip("."))
        if not hasattr(owner, "get"):
            raise RefusedError(
                {"": "This person or job is no longer in the file. Reload the page."}
            )
        if listed.key not in owner:
            owner[listed.key] = tomlkit.aot()
        owner[listed.key].append(_new(listed.new, int(document["year"])))

    changed = edited(text, change)
    check(changed, {})
    return changed


def removed(text: str, place: str, title: str = "") -> str:
    """A file's text without a person or an item of a list.

    Args:
        text: of the file.
        place: the path of what to remove.
        title: what the page called it; refused if the file has something else at this path.

    Raises:
        RefusedError: it is not there, or the file would not be valid without it.
    """

    def change(document: TOMLDocument) -> None:
        keys = place.rstrip(".").split(".")
        around = get_at(document, ".".join(keys[:-1]))
        if not is_index(keys[-1]) or not isinstance(around, list) or int(keys[-1]) >= len(around):
            raise RefusedError({"": "It is no longer in the file. Reload the page."})
        if title and _title(around[int(keys[-1])]) != title:
            raise RefusedError(
                {"": "The list has changed. Reload the page, and check what to remove."}
            )
        del around[int(keys[-1])]
        if (
            keys[0] == "people"
            and len(keys) == 2
            and str(document.get("filing_status", "")).startswith("married_joint")
        ):
            document["filing_status"] = "single"

    changed = edited(text, change)
    check(changed, {})
    return changed


def _title(one: Any) -> str:
    """The name by which the page shows an item."""
    return str(next((one[key] for key in ("name", "employer", "kind") if key in one), ""))


def _new(answers: Mapping[str, object], year: int) -> Any:
    """The table of a new item; a date is in the year of the file."""
    table = tomlkit.table()
    for key, value in answers.items():
        if isinstance(value, Mapping):
            table[key] = _new(value, year)
        else:
            table[key] = value.replace(year=year) if isinstance(value, date) else value
    return table
