"""Lines of Form 1040 and its schedules by tax year, as data."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from megaroth.kernel.errors import LawError
from megaroth.kernel.message import message
from megaroth.law.data_files import tables_of

Pair = tuple[str, str]
"""The gross and the taxable line of a distribution."""


@dataclass(frozen=True, kw_only=True)
class FormLines:
    """Lines of one year's Form 1040.

    Attributes:
        ira: of distributions from IRAs, conversions included.
        plan: of distributions from plans, rollovers included; the same as ``ira`` where the year's
            form has one pair for both.
        withheld: of income tax withheld on Forms 1099; None where the data do not hold the year's
            line.
        early_distribution: of the additional tax on early distributions; None as for ``withheld``.
        rollover: how a rollover is marked.
        others: the line of each further figure of a return, by its name.
    """

    ira: Pair
    plan: Pair
    withheld: str | None
    early_distribution: str | None
    rollover: str
    others: Mapping[str, str]


@functools.cache
def _changes() -> dict[int, dict[str, Any]]:
    return {int(year): table for year, table in tables_of("form_lines").items()}


@functools.cache
def form_lines(year: int) -> FormLines:
    """The lines of a year's return; a year whose form is not published yet uses the last published
    form.

    Raises:
        LawError: the data begin later.

    >>> form_lines(2017).plan, form_lines(2018).plan, form_lines(2019).plan, form_lines(2026).plan
    (('16a', '16b'), ('4a', '4b'), ('4c', '4d'), ('5a', '5b'))
    """
    found: dict[str, Any] = {}
    for first in sorted(_changes()):
        if first <= year:
            found |= _changes()[first]
    if not found:
        raise LawError(message("no_form_lines_of_year", year=year, first=min(_changes())))
    found.pop("source")
    return FormLines(
        ira=tuple(found.pop("ira")),
        plan=tuple(found.pop("plan")),
        withheld=found.pop("withheld", None),
        early_distribution=found.pop("early_distribution", None),
        rollover=found.pop("rollover"),
        others=MappingProxyType(found),
    )
