"""What changed between two versions of a household file, in words."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from tomlkit.exceptions import TOMLKitError

from megaroth.interview.fields import LISTS
from megaroth.interview.file_questions import InterviewQuestion, questions

_CACHE_SIZE = 256
_LONGEST_ANSWER, _LONGEST_LINE = 160, 120


@functools.lru_cache(_CACHE_SIZE)
def changed_answers(before: str, after: str) -> str:
    """What changed, as a question of the interview; as a line of the file where no question covers
    it.

    >>> changed_answers("year = 2026", "year = 2027")
    'Which year? 2027 (was 2026)'
    """
    try:
        old, new = questions(before), questions(after)
    except TOMLKitError:
        return changed_lines(before, after)
    changed = [path for path, one in new.items() if path in old and old[path].value != one.value]
    if not changed or old.keys() != new.keys():
        added, removed = _items(new) - _items(old), _items(old) - _items(new)
        if added or removed:
            return f"{'added' if added else 'removed'}: {', '.join(sorted(added or removed))}"
        if not changed:
            return changed_lines(before, after)
    path, *others = changed
    field = new[path].field
    label = field.label if field.label.endswith("?") else f"{field.label}:"
    more = f", and {len(others)} more answer{'s' * (len(others) > 1)}" if others else ""
    return f"{label} {answer_in_words(new[path])} (was {answer_in_words(old[path])}){more}"[
        :_LONGEST_ANSWER
    ]


def changed_with(before: str, after: str, path: str) -> list[tuple[InterviewQuestion, str]]:
    """Other questions whose answers changed together with the one at ``path``, each with its
    earlier answer in words."""
    old, new = questions(before), questions(after)
    return [
        (one, answer_in_words(old[key]))
        for key, one in new.items()
        if key != path and key in old and old[key].value != one.value
    ]


def answer_in_words(asked: InterviewQuestion) -> str:
    """An answer as people read it."""
    return (
        dict(asked.field.choices).get(asked.value, asked.value) or asked.field.default or "nothing"
    )


def changed_lines(before: str, after: str) -> str:
    """The first line in which two versions of a file differ, and how many more lines changed.

    >>> changed_lines("year = 2026\\npay = 1\\n", "year = 2026\\npay = 2\\n")
    'pay = 2 (was pay = 1)'
    """
    old, new = before.splitlines(), after.splitlines()
    same = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    old, new = old[same:], new[same:]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    was, now = (next((line.strip() for line in lines if line.strip()), "") for lines in (old, new))
    more = max(len(old), len(new)) - 1
    change = f"{now} (was {was})" if was and now else now or (f"without {was}" if was else "")
    return change[:_LONGEST_LINE] + (
        f", and {more} more line{'s' * (more > 1)}" if more > 0 else ""
    )


def _items(asked: Mapping[str, InterviewQuestion]) -> set[str]:
    """The people and items of lists that the questions are about, numbered."""
    kinds = {"people": "person"} | {listed.key: listed.item for listed, _ in LISTS}
    found: dict[str, set[str]] = {}
    for path in asked:
        keys = path.split(".")
        for at, key in enumerate(keys[:-1]):
            if key in kinds and keys[at + 1].isdigit():
                found.setdefault(kinds[key], set()).add(".".join(keys[: at + 2]))
    return {
        f"{kind} {number + 1}" for kind, places in found.items() for number in range(len(places))
    }
