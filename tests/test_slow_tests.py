"""The list of tests that only ``make test-full`` runs is complete."""

from __future__ import annotations

import re

import pytest

from conftest import COLLECTED, ROOT

PAGE = (ROOT / "docs" / "tests.md").read_text("utf-8")
ROWS = re.findall(r"(?m)^\| `(test_\w+\.py)`: `(test_\w+)` \| ([^|]+) \| ([^|]+) \|$", PAGE)
LISTED = {(file, name) for file, name, *_ in ROWS}


def test_the_page_lists_every_slow_test_and_no_other(request: pytest.FixtureRequest) -> None:
    """Of the files that this run has collected: all of them in ``make test``."""
    slow = request.config.stash[COLLECTED]
    assert {one for one in LISTED if one[0] in slow} == {
        (file, name) for file, names in slow.items() for name in names
    }


def test_each_row_names_a_test_that_is_there_and_what_make_test_keeps() -> None:
    assert len(ROWS) == len(LISTED) == len(re.findall(r"(?m)^\| `test_", PAGE))
    for file, name, moved, kept in ROWS:
        assert f"def {name}(" in (ROOT / "tests" / file).read_text("utf-8")
        assert moved.strip()
        assert kept.strip()
