"""The plan rules that may be unknown: the question for the employer about each, and the answers
that are tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from megaroth.kernel.money import MOST_CENTS, PPM
from megaroth.model.plan import AfterTaxCap, Tier


@dataclass(frozen=True)
class Rule:
    """An unknown rule: the question for HR, and the answers that are tried, the most favorable
    first.

    Attributes:
        question: as one would ask it.
        short: what it is about, in a word or two.
        answers: each in words, and as the model holds it.
        measure: the unit of what an answer is worth: ``roth`` (money that reaches Roth this year,
            less its tax), ``employer`` (what the employer contributes) or ``deferral`` (what may be
            deferred).
        gate: whether most other questions matter only after this one.
        to: who is asked: ``HR`` or ``you``.
    """

    question: str
    short: str
    answers: tuple[tuple[str, Any], ...]
    measure: str = "roth"
    gate: bool = False
    to: str = "HR"


NEXT_FEBRUARY = "next February"
"""Stands for a true-up on February 15 of the next year, whichever that is."""

_YES_NO = (("yes", True), ("no", False))
RULES: dict[str, Rule] = {
    "after_tax": Rule(
        "Does the plan take voluntary after-tax contributions (not Roth), beyond the elective "
        "deferral limit?",
        "after-tax contributions",
        _YES_NO,
        gate=True,
    ),
    "in_plan_roth_rollover": Rule(
        "Can after-tax money be moved to the plan's Roth account while I work here (in-plan Roth "
        "rollover or conversion), and how "
        "often: with each paycheck, once a year, or not at all?",
        "in-plan Roth rollover",
        (("with each paycheck", "each_paycheck"), ("once a year", "yearly"), ("no", "no")),
    ),
    "in_service_withdrawal": Rule(
        "Can I take an in-service withdrawal of after-tax money and roll it directly to a Roth IRA?",
        "in-service withdrawal of after-tax money",
        (("yes", ("after_tax",)), ("no", ())),
    ),
    "separate_after_tax_source": Rule(
        "Does the plan account for after-tax contributions and their earnings as a separate "
        "source (a separate contract under "
        "section 72(d)(2)), so that they can move without pre-tax money?",
        "separate after-tax source",
        _YES_NO,
    ),
    "after_tax_cap": Rule(
        "Does the plan cap after-tax contributions: at what percentage, of which pay, and at what "
        "amount? Is the cap lower for "
        "highly compensated employees?",
        "cap on after-tax contributions",
        (
            ("no cap", None),
            ("10% of pay", AfterTaxCap(percent=PPM // 10)),
            ("5% of pay", AfterTaxCap(percent=PPM // 20)),
        ),
    ),
    "roth": Rule(
        "Does the plan take designated Roth contributions?",
        "designated Roth contributions",
        _YES_NO,
    ),
    "catch_up": Rule(
        "Does the plan take catch-up contributions?", "catch-up contributions", _YES_NO, "deferral"
    ),
    "match": Rule(
        "What is the matching formula: what rate, on contributions up to what share of pay?",
        "match",
        (
            ("100% up to 6% of pay", (Tier(rate=PPM, up_to=60_000),)),
            ("50% up to 6% of pay", (Tier(rate=PPM // 2, up_to=60_000),)),
            ("no match", ()),
        ),
        "employer",
    ),
    "match_period": Rule(
        "Is the match calculated on each paycheck or on the year, and is there a true-up?",
        "match calculated on",
        (("the year", "year"), ("each paycheck", "paycheck")),
        "employer",
    ),
    "match_on_after_tax": Rule(
        "Are after-tax contributions matched?",
        "match on after-tax contributions",
        _YES_NO,
        "employer",
    ),
    "nonelective": Rule(
        "Does the employer contribute beyond the match (nonelective, profit sharing), and what "
        "share of pay?",
        "nonelective contributions",
        (("10% of pay", 100_000), ("3% of pay", 30_000), ("nothing", 0)),
        "employer",
    ),
    "match_most": Rule(
        "Is the match capped at a dollar amount a year, and what is it?",
        "cap on the match",
        (("no cap", None), ("$5,000 a year", 5_000_00)),
        "employer",
    ),
    "true_up": Rule(
        "Does the plan correct a paycheck match after the year (a true-up), and when?",
        "true-up",
        (("yes, next February", NEXT_FEBRUARY), ("no", None)),
        "employer",
    ),
    "other_employer": Rule(
        "What else does the employer put in this year: profit sharing, stock, forfeitures?",
        "other employer money",
        (("$10,000", 10_000_00), ("nothing", 0)),
        "employer",
    ),
    "kind": Rule(
        "Is it a 401(k) or a 403(b) plan?",
        "kind of plan",
        (("401(k)", "401(k)"), ("403(b)", "403(b)")),
    ),
    "governmental": Rule(
        "Is the sponsor of the 457(b) plan a state or local government, or a tax-exempt "
        "organization? Only a governmental plan takes "
        "catch-up and Roth contributions.",
        "sponsor of the 457(b) plan",
        (("a government", True), ("a tax-exempt organization", False)),
        "deferral",
    ),
    "ownership": Rule(
        "What share of this employer do you own (ownership), including family shares that count "
        "as yours? From 80% it and your own "
        "business are one employer with one annual additions limit; above 50% its plans share "
        "that limit with your 403(b). If others "
        "own it too, or the businesses work together for clients, ask who prepares its return.",
        "share of the employer that you own",
        (
            ("50% or less", PPM // 20),
            ("more than 50%, less than 80%", 600_000),
            ("80% or more", PPM),
        ),
        to="you",
    ),
    "pay_last_year": Rule(
        "What was your pay from this employer last year (pay_last_year)? Above the threshold you "
        "are highly compensated, and the "
        "plan's lower cap on after-tax contributions applies.",
        "pay of last year",
        (("at or below the threshold", 0), ("above it", MOST_CENTS)),
        to="you",
    ),
}
"""Every plan rule that may be unknown, last year's pay where a cap turns on it, and a share of
ownership that decides about a limit."""
