"""``megaroth compare``: is it worth it, compared with other uses of the same cash."""

from __future__ import annotations

from megaroth.cli.at_best import show_at_best, show_screen, show_table
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.outcome_range import charts_of, show_comparisons, worksheets_of
from megaroth.cli.page import Page
from megaroth.cli.picture import check_picture, write_picture
from megaroth.cli.progress import progress
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.cli.sensitivity import show_moves
from megaroth.cli.worksheets import show
from megaroth.contract.compare import policy_of, with_sensitivity
from megaroth.contract.schema_version import FIRST, VERSIONS
from megaroth.kernel.errors import InputError, Problem
from megaroth.present.best_plan import best_plans_table
from megaroth.present.charts import Spec, stacked
from megaroth.present.comparison import headline
from megaroth.present.comparison_charts import (
    ahead_by_year,
    along,
    differences,
    distribution,
    tornado,
)
from megaroth.present.first_screen import first_screen
from megaroth.present.measure_worksheets import measure_sheets
from megaroth.present.sentences.sentence import sentence
from megaroth.present.wealth_worksheets import alternative_sheets
from megaroth.present.words import DISCLAIMER, whole
from megaroth.readers.household_file import read_household
from megaroth.service.defaults import MOST_WORKERS
from megaroth.service.yearly_answers import (
    Comparison,
    OutcomeRange,
    Sensitivity,
)
from megaroth.service.years_ahead import compare as compare_alternatives
from megaroth.service.years_ahead import ends, workers_for
from megaroth.service.years_ahead import sensitivity as sensitivity_of


def compare(
    file: str,
    /,
    *,
    sensitivity: bool = False,
    spending: bool = False,
    policy: str | None = None,
    best: bool = False,
    workers: int | None = None,
    picture: str | None = None,
    explain: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Compare alternatives over the years ahead, with the same cash and the same paths of returns.

    For example: megaroth compare household.toml, megaroth compare household.toml
    --sensitivity

    If plan rules are unknown, the answer has the least and the most that it can be worth, and what
    to ask.

    Parameters
    ----------
    file
        The household file, with its [assumptions] and its alternatives.
    sensitivity
        Also show the sensitivity: each assumption lower and higher, break-even values, taxes higher
        and lower now and later, and the cases in which the best alternative is behind.
    spending
        Also find the most that can be spent in each year after work so that the money lasts.
    policy
        Withdrawals and conversions: "best" for the best policy of each alternative at the assumed
        growth, or "same" for one policy, the household's own. If omitted, "best"; with --json of
        schema version 1 "same", which is all that it has.
    best
        Also search for the best plan with after-tax contributions and for the best one without
        them, each with its upper bound.
    workers
        How many processes share the paths, 1 to 64. If omitted, one, or for a large comparison as
        many as there are processors. The answer is the same.
    picture
        Also write pictures to this file: .json (Vega-Lite), or .svg or .png with the extra
        "pictures".
    explain
        An alternative to explain as worksheets: what it owns at the end, the tax on it, and the
        difference.
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
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise InputError([Problem("--workers", str(workers), f"1 to {MOST_WORKERS} processes")])
    policies = policy_of(policy, schema_version if json else VERSIONS[-1], "--policy")
    law_book = law_book_of(reform, figures)
    first_version = json and schema_version == FIRST
    with progress("comparing", quiet=json) as tick:
        shared = workers or workers_for(household)
        answer = compare_alternatives(
            household,
            law_book,
            tick,
            spending=spending,
            workers=shared,
            explained=explain,
            policy=policies,
            best=best,
            in_wealth=first_version,
        )
    if explain is not None:
        sheets = alternative_sheets if first_version else measure_sheets
        return show(
            worksheets_of(answer, lambda end: sheets(end, explain)),
            version=schema_version if json else None,
        )
    # JSON has the sensitivity at both ends; the terminal shows the one with the rules that give the
    # most.
    both = ends(household, answer, law_book)
    moved = both if json else both[-1:]
    moves: list[Sensitivity | None] = []
    for end in moved if sensitivity else ():
        with progress("changing assumptions", quiet=json) as tick:
            moves.append(
                sensitivity_of(end, law_book, tick, policy=policies, in_wealth=first_version)
            )
    most = moves[-1] if moves else None
    if picture is not None:
        write_picture(
            stacked(*charts_of(answer, _charts), *([tornado(most), along(most)] if most else [])),
            picture,
        )
    if json:
        print_answer(with_sensitivity(answer, moves), schema_version)
    elif isinstance(answer, OutcomeRange):
        show_comparisons(answer, most)
    else:
        show_comparison(answer, most)
    return 0


def _charts(answer: Comparison) -> list[Spec]:
    first = [] if answer.headline is None else [ahead_by_year(answer.headline)]
    spread = [distribution(answer)] if first and answer.paths > 1 else []
    return [*first, differences(answer), *spread]


def show_comparison(answer: Comparison, moves: Sensitivity | None = None) -> None:
    """Print a comparison."""
    page = Page()
    if answer.headline is not None:
        show_screen(page, first_screen(answer.headline), answer.headline)
    else:
        page.lead(*headline(answer))
    show_at_best(page, answer)
    page.sentences([f"{one.name}: {one.about}." for one in answer.alternatives])
    _show_spendable(page, answer)
    if answer.best is not None:
        show_table(page, best_plans_table(answer.best))
    if answer.features:
        page.heading("Value of plan features")
        page.table(
            ("feature", "worth"),
            [(sentence(one.name), whole(one.worth)) for one in answer.features],
            right=(1,),
        )
    if moves is not None:
        show_moves(page, moves)
    page.heading("Assumptions")
    page.sentences(answer.assumptions)
    page.text(f"\n{DISCLAIMER}")


def _show_spendable(page: Page, answer: Comparison) -> None:
    rows = [(one.name, one.spendable) for one in answer.alternatives if one.spendable is not None]
    if not rows:
        return
    page.heading(f"What can be spent a year after work, in {answer.years[0]} dollars")
    page.table(
        ("alternative", "at the assumed growth", "on half of the paths", "on 95% of them"),
        [(name, whole(one.level), whole(one.p50), whole(one.p5)) for name, one in rows],
        right=(1, 2, 3),
    )
