"""Any answer of the library as plain data, in dollars: what ``megaroth.to_data`` gives."""

from __future__ import annotations

import importlib
from typing import Any

from megaroth.contract import plain_data

_OWN = {"Comparison": "compare", "YearsAhead": "project", "Optimized": "optimize"}
"""Answers whose JSON differs from their fields, and the module of this package that writes it."""


def to_data(answer: Any) -> dict[str, Any]:
    """An answer as dictionaries and lists: amounts in dollars, percentages as numbers, dates as
    text.

    A range is ``{"low": ..., "high": ...}``; a column of amounts is a list. Answers about the years
    ahead have the keys of their JSON, without its ``schema``.

    Args:
        answer: of :func:`megaroth.plan`, :func:`megaroth.rollover`, :func:`megaroth.compare`,
            :func:`megaroth.years_ahead` or :func:`megaroth.optimize`, or any part of a plan year.
    """
    own = _OWN.get(type(answer).__name__)
    if own is None:
        return plain_data.to_data(answer)
    # Loaded when asked: a plan year is written without what the years ahead import.
    found: dict[str, Any] = importlib.import_module(f"megaroth.contract.{own}").to_data(answer)
    return found
