"""Published figures that a user enters for years whose notice megaroth does not have yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from megaroth.law.entry import Entry
from megaroth.law.terms import spoken

_NAMED = 8
"""How many limits a sentence names before it only counts the rest."""


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


STATED: ContextVar[tuple[Figures, ...]] = ContextVar("figures", default=())
"""The figures in force in the current context."""


@contextmanager
def stated(*figures: Figures) -> Iterator[None]:
    """Use the figures of a file instead of projections for everything computed inside the ``with``
    block.

    >>> from megaroth.law.load import law
    >>> mine = Entry("annual_additions", {"": 7_600_000}, "cents", "IRC 415(c)(1)(A)", "Notice 2026-00", "stated")
    >>> with stated(Figures("law-2027.toml", {2027: {"annual_additions": mine}})):
    ...     law(2027).annual_additions, law(2027).entry("annual_additions").status
    (7600000, 'stated')
    """
    token = STATED.set((*STATED.get(), *figures))
    try:
        yield
    finally:
        STATED.reset(token)


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


def stated_names(year: int) -> dict[str, list[str]]:
    """A year's limits from the figures in force, by source."""
    found: dict[str, list[str]] = {}
    for file in STATED.get():
        for entry in file.years.get(year, {}).values():
            found.setdefault(entry.source, []).append(spoken(entry.name))
    return found


def stated_years() -> list[int]:
    """The years that the figures in force cover."""
    return sorted({year for file in STATED.get() for year in file.years})


def figures_notes(year: int, projected: list[str]) -> list[str]:
    """Which of a year's figures the user has entered and which are still projected, in sentences;
    empty if none is entered.

    Args:
        year: the year.
        projected: names of the limits that are projected.
    """
    by_source = stated_names(year)
    if not by_source:
        return []
    notes = [
        f"Figures for {year} that you entered, from {source}: {', '.join(names)}."
        for source, names in by_source.items()
    ]
    if projected:
        named = ", ".join(spoken(name) for name in projected[:_NAMED])
        more = f" and {len(projected) - _NAMED} more" if len(projected) > _NAMED else ""
        notes.append(
            f"Figures for {year} still projected: {named}{more} (`megaroth law {year}` with the "
            "same file lists them)."
        )
    return notes
