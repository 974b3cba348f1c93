"""Dollar figures, shares and counts inside the sentences of steps, against the structured
answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from megaroth.kernel.money import dollars, to_cents
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Household
from megaroth.planyear.elections.result import Dollars
from megaroth.planyear.figure import Range
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.paychecks import paychecks
from megaroth.planyear.result import JobResult, PersonResult, PlannedStep, PlanYear

AMOUNT = re.compile(r"-?\$[\d,]+\.\d\d")
_SUPPOSED = re.compile(r"^(?:If the answers are favorable|With other answers): ")
_TO = {
    "designated Roth account": "designated_roth",
    "to a Roth IRA": "roth_ira",
    "to a traditional IRA": "traditional_ira",
}
_OWN = {
    "deferrals": ("pre_tax", "roth"),
    "catch-up contributions": ("catch_up",),
    "employer contribution": ("match", "roth_match", "nonelective"),
    "after-tax contributions": ("after_tax",),
}
_DEFERRED = {"deferrals", "catch-up contributions"}


def misstated_steps(home: Household, answer: PlanYear) -> list[str]:
    """Steps whose figures are not those of the answer, and figures of the answer that no step
    has."""
    found = []
    for step in answer.steps:
        said = list(_pairs(home, answer, step))
        found += [
            f"{str(step.text)!r}: {what}, the answer has {right}"
            for what, right in said
            if not _same(what, right)
        ]
        unread = set(AMOUNT.findall(str(step.text))) - {what for what, _ in said}
        if unread:
            found.append(
                f"{str(step.text)!r}: nothing in the answer is compared with {sorted(unread)}"
            )
    return found + ([] if answer.moved is not None else _unsaid(home, answer))


def _same(said: str, right: Any) -> bool:
    """Whether what is said is the figure; of a range, whether it lies inside."""
    if isinstance(right, str):
        return said == right
    if not AMOUNT.fullmatch(said):
        return said == str(right)
    return low(right) <= to_cents(said) <= high(right)


def _pairs(home: Household, answer: PlanYear, step: PlannedStep) -> Iterator[tuple[str, Any]]:
    """What a step says, and what the answer has for it."""
    text = _SUPPOSED.sub("", str(step.text))
    amounts = AMOUNT.findall(text)
    if any(words in text for words in ("exceed the limit", "beyond", "pay back")):
        of = [
            one.amount
            for one in answer.excesses
            if text.startswith(one.person) and _same(amounts[0], one.amount)
        ]
        yield from ((one, of[0] if of else "another amount of an excess") for one in amounts)
        return
    for person in answer.people:
        if text.startswith(f"{person.name}: "):
            yield from _of_person(answer, person, text, amounts)
        for job in person.jobs:
            if text.startswith(f"{person.name}, {job.employer}: "):
                yield from _of_job(home, answer, person, job, step, text)


def _of_person(
    answer: PlanYear, person: PersonResult, text: str, amounts: list[str]
) -> Iterator[tuple[str, Any]]:
    if "to a Roth IRA by this date" in text:
        yield amounts[0], person.roth_ira
    elif "health savings account" in text:
        yield amounts[0], person.hsa
    elif "to a traditional IRA without deducting it" in text:
        conversion = next(one for one in answer.conversions if one.person == person.name)
        yield amounts[0], person.traditional_ira
        yield amounts[0], conversion.amount
        taxed = amounts[1] if len(amounts) > 1 else dollars(0)
        yield from [(taxed, conversion.taxable)] * (len(amounts) > 1 or answer.moved is None)


def _of_job(
    home: Household,
    answer: PlanYear,
    person: PersonResult,
    job: JobResult,
    step: PlannedStep,
    text: str,
) -> Iterator[tuple[str, Any]]:
    amounts, parts = AMOUNT.findall(text), job.contributions
    if " check: " in text and "From the " in text:
        entered = _entered(home, person.name, job.employer)
        yield from (
            (one, one if one in entered else " or ".join(sorted(entered))) for one in amounts
        )
    elif "move after-tax money" in text:
        to = next(place for words, place in _TO.items() if words in text)
        moves = [
            one
            for one in answer.rollovers
            if (one.date, one.person, one.employer, one.to)
            == (step.date, person.name, job.employer, to)
        ]
        right = [
            one for one in moves if low(one.amount) <= to_cents(amounts[0]) <= high(one.amount)
        ]
        yield amounts[0], right[0].amount if right else "no such move"
        yield from ((one, right[0].taxable if right else "no such move") for one in amounts[1:])
    elif "compare the year's employer contributions" in text:
        yield amounts[0], _sum(parts.match, parts.roth_match, parts.nonelective)
        yield amounts[1], job.annual_additions_limit
    elif "the match made as Roth" in text:
        yield amounts[0], parts.roth_match
    elif "the true-up of the match" in text:
        yield amounts[0], _sum(parts.match, parts.roth_match)
    elif ": make " in text:
        yield from _of_business(home, person, job, text)


def _of_business(
    home: Household, person: PersonResult, job: JobResult, text: str
) -> Iterator[tuple[str, Any]]:
    """What an owner still contributes, and what the year has beyond what was contributed before."""
    said = {
        words: (re.findall(rf"{words} of (\$[\d,]+\.\d\d)", text) or [dollars(0)])[0]
        for words in _OWN
    }
    made = made_at(home, person.name, job.employer)
    for words in _OWN.keys() - _DEFERRED:
        yield said[words], _ahead(job, made, *_OWN[words])
    # What was deferred beyond a limit is no catch-up: only the sum of both is certain.
    both = sum(to_cents(said[words]) for words in _DEFERRED)
    yield dollars(both), _ahead(job, made, "pre_tax", "roth", "catch_up")
    yield from ((said[words], said[words]) for words in _DEFERRED)


def made_at(home: Household, person: str, employer: str) -> Any:
    """What was contributed to a job's plan before the plan begins."""
    return job_of(home, person, employer).made


def job_of(home: Household, person: str, employer: str) -> Any:
    """A job as the file has it."""
    return next(
        job
        for who in home.people
        if who.name == person
        for job in who.jobs
        if job.employer == employer
    )


def _ahead(job: JobResult, made: Any, *kinds: str) -> Any:
    total = _sum(*(getattr(job.contributions, kind) for kind in kinds))
    before = sum(getattr(made, kind) for kind in kinds)
    return (
        Range(low(total) - before, high(total) - before)
        if isinstance(total, Range)
        else max(total - before, 0)
    )


def _sum(*parts: Any) -> Any:
    from megaroth.present.plan import sum_of

    return sum_of(list(parts))


def _unsaid(home: Household, answer: PlanYear) -> list[str]:
    """Figures that somebody must act on, and that no step has."""
    texts = [str(step.text) for step in answer.steps]
    found = [
        f"no step has the excess of {dollars(one.amount)}"
        for one in answer.excesses
        if not _any(texts, one.amount)
    ]
    for person in answer.people:
        for kind in ("hsa", "roth_ira", "traditional_ira"):
            amount = getattr(person, kind)
            if amount and not any(
                text.startswith(person.name) and dollars(amount) in text for text in texts
            ):
                found.append(f"no step of {person.name} has {kind} {dollars(amount)}")
        for job in person.jobs:
            found += _unsaid_of(home, answer, person, job)
    return found


def _entered(home: Household, person: str, employer: str) -> set[str]:
    """The dollars that the paychecks of a job elect in the plan year, apart from nothing.

    Elections of the next January are no step of this year's plan.
    """
    found = paychecks(home, PUBLISHED)
    values = [
        getattr(change, source)
        for change in found.changes
        if (change.person, change.employer, change.effective.year) == (person, employer, home.year)
        for source in ("pre_tax", "roth", "catch_up", "after_tax")
    ]
    elected = {dollars(one.dollars) for one in values if isinstance(one, Dollars)}
    return elected if elected - {"$0.00"} else set()


def _unsaid_of(
    home: Household, answer: PlanYear, person: PersonResult, job: JobResult
) -> list[str]:
    own = [
        text
        for text in (str(step.text) for step in answer.steps)
        if text.startswith(f"{person.name}, {job.employer}: ")
    ]
    found = []
    if _entered(home, person.name, job.employer) and not any("check: " in text for text in own):
        found.append(f"{person.name}, {job.employer}: no step says what to enter")
    moves = [
        one
        for one in answer.rollovers
        if (one.person, one.employer) == (person.name, job.employer) and one.amount > 0
    ]
    by_hand = Counter(AMOUNT.findall(text)[0] for text in own if "move after-tax money" in text)
    if by_hand and by_hand != Counter(dollars(one.amount) for one in moves):
        found.append(
            f"{person.name}, {job.employer}: the steps move {dict(by_hand)}, the answer "
            f"{[dollars(one.amount) for one in moves]}"
        )
    automatic = [text for text in own if "automatic in-plan" in text]
    if moves and not by_hand and not automatic:
        found.append(f"{person.name}, {job.employer}: no step, but {len(moves)} moves")
    # A job's reasons have the excess that it shares: it goes back first, so nothing moves by
    # itself.
    over = any(
        one.kind == "annual_additions" and one.text in job.reasons for one in answer.excesses
    )
    by_hand_first = [text for text in own if "once the plan has corrected the excess" in text]
    if over and (automatic or len(by_hand_first) != by_hand.total()):
        found.append(f"{person.name}, {job.employer}: an excess would move")
    return found + _unsaid_of_business(home, person, job, own)


def _unsaid_of_business(
    home: Household, person: PersonResult, job: JobResult, own: list[str]
) -> list[str]:
    """What an owner still contributes, where no step asks for it."""
    source = job_of(home, person.name, job.employer)
    if not source.self_employed or any(": make " in text for text in own):
        return []
    # What was deferred beyond a limit is no catch-up: only the sum of both is certain.
    kinds = [("pre_tax", "roth", "catch_up"), *(_OWN[words] for words in _OWN.keys() - _DEFERRED)]
    left = [_ahead(job, source.made, *one) for one in kinds]
    return [f"{person.name}, {job.employer}: no step contributes {left}"] if any(left) else []


def _any(texts: list[str], amount: int) -> bool:
    return any(dollars(amount) in text for text in texts)
