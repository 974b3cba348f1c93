"""The words of letters: each plan rule as a question that yes, no or a number answers, why it is
asked, and what each reply is in the household file."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = {
    "letter_nothing_to_ask": (
        "There is nothing to ask: every plan rule that could change this year's amounts is known. "
        'Write "unknown" for a rule that you do not know.'
    ),
    "letter_offered_already": (
        "{person}, {employer}: the plan already takes after-tax contributions and lets them reach "
        "Roth while you work there. Nothing is left to ask for."
    ),
    "letter_kind_takes_none": (
        "{person}, {employer}: a 457(b) plan cannot take after-tax employee contributions, so "
        "there is nothing to ask for."
    ),
    "letter_gains_nothing": (
        "{person}, {employer}: even if the plan offered it, nothing would be contributed after tax "
        "in {year}. Pay, cash, elections or the annual additions limit leave nothing for it."
    ),
    "letter_no_plan": "No job here has a plan that could offer it.",
}
"""Why there is no letter."""


@dataclass(frozen=True)
class Reply:
    """A reply to a question of a letter.

    Attributes:
        words: as the letter offers it.
        line: the line of the household file, with YEAR for the year of the file and NEXT for the
            next one; if empty, the file has no such line.
    """

    words: str
    line: str


@dataclass(frozen=True)
class LetterRule:
    """A plan rule in a letter.

    Attributes:
        ask: the question.
        reason: why it is asked.
        replies: the replies to choose from.
    """

    ask: str
    reason: str
    replies: tuple[Reply, ...]


def _yes_no(key: str, yes: str = "true", no: str = "false") -> tuple[Reply, ...]:
    return (Reply("yes", f"{key} = {yes}"), Reply("no", f"{key} = {no}"))


LETTER_RULES = {
    "after_tax": LetterRule(
        "Does the plan take voluntary after-tax contributions (not Roth), above the elective "
        "deferral limit?",
        "Only after-tax contributions can use the room between the elective deferral limit and the "
        "annual additions limit (IRC 415(c)).",
        _yes_no("after_tax"),
    ),
    "in_plan_roth_rollover": LetterRule(
        "Can after-tax money move to the plan's Roth account while I work here (in-plan Roth "
        "rollover or conversion)? If yes: how often?",
        "The earnings of after-tax money are taxed when it moves, so it should move soon.",
        (
            Reply("no", 'in_plan_roth_rollover = "no"'),
            Reply("with each paycheck", 'in_plan_roth_rollover = "each_paycheck"'),
            Reply("each quarter", 'in_plan_roth_rollover = "quarterly"'),
            Reply("once a year", 'in_plan_roth_rollover = "yearly"'),
            Reply("on request", 'in_plan_roth_rollover = "on_request"'),
        ),
    ),
    "in_service_withdrawal": LetterRule(
        "Can I withdraw after-tax money while I work here, and roll it over directly to a Roth "
        "IRA?",
        "It is the other way from after-tax money to Roth before the job ends.",
        (
            Reply("yes", 'in_service_withdrawal = ["after_tax"]'),
            Reply("no", "in_service_withdrawal = []"),
        ),
    ),
    "separate_after_tax_source": LetterRule(
        "Does the plan account for after-tax contributions and their earnings as a separate source "
        "(a separate contract, IRC 72(d)(2)), so that they can move without pre-tax money?",
        "Otherwise each distribution takes a share of pre-tax money with it, which is taxed.",
        _yes_no("separate_after_tax_source"),
    ),
    "after_tax_cap": LetterRule(
        "Does the plan cap after-tax contributions below the annual additions limit? If yes: at "
        "what percentage of pay or amount a year, and is the cap lower for highly compensated "
        "employees?",
        "The cap decides how much to enter in payroll.",
        (
            Reply("no", ""),
            Reply("____% of pay", 'after_tax_cap = { percent = "10%", of = "pay" }'),
            Reply("$____ a year", "after_tax_cap = { dollars = 20_000 }"),
            Reply(
                "____% if highly compensated",
                'after_tax_cap = { percent = "10%", of = "pay", hce_percent = "5%" }',
            ),
        ),
    ),
    "roth": LetterRule(
        "Does the plan take Roth contributions (designated Roth contributions)?",
        "An in-plan Roth rollover needs a Roth account in the plan, and some catch-up "
        "contributions must be Roth.",
        _yes_no("roth"),
    ),
    "catch_up": LetterRule(
        "Does the plan take catch-up contributions?",
        "They do not count toward the annual additions limit.",
        _yes_no("catch_up"),
    ),
    "kind": LetterRule(
        "Is it a 401(k) plan (not a 403(b) plan)?",
        "The kind decides which of my plans share a limit.",
        _yes_no("kind", '"401(k)"', '"403(b)"'),
    ),
    "governmental": LetterRule(
        "Is the sponsor of the 457(b) plan a state or local government (not a tax-exempt "
        "organization)?",
        "Only a governmental plan takes catch-up and Roth contributions.",
        _yes_no("governmental"),
    ),
    "match": LetterRule(
        "Is there an employer match? If yes: what percentage of my contributions, up to what "
        "percentage of pay?",
        "The match counts toward the annual additions limit, and I do not want to lose any of it.",
        (
            Reply("no", "match = []"),
            Reply("____% up to ____% of pay", 'match = [{ rate = "50%", up_to = "6%" }]'),
        ),
    ),
    "match_most": LetterRule(
        "Is the match capped at an amount a year? If yes: at what amount?",
        "The match counts toward the annual additions limit.",
        (Reply("no", ""), Reply("$____ a year", "match_most = 5_000")),
    ),
    "match_period": LetterRule(
        "Is the match calculated on the whole year (rather than on each paycheck)?",
        "If it is calculated on each paycheck, contributing early in the year can lose match.",
        _yes_no("match_period", '"year"', '"paycheck"'),
    ),
    "true_up": LetterRule(
        "Does the plan correct the match after the end of the year if my contributions were uneven "
        "(a true-up)? If yes: on about which date?",
        "It decides whether contributing early in the year loses match.",
        (Reply("no", ""), Reply("yes, on ____", "true_up = NEXT-02-15")),
    ),
    "roth_match": LetterRule(
        "Is my match made as Roth contributions (SECURE 2.0 section 604)?",
        "A Roth match is income of this year, without withholding.",
        _yes_no("roth_match"),
    ),
    "match_on_after_tax": LetterRule(
        "Are after-tax contributions matched like deferrals?",
        "It decides which contributions earn the match.",
        _yes_no("match_on_after_tax"),
    ),
    "nonelective": LetterRule(
        "Does the employer contribute a percentage of pay apart from the match (nonelective or "
        "profit sharing)? If yes: what percentage?",
        "Employer contributions use the annual additions limit.",
        (Reply("no", 'nonelective = "0%"'), Reply("____% of pay", 'nonelective = "3%"')),
    ),
    "other_employer": LetterRule(
        "Will anything else be put into my account this year (profit sharing, stock, forfeitures)? "
        "If yes: about what amount?",
        "Employer contributions use the annual additions limit.",
        (Reply("no", "other_employer = 0"), Reply("about $____", "other_employer = 10_000")),
    ),
    "election_step": LetterRule(
        "Can I elect an exact dollar amount from each check (rather than whole percents)?",
        "It decides how close my elections can come to the limit.",
        _yes_no("election_step", '"$0.01"', '"1%"'),
    ),
    "election_maximum": LetterRule(
        "Is there a highest percentage of each check that I can elect? If yes: what percentage?",
        "It decides when in the year I have to start.",
        (Reply("no", ""), Reply("____% of each check", 'election_maximum = "75%"')),
    ),
    "stops_at_limit": LetterRule(
        "Does payroll stop each kind of contribution by itself when it reaches its limit?",
        "If not, I have to change my elections in time.",
        _yes_no("stops_at_limit"),
    ),
    "spillover": LetterRule(
        "When my deferrals reach the limit, do they continue as after-tax contributions "
        "(spillover)?",
        "It decides what to enter in payroll.",
        _yes_no("spillover"),
    ),
    "pay_cap_method": LetterRule(
        "My pay is above the compensation limit (IRC 401(a)(17)). Does the match count my full pay "
        "until it reaches that limit? If not: does the limit apply to the year, or a part of it to "
        "each check?",
        "It decides how much match each check brings.",
        (
            Reply("yes", 'pay_cap_method = "stop"'),
            Reply("no, to the year", 'pay_cap_method = "year"'),
            Reply("no, to each check", 'pay_cap_method = "per_check"'),
        ),
    ),
    "true_up_if_employed_on": LetterRule(
        "Is the true-up or yearly match paid only to those who are employed on a certain day? If "
        "yes: on which day?",
        "If I leave before that day, I lose it.",
        (Reply("no", ""), Reply("yes, on ____", "true_up_if_employed_on = YEAR-12-31")),
    ),
    "separate_bonus_election": LetterRule(
        "Is there a separate election for bonuses (rather than my usual election)?",
        "It decides what a bonus contributes.",
        _yes_no("separate_bonus_election"),
    ),
    "entry_date": LetterRule(
        "Can I contribute from my first paycheck on? If not: from which day?",
        "Earlier checks contribute nothing.",
        (Reply("yes", ""), Reply("no, from ____", "entry_date = YEAR-07-01")),
    ),
    "match_from": LetterRule(
        "Am I matched from my first contribution on? If not: from which day?",
        "Earlier contributions are not matched.",
        (Reply("yes", ""), Reply("no, from ____", "match_from = YEAR-07-01")),
    ),
    "in_service_withdrawals_per_year": LetterRule(
        "Does the plan limit how many in-service withdrawals I can take in a year? If yes: to how "
        "many?",
        "The earnings of after-tax money are taxed when it moves, so it should move soon.",
        (
            Reply("no", ""),
            Reply("____ a year", "in_service_withdrawals_per_year = 2"),
        ),
    ),
    "extra_paycheck": LetterRule(
        "This year has one more payday than usual. Is each check smaller than usual, so that the "
        "year still pays my annual pay?",
        "It decides what each check contributes.",
        (
            Reply("yes", 'extra_paycheck = "spread"'),
            Reply("no", 'extra_paycheck = "full"'),
        ),
    ),
}
"""Every rule that an employer can be asked about."""
