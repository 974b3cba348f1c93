"""Worked cases: from statute, regulation and IRS pages, and what others published, right or
wrong."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from case_answers import CASES, c

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
RECORDED = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]
PLAIN = {
    "ratio",
    "rate",
    "line2",
    "self_employed_rate",
    "even_elect_pct",
    "taxable_pct",
    "max_hce_acp_pct",
    "hce_limit_pct",
    "pays_until_max",
    "pay_number_where_402g_reached",
    "pays_with_catch_up",
    "pays_until_roth_equals_catch_up_limit",
    "unrounded",
}
"""Figures that are not dollars."""


def same(name: str, got: Any, want: Any) -> bool:
    """Whether a figure is the one expected: dollars to the cent, other numbers as the source rounds
    them."""
    if isinstance(want, dict):
        return all(same(key, got[key], value) for key, value in want.items())
    if isinstance(want, list):
        return len(got) == len(want) and all(
            same(name, one, other) for one, other in zip(got, want, strict=True)
        )
    if isinstance(want, (bool, str)):
        return bool(got == want) if not isinstance(want, bool) else bool(got) is want
    if name == "taxable_pct":
        return abs(Decimal(str(got)) - Decimal(str(want))) <= Decimal("0.05")
    if name in PLAIN:
        return abs(Decimal(str(got)) - Decimal(str(want))) <= Decimal("0.0000005")
    return abs(Decimal(str(got)) - c(want)) <= Decimal("0.5")


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    got = CASES[case["id"]](case["inputs"], case.get("year", 0))
    wrong = {
        name: (got.get(name), want)
        for name, want in case["expected"].items()
        if not same(name, got.get(name), want)
    }
    assert not wrong, f"{case['id']} ({case['source']}): got, wanted {wrong}"


@pytest.mark.parametrize(
    "case",
    [case for case in RECORDED if case.get("verdict") == "source_wrong"],
    ids=lambda case: case["id"],
)
def test_we_do_not_repeat_a_published_error(case: dict[str, Any]) -> None:
    got = CASES[case["id"]](case["inputs"], case.get("year", 0))
    claims = list(_claims(case["source_answer"], got))
    assert claims, "nothing to compare with the published error"
    assert not any(same(name, got[name], answer) for name, answer in claims)


SAME_FIGURE = {
    "415c": "annual_additions_415c",
    "402g": "deferral_402g",
    "401a17": "comp_cap_401a17",
    "poster_guess_B_after_tax": "B_after_tax_room",
    "after_tax_room": "after_tax_room_with_ps",
    "roth_capacity": "amount_reaching_roth",
}
"""What the sources call a figure, and what the case does."""


def _claims(answers: dict[str, Any], got: dict[str, Any]):
    """The figures that a source got wrong, by our names; those that it got right are left out."""
    for name, answer in answers.items():
        if isinstance(answer, dict):
            yield from _claims(answer, got)
        elif not isinstance(answer, str):
            ours = name if name in got else SAME_FIGURE.get(name, "")
            if ours in got and not (
                name == "ira" or (ours == "deferral_402g" and answer == 24_500)
            ):
                yield ours, answer


def test_every_case_has_a_handler_and_a_source() -> None:
    assert {case["id"] for case in RECORDED} == set(CASES)
    assert all(case["source"] and case["known_failure"] is False for case in RECORDED)
    assert len(RECORDED) > 100
