"""``megaroth compare``: is it worth it, against what else could be done with the same cash."""

from __future__ import annotations

import os
from typing import Annotated

from cyclopts import Parameter

from megaroth.cli.between import at_both_ends, data_of, drawn_at, ends_of, show_comparisons
from megaroth.cli.moves import show_moves
from megaroth.cli.page import Page, print_data, print_json
from megaroth.cli.picture import check_picture, write_picture
from megaroth.cli.progress import progress
from megaroth.cli.reforms import FigureFiles, ReformFiles, under
from megaroth.cli.worksheets import show
from megaroth.contract.compare import SCHEMA, to_data
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.money import percent
from megaroth.model.household import Household
from megaroth.planning.compare import compare as compare_of
from megaroth.planning.ready import require
from megaroth.planning.results import AlternativeOut, Comparison, Sensitivity, best_of
from megaroth.planning.sensitivity import sensitivity as sensitivity_of
from megaroth.planning.settled import is_unknown, settled
from megaroth.planning.unknown_rules import Spending, between
from megaroth.present.charts import Spec, along, differences, distribution, stacked, tornado
from megaroth.present.comparison import headline
from megaroth.present.wealth_worksheets import alternative_sheets
from megaroth.present.words import DISCLAIMER, whole
from megaroth.readers.household_file import read_household

_MUCH, _SUGGESTED = 40_000, 5
"""Paths of all alternatives from which a comparison is shared by processes; how many alternatives a file suggests that names none."""


def compare(
    file: str,
    /,
    *,
    sensitivity: Annotated[bool, Parameter(negative="")] = False,
    spending: Annotated[bool, Parameter(negative="")] = False,
    workers: int | None = None,
    picture: str | None = None,
    explain: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Is it worth it: alternatives on identical cash, years ahead, over the same paths of returns.

    For example: megaroth compare household.toml

    Where plan rules are unknown, it tells the least and the most that it can be worth, and what to ask.

    Parameters
    ----------
    file
        The household file; its [assumptions] say what is taken for granted, its alternatives what is compared.
    sensitivity
        Also show what moves the answer: each assumption lower and higher, break-even values, taxes higher and lower now and later, and
        the cases in which it loses.
    spending
        Also search the most that can be spent in each year after work so that the money lasts.
    workers
        How many processes share the paths; if omitted one, or as many as there are processors where there is much to do. The answer is
        the same.
    picture
        Also write pictures to this file: .json (Vega-Lite), or .svg or .png with the extra "pictures".
    explain
        An alternative whose row to explain as worksheets: what it owns at the end, the tax on it, and the difference.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be given.
    figures
        A TOML file of published figures that the law data does not hold yet (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object: where plan rules are unknown, one of the schema megaroth.between/1 with both ends.
    """
    check_picture(picture)
    household = settled(read_household(file))
    require(household, compares=explain)
    shared = _workers(household, workers)
    if is_unknown(household):
        with under(reform, figures), progress("comparing", quiet=json) as tick:
            both = between(
                household,
                lambda known, part, spent: compare_of(known, part, spending=spending, workers=shared, spent=spent),
                tick,
            )
        if explain is not None:
            return show(at_both_ends(both, lambda end: alternative_sheets(end, explain)), as_json=json)
        # Data has it of both ends; for people it is told of the most.
        told = [
            _moves(known, end, reform, figures, quiet=json, spent=both.spent)
            if sensitivity and (json or end is both.most)
            else None
            for known, (_, end) in zip(both.households, ends_of(both), strict=True)
        ]
        moves = told[-1]
        if picture is not None:
            drawn = [drawn_at(one, where) for where, end in ends_of(both) for one in _pictures(end)]
            write_picture(stacked(*drawn, *([tornado(moves), along(moves)] if moves else [])), picture)
        if json:
            print_data(data_of("compare", both, SCHEMA, lambda end: to_data(end, moves if end is both.most else told[0])))
        else:
            show_comparisons(both, moves)
        return 0
    with under(reform, figures), progress("comparing", quiet=json) as tick:
        answer = compare_of(household, tick, spending=spending, workers=shared)
    if explain is not None:
        return show(alternative_sheets(answer, explain), as_json=json)
    moves = _moves(household, answer, reform, figures, quiet=json) if sensitivity else None
    if picture is not None:
        write_picture(stacked(*_pictures(answer), *([tornado(moves), along(moves)] if moves else [])), picture)
    if json:
        print_json(SCHEMA, to_data(answer, moves))
    else:
        show_comparison(answer, moves)
    return 0


def _moves(
    household: Household,
    answer: Comparison,
    reform: ReformFiles,
    figures: FigureFiles,
    *,
    quiet: bool,
    spent: Spending | None = None,
) -> Sensitivity | None:
    """What moves the difference of the best alternative from the first, where there are two."""
    if len(answer.alternatives) < 2:
        return None
    with under(reform, figures), progress("changing assumptions", quiet=quiet) as tick:
        return sensitivity_of(household, best_of(answer).name, answer.alternatives[0].name, tick, spent=spent)


def _pictures(answer: Comparison) -> list[Spec]:
    several = answer.paths > 1 and len(answer.alternatives) > 1
    return [differences(answer), *([distribution(answer)] if several else [])]


def _workers(household: Household, asked: int | None) -> int:
    """How many processes are worth it: each takes half a second to start."""
    if asked is not None:
        if asked < 1:
            raise InputError([Problem("--workers", str(asked), "at least 1")])
        return asked
    assumed, compared = household.assumptions, max(len(household.alternatives), _SUGGESTED)
    much = assumed.model in ("lognormal", "bootstrap") and assumed.paths * compared >= _MUCH
    return (os.cpu_count() or 1) if much else 1


def show_comparison(answer: Comparison, moves: Sensitivity | None = None) -> None:
    """Print a comparison for people."""
    page = Page()
    page.answer(*headline(answer))
    page.table(
        ("alternative", "after-tax wealth", "against the first", "5% to 95%", "ahead in", "ahead from", "runs out in"),
        [_row(one, first=place == 0) for place, one in enumerate(answer.alternatives)],
        right=(1, 2, 3, 4, 5, 6),
    )
    page.sentences([f"{one.name}: {one.about}." for one in answer.alternatives])
    _show_spendable(page, answer)
    if answer.features:
        page.heading("What plan features are worth")
        page.table(("feature", "worth"), [(one.name, whole(one.worth)) for one in answer.features], right=(1,))
    if moves is not None:
        show_moves(page, moves)
    page.heading("Taken for granted")
    page.sentences(answer.assumptions)
    page.text(f"\n{DISCLAIMER}")


def _show_spendable(page: Page, answer: Comparison) -> None:
    rows = [(one.name, one.spendable) for one in answer.alternatives if one.spendable is not None]
    if not rows:
        return
    page.heading(f"What can be spent a year after work, in money of {answer.years[0]}")
    page.table(
        ("alternative", "at the assumed growth", "on half of the paths", "on 95% of them"),
        [(name, whole(one.level), whole(one.p50), whole(one.p5)) for name, one in rows],
        right=(1, 2, 3),
    )


def _row(one: AlternativeOut, *, first: bool) -> tuple[str, ...]:
    difference = one.difference
    return (
        one.name,
        whole(one.wealth_after_tax),
        "" if first else f"{whole(difference.mean)} ± {whole(difference.standard_error)}",
        "" if first else f"{whole(difference.p5)} to {whole(difference.p95)}",
        "" if first else percent(round(one.probability_ahead * 1_000_000), 1),
        "" if first else str(one.break_even or "never"),
        percent(round(one.short * 1_000_000), 1),
    )
