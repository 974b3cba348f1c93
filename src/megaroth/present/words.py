"""Words that every face uses."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.money import dollars
from megaroth.planyear.figure import Range
from megaroth.present.sentences.amounts import rounded as rounded
from megaroth.present.sentences.amounts import share_of_paths as share_of_paths
from megaroth.present.sentences.amounts import whole as whole

DISCLAIMER = (
    "megaroth informs and shows its sources; it is not tax advice. Ask a tax "
    "professional before you act on it."
)


def money(value: Any) -> str:
    """Cents for people; a range as two amounts."""
    if isinstance(value, Range):
        return f"{dollars(int(value.low))} to {dollars(int(value.high))}"
    return dollars(int(value))
