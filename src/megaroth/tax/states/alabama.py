"""Alabama's individual income tax, Form 40."""

from __future__ import annotations

from megaroth.kernel.money import Cents, larger, positive, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax
from megaroth.tax.surtaxes import additional_medicare_tax, payroll_tax


class _Alabama(GeneralReturn):
    def deduction(self, income: Cents) -> Cents:
        """The larger of the standard deduction and payroll tax (the only itemized deduction here),
        plus all federal income tax."""
        lost = positive(income - self.amount("standard_deduction_phaseout_start")) // self.amount(
            "standard_deduction_step"
        )
        standard = self.amount("standard_deduction_most") - lost * self.amount(
            "standard_deduction_step_loss"
        )
        standard = larger(self.amount("standard_deduction_least"), standard)
        return total(larger(standard, self._payroll_tax()), self._federal_tax())

    def _payroll_tax(self) -> Cents:
        law, r = self.resident.federal_law, self.resident.items
        wages = total(r.wages, r.spouse_wages)
        own = total(payroll_tax(law, r.wages), payroll_tax(law, r.spouse_wages))
        return total(own, additional_medicare_tax(law, wages, 0, self.resident.status))

    def _federal_tax(self) -> Cents:
        federal = self.resident.federal
        return positive(
            total(
                federal.tax_before_credits,
                federal.amt,
                -federal.child_credit,
                -federal.savers_credit,
                federal.niit,
            )
        )

    def exemptions(self, income: Cents) -> Cents:
        """Personal exemptions, and an amount for each dependent that falls with income."""
        each = self.resident.by_tier("dependent_exemption", income, above=True)
        return total(self.amount("personal_exemption"), self.resident.items.children * each)


@rule(cites="Ala. Code 40-18-5, 40-18-15, 40-18-19")
def alabama_tax(resident: Resident) -> StateTax:
    """Alabama's tax of a resident.

    Args:
        resident: the year; payroll tax is the only itemized deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Ala. Code 40-18-5, 40-18-15(a)(3), (b)(4), 40-18-19(a)(7)-(9), (13); Form 40.
    """
    return _Alabama(resident).answer()
