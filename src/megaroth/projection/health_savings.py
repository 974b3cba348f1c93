"""What health savings accounts earn, where the state taxes it every year like that of any account.

Such a state has taxed the contributions, so a distribution is no income there. Inside the account,
dividends and realized gains are those of the taxable account.
"""

from __future__ import annotations

import numpy as np

from megaroth.kernel.money import PPM, Column
from megaroth.projection.accounts import Accounts, Returns, above_zero, part
from megaroth.projection.year_state import YearState


def taxed_by_state(now: YearState) -> bool:
    """Whether the state taxes what the household's health savings accounts earn."""
    if now.state is None or not now.accounts.hsa.any():
        return False
    return now.law.state(now.state).taxes_health_savings


def state_income(now: YearState) -> Column:
    """Income of the accounts on the state return, less distributions that the federal return
    taxes, cents."""
    accounts, (dividends, realized) = now.accounts, _paid(now)
    gain = above_zero(accounts.hsa - accounts.hsa_basis - realized)
    return dividends + realized + part(gain, _share_out(now)) - now.drawn.hsa


def income_of_cashing_out(accounts: Accounts) -> Column:
    """The same if all that is in the accounts is taken out and the federal return taxes it,
    cents."""
    return above_zero(accounts.hsa - accounts.hsa_basis) - accounts.hsa


def basis_after(now: YearState) -> Column:
    """What is left of the state's basis in the accounts once the year's money is out, cents."""
    dividends, realized = _paid(now)
    basis = now.accounts.hsa_basis + realized
    return basis - part(basis, _share_out(now)) + dividends


def _paid(now: YearState) -> tuple[Column, Column]:
    """Dividends, and gains that are realized without a sale."""
    value, assumed = now.accounts.hsa, now.assumed
    dividends = part(value, assumed.dividend_yield / PPM)
    gain = above_zero(value - now.accounts.hsa_basis)
    return dividends, part(gain, assumed.turnover / PPM)


def _share_out(now: YearState) -> Returns:
    """The share of the accounts that is paid out in the year."""
    found: Returns = (now.from_hsa + now.drawn.hsa) / np.maximum(now.accounts.hsa, 1)
    return found
