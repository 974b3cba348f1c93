"""Sentences of errors about a request that the law, the plan or the work does not allow."""

from __future__ import annotations

SENTENCES = {
    "distribution_above_balance": "a distribution of {amount} from a balance of {balance}",
    "destinations_do_not_sum": (
        "destinations that sum to {total}, not to the distribution of {amount}"
    ),
    "after_tax_by_direct_rollover_only": (
        "after-tax money reaches another plan only by direct rollover (IRC 402(c)(2)(A)): send it "
        "there with `plan`, or keep it"
    ),
    "simulation_process_ended": (
        "a process that simulated paths ended early, perhaps out of memory; fewer workers need "
        "less: try --workers 1"
    ),
    "linear_program_failed": (
        "the linear program found no plan ({status}): amounts of its years lie too far apart. "
        "Assume less growth or inflation, or a plan that ends earlier."
    ),
    "no_such_limit": "the law of {year} has no limit {name}[; did you mean {near}?]",
    "no_value_of_limit": "{name} of {year} has no value for {key}; it has {known}",
    "no_law_of_year": "no law of the year {year}; megaroth knows {first} to {last}",
    "no_law_of_state": "the income tax of {state} is not in the law data; it has {known}",
    "no_state_law_of_year": (
        "the income tax of {state} for {year} is not in the law data; it begins with {first}"
    ),
    "no_income_tax_of_year": (
        "the income tax of {year} is not in the law data; it begins with {first}"
    ),
    "no_form_lines_of_year": "no lines of the return of {year}; megaroth knows them from {first}",
    "inflation_out_of_range": "inflation of {inflation} a year is not between -10% and 100%",
    "inflation_too_high_to_count": (
        "inflation of {inflation} a year makes amounts of {year} larger than can be counted; "
        "assume less"
    ),
    "uniform_lifetime_from": "the Uniform Lifetime Table begins with age {first}, not {age}",
    "single_life_within": (
        "megaroth has the Single Life Table from {first} to {last}, not for {age}"
    ),
    "age_of_most_roth": (
        "the age of {person}, {first} to {last}, at which Roth money should be most"
    ),
    "years_after_work_needed": (
        "another objective, or a plan with years after work (<plan_until, retires_at"
        "|$assumptions.plan_until, $retires_at>)"
    ),
    "side_of_assumption": "low or high of {assumptions}",
    "spending_because_nobody_works": (
        "annual spending in today's money, because nobody works in this plan"
    ),
    "spending_because_of_expenses": (
        "annual spending in today's money, because expenses while you work come on top of it"
    ),
    "year_with_income_tax": "{first} or later, the first year whose income tax is known",
    "so_many_years": "{years} years",
    "plan_within_history": "a plan of at most {most} years for history",
    "more_than": "more than {amount} in {year}",
    "amounts_within_bounds": (
        "growth, volatility, pay and balances that stay below it on every path"
    ),
    "known_rule_for_years_ahead": (
        "a known rule for years ahead (<megaroth plan|the plan year> shows what each answer is "
        "worth)"
    ),
}
