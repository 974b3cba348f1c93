"""``megaroth optimize``: the best plan: what to elect, convert and claim in each year."""

from __future__ import annotations

from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.outcome_range import show_plans, worksheets_of
from megaroth.cli.page import Page
from megaroth.cli.progress import progress
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.cli.worksheets import show
from megaroth.law.law_book import LawBook
from megaroth.present.best_plan import measure as measure_of
from megaroth.present.first_lines_ahead import best_plan_line
from megaroth.present.wealth_worksheets import best_sheets
from megaroth.present.words import DISCLAIMER, whole
from megaroth.present.worksheet import Worksheet
from megaroth.present.year_worksheets import plan_year_sheets
from megaroth.readers.household_file import read_household
from megaroth.service.defaults import OBJECTIVE
from megaroth.service.options import Aim
from megaroth.service.yearly_answers import Optimized, OutcomeRange
from megaroth.service.years_ahead import optimize as best_plan

_RULES_SHOWN = 5


def optimize(
    file: str,
    /,
    *,
    objective: str = OBJECTIVE,
    at_age: int | None = None,
    take_home: str | None = None,
    liquid: str | None = None,
    moves: int | None = None,
    keep_claims: bool = False,
    explain: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Find the best plan for each year: elections, conversions, withdrawals and claims.

    For example: megaroth optimize household.toml --objective roth --at-age 65 --take-home 90000

    If plan rules are unknown, the answer has both ends of the possible results, and what to ask.

    Parameters
    ----------
    file
        The household file. Growth is as assumed in every year, and spending is the same in every
        plan.
    objective
        The objective: spending_per_year (the most a year after work that lasts), estate (what heirs
        get after tax) or cash_out (what cashing everything out at the end leaves after tax), as
        compare measures them; wealth and bequest (the end at flat rates of tax, with and without
        that on gains); or roth (Roth money at --at-age). spending is accepted for
        spending_per_year.
    at_age
        The first person's age for the objective roth.
    take_home
        The least that pay and other income must leave each year after contributions and tax while
        anybody works, in today's dollars.
    liquid
        The least in the taxable account at the end of each year, in today's dollars.
    moves
        The most in-plan Roth rollovers in a year.
    keep_claims
        Claim Social Security at the ages in the file, rather than search for the best ages.
    explain
        What to explain as worksheets: value, or a year of the best plan.
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
    flags = Flags()
    aim = Aim(
        objective=objective,
        at_age=at_age,
        take_home=flags.money("--take-home", take_home),
        liquid=flags.money("--liquid", liquid),
        moves=moves,
        keep_claims=keep_claims,
    )
    if explain is not None and explain != "value" and not explain.isdigit():
        flags.refuse("--explain", repr(explain), "value, or a year of the plan")
    flags.done()
    household = read_household(file)
    year = int(explain) if explain is not None and explain != "value" else None
    law_book = law_book_of(reform, figures)
    with progress("optimizing", quiet=json) as tick:
        answer = best_plan(household, law_book, aim, tick, year=year)
        sheets = worksheets_of(answer, lambda end: _sheets(end, explain, law_book))
    if explain is not None:
        return show(sheets, version=schema_version if json else None)
    if json:
        print_answer(answer, schema_version)
    elif isinstance(answer, OutcomeRange):
        show_plans(answer)
    else:
        _show(answer)
    return 0


def _sheets(answer: Optimized, explain: str | None, law_book: LawBook) -> list[Worksheet]:
    if explain is None:
        return []
    return (
        best_sheets(answer)
        if explain == "value"
        else plan_year_sheets(answer, int(explain), law_book)
    )


def _show(answer: Optimized) -> None:
    page = Page()
    _show_value(page, answer)
    _show_elections(page, answer)
    _show_withdrawals(page, answer)
    if answer.claims:
        page.heading("Social Security")
        page.sentences([f"{name} claims at {age}." for name, age in answer.claims.items()])
    page.heading("Best simple policies")
    page.table(
        ("policy", measure_of(answer.aim)[1]),
        [(str(one.about), whole(one.value)) for one in answer.rules[:_RULES_SHOWN]],
        right=(1,),
    )
    page.heading("Assumptions")
    page.sentences([*answer.assumptions, "megaroth compare shows other paths of returns."])
    page.text(f"\n{DISCLAIMER}")


def _show_value(page: Page, answer: Optimized) -> None:
    """Print the value of the best plan, and its distance from simple policies and the bound."""
    column = measure_of(answer.aim)[1]
    page.answer(*best_plan_line(answer))
    if answer.missed:
        years, most = list(answer.missed), max(answer.missed.values())
        when = (
            f"in {years[0]}"
            if len(years) == 1
            else f"in {len(years)} years from {years[0]} to {years[-1]}"
        )
        page.text(
            f"A constraint is missed {when}, by at most {whole(most)}: no plan that "
            "was tried comes nearer."
        )
    page.table(
        ("what", column),
        [
            ("best plan, calculated by the engine", whole(answer.value)),
            (
                "estimate of the linear program, whose taxes are approximate",
                "another plan was better" if answer.proposed is None else whole(answer.proposed),
            ),
            (f"rule of thumb: {answer.rule_of_thumb.about}", whole(answer.rule_of_thumb.value)),
            ("upper bound: no plan with these choices can exceed", whole(answer.bound)),
            (
                "the most that a better plan could add",
                whole(answer.bound - answer.value),
            ),
        ],
        right=(1,),
    )


def _show_elections(page: Page, answer: Optimized) -> None:
    if not answer.elections:
        return
    page.heading("Elections")
    page.table(
        ("year", "who", "deferral", "catch-up", "after-tax"),
        [
            (
                str(one.year),
                f"{one.person}, {one.employer}",
                f"{whole(one.deferral)} {_kind(one.deferral_kind)}",
                f"{whole(one.catch_up)} {_kind(one.catch_up_kind)}" if one.catch_up else "",
                whole(one.after_tax),
            )
            for one in answer.elections
        ],
        right=(2, 3, 4),
    )


def _show_withdrawals(page: Page, answer: Optimized) -> None:
    years = sorted({*answer.conversions, *answer.withdrawals})
    if not years:
        return
    page.heading("Withdrawals and Roth conversions")
    rows = [
        (year, answer.withdrawals.get(year, {}), answer.conversions.get(year, 0)) for year in years
    ]
    page.table(
        ("year", "pre-tax", "Roth", "taxable", "HSA", "converted"),
        [
            (
                str(year),
                *(
                    _or_nothing(drawn.get(kind, 0))
                    for kind in ("pre_tax", "roth", "taxable", "hsa")
                ),
                _or_nothing(converted),
            )
            for year, drawn, converted in rows
        ],
        right=(1, 2, 3, 4),
    )


def _kind(kind: str) -> str:
    return {"pre_tax": "pre-tax", "roth": "Roth"}[kind]


def _or_nothing(cents: int) -> str:
    return whole(cents) if cents else ""
