"""Social Security of the years ahead."""

from __future__ import annotations

from megaroth.kernel.cents import PPM, smaller
from megaroth.law.indices import Indices
from megaroth.law.load import FIRST_YEAR
from megaroth.law.load import law as law_of
from megaroth.model.household import Person
from megaroth.model.outlook import SocialSecurity
from megaroth.projection.future import Outlook, grown, jobs_of
from megaroth.rules.social_security import claimed_benefit, primary_insurance_amount

_FIRST_WORK_AGE = 22
_ELIGIBLE = 62
_MONTHS = 12


def yearly_benefits(ahead: Outlook) -> dict[int, int]:
    """Benefits of everybody by year, cents; those that the file states as income go on at the same prices.

    Args:
        ahead: the household's years.
    """
    stated = int(ahead.household.income.social_security)
    if stated:
        return {year: grown(stated, ahead.prices(year)) for year in ahead.years}
    return {year: _of_all(ahead, year) for year in ahead.years}


def _of_all(ahead: Outlook, year: int) -> int:
    """Everybody's own benefits; a survivor who has claimed has the larger of the two (42 USC 402(e), (f))."""
    own = [_benefit(ahead, person, year) for person in ahead.living(year)]
    if not ahead.widowed(year) or not own[0]:
        return sum(own)
    spouse = next(person for person in ahead.household.people if not ahead.alive(person, year))
    claimed = spouse.social_security or SocialSecurity()
    return max(own[0], _benefit(ahead, spouse, max(year, spouse.born.year + claimed.from_age)))


def _benefit(ahead: Outlook, person: Person, year: int) -> int:
    claimed = person.social_security or SocialSecurity()
    if person.age(year) < claimed.from_age:
        return 0
    if claimed.monthly is not None:
        return grown(claimed.monthly * _MONTHS, ahead.prices(year))
    return _MONTHS * grown(monthly_by_formula(ahead, person, claimed.from_age), _since_62(ahead, person, year))


def _since_62(ahead: Outlook, person: Person, year: int) -> float:
    """Cost-of-living increases since the year of the 62nd birthday."""
    return float((1 + ahead.inflation / PPM) ** (year - person.born.year - _ELIGIBLE))


def monthly_by_formula(ahead: Outlook, person: Person, from_age: int) -> int:
    """The monthly benefit by formula, at the prices of the year of the 62nd birthday, cents.

    Pay before the plan is taken to have grown with the average wage since the age of 22.
    """
    indices = Indices(ahead.inflation / PPM)
    earnings = {}
    last = person.born.year + _ELIGIBLE + 8
    for year in range(person.born.year + _FIRST_WORK_AGE, last + 1):
        if pay := _pay(ahead, person, year, indices):
            earnings[year] = int(smaller(pay, _base(year, ahead.inflation, indices)))
    full = primary_insurance_amount(earnings, person.born.year, indices)
    return claimed_benefit(full, person.born.year, from_age)


def _pay(ahead: Outlook, person: Person, year: int, indices: Indices) -> int:
    if ahead.retired(person, year):
        return 0
    now = max(year, ahead.first)
    jobs = jobs_of(person, now)
    pay = sum(int(job.pay) for job in jobs if job.pay is not None)
    if year >= ahead.first:
        return grown(pay, ahead.pay(year))
    return grown(pay, indices.average_wage(year) / indices.average_wage(ahead.first))


def _base(year: int, inflation: int, indices: Indices) -> int:
    """The contribution and benefit base; before the law data by the average wage."""
    if year >= FIRST_YEAR:
        return law_of(year, inflation).social_security_wage_base
    return grown(law_of(FIRST_YEAR).social_security_wage_base, indices.average_wage(year) / indices.average_wage(FIRST_YEAR))
