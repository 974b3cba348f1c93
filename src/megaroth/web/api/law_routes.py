"""Limits of the law and schemas of answers over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from megaroth.contract.schema_version import DEFAULT
from megaroth.contract.schemas import NAMES, schema_of
from megaroth.service import json_answers
from megaroth.web.api.documented import REFUSED, documented
from megaroth.web.api.measured_route import MeasuredRoute
from megaroth.web.api.routes import Version
from megaroth.web.server.context import context_of

router = APIRouter(
    prefix="/api/v1", tags=["megaroth"], responses=REFUSED, route_class=MeasuredRoute
)


@router.get("/law/{year}", responses=documented("law"))
def law_of_year(
    request: Request,
    year: int,
    diff: Annotated[int | None, Query()] = None,
    version: Version = DEFAULT,
) -> JSONResponse:
    """The limits of a year, or those that differ from another year's."""
    law_book = context_of(request).law_book
    return JSONResponse(json_answers.law(year, law_book, diff=diff, schema_version=version))


@router.get("/law/history/{limit}", responses=documented("law_history"))
def law_history(request: Request, limit: str, version: Version = DEFAULT) -> JSONResponse:
    """One limit through the years."""
    law_book = context_of(request).law_book
    return JSONResponse(json_answers.law_history(limit, law_book, schema_version=version))


@router.get(
    "/schemas/{name}",
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def schemas(name: str, version: Version = DEFAULT) -> JSONResponse:
    """The JSON Schema of the household file, or of an answer."""
    if name not in NAMES:
        raise HTTPException(404, "No schema has that name; there are: " + ", ".join(NAMES))
    return JSONResponse(schema_of(name, version))
