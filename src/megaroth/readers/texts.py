"""Read typed text or a table's cell, within the bounds of the household file for the same field."""

from __future__ import annotations

import re
from typing import Any

from megaroth.kernel.message import message
from megaroth.kernel.money import UnreadableError, to_cents
from megaroth.model.fields import Kind
from megaroth.readers.kinds import RefusedError, reader
from megaroth.readers.typed import plain_amount

_WHOLE = re.compile(r"(-?\d{1,9})(?:\.0*)?", re.ASCII)
"""A whole number; tables written from columns of floats have 2.0 for 2."""


def of_text(kind: Kind, text: str) -> Any:
    """The value of a field from a text.

    Args:
        kind: the field's kind.
        text: what was typed; amounts may have a dollar sign, commas between thousands and k or m
            for thousands or millions, rates a percent sign.

    Returns:
        What the model holds: cents, parts per million, an integer, a date or a word.

    Raises:
        RefusedError: the field does not accept it; says what it would.

    >>> of_text(Kind("money"), "23,000"), of_text(Kind("money"), "23k")
    (2300000, 2300000)
    >>> of_text(Kind("count", most=20), "2.0")
    2
    """
    plain = text.strip()
    match kind.form:
        case "money" | "signed_money":
            return _cents(kind, plain)
        case "count" | "year":
            found = _WHOLE.fullmatch(plain)
            return reader(kind)(None if found is None else int(found[1]))
        case _:
            return reader(kind)(plain)


def _cents(kind: Kind, text: str) -> int:
    try:
        cents = to_cents(plain_amount(text))
    except UnreadableError as error:
        raise RefusedError(error.expected) from None
    if cents < 0 and kind.form == "money":
        raise RefusedError(message("zero_or_more"))
    return cents
