"""Explain how a figure of an answer is calculated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from megaroth.kernel.trace import listen
from megaroth.present.worksheet import Worksheet, worksheets


def explain(name: str, ask: Callable[..., Any], *args: Any, **kwargs: Any) -> list[Worksheet]:
    """The worksheets of one figure of an answer.

    Args:
        name: a figure, such as ``after_tax_room``.
        ask: the function that gives the answer, such as :func:`megaroth.plan`.
        args: its arguments.
        kwargs: its keyword arguments.

    Returns:
        One worksheet for each person and job that has the figure.

    Raises:
        InputError: the answer has no such figure; names the nearest.

    >>> import megaroth as mr
    >>> sheet = explain("after_tax_room", mr.room, mr.law_of(2026), age=40, pay=60_000_00, deferral=24_500_00, employer=3_000_00)[0]
    >>> sheet.lines[-1].value
    '$32,500.00'
    """
    with listen() as root:
        ask(*args, **kwargs)
    return worksheets(root, name)
