"""The assumptions of the years ahead."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Count, Message, Share, message
from megaroth.kernel.money import PPM, Cents
from megaroth.law.figures import figures_notes, stated_years
from megaroth.law.reform import reform_names
from megaroth.law.social_security import full_retirement_months
from megaroth.model.household import Household, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.planning.asset_notes import asset_notes
from megaroth.planning.cash_flow_notes import cash_flow_notes
from megaroth.planning.job_notes import job_notes
from megaroth.planning.prepare import Prepared
from megaroth.planning.reserve import reserve_of
from megaroth.planning.spending import IN_RETIREMENT, whole_year
from megaroth.planyear.payday_messages import pay_counted
from megaroth.planyear.prior_year_pay import roth_catch_up_is_open
from megaroth.projection.account_returns import level_returns
from megaroth.projection.jobs_held import jobs_of, retirement_age
from megaroth.projection.policy import stated_policy
from megaroth.projection.record import january_rows
from megaroth.projection.timeline import Outlook
from megaroth.tax.filing_status import separate_note

_GOES_ON = (
    "pensions",
    "interest",
    "tax_exempt_interest",
    "social_security",
    "state_taxes",
    "mortgage_interest",
    "charity",
)
"""Income and deductions that go on every year as the file states them."""

_ACCOUNTS_GIVE = (
    "dividends",
    "qualified_dividends",
    "short_term_gain",
    "long_term_gain",
    "ira_distributions",
)


_NEXT_TO_NOTHING = 0.01
"""A share of pay that nobody lives on."""


def assumptions(prepared: Prepared, *, planned: bool = False) -> list[Message]:
    """The assumptions of the years ahead.

    Args:
        prepared: the alternatives.
        planned: whether a plan decides when benefits are claimed, what is drawn and what is
            converted.
    """
    ahead = prepared.ahead
    household, assumed = ahead.household, ahead.household.assumptions
    return [
        *_market(household, ahead.inflation, planned=planned),
        *_law(ahead),
        message("pay_and_prices", pay=_rate(assumed.pay_growth), prices=_rate(ahead.inflation)),
        *pay_counted(household),
        *(one for person in household.people for one in _person(person, ahead, planned=planned)),
        *job_notes(ahead),
        *_income(ahead),
        *_spending(prepared),
        *cash_flow_notes(ahead),
        *_accounts(ahead, planned=planned),
        *_residence(ahead),
    ]


def _law(ahead: Outlook) -> Iterator[Message]:
    """Figures that the user entered, and reforms."""
    figures, reforms = ahead.law_book.figures, ahead.law_book.reforms
    for year in stated_years(figures):
        if year in ahead.years:
            projected = ahead.law(year).projected_names()
            yield from figures_notes(figures, year, projected)
    for name in dict.fromkeys(name for year in ahead.years for name in reform_names(reforms, year)):
        first, last = _span([year for year in ahead.years if name in reform_names(reforms, year)])
        yield message("reform", name=name, first=first, last=last)


def _person(person: Person, ahead: Outlook, *, planned: bool) -> Iterator[Message]:
    yield _works(person, ahead.first)
    if person.lives_until is not None:
        yield message(
            "lives_to",
            person=person.name,
            age=person.lives_until,
            spending=_rate(ahead.household.assumptions.survivor_spending),
        )
    if ahead.household.income.social_security:
        return
    benefit = person.social_security
    claims = (benefit or SocialSecurity()).from_age
    yield message(
        "social_security",
        person=person.name,
        stated=benefit is not None and benefit.monthly is not None,
        from_age=None if planned else claims,
    )
    full = full_retirement_months(person.born.year) / 12
    if not planned and person.jobs and claims < min(retirement_age(person, ahead.first), full):
        yield message("earnings_test", person=person.name)


def _income(ahead: Outlook) -> Iterator[Message]:
    income = ahead.household.income
    if any(int(getattr(income, name)) for name in _ACCOUNTS_GIVE):
        yield message("stated_income_left_out")
    yield from _lasting_income(ahead)
    if ahead.household.as_of is not None:
        level = level_returns(ahead.household.assumptions)
        yield message(
            "balances_taken_back",
            day=ahead.household.as_of,
            growth=_rate(round(float(level.plan[0]) * PPM)),
        )


def _spending(prepared: Prepared) -> Iterator[Message]:
    ahead, household = prepared.ahead, prepared.ahead.household
    at_work = ahead.working(ahead.first)
    if household.spending is None and at_work:
        yield message("spending_unstated", couple=len(household.people) > 1)
        inputs = prepared.inputs[0]
        # With little pay, refundable credits are all that is left.
        if bare := [
            year
            for year, work in inputs.working.items()
            if int(inputs.spending[year]) <= _NEXT_TO_NOTHING * int(work.gross)
        ]:
            first, last = _span(bare)
            yield message("nothing_to_spend", first=first, last=last)
    if household.spending is not None and household.spare_cash is None and at_work:
        reserve = reserve_of(household)
        yield message(
            "contributions_within_spending",
            reserve=Amount.of(reserve) if reserve else None,
            assumed=household.reserve is None and bool(reserve),
        )
    year_of_work = prepared.inputs[-1].working.get(ahead.first)
    if year_of_work is not None and year_of_work.corrected:
        corrected = Amount.of(int(year_of_work.corrected))
        yield message("excess_comes_back", year=ahead.first, amount=corrected)
    if household.spending_in_retirement is None:
        share, whole = Share.of(round(IN_RETIREMENT * PPM)), whole_year(ahead)
        before = household.spending is not None or not at_work
        if before or whole is None:
            yield message("spending_after_work_unstated", share=share, before=before)
        else:
            yield message("spending_after_work_of_year", share=share, year=whole)


def _accounts(ahead: Outlook, *, planned: bool) -> Iterator[Message]:
    household, assumed = ahead.household, ahead.household.assumptions
    yield message(
        "same_spending",
        dividends=_rate(assumed.dividend_yield),
        turnover=_rate(assumed.turnover),
    )
    yield from asset_notes(household)
    yield message(
        "tax_at_the_end",
        last=ahead.years[-1],
        heirs=_rate(assumed.heirs_rate),
        first=ahead.first,
    )
    policy = stated_policy(assumed)
    yield message("medicare_premiums", withdrawals=None if planned else policy.withdrawals)
    if policy.conversions and not planned:
        yield message("conversions_fill", rate=_rate(policy.fill_to or 0))
    if any(account.kind != "roth" for person in household.people for account in person.iras):
        yield message("ira_money")


def _residence(ahead: Outlook) -> Iterator[Message]:
    household = ahead.household
    if any(len(ahead.filers(year)) > 1 for year in ahead.years):
        yield separate_note(household.state)
    if household.state is None:
        yield message("no_state")
    yield from _health_savings(ahead)
    if household.assumptions.retirement_state is not None:
        yield message("lives_in_after_work", state=household.assumptions.retirement_state)


def _health_savings(ahead: Outlook) -> Iterator[Message]:
    """States that tax what health savings earn."""
    household, law = ahead.household, ahead.law(ahead.first)
    states = dict.fromkeys((household.state, household.assumptions.retirement_state))
    taxing = tuple(one for one in states if one is not None and law.state(one).taxes_health_savings)
    if taxing and any(person.hsa is not None for person in household.people):
        yield message("state_taxes_health_savings", states=taxing)


def _lasting_income(ahead: Outlook) -> Iterator[Message]:
    """Income that continues every year, and until when."""
    household, income = ahead.household, ahead.household.income
    law = ahead.law(ahead.first)
    going_on = [name for name in _GOES_ON if int(getattr(income, name))]
    going_on += ["other_income"] if int(household.other_income) else []
    if going_on:
        yield message("income_goes_on", income=tuple(going_on))
    if income.children and not household.children_born:
        last = ahead.first + law.child_tax_credit_age - 1
        yield message("children_unborn", children=income.children, until=last)
    status = household.filing_status
    if (
        status in ("head_of_household", "qualifying_surviving_spouse")
        and ahead.status(ahead.years[-1]) != "single"
    ):
        yield message("household_head_stays")
    unstated = tuple(
        job.employer
        for person in household.people
        for job in jobs_of(person, ahead.first)
        if job.plan is not None
        and job.plan.catch_up
        and roth_catch_up_is_open(law, job, ahead.first)
        if person.age(ahead.first) >= law.catch_up_age and not ahead.retired(person, ahead.first)
    )
    if unstated:
        yield message(
            "wages_before_unstated", year=ahead.first - 1, employers=unstated, first=ahead.first
        )


def _span(years: list[int]) -> tuple[int, int | None]:
    """The first and the last of some years; one year has no last."""
    return years[0], None if len(years) == 1 else years[-1]


def _works(person: Person, first: int) -> Message:
    until, age = retirement_age(person, first), person.age(first)
    if until <= age:
        stated = until if jobs_of(person, first) else None
        return message("works_no_more", person=person.name, age=age, retires_at=stated)
    stated_age = person.retires_at is not None
    return message("works_until", person=person.name, age=until, stated=stated_age)


def _market(household: Household, inflation: int, *, planned: bool) -> Iterator[Message]:
    assumed, prices = household.assumptions, _rate(inflation)
    growth, stocks = _rate(assumed.growth), _rate(assumed.share_of_stocks)
    match assumed.model:
        case "fixed":
            yield message("market_fixed", growth=growth)
        case "lognormal":
            yield message(
                "market_lognormal",
                growth=growth,
                deviation=_rate(assumed.volatility),
                paths=Count.of(assumed.paths),
                seed=assumed.seed,
            )
            yield message("prices_lognormal", inflation=prices)
        case "bootstrap":
            yield message(
                "market_bootstrap",
                stocks=stocks,
                paths=Count.of(assumed.paths),
                seed=assumed.seed,
            )
            yield message("prices_bootstrap", inflation=prices)
        case _:
            last = int(january_rows()[-1]["year"])
            yield message("market_historical", stocks=stocks, last=last)
            yield message("prices_historical")
    if assumed.model != "fixed" and not planned:
        # Under their best policies, alternatives have features that are medians of the paths.
        yield message("level_growth", growth=growth)
    taxable = household.taxable
    if taxable.value:
        yield message(
            "taxable_account",
            value=Amount.of(int(taxable.value)),
            basis=Amount.of(int(taxable.basis)),
        )


def _rate(rate: Cents) -> Share | None:
    return Share.of(int(rate))
