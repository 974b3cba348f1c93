"""The numbers of a year as attributes: each reads its entry, and an open trace records the read."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from megaroth.kernel.errors import LawError, nearest
from megaroth.kernel.message import message
from megaroth.kernel.trace import Read, note_read, open_trace
from megaroth.law.entry import Entry, Limits, YearStatus

T = TypeVar("T")


class YearNumbers:
    """The entries of a year, read by name.

    Attributes:
        year: the calendar year.
        entries: every limit with its section, source and status.
        switches: provisions in force.
        single: the values of limits that are one number, by name.
    """

    def __init__(self, year: int, limits: Limits) -> None:
        self.year = year
        self.entries, self.switches = limits
        self.single = {
            name: entry.values[""] for name, entry in self.entries.items() if "" in entry.values
        }
        self._kept: dict[Hashable, Any] = {}

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the year's numbers alone, such as a column of them: made once.

        Args:
            key: what it is.
            make: makes it.
        """
        try:
            found: T = self._kept[key]
        except KeyError:
            # Two threads may both make it; they then share one.
            found = self._kept.setdefault(key, make())
        return found

    @property
    def status(self) -> YearStatus:
        """``projected`` if any number of the year is projected; otherwise ``stated`` if the user
        entered any."""
        return self.status_of(*self.entries)

    def status_of(self, *names: str) -> YearStatus:
        """``projected`` if any of these limits is projected; otherwise ``stated`` if the user
        entered any."""
        found = {self.entry(name).status for name in names}
        return (
            "projected" if "projected" in found else "stated" if "stated" in found else "published"
        )

    def has(self, name: str) -> bool:
        """Whether the year has that limit."""
        return name in self.entries

    def entry(self, name: str) -> Entry:
        """A limit with its authority.

        Raises:
            LawError: the year has no such limit.
        """
        try:
            return self.entries[name]
        except KeyError:
            hint = nearest(name, list(self.entries))
            raise LawError(
                message("no_such_limit", year=self.year, name=repr(name), near=hint)
            ) from None

    def value(self, name: str, key: str = "") -> int:
        """One number; an open trace records it.

        Raises:
            LawError: the year has no such limit, or the limit no such key.
        """
        try:
            entry = self.entries[name]
            value = entry.values[key]
        except KeyError:
            known = tuple(self.entry(name).values)
            raise LawError(
                message("no_value_of_limit", name=name, year=self.year, key=repr(key), known=known)
            ) from None
        if open_trace() is not None:
            label = f"{name}[{key}]" if key else name
            note_read(
                Read(label, value, entry.section, entry.source, entry.status, unit=entry.unit)
            )
        return value

    def value_or_zero(self, name: str, key: str) -> int:
        """One number, or zero for a key that the limit does not have.

        Raises:
            LawError: the year has no such limit.
        """
        if open_trace() is None and name in self.entries:
            return self.entries[name].values.get(key, 0)
        return self.value(name, key) if key in self.entry(name).values else 0


class Limit:
    """One number a year."""

    def __set_name__(self, owner: type[YearNumbers], name: str) -> None:
        self.name = name

    def __get__(self, law: YearNumbers, owner: type[YearNumbers] | None = None) -> int:
        # Most reads happen without an open trace.
        value = law.single.get(self.name) if open_trace() is None else None
        return law.value(self.name) if value is None else value


class LimitByStatus:
    """One number for each filing status, or for each kind of coverage."""

    def __set_name__(self, owner: type[YearNumbers], name: str) -> None:
        self.name = name

    def __get__(self, law: YearNumbers, owner: type[YearNumbers] | None = None) -> _Table:
        return _Table(law, self.name)


class _Table:
    def __init__(self, law: YearNumbers, name: str) -> None:
        self._law, self._name = law, name

    def __call__(self, key: str) -> int:
        return self._law.value(self._name, key)


class Switch:
    """Whether a provision is in force in the year."""

    def __set_name__(self, owner: type[YearNumbers], name: str) -> None:
        self.name = name

    def __get__(self, law: YearNumbers, owner: type[YearNumbers] | None = None) -> bool:
        return law.switches[self.name]


def limit_names(numbers: type[YearNumbers]) -> list[str]:
    """Every limit that a class of numbers declares, in the order of declaration."""
    return _declared(numbers, (Limit, LimitByStatus))


def switch_names(numbers: type[YearNumbers]) -> list[str]:
    """Every provision that a class of numbers has a switch for."""
    return _declared(numbers, (Switch,))


def _declared(numbers: type[YearNumbers], kinds: tuple[type, ...]) -> list[str]:
    return [
        name
        for owner in numbers.__mro__
        for name, member in vars(owner).items()
        if isinstance(member, kinds)
    ]
