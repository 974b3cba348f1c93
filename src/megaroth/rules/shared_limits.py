"""Shared limits: which of a participant's plans count together, and which employers count as
one."""

from __future__ import annotations

from typing import Literal, NamedTuple

from megaroth.kernel.trace import rule
from megaroth.law.law import Law

PlanType = Literal["401(k)", "403(b)", "457(b)"]


class Sponsor(NamedTuple):
    """The facts that decide whether two plans of one participant share a limit.

    Attributes:
        kind: of the plan.
        employer: a label that the same or related employers share.
        ownership: the participant's share of the employer, parts per million; 1,000,000 for an own
            business.
    """

    kind: PlanType
    employer: str
    ownership: int = 0


@rule(cites="IRC 414(b), (c), (m)")
def one_employer(law: Law, one: Sponsor, other: Sponsor) -> bool:
    """Whether two employers are one: the same or related by their label, or both under the
    participant's common control.

    Two businesses are a brother-sister group where the same five or fewer persons own at least 80%
    of each; with one owner, that owner must hold it in both. Attribution and affiliated service
    groups are stated by the label.

    Args:
        law: the numbers of the year.
        one: an employer.
        other: another.

    Returns:
        True or False.

    Source:
        26 USC 414(b), (c), (m), 1563(a)(2); 26 CFR 1.414(c)-2(c).

    >>> from megaroth.law.load import law
    >>> practice, studio = Sponsor("401(k)", "practice", 1_000_000), Sponsor("401(k)", "studio", 800_000)
    >>> one_employer(law(2026), practice, studio), one_employer(law(2026), practice, studio._replace(ownership=600_000))
    (True, False)
    """
    return (
        one.employer == other.employer
        or min(one.ownership, other.ownership) >= law.common_control_share
    )


@rule(cites="IRC 415(f)(1)(B), (k)(4), 457(c)")
def share_a_limit(law: Law, one: Sponsor, other: Sponsor) -> bool:
    """Whether two plans of one participant share one limit on what goes in.

    A participant is taken to maintain their own 403(b) contracts. So a 403(b) counts with another
    403(b) and with the plans of a business that the participant controls, and not with the 401(a)
    or 401(k) plan of the employer that offers it. A 457(b) plan has a limit of its own, which all
    of the participant's 457(b) plans share. Other plans share it where their employers are one.

    Args:
        law: the numbers of the year.
        one: a plan and its employer.
        other: another.

    Returns:
        True or False.

    Source:
        26 USC 415(f)(1)(B), (h), (k)(4), 457(c); 26 CFR 1.415(f)-1(f)(1), (f)(2)(i), 1.457-5.

    >>> from megaroth.law.load import law
    >>> hospital = Sponsor("403(b)", "hospital")
    >>> share_a_limit(law(2026), hospital, Sponsor("401(k)", "practice", 1_000_000))
    True
    >>> share_a_limit(law(2026), hospital, Sponsor("401(k)", "hospital"))
    False
    """
    kinds = {one.kind, other.kind}
    if "457(b)" in kinds or kinds == {"403(b)"}:
        return len(kinds) == 1
    if "403(b)" in kinds:
        qualified = one if other.kind == "403(b)" else other
        return qualified.ownership > law.control_share
    return one_employer(law, one, other)
