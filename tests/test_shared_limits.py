"""Who shares a limit: employers, 403(b) and 457(b) plans, one's own businesses, and plans without
catch-up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.planyear.figure import Range
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PersonResult, PlanYear
from megaroth.planyear.run import run
from megaroth.planyear.tax_bill import tax_bill
from megaroth.projection.timeline import outlook
from megaroth.projection.working_years import working_year
from megaroth.readers.household_file import parse_household

AFTER_TAX = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "on_request"\n'
HOSPITAL_403B = (
    'employer = "Hospital"\npay = 300_000\npay_frequency = '
    '"semimonthly"\n[people.jobs.plan]\nkind = "403(b)"\n'
)
PRACTICE = (
    f'employer = "Practice"\npay = 300_000\nself_employed = true\n[people.jobs.plan]\n{AFTER_TAX}'
)


def file(*jobs: str, year: int = 2026, born: str = "1985-05-05", head: str = "") -> str:
    people = f'[[people]]\nname = "Sam"\nborn = {born}\n' + "".join(
        f"[[people.jobs]]\n{job}\n" for job in jobs
    )
    return (
        f'schema = 1\nyear = {year}\nfiling_status = "single"\nmarginal_rate = '
        f'"37%"\n{head}{people}'
    )


def answer(*jobs: str, **more: object) -> PlanYear:
    return plan(parse_household(file(*jobs, **more)))  # type: ignore[arg-type]


def sam(*jobs: str, **more: object) -> PersonResult:
    return answer(*jobs, **more).people[0]


def test_a_403b_counts_with_the_plan_of_a_business_that_its_participant_controls() -> None:
    """IRC 415(k)(4); Reg. 1.415(f)-1(f)(2)(i): 72,000 - 24,500 - 15,000."""
    hospital = HOSPITAL_403B + 'roth = true\nnonelective = "5%"\n'
    of_hospital, of_practice = sam(hospital, PRACTICE).jobs
    assert of_practice.contributions.after_tax == 32_500_00
    assert of_hospital.annual_additions + of_practice.annual_additions == 72_000_00


@pytest.mark.parametrize(
    ("owned", "after_tax"), [("50%", 72_000_00), ("50.1%", 47_500_00), ("100%", 47_500_00)]
)
def test_control_begins_above_half(owned: str, after_tax: int) -> None:
    """IRC 415(h): more than 50%."""
    company = (
        'employer = "Company"\npay = 300_000\nownership = '
        f'"{owned}"\n[people.jobs.plan]\n{AFTER_TAX}'
    )
    assert sam(HOSPITAL_403B, company).jobs[1].contributions.after_tax == after_tax


def test_a_403b_does_not_count_with_its_own_employers_401a() -> None:
    """Reg. 1.415(f)-1(f)(1): 56,000 - 17,500 in the 401(a); the 403(b) counts with the business
    alone."""
    found = sam(
        'employer = "U"\ngroup = "u"\npay = 250_000\npay_frequency = '
        '"monthly"\n[people.jobs.plan]\nkind = "403(b)"\n',
        'employer = "U 401(a)"\ngroup = "u"\npay = 250_000\npay_frequency = '
        '"monthly"\n[people.jobs.plan]\nafter_tax = true\n'
        'in_service_withdrawal = ["after_tax"]\nother_employer = '
        "17_500\n[people.jobs.elections]\ndeferral = 0\n",
        'employer = "Consulting"\npay = 60_000\nself_employed = '
        'true\n[people.jobs.plan]\nnonelective = "20%"\n',
        year=2019,
    )
    assert [job.contributions.after_tax for job in found.jobs] == [0, 38_500_00, 0]
    assert (
        found.jobs[0].after_tax_room
        == found.jobs[2].after_tax_room
        == 56_000_00 - 19_000_00 - 9_866_09
    )


def test_two_403bs_share_one_limit() -> None:
    """A participant maintains every one of their contracts, whoever offers it (IRC 415(k)(4); Reg.
    1.415(f)-1(f)(1))."""
    other = HOSPITAL_403B.replace("Hospital", "Clinic") + 'nonelective = "20%"\n'
    found = sam(HOSPITAL_403B + "after_tax = true\nin_service_withdrawal = ['after_tax']\n", other)
    assert sum(job.annual_additions for job in found.jobs) == 72_000_00


def test_two_plans_of_one_employer_share_one_limit_and_one_of_deferrals() -> None:
    """IRC 415(f)(1)(B), 401(a)(30)."""
    plans = [
        f'employer = "{name}"\ngroup = "e"\npay = 300_000\n[people.jobs.plan]\n{AFTER_TAX}'
        for name in "AB"
    ]
    found = sam(*plans, born="1970-05-05")
    assert sum(job.annual_additions for job in found.jobs) == 72_000_00
    assert (
        sum(job.contributions.pre_tax + job.contributions.catch_up for job in found.jobs)
        == 32_500_00
    )


STUDIO = f'employer = "Studio"\npay = 150_000\n{{}}\n[people.jobs.plan]\n{AFTER_TAX}'


def test_an_own_company_beside_an_own_practice_asks_who_controls_it() -> None:
    """IRC 414(b), (c): never two limits in silence."""
    found = answer(STUDIO.format("five_percent_owner = true"), PRACTICE)
    assert [(question.to, question.rule) for question in found.questions] == [("you", "ownership")]
    assert found.to_roth == Range(47_500_00, 119_500_00)
    assert answer(STUDIO.format('ownership = "unknown"'), PRACTICE).to_roth == Range(
        47_500_00, 119_500_00
    )


@pytest.mark.parametrize(
    ("owned", "both"), [("80%", 47_500_00), ("79.99%", 119_500_00), ("4%", 119_500_00)]
)
def test_common_control_of_two_own_businesses_begins_at_80_percent(owned: str, both: int) -> None:
    """IRC 1563(a)(2); Reg. 1.414(c)-2(c)."""
    found = answer(STUDIO.format(f'ownership = "{owned}"'), PRACTICE)
    assert not found.questions
    assert found.to_roth == both


def test_a_label_says_of_related_employers_what_no_share_can() -> None:
    found = answer(
        STUDIO.format('five_percent_owner = true\ngroup = "mine"'),
        PRACTICE.replace("pay =", 'group = "mine"\npay ='),
    )
    assert not found.questions
    assert found.to_roth == 47_500_00
    labelled = PRACTICE.replace("Practice", "Second").replace("pay =", 'group = "other"\npay =')
    assert answer(PRACTICE, labelled).to_roth == 47_500_00, (
        "all of one's own businesses are one employer, labelled or not"
    )


def test_nobody_is_asked_about_control_where_nothing_hangs_on_it() -> None:
    assert not answer(STUDIO.format("five_percent_owner = true")).questions
    employee = f'employer = "E"\npay = 200_000\n[people.jobs.plan]\n{AFTER_TAX}'
    assert not answer(STUDIO.format("five_percent_owner = true"), employee).questions


def test_spouses_never_share_a_limit() -> None:
    bo = f'[[people]]\nname = "Bo"\nborn = 1985-05-05\n[[people.jobs]]\n{PRACTICE}'
    text = file(HOSPITAL_403B).replace("single", "married_joint") + bo
    found = plan(parse_household(text)).people[1]
    assert found.jobs[0].annual_additions == 72_000_00


@pytest.mark.parametrize(
    ("born", "deferred"), [("1965-01-01", 26_000_00), ("1975-01-01", 19_500_00)]
)
def test_two_plans_without_catch_up_do_not_take_the_persons_own_limit_away(
    born: str, deferred: int
) -> None:
    """IRC 402(g)(1)(C): 19,500 + 6,500 over two plans that take none; each keeps to 19,500
    (401(a)(30))."""
    jobs = [
        f'employer = "{name}"\npay = 150_000\n[people.jobs.plan]\ncatch_up = false\n'
        for name in ("Co", "Co2")
    ]
    found = sam(*jobs, year=2020, born=born)
    assert sum(job.contributions.pre_tax for job in found.jobs) == deferred
    assert max(job.contributions.pre_tax for job in found.jobs) == 19_500_00
    related = [job.replace("pay =", 'group = "g"\npay =') for job in jobs]
    assert (
        sum(job.contributions.pre_tax for job in sam(*related, year=2020, born=born).jobs)
        == 19_500_00
    )
    assert sam(jobs[0], year=2020, born=born).jobs[0].contributions.pre_tax == 19_500_00


def test_what_was_deferred_by_the_persons_own_limit_is_no_excess() -> None:
    made = "[people.jobs.made]\npre_tax = {}\n"
    jobs = [
        'employer = "{}"\npay = 150_000\n[people.jobs.plan]\ncatch_up = false\n'.replace("{}", name)
        for name in ("Co", "Co2")
    ]
    found = answer(
        jobs[0] + made.format("19_500"),
        jobs[1] + made.format("6_500"),
        year=2020,
        born="1965-01-01",
        head="as_of = 2020-12-30\n",
    )
    assert not [text for text in map(str, found.warnings) if "exceed" in text]
    assert [job.contributions.pre_tax for job in found.people[0].jobs] == [19_500_00, 6_500_00]


PLAN_457B = 'employer = "State"\npay = 300_000\n[people.jobs.plan]\nkind = "457(b)"\n'


@pytest.mark.parametrize("year", [2002, 2006, 2007, 2019, 2024, 2025, 2026])
def test_a_457b_has_a_limit_of_its_own(year: int) -> None:
    """IRC 457(b)(2), (c), (e)(15): as much again as the 403(b) takes; the yearly notices state the
    amount."""
    most = law(year).deferral_457b
    assert most == law(year).elective_deferral
    of_hospital, of_457b = sam(HOSPITAL_403B, PLAN_457B, year=year).jobs
    assert of_hospital.contributions.pre_tax == of_457b.contributions.pre_tax == most
    assert of_457b.annual_additions_limit == most
    assert of_457b.after_tax_room == 0


def test_employer_money_counts_in_the_limit_of_a_457b() -> None:
    """Reg. 1.457-2(b)(1): annual deferrals include nonelective contributions."""
    job = sam(PLAN_457B + 'nonelective = "5%"\n').jobs[0]
    assert (job.contributions.nonelective, job.contributions.pre_tax) == (15_000_00, 9_500_00)


def test_all_457b_plans_of_a_person_share_their_limit() -> None:
    """IRC 457(c)."""
    found = sam(PLAN_457B, PLAN_457B.replace("State", "County"))
    assert sum(job.contributions.pre_tax for job in found.jobs) == 24_500_00


def test_only_a_governmental_457b_takes_catch_up_which_is_apart_from_others() -> None:
    """IRC 414(v)(2)(D), (6)(A)(iii)."""
    found = sam(HOSPITAL_403B, PLAN_457B + "governmental = true\n", born="1970-05-05")
    assert [job.contributions.catch_up for job in found.jobs] == [8_000_00, 8_000_00]
    assert sam(HOSPITAL_403B, PLAN_457B, born="1970-05-05").jobs[1].contributions.catch_up == 0
    asked = answer(PLAN_457B + 'governmental = "unknown"\n', born="1970-05-05")
    assert [(question.rule, question.answers[0].worth) for question in asked.questions] == [
        ("governmental", 8_000_00)
    ]


def test_a_457b_is_no_active_participation() -> None:
    """IRC 219(g)(5)(A): the IRA deduction is whole."""
    assert answer(PLAN_457B).people[0].deductible_ira == law(2026).ira_contribution
    assert answer(HOSPITAL_403B).people[0].deductible_ira == 0


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (
            "after_tax = true\n",
            "plan.after_tax: found true; expected false: a 457(b) plan accepts no after-tax "
            "contributions",
        ),
        ("roth = true\n", "plan.roth: found true; expected false, or governmental = true"),
    ],
)
def test_what_a_457b_cannot_have_is_refused(rules: str, says: str) -> None:
    with pytest.raises(InputError, match=r"457\(b\)") as caught:
        parse_household(file(PLAN_457B + rules))
    assert says in str(caught.value)


def test_a_column_of_pay_shares_limits_row_by_row() -> None:
    household = parse_household(file(HOSPITAL_403B, PRACTICE, PLAN_457B, born="1970-05-05"))
    pays = [20_000_00, 60_000_00, 150_000_00, 400_000_00]

    def at(pay: object) -> PersonResult:
        person = household.people[0]
        jobs = tuple(replace(job, pay=pay) for job in person.jobs)  # type: ignore[arg-type]
        return run(replace(household, people=(replace(person, jobs=jobs),)), PUBLISHED).people[0]

    rows = at(np.array(pays, dtype=np.int64))
    for row, pay in enumerate(pays):
        for of_rows, alone in zip(rows.jobs, at(pay).jobs, strict=True):
            for source, amount in vars(alone.contributions).items():
                assert (
                    np.broadcast_to(getattr(of_rows.contributions, source), len(pays))[row]
                    == amount
                ), (pay, source)


HOSPITAL = (
    'employer = "Hospital"\npay = 300_000\nstarted = '
    '2019-01-01\n{}[people.jobs.plan]\nkind = "403(b)"\n'
)
SECOND_457B = (
    'employer = "Hospital 457"\nsecond_plan_of = "Hospital"\n[people.jobs.plan]\nkind = "457(b)"\n'
)
SECOND_401A = (
    'employer = "Hospital 401a"\nsecond_plan_of = "Hospital"\n[people.jobs.plan]\nnonelective = '
    '"5%"\n' + AFTER_TAX
)


def test_a_job_with_three_plans_has_its_pay_once() -> None:
    """The return counts 300,000; each plan counts it for its own limit and formula."""
    text = file(HOSPITAL.format(""), SECOND_457B, SECOND_401A)
    found = plan(parse_household(text)).people[0]
    assert [job.contributions.pre_tax for job in found.jobs] == [24_500_00, 24_500_00, 0]
    assert (found.jobs[2].contributions.nonelective, found.jobs[2].contributions.after_tax) == (
        15_000_00,
        57_000_00,
    )
    bill = tax_bill(parse_household(text))
    assert bill.federal.agi == 251_000_00
    assert len(bill.pay_slips) == 1
    assert bill.pay_slips[0].contributed == round((49_000_00 + 57_000_00) / 26)


def test_the_same_pay_in_two_tables_of_one_employer_is_noticed() -> None:
    """Income of 600,000 for a hospital's two plans is never counted in silence."""
    twice = HOSPITAL.replace("Hospital", "Hospital 457").replace("403(b)", "457(b)").format("")
    assert [
        text
        for text in map(str, answer(HOSPITAL.format(""), twice).warnings)
        if "second_plan_of" in text
    ]
    other = twice.replace("300_000", "90_000")
    assert not [
        text
        for text in map(str, answer(HOSPITAL.format(""), other).warnings)
        if "second_plan_of" in text
    ]
    assert not [
        text
        for text in map(str, answer(HOSPITAL.format(""), SECOND_457B).warnings)
        if "second_plan_of" in text
    ]


def test_all_plans_of_a_job_draw_on_the_same_pay() -> None:
    low = HOSPITAL.replace("300_000", "40_000").format("")
    found = sam(low, SECOND_457B, SECOND_401A)
    contributed = sum(job.contributions.pre_tax + job.contributions.after_tax for job in found.jobs)
    # After Social Security and Medicare tax, which contributions do not lower; nothing is left for
    # income tax to be withheld from.
    assert 35_000_00 < contributed <= 40_000_00 * 0.9235
    slip = tax_bill(parse_household(file(low, SECOND_457B, SECOND_401A))).pay_slips[0]
    assert 0 <= slip.net <= 50
    related = sam(low.replace('kind = "403(b)"\n', AFTER_TAX), SECOND_401A)
    assert {job.annual_additions_limit for job in related.jobs} == {40_000_00}, (
        "100% of one pay, not of two"
    )


def test_plans_of_one_job_have_one_past() -> None:
    """Wages and ownership are stated once, in either table; the pay of a job is not counted twice
    against the threshold."""
    wages = "fica_wages_last_year = 155_000\n"
    found = answer(
        HOSPITAL.format(wages),
        SECOND_457B + "governmental = true\nroth = true\n",
        SECOND_401A,
        born="1970-05-05",
    )
    assert found.people[0].jobs[1].catch_up_is_roth
    assert not [text for text in map(str, found.warnings) if "highly compensated" in text]


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (SECOND_457B.replace('"Hospital"', '"Hospitl"'), "second_plan_of: found 'Hospitl'"),
        (
            SECOND_457B.replace("second_plan_of", "pay = 5\nsecond_plan_of"),
            "no pay here, because it is stated at Hospital",
        ),
    ],
)
def test_a_second_plan_names_the_job_that_pays_it(second: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_household(file(HOSPITAL.format(""), second))
    assert says in str(caught.value)


def test_years_ahead_count_the_pay_of_a_job_with_two_plans_once() -> None:
    one, two = (parse_household(file(HOSPITAL.format(""), *more)) for more in ([], [SECOND_457B]))
    for year in (2026, 2030):
        alone, both = (
            working_year(outlook(household).at(year), PUBLISHED) for household in (one, two)
        )
        assert alone.gross == both.gross
        assert alone.payroll_tax == both.payroll_tax
        assert both.people[0].pre_tax == alone.people[0].pre_tax + law(year).deferral_457b
