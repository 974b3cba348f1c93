"""A household, its people, their jobs, accounts and elections for one year.

The dataclasses are frozen and contain no law. Amounts are cents and rates are parts per million.
Pay, growth and balances may be int64 columns with one row for each path, or for each household of
the same shape. Each field carries its entry of the catalog (:mod:`megaroth.model.catalog`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from megaroth.model.accounts import Hsa, Ira
from megaroth.model.assumptions import Assumptions
from megaroth.model.cash_flows import Expense, Receipt, YearlyAmount
from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import (
    ORDER,
    City,
    Date,
    Destination,
    FilingStatus,
    Flag,
    Growth,
    Inflation,
    Kind,
    Money,
    OrderStep,
    Rate,
    SignedMoney,
    State,
    Year,
)
from megaroth.model.income import Income
from megaroth.model.job import Job
from megaroth.model.marketplace import Marketplace
from megaroth.model.outlook import (
    AlternativeSpec,
    StatusChange,
    TaxableAccount,
)
from megaroth.model.pay_schedule import MaxChanges, Prefer
from megaroth.model.person import Person
from megaroth.model.plan_money import Balance, Balances, Elections, Made

__all__ = [
    "Balance",
    "Balances",
    "Elections",
    "Household",
    "Hsa",
    "Income",
    "Ira",
    "Job",
    "Made",
    "Person",
]


@dataclass(frozen=True, kw_only=True)
class Household:
    """A household in one plan year."""

    year: Annotated[
        Year,
        Key("the calendar year.", ask=Ask("you", "Which year?", "The calendar year of the plan.")),
    ]
    people: Annotated[tuple[Person, ...], Key("one person, or two spouses.")]
    schema: Annotated[int, Kind("schema"), Key("version of the file's format.")] = 1
    filing_status: Annotated[
        FilingStatus,
        Key(
            "filing status on the return.",
            ask=Ask(
                "you",
                "Filing status",
                "As on your federal return.",
                default="single",
                choices=(
                    ("single", "single"),
                    ("married_joint", "married, filing jointly"),
                    ("married_separate", "married, filing separately"),
                    ("head_of_household", "head of household"),
                    ("qualifying_surviving_spouse", "qualifying surviving spouse"),
                ),
            ),
            line=Line('"single"', "married_joint, married_separate, head_of_household, ..."),
        ),
    ] = "single"
    lived_apart: Annotated[
        Flag,
        Key(
            "spouses who file separately lived apart all year. IRA phase-outs are then "
            "those of single persons."
        ),
    ] = False
    state: Annotated[
        State | None,
        Key(
            "state of residence, two letters.",
            ask=Ask("you", "State you live in", "For state income tax.", default="no state tax"),
            line=Line('"CA"'),
        ),
    ] = None
    city: Annotated[City | None, Key("a city with its own income tax; requires its state.")] = None
    previous_state: Annotated[
        State | None, Key("state of residence until `moved`, two letters.")
    ] = None
    moved: Annotated[Date | None, Key("first day of residence in `state`.")] = None
    other_income: Annotated[
        SignedMoney,
        Key(
            "income other than pay and the kinds in `income`.",
            ask=Ask(
                "money",
                "Other income",
                "Income other than pay and the kinds below.",
                default="nothing",
            ),
            line=Line("0", "income other than pay; it affects the Roth IRA limit"),
        ),
    ] = 0
    income: Annotated[Income, Key("interest, dividends, gains and other income by kind.")] = field(
        default_factory=Income
    )
    magi: Annotated[SignedMoney | None, Key("modified adjusted gross income, if known.")] = None
    spare_cash: Annotated[
        Money | None,
        Key(
            "the most that the household can save this year; if omitted, no limit.",
            ask=Ask(
                "you",
                "Most you can save this year",
                "All savings from pay together.",
                default="no limit",
            ),
            line=Line("60_000", "the most you can save this year; if omitted, no limit"),
        ),
    ] = None
    marginal_rate: Annotated[
        Rate | None,
        Key(
            "federal rate on the next dollar.",
            ask=Ask(
                "money",
                "Federal tax rate on your next dollar",
                "Only to override the calculated rate.",
                default="calculated",
                later=True,
            ),
            line=Line('"35%"', "federal, on your next dollar"),
        ),
    ] = None
    state_marginal_rate: Annotated[Rate | None, Key("state rate on the next dollar.")] = None
    growth: Annotated[
        Growth,
        Key(
            "annual growth of after-tax money before its rollover.",
            ask=Ask(
                "money",
                "Growth of after-tax money before its rollover",
                "Per year.",
                default="nothing",
            ),
            line=Line('"7%"', "annual growth of after-tax money before its rollover"),
        ),
    ] = 0
    inflation: Annotated[
        Inflation | None, Key("price growth for limits that are not published.")
    ] = None
    as_of: Annotated[
        Date | None,
        Key(
            "date of the last pay stub. `made` includes everything paid through this date, "
            "and the plan starts with the next payday.",
            ask=Ask(
                "so_far",
                "Date of the last pay stub",
                "Enter below what you contributed through this date. The plan starts with the "
                "next payday.",
                default="the plan starts on January 1",
            ),
        ),
    ] = None
    destination: Annotated[
        Destination | None,
        Key(
            "where after-tax money should go if the plan allows both; if omitted, "
            "whichever is possible sooner.",
            ask=Ask(
                "money",
                "Where should after-tax money go?",
                "If the plan allows both.",
                default="whichever is possible sooner",
                choices=(
                    ("designated_roth", "the plan's Roth account"),
                    ("roth_ira", "a Roth IRA"),
                ),
            ),
        ),
    ] = None
    order: Annotated[
        tuple[OrderStep, ...],
        Key(
            "the order in which cash is used.",
            ask=Ask(
                "money",
                "Contribute to IRAs too?",
                "To a Roth IRA, or through the backdoor if your income is too high. If you "
                "have a pre-tax IRA, the backdoor is partly taxed.",
                default="yes",
                kind="ira_step",
            ),
        ),
    ] = ORDER
    max_changes: MaxChanges | None = None
    prefer: Prefer = "level"
    spending: Annotated[
        Money | None,
        Key(
            "annual spending while anyone works, in today's money; if omitted, what pay "
            "leaves with the alternative that saves the most.",
            ask=Ask(
                "ahead",
                "Annual spending while working",
                "In today's money.",
                default="what is left of pay",
            ),
        ),
    ] = None
    spending_in_retirement: Annotated[
        Money | None,
        Key(
            "annual spending after that, in today's money; if omitted, 80% of `spending`.",
            ask=Ask(
                "ahead",
                "Annual spending in retirement",
                "In today's money.",
                default="80% of spending while working",
            ),
        ),
    ] = None
    reserve: Annotated[
        Money | None,
        Key(
            "money in the taxable account that contributions never draw on, in today's money: "
            "where `spending` is stated, contributions stop before the account falls below it. "
            "If omitted, three months of `spending`.",
            ask=Ask(
                "ahead",
                "Reserve",
                "Money in the taxable account that contributions never draw on.",
                default="three months of spending",
            ),
        ),
    ] = None
    medical: Annotated[
        Money,
        Key(
            "annual qualified medical costs in retirement, part of spending, in today's "
            "money. An HSA pays them."
        ),
    ] = 0
    expenses: Annotated[
        tuple[Expense, ...],
        Key(
            "expenses of some years, in addition to the spending of every year, for example a "
            "house, college, or a mortgage that ends."
        ),
    ] = ()
    receipts: Annotated[
        tuple[Receipt, ...],
        Key(
            "money that comes in some years, in addition to pay, for example an inheritance, the "
            "sale of a house, or rent that ends."
        ),
    ] = ()
    marketplace: Annotated[
        Marketplace, Key("health insurance that you buy between work and Medicare.")
    ] = field(default_factory=Marketplace)
    status_changes: Annotated[
        tuple[StatusChange, ...],
        Key(
            "filing statuses of later years, for example after a marriage. A spouse's "
            "death needs no entry."
        ),
    ] = ()
    children_born: Annotated[
        tuple[Year, ...],
        Key(
            "birth years of children. In projections, children under 17 count for the "
            "child credit, and children under 19 for head of household status."
        ),
    ] = ()
    taxable: Annotated[TaxableAccount, Key("taxable accounts.")] = field(
        default_factory=TaxableAccount
    )
    assumptions: Annotated[Assumptions, Key("assumptions for projections.")] = field(
        default_factory=Assumptions
    )
    alternatives: Annotated[
        tuple[AlternativeSpec, ...],
        Key("alternatives for `compare`, which compares each of the others with the first."),
    ] = ()

    @property
    def starts(self) -> date:
        """The first day that can still be planned."""
        first = date(self.year, 1, 1)
        return max(first, self.as_of) if self.as_of else first

    @property
    def files_apart(self) -> bool:
        """Whether two spouses file separate returns."""
        return self.filing_status == "married_separate" and len(self.people) > 1

    def pays(self, one: YearlyAmount, year: int) -> bool:
        """Whether an expense or receipt is paid in a year: it ends with the death of the person
        that it names."""
        whose = self.person_of(one)
        return one.paid_in(year, whose.born.year) and (one.person is None or whose.alive(year))

    def person_of(self, one: YearlyAmount) -> Person:
        """The person whose age counts for an expense or receipt."""
        return next((person for person in self.people if person.name == one.person), self.people[0])

    @property
    def in_its_year(self) -> Household:
        """The household with the jobs that have begun, at the pay of its year."""
        jobs = [job for person in self.people for job in person.jobs]
        if not any(job.varies or _begins_later(job, self.year) for job in jobs):
            return self
        people = tuple(
            replace(
                person,
                jobs=tuple(
                    job.in_year(self.year, person.born.year)
                    for job in person.jobs
                    if not _begins_later(job, self.year)
                ),
            )
            for person in self.people
        )
        return replace(self, people=people)


def _begins_later(job: Job, year: int) -> bool:
    return job.started is not None and job.started.year > year
