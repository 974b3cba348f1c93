"""Sentences of assumptions about the years ahead."""

from __future__ import annotations

_SAME_PATHS = "{paths} paths, seed {seed}, the same for every alternative."
_PRICES_FOLLOW = (
    "; limits, brackets, pay, benefits and spending follow them, and the basis of accounts does "
    "not."
)

SENTENCES = {
    "market_fixed": "Money grows {growth:1} every year.",
    "market_lognormal": (
        "Returns are lognormal, {growth:1} a year on average with a standard deviation of "
        "{deviation:1}; " + _SAME_PATHS
    ),
    "market_bootstrap": (
        "Real returns are drawn in blocks of ten years on average from 1928 to 2025, {stocks:1} "
        "in stocks; " + _SAME_PATHS
    ),
    "market_historical": (
        "Each path repeats the real returns from one start year since 1871, for every start "
        "whose years the record covers, with {stocks:1} in stocks. The record ends in January"
        " {last}."
    ),
    "prices_lognormal": (
        "Prices on a path grow {inflation:1} a year on average, and move with returns as they did "
        "from 1928 to 2025" + _PRICES_FOLLOW
    ),
    "prices_bootstrap": (
        "Prices on a path grow about {inflation:1} a year; a year's inflation and return come from "
        "the same year of the record" + _PRICES_FOLLOW
    ),
    "prices_historical": ("Prices on a path grow as they did in the same years" + _PRICES_FOLLOW),
    "level_growth": "Break-even years and plan features assume {growth:1} growth every year.",
    "taxable_account": "Taxable accounts begin with {value}, including {basis} of basis.",
    "pay_and_prices": (
        "Pay grows {pay:1} a year and prices {prices:1}; limits and brackets are indexed by law."
    ),
    "works_no_more": (
        "{person}, {age}, no longer works[, though a job is stated: <retires_at> is {retires_at}]."
    ),
    "works_until": (
        "{person} stops working at the beginning of the year of age {age}[stated?|| (<retires_at> "
        "is not stated)]."
    ),
    "lives_to": (
        "{person} lives to {age}; then spending is {spending:1} of what it was, and the "
        "survivor has the larger benefit."
    ),
    "social_security": (
        "{person}'s Social Security is [stated?as stated||by the benefit formula][, from age "
        "{from_age}]."
    ),
    "earnings_test": (
        "While {person} works before full retirement age, pay reduces benefits, which are "
        "higher later (42 USC 403)."
    ),
    "stated_income_left_out": (
        "Dividends, gains and distributions that <[income] states|the household states> are "
        "left out of all years ahead, including the first: there they come from the accounts."
    ),
    "income_goes_on": (
        "The stated amounts of {income:lasting_income+listed} continue every year, also after"
        " a death, and grow with prices (mortgage interest does not)."
    ),
    "children_unborn": (
        "Children <of [income]|stated for credits> ({children}) count for credits until {until}, "
        "for <children_born does|the birth years of children do> not say when they were born."
    ),
    "household_head_stays": (
        "The filing status stays head of household: <children_born> or <status_changes> can say "
        "until when."
    ),
    "wages_before_unstated": (
        "Wages of {year} at {employers:listed} are not stated: catch-up contributions of {first} "
        "are assumed not to have to be Roth (<fica_wages_last_year>)."
    ),
    "balances_taken_back": (
        "Plan balances of {day} become balances of January 1: less contributions since then and "
        "growth of {growth:1} a year. The figures cover the whole year."
    ),
    "spending_unstated": (
        "Spending while working is not stated, so it is what pay leaves with the alternative "
        "that contributes the most[couple?. Once one of two has stopped working, it is no "
        "less than after work]."
    ),
    "nothing_to_spend": (
        "Contributions leave nothing to spend in [{first} to {last}||{first}]: state <`spending`> "
        "for realistic figures."
    ),
    "contributions_within_spending": (
        "Contributions are no more than income and savings leave after the stated spending"
        "[ and a reserve of {reserve:whole} in the taxable account][assumed? (three months of "
        "spending; <reserve> states another)]; <spare_cash> sets another limit."
    ),
    "first_year_within_cash": (
        "Contributions of {year}[ in {alternative}] are {contributed}, {less} less than in the "
        "plan year: [by_pay?pay less payroll tax carries no more||after tax and spending, income "
        "and savings cover no more]. State <spare_cash> to limit the plan year too."
    ),
    "excess_comes_back": (
        "Contributions of {year} are {amount} over the limits: in the years ahead that is "
        "paid back in the same year, without earnings."
    ),
    "spending_after_work_unstated": (
        "Spending after work is not stated, so it is {share:0} of spending [before?before||in"
        " the year of work that leaves the most]."
    ),
    "spending_after_work_of_year": (
        "Spending after work is not stated, so it is {share:0} of spending in {year}, the first "
        "whole year of work."
    ),
    "later_job": (
        "{person} works at {employer} from {day}, with the pay and plan stated for that job. Pay "
        "is in dollars of the first year."
    ),
    "pay_change": (
        "{person}'s pay at {employer} is [{share:0} of the usual pay][{pay:whole} in dollars of "
        "the first year] [once?in {first}||from {first} to {last}]."
    ),
    "between_jobs": (
        "Nobody works in {years:listed}, before a later job. Savings then pay for spending, money "
        "in plans of former jobs is accessible, and conversions may use the low brackets."
    ),
    "pension": (
        "{person}'s pension {name}: {amount:whole} a year from {first}[ to {until}], in "
        "[nominal?{first} dollars||today's money]; {increase}[, and {survivor}]."
    ),
    "pension_ends": "a surviving spouse gets nothing",
    "pension_goes_on": "a surviving spouse gets {share:0} of it",
    "pension_stays": "then it stays the same",
    "pension_increases": "then it increases {rate:1} a year",
    "pension_follows_prices": "then it follows prices[, up to {at_most:1} a year]",
    "expense": (
        "Expense {name}: {amount:whole} [once?in {first}||a year from {first} to {last}], in "
        "[nominal?dollars of each year||today's money]."
    ),
    "receipt": (
        "Receipt {name}: {amount:whole} [once?in {first}||a year from {first} to {last}], in "
        "[nominal?dollars of each year||today's money], [taxable?taxed as income||not taxed]."
    ),
    "never_paid": "{name} is not paid in any year of the plan, {first} to {last}.",
    "saved_for_expenses": (
        "Stated expenses come on top of spending. If income and savings of their year do not "
        "pay them, earlier years of work set aside equal amounts and contribute that much "
        "less."
    ),
    "receipts_saved": (
        "Receipts in years of work are saved, after the tax on them, because <`spending`> is not "
        "stated."
    ),
    "insurance_in_spending": (
        "Health insurance of the years without work or Medicare, {first} to {last}, is part of "
        "spending, without the premium tax credit, because <`marketplace.buys`> is not stated."
    ),
    "buys_insurance": (
        "Health insurance from a marketplace, {first} to {last}, costs {premium:whole} in "
        "{first} in today's money[average? (the national average by age)], on top of "
        "spending, less the premium tax credit[most? (for income up to {most:whole} in that "
        "year)]."
    ),
    "same_spending": (
        "Every alternative spends the same in every year; what is left over goes to a taxable "
        "account that pays {dividends:1} of dividends and realizes {turnover:1} of its gain a year."
    ),
    "no_bonds_or_fees": (
        "No account holds bonds of its own, all dividends are qualified, and accounts, rollovers "
        "and conversions cost no fees."
    ),
    "bonds": (
        "Bonds are {taxable:0} of the taxable account, {pre_tax:0} of pre-tax money and {roth:0} "
        "of Roth money, rebalanced every year without tax. They pay {interest:2} of interest a "
        "year, which is ordinary income in the taxable account[record?; their return is that of "
        "ten-year notes in the same years]."
    ),
    "no_bonds": "No account holds bonds of its own.",
    "dividends_by_kind": (
        "[{unqualified:0} of dividends is ordinary income, and the rest is qualified||All "
        "dividends are qualified]."
    ),
    "yearly_fees": (
        "Yearly fees are {taxable_fee:2} of the taxable account, {plan_fee:2} of money in plans, "
        "{ira_fee:2} of IRAs and {hsa_fee:2} of health savings accounts."
    ),
    "no_yearly_fees": "Accounts have no yearly fees.",
    "conversion_fee": (
        "[Each rollover of after-tax money and each conversion costs {fee:whole} in today's money||"
        "Rollovers and conversions cost no fees]."
    ),
    "tax_at_the_end": (
        "At the end ({last}) pre-tax money and health savings are taxed at {heirs:1}, the gain of "
        "the taxable account at 15%; all in {first} dollars."
    ),
    "each_at_its_best": (
        "Each alternative has the policy of withdrawals and conversions, and the kind of "
        "deferrals, that is best for it at the assumed growth; what the file states stays."
    ),
    "medicare_premiums": (
        "[Withdrawals are {withdrawals:withdrawals}. ]Medicare premiums depend on income two "
        "years earlier, and health savings pay them."
    ),
    "conversions_fill": (
        "Between work and required distributions pre-tax money is converted up to the {rate:1} "
        "bracket."
    ),
    "ira_money": (
        "Distributions and conversions of traditional IRAs return their basis in proportion to the "
        "value of all of them; while at work before 59 1/2 an IRA is drawn only where that is "
        "stated, because the 10% additional tax applies."
    ),
    "taxable_below_zero": (
        "A taxable account below zero is money borrowed at the account's own return: in years of "
        "high returns, rollovers are taxed more than expected, and pay does not cover it."
    ),
    "state_taxes_health_savings": (
        "{states:listed} taxes the dividends and realized gains of health savings accounts every "
        "year, at the rates of the taxable account; what they hold on the first January 1 counts "
        "as taxed before."
    ),
    "lives_in_after_work": "After work the household lives in {state}.",
    "years_ahead_need": "Years ahead (project, compare, optimize) need more: {problem}.",
}
