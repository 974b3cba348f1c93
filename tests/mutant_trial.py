"""Try one mutant: which tests run on it, within which limits, and what that says about it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import fmean

from conftest import ROOT
from mutant_worker import Run

ENDLESS = 20
"""A test that uses this many times its usual CPU time does not end."""
LEAST_LIMIT = 10.0
"""The least CPU time, seconds, after which a test may count as endless."""
_LONG = 0.4
"""CPU time, seconds, of a test that lets others go first."""
_FRESH = 200
"""Tests for a change that runs at import: their files are collected anew."""
_AT_IMPORT = "tests/test_module_values.py"
"""Tests of what modules hold, which run none of their lines."""


@dataclass(frozen=True)
class Change:
    """A file of the checkout, and its text before and after."""

    file: str
    original: str
    mutated: str


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        outcome: killed, endless (noticed, but only since a test did not end) or survived.
        by: the test that noticed.
        tried: tests that passed.
        cpu: CPU time of the tests, seconds.
    """

    outcome: str
    by: str | None = None
    tried: int = 0
    cpu: float = 0.0


def _function(test: str) -> str:
    """The test without its case."""
    return test.partition("[")[0]


def copies(count: int, into: Path) -> Iterator[Path]:
    """Copies of the checkout's tracked files, one for each process."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for number in range(count):
        copy = into / str(number)
        for name in listed:
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        yield copy


class Worker:
    """A process of ``tests/mutant_worker.py`` in a copy of the checkout."""

    def __init__(self, copy: Path, paths: list[str]) -> None:
        requests, theirs = os.pipe(), os.pipe()
        environment = {
            **os.environ,
            "PYTHONPATH": str(copy / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MEGAROTH_HYPOTHESIS": "noticing",
            # A process that forks may have no threads.
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "tests/mutant_worker.py",
                str(requests[0]),
                str(theirs[1]),
                f"--basetemp={copy}.temporary",
                *paths,
            ],
            cwd=copy,
            env=environment,
            pass_fds=(requests[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(requests[0])
        os.close(theirs[1])
        self.requests, self.answers = os.fdopen(requests[1], "w"), os.fdopen(theirs[0])
        self.tests = set(json.loads(self.answers.readline()).get("tests", ()))
        """The tests that it collected; none after any error."""

    def run(
        self, change: Change, tests: list[str], limit: float | None, budget: float | None
    ) -> Run:
        """Run tests on a mutant; see :meth:`mutant_worker.Worker.run`."""
        request = {**asdict(change), "tests": tests, "limit": limit, "budget": budget}
        self.requests.write(json.dumps(request) + "\n")
        self.requests.flush()
        return Run(**json.loads(self.answers.readline()))

    def close(self) -> float:
        """End it; the CPU time that it used itself, seconds."""
        with contextlib.suppress(BrokenPipeError):
            self.requests.close()
        ended = json.loads(self.answers.readline() or "{}")
        self.answers.close()
        self.process.wait()
        return ended.get("cpu", 0.0)


class Trial:
    """A copy of the checkout with its worker, and how a mutant is tried there."""

    def __init__(
        self,
        copy: Path,
        paths: list[str],
        least: float = LEAST_LIMIT,
        took: dict[str, list[float]] | None = None,
    ) -> None:
        self.copy, self.least = copy, least
        self.worker = Worker(copy, paths)
        if not self.worker.tests:
            raise RuntimeError(f"the tests of {copy} were not collected: pytest says why")
        self.known: dict[str, tuple[bool, float]] = {}
        self.took: dict[str, list[float]] = {} if took is None else took
        """CPU time, seconds, of the cases of each test so far; trials may share it."""

    def verdict(self, change: Change, tests: list[str], budget: float) -> Verdict:
        """Try a mutant with tests in their order, for so much CPU time.

        Tests whose cases took long before come last, those that took longest at the very end: one
        of them costs as much as ten others.

        A fresh process decides about a change that runs at import. Caches are emptied. An effect of
        the change that the warm process keeps otherwise, such as an answer in a test's module, is
        not noticed: a mutant may survive that a fresh process would kill, never the other way
        around.
        """
        tests = [test for test in tests if test in self.worker.tests]
        tests.sort(key=self._long)
        of_modules = sorted(test for test in self.worker.tests if test.startswith(_AT_IMPORT))
        file = self.copy / change.file
        # Tests that start the command line read the changed file from the disk.
        file.write_text(change.mutated, "utf-8")
        try:
            return self._tried(self.worker, change, tests, budget) or self._fresh(
                change, [*of_modules, *tests[:_FRESH]], budget
            )
        finally:
            file.write_text(change.original, "utf-8")

    def _tried(
        self, worker: Worker, change: Change, tests: list[str], budget: float
    ) -> Verdict | None:
        """The verdict of a worker; None where the change needs a fresh one."""
        spent, done, limit = 0.0, 0, self.least
        while done < len(tests) and spent < budget:
            run = worker.run(change, tests[done:], limit, budget - spent)
            if run.stopped == "fresh":
                return None
            for test, cpu in zip(tests[done:], run.passed, strict=False):
                self.took.setdefault(_function(test), []).append(cpu)
            spent, done, limit = spent + run.cpu, done + len(run.passed), self.least
            if run.stopped in (None, "budget"):
                break
            passes, usual = self.usual(tests[done])
            if not passes:
                # A test that fails in the copy by itself says nothing.
                done += 1
            elif run.stopped != "limit":
                return Verdict("killed", tests[done], done, spent)
            elif run.last >= ENDLESS * usual:
                return Verdict("endless", tests[done], done, spent)
            else:
                limit = ENDLESS * usual + 1
        return Verdict("survived", None, done, spent)

    def _long(self, test: str) -> float:
        took = fmean(self.took.get(_function(test), [0.0]))
        return took if took >= _LONG else 0.0

    def _fresh(self, change: Change, tests: list[str], budget: float) -> Verdict:
        """The verdict of a process that imports the changed file."""
        if not tests:
            return Verdict("survived")
        worker = Worker(self.copy, list(dict.fromkeys(test.partition("::")[0] for test in tests)))
        if worker.tests >= set(tests):
            found = self._tried(worker, replace(change, original=change.mutated), tests, budget)
        else:
            found = Verdict("killed", "import")
        return replace(found, cpu=found.cpu + worker.close())

    def usual(self, test: str) -> tuple[bool, float]:
        """Whether a test passes on the unmutated code by itself, and its CPU time."""
        if test not in self.known:
            run = self.worker.run(Change("", "", ""), [test], None, None)
            self.known[test] = run.stopped is None, run.cpu
        return self.known[test]
