"""How far an interview is, in words."""

from __future__ import annotations


def progress(decided: int, deciding: int, unknown: int, more: int) -> str:
    """How many of the questions that decide are answered, and how many others remain.

    Args:
        decided: questions that decide and have an answer other than "I don't know".
        deciding: all questions that decide.
        unknown: those answered with "I don't know".
        more: other questions without an answer.

    >>> progress(3, 4, 1, 12)
    '3 of 4 that decide, 1 to ask, 12 more for precision'
    >>> progress(0, 0, 0, 12)
    'Add a job with a plan; 12 more for precision'
    """
    if not deciding:
        return f"Add a job with a plan; {more} more for precision"
    ask = f", {unknown} to ask" if unknown else ""
    rest = f", {more} more for precision" if more else ""
    return f"{decided} of {deciding} that decide{ask}{rest}"
