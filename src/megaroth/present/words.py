"""Words that every face uses."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.message import Message
from megaroth.kernel.money import dollars
from megaroth.planyear.result import Range
from megaroth.present.sentences.amounts import rounded as rounded
from megaroth.present.sentences.amounts import share_of_paths as share_of_paths
from megaroth.present.sentences.amounts import whole as whole
from megaroth.present.sentences.sentence import Reader, as_text

DISCLAIMER = (
    "megaroth informs and shows its sources; it is not tax advice. Ask a tax "
    "professional before you act on it."
)


def money(value: Any) -> str:
    """Cents for people; a range as two amounts."""
    if isinstance(value, Range):
        return f"{dollars(int(value.low))} to {dollars(int(value.high))}"
    return dollars(int(value))


def plain(text: Message | str) -> str:
    """A message in the words of the page, or a text, without marks of code."""
    return as_text(text, Reader.PAGE).replace("`", "")
