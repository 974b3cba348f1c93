"""Social Security of the years ahead."""

from __future__ import annotations

from megaroth.kernel.cents import PPM, smaller
from megaroth.law.indices import Indices
from megaroth.law.load import FIRST_YEAR
from megaroth.law.load import law as law_of
from megaroth.model.household import Person
from megaroth.model.outlook import SocialSecurity
from megaroth.projection.future import Outlook, grown, jobs_of
from megaroth.rules.social_security import WIDOW_AGE, claimed_benefit, primary_insurance_amount, spouse_benefit, survivor_benefit

_FIRST_WORK_AGE = 22
_ELIGIBLE = 62
_MONTHS = 12
_UNIT = 10_000_000


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
    """Everybody's own benefits and what they have as spouses; a survivor has the larger of the own one and that after the spouse."""
    living = ahead.living(year)
    own = [_benefit(ahead, person, year) for person in living]
    if not living or not ahead.widowed(year):
        return sum(own) + (_as_spouses(ahead, year) if len(living) > 1 else 0)
    gone = next(person for person in ahead.household.people if not ahead.alive(person, year))
    return max(sum(own), _after(ahead, gone, living[0], year))


def _as_spouses(ahead: Outlook, year: int) -> int:
    """What two spouses have beside their own benefits; only who has claimed gives and takes."""
    claims = [_claims(person) for person in ahead.household.people]
    ages = [person.age(year) for person in ahead.household.people]
    if not ahead.status(year).startswith("married") or any(age < claim for age, claim in zip(ages, claims, strict=True)):
        return 0
    full = [_full(ahead, person, year) for person in ahead.household.people]
    found = 0
    for place, person in enumerate(ahead.household.people):
        other = 1 - place
        # The age at which the later of the two claims was made.
        both = max(claims[place], ages[place] - (ages[other] - claims[other]))
        found += spouse_benefit(full[other], full[place], person.born.year, both)
    return found


def _full(ahead: Outlook, person: Person, year: int) -> int:
    """A year of the benefit that a claim at full retirement age would have brought."""
    return round(_amount(ahead, person, year) * _UNIT / claimed_benefit(_UNIT, person.born.year, _claims(person)))


def _claims(person: Person) -> int:
    return (person.social_security or SocialSecurity()).from_age


def _after(ahead: Outlook, gone: Person, survivor: Person, year: int) -> int:
    """A year of benefits after a spouse, taken as soon as the survivor is 60."""
    assert gone.lives_until is not None
    if survivor.age(year) < WIDOW_AGE:
        return 0
    born, claims = gone.born.year, _claims(gone)
    full = _full(ahead, gone, year)
    # One who died before claiming had earned the credits of a delay until death (42 USC 402(e)(2)(C)).
    had = claimed_benefit(full, born, min(claims, gone.lives_until))
    if gone.lives_until < claims:
        had = max(had, full)
    widowed_at = survivor.age(born + gone.lives_until + 1)
    return survivor_benefit(full, had, survivor.born.year, max(widowed_at, WIDOW_AGE))


def _benefit(ahead: Outlook, person: Person, year: int) -> int:
    claimed = person.social_security or SocialSecurity()
    return 0 if person.age(year) < claimed.from_age else _amount(ahead, person, year)


def _amount(ahead: Outlook, person: Person, year: int) -> int:
    """A year of a benefit at the prices of a year, claimed or not yet."""
    claimed = person.social_security or SocialSecurity()
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
    if ahead.retired(person, year) or not ahead.alive(person, year):
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
