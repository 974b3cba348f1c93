"""A household, its people, their jobs, accounts and elections for one year.

The dataclasses are frozen and contain no law. Amounts are cents and rates are parts per million.
Pay, growth and balances may be int64 columns with one row for each path, or for each household of
the same shape.
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
from megaroth.model.outlook import (
    AlternativeSpec,
    Assumptions,
    SocialSecurity,
    StatusChange,
    TaxableAccount,
)
from megaroth.model.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Balance:
    """A money source at the start of the year, or on ``as_of``.

    Attributes:
        value: vested value, cents.
        basis: after-tax contributions in it, cents; for a Roth source, its contributions.
        pre_1987: the part of the basis contributed before 1987, cents.
    """

    value: Money
    basis: Money = 0
    pre_1987: Money = 0


@dataclass(frozen=True, kw_only=True)
class Balances:
    """A plan account by money source. In a file, each source is a value, or a table with value and
    basis."""

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
        pre_tax: pre-tax deferrals, cents; from age 50, the amount above the deferral limit counts
            as catch-up.
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
    """How much the person wants to contribute at this job; if omitted, the maximum that the law,
    the plan and cash allow.

    Attributes:
        deferral: maximum deferral without catch-up, cents.
        deferral_kind: ``pre_tax`` or ``roth``.
        catch_up: maximum catch-up contribution, cents.
        after_tax: maximum after-tax contribution, cents.
    """

    deferral: Money | None = None
    deferral_kind: DeferralKind = "pre_tax"
    catch_up: Money | None = None
    after_tax: Money | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """A job with one employer, or a business of the person.

    Attributes:
        employer: name of the employer.
        group: a label that related employers share; if omitted, there is no related employer.
        second_plan_of: the employer of another job of this person that also pays into this plan;
            this table then states no pay.
        pay: annual pay, cents; net profit if self-employed. State this or ``pay_per_period``.
        pay_per_period: pay per paycheck, cents.
        pay_frequency: ``weekly``, ``biweekly``, ``semimonthly`` or ``monthly``.
        first_payday: the first scheduled payday of the year. A payday without bank settlement is
            paid on the banking day before and counts in that day's year. If omitted, the year has
            the usual 52, 26, 24 or 12 paychecks.
        extra_paycheck: size of each paycheck in a year with 27 biweekly (53 weekly) paydays:
            ``full`` (a 26th or 52nd of annual pay) or ``spread`` (a 27th or 53rd). If omitted, the
            answer asks for it, and the elections stay within every limit either way.
        started: first day of work; if omitted, before the year.
        ended: last day of work; if omitted, after the year.
        fica_wages_last_year: Social Security wages from this employer in the year before (Form W-2
            box 3), cents.
        pay_last_year: compensation of the year before, which decides who is highly compensated; if
            omitted, the FICA wages.
        five_percent_owner: owned more than 5% in this year or the last.
        ownership: the person's share of the employer, including family shares that count, parts per
            million; 100% for a business of the person. It decides whether employers share the
            annual additions limit.
        self_employed: the job is a business of the person, and pay is net profit.
        specified_service: the business is a specified service business (health, law, accounting,
            consulting, performing arts, athletics, finance or a similar field: IRC 199A(d)(2)).
            This matters above an income threshold.
        wages_paid: W-2 wages that the business paid in the year, cents. They matter above the same
            threshold.
        property_basis: unadjusted basis of the business's qualified property, cents. It matters
            above the same threshold.
        net_pay: annual take-home pay, cents; needed if the plan's cap is a percentage of it.
        plan: the plan of the job, if any.
        balances: the plan account by money source.
        made: contributions made so far this year.
        elections: how much the person wants to contribute.
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
    """An IRA (individual retirement arrangement).

    Attributes:
        kind: ``traditional``, ``roth``, ``sep`` or ``simple``.
        value: value on December 31, without contributions of this plan, cents.
        basis: nondeductible contributions in it (Form 8606), cents; for a Roth IRA, its
            contributions.
        taxed_by_state: the part that the state already taxed and the federal return did not (New
            Jersey, Massachusetts), cents.
    """

    kind: IraKind
    value: Money
    basis: Money = 0
    taxed_by_state: Money = 0


@dataclass(frozen=True, kw_only=True)
class Hsa:
    """Health savings account: eligibility and contributions.

    Attributes:
        coverage: ``family``, ``self_only`` or ``none`` for the whole year, or a list of twelve by
            month.
        medicare_from: first month of Medicare entitlement, including retroactive months.
        last_month_rule: count December's coverage for the whole year.
        family_share: this person's share of the family limit, parts per million; if omitted,
            spouses share it equally.
        employer: the employer's contributions of the year, cents.
        made: the person's own contributions so far this year, cents.
        earnings: interest, dividends and gains inside the account this year (California and New
            Jersey tax them), cents.
        value: value on January 1, for projections, cents.
    """

    coverage: Annotated[tuple[Coverage, ...], Kind("coverage", ("family", "self_only", "none"))] = (
        "none",
    ) * 12
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
        name: name in the answers.
        born: birth date. The age on December 31 counts.
        jobs: jobs and businesses of the year.
        iras: individual retirement arrangements.
        blind: blind at the end of the year (IRC 63(f)(4)). The standard deduction is then larger.
        dependent: someone else can claim this person as a dependent. The standard deduction is then
            smaller, and some credits do not apply.
        ira_made: IRA contributions for the year so far, cents.
        hsa: health savings account; if omitted, none.
        retires_at: retirement age in projections. Work ends at the start of the year in which the
            person reaches it. If omitted, 65, or the second year for a person who is already older.
        social_security: retirement benefit; if omitted, calculated by formula and claimed at 67.
        lives_until: age at death of a spouse who dies before the plan ends; if omitted, both live
            until its end.
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
    """Income from other sources than jobs, by kind, and deductions; amounts of the year.

    Attributes:
        interest: taxable interest, cents.
        tax_exempt_interest: tax-exempt interest, cents.
        other_states_interest: the part of tax-exempt interest from other states and their cities,
            which most states tax, cents.
        dividends: all ordinary dividends, cents.
        qualified_dividends: the qualified part of the dividends, cents.
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
    """A household in one plan year.

    Attributes:
        year: the calendar year.
        people: one person, or two spouses.
        schema: version of the file's format.
        filing_status: filing status on the return.
        lived_apart: spouses who file separately lived apart all year. IRA phase-outs are then those
            of single persons.
        state: state of residence, two letters.
        city: a city with its own income tax; requires its state.
        previous_state: state of residence until ``moved``, two letters.
        moved: first day of residence in ``state``.
        other_income: income other than pay and the kinds in ``income``, cents.
        income: interest, dividends, gains and other income by kind.
        magi: modified adjusted gross income, if known, cents.
        spare_cash: the most that the household can save this year, cents; if omitted, no limit.
        marginal_rate: federal rate on the next dollar, parts per million.
        state_marginal_rate: state rate on the next dollar, parts per million.
        growth: annual growth of after-tax money before its rollover, parts per million.
        inflation: price growth for limits that are not published, parts per million.
        as_of: date of the last pay stub. ``made`` includes everything paid through this date, and
            the plan starts with the next payday.
        destination: where after-tax money should go if the plan allows both; if omitted, whichever
            is possible sooner.
        order: the order in which cash is used.
        spending: annual spending while anyone works, in today's money, cents; if omitted, what pay
            leaves with the alternative that saves the most.
        spending_in_retirement: annual spending after that, in today's money, cents; if omitted, 80%
            of ``spending``.
        medical: annual qualified medical costs in retirement, part of spending, in today's money,
            cents. An HSA pays them.
        status_changes: filing statuses of later years, for example after a marriage. A spouse's
            death needs no entry.
        children_born: birth years of children. In projections, children under 17 count for the
            child credit, and children under 19 for head of household status.
        taxable: taxable accounts.
        assumptions: assumptions for projections.
        alternatives: alternatives for ``compare``, which compares each of the others with the
            first.
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
        """Whether two spouses file separate returns."""
        return self.filing_status == "married_separate" and len(self.people) > 1
