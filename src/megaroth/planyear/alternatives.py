"""Other uses of the money: each alternative, its amount, and why it is not possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import Cents, positive, some, sum_of, total
from megaroth.planyear.alternative_tax import alternative_tax
from megaroth.planyear.figure import known
from megaroth.planyear.ira_and_hsa import taxed_share
from megaroth.planyear.ira_limits import ira_status
from megaroth.planyear.result import Alternative, AlternativeName
from megaroth.planyear.roth_deferrals import roth_deferral_limits
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import hsa


def alternatives(plan_year: YearState) -> Iterator[Alternative]:
    """Each alternative for each person."""
    for person in plan_year.people:
        for one in (
            _roth_401k(plan_year, person),
            _roth_ira(plan_year, person),
            _backdoor_roth(person),
            _hsa(person),
        ):
            yield replace(one, tax=alternative_tax(plan_year, person, one.name, known(one.amount)))


def _roth_401k(plan_year: YearState, person: PersonYear) -> Alternative:
    limits = roth_deferral_limits(plan_year, person)
    if not limits:
        return _no("roth_401k", person, message("no_designated_roth"))
    reason = message(
        "roth_401k_limit" if len(limits) == 1 else "roth_401k_and_457b_limits",
        catch_up=any(some(limit > plan_year.law.elective_deferral) for limit in limits),
    )
    return _yes("roth_401k", person, sum_of(limits), reason)


def _roth_ira(plan_year: YearState, person: PersonYear) -> Alternative:
    made = person.person.ira_made
    amount, limit = positive(person.roth_ira_limit - made), person.ira_limit - made
    if some(made > 0) and not some(limit > 0):
        return _no("roth_ira", person, message("ira_limit_used"))
    if not some(limit > 0):
        return _no("roth_ira", person, message("no_compensation"))
    magi = Amount.of(person.magi)
    if not some(amount > 0):
        end = Amount.of(plan_year.law.roth_ira_phaseout_end(ira_status(plan_year)))
        return _no("roth_ira", person, message("roth_ira_phased_out", magi=magi, phaseout_end=end))
    reason = message("roth_ira_in_full")
    if some(amount < limit):
        start = Amount.of(plan_year.law.roth_ira_phaseout_start(ira_status(plan_year)))
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


def _yes(name: AlternativeName, person: PersonYear, amount: Cents, reason: Message) -> Alternative:
    return Alternative(
        name=name, person=person.person.name, amount=amount, allowed=True, reason=reason
    )


def _no(name: AlternativeName, person: PersonYear, reason: Message) -> Alternative:
    return Alternative(name=name, person=person.person.name, amount=0, allowed=False, reason=reason)
