"""Answers of tools: the headline first, then as much as was asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from megaroth.contract.answers import to_json
from megaroth.present.sources import with_sources
from megaroth.present.words import DISCLAIMER
from megaroth.service.clock import today as day_of
from megaroth.service.headline import headline

Data = dict[str, Any]

Detail = Annotated[
    Literal["headline", "answer", "everything"],
    Field(description="headline: a sentence; answer: long lists cut, see left_out; everything."),
]
SHORT: Literal["answer"] = "answer"
LONGEST_LIST = 12
"""Entries of a list that an answer shows where not everything is asked for."""


def answered(
    question: Callable[..., Any], *args: Any, detail: Detail, schema_version: int, **kwargs: Any
) -> Data:
    """The answer to a question with the sources that it read."""
    answer, sources = with_sources(question, *args, **kwargs)
    return shown(answer, sources, detail, schema_version)


def shown(answer: Any, sources: list[str], detail: Detail, schema_version: int) -> Data:
    """An answer for an assistant.

    Args:
        answer: of a question of the service.
        sources: the sections and notices that it read, with their numbers.
        detail: how much of it.
        schema_version: of its schema.
    """
    found: Data = {"headline": headline(answer), "today": day_of().isoformat()}
    if detail == "headline":
        return found | {"note": DISCLAIMER}
    data = to_json(answer, schema_version)
    left_out: dict[str, int] = {}
    if detail == "answer":
        data = _shortened(data, "", left_out)
    found["answer"] = data
    if left_out:
        found["left_out"] = left_out
    return found | {"sources": sources, "note": DISCLAIMER}


def plain(text: str, more: Data | None = None) -> Data:
    """An answer of words alone."""
    return {"headline": text, **(more or {}), "note": DISCLAIMER}


def compact(answer: Data) -> str:
    """An answer as text: JSON without spaces, because every character of it is read."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _shortened(value: Any, place: str, left_out: dict[str, int]) -> Any:
    """A value whose long lists of tables are cut; notes by place how many entries are missing."""
    if isinstance(value, dict):
        return {
            key: _shortened(one, f"{place}.{key}" if place else key, left_out)
            for key, one in value.items()
        }
    if not isinstance(value, list):
        return value
    if len(value) > LONGEST_LIST and isinstance(value[0], dict):
        left_out[place] = left_out.get(place, 0) + len(value) - LONGEST_LIST
        value = value[:LONGEST_LIST]
    return [_shortened(one, place, left_out) for one in value]
