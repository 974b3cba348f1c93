"""Long answers of the HTTP interface: a few at a time, in separate threads, and only while the
client waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import anyio
from anyio.to_thread import run_sync
from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household

AT_ONCE, WAITING = 2, 8
_LOOK = 0.2
_SOON = "5"


class Places:
    """How many clients get an answer or wait for one. Only the event loop of the server changes
    it."""

    def __init__(self) -> None:
        self.limiter = anyio.CapacityLimiter(AT_ONCE)
        self.taken = 0


class _GoneError(Exception):
    """The client no longer waits for the answer."""


async def long_answer(
    request: Request,
    question: Callable[..., dict[str, Any]],
    household: Callable[..., Household],
    law_book: LawBook,
    asked: Any,
    **kwargs: Any,
) -> JSONResponse:
    """Answer from another thread, and stop when the client disconnects.

    Args:
        request: of the client.
        question: called with the household, the law book, a function that takes steps done and
            their number, and ``kwargs``.
        household: finds the household of a request and what it asks.
        law_book: the law, with a user's figures and reforms.
        asked: the body of the request.
        kwargs: of the question.

    Raises:
        HTTPException: 503, too many others wait.
    """
    places = request.app.state.places
    if places.taken >= AT_ONCE + WAITING:
        raise HTTPException(
            503,
            "Too many long questions at once; ask again in a few seconds.",
            headers={"retry-after": _SOON},
        )
    gone = threading.Event()

    def _tick(_done: int, _whole: int) -> None:
        if gone.is_set():
            raise _GoneError

    def _answer() -> dict[str, Any]:
        _tick(0, 0)
        return question(household(request, asked), law_book, _tick, **kwargs)

    async def _watch() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(_LOOK)
        gone.set()

    places.taken += 1
    watching = asyncio.create_task(_watch())
    try:
        return JSONResponse(await run_sync(_answer, limiter=places.limiter))
    except _GoneError:
        return JSONResponse({}, 499)
    finally:
        watching.cancel()
        places.taken -= 1
