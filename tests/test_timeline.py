"""Who works, has Medicare, saves for health and files how in each year ahead."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from megaroth.planning.prepare import prepare
from megaroth.projection.run import project
from megaroth.projection.timeline import Outlook, outlook
from megaroth.readers.household_file import parse_household

COUPLE = """
year = 2026
filing_status = "married_joint"
state = "{state}"
children_born = {children}
spending_in_retirement = 60_000
[[people]]
name = "Ann"
born = 1965-02-03
retires_at = {ann}
hsa = {{ coverage = "family", value = 20_000 }}
iras = [{{ kind = "traditional", value = 900_000 }}]
[[people.jobs]]
employer = "A"
pay = 90_000
[[people]]
name = "Bo"
born = {bo}-02-03
retires_at = {bo_retires}
lives_until = {lives}
hsa = {{ coverage = "self_only" }}
[[people.jobs]]
employer = "B"
pay = 80_000
[assumptions]
model = "fixed"
plan_until = 85
conversions = true
{more}"""


GIVEN: dict[str, Any] = {
    "state": "OH",
    "children": "[]",
    "ann": 63,
    "bo": 1964,
    "bo_retires": 66,
    "lives": 84,
    "more": "",
}


def couple(**changed: Any) -> Outlook:
    return outlook(parse_household(COUPLE.format(**(GIVEN | changed))))


def test_a_household_works_while_one_of_them_does() -> None:
    """Ann is 63 in 2028 and Bo 66 in 2030."""
    ahead = couple()
    working = [year for year in ahead.years if ahead.working(year)]
    assert working == [2026, 2027, 2028, 2029]
    assert [ahead.after_work(year) for year in (2028, 2029, 2030)] == [False, False, True]


def test_health_savings_need_a_job_and_no_medicare() -> None:
    """Ann saves to 2027, her last year of work. Bo is 65 in 2029, at work, and waits for Social
    Security: no Medicare yet (IRC 223(b)(7))."""
    ahead = couple()
    saves = {
        (person.name, year)
        for year in ahead.years
        for person in ahead.at(year).people
        if person.hsa is not None
    }
    assert saves == {
        *(("Ann", 2026), ("Ann", 2027)),
        *(("Bo", 2026), ("Bo", 2027), ("Bo", 2028), ("Bo", 2029)),
    }


@pytest.mark.parametrize(("bo", "retires", "converted"), [(1964, 66, True), (1952, 75, False)])
def test_conversions_end_where_one_spouse_has_required_distributions(
    bo: int, retires: int, converted: bool
) -> None:
    """Both have stopped by 2030. Bo, born in 1952, has required distributions from 2025 on (IRC
    401(a)(9)(C)(v))."""
    text = COUPLE.format(**(GIVEN | {"bo": bo, "bo_retires": retires, "lives": 90}))
    (inputs, *_) = prepare(parse_household(text)).inputs
    years = project(inputs, np.full((1, len(inputs.ahead.years)), 0.05)).years
    assert any(int(one.converted[0]) > 0 for one in years) == converted


def test_a_survivor_with_a_child_files_as_the_law_says() -> None:
    """Bo dies in 2030: joint that year (IRC 6013(a)(3)), surviving spouse for two years (IRC
    2(a)(1)(A)), head of household while a child is below 19 (IRC 152(c)(3)(A)(i)), then single."""
    ahead = couple(children="[2017]", lives=66)
    assert [ahead.status(year) for year in range(2029, 2038)] == [
        *("married_joint", "married_joint"),
        *("qualifying_surviving_spouse", "qualifying_surviving_spouse"),
        *("head_of_household", "head_of_household", "head_of_household"),
        *("single", "single"),
    ]
    alone = couple(lives=66)
    assert [alone.status(year) for year in (2030, 2031)] == ["married_joint", "single"]


def test_the_state_of_retirement_is_that_of_the_year_after_the_first_has_stopped() -> None:
    """Ann's last year of work is 2027, so 2029 is the first full year after she stopped in 2028."""
    ahead = couple(more='retirement_state = "FL"')
    assert [ahead.state(year) for year in (2026, 2028, 2029, 2031)] == ["OH", "OH", "FL", "FL"]
