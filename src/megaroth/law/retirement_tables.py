"""Tables of retirement distributions as data: the Uniform Lifetime Table, the Single Life Table,
and the age at which required distributions begin."""

from __future__ import annotations

import functools

from megaroth.kernel.errors import LawError
from megaroth.kernel.message import message
from megaroth.law.data_files import rows_of

TENTHS = 10


@functools.cache
def _table(name: str = "uniform_lifetime") -> dict[int, int]:
    return {int(row["age"]): round(float(row["years"]) * TENTHS) for row in rows_of(name)}


def uniform_lifetime(age: int) -> int:
    """The distribution period of the Uniform Lifetime Table, tenths of a year.

    Args:
        age: attained in the year of the distribution, 72 or more; from 120 on the period is that of
            120.

    Raises:
        LawError: the table has no such age.

    Source:
        26 CFR 1.401(a)(9)-9(c), for years after 2021.

    >>> uniform_lifetime(73)
    265
    """
    table = _table()
    if age < min(table):
        raise LawError(message("uniform_lifetime_from", first=min(table), age=age))
    return table[min(age, max(table))]


def single_life(age: int) -> int:
    """The life expectancy of the Single Life Table, tenths of a year.

    Args:
        age: attained in the year, 18 to 60: the ages of early distributions.

    Raises:
        LawError: the table has no such age.

    Source:
        26 CFR 1.401(a)(9)-9(b), for years after 2021; Pub. 590-B, Appendix B, Table I.

    >>> single_life(50)
    362
    """
    table = _table("single_life")
    if age not in table:
        raise LawError(message("single_life_within", first=min(table), last=max(table), age=age))
    return table[age]


def required_beginning_age(born: int) -> int:
    """The age at which required minimum distributions begin, in whole half-years.

    Args:
        born: year of birth; of 1949 the second half.

    Source:
        26 USC 401(a)(9)(C)(v).

    >>> required_beginning_age(1958), required_beginning_age(1960)
    (146, 150)
    """
    found = 0
    for row in rows_of("required_beginning"):
        if born >= int(row["born_from"]):
            found = int(row["age_in_half_years"])
    return found
