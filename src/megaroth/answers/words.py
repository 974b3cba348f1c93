"""Words that every face uses."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.cents import dollars
from megaroth.planyear.result import Range

DISCLAIMER = "megaroth informs and shows its sources; it is not tax advice. Ask a tax professional before you act on it."


def whole(cents: int) -> str:
    """Cents as whole dollars, for what is worked out over years."""
    return dollars(round(int(cents) / 100) * 100).removesuffix(".00")


def money(value: Any) -> str:
    """Cents for people; a range as two amounts."""
    if isinstance(value, Range):
        return f"{dollars(int(value.low))} to {dollars(int(value.high))}"
    return dollars(int(value))
