"""JSON requests are measured before they are parsed, because one with millions of values would keep
everybody else waiting."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError, Problem
from megaroth.readers.toml_file import MOST_SIGNS

# The closing quote is optional, so that an unterminated text is read once, not once for each quote.
_STRINGS = re.compile(rb'"(?:[^"\\]+|\\.)*"?', re.DOTALL)


class MeasuredRoute(APIRoute):
    """A route that refuses a body of too many values."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Measure the body, then answer as usual."""
        handle = super().get_route_handler()

        async def measured(request: Request) -> Response:
            refuse_long_json(await request.body())
            return await handle(request)

        return measured


def refuse_long_json(body: bytes) -> None:
    """Refuse JSON with more values than any question has, counted by their separators.

    Raises:
        InputError: it has too many, or has another encoding, in which they cannot be counted.
    """
    if b"\0" in body:
        raise InputError([Problem("body", "bytes that are not UTF-8 text", "JSON in UTF-8")])
    outside = _STRINGS.sub(b"", body)
    signs = sum(outside.count(sign) for sign in (b",", b"[", b"{"))
    if signs > MOST_SIGNS:
        raise InputError(
            [Problem("body", f"about {signs:,} keys and values", "a question with some hundred")]
        )
