"""A household's own businesses on its returns: what the deduction for qualified business income is
made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import PPM, Cents, positive, proportion, rounded, sum_of, total
from megaroth.law.law import Law
from megaroth.model.fields import UNKNOWN
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules.compensation import self_employment_tax
from megaroth.tax.business import above_wage_limit
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.filing_status import by_status


@dataclass(frozen=True)
class Business:
    """One business of a person, cents, each scalar or (n,).

    Attributes:
        income: its qualified business income.
        wages: W-2 wages that it paid.
        property_basis: unadjusted basis of its qualified property.
        specified: whether it is a specified service business.
    """

    income: Cents
    wages: Cents
    property_basis: Cents
    specified: bool


def own_self_employment_tax(law: Law, person: PersonYear) -> Cents:
    """One person's tax on the own profit and wages, cents: each spouse has a Schedule SE and a wage
    base (IRC 1402(b))."""
    own = _own(person)
    wages = sum_of(job.compensation for job in person.jobs if not job.job.self_employed)
    return self_employment_tax(law, sum_of(map(_profit, own)), wages) if own else 0


def with_businesses(
    law: Law,
    items: Return,
    people: Sequence[PersonYear],
    pre_tax: Callable[[JobYear], Cents] = JobYear.pre_tax,
) -> Return:
    """A return with the qualified business income of these people's businesses.

    Args:
        law: the numbers of the taxable year.
        items: the return.
        people: those on it.
        pre_tax: a business's deferrals for its owner that leave income, cents.
    """
    found = [one for person in people for one in _businesses(law, person, pre_tax)]
    general, specified = ([one for one in found if one.specified is kind] for kind in (False, True))
    return replace(
        items,
        qualified_business_income=sum_of(one.income for one in general),
        qualified_business_excess=sum_of(_excess(law, one) for one in general),
        specified_business_income=sum_of(one.income for one in specified),
        specified_business_excess=sum_of(_excess(law, one) for one in specified),
    )


def _excess(law: Law, one: Business) -> Cents:
    return above_wage_limit(law, one.income, one.wages, one.property_basis)


def _own(person: PersonYear) -> list[JobYear]:
    return [job for job in person.jobs if job.job.self_employed]


def _profit(job: JobYear) -> Cents:
    return job.job.pay if job.job.pay is not None else 0


def _businesses(
    law: Law, person: PersonYear, pre_tax: Callable[[JobYear], Cents]
) -> list[Business]:
    """Each own business: profit less its part of half of self-employment tax and what it
    contributes for its owner.

    These deductions are the business's (26 CFR 1.199A-3(b)(1)(vi)). What nobody stated counts as no
    specified service, no wages and no property.
    """
    own = _own(person)
    if not own:
        return []
    half = rounded(own_self_employment_tax(law, person), 2)
    profit = sum_of(map(_profit, own))
    return [
        Business(
            income=positive(
                _profit(job)
                - (half if len(own) == 1 else proportion(half, _profit(job), profit))
                - pre_tax(job)
                - job.employer()
            ),
            wages=0 if job.job.wages_paid == UNKNOWN else job.job.wages_paid,
            property_basis=0 if job.job.property_basis == UNKNOWN else job.job.property_basis,
            specified=job.job.specified_service is True,
        )
        for job in own
    ]


def business_notes(
    plan_year: YearState, people: Sequence[PersonYear], items: Return, federal: FederalTax
) -> list[Message]:
    """Assumptions of the deduction for qualified business income."""
    jobs = [job for person in people for job in _own(person)]
    if not jobs or not plan_year.law.has("qualified_business_threshold"):
        return []
    notes = [message("business_deduction")]
    threshold = by_status(plan_year.law, "qualified_business_threshold", items.status)
    before = total(federal.taxable_income, federal.business_deduction)
    if not (isinstance(before, int) and isinstance(threshold, int)) or before <= threshold:
        return notes
    for job in jobs:
        answers = job.job.specified_service, job.job.wages_paid, job.job.property_basis
        if UNKNOWN in answers:
            notes += _open_notes(plan_year.law, people, items, job, threshold)
    return notes


def _open_notes(
    law: Law, people: Sequence[PersonYear], items: Return, job: JobYear, threshold: int
) -> Iterator[Message]:
    """How far the deduction turns on what the file does not say about a business, if it does."""
    least, most = (
        federal_tax(law, _answered(law, items, people, job, best=best)).business_deduction
        for best in (False, True)
    )
    if least == most:
        return
    taken = federal_tax(law, items).business_deduction
    yield message(
        "business_deduction_open",
        employer=job.job.employer,
        threshold=Amount.of(threshold),
        taken=Amount.of(int(taken)),
        least=Amount.of(int(least)),
        most=Amount.of(int(most)),
    )


def _answered(
    law: Law, items: Return, people: Sequence[PersonYear], job: JobYear, *, best: bool
) -> Return:
    """The return with the open answers about one business at their best or worst."""
    stated = job.job
    # With either of these, neither wages nor property limit the deduction (IRC 199A(b)(2)(B)).
    wages = _profit(job) * PPM // law.business_wage_rate
    property_basis = _profit(job) * PPM // law.business_property_rate
    answered = replace(
        stated,
        specified_service=(not best)
        if stated.specified_service == UNKNOWN
        else stated.specified_service,
        wages_paid=wages if stated.wages_paid == UNKNOWN and best else stated.wages_paid,
        property_basis=property_basis
        if stated.property_basis == UNKNOWN and best
        else stated.property_basis,
    )
    changed = [
        replace(
            person, jobs=[replace(one, job=answered) if one is job else one for one in person.jobs]
        )
        for person in people
    ]
    return with_businesses(law, items, changed)
