"""Dotted paths in a household file, such as ``people.0.jobs.1.pay``."""

from __future__ import annotations

from typing import Any

import tomlkit


def is_index(key: str) -> bool:
    """Whether a part of a path is an index into a list."""
    return key.isascii() and key.isdigit()


def get_at(document: Any, path: str) -> Any:
    """The value at a path; None if there is none."""
    here = document
    for key in path.split("."):
        if isinstance(here, list):
            here = here[int(key)] if is_index(key) and int(key) < len(here) else None
        elif hasattr(here, "get"):
            here = here.get(key)
        elif key == "value":
            return here  # a balance without a basis is a plain number
        else:
            return None
    return here


def set_at(document: Any, path: str, value: Any) -> None:
    """Set the value at a path, and make the tables around it; None removes the key."""
    *around, last = path.split(".")
    here = document
    for place, key in enumerate(around):
        if isinstance(here, list):
            here = here[int(key)]
            continue
        inner = here.get(key)
        if inner is not None and not isinstance(inner, (list, dict)):
            # A balance that is a plain number becomes a table that can hold its basis.
            plain, inner = inner, tomlkit.inline_table()
            inner["value"] = plain
            here[key] = inner
        if inner is None:
            if value is None:
                return
            here[key] = (
                tomlkit.inline_table()
                if place == len(around) - 1 and len(around) > 4
                else tomlkit.table()
            )
        here = here[key]
    if value is None:
        here.pop(last, None)
    else:
        here[last] = value
