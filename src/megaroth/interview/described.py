"""The questions of the interview as data, with the answers of a household file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from megaroth.contract.interview import (
    AlsoChanged,
    AnswerChoice,
    AskedGroup,
    AskedPart,
    AskedQuestion,
    ItemChange,
)
from megaroth.interview.add_and_remove import SPOUSE
from megaroth.interview.changes_in_words import answer_in_words, changed_with
from megaroth.interview.fields import AHEAD, DECIDES, parts
from megaroth.interview.file_questions import Group, InterviewQuestion, groups
from megaroth.interview.item_changes import additions, removals
from megaroth.interview.question_types import UNKNOWN, Part
from megaroth.model.household import Household
from megaroth.planyear.plan_offers import controls
from megaroth.present.interview_progress import progress

WHERE_OWNERS_FIND_IT = (
    "In the plan’s adoption agreement, which you signed. The provider of the plan can tell you too."
)
"""Where the owner of a business finds a rule of its plan. Nobody else decides it."""


def places_of_owners(household: Household) -> frozenset[str]:
    """The paths of jobs at employers that the person controls, each with a final dot."""
    return frozenset(
        f"people.{at}.jobs.{here}."
        for at, person in enumerate(household.people)
        for here, job in enumerate(person.jobs)
        if controls(job)
    )


def where_found(asked: InterviewQuestion, owned: frozenset[str]) -> str:
    """Where people find an answer: the owner of a business in the adoption agreement."""
    where = asked.field.where
    return WHERE_OWNERS_FIND_IT if where and asked.path.startswith(tuple(owned)) else where


def note_of(part: Part, household: Household) -> str:
    """What to know before answering a part: whether a spouse still has the first answers; empty if
    there is nothing."""
    if part.name != "you" or len(household.people) < 2:
        return ""
    first, spouse = household.people
    if spouse.name != SPOUSE or spouse.born != first.born:
        return ""
    return f"{SPOUSE} was added with your birth date. Enter the correct birth date and the name."


def described(text: str, household: Household) -> tuple[list[AskedPart], str]:
    """The parts of the interview with the answers of a file, and how far it is, in words.

    Args:
        text: of the file.
        household: of this text.
    """
    owned = places_of_owners(household)
    found = [(part, groups(text, part)) for part in parts()]
    asked = [
        replace(_part(text, part, here, owned), note=note_of(part, household))
        for part, here in found
    ]
    return asked, _progress(found)


def _progress(found: list[tuple[Part, list[Group]]]) -> str:
    """Questions about years ahead, and those that matter less, are not counted."""
    deciding = [one for part, here in found if part.name == DECIDES for one in _asked(here)]
    settled = [one for one in deciding if _is_settled(one, deciding)]
    unknown = [one for one in deciding if one not in settled and one.value == UNKNOWN]
    more = [
        one
        for part, here in found
        if part.name not in (DECIDES, AHEAD)
        for one in _asked(here)
        if not one.value and not one.field.later
    ]
    return progress(len(settled), len(deciding), len(unknown), len(more))


def _is_settled(one: InterviewQuestion, deciding: list[InterviewQuestion]) -> bool:
    """Whether a question has an answer, or none is needed: a plan without after-tax contributions
    has no way out for them."""
    place = one.path.removesuffix(one.field.key.rpartition(".")[2])
    gates = {place + need for need in one.field.needs}
    return one.value not in ("", UNKNOWN) or any(
        gate.path in gates and gate.value == "no" for gate in deciding
    )


def _asked(here: list[Group]) -> list[InterviewQuestion]:
    return [one for group in here for one in group.asked]


def _part(text: str, part: Part, found: list[Group], owned: frozenset[str]) -> AskedPart:
    asked = _asked(found)
    return AskedPart(
        name=part.name,
        title=part.title,
        about=part.about,
        note="",
        answered=sum(bool(one.value) for one in asked),
        asked=len(asked),
        groups=[_group(group, owned) for group in found],
        items=list(_items(text, part, found)),
    )


def _group(group: Group, owned: frozenset[str]) -> AskedGroup:
    return AskedGroup(
        title=group.title,
        place=group.place,
        questions=[_question(one, where_found(one, owned)) for one in group.asked],
    )


def _question(asked: InterviewQuestion, where: str) -> AskedQuestion:
    field = asked.field
    return AskedQuestion(
        path=asked.path,
        label=field.label,
        kind=field.kind,
        help=field.help,
        where=where,
        default=field.default,
        choices=[AnswerChoice(value=word, label=label) for word, label in field.choices],
        unknown=field.unknown,
        later=field.later,
        value=asked.value,
    )


def _items(text: str, part: Part, found: list[Group]) -> Iterator[ItemChange]:
    for one in additions(text, part, found):
        yield ItemChange(action="add", what=one.what, place=one.place, label=one.label)
    for gone in removals(part, found):
        yield ItemChange(action="remove", what=gone.called, place=gone.place, label=gone.label)


def also_changed(before: str, after: str, answers: Mapping[str, str]) -> list[AlsoChanged]:
    """Other answers that changed together with one; none for a change of several."""
    if len(answers) != 1:
        return []
    (path,) = answers
    return [
        AlsoChanged(path=one.path, label=one.field.label, now=answer_in_words(one), was=was)
        for one, was in changed_with(before, after, path)
    ]
