"""The questions of the interview about a job and its plan."""

from __future__ import annotations

from megaroth.web.interview.business_fields import BUSINESS
from megaroth.web.interview.question_types import DONT_KNOW, YES_NO, Choices, Field, Part

_IN_PLAN: Choices = (
    ("each_paycheck", "with each paycheck"),
    ("quarterly", "each quarter"),
    ("yearly", "once a year"),
    ("on_request", "on request"),
    ("no", "no"),
    DONT_KNOW,
)
WORK = Part(
    "work",
    "Job and plan",
    "These rules decide the answer. You find them in the summary plan description. If you do not "
    "know a rule, the result is a range, "
    "with a question for HR.",
    job=(
        Field("employer", "Employer", "text", "The name of the employer."),
        Field(
            "pay", "Annual pay", "money", "Before any deduction. If self-employed, your net profit."
        ),
        Field(
            "pay_frequency",
            "How often are you paid?",
            "choice",
            "",
            "every two weeks",
            (
                ("weekly", "weekly"),
                ("biweekly", "every two weeks"),
                ("semimonthly", "twice a month"),
                ("monthly", "monthly"),
            ),
        ),
        Field(
            "plan.kind",
            "What kind of plan is it?",
            "choice",
            "The kind decides which plans share a limit. A 457(b) has its own limit and accepts "
            "no after-tax contributions.",
            "401(k)",
            (
                ("401(k)", "401(k) or other 401(a)"),
                ("403(b)", "403(b)"),
                ("457(b)", "457(b)"),
                DONT_KNOW,
            ),
        ),
        Field(
            "plan.after_tax",
            "Does the plan accept after-tax contributions?",
            "yes_no",
            "Contributions above the deferral limit, also called voluntary or employee after-tax. "
            "They are not the same as Roth.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        Field(
            "plan.roth",
            "Does it accept Roth contributions?",
            "yes_no",
            "A Roth 401(k). In-plan Roth rollovers are possible only if the plan has one.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        Field(
            "plan.in_plan_roth_rollover",
            "How often can after-tax money move to the plan's Roth account?",
            "choice",
            "This is called an in-plan Roth rollover or conversion.",
            "no",
            _IN_PLAN,
        ),
        Field(
            "plan.in_service_withdrawal",
            "Can you withdraw after-tax money while you work there?",
            "way_out",
            "This is called an in-service withdrawal. You can roll it over to a Roth IRA.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        Field(
            "plan.match",
            "Employer match",
            "match",
            "The rate, and the share of pay that it applies to, such as 50% up to 6%. Separate "
            "tiers with commas, each counted from zero: "
            "100% up to 3%, 50% up to 5%. In dollars: 50% up to $3,000. If there is no match, "
            "enter none.",
            "none",
        ),
        Field(
            "self_employed",
            "Is it your own business?",
            "yes_no",
            "If you are self-employed, pay is your net profit.",
            "no",
            YES_NO,
        ),
        Field(
            "group",
            "Group of related employers",
            "text",
            "Enter the same word for all employers of one corporate group, or for two plans of "
            "one employer. They share one limit.",
            "no related employer",
        ),
        Field(
            "second_plan_of",
            "If this is a second plan of a job above, which employer?",
            "text",
            "Enter the employer's name exactly as above. Leave pay empty here, because both plans "
            "share the pay of that job.",
            "a job with its own pay",
        ),
        Field(
            "ownership",
            "Share of this employer that you own",
            "rate",
            "Include family shares that count as yours. It matters if you also have your own "
            "business or a 403(b), because employers that "
            "you control share one limit.",
            "none",
        ),
        Field(
            "plan.governmental",
            "If this is a 457(b), is the sponsor a state or local government?",
            "yes_no",
            "Only a governmental 457(b) accepts catch-up and Roth contributions.",
            "no",
            (*YES_NO, DONT_KNOW),
        ),
        *BUSINESS,
        Field(
            "first_payday",
            "First payday of the year",
            "date",
            "The scheduled date, even if it falls on a weekend or a bank holiday.",
            "a Friday, the 15th or the 31st",
        ),
        Field(
            "extra_paycheck",
            "In a year with 27 paychecks, each one is",
            "choice",
            "Some years have 27 biweekly or 53 weekly paychecks. Ask payroll how it divides "
            "annual pay in such a year.",
            "a question for HR if it matters",
            (
                ("full", "a 26th (52nd) of annual pay"),
                ("spread", "a 27th (53rd) of annual pay"),
                DONT_KNOW,
            ),
        ),
        Field(
            "started",
            "First day there",
            "date",
            "Only if it is in this year or later.",
            "before this year",
        ),
        Field("ended", "Last day there", "date", "Only if you know it.", "the job continues"),
        Field(
            "plan.nonelective",
            "Nonelective employer contribution",
            "rate",
            "A percentage of pay that every employee gets, with or without own contributions.",
            "nothing",
        ),
        Field(
            "plan.after_tax_cap",
            "The plan's cap on after-tax contributions",
            "cap",
            "A percentage of pay, such as 10%, or dollars a year, such as $20,000. For both, "
            "write and between them. Add another cap for "
            "highly compensated employees after a semicolon: 10%; 8% if highly compensated.",
            "no cap",
        ),
        Field(
            "fica_wages_last_year",
            "Social Security wages there last year",
            "money",
            "Form W-2, box 3. They decide whether your catch-up contributions must be Roth.",
            "none",
        ),
        Field(
            "pay_last_year",
            "Pay there last year",
            "money",
            "All pay from this employer. It decides whether you are highly compensated.",
            "the Social Security wages",
        ),
        Field(
            "elections.deferral",
            "How much you want to defer",
            "money",
            "Pre-tax and Roth together, without catch-up.",
            "the maximum",
        ),
        Field(
            "elections.deferral_kind",
            "Kind of deferral",
            "choice",
            "Pre-tax is taxed later, Roth is taxed now.",
            "pre-tax",
            (("pre_tax", "pre-tax"), ("roth", "Roth")),
        ),
        Field(
            "elections.after_tax",
            "How much you want to contribute after tax",
            "money",
            "",
            "the maximum",
        ),
    ),
)
