"""Objectives, what years must keep to, plans that are stated, small changes, and spending that
lasts."""

from __future__ import annotations

import functools
import math
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from megaroth.kernel.errors import InputError, WorkError
from megaroth.law.entry import Entry
from megaroth.law.indices import Indices
from megaroth.law.law_book import LawBook
from megaroth.law.reform import Reform
from megaroth.law.social_security import exempt_earnings
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec, SocialSecurity
from megaroth.planning import monte_carlo as played
from megaroth.planning.aim import Aim
from megaroth.planning.compare import compare
from megaroth.planning.local_search import CALLS, improved
from megaroth.planning.objectives import measure, with_moves
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.planning.results import Curve
from megaroth.planning.sensitivity import sensitivity
from megaroth.planning.sustainable_spending import first_free, sustainable
from megaroth.planning.work_units import WorkUnit
from megaroth.planning.yearly_results import Optimized
from megaroth.present.sensitivity import losing_cases
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.run import project
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household
from megaroth.rules.social_security import claimed_benefit
from worker_household import worker

RETIRED = """
year = 2026
filing_status = "married_joint"
spending_in_retirement = {spending}
{top}
[[people]]
name = "Tom"
born = 1958-01-02
{tom}
[[people.iras]]
kind = "traditional"
value = {pre_tax}
[people.social_security]
monthly = 2_000
from_age = 70
[[people]]
name = "Una"
born = 1960-01-02
[[people.iras]]
kind = "roth"
value = 100_000
[taxable]
value = {taxable}
basis = {taxable}
[assumptions]
model = "fixed"
growth = "{growth}%"
inflation = "2.4%"
plan_until = 80
"""
WORKING = worker()
FEW_YEARS = worker(assumed="plan_until = 66")
"""Fewer years after work, where the claim does not depend on their number."""


@functools.cache
def best(household: Household, aim: Aim | None = None) -> Optimized:
    """The best plan of a household, searched once for all tests that ask for it."""
    return optimize(household, aim)


def retired(
    spending: int = 90_000,
    pre_tax: int = 900_000,
    taxable: int = 300_000,
    growth: int = 5,
    top: str = "",
    tom: str = "",
) -> Household:
    return parse_household(
        RETIRED.format(
            spending=spending, pre_tax=pre_tax, taxable=taxable, growth=growth, top=top, tom=tom
        )
    )


STATED = (
    'alternatives = [{ name = "stated", of = "taxable", conversions = [{ year = 2027, amount = '
    "40_000 }],"
    " withdrawals = [{ year = 2028, pre_tax = 150_000 }, { year = 2029, pre_tax = 10_000, roth = "
    "5_000 }] }]"
)


def test_stated_conversions_and_withdrawals_are_made_as_stated() -> None:
    years = {one.year: one for one in years_ahead(retired(top=STATED), "stated").years}
    assert {year: one.converted for year, one in years.items() if one.converted} == {
        2027: 40_000_00
    }
    inputs = prepare(retired(top=STATED)).inputs[0]
    played = {one.year: one for one in project(inputs, np.full((1, 13), 0.05)).years}
    # More than is needed goes to the taxable account.
    assert int(played[2028].drawn_from["pre_tax"][0]) == 150_000_00
    assert int(played[2028].deposited[0]) > 0
    assert int(played[2029].drawn_from["pre_tax"][0]) == 10_000_00
    assert int(played[2029].drawn_from["roth"][0]) == 5_000_00
    assert int(played[2030].drawn_from["taxable"][0]) > 0


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        ("conversions = [{ year = 2025, amount = 1 }]", "alternatives[0].conversions[0].year"),
        ("withdrawals = [{ year = 2030 }, { year = 2030 }]", "alternatives[0].withdrawals[1].year"),
    ],
)
def test_a_stated_year_is_one_of_the_plan_and_stands_once(stated: str, place: str) -> None:
    with pytest.raises(InputError, match=r"year") as refused:
        retired(top=f'alternatives = [{{ name = "x", of = "taxable", {stated} }}]')
    assert refused.value.problems[0].field == place


def test_nobody_who_works_before_59_and_a_half_converts() -> None:
    rows = "{ year = 2027, amount = 10_000 }, { year = 2036, amount = 9_000 }"
    stated = f'alternatives = [{{ name = "x", of = "mega", conversions = [{rows}] }}]'
    years = {
        one.year: one.converted for one in years_ahead(parse_household(stated + WORKING), "x").years
    }
    assert years[2027] == 0
    assert years[2036] == 9_000_00


def test_what_a_spouse_has_may_be_converted_while_the_other_works() -> None:
    text = WORKING.replace("year = 2026", 'year = 2026\nfiling_status = "married_joint"').replace(
        "[assumptions]",
        '[[people]]\nname = "Bo"\nborn = 1962-01-01\n[[people.iras]]\nkind = "traditional"\nvalue '
        "= 50_000\n[assumptions]",
    )
    stated = (
        'alternatives = [{ name = "x", of = "mega", conversions = [{ year = 2027, amount = '
        "80_000 }] }]"
    )
    inputs = prepare(parse_household(stated + text)).inputs[0]
    played = project(inputs, np.zeros((1, 26)))
    # No more than the spouse has: the other's plan money stays.
    assert int(played.years[1].converted[0]) == 50_000_00


def test_spending_that_lasts_is_owned_money_over_the_years_where_nothing_grows_or_is_taxed() -> (
    None
):
    household = retired(pre_tax=0, taxable=1_300_000, growth=0, top="")
    household = replace(
        household,
        people=tuple(
            replace(one, social_security=replace(one.social_security, monthly=0))
            if one.social_security
            else one
            for one in household.people
        ),
        assumptions=replace(household.assumptions, inflation=0, dividend_yield=0, turnover=0),
    )
    inputs = prepare(household).inputs[0]
    years = len(inputs.ahead.years)
    premiums = sum(int(one.premiums[0]) for one in project(inputs, np.zeros((1, years))).years)
    # 1,300,000 taxable and 100,000 of Roth, its basis unknown but spent after 59 1/2.
    expected = (1_400_000_00 - premiums) / years
    assert int(sustainable(inputs, np.zeros((1, years)))[0]) == pytest.approx(expected, abs=20_00)


def test_spending_that_lasts_does_last_and_a_little_more_does_not() -> None:
    inputs = prepare(retired()).inputs[0]
    returns = np.full((3, len(inputs.ahead.years)), 0.05)
    returns[1, :3], returns[2, :3] = -0.2, 0.2
    most = sustainable(inputs, returns)
    assert most[1] < most[0] < most[2]
    for more, lasts in ((0, True), (25_00, False)):
        spent = {
            year: np.rint((most + more) * inputs.ahead.prices(year)).astype(np.int64)
            for year in inputs.ahead.years
        }
        ran_out = project(replace(inputs, spending=spent), returns).accounts.ran_out
        assert np.array_equal(ran_out, np.full(3, not lasts))


def test_each_path_of_spending_is_searched_as_if_alone() -> None:
    inputs = prepare(retired()).inputs[0]
    returns = np.random.default_rng(7).normal(0.05, 0.1, (4, len(inputs.ahead.years)))
    together = sustainable(inputs, returns)
    alone = [int(sustainable(inputs, returns[place : place + 1])[0]) for place in range(4)]
    assert np.allclose(together, alone, atol=10_00)


def test_small_changes_only_ever_make_a_plan_better_and_are_what_the_engine_plays() -> None:
    inputs = prepare(retired(pre_tax=2_500_000)).inputs[0]
    returns = np.full((1, len(inputs.ahead.years)), 0.05)
    calls = []
    better = improved(inputs, returns, Aim(), 10, lambda: calls.append(1))
    before, after = (
        float(measure(Aim(), one, project(one, returns)).value[0]) for one in (inputs, better)
    )
    assert after > before * 1.005
    assert 0 < len(calls) <= 10 * CALLS + 1
    again = improved(better, returns, Aim(), 10)
    assert float(measure(Aim(), again, project(again, returns)).value[0]) >= after


@pytest.mark.parametrize("objective", ["wealth", "spending", "bequest", "roth"])
def test_every_objective_is_below_its_bound_and_above_the_rules(objective: str) -> None:
    aim = Aim(objective=objective, at_age=75 if objective == "roth" else None)
    answer = best(retired(), aim)
    assert answer.bound >= answer.value >= answer.rules[0].value
    assert not answer.runs_out
    plain = best(retired())
    # Small changes find a best plan nearby, not the best of all.
    assert plain.wealth_after_tax >= answer.wealth_after_tax * 0.999
    if objective == "roth":
        assert answer.conversions


def test_the_objective_of_spending_is_what_the_plan_can_spend() -> None:
    answer = best(retired(), Aim(objective="spending"))
    for part, lasts in ((0.995, True), (1.02, False)):
        spent = replace(retired(), spending_in_retirement=round(answer.value * part))
        assert best(spent).runs_out is not lasts


def test_a_take_home_floor_is_kept_and_costs_something() -> None:
    household = parse_household(FEW_YEARS)
    free, floor = best(household), best(household, Aim(take_home=115_000_00))
    assert not floor.missed
    assert floor.value < free.value
    assert sum(one.after_tax for one in floor.elections) < sum(
        one.after_tax for one in free.elections
    )


def test_a_floor_that_no_plan_can_keep_says_by_how_much() -> None:
    asked = best(parse_household(FEW_YEARS), Aim(take_home=190_000_00))
    assert sum(asked.missed.values()) > 100_000_00


def test_money_stays_liquid() -> None:
    household = retired()
    answer = best(household, Aim(liquid=150_000_00))
    assert not answer.missed
    assert answer.value <= best(household).value


@pytest.mark.parametrize(
    ("most", "often"),
    [(1, "yearly"), (2, "yearly"), (4, "quarterly"), (12, "quarterly"), (26, "each_paycheck")],
)
def test_moves_a_year_are_bounded(most: int, often: str) -> None:
    plan = with_moves(parse_household(WORKING), most).people[0].jobs[0].plan
    assert plan is not None
    assert plan.in_plan_roth_rollover == often


@pytest.mark.parametrize(
    ("aim", "place"),
    [
        (Aim(objective="roht"), "--objective"),
        (Aim(objective="roth"), "--at-age"),
        (Aim(objective="roth", at_age=99), "--at-age"),
        (Aim(moves=0), "--moves"),
    ],
)
def test_an_aim_that_cannot_be_is_refused_with_the_remedy(aim: Aim, place: str) -> None:
    with pytest.raises(InputError) as refused:
        best(parse_household(WORKING), aim)
    assert refused.value.problems[0].field == place


def test_spending_needs_years_after_work() -> None:
    household = parse_household(WORKING.replace("plan_until = 75", "plan_until = 59"))
    with pytest.raises(InputError, match="years after work"):
        best(household, Aim(objective="spending"))


def test_claims_may_be_kept() -> None:
    assert best(retired(), Aim(keep_claims=True)).claims == {"Tom": 70}


def test_health_savings_pay_premiums_and_medical_costs() -> None:
    household = retired(tom="hsa = { value = 50_000 }")
    plain, medical = (
        years_ahead(one, "taxable").years
        for one in (household, replace(household, medical=6_000_00))
    )
    assert plain[0].balances["hsa"] > 40_000_00
    assert medical[0].balances["hsa"] == pytest.approx(
        plain[0].balances["hsa"] - 6_000_00 * 1.05, abs=100
    )
    assert medical[0].spending == plain[0].spending
    assert medical[-1].balances["hsa"] == 0


def test_a_projection_can_stop_and_go_on() -> None:
    inputs = prepare(parse_household(WORKING)).inputs[1]
    returns = np.random.default_rng(3).normal(0.05, 0.1, (5, len(inputs.ahead.years)))
    whole = project(inputs, returns)
    first = project(inputs, returns, until=first_free(inputs))
    rest = project(inputs, returns, start=first.end)
    assert [one.year for one in first.years + rest.years] == list(inputs.ahead.years)
    assert np.array_equal(rest.accounts.taxable.value, whole.accounts.taxable.value)
    assert np.array_equal(rest.years[-1].wealth, whole.years[-1].wealth)


def test_a_start_is_repeated_in_rows() -> None:
    inputs = prepare(parse_household(WORKING)).inputs[1]
    returns = np.full((1, len(inputs.ahead.years)), 0.05)
    begun = project(inputs, returns, until=first_free(inputs)).end
    many = project(inputs, np.repeat(returns, 3, axis=0), start=begun.repeated(3))
    alone = project(inputs, returns)
    assert np.array_equal(many.years[-1].wealth, np.repeat(alone.years[-1].wealth, 3))


def test_compare_takes_stated_plans() -> None:
    answer = compare(retired(top=STATED))
    assert answer.alternatives[0].name == "stated"


def test_what_can_be_spent_is_told_by_alternative_and_orders_as_the_paths_do() -> None:
    household = parse_household(WORKING.replace("[assumptions]", "[assumptions]\npaths = 100"))
    answer = compare(household, spending=True)
    for one in answer.alternatives:
        assert one.spendable is not None
        assert 0 < one.spendable.p5 < one.spendable.p50
        assert one.spendable.paths == 100
    taxable, mega = answer.alternatives[0].spendable, answer.alternatives[1].spendable
    assert taxable is not None
    assert mega is not None
    assert mega.level > taxable.level
    assert all(one.spendable is None for one in compare(household).alternatives)


def test_without_a_year_after_work_there_is_nothing_to_spend() -> None:
    household = parse_household(
        WORKING.replace("plan_until = 75", 'plan_until = 59\nmodel = "fixed"')
    )
    assert compare(household, spending=True).alternatives[0].spendable is None


CURVE = Curve("growth", [(0.0, 100), (0.1, -100), (0.2, -50), (0.3, 50)])


def test_a_curve_knows_where_it_crosses_and_where_it_is_behind() -> None:
    assert CURVE.crossings == pytest.approx([0.05, 0.25])
    assert CURVE.behind == [(pytest.approx(0.05), pytest.approx(0.25))]
    assert Curve("growth", [(0.0, -1), (0.1, -1)]).behind == [(None, None)]
    assert Curve("growth", [(0.0, 1), (0.1, 1)]).behind == []


def test_taxes_now_and_later_move_pre_tax_against_roth_as_they_should() -> None:
    household = parse_household(WORKING)
    moves = sensitivity(household, "roth_deferral", "taxable", in_wealth=True)
    cells = {(one.now, one.later): one.difference for one in moves.taxes}
    assert cells[0, 0] == moves.difference
    # Roth pays tax now to save it later.
    assert cells[-5, 0] > cells[0, 0] > cells[5, 0]
    assert cells[0, 10] > cells[0, 0] > cells[0, -10]
    assert [one for one in losing_cases(moves) if one.startswith("tax rates")]
    by_name = {one.assumption: one for one in moves.curves}
    assert (
        dict(by_name["dividend_yield"].points)[0.01] < dict(by_name["dividend_yield"].points)[0.03]
    )
    assert by_name["growth"].points == moves.by_growth


def test_a_stated_tax_at_the_end_is_the_curve_s() -> None:
    household = parse_household(FEW_YEARS)
    moves = sensitivity(household, "mega", "taxable", in_wealth=True)
    assumed = replace(household.assumptions, heirs_rate=400_000, model="fixed")
    changed = compare(replace(household, assumptions=assumed), policy="same").alternatives
    points = next(one.points for one in moves.curves if one.assumption == "heirs_rate")
    mega = next(one for one in changed if one.name == "mega")
    assert dict(points)[0.4] == mega.difference.mean


def test_several_processes_give_the_same_answer_to_the_bit_under_a_reform_too() -> None:
    names = 'alternatives = ["taxable", "mega"]'
    short = WORKING.replace("plan_until = 75", "plan_until = 53\npaths = 8_300")
    household = parse_household(names + short)
    cut = Reform("no exemption", 2026, 2030, ended=("senior_deduction",))
    told = []
    book = LawBook().with_reforms(cut)
    alone = compare(household, law_book=book)
    shared = compare(
        household,
        lambda done, whole: told.append((done, whole)),
        workers=2,
        law_book=book,
    )
    assert shared == alone
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("count", ["0", "65", "100000"])
def test_workers_are_a_number_that_a_machine_can_start(inside, tmp_path, count: str) -> None:
    file = tmp_path / "home.toml"
    file.write_text(WORKING, "utf-8")
    ran = inside("compare", str(file), "--workers", count)
    assert ran.code == 2
    assert "1 to 64 processes" in ran.err


def widowed(lives_until: int = 70, top: str = "", assumed: str = "") -> Household:
    """Una, two years younger than Tom, dies at the end of 2030."""
    text = RETIRED.format(
        spending=90_000, pre_tax=900_000, taxable=300_000, growth=5, top=top, tom=""
    )
    text = text.replace("born = 1960-01-02", f"born = 1960-01-02\nlives_until = {lives_until}")
    return parse_household(text + assumed)


def test_a_survivor_files_alone_and_has_what_the_spouse_had() -> None:
    both, alone = years_ahead(retired(), "taxable").years, years_ahead(widowed(), "taxable").years
    assert alone[4] == both[4], "the year of the death is a joint one"
    assert list(alone[5].ages) == ["Tom"]
    assert alone[5].federal_tax > both[5].federal_tax
    assert alone[5].premiums < both[5].premiums
    # Una's Roth IRA is Tom's now and goes on growing.
    assert alone[5].balances["roth"] == pytest.approx(both[5].balances["roth"], rel=0.05)


def test_a_spouse_without_earnings_has_half_once_both_have_claimed() -> None:
    spouse = '[[people]]\nname = "Bo"\nborn = 1978-05-05\n[people.social_security]\nfrom_age = 67\n'
    own = "[people.social_security]\nmonthly = 3_000\nfrom_age = 67\n"
    text = worker('filing_status = "married_joint"', person=own)
    household = parse_household(text.replace("[assumptions]", f"{spouse}[assumptions]"))
    ahead = outlook(household)
    benefits = yearly_benefits(ahead)
    alone = ahead.prices(2044) * 3_000_00 * 12
    assert sum(benefits[2044]) == pytest.approx(alone, rel=1e-6), "Bo is 66"
    assert sum(benefits[2045]) == pytest.approx(1.5 * ahead.prices(2045) * 3_000_00 * 12, rel=1e-6)


def test_a_survivor_has_the_larger_benefit() -> None:
    household = widowed()
    una = replace(
        household.people[1], social_security=SocialSecurity(monthly=2_900_00, from_age=66)
    )
    benefits = yearly_benefits(outlook(replace(household, people=(household.people[0], una))))
    prices = 1.024 ** (2031 - 2026)
    assert sum(benefits[2030]) == pytest.approx(12 * 4_900_00 * 1.024**4, abs=100)
    assert sum(benefits[2031]) == pytest.approx(12 * 2_900_00 * prices, abs=100)


def test_a_survivor_may_spend_less() -> None:
    household = widowed()
    less = replace(household, assumptions=replace(household.assumptions, survivor_spending=600_000))
    whole, part = (years_ahead(one, "taxable").years for one in (household, less))
    assert part[5].spending == pytest.approx(whole[5].spending * 0.6, abs=2)
    assert part[4].spending == whole[4].spending


def test_a_child_makes_a_surviving_spouse_for_two_years() -> None:
    ahead = outlook(widowed(top="children_born = [2020]"))
    assert [ahead.status(year) for year in (2030, 2031, 2032, 2033)] == [
        "married_joint",
        "qualifying_surviving_spouse",
        "qualifying_surviving_spouse",
        "head_of_household",
    ]


def test_nothing_is_lost_where_a_worker_dies() -> None:
    text = WORKING.replace(
        "year = 2026", 'year = 2026\nfiling_status = "married_joint"\nspending = 60_000'
    ).replace("retires_at = 60", "retires_at = 60\nlives_until = 52")
    text = text.replace(
        "[assumptions]",
        '[[people]]\nname = "Bo"\nborn = 1976-01-01\n[assumptions]\ndividend_yield = 0\nturnover '
        "= 0",
    )
    inputs = prepare(parse_household(text)).inputs[1]
    years = project(inputs, np.zeros((1, len(inputs.ahead.years)))).years
    assert years[2].year == 2028
    at_death = years[3].wealth[0] - years[2].wealth[0]
    out = years[3].spending[0] + years[3].federal_tax[0] + years[3].premiums[0] - years[3].income[0]
    assert at_death == -out
    assert int(years[3].balances["after_tax"][0]) == 0
    assert not years[3].contributions["pre_tax"]


def test_filing_statuses_change_as_the_file_says() -> None:
    text = WORKING.replace(
        "year = 2026",
        'year = 2026\nstatus_changes = [{ year = 2030, filing_status = "married_joint" }]',
    )
    single, married = (
        years_ahead(parse_household(one), "taxable").years for one in (WORKING, text)
    )
    assert married[3].federal_tax == single[3].federal_tax
    assert married[4].federal_tax < single[4].federal_tax


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (WORKING.replace("retires_at = 60", "lives_until = 70"), "people[0].lives_until"),
        (
            f'status_changes = [{{ year = 2026, filing_status = "single" }}]{WORKING}',
            "status_changes[0].year",
        ),
    ],
)
def test_a_life_or_a_status_that_cannot_be_is_refused(text: str, place: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_household(text)
    assert refused.value.problems[0].field == place


def test_both_spouses_cannot_die_before_the_end() -> None:
    text = RETIRED.format(
        spending=90_000, pre_tax=1, taxable=1, growth=5, top="", tom="lives_until = 70"
    )
    with pytest.raises(InputError, match="lives to the end"):
        parse_household(text.replace("born = 1960-01-02", "born = 1960-01-02\nlives_until = 70"))


def test_the_best_plan_of_a_survivor_is_below_its_bound() -> None:
    answer = best(widowed())
    assert answer.bound >= answer.value >= answer.rules[0].value


def test_who_never_worked_has_a_benefit_after_a_spouse_from_60() -> None:
    text = RETIRED.format(
        spending=90_000, pre_tax=1, taxable=900_000, growth=5, top="", tom="lives_until = 70"
    )
    text = text.replace("born = 1960-01-02", "born = 1970-01-02")
    benefits = yearly_benefits(outlook(parse_household(text)))
    assert sum(benefits[2028]) == pytest.approx(12 * 2_000_00 * 1.024**2, abs=100)
    assert sum(benefits[2029]) == 0, "59 years old"
    assert sum(benefits[2030]) == pytest.approx(12 * 2_000_00 * 0.715 * 1.024**4, abs=100)


@pytest.mark.parametrize(("until", "takes_at", "part"), [(75, 60, 0.715), (105, 67, 1.0)])
def test_a_survivor_takes_the_benefit_when_it_brings_most_to_the_plan_s_end(
    until: int, takes_at: int, part: float
) -> None:
    text = RETIRED.format(
        spending=90_000, pre_tax=1, taxable=900_000, growth=5, top="", tom="lives_until = 70"
    )
    text = text.replace("born = 1960-01-02", "born = 1970-01-02")
    household = parse_household(text)
    household = replace(household, assumptions=replace(household.assumptions, plan_until=until))
    by_age = {year - 1970: one[1] for year, one in yearly_benefits(outlook(household)).items()}
    assert by_age[takes_at - 1] == 0
    assert by_age[takes_at] == pytest.approx(
        12 * 2_000_00 * part * 1.024 ** (1970 + takes_at - 2026), abs=100
    )
    # Against every other age, by hand: months from 60 to 67, of which each takes 28.5 / 84 percent.
    years = range(59, until - 11)
    sums = {
        age: sum((0.715 + 0.285 * (age - 60) / 7) * 24_000 for one in years if one >= age)
        for age in range(60, 68)
    }
    assert max(sums, key=lambda age: sums[age]) == takes_at


def test_no_pay_and_no_delay_counts_after_death() -> None:
    def after(lives_until: int, from_age: int) -> int:
        text = WORKING.replace(
            "year = 2026", 'year = 2026\nfiling_status = "married_joint"'
        ).replace(
            "retires_at = 60",
            f"retires_at = 65\nlives_until = {lives_until}\nsocial_security = {{ from_age = "
            f"{from_age} }}",
        )
        text = text.replace(
            "[assumptions]", '[[people]]\nname = "Bo"\nborn = 1962-01-01\n[assumptions]'
        )
        return sum(yearly_benefits(outlook(parse_household(text)))[2045])

    assert after(52, 67) < after(64, 67)
    assert after(52, 70) == pytest.approx(after(52, 67), rel=1e-3)


def test_nobody_is_proposed_to_claim_after_death() -> None:
    answer = best(widowed(lives_until=68))
    assert "Una" not in answer.claims or answer.claims["Una"] <= 68


def test_roth_that_is_borrowed_for_does_not_count() -> None:
    text = WORKING.replace("[assumptions]", "[taxable]\nvalue = 1_000\n[assumptions]").replace(
        "year = 2026", "year = 2026\nspending = 150_000"
    )
    answer = best(parse_household(text), Aim(objective="roth", at_age=58))
    assert answer.bound >= answer.value


HIGHER = (200_000, 220_000, 320_000, 340_000, 420_000, 450_000, 500_000)


def test_taxes_later_are_laid_over_a_reform() -> None:
    rates = Entry(
        "income_tax",
        {},
        "cents",
        "bill",
        "bill",
        status="reform",
        rates=HIGHER,
    )
    book = LawBook().with_reforms(Reform("higher", 2036, 2100, entries={"income_tax": rates}))
    moves = sensitivity(
        parse_household(FEW_YEARS), "mega", "taxable", in_wealth=True, law_book=book
    )
    row = [one.difference for one in moves.taxes if one.now == 0]
    assert row == sorted(row)
    assert row[2] == moves.difference


def test_the_end_of_the_plan_is_not_moved_beyond_the_last_life() -> None:
    household = widowed()
    people = (replace(household.people[0], lives_until=80), household.people[1])
    moves = sensitivity(
        replace(
            household,
            people=people,
            alternatives=(AlternativeSpec(name="taxable"), AlternativeSpec(name="mega")),
        ),
        "mega",
        "taxable",
    )
    assert next(one.high for one in moves.swings if one.name == "plan_until") == "80"


def test_interest_counts_for_what_can_be_spent() -> None:
    household = retired(pre_tax=1, taxable=1_000)
    rich = replace(household, income=replace(household.income, interest=200_000_00))
    inputs = prepare(rich).inputs[0]
    assert int(sustainable(inputs, np.full((1, len(inputs.ahead.years)), 0.05))[0]) > 140_000_00


def test_a_survivor_s_share_counts_for_what_can_be_spent() -> None:
    household = widowed()
    half = replace(household, assumptions=replace(household.assumptions, survivor_spending=500_000))
    levels = []
    for one in (household, half):
        inputs = prepare(one).inputs[0]
        levels.append(int(sustainable(inputs, np.full((1, len(inputs.ahead.years)), 0.05))[0]))
    assert levels[1] > levels[0] * 1.2


def test_a_floor_of_a_dollar_is_kept_to_the_dollar() -> None:
    assert best(parse_household(FEW_YEARS), Aim(liquid=1_00)).missed == {}


@pytest.mark.skipif(os.name != "posix", reason="signals of a POSIX system")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_long_comparison_stops_when_told_to(workers: str, tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    file.write_text(worker(assumed="paths = 400_000"), "utf-8")
    asked = [
        str(Path(sys.executable).parent / "megaroth"),
        "compare",
        str(file),
        "--workers",
        workers,
    ]
    # A group of its own, as a terminal gives it, whatever this process does with the signal.
    heed = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", heed, *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        time.sleep(3)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    except BaseException:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        raise
    assert running.returncode == 130
    assert err.splitlines()[-1] == "megaroth: stopped"
    assert "Traceback" not in err
    assert out == ""


class Fatal:
    """What ends the process that reads it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def test_a_process_that_dies_is_told_with_a_remedy() -> None:
    work = [WorkUnit((0,), piece, range(1)) for piece in (0, 1)]
    with pytest.raises(WorkError, match="--workers 1"):
        list(played._shared([Fatal()], work, 2, yearly=False))


# Exempt amounts as SSA published them: 42 USC 403(f)(8), press releases and
# www.ssa.gov/OACT/COLA/rtea.html.
@pytest.mark.parametrize(
    ("year", "lower", "higher"),
    [
        (2005, 12_000, 31_800),
        (2008, 13_560, 36_120),
        (2009, 14_160, 37_680),
        (2023, 21_240, 56_520),
        (2024, 22_320, 59_520),
        (2025, 23_400, 62_160),
        (2026, 24_480, 65_160),
    ],
)
def test_exempt_earnings_are_those_published(year: int, lower: int, higher: int) -> None:
    assert exempt_earnings(year, Indices()) == (lower * 100, higher * 100)


def test_months_held_back_count_no_more_as_early() -> None:
    # Of one whose full retirement age is 66, 75% at 62; four months a year held back for four years
    # leave 32 months: 82.22%.
    assert claimed_benefit(1_000_00, 1950, 62) == 750_00
    assert claimed_benefit(1_000_00, 1950, 62, 16) == pytest.approx(822_22, abs=1)
    # 1,800 at 66 is 1,560 from 64; six months held back bring it to 1,620 (a published answer).
    assert claimed_benefit(1_800_00, 1950, 64) == 1_560_00
    assert claimed_benefit(1_800_00, 1950, 64, 6) == 1_620_00


def claims_at_work(
    pay: int, from_age: int = 62, born: str = "1962-07-15", retires: int = 66
) -> Household:
    own = f"[people.social_security]\nmonthly = 2_000\nfrom_age = {from_age}\n"
    text = worker(person=own, pay=pay, assumed="plan_until = 75\ninflation = 0\npay_growth = 0")
    return parse_household(
        text.replace("born = 1976-02-03", f"born = {born}").replace(
            "retires_at = 60", f"retires_at = {retires}"
        )
    )


def test_pay_holds_benefits_back_until_full_retirement_age_and_they_are_larger_after_it() -> None:
    benefits = {
        year: one[0] for year, one in yearly_benefits(outlook(claims_at_work(200_000))).items()
    }
    assert [benefits[year] for year in (2026, 2027)] == [0, 0], "64 and 65, at work for much"
    assert benefits[2028] == 24_000_00, "66, without pay"
    # Full retirement age is 67 in July 2029: then 24 months count no more as early of the 60.
    adjusted = (
        24_000_00 * claimed_benefit(10_000_00, 1962, 62, 24) / claimed_benefit(10_000_00, 1962, 62)
    )
    assert benefits[2029] == 24_000_00
    assert benefits[2030] == pytest.approx(adjusted, abs=100)
    assert adjusted / 24_000_00 == pytest.approx(0.8 / 0.7, abs=1e-4), "as if claimed at 64"


def test_little_pay_holds_half_of_what_exceeds_the_exempt_amount_back() -> None:
    benefits = {
        year: one[0] for year, one in yearly_benefits(outlook(claims_at_work(34_480))).items()
    }
    assert benefits[2026] == 24_000_00 - 5_000_00
    # 5,000 of 24,000 is two months and a half a year, three of them with a deduction.
    exempt = exempt_earnings(2027, Indices(0.0))[0]
    assert benefits[2027] == 24_000_00 - (34_480_00 - exempt) // 200 * 100
    months = 3 + math.ceil(12 * (1 - benefits[2027] / 24_000_00))
    assert benefits[2030] == pytest.approx(
        24_000_00
        * claimed_benefit(10_000_00, 1962, 62, months)
        / claimed_benefit(10_000_00, 1962, 62),
        abs=100,
    )


def test_the_year_of_full_retirement_age_counts_its_first_months_alone() -> None:
    # Born in July 1959, 66 years and 10 months in May 2026: a third of what four months' pay
    # exceeds 65,160.
    household = claims_at_work(240_000, born="1959-07-15", retires=70)
    first = yearly_benefits(outlook(household))[2026][0]
    assert first == 24_000_00 - (80_000_00 - 65_160_00) // 300 * 100
    after = yearly_benefits(outlook(household))[2027][0]
    months = math.ceil(4 * 4_946 / 8_000)
    adjusted = claimed_benefit(10_000_00, 1959, 62, months) / claimed_benefit(10_000_00, 1959, 62)
    assert after == pytest.approx(24_000_00 * adjusted, abs=100), (
        "at work still, and nothing is held back"
    )


def test_a_worker_s_pay_holds_the_spouse_s_benefit_on_the_record_back_too() -> None:
    spouse = '[[people]]\nname = "Bo"\nborn = 1962-05-05\n[people.social_security]\nfrom_age = 62\n'
    own = "[people.social_security]\nmonthly = 2_000\nfrom_age = 62\n"
    text = worker(
        'filing_status = "married_joint"',
        person=own,
        assumed="plan_until = 75\ninflation = 0\npay_growth = 0",
    )
    text = text.replace("born = 1976-02-03", "born = 1962-07-15").replace(
        "retires_at = 60", "retires_at = 66"
    )
    household = parse_household(text.replace("[assumptions]", f"{spouse}[assumptions]"))
    benefits = yearly_benefits(outlook(household))
    assert benefits[2026] == (0, 0)
    assert benefits[2028][0] == 24_000_00
    assert benefits[2028][1] > 0


def test_a_year_at_work_has_no_benefit_that_pay_holds_back_and_the_answer_says_so() -> None:
    answer = years_ahead(replace(claims_at_work(200_000), spending=80_000_00))
    by_year = {one.year: one.income for one in answer.years}
    assert (by_year[2026], by_year[2028]) == (200_000_00, 24_000_00)
    assert any("pay reduces benefits" in sentence for sentence in map(str, answer.assumptions))
    later = years_ahead(replace(claims_at_work(200_000, from_age=67), spending=80_000_00))
    assert not any("pay reduces benefits" in sentence for sentence in map(str, later.assumptions))


def test_pay_by_the_paycheck_makes_a_benefit_too() -> None:
    by_year = parse_household(worker(pay=260_000))
    by_paycheck = parse_household(
        worker(pay=260_000).replace("pay = 260000", "pay_per_period = 10_000")
    )
    yearly, each = (yearly_benefits(outlook(one))[2045][0] for one in (by_year, by_paycheck))
    assert each == pytest.approx(yearly, rel=0.01)
    assert each > 0


def record(
    worker_born: str, spouse_born: str, pay: int, spouse_from: int
) -> dict[int, tuple[int, ...]]:
    text = f"""
year = 2026
filing_status = "married_joint"
spending = 50_000
spending_in_retirement = 50_000
[[people]]
name = "Ann"
born = {worker_born}
retires_at = 68
[people.social_security]
monthly = 2_000
from_age = 62
[[people.jobs]]
employer = "Acme"
pay = {pay}
[[people]]
name = "Bo"
born = {spouse_born}
[people.social_security]
monthly = 0
from_age = {spouse_from}
[assumptions]
plan_until = 75
inflation = 0
pay_growth = 0
"""
    return yearly_benefits(outlook(parse_household(text)))


def test_a_worker_s_pay_counts_in_the_worker_s_months_whatever_the_spouse_s_age() -> None:
    # The spouse is past full retirement age; the worker reaches it in June 2029.
    much = record("1962-06-15", "1955-03-10", 300_000, 66)
    assert much[2026] == (0, 0)
    assert much[2029][1] == pytest.approx(much[2030][1] * 7 / 12, abs=100)
    # 40,000 is 15,520 above the exempt amount: half of it, of both benefits together.
    little = record("1962-06-15", "1955-03-10", 40_000, 66)
    whole = record("1962-06-15", "1955-03-10", 20_000, 66)
    assert sum(whole[2026]) - sum(little[2026]) == pytest.approx(7_760_00, abs=2)
    # The spouse is below it when the worker reaches it: five months of 2029 are held back, and
    # count no more as early.
    young = record("1962-06-15", "1964-03-10", 300_000, 62)
    assert young[2029][1] == pytest.approx(11_142_86 * 7 / 12, abs=2)
    assert young[2032][1] == pytest.approx(17_142_86 * (1 - 19 * 25 / 3600), abs=200)


def test_spending_of_a_survivor_is_bounded_by_the_survivor_s_share() -> None:
    household = widowed()
    half = replace(household, assumptions=replace(household.assumptions, survivor_spending=500_000))
    answer = best(half, Aim(objective="spending", keep_claims=True))
    assert answer.bound >= answer.value


def test_roth_deferrals_of_low_pay_leave_compensation_for_an_ira_and_the_bound_knows() -> None:
    text = """
year = 2026
state = "TX"
spending = 20_000
spending_in_retirement = 20_000
[taxable]
value = 300_000
basis = 300_000
[[people]]
name = "Bo"
born = 1966-02-16
retires_at = 65
[[people.jobs]]
employer = "Acme"
pay = 24_000
[people.jobs.plan]
roth = true
[assumptions]
plan_until = 66
turnover = 0
growth = "6%"
"""
    answer = best(parse_household(text), Aim(objective="roth", at_age=65, keep_claims=True))
    assert answer.bound >= answer.value > 150_000_00


def test_spending_more_than_there_is_has_an_answer() -> None:
    text = (
        'year = 2026\nspending = 90_000\n[[people]]\nname = "Bo"\nborn = '
        "1966-02-15\nretires_at = 68\n"
    )
    job = '[[people.jobs]]\nemployer = "Acme"\npay = 60_000\n[assumptions]\nplan_until = 85\n'
    answer = best(parse_household(text + job), Aim(objective="spending", keep_claims=True))
    assert answer.runs_out
    assert answer.bound >= answer.value


def test_a_program_of_large_and_small_money_is_solved() -> None:
    household = parse_household(
        (Path(__file__).parent / "homes" / "much_in_iras.toml").read_text("utf-8")
    )
    answer = best(household, Aim(objective="roth", at_age=67))
    assert answer.bound >= answer.value > 10_000_000_00
