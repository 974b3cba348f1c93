"""Long-running jobs: each runs in its own process, reports progress, and can be stopped."""

from __future__ import annotations

import contextlib
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from megaroth.kernel.errors import InputError, MegarothError
from megaroth.kernel.faults import location
from megaroth.kernel.processes import FRESH, begin_work, interrupts_wait
from megaroth.present.problems import error_text, key_of

_KEPT = 128
_AT_ONCE = 2
_JOIN = 5.0

Work = Callable[..., Any]


@dataclass
class Job:
    """A job and its progress.

    Attributes:
        key: the question that it answers.
        state: waiting, running, done, failed or stopped.
        done, whole: steps done, and all steps; 0 of 0 before the first step.
        result: the answer.
        problem: why it failed, in words.
        key_of_problem: the key of the household file that must change first; "" for none.
        stop: set to stop the job.
    """

    key: str
    state: str = "waiting"
    done: int = 0
    whole: int = 0
    result: Any = None
    problem: str = ""
    key_of_problem: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in ("done", "failed", "stopped")

    @property
    def given_up(self) -> bool:
        """Whether it has been stopped, even if its process has not ended yet."""
        return self.state != "done" and self.stop.is_set()


class Jobs:
    """The jobs of a server, by key: the same question runs only once."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._room = threading.Semaphore(_AT_ONCE)

    def get(self, key: str) -> Job | None:
        """The job with a key, if there is one."""
        with self._lock:
            return self._jobs.get(key)

    def ask(self, key: str, work: Work, *args: Any) -> Job:
        """The job with a key. It starts now if there is none, or if it was stopped.

        Args:
            key: of the question; jobs with the same key have the same answer.
            work: a function at the top of a module, called with ``args`` and a function that
                reports progress (steps done, all steps).
            args: values that can be pickled.
        """
        with self._lock:
            found = self._jobs.get(key)
            if found is not None and found.state == "failed":
                # A failure is shown once. The next request tries again.
                return self._jobs.pop(key)
            if found is not None and not found.given_up:
                self._jobs.move_to_end(key)
                return found
            job = self._jobs[key] = Job(key)
            while len(self._jobs) > _KEPT:
                _, old = self._jobs.popitem(last=False)
                old.stop.set()
        threading.Thread(target=self._run, args=(job, work, args), daemon=True).start()
        return job

    def stop(self, key: str) -> None:
        """Stop a job that has not ended."""
        job = self.get(key)
        if job is not None:
            job.stop.set()

    def close(self) -> None:
        """Stop every job."""
        with self._lock:
            for job in self._jobs.values():
                job.stop.set()

    def _run(self, job: Job, work: Work, args: tuple[Any, ...]) -> None:
        while not self._room.acquire(timeout=0.1):
            if job.stop.is_set():
                job.state = "stopped"
                return
        try:
            _supervise(job, work, args)
        except OSError as error:
            # Without a process the job has failed. A job that stays "running" could never be
            # started again.
            job.problem, job.state = (
                f"The job could not be run: {error.strerror or error}.",
                "failed",
            )
        finally:
            self._room.release()


def _supervise(job: Job, work: Work, args: tuple[Any, ...]) -> None:
    ours, theirs = FRESH.Pipe(duplex=False)
    process = FRESH.Process(target=_work, args=(theirs, work, args), daemon=True)
    job.state = "running"
    with interrupts_wait():
        process.start()
    theirs.close()
    try:
        while not job.over:
            if job.stop.is_set():
                process.terminate()
                job.state = "stopped"
            elif ours.poll(0.05):
                _heard(job, ours)
    finally:
        if not job.over or job.state == "stopped":
            process.terminate()
        ours.close()
        process.join(_JOIN)
        if process.is_alive():
            process.kill()


def _heard(job: Job, ours: Connection) -> None:
    try:
        word, *content = ours.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        # The process ended before it sent its whole answer.
        word, content = "failed", ["The job ended without an answer.", ""]
    if word == "step":
        job.done, job.whole = content
    elif word == "done":
        job.result, job.state = content[0], "done"
    else:
        (job.problem, job.key_of_problem), job.state = content, "failed"


def _work(pipe: Connection, work: Work, args: tuple[Any, ...]) -> None:
    """Run a job in its own process."""
    begin_work()

    def tick(done: int, whole: int) -> None:
        pipe.send(("step", done, whole))

    try:
        _send(pipe, ("done", work(*args, tick)))
    except BrokenPipeError:
        return  # the server has ended
    except MegarothError as error:
        problems = error.problems if isinstance(error, InputError) else ()
        key = next((key_of(problem) for problem in problems), "")
        _send(pipe, ("failed", error_text(error), key))
    except Exception as error:
        # The error text may contain values of the household, so it is neither printed nor shown.
        _send(pipe, ("failed", f"a bug in megaroth: {location(error)}", ""))


def _send(pipe: Connection, content: tuple[Any, ...]) -> None:
    with contextlib.suppress(BrokenPipeError):
        pipe.send(content)
