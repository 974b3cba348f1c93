"""Worker processes: each is a fresh interpreter without copied locks or threads, ignores
interrupts, and ends with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext

FRESH: SpawnContext = multiprocessing.get_context("spawn")

_PR_SET_PDEATHSIG = 1
"""From linux/prctl.h: the signal that a process gets when the one that started it ends."""


@contextlib.contextmanager
def interrupts_wait() -> Iterator[None]:
    """Processes started inside the block never see an interrupt, even while they load; their parent
    gets it and ends them.

    A terminal sends the interrupt to every process of its group. A process that ends while it
    starts may leave the others waiting forever.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    # It lets interrupts through after it has started, so start it first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_work() -> None:
    """Set up a worker process: ignore interrupts, and end when the parent ends for any reason."""
    # For systems that cannot block signals from the start.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """End this process as soon as its parent has ended, even if the parent was killed.

    The pipe that :mod:`multiprocessing` keeps to the parent closes with it, on every system. A
    solver that holds the interpreter would keep the thread that watches from running, so Linux is
    asked for a signal as well.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True, name="parent").start()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent.pid:  # the parent ended before the watch began
            os._exit(1)


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
