"""Social Security benefits of the years ahead."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from megaroth.kernel.money import PPM, share, smaller
from megaroth.law.indices import Indices
from megaroth.law.social_security import (
    MONTHS,
    benefit_increases,
    exempt_earnings,
    formula,
    full_retirement_months,
    survivor_full_months,
)
from megaroth.law.years import FIRST_YEAR
from megaroth.model.household import Job, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.payroll.paydays import all_paydays
from megaroth.projection.jobs_held import jobs_of, pay_before_growth
from megaroth.projection.timeline import Outlook, grown
from megaroth.rules.social_security import (
    claimed_benefit,
    held_back_by_earnings,
    primary_insurance_amount,
    spouse_benefit,
    survivor_benefit,
)

_FIRST_WORK_AGE = 22
"""The age at which pay is assumed to have begun: an assumption, not law."""

_UNIT = 10_000_000
"""A benefit for which every reduction is a whole number to seven digits."""


@dataclass
class _Held:
    """Months for which earnings withheld a person's benefits: the own benefit, and that of a
    spouse."""

    own: int = 0
    as_spouse: int = 0


def yearly_benefits(ahead: Outlook) -> dict[int, tuple[int, ...]]:
    """Benefits of each person by year, cents. Benefits that the file states as income continue at
    the same prices.

    Args:
        ahead: the household's years.
    """
    if int(ahead.household.income.social_security):
        return {year: tuple(_stated(ahead, year)) for year in ahead.years}
    benefits = _Benefits(ahead)
    # In the order of the years, because benefits withheld before full retirement age raise the
    # benefit after it.
    return {year: tuple(benefits.of_all(year)) for year in ahead.years}


def _stated(ahead: Outlook, year: int) -> list[int]:
    """Benefits that the file states, divided among those alive, because the file does not say whose
    they are."""
    living = ahead.living(year)
    if not living:
        return [0] * len(ahead.household.people)
    each, rest = divmod(
        grown(int(ahead.household.income.social_security), _never_less(ahead, year)), len(living)
    )
    return [
        (each + (rest if one == living[0] else 0)) if one in living else 0
        for one in ahead.household.people
    ]


class _Benefits:
    """Everybody's benefits, year by year.

    Attributes:
        held: months withheld so far because of earnings, of each person.
        taken_at: the age at which a survivor claims the benefit of the spouse at an index.
        claims: the age at which each claims.
        monthly: the monthly benefit of each person, at prices of the first year if stated, else at
            those of the year of the 62nd birthday.
    """

    def __init__(self, ahead: Outlook) -> None:
        self.ahead, self.people = ahead, ahead.household.people
        self.held = [_Held() for _ in self.people]
        stated = [person.social_security or SocialSecurity() for person in self.people]
        self.taken_at: dict[int, int] = {}
        self.claims = [one.from_age for one in stated]
        self.states = [one.monthly is not None for one in stated]
        self.monthly = [
            monthly_by_formula(ahead, person, one.from_age)
            if one.monthly is None
            else int(one.monthly)
            for person, one in zip(self.people, stated, strict=True)
        ]

    def of_all(self, year: int) -> list[int]:
        """Own benefits and benefits of spouses, less amounts withheld because of earnings. A
        survivor has the larger of the own and the spouse's benefit."""
        living = self.ahead.living(year)
        widowed = bool(living) and self.ahead.widowed(year)
        own = [
            self._own(place, year) if person in living else 0
            for place, person in enumerate(self.people)
        ]
        spousal = [0] * len(self.people)
        if widowed:
            place = self.people.index(living[0])
            own[place] = max(own[place], self._after(1 - place, year))
        elif len(living) > 1:
            spousal = self._as_spouses(year)
        months = [_months_before_full(person, year) for person in self.people]
        kept = [
            self._kept(place, year, own[place] + sum(spousal)) for place in range(len(self.people))
        ]
        found = []
        for place, (mine, more) in enumerate(zip(own, spousal, strict=True)):
            self.held[place].own += (
                _whole_months((1 - kept[place]) * months[place]) if mine and not widowed else 0
            )
            paid = mine * _paid(kept[place], months[place])
            if more:
                # Each person's earnings withhold it in the months before that person's full
                # retirement age (42 USC 403(b)(1), (f)(1)).
                parts = [_paid(share, before) for share, before in zip(kept, months, strict=True)]
                paid += more * math.prod(parts)
                back = _whole_months(MONTHS * (1 - math.prod(parts)))
                self.held[place].as_spouse += min(back, months[place])
            found.append(round(paid))
        return found

    def _kept(self, place: int, year: int, benefits: int) -> float:
        """The share of the benefits that depend on a person's earnings that is still paid in the
        months before full retirement age."""
        ahead, person = self.ahead, self.people[place]
        months = _months_before_full(person, year)
        if (
            not benefits
            or not months
            or ahead.retired(person, year)
            or not ahead.alive(person, year)
        ):
            return 1.0
        earned = sum(
            _earned(ahead, job, pay_before_growth(job, person, year))
            for job in jobs_of(person, year)
        )
        reaches = months < MONTHS
        exempt = exempt_earnings(year, Indices(ahead.inflation / PPM))[reaches]
        back = held_back_by_earnings(
            round(grown(earned, ahead.pay(year)) * months / MONTHS), exempt, reaches_full=reaches
        )
        return max(1.0 - back / (benefits * months / MONTHS), 0.0)

    def _as_spouses(self, year: int) -> list[int]:
        """Spouses' benefits in addition to the own ones; both must have claimed."""
        ages = [person.age(year) for person in self.people]
        claimed = all(age >= claim for age, claim in zip(ages, self.claims, strict=True))
        if not claimed or not self.ahead.status(year).startswith("married"):
            return [0, 0]
        full = [self._full(place, year) for place in range(len(self.people))]
        found = []
        for place, person in enumerate(self.people):
            other = 1 - place
            # The age at the later of the two claims.
            both = max(self.claims[place], ages[place] - (ages[other] - self.claims[other]))
            back = _counted(person, year, self.held[place].as_spouse)
            found.append(spouse_benefit(full[other], full[place], person.born.year, both, back))
        return found

    def _full(self, place: int, year: int) -> int:
        """A year of the benefit that a claim at full retirement age would have brought."""
        return round(
            self._amount(place, year)
            * _UNIT
            / claimed_benefit(_UNIT, self.people[place].born.year, self.claims[place])
        )

    def _after(self, place: int, year: int) -> int:
        """A year of survivor benefits after the spouse at an index, claimed at the age that pays
        the most until the end of the plan."""
        if place not in self.taken_at:
            self.taken_at[place] = self._best_age(place, year)
        return self._after_from(place, year, self.taken_at[place])

    def _best_age(self, place: int, year: int) -> int:
        """The age from 60 to full retirement age at which survivor and own benefits pay the most,
        in one year's dollars."""
        survivor, ahead = self.people[1 - place], self.ahead
        first = max(survivor.age(year), formula().widow_age)
        last = max(first, -(-survivor_full_months(survivor.born.year) // MONTHS))
        years = [one for one in ahead.years if one >= year and ahead.alive(survivor, one)]
        own = [self._own(1 - place, one) for one in years]

        def whole(age: int) -> float:
            after = (self._after_from(place, one, age) for one in years)
            return sum(
                max(pair) / ahead.prices(one)
                for one, pair in zip(years, zip(own, after, strict=True), strict=True)
            )

        return max(range(first, last + 1), key=lambda age: (whole(age), -age))

    def _after_from(self, place: int, year: int, age: int) -> int:
        gone, survivor = self.people[place], self.people[1 - place]
        assert gone.lives_until is not None
        if survivor.age(year) < age:
            return 0
        born, claims = gone.born.year, self.claims[place]
        full = self._full(place, year)
        # A person who died before claiming had earned delayed retirement credits until death (42
        # USC 402(e)(2)(C)).
        had = claimed_benefit(full, born, min(claims, gone.lives_until), self.held[place].own)
        if gone.lives_until < claims:
            had = max(had, full)
        return survivor_benefit(full, had, survivor.born.year, age)

    def _own(self, place: int, year: int) -> int:
        person, claims = self.people[place], self.claims[place]
        if person.age(year) < claims:
            return 0
        amount, back = self._amount(place, year), _counted(person, year, self.held[place].own)
        if not back:
            return amount
        rates = [claimed_benefit(_UNIT, person.born.year, claims, months) for months in (back, 0)]
        return round(amount * rates[0] / rates[1])

    def _amount(self, place: int, year: int) -> int:
        """A year of a benefit at the prices of that year, before any reduction for earnings."""
        if self.states[place]:
            return grown(self.monthly[place] * MONTHS, _never_less(self.ahead, year))
        return MONTHS * grown(self.monthly[place], _since_62(self.ahead, self.people[place], year))


def _whole_months(months: float) -> int:
    """Months of which any part was withheld."""
    return math.ceil(months - 1e-9)


def _paid(kept: float, months: int) -> float:
    """The share of a year's benefit that is paid if some months before full retirement age pay a
    share."""
    return 1 - months / MONTHS * (1 - kept)


def _months_before_full(person: Person, year: int) -> int:
    """Months of a year before full retirement age."""
    reached = (
        person.born.year * MONTHS + person.born.month - 1 + full_retirement_months(person.born.year)
    )
    return min(max(reached - year * MONTHS, 0), MONTHS)


def _counted(person: Person, year: int, held: int) -> int:
    """Withheld months, counted from the first whole year of full retirement age."""
    return 0 if _months_before_full(person, year) else held


def _never_less(ahead: Outlook, year: int) -> float:
    """Prices of a year as a ratio to those of the first, for benefits, which do not fall with
    prices."""
    return max(ahead.prices(year), 1.0)


def _since_62(ahead: Outlook, person: Person, year: int) -> float:
    """Cost-of-living increases since the year of the 62nd birthday; before it, prices until
    then."""
    eligible, inflation = person.born.year + formula().eligibility_age, ahead.inflation / PPM
    return (
        benefit_increases(eligible, year, inflation)
        if year >= eligible
        else (1 + inflation) ** (year - eligible)
    )


def monthly_by_formula(ahead: Outlook, person: Person, from_age: int) -> int:
    """The monthly benefit by formula, at the prices of the year of the 62nd birthday, cents.

    Pay before the plan is assumed to have grown with the average wage since the age of 22.
    """
    indices = Indices(ahead.inflation / PPM)
    earnings = {}
    last = person.born.year + formula().latest_claim_age
    for year in range(person.born.year + _FIRST_WORK_AGE, last + 1):
        if pay := _pay(ahead, person, year, indices):
            earnings[year] = int(smaller(pay, _base(ahead, year, indices)))
    full = primary_insurance_amount(earnings, person.born.year, indices)
    return claimed_benefit(full, person.born.year, from_age)


def _pay(ahead: Outlook, person: Person, year: int, indices: Indices) -> int:
    if ahead.retired(person, year) or not ahead.alive(person, year):
        return 0
    if year >= ahead.first:
        return grown(
            sum(
                _earned(ahead, job, pay_before_growth(job, person, year))
                for job in jobs_of(person, year)
            ),
            ahead.pay(year),
        )
    held = _held_at_first(person, ahead.first)
    return grown(
        sum(_earned(ahead, job, _annual_pay(job, ahead.first)) for job in held),
        indices.average_wage(year) / indices.average_wage(ahead.first),
    )


def _held_at_first(person: Person, first: int) -> list[Job]:
    """The jobs held on the first January 1, or else the first one that starts later, so that only
    one of consecutive jobs counts."""
    jobs = jobs_of(person, first)
    new_year = date(first, 1, 1)
    held = [job for job in jobs if job.started is None or job.started <= new_year]
    return held or sorted(jobs, key=lambda job: job.started or new_year)[:1]


def _earned(ahead: Outlook, job: Job, pay: int) -> int:
    """The part of pay that counts as earnings; for a person's own business, net earnings (42 USC
    411(a); IRC 1402(a)(12))."""
    return (
        int(share(pay, ahead.law(ahead.first).self_employment_earnings_share))
        if job.self_employed
        else pay
    )


def _annual_pay(job: Job, year: int) -> int:
    """A whole year's pay of a job, at the prices of the first year."""
    if job.pay_per_period is not None:
        return int(job.pay_per_period) * len(all_paydays(replace(job, first_payday=None), year))
    return 0 if job.pay is None else int(job.pay)


def _base(ahead: Outlook, year: int, indices: Indices) -> int:
    """The contribution and benefit base; before the first year of the law data, by the average
    wage."""
    if year >= FIRST_YEAR:
        return ahead.law(year).social_security_wage_base
    return grown(
        ahead.law(FIRST_YEAR).social_security_wage_base,
        indices.average_wage(year) / indices.average_wage(FIRST_YEAR),
    )
