"""What would refuse the years ahead, found before any long work, and what `check` says of it."""

from __future__ import annotations

from dataclasses import replace

from megaroth.kernel.errors import InputError, Problem
from megaroth.law.load import law
from megaroth.law.reform import FIRST_REFORM_YEAR
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.alternatives import choices
from megaroth.planning.objectives import check_aim
from megaroth.planning.outlook import chosen_of
from megaroth.planning.spending import NO_SPENDING, needs_spending
from megaroth.planning.unknown_rules import compared, settled, some_answer
from megaroth.planyear.check import Check
from megaroth.planyear.check import check as check_plan_year
from megaroth.projection.market import count_of_paths
from megaroth.projection.timeline import Outlook, outlook


def check(household: Household) -> Check:
    """The verdict on a household, with what the years ahead lack among its warnings.

    Raises:
        InputError, NotAllowedError, LawError: as :func:`megaroth.planyear.plan.plan`.
    """
    answer = check_plan_year(household)
    lacking = [f"Years ahead (project, compare, optimize) need more: {problem}." for problem in unready(household)]
    return replace(answer, warnings=[*answer.warnings, *lacking])


def unready(household: Household) -> list[Problem]:
    """Why the years ahead of a household cannot be projected; empty where they can."""
    problems: list[Problem] = []
    if not law(household.year, household.inflation).has("income_tax"):
        problems.append(
            Problem("year", str(household.year), f"{FIRST_REFORM_YEAR} or later, the first year whose income tax is known")
        )
    known = some_answer(settled(household))
    try:
        choices(known)
        ahead = outlook(known)
        if needs_spending(ahead):
            problems.append(NO_SPENDING)
        count_of_paths(known.assumptions, len(ahead.years))
    except InputError as error:
        problems += error.problems
    return problems


def require(
    household: Household,
    *,
    alternative: str | None = None,
    compares: str | None = None,
    aim: Aim | None = None,
    explained_year: int | None = None,
) -> None:
    """Refuse a question about the years ahead that could not be answered.

    Args:
        household: with or without unknown plan rules.
        alternative: the one to project.
        compares: the one of a comparison to explain.
        aim: what the best plan aims at.
        explained_year: the year to explain.

    Raises:
        InputError: the household cannot be projected, or there is no such alternative, aim or year.
    """
    if problems := unready(household):
        raise InputError(problems)
    known = some_answer(settled(household))
    if alternative is not None:
        chosen_of(known, alternative)
    if compares is not None:
        _one_of(compares, compared(household))
    ahead = outlook(known)
    if aim is not None:
        check_aim(aim, ahead)
    if explained_year is not None:
        _a_year(explained_year, ahead)


def _one_of(name: str, names: list[str]) -> None:
    from megaroth.kernel.errors import nearest

    if name not in names:
        raise InputError([Problem("--explain", repr(name), "one of " + ", ".join(names), nearest=nearest(name, names))])


def _a_year(year: int, ahead: Outlook) -> None:
    if year not in ahead.years:
        raise InputError([Problem("--explain", str(year), f"a year from {ahead.years[0]} to {ahead.years[-1]}")])
