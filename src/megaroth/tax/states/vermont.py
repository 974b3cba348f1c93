"""Vermont's income tax, Form IN-111."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, share, smaller
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Vermont(GeneralReturn):
    def gain_excluded(self) -> Cents:
        """The exclusion, limited to a part of federal taxable income."""
        most = share(
            self.resident.federal.taxable_income, self.rate("gain_excluded_most_of_taxable_income")
        )
        return smaller(super().gain_excluded(), most)

    def tax(self, taxable: Cents) -> Cents:
        """The schedule's tax; with high income at least a part of federal income."""
        found, agi = super().tax(taxable), self.resident.federal.agi
        least = share(positive(agi), self.rate("minimum_tax"))
        return choose(agi > self.amount("minimum_tax_income"), larger(found, least), found)


@rule(cites="32 V.S.A. 5811, 5822, 5830e")
def vermont_tax(resident: Resident) -> StateTax:
    """Vermont's tax of a resident.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        32 V.S.A. 5811(21), 5822(a)-(b), 5830e; Form IN-111.
    """
    return _Vermont(resident).answer()
