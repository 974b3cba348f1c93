"""Phrases of errors about one value of an input: what was found, and what is accepted."""

from __future__ import annotations

SENTENCES = {
    "change_needs_state": "state=TX, with two letters",
    "change_needs_june_job": "a job with an employer that is held in June",
    "change_needs_known_state": "a state, such as TX",
    "change_needs_difference": "a change that this household can have",
    "nothing": "nothing",
    "choice": "<'|“>{value:choices}<'|”>",
    "true": "<true|yes>",
    "a_value": "a value",
    "a_date": "a date",
    "an_amount": "an amount",
    "a_table": "a table",
    "a_list": "a list",
    "empty_list": "an empty list",
    "an_entry_or_no_key": "at least one entry, or no such key",
    "neither": "neither",
    "both": "both",
    "unknown_key": "an unknown key",
    "key_of_another_table": "a key of another table",
    "more_faults": "{count} more faults",
    "finite_amount": "a finite amount in dollars",
    "at_most_a_billion": "an amount of at most 1,000,000,000 dollars",
    "two_decimals": "an amount with at most two decimals",
    "amount_as_typed": "an amount in dollars, such as 23000, 23,000 or 1500.50",
    "amount_in_file": "an amount in dollars, such as 23_000 or 1500.50",
    "amount_without_quotes": (
        "an amount in dollars without quotation marks, such as 23_000 or 1500.50"
    ),
    "zero_or_more": "an amount of 0 or more",
    "rate_example": 'a rate such as "35%"',
    "rate_or_fraction": 'a rate such as "35%" or 0.35',
    "rate_resolution": "a rate no finer than 0.0001%",
    "rate_within": "a rate [from {least} to||of at most] {most}",
    "rate_of_zero_or_more": "a rate of 0% or more",
    "date_example": "a date such as 2026-01-02",
    "flag": "true or false",
    "flag_or_unknown": 'true, false or "unknown"',
    "one_of": "one of {choices}",
    "one_of_codes": "one of {count} codes, such as {example}",
    "name_text": "a name: printable text of 1 to {most} characters",
    "year_from_to": "a year from {first} to {last}",
    "whole_number_to": "a whole number from 0 to {most}",
    "schema_version": "{version}, the only version of the household file so far",
    "coverage_by_month": (
        '"family", "self_only" or "none", or a list of twelve of them, January first'
    ),
    "required_key": "this key: it is required",
    "key_belongs": "{key} {places:either}",
    "at_the_top": "at the top of the file, before the first table",
    "in_table": "in {table}",
    "in_other_tables": "in one of {count} other tables",
    "in_another_table": "in another table",
    "fewer": "fewer",
    "at_least": "at least {least}",
    "match_as_typed": (
        "each rate and the pay it applies to, such as 50% up to 6%, or 50% up to $3,000, or 100% "
        "up to 3%, 50% up to 5%; or an amount a year such as $1,500; or none"
    ),
    "age_as_typed": "your age this year, or your year of birth",
    "pay_as_typed": "your pay a year, such as 150,000 or 150k",
    "day_of_that_year": "a day of {year}, such as {year}-06-19",
    "month_number": "a month from 1 to 12",
    "state_code": "a state's two letters, such as CA",
}
