"""Who may use the server: the one-time token, the cookie that replaces it, the password, and the
key for scripts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict

from megaroth.web.server.second_browser import SecondBrowser

_COOKIE = "megaroth_session"
_WAIT = 1.0
_CLIENTS = 1_024
_SALT = 16


class Session:
    """The only session of a server. It ends when the server stops.

    Attributes:
        token: of the printed address; it can be exchanged once for the cookie.
        api_key: what scripts send as a bearer token; None if there is no key.
        port: where the server listens.
        cookie_name: of the session's cookie.
        second: the browser that asks to be let in too.
    """

    def __init__(
        self, *, password: str | None = None, api_key: str | None = None, port: int = 0
    ) -> None:
        # Browsers ignore the port in cookies: without it, two servers would overwrite each other's
        # cookie.
        self.cookie_name = f"{_COOKIE}_{port}"
        self.port = port
        self.token = secrets.token_urlsafe(32)
        self.api_key = api_key
        self._cookie = secrets.token_urlsafe(32)
        self.second = SecondBrowser()
        self._used = False
        self._lock = threading.Lock()
        self._tries: OrderedDict[str, float] = OrderedDict()
        self._salt = secrets.token_bytes(_SALT)
        self._password = None if password is None else self._hashed(password)

    @property
    def needs_password(self) -> bool:
        """Whether people enter with a password instead of the token."""
        return self._password is not None

    def exchange(self, token: str) -> str | None:
        """The cookie for the token; None if the token is wrong or was used before."""
        with self._lock:
            if (
                self._used
                or self.needs_password
                or not hmac.compare_digest(token.encode(), self.token.encode())
            ):
                return None
            self._used = True
            return self._cookie

    def ask_with(self, token: str) -> str | None:
        """Ask to be let in by a browser that is in, with the token that was used; the secret by
        which the browser that asks is known, or None."""
        if self.needs_password or not self._used:
            return None
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        return self.second.ask()

    def enter_with(self, secret: str) -> str | None:
        """The cookie for a browser that was let in; None for any other."""
        return self._cookie if self.second.enter(secret) == "in" else None

    def log_in(self, password: str, client: str = "") -> str | None:
        """The cookie for the password; None if the password is wrong, or if the client tried
        another one less than a second ago.

        Each client waits for its own tries only, and early tries do not count, so that guessing
        does not lock the owner out.

        Args:
            password: as it was typed.
            client: the address of the client.
        """
        with self._lock:
            now = time.monotonic()
            if self._password is None or now - self._tries.get(client, -_WAIT) < _WAIT:
                return None
            self._tries[client] = now
            self._tries.move_to_end(client)
            while len(self._tries) > _CLIENTS:
                self._tries.popitem(last=False)
        return self._cookie if hmac.compare_digest(self._hashed(password), self._password) else None

    def holds(self, cookie: str | None) -> bool:
        """Whether a cookie is the one of this session."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self._cookie.encode())

    def knows_key(self, header: str | None) -> bool:
        """Whether an Authorization header has the key for scripts."""
        if self.api_key is None or header is None:
            return False
        return hmac.compare_digest(header.encode(), f"Bearer {self.api_key}".encode())

    def _hashed(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode(), salt=self._salt, n=2**14, r=8, p=1)
