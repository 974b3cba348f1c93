"""A year's federal and state tax returns."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.resident import StateTax


@dataclass(frozen=True)
class TaxReturns:
    """The returns of a year on one path, of a couple or of one person.

    Attributes:
        who: the names on them.
        items, federal: the items and the lines of the federal return.
        state: the lines of the state return; None if no state is stated.
        code: the state, two letters.
    """

    who: tuple[str, ...]
    items: Return
    federal: FederalTax
    state: StateTax | None
    code: str | None
