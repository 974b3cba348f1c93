"""Phrases of errors about fields of a household that contradict each other."""

from __future__ import annotations

SENTENCES = {
    "day_of_year": "a day of {year}",
    "stub_through_year_end": (
        "a day of {year}, the plan year: December 31 if all its paychecks are paid. For a later "
        "pay stub, state that year's <`year`|plan year> and what it shows for that year"
    ),
    "day_of_two_years": "a day of {year} or {next}",
    "step_twice": "a step twice",
    "each_step_once": "each step at most once",
    "at_most_dividends": "at most <`dividends`|$income.dividends>, because they are part of them",
    "at_most_tax_exempt_interest": (
        "at most <`tax_exempt_interest`|$income.tax_exempt_interest>, because it is part of it"
    ),
    "no_city": 'no city, or <state = "NY"|$state NY>',
    "state_left_and_date": (
        "<previous_state and moved together: the state you left, and the date"
        "|the state you left together with the date of the move>"
    ),
    "another_state": "a different state from <`state`|$state>, the one you moved to",
    "state_moved_to": "the state you moved to",
    "date_of_made": (
        "the date through which <`made` counts contributions|contributions so far are counted>"
    ),
    "nobody": "nobody",
    "one_person_at_least": "at least one <[[people]] table|person>",
    "so_many_people": "{count} people",
    "one_or_two_people": "one person, or two spouses; use a separate file for others",
    "own_name": "a different name for each person",
    "status_of_two_people": "{statuses:choices+either} for two people",
    "born_before_end_of": "a birth date before the end of {year}",
    "born_at_most": "a birth date that makes the person at most {age}",
    "each_employer_once": ("each employer once for each person (one <table|entry> for each job)"),
    "employer_with_pay": (
        "the employer of another job of this person that states pay and is not the person's own "
        "business"
    ),
    "at_most_roth_ira_value": "at most the value of a Roth IRA",
    "none_in_roth_ira": "none in a Roth IRA",
    "pay_that_the_cap_is_of": (
        "annual take-home pay, because the plan's cap is a percentage of it"
    ),
    "pay_here_too": "pay in this <table|job> too",
    "no_pay_here": "no pay here, because it is stated at {employer}",
    "pay_or_pay_per_period": (
        "<pay (annual) or pay_per_period|annual pay or pay for each paycheck>, one of them"
    ),
    "pay_or_share": "<pay (annual) or share|annual pay or a share of it>, one of them",
    "day_from_start_on": "a day on or after the first one, {started}< (started)|>",
    "day_no_earlier_than": "a day no earlier than {year}",
    "day_after_birth": "a day after birth ({born})",
    "day_from_first_day_on": "a day on or after the first one, {first}",
    "own_business_pays_no_checks": "none: your own business pays no checks",
    "belongs_to_paying_job": (
        "none here: <they belong|it belongs> to {employer}, which pays into this plan"
    ),
    "paydays_or_first_payday": "<paydays or first_payday|all paydays or the first>, one of them",
    "day_twice": "{day} twice",
    "day_after": "{day} after {other}",
    "each_payday_once": "each payday once, in order",
    "other_key_too": "{key:keys} too",
    "key_of_the_job": "{key:keys}, as at the job",
    "day_after_last_raise": "a day after the raise before, {day}",
    "amount_and_range": "an amount and a range",
    "amount_or_range": "<amount, or least and most|an amount, or the least and the most>",
    "most_from_least_on": "at least the least, {least}",
    "true_up_or_yearly_match": (
        '<a true_up, or match_period = "year"|a true-up, or a match by year>: nothing else is '
        "paid late"
    ),
    "no_spillover_without_after_tax": (
        "<false|no>: the plan accepts no after-tax contributions< (after_tax = false)|>"
    ),
    "one_withdrawal_at_least": "at least 1<; for none, in_service_withdrawal = []|>",
    "nothing_before_the_job": "nothing, because the job begins after {year}",
    "year_or_age": "{year:keys} or {age:keys}, not both",
    "last_before_first": "{last}, before {first}",
    "last_not_before_first": "a last year that is not before the first",
    "first_payday_between": (
        "the first payday of {year} if paid {frequency:choices}: {first} to {last}"
    ),
    "only_own_business": ("none: it applies only to your own business< (self_employed = true)|>"),
    "a_match": "a match",
    "no_match_in_own_business": (
        "none: what your own business contributes for you is <`nonelective`|$plan.nonelective>"
    ),
    "net_profit": (
        "<pay (net profit of the year) if self_employed = true"
        "|$pay, the net profit of the year, for your own business>"
    ),
    "another_share": "another share",
    "own_business_is_owned": (
        'none, or "100%", <if self_employed = true|for your own business>: it is your own business'
    ),
    "never_taxed": "none: this money was never taxed",
    "at_most_basis": "at most the basis, {basis}",
    "elections_found": "elections",
    "contributions_found": "contributions",
    "plan_to_elect_in": "a plan to elect in<: a table [people.jobs.plan]|>",
    "plan_to_contribute_to": "a plan to contribute to<: a table [people.jobs.plan]|>",
    "no_true_up": (
        '<match_period = "paycheck"|a match by paycheck>: a yearly match needs no true-up'
    ),
    "no_in_plan_rollover_without_roth": (
        '<"no"|no> if the plan accepts no Roth contributions< (roth = false)|>, because it has no '
        "designated Roth account"
    ),
    "roth_match_from_2023": (
        "<false|no>: employers contribute as Roth only from 2023 on (IRC 402A(a)(2))"
    ),
    "no_after_tax_in_457b": "<false|no>: a 457(b) plan accepts no after-tax contributions",
    "roth_in_governmental_457b": (
        "<false, or governmental = true|no, or a governmental plan>: only a governmental 457(b) "
        "accepts Roth contributions"
    ),
    "both_limits": "both limits",
    "no_limit": "no limit",
    "up_to_or_up_to_dollars": (
        "<up_to or up_to_dollars|a percentage of pay or dollars>, one of them"
    ),
    "limit_in_another_unit": "a limit in another unit",
    "tiers_in_one_unit": "every tier in percent of pay, or every tier in dollars",
    "up_to_percent": "up to {share}",
    "above_last_tier": "a limit above that of the tier before ({share})",
    "above_last_tier_dollars": "a limit above that of the tier before ({amount})",
    "no_after_tax_in_plan": (
        "no after-tax contributions: <plan.after_tax = false|the plan accepts none>"
    ),
    "pre_tax_without_roth": "<pre_tax: plan.roth = false|pre-tax: the plan accepts no Roth>",
    "no_roth_in_plan": "no Roth contributions: <plan.roth = false|the plan accepts none>",
    "no_catch_up_in_plan": "no catch-up: <plan.catch_up = false|the plan accepts none>",
    "age_from_the_first_on": "an age that is not below the one at which it begins",
    "name_of_a_person": "the name of a person: {names:either}",
    "once_or_a_range": "the only year or age, or the first and the last one, not both",
    "age_above": "an age above {age}, {person}'s this year",
    "age_from_to": "an age from {first} to {last}",
    "no_death_of_one_person": (
        "nothing for one person: <`assumptions.plan_until` says when the plan ends"
        "|$assumptions.plan_until is when the plan ends>"
    ),
    "at_least_this_age": "at least {age}, the age of this year",
    "one_spouse_to_the_end": "one spouse who lives to the end of the plan, {last}",
    "year_after": "a year after {year}",
    "status_of_a_couple": (
        "a couple's filing status; <`lives_until` states a death|the age to which a spouse "
        "lives states a death>"
    ),
    "year_of_plan": "a year of the plan, {first} to {last}",
    "year_twice": "{year} twice",
    "each_year_once": "each year at most once",
    "law_known_to": "at most {most}: the law is known to {last}",
    "growth_at_most": ("at most {most}: in {years} years more would make {base} into over {bound}"),
    "own_name_of_alternative": "a name of its own for each alternative",
    "one_of_alternatives": "one of {choices}[named?; or `of` to start from one of them]",
    "name_is_known": (
        "a name of its own for what starts from {start}: {name} is a known alternative"
    ),
}
