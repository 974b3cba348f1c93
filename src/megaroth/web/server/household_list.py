"""The list of households: one row for each file, valid or not, within a short time limit."""

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
from megaroth.law.law_book import LawBook
from megaroth.present.plan import mood, word
from megaroth.present.plan_headline import lawful_after_tax
from megaroth.service.answers import Range
from megaroth.web.server.cached_queries import household_of, plan_of
from megaroth.web.store.folder import Folder

_TIME_LIMIT = 0.2
"""Seconds that one request spends on new or changed files. The page asks again for the rest."""

_KEPT = 10_000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """A household in the list.

    Attributes:
        name: of the household.
        people: with their ages; empty if the file has not been read yet or cannot be read.
        year: of the plan; None if the file has not been read yet or cannot be read.
        verdict: None if it has not been computed yet.
        mood: the color of the verdict.
        after_tax: what can be contributed after tax within the limits, cents, or a range; None if
            it has not been computed yet.
        tag: of the saved version, so that a change from the list is refused after another one.
        wrong: why there is no verdict, in a few words.
    """

    name: str
    people: str = ""
    year: int | None = None
    verdict: str | None = None
    mood: str = ""
    after_tax: Any = None
    tag: str = ""
    wrong: str = ""

    @property
    def pending(self) -> bool:
        """Whether the page has to ask again for this row."""
        return self.verdict is None and not self.wrong


def _most(figure: Any) -> int:
    return int(figure.high if isinstance(figure, Range) else figure)


SORTS: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "name": lambda row: (row.name.casefold(),),
    "year": lambda row: (-(row.year or 0), row.name.casefold()),
    "amount": lambda row: (
        row.after_tax is None,
        -_most(row.after_tax or 0),
        row.name.casefold(),
    ),
}
"""The orders of the list: by name, the latest year first, or the largest amount first; households
without an amount come last."""


class Rows:
    """The rows of a folder, cached by the text of each file."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, Row] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, folder: Folder, law_book: LawBook, search: str = "", sort: str = "name"
    ) -> list[Row]:
        """The rows whose name or people match a search, sorted as :data:`SORTS` says."""
        left = _TimeLimit()
        found = [self._row(folder, name, law_book, left) for name in folder.names()]
        found = [row for row in found if search.casefold() in f"{row.name} {row.people}".casefold()]
        return sorted(found, key=SORTS.get(sort, SORTS["name"]))

    def _row(self, folder: Folder, name: str, law_book: LawBook, left: _TimeLimit) -> Row:
        try:
            saved = folder.read(name)
        except StorageError:
            raise
        except InputError:
            return Row(name, wrong="cannot be read")
        text = saved.text
        key = hashlib.sha256(text.encode()).digest()
        with self._lock:
            row = self._kept.get(key, Row(name))
        for step in (_read, _with_verdict):
            if _unfinished(row, step) and left.take():
                row = step(row, text, law_book)
        with self._lock:
            self._kept[key] = row
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return replace(row, name=name, tag=saved.tag)


class _TimeLimit:
    """The time that one request has for new files: at least one step, so that each request makes
    progress."""

    def __init__(self) -> None:
        self._until, self._begun = time.monotonic() + _TIME_LIMIT, False

    def take(self) -> bool:
        """Whether there is time for another step."""
        if self._begun and time.monotonic() > self._until:
            return False
        self._begun = True
        return True


def _unfinished(row: Row, step: Callable[[Row, str, LawBook], Row]) -> bool:
    return not row.wrong and (
        row.year is None if step is _read else row.verdict is None and row.year is not None
    )


def _read(row: Row, text: str, _law_book: LawBook) -> Row:
    def read() -> dict[str, Any]:
        household = household_of(text)
        people = ", ".join(
            f"{person.name} ({person.age(household.year)})" for person in household.people
        )
        return {"people": people, "year": household.year}

    return _updated(row, read)


def _with_verdict(row: Row, text: str, law_book: LawBook) -> Row:
    def judged() -> dict[str, Any]:
        answer = plan_of(text, law_book)
        return {
            "verdict": word(answer).lower(),
            "mood": mood(answer),
            "after_tax": lawful_after_tax(answer),
        }

    return _updated(row, judged)


def _updated(row: Row, compute: Callable[[], dict[str, Any]]) -> Row:
    """A row with new values, or with the reason why there are none: one household never stops the
    list."""
    try:
        return replace(row, **compute())
    except InputError as error:
        return replace(row, wrong=f"{len(error.problems)} to fix")
    except MegarothError as error:
        return replace(row, wrong=str(error)[:200])
    except Exception as error:
        _LOG.error("a household could not be computed: %s", location(error))
        return replace(row, wrong="cannot be computed (a bug in megaroth)")
