"""New Mexico's personal income tax, Form PIT-1."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, positive, rounded, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _NewMexico(GeneralReturn):
    def exemptions(self, income: Cents) -> Cents:
        """The senior exemption, and the low-income exemption for each person."""
        resident, agi = self.resident, self.resident.federal.agi
        lost = rounded(
            positive(agi - self.amount("low_income_exemption_start"))
            * self.rate("low_income_exemption_phaseout"),
            PPM,
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
