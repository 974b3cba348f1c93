"""Worksheets of plan-year figures that combine others: sums, ranges, and contributions made in
part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from megaroth.law.terms import spoken
from megaroth.model.household import Household, Job
from megaroth.model.sources import CONTRIBUTED
from megaroth.planyear.figure import Range
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.result import PersonResult, PlanYear
from megaroth.present.plan import sum_of
from megaroth.present.plan_worksheets import jobs_of
from megaroth.present.sentences.sentence import sentence
from megaroth.present.words import money
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet

_OF_A_JOB = ("annual_additions", "annual_additions_limit", "after_tax_room", "after_tax_allowed")


_OF_CONTRIBUTIONS = tuple(one.name for one in CONTRIBUTED)


_OF_A_PERSON = (
    "elective_deferral_limit",
    "catch_up_limit",
    "hsa_limit",
    "hsa",
    "ira_limit",
    "roth_ira",
    "traditional_ira",
)


_OF_THE_YEAR = ("to_roth", "taxable", "tax", "conversion_tax")


def together(answer: PlanYear, household: Household, figure: str, of: str = "") -> list[Worksheet]:
    """The worksheets of a figure that is a sum or a range.

    Args:
        answer: the plan year.
        household: the household.
        figure: the name of the figure.
        of: whose figure: a person, or a person and an employer; everybody's if omitted.
    """
    made = list(_made(answer, household, figure)) if figure in _OF_CONTRIBUTIONS else []
    health = list(_health(answer, household)) if figure == "hsa" else []
    found = [*made, *health, *_together(answer, figure)]
    return [one for one in found if not of or one.about == of]


def about(sheets: list[Worksheet], of: str) -> list[Worksheet]:
    """The worksheets about a person or job: those of the job, else of the person, else of nobody in
    particular."""
    if not of:
        return sheets
    for wanted in (of, of.split(", ")[0], ""):
        if found := [one for one in sheets if one.about == wanted]:
            return found
    return []


def value_of(answer: PlanYear, figure: str, of: str) -> Any:
    """A figure of an answer, for the person or job in ``of`` if given; None if the answer has no
    such figure."""
    if figure in _OF_THE_YEAR:
        return getattr(answer, figure)
    values = [value for whose, value in _parts(answer, figure) if not of or whose == of]
    return sum_of(values) if values else None


def whose(answer: PlanYear) -> list[str]:
    """The names of people and jobs that have figures."""
    return [
        *(person.name for person in answer.people),
        *(f"{person.name}, {job.employer}" for person, job in jobs_of(answer)),
    ]


def is_figure(figure: str) -> bool:
    """Whether the plan year has a figure with this name."""
    return figure in (*_OF_THE_YEAR, *_OF_A_JOB, *_OF_CONTRIBUTIONS, *_OF_A_PERSON)


def nothing_sheet(figure: str) -> Worksheet:
    """The worksheet of a figure that is zero because nobody has such a job or account."""
    sheet = Sheet(figure, f"Nothing: {spoken(figure)}", "", money)
    sheet.add(spoken(figure), 0, "", "nobody has such a job or account")
    return sheet.done()


def _health(answer: PlanYear, household: Household) -> Iterator[Worksheet]:
    """Contributions to each health savings account, and their limit."""
    for person, stated in zip(answer.people, household.people, strict=True):
        if (
            stated.hsa is not None
            and isinstance(person.hsa, int)
            and isinstance(person.hsa_limit, int)
        ):
            sheet = Sheet("hsa", "Contributed to the health savings account", person.name, money)
            sheet.add("limit of the year", person.hsa_limit, "IRC 223(b)")
            sheet.some(
                "less the employer's contributions", -int(stated.hsa.employer), "IRC 223(b)(4)(B)"
            )
            sheet.some("less what you have contributed", -int(stated.hsa.made))
            sheet.add("still to contribute", person.hsa, "", "as far as cash goes")
            yield sheet.done()


def _made(answer: PlanYear, household: Household, figure: str) -> Iterator[Worksheet]:
    """Contributions that were made in part before."""
    stated = [job for person in household.people for job in person.jobs]
    for (person, job), before in zip(jobs_of(answer), stated, strict=True):
        made, whole = int(getattr(before.made, figure)), getattr(job.contributions, figure)
        beyond = _beyond(person, household).get(before.employer, 0) if figure == "catch_up" else 0
        if (made or beyond) and isinstance(whole, int):
            sheet = Sheet(
                figure,
                f"The whole year: {spoken(figure)}",
                f"{person.name}, {job.employer}",
                money,
            )
            sheet.add("made so far", made, "", "as the file states it")
            sheet.some(
                "made as other deferrals, above their limit", beyond, "IRC 402(g)(1)(C), 414(v)(3)"
            )
            rest = (
                "still to come"
                if figure == "catch_up"
                else "still to come, or counted as another kind"
            )
            sheet.add(rest, whole - made - beyond)
            sheet.add(spoken(figure), whole)
            yield sheet.done()


def _beyond(person: PersonResult, household: Household) -> dict[str, int]:
    """Deferrals at each employer that count as catch-up because they exceed the limit, the last job
    first."""
    jobs = next(one for one in household.people if one.name == person.name).jobs
    if not isinstance(person.catch_up_limit, int):
        return {}
    found: dict[str, int] = {}
    for of_457b in (False, True):
        # Deferrals to 457(b) plans have a separate limit of the same amount (IRC 457(c), (e)(15)).
        pool = [
            job for job in jobs if (job.plan is not None and job.plan.kind == "457(b)") == of_457b
        ]
        left = max(
            sum(_deferred(job) for job in pool) - int(high(person.elective_deferral_limit)), 0
        )
        left = min(
            left, max(person.catch_up_limit - sum(int(job.made.catch_up) for job in pool), 0)
        )
        for job in reversed(pool):
            offered = (
                job.plan is not None
                and job.plan.catch_up is True
                and (not of_457b or job.plan.governmental is True)
            )
            found[job.employer] = min(left, _deferred(job)) if offered else 0
            left -= found[job.employer]
    return found


def _deferred(job: Job) -> int:
    return int(job.made.pre_tax + job.made.roth)


def _together(answer: PlanYear, figure: str) -> Iterator[Worksheet]:
    parts = _parts(answer, figure)
    if figure in _OF_THE_YEAR:
        value = getattr(answer, figure)
        if figure in ("to_roth", "taxable"):
            kind = "amount" if figure == "to_roth" else "taxable"
            counted = [
                one
                for one in answer.rollovers
                if figure == "taxable" or one.to in ("designated_roth", "roth_ira")
            ]
            parts = [
                (f"{one.date}, {one.employer} to {spoken(one.to)}", getattr(one, kind))
                for one in counted
            ]
        if isinstance(value, Range):
            yield _range(figure, value)
        elif len(parts) > 1:
            yield _sum(figure, parts, value)
        return
    for whose, value in parts:
        if isinstance(value, Range):
            yield _range(figure, value, whose)
        elif not value:
            sheet = Sheet(figure, f"Nothing: {spoken(figure)}", whose, money)
            sheet.add(spoken(figure), 0, "", _why_nothing(answer, whose, figure))
            yield sheet.done()
    if len(parts) > 1:
        yield _sum(figure, parts, sum_of([value for _, value in parts]))


def _parts(answer: PlanYear, figure: str) -> list[tuple[str, Any]]:
    """A figure of each job or person, with the name."""
    if figure in _OF_A_JOB or figure in _OF_CONTRIBUTIONS:
        return [
            (
                f"{person.name}, {job.employer}",
                getattr(job if figure in _OF_A_JOB else job.contributions, figure),
            )
            for person, job in jobs_of(answer)
        ]
    return (
        [(person.name, getattr(person, figure)) for person in answer.people]
        if figure in _OF_A_PERSON
        else []
    )


def _why_nothing(answer: PlanYear, whose: str, figure: str) -> str:
    for person, job in jobs_of(answer):
        if whose == f"{person.name}, {job.employer}":
            if figure == "catch_up" and not person.catch_up_limit:
                return (
                    f"{person.age} years old at the end of the year: catch-up begins with the "
                    "year of the 50th birthday"
                )
            return (
                " ".join(sentence(one) for one in job.reasons)
                if figure.startswith("after_tax")
                else ""
            )
    return ""


def with_value_of(sheets: list[Worksheet], answer: PlanYear, figure: str) -> list[Worksheet]:
    """The worksheets that end in the figure's value, because a rule also runs for other figures."""
    values = {money(value) for _, value in _parts(answer, figure) if isinstance(value, int)}
    return [one for one in sheets if one.lines[-1].value in values] or sheets


def of_person(sheets: list[Worksheet], person: str) -> list[Worksheet]:
    """The worksheets about one person."""
    return [one for one in sheets if one.about.split(", ")[0] == person]


def _range(figure: str, value: Range, whose: str = "") -> Worksheet:
    sheet = Sheet(figure, f"A range, while plan rules are unknown: {spoken(figure)}", whose, money)
    sheet.add("the least, with some values of unknown rules", int(value.low))
    sheet.add("the most, with others", int(value.high))
    sheet.text(spoken(figure), money(value))
    return sheet.done()


def _sum(figure: str, parts: Sequence[tuple[str, Any]], value: Any) -> Worksheet:
    sheet = Sheet(figure, f"Total: {spoken(figure)}", "", money)
    for whose, one in parts:
        sheet.text(whose, money(one))
    sheet.text(f"{spoken(figure)} in all", money(value))
    return sheet.done()
