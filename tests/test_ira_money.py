"""IRAs beside plans in the years ahead: basis, the pro rata rule, and what is reached when (IRC
408(d)(2), 72(t), 401(a)(9)(C))."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import after_tax_wealth
from megaroth.planning.prepare import prepare
from megaroth.projection.decisions import Decision
from megaroth.projection.pre_tax import Taken
from megaroth.projection.run import Projected, project
from megaroth.readers.household_file import parse_household
from megaroth.rules.rmd import required_minimum

IRA = '[[people.iras]]\nkind = "traditional"\nvalue = {}\nbasis = {}\n'
JOB = """
[[people.jobs]]
employer = "Acme"
pay = {pay}
[people.jobs.plan]
{plan}
[people.jobs.balances.pre_tax]
value = {held}
"""


def home(
    top: str, person: str, *, born: str = "1981-02-03", until: int = 75, more: str = ""
) -> Household:
    return parse_household(
        f'year = 2026\n{top}\n[[people]]\nname = "Ann"\nborn = {born}\n{person}\n'
        '[assumptions]\ngrowth = "0%"\ndividend_yield = "0%"\nturnover = "0%"\nplan_until = '
        f"{until}\n{more}"
    )


def played(
    household: Household,
    decisions: dict[int, Decision] | None = None,
    until: int | None = None,
    rate: float = 0.0,
) -> tuple[Projected, list[Taken | None]]:
    """The first alternative's years and what Ann's accounts give in each, None for nothing."""
    inputs = prepare(household).inputs[0]
    inputs = replace(inputs, decisions=decisions or inputs.decisions)
    returns = np.full((1, len(inputs.ahead.years)), rate)
    done = project(inputs, returns, look=lambda year: year.taken()[0], until=until)
    return done, done.seen


def taxed(one: Taken | None) -> int:
    assert one is not None, "nothing leaves the accounts"
    return int((one.from_iras - one.untaxed(one.from_iras))[0])


@pytest.mark.parametrize("rate", [0.0, 0.06])
def test_the_back_door_of_each_year_is_taxed_pro_rata_and_uses_basis_up(rate: float) -> None:
    """Form 8606, lines 1 to 15, by hand for four years."""
    person = IRA.format(50_000, 20_000) + JOB.format(pay=260_000, plan="roth = true", held=0)
    done, seen = played(home('alternatives = ["ira_first"]', person), until=4, rate=rate)
    basis, value = 20_000_00.0, 50_000_00.0
    for year, one in zip(range(2026, 2030), seen, strict=True):
        limit = law(year).ira_contribution
        assert one.backdoor_roth == limit
        # The file states the value of the first December 31.
        december = value if year == 2026 else value * (1 + rate)
        untaxed = limit * (basis + limit) / (december + limit)
        assert taxed(one) == pytest.approx(limit - untaxed, abs=3), year
        basis, value = basis + limit - untaxed, value * (1 + rate)
    assert int(done.accounts.iras[0].basis[0]) == pytest.approx(basis, abs=10)
    layer = done.accounts.roth[0].layers[0]
    assert int(layer.taxed[0]) == taxed(seen[0])


def test_the_first_year_is_that_of_the_plan() -> None:
    from megaroth import plan

    household = home(
        'alternatives = ["ira_first"]',
        IRA.format(50_000, 20_000) + JOB.format(pay=260_000, plan="roth = true", held=0),
    )
    ahead = prepare(household).chosen[0].household
    planned = plan(ahead).conversions[0]
    assert taxed(played(household, until=1)[1][0]) == planned.taxable


def test_basis_of_iras_comes_back_once_and_whole() -> None:
    """No more and no less than the basis is untaxed, whatever is drawn and converted."""
    person = "retires_at = 60\n" + IRA.format(600_000, 150_000)
    more = 'conversions = true\nfill_to = "12%"'
    done, seen = played(
        home("spending_in_retirement = 40_000", person, born="1962-01-01", until=90, more=more)
    )
    # Nothing leaves the accounts in a year without an answer.
    seen = [one for one in seen if one is not None]
    untaxed = sum(int(one.untaxed(one.from_iras)[0]) for one in seen)
    left = int(done.accounts.iras[0].basis[0])
    assert untaxed + left == pytest.approx(150_000_00, abs=50)
    assert untaxed > 140_000_00
    gone = sum(int(one.from_iras[0]) for one in seen)
    assert gone + int(done.accounts.iras[0].value[0]) == 600_000_00


def test_basis_of_iras_is_worth_what_it_is() -> None:
    household = home("", IRA.format(100_000, 40_000), more='heirs_rate = "25%"')
    accounts = played(replace(household, spending_in_retirement=0), until=0)[0].accounts
    assert after_tax_wealth(accounts, 250_000, 1.0)[0] == 85_000_00


def test_at_work_before_59_and_a_half_iras_are_converted_and_plans_are_not() -> None:
    person = IRA.format(80_000, 0) + JOB.format(pay=150_000, plan="roth = true", held=300_000)
    household = home('alternatives = ["taxable"]', person)
    _, seen = played(household, {2027: Decision(converted=200_000_00, draws=False)}, until=2)
    assert (int(seen[1].ira_converted[0]), int(seen[1].plan_converted[0])) == (80_000_00, 0)


def test_at_work_before_59_and_a_half_a_stated_ira_withdrawal_has_the_additional_tax() -> None:
    person = IRA.format(80_000, 0) + JOB.format(pay=150_000, plan="roth = true", held=300_000)
    household = home('spending = 90_000\nalternatives = ["taxable"]', person)
    taxes = []
    for drawn in (0, 10_000_00):
        done, seen = played(household, {2027: Decision(pre_tax=drawn)} if drawn else None, until=2)
        taken = seen[1]
        left = (0, 0) if taken is None else (int(taken.ira[0]), int(taken.plan[0]))
        assert left == (drawn, 0)
        taxes.append(int(done.years[1].federal_tax[0]))
    # 24% and the additional tax of 10%.
    assert taxes[1] - taxes[0] == 3_400_00


def test_plan_money_bears_the_additional_tax_unless_work_ended_at_55() -> None:
    taxes, drawn = [], []
    for retires in (50, 56):
        person = f"retires_at = {retires}\n" + JOB.format(
            pay=150_000, plan="roth = true", held=2_000_000
        )
        done, seen = played(
            home("spending_in_retirement = 35_000", person, born="1969-01-01", until=60), until=1
        )
        taxes.append(int(done.years[0].federal_tax[0]))
        drawn.append(int(seen[0].plan[0]))
    more = drawn[0] - drawn[1]
    # What is drawn more for the additional tax is taxed itself, at 12% here.
    assert taxes[0] - taxes[1] == pytest.approx(drawn[0] / 10 + more * 0.12, abs=100)


def test_one_who_left_at_55_draws_the_plan_before_the_ira_until_59_and_a_half() -> None:
    person = (
        "retires_at = 56\n"
        + IRA.format(500_000, 0)
        + JOB.format(pay=150_000, plan="roth = true", held=500_000)
    )
    _, seen = played(home("spending_in_retirement = 60_000", person, born="1969-01-01", until=64))
    assert [int(one.ira[0]) for one in seen[:3]] == [0, 0, 0], "the years of ages 57 to 59"
    assert all(int(one.plan[0]) > 0 for one in seen[:3])
    assert int(seen[3].ira[0]) > 0, "from the year of the 60th birthday both, in proportion"


def test_required_distributions_of_an_ira_do_not_wait_for_the_end_of_work() -> None:
    person = (
        "retires_at = 80\n"
        + IRA.format(500_000, 0)
        + JOB.format(pay=150_000, plan="roth = true", held=500_000)
    )
    _, seen = played(
        home('alternatives = ["taxable"]', person, born="1952-01-01", until=82), until=1
    )
    assert int(seen[0].ira[0]) == required_minimum(500_000_00, 74)
    assert int(seen[0].plan[0]) == 0


def test_earnings_split_to_an_ira_spoil_the_back_door() -> None:
    """What a traditional IRA holds on December 31 makes the next year's conversion income."""
    plan = 'roth = true\nafter_tax = true\nin_service_withdrawal = ["after_tax"]'
    spec = (
        'alternatives = [{ name = "split", of = "mega_roth_ira_split" }, { name = "all", of = '
        '"mega_roth_ira" }]'
    )
    household = home(spec, JOB.format(pay=260_000, plan=plan, held=0))
    prepared = prepare(household)
    shares = []
    for inputs in prepared.inputs:
        returns = np.full((1, len(inputs.ahead.years)), 0.07)
        done = project(inputs, returns, look=lambda year: year.taken()[0], until=3)
        shares.append([taxed(one) / max(one.backdoor_roth, 1) for one in done.seen])
    assert all(share == 0 for share in shares[1])
    # By hand from the paydays of January 9, 2026, January 15, 2027 and January 7, 2028 on: earnings
    # of $426.40, $420.62 and $417.94 go to the IRA, each year's rest grows 7%, and the share is 1
    # less the basis over what the IRA holds on December 31.
    assert shares[0] == pytest.approx([403.47 / 7_500, 423.85 / 7_500, 452.23 / 8_000], abs=0.00001)


def test_basis_stays_behind_in_a_plan_that_is_one_contract_and_is_never_lost() -> None:
    """Each move takes its part of the whole plan's basis (IRC 72(e)(8)); the rest comes back later,
    from an IRA."""
    plan = (
        "roth = true\nafter_tax = true\nin_service_withdrawal = "
        '["after_tax"]\nseparate_after_tax_source = false'
    )
    person = "retires_at = 50\n" + JOB.format(pay=260_000, plan=plan, held=100_000)
    household = home('alternatives = ["mega"]\nspending_in_retirement = 0', person, until=50)
    inputs = prepare(household).inputs[0]
    done = project(inputs, np.zeros((1, len(inputs.ahead.years))), until=5)
    after_tax = sum(flows.after_tax for work in inputs.working.values() for flows in work.people)
    back_doors = sum(
        flows.backdoor_roth for work in inputs.working.values() for flows in work.people
    )
    accounts = done.accounts
    roth = accounts.roth[0]
    untaxed = int(roth.regular[0]) + sum(int(np.asarray(one.untaxed)[0]) for one in roth.layers)
    taxed = sum(int(np.asarray(one.taxed)[0]) for one in roth.layers)
    left = sum(int(of[0].basis[0]) for of in (accounts.iras, accounts.after_tax, accounts.plans))
    # What a back door was taxed on is taxed money too, and basis of a Roth IRA.
    assert untaxed + left == pytest.approx(after_tax + back_doors, abs=100)
    assert 0 < taxed < back_doors
    assert left > after_tax // 4


@pytest.mark.parametrize("held", [100_000, 1_000_000])
def test_moves_out_of_one_contract_take_their_part_of_all_its_basis(held: int) -> None:
    """By hand without growth: what leaves carries all the basis of the plan in the part that it is
    of the plan's value."""
    plan = (
        "roth = true\nafter_tax = true\nin_service_withdrawal = "
        '["after_tax"]\nseparate_after_tax_source = false'
    )
    household = home(
        'alternatives = ["mega"]', JOB.format(pay=260_000, plan=plan, held=held), until=50
    )
    inputs = prepare(household).inputs[0]
    returns = np.zeros((1, len(inputs.ahead.years)))
    years = project(inputs, returns, until=4).years
    first = sum(one.basis for one in inputs.working[2026].people[0].moved.values())
    value, basis, left = held * 100.0, 0.0, 0.0
    for year in years:
        flows = inputs.working[year.year].people[0]
        value, basis = value + flows.pre_tax, basis + flows.after_tax
        source = left + flows.after_tax
        amount = source * flows.moved_share
        left = source - amount
        # The first year is the plan's own, day by day.
        to_roth = first if year.year == 2026 else amount * basis / (value + source)
        assert int(year.moves["roth"][0]) == pytest.approx(to_roth, rel=0.001)
        assert int(year.moves["pre_tax"][0]) == pytest.approx(amount - to_roth, rel=0.001)
        basis -= to_roth


def test_an_in_plan_rollover_of_one_contract_moves_all_and_taxes_all_but_its_basis() -> None:
    plan = (
        "roth = true\nafter_tax = true\nin_plan_roth_rollover = "
        '"yearly"\nseparate_after_tax_source = false'
    )
    household = home(
        'alternatives = ["mega"]', JOB.format(pay=260_000, plan=plan, held=100_000), until=50
    )
    inputs = prepare(household).inputs[0]
    done = project(
        inputs,
        np.zeros((1, len(inputs.ahead.years))),
        look=lambda year: int(year.returns()[0].items.in_plan_rollovers),
        until=3,
    )
    contributed = sum(inputs.working[year].people[0].after_tax for year in (2026, 2027, 2028))
    accounts = done.accounts
    assert int(accounts.roth_plan[0].value[0]) == int(accounts.roth_plan[0].basis[0])
    assert int(accounts.after_tax[0].value[0]) == 0
    assert int(accounts.roth_plan[0].value[0]) == contributed
    # What was not basis was taxed; the basis that it did not take stays with the plan.
    assert int(accounts.plans[0].basis[0]) == pytest.approx(sum(done.seen), abs=5)


def test_an_owner_of_the_employer_does_not_wait_with_required_distributions() -> None:
    job = JOB.format(pay=150_000, plan="roth = true", held=500_000).replace(
        "pay =", "five_percent_owner = true\npay =", 1
    )
    _, seen = played(
        home('alternatives = ["taxable"]', "retires_at = 80\n" + job, born="1952-01-01", until=82),
        until=1,
    )
    assert int(seen[0].plan[0]) == required_minimum(500_000_00, 74)


def test_a_conversion_begins_the_five_year_period_of_roth_iras() -> None:
    more = 'conversions = true\nfill_to = "12%"'
    household = home(
        "spending_in_retirement = 20_000",
        IRA.format(400_000, 0),
        born="1964-01-01",
        until=75,
        more=more,
    )
    done, _ = played(household)
    assert done.accounts.roth[0].since == 2026


def test_a_job_that_ended_before_55_bears_the_additional_tax_whenever_work_ends() -> None:
    ended = JOB.format(pay=150_000, plan="roth = true", held=800_000).replace(
        "pay =", "ended = 2026-06-30\npay =", 1
    )
    taxes = []
    for job in (ended, ended.replace("ended = 2026-06-30\n", "")):
        top = 'spending_in_retirement = 40_000\nalternatives = ["taxable", "roth_deferral"]'
        household = home(top, "retires_at = 57\n" + job, born="1973-03-03", until=62)
        done, seen = played(household, until=6)
        assert int(seen[5].plan[0]) > 40_000_00
        taxes.append((int(done.years[5].federal_tax[0]), int(seen[5].plan[0])))
    assert taxes[0][0] > taxes[1][0] + taxes[1][1] // 10, (
        "the additional tax, and the tax on what is drawn to pay it"
    )
