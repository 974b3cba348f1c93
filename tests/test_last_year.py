"""Last year's pay: catch-up that must be Roth, and who is highly compensated."""

from __future__ import annotations

import pytest

from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.planyear.tax_bill import tax_bill
from megaroth.readers.household_file import parse_household
from megaroth.readers.reform_file import parse_reform

ROTH = "[people.jobs.plan]\nroth = true\n"
AFTER_TAX = (
    '[people.jobs.plan]\nroth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\n'
)


def text(job: str, *, year: int = 2026, born: str = "1971-01-01", head: str = "") -> str:
    person = f'[[people]]\nname = "Sam"\nborn = {born}\n[[people.jobs]]\nemployer = "Co"\n'
    return f'schema = 1\nyear = {year}\nfiling_status = "single"\n{head}{person}{job}'


def answer(job: str, **more: object) -> PlanYear:
    law_book: LawBook = more.pop("law_book", PUBLISHED)  # type: ignore[assignment]
    return plan(parse_household(text(job, **more)), law_book)  # type: ignore[arg-type]


def about(found: PlanYear, *words: str) -> list[str]:
    return [
        warning for warning in map(str, found.warnings) if all(word in warning for word in words)
    ]


UNDER_WAY = "as_of = 2026-12-15\n"
HIGH_PAID = "pay = 200_000\nfica_wages_last_year = 200_000\nfirst_payday = 2026-01-09\n"


@pytest.mark.parametrize(
    ("made", "agi", "tax"),
    [
        ("roth = 8_000\npre_tax = 24_500", 175_500_00, 30_854_00),
        # Without the duty, or with Roth elected for what is to come, what was made before taxes
        # stays so.
        ("roth = 12_000\npre_tax = 20_500", 179_500_00, None),
        # Of 32,500 at least 8,000 must be Roth: 5,500 of pre-tax money is corrected into Roth, and
        # is income.
        ("roth = 2_500\npre_tax = 30_000", 175_500_00, None),
    ],
)
def test_roth_contributions_of_any_time_of_the_year_count_toward_the_roth_catch_up(
    made: str, agi: int, tax: int | None
) -> None:
    """Reg. 1.414(v)-2(b), T.D. 10033: 200,000 - 24,500 where 8,000 of 32,500 were Roth."""
    bill = tax_bill(
        parse_household(text(f"{HIGH_PAID}{ROTH}[people.jobs.made]\n{made}\n", head=UNDER_WAY))
    )
    assert bill.federal.agi == agi
    assert tax is None or bill.federal.total == tax


def test_what_was_made_before_taxes_stays_so_where_roth_is_elected_for_the_rest() -> None:
    low = HIGH_PAID.replace("fica_wages_last_year = 200_000", "fica_wages_last_year = 100_000")
    made = (
        "[people.jobs.elections]\ndeferral_kind = 'roth'\n[people.jobs.made]\nroth = "
        "2_500\npre_tax = 30_000\n"
    )
    assert (
        tax_bill(parse_household(text(low + ROTH + made, head=UNDER_WAY))).federal.agi == 170_000_00
    )


def test_earlier_roth_contributions_leave_what_follows_pre_tax() -> None:
    """10,000 of Roth by June cover the 8,000 that must be Roth, so 22,500 of the year's 32,500 may
    be pre-tax."""
    job = (
        f"pay = 200_000\nfica_wages_last_year = 200_000\n{ROTH}[people.jobs.made]\nroth = "
        "10_000\npre_tax = 5_000\n"
    )
    found = answer(job, head="as_of = 2026-06-30\n")
    one = found.people[0].jobs[0]
    assert (one.contributions.pre_tax, one.contributions.roth, one.contributions.catch_up) == (
        22_500_00,
        2_000_00,
        8_000_00,
    )
    assert one.even_checks.catch_up == 0
    assert not about(found, "must be Roth")
    assert (
        tax_bill(parse_household(text(job, head="as_of = 2026-06-30\n"))).federal.agi == 177_500_00
    )


def test_cash_bounds_how_much_earlier_roth_counts_as_catch_up() -> None:
    job = (
        f"pay = 200_000\nfica_wages_last_year = 200_000\n{ROTH}[people.jobs.made]\nroth = "
        "10_000\npre_tax = 5_000\n"
    )
    found = answer(
        job, head="as_of = 2026-06-30\nspare_cash = 26_000\norder = ['deferral', 'catch_up']\n"
    )
    one = found.people[0].jobs[0].contributions
    assert (one.pre_tax + one.roth, one.catch_up) == (24_500_00, 1_500_00)
    assert one.pre_tax == 16_000_00


def test_nobody_whose_deferrals_are_roth_is_told_of_a_lost_deduction() -> None:
    roth = answer(
        "pay = 260_000\nfica_wages_last_year = "
        f"184_000\n{ROTH}[people.jobs.elections]\ndeferral_kind = 'roth'\n"
    )
    assert not about(roth, "deduction")
    assert about(
        answer(f"pay = 260_000\nfica_wages_last_year = 184_000\n{ROTH}"),
        "must be Roth",
        "no deduction",
    )


def test_pre_tax_money_beyond_what_may_be_pre_tax_is_to_be_corrected() -> None:
    made = "[people.jobs.made]\nroth = 2_500\npre_tax = 30_000\n"
    assert about(answer(HIGH_PAID + ROTH + made, head=UNDER_WAY), "correct", "$5,500.00")


CAP = 'after_tax_cap = { percent = "15%", hce_percent = "5%", of = "limited_pay" }\n'
MATCH = 'match = [{ rate = "50%", up_to = "6%" }]\n'
NEW = "pay = 400_000\nstarted = 2026-03-01\nfirst_payday = 2026-01-09\n"


def test_a_new_hire_is_not_highly_compensated() -> None:
    """IRC 414(q)(1)(B): no pay from this employer last year; 22 checks from March 6."""
    found = answer(NEW + AFTER_TAX + CAP + MATCH, born="1985-05-05")
    assert not found.questions
    assert found.people[0].jobs[0].contributions.after_tax == 37_346_15
    assert not about(found, "highly compensated")


@pytest.mark.parametrize(
    "key", ["five_percent_owner = true\n", 'ownership = "5.01%"\n', "pay_last_year = 160_000.01\n"]
)
def test_an_owner_and_one_who_was_paid_before_are_highly_compensated_however_new(key: str) -> None:
    """IRC 414(q)(1)(A), (2), 416(i)(1)(B)."""
    found = answer(NEW + key + AFTER_TAX + CAP + MATCH, born="1985-05-05")
    assert found.people[0].jobs[0].after_tax_allowed == 16_923_08, "5% of the pay from March on"
    assert about(found, "is highly compensated")


def test_a_new_hire_owes_no_roth_catch_up() -> None:
    """IRC 414(v)(7)(A): no Social Security wages from the sponsor last year."""
    found = answer(NEW + ROTH, born="1970-05-05")
    one = found.people[0].jobs[0]
    assert not one.catch_up_is_roth
    assert one.contributions.catch_up == 8_000_00
    assert not about(found, "fica_wages_last_year")
    before = answer(NEW.replace("2026-03-01", "2025-12-31") + ROTH, born="1970-05-05")
    assert about(before, "fica_wages_last_year", "box 3")


@pytest.mark.parametrize(
    "pay", ["pay = 30_000", "pay = 60_000", "pay_per_period = 4_000", "pay = 120_000"]
)
def test_no_warning_where_pay_is_far_below_the_threshold(pay: str) -> None:
    """IRC 414(q)(1)(B), 160,000 for 2026; 414(v)(7)(E), 150,000."""
    found = answer(f"{pay}\n{AFTER_TAX}", born="1985-05-05")
    assert not about(found, "highly compensated")
    assert [note for note in map(str, found.assumptions) if "not to be highly compensated" in note]
    low = answer(f"{pay}\n{ROTH}") if pay != "pay = 120_000" else answer(f"pay = 112_500\n{ROTH}")
    assert not about(low, "fica_wages_last_year")


@pytest.mark.parametrize("pay", ["pay = 120_000.01", "pay = 150_000", "pay = 400_000"])
def test_this_years_pay_does_not_prove_last_years(pay: str) -> None:
    assert about(answer(f"{pay}\n{AFTER_TAX}", born="1985-05-05"), "may be highly compensated")
    asked = answer(f"{pay}\n{AFTER_TAX}{CAP}", born="1985-05-05").questions
    assert [question.rule for question in asked] == ["pay_last_year"]
    assert not answer(f"pay = 60_000\n{AFTER_TAX}{CAP}", born="1985-05-05").questions


def test_the_age_of_catch_up_questions_is_the_laws() -> None:
    job = 'pay = 100_000\n[people.jobs.plan]\ncatch_up = "unknown"\n'
    assert not answer(job, born="1979-05-05").questions
    earlier, later = (
        LawBook().with_reforms(parse_reform(f"from = 2026\n[catch_up_age]\nage = {age}\n"))
        for age in (45, 55)
    )
    asked = answer(job, born="1979-05-05", law_book=earlier).questions
    assert [(question.rule, question.answers[0].worth) for question in asked] == [
        ("catch_up", 8_000_00)
    ]
    assert not answer(job, born="1973-05-05", law_book=later).questions
