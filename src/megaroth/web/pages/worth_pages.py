"""The pages *Is it worth it* (the ranking with its sliders) and *The best plan*."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError, LawError, NotAllowedError
from megaroth.model.household import Household
from megaroth.service.what_if import WhatIf
from megaroth.service.years_ahead import alternatives_of, has_unknown_rules
from megaroth.web.pages.page_frame import job_key, saved_of, shell_of
from megaroth.web.pages.sliders import SLIDERS, SliderValues, slider_value, what_if_of
from megaroth.web.server import cached_queries
from megaroth.web.server.context import ServerContext
from megaroth.web.server.template_filters import points
from megaroth.web.store.saved_household import Saved

router = APIRouter()


@router.get("/h/{name}/worth")
def worth(request: Request, name: str) -> Response:
    """The ranking, the charts and the sliders."""
    context, saved = saved_of(request, name)
    problem, found, several, status = "", None, False, 200
    household = cached_queries.household_of(saved.text)
    values: dict[str, str] = {}
    try:
        values = _values(request, household)
    except InputError as error:
        problem, status = cached_queries.error_text(error), 422
    try:
        several = len(alternatives_of(household, context.law_book)) > 1
        if request.query_params and several and not problem:
            found = _what_if(request, context, saved)
    except (InputError, LawError, NotAllowedError) as error:
        problem = cached_queries.error_text(error)
    return context.page(
        request,
        "worth.html",
        status=status,
        **shell_of(context, saved, "worth"),
        problem=problem,
        several=several,
        what_if=found,
        query=request.url.query,
        values=values,
        labels=SLIDERS,
        age=household.people[0].age(household.year),
    )


@router.get("/h/{name}/worth/slide")
def slide(request: Request, name: str) -> Response:
    """The answer after a slider moves."""
    context, saved = saved_of(request, name)
    return context.page(
        request,
        "what_if.html",
        name=name,
        what_if=_what_if(request, context, saved),
        query=request.url.query,
    )


def _values(request: Request, household: Household) -> dict[str, str]:
    """The values of the sliders: as the reader moved them, or else from the household.

    Raises:
        InputError: a value that the slider cannot have.
    """
    assumed = household.assumptions
    from_query = {key: value for key in SLIDERS if (value := request.query_params.get(key))}
    for key, value in from_query.items():
        slider_value(household, key, value)
    values = {
        key: str(assumed.plan_until) if key == "plan_until" else points(getattr(assumed, key))
        for key in SLIDERS
    }
    return values | from_query


def slider_values_of(request: Request, household: Household) -> SliderValues:
    """The positions of the sliders.

    Raises:
        InputError: a value that the slider cannot have.
    """
    values = _values(request, household)
    rates = {key: value for key, value in values.items() if key != "plan_until"}
    return SliderValues(**rates, plan_until=int(values["plan_until"]))


def _what_if(request: Request, context: ServerContext, saved: Saved) -> WhatIf | None:
    """The answer of the sliders. It is None if plan rules are unknown and the comparison that finds
    both ends has not ended."""
    household = cached_queries.known_rules_of(saved.text, context.law_book)
    outcomes = None
    if has_unknown_rules(household, context.law_book):
        job = context.jobs.get(job_key(saved, "worth"))
        if job is None or job.state != "done":
            return None
        outcomes = job.result.outcomes
    return what_if_of(household, outcomes, slider_values_of(request, household), context.law_book)


@router.get("/h/{name}/best")
def best(request: Request, name: str) -> Response:
    """The best plan compared with the rule of thumb, year by year."""
    context, saved = saved_of(request, name)
    cached_queries.household_of(saved.text)
    return context.page(request, "best.html", **shell_of(context, saved, "best"))
