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
from megaroth.web import api, file_pages, job_pages, law_pages, pages, problems, sheet_pages, views, why_pages
from megaroth.web.desk import Desk
from megaroth.web.figures import UnderFigures
from megaroth.web.guard import Guard
from megaroth.web.long_answers import Places

_GZIP_FROM = 1_000


def make_app(desk: Desk, *, hosts: Iterable[str], scheme: str = "http") -> FastAPI:
    """The page of a folder.

    Args:
        desk: what it works on.
        hosts: the Host headers that are its own, with the port.
        scheme: http, or https.
    """

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        yield
        desk.jobs.close()

    app = FastAPI(
        title="megaroth",
        version=__version__,
        summary="The mega backdoor Roth: can I, how much, how, what happens, what does it cost.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        separate_input_output_schemas=False,
        redirect_slashes=False,
    )
    app.state.desk, app.state.places = desk, Places()
    app.include_router(pages.router, include_in_schema=False)
    app.include_router(file_pages.router, include_in_schema=False)
    app.include_router(views.router, include_in_schema=False)
    app.include_router(job_pages.router, include_in_schema=False)
    app.include_router(sheet_pages.router, include_in_schema=False)
    app.include_router(why_pages.router, include_in_schema=False)
    app.include_router(law_pages.router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(packages=[("megaroth.web", "static")]), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=_GZIP_FROM)
    app.add_middleware(UnderFigures, figures=desk.figures)
    app.add_middleware(Guard, session=desk.session, hosts=tuple(hosts), scheme=scheme)  # the outermost

    async def refused(request: Request, error: Exception) -> Response:
        return problems.answer(request, error)

    for kind in (MegarothError, HTTPException, RequestValidationError, UnicodeEncodeError):
        app.add_exception_handler(kind, refused)
    return app
