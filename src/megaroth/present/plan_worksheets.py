"""Figures of a plan year that are put together of others: sums, amounts of each paycheck, moves of
a kind, alternatives, ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from megaroth.kernel.money import dollars, percent
from megaroth.law.terms import spoken
from megaroth.model.household import Household, Job
from megaroth.planyear.distribution import Split
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.pay_slips import PaySlip
from megaroth.planyear.result import (
    Alternative,
    Conversion,
    JobResult,
    PersonResult,
    PlanYear,
    Range,
)
from megaroth.present.plan import ALTERNATIVES, moves_of, sum_of
from megaroth.present.return_lines import SLIP_LINES
from megaroth.present.words import money
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet
from megaroth.tax.marginal import NextDollars

LIMITS = {"roth_ira": "roth_ira_limit", "backdoor_roth": "ira_limit", "hsa": "hsa_limit"}
"""The rule that bounds each alternative, but for deferrals: theirs is put together."""

_MOVED = {"amount": "amount", "basis": "basis", "taxable": "taxed"}
_OF_A_JOB = ("annual_additions", "annual_additions_limit", "after_tax_room", "after_tax_allowed")
_OF_CONTRIBUTIONS = ("pre_tax", "roth", "catch_up", "after_tax", "match", "nonelective")
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


def jobs_of(answer: PlanYear) -> list[tuple[PersonResult, JobResult]]:
    """Everybody's jobs, in their order."""
    return [(person, job) for person in answer.people for job in person.jobs]


def together(answer: PlanYear, household: Household, figure: str, of: str = "") -> list[Worksheet]:
    """How a figure of the whole answer is put together, where it is a sum or a range.

    Args:
        answer: the plan year.
        household: whose it is.
        figure: its name in the answer.
        of: whose figure: a person, or a person and an employer; everybody's if omitted.
    """
    made = list(_made(answer, household, figure)) if figure in _OF_CONTRIBUTIONS else []
    health = list(_health(answer, household)) if figure == "hsa" else []
    found = [*made, *health, *_together(answer, figure)]
    return [one for one in found if not of or one.about == of]


def about(sheets: list[Worksheet], of: str) -> list[Worksheet]:
    """Of what rules said, what is about a person or job: its own, else the person's, else what is
    about nobody in particular."""
    if not of:
        return sheets
    for wanted in (of, of.split(", ")[0], ""):
        if found := [one for one in sheets if one.about == wanted]:
            return found
    return []


def value_of(answer: PlanYear, figure: str, of: str) -> Any:
    """A figure of an answer, of a person or job if ``of`` says whose; None if the answer has no
    such figure."""
    if figure in _OF_THE_YEAR:
        return getattr(answer, figure)
    values = [value for whose, value in _parts(answer, figure) if not of or whose == of]
    return sum_of(values) if values else None


def whose(answer: PlanYear) -> list[str]:
    """Whose figures there are: the names of people, and of their jobs."""
    return [
        *(person.name for person in answer.people),
        *(f"{person.name}, {job.employer}" for person, job in jobs_of(answer)),
    ]


def is_figure(figure: str) -> bool:
    """Whether the plan year has a figure of that name."""
    return figure in (*_OF_THE_YEAR, *_OF_A_JOB, *_OF_CONTRIBUTIONS, *_OF_A_PERSON)


def nothing_sheet(figure: str) -> Worksheet:
    """A figure of which there is nothing: nobody has a job or account that it is of."""
    sheet = Sheet(figure, f"Nothing: {spoken(figure)}", "", money)
    sheet.add(spoken(figure), 0, "", "nobody has a job or an account that it is of")
    return sheet.done()


def _health(answer: PlanYear, household: Household) -> Iterator[Worksheet]:
    """Contributions to each health savings account, and what bounds them."""
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
    """Contributions of which a part was made before."""
    stated = [job for person in household.people for job in person.jobs]
    for (person, job), before in zip(jobs_of(answer), stated, strict=True):
        made, whole = int(getattr(before.made, figure)), getattr(job.contributions, figure)
        beyond = _beyond(person, household).get(before.employer, 0) if figure == "catch_up" else 0
        if (made or beyond) and isinstance(whole, int):
            sheet = Sheet(
                figure,
                f"The year's whole: {spoken(figure)}",
                f"{person.name}, {job.employer}",
                money,
            )
            sheet.add("made so far", made, "", "as the file states it")
            sheet.some(
                "made as other deferrals, beyond their limit", beyond, "IRC 402(g)(1)(C), 414(v)(3)"
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
    """Deferrals made at each employer that are catch-up because they pass the limit, the last job's
    first."""
    jobs = next(one for one in household.people if one.name == person.name).jobs
    if not isinstance(person.catch_up_limit, int):
        return {}
    found: dict[str, int] = {}
    for of_457b in (False, True):
        # Deferrals to 457(b) plans are limited apart from all others, at the same amount (IRC
        # 457(c), (e)(15)).
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
    """A figure of each job or person, with whose it is."""
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
            return " ".join(job.reasons) if figure.startswith("after_tax") else ""
    return ""


def of_these(sheets: list[Worksheet], answer: PlanYear, figure: str) -> list[Worksheet]:
    """Of what rules said of a figure, what says the figure: a rule is asked on the way to others,
    too."""
    told = {money(value) for _, value in _parts(answer, figure) if isinstance(value, int)}
    return [one for one in sheets if one.lines[-1].value in told] or sheets


def of_person(sheets: list[Worksheet], person: str) -> list[Worksheet]:
    """Of what rules said, what is about one person."""
    return [one for one in sheets if one.about.split(", ")[0] == person]


def _range(figure: str, value: Range, whose: str = "") -> Worksheet:
    sheet = Sheet(figure, f"A range, while plan rules are unknown: {spoken(figure)}", whose, money)
    sheet.add("the least, at some answers to what is unknown", int(value.low))
    sheet.add("the most, at others", int(value.high))
    sheet.text(spoken(figure), money(value))
    return sheet.done()


def _sum(figure: str, parts: Sequence[tuple[str, Any]], value: Any) -> Worksheet:
    sheet = Sheet(figure, f"Together: {spoken(figure)}", "", money)
    for whose, one in parts:
        sheet.text(whose, money(one))
    sheet.text(f"{spoken(figure)} in all", money(value))
    return sheet.done()


def paycheck_sheet(answer: PlanYear, household: Household, place: int) -> Worksheet:
    """What to elect from each paycheck of a job: what is still to come of the year's contributions,
    in even parts.

    Args:
        answer: the plan year.
        household: whose it is.
        place: of the job among everybody's.
    """
    person, job = jobs_of(answer)[place]
    stated = [one for person in household.people for one in person.jobs][place]
    given, pay = job.contributions, job.per_paycheck
    sheet = Sheet(
        "per_paycheck", "From each paycheck to come", f"{person.name}, {job.employer}", money
    )
    kinds = {
        "deferral": (
            sum_of([given.pre_tax, given.roth]),
            stated.made.pre_tax + stated.made.roth,
            pay.deferral,
            pay.deferral_percent,
        ),
        "catch_up": (given.catch_up, stated.made.catch_up, pay.catch_up, pay.catch_up_percent),
        "after_tax": (given.after_tax, stated.made.after_tax, pay.after_tax, pay.after_tax_percent),
    }
    for kind, (year, made, each, share) in kinds.items():
        word = spoken(kind)
        if kind == "catch_up" and isinstance(year, int) and not year:
            continue
        sheet.text(f"{word} of the year", money(year))
        sheet.some(f"{word}: made so far", int(made))
        sheet.text("paychecks to come", str(pay.paychecks))
        sheet.text(
            f"{word} of each paycheck",
            money(each),
            "",
            "rounded down; the last check can take the cents that are left",
        )
        if not isinstance(share, Range):
            sheet.text(
                f"{word} as a part of pay",
                percent(int(share)),
                "",
                "rounded down, so that it passes no limit",
            )
    return sheet.done()


def moves_sheet(answer: PlanYear, place: int) -> list[Worksheet]:
    """Every move of a kind, and their sums.

    Args:
        answer: the plan year.
        place: of the kind in :func:`megaroth.present.plan.moves_of`.
    """
    (person, employer, to), moves, totals = moves_of(answer)[place]
    found = []
    for kind, word in _MOVED.items():
        sheet = Sheet(kind, f"Moves to {spoken(to)}: {word}", f"{person}, {employer}", money)
        for one in moves:
            sheet.text(str(one.date), money(getattr(one, kind)))
        note = (
            ""
            if answer.moved is None
            else "not all of these days come with the same answers to what is unknown"
        )
        sheet.text(f"{word} in all", money(totals[kind]), "", note)
        found.append(sheet.done())
    return found


def conversion_sheet(one: Conversion) -> Worksheet:
    """An ordinary Roth conversion: what of it is basis, and what is taxed."""
    sheet = Sheet("conversion", "Converted from a traditional IRA", one.person, money)
    sheet.text("converted", money(one.amount), "IRC 408A(d)(3)")
    sheet.text("less the basis in it", money(one.basis), "IRC 408(d)(2); Form 8606 line 11")
    sheet.text("taxed", money(one.taxable), "Form 8606 line 18")
    return sheet.done()


def alternative_sheet(answer: PlanYear, household: Household, one: Alternative) -> Worksheet:
    """What an alternative takes, and what it changes of the year's tax.

    Args:
        answer: the plan year.
        household: whose it is.
        one: of its alternatives.
    """
    person = next(each for each in answer.people if each.name == one.person)
    stated = next(each for each in household.people if each.name == one.person)
    sheet = Sheet("alternative", ALTERNATIVES[one.name], one.person, money)
    match one.name:
        case "roth_401k":
            sheet.text(
                "limit of elective deferrals",
                money(person.elective_deferral_limit),
                "IRC 402(g)(1)",
            )
            if isinstance(one.amount, int) and isinstance(person.elective_deferral_limit, int):
                sheet.some("catch-up", one.amount - person.elective_deferral_limit, "IRC 414(v)")
        case "hsa":
            sheet.text("limit of the health savings account", money(person.hsa_limit), "IRC 223(b)")
            if stated.hsa is not None:
                sheet.some(
                    "less the employer's contributions", -int(stated.hsa.employer), "IRC 223(b)(4)"
                )
                sheet.some("less what you have contributed", -int(stated.hsa.made))
        case _:
            limit = person.roth_ira_limit if one.name == "roth_ira" else person.ira_limit
            sheet.text(
                "limit",
                money(limit),
                "IRC 408A(c)(3)" if one.name == "roth_ira" else "IRC 219(b), 408(o)",
            )
            sheet.some("less what you have contributed", -int(stated.ira_made))
    sheet.text("it takes", money(one.amount))
    if one.tax is not None:
        sheet.text(
            "tax of the year with it, less that without it",
            money(one.tax),
            "",
            "a minus is a saving; the rest as planned",
        )
    return sheet.done()


def slip_sheet(slip: PaySlip) -> Worksheet:
    """The average paycheck of a job: a year's amounts by its paychecks."""
    sheet = Sheet(
        "paycheck",
        f"The average of {slip.paychecks} paychecks",
        f"{slip.person}, {slip.employer}",
        money,
    )
    sections = {
        "payroll_tax": "IRC 3101, 3102(f); state law",
        "federal_withholding": "IRC 3402(a); Pub. 15-T",
    }
    notes = {
        "payroll_tax": "with what the state takes from wages, and additional Medicare tax",
        "net": "before state income tax",
    }
    for name in SLIP_LINES:
        less = "" if name in ("gross", "net") else "less "
        sheet.add(
            f"{less}{spoken(name)}",
            int(getattr(slip, name)),
            sections.get(name, ""),
            notes.get(name, ""),
        )
    return sheet.done()


def marginal_sheet(more: NextDollars, item: str) -> Worksheet:
    """What some dollars more add to the year's federal income tax, by kind."""
    sheet = Sheet(
        "next_dollars", f"The next {dollars(more.amount)} of {spoken(item)}", "federal", money
    )
    for kind, value in more.by_kind.items():
        sheet.some(spoken(kind), int(value))
    for one in more.thresholds:
        sheet.add(f"income so far, before {one.name}", one.income)
        sheet.add(f"{one.name} begins at", one.at)
    sheet.add(
        f"tax on the next {dollars(more.amount)}",
        more.tax,
        "",
        "the return with them, less that without",
    )
    sheet.text("of each dollar", percent(more.rate, 2))
    return sheet.done()


def split_sheet(split: Split) -> Worksheet:
    """A distribution and where it goes: each part's pre-tax money and basis."""
    sheet = Sheet("split", "The distribution and its destinations", "", money)
    for part in split.destinations:
        to = spoken(part.to)
        sheet.text(f"to {to}", money(part.amount), "IRC 402(c)(2); Notice 2014-54")
        sheet.text(f"{to}: pre-tax", money(part.pre_tax))
        sheet.text(f"{to}: after-tax (basis)", money(part.after_tax), "IRC 72(e)(8)")
        sheet.text(f"{to}: taxed", money(part.taxable))
    sheet.text("withheld", money(split.withholding), "IRC 3405(c)")
    if split.additional_tax is not None:
        sheet.text("additional tax", money(split.additional_tax), "IRC 72(t)")
    sheet.text("taxed in all", money(split.taxable))
    return sheet.done()
