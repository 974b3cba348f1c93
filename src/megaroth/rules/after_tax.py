"""The plan's own cap on after-tax contributions."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, share
from megaroth.kernel.trace import least, rule


@rule(cites="the plan document; IRC 415(c)")
def after_tax_allowed(
    room: Cents,
    cap_base: Cents = 0,
    cap_rate: int | None = None,
    cap_amount: int | None = None,
    made: Cents = 0,
) -> Cents:
    """After-tax contributions that the law and the plan's cap still allow.

    Args:
        room: room under the annual additions limit, cents, scalar or (n,).
        cap_base: pay that the plan's percentage applies to, cents, scalar or (n,).
        cap_rate: the plan's cap as parts per million of that pay; None for none.
        cap_amount: the plan's cap in cents; None for none.
        made: after-tax contributions already made this year that neither bound counts, cents,
            scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 415(c); the plan document.

    >>> after_tax_allowed(35_500_00, 300_000_00, 100_000, 25_000_00)
    2500000
    """
    bounds: dict[str, Cents] = {"annual_additions_room": positive(room - made)}
    if cap_rate is not None:
        bounds["plan_percentage"] = positive(share(cap_base, cap_rate) - made)
    if cap_amount is not None:
        bounds["plan_dollar_cap"] = positive(cap_amount - made)
    return least(**bounds)
