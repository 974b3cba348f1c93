"""Processes of megaroth's own: started anew, so that no lock or thread is copied, and deaf to the terminal's interrupt."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from multiprocessing.context import SpawnContext

FRESH: SpawnContext = multiprocessing.get_context("spawn")


@contextlib.contextmanager
def interrupts_wait() -> Iterator[None]:
    """Processes started within never see an interrupt, not even while they load; whoever started them hears it and ends them.

    A terminal sends the interrupt to every process of its group. One that it ends halfway through its start may leave the
    others waiting for it for ever.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # It lets interrupts through once it has started, so it starts first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def heed_no_interrupt() -> None:
    """In such a process, where signals cannot be held back from its start on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
