"""The employer match made as Roth: IRC 402A(a)(2) as amended by section 604 of Pub. L. 117-328, and
Notice 2024-2, Q&A L-1 to L-9.

Two references for each rule: the statute (as published by the Office of the Law Revision Counsel,
read in a copy) and the notice, as quoted by plan sponsors' and law firms' summaries of Q&A L-2
(year of income), L-8 (no wages: no withholding, no FICA) and L-9 (Form 1099-R boxes 1 and 2a, code
G).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from megaroth.interview.answers_to_file import answered
from megaroth.kernel.errors import InputError
from megaroth.kernel.money import positive
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.figure import Range
from megaroth.planyear.journal import balances
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.planyear.tax_bill import TaxBill, tax_bill
from megaroth.present.sentences.sentence import sentence
from megaroth.projection.working_years import working_year
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers
from megaroth.taxforms.tax_forms import Received, check_1099r

GUIDE = (Path(__file__).parents[1] / "docs" / "how_to" / "roth_match.md").read_text("utf-8")
ANN = re.findall(r"```toml\n(.*?)```", GUIDE, re.S)[0]
MATCH = 6_000_00
"""50% of 6% of 200,000."""


def pre_tax(text: str = ANN) -> str:
    return text.replace("roth_match = true", "roth_match = false")


def of(text: str) -> PlanYear:
    return plan(parse_household(text))


def bill(text: str) -> TaxBill:
    return tax_bill(parse_household(text))


def test_the_match_is_an_annual_addition_as_before() -> None:
    """IRC 402A(a)(2): treated as a matching contribution; 415(c)(2)(A)."""
    roth, other = (of(text).people[0].jobs[0] for text in (ANN, pre_tax()))
    assert (roth.contributions.roth_match, roth.contributions.match) == (MATCH, 0)
    assert (other.contributions.roth_match, other.contributions.match) == (0, MATCH)
    assert roth.annual_additions == other.annual_additions == 72_000_00
    assert roth.after_tax_room == other.after_tax_room == 41_500_00


def test_the_match_is_income_of_the_year_and_not_wages() -> None:
    """402A(a)(2): not excludable from gross income. Notice 2024-2, Q&A L-8: not wages under
    sections 3401(a), 3121(a) and 3306(b)."""
    roth, other = bill(ANN), bill(pre_tax())
    assert roth.federal.agi == 200_000_00 - 24_500_00 + MATCH == other.federal.agi + MATCH
    assert roth.items.wages == other.items.wages
    assert roth.payroll_tax == other.payroll_tax
    assert roth.withheld == other.withheld
    # 24% bracket of 2026 for single filers: 105,700 to 201,775 of taxable income.
    assert roth.due - other.due == MATCH * 24 // 100
    assert other.take_home - roth.take_home == MATCH * 24 // 100


def test_the_guide_states_the_figures_of_its_example() -> None:
    roth, other = bill(ANN), bill(pre_tax())
    for amount in (
        roth.federal.agi,
        other.federal.agi,
        roth.federal.total,
        other.federal.total,
        roth.due - other.due,
        of(ANN).people[0].jobs[0].after_tax_room,
    ):
        assert f"${amount // 100:,}" in GUIDE
    assert tomllib.loads(ANN)["people"][0]["jobs"][0]["plan"]["roth_match"] is True


@pytest.mark.parametrize("state", ["CA", "NY", "IL", "PA"])
def test_states_follow_the_form_that_reports_it(state: str) -> None:
    """Reported as an in-plan Roth rollover is (Q&A L-9): the state of the same rollover has the
    same tax. Illinois and Pennsylvania tax neither."""
    text = ANN.replace('filing_status = "single"', f'filing_status = "single"\nstate = "{state}"')
    roth, other = bill(text), bill(pre_tax(text))
    assert roth.state is not None
    assert other.state is not None
    taxed = roth.state.total - other.state.total
    assert (taxed > 0) == (state in ("CA", "NY"))


def test_it_counts_in_roth_ira_magi_as_in_plan_rollovers_do() -> None:
    """IRC 408A(c)(3)(B)(i) leaves out only income under 408A(d)(3)."""
    roth, other = (of(text).people[0] for text in (ANN, pre_tax()))
    assert roth.magi - other.magi == MATCH


COUPLE = ANN.replace('"single"', '"married_joint"').replace(
    "[[people]]", '[[people]]\nname = "Ben"\nborn = 1980-01-01\n[[people]]'
)


@pytest.mark.parametrize("status", ["married_joint", "married_separate"])
def test_a_spouses_match_is_on_the_spouses_return(status: str) -> None:
    text = COUPLE.replace("married_joint", status)
    last = 1 if status == "married_separate" else 0
    roth, other = (tax_bill(parse_household(one), last) for one in (text, pre_tax(text)))
    assert roth.federal.agi - other.federal.agi == MATCH
    if status == "married_separate":
        assert tax_bill(parse_household(text), 0).federal.agi == 0


def test_the_journal_puts_it_into_the_roth_account_with_basis() -> None:
    """IRC 402A(b)(2): a designated Roth account; what was taxed is basis."""
    answer = of(ANN)
    assert answer.journal is not None
    movements = list(answer.journal)
    held = {
        account.source: amounts
        for account, amounts in balances(movements).items()
        if account.employer == "Acme"
    }
    assert held["roth"] == (41_500_00 + MATCH, 41_500_00 + MATCH)
    assert "match" not in held
    paid = [one for one in movements if one.kind == "roth_match"]
    assert len(paid) == 26
    assert sum(one.taxable for one in paid) == MATCH


def test_what_was_matched_before_keeps_its_kind() -> None:
    head = ANN.replace("year = 2026\n", "year = 2026\nas_of = 2026-06-30\n", 1)
    made = "\n[people.jobs.made]\npre_tax = 12_000\nmatch = 2_000\nroth_match = 1_000\n"
    chosen = of(head + made).people[0].jobs[0].contributions
    assert (chosen.match, chosen.roth_match) == (2_000_00, 4_000_00)
    ended = of(pre_tax(head) + made).people[0].jobs[0].contributions
    assert (ended.match, ended.roth_match) == (5_000_00, 1_000_00)


def test_an_unknown_choice_is_a_range_with_a_question_for_hr() -> None:
    answer = of(ANN.replace("roth_match = true", 'roth_match = "unknown"'))
    (question,) = answer.questions
    assert (question.to, question.rule, question.unit) == ("HR", "roth_match", "roth_match")
    assert "fully vested" in sentence(question.text)
    assert question.stake == MATCH
    assert answer.people[0].jobs[0].contributions.roth_match == Range(0, MATCH)
    without = of(
        ANN.replace("roth_match = true", 'roth_match = "unknown"').replace('"50%"', '"0%"')
    )
    assert not any(question.matters for question in without.questions)


def test_the_steps_say_what_is_withheld_and_what_the_form_says() -> None:
    steps = " ".join(sentence(step.text) for step in of(ANN).steps)
    assert "no tax is withheld on it" in steps
    assert "$6,000.00 in boxes 1 and 2a, code G in box 7, nothing in box 5" in steps
    assert "lines 5a and 5b of Form 1040" in steps
    others = [sentence(step.text) for step in of(pre_tax()).steps]
    assert not any("match made as Roth" in text for text in others)


def test_the_form_that_the_notice_asks_for_passes_the_check() -> None:
    right = Received(box_1=MATCH, box_2a=MATCH, box_5=0, box_7="G")
    assert check_1099r(right, "designated_roth") == []
    assert check_1099r(replace(right, box_2a=0), "designated_roth") != []


def test_before_2023_no_employer_contributes_as_roth() -> None:
    """Section 604(c): contributions made after the date of enactment, December 29, 2022."""
    with pytest.raises(InputError, match="only from 2023 on"):
        parse_household(ANN.replace("year = 2026", "year = 2022"))
    unknown = ANN.replace("roth_match = true", 'roth_match = "unknown"')
    answer = of(unknown.replace("year = 2026", "year = 2022"))
    assert answer.people[0].jobs[0].contributions.roth_match == 0
    assert not any(question.matters for question in answer.questions)


def test_only_a_governmental_457b_can_make_it_roth() -> None:
    """IRC 402A(e)(1)(C): an eligible plan of a state or local government."""
    text = ANN.replace("roth = true\nafter_tax = true", 'kind = "457(b)"').replace(
        'in_plan_roth_rollover = "each_paycheck"\n', ""
    )
    with pytest.raises(InputError, match="only a governmental 457"):
        parse_household(text)
    allowed = of(text.replace('"457(b)"', '"457(b)"\ngovernmental = true'))
    assert allowed.people[0].jobs[0].contributions.roth_match == MATCH


def test_a_projection_has_it_in_the_roth_account_and_on_the_return() -> None:
    flat = '\n[assumptions]\nmodel = "fixed"\ngrowth = "0%"\ninflation = "0%"\npay_growth = "0%"\n'
    roth, other = (
        json_answers.project(
            parse_household(text.replace("2026\n", "2026\nspending = 60_000\n", 1) + flat),
            PUBLISHED,
        )["years"]
        for text in (ANN, pre_tax())
    )
    dollars = MATCH // 100
    for place in range(3):
        one, two = roth[place], other[place]
        added = (place + 1) * dollars
        assert one["balances"]["roth"] - two["balances"]["roth"] == added
        assert two["balances"]["pre_tax"] - one["balances"]["pre_tax"] == added
        more = one["tax"]["federal_tax"] - two["tax"]["federal_tax"]
        # Of later years in dollars of the first one.
        assert more == (
            dollars * 24 / 100 if place == 0 else pytest.approx(dollars * 0.24, rel=0.01)
        )


def test_a_year_of_a_projection_takes_it_from_the_plan_year() -> None:
    flows = working_year(parse_household(ANN), PUBLISHED).people[0]
    assert (flows.roth, flows.taxed_employer) == (MATCH, MATCH)
    assert flows.pre_tax == 24_500_00


def test_a_column_is_its_rows() -> None:
    household = parse_household(ANN)
    pays = [0, 50_000_00, 200_000_00, 900_000_00]

    def paid(pay: object) -> PlanYear:
        (ann,) = household.people
        job = replace(ann.jobs[0], pay=pay)
        return plan(replace(household, people=(replace(ann, jobs=(job,)),)))

    column = paid(np.array(pays)).people[0]
    rows = [paid(pay).people[0] for pay in pays]
    assert list(column.magi) == [row.magi for row in rows]
    found = [row.jobs[0].contributions.roth_match for row in rows]
    assert list(column.jobs[0].contributions.roth_match) == found
    assert list(positive(np.array(found) - 1) > 0) == [False, True, True, True]


def test_the_page_asks_and_keeps_the_answer() -> None:
    path = "people.0.jobs.0.plan.roth_match"
    for said, written in (("yes", "true"), ("no", "false"), ("unknown", '"unknown"')):
        changed = answered(pre_tax(), {path: said})
        assert f"roth_match = {written}" in changed
