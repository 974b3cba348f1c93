"""The rules that decide whether after-tax money reaches Roth, where a file omits them.

People who do not know one of them rarely know those that depend on it. So where ``after_tax`` is
unknown and the file says nothing of a way to Roth, the ways are unknown too; and where in-plan
rollovers are unknown, so are the Roth accounts that they need. All others that are omitted are
taken as no.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from megaroth.model.fields import UNKNOWN, is_unknown
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan_features import DECIDING_RULES, WAYS_TO_ROTH


def with_deciding_rules(household: Household, data: dict[str, Any]) -> Household:
    """The household whose plans have the omitted rules that follow from unknown ones as unknown,
    and name those that are taken as no.

    Args:
        household: read from ``data``.
        data: the tables of the file, as TOML has them.
    """
    return replace(
        household,
        people=tuple(
            _person(person, table)
            for person, table in zip(household.people, data["people"], strict=True)
        ),
    )


def _person(person: Person, table: dict[str, Any]) -> Person:
    jobs = zip(person.jobs, table.get("jobs", ()), strict=True)
    return replace(person, jobs=tuple(_job(job, job_table) for job, job_table in jobs))


def _job(job: Job, table: dict[str, Any]) -> Job:
    if job.plan is None:
        return job
    omitted = frozenset(DECIDING_RULES).difference(table["plan"])
    plan = job.plan
    if is_unknown(plan.after_tax) and omitted >= WAYS_TO_ROTH:
        plan = replace(plan, in_plan_roth_rollover=UNKNOWN, in_service_withdrawal=UNKNOWN)
        omitted -= WAYS_TO_ROTH
    if "roth" in omitted and is_unknown(plan.in_plan_roth_rollover):
        # A plan takes in-plan Roth rollovers only if it has Roth accounts (IRC 402A(c)(4)(A)).
        plan, omitted = replace(plan, roth=UNKNOWN), omitted - {"roth"}
    return replace(job, plan=replace(plan, not_stated=omitted))
