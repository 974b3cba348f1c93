"""Checks of a plan and of what is elected and made in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from megaroth.kernel.money import dollars, percent
from megaroth.law.law_book import PUBLISHED
from megaroth.model.household import Job
from megaroth.model.plan import Plan, Tier
from megaroth.readers.faults import Fault, Found


def check_no_plan(job: Job) -> Found:
    """Elections and contributions of a job that states no plan."""
    wanted = job.elections
    if any(value is not None for value in (wanted.deferral, wanted.catch_up, wanted.after_tax)):
        yield ("elections",), Fault("elections", "a plan to elect in: a table [people.jobs.plan]")
    if any(bool(value) for value in vars(job.made).values()):
        yield (
            ("made",),
            Fault("contributions", "a plan to contribute to: a table [people.jobs.plan]"),
        )


def check_plan(plan: Plan, year: int) -> Found:
    """The contradictions between the fields of a plan."""
    yield from _eligible_plan(plan)
    if not isinstance(plan.match, str):
        for place in range(len(plan.match)):
            for fault in _tier(plan.match, place):
                yield ("match", place), fault
    if isinstance(plan.true_up, date) and plan.true_up.year not in (year, year + 1):
        yield ("true_up",), Fault(str(plan.true_up), f"a day of {year} or {year + 1}")
    if isinstance(plan.true_up, date) and plan.match_period == "year":
        yield (
            ("true_up",),
            Fault("a date", 'match_period = "paycheck": a yearly match needs no true-up'),
        )
    yield from _payroll(plan, year)
    if plan.in_plan_roth_rollover not in ("no", "unknown") and plan.roth is False:
        yield (
            ("in_plan_roth_rollover",),
            Fault(
                repr(plan.in_plan_roth_rollover),
                '"no" if the plan accepts no Roth contributions (roth = false), because it has no '
                "designated Roth account",
            ),
        )
    if plan.roth_match is True and not PUBLISHED.law(year).roth_employer_contributions:
        expected = "false: employers contribute as Roth only from 2023 on (IRC 402A(a)(2))"
        yield ("roth_match",), Fault("true", expected)


def _payroll(plan: Plan, year: int) -> Found:
    day = plan.true_up_if_employed_on
    if isinstance(day, date) and plan.match_period != "year" and plan.true_up is None:
        yield (
            ("true_up_if_employed_on",),
            Fault(str(day), 'a true_up, or match_period = "year": nothing else is paid late'),
        )
    elif isinstance(day, date) and day.year not in (year, year + 1):
        yield ("true_up_if_employed_on",), Fault(str(day), f"a day of {year} or {year + 1}")
    if plan.spillover is True and plan.after_tax is False:
        expected = "false: the plan accepts no after-tax contributions (after_tax = false)"
        yield ("spillover",), Fault("true", expected)
    if plan.in_service_withdrawals_per_year == 0:
        expected = "at least 1; for none, in_service_withdrawal = []"
        yield ("in_service_withdrawals_per_year",), Fault("0", expected)


def _eligible_plan(plan: Plan) -> Found:
    """Check features that a 457(b) plan cannot have (IRC 457(b), 402A(e)(1)(C),
    414(v)(6)(A)(iii))."""
    if plan.kind != "457(b)":
        return
    if plan.after_tax is True:
        yield (
            ("after_tax",),
            Fault("true", "false: a 457(b) plan accepts no after-tax contributions"),
        )
    for name in ("roth", "roth_match"):
        if getattr(plan, name) is True and plan.governmental is False:
            yield (
                (name,),
                Fault(
                    "true",
                    "false, or governmental = true: only a governmental 457(b) accepts Roth "
                    "contributions",
                ),
            )


def _tier(tiers: tuple[Tier, ...], place: int) -> Iterator[Fault]:
    tier = tiers[place]
    if (tier.up_to is None) == (tier.up_to_dollars is None):
        yield Fault(
            "both reaches" if tier.up_to is not None else "no reach",
            "up_to or up_to_dollars, one of them",
        )
        return
    if place == 0:
        return
    before = tiers[place - 1]
    if (before.up_to is None) != (tier.up_to is None):
        yield Fault(
            "a reach of another kind", "every tier in percent of pay, or every tier in dollars"
        )
    elif tier.up_to is not None and before.up_to is not None and tier.up_to <= before.up_to:
        yield Fault(
            f"up to {percent(tier.up_to)}",
            f"a reach beyond the tier before ({percent(before.up_to)})",
        )
    elif (
        tier.up_to_dollars is not None
        and before.up_to_dollars is not None
        and tier.up_to_dollars <= before.up_to_dollars
    ):
        yield Fault(
            dollars(int(tier.up_to_dollars)), f"a reach beyond {dollars(int(before.up_to_dollars))}"
        )


def check_elections(job: Job, plan: Plan) -> Found:
    """Elections and contributions that the plan does not accept."""
    wanted, made = job.elections, job.made
    no_after_tax = "no after-tax contributions: plan.after_tax = false"
    if wanted.after_tax and plan.after_tax is False:
        yield ("elections", "after_tax"), Fault(dollars(int(wanted.after_tax)), no_after_tax)
    if made.after_tax and plan.after_tax is False:
        yield ("made", "after_tax"), Fault(dollars(int(made.after_tax)), no_after_tax)
    if wanted.deferral_kind == "roth" and plan.roth is False:
        yield ("elections", "deferral_kind"), Fault("'roth'", "pre_tax: plan.roth = false")
    if made.roth and plan.roth is False:
        yield (
            ("made", "roth"),
            Fault(dollars(int(made.roth)), "no Roth contributions: plan.roth = false"),
        )
    if wanted.catch_up and plan.catch_up is False:
        yield (
            ("elections", "catch_up"),
            Fault(dollars(int(wanted.catch_up)), "no catch-up: plan.catch_up = false"),
        )
