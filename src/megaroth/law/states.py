"""The income tax law of a state in one year: amounts, rates, schedules and tiers from its file."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from megaroth.kernel.errors import LawError
from megaroth.kernel.message import message
from megaroth.kernel.money import DOLLAR, PERCENT, PPM
from megaroth.kernel.stairs import Stairs
from megaroth.law.data_files import tables_of
from megaroth.law.indices import DEFAULT_INFLATION_PPM, Indices
from megaroth.law.years import LAST_YEAR

# fmt: off
STATES = (
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ",
    "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA",
    "WI", "WV", "WY",
)
# fmt: on
"""The states and the District of Columbia; each has a file in the law data, with or without an
income tax."""

Support = Literal["supported", "approximate"]

FIRST_STATE_YEAR = 2023
_HALF_YEARS = 2
_PERSONS = 1
_TIERS = {
    "tiers": (DOLLAR, DOLLAR),
    "rate_tiers": (DOLLAR, PERCENT),
    "age_tiers": (_HALF_YEARS, DOLLAR),
    "count_tiers": (_PERSONS, DOLLAR),
}
"""Groups of tiers in a file: the units of their starts and of their values."""

ByStatus = dict[str, int]


@dataclass(frozen=True, eq=False)
class Schedule:
    """Rate brackets: where each starts, cents, and its rate, parts per million."""

    starts: tuple[int, ...]
    rates: tuple[int, ...]

    @functools.cached_property
    def stairs(self) -> Stairs:
        """The brackets as steps."""
        return Stairs(self.starts, (0, *self.rates))


@dataclass(frozen=True, eq=False)
class StateLaw:
    """The numbers of one state and year.

    Attributes:
        code: two letters.
        name: the state.
        form: the return of a resident.
        support: ``supported`` if the answer matches two engines wherever they agree and state law
            settles each of their disagreements; otherwise ``approximate``.
        left_out: what an approximate state's answer leaves out; empty if nothing is known.
        year: the taxable year.
        status: ``published``, ``statutory`` or ``projected``.
        note: what is uncertain; empty if nothing.
        sections: the sections and form lines by subject.
        amounts: cents by name, the same for every filing status.
        by_status: cents by name and filing status.
        rates: parts per million by name and filing status.
        schedules: rate brackets by name and filing status.
        tiers: rows of (start, values ...) by name and filing status: a start in cents of income,
            half-years of age or persons, values in cents or parts per million, as the group of the
            file says.
        ages: half-years by name.
        birth_years: calendar years by name.
        switches: how the state treats some kinds of income.
        taxes_other_states_interest: whether it taxes interest on bonds of other states and their
            cities.
        taxes_health_savings: whether health savings accounts are ordinary accounts there.
    """

    code: str
    name: str
    form: str
    support: Support
    left_out: str
    year: int
    status: str
    note: str
    sections: dict[str, str]
    amounts: dict[str, int] = field(default_factory=dict)
    by_status: dict[str, ByStatus] = field(default_factory=dict)
    rates: dict[str, int | ByStatus] = field(default_factory=dict)
    schedules: dict[str, dict[str, Schedule]] = field(default_factory=dict)
    tiers: dict[str, dict[str, tuple[tuple[int, ...], ...]]] = field(default_factory=dict)
    ages: dict[str, int] = field(default_factory=dict)
    birth_years: dict[str, int] = field(default_factory=dict)
    switches: dict[str, bool | str] = field(default_factory=dict)
    taxes_other_states_interest: bool = False
    taxes_health_savings: bool = False

    def rate(self, name: str) -> int:
        """A rate that is the same for every filing status, parts per million."""
        found = self.rates[name]
        assert isinstance(found, int)
        return found

    @property
    def taxes_income(self) -> bool:
        """Whether the state taxes the income of residents."""
        return "income" in self.schedules


def state_law(code: str, year: int, inflation: int = DEFAULT_INFLATION_PPM) -> StateLaw:
    """The income tax law of a state, read from its file at each call: a law book keeps it.

    Args:
        code: two letters, one of :data:`STATES`.
        year: the taxable year, 2023 or later.
        inflation: price growth after the last published month, parts per million a year, for years
            after the last whole one.

    Returns:
        Its numbers. A year after the last complete one is ``projected``: enacted changes over the
        last complete year's numbers, with indexed amounts grown by prices.

    Raises:
        LawError: megaroth has no law for that state or year.

    >>> state_law("NC", 2026).schedules["income"]["single"].rates
    (39900,)
    """
    if code not in STATES:
        raise LawError(message("no_law_of_state", state=code, known=tuple(STATES)))
    if not FIRST_STATE_YEAR <= year <= LAST_YEAR:
        raise LawError(
            message("no_state_law_of_year", state=code, year=year, first=FIRST_STATE_YEAR)
        )
    tables = _tables(code)
    if year > last_whole_year(code):
        return _projected(code, tables, year, Indices(inflation / PPM))
    return _state_law(code, tables, tables[str(year)], year)


def last_whole_year(code: str) -> int:
    """The last year with complete law in a state's file, marked by its status; later tables hold
    only enacted changes.

    Each state has its own last year, whatever the last published year of federal law.
    """
    return max(
        int(year) for year, table in _tables(code).items() if year.isdigit() and "status" in table
    )


@functools.cache
def _tables(code: str) -> dict[str, Any]:
    return tables_of(f"states/{code.lower()}")


def _projected(code: str, tables: dict[str, Any], year: int, indices: Indices) -> StateLaw:
    """The last complete year's numbers with later enacted changes; indexed amounts grow with
    prices."""
    last = last_whole_year(code)
    table = tables[str(last)]
    enacted = [later for later in range(last + 1, year + 1) if str(later) in tables]
    for later in enacted:
        table = _laid_over(table, tables[str(later)])
    growth = indices.prices_to_august(year - 1) / indices.prices_to_august(last - 1)
    for path in tables.get("indexed", []):
        group, _, rest = path.partition(".")
        name, _, places = rest.partition(":")
        if name in table.get(group, {}):
            table = _laid_over(
                table, {group: {name: _indexed(group, table[group][name], growth, places)}}
            )
    note = f"amounts of {last}" + (", indexed ones with prices" if tables.get("indexed") else "")
    note += "".join(f", as enacted for {later}" for later in enacted[-1:])
    note += "; what later years change by sunset, trigger or act is not in it otherwise"
    return _state_law(code, tables, {**table, "status": "projected", "note": note}, year)


def _laid_over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables merged key by key; ``over`` wins."""
    merged = dict(under)
    for key, value in over.items():
        merged[key] = (
            _laid_over(merged[key], value)
            if isinstance(value, dict) and isinstance(merged.get(key), dict)
            else value
        )
    return merged


def _indexed(group: str, value: Any, growth: float, places: str) -> Any:
    """Amounts grown with prices, in whole dollars.

    In a schedule the starts of brackets grow, or only those at ``places``. In tiers the amounts
    grow, and with ``places`` = ``all`` the starts too.
    """
    if group == "schedules":
        only = {int(place) for place in places.split(",")} if places else None
        return {
            status: one
            | {
                "starts": [
                    _grown(x, growth) if only is None or at in only else x
                    for at, x in enumerate(one["starts"])
                ]
            }
            for status, one in value.items()
        }
    if group == "tiers":
        first = 0 if places == "all" else 1
        return {
            status: [row[:first] + [_grown(x, growth) for x in row[first:]] for row in rows]
            for status, rows in value.items()
        }
    return (
        {status: _grown(x, growth) for status, x in value.items()}
        if isinstance(value, dict)
        else _grown(value, growth)
    )


def _grown(value: int | Decimal, growth: float) -> int:
    return math.floor(float(value) * growth)


def _state_law(code: str, tables: dict[str, Any], table: dict[str, Any], year: int) -> StateLaw:
    return StateLaw(
        code=code,
        name=tables["name"],
        form=tables["form"],
        support=tables["support"],
        left_out=tables.get("left_out", ""),
        year=year,
        status=table["status"],
        note=table.get("note", ""),
        sections=tables["sections"],
        amounts={name: _whole(value, DOLLAR) for name, value in table.get("amounts", {}).items()},
        by_status={
            name: _scaled(values, DOLLAR) for name, values in table.get("by_status", {}).items()
        },
        rates={
            name: _scaled(value, PERCENT) if isinstance(value, dict) else _whole(value, PERCENT)
            for name, value in table.get("rates", {}).items()
        },
        schedules={
            name: {status: _schedule(one) for status, one in by_status.items()}
            for name, by_status in table.get("schedules", {}).items()
        },
        tiers={
            name: {status: _rows(rows, *units) for status, rows in by_status.items()}
            for group, units in _TIERS.items()
            for name, by_status in table.get(group, {}).items()
        },
        ages={name: _whole(value, _HALF_YEARS) for name, value in tables.get("ages", {}).items()},
        birth_years=tables.get("birth_years", {}),
        switches=table.get("switches", {}),
        taxes_other_states_interest=tables.get("other_states_interest") == "taxed",
        taxes_health_savings=tables.get("health_savings") == "taxed",
    )


def _rows(
    rows: list[list[int | Decimal]], of_start: int, of_values: int
) -> tuple[tuple[int, ...], ...]:
    return tuple(
        (_whole(row[0], of_start), *(_whole(value, of_values) for value in row[1:])) for row in rows
    )


def _schedule(table: dict[str, Any]) -> Schedule:
    return Schedule(
        tuple(_whole(start, DOLLAR) for start in table["starts"]),
        tuple(_whole(rate, PERCENT) for rate in table["rates"]),
    )


def _scaled(values: dict[str, Any], scale: int) -> ByStatus:
    return {status: _whole(value, scale) for status, value in values.items()}


def _whole(value: int | Decimal, scale: int) -> int:
    scaled = Decimal(value) * scale
    if scaled != scaled.to_integral_value():
        raise LawError(f"{value} is not a whole number of cents, half-years or parts per million")
    return int(scaled)
