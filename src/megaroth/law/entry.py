"""One limit of one year, as its TOML table has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from megaroth.kernel.errors import LawError
from megaroth.kernel.money import to_cents, to_ppm

Status = Literal["published", "projected", "stated", "reform"]
YearStatus = Literal["published", "projected", "stated"]
Unit = Literal["cents", "ppm", "years", "count"]

KEYS: Mapping[Unit, tuple[str, ...]] = {
    "ppm": ("rate",),
    "years": ("age", "years"),
    "count": ("count",),
}
"""The keys that state a number of each unit; the other keys are amounts in dollars."""

_RATES = ("rates_by_children", "rates_by_income")
"""Tables of rates: by the number of children, or by the percentage of the poverty line at which
each begins."""

_ABOUT = {"section", "source", "evidence", "first_year"}


@dataclass(frozen=True)
class Entry:
    """A limit with its authority.

    Attributes:
        name: the limit's name, a key of the year's file.
        values: cents, parts per million, years (an age or a period) or a count, by filing status or
            coverage; the key ``""`` where there is one.
        unit: what ``values`` counts.
        section: section of the Code (or regulation) that sets it.
        source: the notice, revenue procedure or public law that gives the number.
        status: ``published``, ``projected`` by the statutory indexing rule, ``stated`` by the user
            as published, or of a user's ``reform``.
        evidence: how the number was checked: statute, irs, dataset, secondary or recalled.
    """

    name: str
    values: Mapping[str, int]
    unit: Unit
    section: str
    source: str
    status: Status = "published"
    evidence: str = "statute"
    schedule: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rates: tuple[int, ...] = ()

    @classmethod
    def read(cls, name: str, table: Mapping[str, Any]) -> Entry:
        """The entry of a TOML table; amounts there are dollars and rates percentages.

        Raises:
            LawError: a value is not an amount or rate, or the table lacks its section or source.
        """
        try:
            about = {key: str(table[key]) for key in ("section", "source")}
            evidence = str(table.get("evidence", "statute"))
            if "rates" in table:
                return cls(
                    name,
                    {},
                    "cents",
                    about["section"],
                    about["source"],
                    evidence=evidence,
                    schedule={
                        status: tuple(to_cents(top) for top in tops)
                        for status, tops in table["tops"].items()
                    },
                    rates=tuple(to_ppm(rate) for rate in table["rates"]),
                )
            if by := [table[key] for key in _RATES if key in table]:
                rates = {key: to_ppm(rate) for key, rate in by[0].items()}
                return cls(name, rates, "ppm", about["section"], about["source"], evidence=evidence)
            if "rate" in table:
                return cls(
                    name,
                    {"": to_ppm(table["rate"])},
                    "ppm",
                    about["section"],
                    about["source"],
                    evidence=evidence,
                )
            if years := [table[key] for key in KEYS["years"] if key in table]:
                return cls(
                    name,
                    {"": int(years[0])},
                    "years",
                    about["section"],
                    about["source"],
                    evidence=evidence,
                )
            if "count" in table or "counts" in table:
                counts = {"": table["count"]} if "count" in table else table["counts"]
                whole = {key: int(value) for key, value in counts.items()}
                return cls(
                    name, whole, "count", about["section"], about["source"], evidence=evidence
                )
            values = {
                "" if key == "amount" else key: to_cents(table[key])
                for key in table
                if key not in _ABOUT
            }
            return cls(name, values, "cents", about["section"], about["source"], evidence=evidence)
        except (KeyError, ValueError, TypeError) as error:
            raise LawError(
                f"[{name}]: {error if isinstance(error, ValueError) else repr(error)}"
            ) from error


class Limits(NamedTuple):
    """The limits of a year by name, and which provisions are in force."""

    entries: Mapping[str, Entry]
    switches: Mapping[str, bool]
