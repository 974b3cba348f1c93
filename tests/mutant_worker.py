"""Try mutants in a process that has everything imported and all tests collected.

A worker runs in a copy of the checkout. For each mutant it forks: the child gives the changed
function its mutated code and runs the tests it was told, nearest first, until one fails. So a
mutant costs its tests alone, not the start of Python, numpy and pytest.

All limits are CPU time, so a busy machine gives the same verdicts.

Reads one request a line and writes one answer a line, both JSON.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import itertools
import json
import math
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

BLOCKED = 900
"""Seconds on the clock after which a test that waits for something counts as endless."""
MEMORY = 8 << 30
"""Bytes that a mutant may allocate."""

_CACHE = type(functools.cache(int))
_OPTIMIZED = 1
"""The flag of a function's code; modules and class bodies run once and do not have it."""


class NeedsFreshImportError(Exception):
    """The change runs at import, so a process that has imported the module cannot take it on."""


@dataclass(frozen=True)
class Run:
    """How many tests passed, and what stopped them.

    Attributes:
        passed: CPU time of each test that passed, in order, seconds.
        stopped: failed, crashed, limit, budget, or None where all passed; fresh where the change
            runs at import and nothing was run.
        cpu: CPU time of all tests, seconds.
        last: CPU time of the test that stopped it, seconds.
    """

    passed: list[float]
    stopped: str | None
    cpu: float
    last: float


def cpu_time() -> float:
    """CPU time of this process and of the processes that it waited for, seconds."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def changed_functions(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The outermost functions whose code differs, each with its new code.

    Raises:
        NeedsFreshImportError: the module or a class body differs outside functions.
    """
    if old.co_flags & _OPTIMIZED:
        if old != new:
            yield old, new
        return
    if old.co_code != new.co_code or len(old.co_consts) != len(new.co_consts):
        raise NeedsFreshImportError
    for one, other in zip(old.co_consts, new.co_consts, strict=True):
        if isinstance(one, CodeType) and isinstance(other, CodeType):
            yield from changed_functions(one, other)
        elif (type(one), one) != (type(other), other):
            raise NeedsFreshImportError


def functions_in_use(under: Path) -> dict[tuple[str, CodeType], list[FunctionType]]:
    """Every function object whose source is under a folder, by its file and code."""
    found: dict[tuple[str, CodeType], list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(under)):
            found.setdefault((one.__code__.co_filename, one.__code__), []).append(one)
    return found


def caches_in_use(under: Path) -> list[Any]:
    """Every cache of a function whose source is under a folder, but for the law and what is below
    it, which no mutant changes."""
    kept = tuple(str(under / "megaroth" / room) for room in ("kernel", "law", "model", "readers"))
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, _CACHE)
        and isinstance(one.__wrapped__, FunctionType)
        and (name := one.__wrapped__.__code__.co_filename).startswith(str(under))
        and not name.startswith(kept)
    ]


class Worker:
    """A pytest plugin that answers requests in place of running all tests."""

    def __init__(self, requests: Any, answers: Any) -> None:
        self.requests, self.answers = requests, answers

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.session = session
        self.items = {item.nodeid: item for item in session.items}
        gc.collect()
        self.functions = functions_in_use(Path.cwd() / "src")
        self.caches = caches_in_use(Path.cwd() / "src")
        gc.freeze()
        # After an error of the collection, every later test would count as failed.
        self._answer({"tests": [] if session.testsfailed else list(self.items)})
        for line in self.requests:
            self._answer(asdict(self.run(**json.loads(line))))
        return True

    def _answer(self, answer: dict[str, Any]) -> None:
        self.answers.write(json.dumps(answer) + "\n")
        self.answers.flush()

    def run(
        self,
        file: str,
        original: str,
        mutated: str,
        tests: list[str],
        limit: float | None,
        budget: float | None,
    ) -> Run:
        """Run tests on a mutant in a child process until one does not pass.

        Args:
            file: where the change is, from the worker's folder.
            original: the text of the file as it was imported.
            mutated: the changed text.
            tests: the tests to run, in order.
            limit: CPU time, seconds, that one test may take; None for any.
            budget: CPU time, seconds, after which no more tests start; None for any.
        """
        try:
            patches = list(self._patches(file, original, mutated))
        except NeedsFreshImportError:
            return Run([], "fresh", 0.0, 0.0)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._child(tests, patches, limit, budget, writing)
        os.close(writing)
        return _watched(child, reading)

    def _patches(
        self, file: str, original: str, mutated: str
    ) -> Iterator[tuple[FunctionType, CodeType]]:
        name = str(Path.cwd() / file)
        old, new = (compile(text, name, "exec", dont_inherit=True) for text in (original, mutated))
        for one, other in changed_functions(old, new):
            in_use = self.functions.get((name, one))
            if not in_use:
                raise NeedsFreshImportError
            for function in in_use:
                if function.__code__.co_freevars != other.co_freevars:
                    raise NeedsFreshImportError
                yield function, other

    def _child(
        self,
        tests: list[str],
        patches: list[tuple[FunctionType, CodeType]],
        limit: float | None,
        budget: float | None,
        writing: int,
    ) -> None:
        """Run the tests in this new process and end it; never returns."""
        failed = True
        with contextlib.suppress(BaseException):
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.RLIM_INFINITY))
            for function, code in patches:
                function.__code__ = code
            for cache in self.caches:
                # Answers of the unmutated code, from the collection of the tests.
                cache.cache_clear()
            failed = self._failed([self.items[test] for test in tests], limit, budget, writing)
        os._exit(1 if failed else 0)

    def _failed(
        self, items: list[pytest.Item], limit: float | None, budget: float | None, writing: int
    ) -> bool:
        began = cpu_time()
        for item, following in zip(items, [*items[1:], None], strict=True):
            if budget is not None and cpu_time() - began >= budget:
                os.write(writing, b"budget\n")
                return False
            if limit is not None:
                own = resource.getrusage(resource.RUSAGE_SELF)
                soft = math.ceil(own.ru_utime + own.ru_stime + limit)
                resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.session.testsfailed:
                return True
            os.write(writing, f"passed {cpu_time() - began:.3f}\n".encode())
        return False


def _watched(child: int, reading: int) -> Run:
    """Wait for a child, which reports each test that passed and the CPU time so far."""
    told, heard, blocked = b"", time.monotonic(), False
    ended = 0, 0, None
    while not ended[0]:
        if select.select([reading], [], [], 0.5)[0]:
            # Nothing to read means that the child is about to end.
            if said := os.read(reading, 1 << 16):
                told, heard = told + said, time.monotonic()
                continue
            ended = os.wait4(child, 0)
        elif time.monotonic() - heard > BLOCKED:
            blocked = True
            os.killpg(child, signal.SIGKILL)
            ended = os.wait4(child, 0)
        else:
            # A process that a test left behind may hold the pipe open.
            ended = os.wait4(child, os.WNOHANG)
    os.set_blocking(reading, False)
    with contextlib.suppress(BlockingIOError):
        told += os.read(reading, 1 << 16)
    os.close(reading)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    _, status, used = ended
    lines = told.decode().split("\n")
    ends = [float(line.split()[1]) for line in lines if line.startswith("passed")]
    cpu = used.ru_utime + used.ru_stime
    stopped = _ENDINGS.get(os.waitstatus_to_exitcode(status), "crashed")
    if stopped is None and "budget" in lines:
        stopped = "budget"
    last = math.inf if blocked else cpu - (ends[-1] if ends else 0.0)
    passed = [end - begin for begin, end in itertools.pairwise([0.0, *ends])]
    return Run(passed, "limit" if blocked else stopped, cpu, last)


_ENDINGS = {0: None, 1: "failed", -signal.SIGXCPU: "limit"}


def main() -> None:
    """Collect the tests named on the command line, or all, and answer requests."""
    began = time.process_time()
    requests, answers = os.fdopen(int(sys.argv[1])), os.fdopen(int(sys.argv[2]), "w")
    worker = Worker(requests, answers)
    options = ["-q", "-s", "--tb=no", "-m", "not slow"]
    for plugin in ("cacheprovider", "xdist", "cov", "faulthandler"):
        options += ["-p", f"no:{plugin}"]
    code = pytest.main([*options, *sys.argv[3:]], plugins=[worker])
    worker._answer({"ended": int(code), "cpu": time.process_time() - began})


if __name__ == "__main__":
    main()
