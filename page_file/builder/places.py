"""Where the build reads and what it may write; the one error it raises."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
"""The folder of the page's own scripts, page_file."""

ROOT = HERE.parent
SOURCE = ROOT / "src"


class BuildError(Exception):
    """The page cannot be built; the message says what to do."""
