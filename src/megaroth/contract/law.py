"""The law as JSON: the limits of a year, and one limit through the years."""

from __future__ import annotations

from typing import Any

from megaroth.contract.schema_parts import COUNT, NUMBER, STATUS, TEXT, Schema, array, closed, optional, record
from megaroth.kernel.money import PPM, number, percent
from megaroth.law.entry import Entry
from megaroth.law.law import Law
from megaroth.law.load import history

SCHEMA = "megaroth.law/1"
HISTORY_SCHEMA = "megaroth.law_history/1"
_UNITS = {"cents": "dollars", "ppm": "percent", "years": "years", "count": "number"}
_UNIT: Schema = {"enum": ["dollars", "percent", "years", "number"]}


def limits(numbers: Law, before: Law | None) -> list[dict[str, Any]]:
    """Every limit as plain data: dollars, percent, years or a number."""
    found = []
    for name, entry in numbers.entries.items():
        for key, value in _values(entry).items():
            old = None if before is None or name not in before.entries else _values(before.entries[name]).get(key)
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


def of_year(numbers: Law, before: Law | None) -> dict[str, Any]:
    """The limits of a year; with ``before`` those that differ from another's."""
    found = [item for item in limits(numbers, before) if before is None or item["value"] != item["before"]]
    return {"year": numbers.year, "status": numbers.status, "diff": before.year if before else None, "limits": found}


def through_years(limit: str) -> dict[str, Any]:
    """One limit in every year that has it. Raises LawError where none has."""
    name, _, key = limit.partition(".")
    years = history(name)
    rows = [
        {"year": year, "key": one, "value": _number(value, entry.unit), "status": entry.status, "source": entry.source}
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
