"""Whether a household can be projected, and what `check` reports about it, without loading an
engine."""

from __future__ import annotations

from dataclasses import replace

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message
from megaroth.law.figures import figures_notes
from megaroth.law.law_book import LawBook
from megaroth.law.reform import FIRST_REFORM_YEAR
from megaroth.model.household import Household
from megaroth.planning.alternatives import choices
from megaroth.planning.settled import settled, some_answer
from megaroth.planning.unstated_spending import unstated_spending
from megaroth.planyear.check import Check
from megaroth.planyear.check import check as check_plan_year
from megaroth.projection.record import count_of_paths
from megaroth.projection.timeline import outlook


def check(household: Household, law_book: LawBook) -> Check:
    """The verdict on a household; its warnings include what the years ahead need.

    Raises:
        InputError, NotAllowedError, LawError: as :func:`megaroth.planyear.plan.plan`.
    """
    answer = check_plan_year(household, law_book)
    lacking = [
        message("years_ahead_need", problem=str(problem))
        for problem in unready(household, law_book)
    ]
    of_user = figures_notes(
        law_book.figures,
        household.year,
        law_book.law(household.year, household.inflation).projected_names(),
    )
    return replace(answer, warnings=[*answer.warnings, *lacking, *of_user])


def unready(household: Household, law_book: LawBook) -> list[Problem]:
    """Why a household cannot be projected; empty if it can."""
    problems: list[Problem] = []
    if not law_book.law(household.year, household.inflation).has("income_tax"):
        problems.append(
            Problem(
                "year",
                household.year,
                message("year_with_income_tax", first=FIRST_REFORM_YEAR),
            )
        )
    known = some_answer(settled(household, law_book), law_book)
    try:
        choices(known)
        ahead = outlook(known, law_book)
        problems += unstated_spending(ahead)
        count_of_paths(known.assumptions, len(ahead.years))
    except InputError as error:
        problems += error.problems
    return problems
