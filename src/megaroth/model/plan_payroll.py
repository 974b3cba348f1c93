"""How payroll carries out a plan: elections, limits, and the pay that each check counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import PERCENT
from megaroth.model.catalog import YES_NO, Ask, Key, Line, WhenUnknown
from megaroth.model.fields import (
    UNKNOWN,
    DateOrUnknown,
    ElectionSteps,
    FlagOrUnknown,
    OrUnknown,
    PayCapMethod,
    Rate,
    TimesOrUnknown,
    Unknown,
)
from megaroth.model.plan_features import PlanFeatures

YEAR_END = "the last day of the year"
"""Stands for December 31 of the year, whichever that is."""

MIDDLE_OF_YEAR = "the middle of the year"
"""Stands for July 1 of the year, whichever that is."""

_HALF, _QUARTER = 50 * PERCENT, 25 * PERCENT


@dataclass(frozen=True, kw_only=True)
class ElectionMaximum:
    """The highest elections that a plan accepts, as shares of each check. In a file, a rate alone is
    `combined`."""

    combined: Annotated[
        Rate | None, Key("all contributions of the employee together; if omitted, all pay.")
    ] = None
    pre_tax: Annotated[Rate | None, Key("pre-tax deferrals.")] = None
    roth: Annotated[Rate | None, Key("Roth deferrals.")] = None
    catch_up: Annotated[Rate | None, Key("catch-up contributions.")] = None
    after_tax: Annotated[Rate | None, Key("after-tax contributions.")] = None


@dataclass(frozen=True, kw_only=True)
class PlanPayroll(PlanFeatures):
    """What payroll does with elections and limits."""

    election_step: Annotated[
        ElectionSteps,
        Key(
            "the step in which elections are entered: `1%`, `0.5%`, `0.1%`, or `$1` or `$0.01` per "
            "paycheck.",
            ask=Ask(
                "work",
                "In what steps do you enter an election?",
                "As on the payroll or plan website.",
                default="dollars and cents",
                choices=(
                    ("1%", "whole percents"),
                    ("0.5%", "half percents"),
                    ("0.1%", "tenths of a percent"),
                    ("$1", "whole dollars"),
                    ("$0.01", "dollars and cents"),
                ),
                later=True,
            ),
            when_unknown=WhenUnknown(
                "In what steps do I enter an election: whole percents, tenths of a percent, or "
                "dollars?",
                "step of elections",
                (("dollars and cents", "$0.01"), ("whole percents", "1%")),
            ),
            line=Line('"1%"', "step of elections: 0.5%, 0.1%, or dollars a check: $1, $0.01"),
        ),
    ] = "$0.01"
    election_maximum: Annotated[
        ElectionMaximum | Unknown | None,
        OrUnknown(),
        Key(
            "the highest election, as a share of each check: one rate for all contributions "
            "together, or a table with a rate for each source; if omitted, none.",
            ask=Ask(
                "work",
                "The highest election that the plan accepts",
                "A share of each check, such as 75% for all contributions together, or 50%; "
                "after-tax 10%.",
                default="all pay",
                kind="highest",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "What is the highest percentage of each check that I can elect: for each source, "
                "and for all together?",
                "highest election",
                (
                    ("no maximum", None),
                    ("50% of each check", ElectionMaximum(combined=_HALF)),
                    ("25% of each check", ElectionMaximum(combined=_QUARTER)),
                ),
            ),
            line=Line('"75%"', 'highest election; or { combined = "75%", after_tax = "10%" }'),
        ),
    ] = None
    stops_at_limit: Annotated[
        FlagOrUnknown,
        Key(
            "payroll stops each source when it reaches its limit, within the check that reaches "
            "it. If unknown, the elections keep every limit without that.",
            ask=Ask(
                "work",
                "Does payroll stop contributions at their limits by itself?",
                "If it does not, you have to lower your election yourself before a limit.",
                default="unknown",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Does payroll stop each kind of contribution by itself when it reaches its limit, "
                "and after-tax contributions when all of them reach the annual additions limit?",
                "whether payroll stops at limits",
                YES_NO,
            ),
            line=Line("true", "payroll stops each source at its limit"),
        ),
    ] = UNKNOWN
    spillover: Annotated[
        FlagOrUnknown,
        Key(
            "deferrals that pass the deferral limit go on as after-tax contributions.",
            ask=Ask(
                "work",
                "Do deferrals go on as after-tax contributions at the deferral limit?",
                "Plans call this spillover.",
                default="no",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "When my deferrals reach the limit, do they go on as after-tax contributions "
                "(spillover)?",
                "spillover",
                YES_NO,
                needs=("after_tax",),
            ),
            line=Line("true", "deferrals go on as after-tax contributions at the deferral limit"),
        ),
    ] = False
    pay_cap_method: Annotated[
        PayCapMethod | None,
        Key(
            "how the compensation limit enters the match of a check: `year` (the match of the "
            "year is limited), `stop` (pay counts until it reaches the limit) or `per_check` "
            "(each check counts up to its part of the limit). If omitted, each check counts in "
            "proportion. With even pay and elections all bring the same match.",
            ask=Ask(
                "work",
                "If your pay is above the compensation limit, how does the match count it?",
                "It decides in which checks you have to contribute to get the whole match.",
                default="each check in proportion",
                choices=(
                    ("year", "the match of the year is limited"),
                    ("stop", "pay counts until it reaches the limit"),
                    ("per_check", "each check counts up to its part of the limit"),
                ),
                later=True,
            ),
            when_unknown=WhenUnknown(
                "How does the match apply the compensation limit (IRC 401(a)(17)): to the year, "
                "to each check, or until pay reaches it?",
                "compensation limit by check",
                (("the year", "year"), ("each check", "per_check"), ("pay until it", "stop")),
                measure="employer",
                needs=("match",),
            ),
            line=Line('"stop"', "compensation limit in the match: year, stop, per_check"),
        ),
    ] = None
    true_up_if_employed_on: Annotated[
        DateOrUnknown | None,
        Key(
            "a true-up or yearly match is paid only to those who are employed on this day.",
            ask=Ask(
                "work",
                "A true-up or yearly match is only for those employed on",
                "If you leave earlier, you do not get it.",
                default="no such day",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Is the true-up or yearly match paid only to those who are employed on a certain "
                "day, and on which?",
                "day of employment for the match",
                (("no", None), ("the last day of the year", YEAR_END)),
                measure="employer",
                needs=("match",),
            ),
            line=Line("YEAR-12-31", "who leaves before this day loses the true-up or yearly match"),
        ),
    ] = None
    separate_bonus_election: Annotated[
        FlagOrUnknown,
        Key(
            "bonuses have elections of their own.",
            ask=Ask(
                "work",
                "Is there a separate election for bonuses?",
                "If so, it has to be set before the bonus is paid.",
                default="no",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Is there a separate election for bonuses, or does my election apply to them?",
                "election for bonuses",
                YES_NO,
            ),
            line=Line("true", "bonuses have elections of their own"),
        ),
    ] = False
    entry_date: Annotated[
        DateOrUnknown | None,
        Key(
            "the first day on which the person takes part in the plan: checks before it contribute "
            "nothing, and their pay does not count.",
            ask=Ask(
                "work",
                "First day in the plan",
                "Many plans let new employees in on the first day of a month or quarter.",
                default="before this year",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "From which day on can I contribute to the plan?",
                "first day in the plan",
                (("at once", None), ("from July 1", MIDDLE_OF_YEAR)),
                measure="deferral",
            ),
            line=Line("YEAR-04-01", "first day in the plan: earlier checks contribute nothing"),
        ),
    ] = None
    match_from: Annotated[
        DateOrUnknown | None,
        Key(
            "the first day of the match, if it has a waiting time: contributions of earlier checks "
            "are not matched, and their pay does not count for the match.",
            ask=Ask(
                "work",
                "First day of the match",
                "Only if the match begins later than contributions, for example after a year.",
                default="no waiting time",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Does the match have a waiting time, and from which day on am I matched?",
                "waiting time of the match",
                (("no waiting time", None), ("from July 1", MIDDLE_OF_YEAR)),
                measure="employer",
                needs=("match",),
            ),
            line=Line("YEAR-07-01", "first day of the match, if it begins later"),
        ),
    ] = None
    in_service_withdrawals_per_year: Annotated[
        TimesOrUnknown | None,
        Key(
            "how many in-service withdrawals the plan allows in a year; if omitted, one in each "
            "quarter is planned.",
            ask=Ask(
                "work",
                "How many in-service withdrawals a year does the plan allow?",
                "After-tax money earns taxable growth until it leaves, so more "
                "withdrawals mean less tax.",
                default="as many as you ask for; one a quarter is planned",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "How many in-service withdrawals does the plan allow in a year?",
                "withdrawals a year",
                (("at least four", None), ("two", 2), ("one", 1)),
                needs=("in_service_withdrawal",),
            ),
            line=Line("2", "in-service withdrawals that the plan allows in a year"),
        ),
    ] = None


OF_CHECKS = frozenset(
    ("election_step", "stops_at_limit", "spillover", "pay_cap_method", "separate_bonus_election")
)
"""Rules that say how a year's contributions come out of its checks, not how much they can be."""
