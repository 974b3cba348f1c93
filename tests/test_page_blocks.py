"""A page as data holds what the page as text says."""

from __future__ import annotations

import contextlib
import io
import sys

import pytest

from conftest import EXAMPLES
from megaroth.cli.app import main
from megaroth.cli.page_blocks import Block, BlockStream
from megaroth.cli.plain_page import PlainPage

FILE = str(EXAMPLES / "mission_45.toml")
COMMANDS = [
    ["plan", FILE],
    ["plan", FILE, "--journal"],
    ["plan", FILE, "--explain", "tax"],
    ["plan", str(EXAMPLES / "couple.toml")],
    ["paychecks", FILE],
    ["check", FILE],
    ["letter", str(EXAMPLES / "unknown_rules.toml")],
    ["tax", FILE],
    ["room", "--year", "2024", "--age", "45", "--pay", "300000"],
    ["rollover", "--year", "2024", "--balance", "50000", "--after-tax", "40000"],
    ["law", "2024"],
    ["law", "history", "annual_additions"],
]


def _printed(words: list[str], stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["megaroth", *words])
    with contextlib.redirect_stdout(stream), contextlib.suppress(SystemExit):
        main()


def _replayed(blocks: list[Block]) -> str:
    page, out = PlainPage(), io.StringIO()
    with contextlib.redirect_stdout(out):
        for block in blocks:
            parts = dict(block)
            getattr(page, parts.pop("kind"))(**parts)
    return out.getvalue()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_blocks_printed_as_plain_text_are_the_plain_text(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text, data = io.StringIO(), BlockStream()
    _printed(words, text, monkeypatch)
    _printed(words, data, monkeypatch)
    assert data.blocks
    assert text.getvalue()
    assert data.getvalue() + _replayed(data.blocks) == text.getvalue()
