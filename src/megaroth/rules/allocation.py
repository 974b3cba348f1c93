"""Notice 2014-54: which destination of one distribution gets the pre-tax dollars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from megaroth.kernel.money import Cents, positive, smaller
from megaroth.kernel.trace import rule

Manner = Literal["direct", "sixty_day", "cash"]


class Part(NamedTuple):
    """The amounts of one destination, cents."""

    pre_tax: Cents
    after_tax: Cents


@rule(cites="Notice 2014-54; IRC 402(c)(2)")
def allocate(pre_tax: Cents, amounts: Sequence[Cents], manners: Sequence[Manner]) -> list[Part]:
    """The pre-tax and after-tax dollars of each destination of disbursements that are scheduled
    together.

    They are one distribution. Pre-tax dollars go to direct rollovers first, then to 60-day
    rollovers, and the rest is paid in cash. If they do not fill a class, the recipient chooses
    among its destinations and informs the plan before the rollover. The order of the list is that
    choice: put first what should take pre-tax money (a traditional IRA).

    Args:
        pre_tax: pre-tax dollars of the whole distribution, cents, scalar or (n,).
        amounts: what each destination gets, cents, each scalar or (n,); in the recipient's order.
        manners: how each is paid.

    Returns:
        One part for each destination, in the same order; the parts sum to the amounts.

    Source:
        Notice 2014-54 sec. III; T.D. 9769; 26 USC 402(c)(2).

    >>> parts = allocate(80_000_00, [82_000_00, 18_000_00], ["direct", "cash"])
    >>> [(part.pre_tax // 100, part.after_tax // 100) for part in parts]
    [(80000, 2000), (0, 18000)]
    """
    left = pre_tax
    parts: dict[int, Part] = {}
    for manner in ("direct", "sixty_day", "cash"):
        for place, amount in enumerate(amounts):
            if manners[place] == manner:
                taken = smaller(left, amount)
                parts[place] = Part(taken, amount - taken)
                left = positive(left - taken)
    return [parts[place] for place in range(len(amounts))]
