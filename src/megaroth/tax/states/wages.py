"""Contributions that states take from employees' wages."""

from __future__ import annotations

from megaroth.kernel.money import Cents, share, smaller, total
from megaroth.kernel.trace import Read, figure, note_read, rule
from megaroth.law.law import Law
from megaroth.law.state_payroll import Contribution


@rule(cites="state law")
def employee_contributions(law: Law, state: str | None, wages: Cents, taxed_wages: Cents) -> Cents:
    """Payroll contributions that a state takes from one employee's wages at one employer.

    Args:
        law: the federal numbers of the year.
        state: two letters; None for no state.
        wages: of one job with deferrals to its plan, cents, scalar or (n,).
        taxed_wages: the same without pre-tax deferrals, cents.

    Returns:
        Cents, in the shape of ``wages``; nothing before 2023. The most that may be taken: an
        employer may pay it instead.

    Source:
        Each contribution's own, in ``law/data/state_payroll.csv``.

    >>> from megaroth.law.load import law
    >>> employee_contributions(law(2026), "CA", 300_000_00, 275_500_00)
    390000
    """
    if state is None:
        return wages * 0
    return total(
        *(
            _taken(one, taxed_wages if one.taxed_wages else wages)
            for one in law.state_contributions(state)
        ),
        wages * 0,
    )


def _taken(one: Contribution, wages: Cents) -> Cents:
    counted = wages if one.base is None else smaller(wages, one.base)
    found = share(share(counted, one.rate), one.share)
    found = found if one.most is None else smaller(found, one.most)
    note_read(Read(f"{one.name}, rate", one.rate, one.section, one.source, one.status, unit="ppm"))
    return figure(one.name.replace(" ", "_"), found, one.name, one.section, wages=counted)
