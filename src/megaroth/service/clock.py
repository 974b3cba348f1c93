"""The day on which an interface is asked. Only interfaces read it: the library reads no clock."""

from __future__ import annotations

import os
from datetime import date

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message

SETTING = "MEGAROTH_TODAY"
"""The environment variable that stands in for this machine's date, for output that is repeated."""


def today(stated: str | None = None, field: str = "--today") -> date:
    """The day of a question.

    Args:
        stated: a day of the user, such as ``2026-07-14``; None for the setting, or else for this
            machine's date.
        field: what the user calls it.

    Raises:
        InputError: that is no day.
    """
    text, name = (stated, field) if stated else (os.environ.get(SETTING), SETTING)
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError([Problem(name, repr(text), message("a_date"))]) from None
