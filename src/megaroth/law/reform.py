"""A change of the law that a user defines for some years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import PPM, rounded
from megaroth.law.entry import Entry, Limits
from megaroth.law.indices import CHAINED_SINCE, Indices

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

    def changes(self, year: int) -> bool:
        """Whether the reform changes the law of a year."""
        return self.first_year <= year <= self.last_year

    def applied(
        self, limits: Limits, year: int, inflation: int, like: Mapping[str, Entry]
    ) -> Limits:
        """The limits of a year with the change; unchanged outside the reform's years.

        Args:
            limits: those without it.
            year: whose limits they are.
            inflation: yearly price growth after the last published month, parts per million.
            like: limits of another year, for those that this year lacks.
        """
        if not self.changes(year):
            return limits
        entries = {name: one for name, one in limits.entries.items() if name not in self.ended}
        for name, stated in self.entries.items():
            old = entries.get(name, like.get(name))
            entries |= {
                one: like[one] for one in like if one.startswith(f"{name}_") and one not in entries
            }
            entries[name] = self._laid_over(old, self._grown(stated, year, inflation))
        if (
            "standard_deduction" in self.entries
            and "withholding_standard_deduction" not in self.entries
        ):
            # Withholding follows the deduction (Pub. 15-T).
            entries["withholding_standard_deduction"] = replace(
                entries["standard_deduction"], name="withholding_standard_deduction"
            )
        return Limits(entries, {**limits.switches, **self.switches})

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

    def _grown(self, entry: Entry, year: int, inflation: int) -> Entry:
        if not self.indexed or entry.unit != "cents" or year == self.first_year:
            return entry
        indices = Indices(inflation / PPM)
        ratio = max(
            1.0,
            indices.cost_of_living(
                year, self.first_year - 1, last_month=8, chained_since=CHAINED_SINCE
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


def reform_names(reforms: Iterable[Reform], year: int) -> list[str]:
    """Names of the reforms that change the law of a year."""
    return [one.name for one in reforms if one.changes(year)]


def reform_notes(reforms: Iterable[Reform], year: int) -> list[Message]:
    """The reforms that change the law of a year."""
    return [
        message("reform", name=name, first=year, last=None) for name in reform_names(reforms, year)
    ]
