"""A progress bar on standard error, if it is a terminal and the work takes more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A function that takes the steps done and their number, and draws a bar after the first
    second.

    Args:
        what: a description of the work.
        quiet: draw nothing.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=None)
    begun, shown = time.monotonic(), False

    def tick(done: int, whole: int) -> None:
        nonlocal shown
        if not shown and time.monotonic() - begun > _PATIENCE:
            bar.start()
            shown = True
        if shown:
            bar.update(task, completed=done, total=whole)

    try:
        yield tick
    finally:
        if shown:
            bar.stop()
