"""The list of households: a row each, whatever its file holds, and never longer than a moment."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from megaroth.kernel.errors import InputError, MegarothError, StorageError
from megaroth.kernel.faults import location
from megaroth.present.plan import word
from megaroth.web.server.cached_queries import household_of, plan_of
from megaroth.web.store.folder import Folder

_PATIENCE = 0.2
"""Seconds that the list reads and works out what is new before it is shown; the rest follow."""

_KEPT = 10_000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """A household of the list.

    Attributes:
        name: of the household.
        people: with their ages; empty where the file was not read yet, or cannot be.
        year: of the plan; None as people.
        verdict: None where it was not worked out yet: the list is asked for once more.
        wrong: why there is no verdict, in a few words.
    """

    name: str
    people: str = ""
    year: int | None = None
    verdict: str | None = None
    wrong: str = ""

    @property
    def pending(self) -> bool:
        """Whether there is more to say of it: the list is asked for once more."""
        return self.verdict is None and not self.wrong


class Rows:
    """The rows of a folder, kept by the text of each file."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Row] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, folder: Folder, search: str = "") -> list[Row]:
        """The rows that a search finds, by name and people."""
        left = _Moment()
        found = [self._row(folder, name, left) for name in folder.names()]
        return [row for row in found if search.casefold() in f"{row.name} {row.people}".casefold()]

    def _row(self, folder: Folder, name: str, left: _Moment) -> Row:
        try:
            text = folder.read(name).text
        except StorageError:
            raise
        except InputError:
            return Row(name, wrong="cannot be read")
        key = hashlib.sha256(text.encode()).digest()
        with self._lock:
            row = self._kept.get(key, Row(name))
        for step in (_read, _judged):
            if _unfinished(row, step) and left.take():
                row = step(row, text)
        with self._lock:
            self._kept[key] = row
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return replace(row, name=name)


class _Moment:
    """The time that one list takes for what is new: at least one piece of work, so that each list is further than the last."""

    def __init__(self) -> None:
        self._until, self._begun = time.monotonic() + _PATIENCE, False

    def take(self) -> bool:
        """Whether there is time for another piece."""
        if self._begun and time.monotonic() > self._until:
            return False
        self._begun = True
        return True


def _unfinished(row: Row, step: Callable[[Row, str], Row]) -> bool:
    return not row.wrong and (row.year is None if step is _read else row.verdict is None and row.year is not None)


def _read(row: Row, text: str) -> Row:
    def read() -> dict[str, Any]:
        household = household_of(text)
        people = ", ".join(f"{person.name} ({person.age(household.year)})" for person in household.people)
        return {"people": people, "year": household.year}

    return _guarded(row, read)


def _judged(row: Row, text: str) -> Row:
    return _guarded(row, lambda: {"verdict": word(plan_of(text)).lower()})


def _guarded(row: Row, work: Callable[[], dict[str, Any]]) -> Row:
    """A row with what some work finds, or with why it found nothing: one household never stops the list."""
    try:
        return replace(row, **work())
    except InputError as error:
        return replace(row, wrong=f"{len(error.problems)} to mend")
    except MegarothError as error:
        return replace(row, wrong=str(error)[:200])
    except Exception as error:
        _LOG.error("a household could not be worked out: %s", location(error))
        return replace(row, wrong="cannot be worked out (a fault of megaroth itself)")
