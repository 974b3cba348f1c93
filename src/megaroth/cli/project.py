"""``megaroth project``: the years ahead, one by one."""

from __future__ import annotations

from typing import Annotated

from megaroth.cli.command import Flag
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.outcome_range import charts_of, show_years, worksheets_of
from megaroth.cli.page import Page
from megaroth.cli.picture import check_picture, write_picture
from megaroth.cli.progress import progress
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.cli.worksheets import show
from megaroth.kernel.money import percent
from megaroth.present.charts import Spec, stacked
from megaroth.present.first_lines_ahead import years_line
from megaroth.present.projection_charts import balances, fan, marginal_rates
from megaroth.present.words import DISCLAIMER
from megaroth.present.year_worksheets import year_sheets
from megaroth.readers.household_file import read_household
from megaroth.service.defaults import REAL
from megaroth.service.yearly_answers import OutcomeRange, OutlookYear, YearsAhead
from megaroth.service.years_ahead import project as project_years


def project(
    file: str,
    /,
    *,
    alternative: str | None = None,
    real: Annotated[bool, Flag(off="--nominal")] = REAL,
    picture: str | None = None,
    explain: int | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Project the years ahead: contributions, balances by tax character, income, tax, spending.

    For example: megaroth project household.toml --alternative taxable

    If plan rules are unknown, the answer has both ends of the possible results, and what to ask.

    Parameters
    ----------
    file
        The household file, with its [assumptions].
    alternative
        The alternative (megaroth compare lists them); if omitted, what the plans allow.
    real
        Amounts in dollars of the first year (the default); --nominal for each year's dollars.
    picture
        Also write pictures (balances, the fan of outcomes, marginal rates) to this file: .json
        (Vega-Lite), or .svg or .png with the extra "pictures".
    explain
        A year to explain as worksheets: its cash, balances and contributions, and its tax at the
        assumed growth.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be
        given.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object. If plan rules are unknown, it has the schema megaroth.between/1 and
        both ends.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    check_picture(picture)
    household = read_household(file)
    law_book = law_book_of(reform, figures)
    with progress("projecting", quiet=json) as tick:
        answer = project_years(household, law_book, alternative, tick, real=real, year=explain)
        sheets = (
            []
            if explain is None
            else worksheets_of(answer, lambda end: year_sheets(end, explain, law_book))
        )
    if explain is not None:
        return show(sheets, version=schema_version if json else None)
    if picture is not None:
        write_picture(stacked(*charts_of(answer, _charts)), picture)
    if json:
        print_answer(answer, schema_version)
    elif isinstance(answer, OutcomeRange):
        show_years(answer)
    else:
        _show(answer)
    return 0


def _charts(answer: YearsAhead) -> list[Spec]:
    return [balances(answer), *([fan(answer)] if answer.paths > 1 else []), marginal_rates(answer)]


def _show(answer: YearsAhead) -> None:
    page = Page()
    last = answer.years[-1]
    page.answer(*years_line(answer))
    kinds = list(last.balances)
    page.table(
        (
            "year",
            "age",
            "income",
            "tax",
            "spending",
            *(kind.replace("_", " ") for kind in kinds),
            "5% to 95% of all",
            "next $",
        ),
        [_row(one, kinds) for one in answer.years],
        right=tuple(range(1, 7 + len(kinds))),
    )
    page.heading("Assumptions")
    page.sentences(answer.assumptions)
    page.text(f"\n{DISCLAIMER}")


def _row(one: OutlookYear, kinds: list[str]) -> tuple[str, ...]:
    tax = one.federal_tax + one.state_tax + one.payroll_tax
    return (
        str(one.year),
        "/".join(str(age) for age in one.ages.values()),
        _thousands(one.income),
        _thousands(tax),
        _thousands(one.spending),
        *(_thousands(one.balances[kind]) for kind in kinds),
        f"{_thousands(one.wealth[5])} to {_thousands(one.wealth[95])}",
        percent(one.marginal_rate, 0),
    )


def _thousands(cents: int) -> str:
    """Whole thousands of dollars."""
    return f"{round(cents / 100_000):,}k"
