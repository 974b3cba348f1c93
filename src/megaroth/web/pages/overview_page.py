"""The overview: one page that says whether the plan allows it, how much, what to enter, and what
comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError
from megaroth.present.charts import Spec
from megaroth.present.comparison import headline as compare_headline
from megaroth.present.comparison_charts import ahead_by_year
from megaroth.present.law import law_sentence
from megaroth.present.overview import steps_of
from megaroth.present.paycheck_chart import filling
from megaroth.present.plan import cautions, mood, word
from megaroth.present.plan_headline import FIGURES, figure, headline_parts
from megaroth.present.sentences.sentence import Reader
from megaroth.present.unknown_rules import screen_of
from megaroth.service.answers import PlanYear
from megaroth.service.clock import today
from megaroth.service.worth import Worth
from megaroth.web.pages.page_frame import (
    job_key,
    questions_by_recipient,
    saved_of,
    shell_of,
    to_page,
)
from megaroth.web.server import cached_queries
from megaroth.web.server.jobs import Job

router = APIRouter()

_SMALL = 140
"""The height of the small chart, pixels."""


@router.get("/h/{name}")
def without_slash(name: str) -> Response:
    """Redirect to the overview."""
    return to_page(name)


@router.get("/h/{name}/")
def overview(request: Request, name: str) -> Response:
    """The overview: whether the plan allows it, how much, what to enter, and the next steps."""
    context, saved = saved_of(request, name)
    try:
        answer = cached_queries.plan_of(saved.text, context.law_book)
    except InputError:
        return to_page(name, "file")
    checks = cached_queries.paychecks_of(saved.text, context.law_book)
    parts, cards = _figures(answer)
    return context.page(
        request,
        "overview.html",
        law_note=law_sentence(answer.year, answer.status, context.law_book),
        **shell_of(context, saved, "overview"),
        answer=answer,
        word=word(answer).lower(),
        mood=mood(answer),
        headline=parts,
        cards=cards,
        cautions=cautions(answer),
        steps=steps_of(answer, today()),
        room_chart=filling(checks) if checks.paydays else None,
        asked=_by_stake(questions_by_recipient(answer)),
        worth=_worth(context.jobs.get(job_key(saved, "worth"))),
    )


@router.get("/h/{name}/worth/line")
def worth_line(request: Request, name: str) -> Response:
    """*Is it worth it* in one sentence with a small chart. It starts the comparison."""
    context, saved = saved_of(request, name)
    job = context.jobs.ask(
        job_key(saved, "worth"), cached_queries.worth, saved.text, context.law_book
    )
    return context.page(
        request, "worth_line.html", **shell_of(context, saved, "overview"), worth=_worth(job)
    )


def _figures(answer: PlanYear) -> tuple[list[tuple[str, str]], list[tuple[str, str, Any]]]:
    """The headline in parts with the figures in it, and the other figures, each with its label."""
    figures = {name: figure(answer, name) for name in FIGURES}
    labels = {
        "after_tax": "After-tax contributions",
        "after_tax_allowed": "After-tax amount that the plan accepts",
        "to_roth": "Reaches Roth this year",
        "tax": "Tax on the rollover",
    }
    parts = headline_parts(answer, Reader.PAGE)
    in_headline = {name for _, name in parts}
    if "to_roth" in in_headline and answer.tax == 0:
        in_headline.add("tax")  # the headline says that there is none
    if "after_tax" in in_headline and figures["after_tax"] == figures["after_tax_allowed"]:
        in_headline.add("after_tax_allowed")
    return parts, [(labels[key], key, figures[key]) for key in labels if key not in in_headline]


def _by_stake(
    asked: list[tuple[str, list[tuple[int, Any]]]],
) -> list[tuple[str, list[tuple[int, Any]]]]:
    """Questions of each recipient, the one whose replies differ most first."""
    return [(to, sorted(of, key=lambda one: -int(one[1].stake))) for to, of in asked]


@dataclass(frozen=True)
class _Worth:
    """What the overview says about the comparison.

    Attributes:
        state: of the comparison; "" if it has not been asked.
        done, whole: its steps.
        text: one sentence; why it failed, or "" until it has ended.
        chart: how far ahead by year; None where there is nothing to compare.
    """

    state: str
    done: int = 0
    whole: int = 0
    text: str = ""
    chart: Spec | None = None


def _worth(job: Job | None) -> _Worth:
    if job is None:
        return _Worth("")
    if job.state == "failed":
        return _Worth(job.state, text=job.problem)
    if job.state != "done":
        return _Worth(job.state, job.done, job.whole)
    found: Worth = job.result
    compared = found.comparison
    screen = screen_of(compared, found.outcomes, Reader.PAGE)
    text = screen.lead if screen is not None else " ".join(compare_headline(compared, Reader.PAGE))
    if compared.headline is None or screen is None:
        return _Worth("done", text=text)
    return _Worth("done", text=text, chart=ahead_by_year(compared.headline) | {"height": _SMALL})
