"""Hawaii's individual income tax, Form N-11."""

from __future__ import annotations

from megaroth.kernel.money import Cents, smaller
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Hawaii(GeneralReturn):
    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """Employers' pensions are exempt; IRAs and conversions are not."""
        pensions = self.resident.items.pensions
        most = self.resident.by_age("pension_exclusion", self.resident.ages[0])
        return smaller(pensions, most), pensions * 0

    def tax(self, taxable: Cents) -> Cents:
        """A maximum rate applies to net long-term gain."""
        gain = smaller(self.long_term_gain(), taxable)
        below = taxable - gain
        whole, ordinary = self.resident.by_schedule(taxable), self.resident.by_schedule(below)
        return smaller(whole, ordinary + self._capped(taxable) - self._capped(below))

    def _capped(self, income: Cents) -> Cents:
        """Tax by the schedule with rates capped at the maximum rate on gains."""
        return self.resident.by_schedule(income, highest=self.resident.law.rate("gain_most"))


@rule(cites="HRS 235-2.4, 235-7, 235-51, 235-54")
def hawaii_tax(resident: Resident) -> StateTax:
    """Hawaii's tax of a resident.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        HRS 235-2.4(a), 235-7(a)(2)-(3), 235-51(a)-(c), (f), 235-54(a); Form N-11.
    """
    return _Hawaii(resident).answer()
