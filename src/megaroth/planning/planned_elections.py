"""The elections of each year of work in a plan."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.planning.yearly_results import Election
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.working_years import WorkingYear


def elections_of(inputs: ScenarioInputs) -> Iterator[Election]:
    """What each person elects at each job, year by year."""
    for year, work in inputs.working.items():
        jobs = {
            (person.name, job.employer): job
            for person in work.household.people
            for job in person.jobs
        }
        for one in work.elected:
            kind = jobs[one.person, one.employer].elections.kind
            catch_up_kind = (
                "roth" if kind == "pre_tax" and _has_roth_catch_up(work, one.person) else kind
            )
            yield Election(
                year,
                one.person,
                one.employer,
                kind,
                one.deferral,
                one.catch_up,
                catch_up_kind,
                one.after_tax,
            )


def _has_roth_catch_up(work: WorkingYear, name: str) -> bool:
    """Whether a person has Roth contributions at jobs whose deferrals are pre-tax, which is a
    catch-up that must be Roth."""
    place, person = next(
        (place, one) for place, one in enumerate(work.household.people) if one.name == name
    )
    kinds = {job.employer: job.elections.kind for job in person.jobs}
    elected = sum(
        one.deferral + one.catch_up
        for one in work.elected
        if one.person == name and kinds[one.employer] == "roth"
    )
    return int(work.people[place].roth) > elected
