"""Names of alternatives: each known or starting from a known one, and each of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from megaroth.kernel.errors import nearest
from megaroth.kernel.message import Message, message
from megaroth.model.outlook import ALTERNATIVES, AlternativeSpec


class Misnamed(NamedTuple):
    """A name that an alternative cannot have: its place in the list, its key, what it holds, what
    it should, and what is near."""

    place: int
    key: str
    found: str
    expected: Message
    near: str | None = None


def misnamed(specs: Sequence[AlternativeSpec]) -> Iterator[Misnamed]:
    """Every alternative whose name, or whose ``of``, is unknown or taken."""
    for place, spec in enumerate(specs):
        start = spec.of or spec.name
        if spec.name in [other.name for other in specs[:place]]:
            yield Misnamed(place, "name", repr(spec.name), message("own_name_of_alternative"))
        elif start not in ALTERNATIVES:
            expected = message(
                "one_of_alternatives", choices=tuple(ALTERNATIVES), named=spec.of is None
            )
            yield Misnamed(
                place,
                "of" if spec.of else "name",
                repr(start),
                expected,
                nearest(start, ALTERNATIVES),
            )
        elif spec.of not in (None, spec.name) and spec.name in ALTERNATIVES:
            expected = message("name_is_known", start=spec.of, name=spec.name)
            yield Misnamed(place, "name", repr(spec.name), expected)
