"""What state income taxes share: a resident's return, and reading amounts, brackets and tiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from megaroth.kernel.columns import np
from megaroth.kernel.money import (
    PPM,
    Cents,
    Flag,
    choose,
    positive,
    proportion,
    rounded,
    smaller,
    some,
    total,
)
from megaroth.kernel.trace import Read, listening, note_read
from megaroth.law.law import Law
from megaroth.law.states import StateLaw
from megaroth.tax.before_credits import seniors_of
from megaroth.tax.brackets import trace_brackets
from megaroth.tax.deductions import standard_deduction
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.filing_status import STATUSES, Status, is_status

_HALF_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class StateTax:
    """The lines of a resident's state return, cents, in the shape of the federal one.

    Attributes:
        taxable_income: what the rate schedule is applied to.
        tax: by the schedule, with any recapture of lower brackets.
        credits: credits that lower it.
        surtax: taxes on high income, investment income, gains or early distributions on top of the
            schedule.
        city_tax: income tax of the city, after its credits.
        rebates: refunds of the year that the return claims or the state pays on it, not in
            ``total``.
        total: ``tax`` less ``credits`` and with ``surtax`` and ``city_tax``.
    """

    data_properties: ClassVar = ("total",)

    taxable_income: Cents
    tax: Cents
    credits: Cents = 0
    surtax: Cents = 0
    city_tax: Cents = 0
    rebates: Cents = 0

    @property
    def total(self) -> Cents:
        """Tax of the year before rebates."""
        return total(self.tax, -self.credits, self.surtax, self.city_tax)


@dataclass(frozen=True, kw_only=True)
class StateItems:
    """What a state return needs in addition to the federal one, cents, each scalar or (n,).

    Attributes:
        spouse_retirement: distributions, pensions and conversions of the second spouse; the rest is
            the first spouse's.
        spouse_conversions: the part of ``spouse_retirement`` that is conversions to Roth.
        spouse_investment: interest, dividends and gains of the second spouse.
        spouse_benefits: Social Security of the second spouse.
        city: ``New York City`` for its residents, else empty.
        hsa_employer: employers' contributions to health savings accounts.
        hsa_earnings: interest, dividends and gains inside them, less distributions that the federal
            return taxes.
        deferrals_403b: pre-tax deferrals to 403(b) and 457(b) plans.
        ira_moved: the part of distributions and conversions that comes from traditional IRAs.
        ira_value: their value at the end of the year.
        ira_taxed_before: money in them, before this year's moves, that the state has taxed and the
            federal return has not.
    """

    spouse_retirement: Cents = 0
    spouse_conversions: Cents = 0
    spouse_investment: Cents = 0
    spouse_benefits: Cents = 0
    city: str = ""
    hsa_employer: Cents = 0
    hsa_earnings: Cents = 0
    deferrals_403b: Cents = 0
    ira_moved: Cents = 0
    ira_value: Cents = 0
    ira_taxed_before: Cents = 0


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A full-year resident's year: the federal return, and which spouse has which income.

    Attributes:
        federal_law: the federal numbers of the year.
        law: the state's.
        items: the items of the federal return.
        federal: its lines.
        state_items: what the state return needs in addition to the federal one.
    """

    federal_law: Law
    law: StateLaw
    items: Return
    federal: FederalTax
    state_items: StateItems = StateItems()

    @property
    def status(self) -> Status:
        """The filing status of the federal return."""
        return self.items.status

    @property
    def joint(self) -> Flag:
        """Whether it is a joint return."""
        return is_status(self.status, "married_joint")

    @property
    def taxed_benefits(self) -> Cents:
        """Social Security that the federal return taxes."""
        return self.federal.taxable_social_security

    @property
    def agi_without_benefits(self) -> Cents:
        """Federal adjusted gross income without Social Security."""
        return self.federal.agi - self.taxed_benefits

    @property
    def other_states_interest(self) -> Cents:
        """Interest paid by other states and their cities, if the state taxes it; the federal return
        does not."""
        return (
            self.items.other_states_interest
            if self.law.taxes_other_states_interest
            else self.items.other_states_interest * 0
        )

    @property
    def retirement(self) -> tuple[Cents, Cents]:
        """Taxable distributions, pensions and conversions of each spouse."""
        r = self.items
        whole = total(r.ira_distributions, r.roth_conversions, r.in_plan_rollovers, r.pensions)
        return whole - self.state_items.spouse_retirement, self.state_items.spouse_retirement

    def counted_retirement(self, *, ira: bool, conversions: bool) -> tuple[Cents, Cents]:
        """Retirement income of each spouse, with or without IRA distributions and conversions."""
        r = self.items
        whole = r.pensions
        if ira:
            whole = total(whole, r.ira_distributions)
        if conversions:
            whole = total(whole, r.roth_conversions, r.in_plan_rollovers)
        # Only the sum and the conversions of the second spouse are known, so income that does not
        # count is the first spouse's first.
        second = (
            self.state_items.spouse_retirement
            if conversions
            else self.state_items.spouse_retirement - self.state_items.spouse_conversions
        )
        second = smaller(positive(second), whole)
        return whole - second, second

    @property
    def own_benefits(self) -> tuple[Cents, Cents]:
        """All Social Security of each spouse."""
        return total(
            self.items.social_security, -self.state_items.spouse_benefits
        ), self.state_items.spouse_benefits

    @property
    def ira_basis_recovered(self) -> Cents:
        """This year's IRA money that the state has taxed before: pro rata or basis first, by the
        state's rule."""
        state_items = self.state_items
        rule = self.law.switches.get("ira_basis")
        return ira_basis_recovered(
            rule, state_items.ira_moved, state_items.ira_value, state_items.ira_taxed_before
        )

    @property
    def investment(self) -> tuple[Cents, Cents]:
        """Interest, dividends and net gain of each spouse."""
        whole = total(self.items.interest, self.items.dividends, self.federal.net_gain)
        return whole - self.state_items.spouse_investment, self.state_items.spouse_investment

    @property
    def benefits(self) -> tuple[Cents, Cents]:
        """Taxable Social Security of each spouse."""
        if not some(self.state_items.spouse_benefits != 0):
            return self.taxed_benefits, 0
        spouse = proportion(
            self.taxed_benefits, self.state_items.spouse_benefits, self.items.social_security
        )
        return self.taxed_benefits - spouse, spouse

    @property
    def wages(self) -> tuple[Cents, Cents]:
        """Wages and business profit of each spouse."""
        return total(self.items.wages, self.items.business_income), self.items.spouse_wages

    @property
    def persons(self) -> Cents:
        """Taxpayers on the return."""
        return choose(self.joint, 2, 1)

    @property
    def ages(self) -> tuple[Cents, Cents]:
        """Age of each taxpayer on the return; 0 for no second one."""
        return self.items.age, choose(self.joint, self.items.spouse_age, 0)

    @property
    def seniors(self) -> Cents:
        """Taxpayers who are seniors under the state's law; 0 where that law has no rule for
        them."""
        if "senior" not in self.law.ages:
            return self.federal.agi * 0
        return total(*(choose(self.reached(age, "senior"), 1, 0) for age in self.ages))

    def reached(self, age: Cents, name: str) -> Flag:
        """Whether an age, in years, is at least one that the state's law names."""
        return age * _HALF_YEARS >= self.law.ages[name]

    @property
    def federal_standard_deduction(self) -> Cents:
        """The federal standard deduction, whether or not the federal return takes it."""
        r = self.items
        additions = total(seniors_of(self.federal_law, r), r.blind)
        return standard_deduction(
            self.federal_law, r.status, additions, r.is_dependent, r.earned_income
        )

    def by_status(self, name: str) -> Cents:
        """An amount of the state that differs by filing status, cents."""
        found = _pick(self.law.by_status[name], self.status)
        if listening() and isinstance(found, int):
            section, status = self.law.sections.get(name, self.law.form), self.law.status
            note_read(
                Read(
                    name,
                    found,
                    section,
                    f"{self.law.name} {self.law.year}",
                    "projected" if status == "projected" else "published",
                )
            )
        return found

    def rate(self, name: str) -> Cents:
        """A rate of the state that differs by filing status, parts per million."""
        found = self.law.rates[name]
        return found if isinstance(found, int) else _pick(found, self.status)

    def by_schedule(
        self,
        income: Cents,
        name: str = "income",
        status: Status | None = None,
        highest: int | None = None,
    ) -> Cents:
        """Tax by a rate schedule of the state, with no rate above ``highest`` parts per million."""
        status = self.status if status is None else status
        schedules = self.law.schedules[name]
        most = max(len(one.starts) for one in schedules.values())
        if isinstance(status, str):
            own = schedules[status]
            if listening():
                most_rate = PPM if highest is None else highest
                capped = tuple(min(rate, most_rate) for rate in own.rates)
                trace_brackets(income, own.starts[1:], capped)
            if highest is None:
                return rounded(own.stairs.of(income), PPM)
        found: Cents = 0
        for place in range(most):
            # A status with fewer brackets gets empty ones above: they start at zero and do not
            # raise the rate.
            starts = {
                key: one.starts[place] if place < len(one.starts) else 0
                for key, one in schedules.items()
            }
            rises = {key: _rise(one.rates, place, highest) for key, one in schedules.items()}
            found = found + positive(income - _pick(starts, status)) * _pick(rises, status)
        return rounded(found, PPM)

    def by_age(self, name: str, age: Cents) -> Cents:
        """The amount of the last tier whose age is reached, cents; ``age`` is in years."""
        return self.by_tier(name, age * _HALF_YEARS)

    def by_tier(self, name: str, income: Cents, place: int = 1, *, above: bool = False) -> Cents:
        """The value of the last tier that income reaches, or exceeds with ``above``; below the
        first tier, the first one's value."""
        tiers = self.law.tiers[name]
        most = max(len(rows) for rows in tiers.values())
        found = _pick({key: rows[0][place] for key, rows in tiers.items()}, self.status)
        for row in range(1, most):
            start = _pick(
                {key: rows[min(row, len(rows) - 1)][0] for key, rows in tiers.items()}, self.status
            )
            amount = _pick(
                {key: rows[min(row, len(rows) - 1)][place] for key, rows in tiers.items()},
                self.status,
            )
            found = choose(income > start if above else income >= start, amount, found)
        return found


def ira_basis_recovered(rule: object, moved: Cents, left: Cents, taxed_before: Cents) -> Cents:
    """A year's IRA money that the state has taxed before, cents.

    Args:
        rule: the state's: ``pro_rata``, ``basis_first``, or none.
        moved: distributions and conversions that are income on the federal return, cents.
        left: the value of the accounts afterward, cents.
        taxed_before: money in the accounts that the state has taxed and the federal return has not,
            cents.
    """
    match rule:
        case "pro_rata":
            # The ratio counts the money that leaves as still in the accounts.
            whole = total(left, moved)
            return smaller(proportion(moved, smaller(taxed_before, whole), whole), moved)
        case "basis_first":
            return smaller(moved, taxed_before)
        case _:
            return moved * 0


def steps(amount: Cents, size: Cents) -> Cents:
    """The number of steps in an amount, rounded up; 0 if the amount is not positive."""
    return -(-positive(amount) // size)


def _rise(rates: tuple[int, ...], place: int, highest: int | None) -> int:
    if place >= len(rates):
        return 0
    capped = rates if highest is None else tuple(min(rate, highest) for rate in rates)
    return capped[place] - (capped[place - 1] if place else 0)


def _pick(values: dict[str, int], status: Status) -> Cents:
    if isinstance(status, str):
        return values[status]
    return np.take(np.array([values[one] for one in STATUSES], dtype=np.int64), status.places)
