"""The versions of the contract that an interface can answer in."""

from __future__ import annotations

from typing import Literal, get_args

from megaroth.kernel.errors import InputError, Problem

SchemaVersion = Literal[1, 2]
VERSIONS: tuple[int, ...] = get_args(SchemaVersion)
FIRST = 1
DEFAULT: SchemaVersion = 1
"""What an interface answers in unless it is asked for another version; docs/versioning.md says
until when."""

NEWEST: SchemaVersion = 2
"""What the assistant compares in: the first version whose comparison has a headline."""


def checked(field: str, version: int) -> int:
    """A version that there is.

    Raises:
        InputError: there is none of that number; names those that there are.
    """
    if version in VERSIONS:
        return version
    expected = "one of " + ", ".join(str(one) for one in VERSIONS)
    raise InputError([Problem(field, repr(version), expected)])
