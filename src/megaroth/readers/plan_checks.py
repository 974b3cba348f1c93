"""Checks of a plan and of what is elected and made in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.message import Amount, Share, message
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Job
from megaroth.model.plan import Plan, Tier
from megaroth.readers.faults import Fault, Found, choice


def check_no_plan(job: Job) -> Found:
    """Elections and contributions of a job that states no plan."""
    wanted = job.elections
    if any(value is not None for value in (wanted.deferral, wanted.catch_up, wanted.after_tax)):
        yield ("elections",), Fault(message("elections_found"), message("plan_to_elect_in"))
    if any(bool(value) for value in vars(job.made).values()):
        yield (
            ("made",),
            Fault(message("contributions_found"), message("plan_to_contribute_to")),
        )


def check_plan(plan: Plan, year: int) -> Found:
    """The contradictions between the fields of a plan."""
    yield from _eligible_plan(plan)
    if not isinstance(plan.match, str):
        for place in range(len(plan.match)):
            for fault in _tier(plan.match, place):
                yield ("match", place), fault
    if isinstance(plan.true_up, date) and plan.true_up.year not in (year, year + 1):
        yield (
            ("true_up",),
            Fault(plan.true_up, message("day_of_two_years", year=year, next=year + 1)),
        )
    if isinstance(plan.true_up, date) and plan.match_period == "year":
        yield (
            ("true_up",),
            Fault(message("a_date"), message("no_true_up")),
        )
    yield from _payroll(plan, year)
    if plan.in_plan_roth_rollover not in ("no", "unknown") and plan.roth is False:
        yield (
            ("in_plan_roth_rollover",),
            Fault(
                choice("plan.in_plan_roth_rollover", plan.in_plan_roth_rollover),
                message("no_in_plan_rollover_without_roth"),
            ),
        )
    if plan.roth_match is True and not PUBLISHED.law(year).roth_employer_contributions:
        yield ("roth_match",), Fault(message("true"), message("roth_match_from_2023"))


def _payroll(plan: Plan, year: int) -> Found:
    day = plan.true_up_if_employed_on
    if isinstance(day, date) and plan.match_period != "year" and plan.true_up is None:
        yield (
            ("true_up_if_employed_on",),
            Fault(day, message("true_up_or_yearly_match")),
        )
    elif isinstance(day, date) and day.year not in (year, year + 1):
        yield (
            ("true_up_if_employed_on",),
            Fault(day, message("day_of_two_years", year=year, next=year + 1)),
        )
    if plan.spillover is True and plan.after_tax is False:
        yield ("spillover",), Fault(message("true"), message("no_spillover_without_after_tax"))
    if plan.in_service_withdrawals_per_year == 0:
        found = plan.in_service_withdrawals_per_year
        yield ("in_service_withdrawals_per_year",), Fault(found, message("one_withdrawal_at_least"))


def _eligible_plan(plan: Plan) -> Found:
    """Check features that a 457(b) plan cannot have (IRC 457(b), 402A(e)(1)(C),
    414(v)(6)(A)(iii))."""
    if plan.kind != "457(b)":
        return
    if plan.after_tax is True:
        yield (
            ("after_tax",),
            Fault(message("true"), message("no_after_tax_in_457b")),
        )
    for name in ("roth", "roth_match"):
        if getattr(plan, name) is True and plan.governmental is False:
            yield (
                (name,),
                Fault(message("true"), message("roth_in_governmental_457b")),
            )


def _tier(tiers: tuple[Tier, ...], place: int) -> Iterator[Fault]:
    tier = tiers[place]
    if (tier.up_to is None) == (tier.up_to_dollars is None):
        yield Fault(
            message("both_limits" if tier.up_to is not None else "no_limit"),
            message("up_to_or_up_to_dollars"),
        )
        return
    if place == 0:
        return
    before = tiers[place - 1]
    if (before.up_to is None) != (tier.up_to is None):
        yield Fault(message("limit_in_another_unit"), message("tiers_in_one_unit"))
    elif tier.up_to is not None and before.up_to is not None and tier.up_to <= before.up_to:
        yield Fault(
            message("up_to_percent", share=Share.of(tier.up_to)),
            message("above_last_tier", share=Share.of(before.up_to)),
        )
    elif (
        tier.up_to_dollars is not None
        and before.up_to_dollars is not None
        and tier.up_to_dollars <= before.up_to_dollars
    ):
        yield Fault(
            Amount.of(int(tier.up_to_dollars)),
            message("above_last_tier_dollars", amount=Amount.of(int(before.up_to_dollars))),
        )


def check_elections(job: Job, plan: Plan) -> Found:
    """Elections and contributions that the plan does not accept."""
    wanted, made = job.elections, job.made
    no_after_tax = message("no_after_tax_in_plan")
    if wanted.after_tax and plan.after_tax is False:
        yield ("elections", "after_tax"), Fault(Amount.of(int(wanted.after_tax)), no_after_tax)
    if made.after_tax and plan.after_tax is False:
        yield ("made", "after_tax"), Fault(Amount.of(int(made.after_tax)), no_after_tax)
    if wanted.deferral_kind == "roth" and plan.roth is False:
        yield (
            ("elections", "deferral_kind"),
            Fault(choice("elections.deferral_kind", "roth"), message("pre_tax_without_roth")),
        )
    if made.roth and plan.roth is False:
        yield (
            ("made", "roth"),
            Fault(Amount.of(int(made.roth)), message("no_roth_in_plan")),
        )
    if wanted.catch_up and plan.catch_up is False:
        yield (
            ("elections", "catch_up"),
            Fault(Amount.of(int(wanted.catch_up)), message("no_catch_up_in_plan")),
        )
