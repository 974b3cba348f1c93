"""Michigan's income tax, Form MI-1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, larger, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Michigan(GeneralReturn):
    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """One subtraction per return by the older spouse's age: from retirement income, or at some
        ages from any income."""
        resident = self.resident
        older = larger(*resident.ages)
        doubled = choose(resident.joint, 2, 1)
        both = positive(total(*self.retirement()))
        of_retirement = smaller(both, resident.by_age("retirement_exclusion", older) * doubled)
        return larger(of_retirement, self._of_any_income(older, doubled)), both * 0

    def _of_any_income(self, older: Cents, doubled: Cents) -> Cents:
        resident = self.resident
        found = resident.by_age("senior_deduction", older) * doubled
        lowered = total(
            self.amount("personal_exemption"),
            resident.items.children * self.amount("dependent_exemption"),
        )
        if self.switch("senior_deduction_less_benefits"):
            lowered = total(lowered, resident.taxed_benefits)
        born, law = resident.law.year - older, resident.law.birth_years
        found = choose(
            born >= law["senior_deduction_reduced_from"], positive(found - lowered), found
        )
        # People born earlier have other rules, which are left out.
        return choose(born >= law["senior_deduction_from"], found, found * 0)


@rule(cites="MCL 206.30, 206.51")
def michigan_tax(resident: Resident) -> StateTax:
    """Michigan's tax of a resident, without city income tax.

    Args:
        resident: the year; tiers of birth years are applied by age.

    Returns:
        The lines of the return, cents.

    Source:
        MCL 206.30(1)(f), (2), (9)-(10), 206.51; Form MI-1040, Schedule 1, Form 4884.
    """
    return _Michigan(resident).answer()
