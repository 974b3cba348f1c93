"""Sentences of assumptions: what a plan year assumes where the file says nothing."""

from __future__ import annotations

SENTENCES = {
    "growth_unstated": ("growth is not stated: after-tax money earns nothing before it moves."),
    "growth_accrues": (
        "Growth accrues daily, without compounding, from each contribution to its move."
    ),
    "spare_cash_unstated": (
        "<spare_cash> is not stated: contributions are the most that the law, the plan and "
        "pay allow."
    ),
    "spare_cash_stated": (
        "<spare_cash> limits the household's own contributions of the year; pre-tax contributions "
        "count in full."
    ),
    "magi_estimated": (
        "Modified AGI is estimated from the planned return: pay, income and <other_income>."
    ),
    "cash_order": "Cash is used in this order: {order:names}.",
    "law_projected_by": "{source:begin}.",
    "tax_by_rate_and_state_returns": (
        "Tax on the moves uses the stated federal rate and the exact difference between the state "
        "returns."
    ),
    "tax_by_federal_rate": (
        "Tax on the moves uses the stated federal rate; state income tax is not included "
        "(<state_marginal_rate> adds a rate)."
    ),
    "tax_by_federal_returns_and_rate": (
        "Tax on the moves is the exact difference between the federal returns, plus the stated "
        "state rate."
    ),
    "tax_by_returns": (
        "Tax on the moves is the exact difference between the federal and state returns."
    ),
    "tax_by_federal_returns": (
        "Tax on the moves is the exact difference between the federal returns; state income tax is "
        "not included (<state_marginal_rate> adds a rate)."
    ),
    "deferrals_pre_tax": (
        "{employer}: deferrals are pre-tax (<elections.deferral_kind> chooses Roth)."
    ),
    "rules_taken_as_no": (
        "{employer}: not stated, and taken as no: {rules:rules}. Where you do not know a rule, "
        '<write "unknown"|say that you don\'t know>: the plan then says what each answer is worth.'
    ),
    "moves_on_request": (
        "{employer}: rollovers on request are assumed at the end of each quarter."
    ),
    "after_tax_separate": (
        "{employer}: the plan accounts for after-tax money and its earnings separately (IRC "
        "72(d)(2))."
    ),
    "match_spread_evenly": (
        "{employer}: the match counts pay up to the 401(a)(17) limit, spread evenly over the "
        "paychecks. A plan that stops counting pay once it reaches the limit can match less: ask "
        "which method it uses."
    ),
    "deferrals_elsewhere": (
        "{person}: beyond the match, deferrals go first to {first}, so that the annual additions "
        "limit at {free} stays free for after-tax money."
    ),
    "limit_of_457b": (
        "{employer}: a 457(b) plan has its own limit (IRC 457(b)(2), (c)). Employer money counts "
        "toward it, and it takes no after-tax contributions."
    ),
    "sponsor_not_government": (
        "{employer}: the sponsor is not a government <(governmental = true)|"
        "($governmental)>: no catch-up from 50 and no Roth contributions."
    ),
    "limit_shared": (
        "{employers:and} share one annual additions limit ([controlled?a 403(b) counts with the "
        "plans of a business that its participant controls, Reg. 1.415(f)-1(f)(2)||IRC 415(f), "
        "(h), (k)(4)])."
    ),
    "limit_of_403b": (
        "{employer}: the 403(b) does not share the limit of the employer's other plans (Reg. "
        "1.415(f)-1(f)(1))."
    ),
    "pay_last_year_unstated": (
        "{employer}: last year's pay is not stated; as this year's is far below the "
        "threshold, {person} is assumed not to be highly compensated (<pay_last_year>)."
    ),
}
