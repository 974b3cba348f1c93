"""The order of warnings: what needs action first, what is only good to know last."""

from __future__ import annotations

from megaroth.kernel.message import Message

_ACT_NOW = (
    "election_refused",
    "catch_up_made_pre_tax",
    "spare_cash_exceeded",
    "match_beyond_formula",
    "paycheck_used_up",
    "election_cut",
    "after_tax_without_cash",
    "after_tax_above_highest_election",
    "after_tax_not_elected",
    "match_already_lost",
    "roth_catch_up_not_offered",
)
"""A limit is passed, money is lost, or the plan does not fit the pay or the cash."""

_CHECK_INPUT = (
    "pay_stated_twice",
    "basis_above_value",
    "made_after_tax_waits",
    "made_after_tax_moved",
    "wages_last_year_unstated",
    "extra_paycheck_open",
)
"""An answer of the household decides figures, and may be wrong or missing."""

_COSTS_TAX = (
    "after_tax_waits",
    "rollover_taxes_backdoor",
    "backdoor_taxed",
    "loss_before_move",
    "hsa_testing_period",
    "basis_stays_in_plan",
    "catch_up_must_be_roth",
)

_COULD_HAPPEN = ("acp_test",)

_GOOD_TO_KNOW = (
    "match_without_true_up",
    "ordinary_backdoor_pro_rata",
    "limits_projected",
    "extra_paycheck_part",
    "extra_paycheck_of_period",
    "extra_paycheck_counted",
    "extra_paycheck_calendar",
)

_ORDER = (_ACT_NOW, _CHECK_INPUT, _COSTS_TAX, _COULD_HAPPEN, _GOOD_TO_KNOW)
_UNLISTED = _ORDER.index(_COULD_HAPPEN)


def weight(warning: Message) -> int:
    """The group of a warning: 0 needs action now, 4 is only good to know. A warning in no group
    ranks with what could happen. One that applies only with some answers to unknown rules is
    in the group of the warning inside it."""
    return next(
        (
            place
            for place, codes in enumerate(_ORDER)
            if any(warning.includes(code) for code in codes)
        ),
        _UNLISTED,
    )


def by_weight(warnings: list[Message]) -> list[Message]:
    """Warnings by weight, in their order where it is the same."""
    return sorted(warnings, key=weight)
