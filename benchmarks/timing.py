"""Time things in one session and report medians with their spread."""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path


@dataclass(frozen=True)
class Spread:
    """Seconds over several runs."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.seconds)

    def text(self, scale: float = 1000, unit: str = "ms") -> str:
        """Median, and the least and the most."""
        low, high = min(self.seconds) * scale, max(self.seconds) * scale
        return f"{self.median * scale:,.2f} {unit} ({low:,.2f} to {high:,.2f})"


def processes(commands: Sequence[Sequence[str]], runs: int = 15) -> list[Spread]:
    """Whole processes, one after the other in turn, after one run of each that does not count."""
    found: list[list[float]] = [[] for _ in commands]
    for run in range(runs + 1):
        for place, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
            if run:
                found[place].append(time.perf_counter() - start)
    return [Spread(tuple(times)) for times in found]


def calls(function: Callable[[], object], runs: int = 15, repeat: int = 1) -> Spread:
    """Calls in this process, ``repeat`` to a run, after one run that does not count."""
    times = []
    for run in range(runs + 1):
        start = time.perf_counter()
        for _ in range(repeat):
            function()
        if run:
            times.append((time.perf_counter() - start) / repeat)
    return Spread(tuple(times))


def machine() -> str:
    """The machine, Python and numpy."""
    return (
        f"{processor()}, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, numpy {metadata.version('numpy')}"
    )


def processor() -> str:
    """The machine's processor and its cores."""
    info = Path("/proc/cpuinfo")
    names = (
        [
            line.split(":")[1].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        if info.exists()
        else []
    )
    return f"{names[0]}, {len(names)} cores" if names else platform.processor() or sys.platform
