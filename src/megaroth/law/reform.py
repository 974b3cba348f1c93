"""A change of the law that a user defines for some years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from megaroth.kernel.money import PPM, rounded
from megaroth.law.entry import Entry
from megaroth.law.indices import CHAINED_SINCE, Indices
from megaroth.law.law import Law

FIRST_REFORM_YEAR = 2023
"""The first year with complete income tax in the law data."""

_SCALE = 10**9
_STEP = 50_00


@dataclass(frozen=True, eq=False)
class Reform:
    """A change of the law.

    Attributes:
        name: what to call it.
        first_year, last_year: the years that it changes.
        indexed: whether its amounts grow with prices after the first year as under IRC 1(f),
            rounded down to 50 dollars.
        entries: its limits; filing statuses that a limit leaves out keep today's amounts.
        ended: limits that it repeals.
        switches: provisions that it turns on or off.
    """

    name: str
    first_year: int
    last_year: int
    indexed: bool = False
    entries: Mapping[str, Entry] = field(default_factory=dict)
    ended: tuple[str, ...] = ()
    switches: Mapping[str, bool] = field(default_factory=dict)

    def applied(self, law: Law, like: Mapping[str, Entry]) -> Law:
        """The law of a year with the change, or unchanged outside the reform's years.

        Args:
            law: the law without it.
            like: limits of another year, for those that this year lacks.
        """
        if not self.first_year <= law.year <= self.last_year:
            return law
        entries = {name: entry for name, entry in law.entries.items() if name not in self.ended}
        for name, stated in self.entries.items():
            old = entries.get(name, like.get(name))
            entries |= {
                one: like[one] for one in like if one.startswith(f"{name}_") and one not in entries
            }
            entries[name] = self._laid_over(old, self._grown(stated, law))
        if (
            "standard_deduction" in self.entries
            and "withholding_standard_deduction" not in self.entries
        ):
            # Withholding follows the deduction (Pub. 15-T).
            entries["withholding_standard_deduction"] = replace(
                entries["standard_deduction"], name="withholding_standard_deduction"
            )
        return Law(law.year, entries, {**law.switches, **self.switches}, law.inflation)

    @staticmethod
    def _laid_over(old: Entry | None, stated: Entry) -> Entry:
        if old is None:
            return stated
        values = {**old.values, **stated.values}
        if "" in stated.values and "" not in old.values:
            values = dict.fromkeys(old.values, stated.values[""])
        return replace(
            stated,
            values=values,
            schedule={**old.schedule, **stated.schedule},
            rates=stated.rates or old.rates,
        )

    def _grown(self, entry: Entry, law: Law) -> Entry:
        if not self.indexed or entry.unit != "cents" or law.year == self.first_year:
            return entry
        indices = Indices(law.inflation / PPM)
        ratio = max(
            1.0,
            indices.cost_of_living(
                law.year, self.first_year - 1, last_month=8, chained_since=CHAINED_SINCE
            ),
        )
        whole = int(ratio * _SCALE)

        def grown(cents: int) -> int:
            return cents + int(
                rounded(cents * (whole - _SCALE), _SCALE, to=_STEP, direction="down")
            )

        return replace(
            entry,
            values={key: grown(value) for key, value in entry.values.items()},
            schedule={
                status: tuple(grown(top) for top in tops) for status, tops in entry.schedule.items()
            },
        )


REFORMED = "Not today's law"
"""The beginning of every note about a reform."""

ACTIVE: ContextVar[tuple[Reform, ...]] = ContextVar("reforms", default=())
"""The reforms in force in the current context, the last one on top."""


@contextmanager
def reformed(*reforms: Reform) -> Iterator[None]:
    """Apply reforms to everything computed inside the ``with`` block.

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


def reform_names(year: int) -> list[str]:
    """Names of the reforms in force that change the law of a year."""
    return [one.name for one in ACTIVE.get() if one.first_year <= year <= one.last_year]


def reform_notes(year: int) -> list[str]:
    """The reforms in force that change the law of a year, in sentences."""
    return [f"{REFORMED}: the reform {name!r} changes {year}." for name in reform_names(year)]
