"""States where each spouse of a couple has a column: Delaware, Mississippi and Missouri."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, proportion, rounded, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import SENIOR, Resident, StateTax

_PERCENT = 10_000


class _Delaware(GeneralReturn):
    def retirement(self) -> tuple[Cents, Cents]:
        """The exclusion at 60 counts investment income too."""
        first, second = super().retirement()
        own, spouse = self.resident.investment
        return total(first, positive(own)), total(second, positive(spouse))

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """Credits by the head, more from 60."""
        older = total(*(choose(age >= 60, self.amount("credit_60"), 0) for age in self.resident.ages))
        return total(super().credits(income, taxable, tax), older)

    def answer(self) -> StateTax:
        """The lower of a joint return and two columns; a column's credits go no further than its tax."""
        law, income = self.resident.law, self.income()
        taxable = self.taxable(income)
        tax = self.tax(taxable)
        credits = smaller(self.credits(income, taxable, tax), tax)
        credit = law.by_status["personal_credit"]["married_separate"]
        apart: Cents = 0
        for own, age in zip(self.own_income(), self.resident.ages, strict=True):
            column = self.tax_apart(positive(own - self._apart(own, choose(age >= SENIOR, 1, 0))))
            apart = apart + positive(column - total(credit, choose(age >= 60, self.amount("credit_60"), 0)))
        lower = smaller(apart, tax - credits)
        return StateTax(taxable_income=taxable, tax=tax, credits=choose(self.resident.joint, tax - lower, credits))


@rule(cites="30 Del. C. 1102, 1106, 1108, 1110")
def delaware_tax(resident: Resident) -> StateTax:
    """Delaware's tax of a resident; a couple takes the lower of a joint return and two columns.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        30 Del. C. 1102(a)(14), 1106(b)(3)-(4), 1108, 1110; Form PIT-RES.
    """
    return _Delaware(resident).answer()


class _Mississippi(GeneralReturn):
    def combined_tax(self) -> Cents:
        """The couple divides its deductions and exemptions as it likes: the zero bracket of each is used as far as it goes."""
        first, second = (positive(own) for own in self.own_income())
        deducted = total(self.deduction(first + second), self.exemptions(first + second))
        zero = self.resident.law.schedules["income"]["married_separate"].starts[1]
        # Deductions lower the spouse who is above the zero bracket; what is left of them lowers the other one.
        of_first = smaller(deducted, positive(first - zero))
        of_second = smaller(deducted - of_first, positive(second - zero))
        return self.tax_apart(first - of_first) + self.tax_apart(second - of_second)


@rule(cites="Miss. Code 27-7-5, 27-7-15, 27-7-17, 27-7-21, 27-7-31")
def mississippi_tax(resident: Resident) -> StateTax:
    """Mississippi's tax of a resident; a couple reckons on the combined return, each spouse with a zero bracket.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Miss. Code 27-7-5, 27-7-15(4)(k)-(l), 27-7-17, 27-7-21, 27-7-31; Form 80-105.
    """
    return _Mississippi(resident).answer()


class _Missouri(GeneralReturn):
    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """The private pension exemption, less each dollar of income above its start."""
        first, second = super().retirement_excluded()
        federal = self.resident.federal
        income = total(federal.agi, -self.gain_excluded(), -federal.taxable_social_security)
        lost = share(positive(income - self.amount("retirement_reduction_start")), self.rate("retirement_reduction"))
        both = total(first, second)
        kept = positive(both - lost)
        of_second = proportion(kept, second, both)
        return kept - of_second, of_second

    def deduction(self, income: Cents) -> Cents:
        """The standard deduction and a part of the federal income tax, which falls with income."""
        federal = self.resident.federal
        tax = positive(total(federal.tax_before_credits, federal.amt, -federal.child_credit, -federal.savers_credit))
        rate = self.resident.by_tier("federal_tax_deduction", total(federal.agi, -self.gain_excluded()), above=True)
        part = smaller(rounded(tax * rate, _PERCENT), self.amount("federal_tax_deduction_most"))
        return total(super().deduction(income), part)

    def tax(self, taxable: Cents) -> Cents:
        """A couple's taxable income is divided by the income of each spouse, and each part taxed by the schedule."""
        whole = super().tax(taxable)
        resident = self.resident
        people = zip(resident.wages, resident.investment, resident.retirement, resident.benefits, strict=True)
        first, second = (positive(total(*own)) for own in people)
        first = positive(first - self.gain_excluded())
        of_second = proportion(taxable, second, total(first, second))
        apart = resident.by_schedule(taxable - of_second) + resident.by_schedule(of_second)
        return choose(resident.joint, apart, whole)


@rule(cites="RSMo 143.011, 143.031, 143.121, 143.124, 143.171")
def missouri_tax(resident: Resident) -> StateTax:
    """Missouri's tax of a resident; a couple's is reckoned on each spouse's share of the income.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        RSMo 143.011, 143.031, 143.121.3(14), 143.124, 143.125, 143.131, 143.161, 143.171; Form MO-1040.
    """
    return _Missouri(resident).answer()
