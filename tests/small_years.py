"""Accounts and projected years made by hand, for tests of one function of ``projection`` at a time.

A made-up year has only the attributes that the function under test reads: reading any other one
fails.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from megaroth.kernel.money import Column
from megaroth.law.load import law
from megaroth.projection.account_returns import AccountReturns
from megaroth.projection.accounts import (
    NEVER,
    Accounts,
    Money,
    RothIra,
    RothPlan,
    no_payments,
)

LAW = law(2026)


def column(*amounts: int) -> Column:
    """Amounts of one path each, cents."""
    return np.array(amounts, dtype=np.int64)


def amounts(columns: list[Column]) -> list[list[int]]:
    """Columns as lists."""
    return [[int(value) for value in one] for one in columns]


def empty_accounts(people: int = 1, rows: int = 1) -> Accounts:
    """Accounts of so many people that hold nothing; tests fill the ones they are about."""

    def none() -> Column:
        return np.zeros(rows, dtype=np.int64)

    def money() -> list[Money]:
        return [Money(none(), none()) for _ in range(people)]

    return Accounts(
        plans=money(),
        iras=money(),
        roth=[RothIra(none(), none(), none() + NEVER) for _ in range(people)],
        roth_plan=[RothPlan(none(), none(), none() + NEVER) for _ in range(people)],
        after_tax=money(),
        hsa=none(),
        hsa_basis=none(),
        taxable=Money(none(), none()),
        owed=none(),
        ran_out=none() > 0,
        ira_taxed=none(),
        payments=[no_payments(none()) for _ in range(people)],
    )


def returns(rows: int = 1, **rates: float) -> AccountReturns:
    """The returns of a year: those stated, and zero of every other account."""
    names = ("plan", "ira", "plan_roth", "roth", "hsa", "taxable", "owed")
    return AccountReturns(**{name: np.full(rows, rates.get(name, 0.0)) for name in names})


def year(accounts: Accounts, **attributes: Any) -> Any:
    """A projected year with these accounts and attributes, and the law of 2026."""
    rows = len(accounts.hsa)

    def whole(amount: Any) -> Column:
        return np.broadcast_to(np.asarray(amount, dtype=np.int64), (rows,)).copy()

    stated = {"year": 2026, "law": LAW, "rows": rows, "whole": whole}
    return SimpleNamespace(accounts=accounts, **(stated | attributes))
