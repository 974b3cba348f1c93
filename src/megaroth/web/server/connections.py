"""The connections of the server, limited in number and time, so that idle clients do not block
others."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_TIMEOUT = 10.0
"""Seconds that a client has to send the whole head of a request."""

BODY_TIMEOUT = 60.0
"""Seconds that a client has to send the body of a request."""

HANDSHAKE_TIMEOUT = 10.0
MOST_CONNECTIONS = 200
BACKLOG = 64
"""Connections that wait in the system, and how many are accepted at once. Each accepted one takes a
file descriptor."""

_OWN_FILES = 64
"""File descriptors that the server itself needs."""


def most_connections() -> int:
    """The limit on connections: lower if the system allows few file descriptors."""
    try:
        import resource
    except ImportError:
        return MOST_CONNECTIONS
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(8, min(MOST_CONNECTIONS, allowed - BACKLOG - _OWN_FILES))


class Connections:
    """The open connections, oldest first.

    If there is one too many, the oldest one that is not being answered is closed. A client that
    sends a whole request at once gets in.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._all: dict[_Connection, None] = {}

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, new: _Connection) -> None:
        """Add a connection."""
        if len(self._all) >= self._most:
            # If every other one is being answered, the new one is closed.
            victim = next((one for one in self._all if not one.is_answered), new)
            self._all.pop(victim, None)
            victim.drop()
            if victim is new:
                return
        self._all[new] = None

    def leave(self, gone: _Connection) -> None:
        """Remove a closed connection."""
        self._all.pop(gone, None)


class _Connection(H11Protocol):
    """A connection with a deadline for each request. TLS starts here, not at the listening socket,
    so that handshakes have one too."""

    places: Connections
    tls: ssl.SSLContext | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None
        self._socket: asyncio.Transport | None = None
        self._handshake: asyncio.Task[None] | None = None
        self._early: bytes | None = b""

    @property
    def is_answered(self) -> bool:
        """Whether a whole request has arrived, and the client is reading the answer."""
        cycle = self.cycle
        return (
            cycle is not None
            and not cycle.response_complete
            and not cycle.more_body
            and not self.flow.write_paused
        )

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the connection if the limit allows it."""
        self._socket = transport
        self.places.enter(self)
        if transport.is_closing():
            return
        if self.tls is None:
            self._begin(transport)
        else:
            self._handshake = self.loop.create_task(self._encrypt(transport, self.tls))

    async def _encrypt(self, transport: asyncio.Transport, tls: ssl.SSLContext) -> None:
        try:
            encrypted = await self.loop.start_tls(
                transport, self, tls, server_side=True, ssl_handshake_timeout=HANDSHAKE_TIMEOUT
            )
        except OSError:  # no TLS, or too late: the connection is closed
            encrypted = None
        if encrypted is None:
            self.places.leave(self)
            return
        self._begin(encrypted)

    def _begin(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        early, self._early = self._early, None
        self._expect(HEADER_TIMEOUT)
        if early:
            self.data_received(early)

    def data_received(self, data: bytes) -> None:
        """Process what arrived, and set the deadline for the rest."""
        if self._early is not None:  # arrived together with the end of the handshake
            self._early += data
            return
        before = self.cycle
        super().data_received(data)
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            if self.cycle is not before:
                self._expect(BODY_TIMEOUT)
        elif state is not h11.IDLE:
            self._stop_waiting()
        elif self._deadline is None:
            self._expect(HEADER_TIMEOUT)

    def on_response_complete(self) -> None:
        """After an answer the keep-alive timeout applies. If the request was answered early, its
        rest has a deadline."""
        self._stop_waiting()
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._expect(BODY_TIMEOUT)

    def connection_lost(self, exc: Exception | None) -> None:
        """Make room for another connection."""
        self._stop_waiting()
        self.places.leave(self)
        if self._early is None:
            super().connection_lost(exc)

    def drop(self) -> None:
        """Close the connection at once."""
        self._stop_waiting()
        if self._handshake is not None and not self._handshake.done():
            self._handshake.cancel()
        held = self._socket if self._early is not None else self.transport
        if held is not None:
            held.abort()

    def _expect(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(seconds, self.drop)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def protocol(places: Connections, tls: ssl.SSLContext | None) -> type[H11Protocol]:
    """The protocol class for the connections of a server."""
    return type("Connection", (_Connection,), {"places": places, "tls": tls})
