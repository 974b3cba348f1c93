"""The letters that ask an employer to offer after-tax contributions that reach Roth."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.message import Message
from megaroth.kernel.money import PPM
from megaroth.law.law import Law
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.plan_offers import Offer
from megaroth.planyear.result import PlanYear
from megaroth.present.letter import (
    Letter,
    LetterQuestion,
    LetterReply,
    Letters,
    amount,
    wrapped,
)


def offer_letters(
    answer: PlanYear, offers: Sequence[Offer], notes: Sequence[Message], law: Law
) -> Letters:
    """The requests to offer after-tax contributions that reach Roth.

    Args:
        answer: the plan year of the household.
        offers: what to ask for, of :func:`megaroth.planyear.plan_offers.plan_offers`.
        notes: why there is nothing to ask at other jobs.
        law: of the year.
    """
    letters = [_offer_letter(one, answer.year, law) for one in offers]
    return Letters(
        year=answer.year, letters=letters, notes=list(notes), assumptions=answer.assumptions
    )


def _offer_letter(one: Offer, year: int, law: Law) -> Letter:
    plan = f"the {one.kind} plan of {one.employer}"
    wanted = (
        "Roth rollovers of after-tax contributions"
        if one.takes_after_tax
        else "after-tax contributions with Roth rollovers"
    )
    subject = f"Request for the {one.kind} plan: {wanted}"
    questions = _offer_questions(one)
    blocks = [
        f"Subject: {subject}",
        "Hello,",
        _wish(one, plan),
        _bullets("What it is worth to me", _value(one, year)),
        _bullets("What it costs, and whom to ask (I have no amounts)", _costs(one)),
        _bullets("What the ACP test means for it", _test(one, law)),
        "Please reply to each number:",
        *(
            f"{asked.number}. {asked.ask}\n"
            f"   Reply: {' / '.join(reply.reply for reply in asked.replies)}"
            for asked in questions
        ),
        f"Thank you,\n{one.person}",
    ]
    return Letter(
        kind="offer",
        person=one.person,
        employer=one.employer,
        to="plan provider" if one.owner else "HR",
        subject=subject,
        text=wrapped(blocks),
        questions=questions,
        after_tax=one.after_tax,
    )


def _wish(one: Offer, plan: str) -> str:
    parts = [] if one.takes_after_tax else ["voluntary after-tax contributions, and"]
    roth = (
        ""
        if one.takes_roth
        else " The rollover needs designated Roth contributions in the plan (IRC 402A(c)(4))."
    )
    ask = (
        f"I want to change {plan}, so that it has"
        if one.owner
        else f"Please consider a change to {plan}:"
    )
    parts.append(
        "an in-plan Roth rollover that moves after-tax money to the plan's Roth account "
        "with each paycheck"
    )
    known = "If the plan already allows it, please tell me how to elect it."
    return f"{ask} {' '.join(parts)}.{roth} {known}"


def _value(one: Offer, year: int) -> list[str]:
    used = (
        f"The annual additions limit is {amount(one.limit)} (IRC 415(c)). In {year} my deferrals "
        f"and the employer's contributions use {amount(one.other_additions)} of it."
    )
    if one.takes_after_tax:
        gain = (
            f"{amount(one.after_tax)} that I contribute after tax in {year} could move to Roth "
            "with each paycheck. Today it waits until the job ends, and its earnings are taxed."
        )
    else:
        gain = (
            f"I could contribute {amount(one.after_tax)} after tax in {year}, and it could move to "
            "Roth with each paycheck. Its later earnings can then be tax-free (IRC 402A(d))."
        )
    return [used, gain]


def _costs(one: Offer) -> list[str]:
    document = (
        "Provider of the plan document, or counsel: does the adoption agreement offer this, or "
        "does it take another document? What does the amendment cost, and when is it due?"
        if one.owner
        else "Counsel, or the provider of the plan document: what does the amendment cost, when is "
        "it due, and which notice do participants get (29 CFR 2520.104b-3)?"
    )
    return [
        "Recordkeeper: does its system have a separate after-tax source and an automatic in-plan "
        "Roth conversion? What does it charge to set them up, each year, and for each conversion?",
        "Payroll: what does another deduction cost, and the data that go to the recordkeeper?",
        document,
        "Who runs the nondiscrimination tests: what does the ACP test cost each year, and what "
        "does a failed test cost to correct?",
    ]


def _test(one: Offer, law: Law) -> list[str]:
    ratio, points = f"{law.acp_ratio / PPM:g}", f"{law.acp_points / PPM * 100:g}"
    alone = (
        "A plan whose eligible employees are all highly compensated, such as owners alone, passes "
        "(26 CFR 1.401(m)-2(a)(1)(ii)). With other employees the test decides how much fits."
    )
    return [
        "After-tax contributions count in the ACP test, with the match (IRC 401(m)). The average "
        f"rate of highly compensated employees may be at most {ratio} times that of the others, or "
        f"the lesser of twice it and {points} percentage points more.",
        "If the test fails, highly compensated employees get some of it back with its earnings, or "
        "the employer contributes more for the others (IRC 401(m)(3), (6)). A lower cap for highly "
        "compensated employees prevents that.",
        "A safe harbor plan is not exempt: IRC 401(m)(11) and (12) exempt only matching "
        "contributions.",
        alone if one.owner else _own_part(one),
    ]


def _own_part(one: Offer) -> str:
    if one.highly_compensated is True:
        return "I am a highly compensated employee (IRC 414(q)), so the test can limit me."
    if one.highly_compensated is False:
        return (
            "I am not a highly compensated employee (IRC 414(q)), so what I contribute helps the "
            "plan pass."
        )
    above = "" if one.threshold is None else f": pay above {amount(one.threshold)} last year"
    return (
        f"Please tell me whether I am a highly compensated employee (IRC 414(q){above}). Only they "
        "are limited by the test."
    )


def _offer_questions(one: Offer) -> list[LetterQuestion]:
    wanted = ["in_plan_roth_rollover"] if one.takes_after_tax else _WANTED
    reason = "It is what the letter asks for."
    return [
        LetterQuestion(
            number=number,
            rule=rule,
            table="people.jobs.plan",
            ask=ask,
            reason=reason,
            worth=f"up to {amount(high(one.after_tax))}",
            stake=int(high(one.after_tax)),
            replies=[
                LetterReply(reply="yes, from ____", line=yes),
                LetterReply(reply="no", line=no),
            ],
        )
        for number, (rule, ask, yes, no) in enumerate((_OFFERED[name] for name in wanted), 1)
    ]


_WANTED = ["after_tax", "in_plan_roth_rollover"]
_OFFERED = {
    "after_tax": (
        "after_tax",
        "Will the plan offer after-tax contributions?",
        "after_tax = true",
        "after_tax = false",
    ),
    "in_plan_roth_rollover": (
        "in_plan_roth_rollover",
        "Will it offer the in-plan Roth rollover of after-tax money?",
        'in_plan_roth_rollover = "each_paycheck"',
        'in_plan_roth_rollover = "no"',
    ),
}


def _bullets(title: str, texts: Sequence[str]) -> str:
    return "\n".join([title, *(f"- {text}" for text in texts)])
