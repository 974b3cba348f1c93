"""Values of plan features, and the assumptions of the years ahead in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import Cents, dollars, percent
from megaroth.law.figures import figures_notes, stated_years
from megaroth.law.reform import REFORMED, reform_names
from megaroth.law.social_security import full_retirement_months
from megaroth.model.household import Household, Person
from megaroth.planning.prepare import Prepared
from megaroth.planning.results import AlternativeOut, Feature
from megaroth.planning.spending import IN_RETIREMENT, whole_year
from megaroth.planyear.payday_messages import pay_counted
from megaroth.planyear.prior_year_pay import roth_catch_up_is_open
from megaroth.projection.policy import stated_policy
from megaroth.projection.timeline import Outlook, jobs_of, retirement_age
from megaroth.tax.filing_status import separate_note

_PAIRS = (
    ("after-tax contributions with a way to Roth", "mega", "taxable"),
    ("moving to Roth while employed, rather than when the job ends", "mega", "after_tax_left"),
    ("moving each paycheck rather than once a year", "mega", "mega_yearly"),
    ("moving each paycheck rather than each quarter", "mega_each_paycheck", "mega_quarterly"),
    ("designated Roth contributions", "roth_deferral", "taxable"),
    ("contributions to IRAs", "taxable", "without_ira"),
)


_GOES_ON = {
    "pensions": "pensions",
    "interest": "interest",
    "tax_exempt_interest": "tax-exempt interest",
    "social_security": "Social Security",
    "state_taxes": "state taxes",
    "mortgage_interest": "mortgage interest",
    "charity": "gifts to charity",
}
_WITHDRAWALS = {
    "bracket": "by bracket",
    "penalty_aware": "conventional, money with the 10% additional tax last",
    "penalty_aware_bracket": "by bracket, money with the 10% additional tax last",
}
NOTHING_LEFT = "Contributions leave nothing to spend"
_ACCOUNTS_GIVE = (
    "dividends",
    "qualified_dividends",
    "short_term_gain",
    "long_term_gain",
    "ira_distributions",
)


def features(alternatives: list[AlternativeOut], worth: list[float]) -> list[Feature]:
    """The value of each plan feature whose alternatives are compared.

    Args:
        alternatives: as they were compared.
        worth: after-tax wealth of each at the end, at the assumed growth, cents.
    """
    by_name = {
        one.name: (one.level_ends, value) for one, value in zip(alternatives, worth, strict=True)
    }
    return [
        Feature(
            name,
            round(by_name[with_it][1] - by_name[without][1]),
            with_it,
            without,
            (by_name[with_it][0], by_name[without][0]),
        )
        for name, with_it, without in _PAIRS
        if with_it in by_name and without in by_name
    ]


def assumptions(prepared: Prepared, *, planned: bool = False) -> list[str]:
    """The assumptions of the years ahead, in sentences.

    Args:
        prepared: the alternatives.
        planned: whether a plan decides when benefits are claimed, what is drawn and what is
            converted.
    """
    return list(_assumptions(prepared, planned=planned))


def _assumptions(prepared: Prepared, *, planned: bool) -> Iterator[str]:
    ahead = prepared.ahead
    household, assumed = ahead.household, ahead.household.assumptions
    yield from _market(household, ahead.inflation)
    for year in stated_years(ahead.law_book.figures):
        if year in ahead.years:
            yield from figures_notes(
                ahead.law_book.figures, year, ahead.law(year).projected_names()
            )
    for name in dict.fromkeys(
        name for year in ahead.years for name in reform_names(ahead.law_book.reforms, year)
    ):
        changed = [
            year for year in ahead.years if name in reform_names(ahead.law_book.reforms, year)
        ]
        yield f"{REFORMED}: the reform {name!r} changes {_span(changed)}."
    prices = _rate(ahead.inflation)
    yield (
        f"Pay grows {_rate(assumed.pay_growth)} a year and prices {prices}; limits and brackets "
        "are indexed by law."
    )
    yield from pay_counted(household)
    for person in household.people:
        yield _works(person, ahead.first)
        if person.lives_until is not None:
            rate = _rate(assumed.survivor_spending)
            yield (
                f"{person.name} lives to {person.lives_until}; then {rate} is spent, and the "
                "survivor has the larger benefit."
            )
        benefit = person.social_security
        if not household.income.social_security:
            how = (
                "by the benefit formula"
                if benefit is None or benefit.monthly is None
                else "as stated"
            )
            claims = 67 if benefit is None else benefit.from_age
            yield (
                f"{person.name}'s Social Security is "
                f"{how}{'' if planned else f', from age {claims}'}."
            )
            full = full_retirement_months(person.born.year) / 12
            if (
                not planned
                and person.jobs
                and claims < min(retirement_age(person, ahead.first), full)
            ):
                yield (
                    f"While {person.name} works before full retirement age, pay holds benefits "
                    "back; they are larger later (42 USC 403)."
                )
    income = household.income
    if any(int(getattr(income, name)) for name in _ACCOUNTS_GIVE):
        yield (
            "Dividends, gains and distributions that [income] states are not in the years ahead, "
            "the first one included: the accounts give "
            "them there."
        )
    yield from _lasting_income(ahead)
    if household.as_of is not None:
        yield (
            f"Plan balances of {household.as_of} are taken back to January 1 at "
            f"{_rate(assumed.growth)} a year, less what was contributed "
            "since; the year is told whole."
        )
    if household.spending is None and ahead.working(ahead.first):
        beside = (
            "; when one of two has stopped it is no less than after work"
            if len(household.people) > 1
            else ""
        )
        yield (
            "Spending while working is not stated: it is what the alternative that puts away "
            f"most leaves of pay{beside}."
        )
        bare = [
            year for year in prepared.given[0].working if not int(prepared.given[0].spending[year])
        ]
        if bare:
            yield (
                f"{NOTHING_LEFT} in {_span(bare)}: state `spending` for figures that can be "
                "lived by."
            )
    if (
        household.spending is not None
        and household.spare_cash is None
        and ahead.working(ahead.first)
    ):
        yield (
            "Contributions are no more than income and savings leave beside the stated "
            "spending; spare_cash sets another bound."
        )
    first = prepared.given[-1].working.get(ahead.first)
    if first is not None and first.corrected:
        yield (
            f"Contributions of {ahead.first} are {dollars(int(first.corrected))} over the limits: "
            "here that comes back in the same year, "
            "without earnings."
        )
    if household.spending_in_retirement is None:
        whole = whole_year(ahead)
        first_whole = (
            "of the year of work that leaves most"
            if whole is None
            else f"of {whole}, the first whole year of work"
        )
        of = (
            "before"
            if household.spending is not None or not ahead.working(ahead.first)
            else first_whole
        )
        yield f"Spending after work is not stated: {IN_RETIREMENT:.0%} of that {of}."
    yield (
        "Every alternative spends the same in every year; what is left over goes to a taxable "
        "account that pays "
        f"{_rate(assumed.dividend_yield)} of qualified dividends and realizes "
        f"{_rate(assumed.turnover)} of its gain a year."
    )
    yield (
        f"At the end ({ahead.years[-1]}) pre-tax money and health savings are taxed at "
        f"{_rate(assumed.heirs_rate)}, the gain of the "
        f"taxable account at 15%; all in money of {ahead.first}."
    )
    policy = stated_policy(assumed)
    drawn = (
        ""
        if planned
        else f"Withdrawals are {_WITHDRAWALS.get(policy.withdrawals, policy.withdrawals)}. "
    )
    yield (
        f"{drawn}Medicare premiums follow income of two years before, and health savings pay them."
    )
    if policy.conversions and not planned:
        yield (
            "Between work and required distributions pre-tax money is converted up to the "
            f"{_rate(policy.fill_to or 0)} bracket."
        )
    if any(account.kind != "roth" for person in household.people for account in person.iras):
        yield (
            "Distributions and conversions of traditional IRAs return their basis in proportion "
            "to the value of all of them; while at "
            "work before 59 1/2 an IRA is drawn only where that is stated, for it bears 10% of "
            "additional tax."
        )
    if any(len(ahead.filers(year)) > 1 for year in ahead.years):
        yield separate_note(household.state)
    if household.state is None:
        yield "No state is stated: state income tax is not included."
    if assumed.retirement_state is not None:
        yield f"After work the household lives in {assumed.retirement_state}."


def main_assumption(told: list[str]) -> str:
    """What a first line says of what was taken for granted: the market, and law that is not
    today's."""
    return " ".join([told[0], *(one for one in told if one.startswith((REFORMED, NOTHING_LEFT)))])


def _lasting_income(ahead: Outlook) -> Iterator[str]:
    """What goes on year after year, and until when."""
    household, income = ahead.household, ahead.household.income
    law = ahead.law(ahead.first)
    going_on = [label for name, label in _GOES_ON.items() if int(getattr(income, name))]
    if going_on or int(household.other_income):
        going_on += ["other income"] if int(household.other_income) else []
        yield (
            f"What the file states of {_listed(going_on)} goes on every year, after a death "
            "too, with prices (mortgage interest level)."
        )
    if income.children and not household.children_born:
        last = ahead.first + law.child_tax_credit_age - 1
        yield (
            f"Children of [income] ({income.children}) count for credits until {last}, for "
            "children_born does not "
            "say when they were born."
        )
    status = household.filing_status
    if (
        status in ("head_of_household", "qualifying_surviving_spouse")
        and ahead.status(ahead.years[-1]) != "single"
    ):
        yield (
            "The household stays that of a head of household: children_born or status_changes "
            "would say until when."
        )
    unsaid = [
        job.employer
        for person in household.people
        for job in jobs_of(person, ahead.first)
        if job.plan is not None
        and job.plan.catch_up
        and roth_catch_up_is_open(law, job, ahead.first)
        if person.age(ahead.first) >= law.catch_up_age and not ahead.retired(person, ahead.first)
    ]
    if unsaid:
        yield (
            f"Wages of {ahead.first - 1} at {_listed(unsaid)} are not stated: catch-up "
            f"contributions of {ahead.first} are taken as not "
            "bound to be Roth (fica_wages_last_year)."
        )


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _works(person: Person, first: int) -> str:
    until, age = retirement_age(person, first), person.age(first)
    if until <= age:
        beside = (
            f", though a job is stated: retires_at is {until}" if jobs_of(person, first) else ""
        )
        return f"{person.name}, {age}, works no more{beside}."
    stated = "" if person.retires_at is not None else " (retires_at is not stated)"
    return f"{person.name} stops working at the beginning of the year of age {until}{stated}."


def _market(household: Household, inflation: int) -> Iterator[str]:
    assumed = household.assumptions
    match assumed.model:
        case "fixed":
            yield f"Money grows {_rate(assumed.growth)} in every year."
        case "lognormal":
            yield (
                f"Returns are lognormal, {_rate(assumed.growth)} a year in the mean with a "
                f"deviation of {_rate(assumed.volatility)}; "
                f"{assumed.paths:,} paths, seed {assumed.seed}, the same for every alternative."
            )
            yield _prices(
                f"{_rate(inflation)} a year in the mean, and move with returns as they did from "
                "1928 to 2025"
            )
        case "bootstrap":
            yield (
                "Real returns are drawn in blocks of ten years in the mean from 1928 to 2025, "
                f"{_rate(assumed.stocks)} in stocks; "
                f"{assumed.paths:,} paths, seed {assumed.seed}, the same for every alternative."
            )
            yield _prices(
                f"about {_rate(inflation)} a year, each year's with the return of the same year "
                "of the record"
            )
        case _:
            yield (
                "Real returns are those of every historical start since 1871, "
                f"{_rate(assumed.stocks)} in stocks."
            )
            yield _prices("as they did in the same years")
    if assumed.model != "fixed":
        yield f"Break-even years and plan features are at {_rate(assumed.growth)} in every year."
    taxable = household.taxable
    if taxable.value:
        yield (
            f"Taxable accounts begin with {dollars(int(taxable.value))}, of which "
            f"{dollars(int(taxable.basis))} is basis."
        )


def _prices(how: str) -> str:
    return (
        f"Prices on a path grow {how}; limits, brackets, pay, benefits and spending follow "
        "them, and the basis of accounts does not."
    )


def _rate(rate: Cents) -> str:
    """A rate with at most one decimal, or more where it has them."""
    return percent(int(rate), 1)
