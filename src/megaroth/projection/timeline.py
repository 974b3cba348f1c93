"""The household of a later year: ages, pay, jobs and children."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message
from megaroth.kernel.money import PPM, Cents, share
from megaroth.law.indices import DEFAULT_INFLATION_PPM
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.assumptions import Assumptions
from megaroth.model.cash_flows import Pension, Receipt
from megaroth.model.household import Balances, Household, Income, Job, Made, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.payroll.pay_events import pay_of_year
from megaroth.projection.jobs_held import between_jobs, jobs_of, retirement_age, worked_part
from megaroth.projection.stated_flows import expenses_of, pensions_of, receipts_of
from megaroth.readers.reach import beyond_reach
from megaroth.readers.toml_file import field_name


@dataclass(frozen=True)
class Outlook:
    """A household's years ahead.

    Attributes:
        household: the household of the file in the first year, without unknown plan rules.
        inflation: assumed price growth, parts per million.
        years: the calendar years of the plan.
        law_book: the law, with a user's figures and reforms.
    """

    household: Household
    inflation: int
    years: tuple[int, ...]
    law_book: LawBook
    _at: dict[int, Household] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def first(self) -> int:
        """The first year."""
        return self.household.year

    def law(self, year: int) -> Law:
        """The law of a year at the assumed price growth."""
        return self.law_book.law(year, self.inflation)

    def prices(self, year: int) -> float:
        """Prices of a year as a ratio to those of the first."""
        return float((1 + self.inflation / PPM) ** (year - self.first))

    def pay(self, year: int) -> float:
        """Pay of a year as a ratio to that of the first."""
        return float((1 + self.household.assumptions.pay_growth / PPM) ** (year - self.first))

    def alive(self, person: Person, year: int) -> bool:
        """Whether a person is alive in a year, even if only for part of it."""
        return person.alive(year)

    def living(self, year: int) -> list[Person]:
        """The people alive in a year."""
        return [person for person in self.household.people if self.alive(person, year)]

    def widowed(self, year: int) -> bool:
        """Whether a spouse died before a year."""
        return len(self.living(year)) < len(self.household.people)

    def status(self, year: int) -> str:
        """The filing status. It is joint in the year of a death (IRC 6013(a)(3)). With a child, it
        is then qualifying surviving spouse for two years and head of household after that (IRC 2),
        until the last child of ``children_born`` is too old."""
        stated, since = self.household.filing_status, self.first
        surviving = self.law(year).surviving_spouse_years
        for change in sorted(self.household.status_changes, key=lambda one: one.year):
            if change.year <= year:
                stated, since = change.filing_status, change.year
        if stated in ("qualifying_surviving_spouse", "head_of_household"):
            # Without a child in the file, another person qualifies the household for the status.
            if self._dependent_child(since) and not self._dependent_child(year):
                return "single"
            return "head_of_household" if year >= since + surviving else stated
        if not stated.startswith("married") or not self.widowed(year):
            return stated
        if not self._dependent_child(year):
            return "single"
        return (
            "head_of_household" if self.widowed(year - surviving) else "qualifying_surviving_spouse"
        )

    def _dependent_child(self, year: int) -> bool:
        age = self.law(year).dependent_child_age
        return any(0 <= year - born < age for born in self.household.children_born)

    def filers(self, year: int) -> list[list[int]]:
        """The indexes of the people on each return of a year: one joint return, or one for each
        spouse."""
        places = list(range(len(self.household.people)))
        return (
            [[place] for place in places] if self.status(year) == "married_separate" else [places]
        )

    def retired(self, person: Person, year: int) -> bool:
        """Whether a person stopped working before a year: at the stated age, or at the end of the
        last job."""
        ended = bool(person.jobs) and all(
            job.ended is not None and job.ended.year < year for job in person.jobs
        )
        return ended or person.age(year) >= retirement_age(person, self.first)

    def has_medicare(self, person: Person, year: int) -> bool:
        """Whether a person has Medicare: from 65, except while working and delaying Social Security
        to keep a health savings account, which ends with Medicare (IRC 223(b)(7))."""
        if person.age(year) < self.law(year).medicare_age:
            return False
        account, benefit = person.hsa, person.social_security or SocialSecurity()
        if account is None or set(account.coverage) == {"none"}:
            return True
        if account.medicare_from is not None:
            return year >= account.medicare_from.year
        claimed = (
            person.age(year) >= benefit.from_age or int(self.household.income.social_security) > 0
        )
        return claimed or self.retired(person, year) or not jobs_of(person, year)

    def working(self, year: int) -> bool:
        """Whether anybody works in a year."""
        return any(
            jobs_of(person, year) and not self.retired(person, year) for person in self.living(year)
        )

    def left_jobs(self, person: Person, year: int) -> bool:
        """Whether a person has left the jobs so far: retired, or between two jobs."""
        return between_jobs(person, year) or self.retired(person, year)

    def after_work(self, year: int) -> bool:
        """Whether nobody works in a year or any later one."""
        return year > self._last_of_work

    @functools.cached_property
    def _last_of_work(self) -> int:
        """The last year in which somebody works; the one before the first if nobody does."""
        return max((year for year in self.years if self.working(year)), default=self.first - 1)

    def state(self, year: int) -> str | None:
        """The state of residence."""
        there = self.household.assumptions.retirement_state
        retired = any(
            person.jobs and self.retired(person, year - 1) for person in self.household.people
        )
        return there if there is not None and retired else self.household.state

    def at(self, year: int) -> Household:
        """The household of a year: with grown pay, without the jobs of retired people, and without
        balances, which the projection has.

        The first year is that of the file, with its balances and contributions so far.
        """
        # Every projection of these years asks again.
        if year not in self._at:
            self._at[year] = self._in_year(year)
        return self._at[year]

    def _in_year(self, year: int) -> Household:
        household, child_age = self.household, self.law(year).child_tax_credit_age
        children = sum(0 <= year - born < child_age for born in household.children_born)
        if not household.children_born:
            # Every child is assumed to be born this year.
            children = household.income.children if year < self.first + child_age else 0
        income = replace(_income(household.income, self.prices(year)), children=children)
        if year == self.first:
            return replace(household.in_its_year, income=income, inflation=self.inflation)
        people = tuple(self._person(person, year) for person in self.living(year))
        moved = household.state if self.state(year) == household.state else self.state(year)
        return replace(
            household,
            year=year,
            people=people,
            filing_status=self.status(year),
            state=moved,
            city=household.city if moved == household.state else None,
            previous_state=None,
            moved=None,
            as_of=None,
            magi=None,
            marginal_rate=None,
            state_marginal_rate=None,
            inflation=self.inflation,
            other_income=grown(household.other_income, self.prices(year)),
            spare_cash=None
            if household.spare_cash is None
            else grown(household.spare_cash, self.pay(year)),
            income=income,
            receipts=self._receipts(year),
            assumptions=self._assumptions(year),
        )

    def _assumptions(self, year: int) -> Assumptions:
        """The assumptions, with their amounts in dollars of a year."""
        assumed = self.household.assumptions
        fee = grown(assumed.conversion_fee, self.prices(year))
        return replace(assumed, conversion_fee=fee) if fee else assumed

    def expenses(self, year: int) -> int:
        """Stated expenses of a year in addition to the spending of every year, cents of that
        year."""
        return expenses_of(self.household, year, self.prices(year))

    def untaxed(self, year: int) -> int:
        """Receipts and parts of pensions of a year that are not income on a return, cents of that
        year."""
        of_receipts = sum(int(one.amount) for one in self._receipts(year) if not one.taxable)
        return of_receipts + sum(
            int(one.amount - share(one.amount, one.taxable))
            for person in self.living(year)
            for one in self.pensions(person, year)
        )

    def receipts(self, year: int) -> int:
        """All receipts of a year, cents of that year."""
        return sum(int(one.amount) for one in self._receipts(year))

    def _receipts(self, year: int) -> tuple[Receipt, ...]:
        return receipts_of(self.household, year, self.prices(year))

    def pensions(self, person: Person, year: int) -> tuple[Pension, ...]:
        """A person's own and survivor pensions in a year, in that year's dollars."""
        return pensions_of(self.household, person, year, self.prices)

    def _person(self, person: Person, year: int) -> Person:
        jobs = () if self.retired(person, year) else jobs_of(person, year)
        health = person.hsa
        if health is not None:
            health = replace(
                health, made=0, earnings=0, coverage=(health.coverage[-1],) * len(health.coverage)
            )
        return replace(
            person,
            ira_made=0,
            pensions=self.pensions(person, year),
            hsa=health if jobs and not self.has_medicare(person, year) else None,
            jobs=tuple(self._job(job, person.born.year, year) for job in jobs),
            iras=tuple(account for account in person.iras if account.kind != "roth"),
        )

    def _job(self, job: Job, born: int, year: int) -> Job:
        before = job.in_year(year - 1, born)
        if year - 1 != self.first:
            before = self._paid(before, year - 1)
        last = pay_of_year(before, year - 1)
        return replace(
            self._paid(job.in_year(year, born), year),
            fica_wages_last_year=None if job.self_employed else last,
            pay_last_year=None if job.self_employed else last,
            balances=Balances(),
            made=Made(),
        )

    def _paid(self, job: Job, year: int) -> Job:
        """The job with the pay of a year."""
        whole = worked_part(job, year) if job.self_employed else 1.0
        return replace(
            job,
            pay=None if job.pay is None else grown(job.pay, self.pay(year) * whole),
            pay_per_period=None
            if job.pay_per_period is None
            else grown(job.pay_per_period, self.pay(year)),
            first_payday=None,
        )


def outlook(household: Household, law_book: LawBook = PUBLISHED) -> Outlook:
    """The years ahead of a household.

    Args:
        household: without unknown plan rules.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: a plan rule is unknown, or assumptions lead to amounts that cannot be
            calculated.
    """
    from megaroth.planyear.unknowns import slots

    if slots(household, law_book):
        place = slots(household, law_book)[0]
        raise InputError(
            [
                Problem(
                    f"plan.{place[2]}",
                    '"unknown"',
                    message("known_rule_for_years_ahead"),
                )
            ]
        )
    far = [
        Problem(field_name(path), found, expected)
        for path, found, expected in beyond_reach(household)
    ]
    if far:
        raise InputError(far)
    assumed = household.assumptions
    inflation = assumed.inflation if assumed.inflation is not None else household.inflation
    last = household.people[0].born.year + assumed.plan_until
    years = tuple(range(household.year, last + 1))
    rate = DEFAULT_INFLATION_PPM if inflation is None else inflation
    return Outlook(household, rate, years, law_book)


def grown(amount: Cents, by: float) -> int:
    """An amount multiplied by growth, whole cents."""
    return round(int(amount) * by)


def _income(income: Income, prices: float) -> Income:
    """Other income that continues at the same prices, without dividends, gains and distributions,
    which come from accounts."""
    return Income(
        interest=grown(income.interest, prices),
        tax_exempt_interest=grown(income.tax_exempt_interest, prices),
        other_states_interest=grown(income.other_states_interest, prices),
        pensions=grown(income.pensions, prices),
        social_security=grown(income.social_security, prices),
        state_taxes=grown(income.state_taxes, prices),
        mortgage_interest=int(income.mortgage_interest),
        charity=grown(income.charity, prices),
        children=income.children,
    )
