"""Years ahead at their edges: work beyond 65, a year that is under way, last year's pay, premiums,
reforms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.law.law_book import LawBook
from megaroth.law.load import law
from megaroth.law.reform import Reform
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.outlook import years_ahead
from megaroth.planning.yearly_results import YearsAhead
from megaroth.planyear.plan import plan
from megaroth.planyear.tax_bill import tax_bill
from megaroth.present.comparison import headline
from megaroth.projection.jobs_held import retirement_age
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household
from megaroth.tax.surtaxes import medicare_premiums
from worker_household import worker

FIXED = 'model = "fixed"\nplan_until = 75\n'


def ahead(text: str, name: str = "mega") -> YearsAhead:
    return years_ahead(parse_household(text), name)


def at(household: Household, year: int) -> Household:
    return outlook(household).at(year)


@pytest.mark.parametrize(
    "pay", ["pay = 360_000", 'pay_per_period = 15_000\npay_frequency = "semimonthly"']
)
def test_last_year_s_wages_are_what_the_year_before_paid(pay: str) -> None:
    """Both ways to state pay: 414(v)(7) asks the preceding calendar year's wages, which the file
    has for the first year alone."""
    household = parse_household(
        worker(
            pay=0,
            person=f'[[people.jobs]]\nemployer = "Acme"\n{pay}\nfica_wages_last_year = 100_000\n',
        )
    )
    job = at(household, 2027).people[0].jobs[0]
    assert job.fica_wages_last_year == job.pay_last_year == 360_000_00
    later = at(household, 2028).people[0].jobs[0]
    assert later.fica_wages_last_year == pytest.approx(360_000_00 * 1.034, abs=48)


def test_a_job_begun_late_in_the_year_before_paid_little() -> None:
    household = parse_household(
        worker(
            pay=0,
            person='[[people.jobs]]\nemployer = "Acme"\npay = 260_000\nstarted = 2026-10-01\n',
        )
    )
    job = at(household, 2027).people[0].jobs[0]
    # Seven of the year's 26 biweekly Fridays from January 9 lie after September.
    assert job.fica_wages_last_year == 7 * 10_000_00


def test_who_is_at_work_beyond_65_works_this_year() -> None:
    household = parse_household(
        worker(assumed=FIXED).replace("1976-02-03", "1958-02-03").replace("retires_at = 60\n", "")
    )
    person = household.people[0]
    assert (person.age(2026), retirement_age(person, 2026)) == (68, 69)
    answer = years_ahead(household)
    assert answer.years[0].contributions["after_tax"] > 0
    assert (
        "Ann stops working at the beginning of the year of age 69 (retires_at is not stated)."
        in map(str, answer.assumptions)
    )
    assert answer.years[1].contributions["after_tax"] == 0


def test_a_job_after_the_stated_end_of_work_is_told() -> None:
    text = worker("spending_in_retirement = 40_000", assumed=FIXED).replace(
        "1976-02-03", "1958-02-03"
    )
    assert "Ann, 68, no longer works, though a job is stated: retires_at is 60." in map(
        str, ahead(text).assumptions
    )


def test_a_reform_is_told_of_the_years_that_it_changes() -> None:
    household = parse_household(worker(assumed=FIXED))
    entry = replace(law(2030).entry("annual_additions"), values={"": 60_000_00}, status="reform")
    reform = Reform("less room", 2030, 2033, entries={"annual_additions": entry})
    answer = compare(household, law_book=LawBook().with_reforms(reform))
    note = "Not today's law: the reform 'less room' changes 2030 to 2033."
    assert note in map(str, answer.assumptions)
    assert note in headline(answer)[1]
    assert not any("reform" in one for one in map(str, compare(household).assumptions))


def test_a_federal_rate_alone_leaves_the_state_s_tax_exact() -> None:
    text = worker(
        'state = "CA"\ngrowth = "6%"',
        plan='roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"\n',
    )
    stated_rate = 'marginal_rate = "32%"\n'
    tops = ("", stated_rate, stated_rate + 'state_marginal_rate = "0%"\n')
    exact, stated, both = (plan(parse_household(top + text)).tax for top in tops)
    state = exact - plan(parse_household(text.replace('state = "CA"\n', ""))).tax
    assert state > 0
    assert stated == both + state
    answer = plan(parse_household(stated_rate + text))
    assert any(
        "the stated federal rate and the exact difference between the state returns" in one
        for one in map(str, answer.assumptions)
    )


def test_premiums_of_the_first_two_years_follow_the_first_year_s_income() -> None:
    text = worker(
        "spending_in_retirement = 100_000\n[income]\npensions = 400_000\n", pay=0, assumed=FIXED
    ).replace("1976-02-03", "1954-02-03")
    years = ahead(text).years
    for one in years[:2]:
        assert one.premiums == medicare_premiums(law(one.year), 400_000_00, joint=False)


UNDER_WAY = """
[people.jobs.made]
pre_tax = 12_000
after_tax = {made}
match = 4_000
[people.jobs.balances]
pre_tax = 112_000
match = 24_000
roth = {roth}
after_tax = {{ value = {held}, basis = {held} }}
"""


@pytest.mark.parametrize(
    ("held", "made", "roth"), [(0, 8_000, 58_000), (8_000, 8_000, 50_000), (3_000, 8_000, 55_000)]
)
def test_what_was_made_before_as_of_counts_once(held: int, made: int, roth: int) -> None:
    """The balances of July hold it, and the year's contributions too; after-tax money that moved
    before July is Roth money there."""
    text = worker("as_of = 2026-07-01", person="", assumed=FIXED + 'growth = "0%"')
    text = text.replace(
        "[assumptions]", UNDER_WAY.format(held=held, made=made, roth=roth) + "[assumptions]"
    )
    answer = ahead(text)
    first = answer.years[0]
    assert answer.opened["pre_tax"] == (100_000 + 20_000) * 100
    assert answer.opened["roth"] == 50_000_00
    assert answer.opened["after_tax"] == 0
    assert first.balances["pre_tax"] == answer.opened["pre_tax"] + first.contributions["pre_tax"]
    assert first.balances["after_tax"] == 0
    to_roth = sum(first.contributions[kind] for kind in ("after_tax", "roth_ira", "backdoor_roth"))
    assert first.balances["roth"] == answer.opened["roth"] + to_roth
    assert first.contributions["after_tax"] > made * 100
    assert any("become balances of January 1" in one for one in map(str, answer.assumptions))


def test_balances_of_a_later_day_are_taken_back_at_the_assumed_growth() -> None:
    text = worker("as_of = 2026-07-02", assumed=FIXED + 'growth = "10%"')
    text = text.replace(
        "[assumptions]", "[people.jobs.balances]\nrollover = 105_000\n[assumptions]"
    )
    # 182 of 365 days.
    assert ahead(text).opened["pre_tax"] == pytest.approx(105_000_00 / (1 + 0.1 * 182 / 365), abs=1)


def test_inflation_may_be_an_integer_of_any_kind() -> None:
    household = replace(parse_household(worker()), year=2030, inflation=50_000)
    same = replace(household, inflation=np.int64(50_000))
    assert (
        plan(same).people[0].jobs[0].annual_additions_limit
        == plan(household).people[0].jobs[0].annual_additions_limit
    )
    with pytest.raises(TypeError):
        plan(replace(household, inflation=np.array([50_000, 60_000])))


# --- what a state return asks beside the federal one, in the years ahead

SAME_STATE = {
    "a city": ('state = "NY"\ncity = "New York City"', ""),
    "a move": ('state = "TX"\nprevious_state = "CA"\nmoved = 2026-07-01', ""),
    "deferrals of a 403(b)": ('state = "NJ"', 'kind = "403(b)"\n'),
    "an employer's money for health": ('state = "CA"', ""),
}


@pytest.mark.parametrize("case", SAME_STATE)
def test_the_first_year_s_state_tax_is_that_of_the_tax_page(case: str) -> None:
    top, plan_more = SAME_STATE[case]
    hsa = '[people.hsa]\ncoverage = "self_only"\nemployer = 2_000\n' if "health" in case else ""
    text = worker(top, plan="roth = true\n" + plan_more, person=hsa, assumed=FIXED)
    household = parse_household(text)
    bill = tax_bill(household)
    first = years_ahead(household, "taxable").years[0]
    assert first.state_tax == bill.state.total > 0
    assert first.federal_tax == bill.federal.total


def test_ira_money_that_the_state_has_taxed_comes_out_of_its_tax() -> None:
    """Massachusetts lets it come out first, New Jersey in proportion: the file's amount is used up
    over the years."""
    taxes = {}
    for state, rule in (("NJ", "in proportion"), ("MA", "first")):
        for taxed in (0, 100_000):
            iras = (
                '[[people.iras]]\nkind = "traditional"\nvalue = 2_000_000\ntaxed_by_state = '
                f"{taxed}\n"
            )
            text = worker(
                f'state = "{state}"\nspending_in_retirement = 150_000\n',
                pay=0,
                person=iras,
                assumed=FIXED + 'growth = "0%"\n',
            ).replace("1976-02-03", "1964-02-03")
            taxes[rule, taxed] = [one.state_tax for one in ahead(text).years]
    assert sum(taxes["in proportion", 0]) - sum(taxes["in proportion", 100_000]) > 0
    first = [
        before - after
        for before, after in zip(taxes["first", 0], taxes["first", 100_000], strict=True)
    ]
    # 5% of 100,000, all of it in the first years.
    assert sum(first) == pytest.approx(5_000_00, rel=0.02)
    assert first[0] > 0 == first[4]


# --- work that ends with its jobs, Social Security, plans of former employers


def test_money_is_reached_when_the_last_job_has_ended() -> None:
    job = (
        '[[people.jobs]]\nemployer = "Acme"\npay = 150_000\nended = '
        "2027-12-31\n[people.jobs.balances]\npre_tax = 900_000\n"
    )
    text = worker("spending_in_retirement = 40_000", pay=0, person=job, assumed=FIXED).replace(
        "retires_at = 60\n", ""
    )
    household = parse_household(text)
    assert outlook(household).retired(household.people[0], 2028)
    assert [one.spending > 40_000_00 for one in ahead(text).years] == [True] * 26


def test_jobs_one_after_the_other_earn_no_larger_benefit_than_one() -> None:
    one = '[[people.jobs]]\nemployer = "Old"\npay = 120_000\n'
    two = one + "ended = 2026-06-30\n" + one.replace("Old", "New") + "started = 2026-07-01\n"
    of_one, of_two = (
        years_ahead(parse_household(worker(pay=0, person=jobs, assumed=FIXED)), "taxable")
        .years[-1]
        .income
        for jobs in (one, two)
    )
    assert of_one == of_two > 0


def test_published_increases_make_the_benefit_of_one_past_62() -> None:
    """The maximum of one who was 62 in 2021: increases of 5.9, 8.7, 3.2, 2.5 and 2.8%, and 3.6% for
    2027, whatever prices do later."""
    found = {}
    for inflation in ("0%", "5%"):
        text = worker(
            "spending_in_retirement = 50_000", assumed=FIXED + f'inflation = "{inflation}"\n'
        ).replace("1976-02-03", "1959-02-03")
        found[inflation] = [
            one.income
            for one in ahead(text.replace("retires_at = 60", "retires_at = 67"), "taxable").years[
                :3
            ]
        ]
    assert found["0%"][0] == pytest.approx(found["5%"][0], rel=1e-3), "pay after 62 alone"
    assert found["0%"][1] == pytest.approx(found["0%"][0] * 1.036, abs=24_00)
    assert found["5%"][2] == pytest.approx(found["0%"][2] * 1.05, rel=1e-3)


FORMER = (
    '[[people.jobs]]\nemployer = "Old"\nended = {ended}\npay = '
    "100_000\n[people.jobs.balances]\npre_tax = 800_000\n"
    '[[people.jobs]]\nemployer = "New"\npay = 100_000\nstarted = 2026-01-05\n'
)


def test_the_plan_of_an_employer_one_has_left_does_not_wait() -> None:
    """IRC 401(a)(9)(C)(i)(II) lets only the plan of the employer that one works for wait: 800,000 /
    24.6 of 2026."""
    text = worker(
        pay=0,
        person=FORMER.format(ended="2026-03-31"),
        assumed='model = "fixed"\nplan_until = 90\n',
    )
    text = text.replace("1976-02-03", "1951-02-03").replace("retires_at = 60", "retires_at = 80")
    assert ahead(text, "taxable").years[0].drawn_from["pre_tax"] == pytest.approx(
        800_000_00 / 24.6, abs=1
    )


def test_a_plan_left_before_55_bears_the_additional_tax() -> None:
    """IRC 72(t)(2)(A)(v) is about the plan of the employer left at 55 or later, not of one left
    before."""
    text = worker(
        "spending_in_retirement = 50_000",
        pay=0,
        person=FORMER.format(ended="2026-03-31"),
        assumed=FIXED,
    )
    text = text.replace("1976-02-03", "1973-02-03").replace("retires_at = 60", "retires_at = 56")
    later = next(one for one in ahead(text, "taxable").years if one.year == 2030)
    assert later.returns[0].federal.early_distribution_tax > 0


def test_no_health_contributions_with_medicare() -> None:
    """IRC 223(b)(7): at work one may put Medicare off, with Social Security; from then on there is
    a premium and no contribution."""
    hsa = '[people.hsa]\ncoverage = "self_only"\n[people.social_security]\nfrom_age = {claims}\n'
    for claims, from_year in ((70, 2034), (67, 2031)):
        text = worker(person=hsa.format(claims=claims), assumed=FIXED).replace(
            "1976-02-03", "1964-02-03"
        )
        years = ahead(text.replace("retires_at = 60", "retires_at = 71"), "taxable").years
        with_premium = [one.year for one in years if one.premiums]
        assert with_premium[0] == from_year
        assert not any(one.premiums and one.contributions["hsa"] for one in years)
        assert all(one.contributions["hsa"] for one in years if one.year < from_year)


def test_spending_never_falls_below_nothing() -> None:
    """What premiums and tax lack is borrowed; only spending can be left unmet."""
    text = worker("spending = 0\nspending_in_retirement = 0", pay=0, assumed=FIXED).replace(
        "1976-02-03", "1954-02-03"
    )
    answer = ahead(
        text.replace(
            "retires_at = 60", "retires_at = 60\nsocial_security = { monthly = 0, from_age = 67 }"
        )
    )
    assert all(one.spending == 0 for one in answer.years)
    assert all(one.balances["taxable"] < 0 for one in answer.years), "premiums are owed"


def test_conversions_leave_room_for_what_is_spent() -> None:
    iras = '[[people.iras]]\nkind = "traditional"\nvalue = 900_000\n'
    text = worker(
        "spending_in_retirement = 60_000",
        pay=0,
        person=iras,
        assumed=FIXED + 'conversions = true\nfill_to = "12%"\n',
    )
    years = ahead(text.replace("1976-02-03", "1964-02-03")).years
    assert any(one.converted for one in years)
    for one in years:
        top = law(one.year).entry("income_tax").schedule["single"][1]
        assert one.returns[0].federal.taxable_income <= top * 1.01


def test_a_business_that_ends_in_a_year_earns_a_part_of_it() -> None:
    own = (
        '[[people.jobs]]\nemployer = "Own"\nself_employed = true\npay = 100_000\nended = '
        "2028-06-30\n"
    )
    household = parse_household(worker(pay=0, person=own, assumed=FIXED))
    assert at(household, 2027).people[0].jobs[0].pay == 103_400_00
    assert at(household, 2028).people[0].jobs[0].pay == pytest.approx(
        103_400_00 * 1.034 * 182 / 366, abs=1
    )


def test_income_that_accounts_give_is_said_to_be_left_to_them() -> None:
    text = worker("[income]\nlong_term_gain = 100_000\n", assumed=FIXED)
    assert any(
        "that [income] states are left out of all years ahead, including the first" in one
        for one in map(str, ahead(text).assumptions)
    )


@pytest.mark.parametrize("spent", [60_000, 100_000, 190_000])
def test_nobody_borrows_to_contribute(spent: int) -> None:
    """Where spending is stated, contributions are what pay leaves, then what the taxable account
    adds beyond the reserve of three months of spending; the match comes first."""
    text = worker(
        f"spending = {spent}\n[taxable]\nvalue = 20_000\nbasis = 20_000", pay=150_000, assumed=FIXED
    )
    answer = ahead(text)
    at_work = answer.years[:10]
    assert spent > 150_000 or all(one.balances["taxable"] > -1_000_00 for one in at_work)
    first = at_work[0]
    put_away = sum(
        first.contributions[kind]
        for kind in ("pre_tax", "roth", "after_tax", "backdoor_roth", "roth_ira")
    )
    left = 150_000_00 - first.federal_tax - first.payroll_tax - put_away
    if spent == 190_000:
        assert put_away == 0
    else:
        # All that is left after spending, and the savings beyond the reserve; a part of the tax is
        # that of dividends, which nothing foresaw.
        assert left == pytest.approx((spent - max(20_000 - spent / 4, 0)) * 100, abs=100_00)
    free = ahead(text.replace("[taxable]", "spare_cash = 150_000\n[taxable]"))
    assert sum(free.years[0].contributions.values()) >= sum(first.contributions.values())


# --- what a second reading found


def test_each_spouse_has_a_schedule_se_and_a_wage_base() -> None:
    """100,000 x 0.9235 x 15.3% whatever the other one earns; two businesses of 150,000 and 100,000
    bear the sum of both."""
    own = (
        '[[people]]\nname = "{name}"\nborn = 1980-01-01\n[[people.jobs]]\nemployer = "{name} '
        'own"\nself_employed = true\npay = {pay}\n'
    )
    paid = (
        '[[people]]\nname = "A"\nborn = 1980-01-01\n[[people.jobs]]\nemployer = "W"\npay = '
        "184_500\n"
    )
    head = 'year = 2026\nfiling_status = "married_joint"\n'
    beside = tax_bill(parse_household(head + paid + own.format(name="B", pay=100_000)))
    assert beside.federal.self_employment_tax == pytest.approx(14_129_55, abs=1)
    both = tax_bill(
        parse_household(
            head + own.format(name="A", pay=150_000) + own.format(name="B", pay=100_000)
        )
    )
    assert both.federal.self_employment_tax == pytest.approx(250_000_00 * 0.9235 * 0.153, abs=2)


def test_other_income_pays_for_spending_too() -> None:
    """Pensions and benefits of one spouse leave the pay of the other for contributions."""
    other = (
        '[[people]]\nname = "Bo"\nborn = 1959-01-01\n[people.social_security]\nmonthly = '
        "3_500\nfrom_age = 67\n"
    )
    top = 'filing_status = "married_joint"\nspending = 120_000\n[income]\npensions = 80_000\n'
    text = worker(top, pay=150_000, assumed=FIXED).replace("[assumptions]", other + "[assumptions]")
    first = ahead(text).years[0]
    assert first.contributions["after_tax"] > 30_000_00
    assert first.balances["taxable"] > -1_500_00, "nothing is borrowed for them"


def test_the_bound_of_cash_is_the_whole_year_s() -> None:
    """What was made before as_of counts in it once: the year comes to the same as one that begins
    on January 1."""
    made = "as_of = 2026-10-01\nspending = 100_000"
    text = worker("spending = 100_000", pay=200_000, assumed=FIXED + 'growth = "0%"')
    whole = ahead(text).years[0]
    later = worker(made, pay=200_000, assumed=FIXED + 'growth = "0%"')
    later = later.replace("[assumptions]", "[people.jobs.made]\npre_tax = 20_000\n[assumptions]")
    assert sum(ahead(later).years[0].contributions.values()) == pytest.approx(
        sum(whole.contributions.values()), abs=2_00
    )


@pytest.mark.parametrize("state", ["PA", "NJ", "GA", "NY", "DE"])
def test_a_survivor_s_state_tax_does_not_ask_who_stood_first(state: str) -> None:
    def person(name: str, more: str = "") -> str:
        iras = '[[people.iras]]\nkind = "traditional"\nvalue = 500_000\n'
        return (
            f'[[people]]\nname = "{name}"\nborn = '
            f"1955-06-01\n{more}\n{iras}[people.social_security]\nmonthly = 2_000\nfrom_age = "
            "67\n"
        )

    gone, left = person("A", "lives_until = 72"), person("B")
    head = (
        'year = 2026\nfiling_status = "married_joint"\nstate = '
        f'"{state}"\nspending_in_retirement = 90_000\n'
    )
    found = [
        [
            one.state_tax
            for one in ahead(
                head + text + '[assumptions]\nmodel = "fixed"\nplan_until = 80\n', "taxable"
            ).years
        ]
        for text in (gone + left, left + gone)
    ]
    assert found[0] == pytest.approx(found[1], abs=2)


def test_a_catch_up_that_must_be_roth_is_taken_from_the_roth_balance() -> None:
    more = "fica_wages_last_year = 290_000\n"
    text = worker("as_of = 2026-07-01", assumed=FIXED + 'growth = "0%"').replace(
        "pay = 200000\n", "pay = 290000\n" + more
    )
    balances = (
        "[people.jobs.made]\npre_tax = 24_500\ncatch_up = "
        "8_000\n[people.jobs.balances]\npre_tax = 500_000\n"
    )
    answer = ahead(
        text.replace(
            "[assumptions]", balances + "roth = { value = 8_000, basis = 8_000 }\n[assumptions]"
        )
    )
    assert answer.opened["pre_tax"] == 475_500_00
    assert answer.opened["roth"] == 0


def test_an_excess_of_related_employers_is_no_yes() -> None:
    job = (
        '[[people.jobs]]\nemployer = "{name}"\ngroup = "g"\npay = '
        "200_000\n[people.jobs.plan]\nafter_tax = true\nroth = true\n"
    )
    job += 'in_plan_roth_rollover = "each_paycheck"\n[people.jobs.made]\nafter_tax = 40_000\n'
    answer = plan(
        parse_household(
            worker("as_of = 2026-11-01", pay=0, person=job.format(name="X") + job.format(name="Y"))
        )
    )
    assert answer.verdict == "no"
    assert [(one.kind, one.amount) for one in answer.excesses] == [("annual_additions", 8_000_00)]


def test_a_business_counts_its_net_earnings_for_benefits() -> None:
    job = '[[people.jobs]]\nemployer = "Own"\nself_employed = true\npay = {pay}\n'
    wage = '[[people.jobs]]\nemployer = "Wage"\npay = {pay}\n'
    own, paid = (
        years_ahead(parse_household(worker(pay=0, person=text, assumed=FIXED)), "taxable")
        .years[-1]
        .income
        for text in (job.format(pay=100_000), wage.format(pay=92_350))
    )
    assert own == pytest.approx(paid, rel=1e-4)


def test_two_employers_of_one_person_take_social_security_of_one_wage_base() -> None:
    """2026: 6.2% of 150,000 twice is 18,600; of 184,500 it is 11,439, and 7,161 comes back (IRC
    31(b), 6413(c))."""
    job = '[[people.jobs]]\nemployer = "{name}"\npay = 150_000\n'
    household = parse_household(
        worker(pay=0, person=job.format(name="W") + job.format(name="V"), assumed=FIXED)
    )
    bill = tax_bill(household)
    assert bill.excess_social_security == 7_161_00
    assert bill.due == bill.federal.total - bill.withheld - 7_161_00
    assert (
        years_ahead(household, "taxable").years[0].payroll_tax == 2 * 150_000_00 * 0.0765 - 7_161_00
    )


def test_an_excess_comes_back_and_is_no_step_to_take() -> None:
    """126,500 of annual additions against 72,000: the year ahead keeps 40,500 after tax, and the
    first step says so."""
    job = '[[people.jobs]]\nemployer = "Bigco"\npay = 300_000\n[people.jobs.plan]\n' + UNDER_PLAN
    made = "[people.jobs.made]\npre_tax = 24_500\nafter_tax = 95_000\nmatch = 7_000\n"
    text = worker(
        "as_of = 2026-10-01", pay=0, person=job + made, assumed=FIXED + 'growth = "0%"'
    ).replace("1976", "1980")
    first = ahead(text).years[0]
    assert first.contributions["after_tax"] == 40_500_00
    assert first.balances["roth"] == 40_500_00 + first.contributions["backdoor_roth"]
    assert any(
        "are $54,500.00 over the limits: in the years ahead that is paid back in the same year"
        in one
        for one in map(str, ahead(text).assumptions)
    )
    steps = [str(step.text) for step in plan(parse_household(text)).steps]
    assert (
        "stop after-tax contributions at once if they continue, and ask the plan to correct"
        in steps[0]
    )
    assert not any("turn on the automatic" in one or "contributions early" in one for one in steps)


UNDER_PLAN = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\n'
