"""What else could take the money: each alternative, how much of it, and why not if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from megaroth.kernel.money import Cents, dollars, positive, smaller, some, sum_of, total
from megaroth.planyear.alternative_tax import alternative_tax
from megaroth.planyear.ira_and_hsa import taxed_share
from megaroth.planyear.ira_limits import ira_status
from megaroth.planyear.job_year import JobYear, pay_of
from megaroth.planyear.result import Alternative
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import catch_up, deferrals, hsa


def alternatives(state: YearState) -> Iterator[Alternative]:
    """Each alternative for each person."""
    for person in state.people:
        for one in (
            _roth_401k(state, person),
            _roth_ira(state, person),
            _backdoor_roth(person),
            _hsa(person),
        ):
            yield replace(one, tax=alternative_tax(state, person, one.name, one.amount))


def _roth_401k(state: YearState, person: PersonYear) -> Alternative:
    law = state.law
    takers = [
        job
        for job in person.jobs
        if job.has_plan and job.plan.roth and law.designated_roth_accounts
    ]
    if not takers:
        return _no("roth_401k", person, "No plan here takes designated Roth contributions.")
    # A 457(b) has a limit of its own: it stands for the rest only where no other plan takes Roth
    # contributions.
    takers = [job for job in takers if not job.is_457b] or takers
    plans = sum_of(_deferral_limit_of(state, person, jobs) for jobs in _by_employer(takers))
    amount = smaller(plans, deferrals.person_deferral_limit(law, person.age))
    what = " with catch-up" if some(amount > law.elective_deferral) else ""
    reason = f"The elective deferral limit{what}; deferring pre-tax instead uses the same room."
    return Alternative(
        name="roth_401k", person=person.person.name, amount=amount, allowed=True, reason=reason
    )


def _by_employer(jobs: Sequence[JobYear]) -> list[list[JobYear]]:
    """Jobs of one employer, or of related ones, together."""
    return [
        [job for job in jobs if job.employer_group == group]
        for group in dict.fromkeys(job.employer_group for job in jobs)
    ]


def _deferral_limit_of(state: YearState, person: PersonYear, jobs: list[JobYear]) -> Cents:
    """What the plans of one employer may take from a person (IRC 401(a)(30), 414(v)), cents."""
    pay = pay_of(jobs)
    limit = deferrals.elective_deferral_limit(state.law, pay)
    catches_up = any(job.takes_catch_up for job in jobs)
    return limit + (catch_up.catch_up_limit(state.law, person.age, pay, limit) if catches_up else 0)


def _roth_ira(state: YearState, person: PersonYear) -> Alternative:
    made = person.person.ira_made
    amount, limit = positive(person.roth_ira_limit - made), positive(person.ira_limit - made)
    name = person.person.name
    if some(made > 0) and not some(limit > 0):
        return _no("roth_ira", person, "The year's limit is already used.")
    if not some(limit > 0):
        return _no("roth_ira", person, "No compensation this year.")
    if not some(amount > 0):
        end = state.law.roth_ira_phaseout_end(ira_status(state))
        return _no(
            "roth_ira",
            person,
            f"Modified AGI{_money(person.magi)} is at or above {dollars(end)}: no direct "
            "contribution.",
        )
    if some(amount < limit):
        start = state.law.roth_ira_phaseout_start(ira_status(state))
        reason = f"Reduced: modified AGI{_money(person.magi)} is above {dollars(start)}."
        return Alternative(name="roth_ira", person=name, amount=amount, allowed=True, reason=reason)
    return Alternative(
        name="roth_ira",
        person=name,
        amount=amount,
        allowed=True,
        reason="Modified AGI is low enough for the full amount.",
    )


def _money(amount: Cents) -> str:
    return f" of about {dollars(amount)}" if isinstance(amount, int) else ""


def _backdoor_roth(person: PersonYear) -> Alternative:
    made = person.person.ira_made
    limit = positive(person.ira_limit - made)
    if some(made > 0) and not some(limit > 0):
        return _no("backdoor_roth", person, "The year's limit is already used.")
    if not some(limit > 0):
        return _no("backdoor_roth", person, "No compensation this year.")
    taxed = limit - person.untaxed_conversion(limit)
    reason = (
        "A nondeductible traditional contribution, then converted; no tax, because there is "
        "no other pre-tax IRA money."
    )
    if some(taxed > 0):
        pre_tax = person.pre_tax_iras
        rolled = (
            " (including what rolls there from a plan this year)"
            if some(person.rolled_to_traditional > 0)
            else ""
        )
        reason = (
            f"Allowed, but pre-tax IRA money{_money(pre_tax)}{rolled} makes the conversion pro "
            "rata (Form 8606): "
            f"{taxed_share(taxed, limit)} of it is taxed."
        )
    return Alternative(
        name="backdoor_roth", person=person.person.name, amount=limit, allowed=True, reason=reason
    )


def _hsa(person: PersonYear) -> Alternative:
    account = person.person.hsa
    if account is None or all(month == "none" for month in person.hsa_coverage):
        return _no("hsa", person, "No month of high-deductible health coverage is stated.")
    given = total(account.employer, account.made)
    amount = hsa.hsa_room(person.hsa_limit, given)
    less = [
        what
        for what, amount_given in (
            ("the employer's contributions", account.employer),
            ("what you have contributed", account.made),
        )
        if some(amount_given > 0)
    ]
    reason = "By months of coverage" + (f", less {' and '.join(less)}." if less else ".")
    return Alternative(
        name="hsa", person=person.person.name, amount=amount, allowed=True, reason=reason
    )


def _no(name: str, person: PersonYear, reason: str) -> Alternative:
    return Alternative(name=name, person=person.person.name, amount=0, allowed=False, reason=reason)
