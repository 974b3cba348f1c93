"""A year's federal and state returns as they are filed."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.resident import StateTax


@dataclass(frozen=True)
class TaxReturns:
    """The returns of a year on one path, of a couple or of one person.

    Attributes:
        who: the names on them.
        items, federal: of the federal return, and its lines.
        state: the lines of the state return; None where no state is stated.
        code: the state.
    """

    who: tuple[str, ...]
    items: Return
    federal: FederalTax
    state: StateTax | None
    code: str | None
