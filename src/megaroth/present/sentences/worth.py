"""Sentences of the first screen: is it worth it, at what cost, and what it depends on."""

from __future__ import annotations

_RANGE = "[ (between {low} and {high} in 9 of 10 markets)]"
_PAIR = "{when} with {name:alternatives} than with {against:alternatives}"

SENTENCES = {
    "worth_ahead": (
        "About {amount:rounded} {measure:measured_more} " + _PAIR + _RANGE + "[, ahead from "
        "{since} on]."
    ),
    "worth_behind": "About {amount:rounded} {measure:measured_less} " + _PAIR + _RANGE + ".",
    "why_behind": "It loses because {reasons:and}.",
    "worth_about_equal": (
        "About equal: {amount:rounded} [more?{measure:measured_more}||{measure:measured_less}] "
        + _PAIR
        + _RANGE
        + "."
    ),
    "worth_does_not_last": (
        "The money does not last[ in {share:paths} of markets] with {name:alternatives}"
        "[either?, nor with {against:alternatives}]."
    ),
    "worth_the_same": (
        "As much {measure:measured_same} {when} with {name:alternatives} as with "
        "{against:alternatives}."
    ),
    "worth_between": (
        "Between {least} and {most} {measure:measured_between} " + _PAIR + "[ (from {low} to "
        "{high} in 9 of 10 markets)]."
    ),
    "chart_with_the_most": ("It shows the plan rules that give the most."),
    "worth_at_ends": (
        "With the plan rules that give the least: {least} With those that give the most: {most}"
    ),
    "depends_on_plan_rules": "It depends on unknown plan rules.[ Ask {to:asked} first: {text}]",
    "worth_alone": (
        "About {level:rounded} [spends?a year to spend after work||after tax once everything is "
        "cashed out at the end of {year}] with {name:alternatives}; there is nothing to compare it "
        "with."
    ),
    "state_spending": (
        "Annual spending is not stated: enter <spending and spending_in_retirement|$spending "
        "and $spending_in_retirement>."
    ),
    "state_spending_at_work": ("Annual spending while working is not stated: enter <spending>."),
    "state_spending_after_work": (
        "Annual spending after work is not stated: enter <spending_in_retirement>."
    ),
    "spending_that_lasts": (
        "About {level:rounded} a year would last {when} with {name:alternatives}, {amount:rounded} "
        "[more?more||less] than with {against:alternatives}."
    ),
    "when_cashed_out": "once everything is cashed out at the end of {year}",
    "from_now_on": "from now on",
    "from_age": "from age {age}",
    "from_ages": "from {year} on (ages {ages:listed})",
    "dollars": "{amount:rounded}",
    "dollars_more": "{amount:rounded} more",
    "dollars_less": "{amount:rounded} less",
    "pays_more_tax_at_work": "it pays {amount:rounded} more income tax while working",
    "pays_more_tax_after_work": "it pays {amount:rounded} more income tax after work",
    "pays_more_penalties": "it pays {amount:rounded} more additional tax on early withdrawals",
    "pays_more_premiums": "it pays {amount:rounded} more in Medicare premiums",
    "pays_more_insurance": (
        "it pays {amount:rounded} more for health insurance after the premium tax credit"
    ),
    "pays_more_fees": (
        "it pays {amount:rounded} more in fees of accounts, rollovers and conversions"
    ),
    "pays_more_tax_at_the_end": "it leaves {amount:rounded} more tax to pay at the end",
    "employer_adds_less": "the employer adds {amount:rounded} less",
    "saves_no_tax": "it saves no tax that the other would pay",
    "ahead_by_year": (
        "How far {name:alternatives} is ahead of {against:alternatives} if everything is cashed "
        "out at the end of a year: what is left after the tax of that year, with the same spending "
        "until then, in {year} dollars. [random?The band holds 9 of 10 markets; the line is the "
        "median.||Money grows at the assumed rate every year.]"
    ),
    "less_until_59_half": (
        "Until [everyone?everyone is ]59 1/2, up to {amount:rounded} less is within reach without "
        "penalty (in {year})."
    ),
    "less_before": (
        "Before {free} ([several?ages||age] {ages:listed}), up to {amount:rounded} less is within "
        "reach without penalty (in {year})."
    ),
    "less_within_reach": (
        "Up to {amount:rounded} less is within reach without penalty (in {year})."
    ),
    "early_penalties": (
        "Additional tax on early withdrawals: {own:whole} with {name:alternatives}, {first:whole} "
        "with {against:alternatives}."
    ),
    "money_runs_out": "The money runs out in {share:paths} of markets.",
    "ask_hr_for": (
        "Ask HR for {feature}: if you saved the same amount, it would be worth about "
        "{worth:rounded}."
    ),
    "biggest_fixed": "Biggest assumption about returns: {growth:1} growth a year.",
    "biggest_lognormal": (
        "Biggest assumption about returns: {growth:1} a year on average, {deviation:1} up or down "
        "in a usual year."
    ),
    "biggest_bootstrap": (
        "Biggest assumption about returns: like those since 1928, with {stocks:1} in stocks."
    ),
    "biggest_history": (
        "Biggest assumption about returns: repeat those since 1871, with {stocks:1} in stocks."
    ),
    "money_of_year": "Amounts are in {year} dollars.",
}
