"""Answers of tools: an answer with its sources, and their schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from megaroth.contract.schema_version import VERSIONS
from megaroth.contract.schemas import schema_of
from megaroth.present.sources import with_sources
from megaroth.present.words import DISCLAIMER

Data = dict[str, Any]


def wrapped(answer: Data, sources: list[str]) -> Data:
    """An answer with its sources and the note that it is no advice."""
    return {"answer": answer, "sources": sources, "note": DISCLAIMER}


def sourced(question: Callable[..., Data], *args: Any, **kwargs: Any) -> Data:
    """The answer to a question with the sources that it read."""
    return wrapped(*with_sources(question, *args, **kwargs))


def tool_schema(name: str | tuple[str, ...] | None) -> Data:
    """The closed schema of a tool's answer, with its definitions at the root."""
    names = (name,) if isinstance(name, str) else name or ()
    schemas: list[Data] = []
    defs: Data = {}
    for version in VERSIONS:
        for one in names:
            schema = _named_apart(schema_of(one, version), f"_{version}")
            defs |= schema.pop("$defs", {})
            schema.pop("$schema", None)
            schemas.append(schema)
    answer: Data = (
        {"type": "object"}
        if not schemas
        else schemas[0]
        if len(schemas) == 1
        else {"anyOf": schemas}
    )
    properties = {
        "answer": answer,
        "sources": {"type": "array", "items": {"type": "string"}},
        "note": {"type": "string"},
    }
    found: Data = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return found | ({"$defs": defs} if defs else {})


def _named_apart(schema: Data, ending: str) -> Data:
    """A schema whose definitions have names of their own, so that those of versions do not meet."""

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: one + ending if key == "$ref" else renamed(one) for key, one in value.items()
            }
        return [renamed(one) for one in value] if isinstance(value, list) else value

    found: Data = renamed(schema)
    found["$defs"] = {key + ending: one for key, one in found.get("$defs", {}).items()}
    return found
