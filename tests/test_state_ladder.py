"""State taxes of nine kinds of household at each amount of each state's law stay what they are."""

from __future__ import annotations

import pytest

from state_ladder import CASES, ladder, recorded, taxes

RECORDED = recorded()


def test_every_case_is_recorded() -> None:
    assert set(RECORDED) == set(CASES)


@pytest.mark.parametrize(("state", "year", "kind"), CASES)
def test_taxes_are_as_recorded(state: str, year: int, kind: str) -> None:
    found = dict(zip(ladder(state, year), taxes(state, year, kind), strict=True))
    assert found == dict(zip(ladder(state, year), RECORDED[state, year, kind], strict=True))
