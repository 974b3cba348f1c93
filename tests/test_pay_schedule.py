"""What a job pays within the year: stated paydays, moved paydays, raises, bonuses and leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from megaroth.interview.add_and_remove import added
from megaroth.interview.answers_to_file import answered
from megaroth.interview.refusals import RefusedError
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.model.household import Household, Job, Made, Person
from megaroth.model.pay_schedule import Bonus, Leave, Raise
from megaroth.model.plan import Plan, Tier
from megaroth.model.plan_payroll import ElectionMaximum
from megaroth.payroll.banking_days import banking_day_from, is_banking_day
from megaroth.payroll.pay_events import most_pay_of_year, pay_events, pay_of_year
from megaroth.payroll.paydays import all_paydays, latest_first_payday
from megaroth.payroll.rules_of_plan import payroll_of_plan
from megaroth.planyear.check_by_check import even_after_tax, simulated
from megaroth.planyear.next_year import next_year
from megaroth.planyear.plan import plan
from megaroth.planyear.settle import settle
from megaroth.readers.household_file import parse_household
from random_homes import SEED, random_home, random_of


def job(**more) -> Job:
    return Job(**{"employer": "Co", "pay": 240_000_00, "pay_frequency": "semimonthly"} | more)


def home(the_job: Job, year: int = 2026, **more) -> Household:
    person = Person(name="Sam", born=date(1985, 5, 5), jobs=(the_job,))
    return Household(year=year, people=(person,), **more)


ROTH = Plan(
    roth=True,
    after_tax=True,
    in_plan_roth_rollover="each_paycheck",
    match=(Tier(rate=1_000_000, up_to=50_000),),
)


def test_one_job_with_a_raise_has_one_compensation_limit() -> None:
    """600,000 until June and 700,000 after it, matched 100% up to 5%: the plan counts 360,000 of
    the year's 650,000 (IRC 401(a)(17)), so the match is 18,000. As two jobs it was 24,500."""
    raised = job(pay=600_000_00, raises=(Raise(date=date(2026, 7, 1), pay=700_000_00),), plan=ROTH)
    assert pay_of_year(raised, 2026) == 650_000_00
    found = plan(home(raised)).people[0].jobs[0]
    assert found.contributions.match == 18_000_00


def test_a_raise_counts_from_the_first_payday_on_or_after_its_day() -> None:
    raised = job(raises=(Raise(date=date(2026, 7, 15), pay=480_000_00),))
    checks = {event.date: event.gross for event in pay_events(raised, 2026)}
    assert checks[date(2026, 6, 30)] == 10_000_00
    assert checks[date(2026, 7, 15)] == 20_000_00
    per_check = job(
        pay=None,
        pay_per_period=7_777_77,
        raises=(Raise(date=date(2026, 12, 31), pay_per_period=8_000_01),),
    )
    assert pay_of_year(per_check, 2026) == 23 * 7_777_77 + 8_000_01


def test_later_years_go_on_at_the_last_raise_and_without_the_bonuses_of_this_one() -> None:
    raised = job(
        raises=(Raise(date=date(2026, 7, 15), pay=480_000_00),),
        bonuses=(Bonus(date=date(2026, 3, 13), amount=50_000_00),),
        leaves=(Leave(first_day=date(2026, 8, 1), last_day=date(2026, 8, 31)),),
        paydays=(date(2026, 1, 15), date(2026, 1, 30)),
    )
    later = raised.in_year(2027, 1985)
    assert later == job(pay=480_000_00)
    assert raised.in_year(2026, 1985) == raised
    assert home(raised, 2027).in_its_year.people[0].jobs[0].pay == 480_000_00


def test_a_bonus_is_pay_of_its_day_at_the_least_and_at_the_most() -> None:
    paid = job(bonuses=(Bonus(date=date(2026, 12, 15), least=20_000_00, most=60_000_00),))
    assert pay_of_year(paid, 2026) == 260_000_00
    assert most_pay_of_year(paid, 2026) == 300_000_00
    days = [(event.date, event.kind) for event in pay_events(paid, 2026)]
    assert days[22:25] == [
        (date(2026, 12, 15), "regular"),
        (date(2026, 12, 15), "bonus"),
        (date(2026, 12, 31), "regular"),
    ]


@pytest.mark.parametrize(
    ("stated", "separate", "applies"),
    [
        (None, False, "regular"),
        (None, True, "bonus"),
        ("regular", True, "regular"),
        ("bonus", False, "bonus"),
        ("none", True, None),
    ],
)
def test_a_bonus_takes_the_elections_of_the_plan_unless_it_states_its_own(
    stated: str | None, separate: bool, applies: str | None
) -> None:
    paid = job(
        bonuses=(Bonus(date=date(2026, 3, 13), amount=1_00, elections=stated),),
        plan=replace(ROTH, separate_bonus_election=separate),
    )
    (bonus,) = (event for event in pay_events(paid, 2026) if event.kind == "bonus")
    assert bonus.elections == applies


def test_stock_that_the_plan_does_not_count_adds_no_match_and_no_plan_pay() -> None:
    vesting = Bonus(
        date=date(2026, 5, 15), amount=100_000_00, kind="stock", plan_eligible=False, matched=False
    )
    with_stock = plan(home(job(plan=ROTH, bonuses=(vesting,)))).people[0].jobs[0]
    without = plan(home(job(plan=ROTH))).people[0].jobs[0]
    assert with_stock.contributions.match == without.contributions.match == 12_000_00


def test_a_leave_reduces_the_checks_between_its_days() -> None:
    away = job(
        leaves=(Leave(first_day=date(2026, 3, 1), last_day=date(2026, 4, 15), share=400_000),)
    )
    checks = [event.gross for event in pay_events(away, 2026)]
    assert checks[3:8] == [10_000_00, 4_000_00, 4_000_00, 4_000_00, 10_000_00]
    assert pay_of_year(away, 2026) == 21 * 10_000_00 + 3 * 4_000_00


def test_stated_paydays_are_the_days_of_pay() -> None:
    days = tuple(date(2026, month, 10) for month in range(1, 13))
    stated = job(pay_frequency="biweekly", paydays=days)
    assert [event.gross for event in pay_events(stated, 2026)] == [20_000_00] * 12
    part = replace(stated, started=date(2026, 7, 1))
    assert len(pay_events(part, 2026)) == 6
    assert pay_events(part, 2026)[0].gross == 240_000_00 // 26 + 1, "a 26th, rounded"


@pytest.mark.parametrize("year", range(2002, 2036))
@pytest.mark.parametrize("frequency", ["weekly", "biweekly", "semimonthly", "monthly"])
def test_a_payday_without_bank_settlement_moves_by_the_rule_of_the_employer(
    year: int, frequency: str
) -> None:
    """Each nominal payday is paid on itself, before or after; none is lost or paid twice, and the
    year in which it is paid has it."""
    new_year = date(year, 1, 1)
    for weekday in range(7):
        first = new_year + timedelta((weekday - new_year.weekday()) % 7)
        if frequency in ("semimonthly", "monthly"):
            first = date(year, 1, 1 + weekday * 4)
        found = {
            rule: all_paydays(
                job(pay_frequency=frequency, first_payday=first, holiday_rule=rule), year
            )
            for rule in ("before", "after", "none")
        }
        assert all(is_banking_day(day) for rule in ("before", "after") for day in found[rule])
        assert all(day.year == year for days in found.values() for day in days)
        assert len(set(found["none"])) == len(found["none"])
        assert [day for day in found["none"] if is_banking_day(day)] == sorted(
            set(found["before"]) & set(found["after"]) & set(found["none"])
        )
        moved = [banking_day_from(day) for day in found["none"]]
        assert [day for day in moved if day.year == year] == [
            day for day in found["after"] if day in moved
        ]


def test_a_payday_of_december_paid_after_new_year_counts_in_the_next_year() -> None:
    """Friday, January 1, 2027 is a holiday. Paid after it, the check due then is of 2027; paid
    before it, of 2026 (26 CFR 1.451-2(a))."""
    first = date(2026, 1, 2)
    after = job(pay_frequency="biweekly", first_payday=first, holiday_rule="after")
    assert all_paydays(after, 2026)[-1] == date(2026, 12, 18)
    before = replace(after, holiday_rule="before")
    assert all_paydays(before, 2026)[-1] == date(2026, 12, 31)
    # The check due on Saturday, December 31, 2022 is paid on January 3, 2023.
    weekly = replace(after, pay_frequency="weekly", first_payday=date(2023, 1, 7))
    assert all_paydays(weekly, 2023)[0] == date(2023, 1, 3)
    assert latest_first_payday("weekly", 2023, "after") == date(2023, 1, 7)


def test_two_withdrawals_a_year_are_two_moves() -> None:
    one = Plan(
        roth=True,
        after_tax=True,
        in_service_withdrawal=("after_tax",),
        in_service_withdrawals_per_year=2,
    )

    def days(**more) -> list[date]:
        found = plan(home(job(plan=replace(one, **more)), growth=80_000))
        return [step.date for step in found.rollovers]

    assert days() == [date(2026, 6, 30), date(2026, 12, 31)]
    assert days(in_service_withdrawals_per_year=1) == [date(2026, 12, 31)]
    assert len(days(in_service_withdrawals_per_year=3)) == 3
    assert len(days(in_service_withdrawals_per_year=None)) == 4


def test_no_contribution_passes_the_highest_election_of_its_source_or_of_all() -> None:
    def found(maximum: ElectionMaximum):
        made = plan(home(job(plan=replace(ROTH, election_maximum=maximum))))
        return made.people[0].jobs[0].contributions

    of_source = found(ElectionMaximum(after_tax=50_000))
    assert (of_source.pre_tax, of_source.after_tax) == (24_500_00, 12_000_00)
    together = found(ElectionMaximum(combined=120_000))
    assert together.pre_tax + together.after_tax == 28_800_00
    deferrals = found(ElectionMaximum(pre_tax=60_000))
    assert deferrals.pre_tax == 14_400_00


def test_a_late_match_is_lost_by_leaving_before_the_day_of_employment() -> None:
    """300,000 a year from January 9 to August 31, 24,500 deferred: the true-up is for those employed
    on December 31, so each check must earn its own match."""
    leaver = job(
        pay=300_000_00,
        pay_frequency="biweekly",
        first_payday=date(2026, 1, 9),
        ended=date(2026, 8, 31),
        plan=replace(ROTH, true_up=date(2027, 2, 15), true_up_if_employed_on=date(2026, 12, 31)),
    )
    rules = payroll_of_plan(leaver, 2026, law(2026))
    assert not rules.keeps_late_match
    assert rules.left_on == date(2026, 8, 31)
    yearly = replace(leaver, plan=replace(leaver.plan, match_period="year", true_up=None))
    assert plan(home(yearly)).people[0].jobs[0].contributions.match == 0
    stays = replace(yearly, ended=None)
    assert plan(home(stays)).people[0].jobs[0].contributions.match == 15_000_00


def settled(the_job: Job, **more):
    return settle(home(the_job, **more), PUBLISHED)


UNEVEN = {
    "a raise": {"raises": (Raise(date=date(2026, 7, 1), pay=480_000_00),)},
    "a bonus": {
        "bonuses": (Bonus(date=date(2026, 3, 13), amount=50_000_01, elections="bonus"),),
    },
    "a bonus that may come": {
        "bonuses": (Bonus(date=date(2026, 12, 15), least=0, most=90_000_00, elections="bonus"),),
    },
    "two payments on one day": {
        "bonuses": (
            Bonus(date=date(2026, 3, 13), amount=30_000_00, elections="bonus"),
            Bonus(date=date(2026, 3, 13), amount=20_000_00, elections="bonus", matched=False),
        ),
    },
    "an unpaid leave": {"leaves": (Leave(first_day=date(2026, 3, 1), last_day=date(2026, 6, 1)),)},
    "stock": {
        "bonuses": (
            Bonus(date=date(2026, 5, 15), amount=300_000_00, plan_eligible=False, matched=False),
        ),
    },
    "a plan entered in March": {"plan": replace(ROTH, entry_date=date(2026, 3, 1))},
    "a match that begins in June": {"plan": replace(ROTH, match_from=date(2026, 6, 1))},
    "even pay": {},
}
METHODS = [None, "year", "stop", "per_check"]


@pytest.mark.parametrize("more", UNEVEN.values(), ids=UNEVEN)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("as_of", [None, date(2026, 4, 30)])
@pytest.mark.parametrize("pay", [60_000_00, 240_000_00, 600_000_01])
def test_the_journal_of_a_year_is_that_of_its_checks(
    more: dict, method: str | None, as_of: date | None, pay: int
) -> None:
    """Each check's contributions are written on its day, and the year's figures are their sums."""
    the_job = job(**{"pay": pay, "plan": ROTH} | more)
    the_job = replace(the_job, plan=replace(the_job.plan, pay_cap_method=method))
    made = settled(the_job, as_of=as_of)
    (found,) = made.year.jobs
    assert found.checks is not None
    by_day: dict[tuple[date, str], int] = {}
    for movement in made.journal.movements:
        if movement.kind in ("contribution", "match"):
            key = (movement.date, movement.target.source)
            by_day[key] = by_day.get(key, 0) + movement.amount
    for source, amount in (
        ("pre_tax", found.deferral),
        ("after_tax", found.after_tax),
        ("match", found.match()),
    ):
        assert sum(paid for (_, to), paid in by_day.items() if to == source) == amount, source
        checks = [getattr(check, source) for check in found.checks.checks]
        assert sum(checks) == amount
    totals = found.checks.totals
    assert totals.annual_additions == found.additions() <= 72_000_00
    assert all(check.contributed <= check.gross for check in found.checks.checks)


def test_a_compensation_limit_by_check_brings_the_match_that_its_checks_bring() -> None:
    """240,000 until June and 960,000 after it, 100% up to 5%, a part of 15,000 for each check: the
    first twelve checks of 10,000 count in full, the others with 15,000."""
    raised = job(
        raises=(Raise(date=date(2026, 7, 1), pay=960_000_00),),
        plan=replace(ROTH, pay_cap_method="per_check"),
    )
    found = plan(home(raised)).people[0].jobs[0].contributions
    assert found.match == 12 * 500_00 + 12 * 750_00
    yearly = replace(raised, plan=replace(ROTH, pay_cap_method="year"))
    assert plan(home(yearly)).people[0].jobs[0].contributions.match == 18_000_00
    assert found.pre_tax + found.after_tax + found.match == 72_000_00


def test_uneven_pay_carries_no_more_than_its_smallest_share() -> None:
    """60,000 a year and stock of 300,000 that is no pay of the plan: contributions come out of the
    checks alone, and none is below zero after payroll tax and withholding."""
    stock = Bonus(date=date(2026, 5, 15), amount=300_000_00, plan_eligible=False, matched=False)
    made = settled(job(pay=60_000_00, plan=ROTH, bonuses=(stock,)))
    (found,) = made.year.jobs
    assert 45_000_00 < found.deferral + found.after_tax < 60_000_00 * 9235 // 10_000


def test_a_column_of_uneven_pay_is_its_rows() -> None:
    pays = [60_000_00, 240_000_00, 600_000_01]

    def found(pay):
        raised = job(
            pay=pay,
            plan=replace(ROTH, pay_cap_method="per_check"),
            raises=(Raise(date=date(2026, 7, 1), pay=480_000_00),),
            bonuses=(Bonus(date=date(2026, 3, 13), amount=50_000_01, elections="bonus"),),
        )
        return plan(home(raised)).people[0].jobs[0].contributions

    column = found(np.array(pays))
    for place, pay in enumerate(pays):
        alone = found(pay)
        for name in ("pre_tax", "after_tax", "match"):
            assert getattr(column, name)[place] == getattr(alone, name), (pay, name)


def warnings_of(text: str) -> list[str]:
    return [str(one) for one in plan(parse_household(text)).warnings]


def test_a_match_that_early_deferrals_lost_is_stated_in_dollars() -> None:
    """260,000 semimonthly, 100% up to 6%: 24,500 deferred by July 1 was matched with 12 checks of
    650 of the year's 15,600. And 120,000 monthly in 2010, 100% up to 3%, 16,500 by October 1."""
    text = """
year = {year}
as_of = {as_of}
[[people]]
name = "Sam"
born = 1985-05-05
[[people.jobs]]
employer = "Co"
pay = {pay}
pay_frequency = "{often}"
[people.jobs.plan]
match = [{{ rate = "100%", up_to = "{up_to}" }}]
[people.jobs.made]
pre_tax = {made}
match = {match}
"""
    front = {
        "year": 2026,
        "as_of": "2026-07-01",
        "pay": 260_000,
        "often": "semimonthly",
        "up_to": "6%",
    }
    (lost,) = (
        one
        for one in warnings_of(text.format(**front, made=24_500, match=7_800))
        if "already lost" in one
    )
    assert "$7,800.00 of match is already lost" in lost
    assert "A true-up would bring it back" in lost
    ten = {"year": 2010, "as_of": "2010-10-01", "pay": 120_000, "often": "monthly", "up_to": "3%"}
    found = warnings_of(text.format(**ten, made=16_500, match=2_700))
    assert any("$900.00 of match is already lost" in one for one in found)
    level = warnings_of(text.format(**front, made=7_800, match=7_800))
    assert not any("already lost" in one for one in level)


def test_a_dollar_tier_of_the_match_counts_the_contributions_of_the_whole_year() -> None:
    """100% of the first 4,000 a year: 2,000 was contributed and matched by June 30, so later checks
    earn 2,000 more, and not another 4,000."""
    matched = replace(ROTH, match=(Tier(rate=1_000_000, up_to_dollars=4_000_00),))
    the_job = job(plan=matched, made=Made(pre_tax=2_000_00, match=2_000_00))
    found = plan(home(the_job, as_of=date(2026, 6, 30))).people[0].jobs[0].contributions
    assert found.match == 4_000_00


def test_next_year_begins_at_the_last_raise_with_no_bonus_of_this_one() -> None:
    text = (
        'year = 2026\n[[people]]\nname = "S"\nborn = 1985-05-05\n[[people.jobs]]\n'
        'employer = "Co"\npay = 100_000\nfirst_payday = 2026-01-02\nholiday_rule = "after"\n'
        "raises = [{ date = 2026-05-01, pay = 120_000 }]\n"
        "bonuses = [{ date = 2026-03-01, amount = 5_000 }]\n"
        '[people.jobs.plan]\nmatch = [{ rate = "100%", up_to = "3%" }]\n'
        "true_up = 2027-02-15\ntrue_up_if_employed_on = 2026-12-31\n"
    )
    later = parse_household(next_year(text, PUBLISHED).toml).people[0].jobs[0]
    assert (later.pay, later.raises, later.bonuses) == (120_000_00, (), ())
    assert later.first_payday == date(2027, 1, 1), "paid on January 4"
    assert later.plan.true_up_if_employed_on == date(2027, 12, 31)
    assert later.pay_last_year == pay_of_year(parse_household(text).people[0].jobs[0], 2026)


def test_checks_before_the_first_day_in_the_plan_contribute_nothing() -> None:
    entered = settled(job(plan=replace(ROTH, entry_date=date(2026, 7, 1))))
    (found,) = entered.year.jobs
    assert [check.contributed > 0 for check in found.checks.checks] == [False] * 12 + [True] * 12
    assert found.match() == 6_000_00, "5% of the pay from July on"
    assert found.deferral == 24_500_00


def test_a_match_that_begins_later_is_earned_by_the_checks_from_then_on() -> None:
    waiting = replace(ROTH, match_from=date(2026, 7, 1))
    (found,) = settled(job(plan=waiting)).year.jobs
    assert found.match() == 6_000_00
    assert found.after_tax == 72_000_00 - 24_500_00 - 6_000_00
    assert [check.match for check in found.checks.checks] == [0] * 12 + [500_00] * 12
    assert found.checks.checks[0].after_tax > 0
    earlier = replace(ROTH, match_from=date(2025, 7, 1), entry_date=date(2025, 7, 1))
    assert plan(home(job(plan=earlier))).people == plan(home(job(plan=ROTH))).people


WRONG = [
    ("paydays = [2026-02-13, 2026-01-30]", "paydays[1]", "2026-01-30 after 2026-02-13"),
    ("paydays = [2026-01-30, 2026-01-30]", "paydays[1]", "2026-01-30 twice"),
    ("paydays = [2027-01-30]", "paydays[0]", "2027-01-30"),
    ("first_payday = 2026-01-09\npaydays = [2026-01-09]", "paydays", "both"),
    ("raises = [{ date = 2026-05-01 }]", "raises[0].pay", "nothing"),
    ("raises = [{ date = 2025-05-01, pay = 1 }]", "raises[0].date", "2025-05-01"),
    (
        "raises = [{ date = 2026-05-01, pay = 1 }, { date = 2026-05-01, pay = 2 }]",
        "raises[1].date",
        "2026-05-01",
    ),
    ("bonuses = [{ date = 2026-05-01 }]", "bonuses[0].amount", "nothing"),
    ("bonuses = [{ date = 2026-05-01, amount = 1, most = 2 }]", "bonuses[0].amount", "range"),
    ("bonuses = [{ date = 2026-05-01, least = 3, most = 2 }]", "bonuses[0].most", "2.00"),
    ("leaves = [{ first_day = 2026-05-02, last_day = 2026-05-01 }]", "last_day", "2026-05-01"),
    ("self_employed = true\nbonuses = [{ date = 2026-05-01, amount = 1 }]", "bonuses", "a list"),
    ("plan = { true_up_if_employed_on = 2026-12-31 }", "true_up_if_employed_on", "2026-12-31"),
    ("plan = { spillover = true }", "plan.spillover", "true"),
    ("plan = { in_service_withdrawals_per_year = 0 }", "in_service_withdrawals_per_year", "0"),
]


@pytest.mark.parametrize(("lines", "field", "found"), WRONG)
def test_a_schedule_that_cannot_be_is_refused_at_its_place(
    lines: str, field: str, found: str
) -> None:
    text = (
        'year = 2026\n[[people]]\nname = "S"\nborn = 1985-05-05\n[[people.jobs]]\n'
        f'employer = "Co"\npay = 100_000\n{lines}\n'
    )
    with pytest.raises(InputError) as error:
        parse_household(text)
    problems = [one for one in error.value.problems if one.field.endswith(field)]
    assert problems, error.value
    assert any(found in str(problem.found) for problem in problems)
    assert all(problem.expected for problem in problems)


def test_a_rate_alone_is_the_highest_election_of_all_together() -> None:
    text = (
        'year = 2026\n[[people]]\nname = "S"\nborn = 1985-05-05\n[[people.jobs]]\n'
        'employer = "Co"\npay = 100_000\n[people.jobs.plan]\nelection_maximum = {}\n'
    )
    stated = parse_household(text.replace("= {}", "= " + '"75%"')).people[0].jobs[0].plan
    assert stated.election_maximum == ElectionMaximum(combined=750_000)
    table = parse_household(text.replace("= {}", '= { combined = "50%", after_tax = "10%" }'))
    assert table.people[0].jobs[0].plan.election_maximum == ElectionMaximum(
        combined=500_000, after_tax=100_000
    )


PAGE = """year = 2027
[[people]]
name = "S"
born = 1985-05-05
[[people.jobs]]
employer = "Co"
pay = 60_000
[people.jobs.plan]
match = []
"""


def test_the_page_adds_raises_bonuses_and_leaves_in_the_year_of_the_file() -> None:
    text = PAGE
    for item in ("raise", "bonus", "leave"):
        text = added(text, item, "people.0.jobs.0.")
    found = parse_household(text).people[0].jobs[0]
    middle = date(2027, 7, 1)
    assert found.raises == (Raise(date=middle, pay=0),)
    assert found.bonuses == (Bonus(date=middle, amount=0),)
    assert found.leaves == (Leave(first_day=middle, last_day=middle),)
    later = answered(
        text, {"people.0.jobs.0.raises.0.pay": "70,000", "people.0.jobs.0.bonuses.0.amount": "5k"}
    )
    found = parse_household(later).people[0].jobs[0]
    assert (found.raises[0].pay, found.bonuses[0].amount) == (70_000_00, 5_000_00)


def test_the_page_moves_the_days_of_pay_with_the_year() -> None:
    text = PAGE.replace(
        "pay = 60_000\n",
        "pay = 60_000\npaydays = [2027-01-15, 2027-01-29]\n"
        "raises = [{ date = 2027-03-31, pay = 70_000 }]\n"
        "leaves = [{ first_day = 2027-05-01, last_day = 2027-05-20 }]\n",
    )
    found = parse_household(answered(text, {"year": "2028"})).people[0].jobs[0]
    assert found.paydays == ()
    assert found.raises[0].date == date(2028, 3, 28)
    assert found.leaves[0].last_day == date(2028, 5, 20)


@pytest.mark.parametrize(
    ("typed", "stated"),
    [
        ("75%", ElectionMaximum(combined=750_000)),
        ("50%; after-tax 10%", ElectionMaximum(combined=500_000, after_tax=100_000)),
        ("Pre-tax 30; Roth 20%", ElectionMaximum(pre_tax=300_000, roth=200_000)),
        ("none", None),
        ("I don't know", "unknown"),
    ],
)
def test_the_highest_elections_are_typed_as_people_say_them(typed: str, stated: object) -> None:
    path = "people.0.jobs.0.plan.election_maximum"
    text = answered(PAGE, {path: typed})
    assert parse_household(text).people[0].jobs[0].plan.election_maximum == stated


def test_highest_elections_that_are_no_percentage_are_refused() -> None:
    with pytest.raises(RefusedError, match="percentage such as 75%"):
        answered(PAGE, {"people.0.jobs.0.plan.election_maximum": "after tax a lot"})


def test_even_checks_of_a_whole_year_bring_the_match_of_the_formula() -> None:
    """Such a year is decided, and moves its after-tax money, without its checks."""
    seen = 0
    for number in range(60):
        found = parse_household(random_home(random_of(SEED, number)))
        if found.as_of is not None:
            continue
        for one in settle(found, PUBLISHED, keep_journal=False).year.jobs:
            paid = one.has_plan and bool((one.paid_by or one).ahead)
            of_checks = even_after_tax(one, None) if paid else None
            if of_checks is None:
                continue
            checks = simulated(one, None)
            assert of_checks == {check.date: check.after_tax for check in checks.checks}
            if one.payroll.match:
                assert checks.totals.match == one.match()
                seen += 1
    assert seen > 10
