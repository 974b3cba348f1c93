"""Words that every face uses."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.message import Message
from megaroth.kernel.money import PPM, dollars, percent
from megaroth.planyear.result import Range
from megaroth.present.sentences.sentence import Reader, as_text

DISCLAIMER = (
    "megaroth informs and shows its sources; it is not tax advice. Ask a tax "
    "professional before you act on it."
)


def whole(cents: int) -> str:
    """Cents as whole dollars, for results over many years."""
    return dollars(round(int(cents) / 100) * 100).removesuffix(".00")


def money(value: Any) -> str:
    """Cents for people; a range as two amounts."""
    if isinstance(value, Range):
        return f"{dollars(int(value.low))} to {dollars(int(value.high))}"
    return dollars(int(value))


def plain(text: Message | str) -> str:
    """A message in the words of the page, or a text, without marks of code."""
    return as_text(text, Reader.PAGE).replace("`", "")


def share_of_paths(share: float, digits: int = 0) -> str:
    """A share of paths as percent, never rounded up to all of them nor down to none.

    >>> share_of_paths(0.9996), share_of_paths(0.0004, 1), share_of_paths(1.0)
    ('more than 99%', 'less than 0.1%', '100%')
    """
    step = 10**-digits / 100
    if 1 - step < share < 1:
        return f"more than {percent(round((1 - step) * PPM), digits)}"
    if 0 < share < step:
        return f"less than {percent(round(step * PPM), digits)}"
    return percent(round(share * PPM), digits)
