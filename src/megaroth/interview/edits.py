"""A change of the interview as data: answers, or an item that is added or removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from megaroth.interview.add_and_remove import added, removed
from megaroth.interview.answers_to_file import answered
from megaroth.kernel.errors import InputError, Problem

MOST_ANSWERS = 1_000
_LONGEST = 1_000


@dataclass(frozen=True)
class Edit:
    """A change of a household file. One of the three.

    Attributes:
        answers: what was typed, by path of the question; an empty answer removes the key.
        add: what to add, ``spouse`` or an item such as ``job``.
        remove: the path of what to remove.
        place: the path of the person or job that gets what is added.
        called: the name of what is removed, so that nothing else is.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    add: str = ""
    remove: str = ""
    place: str = ""
    called: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no change.

        Raises:
            InputError: a value is not text, or is longer than any answer.
        """
        if not isinstance(self.answers, Mapping) or len(self.answers) > MOST_ANSWERS:
            raise _problem("answers", type(self.answers).__name__, "some answers by their paths")
        texts = [("answers", one) for pair in self.answers.items() for one in pair]
        for name in ("add", "remove", "place", "called"):
            texts.append((name, getattr(self, name)))
        for name, text in texts:
            if not isinstance(text, str) or len(text) > _LONGEST:
                raise _problem(name, type(text).__name__, f"text of at most {_LONGEST} characters")
        if sum(map(bool, (self.answers, self.add, self.remove))) > 1:
            raise _problem("answers", "several changes", "one of answers, add and remove")

    def __call__(self, text: str) -> str:
        """The text of a file with the change.

        Raises:
            RefusedError: an answer cannot be read, or the file would not be valid with it.
        """
        if self.add:
            return added(text, self.add, self.place)
        if self.remove:
            return removed(text, self.remove, self.called)
        return answered(text, self.answers)


def _problem(field_name: str, found: str, expected: str) -> InputError:
    return InputError([Problem(field_name, found, expected)])
