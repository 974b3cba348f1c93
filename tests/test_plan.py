"""One plan year: what the waterfall, the move and the notes must get right, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from conftest import EXAMPLES
from megaroth.kernel.errors import InputError
from megaroth.kernel.money import dollars
from megaroth.law.load import law
from megaroth.model.household import Household, Job, Person
from megaroth.planning.outlook import years_ahead
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.present.plan import steps_at
from megaroth.readers.household_file import parse_household, read_household

HEAD = 'schema = 1\nyear = 2026\nmarginal_rate = "30%"\n'
PLAN = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\n'


def household(
    plan_rules: str = PLAN,
    *,
    head: str = "",
    job: str = "",
    born: str = "1985-06-15",
    pay: str = "pay = 200_000",
    tail: str = "",
) -> PlanYear:
    text = f"""{HEAD}{head}
[[people]]
name = "A"
born = {born}
[[people.jobs]]
employer = "E"
{pay}
{job}
[people.jobs.plan]
{plan_rules}
{tail}"""
    return plan(parse_household(text))


def only(answer: PlanYear):
    return answer.people[0].jobs[0]


def test_related_employers_share_one_limit_and_unrelated_ones_do_not() -> None:
    second = f"""
[[people.jobs]]
employer = "F"
pay = 200_000
{{}}
[people.jobs.plan]
{PLAN}"""
    apart = household(tail=second.format(""))
    together = household(job='group = "g"', tail=second.format('group = "g"'))
    assert [job.contributions.after_tax for job in apart.people[0].jobs] == [47_500_00, 72_000_00]
    assert sum(job.annual_additions for job in together.people[0].jobs) == 72_000_00


def test_a_match_on_after_tax_money_shares_the_room_with_it() -> None:
    rules = (
        PLAN + 'match = [{ rate = "50%", up_to_dollars = 100_000 }]\nmatch_most = '
        "20_000\nmatch_on_after_tax = true\n"
    )
    job = only(household(rules))
    assert job.contributions.match == 20_000_00
    assert job.annual_additions == 72_000_00


@pytest.mark.parametrize(
    ("wages", "roth", "catch_up", "is_roth"),
    [
        ("150_000", "true", 8_000_00, False),
        ("150_000.01", "true", 8_000_00, True),
        ("150_000.01", "false", 0, True),
        ("0", "false", 8_000_00, False),
    ],
)
def test_the_roth_catch_up_rule(wages: str, roth: str, catch_up: int, is_roth: bool) -> None:
    rules = f"roth = {roth}\nafter_tax = true\n"
    answer = household(rules, born="1974-12-31", job=f"fica_wages_last_year = {wages}")
    assert (only(answer).contributions.catch_up, only(answer).catch_up_is_roth) == (
        catch_up,
        is_roth,
    )
    assert (
        any(
            "must be Roth" in text or "would have to be Roth" in text
            for text in map(str, answer.warnings)
        )
        == is_roth
    )


def test_choosing_roth_deferrals_is_not_called_a_duty() -> None:
    answer = household(
        born="1974-12-31",
        job="fica_wages_last_year = 140_000",
        tail='[people.jobs.elections]\ndeferral_kind = "roth"',
    )
    assert only(answer).catch_up_is_roth
    assert not any("must be Roth" in text for text in map(str, answer.warnings))


@pytest.mark.parametrize(
    ("born", "catch_up"),
    [
        ("1977-01-01", 0),
        ("1976-12-31", 8_000_00),
        ("1966-12-31", 11_250_00),
        ("1963-01-01", 11_250_00),
        ("1962-12-31", 8_000_00),
    ],
)
def test_catch_up_by_age_at_year_end(born: str, catch_up: int) -> None:
    assert only(household(born=born)).contributions.catch_up == catch_up


def test_catch_up_comes_only_beyond_a_limit() -> None:
    answer = household(born="1970-01-01", tail="[people.jobs.elections]\ndeferral = 10_000")
    assert only(answer).contributions.catch_up == 0
    low = household(born="1970-01-01", pay="pay = 20_000")
    # Payroll tax of 7.65% comes out of pay first.
    assert only(low).contributions.pre_tax == 26 * (769_23 - 58_85)
    assert only(low).contributions.catch_up == 0, "no pay is left after the deferrals"


def test_deferrals_made_beyond_the_limit_are_catch_up_from_50() -> None:
    answer = household(
        born="1970-01-01", head="as_of = 2026-07-01", tail="[people.jobs.made]\npre_tax = 30_000"
    )
    job = only(answer)
    assert (job.contributions.pre_tax, job.contributions.catch_up) == (24_500_00, 8_000_00)
    assert job.after_tax_room == 47_500_00
    young = household(head="as_of = 2026-07-01", tail="[people.jobs.made]\npre_tax = 30_000")
    assert [(one.kind, one.employer, one.amount) for one in young.excesses] == [
        ("elective_deferral", None, 5_500_00)
    ]


def test_excess_deferrals_follow_the_person_across_jobs() -> None:
    second = (
        '\n[[people.jobs]]\nemployer = "F"\npay = '
        "100_000\n[people.jobs.plan]\n[people.jobs.made]\npre_tax = 20_000\n"
    )
    answer = household(
        head="as_of = 2026-07-01", tail="[people.jobs.made]\npre_tax = 20_000\n" + second
    )
    assert [(one.kind, one.employer, one.amount) for one in answer.excesses] == [
        ("elective_deferral", None, 15_500_00)
    ]


def test_additions_already_beyond_the_limit_are_told() -> None:
    made = "[people.jobs.made]\npre_tax = 24_500\nafter_tax = 45_000\nnonelective = 20_000"
    answer = household(head="as_of = 2026-11-01", tail=made)
    assert [(one.kind, one.employer, one.amount) for one in answer.excesses] == [
        ("annual_additions", "E", 17_500_00)
    ]


def test_ira_pay_is_what_is_left_in_income() -> None:
    answer = household(pay="pay = 30_000")
    assert only(answer).contributions.pre_tax == 24_500_00
    assert answer.people[0].ira_limit == 5_500_00
    roth = household(pay="pay = 30_000", tail='[people.jobs.elections]\ndeferral_kind = "roth"')
    assert roth.people[0].ira_limit == 7_500_00


def test_plan_money_in_a_traditional_ira_makes_the_same_years_backdoor_pro_rata() -> None:
    rules = (
        'after_tax = true\nin_service_withdrawal = ["after_tax"]\nseparate_after_tax_source = '
        "false\n"
    )
    tail = (
        "[people.jobs.balances]\npre_tax = 80_000\nafter_tax = { value = 20_000, basis = 20_000 }"
    )
    answer = household(rules, tail=tail)
    rolled = sum(move.amount for move in answer.rollovers if move.to == "traditional_ira")
    conversion = answer.conversions[0]
    assert rolled > 0
    assert conversion.basis == round(7_500_00 * 7_500_00 / (rolled + 7_500_00))
    assert any("makes the backdoor Roth pro rata" in text for text in map(str, answer.warnings))


def test_an_ira_balance_matters_to_the_ordinary_backdoor_alone() -> None:
    answer = household(tail='[[people.iras]]\nkind = "sep"\nvalue = 92_500')
    assert answer.conversions[0].taxable == 6_937_50
    assert answer.taxable == 0
    assert any("does not affect the mega backdoor" in text for text in map(str, answer.warnings))


def test_part_of_a_roth_ira_goes_directly_beside_a_pre_tax_ira() -> None:
    answer = household(
        head="magi = 160_500", tail='[[people.iras]]\nkind = "traditional"\nvalue = 50_000'
    )
    assert (answer.people[0].roth_ira, answer.people[0].traditional_ira) == (3_750_00, 3_750_00)
    clean = household(head="magi = 160_500")
    assert (clean.people[0].roth_ira, clean.people[0].traditional_ira) == (0, 7_500_00)


def test_the_way_of_the_ira_is_settled_after_all_steps() -> None:
    answer = household(
        pay="pay = 170_000", head='order = ["ira", "match", "deferral", "after_tax"]'
    )
    assert answer.people[0].magi == 145_500_00
    assert (answer.people[0].roth_ira, answer.people[0].traditional_ira) == (7_500_00, 0)


def couple(head: str, first: str = "", second: str = "") -> PlanYear:
    person = (
        '[[people]]\nname = "{}"\nborn = 1980-01-01\n[[people.jobs]]\nemployer = "{}"\npay = '
        "{}\n[people.jobs.plan]\n{}"
    )
    return plan(
        parse_household(
            HEAD
            + head
            + "\n"
            + person.format("A", "E", 120_000, first)
            + "\n"
            + person.format("B", "F", 120_000, second)
        )
    )


def test_spouses_filing_separately_have_an_income_each() -> None:
    answer = couple('filing_status = "married_separate"\nlived_apart = true')
    assert [person.magi for person in answer.people] == [95_500_00, 95_500_00]
    assert [person.roth_ira for person in answer.people] == [7_500_00, 7_500_00]
    together = couple('filing_status = "married_separate"')
    assert [person.roth_ira_limit for person in together.people] == [0, 0]


def test_a_spouse_without_pay_contributes_on_the_other_ones() -> None:
    text = (
        HEAD + 'filing_status = "married_joint"\n[[people]]\nname = "A"\nborn = '
        '1980-01-01\n[[people.jobs]]\nemployer = "E"\npay = 9_000\n'
    )
    answer = plan(parse_household(text + '[[people]]\nname = "B"\nborn = 1970-01-01\n'))
    assert [person.ira_limit for person in answer.people] == [7_500_00, 1_500_00]


def test_income_of_in_plan_rollovers_counts_and_of_rollovers_to_a_roth_ira_does_not() -> None:
    tail = "[people.jobs.balances]\nafter_tax = { value = 20_000, basis = 10_000 }"
    inside = household(tail=tail)
    outside = household('after_tax = true\nin_service_withdrawal = ["after_tax"]', tail=tail)
    assert inside.taxable == outside.taxable == 10_000_00
    assert inside.people[0].magi - outside.people[0].magi == 10_000_00


def test_growth_does_not_depend_on_how_often_one_is_paid() -> None:
    rules = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "yearly"'
    tail = (
        "[people.jobs.balances]\nafter_tax = { value = 100_000, basis = 100_000 "
        "}\n[people.jobs.elections]\nafter_tax = 0"
    )
    taxable = {
        household(rules, head='growth = "10%"', job=f'pay_frequency = "{often}"', tail=tail).taxable
        for often in ("weekly", "biweekly", "semimonthly", "monthly")
    }
    assert taxable == {round(100_000_00 * 0.10 * 364 / 365)}


def test_a_loss_before_the_move_is_not_taxed_and_its_basis_stays() -> None:
    rules = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "quarterly"'
    answer = household(rules, head='growth = "-30%"')
    assert answer.taxable == 0
    assert only(answer).after_tax_left_basis > 0
    assert all(move.basis == move.amount for move in answer.rollovers)


def test_pre_1987_basis_comes_out_first() -> None:
    rules = (
        'after_tax = true\nin_service_withdrawal = ["after_tax"]\nseparate_after_tax_source = '
        "false\n"
    )
    tail = (
        "[people.jobs.balances]\npre_tax = 90_000\nafter_tax = { value = 10_000, basis = 10_000, "
        "pre_1987 = 8_000 }\n"
        "[people.jobs.elections]\nafter_tax = 0\ndeferral = 0"
    )
    first = household(rules, born="1950-01-01", head='order = ["after_tax"]', tail=tail).rollovers
    to_roth = next(move for move in first if move.to == "roth_ira")
    # 8,000 first, then 2,000 of the rest at 2,000 in 92,000.
    assert to_roth.basis == 8_000_00 + round(2_000_00 * 2_000_00 / 92_000_00)


def test_money_of_a_job_that_ended_before_the_plan_begins_still_moves() -> None:
    tail = "[people.jobs.balances]\nafter_tax = { value = 5_000, basis = 4_000 }"
    answer = household(
        "after_tax = true", head="as_of = 2026-05-01", job="ended = 2026-02-15", tail=tail
    )
    assert [
        (move.date.isoformat(), move.to, move.amount, move.taxable) for move in answer.rollovers
    ] == [("2026-05-01", "roth_ira", 5_000_00, 1_000_00)]
    assert answer.verdict == "yes"
    nothing = household("after_tax = true", head="as_of = 2026-05-01", job="ended = 2026-02-15")
    assert nothing.verdict == "no"
    assert any("No paychecks are left" in reason for reason in map(str, nothing.reasons))


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [
        ("", "no"),
        ("after_tax = true", "later"),
        (PLAN, "yes"),
        ('after_tax = "unknown"', "depends"),
    ],
)
def test_the_verdict(rules: str, verdict: str) -> None:
    assert household(rules).verdict == verdict


def test_no_room_is_no() -> None:
    answer = household(PLAN + "other_employer = 60_000")
    assert answer.verdict == "no"
    assert any("no room" in reason for reason in map(str, answer.reasons))


def test_two_businesses_use_one_wage_base_and_one_limit() -> None:
    own = (
        '\n[[people.jobs]]\nemployer = "{}"\npay = 150_000\nself_employed = '
        "true\n[people.jobs.plan]\nafter_tax = true\n"
    )
    own += 'in_service_withdrawal = ["after_tax"]\n'
    text = HEAD + '[[people]]\nname = "A"\nborn = 1980-01-01\n' + own.format("X") + own.format("Y")
    jobs = plan(parse_household(text)).people[0].jobs
    numbers = law(2026)
    social = round(numbers.social_security_wage_base * 0.124)
    medicare = round(300_000_00 * 0.9235 * 0.029)
    net = 300_000_00 - round((social + medicare) / 2)
    assert sum(job.compensation for job in jobs) == pytest.approx(net, abs=2)
    assert sum(job.annual_additions for job in jobs) == 72_000_00


def test_deferrals_leave_room_where_after_tax_money_can_use_it() -> None:
    second = (
        '\n[[people.jobs]]\nemployer = "F"\npay = 100_000\n[people.jobs.plan]\nmatch = [{ '
        'rate = "100%", up_to = "3%" }]\n'
    )
    answer = household(PLAN + 'match = [{ rate = "100%", up_to = "2%" }]', tail=second)
    mega, plain = answer.people[0].jobs
    assert mega.contributions.pre_tax == 4_000_00, "what earns the match"
    assert plain.contributions.pre_tax == 20_500_00
    assert mega.contributions.after_tax == 72_000_00 - 8_000_00
    assert any("deferrals go first to F" in text for text in map(str, answer.assumptions))


def test_an_unstated_last_year_is_a_range_where_a_lower_cap_turns_on_it() -> None:
    rules = PLAN + 'after_tax_cap = { percent = "10%", hce_percent = "5%" }'
    answer = household(rules)
    after_tax = only(answer).contributions.after_tax
    assert (after_tax.low, after_tax.high) == (10_000_00, 20_000_00)
    assert [(question.to, question.rule) for question in answer.questions] == [
        ("you", "pay_last_year")
    ]
    assert (
        only(household(rules, job="pay_last_year = 160_000")).contributions.after_tax == 20_000_00
    )
    assert (
        only(household(rules, job="pay_last_year = 160_000.01")).contributions.after_tax
        == 10_000_00
    )


def test_pay_of_related_employers_counts_together_for_the_highly_compensated() -> None:
    rules = PLAN + 'after_tax_cap = { percent = "10%", hce_percent = "5%" }'
    job = 'group = "g"\npay_last_year = 100_000'
    second = f'\n[[people.jobs]]\nemployer = "F"\npay = 1_000\n{job}\n[people.jobs.plan]\n'
    assert only(household(rules, job=job, tail=second)).contributions.after_tax == 10_000_00


@pytest.mark.parametrize("cash", range(0, 90_000, 7_500))
def test_cash_stops_the_waterfall_where_it_runs_out(cash: int) -> None:
    answer = household(
        PLAN + 'match = [{ rate = "100%", up_to = "3%" }]',
        head=f"spare_cash = {cash}",
        tail='[people.hsa]\ncoverage = "self_only"',
    )
    person, job = answer.people[0], only(answer)
    used = [min(cash, 6_000), 4_400, 18_500, 7_500, 41_500]
    left = cash - used[0]
    want = [used[0]]
    for step in used[1:]:
        want.append(min(step, left))
        left -= want[-1]
    got = [
        min(job.contributions.pre_tax, 6_000_00),
        person.hsa,
        max(job.contributions.pre_tax - 6_000_00, 0),
        person.roth_ira + person.traditional_ira,
    ]
    assert [amount // 100 for amount in [*got, job.contributions.after_tax]] == want
    assert answer.spare_cash_left == max(left, 0) * 100


HSA = "[people.hsa]\n"
HALF = str(["family"] * 6 + ["self_only"] * 6).replace("'", '"')
DECEMBER = str(["none"] * 11 + ["family"]).replace("'", '"')


@pytest.mark.parametrize(
    ("text", "born", "limit"),
    [
        ('coverage = "family"', "1990-01-01", 8_750_00),
        ('coverage = "self_only"\nmedicare_from = 2026-07-01', "1961-07-10", 2_700_00),
        (f"coverage = {HALF}", "1990-01-01", 6_575_00),
        (f"coverage = {HALF}\nlast_month_rule = true", "1990-01-01", 6_575_00),
        (
            f"coverage = {DECEMBER}\nlast_month_rule = true",
            "1990-01-01",
            8_750_00,
        ),
        ('coverage = "family"\nfamily_share = "40%"', "1990-01-01", 3_500_00),
    ],
)
def test_the_hsa_limit_by_months(text: str, born: str, limit: int) -> None:
    assert household(born=born, tail=HSA + text).people[0].hsa_limit == limit


def test_spouses_share_the_family_limit_only_while_both_are_eligible() -> None:
    def person(name: str, extra: str) -> str:
        return (
            f'[[people]]\nname = "{name}"\nborn = 1960-01-01\n[people.hsa]\ncoverage = '
            f'"family"\n{extra}\n'
        )

    text = (
        HEAD
        + 'filing_status = "married_joint"\n'
        + person("A", "medicare_from = 2026-06-01")
        + person("B", "")
    )
    a, b = plan(parse_household(text)).people
    assert a.hsa_limit == round((4_375_00 + 1_000_00) * 5 / 12)
    assert b.hsa_limit == round((4_375_00 * 5 + 8_750_00 * 7) / 12) + 1_000_00


def test_a_yearly_plan_splits_even_paychecks_and_27_paydays_too() -> None:
    answer = household(job="first_payday = 2026-01-09")
    assert only(answer).paychecks_left == 26
    # 2032 has 27 biweekly paydays from January 2 on.
    text = (
        HEAD.replace("2026", "2032")
        + '[[people]]\nname="A"\nborn=1980-01-01\n[[people.jobs]]\nemployer="E"\npay=270_000\n'
        "first_payday=2032-01-02\n[people.jobs.plan]\n" + PLAN
    )
    job = plan(parse_household(text)).people[0].jobs[0]
    assert job.paychecks_left == 27
    assert job.compensation == 270_000_00


def test_the_same_plan_twice_is_the_same() -> None:
    assert household() == household()


def test_ira_and_hsa_contributions_made_so_far_are_not_made_again() -> None:
    text = """
schema = 1
year = 2026
as_of = 2026-07-01
spare_cash = 20_000
[[people]]
name = "Kim"
born = 1985-02-03
ira_made = 3_000
hsa = { coverage = "self_only", employer = 500, made = 1_000 }
[[people.jobs]]
employer = "Acme"
pay = 90_000
"""
    before = plan(parse_household(text)).people[0]
    assert (before.ira_limit, before.roth_ira, before.hsa) == (7_500_00, 4_500_00, 2_900_00)
    # What was made counts in the cash of the year: 20,000 less 4,000 leaves room for both.
    less = plan(parse_household(text.replace("spare_cash = 20_000", "spare_cash = 5_000"))).people[
        0
    ]
    assert (less.hsa, less.roth_ira) == (1_000_00, 0)
    whole = parse_household(
        text.replace("made = 1_000", "made = 0").replace("ira_made = 3_000", "ira_made = 0")
    )
    fresh = plan(whole).people[0]
    assert (fresh.roth_ira, fresh.hsa) == (7_500_00, 3_900_00)
    assert before.magi == fresh.magi, "what is deducted does not depend on when it was contributed"
    with pytest.raises(InputError, match="as_of"):
        parse_household(text.replace("as_of = 2026-07-01\n", ""))


@pytest.mark.parametrize("name", ["fica_wages_last_year", "pay_last_year"])
def test_wages_that_decide_by_yes_or_no_are_refused_as_columns(name: str) -> None:
    job = Job(employer="Acme", pay=90_000_00, **{name: np.array([100_000_00, 200_000_00])})
    household = Household(
        year=2026, people=(Person(name="Kim", born=date(1970, 1, 1), jobs=(job,)),)
    )
    with pytest.raises(TypeError, match=name):
        plan(household)


def test_too_much_made_to_an_ira_and_an_hsa_is_told_and_not_deducted() -> None:
    text = """
schema = 1
year = 2026
as_of = 2026-07-01
[[people]]
name = "Kim"
born = 1985-02-03
ira_made = 9_000
hsa = { coverage = "self_only", employer = 500, made = 6_000 }
[[people.jobs]]
employer = "Acme"
pay = 90_000
"""
    answer = plan(parse_household(text))
    assert answer.people[0].magi == 90_000_00 - 3_900_00
    april = date(2027, 4, 15)
    found = [
        (one.kind, one.employer, one.amount, one.notify_by, one.correct_by)
        for one in answer.excesses
    ]
    assert found == [("ira", None, 1_500_00, None, april), ("hsa", None, 2_100_00, None, april)]
    assert answer.warnings[:2] == [one.text for one in answer.excesses]
    assert {one.name: one.amount for one in answer.alternatives if one.name != "roth_401k"} == {
        "roth_ira": 0,
        "backdoor_roth": 0,
        "hsa": 0,
    }


def test_after_tax_money_made_so_far_and_in_no_balance_is_told() -> None:
    text = (EXAMPLES / "mid_year.toml").read_text("utf-8")
    answer = plan(parse_household(text))
    told = "made so far of $4,000.00 are in no stated balance"
    assert any(told in warning for warning in map(str, answer.warnings))
    held = plan(
        parse_household(
            text + "\n[people.jobs.balances]\nafter_tax = { value = 4_000, basis = 4_000 }\n"
        )
    )
    assert not any(told in warning for warning in map(str, held.warnings))
    assert held.to_roth == answer.to_roth + 4_000_00


def test_a_move_between_states_is_taxed_by_the_part_of_the_year() -> None:
    from megaroth.planyear.tax_bill import tax_bill

    text = (
        'year = 2026\nstate = "TX"\n{}[[people]]\nname = "Ann"\nborn = '
        '1960-02-03\n[[people.jobs]]\nemployer = "Acme"\npay = 250_000\n'
    )
    moved = tax_bill(parse_household(text.format('previous_state = "CA"\nmoved = 2026-07-02\n')))
    stayed = tax_bill(parse_household(text.format("").replace("TX", "CA")))
    assert moved.state is not None
    assert stayed.state is not None
    assert moved.state.total == pytest.approx(stayed.state.total * 182 / 365, abs=1)
    assert moved.federal == stayed.federal
    assert any("CA for 49.9% of the year" in note for note in map(str, moved.assumptions))
    with pytest.raises(
        InputError, match="moved: found nothing; expected previous_state and moved together"
    ):
        parse_household(text.format('previous_state = "CA"\n'))
    with pytest.raises(InputError, match="moved: found 2025-07-02; expected a day of 2026"):
        parse_household(text.format('previous_state = "CA"\nmoved = 2025-07-02\n'))


def test_paychecks_are_withheld_from_and_the_rest_is_due() -> None:
    from megaroth.planyear.tax_bill import tax_bill
    from megaroth.tax.withholding import withholding

    text = (
        'year = 2026\nspare_cash = 24_500\n[[people]]\nname = "Ann"\nborn = '
        '1980-02-03\n[[people.jobs]]\nemployer = "Acme"\n'
        'pay = 260_000\npay_frequency = "biweekly"\n[people.jobs.plan]\n'
    )
    bill = tax_bill(parse_household(text))
    (slip,) = bill.pay_slips
    assert slip.gross == 10_000_00
    assert slip.contributed == round(24_500_00 / 26)
    assert slip.federal_withholding == withholding(
        law(2026), round((260_000_00 - 24_500_00) / 26), 26, "single"
    )
    assert slip.net == slip.gross - slip.contributed - slip.payroll_tax - slip.federal_withholding
    assert bill.withheld == pytest.approx(26 * slip.federal_withholding + 540_00, abs=26), (
        "with the additional Medicare tax above 200,000"
    )
    assert abs(bill.due) < 100
    assert bill.take_home == pytest.approx(26 * slip.net, abs=200)


def test_each_alternative_tells_what_it_does_to_the_years_tax() -> None:
    text = (
        'year = 2026\nstate = "CA"\n[[people]]\nname = "Ann"\nborn = '
        '1980-02-03\n{}[people.hsa]\ncoverage = "self_only"\n'
        '[[people.jobs]]\nemployer = "Acme"\npay = 260_000\n[people.jobs.plan]\nroth = true\n'
    )
    ira = '[[people.iras]]\nkind = "traditional"\nvalue = 67_500\n'
    by_name = {one.name: one for one in plan(parse_household(text.format(""))).alternatives}
    # 35% and 32% of the federal schedule, 9.3% of California's; the health savings account saves no
    # state tax there.
    assert by_name["roth_401k"].tax == pytest.approx(24_500 * (0.32 + 0.093) * 100, rel=0.05)
    assert by_name["hsa"].tax == pytest.approx(-4_400 * 0.32 * 100, rel=0.1)
    assert by_name["backdoor_roth"].tax == 0
    with_ira = {one.name: one for one in plan(parse_household(text.format(ira))).alternatives}
    assert with_ira["backdoor_roth"].tax == pytest.approx(6_750 * (0.32 + 0.093) * 100, rel=0.1)
    basis = text.format(ira.replace("67_500", "100_000\nbasis = 40_000"))
    halfway = {one.name: one for one in plan(parse_household(basis)).alternatives}
    # Form 8606: 60,000 of 107,500 are pre-tax.
    assert halfway["backdoor_roth"].tax == pytest.approx(
        7_500 * 60_000 / 107_500 * 0.413 * 100, rel=0.02
    )
    by_rate = {
        one.name: one
        for one in plan(
            parse_household('state_marginal_rate = "9%"\n' + text.format(""))
        ).alternatives
    }
    assert by_rate["roth_401k"].tax - by_name["roth_401k"].tax == pytest.approx(
        24_500 * (0.09 - 0.093) * 100, abs=100
    )
    solo = (
        'year = 2026\n[[people]]\nname = "Ann"\nborn = 1980-02-03\n[[people.jobs]]\nemployer = '
        '"Own"\nself_employed = true\n'
        "pay = 200_000\n[people.jobs.plan]\nroth = true\n"
    )
    own = {one.name: one for one in plan(parse_household(solo)).alternatives}
    # A pre-tax deferral of an own business lowers its qualified business income too (26 CFR
    # 1.199A-3(b)(1)(vi)): 20% is lost again.
    assert own["roth_401k"].tax == pytest.approx(24_500 * 0.24 * (1 - 0.2) * 100, abs=100)
    stated = {
        one.name: one
        for one in plan(parse_household('marginal_rate = "30%"\n' + text.format(""))).alternatives
    }
    assert stated["hsa"].tax == -4_400 * 30
    before = {
        one.name: one
        for one in plan(parse_household(text.format("").replace("2026", "2020"))).alternatives
    }
    assert before["roth_401k"].tax is None


def test_separate_returns_have_the_facts_of_their_own_spouse() -> None:
    text = (
        'year = 2026\nstate = "NJ"\nfiling_status = "married_separate"\n{}'
        '[[people]]\nname = "A"\nborn = 1970-01-01\n[[people.jobs]]\nemployer = "E"\npay = '
        "300_000\n"
        '[[people.iras]]\nkind = "traditional"\nvalue = 100_000\ntaxed_by_state = {}\n'
        '[[people]]\nname = "B"\nborn = 1970-01-01\n[[people.jobs]]\nemployer = "F"\npay = '
        "300_000\n"
        '[[people.iras]]\nkind = "traditional"\nvalue = 100_000\ntaxed_by_state = {}\n'
    )

    def back_doors(first: str, second: str) -> dict[str, int]:
        found = plan(parse_household(text.format("", first, second))).alternatives
        return {one.person: one.tax for one in found if one.name == "backdoor_roth"}

    one, other = back_doors("100_000", "0"), back_doors("0", "100_000")
    assert one["A"] == other["B"] < one["B"] == other["A"]


def test_another_year_than_that_of_the_move_is_lived_in_one_state() -> None:
    from megaroth.planyear.state_return import in_year

    text = (
        'year = 2026\nstate = "CA"\nprevious_state = "TX"\nmoved = '
        '2026-07-01\n[[people]]\nname = "A"\nborn = 1970-01-01\n'
    )
    home = parse_household(text)
    assert [in_year(home, year).state for year in (2025, 2026, 2027)] == ["TX", "CA", "CA"]
    assert [in_year(home, year).moved for year in (2025, 2027)] == [None, None]
    with pytest.raises(InputError, match="a different state from"):
        parse_household(text.replace("TX", "CA"))


def test_jobs_one_after_the_other_are_withheld_from_as_one() -> None:
    from megaroth.planyear.tax_bill import tax_bill

    bill = tax_bill(parse_household((EXAMPLES / "job_change_june.toml").read_text("utf-8")))
    assert len(bill.pay_slips) == 2
    # Beside what both took of Social Security beyond one wage base.
    assert abs(bill.due + bill.excess_social_security) < 5_000_00


def test_a_column_and_unknown_rules_are_refused_together() -> None:

    home = parse_household((EXAMPLES / "unknown_rules.toml").read_text("utf-8"))
    job = replace(home.people[0].jobs[0], pay=np.array([100_000_00, 200_000_00]))
    with pytest.raises(TypeError, match="unknown plan rules"):
        plan(replace(home, people=(replace(home.people[0], jobs=(job,)),)))


def test_steps_of_a_job_are_for_the_day_before_its_first_check() -> None:
    """On the first day of the year they are not overdue, and on the payday it is too late."""
    found = plan(read_household(EXAMPLES / "job_change_june.toml")).steps
    ours = [
        step
        for step in found
        if str(step.text).startswith("Kai, Newco")
        and (step.text.code == "elect_checks" or "turn on" in str(step.text))
    ]
    # The job begins on July 6, and its first check is that of July 15.
    assert [step.date for step in ours] == [date(2026, 7, 14)] * 2
    january = plan(read_household(EXAMPLES / "low_pay.toml"))
    late = [step for step, overdue in steps_at(january, date(2026, 1, 5)) if overdue]
    assert late == []


def test_a_taxed_back_door_says_so_in_its_step() -> None:
    answer = plan(read_household(EXAMPLES / "high_earner_52.toml"))
    step = next(
        step
        for step in answer.steps
        if "Robin: contribute" in str(step.text) and "traditional IRA" in str(step.text)
    )
    assert f"{dollars(answer.conversions[0].taxable)} of it is income" in str(step.text)


def test_money_that_waits_grows_as_years_ahead_do_where_no_growth_is_stated() -> None:
    text = (EXAMPLES / "no_way_out.toml").read_text("utf-8")
    unsaid = parse_household(
        "\n".join(line for line in text.splitlines() if not line.startswith("growth"))
    )
    assert unsaid.growth == 0
    waits = next(
        one for one in map(str, plan(unsaid).warnings) if "After 10 years at 6% a year" in one
    )
    assert "$0.00 of earnings" not in waits


def test_stated_income_for_the_roth_ira_changes_nothing_else_of_the_tax() -> None:
    """magi decides about IRAs (IRC 408A(c)(3)); the year's rollovers are on the return whether it
    is stated or found."""
    from megaroth.planyear.tax_bill import tax_bill

    text = (
        'year = 2026\nstate = "NJ"\ngrowth = "12%"\n{}\n[[people]]\nname = "Ann"\nborn = '
        "1980-02-03\n[[people.iras]]\n"
        'kind = "traditional"\nvalue = 60_000\nbasis = 0\ntaxed_by_state = '
        '20_000\n[[people.jobs]]\nemployer = "Acme"\npay = 400_000\n'
        "[people.jobs.plan]\nroth = true\nafter_tax = true\n{}\n"
    )
    for way in ('in_plan_roth_rollover = "yearly"', 'in_service_withdrawal = ["after_tax"]'):
        found = parse_household(text.format("", way))
        stated = replace(found, magi=plan(found).people[0].magi)
        assert plan(found).taxable > 0
        assert [one.tax for one in plan(stated).alternatives] == [
            one.tax for one in plan(found).alternatives
        ]
        assert replace(tax_bill(stated), assumptions=[]) == replace(tax_bill(found), assumptions=[])


@pytest.mark.parametrize("cash", [None, 5_000, 20_000, 100_000])
def test_a_match_made_by_an_own_business_is_the_households_own_money(cash: int | None) -> None:
    """The owner paid it, so it counts in what is put away and came out of spare_cash; an own
    business is no employer beside it."""
    bound = "" if cash is None else f"spare_cash = {cash}\n"
    home = parse_household(f"""
schema = 1
year = 2026
as_of = 2026-06-30
{bound}[[people]]
name = "Sam"
born = 1986-03-05
[[people.jobs]]
employer = "Own"
self_employed = true
pay = 200_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "quarterly"
nonelective = "3%"
[people.jobs.made]
match = 5_000
""")
    answer = plan(home)
    (person,) = answer.people
    parts = person.jobs[0].contributions
    assert parts.match == 5_000_00
    put_away = sum(vars(parts).values()) + person.roth_ira + person.traditional_ira
    assert answer.own_contributions == put_away
    assert answer.employer_contributions == 0
    if cash is not None:
        assert answer.spare_cash_left == cash * 100 - put_away
        assert put_away <= cash * 100
    assert years_ahead(home).years[0].own == put_away
