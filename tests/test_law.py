"""The law as data: what the formulas reproduce, what is projected, and what each entry must
carry."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from importlib import resources

import pytest

from megaroth.kernel.errors import LawError
from megaroth.law import forecast
from megaroth.law.indices import Indices
from megaroth.law.law import Law
from megaroth.law.load import history, law
from megaroth.law.social_security import formula
from megaroth.law.year_numbers import limit_names, switch_names
from megaroth.law.years import FIRST_YEAR, LAST_WHOLE_YEAR

YEARS = range(FIRST_YEAR, LAST_WHOLE_YEAR + 2)

REVISED = {
    ("hsa_family", 2019),
    ("hsa_family", 2023),
    ("hsa_self_only", 2025),
    ("hsa_family", 2027),
}
"""Published amounts that the formula misses by 50: the chained index has been revised since, and
each lies within six dollars of a midpoint."""


TAX_RULES = set(
    tomllib.loads(
        (resources.files("megaroth.law") / "data" / "indexing_tax.toml").read_text("utf-8")
    )
)
REVISION, STEP = 0.0008, 50_00
"""The chained index of the years to August 2022, 2023 and 2024 has been revised by up to 0.08%
since the amounts of 2023 to 2025 were published (IRC 1(f)(6)(B) takes it as first published);
beyond that no amount may be off by more than one rounding."""


def _published():
    for year in YEARS:
        for name, entry in law(year).entries.items():
            for key, value in entry.values.items():
                full = f"{name}.{key}" if key else name
                if entry.status == "published" and full in forecast.rules():
                    yield full, year, value


def test_the_statutory_rules_reproduce_every_published_value() -> None:
    compared, missed = 0, set()
    for name, year, value in _published():
        if forecast.rules()[name].get("kind") == "fixed" or year < forecast.first_year(name):
            continue
        compared += 1
        if (found := forecast.amount(name, year)) != value:
            missed.add((name, year))
            if name.split(".")[0] in TAX_RULES:
                assert year < 2026, (
                    "the amounts of 2026 are exact: no index of theirs has been revised"
                )
                assert abs(found - value) <= value * REVISION + STEP, (name, year, found, value)
    assert {(name, year) for name, year in missed if name.split(".")[0] not in TAX_RULES} == REVISED
    assert len(missed) < 70
    assert compared > 800


def test_the_rate_schedule_of_2026_comes_from_the_bases_of_the_code() -> None:
    published = law(2026).entry("income_tax").schedule
    assert {
        status: forecast.schedule(f"income_tax.{status}", 2026, Indices()) for status in published
    } == published


def test_later_years_have_an_income_tax_with_the_ends_that_the_law_names() -> None:
    for year in (2027, 2028, 2029, 2030, 2045, 2100):
        numbers, before = law(year), law(year - 1)
        assert numbers.entry("income_tax").status == "projected"
        for status, tops in numbers.entry("income_tax").schedule.items():
            assert all(
                new >= old
                for new, old in zip(tops, before.entry("income_tax").schedule[status], strict=True)
            )
            assert numbers.standard_deduction(status) >= before.standard_deduction(status)
        assert numbers.has("senior_deduction") == (year <= 2028), "IRC 151(d)(5)(C)(v)"
        assert numbers.has("salt_phase_down_start") == (year <= 2029), "IRC 164(b)(7)"
        assert not numbers.has("savers_credit_50_top"), "the credit becomes a match"
        assert numbers.charity_floor_rate == 5_000, "half a percent of income, not indexed"
    # Each year's cap is 101% of the one before, to the cent, and 10,000 again from 2030.
    assert [law(year).salt_cap("single") for year in range(2026, 2031)] == [
        4040000,
        4080400,
        4121204,
        4162416,
        1000000,
    ]
    assert law(2030).salt_cap("married_separate") == 500000
    assert law(2027).irmaa_tiers_single("5") == 50000000 < law(2028).irmaa_tiers_single("5"), (
        "42 USC 1395r(i)(5)(C)"
    )


def test_half_amounts_stay_halves() -> None:
    for year in range(2027, 2060):
        numbers = law(year)
        assert 2 * numbers.long_term_gain_0_top("single") == numbers.long_term_gain_0_top(
            "married_joint"
        )
        assert 2 * numbers.amt_exemption("married_separate") == numbers.amt_exemption(
            "married_joint"
        )
        assert numbers.standard_deduction("married_joint") == 2 * numbers.standard_deduction(
            "single"
        )


@pytest.mark.parametrize(("name", "year"), sorted(REVISED))
def test_the_published_amount_stands_where_the_index_was_revised(name: str, year: int) -> None:
    assert law(year).value(name) - forecast.amount(name, year) == 50_00


def test_2027_is_projected_but_for_what_is_published() -> None:
    numbers = law(2027)
    published = {name for name, entry in numbers.entries.items() if entry.status == "published"}
    assert {
        "hsa_self_only",
        "hsa_family",
        "hdhp_min_deductible",
        "social_security_wage_base",
    } <= published
    assert numbers.hsa_family == 9_000_00
    assert numbers.status == "projected"
    # Known whatever September's index turns out to be.
    assert numbers.annual_additions == 75_000_00
    assert numbers.compensation_limit == 375_000_00
    assert numbers.catch_up_60_63 == 11_750_00
    assert numbers.roth_catch_up_wage_threshold == 155_000_00
    assert numbers.entry("annual_additions").status == "projected"


@pytest.mark.parametrize(
    ("september", "deferral", "hce", "key"),
    [(334.3, 25_000, 165_000, 240_000), (336.25, 25_500, 170_000, 245_000)],
)
def test_the_unknown_september_decides_some_limits_of_2027(
    monkeypatch: pytest.MonkeyPatch, september: float, deferral: int, hce: int, key: int
) -> None:
    from megaroth.law import indices

    known = dict(indices._monthly("cpi_u_nsa")) | {2026 * 12 + 8: september}
    monkeypatch.setattr(
        indices, "_monthly", lambda column: known if column == "cpi_u_nsa" else pytest.fail(column)
    )
    monkeypatch.setattr(
        indices, "_mean", indices._mean.__wrapped__
    )  # its cache holds the published September
    assert forecast.amount("elective_deferral", 2027) == deferral * 100
    assert forecast.amount("hce_threshold", 2027) == hce * 100
    assert forecast.amount("key_employee_officer", 2027) == key * 100


def test_inflation_moves_projections_and_never_down() -> None:
    slow, fast = law(2040, 0), law(2040, 50_000)
    assert (
        fast.annual_additions
        > law(2040).annual_additions
        > slow.annual_additions
        >= law(2026).annual_additions
    )
    falling = law(2040, -20_000)
    assert falling.annual_additions >= law(2027).annual_additions, (
        "IRC 415(d)(2)(B): a limit never falls"
    )


def test_limits_fixed_by_statute_are_not_indexed() -> None:
    assert law(2050).hsa_catch_up_55 == 1_000_00
    assert law(2050).niit_magi_threshold("single") == 200_000_00
    assert not law(2030).has("senior_deduction"), (
        "the senior deduction ends with 2028 and is never carried on"
    )


@pytest.mark.parametrize("year", YEARS)
def test_every_entry_carries_section_and_source(year: int) -> None:
    for entry in law(year).entries.values():
        assert entry.section.startswith(("IRC ", "42 USC ")), entry
        assert entry.source, entry
        assert all(value >= 0 for value in entry.values.values())
        assert entry.status in ("published", "projected")


def test_the_data_and_the_attributes_of_law_name_the_same_limits() -> None:
    named = {name for year in YEARS for name, entry in law(year).entries.items() if not entry.rates}
    assert named == set(limit_names(Law))
    assert all(set(law(year).switches) == set(switch_names(Law)) for year in YEARS)


def test_a_rate_schedule_rises() -> None:
    for year in range(2023, 2027):
        schedule = law(year).entry("income_tax")
        assert list(schedule.rates) == sorted(schedule.rates)
        for tops in schedule.schedule.values():
            assert len(tops) == len(schedule.rates) - 1
            assert list(tops) == sorted(set(tops))


def test_unknown_years_and_limits_say_what_is_near() -> None:
    with pytest.raises(LawError, match=r"1999.*2002 to"):
        law(1999)
    with pytest.raises(LawError, match="did you mean annual_additions"):
        law(2026).entry("anual_additions")
    with pytest.raises(LawError, match="did you mean elective_deferral"):
        history("elective_deferrals")
    with pytest.raises(LawError, match="has no value for 'maried'"):
        law(2026).roth_ira_phaseout_start("maried")
    with pytest.raises(LawError, match="inflation"):
        law(2030, 2_000_000)


def test_october_2025_was_never_published_and_is_interpolated() -> None:
    from megaroth.law import indices

    values = indices._monthly("cpi_u_nsa")
    assert values[2025 * 12 + 9] == pytest.approx((324.8 + 324.122) / 2)
    assert Indices(0.0).third_quarter(2030) == pytest.approx(values[max(values)])


def test_the_benefit_formula_comes_whole_with_its_sources() -> None:
    text = (resources.files("megaroth.law") / "data" / "social_security.toml").read_text("utf-8")
    for name, table in tomllib.loads(text).items():
        assert re.match(r"42 USC \d+", table["section"]), name
        assert table["source"], name
    # A claim at 62 with full retirement at 67: 36 months of 5/9% and 24 of 5/12% are 30% (SSA,
    # Retirement Benefits).
    data = formula()
    assert 36 * data.early_reduction + 24 * data.later_early_reduction == Fraction(30, 100)
    assert 12 * data.delay_credit == Fraction(8, 100)


@pytest.mark.parametrize(("year", "allowed"), [(2022, False), (2023, True), (2026, True)])
def test_employers_contribute_as_roth_after_2022(year: int, allowed: bool) -> None:
    """Contributions made after December 29, 2022: Pub. L. 117-328, section 604(c); Notice 2024-2,
    Q&A L-1."""
    assert law(year).roth_employer_contributions is allowed
