"""The income tax law of a state in one year: amounts, rates, schedules and tiers from its file."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources
from typing import Any

from megaroth.kernel.errors import LawError
from megaroth.law.load import LAST_WHOLE_YEAR

STATES = ("CA", "CO", "DC", "FL", "GA", "IL", "MA", "MN", "NC", "NJ", "NY", "OR", "PA", "TX", "VA", "WA")
"""States whose income tax (or lack of one) is in the law data."""

FIRST_STATE_YEAR = 2023
_CENTS = 100
_PPM_OF_PERCENT = 10_000

ByStatus = dict[str, int]


@dataclass(frozen=True, eq=False)
class Schedule:
    """Rate brackets: where each starts, cents, and its rate, parts per million."""

    starts: tuple[int, ...]
    rates: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class StateLaw:
    """The numbers of one state and year.

    Attributes:
        code: two letters.
        name: the state.
        form: the return of a resident.
        year: the taxable year.
        status: ``published``, ``statutory`` or ``projected``.
        note: what is not certain; empty if nothing.
        sections: the sections and form lines by subject.
        amounts: cents by name, the same for every filing status.
        by_status: cents by name and filing status.
        rates: parts per million by name and filing status.
        schedules: rate brackets by name and filing status.
        tiers: rows of (start, amounts ...), cents, by name and filing status.
    """

    code: str
    name: str
    form: str
    year: int
    status: str
    note: str
    sections: dict[str, str]
    amounts: dict[str, int] = field(default_factory=dict)
    by_status: dict[str, ByStatus] = field(default_factory=dict)
    rates: dict[str, int | ByStatus] = field(default_factory=dict)
    schedules: dict[str, dict[str, Schedule]] = field(default_factory=dict)
    tiers: dict[str, dict[str, tuple[tuple[int, ...], ...]]] = field(default_factory=dict)

    def rate(self, name: str) -> int:
        """A rate that is the same for every filing status, parts per million."""
        found = self.rates[name]
        assert isinstance(found, int)
        return found

    @property
    def taxes_income(self) -> bool:
        """Whether the state taxes the income of residents."""
        return "income" in self.schedules


@functools.lru_cache(maxsize=128)
def state_law(code: str, year: int) -> StateLaw:
    """The income tax law of a state.

    Args:
        code: two letters, one of :data:`STATES`.
        year: the taxable year, 2023 to 2026.

    Returns:
        Its numbers.

    Raises:
        LawError: megaroth holds no law of that state or year.

    >>> state_law("NC", 2026).schedules["income"]["single"].rates
    (39900,)
    """
    if code not in STATES:
        raise LawError(f"the income tax of {code} is not in the law data; it has {', '.join(STATES)}")
    if not FIRST_STATE_YEAR <= year <= LAST_WHOLE_YEAR:
        raise LawError(
            f"the income tax of {code} for {year} is not in the law data; it has {FIRST_STATE_YEAR} to {LAST_WHOLE_YEAR}"
        )
    text = (resources.files("megaroth.law") / "data" / "states" / f"{code.lower()}.toml").read_text("utf-8")
    tables = tomllib.loads(text, parse_float=Decimal)
    table = tables[str(year)]
    return StateLaw(
        code=code,
        name=tables["name"],
        form=tables["form"],
        year=year,
        status=table["status"],
        note=table.get("note", ""),
        sections=tables["sections"],
        amounts={name: _whole(value, _CENTS) for name, value in table.get("amounts", {}).items()},
        by_status={name: _scaled(values, _CENTS) for name, values in table.get("by_status", {}).items()},
        rates={
            name: _scaled(value, _PPM_OF_PERCENT) if isinstance(value, dict) else _whole(value, _PPM_OF_PERCENT)
            for name, value in table.get("rates", {}).items()
        },
        schedules={
            name: {status: _schedule(one) for status, one in by_status.items()}
            for name, by_status in table.get("schedules", {}).items()
        },
        tiers={
            name: {status: tuple(tuple(_whole(x, _CENTS) for x in row) for row in rows) for status, rows in by_status.items()}
            for name, by_status in table.get("tiers", {}).items()
        },
    )


def _schedule(table: dict[str, Any]) -> Schedule:
    return Schedule(
        tuple(_whole(start, _CENTS) for start in table["starts"]), tuple(_whole(rate, _PPM_OF_PERCENT) for rate in table["rates"])
    )


def _scaled(values: dict[str, Any], scale: int) -> ByStatus:
    return {status: _whole(value, scale) for status, value in values.items()}


def _whole(value: int | Decimal, scale: int) -> int:
    scaled = Decimal(value) * scale
    if scaled != scaled.to_integral_value():
        raise LawError(f"{value} is no whole number of cents or parts per million")
    return int(scaled)
