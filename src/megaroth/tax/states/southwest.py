"""New Mexico and Utah: an exemption of low incomes, and credits in the place of deductions."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, positive, rounded, share, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _NewMexico(GeneralReturn):
    def exemptions(self, income: Cents) -> Cents:
        """Those of 65 or more, and of every head with a low income."""
        resident, agi = self.resident, self.resident.federal.agi
        lost = rounded(
            positive(agi - self.amount("low_income_exemption_start")) * self.rate("low_income_exemption_phaseout"), PPM
        )
        each = positive(self.amount("low_income_exemption") - lost)
        low = choose(agi <= self.amount("low_income_exemption_limit"), each, each * 0)
        heads = total(resident.persons, resident.items.children)
        return total(self.senior_exemption(), heads * low)


@rule(cites="NMSA 1978 7-2-2, 7-2-5.2, 7-2-5.8, 7-2-5.14, 7-2-7, 7-2-34")
def new_mexico_tax(resident: Resident) -> StateTax:
    """New Mexico's tax of a resident.

    Args:
        resident: the year, with the federal standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        NMSA 1978 7-2-2, 7-2-5.2, 7-2-5.8, 7-2-5.14, 7-2-7, 7-2-34; Form PIT-1.
    """
    return _NewMexico(resident).answer()


class _Utah(GeneralReturn):
    def deduction(self, income: Cents) -> Cents:
        """None: a credit stands for it."""
        return income * 0

    def exemptions(self, income: Cents) -> Cents:
        """None."""
        return income * 0

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """A part of the federal deduction and of taxed benefits, each falling with income."""
        resident, agi = self.resident, self.resident.federal.agi
        deducted = resident.federal_standard_deduction
        deducted = total(deducted, resident.items.children * self.amount("credit_dependent_exemption"))
        over = positive(income - self.amount("deduction_credit_phaseout_start"))
        of_deduction = positive(
            share(deducted, self.rate("deduction_credit")) - share(over, self.rate("deduction_credit_phaseout"))
        )
        counted = positive(total(agi, resident.items.tax_exempt_interest) - self.amount("social_security_credit_phaseout_start"))
        benefits = share(resident.taxed_benefits, self.rate("social_security_credit"))
        return total(of_deduction, positive(benefits - share(counted, self.rate("social_security_credit_phaseout"))))


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
