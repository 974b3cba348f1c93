"""Sentences about contributions beyond a limit: what they are, and what to do."""

from __future__ import annotations

_LEFT_IN = (
    "Any excess left in the plan after that date is taxed again when it comes out (IRC 402(g)(6))."
)
_CORRECTION = (
    "[after_tax_first?After-tax contributions that earned no match go back first, with their "
    "earnings, even if they have moved to Roth||Deferrals that earned no match go back first, with "
    "their earnings, then matched ones, whose match is forfeited] (Rev. Proc. 2021-30 sec. "
    "6.06(2)). The law sets no day for it: ask the plan now."
)
_TAKE_OUT = (
    "Have the custodian return the excess with its earnings by {return_by:long}, or by "
    "{return_after_filing_by:long} if you file your return on time; any excess left is taxed at "
    "{yearly_tax} a year"
)
_COMING = "[the true-up of {true_up:long}||the employer contributions still to come]"

SENTENCES = {
    "excess_deferral": (
        "{person}: elective deferrals are {amount} over the {year} limit of {limit} for one "
        "person, all plans together (IRC 402(g)). Tell [one_plan?{plans}'s plan||one of the plans "
        "({plans})] by {notify_by:long}, so that it pays the excess back with its earnings by "
        f"{{pay_by:long}}. {{income}} {_LEFT_IN}[correcting? {{correcting:and}} must correct it "
        "too: its plan took more than one employer's plans may (IRC 401(a)(30)).]"
    ),
    "excess_is_income": (
        "[all_of_it?It||{taxed} of it, beyond the Roth deferrals, which are paid back first,] is "
        "income of {year}; the earnings are income of the year in which they are paid."
    ),
    "excess_was_income": (
        "Have Roth deferrals paid back: they are income of {year} already, so the excess adds none."
    ),
    "excess_of_plan": (
        "{employer}: {person}'s elective deferrals are {amount} over the {limit} that this "
        "employer's plans[without_catch_up? without catch-up contributions] may take (IRC "
        "401(a)(30)). Ask the plan to pay the excess out, with its earnings, by {pay_by:long}. It "
        "is within {person}'s own limit (IRC 402(g)(1)(C)), so income of {year} does not change."
    ),
    "excess_457b": (
        "{employer}: {person}'s contributions to 457(b) plans are {amount} over their limit of "
        "{limit} (IRC 457(b)(2), (c)). Ask the plan to pay the excess back, with its earnings, "
        "[by {pay_by:long}||as soon as it can] (26 CFR 1.457-4(e)). {income}[tax_exempt? A "
        "tax-exempt employer's plan that misses the date can lose its status, and everything "
        "deferred under it can become income.]"
    ),
    "excess_additions": (
        "{employers:and}: {person}'s annual additions are {amount} over the limit of {limit} (IRC "
        "415(c)). The plan must correct it. " + _CORRECTION
    ),
    "excess_additions_growing": (
        "{employers:and}: {person}'s annual additions are {now} over the limit of {limit} (IRC "
        f"415(c)), and {_COMING} will make it {{amount}}. The plan must correct it. {_CORRECTION}"
    ),
    "excess_additions_coming": (
        "{employers:and}: {person}'s annual additions so far [at_limit?are exactly||come to "
        f"{{made}}, within] the limit of {{limit}} (IRC 415(c)), but {_COMING} will pass it by "
        f"{{amount}}. Ask the plan how it will correct that. {_CORRECTION}"
    ),
    "excess_ira": (
        "{person}: IRA contributions are {amount} over the {year} limit of {limit} (IRC 219(b), "
        f"408A(c)). {_TAKE_OUT} (IRC 408(d)(4), 4973)."
    ),
    "excess_hsa": (
        "{person}: HSA contributions are {amount} over the {year} limit of {limit} (IRC 223(b)). "
        f"{_TAKE_OUT} (IRC 223(f)(3), 4973(g)).[taxed? {{from_employer}} of it comes from the "
        "employer and is income (IRC 106(d)(1)).]"
    ),
}
