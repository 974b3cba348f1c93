"""The value of a mega backdoor Roth that no plan offers: a number for HR."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import PPM
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household, Job
from megaroth.planning.after_tax_wealth import after_tax_wealth, ends_of
from megaroth.planning.alternatives import has_way, known
from megaroth.planning.prepare import Prepared, WorkingYears, prepare
from megaroth.planning.results import IF_OFFERED, Feature
from megaroth.projection.accounts import Returns
from megaroth.projection.stacking import ends


def missing_feature(
    household: Household, law_book: LawBook, calculated: WorkingYears | None = None
) -> Feature | None:
    """The value of the mega backdoor if plans offered it, compared with what they offer, at the
    assumed growth.

    Both save the same amount: without the mega backdoor it goes to the taxable account.

    Args:
        household: with no unknown plan rule.
        law_book: the law, with a user's figures and reforms.
        calculated: as in :func:`megaroth.planning.prepare.prepare`.

    Returns:
        The missing feature; None if a plan has it or nobody has a plan.
    """
    plans = [
        job.plan
        for person in household.people
        for job in person.jobs
        if job.plan is not None and not job.self_employed
    ]
    if not plans or any(has_way(plan) for plan in plans):
        return None
    takes = any(plan.after_tax is True for plan in plans)
    # Catch-up contributions that a plan without Roth cannot accept are not part of this feature.
    with_roth = _with_roth(household)
    lacking, having = (
        known(with_roth, "after_tax_left" if takes else "taxable"),
        known(with_roth, IF_OFFERED),
    )
    return _worth(
        prepare(household, [lacking, having], law_book=law_book, calculated=calculated),
        message("feature_move" if takes else "feature_after_tax_and_move"),
    )


def _with_roth(household: Household) -> Household:
    def changed(job: Job) -> Job:
        return job if job.plan is None else replace(job, plan=replace(job.plan, roth=True))

    people = tuple(
        replace(person, jobs=tuple(changed(job) for job in person.jobs))
        for person in household.people
    )
    return replace(household, people=people)


def _worth(prepared: Prepared, feature: Message) -> Feature:
    ahead, (lacking, having) = prepared.ahead, prepared.chosen
    assumed = ahead.household.assumptions
    level: Returns = np.full((1, len(ahead.years)), float(assumed.growth) / PPM)
    found = ends(prepared.given, level)
    prices = ahead.prices(ahead.years[-1])
    without, with_it = (
        float(after_tax_wealth(accounts, int(assumed.heirs_rate), prices)[rows][0])
        for accounts, rows in found
    )
    owned = [ends_of(accounts, rows.start) for accounts, rows in found]
    return Feature(
        message("feature_not_offered", feature=feature),
        round(with_it - without),
        having.name,
        lacking.name,
        (owned[1], owned[0]),
    )
