"""A job of a person, with its plan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from megaroth.kernel.money import MOST_CENTS, PPM, share
from megaroth.model.catalog import Ask, Key, Line, WhenUnknown
from megaroth.model.fields import (
    UNKNOWN,
    Date,
    Flag,
    FlagOrUnknown,
    Frequency,
    Money,
    MoneyOrUnknown,
    Name,
    RateOrUnknown,
)
from megaroth.model.pay_change import PayChange
from megaroth.model.pay_schedule import (
    Bonuses,
    ExtraPaycheckSize,
    FirstPayday,
    Leaves,
    PaydayRule,
    Paydays,
    Raises,
    last_raise,
)
from megaroth.model.plan import Plan
from megaroth.model.plan_money import Balances, Elections, Made


@dataclass(frozen=True, kw_only=True)
class Job:
    """A job with one employer, or a business of the person."""

    employer: Annotated[
        Name,
        Key(
            "name of the employer.",
            ask=Ask("work", "Employer", "The name of the employer."),
            line=Line('"My employer"'),
        ),
    ]
    pay: Annotated[
        Money | None,
        Key(
            "annual pay; net profit if self-employed. State this or `pay_per_period`.",
            ask=Ask(
                "work", "Annual pay", "Before any deduction. If self-employed, your net profit."
            ),
            line=Line("300_000", "annual pay; or state pay_per_period"),
        ),
    ] = None
    pay_per_period: Annotated[Money | None, Key("pay per paycheck.")] = None
    pay_frequency: Annotated[
        Frequency,
        Key(
            "`weekly`, `biweekly`, `semimonthly` or `monthly`.",
            ask=Ask(
                "work",
                "How often are you paid?",
                "It decides how many checks are left, and how much goes into each.",
                default="every two weeks",
                choices=(
                    ("weekly", "weekly"),
                    ("biweekly", "every two weeks"),
                    ("semimonthly", "twice a month"),
                    ("monthly", "monthly"),
                ),
            ),
            line=Line('"biweekly"', "weekly, semimonthly, monthly", always=True),
        ),
    ] = "biweekly"
    self_employed: Annotated[
        Flag,
        Key(
            "the job is a business of the person, and pay is net profit.",
            ask=Ask(
                "work",
                "Is it your own business?",
                "If you are self-employed, pay is your net profit.",
                default="no",
                later=True,
            ),
            line=Line("true", "your own business: pay is net profit"),
        ),
    ] = False
    specified_service: Annotated[
        FlagOrUnknown,
        Key(
            "the business is a specified service business (health, law, accounting, "
            "consulting, performing arts, athletics, finance or a similar field: IRC "
            "199A(d)(2)). This matters above an income threshold.",
            ask=Ask(
                "work",
                "Is your business a specified service business?",
                "Health, law, accounting, consulting, performing arts, athletics, finance or a "
                "similar field (IRC 199A(d)(2)). It affects the deduction for business income "
                "if your taxable income is high.",
                default="unknown",
                later=True,
            ),
            line=Line(
                "false",
                "business in health, law, consulting, finance, ...; also wages_paid, "
                "property_basis",
            ),
        ),
    ] = UNKNOWN
    wages_paid: Annotated[
        MoneyOrUnknown,
        Key(
            "W-2 wages that the business paid in the year. They matter above the same threshold.",
            ask=Ask(
                "work",
                "W-2 wages that your business paid",
                "To employees during the year. They limit the same deduction.",
                default="unknown",
                later=True,
            ),
        ),
    ] = UNKNOWN
    property_basis: Annotated[
        MoneyOrUnknown,
        Key(
            "unadjusted basis of the business's qualified property. It matters above the "
            "same threshold.",
            ask=Ask(
                "work",
                "Cost of your business's property",
                "The unadjusted basis of equipment and buildings that are still in their "
                "recovery period.",
                default="unknown",
                later=True,
            ),
        ),
    ] = UNKNOWN
    group: Annotated[
        Name | None,
        Key(
            "a label that related employers share; if omitted, there is no related employer.",
            ask=Ask(
                "work",
                "Group of related employers",
                "Enter the same word for all employers of one corporate group, or for two "
                "plans of one employer. They share one limit.",
                default="no related employer",
                later=True,
            ),
            line=Line('"acme"', "a label that related employers share"),
        ),
    ] = None
    second_plan_of: Annotated[
        Name | None,
        Key(
            "the employer of another job of this person that also pays into this plan; "
            "this table then states no pay.",
            ask=Ask(
                "work",
                "If this is a second plan of a job above, which employer?",
                "Enter the employer's name exactly as above. Leave pay empty here, because "
                "both plans share the pay of that job.",
                default="a job with its own pay",
                later=True,
            ),
        ),
    ] = None
    ownership: Annotated[
        RateOrUnknown | None,
        Key(
            "the person's share of the employer, including family shares that count; 100% "
            "for a business of the person. It decides whether employers share the annual "
            "additions limit.",
            ask=Ask(
                "work",
                "Share of this employer that you own",
                "Include family shares that count as yours. It matters if you also have your "
                "own business or a 403(b), because employers that you control share one limit.",
                default="none",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "What share of this employer do you own{key}, including family shares "
                "that count as yours? From 80% it and your own business are one employer with "
                "one annual additions limit; above 50% its plans share that limit with your "
                "403(b). If others own it too, or the businesses work together for clients, "
                "ask who prepares its return.",
                "your share of the employer",
                (
                    ("50% or less", PPM // 20),
                    ("more than 50%, less than 80%", 600_000),
                    ("80% or more", PPM),
                ),
                to="you",
            ),
            line=Line(
                '"60%"', "your share of this employer; employers that you control share one limit"
            ),
        ),
    ] = None
    first_payday: FirstPayday | None = None
    extra_paycheck: ExtraPaycheckSize | None = None
    paydays: Paydays = ()
    holiday_rule: PaydayRule = "before"
    started: Annotated[
        Date | None,
        Key(
            "first day of work, in a later year too; if omitted, before the year. Pay of a job "
            "that begins later is in this year's money.",
            ask=Ask(
                "work",
                "First day there",
                "Only if it is in this year or later.",
                default="before this year",
                later=True,
            ),
            line=Line("2021-03-01", "if the job started this year"),
        ),
    ] = None
    ended: Annotated[
        Date | None,
        Key(
            "last day of work; if omitted, after the year.",
            ask=Ask(
                "work",
                "Last day there",
                "Only if you know it.",
                default="the job continues",
                later=True,
            ),
            line=Line("2026-06-30", "if the job ends this year"),
        ),
    ] = None
    fica_wages_last_year: Annotated[
        Money | None,
        Key(
            "Social Security wages from this employer in the year before (Form W-2 box 3).",
            ask=Ask(
                "work",
                "Social Security wages there last year",
                "Form W-2, box 3. They decide whether your catch-up contributions must be Roth.",
                default="none",
                later=True,
            ),
            line=Line("290_000", "Form W-2 box 3 of last year, from this employer"),
        ),
    ] = None
    pay_last_year: Annotated[
        Money | None,
        Key(
            "compensation of the year before, which decides who is highly compensated; if "
            "omitted, the FICA wages.",
            ask=Ask(
                "work",
                "Pay there last year",
                "All pay from this employer. It decides whether you are highly compensated.",
                default="the Social Security wages",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "What was your pay from this employer last year{key}? Above the "
                "threshold you are highly compensated, and the plan's lower cap on after-tax "
                "contributions applies.",
                "last year's pay",
                (("at or below the threshold", 0), ("above it", MOST_CENTS)),
                to="you",
            ),
        ),
    ] = None
    five_percent_owner: Annotated[Flag, Key("owned more than 5% in this year or the last.")] = False
    net_pay: Annotated[
        Money | None, Key("annual take-home pay; needed if the plan's cap is a percentage of it.")
    ] = None
    pay_changes: Annotated[
        tuple[PayChange, ...],
        Key("pay of later years that differs: part-time work, unpaid leave, a promotion."),
    ] = ()
    raises: Raises = ()
    bonuses: Bonuses = ()
    leaves: Leaves = ()
    plan: Annotated[Plan | None, Key("the plan of the job, if any.")] = None
    balances: Annotated[Balances, Key("the plan account by money source.")] = field(
        default_factory=Balances
    )
    made: Annotated[Made, Key("contributions made so far this year.")] = field(default_factory=Made)
    elections: Annotated[Elections, Key("how much the person wants to contribute.")] = field(
        default_factory=Elections
    )

    @property
    def varies(self) -> bool:
        """Whether :meth:`in_year` can differ from the job."""
        return bool(self.pay_changes or self.raises or self.bonuses or self.leaves or self.paydays)

    def in_year(self, year: int, born: int) -> Job:
        """The job with the pay of a calendar year before any growth, without what is of other years.

        Args:
            year: the calendar year.
            born: the year of the person's birth.
        """
        job = self._schedule_of(year)
        if not job.pay_changes:
            return job
        changes = [one for one in job.pay_changes if one.applies(year, born)]
        job = replace(job, pay_changes=())
        if not changes:
            return job
        part = changes[-1].share
        if part is None:
            return replace(job, pay=changes[-1].pay, pay_per_period=None, raises=())

        def reduced(pay: Money | None) -> Money | None:
            return None if pay is None else share(pay, part)

        raises = tuple(
            replace(one, pay=reduced(one.pay), pay_per_period=reduced(one.pay_per_period))
            for one in job.raises
        )
        return replace(
            job, pay=reduced(job.pay), pay_per_period=reduced(job.pay_per_period), raises=raises
        )

    def _schedule_of(self, year: int) -> Job:
        """The job with the paydays, raises, bonuses and leaves of a calendar year, at the pay of
        earlier raises."""
        if not self.varies:
            return self
        before = last_raise(self.raises, date(year - 1, 12, 31))
        return replace(
            self,
            pay=self.pay if before is None else before.pay,
            pay_per_period=self.pay_per_period if before is None else before.pay_per_period,
            raises=tuple(one for one in self.raises if one.date.year == year),
            bonuses=tuple(one for one in self.bonuses if one.date.year == year),
            leaves=tuple(
                one for one in self.leaves if one.first_day.year <= year <= one.last_day.year
            ),
            paydays=tuple(day for day in self.paydays if day.year == year),
        )

    def on_leave(self, year: int, born: int) -> bool:
        """Whether the job pays nothing in a calendar year, because of a change of its pay."""
        changes = [one for one in self.pay_changes if one.applies(year, born)]
        return bool(changes) and not (changes[-1].share or changes[-1].pay)
