"""One job in a plan year: its pay, its plan, and the contributions decided so far."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from megaroth.kernel.money import MOST_CENTS, Cents, choose, larger, positive, smaller, sum_of
from megaroth.model.fields import known_amount
from megaroth.model.household import Job, Person
from megaroth.model.plan import AfterTaxCap, Plan
from megaroth.model.plan_formulas import known_tiers
from megaroth.model.sources import EMPLOYER, SOURCES, TAXED_EMPLOYER, Contribution, MoneySource
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.payroll.results import JobPayroll
from megaroth.planyear.figure import AfterTaxBound, LimitedBy
from megaroth.rules import compensation as pay_rules
from megaroth.rules import match as match_rules

UNBOUNDED = MOST_CENTS


@dataclass
class JobYear:
    """One job in the year: its pay, its plan, and the contributions decided so far (cents, with
    those made before).

    Attributes:
        compensation: section 415 pay before the contribution of a self-employed business; while
            ``extra_paycheck`` is not answered, the least of the two answers.
        most_pay: the most of the two answers; elsewhere ``compensation``.
        limited_pay: ``compensation`` as far as the compensation limit lets a plan count it (IRC
            401(a)(17)).
        matched_pay: ``most_pay`` as far as a plan can count it: employer contributions may come to
            that much.
        events, most_events: the checks of the year, with what is not known yet at the least and at
            the most.
        payroll: what payroll and the plan do with each check, without the limits of the year.
        matched_ahead: the pay that can still earn a match, at the least and at the most, where
            checks are uneven; None where it is in proportion to the checks to come.
        match_short: what the checks bring less than the formula, once that was found.
        checks: the checks to come, once they were simulated.
        paid_by: the job that pays into this second plan, which has no pay of its own; None for a
            job with its pay.
        plans_of_pay: this job and the second plans that its pay goes into.
        limit_group: jobs of one person with the same number share a limit on what goes into their
            plans.
        employer_group: jobs of one person with the same number have one employer, or related ones.
        deferral: elective deferrals without catch-up.
        made_roth_catch_up: Roth contributions made before that count as catch-up.
        made_pre_tax_catch_up: catch-up made before taxes.
        nonelective: nonelective and other employer contributions.
        after_tax_pay_left: what the paychecks to come could carry when after-tax contributions were
            decided; None where they were not.
        after_tax_bound: what keeps after-tax contributions below what law and plan allow; None for
            nothing, or where amounts are columns.
        payroll_tax_of_check: the most that one of the paychecks to come is subject to, once it was
            found.
        match_is_roth: the match to come is made as Roth.
        catch_up_over: catch-up contributions made that the law or the plan does not allow as such:
            they count as other deferrals do.
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
    events: tuple[PayEvent, ...] = ()
    most_events: tuple[PayEvent, ...] = ()
    payroll: PayrollRules = field(default_factory=PayrollRules)
    matched_ahead: tuple[Cents, Cents] | None = None
    match_short: Cents = 0
    checks: JobPayroll | None = None
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
    after_tax_bound: AfterTaxBound | None = None
    payroll_tax_of_check: Cents | None = None
    nonelective: Cents = 0
    own_contribution_settled: bool = False
    limit: Cents = 0
    limited_by: LimitedBy | None = None
    highly_compensated: bool | None = None
    match_is_roth: bool = False

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
        """Whether the plan takes catch-up contributions; of 457(b) plans only a governmental one
        can (IRC 414(v)(6)(A)(iii))."""
        return bool(self.plan.catch_up) and (not self.is_457b or bool(self.plan.governmental))

    @property
    def whole_year_match(self) -> bool:
        """The match is calculated on the year, or corrected after it."""
        return self.payroll.keeps_late_match and (
            self.plan.match_period == "year" or self.plan.true_up is not None
        )

    @property
    def part_ahead(self) -> tuple[int, int]:
        """Paydays still to come, and all of them."""
        return (len(self.ahead), len(self.paydays)) if self.paydays else (1, 1)

    def tiers(self) -> list[match_rules.Tier]:
        """The match tiers on the pay that can still earn a match."""
        return self._tiers

    @functools.cached_property
    def _tiers(self) -> list[match_rules.Tier]:
        if self.plan.match_period == "year" and not self.payroll.keeps_late_match:
            return []
        formula = [
            (tier.rate, tier.up_to, _int(tier.up_to_dollars))
            for tier in known_tiers(self.plan.match)
        ]
        least, most = (match_rules.tiers_on(pay, formula) for pay in self._matched_pays())
        return (
            least if self.matched_pay is self.limited_pay else match_rules.tiers_over(least, most)
        )

    def _matched_pays(self) -> tuple[Cents, Cents]:
        """The pay that can still earn a match, at the least and at the most."""
        if self.matched_ahead is not None:
            return self.matched_ahead
        ahead, every = (1, 1) if self.whole_year_match else self.part_ahead
        return (self.limited_pay * ahead // every, self.matched_pay * ahead // every)

    def matched_before(self) -> Cents:
        """Matched contributions of earlier in the year that the tiers still count."""
        made = self.job.made
        return (
            self.made_deferral + (made.after_tax if self.plan.match_on_after_tax else 0)
            if self.whole_year_match
            else 0
        )

    def match_floor(self) -> Cents:
        """The match already earned that the tiers do not count."""
        return 0 if self.whole_year_match else self.made_match

    def match_most(self) -> Cents:
        """The room left under the plan's dollar cap on the match."""
        cap = self.plan.match_most
        most = match_rules.UNCAPPED if cap is None else known_amount(cap)
        return positive(most - self.match_floor())

    def match_ahead(self) -> tuple[list[match_rules.Tier], Cents]:
        """The tiers and the cap of the match that more contributions bring.

        A match given beyond the formula is earned first: until then contributions bring nothing
        more.
        """
        tiers, most, made = self.tiers(), self.match_most(), self.made_match
        if not self.whole_year_match:
            return tiers, most
        ahead_of_formula = choose(self.match_by_formula() < made, made, 0)
        return match_rules.tiers_beyond(tiers, ahead_of_formula), positive(most - ahead_of_formula)

    def match_by_formula(self) -> Cents:
        """The match that the plan's formula gives for the year at what is decided so far."""
        contributions = self.contributions_ahead(with_after_tax=True)
        return self.match_floor() + match_rules.matching_contribution(
            contributions, self.tiers(), self.match_most()
        )

    @functools.cached_property
    def has_even_checks(self) -> bool:
        """Whether the plan treats every check of the year alike, to a cent."""
        payer = self.paid_by or self
        job = payer.job
        uneven = job.raises or job.bonuses or job.leaves or self.payroll.match_from is not None
        return not uneven and all(event.plan_eligible for event in payer.events)

    def contributions_ahead(self, *, with_after_tax: bool) -> Cents:
        """Matched contributions that the tiers count: those to come, and earlier ones where the
        year counts as one."""
        made = self.job.made
        new = self.deferral - self.made_deferral
        if with_after_tax and self.plan.match_on_after_tax:
            new = new + self.after_tax - made.after_tax
        return new + self.matched_before()

    def match(self) -> Cents:
        """The match of the year at what is decided so far; what has been allocated counts, even
        where the formula gives less."""
        made = self.made_match
        return larger(self.match_by_formula() - self.match_short, made) if self.plan.match else made

    @functools.cached_property
    def made_match(self) -> Cents:
        """Matching contributions made so far, of every source."""
        return self._made("match")

    @property
    def made_employer(self) -> Cents:
        """Employer contributions made so far."""
        return self.made_match + self._made("nonelective")

    def _made(self, contribution: Contribution) -> Cents:
        return sum_of(
            getattr(self.job.made, one.name) for one in SOURCES if one.contribution == contribution
        )

    def contributed(self, source: MoneySource) -> Cents:
        """The year's contribution of a money source."""
        return _CONTRIBUTED[source.name](self)

    def employer_ahead(self) -> dict[str, Cents]:
        """Employer contributions still to come, by money source."""
        made = self.job.made
        return {
            one.name: positive(self.contributed(one) - getattr(made, one.name)) for one in EMPLOYER
        }

    def taxed_employer(self) -> Cents:
        """Employer contributions that are income of the year."""
        return sum_of(self.contributed(one) for one in TAXED_EMPLOYER)

    def roth_match(self) -> Cents:
        """The part of the match that is made as Roth: so far, and to come if the plan does so."""
        made = self.job.made
        return self.match() - made.match if self.match_is_roth else made.roth_match

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
        made = self.made_deferral + self.catch_up_over
        return made + self.made_employer + self.job.made.after_tax

    def section_415_pay(self) -> Cents:
        """Compensation for the 100% limb: a self-employed business is net of the contribution it
        makes."""
        if self.paid_by is not None:
            return self.paid_by.section_415_pay()
        if self.job.self_employed:
            return pay_rules.self_employed_compensation(self.compensation, self.employer())
        return self.compensation

    def contributed_ahead(self) -> Cents:
        """Contributions of the remaining paychecks to this plan."""
        made = sum_of((self.made_deferral, self.made_catch_up, self.job.made.after_tax))
        return sum_of((self.deferral, self.catch_up, self.after_tax)) - made

    @property
    def plan_pay(self) -> Cents:
        """Pay that the plan's contributions are a share of."""
        return self.compensation if self.paid_by is None else self.paid_by.compensation

    def pre_tax_deferral(self) -> Cents:
        """Elective deferrals without catch-up that leave this year's income."""
        made_roth = smaller(
            positive(self.job.made.roth - self.made_roth_catch_up), self.made_deferral
        )
        new = self.deferral - self.made_deferral
        return self.made_deferral - made_roth + (new if self.job.elections.kind == "pre_tax" else 0)

    def pre_tax(self) -> Cents:
        """Deferrals and catch-up that leave this year's income."""
        new = 0 if self.catch_up_is_roth else self.catch_up - self.made_catch_up
        return self.pre_tax_deferral() + self.made_pre_tax_catch_up + new

    def cap(self) -> tuple[Cents, int | None, int | None]:
        """The plan's after-tax cap for this person: its pay base, its rate and its amount."""
        cap = self.plan.after_tax_cap
        if not isinstance(cap, AfterTaxCap):
            return 0, None, None
        base = {
            "pay": self.plan_pay,
            "limited_pay": self.limited_pay,
            "net_pay": self.job.net_pay or 0,
        }[cap.of]
        rate, amount = cap.percent, cap.dollars
        if self.highly_compensated:
            rate = cap.hce_percent if cap.hce_percent is not None else rate
            amount = cap.hce_dollars if cap.hce_dollars is not None else amount
        return base, rate, _int(amount)


_CONTRIBUTED: dict[str, Callable[[JobYear], Cents]] = {
    "pre_tax": JobYear.pre_tax_deferral,
    "roth": lambda job: job.deferral - job.pre_tax_deferral(),
    "catch_up": lambda job: job.catch_up,
    "after_tax": lambda job: job.after_tax,
    "match": lambda job: job.match() - job.roth_match(),
    "roth_match": JobYear.roth_match,
    "nonelective": lambda job: job.nonelective,
}
"""The year's contribution of each money source."""


def _int(amount: Cents | None) -> int | None:
    return None if amount is None else int(amount)


def pay_of(jobs: Iterable[JobYear]) -> Cents:
    """Section 415 compensation of several jobs, the pay of one job with several plans once."""
    return sum_of(
        job.section_415_pay() for job in {id(one.paid_by or one): one for one in jobs}.values()
    )
