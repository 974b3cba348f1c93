"""The law as JSON: the limits of a year, and one limit through the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from megaroth.contract.versions import Contract
from megaroth.kernel.money import PPM, number, percent
from megaroth.law.entry import Entry, Status
from megaroth.law.law import Law

UnitName = Literal["dollars", "percent", "years", "number"]
_UNITS: dict[str, UnitName] = {
    "cents": "dollars",
    "ppm": "percent",
    "years": "years",
    "count": "number",
}


@dataclass(frozen=True)
class Limit:
    """One number of a year's law.

    Attributes:
        name: of the limit; after a point which of its values, where it has several.
        value: in its unit.
        before: the value in the year that it is compared with, if any.
        section: of the Code.
        source: of the number.
        evidence: how the number was checked.
    """

    name: str
    value: int | float
    before: int | float | None
    unit: UnitName
    section: str
    source: str
    status: Status
    evidence: str


@dataclass(frozen=True)
class LimitsOfYear:
    """The law of a year, number by number.

    Attributes:
        diff: the year that it is compared with; ``limits`` then has those that differ.
    """

    year: int
    status: Status
    diff: int | None
    limits: list[Limit]


@dataclass(frozen=True)
class LimitInYear:
    """One value of a limit in one year."""

    year: int
    key: str
    value: int | float
    status: Status
    source: str


@dataclass(frozen=True)
class LimitHistory:
    """One limit in every year that has it."""

    limit: str
    unit: UnitName
    section: str
    years: list[LimitInYear]


CONTRACT = Contract("law", LimitsOfYear)
HISTORY = Contract("law_history", LimitHistory)


def limits_of_year(numbers: Law, before: Law | None = None) -> LimitsOfYear:
    """The limits of a year; where it is compared with another, those that differ."""
    found = limits(numbers, before)
    return LimitsOfYear(
        year=numbers.year,
        status=numbers.status,
        diff=before.year if before else None,
        limits=[one for one in found if before is None or one.value != one.before],
    )


def limits(numbers: Law, before: Law | None) -> list[Limit]:
    """Every limit of a year, each with that of another year if there is one."""
    return list(_limits(numbers, before))


def _limits(numbers: Law, before: Law | None) -> Iterator[Limit]:
    for name, entry in numbers.entries.items():
        earlier = before.entries.get(name) if before else None
        old = _values(earlier) if earlier else {}
        for key, value in _values(entry).items():
            yield Limit(
                name=f"{name}.{key}" if key else name,
                value=_number(value, entry.unit),
                before=_number(old[key], entry.unit) if key in old else None,
                unit=_UNITS[entry.unit],
                section=entry.section,
                source=entry.source,
                status=entry.status,
                evidence=entry.evidence,
            )


def through_years(limit: str, years: Mapping[int, Entry]) -> LimitHistory:
    """One limit in every year that has it.

    Args:
        limit: its name; after a point the one value of several that is meant.
        years: what each year says.
    """
    key = limit.partition(".")[2]
    rows = [
        LimitInYear(year, one, _number(value, entry.unit), entry.status, entry.source)
        for year, entry in years.items()
        for one, value in _values(entry).items()
        if key in ("", one)
    ]
    entry = years[max(years)]
    return LimitHistory(limit, _UNITS[entry.unit], entry.section, rows)


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
