"""Montana's individual income tax, Form 2."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, share, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Montana(GeneralReturn):
    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """A credit for part of the gains, until 2023."""
        return total(
            super().credits(income, taxable, tax),
            share(positive(self.resident.federal.net_gain), self.rate("gain_credit")),
        )


@rule(cites="MCA 15-30-2103, 15-30-2120")
def montana_tax(resident: Resident) -> StateTax:
    """Montana's tax of a resident, with a separate schedule for gains from 2024.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        MCA 15-30-2103, 15-30-2120; for 2023 15-30-2110, -2114, -2132, -2301; Form 2.
    """
    return _Montana(resident).answer()
