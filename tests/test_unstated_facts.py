"""Years ahead of a file that does not state everything: the assumptions, that they are listed, and
that the household can live by them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.alternatives import known
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.planning.take_home import premiums, take_home
from megaroth.present.comparison import headline
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household, read_household
from worker_household import PLAN, worker

FIXED = 'model = "fixed"\nplan_until = 75\n'
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("pay", [9_000, 60_000, 100_000])
def test_nobody_borrows_to_contribute(pay: int) -> None:
    """Contributions, payroll and income tax are no more than pay, and what is left of it is not
    below nothing."""
    household = parse_household(worker(pay=pay, assumed=FIXED))
    answer = compare(household)
    assert [one.short for one in answer.alternatives] == [0.0] * len(answer.alternatives)
    for one in years_ahead(household, "mega").years:
        if one.contributions["after_tax"]:
            assert one.balances["taxable"] >= -100 * (one.year - 2025), "cents of rounding a year"
            assert one.own + one.payroll_tax + one.federal_tax <= one.income + 100
    assert "Contributions leave nothing to spend in 2026 to" in headline(answer)[1]
    assert any("state `spending`" in one for one in map(str, answer.assumptions))


def test_whoever_spends_something_is_told_nothing_of_it() -> None:
    assert (
        "nothing to spend"
        not in headline(compare(parse_household(worker(pay=300_000, assumed=FIXED))))[1]
    )


def test_low_pay_does_not_run_out() -> None:
    found = compare(read_household(EXAMPLES / "low_pay.toml"))
    assert max(one.short for one in found.alternatives) == 0.0


@pytest.mark.parametrize("started", ["2026-10-01", "2026-01-01"])
def test_spending_after_work_is_a_part_of_a_whole_year_s(started: str) -> None:
    job = (
        '[[people.jobs]]\nemployer = "Acme"\npay = 300_000\nstarted = '
        f"{started}\n[people.jobs.plan]\n{PLAN}"
    )
    household = parse_household(worker(pay=0, person=job, assumed=FIXED))
    whole = 2027 if started > "2026-01-01" else 2026
    prepared = prepare(household)
    spent, prices = prepared.inputs[0].spending, prepared.ahead.prices
    assert spent[2036] / prices(2036) == pytest.approx(0.8 * spent[whole] / prices(whole), rel=1e-6)
    assert spent[2036] > 100_000_00
    assert any(
        f"80% of spending in {whole}, the first whole year of work" in one
        for one in map(str, compare(household).assumptions)
    )


def status_in(household: Household, year: int) -> str:
    return outlook(household).status(year)


def test_a_head_of_household_is_one_while_a_child_is() -> None:
    """IRC 2(b), 152(c)(3): the child of 2015 is 18 at the end of 2033."""
    household = parse_household(
        worker('filing_status = "head_of_household"\nchildren_born = [2015]')
    )
    assert [status_in(household, year) for year in (2026, 2033, 2034)] == [
        "head_of_household",
        "head_of_household",
        "single",
    ]


def test_whom_the_file_does_not_know_makes_a_head_of_household_for_good() -> None:
    household = parse_household(worker('filing_status = "head_of_household"', assumed=FIXED))
    assert status_in(household, 2050) == "head_of_household"
    assert any(
        "children_born or status_changes" in one for one in map(str, compare(household).assumptions)
    )


def test_a_surviving_spouse_is_one_for_two_years() -> None:
    """IRC 2(a)(1)(A): the two years after the year of the death, of which the file's is taken as
    the first."""
    household = parse_household(
        worker('filing_status = "qualifying_surviving_spouse"\nchildren_born = [2015]')
    )
    found = [status_in(household, year) for year in (2026, 2027, 2028, 2033, 2034)]
    assert found == ["qualifying_surviving_spouse"] * 2 + ["head_of_household"] * 2 + ["single"]


def test_children_without_a_birth_year_count_until_any_child_of_today_is_17() -> None:
    household = parse_household(worker(assumed=FIXED + "[income]\nchildren = 3\n"))
    ahead = outlook(household)
    assert [ahead.at(year).income.children for year in (2026, 2042, 2043)] == [3, 3, 0]
    assert any(
        "Children of [income] (3) count for credits until 2042" in one
        for one in map(str, compare(household).assumptions)
    )


def test_income_that_goes_on_is_listed() -> None:
    household = parse_household(
        worker(
            "other_income = 1_000", assumed=FIXED + "[income]\npensions = 9_000\ninterest = 10\n"
        )
    )
    assert any(
        "of pensions, interest and other income continue every year" in one
        for one in map(str, compare(household).assumptions)
    )


@pytest.mark.parametrize(
    ("stated", "told"), [("", True), ("fica_wages_last_year = 240_000\n", False)]
)
def test_wages_of_last_year_that_are_not_stated_are_told(stated: str, told: bool) -> None:
    job = f'[[people.jobs]]\nemployer = "Acme"\npay = 250_000\n{stated}[people.jobs.plan]\n{PLAN}'
    answer = compare(parse_household(worker(pay=0, person=job, assumed=FIXED)))
    assert (
        any("Wages of 2025 at Acme are not stated" in one for one in map(str, answer.assumptions))
        == told
    )


ROTH_ACCOUNT = """
[[people.jobs]]
employer = "Acme"
pay = 60_000
[people.jobs.plan]
roth = true
[people.jobs.elections]
deferral = 0
[people.jobs.balances]
roth = { value = 2_000_000, basis = 200_000 }
"""


def test_qualified_roth_money_of_a_plan_reaches_a_new_roth_ira_as_contributions() -> None:
    """Treas. Reg. 1.408A-10, Q&A-3(a): nothing of it is taxed though the Roth IRA is younger than
    five years."""
    text = worker(
        "spending = 60_000\nspending_in_retirement = 120_000",
        pay=0,
        person=ROTH_ACCOUNT,
        assumed=FIXED,
    )
    household = parse_household(
        text.replace("1976", "1963").replace("retires_at = 60", "retires_at = 65")
    )
    drawn = [one for one in years_ahead(household, "taxable").years if one.year in (2029, 2030)]
    assert all(one.drawn_from["roth"] > 50_000_00 and one.federal_tax == 0 for one in drawn)


def test_roth_money_that_leaves_a_plan_before_59_half_keeps_its_basis() -> None:
    text = worker(
        "spending = 60_000\nspending_in_retirement = 120_000",
        pay=0,
        person=ROTH_ACCOUNT,
        assumed=FIXED,
    )
    household = parse_household(text.replace("retires_at = 60", "retires_at = 55"))
    drawn = [one for one in years_ahead(household, "taxable").years if one.year in (2033, 2034)]
    assert all(one.federal_tax > 0 for one in drawn), "earnings before the period is over"


def test_a_plan_and_a_comparison_tell_the_same_of_the_same_policy() -> None:
    few_years = FIXED.replace("75", "66")
    household = parse_household(worker(pay=300_000, assumed=few_years))
    compared = compare(household, policy="same").alternatives
    mega = next(one for one in compared if one.name == "mega")
    assert optimize(household).rule_of_thumb.value == mega.wealth_after_tax


def test_benefits_do_not_fall_with_prices() -> None:
    """42 USC 415(i) knows increases alone."""
    claimed = "[people.social_security]\nmonthly = 2_000\nfrom_age = 62\n"
    for person in ("", claimed):
        household = parse_household(
            worker(person=person, assumed='inflation = "-1%"\nplan_until = 80')
        )
        paid = [sum(year) for year in yearly_benefits(outlook(household)).values()]
        paid = [one for one in paid if one][1:]
        assert paid == sorted(paid)


HEALTH = """
[people.hsa]
coverage = "self_only"
value = 150_000
"""


def test_health_savings_pay_what_nothing_else_can_from_65() -> None:
    """IRC 223(f)(4)(C): then they bear income tax alone, and money does not run out while they are
    there."""
    text = worker(
        "spending_in_retirement = 60_000",
        pay=0,
        person=HEALTH,
        assumed='model = "fixed"\nplan_until = 70',
    )
    household = parse_household(
        text.replace("1976", "1960").replace("retires_at = 60", "retires_at = 62")
    )
    years = {one.year: one for one in years_ahead(household, "taxable").years}
    assert years[2027].drawn_from["hsa"] > 0
    assert years[2027].spending == pytest.approx(61_440_00, abs=100)
    young = parse_household(
        text.replace("1976", "1970").replace("retires_at = 60", "retires_at = 55")
    )
    first = years_ahead(young, "taxable").years[0]
    assert (first.drawn_from["hsa"], first.spending) == (0, 0)


NOTHING_OFFERED = "roth = true\n"
LEFT = "roth = true\nafter_tax = true\n"


@pytest.mark.parametrize(
    ("plan", "lacking"), [(NOTHING_OFFERED, "taxable"), (LEFT, "after_tax_left")]
)
def test_what_a_plan_does_not_offer_has_a_number_for_hr(plan: str, lacking: str) -> None:
    household = parse_household(worker(pay=300_000, plan=plan, assumed=FIXED))
    answer = compare(household)
    assert not {"mega", "mega_if_offered"} & {one.name for one in answer.alternatives}, (
        "the plan has no way to Roth"
    )
    feature = answer.features[-1]
    assert (feature.having, feature.lacking) == ("mega_if_offered", lacking)
    # What a household whose plan has both, and which saves as much, is ahead by.
    both = parse_household(
        worker(f'alternatives = ["{lacking}", "mega"]', pay=300_000, assumed=FIXED)
    )
    assert feature.worth == compare(both).alternatives[1].differences.leading.level > 0
    said = headline(answer)[1]
    assert "Ask HR for" in said
    about = float(f"{feature.worth / 100:.2g}")
    assert f"it would be worth about ${about:,.0f}" in said


def test_what_is_not_offered_changes_no_other_figure() -> None:
    """What is spent is what the household's own choices leave of pay."""
    household = parse_household(worker(pay=200_000, plan=NOTHING_OFFERED, assumed=FIXED))
    own = tuple(AlternativeSpec(name=name) for name in ("taxable", "roth_deferral"))
    assert (
        prepare(household).inputs[0].spending
        == prepare(replace(household, alternatives=own)).inputs[0].spending
    )


def test_a_catch_up_that_a_plan_without_roth_cannot_take_is_no_part_of_it() -> None:
    job = (
        '[[people.jobs]]\nemployer = "Acme"\npay = 300_000\nfica_wages_last_year = '
        "290_000\n{more}[people.jobs.plan]\nafter_tax = true\n"
    )

    def worth(more: str) -> int:
        household = parse_household(
            worker("spending = 90_000", pay=0, person=job.format(more=more), assumed=FIXED)
        )
        return compare(household).features[-1].worth

    # With Roth, 8,000 of catch-up a year stand on both sides of the first, and leave a little less
    # to gain from the move. On one side alone they would be part of its worth: 3,031 a year.
    with_catch_up, without = worth(""), worth("elections = { catch_up = 0 }\n")
    assert 0.85 * without < with_catch_up <= without


def test_whoever_has_a_way_is_not_told_of_one() -> None:
    answer = compare(parse_household(worker(assumed=FIXED)))
    assert "mega_if_offered" not in [one.having for one in answer.features]
    assert "Ask HR for" not in headline(answer)[1]


@pytest.mark.parametrize("ended", ["2026-06-30", "2026-12-30", "2026-12-31"])
def test_a_couple_of_which_one_stops_in_the_first_year_goes_on_spending(ended: str) -> None:
    other = (
        '[[people]]\nname = "Bob"\nborn = 1978-01-01\n[[people.jobs]]\nemployer = '
        f'"Bolt"\npay = 50_000\n[people.jobs.plan]\n{PLAN}'
    )
    job = (
        '[[people.jobs]]\nemployer = "Acme"\npay = 250_000\nended = '
        f"{ended}\n[people.jobs.plan]\n{PLAN}"
    )
    text = worker('filing_status = "married_joint"', pay=0, person=job + other, assumed=FIXED)
    spent = prepare(parse_household(text)).inputs[0].spending
    assert spent[2027] / 1.024 == pytest.approx(0.8 * spent[2026], rel=0.01)


def test_losses_beside_pay_bound_contributions() -> None:
    household = parse_household(worker("other_income = -250_000", pay=300_000, assumed=FIXED))
    first = years_ahead(household, "mega").years[0]
    assert first.own + first.payroll_tax + first.federal_tax <= first.income + 100


def test_roth_money_of_one_who_died_is_never_taxed() -> None:
    """IRC 408A(d)(2)(A)(ii), 402A(d)(2)(A): after a death a distribution is qualified once five
    years are over."""
    dying = f'lives_until = 54\n{ROTH_ACCOUNT}[[people]]\nname = "Bob"\nborn = 1975-01-01\n'
    top = 'filing_status = "married_joint"\nspending = 60_000\nspending_in_retirement = 120_000'
    household = parse_household(worker(top, pay=0, person=dying, assumed=FIXED))
    widowed = [one for one in years_ahead(household, "taxable").years if one.year in (2031, 2032)]
    assert all(one.drawn_from["roth"] > 0 and one.federal_tax == 0 for one in widowed)


def test_cash_that_a_step_gives_back_reaches_the_others() -> None:
    """An IRA contribution that a deferral leaves without compensation is given back (IRC
    219(f)(1)); the spouse's plan takes it."""
    job = '[[people.jobs]]\nemployer = "{name}"\npay = {pay}\n[people.jobs.plan]\n{plan}'
    other = '[[people]]\nname = "Bob"\nborn = 1965-03-04\n' + job.format(
        name="Bolt", pay=60_000, plan=PLAN
    )
    top = 'filing_status = "married_separate"\nspending_in_retirement = 50_000'
    text = worker(
        top, pay=0, person=job.format(name="Acme", pay=9_000, plan=PLAN) + other, assumed=FIXED
    )
    household = known(parse_household(text), "ira_first").household
    ahead = outlook(household)
    benefits = yearly_benefits(ahead)
    work = years_of_work(ahead, benefits)
    for year in (2026, 2027, 2028, 2029):
        assert (
            abs(take_home(work[year], benefits[year], 0.06) - premiums(ahead, year, work[year]))
            <= 100
        ), year
