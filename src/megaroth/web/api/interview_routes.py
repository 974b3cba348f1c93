"""The interview over HTTP: the questions about a household, and changes of it by their answers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from megaroth.service import json_answers
from megaroth.service.clock import today
from megaroth.service.interview import Edit, Saved, in_memory
from megaroth.web.api.documented import REFUSED, documented
from megaroth.web.api.measured_route import MeasuredRoute
from megaroth.web.api.request_bodies import InterviewEditRequest, InterviewRequest
from megaroth.web.api.routes import Version, law_book_of, text_of
from megaroth.web.server.context import context_of

router = APIRouter(
    prefix="/api/v1", tags=["megaroth"], responses=REFUSED, route_class=MeasuredRoute
)
_DEFAULT: int = 1


@router.post("/interview", responses=documented("interview"))
def interview(
    request: Request, asked: InterviewRequest, version: Version = _DEFAULT
) -> JSONResponse:
    """The questions about a household, those that decide first, and the answer so far."""
    return JSONResponse(
        json_answers.interview(
            text_of(request, asked),
            asked.today or today(),
            law_book_of(request, asked),
            schema_version=version,
        )
    )


@router.post("/interview/edit", responses=documented("interview"))
def interview_edit(
    request: Request, asked: InterviewEditRequest, version: Version = _DEFAULT
) -> JSONResponse:
    """Change a household by answers, then the questions and the answer so far. A saved household
    is saved with the change; answers that cannot be read change nothing."""
    edit = Edit(asked.answers, asked.add, asked.remove, asked.place, asked.called)
    return JSONResponse(
        json_answers.interview_edit(
            edit,
            _saved(request, asked),
            asked.today or today(),
            law_book_of(request, asked),
            schema_version=version,
        )
    )


def _saved(request: Request, asked: InterviewEditRequest) -> Saved:
    """Changes the household where it is kept: in the folder, or with the program that asks."""
    text = text_of(request, asked)
    name = asked.name
    if name is None:
        return in_memory(text)
    folder = context_of(request).folder
    return lambda change: folder.change(name, change).text
