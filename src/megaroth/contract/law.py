"""The law as JSON: the limits of a year, and one limit through the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from megaroth.contract.schema_parts import (
    COUNT,
    NUMBER,
    STATUS,
    TEXT,
    Schema,
    array,
    closed,
    optional,
    record,
)
from megaroth.kernel.money import PPM, number, percent
from megaroth.law.entry import Entry
from megaroth.law.law import Law

SCHEMA = "megaroth.law/1"
HISTORY_SCHEMA = "megaroth.law_history/1"
_UNITS = {"cents": "dollars", "ppm": "percent", "years": "years", "count": "number"}
_UNIT: Schema = {"enum": ["dollars", "percent", "years", "number"]}


def limits(numbers: Law, before: Law | None) -> list[dict[str, Any]]:
    """Every limit as plain data: dollars, percent, years or a number."""
    found = []
    for name, entry in numbers.entries.items():
        for key, value in _values(entry).items():
            old = (
                None
                if before is None or name not in before.entries
                else _values(before.entries[name]).get(key)
            )
            found.append(
                {
                    "name": f"{name}.{key}" if key else name,
                    "value": _number(value, entry.unit),
                    "before": None if old is None else _number(old, entry.unit),
                    "unit": _UNITS[entry.unit],
                    "section": entry.section,
                    "source": entry.source,
                    "status": entry.status,
                    "evidence": entry.evidence,
                }
            )
    return found


@dataclass(frozen=True)
class Limits:
    """The law of a year, and the year that it is compared with, if any."""

    law: Law
    before: Law | None = None

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Every limit; where the year is compared, those that differ."""
        found = limits(self.law, self.before)
        return (
            found
            if self.before is None
            else [one for one in found if one["value"] != one["before"]]
        )


def to_json(answer: Limits) -> dict[str, Any]:
    """The limits of a year with the name of their schema: dollars, percent or years."""
    return {
        "schema": SCHEMA,
        "year": answer.law.year,
        "status": answer.law.status,
        "diff": answer.before.year if answer.before else None,
        "limits": answer.rows,
    }


def history_json(limit: str, years: Mapping[int, Entry]) -> dict[str, Any]:
    """One limit through the years with the name of its schema.

    Args:
        limit: its name; after a point the one value of several that is meant.
        years: what each year says.
    """
    return {"schema": HISTORY_SCHEMA} | through_years(limit, years)


def through_years(limit: str, years: Mapping[int, Entry]) -> dict[str, Any]:
    """One limit in every year that has it: dollars, percent or years."""
    key = limit.partition(".")[2]
    rows = [
        {
            "year": year,
            "key": one,
            "value": _number(value, entry.unit),
            "status": entry.status,
            "source": entry.source,
        }
        for year, entry in years.items()
        for one, value in _values(entry).items()
        if key in ("", one)
    ]
    entry = years[max(years)]
    return {"limit": limit, "unit": _UNITS[entry.unit], "section": entry.section, "years": rows}


def _values(entry: Entry) -> dict[str, int]:
    """The values of a limit; a rate schedule's tops by status and rate."""
    if not entry.rates:
        return dict(entry.values)
    return {
        f"{status}.{percent(rate)}": top
        for status, tops in entry.schedule.items()
        for rate, top in zip(entry.rates, tops, strict=False)
    }


def _number(value: int, unit: str) -> int | float:
    if unit == "cents":
        return number(value)
    return value * 100 / PPM if unit == "ppm" else value


def schema() -> Schema:
    """The closed schema of the limits of a year."""
    limit = record(
        {
            "name": TEXT,
            "value": NUMBER,
            "before": optional(NUMBER),
            "unit": _UNIT,
            "section": TEXT,
            "source": TEXT,
            "status": STATUS,
            "evidence": TEXT,
        }
    )
    return closed(
        SCHEMA,
        {
            "year": COUNT,
            "status": STATUS,
            "diff": optional(COUNT),
            "limits": array(limit),
        },
    )


def history_schema() -> Schema:
    """The closed schema of one limit through the years."""
    row = record({"year": COUNT, "key": TEXT, "value": NUMBER, "status": STATUS, "source": TEXT})
    return closed(
        HISTORY_SCHEMA,
        {"limit": TEXT, "unit": _UNIT, "section": TEXT, "years": array(row)},
    )
