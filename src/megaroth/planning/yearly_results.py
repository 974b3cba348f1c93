"""Answers year by year: the years ahead of one alternative, and the best plan."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.display import ShownInNotebooks
from megaroth.planning.aim import Aim
from megaroth.projection.filed_returns import TaxReturns


@dataclass(frozen=True)
class OutlookYear:
    """Means of one year over the paths, cents of that year, or of the first year if asked for.

    Attributes:
        wealth: the sum of balances at the end, percentiles 5, 25, 50, 75 and 95.
        own: contributions paid from pay.
        dividends: paid by the taxable account.
        health: expenses paid by health savings.
        deposited: money left over, added to the taxable account; negative if tax was higher than
            estimated.
        repaid: money left over that paid back spending owed.
        drawn_from: withdrawals by tax character, including required distributions; ``drawn`` is
            their sum.
        moves: after-tax money that left its plan, by destination.
        returns: the tax returns at the assumed growth, cents of that year: one joint return, or one
            for each person.
        marginal_rate: federal and state income tax on the next thousand dollars of income (the
            first spouse's, where they file separately) at the assumed growth, parts per million.
    """

    year: int
    ages: dict[str, int]
    contributions: dict[str, int]
    balances: dict[str, int]
    wealth: dict[int, int]
    marginal_rate: int
    income: int
    federal_tax: int
    state_tax: int
    payroll_tax: int
    premiums: int
    spending: int
    converted: int
    drawn: int
    own: int
    dividends: int
    health: int
    deposited: int
    repaid: int
    drawn_from: dict[str, int]
    moves: dict[str, int]
    returns: list[TaxReturns]


@dataclass(frozen=True)
class YearsAhead(ShownInNotebooks, renderer="megaroth.present.notebook:years_html"):
    """The answer of :func:`years_ahead`; with ``real`` in money of the first year.

    Attributes:
        opened: balances on the first January 1, by tax character, cents.
        inflation: assumed, parts per million a year.
    """

    name: str
    about: str
    paths: int
    years: list[OutlookYear]
    assumptions: list[str]
    opened: dict[str, int]
    inflation: int
    real: bool = False


@dataclass(frozen=True)
class Election:
    """What to elect in a year of work at one job, cents. A catch-up must be Roth if last year's pay
    was high (IRC 414(v)(7))."""

    year: int
    person: str
    employer: str
    deferral_kind: str
    deferral: int
    catch_up: int
    catch_up_kind: str
    after_tax: int


@dataclass(frozen=True)
class Rule:
    """A simple policy with its value in today's money, cents, and what it owns at the end in cents
    of that year."""

    about: str
    value: int
    ends: dict[str, int]


@dataclass(frozen=True)
class Optimized(ShownInNotebooks, renderer="megaroth.present.notebook:optimized_html"):
    """The answer of :func:`optimize`, in today's money, cents.

    Attributes:
        aim: the objective and its constraints.
        about: a description of the best plan.
        value: the objective of the best plan, projected at the assumed growth; an amount a year for
            spending.
        wealth_after_tax: after-tax wealth of that plan at the end.
        runs_out: whether the money runs out even with this plan.
        missed: the shortfall of each year that misses a constraint.
        proposed: the linear program's estimate of the best plan; None if the plan is not its
            proposal.
        bound: an upper bound for every plan with these choices, from a program whose taxes are
            never too high and which has no premiums of high incomes.
        rule_of_thumb: always the most, as in the file, without conversions.
        rules: the simple policies, the best first.
        elections: of each year of work.
        conversions: of each year, cents of that year.
        withdrawals: of each year by tax character (``pre_tax``, required distributions included,
            ``roth``, ``taxable``, ``hsa`` for what is not medical), cents of it.
        claims: the age at which each person with a benefit of their own claims Social Security.
        assumptions: in sentences.
        years: of the best plan at the assumed growth, cents of each year.
        opened: balances on the first January 1, by tax character, cents.
        ends: what the best plan owns at the end (the fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
        heirs_rate: tax on pre-tax money at the end, parts per million.
        prices: prices of the last year as a ratio to those of the first.
        inflation: assumed, parts per million a year.
    """

    aim: Aim
    about: str
    value: int
    wealth_after_tax: int
    runs_out: bool
    missed: dict[int, int]
    proposed: int | None
    bound: int
    rule_of_thumb: Rule
    rules: list[Rule]
    elections: list[Election]
    conversions: dict[int, int]
    withdrawals: dict[int, dict[str, int]]
    claims: dict[str, int]
    assumptions: list[str]
    years: list[OutlookYear]
    opened: dict[str, int]
    ends: dict[str, int]
    heirs_rate: int
    prices: float
    inflation: int
