"""The questions of the interview: label, kind of answer, help text and default of each."""

from __future__ import annotations

import re

from megaroth.law.states import STATES
from megaroth.web.interview.question_types import YES_NO, Choices, Field, Part
from megaroth.web.interview.work_fields import WORK

_STATUSES: Choices = (
    ("single", "single"),
    ("married_joint", "married, filing jointly"),
    ("married_separate", "married, filing separately"),
    ("head_of_household", "head of household"),
    ("qualifying_surviving_spouse", "qualifying surviving spouse"),
)
_STATE: Choices = tuple((state, state) for state in STATES)

YOU = Part(
    "you",
    "You",
    "Your age decides whether you can make catch-up contributions and whether penalties apply. "
    "Your filing status decides your tax.",
    household=(
        Field("year", "Which year?", "whole", "The calendar year of the plan."),
        Field(
            "filing_status",
            "Filing status",
            "choice",
            "As on your federal return.",
            "single",
            _STATUSES,
        ),
        Field(
            "state", "State you live in", "choice", "For state income tax.", "no state tax", _STATE
        ),
        Field(
            "spare_cash",
            "Most you can save this year",
            "money",
            "All savings from pay together.",
            "no limit",
        ),
    ),
    person=(
        Field("name", "Name", "text", "As it should appear in the answers."),
        Field("born", "Birth date", "date", "Your age on December 31 counts."),
        Field(
            "blind",
            "Blind?",
            "yes_no",
            "At the end of the year. It raises the standard deduction.",
            "no",
            YES_NO,
        ),
        Field(
            "dependent",
            "Can someone else claim this person as a dependent?",
            "yes_no",
            "If so, the standard deduction is smaller and some credits do not apply.",
            "no",
            YES_NO,
        ),
    ),
)


ACCOUNTS = Part(
    "accounts",
    "Accounts",
    "What you already have. IRA balances do not affect a mega backdoor Roth, but they affect the "
    "ordinary backdoor Roth.",
    household=(
        Field(
            "as_of",
            "Date of the last pay stub",
            "date",
            "Enter below what you contributed through this date. The plan starts with the next "
            "payday.",
            "the plan starts on January 1",
        ),
        Field("taxable.value", "Taxable accounts", "money", "Value on January 1.", "nothing"),
        Field(
            "taxable.basis",
            "Cost basis of taxable accounts",
            "money",
            "What you paid for them.",
            "nothing",
        ),
    ),
    person=(
        Field(
            "hsa.coverage",
            "High-deductible health coverage",
            "choice",
            "It allows you to contribute to a health savings account.",
            "none",
            (("family", "family"), ("self_only", "self only"), ("none", "none")),
        ),
        Field("hsa.value", "Health savings account", "money", "Value on January 1.", "nothing"),
        Field(
            "hsa.made",
            "HSA contributions so far this year",
            "money",
            "Your own contributions.",
            "nothing",
        ),
        Field("ira_made", "IRA contributions so far this year", "money", "", "nothing"),
    ),
    job=(
        Field(
            "balances.pre_tax.value",
            "Pre-tax money in the plan",
            "money",
            "The vested amount.",
            "nothing",
        ),
        Field("balances.roth.value", "Roth money in the plan", "money", "", "nothing"),
        Field("balances.roth.basis", "of which contributions", "money", "", "nothing"),
        Field(
            "balances.after_tax.value",
            "After-tax money in the plan",
            "money",
            "Including earnings, on the date that the plan starts.",
            "nothing",
        ),
        Field("balances.after_tax.basis", "of which contributions", "money", "Basis.", "nothing"),
        Field(
            "made.pre_tax",
            "Pre-tax deferrals so far this year",
            "money",
            "From the last pay stub.",
            "nothing",
        ),
        Field(
            "made.roth",
            "Roth deferrals so far this year",
            "money",
            "From the last pay stub.",
            "nothing",
        ),
        Field(
            "made.catch_up",
            "Catch-up contributions so far this year",
            "money",
            "If the pay stub shows it separately.",
            "nothing",
        ),
        Field(
            "made.match",
            "Match received so far this year",
            "money",
            "From the last pay stub.",
            "nothing",
        ),
        Field(
            "made.after_tax",
            "After-tax contributions so far this year",
            "money",
            "From the last pay stub.",
            "nothing",
        ),
    ),
    ira=(
        Field(
            "kind",
            "Kind of IRA",
            "choice",
            "",
            "",
            (
                ("traditional", "traditional"),
                ("roth", "Roth"),
                ("sep", "SEP"),
                ("simple", "SIMPLE"),
            ),
        ),
        Field("value", "Value", "money", "On December 31."),
        Field(
            "basis",
            "Basis",
            "money",
            "Form 8606, line 14. For a Roth IRA, your contributions.",
            "nothing",
        ),
    ),
)

MONEY = Part(
    "money",
    "Income and tax",
    "Other income changes the tax on a rollover and how much you can contribute to a Roth IRA.",
    household=(
        Field(
            "other_income",
            "Other income",
            "money",
            "Income other than pay and the kinds below.",
            "nothing",
        ),
        Field("income.interest", "Interest", "money", "", "nothing"),
        Field(
            "income.tax_exempt_interest",
            "Tax-exempt interest",
            "money",
            "From municipal bonds and their funds.",
            "nothing",
        ),
        Field(
            "income.other_states_interest",
            "of which from other states",
            "money",
            "Interest from other states and their cities, which most states tax. A fund’s annual "
            "statement shows it by state.",
            "nothing",
        ),
        Field("income.dividends", "Dividends", "money", "All ordinary dividends.", "nothing"),
        Field("income.qualified_dividends", "of which qualified", "money", "", "nothing"),
        Field("income.long_term_gain", "Long-term gains", "money", "", "nothing"),
        Field("income.children", "Children under 17", "whole", "", "none"),
        Field(
            "growth",
            "Growth of after-tax money before its rollover",
            "rate",
            "Per year.",
            "nothing",
        ),
        Field(
            "order",
            "Contribute to IRAs too?",
            "ira_step",
            "To a Roth IRA, or through the backdoor if your income is too high. If you have a "
            "pre-tax IRA, the backdoor is partly taxed.",
            "yes",
            YES_NO,
        ),
        Field(
            "destination",
            "Where should after-tax money go?",
            "choice",
            "If the plan allows both.",
            "whichever is possible sooner",
            (("designated_roth", "the plan's Roth account"), ("roth_ira", "a Roth IRA")),
        ),
        Field(
            "marginal_rate",
            "Federal tax rate on your next dollar",
            "rate",
            "Only to override the calculated rate.",
            "calculated",
        ),
    ),
)

AHEAD = Part(
    "ahead",
    "Years ahead",
    "Assumptions for projections beyond this year. Leave a field empty to use its default.",
    household=(
        Field(
            "spending",
            "Annual spending while working",
            "money",
            "In today's money.",
            "what is left of pay",
        ),
        Field(
            "spending_in_retirement",
            "Annual spending in retirement",
            "money",
            "In today's money.",
            "80% of spending while working",
        ),
        Field("assumptions.growth", "Annual growth of investments", "rate", "Nominal.", "6%"),
        Field("assumptions.volatility", "Standard deviation of annual returns", "rate", "", "15%"),
        Field("assumptions.inflation", "Inflation", "rate", "", "2.4%"),
        Field("assumptions.plan_until", "Plan until you are", "whole", "", "90"),
        Field(
            "assumptions.model",
            "Returns",
            "choice",
            "",
            "drawn (lognormal)",
            (
                ("lognormal", "drawn (lognormal)"),
                ("bootstrap", "drawn from historical years"),
                ("history", "every historical starting year"),
                ("fixed", "the same every year"),
            ),
        ),
        Field(
            "assumptions.heirs_rate",
            "Heirs' tax rate on remaining pre-tax money",
            "rate",
            "",
            "24%",
        ),
        Field(
            "assumptions.retirement_state",
            "State you live in after you retire",
            "choice",
            "",
            "the same",
            _STATE,
        ),
    ),
    person=(
        Field("retires_at", "Retires at", "whole", "Age.", "65"),
        Field(
            "social_security.monthly",
            "Monthly Social Security benefit",
            "money",
            "At the age below, in today's money. ssa.gov shows it.",
            "calculated from pay",
        ),
        Field("social_security.from_age", "Claimed at age", "whole", "62 to 70.", "67"),
    ),
)

PARTS = (YOU, WORK, ACCOUNTS, MONEY, AHEAD)


def part_of(problem: str) -> str:
    """The part of the interview that asks about the key of a problem, or the part about the plan if
    no question does."""
    key = re.sub(r"(people|jobs|iras)\[\d+\]\.", "", problem.split(":")[0])
    for part in PARTS:
        if any(field.key == key for field in (*part.household, *part.person, *part.job, *part.ira)):
            return part.name
    return WORK.name
