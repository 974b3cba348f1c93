"""Jobs that begin later, changes of pay and years between jobs among the assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.model.household import Job, Person
from megaroth.model.pay_change import PayChange
from megaroth.projection.timeline import Outlook


def job_notes(ahead: Outlook) -> Iterator[Message]:
    """What changes at work in later years."""
    for person in ahead.household.people:
        for job in person.jobs:
            if job.started is not None and job.started.year > ahead.first:
                yield message(
                    "later_job", person=person.name, employer=job.employer, day=job.started
                )
            for change in job.pay_changes:
                yield from _change(change, job, person, ahead)
    idle = [year for year in ahead.years if not ahead.working(year) and not ahead.after_work(year)]
    if idle:
        yield message("between_jobs", years=tuple(str(year) for year in idle))


def _change(change: PayChange, job: Job, person: Person, ahead: Outlook) -> Iterator[Message]:
    years = [
        year
        for year in ahead.years
        if change.applies(year, person.born.year) and not ahead.retired(person, year)
    ]
    if years:
        yield message(
            "pay_change",
            person=person.name,
            employer=job.employer,
            once=len(years) == 1,
            first=years[0],
            last=years[-1],
            share=None if change.share is None else Share.of(int(change.share)),
            pay=None if change.pay is None else Amount.of(int(change.pay)),
        )
