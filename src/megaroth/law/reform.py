"""A change of the law that a user states, laid over the law of the years that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from megaroth.kernel.cents import PPM, rounded
from megaroth.law.entry import Entry
from megaroth.law.indices import CHAINED_SINCE, Indices
from megaroth.law.law import Law

FIRST_REFORM_YEAR = 2023
"""The first year whose income tax the law data holds whole."""

_SCALE = 10**9
_STEP = 50_00


@dataclass(frozen=True, eq=False)
class Reform:
    """A change of the law.

    Attributes:
        name: what to call it.
        first_year, last_year: the years that it changes.
        indexed: whether its amounts grow with prices after the first year, as those of IRC 1(f), down to 50 dollars.
        entries: limits as it has them; the statuses that one leaves out keep today's amounts.
        ended: limits that it takes away.
        switches: provisions that it turns on or off.
    """

    name: str
    first_year: int
    last_year: int
    indexed: bool = False
    entries: Mapping[str, Entry] = field(default_factory=dict)
    ended: tuple[str, ...] = ()
    switches: Mapping[str, bool] = field(default_factory=dict)

    def applied(self, law: Law) -> Law:
        """The law of a year with the change, or as it is in a year that the change does not reach."""
        if not self.first_year <= law.year <= self.last_year:
            return law
        entries = {name: entry for name, entry in law.entries.items() if name not in self.ended}
        for name, stated in self.entries.items():
            entry = self._grown(stated, law)
            old = entries.get(name)
            if old is not None and set(old.values) != {""}:
                entry = replace(entry, values={**old.values, **entry.values})
            if old is not None and old.schedule:
                rates = entry.rates or old.rates
                entry = replace(entry, schedule={**old.schedule, **entry.schedule}, rates=rates)
            entries[name] = entry
        return Law(law.year, entries, {**law.switches, **self.switches}, law.inflation)

    def _grown(self, entry: Entry, law: Law) -> Entry:
        if not self.indexed or entry.unit != "cents" or law.year == self.first_year:
            return entry
        indices = Indices(law.inflation / PPM)
        ratio = indices.cost_of_living(law.year, self.first_year - 1, last_month=8, chained_since=CHAINED_SINCE)
        whole = int(ratio * _SCALE)

        def grown(cents: int) -> int:
            return cents + int(rounded(cents * (whole - _SCALE), _SCALE, to=_STEP, direction="down"))

        return replace(
            entry,
            values={key: grown(value) for key, value in entry.values.items()},
            schedule={status: tuple(grown(top) for top in tops) for status, tops in entry.schedule.items()},
        )


ACTIVE: ContextVar[tuple[Reform, ...]] = ContextVar("reforms", default=())
"""The reforms in force where the code runs, the last one on top."""


@contextmanager
def reformed(*reforms: Reform) -> Iterator[None]:
    """Lay reforms over the law of everything that is computed inside the ``with`` block.

    >>> from megaroth.law.load import law
    >>> cut = Reform("lower age", 2030, 2032, entries={"catch_up_age": Entry("catch_up_age", {"": 45}, "years", "bill", "bill")})
    >>> with reformed(cut):
    ...     law(2029).catch_up_age, law(2030).catch_up_age
    (50, 45)
    """
    token = ACTIVE.set((*ACTIVE.get(), *reforms))
    try:
        yield
    finally:
        ACTIVE.reset(token)


def reform_notes(year: int) -> list[str]:
    """What reforms change the law of a year where the code runs, in sentences."""
    return [
        f"Not today's law: the reform {one.name!r} changes {year}."
        for one in ACTIVE.get()
        if one.first_year <= year <= one.last_year
    ]
