"""Errors as a page for people and as problem+json (RFC 9457) for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from megaroth.kernel.errors import (
    InputError,
    LawError,
    MegarothError,
    NotAllowedError,
    Problem,
    StorageError,
    visible,
)
from megaroth.web.server.context import context_of
from megaroth.web.store.saved_household import ChangedError, MissingError

MEDIA = "application/problem+json"
SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    **{key: {"type": "string"} for key in ("field", "found", "expected")},
                    "file": {"type": ["string", "null"]},
                    "line": {"type": ["integer", "null"]},
                    "nearest": {"type": ["string", "null"]},
                },
                "required": ["field", "found", "expected", "file", "line", "nearest"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["type", "title", "status", "detail", "errors"],
    "additionalProperties": False,
}
_MOST_PROBLEMS = 100
_TITLES = {
    400: "The request cannot be read",
    404: "Not found",
    405: "This method is not allowed",
    409: "It has changed",
    413: "The request is too large",
    415: "This content type is not accepted",
    422: "The input is invalid",
}


def answer(request: Request, error: Exception) -> Response:
    """The response to a request that was refused."""
    status, detail, found = _in_words(error)
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    if isinstance(error, StorageError):
        title = "The disk is full" if error.full else "The folder is not available"
    if request.url.path.startswith("/api/"):
        body = {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": visible(detail),
            "errors": [_shown(one) for one in found],
        }
        headers = getattr(error, "headers", None)
        return JSONResponse(body, status, media_type=MEDIA, headers=headers)
    lines = [str(one) for one in found] or [detail]
    if request.headers.get("hx-request") == "true":
        # The request came from a part of a page, which has no room for a whole page.
        return context_of(request).page(
            request, "error_part.html", status=status, title=title, lines=lines
        )
    at = request.url.path.split("/")
    back = "/".join(at[:3]) + "/" if at[1] == "h" and len(at) > 2 else ""
    return context_of(request).page(
        request,
        "error.html",
        status=status,
        title=title,
        lines=lines,
        name=None,
        section="",
        to=back,
    )


def _in_words(error: Exception) -> tuple[int, str, list[Problem]]:
    if isinstance(error, ChangedError):
        return 409, "Read it again, and change what is there now.", list(error.problems)
    if isinstance(error, InputError):
        return (
            404 if isinstance(error, MissingError) else 422,
            "See errors for each place.",
            list(error.problems),
        )
    if isinstance(error, UnicodeError):
        return (
            422,
            "See errors for each place.",
            [Problem("text", "half of a character", "text of whole characters")],
        )
    if isinstance(error, StorageError):
        return 507 if error.full else 503, str(error), []
    if isinstance(error, (LawError, NotAllowedError, MegarothError)):
        return 422, str(error), []
    if isinstance(error, RequestValidationError):
        found = [
            Problem(
                ".".join(str(part) for part in one["loc"]),
                _clipped(one.get("input")),
                str(one["msg"]),
            )
            for one in error.errors()[:_MOST_PROBLEMS]
        ]
        unread = any(one["type"] == "json_invalid" for one in error.errors())
        return 400 if unread else 422, "See errors for each place.", found
    assert isinstance(error, HTTPException)
    return error.status_code, str(error.detail), []


def _shown(problem: Problem) -> dict[str, Any]:
    """A problem as plain data, with half characters escaped, because UTF-8 cannot hold them."""
    return {
        key: visible(value) if isinstance(value, str) else value
        for key, value in problem.data().items()
    }


def refuse_half_characters(data: Any) -> None:
    """Refuse half a character (a lone surrogate) anywhere in JSON.

    Raises:
        InputError: with its place.
    """
    left: list[tuple[str, Any]] = [("body", data)]
    while left:
        place, value = left.pop()
        if isinstance(value, str):
            if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
                raise InputError(
                    [
                        Problem(
                            place,
                            ascii(value[:40]),
                            "text of whole characters (this has a lone surrogate)",
                        )
                    ]
                )
        elif isinstance(value, dict):
            left += [(place, key) for key in value] + [
                (f"{place}.{ascii(key)[1:-1]}", one) for key, one in value.items()
            ]
        elif isinstance(value, list):
            left += [(f"{place}[{at}]", one) for at, one in enumerate(value)]


def _clipped(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
