"""Payroll contributions that states take from employees: disability, leave and unemployment
insurance."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from megaroth.kernel.money import rounded
from megaroth.law.data_files import rows_of

_SOCIAL_SECURITY = "ssb"


@dataclass(frozen=True)
class Contribution:
    """A payroll contribution of employees in a state and year.

    Attributes:
        name: what it pays for.
        rate: of wages, parts per million; employees pay at most ``share`` of it, parts per million.
        base: the most wages of one employer that it applies to, cents; None for all wages.
        most: yearly maximum, cents; None if there is none.
        taxed_wages: whether it applies to income tax wages, which leave out pre-tax deferrals.
        section, source: its authority.
        note: what to know about it.
        status: ``published``, or ``projected``: the last published rate, with amounts that follow
            the Social Security base.
    """

    name: str
    rate: int
    share: int
    base: int | None
    most: int | None
    taxed_wages: bool
    section: str
    source: str
    note: str
    status: str


@functools.cache
def _rows() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows_of("state_payroll"):
        found.setdefault((row["state"], row["name"]), []).append(row)
    return found


def state_contributions(
    state: str, year: int, wage_base: Callable[[int], int]
) -> tuple[Contribution, ...]:
    """The contributions of employees in a state and year; after the last published year the last
    ones, projected.

    Args:
        state: two letters.
        year: the calendar year; none is in the data before 2023.
        wage_base: the Social Security wage base of a year, cents: a state may take it for its own,
            and amounts of later years follow it.

    >>> [(one.name, one.rate) for one in state_contributions("CA", 2026, lambda year: 184_500_00)]
    [('disability insurance', 13000)]
    """
    found = []
    for (code, _), rows in _rows().items():
        begun = [row for row in rows if int(row["year"]) <= year]
        if code == state and begun:
            found.append(_contribution(begun[-1], year, wage_base))
    return tuple(found)


def _contribution(row: dict[str, str], year: int, wage_base: Callable[[int], int]) -> Contribution:
    stated = int(row["year"])

    def amount(text: str) -> int | None:
        if not text:
            return None
        if text == _SOCIAL_SECURITY:
            return wage_base(year)
        cents = int(Decimal(text) * 100)
        return cents if stated == year else int(rounded(cents * wage_base(year), wage_base(stated)))

    return Contribution(
        name=row["name"],
        rate=int(row["rate"]),
        share=int(row["share"]),
        base=amount(row["base"]),
        most=amount(row["most"]),
        taxed_wages=row["wages"] == "taxed",
        section=row["section"],
        source=row["source"],
        note=row["note"],
        status="published" if stated == year else "projected",
    )
