"""The income from a rollover to Roth."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive
from megaroth.kernel.trace import rule


@rule(cites="IRC 402A(c)(4)(A)(i), 408A(d)(3)(A)(i)")
def roth_rollover_income(amount: Cents, basis: Cents) -> Cents:
    """Income from a move to Roth: the amount above its basis, both in the plan and to a Roth IRA.

    The 10% additional tax does not apply to it (408A(d)(3)(A)(ii), 402A(c)(4)(A)(ii)); taken out
    within five years, it may (recapture).

    Args:
        amount: what moves, cents, scalar or (n,).
        basis: the basis that it carries, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments; 0 after a loss.

    Source:
        26 USC 402A(c)(4)(A), 408A(d)(3)(A); Notice 2010-84; Notice 2013-74.

    >>> roth_rollover_income(10_200_00, 10_000_00)
    20000
    """
    return positive(amount - basis)
