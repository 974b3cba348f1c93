"""The questions of the interview: what each is called, takes, means, and what stands for no answer."""

from __future__ import annotations

import re

from megaroth.law.states import STATES
from megaroth.web.interview.business_fields import BUSINESS
from megaroth.web.interview.field import DONT_KNOW, YES_NO, Choices, Field, Part

_STATUSES: Choices = (
    ("single", "single"),
    ("married_joint", "married, filing jointly"),
    ("married_separate", "married, filing separately"),
    ("head_of_household", "head of household"),
    ("qualifying_surviving_spouse", "qualifying surviving spouse"),
)
_IN_PLAN: Choices = (
    ("each_paycheck", "with each paycheck"),
    ("quarterly", "each quarter"),
    ("yearly", "once a year"),
    ("on_request", "whenever asked"),
    ("no", "no"),
    DONT_KNOW,
)
_STATE: Choices = tuple((state, state) for state in STATES)

YOU = Part(
    "you",
    "You",
    "Who this is for. Ages decide about catch-up contributions and penalties; the filing status about tax.",
    household=(
        Field("year", "Which year?", "whole", "The calendar year to plan."),
        Field("filing_status", "Filing status", "choice", "As on the federal return.", "single", _STATUSES),
        Field("state", "State you live in", "choice", "For state income tax.", "no state tax is counted", _STATE),
        Field("spare_cash", "Most you can put away this year", "money", "All savings from pay together.", "no bound"),
    ),
    person=(
        Field("name", "Name", "text", "As it should stand in the answers."),
        Field("born", "Birth date", "date", "Ages count on December 31."),
        Field("blind", "Blind?", "yes_no", "At the end of the year: it raises the standard deduction.", "no", YES_NO),
        Field(
            "dependent",
            "Can somebody else claim this person as a dependent?",
            "yes_no",
            "Then the standard deduction is smaller and some credits are lost.",
            "no",
            YES_NO,
        ),
    ),
)

WORK = Part(
    "work",
    "Job and plan",
    "What the plan allows decides everything. The summary plan description has these rules; whatever you do not know becomes a "
    "question for HR, and the answer a range.",
    job=(
        Field("employer", "Employer", "text", "Its name."),
        Field("pay", "Pay a year", "money", "Before any deduction; net profit if self-employed."),
        Field(
            "pay_frequency",
            "Paid",
            "choice",
            "",
            "every two weeks",
            (("weekly", "weekly"), ("biweekly", "every two weeks"), ("semimonthly", "twice a month"), ("monthly", "monthly")),
        ),
        Field(
            "plan.kind",
            "What kind of plan is it?",
            "choice",
            "It decides which other plan shares its limits. A 457(b) has a limit of its own and takes no after-tax contributions.",
            "401(k)",
            (("401(k)", "401(k) or other 401(a)"), ("403(b)", "403(b)"), ("457(b)", "457(b)"), DONT_KNOW),
        ),
        Field(
            "plan.after_tax",
            "Does the plan take after-tax contributions?",
            "yes_no",
            "Beyond the deferral limit, called voluntary or employee after-tax; not the same as Roth.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        Field(
            "plan.roth",
            "Does it take Roth contributions?",
            "yes_no",
            "A Roth 401(k): money moves inside the plan only if it has one.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        Field(
            "plan.in_plan_roth_rollover",
            "How often can they move to the plan's Roth account?",
            "choice",
            "An in-plan Roth rollover or conversion.",
            "no",
            _IN_PLAN,
        ),
        Field(
            "plan.in_service_withdrawal",
            "May after-tax money leave while you work there?",
            "way_out",
            "An in-service withdrawal of after-tax money, which can be rolled over to a Roth IRA.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        Field(
            "plan.match",
            "The match",
            "match",
            "Rate and the pay that it reaches, such as 50% up to 6%. Tiers with commas, each reach counted from zero: 100% up to 3%, "
            "50% up to 5%. A reach in dollars: 50% up to $3,000. None if there is none.",
            "none",
        ),
        Field(
            "self_employed",
            "Is it your own business?",
            "yes_no",
            "Self-employed: pay is then net profit.",
            "no",
            YES_NO,
        ),
        Field(
            "group",
            "A word that related employers share",
            "text",
            "Give the same word to employers of one corporate group, or to two plans of one employer: they share one limit.",
            "related to no other",
        ),
        Field(
            "second_plan_of",
            "If it is a second plan of a job above: which employer?",
            "text",
            "The employer exactly as named there. Leave pay empty here: both plans share that job's pay.",
            "a job with its own pay",
        ),
        Field(
            "ownership",
            "Share of this employer that you own",
            "rate",
            "With family shares that count as yours. It matters if you also have a business of your own or a 403(b): employers that you "
            "control share one limit.",
            "none",
        ),
        Field(
            "plan.governmental",
            "If it is a 457(b): is the sponsor a state or local government?",
            "yes_no",
            "Only a government's 457(b) takes catch-up and Roth contributions.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        *BUSINESS,
        Field(
            "first_payday",
            "First payday of the year",
            "date",
            "As the employer schedules it, also if that day is a weekend or a bank holiday.",
            "a Friday, the 15th or the 31st",
        ),
        Field(
            "extra_paycheck",
            "In a year of 27 paychecks, each is",
            "choice",
            "Some years have 27 biweekly or 53 weekly paychecks. Payroll knows how big each one is then.",
            "asked where it matters",
            (("full", "a 26th (52nd) of annual pay"), ("spread", "a 27th (53rd) of annual pay"), DONT_KNOW),
        ),
        Field("started", "First day there", "date", "Only if it lies in this year or later.", "before this year"),
        Field("ended", "Last day there", "date", "Only if it is known.", "it goes on"),
        Field(
            "plan.nonelective",
            "What the employer gives everybody",
            "rate",
            "A percentage of pay that everybody gets.",
            "nothing",
        ),
        Field(
            "plan.after_tax_cap",
            "The plan's cap on after-tax contributions",
            "cap",
            "A percentage of pay, such as 10%, or dollars a year, such as $20,000; both with and between them. One of the highly "
            "compensated after a semicolon: 10%; 8% if highly compensated.",
            "no cap",
        ),
        Field(
            "fica_wages_last_year",
            "Social Security wages there last year",
            "money",
            "Form W-2 box 3, Social Security wages: they decide whether catch-up must be Roth.",
            "none",
        ),
        Field(
            "pay_last_year",
            "Pay there last year",
            "money",
            "All pay from this employer: it decides whether you are highly compensated.",
            "the Social Security wages",
        ),
        Field(
            "elections.deferral",
            "What you want to defer",
            "money",
            "Pre-tax and Roth together, without catch-up.",
            "the most allowed",
        ),
        Field(
            "elections.deferral_kind",
            "Kind of deferral",
            "choice",
            "Taxed later, or now.",
            "pre-tax",
            (("pre_tax", "pre-tax"), ("roth", "Roth")),
        ),
        Field("elections.after_tax", "What you want to contribute after tax", "money", "", "the most allowed"),
    ),
)

ACCOUNTS = Part(
    "accounts",
    "Accounts",
    "What is there already. IRA balances do not touch a mega backdoor Roth; they do touch the ordinary one.",
    household=(
        Field(
            "as_of",
            "Date of the last pay stub",
            "date",
            "Enter below what was contributed through this day. The plan begins with the payday after it.",
            "the year from its start",
        ),
        Field("taxable.value", "Taxable accounts", "money", "Value on January 1.", "nothing"),
        Field("taxable.basis", "What was paid for them", "money", "Basis.", "nothing"),
    ),
    person=(
        Field(
            "hsa.coverage",
            "High-deductible health coverage",
            "choice",
            "With it, a health savings account may be used.",
            "none",
            (("family", "family"), ("self_only", "self only"), ("none", "none")),
        ),
        Field("hsa.value", "Health savings account", "money", "Value on January 1.", "nothing"),
        Field("hsa.made", "Contributed to it so far this year", "money", "Your own contributions.", "nothing"),
        Field("ira_made", "Contributed to IRAs so far this year", "money", "", "nothing"),
    ),
    job=(
        Field("balances.pre_tax.value", "Pre-tax money in the plan", "money", "Vested.", "nothing"),
        Field("balances.roth.value", "Roth money in the plan", "money", "", "nothing"),
        Field("balances.roth.basis", "of which contributions", "money", "", "nothing"),
        Field(
            "balances.after_tax.value",
            "After-tax money in the plan",
            "money",
            "With its earnings, on the day that the plan begins.",
            "nothing",
        ),
        Field("balances.after_tax.basis", "of which contributions", "money", "Basis.", "nothing"),
        Field("made.pre_tax", "Deferred pre-tax so far this year", "money", "From the last pay stub.", "nothing"),
        Field("made.roth", "Deferred as Roth so far this year", "money", "From the last pay stub.", "nothing"),
        Field("made.catch_up", "Catch-up so far this year", "money", "If the pay stub shows it separately.", "nothing"),
        Field("made.match", "Match received so far this year", "money", "From the last pay stub.", "nothing"),
        Field("made.after_tax", "Contributed after tax so far this year", "money", "From the last pay stub.", "nothing"),
    ),
    ira=(
        Field(
            "kind",
            "Kind of IRA",
            "choice",
            "",
            "",
            (("traditional", "traditional"), ("roth", "Roth"), ("sep", "SEP"), ("simple", "SIMPLE")),
        ),
        Field("value", "Value", "money", "On December 31."),
        Field("basis", "Basis", "money", "Form 8606 line 14; of a Roth IRA its contributions.", "nothing"),
    ),
)

MONEY = Part(
    "money",
    "Income and tax",
    "Other income moves the tax on the move and what a Roth IRA allows.",
    household=(
        Field("other_income", "Other income", "money", "Beside pay and what follows.", "nothing"),
        Field("income.interest", "Interest", "money", "", "nothing"),
        Field("income.tax_exempt_interest", "Tax-exempt interest", "money", "Of municipal bonds and their funds.", "nothing"),
        Field(
            "income.other_states_interest",
            "of which from other states",
            "money",
            "Paid by other states and their cities: most states tax it. A fund’s yearly statement has it by state.",
            "nothing",
        ),
        Field("income.dividends", "Dividends", "money", "All ordinary dividends.", "nothing"),
        Field("income.qualified_dividends", "of which qualified", "money", "", "nothing"),
        Field("income.long_term_gain", "Long-term gains", "money", "", "nothing"),
        Field("income.children", "Children under 17", "whole", "", "none"),
        Field("growth", "Growth of money that waits for its move", "rate", "A year.", "nothing"),
        Field(
            "order",
            "Contribute to IRAs too?",
            "ira_step",
            "To a Roth IRA, or by the back door where income is too high; beside a pre-tax IRA that is taxed.",
            "yes",
            YES_NO,
        ),
        Field(
            "destination",
            "Where should after-tax money go?",
            "choice",
            "If the plan allows both ways.",
            "whichever comes sooner",
            (("designated_roth", "the plan's Roth account"), ("roth_ira", "a Roth IRA")),
        ),
        Field("marginal_rate", "Federal rate on your next dollar", "rate", "Only to override the one worked out.", "worked out"),
    ),
)

AHEAD = Part(
    "ahead",
    "Years ahead",
    "What is taken for granted where the answer looks beyond this year. Leave what you have no view on.",
    household=(
        Field("spending", "Spending a year while working", "money", "In today's money.", "what pay leaves"),
        Field("spending_in_retirement", "Spending a year after work", "money", "In today's money.", "80% of before"),
        Field("assumptions.growth", "Growth of investments a year", "rate", "Nominal.", "6%"),
        Field("assumptions.volatility", "Deviation of a year's return", "rate", "", "15%"),
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
                ("bootstrap", "drawn from the record"),
                ("history", "every historical start"),
                ("fixed", "the same every year"),
            ),
        ),
        Field("assumptions.heirs_rate", "Tax rate on pre-tax money that is left", "rate", "", "24%"),
        Field("assumptions.retirement_state", "State lived in after work", "choice", "", "the same", _STATE),
    ),
    person=(
        Field("retires_at", "Stops working at", "whole", "Age.", "65"),
        Field(
            "social_security.monthly",
            "Social Security a month",
            "money",
            "At the age below, in today's money: ssa.gov has it.",
            "by the formula",
        ),
        Field("social_security.from_age", "claimed at", "whole", "62 to 70.", "67"),
    ),
)

PARTS = (YOU, WORK, ACCOUNTS, MONEY, AHEAD)


def part_of(problem: str) -> str:
    """The part of the interview that asks what a problem is about; the one on the plan where that is not known."""
    key = re.sub(r"(people|jobs|iras)\[\d+\]\.", "", problem.split(":")[0])
    for part in PARTS:
        if any(field.key == key for field in (*part.household, *part.person, *part.job, *part.ira)):
            return part.name
    return WORK.name
