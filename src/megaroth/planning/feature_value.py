"""The values of plan features: of those that are compared, and of a mega backdoor Roth that no plan
offers. They are numbers for HR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import PPM
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household, Job
from megaroth.planning.after_tax_wealth import after_tax_wealth, ends_of
from megaroth.planning.alternatives import has_way, known
from megaroth.planning.best_policies import best_ways
from megaroth.planning.leading_measure import Lead, leads_alone
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.prepare import Prepared, WorkingYears, prepare
from megaroth.planning.results import IF_OFFERED, AlternativeResult, Feature
from megaroth.projection.accounts import Returns
from megaroth.projection.stacking import ends

_PAIRS = (
    (message("feature_way_to_roth"), "mega", "taxable"),
    (message("feature_while_employed"), "mega", "after_tax_left"),
    (message("feature_each_paycheck_or_year"), "mega", "mega_yearly"),
    (message("feature_each_paycheck_or_quarter"), "mega_each_paycheck", "mega_quarterly"),
    (message("feature_designated_roth"), "roth_deferral", "taxable"),
    (message("feature_iras"), "taxable", "without_ira"),
)
"""A feature, and the alternatives with it and without it."""


def features(
    alternatives: Sequence[AlternativeResult], leads: Sequence[Lead], wealth: Sequence[float]
) -> list[Feature]:
    """The value of each plan feature whose alternatives are compared.

    Args:
        alternatives: as they were compared.
        leads: each in the measure that leads.
        wealth: after-tax wealth of each at the end, at the assumed growth, cents.
    """
    places = {one.name: at for at, one in enumerate(alternatives)}
    return [
        Feature(
            name,
            leads[places[having]].difference(leads[places[lacking]]).middle,
            leads[0].measure,
            round(wealth[places[having]] - wealth[places[lacking]]),
            (leads[places[having]].level, leads[places[lacking]].level),
            having,
            lacking,
            (
                alternatives[places[having]].level_ends,
                alternatives[places[lacking]].level_ends,
            ),
        )
        for name, having, lacking in _PAIRS
        if having in places and lacking in places
    ]


def missing_feature(
    household: Household,
    law_book: LawBook,
    policy: PolicyChoice,
    calculated: WorkingYears | None = None,
) -> Feature | None:
    """The value of the mega backdoor if plans offered it, compared with what they offer.

    Both save the same amount: without the mega backdoor it goes to the taxable account.

    Args:
        household: with no unknown plan rule.
        law_book: the law, with a user's figures and reforms.
        policy: of the comparison that it belongs to.
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
        policy,
    )


def _with_roth(household: Household) -> Household:
    def changed(job: Job) -> Job:
        return job if job.plan is None else replace(job, plan=replace(job.plan, roth=True))

    people = tuple(
        replace(person, jobs=tuple(changed(job) for job in person.jobs))
        for person in household.people
    )
    return replace(household, people=people)


def _worth(prepared: Prepared, feature: Message, policy: PolicyChoice) -> Feature:
    ahead, (lacking, having) = prepared.ahead, prepared.chosen
    assumed = ahead.household.assumptions
    best = best_ways(prepared, policy)
    without, with_it = leads_alone(best)
    level: Returns = np.full((1, len(ahead.years)), float(assumed.growth) / PPM)
    found = ends([one.by_cash_out.inputs for one in best], level)
    prices = ahead.prices(ahead.years[-1])
    wealth = [
        float(after_tax_wealth(accounts, int(assumed.heirs_rate), prices)[rows][0])
        for accounts, rows in found
    ]
    owned = [ends_of(accounts, rows.start) for accounts, rows in found]
    return Feature(
        message("feature_not_offered", feature=feature),
        with_it.difference(without).middle,
        with_it.measure,
        round(wealth[1] - wealth[0]),
        (with_it.level, without.level),
        having.name,
        lacking.name,
        (owned[1], owned[0]),
    )
