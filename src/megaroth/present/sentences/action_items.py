"""Sentences of steps, what to do and until when, and their titles in a calendar."""

from __future__ import annotations

SENTENCES = {
    "forms_1099r_due": (
        "Forms 1099-R for the rollovers are due: code G, box 2a only the taxable earnings, box 5 "
        "the basis. The plan year's forms show what each must say."
    ),
    "file_1040": (
        "File Form 1040: the rollovers on lines {line} and {taxable_line}[, not {ira_line} and "
        "{ira_taxable_line}]; no Form 8606 for them."
    ),
    "elect": (
        "{person}, {employer}: elect {elections} in all, over the {paychecks} paychecks to come."
    ),
    "elect_checks": "{person}, {employer}: {entries:sentences}",
    "elect_from": "From the {day:day} check[bonus?, for bonuses]: {elections}.",
    "elect_change": "On {day:day} change[bonus? the election for bonuses] to {elections}.",
    "elect_next_year": (
        "In December change to {elections} for {year}, from the {day:day} check on."
    ),
    "elect_nothing": "nothing",
    "elected_percent": "{what:elected} {rate}",
    "elected_dollars": "{what:elected} {amount}",
    "year_under_way": (
        "{person}, {employer}: the year is under way. State the date of your last pay stub "
        "(<as_of>) and what it shows for this year so far: deferrals, after-tax contributions and "
        "the match. The plan then goes on from the next check. {checks} "
        "[one_check?check is||checks are] left after {today:day}: at most {deferral} of "
        "deferrals, or {after_tax} after tax."
    ),
    "election": "{what:elected} {amount}",
    "compare_employer_money": (
        "{person}, {employer}: compare the year's employer contributions with {contributions}; if "
        "more is coming (a true-up, profit sharing), stop after-tax contributions early to stay "
        "within {limit}."
    ),
    "roth_match_untaxed": (
        "{person}, {employer}: the match made as Roth, {match}, is income of {year}, and no tax is "
        "withheld on it. Have more withheld (Form W-4, step 4(c)) or pay estimated tax. What is "
        "allocated to the account after December 31 is income of {next_year}."
    ),
    "roth_match_1099r": (
        "{person}, {employer}: Form 1099-R for the match made as Roth is due: {match} in boxes 1 "
        "and 2a, code G in box 7, nothing in box 5. Form W-2 does not show it."
    ),
    "roth_match_1040": (
        "{person}, {employer}: enter the match made as Roth, {match}, on lines {line} and "
        "{taxable_line} of Form 1040; no Form 8606 for it."
    ),
    "check_true_up": (
        "{person}, {employer}: the true-up of the match counts toward {year}'s limit; check that "
        "the year's match totals {match}."
    ),
    "turn_on_rollover": (
        "{person}, {employer}: turn on the automatic in-plan Roth rollover, so that after-tax "
        "money moves with each paycheck."
    ),
    "open_roth_ira": (
        "{person}: open a Roth IRA, if there is none, for direct rollovers from {employer}'s plan."
    ),
    "move_after_tax": (
        "{person}, {employer}: [after_correction?once the plan has corrected the excess, ]move "
        "after-tax money, about {amount}, by {to:ways_to_move}; "
        "[taxed?about {taxable} of it is taxed.||none of it is taxed.]"
    ),
    "contribute_as_owner": "{person}, {employer}: make {contributions}.",
    "own_deferrals": "deferrals of {amount} (elected in writing by December 31)",
    "own_catch_up": (
        "[roth?Roth catch-up||catch-up] contributions of {amount} (elected in writing by December "
        "31)"
    ),
    "own_employer_contribution": (
        "an employer contribution of {amount} (by the return's due date)"
    ),
    "own_after_tax": (
        "after-tax contributions of {amount} (by December 31; ask whether the plan sets an earlier "
        "day)"
    ),
    "contribute_to_roth_ira": (
        "{person}: contribute {amount} to a Roth IRA by this date; sooner is better."
    ),
    "contribute_and_convert": (
        "{person}: contribute {amount} to a traditional IRA without deducting it, and convert it "
        "to a Roth IRA as soon as it has settled[taxed?: {income} of it is income, because its "
        "basis is shared with other IRA money]. You can contribute until {until}; the conversion "
        "must be within the year."
    ),
    "file_8606": (
        "{person}: file Form 8606 for the nondeductible contribution and the conversion."
    ),
    "contribute_to_hsa": (
        "{person}: contribute {amount} to the health savings account by this date, through payroll "
        "if possible."
    ),
    "have_plan_excess_paid": (
        "{person}, {employer}: ask the plan to pay out {amount} of deferrals beyond its limit, "
        "with the earnings."
    ),
    "notify_plan": (
        "{person}: stop deferrals, and notify one plan in writing that {amount} of elective "
        "deferrals exceed the limit, so that it pays them back (IRC 402(g)(2)(A))."
    ),
    "last_day_to_pay_back": (
        "{person}: the last day for a plan to pay back {amount} with its earnings. The {year} "
        "return counts pre-tax deferrals over the limit as wages, whatever Form W-2 says."
    ),
    "correct_additions": (
        "{person}, {employer}: [stop?stop after-tax contributions at once if they continue, and ]"
        "ask the plan [to_come?how it will correct||to correct] {amount} beyond the annual "
        "additions limit, with its earnings: after-tax contributions go back first (Rev. Proc. "
        "2021-30 section 6.06(2); IRC 415)."
    ),
    "step_overdue": (
        "Overdue, and still possible until {until}.[ Its figures are of {figures_of}: the last pay "
        "stub gives those of today.]"
    ),
    "have_account_return": (
        "{person}: have the {account:accounts} return {amount} contributed beyond the limit, with "
        "its earnings."
    ),
}

TITLES = {
    "ask_hr": "Ask HR about plan rules",
    "forms_1099r_due": "Forms 1099-R for rollovers due",
    "file_1040": "File Form 1040",
    "elect": "{person}: elect contributions at {employer}",
    "elect_checks": "{person}: elect contributions at {employer}",
    "year_under_way": "{person}: enter the last pay stub of {employer}",
    "compare_employer_money": "{person}: check employer contributions at {employer}",
    "roth_match_untaxed": "{person}: plan for the tax on the Roth match at {employer}",
    "roth_match_1099r": "{person}: Form 1099-R for the Roth match at {employer} due",
    "roth_match_1040": "{person}: report the Roth match at {employer} on Form 1040",
    "check_true_up": "{person}: check the true-up of the match at {employer}",
    "turn_on_rollover": "{person}: turn on the automatic in-plan Roth rollover at {employer}",
    "open_roth_ira": "{person}: open a Roth IRA",
    "move_after_tax": "{person}: move after-tax money at {employer}",
    "contribute_as_owner": "{person}: contribute to the plan of {employer}",
    "contribute_to_roth_ira": "{person}: contribute {amount} to a Roth IRA",
    "contribute_and_convert": "{person}: backdoor Roth of {amount}",
    "file_8606": "{person}: file Form 8606",
    "contribute_to_hsa": "{person}: contribute {amount} to the HSA",
    "have_plan_excess_paid": "{person}: have excess deferrals at {employer} paid out",
    "notify_plan": "{person}: tell a plan about excess deferrals",
    "last_day_to_pay_back": "{person}: last day to have excess deferrals paid back",
    "correct_additions": "{person}: have the excess at {employer} corrected",
    "have_account_return": "{person}: have the {account:accounts} return an excess",
}
"""The title of each step, for a calendar, which shows it without its sentence."""
