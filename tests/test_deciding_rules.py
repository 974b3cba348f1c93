"""Rules that decide whether after-tax money reaches Roth, where a file omits them: what is taken as
no says so, and what follows from an unknown rule is unknown too."""

from __future__ import annotations

import pytest

from megaroth.model.fields import UNKNOWN
from megaroth.model.plan_features import DECIDING_RULES
from megaroth.planyear.figure import Range
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.present.plan_headline import headline
from megaroth.readers.household_file import parse_household

FILE = """schema = 1
year = 2026
filing_status = "single"
[[people]]
name = "Bo"
born = 1980-09-09
[[people.jobs]]
employer = "City"
pay = 190_000
[people.jobs.plan]
{rules}
"""


def answer(*rules: str) -> PlanYear:
    return plan(parse_household(FILE.format(rules="\n".join(rules))))


def taken_as_no(found: PlanYear) -> list[tuple[str, ...]]:
    return [one.value("rules") for one in found.assumptions if one.code == "rules_taken_as_no"]


def rules_of(*rules: str) -> dict[str, object]:
    household = parse_household(FILE.format(rules="\n".join(rules)))
    found = household.people[0].jobs[0].plan
    assert found is not None
    return {rule: getattr(found, rule) for rule in DECIDING_RULES}


def test_a_plan_without_a_word_about_after_tax_is_not_said_to_refuse_it() -> None:
    found = answer()
    assert (found.verdict, [one.code for one in found.reasons]) == ("no", ["after_tax_unstated"])
    assert "It is not stated whether City's plan takes after-tax contributions" in headline(found)
    assert taken_as_no(found) == [("after_tax",)]


def test_a_plan_that_refuses_after_tax_says_so() -> None:
    found = answer("after_tax = false")
    assert [one.code for one in found.reasons] == ["no_after_tax"]
    assert taken_as_no(found) == []


def test_ways_to_roth_that_are_omitted_are_named() -> None:
    assert taken_as_no(answer("after_tax = true")) == [
        ("roth", "in_plan_roth_rollover", "in_service_withdrawal")
    ]
    assert taken_as_no(answer("after_tax = true", 'in_plan_roth_rollover = "no"')) == [
        ("roth", "in_service_withdrawal")
    ]


@pytest.mark.parametrize(
    "way",
    ['in_service_withdrawal = ["after_tax"]', 'in_plan_roth_rollover = "yearly"\nroth = true'],
)
def test_what_a_way_to_roth_makes_moot_is_not_named(way: str) -> None:
    assert taken_as_no(answer("after_tax = true", way)) == []


def test_roth_accounts_are_unknown_where_in_plan_rollovers_are() -> None:
    # Reg. 1.402A-1 and IRC 402A(c)(4)(A): an in-plan rollover goes to a designated Roth account.
    found = answer("after_tax = true", 'in_plan_roth_rollover = "unknown"')
    assert isinstance(found.to_roth, Range)
    assert found.to_roth.low == 0 < found.to_roth.high
    assert {one.rule for one in found.questions if one.matters} >= {"in_plan_roth_rollover"}


def test_a_stated_refusal_of_roth_stands_against_unknown_rollovers() -> None:
    found = answer("after_tax = true", "roth = false", 'in_plan_roth_rollover = "unknown"')
    assert found.to_roth == 0


def test_ways_to_roth_are_unknown_where_after_tax_is_and_neither_is_stated() -> None:
    found = rules_of('after_tax = "unknown"')
    assert found == dict.fromkeys(DECIDING_RULES, UNKNOWN)
    one = rules_of('after_tax = "unknown"', "in_service_withdrawal = []")
    assert one["in_plan_roth_rollover"] == "no"


def test_no_question_is_promised_where_no_answer_lets_money_reach_roth() -> None:
    found = answer('after_tax = "unknown"', 'in_plan_roth_rollover = "no"')
    assert found.verdict == "depends"
    said = headline(found)
    assert "none of it reaches Roth before the job ends" in said
    assert "ask the questions" not in said
