"""Refuse questions about the years ahead that have no answer, before any long calculation."""

from __future__ import annotations

from megaroth.kernel.errors import InputError, Problem, one_of
from megaroth.kernel.message import message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.objectives import check_aim
from megaroth.planning.outlook import chosen_of
from megaroth.planning.readiness import unready
from megaroth.planning.settled import settled, some_answer
from megaroth.planning.unknown_rules import compared
from megaroth.projection.timeline import Outlook, outlook


def require(
    household: Household,
    law_book: LawBook,
    *,
    alternative: str | None = None,
    compares: str | None = None,
    aim: Aim | None = None,
    explained_year: int | None = None,
) -> None:
    """Refuse a question about the years ahead that has no answer.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        alternative: the one to project.
        compares: the alternative of a comparison to explain.
        aim: the aim of the best plan.
        explained_year: the year to explain.

    Raises:
        InputError: the household cannot be projected, or there is no such alternative, aim or year.
    """
    if problems := unready(household, law_book):
        raise InputError(problems)
    known = some_answer(settled(household, law_book), law_book)
    if alternative is not None:
        chosen_of(known, alternative)
    if compares is not None:
        _one_of(compares, compared(household, law_book))
    ahead = outlook(known, law_book)
    if aim is not None:
        check_aim(aim, ahead)
    if explained_year is not None:
        _a_year(explained_year, ahead)


def _one_of(name: str, names: list[str]) -> None:
    from megaroth.kernel.errors import nearest

    if name not in names:
        raise InputError(
            [
                Problem(
                    "--explain",
                    repr(name),
                    one_of(names),
                    nearest=nearest(name, names),
                )
            ]
        )


def _a_year(year: int, ahead: Outlook) -> None:
    if year not in ahead.years:
        raise InputError(
            [
                Problem(
                    "--explain",
                    year,
                    message("year_from_to", first=ahead.years[0], last=ahead.years[-1]),
                )
            ]
        )
