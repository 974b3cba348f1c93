"""The years of the linear program, in dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.money import MOST_CENTS, PPM
from megaroth.law.law import Law
from megaroth.law.retirement_tables import TENTHS, uniform_lifetime
from megaroth.model.household import Person
from megaroth.planning.tax_hull import all_pre_tax, invested_lines, residence, returns_of, tax_lines
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear
from megaroth.rules.ira import ira_limit
from megaroth.rules.rmd import first_rmd_year
from megaroth.tax.surtaxes import medicare_premiums


@dataclass
class ProgramYear:
    """One year of the program, dollars.

    Attributes:
        works: whether anybody works.
        after_work: whether nobody works in this year or any later one.
        income: cash of the year before contributions and income tax.
        taken: payroll tax and contributions that no election changes.
        deferral, must_be_roth, after_tax: the most that can be elected, and the deferrals that must
        be Roth; of a bound the last has the
            IRA contributions that other elections could bring.
        pre_tax_fixed, roth_fixed: other additions of the year to pre-tax and Roth money.
        spending, premiums: as in the engine, premiums without those of high incomes.
        expenses: the stated expenses, a part of spending.
        tax: lines (slope, level) under the year's income tax as a function of pre-tax withdrawals
            less pre-tax deferrals.
        invested: lines under the tax on dividends and realized gains, as a function of their sum;
            only in a bound.
        rmd: the share of pre-tax money that must be distributed.
        may_draw: whether plan and IRA money can be withdrawn; if not, IRAs can still be converted.
        ceiling: pre-tax money that can be withdrawn and converted without reaching a tier of
            Medicare premiums two years later; None for no limit.
    """

    year: int
    works: bool
    after_work: bool
    income: float
    taken: float
    deferral: float
    must_be_roth: float
    after_tax: float
    pre_tax_fixed: float
    roth_fixed: float
    spending: float
    expenses: float
    premiums: float
    tax: Sequence[tuple[float, float]]
    invested: Sequence[tuple[float, float]]
    rmd: float
    may_draw: bool
    ceiling: float | None


def program_years(
    given: ScenarioInputs, *, optimistic: bool, tier: int | None = None
) -> list[ProgramYear]:
    """The years of the program.

    Args:
        given: the alternative that saves the most, with its working years.
        optimistic: lower each tax by the most that its lines can exceed it, so that the optimum is
            an upper bound.
        tier: the tier of Medicare premiums that no year after work should exceed; 0 is the lowest.
    """
    return [
        _program_year(given, year, optimistic=optimistic, tier=tier) for year in given.ahead.years
    ]


def _program_year(
    given: ScenarioInputs, year: int, *, optimistic: bool, tier: int | None
) -> ProgramYear:
    ahead = given.ahead
    household, work = ahead.household, given.working.get(year)
    numbers = work.law if work else ahead.law(year)
    benefits = sum(given.benefits[year])
    returns = returns_of(given, year)
    beside = sum(
        int(one)
        for filed in returns
        for one in (
            filed.items.interest,
            filed.items.tax_exempt_interest,
            filed.items.pensions,
            filed.items.other_income,
        )
    )
    untaxed = ahead.untaxed(year)
    flows = work.people if work else []
    deferral = sum(one.deferral + one.catch_up for one in work.elected) if work else 0
    elected_roth = sum(int(one.roth) for one in flows)
    elected_pre_tax = deferral - elected_roth
    after_tax = sum(int(one.after_tax) for one in flows)
    must_be_roth = elected_roth if all_pre_tax(household) else 0
    ages = [person.age(year) for person in ahead.living(year)]
    covered = sum(ahead.has_medicare(person, year) for person in ahead.living(year))
    hsa = sum(int(one.hsa) for one in flows)
    joint = ahead.status(year) == "married_joint"
    ceiling = None
    if (
        tier is not None
        and work is None
        and max(ages) + numbers.medicare_income_years >= numbers.medicare_age
    ):
        taxed_at_most = benefits * numbers.social_security_second_rate // PPM
        then = ahead.law(year + numbers.medicare_income_years)
        ceiling = (_tier_begins(then, tier + 1, joint=joint) - beside - taxed_at_most) / 100
    magi = _tier_begins(numbers, tier, joint=joint) + 1 if tier else 0
    return ProgramYear(
        year=year,
        works=work is not None,
        after_work=ahead.after_work(year),
        income=((int(work.gross) if work else 0) + beside + untaxed + benefits) / 100,
        taken=(int(work.own + work.payroll_tax) - deferral - after_tax if work else 0) / 100,
        deferral=deferral / 100,
        must_be_roth=must_be_roth / 100,
        after_tax=(after_tax + (_more_ira(work) if optimistic and work else 0)) / 100,
        pre_tax_fixed=(sum(int(one.pre_tax) for one in flows) - elected_pre_tax) / 100,
        roth_fixed=(sum(int(one.roth_ira + one.backdoor_roth) for one in flows) + hsa) / 100,
        spending=int(given.spending[year]) / 100,
        expenses=ahead.expenses(year) / 100,
        premiums=covered * int(medicare_premiums(numbers, magi, joint)) / 100,
        tax=tax_lines(numbers, residence(given, year), returns, optimistic=optimistic),
        invested=invested_lines(numbers, residence(given, year), returns) if optimistic else (),
        # Required distributions of a plan can wait while a person works there.
        rmd=0.0 if optimistic and work is not None else _rmd(ahead, year),
        may_draw=work is None
        or any(_may_draw(ahead, person, year, numbers) for person in household.people),
        ceiling=ceiling,
    )


def _may_draw(ahead: Outlook, person: Person, year: int, law: Law) -> bool:
    """Whether a person can draw without the additional tax on early distributions in all of a year,
    or has left work."""
    if ahead.left_jobs(person, year):
        return True
    return 2 * person.age(year) > law.early_distribution_age_in_half_years


def _more_ira(work: WorkingYear) -> int:
    """IRA contributions in addition to the year's, cents, because Roth deferrals remain
    compensation for them (IRC 219(f)(1))."""
    people = zip(work.household.people, work.people, strict=True)
    return sum(
        max(
            int(
                ira_limit(work.law, person.age(work.household.year), MOST_CENTS)
                - flows.roth_ira
                - flows.backdoor_roth
            ),
            0,
        )
        for person, flows in people
    )


def _tier_begins(numbers: Law, tier: int, *, joint: bool) -> int:
    """Income above which a tier of Medicare premiums begins, cents."""
    tiers = numbers.irmaa_tiers_joint if joint else numbers.irmaa_tiers_single
    return int(tiers(str(tier)))


def _rmd(ahead: Outlook, year: int) -> float:
    """The share of pre-tax money that must be distributed, once everybody's distributions have
    begun."""
    living = ahead.living(year)
    ages = [person.age(year) for person in living if year >= first_rmd_year(person.born.year)]
    return TENTHS / uniform_lifetime(min(ages)) if len(ages) == len(living) else 0.0
