"""A second browser of the same user: it shows a code, and the first browser lets it in by that
code.

Whoever has the printed address can ask, so asking alone gives nothing: the code is typed in a
browser that is in already. One browser asks at a time, for two minutes, and a refusal ends all asking.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

WAIT = 120.0
"""Seconds for which a browser may ask."""

TRIES = 3
"""Codes that may be typed for one browser."""

_DIGITS = 6

State = Literal["waiting", "in", "out"]


@dataclass
class _Asked:
    secret: str
    code: str
    until: float
    tries: int = 0
    let_in: bool = False


class SecondBrowser:
    """The browser that asks, if there is one.

    Args:
        now: a clock that never goes back, seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._asked: _Asked | None = None
        self._closed = False

    def ask(self) -> str | None:
        """Begin to ask. Returns the secret by which the browser is known from then on; None while
        another one asks, and after a refusal."""
        with self._lock:
            if self._closed or self._current() is not None:
                return None
            code = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
            self._asked = _Asked(secrets.token_urlsafe(32), code, self._now() + WAIT)
            return self._asked.secret

    def code(self, secret: str) -> str | None:
        """The code to show to the browser with a secret; None if it does not ask."""
        with self._lock:
            found = self._current()
            return found.code if found is not None and _same(found.secret, secret) else None

    @property
    def asks(self) -> bool:
        """Whether a browser waits for its code to be typed."""
        with self._lock:
            found = self._current()
            return found is not None and not found.let_in

    def let_in(self, typed: str) -> bool:
        """Let the browser in whose code was typed; after three wrong codes it asks no more."""
        with self._lock:
            found = self._current()
            if found is None:
                return False
            found.tries += 1
            if _same(found.code, "".join(typed.split())):
                found.let_in = True
                return True
            if found.tries >= TRIES:
                self._asked = None
            return False

    def refuse(self) -> None:
        """Let nobody in, now or later."""
        with self._lock:
            self._asked, self._closed = None, True

    def enter(self, secret: str) -> State:
        """Whether the browser with a secret is in (which it learns once), still waits, or is
        out."""
        with self._lock:
            found = self._current()
            if found is None or not _same(found.secret, secret):
                return "out"
            if not found.let_in:
                return "waiting"
            self._asked = None
            return "in"

    def _current(self) -> _Asked | None:
        if self._asked is not None and self._now() >= self._asked.until:
            self._asked = None
        return self._asked


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
