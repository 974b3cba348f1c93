"""Rhode Island's personal income tax, Form RI-1040."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, positive, share
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax, steps


class _RhodeIsland(GeneralReturn):
    def _kept(self, income: Cents) -> Cents:
        """The part of deduction and exemptions that high income leaves, parts per million."""
        lost = steps(
            income - self.amount("deductions_phaseout_start"),
            self.amount("deductions_phaseout_step"),
        )
        return positive(PPM - lost * self.rate("deductions_phaseout_per_step"))

    def deduction(self, income: Cents) -> Cents:
        """The standard deduction after its phase-out."""
        return share(super().deduction(income), self._kept(income))

    def exemptions(self, income: Cents) -> Cents:
        """Exemptions after the same phase-out."""
        return share(super().exemptions(income), self._kept(income))


@rule(cites="R.I. Gen. Laws 44-30-2.6, 44-30-12")
def rhode_island_tax(resident: Resident) -> StateTax:
    """Rhode Island's tax of a resident; its exclusion does not cover IRA distributions.

    Args:
        resident: the year, with the standard deduction; full retirement age is 67 for everyone.

    Returns:
        The lines of the return, cents.

    Source:
        R.I. Gen. Laws 44-30-2.6(c)(3), 44-30-12(c)(8)-(9); Form RI-1040.
    """
    return _RhodeIsland(resident).answer()
