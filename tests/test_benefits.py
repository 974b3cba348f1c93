"""Social Security of the years ahead, person by person: amounts are worked out by hand from the
percentages of 42 USC 402, 403 and 415. Prices stand still unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from megaroth.law.indices import Indices
from megaroth.law.law_book import PUBLISHED
from megaroth.model.assumptions import Assumptions
from megaroth.model.household import Household, Income, Job, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.projection.benefits import monthly_by_formula, yearly_benefits
from megaroth.projection.timeline import Outlook


def person(name: str, born: int, month: int = 1, **stated: Any) -> Person:
    """A person with a stated monthly benefit, dollars, and pay of the job held, dollars."""
    monthly, from_age = stated.pop("monthly", None), stated.pop("from_age", 67)
    if monthly is not None:
        stated["social_security"] = SocialSecurity(monthly=monthly * 100, from_age=from_age)
    if pay := stated.pop("pay", 0):
        stated["jobs"] = (Job(employer="E", pay=pay * 100),)
    return Person(name=name, born=date(born, month, 10), **stated)


def ahead(*people: Person, last: int = 2060, inflation: int = 0, **stated: Any) -> Outlook:
    status = stated.pop("filing_status", "single" if len(people) == 1 else "married_joint")
    growth = stated.pop("pay_growth", 0)
    household = Household(
        year=2026,
        people=people,
        filing_status=status,
        assumptions=Assumptions(pay_growth=growth),
        **stated,
    )
    return Outlook(household, inflation, tuple(range(2026, last + 1)), PUBLISHED)


def benefits(*people: Person, **stated: Any) -> dict[int, tuple[float, ...]]:
    """Benefits by year, dollars."""
    found = yearly_benefits(ahead(*people, **stated))
    return {year: tuple(one / 100 for one in each) for year, each in found.items()}


# Benefits that the file states as income


def test_stated_benefits_are_divided_among_those_alive() -> None:
    """100.01 is 50.01 and 50.00; after a death the other has all of it, and then nobody."""
    ann, bob = person("Ann", 1950, lives_until=79), person("Bob", 1951, lives_until=77)
    income = Income(social_security=100_01)
    found = benefits(ann, bob, income=income, last=2031)
    assert found[2028] == (50.01, 50.0)
    assert found[2029] == (100.01, 0)
    assert found[2030] == (0, 0)
    first = benefits(person("Ann", 1950, lives_until=77), person("Bob", 1951), income=income)
    assert (first[2027], first[2028]) == ((50.01, 50.0), (0, 100.01))


@pytest.mark.parametrize(("inflation", "next_year"), [(100_000, 110.0), (-100_000, 100.0)])
def test_stated_benefits_follow_prices_but_never_fall(inflation: int, next_year: float) -> None:
    income = Income(social_security=100_00)
    found = benefits(person("Ann", 1950), income=income, inflation=inflation)
    assert (found[2026], found[2027]) == ((100.0,), (next_year,))


# One person


def test_a_benefit_begins_at_the_age_of_its_claim() -> None:
    found = benefits(person("Ann", 1960, monthly=1_000), last=2028)
    assert found == {2026: (0,), 2027: (12_000,), 2028: (12_000,)}


@pytest.mark.parametrize(("inflation", "later"), [(100_000, 14_520), (-100_000, 12_000)])
def test_a_benefit_follows_prices_but_never_falls(inflation: int, later: float) -> None:
    """12,000 x 1.1 x 1.1."""
    found = benefits(person("Ann", 1958, monthly=1_000), inflation=inflation, last=2028)
    assert (found[2026], found[2028]) == ((12_000,), (later,))


def test_earnings_withhold_a_benefit_and_the_months_come_back() -> None:
    """Pay of 44,480 is 20,000 above the exempt amount of 2026 (24,480, SSA): half of it, 10,000,
    is withheld of 12,000. That is ten months of twelve. From full retirement age (67 years, July of
    2029) on, the claim counts as 50 months early, not 60: 36 x 5/9% + 14 x 5/12% = 25.8333% less
    than the full benefit, not 36 x 5/9% + 24 x 5/12% = 30%. 12,000 / 0.7 x 0.741667."""
    ann = person("Ann", 1962, 7, monthly=1_000, from_age=62, pay=44_480, retires_at=65)
    found = benefits(ann, last=2031)
    assert found[2026] == (2_000,)
    assert found[2027] == found[2028] == found[2029] == (12_000,)
    assert found[2030] == found[2031] == (12_714.29,)


def test_part_of_a_month_withheld_is_a_month() -> None:
    """Pay of 24,482 withholds 1 dollar: a month. 59 months early: 20% + 23 x 5/12% = 29.5833%."""
    ann = person("Ann", 1962, 1, monthly=1_000, from_age=62, pay=24_482, retires_at=65)
    found = benefits(ann, last=2029)
    assert found[2026] == (11_999,)
    assert found[2029] == (round(12_000 / 0.7 * (1 - 0.2 - 23 * 5 / 1200), 2),)


def test_pay_up_to_the_exempt_amount_withholds_nothing() -> None:
    ann = person("Ann", 1962, monthly=1_000, from_age=62, pay=24_480, retires_at=65)
    assert benefits(ann, last=2029)[2029] == (12_000,)


def test_large_earnings_withhold_the_whole_benefit() -> None:
    """Twelve months: 48 early, 20% + 12 x 5/12% = 25%."""
    ann = person("Ann", 1962, monthly=1_000, from_age=62, pay=100_000, retires_at=65)
    found = benefits(ann, last=2029)
    assert found[2026] == (0,)
    assert found[2029] == (round(12_000 / 0.7 * 0.75, 2),)


def test_the_year_of_full_retirement_age_counts_the_months_before_it() -> None:
    """Born in July of 1959: 66 years and ten months in May of 2026, so four months count. A third
    of 216,480 is 72,160, which is 7,000 above 65,160 (SSA); a third of that in whole dollars,
    2,333,
    is withheld of the 4,000 of these months."""
    ann = person("Ann", 1959, 7, monthly=1_000, from_age=62, pay=216_480, retires_at=68)
    assert benefits(ann, last=2026)[2026] == (9_667,)


def test_earnings_after_full_retirement_age_withhold_nothing() -> None:
    """Born in 1958: 66 years and eight months, reached in 2025 by the birthday in January."""
    ann = person("Ann", 1958, monthly=1_000, from_age=62, pay=300_000, retires_at=70)
    assert benefits(ann, last=2026)[2026] == (12_000,)


def test_only_net_earnings_of_an_own_business_count() -> None:
    """92.35% (IRC 1402(a)(12)) of 40,000 is 36,940: half of 12,460 is withheld."""
    job = Job(employer="E", pay=40_000_00, self_employed=True)
    ann = person("Ann", 1962, monthly=1_000, from_age=62, jobs=(job,))
    assert benefits(ann, last=2026)[2026] == (12_000 - 6_230,)


def test_the_earnings_of_every_job_count_at_the_pay_of_the_year() -> None:
    """Two jobs of 20,000 and 10% more pay in 2027: the exempt amount of 2027 is 670 a month of
    1992 by the average wage of 2025, 72,800.33 over 22,935.42 of 1992: 2,130 a month (42 USC
    403(f)(8)(B))."""
    jobs = tuple(Job(employer=name, pay=20_000_00) for name in ("E", "F"))
    ann = person("Ann", 1962, monthly=2_000, from_age=62, jobs=jobs, retires_at=66)
    found = benefits(ann, last=2027, pay_growth=100_000)
    assert found[2026] == (24_000 - (40_000 - 24_480) // 2,)
    assert found[2027] == (24_000 - (44_000 - 25_560) // 2,)


# Spouses


def test_a_spouse_has_up_to_half_of_the_larger_benefit() -> None:
    """Half of 2,000 is 500 more than 500. Both claim at 67, in 2027 and 2028."""
    found = benefits(
        person("Ann", 1960, monthly=2_000), person("Bob", 1961, monthly=500), last=2029
    )
    assert found == {
        2026: (0, 0),
        2027: (24_000, 0),
        2028: (24_000, 12_000),
        2029: (24_000, 12_000),
    }


def test_a_spouse_claims_by_the_later_of_the_two() -> None:
    """Bob has nothing of his own and may claim from 62 on, but Ann claims in 2027, when he is 65:
    24 months early at 25/36% are 16.6667%. Half of her full 2,000, though she has 2,480 at 70."""
    bob = person("Bob", 1962, monthly=0, from_age=62)
    assert benefits(person("Ann", 1960, monthly=2_000), bob, last=2027)[2027] == (24_000, 10_000)
    late = benefits(person("Ann", 1957, monthly=2_480, from_age=70), bob, last=2027)
    # 25 x 2/3% more at 70 than at 66 years and 6 months: half of 2,480 / 1.28.
    assert late[2026] == (0, 0)
    assert late[2027] == (29_760, round(12 * 2_480 / 1.28 / 2 * (1 - 24 * 25 / 3600), 2))


def test_a_spouse_who_claims_last_has_the_own_age_at_the_claim() -> None:
    """Bob claims at 64 in 2026, 36 months early: 25% less of half of 2,000. Ann had claimed at 67,
    four months late: 8/3% more than 2,000."""
    bob = person("Bob", 1962, monthly=0, from_age=64)
    found = benefits(person("Ann", 1958, monthly=2_053.33, from_age=67), bob, last=2026)
    assert found[2026][1] == pytest.approx(9_000, abs=0.05)


def test_only_married_people_have_benefits_of_spouses() -> None:
    people = person("Ann", 1958, monthly=2_000), person("Bob", 1958, monthly=0)
    assert benefits(*people, last=2026)[2026][1] > 0
    assert benefits(*people, last=2026, filing_status="married_separate")[2026][1] > 0
    assert benefits(*people, last=2026, filing_status="single")[2026] == (24_000, 0)


def test_a_workers_earnings_withhold_the_benefit_of_the_spouse_too() -> None:
    """Ann has 1,400 at 62 (70% of 2,000), Bob 650 as her spouse (65% of 1,000). 10,000 of 24,600
    is withheld, in proportion. That is 4.9 months, five: later Ann's claim counts as 55 months
    early, 20% + 19 x 5/12%, and Bob's as 55 months, 25% + 19 x 5/12%."""
    ann = person("Ann", 1962, monthly=1_400, from_age=62, pay=44_480, retires_at=65)
    found = benefits(ann, person("Bob", 1962, monthly=0, from_age=62), last=2029)
    kept = 1 - 10_000 / 24_600
    assert found[2026] == (round(16_800 * kept, 2), round(7_800 * kept, 2))
    assert found[2027] == (16_800, 7_800)
    assert found[2029] == (
        round(24_000 * (0.8 - 19 * 5 / 1200), 2),
        round(12_000 * (0.75 - 19 * 5 / 1200), 2),
    )


def test_the_earnings_of_both_withhold_the_benefit_of_a_spouse() -> None:
    """Bob, with 100 of his own at 62 (142.857 in full), has (1,000 - 142.857) x 65% more as Ann's
    spouse, 557.14. He earns too: what Ann's earnings leave of it, his own withhold further."""
    ann = person("Ann", 1962, monthly=1_400, from_age=62, pay=44_480, retires_at=65)
    bob = person("Bob", 1962, monthly=100, from_age=62, pay=25_480, retires_at=65)
    found = benefits(ann, bob, last=2026)[2026]
    more = 12 * 0.65 * (1_000 - 100 / 0.7)
    kept_ann, kept_bob = 1 - 10_000 / (16_800 + more), 1 - 500 / (1_200 + more)
    assert found[0] == pytest.approx(16_800 * kept_ann, abs=0.02)
    assert found[1] == pytest.approx(1_200 * kept_bob + more * kept_ann * kept_bob, abs=0.02)


def test_the_year_of_full_retirement_age_of_one_withholds_the_spouses_benefit_before_it() -> None:
    """Ann is 67 in July of 2027 (born in July of 1960), Bob has been 66 and 8 months since 2025.
    Her 191,340 of half a year are above the exempt amount of the year of full retirement age, 5,660
    a month of 2027 (2,500 of 2002 by the average wage, 72,800.33 over 32,154.82). A third of
    the excess is withheld of the benefits of six months; Bob's is paid for the other six."""
    ann = person("Ann", 1960, 7, monthly=1_400, from_age=62, pay=382_680, retires_at=68)
    bob = person("Bob", 1958, monthly=0, from_age=67)
    found = benefits(ann, bob, last=2027)[2027]
    full = 1_400 / 0.7
    back = (191_340 - 67_920) // 3
    of_six = 6 * (1_400 + full / 2)
    kept = 1 - back / of_six if back < of_six else 0
    assert found == (
        pytest.approx(6 * 1_400 * (1 + kept), abs=0.02),
        pytest.approx(6 * full / 2 * (1 + kept), abs=0.02),
    )


# Survivors


def test_a_survivor_has_the_larger_benefit() -> None:
    """Ann dies in 2028, at 68. Bob, of full retirement age, has her 2,000 from 2029 on; 500 of his
    own count no more. A smaller benefit of hers changes nothing."""
    bob = person("Bob", 1960, monthly=500)
    found = benefits(person("Ann", 1960, monthly=2_000, lives_until=68), bob, last=2029)
    assert (found[2028], found[2029]) == ((24_000, 12_000), (0, 24_000))
    found = benefits(person("Ann", 1960, monthly=300, lives_until=68), bob, last=2029)
    assert found[2029] == (0, 6_000)


def test_the_first_person_survives_too() -> None:
    bob = person("Bob", 1960, monthly=2_000, lives_until=68)
    assert benefits(person("Ann", 1960, monthly=500), bob, last=2029)[2029] == (24_000, 0)


@pytest.mark.parametrize(
    ("monthly", "from_age", "lives_until", "had"),
    [
        (2_480, 70, 71, 2_480),
        # Delay earns credits until death: 8% at 68 (42 USC 402(e)(2)(C)).
        (2_480, 70, 68, 2_160),
        # Before full retirement age no claim was made, so nothing is reduced.
        (2_000, 67, 66, 2_000),
        (1_400, 62, 66, 1_650),
        (1_866.66, 66, 67, 1_866.66),
    ],
    ids=["delayed", "dies before the claim", "dies early", "claimed early", "claimed a bit early"],
)
def test_what_the_deceased_had(monthly: float, from_age: int, lives_until: int, had: float) -> None:
    """After an early claim, the larger of it and 82.5% of 2,000 (42 USC 402(e)(2)(D))."""
    ann = person("Ann", 1960, monthly=monthly, from_age=from_age, lives_until=lives_until)
    found = benefits(ann, person("Bob", 1960, monthly=0, from_age=70), last=2035)
    assert found[2035] == (0, pytest.approx(12 * had, abs=0.1))


def test_months_that_came_back_count_for_the_survivor() -> None:
    """Ann claimed at 62 with 12 months withheld: 75% of 2,000 while she lives, but 82.5% for
    Bob."""
    ann = person("Ann", 1962, monthly=1_400, from_age=62, pay=200_000, lives_until=68)
    found = benefits(ann, person("Bob", 1957, monthly=0, from_age=67), last=2031)
    assert found[2031] == (0, 19_800)


def test_withheld_months_raise_what_a_survivor_has_beyond_the_floor() -> None:
    """Ann claims at 64: 36 months early, 80% of 2,000. Twelve months are withheld, and in 2027 and
    2028 too: none is left early, and Bob has all 2,000."""
    ann = person(
        "Ann", 1962, monthly=1_600, from_age=64, pay=200_000, retires_at=67, lives_until=68
    )
    found = benefits(ann, person("Bob", 1957, monthly=0, from_age=67), last=2031)
    assert found[2030] == (24_000, pytest.approx(12_000, abs=0.01))
    assert found[2031] == (0, 24_000)


@pytest.mark.parametrize(
    ("last", "begins", "paid"),
    [(2036, 2027, 0.715), (2066, 2034, 1.0)],
    ids=["ten years", "forty years"],
)
def test_a_survivor_claims_at_the_age_that_pays_most(last: int, begins: int, paid: float) -> None:
    """Bob is 60 in 2027, widowed in that year. Ten years at 71.5% are more than three at 100%;
    thirty-three at 100% are more than forty at 71.5%."""
    ann = person("Ann", 1960, monthly=2_000, lives_until=66)
    found = benefits(ann, person("Bob", 1967, monthly=0, from_age=70), last=last)
    assert next(year for year, each in found.items() if each[1]) == begins
    assert found[2036] == (0, 24_000 * paid)


def test_a_survivor_with_a_larger_own_benefit_takes_the_other_first() -> None:
    """71.5% of 2,000 from 60 on, and 3,000 of the own from 70 on."""
    ann = person("Ann", 1960, monthly=2_000, lives_until=66)
    found = benefits(ann, person("Bob", 1967, monthly=3_000, from_age=70), last=2066)
    assert (found[2027], found[2036], found[2037]) == ((0, 17_160), (0, 17_160), (0, 36_000))


def test_a_survivor_younger_than_60_waits() -> None:
    """Bob is 60 in 2030."""
    ann = person("Ann", 1960, monthly=2_000, lives_until=66)
    found = benefits(ann, person("Bob", 1970, monthly=0, from_age=70), last=2033)
    assert [each[1] for each in found.values()] == [0] * 4 + [17_160.0] * 4


def test_a_survivor_counts_only_own_years_and_today_s_dollars() -> None:
    """Bob lives to 69. From 60 on are ten years at 71.5%, from 67 on three. High prices make the
    later years larger, but not worth more."""
    ann = person("Ann", 1960, monthly=2_000, lives_until=66)
    bob = person("Bob", 1967, monthly=0, from_age=70, lives_until=69)
    assert benefits(ann, bob, last=2066)[2027] == (0, 17_160)
    dear = benefits(ann, bob, last=2066, inflation=300_000)
    assert dear[2027] == (0, pytest.approx(17_160 * 1.3, abs=0.02))


# The formula


def formula(earnings: dict[int, float], born: int) -> int:
    """A month's benefit at full retirement age, cents: 42 USC 415, written anew."""
    wages = Indices(0).average_wage
    indexed = sorted(
        (
            amount * wages(born + 60) / wages(year) if year < born + 60 else amount
            for year, amount in earnings.items()
        ),
        reverse=True,
    )
    average = int(sum(indexed[:35]) / 420)
    growth = wages(born + 60) / wages(1977)
    low, high = round(180 * growth), round(1_085 * growth)
    dimes = int(
        9 * min(average, low)
        + 3.2 * max(min(average, high) - low, 0)
        + 1.5 * max(average - high, 0)
        + 1e-6
    )
    return dimes * 10


def by_formula(one: Person, from_age: int = 67, first: int = 2026, **stated: Any) -> int:
    household = ahead(one, **stated).household
    years = tuple(range(first, 2061))
    return monthly_by_formula(
        Outlook(
            Household(
                year=first,
                people=household.people,
                filing_status="single",
                assumptions=household.assumptions,
            ),
            0,
            years,
            PUBLISHED,
        ),
        one,
        from_age,
    )


def steady(pay: float, born: int, last: int, first: int = 2026) -> dict[int, float]:
    """Pay that grew with the average wage from 22 on, and stands still from the first year on."""
    wages = Indices(0).average_wage
    return {
        year: pay * wages(year) / wages(first) if year < first else pay
        for year in range(born + 22, last + 1)
    }


@pytest.mark.parametrize("pay", [9_000, 50_000, 72_000])
def test_earlier_pay_grew_with_the_average_wage_since_22(pay: int) -> None:
    """Ann works until 66, the year 2026; 45 years count, of which 35 are used."""
    found = by_formula(person("Ann", 1960, pay=pay, retires_at=67))
    assert found == formula(steady(pay, 1960, 2026), 1960)


def test_few_years_of_pay_are_averaged_over_35() -> None:
    """Born in 1990 and retired at 40: 18 years from 22 to 39."""
    found = by_formula(person("Ann", 1990, pay=60_000, retires_at=40))
    assert found == formula(steady(60_000, 1990, 2029), 1990)


def test_pay_that_grows_counts_as_it_is_paid() -> None:
    found = by_formula(person("Ann", 1990, pay=60_000, retires_at=40), pay_growth=50_000)
    expected = steady(60_000, 1990, 2025) | {
        year: 60_000 * 1.05 ** (year - 2026) for year in range(2026, 2030)
    }
    assert found == pytest.approx(formula(expected, 1990), abs=10)


def test_years_after_death_have_no_pay() -> None:
    found = by_formula(person("Ann", 1990, pay=60_000, retires_at=60, lives_until=39))
    assert found == formula(steady(60_000, 1990, 2029), 1990)


def test_pay_after_70_does_not_count() -> None:
    """70 is the year 2026."""
    found = by_formula(person("Ann", 1956, pay=60_000, retires_at=75), first=2024)
    assert found == pytest.approx(_claimed(formula(steady(60_000, 1956, 2026, 2024), 1956)), abs=20)


def _claimed(full: float) -> float:
    """At 67, eight months after full retirement age of one born in 1956 (66 and four months)."""
    return full * (1 + 8 * 2 / 300)


@pytest.mark.parametrize(("from_age", "part"), [(62, 0.7), (67, 1), (70, 1.24)])
def test_the_claim_reduces_or_raises_the_formula(from_age: int, part: float) -> None:
    ann = person("Ann", 1960, pay=50_000, retires_at=67)
    whole = formula(steady(50_000, 1960, 2026), 1960)
    assert by_formula(ann, from_age) == pytest.approx(whole * part, abs=1)


def test_earnings_above_the_base_do_not_count() -> None:
    """The base of 2002 was 84,900, of 2026 it is 184,500 (SSA). Before 2002, by the average wage
    of 33,252.09 in 2002."""
    found = by_formula(person("Ann", 1964, pay=1_000_000, retires_at=63))
    wages = Indices(0).average_wage
    bases = {
        year: PUBLISHED.law(year, 0).social_security_wage_base / 100 for year in range(2002, 2027)
    }
    assert (bases[2002], bases[2026]) == (84_900, 184_500)
    bases |= {year: 84_900 * wages(year) / wages(2002) for year in range(1986, 2002)}
    assert found == pytest.approx(formula(bases, 1964), abs=10)


def test_a_job_that_begins_later_stands_for_the_years_before() -> None:
    """Of two that begin later, the first."""
    jobs = tuple(
        Job(employer="E", pay=pay * 100, started=date(year, month, 1))
        for pay, year, month in ((90_000, 2027, 3), (60_000, 2027, 2), (50_000, 2026, 3))
    )
    ann = person("Ann", 1990, jobs=jobs[2:], retires_at=36)
    assert by_formula(ann) == formula(steady(50_000, 1990, 2025), 1990)


def test_of_consecutive_jobs_the_one_held_on_january_1_counts() -> None:
    """The first ends in June of 2026, the second begins in July: earlier pay is that of the first
    alone."""
    jobs = (
        Job(employer="E", pay=60_000_00, ended=date(2026, 6, 30)),
        Job(employer="F", pay=90_000_00, started=date(2026, 7, 1)),
    )
    ann = person("Ann", 1990, jobs=jobs, retires_at=36)
    assert by_formula(ann) == formula(steady(60_000, 1990, 2025), 1990)
    begins = Job(employer="F", pay=60_000_00, started=date(2026, 1, 1))
    other = Job(employer="G", pay=90_000_00, started=date(2026, 1, 2))
    ann = person("Ann", 1990, jobs=(other, begins), retires_at=36)
    assert by_formula(ann) == formula(steady(60_000, 1990, 2025), 1990)


def test_of_jobs_that_begin_in_the_year_the_earlier_counts() -> None:
    jobs = (
        Job(employer="F", pay=90_000_00, started=date(2026, 7, 1)),
        Job(employer="E", pay=60_000_00, started=date(2026, 3, 1)),
    )
    ann = person("Ann", 1990, jobs=jobs, retires_at=36)
    assert by_formula(ann) == formula(steady(60_000, 1990, 2025), 1990)


def test_pay_by_the_check_counts_for_all_checks_of_a_year() -> None:
    """24 checks of 2,500."""
    job = Job(employer="E", pay_per_period=2_500_00, pay_frequency="semimonthly")
    ann = person("Ann", 1990, jobs=(job,), retires_at=36)
    assert by_formula(ann) == formula(steady(60_000, 1990, 2025), 1990)


def test_an_own_business_has_net_earnings_in_every_year() -> None:
    job = Job(employer="E", pay=60_000_00, self_employed=True)
    ann = person("Ann", 1990, jobs=(job,), retires_at=37)
    assert by_formula(ann) == formula(steady(60_000 * 0.9235, 1990, 2026), 1990)


def test_a_benefit_by_formula_grows_from_the_year_of_62() -> None:
    """Ann is 62 in 2024: the increases of December 2024 and 2025, 2.5% and 2.8% (SSA)."""
    ann = person("Ann", 1962, pay=50_000, retires_at=64)
    month = by_formula(ann)
    found = benefits(ann, last=2029)
    # 3.6% of December 2026 is published too.
    grown = 1.025 * 1.028 * 1.036
    assert found[2029] == (pytest.approx(12 * month * grown / 100, abs=0.07),)


def test_a_benefit_by_formula_grows_with_prices_after_62() -> None:
    """Bob is 62 in 2030 and claims in 2032; two increases of 10%. He has no pay: his benefit is
    that of Ann's spouse, half of hers."""
    ann = person(
        "Ann", 1968, pay=50_000, retires_at=64, social_security=SocialSecurity(from_age=64)
    )
    there = ahead(ann, inflation=100_000)
    month = monthly_by_formula(there, ann, 64)
    found = yearly_benefits(there)
    assert found[2031] == (0,)
    assert found[2032][0] == 12 * round(month * 1.21)


def test_a_survivor_of_one_younger_than_62_has_the_formula_at_lower_prices() -> None:
    """Ann would be 62 in 2032 and dies in 2027 at 57, with a benefit at the prices of 2032; five
    years of 10% less are those of 2027."""
    ann = person("Ann", 1970, pay=50_000, retires_at=57, lives_until=57)
    bob = person("Bob", 1955, monthly=0, from_age=67)
    there = ahead(ann, bob, inflation=100_000)
    month = monthly_by_formula(there, ann, 67)
    found = yearly_benefits(there)
    assert found[2028] == (0, 12 * round(month / 1.1**4))
