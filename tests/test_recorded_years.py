"""The years ahead of the examples and of retired and random households stay what they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from megaroth.model.catalog import entries
from megaroth.model.household import Household
from megaroth.readers.household_file import parse_household
from recorded_years import LIVES, answers, recorded, texts

RECORDED, TEXTS = recorded(), texts()
NOT_OF_YEARS = {
    # Market models, and what heirs pay at the end, have tests of their own.
    *("Assumptions.paths", "Assumptions.seed", "Assumptions.stocks", "Assumptions.volatility"),
    "Assumptions.heirs_rate",
    # Plan years: tests/test_recorded_homes.py.
    *("Job.second_plan_of", "Made.catch_up"),
    # It has one value.
    "Household.schema",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_years_are_as_recorded(name: str) -> None:
    assert answers(name) == RECORDED[name], "record them anew: python tests/recorded_years.py"


def keys(table: type) -> Iterator[str]:
    """Every key of the household file, by the table of the model."""
    for entry in entries(table):
        yield f"{table.__name__}.{entry.name}"
        if entry.table is not None:
            yield from keys(entry.table)


def stated(found: Any) -> Iterator[str]:
    """The keys that are not at their default in a household."""
    if isinstance(found, tuple):
        for one in found:
            yield from stated(one)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            value = getattr(found, field.name)
            if value != field.default:
                yield f"{type(found).__name__}.{field.name}"
            yield from stated(value)


def test_every_key_is_stated_in_a_random_household() -> None:
    """A new key without a recorded household that states it fails here: add it to
    ``tests/random_lives.py``."""
    lives = [parse_household(TEXTS[f"life {number}"]) for number in range(LIVES)]
    assert set(keys(Household)) - {key for life in lives for key in stated(life)} == NOT_OF_YEARS
