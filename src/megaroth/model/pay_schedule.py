"""What a job pays within the year, and when: raises, bonuses, leaves and the employer's paydays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from megaroth.kernel.money import Cents
from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import (
    BonusElections,
    BonusKind,
    Changes,
    Date,
    ExtraPaycheck,
    Flag,
    HolidayRule,
    Money,
    NotEmpty,
    Preference,
    Rate,
)


@dataclass(frozen=True, kw_only=True)
class Raise:
    """A change of pay within the year, up or down."""

    date: Annotated[
        Date,
        Key(
            "the first payday at the new pay, or a day before it.",
            ask=Ask(
                "work",
                "First payday at the new pay",
                "Contributions in percent grow from this check on.",
            ),
        ),
    ]
    pay: Annotated[
        Money | None,
        Key(
            "the new annual pay; or state `pay_per_period`.",
            ask=Ask(
                "work",
                "New annual pay",
                "Before any deduction.",
                default="the pay per paycheck below",
            ),
        ),
    ] = None
    pay_per_period: Annotated[
        Money | None,
        Key("the new pay per paycheck, if the job states `pay_per_period`."),
    ] = None


@dataclass(frozen=True, kw_only=True)
class Bonus:
    """Pay of one day in addition to regular pay: a bonus, a commission or stock that vests. State
    `amount`, or `least` and `most` if it is not known yet."""

    date: Annotated[
        Date,
        Key(
            "the day on which it is paid.",
            ask=Ask(
                "work",
                "Paid on",
                "The bonus can contribute too, with the elections of that day.",
            ),
        ),
    ]
    amount: Annotated[
        Money | None,
        Key(
            "before any deduction.",
            ask=Ask("work", "Amount", "Before any deduction.", default="between the two below"),
        ),
    ] = None
    least: Annotated[
        Money | None,
        Key(
            "the least that it can be.",
            ask=Ask(
                "work",
                "or at least",
                "For a bonus that is not decided yet: the plan counts on this much.",
                default="the amount above",
            ),
        ),
    ] = None
    most: Annotated[
        Money | None,
        Key(
            "the most that it can be. No limit is exceeded if it is that much.",
            ask=Ask(
                "work",
                "and at most",
                "No limit is exceeded even if it is this much.",
                default="the amount above",
            ),
        ),
    ] = None
    kind: Annotated[
        BonusKind,
        Key(
            "`bonus`, `commission` or `stock`, for your own overview.",
            ask=Ask("work", "Kind of pay", "For your own overview.", default="bonus"),
        ),
    ] = "bonus"
    elections: Annotated[
        BonusElections | None,
        Key(
            "the elections that apply to it: `regular`, `bonus` or `none`. If omitted, `bonus` if "
            "the plan has a `separate_bonus_election`, otherwise `regular`. An election in dollars "
            "for regular pay is not taken from it.",
            ask=Ask(
                "work",
                "Which elections apply to it?",
                "Many plans take the elected percentage from bonuses too. Some have a separate "
                "election for them.",
                default="those of regular pay, or of bonuses if the plan has them",
                choices=(
                    ("regular", "those of regular pay"),
                    ("bonus", "those of bonuses"),
                    ("none", "none: nothing is contributed from it"),
                ),
            ),
        ),
    ] = None
    matched: Annotated[
        Flag,
        Key(
            "contributions from it are matched, and it counts as pay for the match.",
            ask=Ask(
                "work", "Is it matched?", "If not, it adds nothing to the match.", default="yes"
            ),
        ),
    ] = True
    plan_eligible: Annotated[
        Flag,
        Key(
            "it is pay that the plan counts for contributions of employees and employers.",
            ask=Ask(
                "work",
                "Is it pay that the plan counts?",
                "The definition of compensation in the summary plan description. Stock often is "
                "not.",
                default="yes",
            ),
        ),
    ] = True

    def paid(self, *, most: bool) -> Cents:
        """Its amount: the least or the most that it can be, cents."""
        stated = self.amount if self.amount is not None else self.most if most else self.least
        return 0 if stated is None else stated


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Paydays of a leave within the year."""

    first_day: Annotated[
        Date,
        Key(
            "the first day; paychecks from it on are reduced.",
            ask=Ask(
                "work",
                "First day",
                "Paychecks from this day on are reduced.",
            ),
        ),
    ]
    last_day: Annotated[
        Date,
        Key(
            "the last day; paychecks through it are reduced.",
            ask=Ask(
                "work",
                "Last day",
                "Paychecks through this day are reduced.",
            ),
        ),
    ]
    share: Annotated[
        Rate,
        Key(
            "the part of pay that the employer goes on paying.",
            ask=Ask("work", "Part of pay", "0% if the leave is unpaid.", default="0%"),
        ),
    ] = 0


FirstPayday = Annotated[
    Date,
    Key(
        "the first scheduled payday of the year. A payday without bank settlement is "
        "paid on the banking day before and counts in that day's year. If omitted, the "
        "year has the usual 52, 26, 24 or 12 paychecks. Semimonthly paydays are this day of "
        "the month and 15 days later (the 5th and 20th, the 1st and 16th), or from the "
        "15th on this day and the last of the month. For the 1st and 15th state the 1st: "
        "each second payday is then a day late, and no contribution changes.",
        ask=Ask(
            "work",
            "First payday of the year",
            "The scheduled date, even if it falls on a weekend or a bank holiday.",
            default="a Friday, the 15th or the 31st",
            later=True,
        ),
        line=Line("YEAR-01-09", "the first scheduled payday of the year"),
    ),
]
ExtraPaycheckSize = Annotated[
    ExtraPaycheck,
    Key(
        "size of each paycheck in a year with 27 biweekly (53 weekly) paydays: `full` "
        "(a 26th or 52nd of annual pay) or `spread` (a 27th or 53rd). If omitted, the "
        "answer asks for it, and the elections stay within every limit either way.",
        ask=Ask(
            "work",
            "In a year with 27 paychecks (53 weekly ones), each one is",
            "Some years have 27 biweekly or 53 weekly paychecks. Ask payroll how it "
            "divides annual pay in such a year.",
            default="a question to ask if it matters",
            choices=(
                ("full", "a 26th (52nd) of annual pay"),
                ("spread", "a 27th (53rd) of annual pay"),
            ),
            later=True,
        ),
        line=Line(
            '"full"',
            "with 27 (53) paychecks in a year, each is a 26th (52nd) of pay; "
            '"spread": a 27th (53rd)',
        ),
    ),
]
Paydays = Annotated[
    tuple[Date, ...],
    NotEmpty(),
    Key(
        "every day on which the employer pays in the year, instead of `first_payday`. Annual pay "
        "is divided by their number, or by the usual number of `pay_frequency` if the job begins "
        "or ends in the year.",
        line=Line("[YEAR-01-09, YEAR-01-23]", "instead of first_payday: every payday of the year"),
    ),
]
PaydayRule = Annotated[
    HolidayRule,
    Key(
        "when a payday without bank settlement is paid: on the banking day `before`, on the one "
        "`after`, or `none`: on the day itself. The check counts in the year in which it is paid.",
        ask=Ask(
            "work",
            "A payday on a weekend or a holiday is paid",
            "It decides in which year a check around New Year counts.",
            default="on the banking day before",
            choices=(
                ("before", "on the banking day before"),
                ("after", "on the banking day after"),
                ("none", "on the day itself"),
            ),
            later=True,
        ),
        line=Line('"after"', "a payday without bank settlement is paid after it; before, none"),
    ),
]
Raises = Annotated[
    tuple[Raise, ...], Key("changes of pay within the year. Later years go on at the last one.")
]
Bonuses = Annotated[
    tuple[Bonus, ...],
    Key("bonuses, commissions and stock that are paid this year, in addition to `pay`."),
]
Leaves = Annotated[tuple[Leave, ...], Key("leaves within the year with less pay or none.")]
MaxChanges = Annotated[
    Changes,
    Key(
        "the most changes of elections in the year, over all jobs; if omitted, as many as bring "
        "more.",
        ask=Ask(
            "money",
            "At most how many changes of your elections?",
            "In the rest of the year, at all jobs together.",
            default="as many as bring more",
        ),
        line=Line("4", "the most changes of elections in the year"),
    ),
]
Prefer = Annotated[
    Preference,
    Key(
        "`level`: contributions are even over the checks; `early`: they come as early as the match "
        "and take-home pay allow.",
        ask=Ask(
            "money",
            "Contribute evenly, or early in the year?",
            "Early never costs any match.",
            default="evenly",
            choices=(("level", "evenly"), ("early", "early in the year")),
        ),
        line=Line('"early"', 'or "level": even contributions over the year'),
    ),
]
TakeHomeFloor = Annotated[
    Money,
    Key(
        "the least take-home pay of a check; no check is ever below zero after payroll tax and "
        "withholding.",
        ask=Ask(
            "work",
            "Least take-home pay of a check",
            "What you need from each check for living.",
            default="zero",
            later=True,
        ),
        line=Line("2_500", "the least take-home pay of a check"),
    ),
]


def last_raise(raises: tuple[Raise, ...], day: date) -> Raise | None:
    """The last raise on or before a day; None before the first."""
    return max((one for one in raises if one.date <= day), key=lambda one: one.date, default=None)
