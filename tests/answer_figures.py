"""Figures that stand twice in one plan year, as pairs: contributions, journal, moves, forms,
alternatives, taxes, paychecks."""

from __future__ import annotations

from dataclasses import replace

from megaroth.kernel.money import dollars
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planyear.journal import balances
from megaroth.planyear.result import PlanYear
from megaroth.planyear.tax_bill import tax_bill
from megaroth.present.plan import moves_of
from megaroth.present.plan_headline import headline
from megaroth.service.rollover_forms import conversion_forms, rollover_forms
from megaroth.tax.federal import federal_tax


def disagreements(home: Household, answer: PlanYear) -> list[str]:
    """Every pair of figures that should be one and is not."""
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    pairs = [
        (
            "to_roth, rollovers",
            answer.to_roth,
            sum(move.amount for move in answer.rollovers if move.to != "traditional_ira"),
        ),
        ("taxable, rollovers", answer.taxable, sum(move.taxable for move in answer.rollovers)),
        (
            "employer money",
            answer.employer_contributions,
            sum(_employer(home, person.name, job) for person, job in jobs),
        ),
        *_of_moves(answer),
        *(pair for person, job in jobs for pair in _of_job(home, answer, person.name, job)),
        *_of_forms(home, answer),
        *_of_alternatives(home, answer),
        *_of_tax(home, answer),
    ]
    wrong = [
        f"{what}: {dollars(int(one))} and {dollars(int(other))}"
        for what, one, other in pairs
        if one != other
    ]
    return wrong + _of_headline(answer)


def _of_headline(answer: PlanYear) -> list[str]:
    if answer.verdict != "yes" or not answer.to_roth:
        return []
    tax = "no tax" if answer.tax == 0 else dollars(answer.tax)
    return [
        f"headline lacks {one}"
        for one in (dollars(answer.to_roth), tax)
        if one not in headline(answer)
    ]


def _job_of(home: Household, person: str, employer: str):
    return next(
        one
        for who in home.people
        if who.name == person
        for one in who.jobs
        if one.employer == employer
    )


def _employer(home: Household, person: str, job) -> int:
    own = _job_of(home, person, job.employer).self_employed
    parts = job.contributions
    return 0 if own else parts.match + parts.roth_match + parts.nonelective


def _of_moves(answer: PlanYear):
    for (who, employer, to), moves, totals in moves_of(answer):
        for kind in ("amount", "basis", "taxable"):
            yield (
                f"{who} {employer} {to} {kind}, table",
                totals[kind],
                sum(getattr(move, kind) for move in moves),
            )
    for move in answer.rollovers:
        if move.to != "traditional_ira":
            yield f"move of {move.date}", move.taxable, move.amount - move.basis


def _of_job(home: Household, answer: PlanYear, person: str, job):
    about, parts = f"{person} {job.employer}", job.contributions
    source = _job_of(home, person, job.employer)
    employers = parts.match + parts.roth_match + parts.nonelective
    added = parts.pre_tax + parts.roth + parts.after_tax + employers
    # What was called catch-up and is none is an annual addition.
    yield (
        f"{about}: annual additions",
        0 <= job.annual_additions - added <= source.made.catch_up,
        True,
    )
    if source.plan is None:
        return
    entries = [
        one
        for one in answer.journal.movements
        if one.target.employer == job.employer and one.target.person == person
    ]
    for kind in ("match", "roth_match", "nonelective"):
        written = sum(one.amount for one in entries if one.kind == kind)
        yield (
            f"{about}: {kind}, journal",
            written,
            max(getattr(parts, kind) - getattr(source.made, kind), 0),
        )
    put_in = sum(
        one.amount
        for one in entries
        if one.kind == "contribution" and one.target.source == "after_tax"
    )
    yield f"{about}: after-tax, journal", put_in, parts.after_tax - source.made.after_tax
    held = {
        account: sums
        for account, sums in balances(answer.journal).items()
        if account.person == person
    }
    left = [
        sums
        for account, sums in held.items()
        if account.employer == job.employer and account.source == "after_tax"
    ]
    if left:
        yield f"{about}: after-tax left", job.after_tax_left, left[0][0]
    moved = [
        move for move in answer.rollovers if (move.person, move.employer) == (person, job.employer)
    ]
    opening = source.balances.after_tax
    if source.plan.after_tax and not any(part.basis for part in _rest(source)):
        # What was contributed before and no balance states is there still, unless it may have moved
        # already.
        there = sum(
            one.basis
            for one in entries
            if one.kind == "opening" and one.target.source == "after_tax"
        )
        stated = 0 if opening is None else opening.basis
        yield f"{about}: opening basis", there in {stated, max(stated, source.made.after_tax)}, True
        yield (
            f"{about}: basis",
            there + put_in,
            sum(move.basis for move in moved) + job.after_tax_left_basis,
        )
    yield from _of_paychecks(about, job, source.made)


def _of_paychecks(about: str, job, made):
    """What is elected from all paychecks is what is still to be contributed, but for less than a
    cent a check."""
    each, parts = job.even_checks, job.contributions
    ahead = {
        ("deferral", "catch_up"): parts.pre_tax
        + parts.roth
        + parts.catch_up
        - made.pre_tax
        - made.roth
        - made.catch_up,
        ("after_tax",): parts.after_tax - made.after_tax,
    }
    if not (made.pre_tax or made.roth or made.catch_up):
        ahead |= {("deferral",): parts.pre_tax + parts.roth, ("catch_up",): parts.catch_up}
    for kinds, wanted in ahead.items() if each.paychecks else ():
        left = wanted - sum(getattr(each, kind) for kind in kinds) * each.paychecks
        yield (
            f"{about}: {' and '.join(kinds)} of all paychecks, {wanted}",
            0 <= left < each.paychecks * len(kinds),
            True,
        )


def _rest(source) -> list:
    return [
        one
        for name, one in vars(source.balances).items()
        if name != "after_tax" and one is not None and hasattr(one, "basis")
    ]


def _of_forms(home: Household, answer: PlanYear):
    slips = [one for one in rollover_forms(answer, home, PUBLISHED) if one.form == "1099-R"]
    if all(move.to in ("roth_ira", "designated_roth") for move in answer.rollovers):
        yield (
            "box 1, rollovers",
            sum(one.box_1 for one in slips),
            sum(move.amount for move in answer.rollovers),
        )
        yield "box 2a, taxable", sum(one.box_2a for one in slips), answer.taxable
        yield (
            "box 5, basis",
            sum(one.box_5 for one in slips),
            sum(move.basis for move in answer.rollovers),
        )
    returns = [one for one in rollover_forms(answer, home, PUBLISHED) if one.form == "1040"]
    if returns:
        yield (
            "Form 1040, gross",
            sum(one.line_5a for one in returns),
            sum(one.box_1 for one in slips),
        )
        yield "Form 1040, taxable", sum(one.line_5b for one in returns), answer.taxable
    of_iras = [one for one in conversion_forms(answer, home, PUBLISHED) if one.form == "1040"]
    if of_iras:
        yield (
            "Form 1040, conversions",
            sum(one.line_4b for one in of_iras),
            sum(one.taxable for one in answer.conversions),
        )


def _of_alternatives(home: Household, answer: PlanYear):
    for person in answer.people:
        for conversion in (one for one in answer.conversions if one.person == person.name):
            yield f"{person.name}: conversion", conversion.amount, person.traditional_ira
            other = next(
                one
                for one in answer.alternatives
                if one.person == person.name and one.name == "backdoor_roth"
            )
            if len(answer.people) == 1 and other.amount == conversion.amount:
                yield (
                    "tax of the backdoor, alternative and conversion",
                    other.tax,
                    answer.conversion_tax,
                )


def _of_tax(home: Household, answer: PlanYear):
    converted = sum(one.taxable for one in answer.conversions)
    if home.marginal_rate is not None and (
        home.state is None or home.state_marginal_rate is not None
    ):
        rate = home.marginal_rate + (home.state_marginal_rate or 0)
        yield (
            "tax at the stated rates",
            abs(answer.tax * 1_000_000 - answer.taxable * rate) <= 1_000_000,
            True,
        )
        yield (
            "conversion tax at the stated rates",
            abs(answer.conversion_tax * 1_000_000 - converted * rate) <= 1_000_000,
            True,
        )
    elif (
        home.marginal_rate is None
        and home.state is None
        and home.state_marginal_rate is None
        and not home.files_apart
    ):
        bill = tax_bill(home)
        matched = sum(job.contributions.roth_match for who in answer.people for job in who.jobs)
        yield (
            "moves on the return",
            bill.items.roth_conversions + bill.items.in_plan_rollovers,
            answer.taxable + converted + matched,
        )
        bare = federal_tax(
            law(home.year), replace(bill.items, roth_conversions=0, in_plan_rollovers=matched)
        )
        yield (
            "tax of the moves, returns",
            answer.tax + answer.conversion_tax,
            bill.federal.income_tax - bare.income_tax,
        )
