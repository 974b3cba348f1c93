"""The end of a projected year: withdrawals, contributions, rollovers and growth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import Cents, Column, total
from megaroth.projection.account_returns import grow, yearly_fees
from megaroth.projection.accounts import (
    NEVER,
    Money,
    above_zero,
    grown,
    no_roth_plan,
    part,
    sum_columns,
    zeros,
)
from megaroth.projection.contributions import contribute
from megaroth.projection.early_money import begin_payments
from megaroth.projection.health_savings import basis_after
from megaroth.projection.jobs_held import leaves_plans
from megaroth.projection.level_amounts import has_level_amounts
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.tax_returns import ira_money
from megaroth.projection.working_years import PersonFlows, WorkingYear
from megaroth.projection.year import Year
from megaroth.rules.clocks import qualified_distribution
from megaroth.tax.states.resident import ira_basis_recovered


def close(now: Year) -> ProjectedYear:
    """Close a settled year: its accounts become those of the next January 1.

    Args:
        now: the year, with its withdrawals and tax.

    Returns:
        The results of the year.
    """
    accounts, drawn = now.accounts, now.drawn
    got = (
        now.cash + drawn.taxable + sum_columns(drawn.pre_tax) + sum_columns(drawn.roth) + drawn.hsa
    )
    # In a year of work, a shortfall is borrowed: tax on the rollovers of a good year comes from
    # next year's pay.
    short = drawn.short if now.work is None else zeros(now.rows)
    # A loan is repaid last. A shortfall for tax and premiums is a loan too; only spending can be
    # unmet.
    unmet = np.minimum(above_zero(short - now.loan), now.spending)
    left = got - now.spending - now.fees() - now.assessed.tax + unmet
    health = now.from_hsa
    _recover_state_basis(now)
    contracts = [
        now.contract(place) if flows.one_contract else None for place, flows in enumerate(now.flows)
    ]
    opening = [money.value for money in accounts.after_tax]
    _take_out(now)
    accounts.owed = accounts.owed + unmet
    fees = yearly_fees(accounts, now.growth, now.assumed)
    grow(accounts, now.growth, now.dividends + now.interest)
    if now.prices is not None and (now.prices != 1.0).any():
        accounts.outrun(now.prices)
    if now.prices is not None and has_level_amounts(now.household):
        levels = accounts.price_levels or [np.ones(now.rows)]
        accounts.price_levels = [*levels, levels[-1] * now.prices]
    repaid = _deposit(now, left)
    accounts.ran_out = accounts.ran_out | (short > 0)
    if now.work is not None:
        accounts.ran_out = accounts.ran_out | _unpaid_at_work(now, now.work)
    moves = {"roth": zeros(now.rows), "pre_tax": zeros(now.rows)}
    for place, flows in enumerate(now.flows if now.work is not None else []):
        contribute(now, place, flows, moves, contracts[place], opening[place])
    _leave_plans(now, moves)
    return ProjectedYear(
        year=now.year,
        balances=accounts.by_character(),
        federal_tax=now.assessed.federal,
        state_tax=now.assessed.state,
        payroll_tax=now.work.payroll_tax if now.work else 0,
        premiums=now.premiums,
        insurance=now.insurance.premium if now.insurance else 0,
        premium_credit=now.assessed.credit,
        spending=now.spending - unmet,
        income=now.income,
        deposited=left,
        drawn_from={
            "pre_tax": sum_columns([*now.required, *drawn.pre_tax]),
            "roth": sum_columns(drawn.roth),
            "taxable": drawn.taxable,
            "hsa": drawn.hsa,
        },
        converted=sum_columns(now.converted),
        contributions=_contributions_by_kind(now.flows),
        own=now.work.own if now.work else 0,
        owed=accounts.owed,
        dividends=now.dividends,
        interest=now.interest,
        conversion_fees=now.whole(now.fees()),
        account_fees=fees,
        health=health,
        moves=moves,
        repaid=repaid,
        penalty=now.assessed.penalty,
    )


_SLIGHT = 100
"""The part of a year's pay, as its divisor, that may be missing before spending counts as unmet."""


def _unpaid_at_work(now: Year, work: WorkingYear) -> npt.NDArray[np.bool_]:
    """Whether pay and savings do not pay for a year of work even without its contributions, or more
    than a year's pay is borrowed."""
    missing: npt.NDArray[np.bool_] = now.drawn.short > np.maximum(work.own, work.gross // _SLIGHT)
    return missing | (now.accounts.taxable.value < -work.gross)


def _recover_state_basis(now: Year) -> None:
    """Use up IRA contributions that the state has taxed before, as withdrawals return them."""
    accounts = now.accounts
    if now.state is not None and np.any(accounts.ira_taxed):
        rule = now.law.state(now.state).switches.get("ira_basis")
        moved, value = ira_money(now)
        accounts.ira_taxed = accounts.ira_taxed - np.asarray(
            ira_basis_recovered(rule, moved, value, accounts.ira_taxed)
        )


def _leave_plans(now: Year, moves: dict[str, Column]) -> None:
    """Move the plan money of people who stop working, leave every plan or die, and inherit it."""
    ahead = now.inputs.ahead
    for place, person in enumerate(now.people):
        died = ahead.alive(person, now.year) and not ahead.alive(person, now.year + 1)
        if ahead.retired(person, now.year + 1) or leaves_plans(person, now.year) or died:
            _roll_out(now, place, moves, died=died)
        if died:
            now.accounts.inherit(place, 1 - place)


def _contributions_by_kind(people: Sequence[PersonFlows]) -> dict[str, Cents]:
    return {
        "pre_tax": total(*(one.pre_tax for one in people)),
        "roth": total(*(one.roth for one in people)),
        "after_tax": total(*(one.after_tax for one in people)),
        "roth_ira": total(*(one.roth_ira for one in people)),
        "backdoor_roth": total(*(one.backdoor_roth for one in people)),
        "hsa": total(*(one.hsa for one in people)),
    }


def _take_out(now: Year) -> None:
    """Withdraw at the start of the year, so that withdrawals do not grow."""
    accounts, drawn = now.accounts, now.drawn
    for place, (out, amount, flows) in enumerate(
        zip(now.taken(), drawn.roth, now.flows, strict=True)
    ):
        account, ira = accounts.roth[place], accounts.iras[place]
        if amount.any():
            account.take(amount)
        if out is None:
            continue
        plan = accounts.plans[place]
        left_plan = out.plan + out.plan_converted
        accounts.plans[place] = Money(
            plan.value - left_plan, plan.basis - out.untaxed_of_plan(left_plan)
        )
        accounts.iras[place] = Money(
            ira.value - out.ira - out.ira_converted,
            ira.basis + flows.backdoor_roth - out.untaxed(out.from_iras),
        )
        gone = out.plan_converted + out.ira_converted
        if gone.any():
            account.value = account.value + gone
        converted = gone + flows.backdoor_roth
        untaxed = out.untaxed(out.ira_converted + flows.backdoor_roth) + out.untaxed_of_plan(
            out.plan_converted
        )
        if converted.any():
            # Any conversion starts the five-year period (Treas. Reg. 1.408A-6, Q&A-2).
            account.begin(now.year, converted > 0)
            account.convert(now.law, converted - untaxed, untaxed)
    taxable = accounts.taxable
    taxable.basis = taxable.basis + now.realized
    taxable.basis = taxable.basis - part(
        taxable.basis, drawn.taxable / np.maximum(taxable.value, 1)
    )
    taxable.value = taxable.value - drawn.taxable
    if accounts.hsa.any():
        accounts.hsa_basis = basis_after(now)
    accounts.hsa = accounts.hsa - now.from_hsa - drawn.hsa
    begin_payments(now)


def _deposit(now: Year, amount: Column) -> Column:
    """Deposit money left over in the taxable account, evenly over the year. Tax that was
    underestimated is taken from it or borrowed.

    Returns the part that repaid spending owed.
    """
    accounts = now.accounts
    taxable = accounts.taxable
    repaid = np.minimum(accounts.owed, above_zero(amount))
    accounts.owed, amount = accounts.owed - repaid, amount - repaid
    taxable.value = taxable.value + grown(amount, now.growth.taxable / 2)
    taxable.basis = taxable.basis + amount
    taxable.basis = np.where(taxable.value <= 0, taxable.value, above_zero(taxable.basis))
    return repaid


def _roll_out(now: Year, place: int, moves: dict[str, Column], *, died: bool) -> None:
    """Roll over plan money when a person stops working or dies: designated Roth money and after-tax
    basis to a Roth IRA, earnings to a traditional IRA.

    A qualified distribution counts as a regular contribution in full, any other one up to its basis
    (Treas. Reg. 1.408A-10, Q&A-3)."""
    accounts = now.accounts
    plan_roth, after_tax, roth = (
        accounts.roth_plan[place],
        accounts.after_tax[place],
        accounts.roth[place],
    )
    held = (plan_roth.value, after_tax.value, after_tax.basis, plan_roth.since < NEVER)
    if not any(one.any() for one in held):
        return
    plan = accounts.plans[place]
    basis, stays = np.minimum(after_tax.basis, after_tax.value), plan.basis
    if now.flows[place].one_contract:
        all_basis, contract = after_tax.basis + plan.basis, after_tax.value + plan.value
        basis = part(after_tax.value, np.minimum(all_basis / np.maximum(contract, 1), 1.0))
        stays = all_basis - basis
    roth.begin(now.year, plan_roth.value + basis > 0)
    qualified = qualified_distribution(
        now.law, now.half_years(place), now.year, plan_roth.since, dead=died
    )
    of_plan = np.where(qualified, plan_roth.value, plan_roth.basis)
    roth.value, roth.regular = roth.value + plan_roth.value + basis, roth.regular + of_plan + basis
    ira = accounts.iras[place]
    ira.value, plan.basis = ira.value + after_tax.value - basis, stays
    moves["roth"], moves["pre_tax"] = (
        moves["roth"] + basis,
        moves["pre_tax"] + after_tax.value - basis,
    )
    accounts.roth_plan[place] = no_roth_plan(plan_roth.value)
    accounts.after_tax[place] = Money(zeros(now.rows), zeros(now.rows))
