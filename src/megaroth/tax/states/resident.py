"""What the income taxes of the states share: a resident's return, and how amounts, brackets and steps are read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.cents import PPM, Cents, Flag, choose, positive, proportion, rounded, some, total
from megaroth.law.law import Law
from megaroth.law.states import StateLaw
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.status import STATUSES, Status, is_status

SENIOR = 65


@dataclass(frozen=True, kw_only=True)
class StateTax:
    """The lines of a resident's state return, cents, in the shape of the federal one.

    Attributes:
        taxable_income: what the rate schedule is applied to.
        tax: by the schedule, with any recapture of lower brackets.
        credits: credits that lower it.
        surtax: taxes on high income, investment income or gains beside the schedule.
        city_tax: income tax of the city, after its credits.
        rebates: refunds of the year that the return claims or the state pays on it, not in ``total``.
        total: ``tax`` less ``credits`` and with ``surtax`` and ``city_tax``.
    """

    taxable_income: Cents
    tax: Cents
    credits: Cents = 0
    surtax: Cents = 0
    city_tax: Cents = 0
    rebates: Cents = 0

    @property
    def total(self) -> Cents:
        """Tax of the year, rebates apart."""
        return total(self.tax, -self.credits, self.surtax, self.city_tax)


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A full-year resident's year: the federal return and whose some of its income is.

    Attributes:
        federal_law: the federal numbers of the year.
        law: the state's.
        items: the items of the federal return.
        federal: its lines.
        spouse_retirement: distributions, pensions and conversions of the second spouse, cents.
        spouse_conversions: the part of ``spouse_retirement`` that are conversions and rollovers to Roth, cents.
        spouse_investment: interest, dividends and gains of the second spouse, cents.
        spouse_benefits: Social Security of the second spouse, cents.
        city: ``New York City`` for its residents, else empty.
    """

    federal_law: Law
    law: StateLaw
    items: Return
    federal: FederalTax
    spouse_retirement: Cents = 0
    spouse_conversions: Cents = 0
    spouse_investment: Cents = 0
    spouse_benefits: Cents = 0
    city: str = ""

    @property
    def status(self) -> Status:
        """Filing status, that of the federal return."""
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
    def retirement(self) -> tuple[Cents, Cents]:
        """Taxable distributions, pensions and conversions of each spouse."""
        r = self.items
        whole = total(r.ira_distributions, r.roth_conversions, r.in_plan_rollovers, r.pensions)
        return whole - self.spouse_retirement, self.spouse_retirement

    @property
    def investment(self) -> tuple[Cents, Cents]:
        """Interest, dividends and net gain of each spouse."""
        whole = total(self.items.interest, self.items.dividends, self.federal.net_gain)
        return whole - self.spouse_investment, self.spouse_investment

    @property
    def benefits(self) -> tuple[Cents, Cents]:
        """Taxable Social Security of each spouse."""
        if not some(self.spouse_benefits != 0):
            return self.taxed_benefits, 0
        spouse = proportion(self.taxed_benefits, self.spouse_benefits, self.items.social_security)
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
        """Taxpayers of 65 or more."""
        return total(*(choose(age >= SENIOR, 1, 0) for age in self.ages))

    def by_status(self, name: str) -> Cents:
        """An amount of the state that differs by filing status, cents."""
        return _pick(self.law.by_status[name], self.status)

    def rate(self, name: str) -> Cents:
        """A rate of the state that differs by filing status, parts per million."""
        found = self.law.rates[name]
        return found if isinstance(found, int) else _pick(found, self.status)

    def by_schedule(self, income: Cents, name: str = "income", status: Status | None = None) -> Cents:
        """Tax by a rate schedule of the state."""
        status = self.status if status is None else status
        schedules = self.law.schedules[name]
        most = max(len(one.starts) for one in schedules.values())
        found: Cents = 0
        for place in range(most):
            # A status with fewer brackets has empty ones above: no rise of the rate from a start of zero.
            starts = {key: one.starts[place] if place < len(one.starts) else 0 for key, one in schedules.items()}
            rises = {key: _rise(one.rates, place) for key, one in schedules.items()}
            found = found + positive(income - _pick(starts, status)) * _pick(rises, status)
        return rounded(found, PPM)

    def by_tier(self, name: str, income: Cents, place: int = 1, *, above: bool = False) -> Cents:
        """The amount of the last tier that income reaches (or passes), cents; below the first tier that of the first."""
        tiers = self.law.tiers[name]
        most = max(len(rows) for rows in tiers.values())
        found = _pick({key: rows[0][place] for key, rows in tiers.items()}, self.status)
        for row in range(1, most):
            start = _pick({key: rows[min(row, len(rows) - 1)][0] for key, rows in tiers.items()}, self.status)
            amount = _pick({key: rows[min(row, len(rows) - 1)][place] for key, rows in tiers.items()}, self.status)
            found = choose(income > start if above else income >= start, amount, found)
        return found


def steps(amount: Cents, size: Cents) -> Cents:
    """How many steps of a size an amount takes, each begun one whole; none if it is not positive."""
    return -(-positive(amount) // size)


def _rise(rates: tuple[int, ...], place: int) -> int:
    if place >= len(rates):
        return 0
    return rates[place] - (rates[place - 1] if place else 0)


def _pick(values: dict[str, int], status: Status) -> Cents:
    if isinstance(status, str):
        return values[status]
    return np.take(np.array([values[one] for one in STATUSES], dtype=np.int64), status.places)
