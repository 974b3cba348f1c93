"""Arkansas' individual income tax, Form AR1000F."""

from __future__ import annotations

from megaroth.kernel.money import DOLLAR, Cents, choose, positive, rounded, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax, steps


class _Arkansas(GeneralReturn):
    def tax(self, taxable: Cents) -> Cents:
        """By the printed table up to its end, by the schedules above it."""
        most, step = self.amount("tax_table_to"), self.amount("tax_table_step")
        # The upper bands begin a dollar later. The tax of a band is that of its middle, between its
        # first and its last whole dollar.
        first: Cents = choose(taxable >= self.amount("tax_table_later_bands_from"), DOLLAR, 0)
        middle = (taxable - first) // step * step + first + (step - DOLLAR) // 2
        table = rounded(self._formula(middle), to=DOLLAR)
        return choose(taxable <= most, choose(taxable > 0, table, 0), self._formula(taxable))

    def _formula(self, taxable: Cents) -> Cents:
        above = self.resident.by_schedule(taxable, "income_above")
        above = positive(above - self.resident.by_tier("bracket_adjustment", taxable, above=True))
        return choose(
            taxable > self.amount("bracket_adjustment_start"),
            above,
            self.resident.by_schedule(taxable),
        )

    def tax_apart(self, taxable: Cents) -> Cents:
        """Tax of one spouse; the schedules do not depend on filing status."""
        return self.tax(taxable)

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """Personal credits, an extra one for seniors without the retirement exclusion, and the
        relief credit of 2023."""
        plain = self.amount("senior_credit_without_exclusion")
        people = zip(self.resident.ages, self.retirement_excluded(), strict=True)
        special = total(
            *(
                choose(self.resident.reached(age, "senior") & (excluded == 0), plain, 0)
                for age, excluded in people
            )
        )
        found = total(super().credits(income, taxable, tax), special)
        if not self.has("relief_credit"):
            return found
        lost = steps(
            taxable - self.amount("relief_credit_phaseout_start"), self.amount("relief_credit_step")
        )
        return total(
            found,
            positive(self.amount("relief_credit") - lost * self.amount("relief_credit_step_loss")),
        )


@rule(cites="A.C.A. 26-51-201, 26-51-307, 26-51-430, 26-51-501")
def arkansas_tax(resident: Resident) -> StateTax:
    """Arkansas' tax of a resident; a couple pays the lower of a joint tax and two separate ones.

    Args:
        resident: the year, with the standard deduction and without the low-income tables.

    Returns:
        The lines of the return, cents.

    Source:
        A.C.A. 26-51-201(a), (d), 26-51-307, 26-51-430(b), 26-51-501(a), 26-51-815(b); Form AR1000F.
    """
    return _Arkansas(resident).answer()
