"""How the limits of a year are shown: the six that people come for, the others in groups, and a
search."""

from __future__ import annotations

import json

import pytest

from megaroth.contract.law import limits
from megaroth.law.law_book import PUBLISHED
from megaroth.law.years import FIRST_YEAR, LAST_WHOLE_YEAR
from megaroth.present.limit_groups import GROUPS, OTHER, group_of, grouped, main_limits, matching
from megaroth.present.plan_charts import history

YEARS = range(FIRST_YEAR, LAST_WHOLE_YEAR + 5)


@pytest.mark.parametrize("year", YEARS)
def test_every_limit_is_in_one_group(year: int) -> None:
    every = limits(PUBLISHED.law(year), None)
    assert OTHER not in dict(grouped(every))
    shown = [one.name for _, of in grouped(every) for one in of]
    assert sorted(shown) == sorted(one.name for one in every)


def test_every_beginning_of_a_group_is_that_of_a_limit() -> None:
    names = {name for year in YEARS for name in PUBLISHED.law(year).entries}
    for title, starts in GROUPS.items():
        for start in starts:
            fitting = [name for name in names if name.startswith(start)]
            assert any(group_of(name) == title for name in fitting), start


def test_the_six_limits_of_2026() -> None:
    """Notice 2025-67 and Rev. Proc. 2025-19."""
    found = main_limits(limits(PUBLISHED.law(2026), PUBLISHED.law(2025)))
    assert [(one.label, one.value, one.before) for one in found] == [
        ("elective deferral", "$24,500", "$23,500"),
        ("catch-up from 50; from 60 to 63", "$8,000; $11,250", "$7,500; $11,250"),
        ("annual additions", "$72,000", "$70,000"),
        ("compensation that counts", "$360,000", "$350,000"),
        ("IRA contribution; more from 50", "$7,500; $1,100", "$7,000; $1,000"),
        ("HSA, self only; family", "$4,400; $8,750", "$4,300; $8,550"),
    ]


def test_a_year_without_health_savings_accounts_has_five() -> None:
    """Section 223 is in force from 2004."""
    labels = [one.label for one in main_limits(limits(PUBLISHED.law(2003), None))]
    assert labels[-1] == "IRA contribution; more from 50"
    assert "catch-up from 50" in labels


def test_a_search_reads_names_words_and_sections() -> None:
    every = limits(PUBLISHED.law(2026), None)
    for text in ("hsa_self_only", "HSA self", "223(b)(2)(A)"):
        assert "hsa_self_only" in [one.name for one in matching(every, text)], text
    assert matching(every, "no such limit") == []


def test_the_command_prints_six_and_says_how_to_get_the_others(inside) -> None:
    ran = inside("law", "2026")
    assert len(ran.out.splitlines()) < 20
    assert "megaroth law 2026 --all" in ran.out
    every = inside("law", "2026", "--all").out
    assert len(every.splitlines()) > 346
    assert all(title in every for title in GROUPS)
    found = inside("law", "2026", "--search", "annual additions").out
    assert "$72,000" in found
    assert "elective_deferral" not in found
    assert "--diff 2003" in inside("law", "2002").out


def test_json_has_every_limit_unless_a_search_asks_for_some(inside) -> None:
    every = json.loads(inside("law", "2026", "--json").out)["limits"]
    assert len(every) == len(limits(PUBLISHED.law(2026), None))
    some = json.loads(inside("law", "2026", "--search", "hsa", "--json").out)["limits"]
    assert some == [one for one in every if "hsa" in one["name"]]


def test_charts_of_limits_have_units() -> None:
    def axis(unit: str) -> dict:
        rows = [{"year": 2026, "value": 1, "key": "single", "status": "published"}]
        data = {"limit": "annual_additions", "unit": unit, "section": "415", "years": rows}
        return history(data)["encoding"]["y"]

    assert axis("dollars")["title"] == "annual additions, dollars"
    assert axis("dollars")["axis"]["format"].startswith("$")
    assert "%" in axis("percent")["axis"]["labelExpr"]
