"""The return of a year on each kind of account: its mix of bonds and what else it holds, less its
fee."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import PPM, Column
from megaroth.model.assumptions import Assumptions
from megaroth.projection.accounts import Accounts, Money, Returns, RothIra, above_zero, grown, part


@dataclass(frozen=True)
class AccountReturns:
    """Fractions of a year, each (paths,).

    Attributes:
        plan: pre-tax money in plans.
        ira: traditional, SEP and SIMPLE IRAs.
        plan_roth: designated Roth accounts, and after-tax money in plans.
        roth: Roth IRAs.
        hsa: health savings accounts.
        taxable: the taxable account, with the dividends and interest that it pays.
        owed: what money owed costs: as much as any account could have earned, and nothing in a bad
            year, so that nobody gains by owing.
    """

    plan: Returns
    ira: Returns
    plan_roth: Returns
    roth: Returns
    hsa: Returns
    taxable: Returns
    owed: Returns


def account_returns(assumed: Assumptions, rate: Returns, bonds: Returns) -> AccountReturns:
    """The returns of a year.

    Args:
        assumed: the shares of bonds, and the fees.
        rate: the return of everything except bonds, (paths,).
        bonds: the return of bonds, (paths,).
    """
    pre_tax, roth = assumed.pre_tax_bonds, assumed.roth_bonds
    best = np.maximum(rate, bonds) if assumed.holds_bonds else rate
    return AccountReturns(
        plan=_mixed(rate, bonds, pre_tax, assumed.plan_fee),
        ira=_mixed(rate, bonds, pre_tax, assumed.ira_fee),
        plan_roth=_mixed(rate, bonds, roth, assumed.plan_fee),
        roth=_mixed(rate, bonds, roth, assumed.ira_fee),
        hsa=_mixed(rate, bonds, 0, assumed.hsa_fee),
        taxable=_mixed(rate, bonds, assumed.taxable_bonds, assumed.taxable_fee),
        owed=np.maximum(best, 0.0),
    )


def _mixed(rate: Returns, bonds: Returns, share: int, fee: int) -> Returns:
    """The return of an account that is rebalanced every year. The fee leaves it at the end of the
    year."""
    found = rate if not share else rate + (bonds - rate) * (share / PPM)
    return found if not fee else (1.0 + found) * (1.0 - fee / PPM) - 1.0


def grow(accounts: Accounts, by: AccountReturns, paid_out: Column) -> None:
    """Grow the accounts for a year.

    Args:
        accounts: on January 1, after withdrawals.
        by: the returns of the year.
        paid_out: dividends and interest, which leave the taxable account evenly over the year.
    """
    held: list[tuple[RothIra | Money, Returns]] = [
        *((one, by.roth) for one in accounts.roth),
        *((one, by.plan) for one in accounts.plans),
        *((one, by.ira) for one in accounts.iras),
        *((one, by.plan_roth) for one in (*accounts.roth_plan, *accounts.after_tax)),
    ]
    for money, rate in held:
        if money.value.any():
            money.value = grown(money.value, rate)
    accounts.hsa = grown(accounts.hsa, by.hsa)
    taxable = accounts.taxable
    rate = np.where(taxable.value < 0, by.owed, by.taxable)
    taxable.value = grown(taxable.value, rate) - grown(paid_out, by.taxable / 2)
    accounts.owed = grown(accounts.owed, by.owed)


def yearly_fees(accounts: Accounts, by: AccountReturns, assumed: Assumptions) -> Column:
    """The yearly fees of the accounts on what is in them on January 1 after withdrawals, cents.

    Args:
        accounts: before they grow.
        by: the returns of the year, after the fees.
        assumed: the fees.
    """
    held = (
        *((one.value, by.plan, assumed.plan_fee) for one in accounts.plans),
        *((one.value, by.ira, assumed.ira_fee) for one in accounts.iras),
        *((one.value, by.roth, assumed.ira_fee) for one in accounts.roth),
        *(
            (one.value, by.plan_roth, assumed.plan_fee)
            for one in (*accounts.roth_plan, *accounts.after_tax)
        ),
        (accounts.hsa, by.hsa, assumed.hsa_fee),
        (above_zero(accounts.taxable.value), by.taxable, assumed.taxable_fee),
    )
    # The returns are what is left of a dollar after its fee.
    return sum(
        (part(value, (1.0 + rate) * (fee / (PPM - fee))) for value, rate, fee in held if fee),
        accounts.hsa * 0,
    )


def level_returns(assumed: Assumptions) -> AccountReturns:
    """The returns of a year at the assumed growth and interest, each (1,)."""
    growth, interest = float(assumed.growth) / PPM, assumed.bond_interest / PPM
    return account_returns(assumed, np.array([growth]), np.array([interest]))


@dataclass(frozen=True)
class Paid:
    """What the taxable account pays in a year, fractions of its value.

    Attributes:
        dividends: on everything except bonds.
        qualified: the qualified part of them.
        interest: of bonds.
    """

    dividends: float
    qualified: float
    interest: float

    @property
    def ordinary(self) -> float:
        """The part that is taxed as ordinary income."""
        return self.dividends - self.qualified + self.interest

    @property
    def all_of_it(self) -> float:
        """Dividends and interest."""
        return self.dividends + self.interest


def paid(assumed: Assumptions) -> Paid:
    """What the taxable account pays a year."""
    bonds = assumed.taxable_bonds / PPM
    dividends = assumed.dividend_yield / PPM * (1.0 - bonds)
    qualified = dividends * (1.0 - assumed.unqualified_dividends / PPM)
    return Paid(dividends, qualified, assumed.bond_interest / PPM * bonds)
