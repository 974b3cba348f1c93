"""A distribution from a plan and its destinations: the answer of a split."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from megaroth.kernel.message import Message
from megaroth.kernel.money import Cents
from megaroth.law.entry import YearStatus
from megaroth.model.fields import Kind
from megaroth.planyear.basis_after_loss import BasisReading
from megaroth.planyear.figure import Figure
from megaroth.rules.allocation import Manner

MANNERS: dict[str, Manner] = {
    "traditional_ira": "direct",
    "plan": "direct",
    "designated_roth": "direct",
    "roth_ira": "direct",
    "traditional_ira_60_day": "sixty_day",
    "plan_60_day": "sixty_day",
    "roth_ira_60_day": "sixty_day",
    "cash": "cash",
}
"""Every destination and how it is paid. The order is that in which pre-tax dollars are placed
unless the recipient chooses
otherwise: where they stay untaxed first."""


DESTINATIONS = tuple(MANNERS)


DestinationWord = Annotated[str, Kind("choice", DESTINATIONS)]


@dataclass(frozen=True, kw_only=True)
class DestinationPart:
    """The amount of one destination, cents, and its taxable part."""

    to: DestinationWord
    amount: Cents
    pre_tax: Cents
    after_tax: Cents
    taxable: Cents


@dataclass(frozen=True, kw_only=True)
class LaterBackdoor:
    """The effect of a choice on a later ordinary backdoor Roth, cents.

    Attributes:
        choice: ``all_to_roth`` or ``pre_tax_to_traditional_ira``.
        taxable_now: income of this year.
        traditional_ira: pre-tax IRA balance that it leaves.
        backdoor_taxable: the taxable part of a full ordinary backdoor conversion after that, by the
            pro-rata rule.
    """

    choice: Literal["all_to_roth", "pre_tax_to_traditional_ira"]
    taxable_now: Cents
    traditional_ira: Cents
    backdoor_taxable: Cents


@dataclass(frozen=True, kw_only=True)
class Split:
    """A distribution and where it went, cents.

    Attributes:
        method: ``whole_plan``, ``separate_source`` or ``basis_first``.
        unrecovered_basis: basis that a loss leaves over when the whole contract is paid out, if
            that closes the account.
        basis_after_loss: both readings of it, and what decides; empty where no basis is left over.
        recipient_chooses: pre-tax dollars do not fill the direct (or 60-day) rollovers, so the
            recipient chooses where they go.
        least_taxable, most_taxable: the range that this choice allows for ``taxable``.
    """

    year: int
    status: YearStatus
    method: Literal["whole_plan", "separate_source", "basis_first"]
    distributed: Cents
    pre_tax: Cents
    after_tax: Cents
    unrecovered_basis: Cents
    balance_left: Cents
    basis_left: Cents
    destinations: list[DestinationPart]
    taxable: Cents
    withholding: Cents
    additional_tax: Figure
    recipient_chooses: bool
    least_taxable: Cents
    most_taxable: Cents
    later_backdoor: list[LaterBackdoor]
    notes: list[Message]
    basis_after_loss: list[BasisReading] = field(default_factory=list)
