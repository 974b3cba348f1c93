"""What else could take the money: each alternative, how much of it, and why not if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import Cents, positive, smaller, some, sum_of, total
from megaroth.planyear.alternative_tax import alternative_tax
from megaroth.planyear.ira_and_hsa import taxed_share
from megaroth.planyear.ira_limits import ira_status
from megaroth.planyear.job_year import JobYear, pay_of
from megaroth.planyear.result import Alternative, known
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
            yield replace(one, tax=alternative_tax(state, person, one.name, known(one.amount)))


def _roth_401k(state: YearState, person: PersonYear) -> Alternative:
    law = state.law
    takers = [
        job
        for job in person.jobs
        if job.has_plan and job.plan.roth and law.designated_roth_accounts
    ]
    if not takers:
        return _no("roth_401k", person, message("no_designated_roth"))
    # A 457(b) has a limit of its own: it stands for the rest only where no other plan takes Roth
    # contributions.
    takers = [job for job in takers if not job.is_457b] or takers
    plans = sum_of(_deferral_limit_of(state, person, jobs) for jobs in _by_employer(takers))
    amount = smaller(plans, deferrals.person_deferral_limit(law, person.age))
    reason = message("roth_401k_limit", catch_up=some(amount > law.elective_deferral))
    return _yes("roth_401k", person, amount, reason)


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
    if some(made > 0) and not some(limit > 0):
        return _no("roth_ira", person, message("ira_limit_used"))
    if not some(limit > 0):
        return _no("roth_ira", person, message("no_compensation"))
    magi = Amount.of(person.magi)
    if not some(amount > 0):
        end = Amount.of(state.law.roth_ira_phaseout_end(ira_status(state)))
        return _no("roth_ira", person, message("roth_ira_phased_out", magi=magi, phaseout_end=end))
    reason = message("roth_ira_in_full")
    if some(amount < limit):
        start = Amount.of(state.law.roth_ira_phaseout_start(ira_status(state)))
        reason = message("roth_ira_reduced", magi=magi, phaseout_start=start)
    return _yes("roth_ira", person, amount, reason)


def _backdoor_roth(person: PersonYear) -> Alternative:
    made = person.person.ira_made
    limit = positive(person.ira_limit - made)
    if some(made > 0) and not some(limit > 0):
        return _no("backdoor_roth", person, message("ira_limit_used"))
    if not some(limit > 0):
        return _no("backdoor_roth", person, message("no_compensation"))
    taxed = limit - person.untaxed_conversion(limit)
    reason = message("backdoor_untaxed")
    if some(taxed > 0):
        reason = message(
            "backdoor_pro_rata",
            pre_tax=Amount.of(person.pre_tax_iras),
            rolled=some(person.rolled_to_traditional > 0),
            taxed=taxed_share(taxed, limit),
        )
    return _yes("backdoor_roth", person, limit, reason)


def _hsa(person: PersonYear) -> Alternative:
    account = person.person.hsa
    if account is None or all(month == "none" for month in person.hsa_coverage):
        return _no("hsa", person, message("no_hsa_coverage"))
    amount = hsa.hsa_room(person.hsa_limit, total(account.employer, account.made))
    contributions = (("employer", account.employer), ("own", account.made))
    contributed = tuple(who for who, made in contributions if some(made > 0))
    return _yes("hsa", person, amount, message("hsa_by_months", contributed=contributed))


def _yes(name: str, person: PersonYear, amount: Cents, reason: Message) -> Alternative:
    return Alternative(
        name=name, person=person.person.name, amount=amount, allowed=True, reason=reason
    )


def _no(name: str, person: PersonYear, reason: Message) -> Alternative:
    return Alternative(name=name, person=person.person.name, amount=0, allowed=False, reason=reason)
