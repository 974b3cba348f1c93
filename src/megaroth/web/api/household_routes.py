"""The saved households over HTTP: list, read, write, delete."""

from __future__ import annotations

import contextlib
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from starlette.responses import JSONResponse

from megaroth.kernel.errors import InputError, Problem
from megaroth.web.api.documented import PROBLEM_CONTENT, REFUSED
from megaroth.web.api.measured_route import MeasuredRoute
from megaroth.web.api.request_bodies import (
    CopyName,
    HouseholdFile,
    NewName,
    SavedHousehold,
)
from megaroth.web.server.cached_queries import household_of
from megaroth.web.server.context import context_of
from megaroth.web.store.saved_household import MissingError

router = APIRouter(
    prefix="/api/v1", tags=["megaroth"], responses=REFUSED, route_class=MeasuredRoute
)


def _tags(header: str) -> list[str]:
    """The tags of a precondition. Weak and strong tags are the same here, because a tag depends on
    every byte."""
    return [one.strip().removeprefix("W/").strip('"') for one in header.split(",")]


@router.get("/households", response_model=list[str])
def households(request: Request) -> JSONResponse:
    """The names of the saved households."""
    return JSONResponse(context_of(request).folder.names())


@router.get("/households/{name}", response_model=SavedHousehold)
def household(request: Request, name: str) -> JSONResponse:
    """A saved household, with an ETag that changes with it."""
    saved = context_of(request).folder.read(name)
    return JSONResponse(
        {"name": name, "toml": saved.text, "tag": saved.tag}, headers={"etag": f'"{saved.tag}"'}
    )


@router.put(
    "/households/{name}",
    response_model=SavedHousehold,
    responses={
        201: {"model": SavedHousehold, "description": "It is new."},
        409: {"description": "It has changed.", **PROBLEM_CONTENT},
    },
)
def put_household(
    request: Request,
    name: str,
    file: HouseholdFile,
    if_match: Annotated[str | None, Header(max_length=1_000)] = None,
    if_none_match: Annotated[str | None, Header(max_length=1_000)] = None,
) -> JSONResponse:
    """Save a household. Saving the same text again changes nothing. With If-Match, only if it has
    one of these tags, or with * if it exists; with If-None-Match: *, only if it does not exist."""
    folder = context_of(request).folder
    folder.check_name(name)
    household_of(file.toml)
    if if_none_match is not None and if_none_match.strip() != "*":
        raise InputError(
            [Problem("If-None-Match", if_none_match, "*, to save only if the name is unused")]
        )

    def accepts(now: str | None) -> bool:
        if if_none_match is not None and now is not None:
            return False
        return if_match is None or (
            now is not None and (if_match.strip() == "*" or now in _tags(if_match))
        )

    saved = folder.write(name, file.toml, accepts=accepts)
    body = {"name": name, "toml": saved.text, "tag": saved.tag}
    return JSONResponse(body, 201 if saved.new else 200, headers={"etag": f'"{saved.tag}"'})


@router.post(
    "/households/{name}/rename",
    response_model=SavedHousehold,
    responses={409: {"description": "It has changed.", **PROBLEM_CONTENT}},
)
def rename_household(request: Request, name: str, asked: NewName) -> JSONResponse:
    """Give a household another name, with its versions. Nothing is overwritten. With a tag, only
    if the saved version has it."""
    saved = context_of(request).folder.rename(name, asked.to, tag=asked.tag)
    body = {"name": saved.name, "toml": saved.text, "tag": saved.tag}
    return JSONResponse(body, headers={"etag": f'"{saved.tag}"'})


@router.post("/households/{name}/duplicate", response_model=SavedHousehold, status_code=201)
def duplicate_household(request: Request, name: str, asked: CopyName) -> JSONResponse:
    """Copy a household under a name, or under the name with a number if it is taken."""
    folder = context_of(request).folder
    saved = folder.create(asked.to, folder.read(name).text)
    body = {"name": saved.name, "toml": saved.text, "tag": saved.tag}
    return JSONResponse(body, 201, headers={"etag": f'"{saved.tag}"'})


@router.delete("/households/{name}", status_code=204)
def delete_household(request: Request, name: str) -> Response:
    """Delete a household if it exists. Its versions stay in the folder."""
    folder = context_of(request).folder
    folder.check_name(name)
    with contextlib.suppress(MissingError):
        folder.delete(name)
    return Response(status_code=204)
