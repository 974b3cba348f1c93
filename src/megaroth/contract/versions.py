"""Versions of the contract: each answer as data and its closed schema, in every version."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from megaroth.contract.from_types import Changes, FromTypes
from megaroth.contract.schema_parts import DRAFT, Schema
from megaroth.contract.schema_version import DEFAULT, FIRST
from megaroth.contract.shapes import Defs, Record


@dataclass(frozen=True, eq=False)
class Contract:
    """An answer as data, in every version.

    Attributes:
        name: of its schemas, ``megaroth.NAME/VERSION``.
        made_of: the type of the answer, whose fields are the newest version; or a function that
            makes the record where an answer is not one type.
        always: what is added to the records of some types in every version.
        first: how the records of version 1 differ from the newest.
        later: what the records of all versions after 1 leave out of their types.
    """

    name: str
    made_of: type | Callable[[FromTypes], Record]
    always: Changes = field(default_factory=dict)
    first: Changes = field(default_factory=dict)
    later: Changes = field(default_factory=dict)

    def identifier(self, version: int = DEFAULT) -> str:
        """The value of the answer's ``schema``."""
        return f"megaroth.{self.name}/{version}"

    def record(self, version: int = DEFAULT) -> Record:
        """The shape of the answer."""
        return _record(self, version)

    def data(self, answer: Any, version: int = DEFAULT) -> dict[str, Any]:
        """The answer as dictionaries and lists, without the name of its schema."""
        return self.record(version).write(answer)

    def json(self, answer: Any, version: int = DEFAULT) -> dict[str, Any]:
        """The answer with the name of its schema."""
        return {"schema": self.identifier(version)} | self.data(answer, version)

    def schema(self, version: int = DEFAULT) -> Schema:
        """The closed schema of the answer."""
        defs: Defs = {}
        body = self.body(version, defs)
        title = {"$schema": DRAFT, "title": self.identifier(version)}
        return title | body | ({"$defs": defs} if defs else {})

    def body(self, version: int, defs: Defs) -> Schema:
        """The schema of the answer as a part of another, whose definitions are ``defs``."""
        body = self.record(version).body(defs)
        body["properties"] = {"schema": {"const": self.identifier(version)}} | body["properties"]
        body["required"] = ["schema", *body["required"]]
        return body


@functools.cache
def _record(contract: Contract, version: int) -> Record:
    changes = (contract.always, contract.first if version == FIRST else contract.later)
    types = FromTypes(version, changes)
    made_of = contract.made_of
    return types.record(made_of) if isinstance(made_of, type) else made_of(types)


@dataclass(frozen=True)
class Whole:
    """A whole answer inside another, with the name of its own schema."""

    contract: Contract
    version: int

    def write(self, value: Any) -> Any:
        """The answer with the name of its schema."""
        return self.contract.json(value, self.version)

    def schema(self, defs: Defs) -> Schema:
        """The answer's schema."""
        return self.contract.body(self.version, defs)
