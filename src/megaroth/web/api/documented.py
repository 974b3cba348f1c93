"""The documented responses of the HTTP interface: answers with their schemas, and errors."""

from __future__ import annotations

import functools
from typing import Any

from megaroth.contract.schema_version import VERSIONS
from megaroth.contract.schemas import schema_of
from megaroth.web.server.error_responses import MEDIA
from megaroth.web.server.error_responses import SCHEMA as PROBLEM

PROBLEM_CONTENT = {"content": {MEDIA: {"schema": PROBLEM}}}
BUSY: dict[int | str, dict[str, Any]] = {
    503: {
        "description": "The server is busy. Retry-After says when to ask again.",
        **PROBLEM_CONTENT,
    }
}
REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "The body is not JSON.", **PROBLEM_CONTENT},
    401: {"description": "No session or key.", **PROBLEM_CONTENT},
    404: {"description": "Nothing has this name.", **PROBLEM_CONTENT},
    413: {"description": "The body is too large.", **PROBLEM_CONTENT},
    422: {"description": "The input is invalid; errors says where.", **PROBLEM_CONTENT},
    503: {
        "description": "The folder is not available; detail says why and what to do.",
        **PROBLEM_CONTENT,
    },
    507: {"description": "The disk is full. Nothing was changed.", **PROBLEM_CONTENT},
}


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with its definitions inlined, because an OpenAPI document has its own root."""
    defs = schema.get("$defs", {})

    def inline(value: Any, inside: tuple[str, ...] = ()) -> Any:
        if isinstance(value, dict):
            ref = value.get("$ref", "")
            if isinstance(ref, str) and ref.startswith("#/$defs/"):
                name = ref.removeprefix("#/$defs/")
                return {} if name in inside else inline(defs[name], (*inside, name))
            return {
                key: inline(one, inside)
                for key, one in value.items()
                if key not in ("$defs", "$schema")
            }
        return [inline(one, inside) for one in value] if isinstance(value, list) else value

    found: dict[str, Any] = inline(schema)
    return found


@functools.cache
def documented(*nouns: str) -> dict[int | str, dict[str, Any]]:
    """The documented answer of a question, or of one of several: its closed schema in each
    version."""
    schema = {
        "oneOf": [_inlined(schema_of(noun, version)) for version in VERSIONS for noun in nouns]
    }
    return {
        200: {"description": "The answer.", "content": {"application/json": {"schema": schema}}}
    }
