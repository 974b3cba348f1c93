"""``megaroth law``: the limits of a year, compared with another, or one limit through the years."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import App, Parameter

from megaroth.cli.flags import Flags
from megaroth.cli.page import Page, print_json
from megaroth.cli.reforms import ReformFiles, under
from megaroth.kernel.cents import PPM, dollars, number, percent
from megaroth.law.entry import Entry
from megaroth.law.law import Law
from megaroth.law.load import LAST_WHOLE_YEAR, history, law

SCHEMA = "megaroth.law/1"
HISTORY_SCHEMA = "megaroth.law_history/1"
app = App(name="law")

Json = Annotated[bool, Parameter(negative="")]


@app.default
def show_year(
    year: str = str(LAST_WHOLE_YEAR),
    /,
    *,
    diff: str | None = None,
    inflation: str | None = None,
    reform: ReformFiles = None,
    json: Json = False,
) -> int:
    """The limits of a year, with section and notice.

    For example: megaroth law 2026, megaroth law 2026 --diff 2025, megaroth law history annual_additions

    Parameters
    ----------
    year
        From 2002; after the last published one by the statutory indexing rules, and marked so.
    diff
        Another year: show only what differs from it.
    inflation
        Price growth a year for limits that are not published, such as 2.4%.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be given.
    json
        Print one JSON object.
    """
    flags = Flags()
    the_year, other, rate = flags.year("YEAR", year), flags.year("--diff", diff), flags.rate("--inflation", inflation)
    flags.done()
    assert the_year is not None
    with under(reform):
        numbers = law(the_year, rate)
    before = law(other, rate) if other is not None else None
    limits = [item for item in _limits(numbers, before) if before is None or item["value"] != item["before"]]
    if json:
        print_json(SCHEMA, {"year": the_year, "status": numbers.status, "diff": other, "limits": limits})
        return 0
    page = Page()
    page.answer(str(the_year), f"{len(limits)} limits, {numbers.status}" + (f", that differ from {other}" if other else ""))
    missing = [name for name in law(LAST_WHOLE_YEAR).entries if name not in numbers.entries and the_year > LAST_WHOLE_YEAR]
    if missing:
        page.text(f"Ended by the law, or neither published nor projected yet: {', '.join(missing)}.")
    headers = ["limit", *([str(other)] if other else []), str(the_year), "section", "source", "status"]
    rows = [
        [
            item["name"],
            *([_shown(item["before"], item["unit"])] if other else []),
            _shown(item["value"], item["unit"]),
            *(item[key] for key in ("section", "source", "status")),
        ]
        for item in limits
    ]
    page.table(headers, rows, right=(1, 2) if other else (1,))
    return 0


def _limits(numbers: Law, before: Law | None) -> list[dict[str, Any]]:
    """Every limit as plain data: dollars, percent or years."""
    found = []
    for name, entry in numbers.entries.items():
        for key, value in _values(entry).items():
            old = None if before is None or name not in before.entries else _values(before.entries[name]).get(key)
            found.append(
                {
                    "name": f"{name}.{key}" if key else name,
                    "value": _number(value, entry.unit),
                    "before": None if old is None else _number(old, entry.unit),
                    "unit": {"cents": "dollars", "ppm": "percent", "years": "years"}[entry.unit],
                    "section": entry.section,
                    "source": entry.source,
                    "status": entry.status,
                    "evidence": entry.evidence,
                }
            )
    return found


def _values(entry: Entry) -> dict[str, int]:
    """The values of a limit; a rate schedule's tops by status and rate."""
    if not entry.rates:
        return dict(entry.values)
    return {
        f"{status}.{percent(rate)}": top
        for status, tops in entry.schedule.items()
        for rate, top in zip(entry.rates, tops, strict=False)
    }


def _number(value: int, unit: str) -> int | float:
    if unit == "cents":
        return number(value)
    return value * 100 / PPM if unit == "ppm" else value


def _shown(value: Any, unit: str) -> str:
    if value is None:
        return "-"
    if unit == "dollars":
        return dollars(round(value * 100)).removesuffix(".00")
    return f"{value:g}%" if unit == "percent" else str(value)


@app.command(name="history")
def show_history(limit: str, /, *, json: Json = False) -> int:
    """One limit in every year that has it.

    For example: megaroth law history annual_additions

    Parameters
    ----------
    limit
        Its name, as `megaroth law` lists it.
    json
        Print one JSON object.
    """
    name, _, key = limit.partition(".")
    years = history(name)
    rows: list[dict[str, Any]] = []
    for year, entry in years.items():
        for one, value in _values(entry).items():
            if key in ("", one):
                rows.append(
                    {
                        "year": year,
                        "key": one,
                        "value": _number(value, entry.unit),
                        "status": entry.status,
                        "source": entry.source,
                    }
                )
    entry = years[max(years)]
    unit = {"cents": "dollars", "ppm": "percent", "years": "years"}[entry.unit]
    if json:
        print_json(HISTORY_SCHEMA, {"limit": limit, "unit": unit, "section": entry.section, "years": rows})
        return 0
    page = Page()
    page.answer(limit, entry.section)
    keyed = any(row["key"] for row in rows)
    page.table(
        ["year", *(["for"] if keyed else []), "value", "status", "source"],
        [
            [
                str(row["year"]),
                *([row["key"]] if keyed else []),
                _shown(row["value"], unit),
                row["status"],
                row["source"],
            ]
            for row in rows
        ],
        right=(2,) if keyed else (1,),
    )
    return 0
