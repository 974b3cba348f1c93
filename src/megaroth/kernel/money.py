"""Whole cents and parts per million: one integer, or an int64 column of them.

An amount is a count of cents and a rate of law or plan a count of parts per million, so that their
product is exact. Columns stay exact up to :data:`MOST_CENTS` an amount. Every function returns the
kind it got: an ``int`` for ints, a column for columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, cast

from megaroth.kernel.columns import Cents as Cents
from megaroth.kernel.columns import Column as Column
from megaroth.kernel.columns import Flag as Flag
from megaroth.kernel.columns import is_column, np
from megaroth.kernel.message import Message, message

PPM = 1_000_000
"""Parts per million in the whole: a rate of 100%."""
PERCENT = PPM // 100
"""One percent, parts per million."""

DOLLAR = 100
"""One dollar, cents."""

MOST_CENTS = 1_000_000_000_00
"""The largest amount that is accepted anywhere, a billion dollars: times a rate of 100% it is far
inside int64."""

MOST_AHEAD_CENTS = 20 * MOST_CENTS
"""The most that all money of a household may come to in the years ahead, 20 billion dollars: sums
of such amounts times a rate of 100% are inside int64."""

_MOST_DIGITS = 12

_AMOUNT = re.compile(
    r"([+-]?)\$?\s*(\d+|\d{1,3}(?:,\d{3})+|\d+(?:_\d+)+|(?=\.\d))(?:\.(\d*))?", re.ASCII
)
"""An amount in American notation: commas only between groups of three digits, and a point before
cents."""


class UnreadableError(ValueError):
    """A text or number that is not an amount or a rate.

    Attributes:
        expected: what would be accepted.
    """

    def __init__(self, expected: Message) -> None:
        self.expected = expected
        super().__init__(expected)


Direction = Literal["nearest", "down", "up"]


def rounded(
    numerator: Cents, denominator: int = 1, *, to: int = 1, direction: Direction = "nearest"
) -> Cents:
    """``numerator / denominator`` as a multiple of ``to``; the only place where megaroth rounds.

    Args:
        numerator: an exact integer, scalar or (n,).
        denominator: a positive integer.
        to: the multiple wanted, in the unit of the answer.
        direction: ``nearest`` (halves go up), ``down`` (toward minus infinity) or ``up`` (away from
            it).

    Returns:
        A multiple of ``to``, in the shape of ``numerator``.

    >>> rounded(14_129_55, 2), rounded(3_333_33, to=10_00, direction="up")
    (706478, 334000)
    """
    step = denominator * to
    if direction == "nearest":
        # Half of an even step is a whole number, which saves a pass over a column.
        quotient = (
            (numerator + step // 2) // step
            if step % 2 == 0
            else (2 * numerator + step) // (2 * step)
        )
    elif direction == "down":
        quotient = numerator // step
    else:
        quotient = -(-numerator // step)
    return quotient if to == 1 else quotient * to


def share(amount: Cents, rate: Cents) -> Cents:
    """``rate`` parts per million of ``amount``, to the nearest cent.

    >>> share(300_000_00, 60_000)
    1800000
    """
    if isinstance(rate, int) and rate == PPM:
        return amount
    return rounded(amount * rate, PPM)


def smaller(a: Cents, b: Cents) -> Cents:
    """The smaller of two amounts, row by row."""
    if a is b:
        return a
    if isinstance(a, int) and isinstance(b, int):
        return a if a <= b else b
    return np.minimum(a, b)


def larger(a: Cents, b: Cents) -> Cents:
    """The larger of two amounts, row by row."""
    if isinstance(a, int) and isinstance(b, int):
        return a if a >= b else b
    return np.maximum(a, b)


def total(*amounts: Cents) -> Cents:
    """The sum of amounts, each scalar or a column."""
    return sum_of(amounts)


def sum_of(amounts: Iterable[Cents]) -> Cents:
    """The sum of amounts, each scalar or a column; zero if there are none."""
    result: Cents = _NOTHING
    for amount in amounts:
        # Nothing is added for a zero, because adding it to a column passes over the column.
        # Identity is the fastest test; where it missed a zero, adding it would be right too.
        if result is _NOTHING:
            result = amount
        elif amount is not _NOTHING:
            result = result + amount
    return result


_NOTHING = 0


def positive(amount: Cents) -> Cents:
    """The amount, or zero where it is negative."""
    if isinstance(amount, int):
        return amount if amount > 0 else 0
    return np.maximum(amount, 0)


def choose(condition: Flag, yes: Cents, no: Cents) -> Cents:
    """``yes`` where the condition holds, otherwise ``no``, row by row."""
    if is_column(condition):
        return cast(Column, np.where(condition, yes, no).astype(np.int64, copy=False))
    return yes if condition else no


def proportion(amount: Cents, part: Cents, whole: Cents) -> Cents:
    """``amount x part / whole`` to the nearest cent, zero where ``whole`` is zero; exact for any
    accepted amounts.

    >>> proportion(50_000_00, 20_000_00, 100_000_00)
    1000000
    """
    if isinstance(amount, int) and isinstance(part, int) and isinstance(whole, int):
        return (2 * amount * part + whole) // (2 * whole) if whole else 0
    if _fits_int64(amount, part, whole):
        doubled = choose(whole != 0, 2 * whole, 1)
        return choose(whole != 0, (2 * amount * part + whole) // doubled, amount * part * 0)
    # Where the product of two amounts exceeds int64, columns use Python integers.
    a, p, w = np.broadcast_arrays(*(np.asarray(x, dtype=object) for x in (amount, part, whole)))
    rows = [
        (2 * x * y + z) // (2 * z) if z else 0
        for x, y, z in zip(a.ravel(), p.ravel(), w.ravel(), strict=True)
    ]
    return np.array(rows, dtype=np.int64).reshape(a.shape)


def _fits_int64(amount: Cents, part: Cents, whole: Cents) -> bool:
    """Whether the terms of :func:`proportion` stay inside int64."""
    most = [int(np.max(np.abs(one), initial=0)) for one in (amount, part, whole)]
    return 2 * most[0] * most[1] + most[2] < 2**63


def column(values: Sequence[int]) -> Column:
    """A column of cents (or counts) from integers."""
    return np.array(values, dtype=np.int64)


def some(condition: Flag) -> bool:
    """Whether it holds anywhere: for a scalar, whether it holds."""
    return condition if isinstance(condition, bool) else bool(condition.any())


def to_cents(text: str | int | Decimal) -> int:
    """An amount in dollars with at most two decimals, as cents.

    Raises:
        UnreadableError: it is not a number, not finite, finer than a cent or above :data:`MOST_CENTS`;
            says which.

    >>> to_cents("44,500.00"), to_cents("$12.5"), to_cents(7)
    (4450000, 1250, 700)
    """
    if isinstance(text, str):
        return _typed_cents(text)
    value = Decimal(text)
    if not value.is_finite():
        raise UnreadableError(message("finite_amount"))
    # Check the exponent first: comparing 1e999999999 would overflow.
    if value.adjusted() > _MOST_DIGITS or abs(value) > MOST_CENTS // 100:
        raise UnreadableError(message("at_most_a_billion"))
    # Three decimals are refused even where the third is a zero: 300.000 is three hundred thousand
    # in much of the world.
    if int(value.as_tuple().exponent) < -2:
        raise UnreadableError(message("two_decimals"))
    return int(value * 100)


def _typed_cents(text: str) -> int:
    """The cents of an amount as typed on a command line, in a table or on the page.

    Raises:
        UnreadableError: it is not an amount, or is ambiguous; says what would be valid.
    """
    plain = text.strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        if plain.lower().lstrip("+-") in ("nan", "inf", "infinity"):
            raise UnreadableError(message("finite_amount"))
        raise UnreadableError(message("amount_as_typed"))
    sign, whole, decimals = found.groups("")
    if len(decimals) > 2:
        raise UnreadableError(message("two_decimals"))
    digits = whole.replace(",", "").replace("_", "").lstrip("0")
    if len(digits) > _MOST_DIGITS or (cents := int(digits + decimals.ljust(2, "0"))) > MOST_CENTS:
        raise UnreadableError(message("at_most_a_billion"))
    return -cents if sign == "-" else cents


def to_ppm(text: str | int | Decimal) -> int:
    """A rate such as ``"35%"``, ``"0.5%"`` or ``0.35``, as parts per million.

    A number without a percent sign must lie between -1 and 1, so that 35 is never read as 3,500%.

    Raises:
        UnreadableError: it is not a rate, or is finer than a ten-thousandth of a percent; says which.

    >>> to_ppm("35%"), to_ppm("0.35"), to_ppm("100%")
    (350000, 350000, 1000000)
    """
    plain = str(text).strip().replace("_", "")
    if len(plain) > 4 * _MOST_DIGITS:
        raise UnreadableError(message("rate_example"))
    percent = plain.endswith("%")
    try:
        value = Decimal(plain.removesuffix("%"))
    except InvalidOperation:
        raise UnreadableError(message("rate_example")) from None
    if (
        not value.is_finite()
        or value.adjusted() > _MOST_DIGITS
        or abs(value) > (10_000 if percent else 1)
    ):
        raise UnreadableError(message("rate_or_fraction"))
    parts = value * (10_000 if percent else PPM)
    if (value.adjusted() < -_MOST_DIGITS and value) or parts != int(parts):
        raise UnreadableError(message("rate_resolution"))
    return int(parts)


def dollars(amount: int) -> str:
    """Cents as US dollars for people.

    >>> dollars(4450000), dollars(-5)
    ('$44,500.00', '-$0.05')
    """
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(int(amount)), 100)
    return f"{sign}${whole:,}.{rest:02d}"


def percent(rate: int, digits: int = 4) -> str:
    """Parts per million as a percentage without trailing zeros.

    >>> percent(500_000), percent(81_700), percent(79_987, digits=2)
    ('50%', '8.17%', '8%')
    """
    text = f"{Decimal(int(rate)) / 10_000:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def number(amount: Any) -> int | float:
    """Cents as a JSON number of dollars, an integer where there are no cents."""
    whole, rest = divmod(int(amount), 100)
    return int(amount) / 100 if rest else whole
