"""Filing status, for one return or a column of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt

from megaroth.kernel.cents import Cents, Column, Flag
from megaroth.law.law import Law

STATUSES = (
    "single",
    "married_joint",
    "married_separate",
    "head_of_household",
    "qualifying_surviving_spouse",
)
"""Filing statuses; a column of status holds their places in this list."""

Status: TypeAlias = str | npt.NDArray[np.int8]


def status_column(names: Sequence[str]) -> npt.NDArray[np.int8]:
    """A column of filing status from names."""
    return np.array([STATUSES.index(name) for name in names], dtype=np.int8)


def by_status(law: Law, name: str, status: Status) -> Cents:
    """A limit that differs by filing status, cents, in the shape of ``status``.

    Raises:
        LawError: the year has no such limit, or the limit no such status.
    """
    if isinstance(status, str):
        return law.value(name, status)
    return _values(law, name)[status]


def is_status(status: Status, *names: str) -> Flag:
    """Whether the status is one of these."""
    if isinstance(status, str):
        return status in names
    found = status == STATUSES.index(names[0])
    for name in names[1:]:
        found = found | (status == STATUSES.index(name))
    return cast(Flag, found)


@functools.lru_cache(maxsize=4096)
def _values(law: Law, name: str) -> Column:
    values = law.entry(name).values
    return np.array([values.get(status, 0) for status in STATUSES], dtype=np.int64)


@functools.lru_cache(maxsize=512)
def _tops(law: Law) -> Column:
    """Tops of the brackets, (brackets, statuses)."""
    schedule = law.entry("income_tax").schedule
    return np.array([schedule[status] for status in STATUSES], dtype=np.int64).T.copy()


def bracket_tops(law: Law, status: Status) -> list[Cents]:
    """The tops of the rate brackets, cents, each in the shape of ``status``."""
    if isinstance(status, str):
        return list(law.entry("income_tax").schedule[status])
    return [cast(Column, row[status]) for row in _tops(law)]
