"""The federal limits of a year, from its file in the law data or projected by the indexing rules.

The contents of the package's own files never change, so they are read once.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from megaroth.kernel.errors import LawError
from megaroth.kernel.message import Share, message
from megaroth.kernel.money import MOST_AHEAD_CENTS, PPM
from megaroth.law.data_files import has_tables, tables_of
from megaroth.law.entry import Entry, Limits
from megaroth.law.figures import Figures, completed
from megaroth.law.forecast import project
from megaroth.law.indices import Indices
from megaroth.law.years import FIRST_YEAR, LAST_WHOLE_YEAR, LAST_YEAR


def limits_of(year: int, inflation: int, figures: tuple[Figures, ...] = ()) -> Limits:
    """The limits of a year.

    Args:
        year: from 2002.
        inflation: yearly price growth after the last published month, parts per million.
        figures: a user's published figures, which replace projections; the last file wins.

    Raises:
        LawError: megaroth has no law for that year, or prices grow faster than can be counted.
    """
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise LawError(message("no_law_of_year", year=repr(year), first=FIRST_YEAR, last=LAST_YEAR))
    fixed = {name: entry for name, (entry, first) in _statute().items() if year >= first}
    if year <= LAST_WHOLE_YEAR:
        entries, switches = file_of(year)
        return Limits(fixed | dict(entries), switches)
    projected, switches = _projected(year, inflation, figures)
    return Limits(fixed | projected, switches)


def _projected(
    year: int, inflation: int, figures: tuple[Figures, ...]
) -> tuple[dict[str, Entry], Mapping[str, bool]]:
    """The limits of a year after the last whole one: what is published of it, and the rest
    projected."""
    found, switches = file_of(LAST_WHOLE_YEAR)
    last, published = dict(found), dict[str, Entry]()
    for later in range(LAST_WHOLE_YEAR + 1, year + 1):
        last |= {name: completed(last.get(name), entry) for name, entry in published.items()}
        published = {}
        if has_tables(str(later)):
            known, switches = file_of(later)
            published = dict(known)
        for file in figures:
            published = file.over(later, published)
    if not -PPM // 10 <= inflation <= PPM:
        raise LawError(message("inflation_out_of_range", inflation=Share(inflation, inflation)))
    entries = project(year, last, published, Indices(inflation / PPM))
    if any(
        value > MOST_AHEAD_CENTS
        for entry in entries.values()
        if entry.unit == "cents"
        for value in entry.values.values()
    ):
        raise LawError(
            message("inflation_too_high_to_count", inflation=Share(inflation, inflation), year=year)
        )
    return entries, switches


@functools.cache
def file_of(year: int) -> Limits:
    """The contents of a year's file."""
    tables = tables_of(str(year))
    switches = tables.pop("switches")
    tables.pop("year")
    return Limits({name: Entry.read(name, table) for name, table in tables.items()}, switches)


@functools.cache
def _statute() -> Mapping[str, tuple[Entry, int]]:
    return {
        name: (Entry.read(name, table), table.get("first_year", FIRST_YEAR))
        for name, table in tables_of("statute").items()
    }
