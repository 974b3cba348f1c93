"""Wisconsin's income tax, Form 1."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, larger, positive, rounded, total
from megaroth.kernel.trace import rule
from megaroth.tax.filing_status import is_status
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Wisconsin(GeneralReturn):
    def _phased(self, whole: Cents, income: Cents) -> Cents:
        """A head of household's deduction is at least a single filer's with the same income."""
        found, law = super()._phased(whole, income), self.resident.law
        over = positive(income - law.by_status["standard_deduction_phaseout_start"]["single"])
        rates = law.rates["standard_deduction_phaseout"]
        rate = rates if isinstance(rates, int) else rates["single"]
        single = positive(law.by_status["standard_deduction"]["single"] - rounded(over * rate, PPM))
        return choose(
            is_status(self.resident.status, "head_of_household"), larger(found, single), found
        )


class _WithoutExclusion(_Wisconsin):
    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """The return of a filer who does not claim the exclusion."""
        nothing: Cents = self.resident.federal.agi * 0
        return nothing, nothing


class _WithoutCredits(_Wisconsin):
    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """A filer who claims the exclusion gives up every credit."""
        claimed = total(*self.retirement_excluded()) > 0
        return choose(claimed, taxable * 0, super().credits(income, taxable, tax))


@rule(cites="Wis. Stat. 71.05, 71.06, 71.07")
def wisconsin_tax(resident: Resident) -> StateTax:
    """Wisconsin's tax of a resident; from 2025 the lower of a return with the retirement exclusion
    and one with the credits.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Wis. Stat. 71.05(6)(b)9, 21, 54, 54m, (22)-(23), 71.06, 71.07(6); Form 1.
    """
    if not resident.law.switches.get("retirement_exclusion_forgoes_credits"):
        return _Wisconsin(resident).answer()
    one, other = _WithoutCredits(resident).answer(), _WithoutExclusion(resident).answer()
    first = one.total <= other.total
    return StateTax(
        taxable_income=choose(first, one.taxable_income, other.taxable_income),
        tax=choose(first, one.tax, other.tax),
        credits=choose(first, one.credits, other.credits),
        surtax=choose(first, one.surtax, other.surtax),
    )
