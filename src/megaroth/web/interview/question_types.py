"""The types of the interview: a question, and a part with its questions."""

from __future__ import annotations

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]
UNKNOWN = "unknown"
DONT_KNOW = (UNKNOWN, "I don't know")
YES_NO: Choices = (("yes", "yes"), ("no", "no"))


@dataclass(frozen=True)
class Field:
    """A question.

    Attributes:
        key: of the household file, dotted from its table.
        label: the question.
        kind: money, rate, date, text, whole, choice, yes_no, way_out, ira_step, match or cap.
        help: what it means, and where people find the answer.
        default: what an empty answer means, in words.
        choices: the answers to choose from, each as the file's word and the page's label.
    """

    key: str
    label: str
    kind: str
    help: str = ""
    default: str = ""
    choices: Choices = ()


@dataclass(frozen=True)
class Part:
    """A step of the interview: its questions about the household, each person, each job and each
    IRA."""

    name: str
    title: str
    about: str
    household: tuple[Field, ...] = ()
    person: tuple[Field, ...] = ()
    job: tuple[Field, ...] = ()
    ira: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All its questions."""
        return (*self.household, *self.person, *self.job, *self.ira)
