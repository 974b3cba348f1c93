"""Hawaii, Idaho, Iowa and Montana: rates on gains, alternate tax, a flat amount a return."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.filing_status import is_status
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Iowa(GeneralReturn):
    def tax(self, taxable: Cents) -> Cents:
        """The schedule's tax, or what income above a limit bears: all of it of single filers, the alternate rate of the others."""
        resident = self.resident
        senior, younger = self.amount("modified_income_exempt_to_senior"), self.amount("modified_income_exempt_to")
        # Modified income has no deductions in it, though the return begins with federal taxable income.
        modified = total(
            resident.federal.agi, resident.other_states_interest, -self.benefits_exempt(), -total(*self.retirement_excluded())
        )
        over = positive(modified - choose(resident.seniors > 0, senior, younger))
        alternate = choose(is_status(resident.status, "single"), over, share(over, self.rate("alternate_rate")))
        return smaller(super().tax(taxable), alternate)


@rule(cites="Iowa Code 422.5, 422.5A, 422.7, 422.12")
def iowa_tax(resident: Resident) -> StateTax:
    """Iowa's tax of a resident.

    Args:
        resident: the year, with the federal deduction taken; school district surtax is left out.

    Returns:
        The lines of the return, cents.

    Source:
        Iowa Code 422.5, 422.5A, 422.7(13), (19), 422.12; IA 1040.
    """
    return _Iowa(resident).answer()


class _Idaho(GeneralReturn):
    def answer(self) -> StateTax:
        """The building fund's ten dollars are a surtax; the grocery credit is paid out beyond the tax."""
        found = super().answer()
        resident = self.resident
        heads = total(resident.persons, resident.items.children)
        grocery = total(heads * self.amount("refundable_credit_each"), resident.seniors * self.amount("refundable_credit_senior"))
        fund = found.tax * 0 + self.amount("flat_tax")
        return StateTax(
            taxable_income=found.taxable_income,
            tax=found.tax,
            credits=found.credits,
            surtax=fund,
            rebates=found.tax * 0 + grocery,
        )


@rule(cites="Idaho Code 63-3022, 63-3024, 63-3024A, 63-3029L, 63-3082")
def idaho_tax(resident: Resident) -> StateTax:
    """Idaho's tax of a resident, with the grocery credit as a rebate.

    Args:
        resident: the year, with the federal standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Idaho Code 63-3022, 63-3024, 63-3024A, 63-3029L, 63-3082; Form 40.
    """
    return _Idaho(resident).answer()


class _Hawaii(GeneralReturn):
    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """Employers' pensions are exempt; IRAs and conversions are not."""
        pensions = self.resident.items.pensions
        most = self.resident.by_tier("pension_exclusion", self.resident.ages[0] * 100)
        return smaller(pensions, most), pensions * 0

    def tax(self, taxable: Cents) -> Cents:
        """Net long-term gain bears no more than its own highest rate."""
        gain = smaller(self.long_term_gain(), taxable)
        below = taxable - gain
        whole, ordinary = self.resident.by_schedule(taxable), self.resident.by_schedule(below)
        return smaller(whole, ordinary + self._capped(taxable) - self._capped(below))

    def _capped(self, income: Cents) -> Cents:
        """The schedule with no rate above that of gains."""
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


class _Montana(GeneralReturn):
    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """Until 2023 a credit of a part of gains."""
        return total(
            super().credits(income, taxable, tax), share(positive(self.resident.federal.net_gain), self.rate("gain_credit"))
        )


@rule(cites="MCA 15-30-2103, 15-30-2120")
def montana_tax(resident: Resident) -> StateTax:
    """Montana's tax of a resident, gains by a schedule of their own from 2024.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        MCA 15-30-2103, 15-30-2120; for 2023 15-30-2110, -2114, -2132, -2301; Form 2.
    """
    return _Montana(resident).answer()
