"""Alternatives: uses of the same cash, each as a changed household."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import Message, message
from megaroth.model.household import Household, Job
from megaroth.model.outlook import AlternativeSpec
from megaroth.model.plan import Plan
from megaroth.planning.results import IF_OFFERED
from megaroth.projection.decisions import Decision
from megaroth.readers.alternatives import misnamed


@dataclass(frozen=True)
class Choice:
    """One alternative.

    Attributes:
        name: its key.
        about: what it does.
        household: the household with this alternative.
        split: earnings of rollovers to a Roth IRA go to a traditional IRA.
        decisions: conversions and withdrawals that are stated for some years.
    """

    name: str
    about: Message
    household: Household
    split: bool = False
    decisions: Mapping[int, Decision] = field(default_factory=dict)


def _jobs(household: Household, change: Callable[[Job], Job]) -> Household:
    people = tuple(
        replace(
            person, jobs=tuple(change(job) if job.plan is not None else job for job in person.jobs)
        )
        for person in household.people
    )
    return replace(household, people=people)


def _without_after_tax(household: Household) -> Household:
    return _jobs(household, lambda job: replace(job, elections=replace(job.elections, after_tax=0)))


def _plans(household: Household, change: Callable[[Plan], Plan]) -> Household:
    """Change the plans that accept after-tax contributions."""

    def changed(job: Job) -> Job:
        assert job.plan is not None
        return replace(job, plan=change(job.plan)) if job.plan.after_tax is True else job

    return _jobs(household, changed)


def _in_plan(how_often: str) -> Callable[[Household], Household]:
    return lambda household: replace(
        _plans(
            household,
            lambda plan: replace(
                plan, roth=True, in_plan_roth_rollover=how_often, in_service_withdrawal=()
            ),
        ),
        destination=None,
    )


def _to_roth_ira(household: Household) -> Household:
    changed = _plans(
        household,
        lambda plan: replace(
            plan, in_plan_roth_rollover="no", in_service_withdrawal=("after_tax",)
        ),
    )
    return replace(changed, destination="roth_ira")


def _left(household: Household) -> Household:
    return replace(
        _plans(
            household,
            lambda plan: replace(plan, in_plan_roth_rollover="no", in_service_withdrawal=()),
        ),
        destination=None,
    )


def _deferral(kind: str) -> Callable[[Household], Household]:
    def change(job: Job) -> Job:
        assert job.plan is not None
        roth = job.plan.roth is True or kind != "roth"
        return replace(job, elections=replace(job.elections, deferral_kind=kind)) if roth else job

    return lambda household: _without_after_tax(_jobs(household, change))


def _order(household: Household, first: str | None = None, without: str | None = None) -> Household:
    steps = [step for step in household.order if step not in (first, without)]
    if first is not None and "match" in steps:
        steps = ["match", first, *(step for step in steps if step != "match")]
    return replace(household, order=tuple(steps))


def has_way(plan: Plan) -> bool:
    """Whether the plan accepts after-tax money that can move to Roth before the job ends."""
    return plan.after_tax is True and (
        plan.in_plan_roth_rollover not in (None, "no")
        or "after_tax" in (plan.in_service_withdrawal or ())
    )


def _offered(household: Household) -> Household:
    """Add after-tax contributions and in-plan Roth rollovers to plans without them."""

    def changed(job: Job) -> Job:
        assert job.plan is not None
        if job.self_employed or has_way(job.plan):
            return job
        plan = replace(
            job.plan,
            after_tax=True,
            roth=True,
            in_plan_roth_rollover="each_paycheck",
            in_service_withdrawal=(),
        )
        return replace(
            job,
            plan=plan,
            elections=replace(job.elections, after_tax=job.elections.after_tax or None),
        )

    return replace(_jobs(household, changed), destination=None)


def _as_it_is(household: Household) -> Household:
    return household


KNOWN: dict[str, Callable[[Household], Household]] = {
    "taxable": _without_after_tax,
    "mega": _as_it_is,
    "mega_each_paycheck": _in_plan("each_paycheck"),
    "mega_quarterly": _in_plan("quarterly"),
    "mega_yearly": _in_plan("yearly"),
    "mega_roth_ira": _to_roth_ira,
    "mega_roth_ira_split": _to_roth_ira,
    "after_tax_left": _left,
    "roth_deferral": _deferral("roth"),
    "pre_tax_deferral": _deferral("pre_tax"),
    "without_ira": lambda household: _without_after_tax(_order(household, without="ira")),
    "ira_first": lambda household: _order(household, first="ira"),
    IF_OFFERED: _offered,
    "hsa_first": lambda household: _order(household, first="hsa"),
}
"""The known alternatives: how each changes the household."""


OWN_WAY = (
    "mega_each_paycheck",
    "mega_quarterly",
    "mega_yearly",
    "mega_roth_ira",
    "mega_roth_ira_split",
)
"""Alternatives with their own way to Roth, which the plan may not have."""


def choices(household: Household) -> list[Choice]:
    """The alternatives that a household names, or else those that its plans suggest.

    Raises:
        InputError: a name is unknown or appears twice.
    """
    specs = household.alternatives or tuple(
        AlternativeSpec(name=name) for name in _suggested(household)
    )
    problems = [
        Problem(f"alternatives[{at}].{key}", found, expected, nearest=near)
        for at, key, found, expected, near in misnamed(specs)
    ]
    if problems:
        raise InputError(problems)
    return [_made(household, spec) for spec in specs]


def _suggested(household: Household) -> list[str]:
    plans = [job.plan for person in household.people for job in person.jobs if job.plan is not None]
    names = ["taxable"]
    if any(has_way(plan) for plan in plans):
        names += ["mega", "after_tax_left"]
        if any(plan.in_plan_roth_rollover == "each_paycheck" for plan in plans):
            names.append("mega_yearly")
    elif any(plan.after_tax is True for plan in plans):
        names.append("after_tax_left")
    if (
        "mega" not in names
        and "ira" in household.order
        and any(person.jobs for person in household.people)
    ):
        names.append("without_ira")
    if any(plan.roth is True for plan in plans):
        kinds = {
            job.elections.kind
            for person in household.people
            for job in person.jobs
            if job.plan is not None
        }
        names.append("roth_deferral" if kinds == {"pre_tax"} else "pre_tax_deferral")
    return names


def known(household: Household, name: str) -> Choice:
    """A known alternative of a household."""
    return _made(household, AlternativeSpec(name=name))


def all_elected(household: Household) -> list[Choice]:
    """No after-tax contributions, and, if the plans accept them, the household as it is."""
    plans = [job.plan for person in household.people for job in person.jobs if job.plan is not None]
    names = ["taxable", "mega"] if any(plan.after_tax is True for plan in plans) else ["taxable"]
    return [known(household, name) for name in names]


def _made(household: Household, spec: AlternativeSpec) -> Choice:
    what = spec.of or spec.name
    made = KNOWN[what](household)
    split = what == "mega_roth_ira_split" or spec.way == "roth_ira_split"
    if spec.way in ("roth_ira", "roth_ira_split"):
        made = _to_roth_ira(made)
    elif spec.way == "none":
        made = _left(made)
    if spec.how_often is not None or spec.way == "in_plan":
        made = _in_plan(spec.how_often or "each_paycheck")(made)

    def elect(job: Job) -> Job:
        elections = job.elections
        for name in ("after_tax", "deferral", "deferral_kind"):
            if (value := getattr(spec, name)) is not None:
                elections = replace(elections, **{name: value})
        return replace(job, elections=elections)

    made = _jobs(made, elect)
    if spec.order is not None:
        made = replace(made, order=spec.order)
    return Choice(
        spec.name,
        message("alternative", what=what, changed=spec.of is not None),
        made,
        split,
        _decisions(household, spec),
    )


def _decisions(household: Household, spec: AlternativeSpec) -> dict[int, Decision]:
    """Conversions and withdrawals by year, as an alternative of the file states them."""
    converted = {one.year: int(one.amount) for one in spec.conversions or ()}
    drawn = {one.year: one for one in spec.withdrawals or ()}
    last = household.people[0].born.year + household.assumptions.plan_until
    # If an alternative states conversions, years without one convert nothing.
    years = set(range(household.year, last + 1)) if converted else set(drawn)
    return {
        year: Decision(
            pre_tax=int(drawn[year].pre_tax) if year in drawn else 0,
            roth=int(drawn[year].roth) if year in drawn else 0,
            converted=converted.get(year, 0),
            draws=year in drawn,
        )
        for year in sorted(years)
    }
