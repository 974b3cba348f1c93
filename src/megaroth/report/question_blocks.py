"""Questions in a report: for the employer and for a tax professional."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.present.plan import (
    worth_of_answers,
)
from megaroth.present.sentences.sentence import plain
from megaroth.report.blocks import Block, Heading, Points
from megaroth.report.contents import Report
from megaroth.service.answers import PlanYear


def question_blocks(report: Report) -> Iterator[Block]:
    """Questions for the employer and for a tax professional."""
    yield Heading("Questions to ask")
    asked = [
        one
        for one in report.answer.questions
        if one.to == "HR" and (one.matters or not one.answers)
    ]
    yield Heading("Questions for your employer", 2)
    texts = [
        f"{', '.join(who for who in (one.person, one.employer) if who)}: {plain(one.text)}"
        + (f" Worth of each answer: {worth_of_answers(one)}." if one.answers else "")
        for one in asked
    ]
    yield Points(texts or _hr(report.answer), numbered=True)
    yield Heading("Questions for a tax professional", 2)
    yield Points(_professional(report), numbered=True)


def _hr(answer: PlanYear) -> list[str]:
    """What to confirm if no rule is unknown."""
    jobs = [job for person in answer.people for job in person.jobs if job.after_tax_allowed != 0]
    employers = list(dict.fromkeys(job.employer for job in jobs))
    stuck = list(dict.fromkeys(job.employer for job in jobs if job.verdict == "later"))
    return [
        *(
            f"{employer}: will the plan let after-tax contributions move to Roth while one works "
            "there, by in-plan Roth rollovers or "
            "in-service withdrawals, best with each paycheck?"
            for employer in stuck
        ),
        *(
            f"{employer}: are the plan's rules still those that this report takes, and do "
            "after-tax contributions move to Roth by "
            "themselves?"
            for employer in employers
            if employer not in stuck
        ),
    ] or ["Will the plan take after-tax contributions, and let them move to Roth?"]


def _professional(report: Report) -> list[str]:
    household = report.household
    found = ["Does the return agree with Forms 1099-R of these moves, box by box, as listed above?"]
    if any(
        one.kind != "roth" and int(one.value) for person in household.people for one in person.iras
    ):
        found.append(
            "Is the basis of the traditional IRAs on Form 8606 right, and should pre-tax IRA "
            "money move into a plan first?"
        )
    if household.state is not None:
        found.append(
            f"Does {household.state} treat the contributions and the moves as the federal return "
            "does?"
        )
    if any(job.self_employed for person in household.people for job in person.jobs):
        found.append(
            "Do other businesses belong to the same controlled group, so that one annual "
            "additions limit covers them all?"
        )
    if any(
        job.balances.after_tax is not None for person in household.people for job in person.jobs
    ):
        found.append(
            "Was any after-tax money contributed before 1987, and does the plan keep it and its "
            "earnings apart?"
        )
    found.append(
        "When did each five-year period begin: of the first Roth IRA, of the plan's Roth account, "
        "of each conversion?"
    )
    return found
