"""The interview: the questions about a household file with the answer so far, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.versions import Contract
from megaroth.present.plan import Mood


@dataclass(frozen=True, kw_only=True)
class AnswerChoice:
    """An answer to choose.

    Attributes:
        value: what to send.
        label: as people read it.
    """

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question with the answer of the file.

    Attributes:
        path: of the key, dotted, with list indexes: what an answer is sent with.
        label: the question.
        kind: how it is answered: money, rate, date, whole, text, yes_no or choice, for example.
        help: what it means and why it matters.
        where: where people find the answer.
        default: what an empty answer means, in words.
        choices: the answers to choose from; none where the answer is typed.
        unknown: whether ``unknown`` is an answer.
        later: whether it matters less than the others of its group.
        value: the answer of the file, as the page shows it; empty if there is none.
    """

    path: str
    label: str
    kind: str
    help: str
    where: str
    default: str
    choices: list[AnswerChoice]
    unknown: bool
    later: bool
    value: str


@dataclass(frozen=True, kw_only=True)
class AskedGroup:
    """The questions about one person or item.

    Attributes:
        title: the heading; empty for the household.
        place: the path of the person or item; empty for the household.
        questions: those of the part.
    """

    title: str
    place: str
    questions: list[AskedQuestion]


@dataclass(frozen=True, kw_only=True)
class ItemChange:
    """What can be added or removed.

    Attributes:
        action: ``add`` or ``remove``.
        what: what is added, ``spouse`` or the name of an item; the name of what is removed.
        place: who gets it, or the path of what is removed.
        label: of the button.
    """

    action: str
    what: str
    place: str
    label: str


@dataclass(frozen=True, kw_only=True)
class AskedPart:
    """A part of the interview.

    Attributes:
        name: ``decides`` for the questions that decide.
        title: the heading.
        about: what the part is about.
        note: what to know before answering; empty if nothing.
        answered: how many of its questions the file answers.
        asked: how many questions it has.
        groups: the questions.
        items: what can be added and removed here.
    """

    name: str
    title: str
    about: str
    note: str
    answered: int
    asked: int
    groups: list[AskedGroup]
    items: list[ItemChange]


@dataclass(frozen=True, kw_only=True)
class RefusedAnswer:
    """Why an answer is not in the file.

    Attributes:
        path: of the question; empty if it is about the whole file.
        text: what is wrong, and what would be accepted.
    """

    path: str
    text: str


@dataclass(frozen=True, kw_only=True)
class AlsoChanged:
    """Another answer that changed with the one given.

    Attributes:
        path: of its question.
        label: the question.
        now: its answer in words.
        was: its earlier answer in words.
    """

    path: str
    label: str
    now: str
    was: str


@dataclass(frozen=True, kw_only=True)
class InterviewAnswer:
    """The interview of a household file.

    Attributes:
        household: the text of the file, with the answers that were accepted.
        problems: the answers that were refused. The file has none of the answers of a change that
            was refused. If the file itself is no household file, they say why, and nothing else is
            answered.
        changed: other answers that changed.
        progress: how far the interview is, in words.
        word: the answer so far in one word.
        headline: its sentence; if no answer is possible, why not.
        refused: messages about parts of the household that the law or a plan does not allow.
        parts: the questions, those that decide first.
    """

    household: str
    problems: list[RefusedAnswer]
    changed: list[AlsoChanged]
    progress: str | None = None
    word: str | None = None
    mood: Mood | None = None
    headline: str | None = None
    refused: list[str]
    parts: list[AskedPart]


CONTRACT = Contract("interview", InterviewAnswer)
