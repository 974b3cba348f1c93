"""Tables of alternatives under their best policies, the same on every face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from megaroth.planning.measured_results import Headline, Spread
from megaroth.planning.results import Comparison, OutcomeRange
from megaroth.present.words import share_of_paths, whole

_REACH_YEARS = 5
"""Years between the rows of a short table of money within reach."""


@dataclass(frozen=True)
class MeasureTable:
    """A table whose first column names its rows; all others hold numbers.

    Attributes:
        title: what it holds.
        heads: of the columns.
        rows: the cells.
        sheets: of each row the worksheet of each cell after the first, as the page names it; empty
            where there is none.
    """

    title: str
    heads: list[str]
    rows: list[list[str]]
    sheets: list[list[str]] = field(default_factory=list)

    def sheet_of(self, row: int, cell: int) -> str:
        """The worksheet of a cell, counted from the second; empty for none."""
        return self.sheets[row][cell] if self.sheets else ""


def as_named(name: str) -> str:
    """The name of an alternative as files have it."""
    return name


def leading_table(answer: Comparison, name: Callable[[str], str] = as_named) -> MeasureTable:
    """The measure that leads, exactly: each alternative with its difference from the first, its
    range, its penalties and how often its money runs out.

    Args:
        answer: a comparison whose alternatives have their best policies.
        name: how to write the name of an alternative.
    """
    random, spends = answer.paths > 1, _spends(answer)
    heads = [
        "alternative",
        "a year" if spends else "cashed out",
        "more",
        *(["5% to 95%"] if random else []),
        "penalties",
        "runs out",
    ]
    rows = []
    for place, one in enumerate(answer.alternatives):
        level, apart = one.measures.leading, one.differences.leading
        rows.append(
            [
                name(one.name),
                _middle(level),
                _middle(apart) if place else "",
                *([_range(apart) if place else ""] if random else []),
                whole(one.penalties),
                share_of_paths(one.short),
            ]
        )
    what = "To spend a year after work" if spends else "Everything cashed out"
    title = f"{what}, in {answer.years[0]} dollars"
    return MeasureTable(title, heads, rows, _of_alternatives(rows))


def heirs_and_cash(answer: Comparison, name: Callable[[str], str] = as_named) -> MeasureTable:
    """What heirs get and what cashing everything out leaves, and the differences from the first."""
    rows = []
    for place, one in enumerate(answer.alternatives):
        row = [name(one.name)]
        for measure in ("estate", "cash_out"):
            level, apart = (getattr(of, measure) for of in (one.measures, one.differences))
            row += [_middle(level), _middle(apart) if place else ""]
        rows.append(row)
    return MeasureTable(
        f"At the end of {answer.years[1]}, in {answer.years[0]} dollars",
        ["alternative", "for heirs", "more", "cashed out", "more"],
        rows,
        _of_alternatives(rows),
    )


def _of_alternatives(rows: list[list[str]]) -> list[list[str]]:
    """The worksheets of rows with one alternative each."""
    return [[f"alternative/{place}"] * (len(row) - 1) for place, row in enumerate(rows)]


def within_reach(
    answer: Comparison, name: Callable[[str], str] = as_named, every: int = _REACH_YEARS
) -> MeasureTable:
    """Money that each alternative has within reach without penalty on January 1.

    Args:
        answer: a comparison whose alternatives have their best policies.
        name: how to write the name of an alternative.
        every: years between the rows.
    """
    years = list(answer.alternatives[0].within_reach)[::every]
    return MeasureTable(
        f"Within reach without penalty, in {answer.years[0]} dollars",
        ["year", *(name(one.name) for one in answer.alternatives)],
        [
            [str(year), *(whole(one.within_reach[year]) for one in answer.alternatives)]
            for year in years
        ],
        [[f"reach/{year}"] * len(answer.alternatives) for year in years],
    )


def ahead_table(first: Headline) -> MeasureTable:
    """How far ahead it is by year, as the chart shows it."""
    random = first.difference.p50 is not None
    heads = ["year", *(["5%", "median", "95%"] if random else ["ahead by"])]
    rows = []
    for year, one in first.by_year.items():
        figures = (one.p5 or 0, one.middle, one.p95 or 0) if random else (one.level,)
        rows.append([str(year), *(whole(figure) for figure in figures)])
    sheets = [[f"ahead/{year}"] * (len(heads) - 1) for year in first.by_year]
    return MeasureTable("How far ahead, by year", heads, rows, sheets)


def both_ends(
    found: OutcomeRange[Comparison], name: Callable[[str], str] = as_named
) -> MeasureTable:
    """The measure that leads with the plan rules that give the least and the most."""
    spends = _spends(found.most)
    what = "a year" if spends else "cashed out"
    rows = []
    pairs = zip(found.least.alternatives, found.most.alternatives, strict=True)
    for place, pair in enumerate(pairs):
        row = [name(pair[0].name)]
        for one in pair:
            level, apart = one.measures.leading, one.differences.leading
            row += [_middle(level), _middle(apart) if place else "", whole(one.penalties)]
        rows.append(row)
    ends = [f"{end}: {head}" for end in ("least", "most") for head in (what, "more", "penalties")]
    title = "To spend a year after work" if spends else "Everything cashed out"
    return MeasureTable(
        f"{title}, least and most, in {found.most.years[0]} dollars",
        ["alternative", *ends],
        rows,
        [
            [f"alternative/{place}?end={end}" for end in ("least", "most") for _ in range(3)]
            for place in range(len(rows))
        ],
    )


def _spends(answer: Comparison) -> bool:
    """Whether the spending that lasts leads."""
    return answer.alternatives[0].measures.spending_per_year is not None


def _middle(spread: Spread) -> str:
    return whole(spread.middle)


def _range(spread: Spread) -> str:
    if spread.p5 is None or spread.p95 is None:
        return ""
    return f"{whole(spread.p5)} to {whole(spread.p95)}"
