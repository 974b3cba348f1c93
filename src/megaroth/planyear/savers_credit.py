"""Contributions that count for the saver's credit and the saver's match."""

from __future__ import annotations

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents, smaller, some, sum_of, total
from megaroth.planyear.year_state import PersonYear
from megaroth.tax.federal import FederalTax


def retirement_contributions(person: PersonYear) -> Cents:
    """One person's contributions of the year to plans and IRAs that the saver's credit counts,
    cents.

    Pre-tax and Roth deferrals, catch-up contributions, after-tax contributions and IRA
    contributions count; employer contributions do not, nor do deferrals to a 457(b) plan of a
    tax-exempt employer (IRC 25B(d)(1)). An IRA contribution beyond the limit is returned, as if it
    had never been made (Pub. 590-A). An excess deferral changes nothing: the limit leaves more than
    the credit counts, or all of the pay.
    """
    from_pay = sum_of(
        total(job.deferral, job.catch_up, job.after_tax)
        for job in person.jobs
        if not job.is_457b or job.plan.governmental
    )
    ira_made = smaller(person.person.ira_made, person.ira_limit)
    return total(from_pay, person.roth_ira, person.traditional_ira, ira_made)


def saver_notes(federal: FederalTax) -> list[Message]:
    """Assumptions of the saver's credit or match on the return."""
    credit = some(federal.savers_credit > 0)
    if not credit and not some(federal.savers_match > 0):
        return []
    return [message("savers", what="credit" if credit else "match")]
