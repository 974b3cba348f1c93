"""The highest elections of a plan, between what people type and what the file holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import tomlkit

from megaroth.kernel.money import percent, to_ppm

_SOURCES = {
    "pre-tax": "pre_tax",
    "roth": "roth",
    "catch-up": "catch_up",
    "after-tax": "after_tax",
}


def highest_shown(value: Any) -> str:
    """The highest elections as people type them: ``75%``, or ``75%; after-tax 10%``."""
    if not hasattr(value, "get"):
        return rate_shown(value)
    parts = [rate_shown(value["combined"])] if "combined" in value else []
    parts += [
        f"{spoken} {rate_shown(value[key])}" for spoken, key in _SOURCES.items() if key in value
    ]
    return "; ".join(parts)


def highest(typed: str) -> Any:
    """A typed answer as the file's rate or table; None for no maximum.

    Raises:
        ValueError: it cannot be read.
    """
    if typed.casefold() in ("", "no", "none", "no maximum"):
        return None
    found: dict[str, str] = {}
    for part in typed.casefold().split(";"):
        source, _, rate = part.strip().rpartition(" ")
        key = "combined" if not source else _SOURCES.get(source.strip())
        try:
            if key is None or key in found:
                raise ValueError
            found[key] = percent(to_ppm(rate.rstrip("%") + "%"))
        except ValueError:
            expected = "a percentage such as 75%, or 50%; after-tax 10%"
            raise ValueError(expected) from None
    if list(found) == ["combined"]:
        return found["combined"]
    table = tomlkit.inline_table()
    table.update(found)
    return table


def rate_shown(value: Any) -> str:
    """A rate as the page shows it; the file may have a text or a fraction."""
    try:
        return percent(to_ppm(value if isinstance(value, str) else Decimal(str(value))))
    except ValueError:
        return str(value)
