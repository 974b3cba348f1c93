"""The examples that a first visit may open."""

from __future__ import annotations

from pathlib import Path

EXAMPLES = {
    "mission_45": "Example, one worker",
    "couple": "Example, a couple",
    "solo_and_w2": "Example, a job and a business",
}
"""Their names, and those of the households that they become."""

_FOLDER = Path(__file__).parent.parent / "examples"


def example_text(name: str) -> str:
    """The household file of one of :data:`EXAMPLES`."""
    return (_FOLDER / f"{name}.toml").read_text("utf-8")
