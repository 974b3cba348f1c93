"""The waterfall: the household's cash flows through its steps in order, each as far as law, plan,
pay and wish allow."""

from __future__ import annotations

from collections.abc import Callable

from megaroth.kernel.columns import is_whole
from megaroth.kernel.money import (
    Cents,
    choose,
    larger,
    positive,
    rounded,
    share,
    smaller,
    sum_of,
    total,
)
from megaroth.kernel.trace import decided, part
from megaroth.model.fields import known_amount
from megaroth.planyear.catch_up_contributions import catch_up_limits, catch_up_step
from megaroth.planyear.election_maximum import within_highest
from megaroth.planyear.elective_deferrals import cash_for, contribute, defer, fits_within, in_order
from megaroth.planyear.figure import AfterTaxBound
from megaroth.planyear.ira_limits import find_ira_limits
from megaroth.planyear.job_year import UNBOUNDED, JobYear, pay_of
from megaroth.planyear.paycheck_capacity import pay_left
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import after_tax as after_tax_rules
from megaroth.rules import annual_additions, compensation, hsa, match


def decide(plan_year: YearState) -> YearState:
    """The year with every contribution decided, step by step in the household's order."""
    for job in plan_year.jobs:
        if job.has_plan and not job.job.self_employed:
            job.nonelective = _nonelective(job)
    _hsa_limits(plan_year)
    for step in plan_year.household.order:
        if step == "ira":
            # IRA compensation is net of what a self-employed business contributes, so that is
            # settled first.
            _own_businesses(plan_year)
        _STEPS[step](plan_year)
        if step == "deferral":
            _own_businesses(plan_year)
    _own_businesses(plan_year)
    for person in plan_year.people:
        for job in person.jobs:
            with part(f"{person.person.name}, {job.job.employer}"):
                _set_limits(plan_year, job)
    find_ira_limits(plan_year)
    for person in plan_year.people:
        _settle_ira(plan_year, person)
    return plan_year


def _nonelective(job: JobYear) -> Cents:
    rate, other = known_amount(job.plan.nonelective), known_amount(job.plan.other_employer)
    # What was already made can exceed the formula (a discretionary contribution): it stands.
    return larger(share(job.matched_pay, rate) + other, job.job.made.nonelective)


def _match(plan_year: YearState) -> None:
    for person in plan_year.people:
        for job in in_order(plan_year, person):
            if job.plan.match:
                with part(f"{person.person.name}, {job.job.employer}", title="earning the match"):
                    needed = match.contribution_for_full_match(job.tiers(), job.match_most())
                    defer(
                        plan_year,
                        person,
                        job,
                        needed - job.contributions_ahead(with_after_tax=True),
                    )


def _deferral(plan_year: YearState) -> None:
    for person in plan_year.people:
        for job in in_order(plan_year, person):
            with part(f"{person.person.name}, {job.job.employer}", title="elective deferral"):
                defer(plan_year, person, job, UNBOUNDED)


def _own_businesses(plan_year: YearState) -> None:
    """The employer contribution of a self-employed business, which the household pays."""
    for person in plan_year.people:
        for job in person.jobs:
            if job.has_plan and job.job.self_employed and not job.own_contribution_settled:
                with part(
                    f"{person.person.name}, {job.job.employer}", title="employer contribution"
                ):
                    _own_business(plan_year, job)


def _own_business(plan_year: YearState, job: JobYear) -> None:
    rate, other_employer = (
        int(known_amount(job.plan.nonelective)),
        known_amount(job.plan.other_employer),
    )
    law, made, used = plan_year.law, job.job.made.nonelective, job.deferral + job.after_tax
    # Related jobs and businesses share one limit; of its pay limb, which the contribution lowers,
    # it takes two dollars for one.
    group = plan_year.group(job)
    additions = sum_of(other.additions() for other in group) - job.nonelective
    still = positive(pay_of(group) + job.nonelective - additions)
    shared = smaller(
        positive(law.annual_additions - additions), rounded(still, 2, direction="down")
    )
    matched = job.match()
    wanted = (
        compensation.self_employed_contribution(law, job.compensation, used, rate, matched)
        + other_employer
    )
    most = compensation.self_employed_contribution(
        law, job.compensation, used, law.employer_deduction_share, matched
    )
    job.nonelective = made + plan_year.cash.take(smaller(smaller(wanted, most), shared) - made)
    job.own_contribution_settled = True


def _hsa_limits(plan_year: YearState) -> None:
    for person in plan_year.people:
        account = person.person.hsa
        if account is not None:
            with part(person.person.name, title="health savings account"):
                person.hsa_limit = hsa.hsa_limit(
                    plan_year.law,
                    person.age,
                    person.hsa_coverage,
                    person.hsa_family_shares,
                    account.last_month_rule,
                )


def _hsa(plan_year: YearState) -> None:
    for person in plan_year.people:
        account = person.person.hsa
        if account is not None:
            with part(person.person.name, title="health savings account"):
                left = hsa.hsa_room(person.hsa_limit, total(account.employer, account.made))
                wanted = decided(
                    "hsa",
                    "Health savings account contribution",
                    "IRC 223(b)",
                    room=left,
                    cash=plan_year.cash.open,
                )
                person.hsa = plan_year.cash.take(wanted)


def _after_tax(plan_year: YearState) -> None:
    for person in plan_year.people:
        for job in person.jobs:
            if job.has_plan and job.takes_after_tax:
                with part(
                    f"{person.person.name}, {job.job.employer}", title="after-tax contributions"
                ):
                    _after_tax_at(plan_year, job)


def _after_tax_room(plan_year: YearState, job: JobYear) -> Cents:
    """Room for this year's after-tax contributions at a job, those already made included."""
    made = job.after_tax
    if job.is_457b:
        return made * 0
    if job.plan.match_on_after_tax and job.plan.match:
        return made + fits_within(plan_year, job, matched=True)
    group = plan_year.group(job)
    used_by_others = sum_of(other.after_tax for other in group if other is not job)
    employer = sum_of(other.employer() for other in group)
    pay = pay_of(group)
    deferral = sum_of(other.counted_deferral() for other in group)
    return positive(
        annual_additions.after_tax_room(plan_year.law, pay, deferral, employer) - used_by_others
    )


def _after_tax_limits(plan_year: YearState, job: JobYear) -> None:
    job.after_tax_room = _after_tax_room(plan_year, job)
    base, rate, amount = job.cap()
    allowed = after_tax_rules.after_tax_allowed(job.after_tax_room, base, rate, amount)
    job.after_tax_allowed = allowed if job.takes_after_tax else allowed * 0


def _after_tax_at(plan_year: YearState, job: JobYear) -> None:
    made = job.after_tax
    _after_tax_limits(plan_year, job)
    job.after_tax_pay_left = pay_left(plan_year, job, pre_tax=False)
    bounds: dict[str, Cents] = {
        "after_tax_allowed": positive(job.after_tax_allowed - made),
        "pay_left": job.after_tax_pay_left,
        "election_maximum": within_highest(job, "after_tax", plan_year.household.as_of),
        "cash": cash_for(plan_year, job) if job.plan.match_on_after_tax else plan_year.cash.open,
    }
    if job.job.elections.after_tax is not None:
        bounds["elected"] = positive(job.job.elections.after_tax - made)
    wanted = decided(
        "after_tax",
        "After-tax contributions still to make",
        "IRC 415(c); the plan document",
        **bounds,
    )
    job.after_tax_bound = _bound_by(bounds, wanted)
    contribute(plan_year, job, "after_tax", wanted)


_BOUNDS: dict[str, AfterTaxBound] = {
    "elected": "election",
    "cash": "cash",
    "election_maximum": "highest_election",
    "pay_left": "pay",
}


def _bound_by(bounds: dict[str, Cents], wanted: Cents) -> AfterTaxBound | None:
    """What keeps the contributions below what the law and the plan allow."""
    if not all(is_whole(bound) for bound in bounds.values()):
        return None
    if wanted >= bounds["after_tax_allowed"]:
        return None
    return next(why for name, why in _BOUNDS.items() if bounds.get(name, UNBOUNDED) <= wanted)


def _set_limits(plan_year: YearState, job: JobYear) -> None:
    """The figures that are shown whether or not a step used them."""
    job.limit = plan_year.limit_of(job)
    if isinstance(job.limit, int):
        most = plan_year.law.deferral_457b if job.is_457b else plan_year.law.annual_additions
        job.limited_by = "dollar_limit" if job.limit == most else "compensation"
    if job.has_plan and "catch_up" not in plan_year.household.order:
        person = next(person for person in plan_year.people if job in person.jobs)
        catch_up_limits(plan_year, person, job)
    if job.has_plan:
        # Steps that come after after-tax contributions use room too.
        _after_tax_limits(plan_year, job)


def _ira(plan_year: YearState) -> None:
    find_ira_limits(plan_year)
    for person in plan_year.people:
        with part(person.person.name, title="IRA"):
            _contribute_to_ira(plan_year, person)


def _contribute_to_ira(plan_year: YearState, person: PersonYear) -> None:
    left = positive(person.ira_limit - person.person.ira_made)
    wanted = decided(
        "ira",
        "IRA contribution of the year",
        "IRC 219(b), 408A(c)",
        limit=left,
        cash=plan_year.cash.open,
    )
    person.ira = plan_year.cash.take(wanted)


def _settle_ira(plan_year: YearState, person: PersonYear) -> None:
    """Which way the IRA contribution goes, once every step that decides about income is done.

    All of it directly where that is allowed. If only part is allowed, the backdoor takes all of it;
    with a pre-tax IRA the allowed part goes directly, because a conversion is taxed pro rata.
    """
    made = person.person.ira_made
    amount = smaller(person.ira, positive(person.ira_limit - made))
    # Earlier contributions are counted against the Roth limit, though some may have been
    # traditional ones.
    direct = positive(person.roth_ira_limit - made)
    partly = choose(person.pre_tax_iras > 0, smaller(direct, amount), 0)
    person.roth_ira = choose(direct >= amount, amount, partly)
    person.traditional_ira = amount - person.roth_ira
    plan_year.cash.give_back(person.ira - amount)
    person.ira = amount


_STEPS: dict[str, Callable[[YearState], None]] = {
    "match": _match,
    "hsa": _hsa,
    "deferral": _deferral,
    "catch_up": catch_up_step,
    "ira": _ira,
    "after_tax": _after_tax,
}
