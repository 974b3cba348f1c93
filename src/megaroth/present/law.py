"""Limits of the law in words."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.money import dollars
from megaroth.law.figures import stated_names
from megaroth.law.law_book import LawBook


def shown(value: Any, unit: str) -> str:
    """A value with its unit."""
    if value is None:
        return "-"
    if unit == "dollars":
        return dollars(round(value * 100)).removesuffix(".00")
    return f"{value:g}%" if unit == "percent" else str(value)


def law_sentence(year: int, status: str, law_book: LawBook) -> str:
    """The status of a year's law in one sentence; empty if all of it is published."""
    if status == "stated":
        return (
            f"What the law data does not hold of {year} yet comes from the figures that you state."
        )
    if status != "projected":
        return ""
    which = "that you do not state " if stated_names(law_book.figures, year) else ""
    return (
        f"Limits of {year} {which}are projected by the statutory indexing rules, not published yet."
    )
