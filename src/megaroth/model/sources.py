"""The table of money sources: every kind of money in a plan, and what follows from its kind.

Contributions, plan accounts, returns, projections, tables and charts read it. A source is one row.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Contribution = Literal["deferral", "catch_up", "after_tax", "match", "nonelective", "rollover"]
Character = Literal["pre_tax", "roth", "after_tax"]
Limit = Literal["402(g)", "414(v)", "415(c)"]


@dataclass(frozen=True, kw_only=True)
class MoneySource:
    """A kind of money in a plan.

    Attributes:
        name: its key in the household file and in answers.
        label: its name for people.
        title: what its amount of the year is, as a heading.
        contribution: what it is as a contribution.
        account: the account of the plan that holds it; None if an election decides.
        character: how a distribution is taxed: wholly (``pre_tax``), not at all if it is qualified
            (``roth``), or only its earnings (``after_tax``); None if an election decides.
        limits: the limits of the Code that it counts toward. A 457(b) plan has its own.
        taxed: whether it is income of the year of the contribution.
        fica: whether Social Security and Medicare tax apply to it.
        form: the form that shows the contribution, and where; empty if none does.
        section: the sections that define it.
    """

    name: str
    label: str
    title: str
    contribution: Contribution
    account: str | None
    character: Character | None
    limits: tuple[Limit, ...]
    taxed: bool
    fica: bool
    form: str
    section: str

    @property
    def is_employer_money(self) -> bool:
        """Whether the employer contributes it."""
        return self.contribution in ("match", "nonelective")


SOURCES = (
    MoneySource(
        name="pre_tax",
        label="pre-tax",
        title="Pre-tax elective deferrals of the year",
        contribution="deferral",
        account="pre_tax",
        character="pre_tax",
        limits=("402(g)", "415(c)"),
        taxed=False,
        fica=True,
        form="Form W-2 box 12, code D, E or G",
        section="IRC 402(g)",
    ),
    MoneySource(
        name="roth",
        label="Roth",
        title="Designated Roth contributions of the year",
        contribution="deferral",
        account="roth",
        character="roth",
        limits=("402(g)", "415(c)"),
        taxed=True,
        fica=True,
        form="Form W-2 box 12, code AA, BB or EE",
        section="IRC 402A",
    ),
    MoneySource(
        name="catch_up",
        label="catch-up",
        title="Catch-up contributions of the year",
        contribution="catch_up",
        account=None,
        character=None,
        limits=("414(v)",),
        taxed=False,
        fica=True,
        form="Form W-2 box 12, with the deferrals",
        section="IRC 414(v)",
    ),
    MoneySource(
        name="after_tax",
        label="after-tax",
        title="After-tax contributions of the year",
        contribution="after_tax",
        account="after_tax",
        character="after_tax",
        limits=("415(c)",),
        taxed=True,
        fica=True,
        form="Form W-2 box 1, as part of wages",
        section="IRC 415(c)(2)(B)",
    ),
    MoneySource(
        name="match",
        label="match",
        title="Matching contributions of the year",
        contribution="match",
        account="match",
        character="pre_tax",
        limits=("415(c)",),
        taxed=False,
        fica=False,
        form="",
        section="IRC 401(m)(4)(A)",
    ),
    MoneySource(
        name="roth_match",
        label="match made as Roth",
        title="Matching contributions made as Roth",
        contribution="match",
        account="roth",
        character="roth",
        limits=("415(c)",),
        taxed=True,
        fica=False,
        form="Form 1099-R boxes 1 and 2a, code G",
        section="IRC 402A(a)(2); Notice 2024-2 Q&A L",
    ),
    MoneySource(
        name="nonelective",
        label="nonelective",
        title="Nonelective and other employer contributions",
        contribution="nonelective",
        account="nonelective",
        character="pre_tax",
        limits=("415(c)",),
        taxed=False,
        fica=False,
        form="",
        section="IRC 401(k)(3)(D), 415(c)(2)(A)",
    ),
    MoneySource(
        name="rollover",
        label="rollover",
        title="Rollover contributions",
        contribution="rollover",
        account="rollover",
        character="pre_tax",
        limits=(),
        taxed=False,
        fica=False,
        form="",
        section="IRC 402(c)",
    ),
)
"""Every money source, in the order of the household file."""

BY_NAME = MappingProxyType({one.name: one for one in SOURCES})

CONTRIBUTED = tuple(one for one in SOURCES if one.contribution != "rollover")
"""The sources that a year's contributions go to."""

STACKED = tuple(sorted(CONTRIBUTED, key=lambda one: one.contribution == "after_tax"))
"""The same, after-tax contributions last: they fill the room that the others leave."""

EMPLOYER = tuple(one for one in SOURCES if one.is_employer_money)
"""The sources that employers contribute to."""

TAXED_EMPLOYER = tuple(one for one in EMPLOYER if one.taxed)
"""Those of them that are income of the year of the contribution."""

ACCOUNTS = tuple(one.name for one in SOURCES if one.account == one.name)
"""The accounts of a plan, each by its source."""

PRE_TAX_ACCOUNTS = tuple(name for name in ACCOUNTS if BY_NAME[name].character == "pre_tax")
"""The accounts whose distributions are taxed wholly."""
