"""Policies: how years after work are paid for, by one rule on every path and in every year."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import Column
from megaroth.model.assumptions import FILL_TO, Assumptions

ORDERS = (
    "conventional",
    "proportional",
    "bracket",
    "taxable_then_bracket",
    "penalty_aware",
    "penalty_aware_bracket",
)
"""Orders of withdrawals. The last two leave money subject to the additional tax of IRC 72(t) to the
end; from 59 1/2 they are ``conventional`` and ``bracket``."""

_NONE = -1
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One rule for withdrawals and conversions. At most one of ``fill_to``, ``target`` and ``tier``
    is stated: the income that conversions and withdrawals fill up.

    Attributes:
        withdrawals: one of :data:`ORDERS`.
        conversions: whether pre-tax money is converted up to that income between work and required
            distributions.
        while_working: whether conversions begin when the first person stops working, while another
            one still works.
        fill_to: the top of the bracket with this rate, parts per million; below the lowest rate the
            deduction.
        target: adjusted gross income in dollars of the first year, cents.
        tier: the most income of this tier of Medicare premiums, from 0.
        payments: whether substantially equal periodic payments (IRC 72(t)(2)(A)(iv)) begin before
            money subject to the additional tax is taken.
    """

    withdrawals: str = "conventional"
    conversions: bool = False
    while_working: bool = False
    fill_to: int | None = None
    target: int | None = None
    tier: int | None = None
    payments: bool = False


def stated_policy(assumed: Assumptions) -> Policy:
    """The policy of a household's assumptions."""
    return Policy(
        withdrawals=assumed.withdrawals or "conventional",
        conversions=assumed.conversions or False,
        while_working=assumed.conversions_while_working or False,
        fill_to=FILL_TO if assumed.fill_to is None else int(assumed.fill_to),
    )


@dataclass(frozen=True)
class PolicyRows:
    """Policies as columns, (1,) for all paths or (paths,).

    Attributes:
        order: places in :data:`ORDERS`.
        converts, while_working, payments: as of :class:`Policy`.
        fill_to, target, tier: as of :class:`Policy`; -1 for none.
        orders: the places that occur.
    """

    order: Column
    converts: Flags
    while_working: Flags
    payments: Flags
    fill_to: Column
    target: Column
    tier: Column

    @functools.cached_property
    def orders(self) -> list[int]:
        """The places in :data:`ORDERS` that occur."""
        return [int(place) for place in np.unique(self.order)]

    @functools.cached_property
    def aware(self) -> bool:
        """Whether a row leaves money subject to the additional tax to the end."""
        return any(ORDERS[place].startswith("penalty_aware") for place in self.orders)

    @functools.cached_property
    def pays(self) -> bool:
        """Whether a row begins periodic payments."""
        return bool(self.payments.any())


def policy_rows(policies: Sequence[Policy]) -> PolicyRows:
    """Policies as the rows of columns."""

    def column(name: str) -> Column:
        values = [getattr(one, name) for one in policies]
        return np.array([_NONE if value is None else value for value in values], dtype=np.int64)

    return PolicyRows(
        order=np.array([ORDERS.index(one.withdrawals) for one in policies], dtype=np.int64),
        converts=column("conversions") > 0,
        while_working=column("while_working") > 0,
        payments=column("payments") > 0,
        fill_to=column("fill_to"),
        target=column("target"),
        tier=column("tier"),
    )


def in_rows(all_of_them: Sequence[PolicyRows], rows: int) -> PolicyRows:
    """The policies of several alternatives, each with so many rows, one after the other."""

    def column(name: str) -> Any:
        columns = [getattr(one, name) for one in all_of_them]
        return np.concatenate([np.broadcast_to(one, (rows,)) for one in columns])

    return PolicyRows(*(column(one.name) for one in fields(PolicyRows)))
