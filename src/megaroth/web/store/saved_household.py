"""A saved household, and the errors where it changed or is missing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from megaroth.kernel.errors import InputError, Problem


@dataclass(frozen=True)
class Saved:
    """A household as it is saved.

    Attributes:
        name: of the file, without its ending.
        text: the file's.
        new: whether nothing had that name before.
    """

    name: str
    text: str
    new: bool = False

    @property
    def tag(self) -> str:
        """What changes with the text."""
        return tag_of(self.text)


def tag_of(text: str) -> str:
    """What changes with a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class ChangedError(InputError):
    """A household changed since it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            [Problem("name", f"a {name} that changed since it was read", "the version that is saved; read it again")]
        )


class MissingError(InputError):
    """There is no household of that name."""

    def __init__(self, name: str, near: str | None) -> None:
        super().__init__([Problem("name", repr(name), "a household of this folder", nearest=near)])
