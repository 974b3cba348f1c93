"""Change a household file and keep its comments and unknown keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message

_STRINGS_AND_COMMENTS = re.compile(
    r'''"""(?:\\.|[^\\])*?"""|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''''
    r"|(?P<comment>#[^\n]*)",
    re.DOTALL,
)


def edited(text: str, change: Callable[[TOMLDocument], None]) -> str:
    """A file's text after a change of its document.

    If its inline or dotted tables cannot hold the change, the file is first written with plain
    tables, and its comments move to the top.

    Raises:
        InputError: the file cannot be changed.
    """
    for document in (tomlkit.parse(text), None):
        if document is None:
            document = tomlkit.parse(_with_plain_tables(text))
        try:
            change(document)
            changed = tomlkit.dumps(document)
            if tomllib.loads(changed) == document.unwrap():
                return changed
        except (TOMLKitError, ValueError):  # an inline table cannot hold another table
            continue
    raise InputError([Problem("file", message("inflexible_tables"), message("plain_tables"))])


def _with_plain_tables(text: str) -> str:
    """The same data with a plain table for each table, and all comments at the top."""
    comments = [
        found["comment"].rstrip()
        for found in _STRINGS_AND_COMMENTS.finditer(text)
        if found["comment"]
    ]
    head = (
        ["# Comments from the earlier version of this file:", *comments, "", ""] if comments else []
    )
    return "\n".join(head) + tomlkit.dumps(tomlkit.parse(text).unwrap())
