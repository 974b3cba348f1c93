"""The thresholds that additional dollars cross, each measured against its own kind of income."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from megaroth.kernel.answer_fields import OneAmount
from megaroth.kernel.message import Message, Share, message
from megaroth.kernel.money import positive, share, smaller, total
from megaroth.law.law import Law
from megaroth.law.years import LAST_YEAR
from megaroth.tax.credits import eitc_phaseout_start
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.filing_status import bracket_tops, by_status
from megaroth.tax.income import disqualified_income, net_capital_gain
from megaroth.tax.surtaxes import premium_tiers

_Pair = tuple[int, int]
"""An income before the dollars and after them."""

_Found = tuple[Message, int, _Pair]
"""A threshold that applies: its name, its amount, and the income that it is measured against."""


@dataclass(frozen=True)
class Threshold:
    """A threshold that the dollars cross: its name, its amount and the income that crosses it,
    cents."""

    name: Message
    at: OneAmount
    income: OneAmount


@dataclass(frozen=True)
class Side:
    """A return and its lines, before the dollars or after them."""

    items: Return
    tax: FederalTax

    @property
    def preferential(self) -> int:
        """Gains and qualified dividends in taxable income."""
        r = self.items
        gains = net_capital_gain(r.short_term_gain, r.long_term_gain) + r.qualified_dividends
        return int(smaller(gains, self.tax.taxable_income))

    @property
    def ordinary(self) -> int:
        """Taxable income that the rate brackets tax (IRC 1(h)(1)(A))."""
        return int(self.tax.taxable_income) - self.preferential


def crossed(law: Law, before: Side, after: Side) -> list[Threshold]:
    """The thresholds between two returns of one household, in the order of the return.

    Args:
        law: the numbers of the taxable year.
        before: the return without the dollars.
        after: the return with them.
    """
    found = []
    for name, at, (one, other) in _all(law, before, after):
        low, high = sorted((one, other))
        if low <= at < high:
            found.append(Threshold(name, at, one))
    return found


def _all(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    """Each threshold that applies to the returns, with its income before and after."""
    yield from _brackets(law, before, after)
    yield from _of_agi(law, before, after)
    yield from _of_business(law, before, after)
    yield from _of_minimum_tax(law, before, after)
    yield from _of_earnings(law, before, after)
    yield from _of_social_security(law, before, after)
    yield from _of_premiums(law, before, after)


def _brackets(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    """Rate brackets by ordinary taxable income; gain rates by all taxable income, if there are
    gains (IRC 1(h)(1)(B)-(D))."""
    status = before.items.status
    tops = zip(law.entry("income_tax").rates[1:], bracket_tops(law, status), strict=True)
    for rate, top in tops:
        bracket = message("tax_bracket", rate=Share.of(rate))
        yield bracket, int(top), (before.ordinary, after.ordinary)
    if before.preferential or after.preferential:
        whole = (int(before.tax.taxable_income), int(after.tax.taxable_income))
        for rate, limit in (
            (law.long_term_gain_15_rate, "long_term_gain_0_top"),
            (law.long_term_gain_20_rate, "long_term_gain_15_top"),
        ):
            on_gains = message("gains_rate", rate=Share.of(rate))
            yield on_gains, int(by_status(law, limit, status)), whole


def _of_agi(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    items, status = before.items, before.items.status
    saves = items.retirement_contributions or items.spouse_retirement_contributions
    invested = any(
        one.items.interest or one.items.dividends or one.tax.net_gain for one in (before, after)
    )
    named = (
        (message("net_investment_income_tax"), "niit_magi_threshold", invested),
        (message("child_credit_phaseout"), "child_tax_credit_phaseout_start", items.children),
        (
            message("senior_deduction_phaseout"),
            "senior_deduction_phaseout_start",
            before.tax.senior_deduction,
        ),
        (message("salt_cap_phase_down"), "salt_phase_down_start", items.state_taxes),
        (_savers_credit(law.savers_credit_20_rate), "savers_credit_50_top", saves),
        (_savers_credit(law.savers_credit_10_rate), "savers_credit_20_top", saves),
        (message("end_of_savers_credit"), "savers_credit_10_top", saves),
        (message("savers_match_phaseout"), "savers_match_start", saves),
    )
    for name, limit, concerns in named:
        if concerns and law.has(limit):
            yield (
                name,
                int(by_status(law, limit, status)),
                (int(before.tax.agi), int(after.tax.agi)),
            )


def _savers_credit(rate: int) -> Message:
    return message("savers_credit_rate", rate=Share.of(rate))


def _of_business(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    """The limits of the business deduction, by taxable income before it."""
    items = before.items
    if not (items.qualified_business_income or items.specified_business_income):
        return
    start = int(by_status(law, "qualified_business_threshold", items.status))
    pair = tuple(
        int(total(one.tax.taxable_income, one.tax.business_deduction)) for one in (before, after)
    )
    yield message("business_deduction_limits"), start, (pair[0], pair[1])
    end = start + int(by_status(law, "qualified_business_range", items.status))
    yield message("full_business_deduction_limits"), end, (pair[0], pair[1])


def _of_minimum_tax(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    start = int(by_status(law, "amt_phaseout_start", before.items.status))
    yield (
        message("minimum_tax_exemption_phaseout"),
        start,
        (int(before.tax.amt_income), int(after.tax.amt_income)),
    )


def _of_earnings(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    """Additional Medicare tax by Medicare wages and net earnings; the earned income credit by the
    larger of income and earnings."""
    status = before.items.status
    earned = tuple(_medicare_earnings(law, one.items) for one in (before, after))
    yield (
        message("additional_medicare_tax"),
        int(by_status(law, "additional_medicare_threshold", status)),
        (earned[0], earned[1]),
    )
    if not (before.tax.earned_income_credit or after.tax.earned_income_credit):
        return
    income = tuple(max(int(one.tax.agi), int(one.items.earned_income)) for one in (before, after))
    start = int(eitc_phaseout_start(law, before.items.children, status))
    yield message("earned_income_credit_phaseout"), start, (income[0], income[1])
    invested = tuple(_disqualified(one.items) for one in (before, after))
    yield (
        message("earned_income_credit_investment_limit"),
        law.earned_income_investment_limit,
        (invested[0], invested[1]),
    )


def _medicare_earnings(law: Law, r: Return) -> int:
    wages = total(r.wages, r.spouse_wages) if r.medicare_wages is None else r.medicare_wages
    return int(total(wages, share(positive(r.business_income), law.self_employment_earnings_share)))


def _disqualified(r: Return) -> int:
    interest = total(r.interest, r.tax_exempt_interest)
    return int(disqualified_income(interest, r.dividends, r.short_term_gain, r.long_term_gain))


def _of_social_security(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    """The base amounts of section 86, by modified adjusted gross income plus half of the
    benefits."""
    items = before.items
    if not (items.social_security or after.items.social_security):
        return
    status = "single" if items.status == "married_separate" and items.lived_apart else items.status
    pair = tuple(_provisional(one) for one in (before, after))
    yield (
        message("social_security_taxable"),
        int(by_status(law, "social_security_base", status)),
        (pair[0], pair[1]),
    )
    yield (
        message("social_security_taxed_at", rate=Share.of(law.social_security_second_rate)),
        int(by_status(law, "social_security_adjusted_base", status)),
        (pair[0], pair[1]),
    )


def _provisional(one: Side) -> int:
    r = one.items
    other = int(one.tax.agi) - int(one.tax.taxable_social_security)
    return other + int(r.tax_exempt_interest) + int(r.social_security) // 2


def _of_premiums(law: Law, before: Side, after: Side) -> Iterator[_Found]:
    """Income tiers of the premiums of two years later, in that year's dollars."""
    items = before.items
    later = law.medicare_income_years
    year = min(law.year + later, LAST_YEAR)
    if max(int(items.age), int(items.spouse_age)) < law.medicare_age - later:
        return
    then = law.in_year(year)
    single, pair = then.irmaa_tiers_single, (int(before.tax.irmaa_magi), int(after.tax.irmaa_magi))
    last = premium_tiers(then)
    if items.status == "married_separate" and not items.lived_apart:
        # They have the last two tiers alone; the first of these begins where tier 1 does.
        yield _tier(last - 1, year), single("1"), pair
        yield _tier(last, year), single(str(last)) - 1, pair
        return
    tiers = then.irmaa_tiers_joint if items.status == "married_joint" else single
    for tier in range(1, last + 1):
        # The last tier begins at its amount, the others above it.
        yield _tier(tier, year), tiers(str(tier)) - (tier == last), pair


def _tier(tier: int, year: int) -> Message:
    return message("irmaa_tier", tier=tier, year=year)
