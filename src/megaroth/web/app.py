"""The application: pages and the HTTP interface behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from megaroth import __version__
from megaroth.kernel.errors import MegarothError
from megaroth.web.api import household_routes, interview_routes, law_routes, routes
from megaroth.web.pages import (
    entry_pages,
    file_pages,
    household_pages,
    interview_pages,
    job_pages,
    law_pages,
    letter_pages,
    overview_page,
    paycheck_pages,
    plan_pages,
    plan_worksheet_pages,
    report_pages,
    scenario_pages,
    tax_pages,
    worksheet_pages,
    worth_pages,
)
from megaroth.web.server import error_responses
from megaroth.web.server.context import ServerContext
from megaroth.web.server.guard import Guard
from megaroth.web.server.long_answers import Places

_GZIP_FROM = 1_000
PAGES = (
    entry_pages,
    household_pages,
    file_pages,
    interview_pages,
    overview_page,
    paycheck_pages,
    letter_pages,
    plan_pages,
    worth_pages,
    scenario_pages,
    tax_pages,
    report_pages,
    job_pages,
    worksheet_pages,
    plan_worksheet_pages,
    law_pages,
)


def make_app(context: ServerContext, *, hosts: Iterable[str], scheme: str = "http") -> FastAPI:
    """The page of a folder.

    Args:
        context: of the server.
        hosts: the Host headers of the server, with the port.
        scheme: http, or https.
    """

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        context.jobs.close()

    app = FastAPI(
        title="megaroth",
        version=__version__,
        summary="Plan a mega backdoor Roth: whether it works, how much, how, and at what tax.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        separate_input_output_schemas=False,
        redirect_slashes=False,
    )
    app.state.context, app.state.places = context, Places()
    for shown in PAGES:
        app.include_router(shown.router, include_in_schema=False)
    app.include_router(routes.router)
    app.include_router(law_routes.router)
    app.include_router(household_routes.router)
    app.include_router(interview_routes.router)
    app.mount("/static", StaticFiles(packages=[("megaroth.web", "static")]), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=_GZIP_FROM)
    app.add_middleware(
        Guard, session=context.session, hosts=tuple(hosts), scheme=scheme
    )  # the outermost

    async def refused(request: Request, error: Exception) -> Response:
        return error_responses.answer(request, error)

    for kind in (MegarothError, HTTPException, RequestValidationError, UnicodeEncodeError):
        app.add_exception_handler(kind, refused)
    return app
