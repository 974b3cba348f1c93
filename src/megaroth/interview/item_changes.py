"""The people and items that a part of the interview lets people add and remove."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.interview.file_questions import Group, owners
from megaroth.interview.question_types import Part

_WITH_PEOPLE = "you"


@dataclass(frozen=True)
class Addition:
    """What can be added.

    Attributes:
        what: ``spouse``, or what an item is called.
        place: the path of the person or job that gets it; empty for the household.
        label: of its button.
    """

    what: str
    place: str
    label: str


@dataclass(frozen=True)
class Removal:
    """What can be removed.

    Attributes:
        place: its path, with a final dot.
        called: its name, so that nothing else is removed if the list has changed.
        label: of its button.
    """

    place: str
    called: str
    label: str


def additions(text: str, part: Part, groups: list[Group]) -> list[Addition]:
    """What a part lets people add to a household.

    Args:
        text: of the file.
        part: of the interview.
        groups: the part's questions with the answers of the file.
    """
    people = [group for group in groups if group.place]
    spouse = [Addition("spouse", "", "Add a spouse")]
    return (spouse if part.name == _WITH_PEOPLE and len(people) == 1 else []) + [
        Addition(listed.item, place, f"Add {listed.article}" + (f" for {owner}" if owner else ""))
        for listed in part.added
        for place, owner in owners(text, listed)
    ]


def removals(part: Part, groups: list[Group]) -> list[Removal]:
    """What a part lets people remove from a household."""
    people = [group for group in groups if group.place] if part.name == _WITH_PEOPLE else []
    added = {listed.item for listed in part.added}
    return [
        Removal(group.place, group.called or group.title, f"Remove {group.title}")
        for group in [*people[1:2], *(group for group in groups if group.item in added)]
    ]
