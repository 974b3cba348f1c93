"""Filing status, for one return or a column of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

from megaroth.kernel.columns import np, npt
from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents, Column, Flag
from megaroth.law.law import Law

STATUSES = (
    "single",
    "married_joint",
    "married_separate",
    "head_of_household",
    "qualifying_surviving_spouse",
)
"""Filing statuses; a status column holds indexes into this list."""

COMMUNITY_STATES = ("AZ", "CA", "ID", "LA", "NM", "NV", "TX", "WA", "WI")
"""Community property states: each spouse has half of the income by default (IRS Publication
555)."""

T = TypeVar("T")


def separate_note(state: str | None) -> Message:
    """The assumptions of separate returns."""
    community_state = state if state in COMMUNITY_STATES else None
    return message("separate_returns", community_state=community_state)


class StatusColumn:
    """Filing status of many returns. It caches lookups, since a return needs the same limits again.

    Attributes:
        places: the index of each status in :data:`STATUSES`, (n,).
    """

    def __init__(self, places: npt.NDArray[Any]) -> None:
        self.places = places.astype(np.intp)
        self._kept: dict[object, Any] = {}

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """The value of ``make``, computed once per key."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def __getitem__(self, rows: Any) -> StatusColumn:
        """The status of some rows."""
        return StatusColumn(self.places[rows])

    def __len__(self) -> int:
        return len(self.places)


Status: TypeAlias = str | StatusColumn


def status_column(names: Sequence[str]) -> StatusColumn:
    """A column of filing status from names."""
    return StatusColumn(np.array([STATUSES.index(name) for name in names]))


def by_status(law: Law, name: str, status: Status) -> Cents:
    """A limit by filing status, cents, in the shape of ``status``; 0 for a status that the law
    leaves out.

    Raises:
        LawError: the year has no such limit.
    """
    if isinstance(status, str):
        return law.value_or_zero(name, status)
    return status.keep((law, name), lambda: np.take(_values(law, name), status.places))


def is_status(status: Status, name: str) -> Flag:
    """Whether the status is the one named."""
    if isinstance(status, str):
        return status == name
    found: npt.NDArray[np.bool_] = status.keep(name, lambda: status.places == STATUSES.index(name))
    return found


def _values(law: Law, name: str) -> Column:
    def made() -> Column:
        values = law.entry(name).values
        return np.array([values.get(status, 0) for status in STATUSES], dtype=np.int64)

    return law.keep(("by status", name), made)


def _tops(law: Law) -> Column:
    """Tops of the brackets, (brackets, statuses)."""

    def made() -> Column:
        schedule = law.entry("income_tax").schedule
        return np.array([schedule[status] for status in STATUSES], dtype=np.int64).T.copy()

    return law.keep("tops by status", made)


def bracket_tops(law: Law, status: Status) -> list[Cents]:
    """The tops of the rate brackets, cents, each in the shape of ``status``."""
    if isinstance(status, str):
        return list(law.entry("income_tax").schedule[status])
    return status.keep((law, "tops"), lambda: [np.take(row, status.places) for row in _tops(law)])
