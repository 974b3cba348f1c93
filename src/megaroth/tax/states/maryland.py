"""Maryland's income tax, Form 502."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Maryland(GeneralReturn):
    def income(self) -> Cents:
        """Income less the subtraction of two-income couples."""
        income = super().income()
        resident = self.resident
        people = zip(
            resident.wages,
            resident.investment,
            resident.retirement,
            self.retirement_excluded(),
            strict=True,
        )
        first, second = (
            total(wages, investment, retirement, -out)
            for wages, investment, retirement, out in people
        )
        lower = positive(smaller(smaller(first, second), self.amount("two_income_subtraction")))
        return income - choose(resident.joint, lower, 0)

    def exemptions(self, income: Cents) -> Cents:
        """An exemption for each taxpayer and dependent that falls with federal income, and one for
        each senior."""
        heads = total(self.resident.persons, self.resident.items.children)
        each = self.resident.by_tier("exemption_each", self.resident.federal.agi, above=True)
        return total(heads * each, self.senior_exemption())

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """The senior credit, up to an income limit."""
        credit = self.resident.by_tier("senior_credit", self.resident.seniors)
        within = self.resident.federal.agi <= self.amount("senior_credit_income_limit")
        return total(choose(within, credit, credit * 0), taxable * 0)

    def surtax(self, taxable: Cents) -> Cents:
        """From 2025 a tax on net capital gain of high-income returns."""
        if not self.has("gain_surtax"):
            return taxable * 0
        found = share(positive(self.resident.federal.net_gain), self.rate("gain_surtax"))
        return choose(
            self.resident.federal.agi > self.amount("gain_surtax_income_start"), found, taxable * 0
        )


@rule(cites="Md. Code Tax-Gen. 10-105, 10-207, 10-209, 10-211, 10-217")
def maryland_tax(resident: Resident) -> StateTax:
    """Maryland's tax of a resident, without county income tax.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Md. Code Tax-Gen. 10-105(a), 10-207(j), (r), 10-209, 10-211, 10-217, 10-754; Form 502.
    """
    return _Maryland(resident).answer()
