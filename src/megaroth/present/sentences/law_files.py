"""Phrases of errors in files of published figures and of reforms."""

from __future__ import annotations

SENTENCES = {
    "no_figure": "no figure",
    "one_figure_at_least": "at least one, such as {example} with amount and source",
    "year_of_figures": "a year from {first} on, whose figures megaroth projects: {example}",
    "no_year_of_figures": "no year to state figures of",
    "tables_such_as": "tables: {example}",
    "table_named": "a table: {table}",
    "unknown_limit": "an unknown limit",
    "name_of_a_limit": "the name of a limit ({command})",
    "no_source": "no source",
    "notice_of_the_figure": (
        'the notice that gives it: source = "Notice ...", here or under {table}'
    ),
    "figure_that_follows": (
        "{implied}, which follows from {parent}[stated?||, or that one stated too]"
    ),
    "name_of_notice": "the name of the notice: text of 1 to {most} characters",
    "values_of_limit_by_year": (
        "its values as `megaroth law` lists them: amount, or a value by filing status"
    ),
    "published_figure": "{amount}, which is published ({source}); a reform changes the law",
    "figure_near": (
        "an amount within {most}% of the projected {projected}; a reform changes the law"
    ),
    "limit_never_falls": ("at least the {last} of {year}: this limit never falls (IRC 415(d))"),
    "unknown_key_named": "an unknown key {key}[ (did you mean {near}?)]",
    "no_table_of_tops": (
        "no table of tops alone (a notice moves brackets and leaves rates; a reform changes rates)"
    ),
    "no_filing_status": "{status} is no filing status",
    "no_list_of_tops": "{status}: not a list of {count} amounts",
    "tops_must_rise": "{status}: tops must rise",
    "published_year": (
        "the law of {year} is published: there is nothing to state; the first year that is "
        "projected is {first}"
    ),
    "year_not_before": "a year not before from ({first})",
    "no_change": "no change",
    "one_change_at_least": "at least one limit, ended limit or switch",
    "text_up_to": "text of 1 to {most} characters",
    "year_from": "a year from {first} on",
    "list_of_limits": "a list of limits",
    "one_of_ended_limits": "one of {choices}; of others state an amount of 0",
    "values_of_limit": (
        "its values as in the law data: amount, rate, age, or a value by filing status"
    ),
    "unchangeable_limit": "this one cannot be changed",
    "rate_above": "a rate above {most}",
    "number_above": "an age above {most}",
    "below_zero": "an amount below zero",
    "not_above_zero": "an amount that is not above zero",
    "no_percentage": "{key} = {value}, no percentage in quotation marks",
    "no_number": "{key} = {value}, no number",
    "no_finite_number": "{key} = {value}, no finite number",
    "no_rates_and_tops": "no rates and tops",
    "no_list_of_amounts": "{status}: no list of amounts",
    "tops_below_rates": "{status}: tops must rise, one fewer than the rates",
    "tops_for_every_status": "another number of rates, so tops for every filing status",
    "rate_out_of_range": "a rate beyond 0% to 100%",
}
