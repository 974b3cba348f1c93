"""The tables of a report's spreadsheet: paychecks, moves, forms and years ahead, with charts.

Every text is written as a string, and no amount is a formula: these are results, which the inputs
of the sheet *Year* do not change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from megaroth.law.terms import spoken
from megaroth.present.form_sentences import form_sentence
from megaroth.present.names import label_of
from megaroth.service.answers import Conversion, Form, Paychecks, Payday, PlanYear, Rollover
from megaroth.service.yearly_answers import Comparison, YearsAhead

Looks = Mapping[str, Any]
Look = Literal["text", "day", "money", "share", "count"]
_WIDTHS: Mapping[Look, int] = {"text": 22, "day": 12, "money": 15, "share": 10, "count": 8}
_LINE = 15
"""Points that a line of text needs."""

_FILLED = 0.95
"""How much of a column's width a wrapped line fills."""

_PATHS = (5, 50, 95)
"""Percentiles of what is owned that the sheet of years has."""


@dataclass(frozen=True)
class _Column:
    """A column of a table: its head, how its values are written, and the values."""

    head: str
    look: Look
    values: Sequence[Any]
    width: int | None = None


def _table(sheet: Any, columns: Sequence[_Column], looks: Looks) -> None:
    """A table with its head frozen and a filter, printed one page wide."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width or _WIDTHS[column.look])
        sheet.write_string(0, place, column.head, looks["head"])
        for row, value in enumerate(column.values, 1):
            _write(sheet, row, place, value, column.look, looks)
    rows = len(columns[0].values)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    print_well(sheet)


def write_texts(
    sheet: Any, row: int, column: int, texts: Sequence[str], width: int, looks: Looks
) -> None:
    """Texts below each other, wrapped: not every program makes rows as high as their text."""
    for place, text in enumerate(texts, row):
        sheet.set_row(place, _LINE * max(math.ceil(len(text) / (width * _FILLED)), 1))
        sheet.write_string(place, column, text, looks["wrap"])


def print_well(sheet: Any, *, headed: bool = True) -> None:
    """Pages are one table wide; the head, if there is one, stays in view and is on each page."""
    if headed:
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, row: int, place: int, value: Any, look: Look, looks: Looks) -> None:
    match look:
        case "text":
            sheet.write_string(row, place, str(value), looks["wrap"])
        case "day":
            sheet.write_datetime(row, place, datetime.combine(value, time()), looks["day"])
        case "money":
            sheet.write_number(row, place, int(value) / 100, looks["money"])
        case "share":
            sheet.write_number(row, place, value / 1_000_000, looks["share"])
        case "count":
            sheet.write_number(row, place, value)


def paychecks_sheet(book: Any, checks: Paychecks, looks: Looks) -> None:
    """Every check to come, job by job, and for each job a chart of its room filling."""
    if not checks.paydays:
        return
    jobs = list(dict.fromkeys((one.person, one.employer) for one in checks.paydays))
    rows = sorted(checks.paydays, key=lambda one: jobs.index((one.person, one.employer)))
    sheet = book.add_worksheet("Paychecks")
    amounts: dict[str, Sequence[int]] = {
        head: [getattr(one, name) for one in rows]
        for head, name in (
            ("gross", "gross"),
            ("pre-tax", "pre_tax"),
            ("Roth", "roth"),
            ("catch-up", "catch_up"),
            ("after-tax", "after_tax"),
            ("match", "match"),
            ("nonelective", "nonelective"),
            ("room left", "room_left"),
            ("take-home", "take_home"),
        )
    }
    kept = {
        head: values
        for head, values in amounts.items()
        if any(values) or head in ("gross", "room left")
    }
    columns = [
        _Column("payday", "day", [one.date for one in rows]),
        _Column("person", "text", [one.person for one in rows]),
        _Column("employer", "text", [one.employer for one in rows]),
        *(_Column(head, "money", values) for head, values in kept.items()),
    ]
    _table(sheet, columns, looks)
    heads = [one.head for one in columns]
    for place, (start, end) in enumerate(_runs(rows)):
        chart = book.add_chart({"type": "column", "subtype": "stacked"})
        for head in ("pre-tax", "Roth", "catch-up", "after-tax", "match", "nonelective"):
            if head in heads:
                chart.add_series(_series(sheet, heads, head, start, end))
        first = rows[start - 1]
        line = book.add_chart({"type": "line"})
        line.add_series(_series(sheet, heads, "room left", start, end) | {"y2_axis": True})
        chart.combine(line)
        chart.set_title({"name": f"{first.person}, {first.employer}"})
        chart.set_x_axis({"num_format": "mmm d", "text_axis": True})
        chart.set_y_axis({"name": "Contributions of the check, dollars", "num_format": "$#,##0"})
        line.set_y2_axis({"name": "Room left, dollars", "num_format": "$#,##0"})
        chart.set_size({"width": 900, "height": 360})
        sheet.insert_chart(len(rows) + 2 + place * 19, 0, chart)


def _runs(rows: Sequence[Payday]) -> list[tuple[int, int]]:
    """The first and last row, from 1, of each job with at least two checks."""
    found: list[tuple[int, int]] = []
    for place, one in enumerate(rows, 1):
        before = rows[place - 2] if place > 1 else None
        if before and (before.person, before.employer) == (one.person, one.employer):
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return [(start, end) for start, end in found if end > start]


def _series(sheet: Any, heads: Sequence[str], head: str, start: int, end: int) -> dict[str, Any]:
    column = heads.index(head)
    name = sheet.get_name()
    return {
        "name": [name, 0, column],
        "categories": [name, start, 0, end, 0],
        "values": [name, start, column, end, column],
    }


def moves_sheet(book: Any, answer: PlanYear, looks: Looks) -> None:
    """Every rollover of after-tax money and every conversion, by day."""
    found: list[tuple[date, list[Any]]] = []
    for one in answer.rollovers:
        source = f"{one.employer}, {spoken(one.from_)}"
        found.append((one.date, [one.person, source, spoken(one.to), *_parts(one)]))
    for other in answer.conversions:
        source = spoken(other.from_)
        found.append((other.date, [other.person, source, spoken(other.to), *_parts(other)]))
    moves = [[day, *cells] for day, cells in sorted(found, key=lambda one: one[0])]
    if not moves:
        return
    columns = list(zip(*moves, strict=True))
    heads: tuple[tuple[str, Look], ...] = (
        ("day", "day"),
        ("person", "text"),
        ("from", "text"),
        ("to", "text"),
        ("amount", "money"),
        ("basis", "money"),
        ("taxed", "money"),
    )
    _table(
        book.add_worksheet("Moves"),
        [_Column(head, look, columns[place]) for place, (head, look) in enumerate(heads)],
        looks,
    )


def _parts(move: Rollover | Conversion) -> list[Any]:
    """Amount, basis and taxable part, cents."""
    return [move.amount, move.basis, move.taxable]


def forms_sheet(book: Any, forms: Sequence[Form], looks: Looks) -> None:
    """Every tax form of the year's moves, in a sentence."""
    if forms:
        columns = [
            _Column("form", "text", [one.form for one in forms], 10),
            _Column("what it says", "text", [form_sentence(one) for one in forms], 110),
        ]
        sheet = book.add_worksheet("Forms")
        _table(sheet, columns, looks)
        write_texts(sheet, 1, 1, columns[1].values, 110, looks)


def years_sheet(book: Any, ahead: YearsAhead, looks: Looks) -> None:
    """Every year ahead of one alternative: means over the paths, and percentiles of what is
    owned."""
    years = ahead.years
    kinds = list(years[0].balances)
    columns = [
        _Column("year", "count", [one.year for one in years]),
        _Column("ages", "text", ["/".join(map(str, one.ages.values())) for one in years], 10),
        *(
            _Column(spoken(name), "money", [getattr(one, name) for one in years])
            for name in ("income", "federal_tax", "state_tax", "payroll_tax", "premiums")
        ),
        _Column("spending", "money", [one.spending for one in years]),
        _Column("own contributions", "money", [one.own for one in years]),
        _Column("withdrawn", "money", [one.drawn for one in years]),
        _Column("converted", "money", [one.converted for one in years]),
        *(_Column(spoken(kind), "money", [one.balances[kind] for one in years]) for kind in kinds),
        *(
            _Column(
                f"owned, {part}% of the paths own less", "money", [y.wealth[part] for y in years]
            )
            for part in _PATHS
            if ahead.paths > 1
        ),
        _Column("tax on the next dollar", "share", [one.marginal_rate for one in years]),
    ]
    sheet = book.add_worksheet("Years ahead")
    _table(sheet, columns, looks)
    heads = [one.head for one in columns]
    chart = book.add_chart({"type": "area", "subtype": "stacked"})
    for kind in kinds:
        chart.add_series(_series(sheet, heads, spoken(kind), 1, len(years)))
    money_of = "" if ahead.money_of is None else f", {ahead.money_of} dollars"
    chart.set_title({"name": f"Balances with {label_of(ahead.name)}{money_of}"})
    chart.set_y_axis({"name": "Dollars", "num_format": "$#,##0"})
    chart.set_x_axis({"name": "Year"})
    chart.set_size({"width": 1100, "height": 420})
    sheet.insert_chart(len(years) + 2, 0, chart)


def ahead_sheet(book: Any, compared: Comparison, looks: Looks) -> None:
    """How far the best alternative is ahead of the first at the end of each year, with its band."""
    first = compared.headline
    if first is None or not first.by_year:
        return
    sheet = book.add_worksheet("How far ahead")
    years = list(first.by_year)
    spreads = [first.by_year[year] for year in years]
    columns = [_Column("year", "count", years)]
    if spreads[0].p5 is None:
        columns.append(_Column("ahead", "money", [one.level for one in spreads], 22))
    else:
        columns += [
            _Column(head, "money", [getattr(one, name) for one in spreads], 22)
            for head, name in (
                ("5% of the paths: less than", "p5"),
                ("median", "p50"),
                ("95% of the paths: less than", "p95"),
            )
        ]
    _table(sheet, columns, looks)
    chart = book.add_chart({"type": "line"})
    heads = [one.head for one in columns]
    for head in heads[1:]:
        chart.add_series(_series(sheet, heads, head, 1, len(years)))
    names = f"{label_of(first.name)} less {label_of(first.against)}"
    chart.set_x_axis({"name": "Year", "label_position": "low"})
    chart.set_title({"name": f"{names}, cashed out at the end of a year, first year's dollars"})
    chart.set_y_axis({"name": "Dollars", "num_format": "$#,##0"})
    chart.set_size({"width": 900, "height": 380})
    sheet.insert_chart(1, len(columns) + 1, chart)
