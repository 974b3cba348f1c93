"""A progress bar on the error stream, for work of more than a second and where somebody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A function that takes the steps done and their number, and draws a bar once a second has
    gone.

    Args:
        what: what is being done.
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
