"""The page of letters: the questions about a plan as an e-mail, and the request to offer it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.service.letter import how_to_enter
from megaroth.web.pages.page_frame import saved_of, shell_of
from megaroth.web.server import cached_queries

router = APIRouter()


@router.get("/h/{name}/letter")
def letter(request: Request, name: str, offer: bool = False) -> Response:
    """The letters of a household to copy, and how to enter the replies."""
    context, saved = saved_of(request, name)
    answer = cached_queries.letters_of(saved.text, context.law_book, offer)
    return context.page(
        request,
        "letter.html",
        **shell_of(context, saved, "letter"),
        answer=answer,
        offer=offer,
        enter=[how_to_enter(one) for one in answer.letters],
    )
