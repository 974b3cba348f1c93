"""Answers that go year by year: the years ahead of one alternative, and the best plan."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.display import ShownInNotebooks
from megaroth.planning.aim import Aim
from megaroth.projection.filed_returns import TaxReturns


@dataclass(frozen=True)
class OutlookYear:
    """One year over the paths: means, cents of that year, or of the first where that was asked for.

    Attributes:
        wealth: what the whole comes to at the end, percentiles 5, 25, 50, 75 and 95.
        own: what of the contributions comes out of pay.
        dividends: paid by the taxable account.
        health: what health savings paid.
        deposited: left over, to the taxable account; below zero what came out of it for tax that
            was not foreseen.
        repaid: of what was left over, what paid back spending owed.
        drawn_from: taken out of accounts by tax character, required distributions included;
            ``drawn`` is their sum.
        moves: after-tax money that left its plan, by what it has become.
        returns: the tax returns at the assumed growth, cents of that year: the couple's, or each
            one's where they file separately.
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
        opened: balances at the first January 1, by tax character, cents.
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
    """What to elect in a year of work at one job, cents; a catch-up must be Roth where pay of the
    year before was high (IRC 414(v)(7))."""

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
    """A simple policy and what the engine makes of it, in today's money, cents; what it owns at the
    end in cents of that year."""

    about: str
    value: int
    ends: dict[str, int]


@dataclass(frozen=True)
class Optimized(ShownInNotebooks, renderer="megaroth.present.notebook:optimized_html"):
    """The answer of :func:`optimize`, in today's money, cents.

    Attributes:
        aim: what the plan is best at, and what it keeps to.
        about: what the best plan is, a sentence.
        value: the objective as the engine replays the best plan at the assumed growth; a year where
            it is spending.
        wealth_after_tax: what that plan leaves after tax at the end.
        runs_out: whether spending finds no money even so.
        missed: by how much each year falls short of what it should keep to; only years that do.
        proposed: what the linear program says the best plan comes to; None where it is not the
            program's.
        bound: no plan within these choices can come to more, by a program whose taxes are no higher
            than the engine's, and which leaves out premiums of high incomes.
        rule_of_thumb: as the file has it, always the most, without conversions.
        rules: every simple policy that was replayed, the best first.
        elections: of each year of work.
        conversions: of each year, cents of that year.
        withdrawals: of each year by tax character (``pre_tax``, required distributions included,
            ``roth``, ``taxable``, ``hsa`` for what is not medical), cents of it.
        claims: the age at which each person with a benefit of their own claims Social Security.
        assumptions: what was taken for granted, in sentences.
        years: of the best plan at the assumed growth, cents of each year.
        opened: balances at the first January 1, by tax character, cents.
        ends: what the best plan owns at the end (the fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
        heirs_rate: tax on pre-tax money at the end, parts per million.
        prices: of the last year against the first.
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
