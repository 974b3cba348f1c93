"""Credits: children, earned income, savers."""

from __future__ import annotations

from megaroth.kernel.columns import np
from megaroth.kernel.money import (
    Cents,
    Column,
    Flag,
    choose,
    larger,
    positive,
    rounded,
    share,
    smaller,
)
from megaroth.kernel.trace import rule
from megaroth.law.law import Law
from megaroth.tax.filing_status import Status, by_status, is_status


@rule(cites="IRC 24(a)-(b), (h)")
def child_tax_credit(law: Law, children: Cents, magi: Cents, status: Status) -> Cents:
    """The child tax credit after its phase-out, before the limit of the tax.

    Args:
        law: the numbers of the taxable year.
        children: qualifying children under 17, scalar or (n,).
        magi: adjusted gross income (foreign exclusions added back), cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 24(a)-(b), (h)(2)-(3); Schedule 8812 lines 4-12.

    >>> from megaroth.law.load import law
    >>> child_tax_credit(law(2026), 2, 421_500_00, "married_joint")
    330000
    """
    over = positive(magi - by_status(law, "child_tax_credit_phaseout_start", status))
    steps = rounded(over, law.child_tax_credit_income_step, direction="up")
    return positive(children * law.child_tax_credit - steps * law.child_tax_credit_step)


@rule(cites="IRC 24(d)")
def refundable_child_credit(
    law: Law, children: Cents, credit_left: Cents, earned: Cents, payroll_tax_over_eitc: Cents = 0
) -> Cents:
    """The refundable part of the child tax credit.

    Args:
        law: the numbers of the taxable year.
        children: qualifying children, scalar or (n,).
        credit_left: credit that the tax did not use, cents, scalar or (n,).
        earned: earned income, cents, scalar or (n,).
        payroll_tax_over_eitc: Social Security and Medicare tax beyond the earned income credit,
            which those with three or more children may take instead, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 24(d)(1)(B)(i)-(ii), (h)(5)-(6); Schedule 8812 parts II-A and II-B.

    >>> from megaroth.law.load import law
    >>> refundable_child_credit(law(2026), 1, 2_200_00, 10_000_00)
    112500
    """
    by_earnings = share(
        positive(earned - law.child_tax_credit_earnings_start), law.child_tax_credit_earnings_rate
    )
    by_payroll_tax = choose(
        children >= law.child_tax_credit_many_children, payroll_tax_over_eitc, by_earnings * 0
    )
    most = larger(by_earnings, by_payroll_tax)
    return smaller(smaller(credit_left, children * law.child_tax_credit_refundable), most)


def _by_children(law: Law, name: str, children: Cents) -> Cents:
    """A number by count of children; the last number of the law's table also covers more
    children."""
    most = len(law.entry(name).values) - 1
    if isinstance(children, int):
        return law.value(name, str(min(children, most)))
    return _children_values(law, name)[np.minimum(children, most)]


def _children_values(law: Law, name: str) -> Column:
    def made() -> Column:
        values = law.entry(name).values
        return np.array([values[str(count)] for count in range(len(values))], dtype=np.int64)

    return law.keep(("by children", name), made)


@rule(cites="IRC 32")
def earned_income_credit(
    law: Law,
    children: Cents,
    earned: Cents,
    agi: Cents,
    investment_income: Cents,
    age: Cents,
    spouse_age: Cents,
    status: Status,
    lived_apart: Flag = False,
) -> Cents:
    """The earned income credit.

    Args:
        law: the numbers of the taxable year.
        children: qualifying children, scalar or (n,).
        earned: earned income, cents, scalar or (n,).
        agi: adjusted gross income, cents, scalar or (n,).
        investment_income: disqualified income, cents, scalar or (n,).
        age: age of the taxpayer, scalar or (n,).
        spouse_age: age of the spouse, 0 for none, scalar or (n,).
        status: filing status; no credit for married filing separately, except with a child and
            living apart from the spouse.
        lived_apart: separate filers lived apart from their spouse.

    Returns:
        Cents, >= 0, in the shape of the arguments; by the formula, not the table in steps of 50
        dollars.

    Source:
        26 USC 32(a)-(d), (i)-(j).

    >>> from megaroth.law.load import law
    >>> earned_income_credit(law(2026), 1, 48_000_00, 48_000_00, 0, 33, 0, "head_of_household")
    57422
    """
    most = _by_children(law, "earned_income_credit", children)
    phased_in = smaller(
        share(positive(earned), _by_children(law, "earned_income_rate", children)), most
    )
    over = positive(larger(agi, earned) - eitc_phaseout_start(law, children, status))
    # IRC 32(a)(2): the credit cannot exceed the maximum less the phase-out.
    credit = smaller(
        phased_in,
        positive(most - share(over, _by_children(law, "earned_income_phaseout_rate", children))),
    )
    allowed = (investment_income <= law.earned_income_investment_limit) & may_claim(
        law, children, age, spouse_age
    )
    # A separated spouse who lives with a child counts as not married (IRC 32(d)(2), years after
    # 2020).
    separated = is_status(status, "married_separate")
    allowed = allowed & ((separated ^ True) | (lived_apart & (children > 0)))
    return choose(allowed, credit, credit * 0)


def eitc_phaseout_start(law: Law, children: Cents, status: Status) -> Cents:
    """The income at which the earned income credit begins to fall, cents (IRC 32(b)(2))."""
    addition = _by_children(law, "earned_income_joint_addition", children)
    return _by_children(law, "earned_income_phaseout_start", children) + choose(
        is_status(status, "married_joint"), addition, addition * 0
    )


def may_claim(law: Law, children: Cents, age: Cents, spouse_age: Cents) -> Flag:
    """Whether the filer has children, or one spouse is within the age limits of the earned income
    credit without children."""
    first, last = law.earned_income_first_age, law.earned_income_last_age
    return (
        (children > 0)
        | ((age >= first) & (age <= last))
        | ((spouse_age >= first) & (spouse_age <= last))
    )


@rule(cites="IRC 25B")
def savers_credit(
    law: Law, contributions: Cents, spouse_contributions: Cents, agi: Cents, status: Status
) -> Cents:
    """The saver's credit on retirement contributions, before the limit of the tax.

    Args:
        law: the numbers of the taxable year.
        contributions: the taxpayer's deferrals and IRA contributions, cents, scalar or (n,).
        spouse_contributions: the spouse's, cents, scalar or (n,).
        agi: adjusted gross income, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments; 0 after 2026, when :func:`savers_match` takes
        its place.

    Source:
        26 USC 25B(a)-(b); Form 8880.

    >>> from megaroth.law.load import law
    >>> savers_credit(law(2026), 3_000_00, 1_000_00, 50_000_00, "married_joint")
    60000
    """
    if not law.has("savers_credit_50_top"):
        return contributions * 0 + spouse_contributions * 0 + agi * 0
    most = law.savers_credit_contribution
    base = smaller(contributions, most) + smaller(spouse_contributions, most)
    tenth = choose(
        agi <= by_status(law, "savers_credit_10_top", status), law.savers_credit_10_rate, 0
    )
    fifth = choose(
        agi <= by_status(law, "savers_credit_20_top", status), law.savers_credit_20_rate, tenth
    )
    return share(
        base,
        choose(
            agi <= by_status(law, "savers_credit_50_top", status), law.savers_credit_50_rate, fifth
        ),
    )


@rule(cites="IRC 6433")
def savers_match(
    law: Law, contributions: Cents, spouse_contributions: Cents, magi: Cents, status: Status
) -> Cents:
    """The federal match on retirement contributions, paid into the savers' accounts from 2027 on.

    Args:
        law: the numbers of the taxable year.
        contributions: the taxpayer's deferrals and IRA contributions, cents, scalar or (n,).
        spouse_contributions: the spouse's, cents, scalar or (n,).
        magi: adjusted gross income (foreign exclusions added back), cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments; 0 before 2027.

    Source:
        26 USC 6433(a)-(b), (h); Pub. L. 117-328 sec. 103.

    >>> from megaroth.law.load import law
    >>> savers_match(law(2027), 3_000_00, 1_000_00, 47_500_00, "married_joint")
    120000
    """
    if not law.has("savers_match_start"):
        return contributions * 0 + spouse_contributions * 0 + magi * 0
    most = law.savers_credit_contribution
    over = positive(magi - by_status(law, "savers_match_start", status))
    # A reduction is in whole points, rounded down (IRC 6433(b)(2)).
    point = law.savers_match_rounding
    lost = (
        over
        * law.savers_match_rate
        // (by_status(law, "savers_match_range", status) * point)
        * point
    )
    return share(
        smaller(contributions, most) + smaller(spouse_contributions, most),
        positive(law.savers_match_rate - lost),
    )
