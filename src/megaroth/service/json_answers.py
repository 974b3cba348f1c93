"""Every question answered as JSON, for programs: the HTTP interface and the assistant answer what
``--json`` prints, to the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from megaroth.contract import check as check_json
from megaroth.contract import law as law_json
from megaroth.contract import plan as plan_json
from megaroth.contract import rollover as rollover_json
from megaroth.contract import room as room_json
from megaroth.contract import tax as tax_json
from megaroth.contract import worksheets as worksheets_json
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.model.household import Household
from megaroth.service import explanations, figures, limits, plan_year
from megaroth.service.defaults import MARGINAL_AMOUNT, REAL

Data = dict[str, Any]
Tick = Callable[[int, int], None]


def check(household: Household) -> Data:
    """Whether the plan allows it, job by job."""
    return check_json.to_json(plan_year.check(household))


def plan(household: Household, *, journal: bool = False) -> Data:
    """The plan year; with ``journal`` every movement of it."""
    answer = plan_year.plan(household)
    return plan_json.to_json(answer, plan_year.journal(answer) if journal else None)


def tax(
    household: Household, *, marginal: str | None = None, amount: int = MARGINAL_AMOUNT
) -> Data:
    """The household's returns; with ``marginal`` the tax on that many more cents of an item.

    Raises:
        InputError: no such item.
        LawError: the year has no income tax in the data.
    """
    return tax_json.to_json(plan_year.tax(household, marginal=marginal, amount=amount))


# The years ahead load numpy and the solver, which the questions about one year do without: they are
# imported when asked.


def project(
    household: Household,
    tick: Tick | None = None,
    *,
    alternative: str | None = None,
    real: bool = REAL,
) -> Data:
    """The years ahead of one alternative."""
    from megaroth.contract.project import to_json
    from megaroth.service.years_ahead import project as years_of

    return to_json(years_of(household, alternative, tick, real=real))


def compare(
    household: Household,
    tick: Tick | None = None,
    *,
    sensitivity: bool = False,
    spending: bool = False,
) -> Data:
    """Alternatives on identical cash; with ``sensitivity`` what moves the answer, with ``spending``
    how much can be spent."""
    from megaroth.contract.compare import to_json
    from megaroth.service import years_ahead

    answer = years_ahead.compare(household, tick, spending=spending)
    moves = (
        [years_ahead.sensitivity(end, tick) for end in years_ahead.ends(household, answer)]
        if sensitivity
        else []
    )
    return to_json(answer, moves)


def optimize(household: Household, tick: Tick | None = None, **aim: Any) -> Data:
    """The best plan for an aim (the fields of :class:`megaroth.planning.aim.Aim`)."""
    from megaroth.contract.optimize import to_json
    from megaroth.planning.aim import Aim
    from megaroth.service.years_ahead import optimize as best_plan

    return to_json(best_plan(household, Aim(**aim), tick))


def room(today: date, **asked: Any) -> Data:
    """After-tax room from figures in cents: the fields of
    :class:`megaroth.service.figures.RoomFigures`."""
    return room_json.to_json(figures.room(figures.RoomFigures(**asked), today))


def rollover(today: date, **asked: Any) -> Data:
    """The split of a distribution, with its forms: the fields of
    :class:`megaroth.service.figures.Distribution`."""
    return rollover_json.to_json(figures.rollover(figures.Distribution(**asked), today))


def worksheets(household: Household, figure: str) -> Data:
    """How a figure of the plan year, or of its tax, was calculated.

    Raises:
        InputError: neither has such a figure; names the nearest.
    """
    return worksheets_json.to_json(explanations.year_worksheets(household, figure))


def law(year: int, *, diff: int | None = None, inflation: int | None = None) -> Data:
    """The limits of a year, or those that differ from another."""
    return law_json.to_json(limits.law(year, diff=diff, inflation=inflation))


def law_history(limit: str) -> Data:
    """One limit through the years."""
    return law_json.history_json(limit, limits.law_history(limit))


def one_of(field: str, word: str, known: tuple[str, ...]) -> str:
    """A word that is known.

    Raises:
        InputError: it is not; names the nearest.
    """
    if word in known:
        return word
    raise InputError(
        [Problem(field, repr(word), "one of " + ", ".join(known), nearest=nearest(word, known))]
    )
