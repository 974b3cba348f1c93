"""What accounts hold and what they cost, as assumptions of the years ahead."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.model.household import Household


def asset_notes(household: Household) -> Iterator[Message]:
    """Bonds, dividends that are not qualified, and fees; also that there are none."""
    assumed = household.assumptions
    fee = int(assumed.conversion_fee)
    if not (assumed.holds_bonds or assumed.unqualified_dividends or assumed.has_fees or fee):
        yield message("no_bonds_or_fees")
        return
    if assumed.holds_bonds:
        yield message(
            "bonds",
            taxable=Share.of(assumed.taxable_bonds),
            pre_tax=Share.of(assumed.pre_tax_bonds),
            roth=Share.of(assumed.roth_bonds),
            interest=Share.of(assumed.bond_interest),
            record=assumed.model in ("bootstrap", "history"),
        )
    else:
        yield message("no_bonds")
    share = assumed.unqualified_dividends
    yield message("dividends_by_kind", unqualified=Share.of(share) if share else None)
    if assumed.has_fees:
        yield message(
            "yearly_fees",
            taxable_fee=Share.of(assumed.taxable_fee),
            plan_fee=Share.of(assumed.plan_fee),
            ira_fee=Share.of(assumed.ira_fee),
            hsa_fee=Share.of(assumed.hsa_fee),
        )
    else:
        yield message("no_yearly_fees")
    yield message("conversion_fee", fee=Amount.of(fee) if fee else None)
