"""Missouri's individual income tax, Form MO-1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, proportion, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Missouri(GeneralReturn):
    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """The private pension exemption, less each dollar of income above its start."""
        first, second = super().retirement_excluded()
        federal = self.resident.federal
        income = total(federal.agi, -self.gain_excluded(), -federal.taxable_social_security)
        lost = share(
            positive(income - self.amount("retirement_reduction_start")),
            self.rate("retirement_reduction"),
        )
        both = total(first, second)
        kept = positive(both - lost)
        of_second = proportion(kept, second, both)
        return kept - of_second, of_second

    def deduction(self, income: Cents) -> Cents:
        """The standard deduction and a part of the federal income tax, which falls with income."""
        federal = self.resident.federal
        tax = positive(
            total(
                federal.tax_before_credits,
                federal.amt,
                -federal.child_credit,
                -federal.savers_credit,
            )
        )
        rate = self.resident.by_tier(
            "federal_tax_deduction", total(federal.agi, -self.gain_excluded()), above=True
        )
        part = smaller(share(tax, rate), self.amount("federal_tax_deduction_most"))
        return total(super().deduction(income), part)

    def tax(self, taxable: Cents) -> Cents:
        """A couple's taxable income is divided by the income of each spouse, and each part taxed by
        the schedule."""
        whole = super().tax(taxable)
        resident = self.resident
        people = zip(
            resident.wages, resident.investment, resident.retirement, resident.benefits, strict=True
        )
        first, second = (positive(total(*own)) for own in people)
        first = positive(first - self.gain_excluded())
        of_second = proportion(taxable, second, total(first, second))
        apart = resident.by_schedule(taxable - of_second) + resident.by_schedule(of_second)
        return choose(resident.joint, apart, whole)


@rule(cites="RSMo 143.011, 143.031, 143.121, 143.124, 143.171")
def missouri_tax(resident: Resident) -> StateTax:
    """Missouri's tax of a resident; a couple's tax is computed on each spouse's share of the
    income.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        RSMo 143.011, 143.031, 143.121.3(14), 143.124, 143.125, 143.131, 143.161, 143.171; Form
        MO-1040.
    """
    return _Missouri(resident).answer()
