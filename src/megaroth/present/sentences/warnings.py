"""Sentences of warnings: what is wrong, could go wrong, or costs more than it seems."""

from __future__ import annotations

_GOES_ON = (
    "further contributions go into the account, or other money of the same contract stays there"
)
_CLOSED = "the whole account is paid out and nothing more goes in"
_LOSS = (
    "he after-tax money is worth less than its basis when it moves: none of it is taxed, and "
    "[{left} of basis is||some basis is] left over. If the account continues "
    f"({_GOES_ON}), that basis stays in the contract and makes later money of it tax-free (IRC "
    f"72(e)(6), (8)). If the account is closed ({_CLOSED}), it is never recovered: no deduction "
    "since 2018 (IRC 67(g)). Ask the plan which it does."
)

SENTENCES = {
    "election_refused": (
        "{person}, {employer}: the {election:elections} election[ of {asked}] is more than "
        "[{allowed}||what is allowed], {limit:election_limits}."
    ),
    "election_cut": (
        "{employer}: [only {fits}||only part] of the {election:elections} election[ of {asked}] "
        "fits the law, the plan, pay and cash."
    ),
    "spare_cash_exceeded": "Contributions made so far are more than <spare_cash>.",
    "limits_projected": (
        "Limits of {year} are projected, not published: {limits:names} among them. Check again "
        "when the notice is out."
    ),
    "ordinary_backdoor_pro_rata": (
        "{person}'s pre-tax IRA balance[ of {held}] makes the ordinary backdoor Roth pro rata. It "
        "does not affect the mega backdoor Roth: a 401(k)'s after-tax money has its own ratio."
    ),
    "rollover_taxes_backdoor": (
        "{person}: pre-tax plan money[ of {rolled}] rolled to a traditional IRA this year makes "
        "the backdoor Roth pro rata: [{taxed:1}||part] of it is taxed. Do one or the other this "
        "year."
    ),
    "backdoor_taxed": (
        "{person}: [{taxed:1}||part] of the ordinary backdoor conversion is taxed. To skip it, "
        "<remove ira from `order`|answer $order with no>; or move the pre-tax "
        "IRA into a plan first."
    ),
    "basis_above_value": (
        "{person}: the basis of the [after-tax money at {employer}||{kind} IRA] is more than its "
        "value. That can be right only after losses; check both figures."
    ),
    "after_tax_waits": (
        "{employer}: no in-service withdrawal of after-tax money and no in-plan Roth rollover. "
        "After-tax money waits until the job ends, and its earnings are taxed then.[ After {years} "
        "years at {growth} a year, {earnings} of earnings would be taxed.]"
    ),
    "acp_test": (
        "{employer}: {person} [highly_compensated?is highly compensated||may be highly compensated "
        "(last year's pay is not stated)]; after-tax contributions count in the ACP test. If the "
        "plan fails it, some of them are paid back with their earnings, even if they have moved to "
        "Roth. Ask HR for last year's result."
    ),
    "loss_before_move": f"{{person}}, {{employer}}: t{_LOSS}",
    "loss_before_distribution": f"T{_LOSS}",
    "basis_goes_on": _GOES_ON,
    "basis_lost": _CLOSED,
    "basis_stays_in_plan": (
        "{person}, {employer}: the plan is one contract, so basis[ of {basis}] stays in it and "
        "comes out tax-free with later distributions (IRC 72(e)(8)). Keep a record of it."
    ),
    "hsa_testing_period": (
        "{person}: the last-month rule requires eligibility through December of {year}; otherwise "
        "{income} is income of that year, with {tax} of additional tax (IRC 223(b)(8)(B))."
    ),
    "paycheck_used_up": (
        "{employer}: these contributions leave almost nothing of each paycheck after payroll tax "
        "and federal withholding. Set <`spare_cash`> to what you can spare."
    ),
    "after_tax_without_cash": (
        "{employer}: the plan would take {allowed} after tax, but the cash that you can spare goes "
        "to the steps before it.[ With the order {order:names}, after-tax contributions come "
        "first.]"
    ),
    "after_tax_above_highest_election": (
        "{employer}: the plan would take {allowed} after tax, but other contributions use up the "
        "highest election from each check.[ With the order {order:names}, after-tax contributions "
        "come first.]"
    ),
    "after_tax_not_elected": (
        "{employer}: the plan would take {allowed} after tax, but the file elects none (see "
        "<elections.after_tax>)."
    ),
    "match_already_lost": (
        "{employer} matches each paycheck, and {amount} of match is already lost: contributions "
        "were not even over the year. A true-up would bring it back; ask whether the plan has one."
    ),
    "match_without_true_up": (
        "{employer} matches each paycheck without a true-up: front-loading deferrals would lose "
        "match. The even elections here lose none."
    ),
    "roth_catch_up_not_offered": (
        "{employer}: {person}'s catch-up must be Roth, and the plan takes no Roth contributions: "
        "no catch-up there this year."
    ),
    "wages_last_year_unstated": (
        "{employer}: <fica_wages_last_year> (Form W-2 box 3) is not stated; above {threshold} "
        "{person}'s catch-up must be Roth."
    ),
    "catch_up_must_be_roth": (
        "{employer}: {person}'s catch-up must be Roth this year (IRC 414(v)(7)): no deduction for "
        "it."
    ),
    "catch_up_made_pre_tax": (
        "{employer}: {person}'s pre-tax deferrals are more than what may be pre-tax[ by {amount}]: "
        "catch-up must be Roth this year. Ask the plan to correct it: on Form W-2, or by moving it "
        "to the plan's Roth account (Reg. 1.414(v)-2(c))."
    ),
    "pay_stated_twice": (
        "{first} and {second} state the same pay[ of {pay}], and income counts both. If they are "
        "two plans of one job, leave the pay out at {second} and state <second_plan_of> instead."
    ),
    "match_beyond_formula": (
        "{employer}: the match made so far[ {made} is {beyond}|| is] more than the plan's formula "
        "gives for the year. What was allocated counts against the annual additions limit. Check "
        "the match formula, or ask the plan whether it is a mistake."
    ),
    "made_after_tax_moved": (
        "{employer}: the after-tax contributions made so far[ of {amount}] are in no stated "
        "balance, so they are assumed to have moved already: they are not in what reaches Roth "
        "from now on, nor on its tax forms. If they are still in the plan, <state `after_tax` in "
        "`balances`|say so in $balances.after_tax.value>, so that they can move too."
    ),
    "made_after_tax_waits": (
        "{employer}: the after-tax contributions made so far[ of {amount}] are in no stated "
        "balance. They had no way out of the plan yet this year, so they are assumed to be still "
        "in it, without earnings. <State `after_tax` in `balances`|Enter "
        "$balances.after_tax.value> to add the earnings."
    ),
}
