"""A saved household, and the errors if it has changed or is missing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from megaroth.kernel.errors import InputError, Problem


@dataclass(frozen=True)
class Saved:
    """A saved household.

    Attributes:
        name: of the file, without its extension.
        text: of the file.
        new: whether there was no household with this name before.
    """

    name: str
    text: str
    new: bool = False

    @property
    def tag(self) -> str:
        """A short hash of the text, which identifies the version."""
        return tag_of(self.text)


def tag_of(text: str) -> str:
    """A short hash of a text, which identifies the version."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class ChangedError(InputError):
    """A household has changed since it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            [
                Problem(
                    "name",
                    f"a {name} that changed since it was read",
                    "the saved version; read it again",
                )
            ]
        )


class MissingError(InputError):
    """There is no household with this name."""

    def __init__(self, name: str, near: str | None) -> None:
        super().__init__([Problem("name", repr(name), "a household of this folder", nearest=near)])
