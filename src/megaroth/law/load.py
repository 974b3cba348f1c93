"""The law of any year from 2002: read from its file, or projected."""

from __future__ import annotations

import functools
import tomllib
from decimal import Decimal
from importlib import resources
from typing import Any

from megaroth.kernel.errors import LawError
from megaroth.kernel.money import MOST_AHEAD_CENTS, PPM, percent
from megaroth.law.entry import Entry
from megaroth.law.figures import STATED, Figures, completed
from megaroth.law.forecast import project
from megaroth.law.indices import DEFAULT_INFLATION_PPM, Indices
from megaroth.law.law import Law
from megaroth.law.reform import ACTIVE, Reform

FIRST_YEAR = 2002
LAST_WHOLE_YEAR = 2026
"""The last year whose limits are all published."""

LAST_YEAR = 2126
"""A century ahead; further than any household plans."""


def _tables(name: str) -> dict[str, Any]:
    text = (resources.files("megaroth.law") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@functools.cache
def _file(year: int) -> tuple[dict[str, Entry], dict[str, bool]]:
    tables = _tables(str(year))
    switches = tables.pop("switches")
    tables.pop("year")
    return {name: Entry.read(name, table) for name, table in tables.items()}, switches


@functools.cache
def _statute() -> dict[str, tuple[Entry, int]]:
    return {
        name: (Entry.read(name, table), table.get("first_year", FIRST_YEAR))
        for name, table in _tables("statute").items()
    }


def law(year: int, inflation: int | None = None) -> Law:
    """The numbers of one year, with the reforms in force (:func:`megaroth.law.reform.reformed`).

    Args:
        year: from 2002; numbers that are not published are projected by the statutory indexing
            rules.
        inflation: yearly price growth after the last published month, parts per million; default
            24,000 (2.4%).

    Returns:
        The law of that year; its ``status`` and each entry's say what is projected.

    Raises:
        LawError: megaroth has no law for that year.

    >>> law(2026).annual_additions, law(2026).status, law(2027).status
    (7200000, 'published', 'projected')
    """
    return _law(year, inflation, ACTIVE.get(), STATED.get())


def law_without_user_files(year: int) -> Law:
    """The numbers of a year from the law data and the indexing rules, without reforms or figures of
    the user."""
    return _law(year, None, (), ())


@functools.lru_cache(maxsize=512)
def _law(
    year: int, inflation: int | None, reforms: tuple[Reform, ...], figures: tuple[Figures, ...]
) -> Law:
    if reforms:
        return reforms[-1].applied(
            _law(year, inflation, reforms[:-1], figures), _file(LAST_WHOLE_YEAR)[0]
        )
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise LawError(f"no law of the year {year!r}; megaroth knows {FIRST_YEAR} to {LAST_YEAR}")
    fixed = {name: entry for name, (entry, first) in _statute().items() if year >= first}
    if year <= LAST_WHOLE_YEAR:
        entries, switches = _file(year)
        return Law(year, fixed | entries, switches)
    last, switches = _file(LAST_WHOLE_YEAR)
    published: dict[str, Entry] = {}
    for later in range(LAST_WHOLE_YEAR + 1, year + 1):
        last = last | {name: completed(last.get(name), entry) for name, entry in published.items()}
        published = {}
        if (resources.files("megaroth.law") / "data" / f"{later}.toml").is_file():
            published, switches = _file(later)
        for file in figures:
            published = file.over(later, published)
    rate = DEFAULT_INFLATION_PPM if inflation is None else inflation
    if not -PPM // 10 <= rate <= PPM:
        raise LawError(f"inflation of {rate} parts per million a year is beyond -10% to 100%")
    entries = project(year, last, published, Indices(rate / PPM))
    if any(
        value > MOST_AHEAD_CENTS
        for entry in entries.values()
        if entry.unit == "cents"
        for value in entry.values.values()
    ):
        raise LawError(
            f"inflation of {percent(rate)} a year makes amounts of {year} larger than can be "
            "counted; assume less"
        )
    return Law(year, fixed | entries, switches, rate)


def history(name: str, last: int = LAST_WHOLE_YEAR + 1) -> dict[int, Entry]:
    """One limit in every year that has it, from 2002 to ``last``.

    Raises:
        LawError: no year has it.
    """
    found = {
        year: entry
        for year in range(FIRST_YEAR, last + 1)
        if (entry := law(year).entries.get(name))
    }
    if not found:
        law(LAST_WHOLE_YEAR).entry(name)
    return found
