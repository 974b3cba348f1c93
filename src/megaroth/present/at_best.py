"""Each alternative under its best policy: the first line of a comparison, and policies in words."""

from __future__ import annotations

from megaroth.kernel.money import percent
from megaroth.planning.measured_results import Headline, PolicyOut, Spread
from megaroth.planning.results import AlternativeResult, Comparison
from megaroth.present.names import label_of
from megaroth.present.sentences.words import WORDS
from megaroth.present.words import share_of_paths, whole

_MEASURES = {
    "spending_per_year": "a year {more} to spend after work",
    "estate": "{more} for heirs",
    "cash_out": "{more} after cashing everything out",
}


def best_headline(answer: Comparison, first: Headline) -> tuple[str, str]:
    """The answer, its size, its certainty and what it costs."""
    size = first.difference.middle
    more = _MEASURES[first.measure].format(more="more" if size > 0 else "less")
    amount = f"{whole(abs(size))} {more}"
    pair = f"with {label_of(first.name)} than with {label_of(first.against)}"
    how = f"{_range(first.difference)}{_sure(first)}"
    cost = f"{_within_reach(first)}{_penalties(answer, first)}"
    match first.verdict:
        case "does_not_last":
            return (
                "NO",
                f"the money does not last. {label_of(first.name).capitalize()} would leave "
                f"{amount} than {label_of(first.against)}{how}; state what you spend (spending, "
                f"spending_in_retirement).{cost}",
            )
        case "about_equal":
            return "ABOUT EQUAL", f"{amount} {pair}{how}.{cost}"
        case "behind":
            return "NO", f"{amount} {pair}{how}.{cost}"
        case _:
            from_year = "" if first.ahead_from is None else f", ahead from {first.ahead_from} on"
            return whole(size), f"{more} {pair}{how}{from_year}.{cost}"


def _range(difference: Spread) -> str:
    if difference.p5 is None or difference.p95 is None:
        return ""
    return f" (between {whole(difference.p5)} and {whole(difference.p95)} in 9 of 10 markets)"


def _sure(first: Headline) -> str:
    if first.probability_ahead is None:
        return ""
    return f", more in {share_of_paths(first.probability_ahead)} of the paths"


def _within_reach(first: Headline) -> str:
    if first.less_within_reach <= 0:
        return ""
    return (
        f" Up to {whole(first.less_within_reach)} less is within reach without the additional tax "
        f"(in {first.least_reach_year})."
    )


def _penalties(answer: Comparison, first: Headline) -> str:
    one = next(one for one in answer.alternatives if one.name == first.name)
    if not one.penalties:
        return ""
    return f" It pays {whole(one.penalties)} of additional tax on early withdrawals."


def policy_in_words(one: AlternativeResult) -> str:
    """The policy of an alternative, a phrase."""
    policy = one.policy
    if policy is None:
        return ""
    parts = [f"withdrawals {WORDS['withdrawals'][policy.withdrawals]}"]
    fills = _fills(policy)
    if policy.conversions:
        parts.append(f"conversions up to {fills}")
    elif fills:
        parts.append(f"filling {fills}")
    if policy.periodic_payments:
        parts.append("periodic payments before 59 1/2 where they are needed")
    if policy.deferral_kind is not None:
        parts.append("Roth deferrals" if policy.deferral_kind == "roth" else "pre-tax deferrals")
    return ", ".join(parts)


def _fills(policy: PolicyOut) -> str:
    """The income that a policy fills."""
    if policy.target is not None:
        return f"an income of {whole(policy.target)}"
    if policy.premium_tier is not None:
        return (
            "the income of the standard Medicare premium"
            if policy.premium_tier == 0
            else f"the income of tier {policy.premium_tier} of the Medicare premiums"
        )
    if policy.fill_to is None:
        return ""
    return "the deduction" if policy.fill_to == 0 else f"the {percent(policy.fill_to, 0)} bracket"
