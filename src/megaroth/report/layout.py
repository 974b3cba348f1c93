"""A report as blocks, in the order of reading: verdict, the year, the move, is it worth it, whom to
ask, what is taken for granted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.money import percent
from megaroth.law.terms import spoken
from megaroth.present.charts import differences, fan
from megaroth.present.comparison import headline as compare_headline
from megaroth.present.form_sentences import form_sentence
from megaroth.present.law import law_sentence
from megaroth.present.names import titled
from megaroth.present.plan import (
    cautions,
    headline,
    moves_of,
    overdue,
    steps_at,
    word,
    worth_of_answers,
)
from megaroth.present.plan_charts import SOURCES, contributions
from megaroth.present.unknown_rules import ends
from megaroth.present.unknown_rules import headline as outcome_headline
from megaroth.present.words import DISCLAIMER, for_people, money, whole
from megaroth.report.blocks import Block, Heading, Picture, Points, Table, Text
from megaroth.report.contents import Report
from megaroth.service.answers import PlanYear
from megaroth.service.yearly_answers import Comparison, OutcomeRange

_STEPS_SHOWN = 24


def blocks(report: Report) -> list[Block]:
    """The whole report."""
    return [
        *_verdict(report),
        *_year(report),
        *_care(report),
        *_move(report),
        *_worth(report),
        *_whom_to_ask(report),
        *_granted(report),
    ]


def _verdict(report: Report) -> Iterator[Block]:
    answer = report.answer
    yield Heading(f"The mega backdoor Roth in {answer.year}")
    yield Text(
        f"{word(answer)}: {headline(answer)}", "answer", "no" if answer.excesses else answer.verdict
    )
    if (
        report.day.year == answer.year
        and report.household.as_of is None
        and any(one.jobs for one in answer.people)
    ):
        yield Text(
            f"This plan begins on January 1, {answer.year}. With the last pay stub (what was "
            "contributed so far, and until when) its "
            "amounts and steps begin there.",
            "quiet",
        )
    if report.day.year > answer.year:
        yield Text(f"{answer.year} is over: this is what the plan of that year was.", "quiet")
    if report.outcomes is not None:
        first, said = outcome_headline(report.outcomes)
        yield Text(f"Over the years ahead: {first} {said}")
    elif report.comparison is not None and len(report.comparison.alternatives) > 1:
        first, said = compare_headline(report.comparison)
        yield Text(f"Over the years ahead: {first} {said}")
    yield Text(DISCLAIMER, "quiet")
    if said := law_sentence(answer.year, answer.status):
        yield Text(said, "quiet")
    if answer.refused:
        yield Heading("Not allowed", 2)
        yield Points(answer.refused)
    if answer.steps:
        yield Heading("Next steps", 2)
        shown = steps_at(answer, report.day)
        rows = [
            [_day(step.date), plain(f"{overdue(step) if late else ''}{step.text}")]
            for step, late in shown[:_STEPS_SHOWN]
        ]
        yield Table("Steps", ["by", "step"], rows)
        if len(shown) < len(answer.steps):
            yield Text(
                "Steps whose day has gone and that cannot be taken any more are left out.", "quiet"
            )


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _year(report: Report) -> Iterator[Block]:
    answer = report.answer
    jobs = [(person, job) for person in answer.people for job in person.jobs]
    if not jobs:
        return
    yield Heading("The year")
    heads = ["source", *(f"{person.name}, {job.employer}" for person, job in jobs)]
    kinds = [
        kind for kind in SOURCES if any(getattr(job.contributions, kind) != 0 for _, job in jobs)
    ]
    rows = [
        [SOURCES[kind], *(money(getattr(job.contributions, kind)) for _, job in jobs)]
        for kind in kinds
    ]
    for name, label in (
        ("annual_additions", "annual additions"),
        ("annual_additions_limit", "their limit"),
        ("after_tax_room", "after-tax room"),
        ("after_tax_allowed", "allowed by the plan"),
    ):
        rows.append([label, *(money(getattr(job, name)) for _, job in jobs)])
    yield Table("Contributions by kind", heads, rows, list(range(1, len(heads))))
    yield Picture(
        contributions(answer),
        "Stacked bars of each job's contributions by kind, with the annual additions limit; the "
        "table has them.",
    )
    yield Heading("From each paycheck", 2)
    yield Table(
        "Elections",
        ["who", "paychecks to come", "deferral", "catch-up", "after-tax"],
        [
            [
                f"{person.name}, {job.employer}",
                str(job.per_paycheck.paychecks),
                *(
                    money(getattr(job.per_paycheck, kind))
                    for kind in ("deferral", "catch_up", "after_tax")
                ),
            ]
            for person, job in jobs
        ],
        [1, 2, 3, 4],
    )


def _care(report: Report) -> Iterator[Block]:
    if care := cautions(report.answer):
        yield Heading("Warnings", 2)
        yield Points([plain(one) for one in care])


def _move(report: Report) -> Iterator[Block]:
    answer = report.answer
    yield Heading("Moves to Roth and their tax forms")
    if not answer.rollovers and not answer.conversions:
        yield Text(" ".join(["No after-tax money moves this year.", *answer.reasons]))
        return
    rows = []
    for key, moves, totals in moves_of(answer):
        when = f"{moves[0].date}" + (
            f" to {moves[-1].date}, {len(moves)} times" if len(moves) > 1 else ""
        )
        rows.append(
            [
                when,
                key[0],
                f"{key[1]}, after-tax",
                spoken(key[2]),
                *(money(one) for one in totals.values()),
            ]
        )
    for one in answer.conversions:
        figures = [money(one.amount), money(one.basis), money(one.taxable)]
        rows.append([f"{one.date}", one.person, "traditional IRA", "Roth IRA", *figures])
    yield Table("Moves", ["when", "who", "from", "to", "amount", "basis", "taxed"], rows, [4, 5, 6])
    yield Text(f"Tax on the moves of after-tax money: {money(answer.tax)}.")
    if answer.conversions:
        yield Text(
            "Tax on the ordinary conversions, which Form 8606 and Form 1040 report: "
            f"{money(answer.conversion_tax)}."
        )
    if report.forms:
        yield Heading("Tax forms for the after-tax money", 2)
        yield Points([form_sentence(form) for form in report.forms])
    if report.conversion_forms:
        yield Heading("Tax forms for the ordinary conversions", 2)
        yield Points([form_sentence(form) for form in report.conversion_forms])


def _worth(report: Report) -> Iterator[Block]:
    yield Heading("Is it worth it?")
    compared = report.comparison
    if compared is None:
        yield Text(f"The years ahead cannot be told yet. {report.without}")
        return
    if report.outcomes is None:
        yield from _ranking(compared)
    else:
        yield from _ends(report.outcomes)
        yield Text("The pictures and the years below are those at the most.")
    if len(compared.alternatives) > 1:
        yield Picture(
            differences(compared),
            "For each alternative how far it is ahead of the first, from 5% to 95% of the paths; "
            "the table has it.",
        )
    if report.ahead is not None and report.ahead.paths > 1:
        yield Picture(
            fan(report.ahead),
            f"The fan of what is owned with {titled(report.ahead.name)} over the years, 5% to 95% "
            "and 25% to 75% of the paths.",
        )
    if compared.features:
        yield Heading("Value of plan features", 2)
        yield Table(
            "Features",
            ["feature", "worth"],
            [[one.name, whole(one.worth)] for one in compared.features],
            [1],
        )


def _ends(both: OutcomeRange[Comparison]) -> Iterator[Block]:
    yield Text("Some plan rules are unknown; both ends of what they can make of it:")
    yield Points(ends(both))
    rows = []
    for place, (low, high) in enumerate(
        zip(both.least.alternatives, both.most.alternatives, strict=True)
    ):
        row = [titled(low.name)]
        for one in (low, high):
            row += [whole(one.wealth_after_tax), whole(one.difference.mean) if place else ""]
        rows.append(row)
    heads = ["alternative", "least answers: wealth", "ahead by", "most answers: wealth", "ahead by"]
    yield Table(
        f"Alternatives by {both.most.years[1]}, in money of {both.most.years[0]}",
        heads,
        rows,
        [1, 2, 3, 4],
    )
    yield Points([f"{titled(one.name)}: {one.about}." for one in both.most.alternatives])


def _ranking(compared: Comparison) -> Iterator[Block]:
    first, *others = compared.alternatives
    ranked = [first, *sorted(others, key=lambda one: -one.difference.mean)]
    rows = []
    for one in ranked:
        row = [titled(one.name), whole(one.wealth_after_tax)]
        if one is first:
            row += ["", "", ""]
        else:
            gap = one.difference
            row += [
                whole(gap.mean),
                f"{whole(gap.p5)} to {whole(gap.p95)}",
                percent(round(one.probability_ahead * 1_000_000), 0),
            ]
        rows.append(row)
    heads = [
        "alternative",
        "after-tax wealth",
        "ahead of the first",
        "5% to 95% of the paths",
        "ahead in",
    ]
    yield Table(
        f"Alternatives by {compared.years[1]}, in money of {compared.years[0]}",
        heads,
        rows,
        [1, 2, 3, 4],
    )
    yield Points([f"{titled(one.name)}: {one.about}." for one in ranked])


def _whom_to_ask(report: Report) -> Iterator[Block]:
    yield Heading("Questions to ask")
    asked = [
        one
        for one in report.answer.questions
        if one.to == "HR" and (one.matters or not one.answers)
    ]
    yield Heading("Questions for your employer", 2)
    texts = [
        f"{', '.join(who for who in (one.person, one.employer) if who)}: {one.text}"
        + (f" Worth of each answer: {worth_of_answers(one)}." if one.answers else "")
        for one in asked
    ]
    yield Points(texts or _hr(report.answer), numbered=True)
    yield Heading("Questions for a tax professional", 2)
    yield Points(_professional(report), numbered=True)


def _hr(answer: PlanYear) -> list[str]:
    """What is worth confirming where no rule is unknown."""
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


def _granted(report: Report) -> Iterator[Block]:
    yield Heading("Assumptions")
    yield Points([plain(one) for one in report.answer.assumptions])
    if report.comparison is not None:
        yield Heading("Years ahead", 2)
        yield Points(
            [
                *([report.outcomes.about] if report.outcomes else []),
                *(plain(one) for one in report.comparison.assumptions),
            ]
        )
    yield Heading("Sources")
    yield Points(report.sources, small=True)


def plain(text: str) -> str:
    """A sentence of the library for people: without keys of the file and marks of code."""
    return for_people(text).replace("`", "")
