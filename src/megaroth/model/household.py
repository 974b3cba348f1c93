"""Who and what: a household, its people, their jobs, accounts and wishes for one year.

Frozen nouns without law. Amounts are cents and rates parts per million; pay, growth and balances may be int64 columns, one
row a path or a household of the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from megaroth.model.fields import (
    ORDER,
    UNKNOWN,
    Age,
    City,
    Count,
    Coverage,
    Date,
    DeferralKind,
    Destination,
    ExtraPaycheck,
    FilingStatus,
    Flag,
    FlagOrUnknown,
    Frequency,
    Growth,
    Inflation,
    IraKind,
    Kind,
    Money,
    MoneyOrUnknown,
    Name,
    OrderStep,
    Rate,
    RateOrUnknown,
    SignedMoney,
    State,
    Year,
)
from megaroth.model.outlook import AlternativeSpec, Assumptions, SocialSecurity, StatusChange, TaxableAccount
from megaroth.model.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Balance:
    """One money source at the start of the year (or on ``as_of``).

    Attributes:
        value: vested value, cents.
        basis: after-tax contributions in it, cents; for a Roth source its contributions.
        pre_1987: the part of the basis contributed before 1987, cents.
    """

    value: Money
    basis: Money = 0
    pre_1987: Money = 0


@dataclass(frozen=True, kw_only=True)
class Balances:
    """A plan account by money source; in a file each is a value, or a table of value and basis."""

    pre_tax: Balance | None = None
    roth: Balance | None = None
    after_tax: Balance | None = None
    match: Balance | None = None
    nonelective: Balance | None = None
    rollover: Balance | None = None


@dataclass(frozen=True, kw_only=True)
class Made:
    """Contributions made so far this year.

    Attributes:
        pre_tax: pre-tax deferrals, cents; what exceeds the deferral limit is taken as catch-up from age 50.
        roth: designated Roth contributions, cents.
        catch_up: catch-up contributions, cents.
        after_tax: after-tax contributions, cents.
        match: matching contributions, cents.
        nonelective: nonelective and other employer contributions, cents.
    """

    pre_tax: Money = 0
    roth: Money = 0
    catch_up: Money = 0
    after_tax: Money = 0
    match: Money = 0
    nonelective: Money = 0


@dataclass(frozen=True, kw_only=True)
class Elections:
    """What the person wants from this job; omitted, the most that the law, the plan and the cash allow.

    Attributes:
        deferral: the most to defer without catch-up, cents.
        deferral_kind: ``pre_tax`` or ``roth``.
        catch_up: the most to contribute as catch-up, cents.
        after_tax: the most to contribute after tax, cents.
    """

    deferral: Money | None = None
    deferral_kind: DeferralKind = "pre_tax"
    catch_up: Money | None = None
    after_tax: Money | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work for one employer, or one's own business.

    Attributes:
        employer: its name.
        group: a label that related employers share; omitted: related to no other.
        second_plan_of: the employer of another job of this person that pays into this plan too; this table then has no pay of its own.
        pay: a year, cents; net profit where self-employed. Give this or ``pay_per_period``.
        pay_per_period: each paycheck, cents.
        pay_frequency: ``weekly``, ``biweekly``, ``semimonthly`` or ``monthly``.
        first_payday: the first scheduled payday of the year. A payday on a day without bank settlement is paid on the banking day
            before and counts in that day's year; omitted: a schedule with the usual 52, 26, 24 or 12 paychecks.
        extra_paycheck: in a year of 27 biweekly (53 weekly) paydays, how big each check is: ``full`` (a 26th or 52nd of annual pay) or
            ``spread`` (a 27th or 53rd). If omitted, the answer asks, and its elections keep within every limit either way.
        started: first day of work; omitted: before the year.
        ended: last day of work; omitted: after the year.
        fica_wages_last_year: Social Security wages from this employer the year before (Form W-2 box 3), cents.
        pay_last_year: compensation of the year before, for the highly compensated; omitted: the FICA wages.
        five_percent_owner: owned more than 5% this year or last.
        ownership: share of the employer that the person owns, family shares that count as theirs included, parts per million; all of
            one's own business. It decides whether employers share the annual additions limit.
        self_employed: pay is net profit.
        specified_service: the own business is a specified service business (health, law, accounting, consulting, performing arts,
            athletics, finance and the like: IRC 199A(d)(2)); it matters above an income.
        wages_paid: W-2 wages that the own business paid in the year, cents; they matter above the same income.
        property_basis: unadjusted basis of the own business's qualified property, cents; likewise.
        net_pay: take-home pay a year, cents; where the plan's cap is a percentage of it.
        plan: its plan; None for none.
        balances: the plan account.
        made: contributions made so far this year.
        elections: what the person wants.
    """

    employer: Name
    group: Name | None = None
    second_plan_of: Name | None = None
    pay: Money | None = None
    pay_per_period: Money | None = None
    pay_frequency: Frequency = "biweekly"
    first_payday: Date | None = None
    extra_paycheck: ExtraPaycheck | None = None
    started: Date | None = None
    ended: Date | None = None
    fica_wages_last_year: Money | None = None
    pay_last_year: Money | None = None
    five_percent_owner: Flag = False
    ownership: RateOrUnknown | None = None
    self_employed: Flag = False
    specified_service: FlagOrUnknown = UNKNOWN
    wages_paid: MoneyOrUnknown = UNKNOWN
    property_basis: MoneyOrUnknown = UNKNOWN
    net_pay: Money | None = None
    plan: Plan | None = None
    balances: Balances = field(default_factory=Balances)
    made: Made = field(default_factory=Made)
    elections: Elections = field(default_factory=Elections)


@dataclass(frozen=True, kw_only=True)
class Ira:
    """An individual retirement arrangement.

    Attributes:
        kind: ``traditional``, ``roth``, ``sep`` or ``simple``.
        value: on December 31, without what this plan adds, cents.
        basis: nondeductible contributions in it (Form 8606), cents; of a Roth IRA its contributions.
        taxed_by_state: what of it the state has taxed before and the federal return has not (New Jersey, Massachusetts), cents.
    """

    kind: IraKind
    value: Money
    basis: Money = 0
    taxed_by_state: Money = 0


@dataclass(frozen=True, kw_only=True)
class Hsa:
    """Health savings account eligibility.

    Attributes:
        coverage: ``family``, ``self_only`` or ``none`` for the whole year, or twelve of them by month.
        medicare_from: first month of Medicare entitlement (with its retroactive months).
        last_month_rule: count December's coverage for the whole year.
        family_share: this person's part of the family limit, parts per million; omitted: an equal split of spouses.
        employer: the employer's contributions of the year, cents.
        made: one's own contributions of the year so far, cents.
        earnings: interest, dividends and gains inside the account this year (California and New Jersey tax them), cents.
        value: what the account holds on January 1, for the years ahead, cents.
    """

    coverage: Annotated[tuple[Coverage, ...], Kind("coverage", ("family", "self_only", "none"))] = ("none",) * 12
    medicare_from: Date | None = None
    last_month_rule: Flag = False
    family_share: Rate | None = None
    employer: Money = 0
    made: Money = 0
    earnings: Money = 0
    value: Money = 0


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person.

    Attributes:
        name: as it should stand in the answer.
        born: birth date; ages count on December 31.
        jobs: jobs and businesses of the year.
        iras: individual retirement arrangements.
        blind: blind at the end of the year (IRC 63(f)(4)): a larger standard deduction.
        dependent: somebody else can claim this person as a dependent: a smaller standard deduction, and fewer credits.
        ira_made: contributions to IRAs for the year so far, cents.
        hsa: health savings account eligibility; omitted: none.
        retires_at: the age at whose beginning work ends, in the years ahead; omitted: 65, or the year after the first where work goes
            on beyond it.
        social_security: the retirement benefit; omitted: by formula, claimed at 67.
        lives_until: the last age of a spouse who dies before the plan ends; omitted: to its end.
    """

    name: Name
    born: Date
    blind: Flag = False
    dependent: Flag = False
    jobs: tuple[Job, ...] = ()
    iras: tuple[Ira, ...] = ()
    ira_made: Money = 0
    hsa: Hsa | None = None
    retires_at: Age | None = None
    social_security: SocialSecurity | None = None
    lives_until: Age | None = None

    @property
    def beside_made(self) -> Money:
        """IRA and HSA contributions of the year so far."""
        return self.ira_made + (self.hsa.made if self.hsa else 0)

    def age(self, year: int) -> int:
        """Years of age reached by December 31."""
        return year - self.born.year


@dataclass(frozen=True, kw_only=True)
class Income:
    """Income beside the jobs by kind, and what a return may deduct; amounts of the year.

    Attributes:
        interest: taxable interest, cents.
        tax_exempt_interest: tax-exempt interest, cents.
        other_states_interest: the part of it that other states and their cities pay, which most states tax, cents.
        dividends: all ordinary dividends, cents.
        qualified_dividends: the part of them that is qualified, cents.
        short_term_gain: net short-term capital gain or loss, cents.
        long_term_gain: net long-term capital gain or loss, cents.
        ira_distributions: taxable distributions from IRAs, cents.
        pensions: taxable pensions and plan distributions, cents.
        social_security: Social Security benefits, cents.
        children: qualifying children under 17.
        state_taxes: state and local income and property taxes, cents.
        mortgage_interest: deductible mortgage interest, cents.
        charity: cash gifts, cents.
    """

    interest: Money = 0
    tax_exempt_interest: Money = 0
    other_states_interest: Money = 0
    dividends: Money = 0
    qualified_dividends: Money = 0
    short_term_gain: SignedMoney = 0
    long_term_gain: SignedMoney = 0
    ira_distributions: Money = 0
    pensions: Money = 0
    social_security: Money = 0
    children: Count = 0
    state_taxes: Money = 0
    mortgage_interest: Money = 0
    charity: Money = 0


@dataclass(frozen=True, kw_only=True)
class Household:
    """A household and its wishes for one year.

    Attributes:
        year: the calendar year.
        people: one person, or two spouses.
        schema: version of the file's format.
        filing_status: as on the return.
        lived_apart: spouses filing separately lived apart all year (then IRA phase-outs are those of single persons).
        state: two letters.
        city: a city with an income tax of its own; it needs its state.
        previous_state: the state lived in until ``moved``, two letters.
        moved: the first day lived in ``state``.
        other_income: income beside the jobs that ``income`` does not name, cents.
        income: interest, dividends, gains and the like, by kind.
        magi: modified adjusted gross income where the household knows it, cents.
        spare_cash: the most the household can put away this year, cents; None: no bound.
        marginal_rate: federal rate on the next dollar, parts per million.
        state_marginal_rate: state rate on the next dollar, parts per million.
        growth: growth a year of invested money until it moves, parts per million.
        inflation: price growth for limits that are not published, parts per million.
        as_of: the day of the last pay stub: everything paid through this day is in ``made``, and the plan begins with the next payday.
        destination: where after-tax money should go if both ways are open; None: whichever comes sooner.
        order: the order in which cash is used.
        spending: what is spent a year while anybody works, in today's money, cents; omitted: what the alternative that puts away most
            leaves of pay.
        spending_in_retirement: what is spent a year after that, in today's money, cents; omitted: 80% of ``spending``.
        medical: qualified medical costs a year after work, a part of spending, in today's money, cents; health savings pay them.
        status_changes: filing statuses of later years, as a marriage brings them; a spouse's death needs none.
        children_born: birth years of children; those under 17 count for the child credit of each year ahead, those under 19 for the
            status of a head of household.
        taxable: taxable accounts.
        assumptions: what is taken for granted of the years ahead.
        alternatives: what ``compare`` compares, the first with each of the others.
    """

    year: Year
    people: tuple[Person, ...]
    schema: Annotated[int, Kind("schema")] = 1
    filing_status: FilingStatus = "single"
    lived_apart: Flag = False
    state: State | None = None
    city: City | None = None
    previous_state: State | None = None
    moved: Date | None = None
    other_income: SignedMoney = 0
    income: Income = field(default_factory=Income)
    magi: SignedMoney | None = None
    spare_cash: Money | None = None
    marginal_rate: Rate | None = None
    state_marginal_rate: Rate | None = None
    growth: Growth = 0
    inflation: Inflation | None = None
    as_of: Date | None = None
    destination: Destination | None = None
    order: tuple[OrderStep, ...] = ORDER
    spending: Money | None = None
    spending_in_retirement: Money | None = None
    medical: Money = 0
    status_changes: tuple[StatusChange, ...] = ()
    children_born: tuple[Year, ...] = ()
    taxable: TaxableAccount = field(default_factory=TaxableAccount)
    assumptions: Assumptions = field(default_factory=Assumptions)
    alternatives: tuple[AlternativeSpec, ...] = ()

    @property
    def starts(self) -> date:
        """The first day that can still be planned."""
        first = date(self.year, 1, 1)
        return max(first, self.as_of) if self.as_of else first

    @property
    def files_apart(self) -> bool:
        """Whether two spouses file a return each."""
        return self.filing_status == "married_separate" and len(self.people) > 1
