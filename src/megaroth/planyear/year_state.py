"""The household of a plan year while its contributions are decided: people and their jobs."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import PPM, Cents, positive, smaller, sum_of, total
from megaroth.law.law import Law
from megaroth.model.household import Household, Person
from megaroth.planyear.cash import Cash
from megaroth.planyear.job_year import JobYear, pay_of
from megaroth.rules import catch_up as catch_up_rules
from megaroth.rules import deferrals as deferral_rules
from megaroth.rules.annual_additions import annual_additions_limit
from megaroth.rules.hsa import MONTHS, hsa_room
from megaroth.rules.ira import ira_conversion_basis


@dataclass(frozen=True)
class MoveIncome:
    """Income that one person's moves to Roth bring, cents.

    Attributes:
        in_plan: from in-plan Roth rollovers.
        to_roth_ira: from rollovers and conversions to Roth IRAs.
    """

    in_plan: Cents = 0
    to_roth_ira: Cents = 0


NO_MOVES = MoveIncome()


@dataclass
class PersonYear:
    """One person in the year.

    Attributes:
        move_income: income of the year's moves out of plans: while contributions are decided, as an
            earlier pass found it.
        rolled_to_traditional: pre-tax plan money that the year's moves bring into a traditional
            IRA, cents.
        conversion_basis: the untaxed part of the planned ordinary conversion, cents.
    """

    person: Person
    age: int
    jobs: list[JobYear]
    hsa_limit: Cents = 0
    hsa: Cents = 0
    hsa_coverage: tuple[str, ...] = ("none",) * MONTHS
    hsa_family_shares: tuple[int, ...] = (PPM,) * MONTHS
    magi: Cents = 0
    ira: Cents = 0
    ira_limit: Cents = 0
    roth_ira_limit: Cents = 0
    deductible_ira: Cents = 0
    roth_ira: Cents = 0
    traditional_ira: Cents = 0
    rolled_to_traditional: Cents = 0
    conversion_basis: Cents = 0
    move_income: MoveIncome = NO_MOVES

    def pool(self, *, of_457b: bool = False) -> list[JobYear]:
        """Jobs whose deferrals count together: those of 457(b) plans apart from all others (IRC
        402(g)(3), 457(c))."""
        return [job for job in self.jobs if job.is_457b == of_457b]

    def deferred(self) -> Cents:
        """Elective deferrals at all jobs without catch-up, including stated catch-up that is not
        allowed as such."""
        return sum_of(job.counted_deferral() for job in self.pool())

    def caught_up(self, *, of_457b: bool = False) -> Cents:
        """Catch-up contributions that count as such, at all jobs or in all 457(b) plans."""
        return sum_of(job.catch_up - job.catch_up_over for job in self.pool(of_457b=of_457b))

    def excess_deferral(self, law: Law) -> Cents:
        """Elective deferrals of all jobs beyond the person's limit (IRC 402(g)(1))."""
        return deferral_rules.excess_deferral(
            law,
            self.deferred(),
            self.caught_up(),
            catch_up=catch_up_rules.catch_up_dollar_limit(law, self.age),
        )

    def excess_457b(self, law: Law) -> Cents:
        """Contributions to all 457(b) plans, the employer's included, beyond their limit (IRC
        457(b)(2), (c); 26 CFR 1.457-2(b))."""
        jobs = self.pool(of_457b=True)
        if not jobs:
            return 0
        limit = deferral_rules.deferral_limit_457b(law, pay_of(jobs))
        return positive(sum_of(job.additions() for job in jobs) - limit)

    def taxed_excess(self, law: Law, *, of_457b: bool = False) -> Cents:
        """The part of an excess that is not in income yet: what exceeds the Roth deferrals of the
        year, which go back first (IRC 402(g)(1)(A); 26 CFR 1.457-4(a), (e)(1))."""
        excess = self.excess_457b(law) if of_457b else self.excess_deferral(law)
        roth = sum_of(
            job.deferral + job.catch_up - job.pre_tax() for job in self.pool(of_457b=of_457b)
        )
        return positive(excess - roth)

    def excess_in_income(self, law: Law) -> Cents:
        """The income that excess deferrals add to the year in which they were deferred."""
        return total(self.taxed_excess(law), self.taxed_excess(law, of_457b=True))

    @property
    def taxed_employer(self) -> Cents:
        """Employer contributions at all jobs that are income of the year."""
        return sum_of(job.taxed_employer() for job in self.jobs)

    @property
    def excess_ira(self) -> Cents:
        """IRA contributions made beyond the limit (IRC 219(b), 408A(c))."""
        return positive(self.person.ira_made - self.ira_limit)

    @property
    def excess_hsa(self) -> Cents:
        """HSA contributions made beyond the limit, the employer's included."""
        account = self.person.hsa
        return positive(account.employer + account.made - self.hsa_limit) if account else 0

    @property
    def taxed_hsa(self) -> Cents:
        """The employer's HSA contributions beyond the limit, which are income (IRC 106(d)(1))."""
        return positive(self.person.hsa.employer - self.hsa_limit) if self.person.hsa else 0

    @property
    def hsa_deducted(self) -> Cents:
        """The person's own HSA contributions of the year, including earlier ones, as far as they
        are deductible (IRC 223(b))."""
        account = self.person.hsa
        return (
            smaller(self.hsa + account.made, hsa_room(self.hsa_limit, account.employer))
            if account
            else 0
        )

    @property
    def pre_tax_iras(self) -> Cents:
        """Pre-tax money in traditional, SEP and SIMPLE IRAs, with what the year's moves from plans
        bring there."""
        held = sum_of(
            account.value - account.basis for account in self.person.iras if account.kind != "roth"
        )
        return positive(held) + self.rolled_to_traditional

    @property
    def conversion_income(self) -> Cents:
        """The income from the planned ordinary conversion."""
        return self.traditional_ira - self.conversion_basis

    def untaxed_conversion(self, amount: Cents) -> Cents:
        """The untaxed part of a nondeductible contribution that is converted in the year (IRC
        408(d)(2)).

        All of the person's traditional IRAs are one contract; plan money that reaches one this year
        is in its value on December 31.
        """
        others = [account for account in self.person.iras if account.kind != "roth"]
        basis = sum_of(account.basis for account in others) + amount
        value = sum_of(account.value for account in others) + self.rolled_to_traditional
        return ira_conversion_basis(amount, basis, value)

    def ira_compensation(self) -> Cents:
        """Pay and earned income that are includible in income: pre-tax deferrals are not (IRC
        219(b)(1)(B), (f)(1))."""
        return positive(pay_of(self.jobs) - sum_of(job.pre_tax() for job in self.jobs))


@dataclass
class YearState:
    """The household in the year."""

    household: Household
    law: Law
    people: list[PersonYear]
    cash: Cash

    @property
    def jobs(self) -> list[JobYear]:
        """Every job of everybody."""
        return [job for person in self.people for job in person.jobs]

    def own_contributions(self) -> Cents:
        """The household's contributions of the year, cents: to plans, including employer
        contributions of own businesses, IRAs and HSAs."""
        to_accounts = sum_of(
            total(
                person.hsa,
                person.roth_ira,
                person.traditional_ira,
                person.person.made_in_iras_and_hsa,
            )
            for person in self.people
        )
        to_plans = sum_of(
            total(
                job.deferral,
                job.catch_up,
                job.after_tax,
                job.employer() if job.job.self_employed else 0,
            )
            for job in self.jobs
        )
        return to_accounts + to_plans

    def employer_contributions(self) -> Cents:
        """Matching and nonelective contributions of all employers except own businesses, cents."""
        return sum_of(job.employer() for job in self.jobs if not job.job.self_employed)

    def group(self, job: JobYear) -> list[JobYear]:
        """The jobs of the person that share this one's limit on what goes into plans."""
        return [
            other
            for other in self.jobs
            if other.limit_group == job.limit_group and other.person is job.person
        ]

    def same_employer(self, job: JobYear) -> list[JobYear]:
        """The jobs of the person at this one's employer and those related to it."""
        return [
            other
            for other in self.jobs
            if other.employer_group == job.employer_group and other.person is job.person
        ]

    def limit_of(self, job: JobYear) -> Cents:
        """The limit on what goes into the plans that share this one's: on annual additions, or that
        of 457(b) plans."""
        pay = pay_of(self.group(job))
        return (
            deferral_rules.deferral_limit_457b(self.law, pay)
            if job.is_457b
            else annual_additions_limit(self.law, pay)
        )

    def groups(self, person: PersonYear) -> list[list[JobYear]]:
        """A person's jobs with plans, those that share an annual additions limit together; 457(b)
        plans have none."""
        return list(
            {job.limit_group: self.group(job) for job in person.pool() if job.has_plan}.values()
        )
