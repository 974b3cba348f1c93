"""Unknown plan rules: what each could be, the question to ask, and the households that the answers
make."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from megaroth.kernel.message import Message, message
from megaroth.law.law_book import LawBook
from megaroth.model.fields import is_unknown
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan import NEXT_FEBRUARY, AfterTaxCap, Plan
from megaroth.model.plan_payroll import MIDDLE_OF_YEAR, YEAR_END
from megaroth.planyear.employer_questions import dependents, keys_of_the_job, rules
from megaroth.planyear.prior_year_pay import highly_compensated_by_pay, pay_last_year

MOST_SCENARIOS = 256
"""Households planned at most for one answer; beyond it the combinations are thinned, and the answer
says so."""

Slot = tuple[int, int, str]
"""A person, one of the person's jobs, and a rule of its plan."""

Ages = Sequence[int]


def slots(household: Household, law_book: LawBook) -> list[Slot]:
    """The unknown rules of a household."""
    return [
        (p, j, name)
        for p, person in enumerate(household.people)
        for j, job in enumerate(person.jobs)
        if job.plan is not None
        for name in (*job.plan.unknowns(), *_unstated(job, person, household, law_book))
    ]


def _unstated(job: Job, person: Person, household: Household, law_book: LawBook) -> Iterator[str]:
    """Last year's pay, where a lower cap for highly compensated employees turns on it, and who owns
    an employer."""
    cap = job.plan.after_tax_cap if job.plan and job.plan.after_tax is not False else None
    lower = isinstance(cap, AfterTaxCap) and (
        cap.hce_percent is not None or cap.hce_dollars is not None
    )
    law = law_book.law(household.year, household.inflation)
    owner = (
        job.five_percent_owner
        or job.self_employed
        or (isinstance(job.ownership, int) and job.ownership > law.owner_share)
    )
    if lower and not owner and pay_last_year(job, household.year) is None:
        related = [
            other
            for other in person.jobs
            if other is job or (job.group and other.group == job.group)
        ]
        if highly_compensated_by_pay(law, related) is not False:
            yield "pay_last_year"
    if _ownership_matters(job, person):
        yield "ownership"


def _ownership_matters(job: Job, person: Person) -> bool:
    """Whether the share that a person owns of an employer is not stated and may decide what limit
    its plan shares."""
    owner = job.five_percent_owner and job.ownership is None and not job.self_employed
    return (owner or is_unknown(job.ownership)) and any(
        _may_share(job, other) for other in person.jobs if other is not job
    )


def _may_share(job: Job, other: Job) -> bool:
    """Whether another job's plan shares a limit with this one if the person controls this one's
    employer."""
    if other.plan is None or (job.group is not None and job.group == other.group):
        return False
    assert job.plan is not None
    kinds = {job.plan.kind, other.plan.kind}
    if "457(b)" in kinds:
        return False
    if "403(b)" in kinds:
        return job.plan.kind != "403(b)"
    return other.self_employed or other.five_percent_owner or other.ownership not in (None, 0)


def resolve(household: Household, answers: Mapping[Slot, Any]) -> Household:
    """The household with its unknown rules answered."""
    people = list(household.people)
    for p, person in enumerate(people):
        jobs = list(person.jobs)
        for j, job in enumerate(jobs):
            changes = {name: value for (q, k, name), value in answers.items() if (q, k) == (p, j)}
            if changes.get("true_up") == NEXT_FEBRUARY:
                changes["true_up"] = date(household.year + 1, 2, 15)
            if changes.get("true_up_if_employed_on") == YEAR_END:
                changes["true_up_if_employed_on"] = date(household.year, 12, 31)
            for name, value in changes.items():
                if value == MIDDLE_OF_YEAR:
                    changes[name] = date(household.year, 7, 1)
            for name in keys_of_the_job() & changes.keys():
                job = replace(job, **{name: changes.pop(name)})
            if job.plan is not None:
                jobs[j] = replace(job, plan=replace(job.plan, **changes))
        people[p] = replace(person, jobs=tuple(jobs))
    return replace(household, people=tuple(people))


def in_words(
    household: Household,
    answers: Mapping[Slot, Any],
    law_book: LawBook,
    ages: Ages | None = None,
) -> list[Message]:
    """The answers, without those that can change nothing; ``ages`` as for
    :func:`scenarios`."""
    several = len({(p, j) for p, j, _ in answers}) > 1
    found = []
    for (p, j, name), value in answers.items():
        person = household.people[p]
        job = person.jobs[j]
        if name in _moot(
            resolve_plan(job, p, j, answers), *_standing(household, p, law_book, ages)
        ):
            continue
        words = next(spoken for spoken, known in rules()[name].answers if known == value)
        employer = job.employer if several else None
        found.append(message("rule_reply", rule=name, reply=words, employer=employer))
    return found


def _standing(
    household: Household, place: int, law_book: LawBook, ages: Ages | None
) -> tuple[bool, bool]:
    """Whether the law lets a person make catch-up contributions, and whether the person has several
    plans."""
    person = household.people[place]
    age = person.age(household.year) if ages is None else ages[place]
    old_enough = age >= law_book.law(household.year, household.inflation).catch_up_age
    return old_enough, sum(job.plan is not None for job in person.jobs) > 1


def options(slot: Slot) -> list[Any]:
    """The answers to a rule that are tried, the most favorable first."""
    return [value for _, value in rules()[slot[2]].answers]


def scenarios(
    household: Household, law_book: LawBook, ages: Ages | None = None
) -> tuple[list[dict[Slot, Any]], bool]:
    """The combinations of answers to plan, the most favorable first, and whether they are all that
    differ.

    An answer that can change nothing (the cap of a plan without after-tax contributions) is not
    varied.

    Args:
        household: with unknown rules.
        law_book: the law, with a user's figures and reforms.
        ages: that each person reaches in what is planned, where that is more than this year.
    """
    unknown = slots(household, law_book)
    for options_of, whole in ((options, True), (_extremes, False)):
        if math.prod(len(options_of(slot)) for slot in unknown) <= _MOST_COUNTED:
            found = _distinct(
                relevant(household, answers, law_book, ages)
                for answers in _product(unknown, options_of)
            )
            if len(found) <= MOST_SCENARIOS:
                return found, whole
    # Employer money and room for after-tax money are rivals, so each is taken at its most and least
    # against the other.
    corners = [_corner(unknown, others, employer) for others in (0, -1) for employer in (0, -1)]
    near = [
        corner | {slot: value} for corner in corners for slot in unknown for value in options(slot)
    ]
    return _distinct(relevant(household, answers, law_book, ages) for answers in [*corners, *near])[
        :MOST_SCENARIOS
    ], False


def favorable(household: Household, law_book: LawBook) -> Household:
    """The household with unknown rules at the values that allow the most; unchanged if none is
    unknown."""
    if not slots(household, law_book):
        return household
    return resolve(household, scenarios(household, law_book)[0][0])


def _corner(unknown: Sequence[Slot], others: int, employer: int) -> dict[Slot, Any]:
    """Every rule at its most (0) or least (-1) favorable answer, those that decide employer money
    apart from the others."""
    return {
        slot: options(slot)[employer if rules()[slot[2]].measure == "employer" else others]
        for slot in unknown
    }


_MOST_COUNTED = 50_000


def _extremes(slot: Slot) -> list[Any]:
    found = options(slot)
    return [found[0], found[-1]]


def _product(
    unknown: Sequence[Slot], options_of: Callable[[Slot], list[Any]]
) -> Iterator[dict[Slot, Any]]:
    for values in itertools.product(*(options_of(slot) for slot in unknown)):
        yield dict(zip(unknown, values, strict=True))


def relevant(
    household: Household,
    answers: Mapping[Slot, Any],
    law_book: LawBook,
    ages: Ages | None = None,
    kept: Slot | None = None,
) -> dict[Slot, Any]:
    """The answers with those that can change nothing set to their last, so that equal combinations
    are equal.

    Where two answers exclude each other, ``kept`` is the rule whose answer stands.
    """
    plain = dict(answers)
    for p, person in enumerate(household.people):
        for j, job in enumerate(person.jobs):
            if job.plan is None:
                continue
            for name in _moot(
                resolve_plan(job, p, j, plain), *_standing(household, p, law_book, ages)
            ):
                if (p, j, name) in plain:
                    plain[p, j, name] = rules()[name].answers[-1][1]
            _in_plan_needs_roth(plain, job, p, j, kept)
    return plain


def _in_plan_needs_roth(
    plain: dict[Slot, Any], job: Job, p: int, j: int, kept: Slot | None
) -> None:
    """A plan that takes in-plan Roth rollovers has designated Roth accounts (IRC 402A(c)(4)(A)),
    and without them it takes none."""
    plan = resolve_plan(job, p, j, plain)
    if plan.in_plan_roth_rollover == "no" or plan.roth:
        return
    roth, in_plan = (p, j, "roth"), (p, j, "in_plan_roth_rollover")
    if roth in plain and not (kept == roth and in_plan in plain):
        plain[roth] = True
    elif in_plan in plain:
        plain[in_plan] = "no"


def is_moot(
    household: Household, answers: Mapping[Slot, Any], slot: Slot, law_book: LawBook
) -> bool:
    """Whether a rule can change nothing, the other answers given."""
    p, j, name = slot
    return name in _moot(
        resolve_plan(household.people[p].jobs[j], p, j, answers),
        *_standing(household, p, law_book, None),
    )


def resolve_plan(job: Job, p: int, j: int, answers: Mapping[Slot, Any]) -> Plan:
    """One job's plan with its answers."""
    assert job.plan is not None
    changes = {
        name: value
        for (q, k, name), value in answers.items()
        if (q, k) == (p, j) and name not in keys_of_the_job()
    }
    return replace(job.plan, **changes)


def _moot(plan: Plan, old_enough: bool, several: bool) -> Iterator[str]:
    """Rules that cannot change an answer, given the others."""
    if plan.kind != "457(b)":
        yield "governmental"
    else:
        yield "after_tax"
        if not plan.governmental:
            yield from ("catch_up", "roth")
        if not old_enough:
            yield "governmental"
    for need, names in dependents().items():
        if not getattr(plan, need) or (need == "after_tax" and plan.kind == "457(b)"):
            yield from names
    if plan.in_plan_roth_rollover == "each_paycheck" and plan.roth:
        yield "in_service_withdrawal"
    if plan.match_period == "year":
        yield "true_up"
    elif plan.true_up is None:
        yield "true_up_if_employed_on"
    if not several:
        yield "kind"  # the limits are the same; only which other plan shares them differs
    if not old_enough:
        yield "catch_up"


def _distinct(found: Iterable[dict[Slot, Any]]) -> list[dict[Slot, Any]]:
    kept: dict[str, dict[Slot, Any]] = {}
    for answers in found:
        kept.setdefault(repr(list(answers.items())), answers)
    return list(kept.values())
