"""Long-running jobs as parts of pages: their progress and answers (comparison, sensitivity, best
plan)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from megaroth.interview.fields import part_of
from megaroth.present.at_best import policy_in_words
from megaroth.present.best_plan import best_plans_table, measure
from megaroth.present.best_plan_phases import phases, phases_chart
from megaroth.present.comparison import headline as compare_headline
from megaroth.present.comparison import leading
from megaroth.present.comparison_charts import (
    ahead_by_year,
    along,
    differences,
    tornado,
)
from megaroth.present.measure_tables import (
    MeasureTable,
    ahead_table,
    both_ends,
    heirs_and_cash,
    leading_table,
    within_reach,
)
from megaroth.present.names import label_of
from megaroth.present.projection_charts import balances, fan
from megaroth.present.sensitivity import biggest, figures_are, losing_cases
from megaroth.present.sentences.sentence import Reader
from megaroth.present.unknown_rules import ends, screen_of, spread
from megaroth.present.unknown_rules import headline as outcome_headline
from megaroth.service.worth import Worth
from megaroth.service.yearly_answers import (
    Comparison,
    Optimized,
    OutcomeRange,
    Sensitivity,
)
from megaroth.service.years_ahead import End
from megaroth.web.pages.page_frame import job_key, questions_by_recipient, saved_of, shell_of
from megaroth.web.server import cached_queries
from megaroth.web.server.context import ServerContext
from megaroth.web.server.jobs import Job
from megaroth.web.store.saved_household import Saved

router = APIRouter()
_WORK: dict[str, tuple[Callable[..., Any], str]] = {
    "worth": (cached_queries.worth, "Comparing over the paths of returns"),
    "sensitivity": (cached_queries.sensitivity, "Changing one assumption at a time"),
    "best": (cached_queries.best_plan, "Searching for the best plan"),
    "difference": (cached_queries.best_difference, "Searching for both best plans"),
}

_OF_BEST = ("best", "difference")
"""The jobs of the page of the best plan."""


@router.get("/h/{name}/job/{kind}")
def work_page(request: Request, name: str, kind: str) -> Response:
    """The progress or the answer of a job."""
    context, saved = saved_of(request, name)
    if kind not in _WORK:
        raise HTTPException(404, "There is no such job.")
    function, about = _WORK[kind]
    job = context.jobs.ask(job_key(saved, kind), function, saved.text, context.law_book)
    page = _job(request, context, saved, kind, job, about)
    if "bar" in request.query_params and job.over:
        # The progress bar sent this request; the answer replaces the whole part.
        page.headers["HX-Retarget"], page.headers["HX-Reswap"] = f"#work-{kind}", "outerHTML"
    return page


@router.post("/h/{name}/job/{kind}/stop")
def stop_work(request: Request, name: str, kind: str) -> Response:
    """Stop a job."""
    context, saved = saved_of(request, name)
    if kind not in _WORK:
        raise HTTPException(404, "There is no such job.")
    context.jobs.stop(job_key(saved, kind))
    bare = request.headers.get("hx-request") == "true"
    shell = {
        **shell_of(context, saved, "best" if kind in _OF_BEST else "worth"),
        "kind": kind,
        "again": False,
    }
    return context.page(
        request, "stopped.html", **shell, layout="bare.html" if bare else "work_page.html"
    )


def _job(
    request: Request, context: ServerContext, saved: Saved, kind: str, job: Job, about: str
) -> Response:
    shell: dict[str, Any] = {
        **shell_of(context, saved, "best" if kind in _OF_BEST else "worth"),
        "kind": kind,
    }
    bare = request.headers.get("hx-request") == "true"
    shell |= {
        "layout": "bare.html" if bare else "work_page.html",
        "again": job.state in ("waiting", "running"),
    }
    if job.state == "failed":
        return context.page(
            request, "failed.html", **shell, problem=job.problem, part=part_of(job.key_of_problem)
        )
    if job.state != "done":
        # Replace only the bar, so that the focus stays on Cancel.
        template = (
            "progress_bar.html" if bare and "bar" in request.query_params else "progress.html"
        )
        return context.page(request, template, **shell, about=about, done=job.done, whole=job.whole)
    page = _PAGES[kind]
    return page(request, context, saved, shell, job.result)


def _worth_page(
    request: Request, context: ServerContext, saved: Saved, shell: dict[str, Any], answer: Worth
) -> Response:
    compared, ahead = answer.comparison, answer.ahead
    more = [fan(ahead), balances(ahead)] if ahead.paths > 1 else [balances(ahead)]
    several = len(compared.alternatives) > 1
    first = screen_of(compared, answer.outcomes, Reader.PAGE)
    pictures = [differences(compared)] if several else []
    pictures += more
    words = (
        compare_headline(compared, Reader.PAGE)
        if answer.outcomes is None
        else outcome_headline(answer.outcomes, Reader.PAGE)
    )
    page = context.page(
        request,
        "worth_answer.html",
        **shell,
        answer=compared,
        both=answer.outcomes,
        ends=[] if answer.outcomes is None else ends(answer.outcomes),
        asked=questions_by_recipient(cached_queries.plan_of(saved.text, context.law_book)),
        ahead=ahead,
        ahead_policy=policy_in_words(leading(compared).policy),
        pictures=pictures,
        headline=words,
        first=first,
        ahead_chart=None if compared.headline is None else ahead_by_year(compared.headline),
        tables=_measure_tables(compared),
        ends_table=None if answer.outcomes is None else both_ends(answer.outcomes, label_of),
        policies=[
            f"{label_of(one.name)}: {policy_in_words(one.policy)}." for one in compared.alternatives
        ],
        mood="depends" if first is None else first.mood,
        unstated=cached_queries.household_of(saved.text).spending is None,
        described=[f"{label_of(one.name)}: {one.about}." for one in compared.alternatives],
    )
    # With unknown rules, the sliders need both ends, which only the comparison finds.
    page.headers["HX-Trigger"] = "megaroth-compared"
    return page


def _measure_tables(compared: Comparison) -> list[MeasureTable]:
    """The tables of measures, the one that leads first, the long ones last."""
    return [
        leading_table(compared, label_of),
        heirs_and_cash(compared, label_of),
        *([] if compared.headline is None else [ahead_table(compared.headline)]),
        within_reach(compared, label_of, every=1),
    ]


def _sensitivity_page(
    request: Request,
    context: ServerContext,
    _saved: Saved,
    shell: dict[str, Any],
    answer: End[Sensitivity],
) -> Response:
    found = answer.answer
    return context.page(
        request,
        "sensitivity_answer.html",
        **shell,
        moves=found,
        loses=losing_cases(found),
        about=figures_are(found),
        biggest=biggest(found),
        unknown=answer.spent is not None,
        pictures=[tornado(found), along(found)],
    )


def _best_page(
    request: Request,
    context: ServerContext,
    saved: Saved,
    shell: dict[str, Any],
    answer: Optimized | OutcomeRange[Optimized],
) -> Response:
    both = answer if isinstance(answer, OutcomeRange) else None
    plans = [answer] if not isinstance(answer, OutcomeRange) else [answer.most, answer.least]
    words = measure(plans[0].aim)
    return context.page(
        request,
        "best_answer.html",
        **shell,
        both=both,
        ends=[] if both is None else ends(both),
        headline=None
        if both is None
        else spread(both.least.value, both.most.value, f"is the best plan's: {words[0]}", both),
        asked=questions_by_recipient(cached_queries.plan_of(saved.text, context.law_book)),
        plans=[
            (one, sorted({*one.conversions, *one.withdrawals}), phases(one), phases_chart(one))
            for one in plans
        ],
        measure=words,
    )


def _difference_page(
    request: Request,
    context: ServerContext,
    _saved: Saved,
    shell: dict[str, Any],
    answer: Comparison | OutcomeRange[Comparison],
) -> Response:
    both = answer if isinstance(answer, OutcomeRange) else None
    found = [answer] if not isinstance(answer, OutcomeRange) else [answer.most, answer.least]
    return context.page(
        request,
        "difference_answer.html",
        **shell,
        ends=[] if both is None else ends(both),
        tables=[best_plans_table(one.best) for one in found if one.best is not None],
    )


_PAGES: dict[str, Callable[..., Response]] = {
    "worth": _worth_page,
    "sensitivity": _sensitivity_page,
    "best": _best_page,
    "difference": _difference_page,
}
"""The page of each kind of job, which accepts the type of its result."""
