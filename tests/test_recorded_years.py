"""The years ahead of the examples and of retired households stay what they are."""

from __future__ import annotations

import pytest

from recorded_years import answers, recorded, texts

RECORDED = recorded()


@pytest.mark.parametrize("name", texts())
def test_the_years_are_as_recorded(name: str) -> None:
    assert answers(name) == RECORDED[name], "record them anew: python tests/recorded_years.py"
