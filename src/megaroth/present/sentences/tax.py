"""Sentences about income tax: what a return assumes and leaves out."""

from __future__ import annotations

SENTENCES = {
    "law_not_published": (
        "The law of {year} is not fully published: indexed amounts are projected (megaroth law "
        "{year})."
    ),
    "rules_at_their_best": "Unknown plan rules are assumed at their most favorable answers.",
    "return_of_one": "The return is that of {person}. {separate}",
    "separate_returns": (
        "Spouses who file separately each report their own pay, accounts and benefits, and half of "
        "shared income[. {community_state} is a community property state: each return should "
        "report half of both pays (Pub. 555), which megaroth does not do]."
    ),
    "excess_deferral_taxed": (
        "[{amount} of ]elective deferrals of {person} over the limit are income of the year (IRC "
        "402(g)(1)(A)), whatever Form W-2 says."
    ),
    "excess_457b_taxed": (
        "[{amount} of ]contributions to 457(b) plans of {person} over the limit are income of the "
        "year (26 CFR 1.457-4(a)), whatever Form W-2 says."
    ),
    "excess_hsa_taxed": (
        "[{amount} of ]employer contributions to {person}'s HSA over the limit are income (IRC "
        "106(d)(1))."
    ),
    "savers": (
        "The saver's {what} assumes that nobody on the return is a full-time student and that no "
        "plan or IRA paid anything out in the two years before; the year's own distributions "
        "reduce it."
    ),
    "child_tax_left_out": (
        "{person} is under {age} and has more than {free} of unearned income. A child pays the "
        "parents' rate on the rest (IRC 1(g), Form 8615) and has a smaller exemption in the "
        "minimum tax (IRC 59(j)) if under 18, or if 18 or a student under 24 with earned income "
        "of no more than half of the support. Neither is in this return."
    ),
    "business_deduction": (
        "The deduction for qualified business income counts your own businesses: profit less "
        "half of self-employment tax and less their contributions for you. Health insurance "
        "of the self-employed, REIT dividends and losses carried from earlier years are not "
        "included."
    ),
    "business_deduction_open": (
        "{employer}: taxable income is above {threshold}, so the deduction for qualified business "
        "income depends on whether it is a specified service business (such as health, law, "
        "accounting, consulting, performing arts, athletics, finance: IRC 199A(d)(2)), on the W-2 "
        "wages it paid and on its property. What is not stated counts as no such service, no wages "
        "and no property, which gives {taken}; it can be {least} to {most}. State "
        "specified_service, wages_paid and property_basis."
    ),
    "withholding_method": (
        "Withholding uses the percentage method of Pub. 15-T on each paycheck; Forms W-4 give "
        "the filing status[several_jobs?, and check the box in step 2 where another job is held at "
        "the same time.|| and nothing else.]"
    ),
    "take_home_pay": (
        "Take-home pay is pay less contributions to plans and the HSA, payroll tax, state "
        "contributions from wages, and income taxes."
    ),
    "no_state": "No state is stated: state income tax is not included.",
    "state_not_in_law": (
        "The income tax of {state} for {year} is not in the law data, so it is not included."
    ),
    "moved_between_states": (
        "{before} for {part:1} of the year, {after} for the rest: each state's tax of a full year "
        "by that part."
    ),
    "state_tax_approximate": (
        "{state} tax is approximate: it leaves out [{left_out}||what <docs/accuracy.md|the "
        "documentation’s page on accuracy> lists]."
    ),
    "state_tax": (
        "{state} tax ({form}) is that of residents who do not itemize there; IRA and pension "
        "income, investments and benefits are taken as the first spouse's. <docs/accuracy.md|The "
        "documentation’s page on accuracy> lists what is left out."
    ),
    "state_taxes_gains": (
        "{state} taxes long-term gains only; those of real estate and of retirement accounts are "
        "exempt and must not be in <long_term_gain|long-term gains>."
    ),
    "state_taxed_ira_money": (
        "IRA money that {state} has taxed before (<iras.taxed_by_state>) comes out {how:ira_basis}."
    ),
    "state_law_status": "{state} {year} is {status}: {note}.",
    "wage_contributions": (
        "{state} contributions from wages are counted at the most that employees can be charged "
        "({contributions}); some employers pay them."
    ),
    "wage_contribution": "{name}[ ({note})]",
}
