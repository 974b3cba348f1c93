"""What the waterfall works on: each person's and job's amounts while they are being decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from megaroth.kernel.money import MOST_CENTS, Cents, choose, larger, positive, smaller
from megaroth.law.law import Law
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan import AfterTaxCap, Plan, known_amount, known_tiers
from megaroth.payroll import paydays as days
from megaroth.planyear.cash import Cash
from megaroth.rules import catch_up as catch_up_rules
from megaroth.rules import compensation as pay_rules
from megaroth.rules import deferrals as deferral_rules
from megaroth.rules import match as match_rules
from megaroth.rules.annual_additions import annual_additions_limit
from megaroth.rules.deferrals import deferral_limit_457b
from megaroth.rules.hsa import hsa_room
from megaroth.rules.ira import ira_conversion_basis

UNBOUNDED = MOST_CENTS


@dataclass
class JobYear:
    """One job in the year: its pay, its plan, and the contributions decided so far (cents, with those made before).

    Attributes:
        compensation: section 415 pay before any employer contribution of one's own business; while ``extra_paycheck`` is not answered,
            the least of the two answers.
        most_pay: the most of the two answers; elsewhere ``compensation``.
        limited_pay: ``compensation`` as far as the compensation limit lets a plan count it (IRC 401(a)(17)).
        matched_pay: ``most_pay`` as far as a plan can count it: employer contributions may come to that much.
        paid_by: the job that pays into this second plan, which has no pay of its own; None for a job with its pay.
        plans_of_pay: this job and the second plans that its pay goes into.
        limit_group: jobs of one person with the same number share a limit on what goes into their plans.
        employer_group: jobs of one person with the same number have one employer, or related ones.
        deferral: elective deferrals without catch-up.
        made_roth_catch_up: Roth contributions made before that count as catch-up.
        made_pre_tax_catch_up: catch-up made before taxes.
        nonelective: nonelective and other employer contributions.
        after_tax_pay_left: what the paychecks to come could carry when after-tax contributions were decided; None where they were not.
        payroll_tax_of_check: the most that one of the paychecks to come bears, once it was found.
        catch_up_over: catch-up contributions made that the law or the plan does not allow as such: they count as other deferrals do.
    """

    person: Person
    job: Job
    plan: Plan
    has_plan: bool
    paydays: list[date]
    ahead: list[date]
    compensation: Cents
    most_pay: Cents
    limited_pay: Cents
    matched_pay: Cents
    paid_by: JobYear | None = field(default=None, repr=False, compare=False)
    plans_of_pay: list[JobYear] = field(default_factory=list, repr=False, compare=False)
    limit_group: int = 0
    employer_group: int = 0
    deferral: Cents = 0
    made_deferral: Cents = 0
    catch_up: Cents = 0
    made_catch_up: Cents = 0
    made_roth_catch_up: Cents = 0
    catch_up_over: Cents = 0
    made_pre_tax_catch_up: Cents = 0
    catch_up_limit: Cents = 0
    catch_up_is_roth: bool = False
    roth_catch_up_required: bool = False
    after_tax: Cents = 0
    after_tax_room: Cents = 0
    after_tax_allowed: Cents = 0
    after_tax_pay_left: Cents | None = None
    payroll_tax_of_check: Cents | None = None
    nonelective: Cents = 0
    own_contribution_settled: bool = False
    limit: Cents = 0
    limited_by: str | None = None
    highly_compensated: bool | None = None

    @property
    def is_457b(self) -> bool:
        """Whether the plan is a 457(b), whose limits stand apart from those of other plans."""
        return self.has_plan and self.plan.kind == "457(b)"

    @property
    def takes_after_tax(self) -> bool:
        """Whether the plan takes after-tax contributions; a 457(b) cannot."""
        return bool(self.plan.after_tax) and not self.is_457b

    @property
    def takes_catch_up(self) -> bool:
        """Whether the plan takes catch-up contributions; of 457(b) plans only a governmental one can (IRC 414(v)(6)(A)(iii))."""
        return bool(self.plan.catch_up) and (not self.is_457b or bool(self.plan.governmental))

    @property
    def whole_year_match(self) -> bool:
        """The match is reckoned on the year, or made whole after it."""
        return self.plan.match_period == "year" or self.plan.true_up is not None

    @property
    def part_ahead(self) -> tuple[int, int]:
        """Paydays still to come, and all of them."""
        return (len(self.ahead), len(self.paydays)) if self.paydays else (1, 1)

    def tiers(self) -> list[match_rules.Tier]:
        """The match tiers on the pay that can still earn a match."""
        ahead, every = (1, 1) if self.whole_year_match else self.part_ahead
        formula = [(tier.rate, tier.up_to, _int(tier.up_to_dollars)) for tier in known_tiers(self.plan)]
        least, most = (match_rules.tiers_on(pay * ahead // every, formula) for pay in (self.limited_pay, self.matched_pay))
        return least if self.matched_pay is self.limited_pay else match_rules.tiers_over(least, most)

    def matched_before(self) -> Cents:
        """Matched contributions of earlier in the year that the tiers still count."""
        made = self.job.made
        return self.made_deferral + (made.after_tax if self.plan.match_on_after_tax else 0) if self.whole_year_match else 0

    def match_floor(self) -> Cents:
        """The match already earned that the tiers do not count."""
        return 0 if self.whole_year_match else self.job.made.match

    def match_most(self) -> Cents:
        """What the plan's dollar cap on the match still allows."""
        cap = self.plan.match_most
        most = match_rules.UNCAPPED if cap is None else known_amount(cap)
        return positive(most - self.match_floor())

    def match_ahead(self) -> tuple[list[match_rules.Tier], Cents]:
        """The tiers and the cap of the match that more contributions bring.

        A match given beyond the formula is earned first: until then contributions bring nothing more.
        """
        tiers, most, made = self.tiers(), self.match_most(), self.job.made.match
        if not self.whole_year_match:
            return tiers, most
        ahead_of_formula = choose(self.match_by_formula() < made, made, 0)
        return match_rules.tiers_beyond(tiers, ahead_of_formula), positive(most - ahead_of_formula)

    def match_by_formula(self) -> Cents:
        """The match that the plan's formula gives for the year at what is decided so far."""
        contributions = self.contributions_ahead(with_after_tax=True)
        return self.match_floor() + match_rules.matching_contribution(contributions, self.tiers(), self.match_most())

    def contributions_ahead(self, *, with_after_tax: bool) -> Cents:
        """Matched contributions that the tiers count: those to come, and earlier ones where the year counts as one."""
        made = self.job.made
        new = self.deferral - self.made_deferral
        if with_after_tax and self.plan.match_on_after_tax:
            new = new + self.after_tax - made.after_tax
        return new + self.matched_before()

    def match(self) -> Cents:
        """The match of the year at what is decided so far; what has been allocated counts, even where the formula gives less."""
        return larger(self.match_by_formula(), self.job.made.match) if self.plan.match else self.job.made.match

    def employer(self) -> Cents:
        """All employer contributions and forfeitures."""
        return self.match() + self.nonelective

    def counted_deferral(self) -> Cents:
        """Elective deferrals that are annual additions."""
        return self.deferral + self.catch_up_over

    def additions(self) -> Cents:
        """Annual additions decided so far."""
        return self.counted_deferral() + self.employer() + self.after_tax

    def additions_made(self) -> Cents:
        """Annual additions that are contributed already."""
        made = self.job.made
        return self.made_deferral + self.catch_up_over + made.match + made.nonelective + made.after_tax

    def section_415_pay(self) -> Cents:
        """Compensation for the 100% limb: one's own business is net of the contribution it makes."""
        if self.paid_by is not None:
            return self.paid_by.section_415_pay()
        if self.job.self_employed:
            return pay_rules.self_employed_compensation(self.compensation, self.employer())
        return self.compensation

    def contributed_ahead(self) -> Cents:
        """What the paychecks to come contribute to this plan."""
        made = sum_of((self.made_deferral, self.made_catch_up, self.job.made.after_tax))
        return sum_of((self.deferral, self.catch_up, self.after_tax)) - made

    @property
    def plan_pay(self) -> Cents:
        """Pay that the plan's contributions are a share of."""
        return self.compensation if self.paid_by is None else self.paid_by.compensation

    def pre_tax_deferral(self) -> Cents:
        """Elective deferrals without catch-up that leave this year's income."""
        made_roth = smaller(positive(self.job.made.roth - self.made_roth_catch_up), self.made_deferral)
        new = self.deferral - self.made_deferral
        return self.made_deferral - made_roth + (new if self.job.elections.deferral_kind == "pre_tax" else 0)

    def pre_tax(self) -> Cents:
        """Deferrals and catch-up that leave this year's income."""
        new = 0 if self.catch_up_is_roth else self.catch_up - self.made_catch_up
        return self.pre_tax_deferral() + self.made_pre_tax_catch_up + new

    def cap(self) -> tuple[Cents, int | None, int | None]:
        """The plan's after-tax cap for this person: the pay it is of, its rate and its amount."""
        cap = self.plan.after_tax_cap
        if not isinstance(cap, AfterTaxCap):
            return 0, None, None
        base = {"pay": self.plan_pay, "limited_pay": self.limited_pay, "net_pay": self.job.net_pay or 0}[cap.of]
        rate, amount = cap.percent, cap.dollars
        if self.highly_compensated:
            rate = cap.hce_percent if cap.hce_percent is not None else rate
            amount = cap.hce_dollars if cap.hce_dollars is not None else amount
        return base, rate, _int(amount)


def _int(amount: Cents | None) -> int | None:
    return None if amount is None else int(amount)


@dataclass
class PersonYear:
    """One person in the year.

    Attributes:
        rolled_to_traditional: pre-tax plan money that the year's moves bring into a traditional IRA, cents.
        conversion_basis: the untaxed part of the planned ordinary conversion, cents.
    """

    person: Person
    age: int
    jobs: list[JobYear]
    hsa_limit: Cents = 0
    hsa: Cents = 0
    hsa_coverage: tuple[str, ...] = ("none",) * 12
    hsa_family_shares: tuple[int, ...] = (1_000_000,) * 12
    magi: Cents = 0
    ira: Cents = 0
    ira_limit: Cents = 0
    roth_ira_limit: Cents = 0
    deductible_ira: Cents = 0
    roth_ira: Cents = 0
    traditional_ira: Cents = 0
    rolled_to_traditional: Cents = 0
    conversion_basis: Cents = 0

    def pool(self, *, of_457b: bool = False) -> list[JobYear]:
        """Jobs whose deferrals count together: those of 457(b) plans apart from all others (IRC 402(g)(3), 457(c))."""
        return [job for job in self.jobs if job.is_457b == of_457b]

    def deferred(self) -> Cents:
        """Elective deferrals without catch-up at all jobs, with what was called catch-up and is none."""
        return sum_of(job.counted_deferral() for job in self.pool())

    def caught_up(self, *, of_457b: bool = False) -> Cents:
        """Catch-up contributions that count as such, at all jobs or in all 457(b) plans."""
        return sum_of(job.catch_up - job.catch_up_over for job in self.pool(of_457b=of_457b))

    def excess_deferral(self, law: Law) -> Cents:
        """Elective deferrals of all jobs beyond the person's limit (IRC 402(g)(1))."""
        return deferral_rules.excess_deferral(
            law, self.deferred(), self.caught_up(), catch_up=catch_up_rules.catch_up_dollar_limit(law, self.age)
        )

    def taxed_excess_deferral(self, law: Law) -> Cents:
        """The part of the excess that is not in income yet: what exceeds the Roth deferrals of the year (IRC 402(g)(1)(A))."""
        roth = sum_of(job.deferral + job.catch_up - job.pre_tax() for job in self.pool())
        return positive(self.excess_deferral(law) - roth)

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
        """HSA contributions of one's own in the year, those made before included, as far as they are deducted (IRC 223(b))."""
        account = self.person.hsa
        return smaller(self.hsa + account.made, hsa_room(self.hsa_limit, account.employer)) if account else 0

    @property
    def pre_tax_iras(self) -> Cents:
        """Pre-tax money in traditional, SEP and SIMPLE IRAs, with what the year's moves from plans bring there."""
        held = sum_of(account.value - account.basis for account in self.person.iras if account.kind != "roth")
        return positive(held) + self.rolled_to_traditional

    @property
    def conversion_income(self) -> Cents:
        """What the planned ordinary conversion adds to income."""
        return self.traditional_ira - self.conversion_basis

    def untaxed_conversion(self, amount: Cents) -> Cents:
        """The untaxed part of a nondeductible contribution that is converted in the year (IRC 408(d)(2)).

        All of the person's traditional IRAs are one contract; plan money that reaches one this year is in its value on December 31.
        """
        others = [account for account in self.person.iras if account.kind != "roth"]
        basis = sum_of(account.basis for account in others) + amount
        value = sum_of(account.value for account in others) + self.rolled_to_traditional
        return ira_conversion_basis(amount, basis, value)

    def ira_compensation(self) -> Cents:
        """Pay and earned income that are includible in income: pre-tax deferrals are not (IRC 219(b)(1)(B), (f)(1))."""
        return positive(pay_of(self.jobs) - sum_of(job.pre_tax() for job in self.jobs))


def sum_of(amounts: Iterable[Cents]) -> Cents:
    """The sum of amounts, each scalar or a column."""
    total: Cents = 0
    for amount in amounts:
        total = total + amount
    return total


def pay_of(jobs: Iterable[JobYear]) -> Cents:
    """Section 415 compensation of several jobs, the pay of one job with several plans once."""
    return sum_of(job.section_415_pay() for job in {id(one.paid_by or one): one for one in jobs}.values())


@dataclass
class YearState:
    """The household in the year.

    Attributes:
        in_plan_income: income of each person's in-plan Roth rollovers, from an earlier pass over the year, cents.
        rollover_income: income of each person's rollovers from plans to Roth IRAs, cents.
    """

    household: Household
    law: Law
    people: list[PersonYear]
    cash: Cash
    in_plan_income: dict[str, Cents] = field(default_factory=dict)
    rollover_income: dict[str, Cents] = field(default_factory=dict)

    @property
    def jobs(self) -> list[JobYear]:
        """Every job of everybody."""
        return [job for person in self.people for job in person.jobs]

    def group(self, job: JobYear) -> list[JobYear]:
        """The jobs of the person that share this one's limit on what goes into plans."""
        return [other for other in self.jobs if other.limit_group == job.limit_group and other.person is job.person]

    def same_employer(self, job: JobYear) -> list[JobYear]:
        """The jobs of the person at this one's employer and those related to it."""
        return [other for other in self.jobs if other.employer_group == job.employer_group and other.person is job.person]

    def limit_of(self, job: JobYear) -> Cents:
        """The limit on what goes into the plans that share this one's: on annual additions, or that of 457(b) plans."""
        pay = pay_of(self.group(job))
        return deferral_limit_457b(self.law, pay) if job.is_457b else annual_additions_limit(self.law, pay)

    def groups(self, person: PersonYear) -> list[list[JobYear]]:
        """A person's jobs with plans, those that share an annual additions limit together; 457(b) plans have none."""
        return list({job.limit_group: self.group(job) for job in person.pool() if job.has_plan}.values())


def job_year(person: Person, job: Job, household: Household, law: Law, pay: Cents) -> JobYear:
    """A job at the start of planning, with what was contributed before; ``pay`` is the year's, or net earnings."""
    paid = days.paydays(job, household.year)
    limited = pay_rules.limited_compensation(law, pay)
    most_pay = days.most_pay_of_year(job, household.year) if days.extra_paycheck_is_open(job, household.year) else pay
    plan = job.plan or Plan(catch_up=False)
    made = job.made
    return JobYear(
        person=person,
        job=job,
        plan=plan,
        has_plan=job.plan is not None,
        paydays=[] if job.self_employed else paid,
        ahead=[] if job.self_employed else days.ahead(paid, household.as_of),
        compensation=pay,
        most_pay=most_pay,
        limited_pay=limited,
        matched_pay=limited if most_pay is pay else pay_rules.limited_compensation(law, most_pay),
        deferral=made.pre_tax + made.roth,
        made_deferral=made.pre_tax + made.roth,
        catch_up=made.catch_up,
        made_catch_up=made.catch_up,
        after_tax=made.after_tax,
    )
