"""The income tax of an alternative: each from brackets and rates by hand.

A single person with wages of 200,000 in 2026 has taxable income of 183,900 after the standard
deduction of 16,100 (Rev. Proc. 2025-32), which is between 105,700 and 201,775: the next dollars
either way pay 24%.
"""

from __future__ import annotations

import pytest

from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.alternative_tax import alternative_tax
from megaroth.planyear.settle import settle
from megaroth.planyear.tax_bill import tax_bill
from megaroth.planyear.year_state import YearState
from megaroth.readers.household_file import parse_household

TAXED_RATE = 0.24


def decided(
    top: str = "",
    person: str = "",
    job: str = "",
    plan: str = "",
    *,
    year: int = 2026,
    more: str = "",
) -> YearState:
    """The decided year of one who defers nothing."""
    return settle(
        parse_household(
            f'year = {year}\nfiling_status = "single"\n{top}\n[[people]]\nname = "Ann"\n'
            f'born = 1984-02-03\n{person}\n[[people.jobs]]\nemployer = "E"\npay = 200_000\n{job}\n'
            f"elections = {{ deferral = 0, after_tax = 0 }}\n[people.jobs.plan]\n{plan}\n{more}"
        ),
        PUBLISHED,
    ).year


def tax(year: YearState, name: str, dollars: float, place: int = 0) -> float | None:
    """The tax of an alternative, dollars."""
    found = alternative_tax(year, year.people[place], name, round(dollars * 100))
    return None if found is None else int(found) / 100


HSA = '[people.hsa]\ncoverage = "self_only"\n'
PRE_TAX_IRA = 'iras = [{ kind = "traditional", value = 60_000 }]'
BACKDOOR = 7_500 - 7_500 * 7_500 / 67_500
"""The income of a backdoor conversion of 7,500 next to 60,000 of pre-tax money: the basis is
7,500 / 67,500 of it."""


def with_hsa(top: str = "", job: str = "", year: int = 2026) -> YearState:
    text = (
        f'year = {year}\nfiling_status = "single"\n{top}\n[[people]]\nname = "Ann"\n'
        f'born = 1984-02-03\n{HSA}[[people.jobs]]\nemployer = "E"\npay = 200_000\n{job}\n'
        "elections = { deferral = 0, after_tax = 0 }\n[people.jobs.plan]\n"
    )
    return settle(parse_household(text), PUBLISHED).year


@pytest.mark.parametrize("name", ["roth_401k", "backdoor_roth", "hsa", "roth_ira"])
def test_nothing_costs_nothing(name: str) -> None:
    assert tax(with_hsa(), name, 0) == 0
    assert tax(with_hsa('marginal_rate = "30%"'), name, 0) == 0


def test_a_roth_ira_has_no_tax_now() -> None:
    assert tax(with_hsa(), "roth_ira", 7_500) == 0
    assert tax(with_hsa('marginal_rate = "30%"'), "roth_ira", 7_500) == 0


def test_a_cent_has_tax() -> None:
    """At a stated rate of 100% a cent is a cent."""
    assert tax(with_hsa('marginal_rate = "100%"'), "hsa", 0.01) == -0.01


@pytest.mark.parametrize(
    ("state", "rate"),
    [
        # Illinois has 4.95% (35 ILCS 5/201), Pennsylvania 3.07% (72 P.S. 7302), Texas none.
        ("", 0.0),
        ('state = "TX"', 0.0),
        ('state = "IL"', 0.0495),
        ('state = "PA"', 0.0307),
    ],
)
def test_health_savings_save_the_tax_on_the_contribution(state: str, rate: float) -> None:
    found = tax(with_hsa(state), "hsa", 4_400)
    assert found == pytest.approx(-4_400 * (TAXED_RATE + rate), abs=1)


@pytest.mark.parametrize(
    ("top", "rate"),
    [
        # A stated rate is used as it is; where the state's is not stated, its return counts.
        ('marginal_rate = "30%"', 0.30),
        ('marginal_rate = "30%"\nstate = "TX"', 0.30),
        ('marginal_rate = "30%"\nstate_marginal_rate = "7%"\nstate = "IL"', 0.37),
        ('marginal_rate = "30%"\nstate = "IL"', 0.3495),
        ('state_marginal_rate = "7%"\nstate = "IL"', TAXED_RATE + 0.07),
    ],
)
def test_stated_rates_take_the_place_of_the_return(top: str, rate: float) -> None:
    assert tax(with_hsa(top), "hsa", 4_000) == pytest.approx(-4_000 * rate, abs=1)
    assert tax(with_hsa(top), "roth_401k", 10_000) == pytest.approx(10_000 * rate, abs=1)


def test_a_year_without_an_income_tax_needs_a_rate() -> None:
    """The law has the income tax of 2023 on."""
    assert tax(with_hsa(year=2020), "hsa", 1_000) is None
    assert tax(with_hsa('marginal_rate = "30%"', year=2020), "hsa", 1_000) == -300
    with_state = 'marginal_rate = "30%"\nstate = "IL"'
    assert tax(with_hsa(with_state, year=2020), "hsa", 1_000) == -300


def test_health_savings_that_are_planned_are_left_out_first() -> None:
    """The whole alternative counts, whatever part of it is planned: 1,000 were contributed."""
    text = HSA + "made = 1_000\n"
    year = settle(
        parse_household(
            'year = 2026\nfiling_status = "single"\n[[people]]\nname = "Ann"\nborn = 1984-02-03\n'
            f'{text}[[people.jobs]]\nemployer = "E"\npay = 125_000\n'
            "elections = { deferral = 0, after_tax = 0 }\n[people.jobs.plan]\n"
        ),
        PUBLISHED,
    ).year
    # 125,000 - 16,100 = 108,900: 3,200 of the 4,400 save 24% and the other 1,200 only 22%.
    assert tax(year, "hsa", 4_400) == pytest.approx(-(3_200 * 0.24 + 1_200 * 0.22), abs=2)


def test_a_backdoor_conversion_is_taxed_pro_rata() -> None:
    """IRC 408(d)(2). Illinois does not tax retirement income; the tax of Arizona is 2.5%."""
    assert tax(decided(person=PRE_TAX_IRA), "backdoor_roth", 7_500) == pytest.approx(
        BACKDOOR * TAXED_RATE, abs=1
    )
    assert tax(decided(), "backdoor_roth", 7_500) == 0
    assert tax(decided('state = "IL"', PRE_TAX_IRA), "backdoor_roth", 7_500) == pytest.approx(
        BACKDOOR * TAXED_RATE, abs=1
    )
    assert tax(decided('state = "AZ"', PRE_TAX_IRA), "backdoor_roth", 7_500) == pytest.approx(
        BACKDOOR * (TAXED_RATE + 0.025), abs=1
    )
    stated = 'marginal_rate = "30%"'
    assert tax(decided(stated, PRE_TAX_IRA), "backdoor_roth", 7_500) == pytest.approx(
        BACKDOOR * 0.30, abs=0.01
    )


def test_roth_deferrals_cost_the_deduction() -> None:
    """24,500 of 200,000 within the bracket of 24%: 183,900 - 24,500 = 159,400."""
    assert tax(decided(plan="roth = true"), "roth_401k", 24_500) == pytest.approx(5_880, abs=1)
    # What is deferred as planned is added to wages first: only the rest of the bracket counts.
    low = decided(job="made = { pre_tax = 20_000 }", plan="roth = true")
    assert tax(low, "roth_401k", 24_500) == pytest.approx(5_880, abs=1)
    illinois = tax(decided('state = "IL"', plan="roth = true"), "roth_401k", 24_500)
    assert illinois == pytest.approx(24_500 * (TAXED_RATE + 0.0495), abs=2)


COUPLE = """year = 2026
filing_status = "{status}"
[[people]]
name = "Ann"
born = 1984-02-03
{first}
[[people]]
name = "Bo"
born = 1985-02-03
[[people.jobs]]
employer = "B"
pay = 300_000
elections = {{ deferral = 0, after_tax = 0 }}
plan = {{ roth = true }}
"""


def couple(status: str = "married_joint", first: str = "") -> YearState:
    return settle(parse_household(COUPLE.format(status=status, first=first)), PUBLISHED).year


def test_a_spouse_s_deferral_lowers_the_spouse_s_pay() -> None:
    """Ann has no pay. 300,000 - 32,200 = 267,800 is between 211,400 and 403,550: 24%."""
    assert tax(couple(), "roth_401k", 24_500, place=1) == pytest.approx(5_880, abs=1)


def test_a_deferral_is_at_most_the_pay() -> None:
    """Ann earns 9,000, which the couple's 24% would tax."""
    first = (
        '[[people.jobs]]\nemployer = "A"\npay = 9_000\nelections = { deferral = 0 }\n'
        "plan = { roth = true }\n"
    )
    assert tax(couple(first=first), "roth_401k", 24_500) == pytest.approx(9_000 * 0.24, abs=1)


def test_separate_returns_have_the_alternative_on_the_own_one() -> None:
    """300,000 - 16,100 = 283,900 of one who files separately is between 256,225 and 384,350: 35%.
    After 24,500 it is 259,400."""
    year = couple("married_separate")
    assert tax(year, "roth_401k", 24_500, place=1) == pytest.approx(24_500 * 0.35, abs=1)
    assert tax(year, "roth_401k", 24_500, place=0) == 0


CATCH_UP = "catch_up = true\nroth = true"


@pytest.mark.parametrize(("wages", "costs"), [(200_000, 24_500), (100_000, 32_500)])
def test_catch_up_that_must_be_roth_has_no_deduction_to_lose(wages: int, costs: int) -> None:
    """IRC 414(v)(7): with wages above 150,000 in 2025, 8,000 of the 32,500 are Roth anyway."""
    text = (
        'year = 2026\nfiling_status = "single"\n[[people]]\nname = "Ann"\nborn = 1970-02-03\n'
        f'[[people.jobs]]\nemployer = "E"\npay = 200_000\nfica_wages_last_year = {wages}\n'
        f"elections = {{ deferral = 0, after_tax = 0 }}\n[people.jobs.plan]\n{CATCH_UP}\n"
    )
    year = settle(parse_household(text), PUBLISHED).year
    assert tax(year, "roth_401k", 32_500) == pytest.approx(costs * TAXED_RATE, abs=1)


def own_business(plan: str) -> YearState:
    text = (
        'year = 2026\nfiling_status = "single"\n[[people]]\nname = "Ann"\nborn = 1984-02-03\n'
        '[[people.jobs]]\nemployer = "Own"\nself_employed = true\nspecified_service = true\n'
        "pay = 400_000\nelections = { deferral = 10_000, after_tax = 0 }\n"
        f"[people.jobs.plan]\n{plan}\n"
    )
    return settle(parse_household(text), PUBLISHED).year


def test_an_own_business_deducts_the_deferral_from_all_income() -> None:
    """A specified service with income above 276,775 in 2026 has no qualified business income
    deduction (IRC 199A(d)(3)). 400,000 less half of self-employment tax is in the bracket of 35%
    that begins at 256,225."""
    year = own_business("roth = true")
    assert tax(year, "roth_401k", 20_000) == pytest.approx(20_000 * 0.35, abs=2)


def bill(text: str, kind: str, amount: int) -> int:
    """The income tax of a year with this kind and amount of deferrals, cents."""
    found = tax_bill(parse_household(text.replace("KIND", kind).replace("AMOUNT", str(amount))))
    return int(found.federal.total) + (0 if found.state is None else int(found.state.total))


HEAD = (
    'year = 2026\nfiling_status = "{status}"\n{top}\n[[people]]\nname = "Ann"\nborn = 1984-02-03\n'
)
DEFERS = 'elections = { deferral = AMOUNT, deferral_kind = "KIND", after_tax = 0 }\n'
OWN = '[[people.jobs]]\nemployer = "Own"\nself_employed = true\npay = {pay}\n'
SHOP = '[[people.jobs]]\nemployer = "Shop"\nself_employed = true\npay = 70_000\n'
BO = '[[people]]\nname = "Bo"\nborn = 1985-02-03\n'
ROTH_PLAN = "plan = { roth = true }\n"


def head(status: str = "single", top: str = "") -> str:
    return HEAD.format(status=status, top=top)


HOMES = {
    "an employee at the edge of a bracket": head()
    + f'[[people.jobs]]\nemployer = "E"\npay = 125_000\n{DEFERS}{ROTH_PLAN}',
    "an employee in a state": head(top='state = "NY"')
    + f'[[people.jobs]]\nemployer = "E"\npay = 125_000\n{DEFERS}{ROTH_PLAN}',
    "an own business with qualified income": head() + OWN.format(pay=150_000) + DEFERS + ROTH_PLAN,
    "two own businesses": head() + OWN.format(pay=90_000) + DEFERS + ROTH_PLAN + SHOP,
    "both spouses have one": head("married_joint")
    + OWN.format(pay=150_000)
    + DEFERS
    + ROTH_PLAN
    + BO
    + SHOP
    + "elections = { deferral = 5_000, after_tax = 0 }\nplan = { roth = true }\n",
    "an employee with a business whose plan has no Roth": head()
    + f'[[people.jobs]]\nemployer = "E"\npay = 60_000\n{DEFERS}{ROTH_PLAN}'
    + SHOP
    + "elections = { deferral = 0, after_tax = 0 }\nplan = { roth = false }\n",
}


@pytest.mark.parametrize("name", HOMES)
@pytest.mark.parametrize("planned", ["roth", "pre_tax"])
def test_roth_deferrals_cost_what_two_plan_years_differ_by(name: str, planned: str) -> None:
    """All of 24,500 as Roth, and all of it pre-tax, whichever of them the file plans."""
    amount = 24_500
    text = HOMES[name]
    difference = bill(text, "roth", amount) - bill(text, "pre_tax", amount)
    year = settle(
        parse_household(text.replace("KIND", planned).replace("AMOUNT", str(amount))), PUBLISHED
    ).year
    assert difference > 0
    assert tax(year, "roth_401k", amount) == difference / 100


def test_a_business_whose_plan_has_no_roth_is_not_asked() -> None:
    """Of pay of 9,000 no more than 9,000 can be deferred, however much the business earns. 9,000 +
    220,000 less half of self-employment tax stays in the bracket of 24%."""
    text = HOMES["an employee with a business whose plan has no Roth"]
    text = text.replace("60_000", "9_000").replace("70_000", "190_000").replace("KIND", "roth")
    year = settle(
        parse_household(
            text.replace("AMOUNT", "0").replace(
                "self_employed = true", "self_employed = true\nspecified_service = true", 1
            )
        ),
        PUBLISHED,
    ).year
    assert tax(year, "roth_401k", 24_500) == pytest.approx(9_000 * TAXED_RATE * 0.8, abs=1)


def test_deferrals_beyond_the_limit_are_income_already() -> None:
    """30,000 of 125,000 were deferred; 5,500 of them are in wages (IRC 402(g)(1)(A)). All pay is
    108,900 after the deduction: of 24,500, 3,200 pay 24% and 21,300 pay 22%."""
    year = settle(
        parse_household(
            head()
            + '[[people.jobs]]\nemployer = "E"\npay = 125_000\nmade = { pre_tax = 30_000 }\n'
            + "plan = { roth = true }\n"
        ),
        PUBLISHED,
    ).year
    assert tax(year, "roth_401k", 24_500) == pytest.approx(3_200 * 0.24 + 21_300 * 0.22, abs=2)


def test_a_planned_conversion_is_not_counted_twice() -> None:
    """A New York couple of 62: each conversion is within the exclusion of 20,000 a person (N.Y.
    Tax Law 612(c)(3-a)). Bo's of 8,600 next to 60,000 costs only the federal 24%, also
    where Ann's is planned."""
    people = "".join(
        f'[[people]]\nname = "{name}"\nborn = 1964-02-03\n{PRE_TAX_IRA}\n{job}'
        for name, job in (
            (
                "Ann",
                '[[people.jobs]]\nemployer = "A"\npay = 300_000\n',
            ),
            ("Bo", ""),
        )
    )
    text = f'year = 2026\nfiling_status = "married_joint"\nstate = "NY"\n{people}'
    income = 8_600 - 8_600 * 8_600 / 68_600
    for planned in ("", 'order = ["ira"]\nspare_cash = 17_200\n'):
        home = parse_household(text.replace("state =", f"{planned}state =", 1))
        year = settle(home, PUBLISHED).year
        for place in (0, 1):
            found = tax(year, "backdoor_roth", 8_600, place)
            assert found == pytest.approx(income * TAXED_RATE, abs=1)


def test_one_job_that_needs_roth_catch_up_is_enough() -> None:
    """The wages that decide are each employer's own: 200,000 at one and 20,000 at the other."""
    jobs = "".join(
        f'[[people.jobs]]\nemployer = "{name}"\npay = {pay}\nfica_wages_last_year = {pay}\n'
        f"elections = {{ deferral = 0, after_tax = 0 }}\nplan = {{ roth = true }}\n"
        for name, pay in (("A", 180_000), ("B", 20_000))
    )
    year = settle(parse_household(head().replace("1984", "1970") + jobs), PUBLISHED).year
    assert tax(year, "roth_401k", 32_500) == pytest.approx(24_500 * TAXED_RATE, abs=1)
