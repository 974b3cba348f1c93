"""Answers year by year: the years ahead of one alternative, and the best plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from megaroth.kernel.answer_fields import Hidden, Key, Keys, OneAmount, Rate, Rows
from megaroth.kernel.display import ShownInNotebooks
from megaroth.kernel.message import Message
from megaroth.model.fields import DeferralKind
from megaroth.planning.aim import Aim
from megaroth.planning.results import ByKind, OwnedAtTheEnd
from megaroth.projection.filed_returns import TaxReturns

PERCENTILES = (5, 25, 50, 75, 95)
"""Percentiles of wealth over the paths."""

BALANCES = ("pre_tax", "roth", "after_tax", "hsa", "taxable")
"""Balances by the tax on them."""

WITHDRAWN_FROM = ("pre_tax", "roth", "taxable", "hsa")

Balances = Annotated[dict[str, OneAmount], Keys(BALANCES)]
Withdrawals = Annotated[dict[str, OneAmount], Keys(WITHDRAWN_FROM)]
YearsAndAmounts = Annotated[dict[int, OneAmount], Rows(("year", "amount"))]


@dataclass(frozen=True)
class OutlookYear:
    """Means of one year over the paths, cents of that year, or of the first year if asked for.

    Attributes:
        wealth: the sum of balances at the end, percentiles 5, 25, 50, 75 and 95.
        expenses: stated expenses, a part of ``spending``.
        receipts: stated receipts, a part of ``income``.
        insurance: premiums of health insurance bought between work and Medicare.
        premium_credit: the premium tax credit toward them; ``federal_tax`` is without it.
        own: contributions paid from pay.
        dividends, interest: paid by the taxable account.
        conversion_fees: of rollovers of after-tax money and of conversions.
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
    ages: Annotated[dict[str, int], Rows(("name", "age")), Key("people")]
    contributions: ByKind
    balances: Balances
    wealth: Annotated[dict[int, OneAmount], Keys(PERCENTILES, prefix="p")]
    marginal_rate: Rate
    income: OneAmount
    federal_tax: OneAmount
    state_tax: OneAmount
    payroll_tax: OneAmount
    premiums: OneAmount
    insurance: Annotated[OneAmount, Key("marketplace_premiums")]
    premium_credit: Annotated[OneAmount, Key("premium_tax_credit")]
    spending: OneAmount
    expenses: OneAmount
    receipts: OneAmount
    converted: OneAmount
    drawn: Annotated[OneAmount, Key("withdrawn")]
    own: Annotated[OneAmount, Key("own_contributions")]
    dividends: OneAmount
    interest: OneAmount
    conversion_fees: OneAmount
    health: Annotated[OneAmount, Key("hsa_paid")]
    deposited: OneAmount
    repaid: OneAmount
    drawn_from: Annotated[Withdrawals, Key("withdrawals")]
    moves: Annotated[dict[str, OneAmount], Keys(("roth", "pre_tax")), Key("rollovers")]
    returns: Hidden[list[TaxReturns]]


@dataclass(frozen=True)
class YearsAhead(ShownInNotebooks, renderer="megaroth.present.notebook:years_html"):
    """The answer of :func:`years_ahead`; with ``real`` in dollars of the first year.

    Attributes:
        opened: balances on the first January 1, by tax character, cents.
        inflation: assumed, parts per million a year.
    """

    data_properties: ClassVar = ("money_of",)

    name: Annotated[str, Key("alternative")]
    about: Message
    paths: int
    years: list[OutlookYear]
    assumptions: list[Message]
    opened: Balances
    inflation: Rate
    real: Hidden[bool] = False

    @property
    def money_of(self) -> int | None:
        """The year whose money the amounts are in; None where it is each year's own."""
        return self.years[0].year if self.real else None


@dataclass(frozen=True)
class Election:
    """What to elect in a year of work at one job, cents. A catch-up must be Roth if last year's pay
    was high (IRC 414(v)(7))."""

    year: int
    person: str
    employer: str
    deferral_kind: DeferralKind
    deferral: OneAmount
    catch_up: OneAmount
    catch_up_kind: DeferralKind
    after_tax: OneAmount


@dataclass(frozen=True)
class Rule:
    """A simple policy with its value in today's money, cents, and what it owns at the end in cents
    of that year."""

    about: Message
    value: OneAmount
    ends: Hidden[dict[str, int]]


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
        assumptions: what the answer assumes.
        years: of the best plan at the assumed growth, cents of each year.
        opened: balances on the first January 1, by tax character, cents.
        ends: what the best plan owns at the end (the fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
        heirs_rate: tax on pre-tax money at the end, parts per million.
        prices: prices of the last year as a ratio to those of the first.
        inflation: assumed, parts per million a year.
    """

    aim: Aim
    about: Message
    value: OneAmount
    wealth_after_tax: OneAmount
    runs_out: bool
    missed: YearsAndAmounts
    proposed: OneAmount | None
    bound: OneAmount
    rule_of_thumb: Rule
    rules: list[Rule]
    elections: list[Election]
    conversions: YearsAndAmounts
    withdrawals: Annotated[dict[int, Withdrawals], Rows(("year",))]
    claims: Annotated[dict[str, int], Rows(("person", "age"))]
    assumptions: list[Message]
    years: Hidden[list[OutlookYear]]
    opened: Hidden[dict[str, int]]
    ends: OwnedAtTheEnd
    heirs_rate: Rate
    prices: float
    inflation: Hidden[int]
