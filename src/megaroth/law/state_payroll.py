"""Payroll contributions that states take from employees: disability, leave and unemployment
insurance."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from megaroth.kernel.money import rounded
from megaroth.law.figures import STATED
from megaroth.law.indices import DEFAULT_INFLATION_PPM
from megaroth.law.load import law
from megaroth.law.reform import ACTIVE

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
    text = (resources.files("megaroth.law") / "data" / "state_payroll.csv").read_text("utf-8")
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["state"], row["name"]), []).append(row)
    return found


def contributions(
    state: str, year: int, inflation: int = DEFAULT_INFLATION_PPM
) -> tuple[Contribution, ...]:
    """The contributions of employees in a state and year; after the last published year the last
    ones, projected.

    Args:
        state: two letters.
        year: the calendar year; none is in the data before 2023.
        inflation: for the Social Security base of later years, parts per million.

    >>> [(one.name, one.rate) for one in contributions("CA", 2026)]
    [('disability insurance', 13000)]
    """
    return _contributions(state, year, inflation, (*ACTIVE.get(), *STATED.get()))


@functools.lru_cache(maxsize=1024)
def _contributions(
    state: str, year: int, inflation: int, _over: tuple[object, ...]
) -> tuple[Contribution, ...]:
    """The cache also keys on reforms and figures in force: a base may be that of Social Security,
    which they can change."""
    found = []
    for (code, _), rows in _rows().items():
        begun = [row for row in rows if int(row["year"]) <= year]
        if code == state and begun:
            found.append(_contribution(begun[-1], year, inflation))
    return tuple(found)


def _contribution(row: dict[str, str], year: int, inflation: int) -> Contribution:
    stated = int(row["year"])

    def amount(text: str) -> int | None:
        if not text:
            return None
        base = law(year, inflation).social_security_wage_base
        if text == _SOCIAL_SECURITY:
            return base
        cents = int(Decimal(text) * 100)
        return (
            cents
            if stated == year
            else int(rounded(cents * base, law(stated).social_security_wage_base))
        )

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
