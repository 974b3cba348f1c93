"""Utah's individual income tax, Form TC-40."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, share, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Utah(GeneralReturn):
    def deduction(self, income: Cents) -> Cents:
        """None: a credit replaces the deduction."""
        return income * 0

    def exemptions(self, income: Cents) -> Cents:
        """None: the credit replaces them too."""
        return income * 0

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """A part of the federal deduction and of taxed benefits, each phased out with income."""
        resident, agi = self.resident, self.resident.federal.agi
        deducted = resident.federal_standard_deduction
        deducted = total(
            deducted, resident.items.children * self.amount("credit_dependent_exemption")
        )
        over = positive(income - self.amount("deduction_credit_phaseout_start"))
        of_deduction = positive(
            share(deducted, self.rate("deduction_credit"))
            - share(over, self.rate("deduction_credit_phaseout"))
        )
        counted = positive(
            total(agi, resident.items.tax_exempt_interest)
            - self.amount("social_security_credit_phaseout_start")
        )
        benefits = share(resident.taxed_benefits, self.rate("social_security_credit"))
        return total(
            of_deduction,
            positive(benefits - share(counted, self.rate("social_security_credit_phaseout"))),
        )


@rule(cites="Utah Code 59-10-104, 59-10-1018, 59-10-1042")
def utah_tax(resident: Resident) -> StateTax:
    """Utah's tax of a resident.

    Args:
        resident: the year, with the federal standard deduction as the base of its credit.

    Returns:
        The lines of the return, cents.

    Source:
        Utah Code 59-10-104, 59-10-1018, 59-10-1042; Form TC-40.
    """
    return _Utah(resident).answer()
