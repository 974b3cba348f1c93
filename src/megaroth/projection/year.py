"""One year of a projection: what is given, what must be drawn, and the tax on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from megaroth.kernel.cents import PPM, Cents, Column
from megaroth.law.law import Law
from megaroth.law.load import law as law_of
from megaroth.projection.accounts import Accounts, Returns, above_zero, part, sum_columns, zeros
from megaroth.projection.future import Outlook, retirement_age
from megaroth.projection.future import grown as money_of
from megaroth.projection.withdraw import Plan, divided, withdrawals
from megaroth.projection.working import PersonFlows, WorkingYear
from megaroth.rules.clocks import qualified_distribution
from megaroth.rules.rmd import first_rmd_year, required_minimum
from megaroth.rules.roth_order import roth_ira_early_tax, roth_ira_order, roth_ira_taxable
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.states.run import state_tax
from megaroth.tax.status import bracket_tops
from megaroth.tax.surtaxes import medicare_premiums

_CONVERSION_ROUNDS, _ROUNDS = 2, 6
"""How often a year's conversions, and its withdrawals, are worked out with the tax on them in turn."""

_CLOSE = 100
"""Cents by which the last two rounds may differ; what is still off is borrowed until the next year."""

_NEXT = 1_000_00
"""Income that a marginal rate is taken over, cents."""

_MEDICARE_AGE = 65
_59_AND_HALF = 119
_SEPARATED_AT = 55


@dataclass(frozen=True)
class Decision:
    """What is decided of a year, cents, each a scalar or (paths,).

    Attributes:
        pre_tax: drawn, required distributions included; what is not needed goes to the taxable account.
        roth: drawn, likewise.
        converted: to Roth; of those who work before 59 1/2 nothing.
        draws: whether ``pre_tax`` and ``roth`` stand in the place of the order of withdrawals.
    """

    pre_tax: Cents = 0
    roth: Cents = 0
    converted: Cents = 0
    draws: bool = True


@dataclass
class Given:
    """What the years of one alternative have in common.

    Attributes:
        ahead: the household's years.
        working: its years of work, played.
        spending: of each year, cents, a scalar or (paths,): the same for every alternative.
        benefits: Social Security of each year, cents.
        split: earnings of rollovers to a Roth IRA go to a traditional IRA instead (Notice 2014-54).
        decisions: of some years, in the place of an order of withdrawals and of a bracket to fill.
    """

    ahead: Outlook
    working: dict[int, WorkingYear]
    spending: Mapping[int, Cents]
    benefits: dict[int, int]
    split: bool = False
    decisions: Mapping[int, Decision] = field(default_factory=dict)


@dataclass
class Assessed:
    """The tax of a year with what is drawn in it, each (paths,), cents."""

    federal: Column
    state: Column
    magi: Column
    ordinary: Column

    @property
    def tax(self) -> Column:
        """Federal and state income tax."""
        return self.federal + self.state


def idle_return(ahead: Outlook, year: int) -> Return:
    """The return of a year in which nobody works, without what accounts and Social Security give."""
    household = ahead.at(year)
    income = household.income
    return Return(
        status=household.filing_status,
        age=household.people[0].age(year),
        spouse_age=household.people[1].age(year) if len(household.people) > 1 else 0,
        children=income.children,
        interest=income.interest,
        tax_exempt_interest=income.tax_exempt_interest,
        pensions=income.pensions,
        other_income=household.other_income,
        state_taxes=income.state_taxes,
        mortgage_interest=income.mortgage_interest,
        charity=income.charity,
    )


class Year:
    """One year while it is worked out, over paths.

    Attributes:
        accounts: what the household owns, of January 1 until the year is closed.
        rate: the year's returns; no decision of the year looks at them but the tax on what moved.
        prices: growth of prices over the assumed one, ratios; none where they grow as assumed.
        flows: what each person's plans take in.
        dividends, realized: income of the taxable account.
        required: minimum distribution of each person.
        premiums: of Medicare.
        drawn: what is taken out beside required distributions.
        converted: to Roth, between work and required distributions.
        assessed: the tax.
    """

    def __init__(
        self, given: Given, accounts: Accounts, year: int, rate: Returns, magis: Sequence[Column], prices: Returns | None = None
    ) -> None:
        self.given, self.accounts, self.year, self.rate, self.prices = given, accounts, year, rate, prices
        self.household = given.ahead.household
        self.assumed = self.household.assumptions
        self.people = self.household.people
        self.rows = len(rate)
        self.work = given.working.get(year)
        played = dict(zip((one.name for one in self.work.household.people), self.work.people, strict=True)) if self.work else {}
        self.flows = [played.get(person.name, PersonFlows()) for person in self.people]
        self.status = given.ahead.status(year)
        self.law: Law = self.work.law if self.work else law_of(year, given.ahead.inflation)
        self.state = given.ahead.state(year)
        self.spending = given.spending[year]
        self.decision = given.decisions.get(year)
        taxable = accounts.taxable
        self.dividends = part(above_zero(taxable.value), self.assumed.dividend_yield / PPM)
        self.realized = part(above_zero(taxable.value - taxable.basis), self.assumed.turnover / PPM)
        self.required = [self._required(place) for place in range(len(self.people))]
        self.base = self._base()
        self.premiums = self._premiums(magis)
        self.converted = zeros(self.rows)
        self.drawn = self._draw(zeros(self.rows), zeros(self.rows))
        self.assessed = Assessed(*(zeros(self.rows) for _ in range(4)))

    def whole(self, amount: Cents) -> Column:
        """An amount as a column over the paths."""
        return np.asarray(amount, dtype=np.int64) + zeros(self.rows)

    # What is given

    def _required(self, place: int) -> Column:
        person, balance = self.people[place], self.accounts.pre_tax[place]
        works = self.work is not None and any(one.name == person.name and one.jobs for one in self.work.household.people)
        if works or self.year < first_rmd_year(person.born.year):
            return zeros(self.rows)
        return np.minimum(self.whole(required_minimum(balance, person.age(self.year))), balance)

    def _base(self) -> Return:
        """The return without what accounts give."""
        items = self.work.items if self.work is not None else idle_return(self.given.ahead, self.year)
        return replace(
            items,
            dividends=self._taxed(self.dividends),
            qualified_dividends=self._taxed(self.dividends),
            short_term_gain=0,
            ira_distributions=0,
            social_security=self.given.benefits[self.year],
        )

    def _premiums(self, magis: Sequence[Column]) -> Column:
        ahead = self.given.ahead
        covered = sum(person.age(self.year) >= _MEDICARE_AGE for person in ahead.living(self.year))
        magi = magis[-2] if len(magis) > 1 else zeros(self.rows)
        # The tiers are those of the return that the income stood on.
        joint = ahead.status(max(self.year - 2, ahead.first)) == "married_joint"
        return covered * self.whole(medicare_premiums(self.law, magi, joint)) if covered else zeros(self.rows)

    @property
    def income(self) -> Column:
        """Pay, benefits, pensions, interest and other income, before contributions and tax."""
        items = self.base
        gross = self.work.gross if self.work else 0
        beside = (items.pensions, items.interest, items.tax_exempt_interest, items.other_income, items.social_security)
        return zeros(self.rows) + gross + sum(int(one) for one in beside)

    @property
    def from_hsa(self) -> Column:
        """What health savings accounts pay: Medicare premiums, and after work medical costs."""
        found: Column = np.minimum(self.accounts.hsa, self.premiums + self._medical())
        return found

    def _medical(self) -> Column:
        """Medical costs of a year after work, a part of its spending."""
        if self.work is not None or not int(self.household.medical):
            return zeros(self.rows)
        medical = money_of(self.household.medical, self.given.ahead.prices(self.year))
        found: Column = np.minimum(self.whole(self.spending), medical)
        return found

    @property
    def cash(self) -> Column:
        """What is free for spending and income tax before anything is drawn."""
        taken = self.work.own + self.work.payroll_tax if self.work else 0
        return self.income + self.dividends + sum_columns(self.required) + self.from_hsa - self.premiums - taken

    # Tax and withdrawals in turn

    def settle(self, guess: Column) -> None:
        """Find what to draw, and the tax on it; ``guess`` is the tax of the year before."""
        if self._converts():
            self.assessed = self._assess()
        tax, room, converts = guess, self._room(), self._converts()
        # A taxable account below zero is a loan for tax that was not foreseen: what is drawn or earned pays it back first.
        loan = 0 if self.work is not None else above_zero(-self.accounts.taxable.value)
        for turn in range(_ROUNDS):
            early = turn < _CONVERSION_ROUNDS
            if early and converts:
                most = room if self.decision is None else self.whole(self.decision.converted)
                self.converted = np.minimum(most, self._open_pre_tax())
            need = self.spending + tax + loan - self.cash
            self.drawn = self._draw(above_zero(need), above_zero(room - self.converted))
            self.assessed = self._assess()
            enough = (need <= 0) & (self.spending + self.assessed.tax + loan <= self.cash)
            # A settled path is drawn for the same tax again while others go on, so that no path depends on the others.
            if early:
                settled = enough & (not converts)
                tax, room = self.assessed.tax, self._room()
            else:
                settled = enough | (np.abs(self.assessed.tax - tax) <= _CLOSE)
                tax = np.where(settled, tax, self.assessed.tax)
            if np.all(settled):
                break

    def _left(self) -> Accounts:
        """The accounts after required distributions, conversions and dividends."""
        taken = [balance - least for balance, least in zip(self.accounts.pre_tax, self.required, strict=True)]
        parts = self.converted_of(taken)
        taxable = replace(self.accounts.taxable, value=self.accounts.taxable.value - self.dividends)
        return replace(self.accounts, pre_tax=[one - gone for one, gone in zip(taken, parts, strict=True)], taxable=taxable)

    def converted_of(self, balances: Sequence[Column]) -> list[Column]:
        """What is converted, by person: of pre-tax money that may be drawn on."""
        return divided(self.converted, [one * ok for one, ok in zip(balances, self._convertible(), strict=True)])

    def _convertible(self) -> list[bool]:
        return self._usable() if self.work is not None else [True] * len(self.people)

    def _open_pre_tax(self) -> Column:
        """Pre-tax money that may be converted."""
        rows = zip(self.accounts.pre_tax, self.required, self.drawn.pre_tax, self._convertible(), strict=True)
        return sum_columns([(balance - required - drawn) * ok for balance, required, drawn, ok in rows])

    def _draw(self, need: Column, room: Column) -> Plan:
        first = None
        if self.decision is not None and self.decision.draws:
            first = above_zero(self.whole(self.decision.pre_tax) - sum_columns(self.required)), self.decision.roth
        return withdrawals(self._left(), need, self.assumed.withdrawals, room, self._usable(), first)

    def _usable(self) -> list[bool]:
        """Whose plan and IRA money may be drawn on."""
        ahead = self.given.ahead
        return [
            ahead.retired(person, self.year) or not person.jobs or self._half_years(place) >= _59_AND_HALF
            for place, person in enumerate(self.people)
        ]

    def _converts(self) -> bool:
        before = all(self.year < first_rmd_year(person.born.year) for person in self.given.ahead.living(self.year))
        if self.decision is not None:
            return bool(np.any(self.decision.converted))
        return self.assumed.conversions and self.work is None and before

    def _room(self) -> Column:
        """Ordinary income that still fits under the top of the bracket to be filled."""
        rates = self.law.entry("income_tax").rates
        below = [place for place, rate in enumerate(rates[:-1]) if rate <= self.assumed.fill_to]
        if not below:
            return zeros(self.rows)
        top = bracket_tops(self.law, self.status)[below[-1]]
        return above_zero(self.whole(top) - self.assessed.ordinary)

    def marginal_rate(self) -> Column:
        """Federal and state income tax on the next thousand dollars of ordinary income, parts per million."""
        found: Column = (self._assess(_NEXT).tax - self.assessed.tax) * PPM // _NEXT
        return found

    def _assess(self, more: int = 0) -> Assessed:
        """The tax of the year with what is drawn, and with more ordinary income."""
        drawn = self.drawn
        gain = self.realized + self.gain_of(drawn.taxable)
        outside, inside = self._moves()
        roth_income, early = self._roth_tax(drawn)
        pre_tax = sum_columns(self.required) + sum_columns(drawn.pre_tax)
        items = replace(
            self.base,
            long_term_gain=self._taxed(gain),
            ira_distributions=self._taxed(pre_tax + roth_income),
            roth_conversions=self._taxed(outside + self.converted),
            in_plan_rollovers=self._taxed(inside),
            early_distributions=self._taxed(early + self._early(drawn)),
            other_income=self.base.other_income + more,
        )
        federal = federal_tax(self.law, items)
        chosen = self.converted + sum_columns(drawn.pre_tax) + gain + self.dividends
        return Assessed(
            federal=self.whole(federal.total),
            state=self._state_tax(items, federal),
            magi=self.whole(federal.irmaa_magi),
            # Below zero what the deduction leaves free.
            ordinary=self.whole(federal.taxable_income) - chosen,
        )

    def _taxed(self, amount: Column) -> Cents:
        """An amount for the tax return: the tax of a single path is found in whole numbers, in less than half the time of a column."""
        return int(amount[0]) if self.rows == 1 else amount

    def _state_tax(self, items: Return, federal: FederalTax) -> Column:
        if self.state is None:
            return zeros(self.rows)
        return self.whole(state_tax(self.law, self.state, items, federal).total)

    def gain_of(self, sold: Column) -> Column:
        """The gain in what is sold, at the account's average basis after the year's own realized gain."""
        taxable = self.accounts.taxable
        gain = above_zero(taxable.value - taxable.basis - self.realized)
        return part(gain, sold / np.maximum(taxable.value, 1))

    def _moves(self) -> tuple[Column, Column]:
        """Income of the year's moves to Roth IRAs and into designated Roth accounts, at the year's return."""
        outside, inside = zeros(self.rows), zeros(self.rows)
        for flows in self.flows:
            outside = outside + flows.back_door_taxed
            for to, moved in flows.moved.items():
                taxed = above_zero(np.rint(moved.taxed[0] + moved.taxed[1] * self.rate).astype(np.int64))
                if to == "designated_roth":
                    inside = inside + taxed
                elif to == "roth_ira" and not self.given.split:
                    outside = outside + taxed
        return outside, inside

    def _half_years(self, place: int) -> int:
        # Whole years at the end of the year: 59 1/2 counts from the year of the 60th birthday.
        return 2 * self.people[place].age(self.year)

    def _roth_tax(self, drawn: Plan) -> tuple[Column, Column]:
        """Income of Roth distributions that are not qualified, and what of them bears the additional tax."""
        income, early = zeros(self.rows), zeros(self.rows)
        for place, amount in enumerate(drawn.roth):
            account, half_years = self.accounts.roth[place], self._half_years(place)
            if not np.any(amount > 0) or qualified_distribution(self.law, half_years, self.year, account.since):
                continue
            out = roth_ira_order(amount, account.regular, account.layers)
            income = income + np.asarray(roth_ira_taxable(out, qualified=False))
            tax = roth_ira_early_tax(self.law, out, self.year, exempt=half_years >= _59_AND_HALF, qualified=False)
            early = early + np.asarray(tax) * PPM // self.law.early_distribution_rate
        return income, early

    def _early(self, drawn: Plan) -> Column:
        """Pre-tax money that bears the additional tax: before 59 1/2, unless work ended in or after the year of the 55th birthday."""
        found = zeros(self.rows)
        for place, amount in enumerate(drawn.pre_tax):
            if self._half_years(place) < _59_AND_HALF and retirement_age(self.people[place]) - 1 < _SEPARATED_AT:
                found = found + amount
        return found
