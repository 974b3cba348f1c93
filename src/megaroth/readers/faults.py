"""The result of a check between fields: the field's value and the expected one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from megaroth.kernel.message import Message, Shown, message


class Fault(NamedTuple):
    """The value of a field and the expected one."""

    found: Shown
    expected: Message
    near: str | None = None


Found = Iterator[tuple[tuple[str | int, ...], Fault]]


NOTHING = message("nothing")
"""Found where a value is missing."""
AN_AMOUNT = message("an_amount")


def choice(key: str, word: str) -> Message:
    """The word of a choice; pages show its label."""
    return message("choice", value=f"{key}.{word}")
