"""Change some keys of a household file, and say what was changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tomlkit import TOMLDocument, aot, nl, parse, table
from tomlkit.items import Integer, Trivia

from megaroth.readers.toml_edit import edited
from megaroth.readers.toml_paths import get_at, is_index, set_at

NEW = "+"
"""The last part of a path that adds to a list."""

_NAME = "employer"
"""The key by which a table is called, where it has it."""


@dataclass(frozen=True)
class FileChange:
    """A key of a household file that changed.

    Attributes:
        key: its path in the earlier file, such as ``people.0.jobs.0.first_payday``.
        before: its value as text; None if it is new.
        after: its new value as text; None if it was removed.
    """

    key: str
    before: str | None
    after: str | None


def changed(text: str, changes: Iterable[tuple[str, Any]]) -> tuple[str, list[FileChange]]:
    """A file's text with other values of some keys, and what differs.

    Args:
        text: of the file.
        changes: paths with their new values, None to remove a key or an item of a list; all paths
            are those of the earlier text.

    Raises:
        InputError: the text is written in a way that cannot hold the changes.
    """
    wanted, written = list(changes), list[FileChange]()

    def apply(document: TOMLDocument) -> None:
        written[:] = [
            FileChange(path, _shown(before), _shown(value))
            for path, value in wanted
            if (before := _plain(get_at(document, path))) != value
        ]
        for path, value in wanted:
            if not _is_item(path):
                _set(document, path, value)
        # Items of lists last, from the end: removing one moves those after it.
        for path, value in reversed(wanted):
            if _is_item(path):
                _set_item(document, path, value)

    found = edited(text, apply)
    # New tables follow an empty line; where the text had one already, it has two.
    tidy = found if "\n\n\n" in text else re.sub(r"\n{3,}", "\n\n", found)
    return tidy.rstrip("\n") + "\n", written


def _is_item(path: str) -> bool:
    last = path.rsplit(".", 1)[-1]
    return last == NEW or is_index(last)


def _set(document: TOMLDocument, path: str, value: Any) -> None:
    before = get_at(document, path)
    if _plain(before) == value:
        return
    if isinstance(value, dict) and not isinstance(before, dict):
        set_at(document, path, _new_table(path, value))
    elif isinstance(value, dict):
        for key in {*before, *value}:
            set_at(document, f"{path}.{key}", _item(value.get(key)))
    elif isinstance(before, dict) and value is not None:
        # A balance keeps its table, and loses the basis that it no longer has.
        _set(document, path, {"value": value})
    else:
        set_at(document, path, _item(value))


def _set_item(document: TOMLDocument, path: str, value: Any) -> None:
    around, _, last = path.rpartition(".")
    items = get_at(document, around)
    if last != NEW:
        del items[int(last)]
        if not items:
            set_at(document, around, None)
        return
    one = _headed({key: _item(part) for key, part in value.items()})
    if items is None:
        items = aot()
        set_at(document, around, items)
    get_at(document, around).append(one)


def _new_table(path: str, value: dict[str, Any]) -> Any:
    """A table under its own heading at an item of a list, and inline further inside."""
    parts = path.split(".")
    if not is_index(parts[-2]):
        return parse(f"new = {_shown(value)}\n")["new"]
    return _headed({key: _inner(one) for key, one in value.items()})


def _inner(value: Any) -> Any:
    return parse(f"new = {_shown(value)}\n")["new"] if isinstance(value, dict) else _item(value)


def _headed(values: dict[str, Any]) -> Any:
    """A table between empty lines."""
    found = table()
    found.trivia.indent = "\n"
    found.update(values)
    found.add(nl())
    return found


def _item(value: Any) -> Any:
    """A value as people write it: large amounts with an underscore."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 10_000:
        return Integer(value, Trivia(), f"{value:_}")
    return value


def _plain(value: Any) -> Any:
    """A value of a document without the way it is written."""
    return value.unwrap() if hasattr(value, "unwrap") else value


def _quoted(value: Any) -> str | None:
    return json.dumps(value) if isinstance(value, str) else _shown(value)


def _shown(value: Any) -> str | None:
    """A value as in the file, shortened."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case dict() if _NAME in value:
            return str(value[_NAME])
        case dict():
            parts = (f"{key} = {_quoted(one)}" for key, one in value.items())
            return "{ " + ", ".join(parts) + " }"
        case list():
            return "a list"
        case int():
            return f"{value:_}" if value >= 10_000 else str(value)
        case date():
            return value.isoformat()
    return str(value)
