"""Connecticut's income tax, Form CT-1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, rounded, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax, steps


class _Connecticut(GeneralReturn):
    def benefits_exempt(self) -> Cents:
        """All of Social Security up to an income limit; above it a quarter of the benefits, or of
        income above the base, is taxed."""
        r, federal = self.resident.items, self.resident.federal
        taxed = federal.taxable_social_security
        base = self.resident.federal_law.social_security_base("married_joint")
        single = self.resident.federal_law.social_security_base("single")
        half = rounded(r.social_security, 2)
        over = positive(
            total(federal.agi, -taxed, half) - choose(self.resident.joint, base, single)
        )
        most = share(smaller(r.social_security, over), self.rate("social_security_taxed_most"))
        above = positive(taxed - most)
        return choose(federal.agi < self.amount("social_security_exempt_to"), taxed, above)

    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """A share of pensions that falls with income; IRA money counts only in part until 2025."""
        r = self.resident.items
        ira = total(r.ira_distributions, r.roth_conversions)
        counted = total(r.pensions, r.in_plan_rollovers, share(ira, self.rate("ira_share")))
        rate = self.resident.by_tier("retirement_exclusion_share", self.resident.federal.agi)
        return share(counted, rate), counted * 0

    def exemptions(self, income: Cents) -> Cents:
        """The exemption falls by 1,000 for each 1,000 of income above its start, or part of it."""
        step = self.amount("exemption_step")
        lost = steps(income - self.amount("exemption_phaseout_start"), step) * step
        return positive(self.amount("personal_exemption") - lost)

    def answer(self) -> StateTax:
        """Tables by Connecticut income: additions to the tax, then a share of the tax as a
        credit."""
        income = self.income()
        taxable = self.taxable(income)
        tables = ("addback_2_percent", "recapture_low", "recapture_middle", "recapture_top")
        added = [
            self.resident.by_tier(name, income, above=True)
            for name in tables
            if name in self.resident.law.tiers
        ]
        tax = total(self.tax(taxable), *added)
        rate = self.resident.by_tier("personal_credit_share", income, above=True)
        return StateTax(taxable_income=taxable, tax=tax, credits=share(tax, rate))


@rule(cites="Conn. Gen. Stat. 12-700, 12-701, 12-702, 12-703")
def connecticut_tax(resident: Resident) -> StateTax:
    """Connecticut's tax of a resident, with the phase-out of its lower rates.

    Args:
        resident: the year; without the minimum tax.

    Returns:
        The lines of the return, cents.

    Source:
        Conn. Gen. Stat. 12-700(a)-(b), 12-701(a)(20)(B), 12-702(a), 12-703(a); Form CT-1040, tables
        A to E.
    """
    return _Connecticut(resident).answer()
