"""How figures of a comparison's years are made: money within reach, and how far ahead."""

from __future__ import annotations

from megaroth.kernel.errors import InputError, Problem
from megaroth.planning.results import Comparison
from megaroth.present.measure_worksheets import over_paths
from megaroth.present.names import label_of
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet


def reach_sheets(answer: Comparison, year: int) -> list[Worksheet]:
    """What each alternative has within reach without the additional tax on January 1 of a year.

    Raises:
        InputError: the answer does not have this year.
    """
    first = answer.alternatives[0]
    _has_year(year, list(first.within_reach))
    title = f"Within reach without penalty on January 1, {year}, in {answer.years[0]} dollars"
    sheet = Sheet("within_reach", title, "each under its best policy, at the assumed growth")
    sheet.text("counts", "the taxable account, before the tax on its gain")
    sheet.text("counts", "Roth IRA contributions, and conversions that may leave", "IRC 408A(d)")
    sheet.text("counts", "plans after separation at 55; all money from 59 1/2", "IRC 72(t)(2)")
    for one in answer.alternatives:
        sheet.add(f"with {label_of(one.name)}", one.within_reach[year])
        if one is not first:
            apart = one.within_reach[year] - first.within_reach[year]
            sheet.add(f"more than with {label_of(first.name)}", apart)
    return [sheet.done()]


def ahead_sheets(answer: Comparison, year: int) -> list[Worksheet]:
    """How far ahead the best alternative is if everything is cashed out at the end of a year.

    Raises:
        InputError: the answer does not have this year.
    """
    of = answer.headline
    by_year = {} if of is None else of.by_year
    _has_year(year, list(by_year))
    names = "" if of is None else f"{label_of(of.name)} less {label_of(of.against)}"
    title = f"Cashed out at the end of {year}, in {answer.years[0]} dollars"
    sheet = Sheet("ahead", title, names)
    note = "after the tax of that year, with the same spending until then"
    sheet.add("difference at the assumed growth", by_year[year].level, "", note)
    over_paths(sheet, by_year[year], "difference on the same paths")
    return [sheet.done()]


def _has_year(year: int, known: list[int]) -> None:
    """Refuse a year that an answer does not have.

    Raises:
        InputError: names those that it has.
    """
    if year not in known:
        expected = f"a year from {known[0]} to {known[-1]}" if known else "an answer with years"
        raise InputError([Problem("year", str(year), expected)])
