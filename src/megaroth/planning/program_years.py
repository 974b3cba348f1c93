"""The years of the linear program, in dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from megaroth.kernel.money import MOST_CENTS, PPM
from megaroth.law.law import Law
from megaroth.law.retirement_tables import TENTHS, uniform_lifetime
from megaroth.model.household import Person
from megaroth.planning.lower_planes import Planes
from megaroth.planning.program_growth import Growth, has_interest
from megaroth.planning.program_tiers import within_tiers
from megaroth.planning.spending import survivor_share
from megaroth.planning.tax_hull import (
    KINDS,
    Covered,
    Filed,
    premium_planes,
    residence,
    returns_of,
    tax_planes,
)
from megaroth.projection.jobs_held import leaves_plans, separated_late
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.working_years import PersonFlows, WorkingYear
from megaroth.rules.ira import ira_limit
from megaroth.rules.periodic_payments import periodic_payment
from megaroth.rules.rmd import first_rmd_year
from megaroth.tax.surtaxes import medicare_premiums

_PAID = 1_000_000_00


@dataclass(frozen=True)
class ProgramPerson:
    """One person in a year of the program, dollars.

    Attributes:
        lives: whether the person is alive.
        deferral: the most that can be deferred.
        pre_tax, roth: the most of it that can be of each kind.
        after_tax: the most after-tax contributions.
        ira: the most Roth IRA contributions, backdoor ones and those that other elections could
            bring included.
        pre_tax_fixed, roth_fixed: additions to pre-tax and Roth money that nobody elects.
        draws: whether plan money can be withdrawn; if not, IRAs can still be converted.
        young: whether withdrawals are subject to the additional tax.
        payments: the share of pre-tax money that periodic payments may begin with; 0 where they
            serve nothing.
        required: the share of pre-tax money that must be distributed.
        dies: whether this is the last year of life.
        after_tax_in_plan: whether after-tax money stays in the plan or in its Roth account.
        rolls_out: whether Roth and after-tax money of plans goes to IRAs at the end of the year.
        kept_up: after-tax contributions that may earn in pre-tax accounts count as so much more
            Roth money (:meth:`megaroth.planning.program_growth.Growth.kept_up`).
    """

    lives: bool
    deferral: float
    pre_tax: float
    roth: float
    after_tax: float
    ira: float
    pre_tax_fixed: float
    roth_fixed: float
    draws: bool
    young: bool
    payments: float
    required: float
    dies: bool
    after_tax_in_plan: bool
    rolls_out: bool
    kept_up: float


@dataclass(frozen=True)
class ProgramYear:
    """One year of the program, dollars.

    Attributes:
        works: whether anybody works.
        after_work: whether nobody works in this year or any later one.
        prices: as a ratio to those of the first year.
        income: cash of the year before contributions, dividends and income tax.
        taken: payroll tax.
        health: the most contributions to health savings accounts from pay; ``health_fixed`` are
            those of employers.
        spending, share, expenses: spending; after work also the share of a level of spending that
            applies, and the stated expenses on top of it.
        premiums: without those of high incomes.
        insurance: premiums of health insurance between work and Medicare, less the largest credit.
        medical: costs that health savings pay, premiums included.
        any_purpose: whether health savings can be withdrawn for other costs.
        people: of the household.
        filers: indexes of the people on each return.
        tax: planes under the tax of each return.
        surcharges: planes under the premiums of high incomes that each return causes in
            ``premiums_in``; None for nobody with Medicare then.
        early_rate: the additional tax on early distributions.
        tiers: the money that accounts can give, dividends and gains included, within each of the
            lower tiers of Medicare premiums; empty where nobody pays them two years later.
    """

    year: int
    works: bool
    after_work: bool
    prices: float
    income: float
    taken: float
    health: float
    health_fixed: float
    spending: float
    share: float
    expenses: float
    premiums: float
    insurance: float
    medical: float
    any_purpose: bool
    people: Sequence[ProgramPerson]
    filers: Sequence[Sequence[int]]
    tax: Sequence[Planes]
    surcharges: Sequence[Planes | None]
    premiums_in: int
    early_rate: float
    tiers: Sequence[float]


def program_years(inputs: ScenarioInputs) -> list[ProgramYear]:
    """The years of the program.

    Args:
        inputs: the alternative that saves the most, with its working years.
    """
    return [_program_year(inputs, year) for year in inputs.ahead.years]


def _program_year(inputs: ScenarioInputs, year: int) -> ProgramYear:
    ahead = inputs.ahead
    household, work = ahead.household, inputs.working.get(year)
    numbers = work.law if work else ahead.law(year)
    returns, filers = returns_of(inputs, year), ahead.filers(year)
    people = [_person(inputs, person, year, numbers) for person in household.people]
    other_income = _other_income(returns) + ahead.untaxed(year)
    living = ahead.living(year)
    covered = sum(ahead.has_medicare(person, year) for person in living)
    joint = ahead.status(year) == "married_joint"
    premiums = covered * int(medicare_premiums(numbers, 0, joint)) / 100
    spending = int(inputs.spending[year]) / 100
    prices = ahead.prices(year)
    medical = min(int(household.medical) / 100 * prices, spending) if work is None else 0.0
    own_health, all_health = _health(work)
    return ProgramYear(
        year=year,
        works=work is not None,
        after_work=ahead.after_work(year),
        prices=prices,
        income=((int(work.gross) if work else 0) + other_income + sum(inputs.benefits[year])) / 100,
        taken=int(work.payroll_tax) / 100 if work else 0.0,
        health=own_health,
        health_fixed=all_health - own_health,
        spending=spending,
        share=0.0 if not ahead.after_work(year) else prices * survivor_share(ahead, year),
        expenses=ahead.expenses(year) / 100,
        premiums=premiums,
        insurance=_insurance(inputs, year) / 100,
        medical=premiums + medical,
        any_purpose=work is None and all(one.age(year) >= numbers.medicare_age for one in living),
        people=people,
        filers=filers,
        tax=[
            tax_planes(
                numbers,
                residence(inputs, year),
                filed,
                prices,
                _kinds([people[place] for place in places], interest=has_interest(ahead)),
            )
            for filed, places in zip(returns, filers, strict=True)
        ],
        surcharges=_surcharges(inputs, year, numbers, returns, people),
        premiums_in=year + numbers.medicare_income_years,
        early_rate=numbers.early_distribution_rate / PPM,
        tiers=() if work else within_tiers(inputs, year, other_income),
    )


def _surcharges(
    inputs: ScenarioInputs,
    year: int,
    numbers: Law,
    returns: Sequence[Filed],
    people: Sequence[ProgramPerson],
) -> list[Planes | None]:
    """Planes under the premiums of high incomes that each return causes."""
    ahead = inputs.ahead
    then = year + numbers.medicare_income_years
    living = ahead.living(then) if then <= ahead.years[-1] else []
    status = ahead.status(year)
    apart = status == "married_separate" and not ahead.household.lived_apart
    found: list[Planes | None] = []
    for filed, places in zip(returns, ahead.filers(year), strict=True):
        ours = [ahead.household.people[place] for place in places]
        covered = sum(one in living and ahead.has_medicare(one, then) for one in ours)
        if not covered:
            found.append(None)
            continue
        medicare = Covered(ahead.law(then), covered, status == "married_joint", apart)
        kinds = _kinds([people[place] for place in places], interest=has_interest(ahead))
        found.append(premium_planes(numbers, filed, ahead.prices(year), kinds, medicare))
    return found


def _other_income(returns: Sequence[Filed]) -> int:
    """Cash income of a year that neither pay nor accounts bring, cents."""
    return sum(
        int(one)
        for filed in returns
        for one in (
            filed.items.interest,
            filed.items.tax_exempt_interest,
            filed.items.pensions,
            filed.items.other_income,
        )
    )


def _insurance(inputs: ScenarioInputs, year: int) -> int:
    """What health insurance between work and Medicare costs at least, cents: with the largest credit
    that any income has."""
    found = insurance_of(inputs.ahead, year)
    return 0 if found is None else found.premium - found.most_credit(inputs.ahead.law(year))


def _health(work: WorkingYear | None) -> tuple[float, float]:
    """Contributions to health savings accounts from pay, and all of them, dollars."""
    if work is None:
        return 0.0, 0.0
    elected = sum(one.deferral + one.catch_up + one.after_tax for one in work.elected)
    iras = sum(int(one.roth_ira + one.backdoor_roth) for one in work.people)
    every = sum(int(one.hsa) for one in work.people)
    return min(max(int(work.own) - elected - iras, 0), every) / 100, every / 100


def _kinds(people: Sequence[ProgramPerson], *, interest: bool) -> tuple[str, ...]:
    """The kinds of ordinary income of accounts in a year, conversions last."""
    draws = [one for one in people if one.lives and one.draws]
    there = {
        "draw": bool(draws),
        "early": any(one.young for one in draws),
        "interest": interest,
        "convert": True,
    }
    return tuple(kind for kind in KINDS if there[kind])


def _person(inputs: ScenarioInputs, person: Person, year: int, numbers: Law) -> ProgramPerson:
    ahead, work = inputs.ahead, inputs.working.get(year)
    places = [one.name for one in work.household.people] if work else []
    flows = (
        work.people[places.index(person.name)] if work and person.name in places else PersonFlows()
    )
    elected = [one for one in work.elected if one.person == person.name] if work else []
    deferral = sum(one.deferral + one.catch_up for one in elected)
    pre_tax, roth = _by_kind(person, work, flows)
    after_tax = sum(one.after_tax for one in elected)
    more = _more_ira(work, person, flows) if elected and work else 0
    alive = ahead.alive(person, year)
    draws = (
        ahead.left_jobs(person, year)
        or 2 * person.age(year) >= numbers.early_distribution_age_in_half_years
    )
    # Plan money of somebody who left at 55 or later is free of the additional tax.
    young = 2 * person.age(year) < numbers.early_distribution_age_in_half_years
    free = separated_late(person, ahead.first, numbers)
    paid = int(periodic_payment(numbers, _PAID, person.age(year))) if young and draws else 0
    return ProgramPerson(
        lives=alive,
        deferral=deferral / 100,
        pre_tax=pre_tax / 100,
        roth=roth / 100,
        after_tax=after_tax / 100,
        pre_tax_fixed=(int(flows.pre_tax) + int(flows.roth) - deferral - int(flows.taxed_employer))
        / 100,
        ira=(int(flows.roth_ira + flows.backdoor_roth) + more) / 100,
        roth_fixed=int(flows.taxed_employer) / 100,
        draws=draws,
        young=young and not free,
        payments=0.0 if free else paid / _PAID,
        required=_required(person, year, works=bool(elected)),
        dies=alive and not ahead.alive(person, year + 1),
        after_tax_in_plan="roth_ira" not in flows.moved,
        rolls_out=ahead.retired(person, year + 1)
        or leaves_plans(person, year)
        or not ahead.alive(person, year + 1),
        kept_up=_kept_up(inputs, flows, year),
    )


def _kept_up(inputs: ScenarioInputs, flows: PersonFlows, year: int) -> float:
    stays = not flows.moved or flows.one_contract or inputs.split
    growth = Growth.of(inputs.ahead.household.assumptions)
    return growth.kept_up(inputs.ahead.years[-1] - year) if stays else 1.0


def _by_kind(person: Person, work: WorkingYear | None, flows: PersonFlows) -> tuple[int, int]:
    """The most of a person's deferrals that can be pre-tax and Roth, cents: a stated kind binds, and
    so does catch-up that must be Roth."""
    if work is None:
        return 0, 0
    jobs = {
        job.employer: job
        for one in work.household.people
        if one.name == person.name
        for job in one.jobs
    }
    pre_tax = roth = stated_roth = 0
    for one in work.elected:
        job = jobs.get(one.employer)
        if one.person != person.name or job is None or job.plan is None:
            continue
        amount, kind = one.deferral + one.catch_up, job.elections.deferral_kind
        if kind == "roth" and job.plan.roth is True:
            stated_roth += amount
        else:
            pre_tax += amount
            roth += amount if job.plan.roth is True and kind is None else 0
    # Where no job elects Roth, Roth amounts are catch-up that must be Roth (IRC 414(v)(7)).
    must = 0
    if all(job.elections.kind == "pre_tax" for job in jobs.values()):
        must = int(flows.roth - flows.taxed_employer)
    return pre_tax - must, max(roth, must) + stated_roth


def _more_ira(work: WorkingYear, person: Person, flows: PersonFlows) -> int:
    """IRA contributions in addition to the year's, cents, because Roth deferrals remain
    compensation for them (IRC 219(f)(1))."""
    most = ira_limit(work.law, person.age(work.household.year), MOST_CENTS)
    return max(int(most - flows.roth_ira - flows.backdoor_roth), 0)


def _required(person: Person, year: int, *, works: bool) -> float:
    """The share of pre-tax money that must be distributed. Distributions of a plan can wait while a
    person works there."""
    if works or year < first_rmd_year(person.born.year):
        return 0.0
    return TENTHS / uniform_lifetime(person.age(year))
