"""Ohio's income tax, Form IT 1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Ohio(GeneralReturn):
    def exemptions(self, income: Cents) -> Cents:
        """An exemption for each person that falls with income."""
        return self._heads() * self.resident.by_tier("personal_exemption_each", income)

    def _heads(self) -> Cents:
        return total(self.resident.persons, self.resident.items.children)

    def tax(self, taxable: Cents) -> Cents:
        """Tax by the brackets, plus a base amount above the first one."""
        return self.resident.by_schedule(taxable) + self.resident.by_tier(
            "tax_base", taxable, above=True
        )

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """Retirement, senior and exemption credits, then the joint filing credit."""
        base = total(income, -self.exemptions(income))
        low = base < self.amount("retirement_credit_income_limit")
        own = self.resident.by_tier("retirement_credit", total(*self.retirement()), above=True)
        senior: Cents = choose(
            self.resident.seniors > 0, self.amount("senior_credit_per_return"), 0
        )
        found = choose(low, total(own, senior), 0)
        lowest = base < self.amount("exemption_credit_income_limit")
        found = total(found, choose(lowest, self._heads() * self.amount("exemption_credit"), 0))
        return total(found, self._joint_filing(income, base, positive(tax - found)))

    def _joint_filing(self, income: Cents, base: Cents, tax: Cents) -> Cents:
        resident, least = self.resident, self.amount("joint_filing_credit_income_least")
        people = zip(resident.wages, resident.retirement, strict=True)
        first, second = (total(*own) >= least for own in people)
        rate = resident.by_tier("joint_filing_credit", base, above=True)
        found = smaller(share(tax, rate), self.amount("joint_filing_credit_most"))
        allowed = resident.joint & first & second
        if self.has("joint_filing_credit_income_limit"):
            allowed = allowed & (income < self.amount("joint_filing_credit_income_limit"))
        return choose(allowed, found, found * 0)


@rule(cites="R.C. 5747.02, 5747.025, 5747.05, 5747.055")
def ohio_tax(resident: Resident) -> StateTax:
    """Ohio's tax of a resident, without city and school district taxes; conversions are not
    retirement income.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        R.C. 5747.01(A), 5747.02(A)(3), 5747.022, 5747.025, 5747.05(E), 5747.055(B), (F); Form IT
        1040.
    """
    return _Ohio(resident).answer()
