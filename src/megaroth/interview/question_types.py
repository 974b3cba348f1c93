"""The types of the interview: a question, and a part with its questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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
        where: where people find the answer; empty if the help says it or everybody knows.
        unknown: whether "I don't know" is an answer.
        later: whether it matters less than the main questions of its part.
        needs: rules of the plan without which the answer changes nothing.
    """

    key: str
    label: str
    kind: str
    help: str = ""
    default: str = ""
    choices: Choices = ()
    where: str = ""
    unknown: bool = False
    later: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ItemList:
    """A list of the household file whose items people add and remove on the page.

    Attributes:
        key: of the list.
        item: an item as buttons and headings call it, such as ``job``.
        called: the key of the item's name; empty if items are numbered.
        owner: who has such a list: the household, each person, or each job.
        new: the answers of a new item.
    """

    key: str
    item: str
    called: str
    owner: Literal["household", "person", "job"]
    new: Mapping[str, object]

    @property
    def article(self) -> str:
        """The item with its article."""
        return f"{'an' if self.item[0] in 'aeiouI' else 'a'} {self.item}"


@dataclass(frozen=True)
class Part:
    """A step of the interview: its questions about the household, each person and each item of a
    list.

    Attributes:
        name: in the address of the page.
        title: the heading.
        about: what the part is about.
        household: questions about the household.
        person: questions about each person.
        items: the lists that the part asks about, each with the questions about an item.
    """

    name: str
    title: str
    about: str
    household: tuple[Field, ...] = ()
    person: tuple[Field, ...] = ()
    items: tuple[tuple[ItemList, tuple[Field, ...]], ...] = ()

    @property
    def added(self) -> list[ItemList]:
        """The lists whose items are added and removed here: where their names are asked."""
        return [
            one
            for one, fields in self.items
            if not one.called or any(field.key == one.called for field in fields)
        ]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All its questions."""
        of_items = (field for _, fields in self.items for field in fields)
        return (*self.household, *self.person, *of_items)
