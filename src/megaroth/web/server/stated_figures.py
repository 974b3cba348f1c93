"""Published figures of a server: they apply to every request, and cached answers depend on them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from megaroth.law.figures import Figures
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import CURRENT, under

P = ParamSpec("P")
T = TypeVar("T")


class UnderFigures:
    """Middleware that replaces projections by the published figures of the server in every
    answer."""

    def __init__(self, app: ASGIApp, figures: tuple[Figures, ...]) -> None:
        self.app, self.book = app, PUBLISHED.with_figures(*figures)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        with under(self.book):
            await self.app(scope, receive, send)


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Cache the latest answers of a function by its arguments and by the published figures that
    apply."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        answered: Callable[..., T] = functools.lru_cache(most)(
            lambda _figures, *args, **kwargs: function(*args, **kwargs)
        )

        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            return answered(CURRENT.get(), *args, **kwargs)

        return call

    return decorate
