"""Published figures that a user enters for years whose notice megaroth does not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from megaroth.kernel.message import Message, message
from megaroth.law.entry import Entry
from megaroth.law.terms import spoken

_NAMED = 8
"""How many limits a note names before it only counts the rest."""


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of one file.

    Attributes:
        name: of the file.
        years: limits by year and name, each with only the values in the file.
    """

    name: str
    years: Mapping[int, Mapping[str, Entry]]

    def over(self, year: int, published: Mapping[str, Entry]) -> dict[str, Entry]:
        """The published limits of a year with the file's figures added."""
        return {**published, **self.years.get(year, {})}


def completed(old: Entry | None, new: Entry) -> Entry:
    """An entry with the values that it lacks taken from an older one."""
    if old is None:
        return new
    return replace(
        new,
        values={**old.values, **new.values},
        schedule={**old.schedule, **new.schedule},
        rates=new.rates or old.rates,
    )


def stated_names(figures: Iterable[Figures], year: int) -> dict[str, list[str]]:
    """A year's limits that a user's figures state, by source."""
    found: dict[str, list[str]] = {}
    for file in figures:
        for entry in file.years.get(year, {}).values():
            found.setdefault(entry.source, []).append(spoken(entry.name))
    return found


def stated_years(figures: Iterable[Figures]) -> list[int]:
    """The years that a user's figures cover."""
    return sorted({year for file in figures for year in file.years})


def figures_notes(figures: Iterable[Figures], year: int, projected: list[str]) -> list[Message]:
    """Which of a year's figures the user has entered and which are still projected;
    empty if none is entered.

    Args:
        figures: the user's.
        year: the year.
        projected: names of the limits that are projected.
    """
    by_source = stated_names(figures, year)
    if not by_source:
        return []
    notes = [
        message("figures_entered", year=year, source=source, limits=tuple(names))
        for source, names in by_source.items()
    ]
    if projected:
        named = tuple(spoken(name) for name in projected[:_NAMED])
        more = max(len(projected) - _NAMED, 0)
        notes.append(message("figures_projected", year=year, limits=named, more=more))
    return notes
