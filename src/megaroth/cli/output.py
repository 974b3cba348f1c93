"""Text of the command line, cleaned: a name in a file cannot control the terminal."""

from __future__ import annotations

import sys

from megaroth.kernel.errors import visible


def plain(text: str) -> str:
    """Text with control characters escaped, except line ends."""
    return "\n".join(visible(line) for line in text.split("\n"))


def print_text(text: str) -> None:
    """Print text that is a complete file."""
    print(plain(text), end="")


def note(text: str) -> None:
    """Print one line on standard error, separate from the answer."""
    print(f"megaroth: {visible(text)}", file=sys.stderr)
