"""How amounts and shares are written for people who read results over many years."""

from __future__ import annotations

from megaroth.kernel.money import PPM, dollars, percent

_DIGITS = 3
_LEAST = 10
"""The smallest step of a rounded amount, dollars; one of thousands has steps of a hundred."""


def whole(cents: int) -> str:
    """Cents as whole dollars, for results over many years."""
    return dollars(round(int(cents) / 100) * 100).removesuffix(".00")


def rounded(cents: int) -> str:
    """Cents as an amount that readers remember: no more than three digits, and no finer than a
    hundred dollars from a thousand on.

    >>> rounded(1_288_43), rounded(453_00), rounded(157_959_00), rounded(-99_960_00), rounded(3_00)
    ('$1,300', '$450', '$158,000', '-$100,000', 'less than $10')
    """
    amount = abs(int(cents)) / 100
    if 0 < amount < _LEAST / 2:
        return f"less than ${_LEAST}"
    size = len(str(int(amount)))
    step = max(_LEAST if amount < 1_000 else 100, 10 ** (size - _DIGITS))
    value = int(amount / step + 0.5) * step
    return f"{'-' if cents < 0 else ''}${value:,}"


def share_of_paths(share: float, digits: int = 0) -> str:
    """A share of paths as percent, never rounded up to all of them nor down to none.

    >>> share_of_paths(0.9996), share_of_paths(0.0004, 1), share_of_paths(1.0)
    ('more than 99%', 'less than 0.1%', '100%')
    """
    step = 10**-digits / 100
    if 1 - step < share < 1:
        return f"more than {percent(round((1 - step) * PPM), digits)}"
    if 0 < share < step:
        return f"less than {percent(round(step * PPM), digits)}"
    return percent(round(share * PPM), digits)
