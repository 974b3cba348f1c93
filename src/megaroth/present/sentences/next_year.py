"""Sentences about the household file of the next year: what to check before it is used."""

from __future__ import annotations

SENTENCES = {
    "next_year_balances": (
        "Balances are those at the end of the plan of {year}. They include no investment "
        "returns, except <growth> of after-tax money. Replace them with the balances of your "
        "statements."
    ),
    "next_year_unknown_rules": (
        "Plan rules are unknown ({rules}): the balances are those with the rules that allow the "
        "most."
    ),
    "next_year_pay": ("{employer}: pay is that of {year}. Update it if your pay changes."),
    "next_year_job_over": (
        "{person}'s job at {employer} ended on {ended}, so the file no longer has it. [Its plan "
        "held {held}. If you rolled that money over, add it where it is now: under "
        "<people.jobs.balances.rollover|the balances> of another job, or to an IRA.]"
    ),
    "next_year_taxable": (
        "The taxable accounts are as in {year}. Replace them with their value on January 1."
    ),
}
