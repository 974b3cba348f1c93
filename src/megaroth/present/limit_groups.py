"""The limits of a year as people look for them: the six that they come for, and the others in
groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from megaroth.law.terms import spoken
from megaroth.present.law import shown


class LimitLike(Protocol):
    """One number of a year's law."""

    @property
    def name(self) -> str:
        """Of the limit; after a point which of its values."""

    @property
    def value(self) -> int | float:
        """In its unit."""

    @property
    def before(self) -> int | float | None:
        """The value in the year that it is compared with."""

    @property
    def unit(self) -> str:
        """Dollars, percent, years or number."""

    @property
    def section(self) -> str:
        """Of the Code."""

    @property
    def source(self) -> str:
        """Of the number."""

    @property
    def status(self) -> str:
        """Whether it is published, projected, stated or of a reform."""


L = TypeVar("L", bound=LimitLike)


@dataclass(frozen=True)
class MainLimit:
    """One row of the table on top: a limit that people come for.

    Attributes:
        label: in words.
        name: the limit whose history it opens.
        value, before: in words; ``before`` is empty if no other year is compared.
        section, source, status: of its limits, each once.
    """

    label: str
    name: str
    value: str
    before: str
    section: str
    source: str
    status: str


_MAIN = (
    (("elective deferral", "elective_deferral"),),
    (("catch-up from 50", "catch_up_50"), ("from 60 to 63", "catch_up_60_63")),
    (("annual additions", "annual_additions"),),
    (("compensation that counts", "compensation_limit"),),
    (("IRA contribution", "ira_contribution"), ("more from 50", "ira_catch_up_50")),
    (("HSA, self only", "hsa_self_only"), ("family", "hsa_family")),
)
"""The limits on top; those of one row belong together."""

GROUPS = {
    "Contributions to plans": (
        "elective_deferral",
        "deferral_457b",
        "catch_up_",
        "higher_catch_up_",
        "roth_catch_up_",
        "annual_additions",
        "compensation_limit",
        "db_annual_benefit",
        "simple_",
        "employer_deduction_share",
        "excess_contribution_rate",
    ),
    "Highly compensated employees, owners, tests": (
        "hce_threshold",
        "key_employee_officer",
        "control_share",
        "common_control_share",
        "owner_share",
        "acp_",
        "self_correction_years",
    ),
    "IRAs": ("ira_", "roth_ira_", "roth_529_"),
    "Health savings accounts": ("hsa_", "hdhp_", "dpc_"),
    "Distributions and rollovers": (
        "eligible_rollover_",
        "early_distribution_",
        "separation_exception_",
        "periodic_payment_",
        "roth_qualification_",
        "roth_recapture_",
    ),
    "Payroll tax and withholding": (
        "self_employment_",
        "employee_",
        "social_security_wage_base",
        "additional_medicare_",
        "withholding_",
    ),
    "Social Security benefits and Medicare": (
        "social_security_base",
        "social_security_adjusted_base",
        "social_security_first_rate",
        "social_security_second_rate",
        "medicare_",
        "irmaa_",
    ),
    "Income tax rates and deductions": (
        "income_tax",
        "standard_deduction",
        "dependent_standard_deduction",
        "dependent_earned_addition",
        "additional_standard_deduction_",
        "senior_deduction",
        "salt_",
        "itemized_",
        "charity_",
        "surviving_spouse_years",
    ),
    "Gains, alternative minimum tax, investment income": (
        "capital_loss_limit",
        "long_term_gain_",
        "amt_",
        "niit_",
    ),
    "Business income": ("qualified_business_", "business_"),
    "Credits": (
        "child_tax_",
        "dependent_child_age",
        "earned_income_",
        "savers_",
    ),
    "Health insurance from a marketplace": ("poverty_line", "premium_credit_"),
    "Accounts of children": ("trump_account_",),
}
"""The beginnings of the names of each group's limits."""


def group_of(name: str) -> str:
    """The group of a limit, by the beginning of its name; the longest one that fits decides.

    >>> group_of("roth_ira_phaseout_start.single"), group_of("catch_up_50")
    ('IRAs', 'Contributions to plans')
    """
    fitting = [
        (len(start), title)
        for title, starts in GROUPS.items()
        for start in starts
        if name.startswith(start)
    ]
    return max(fitting)[1] if fitting else OTHER


OTHER = "Other limits"


def grouped(limits: Sequence[L]) -> list[tuple[str, list[L]]]:
    """Limits by group, without empty groups."""
    found: dict[str, list[L]] = {title: [] for title in (*GROUPS, OTHER)}
    for one in limits:
        found[group_of(one.name)].append(one)
    return [(title, of) for title, of in found.items() if of]


def matching(limits: Sequence[L], text: str) -> list[L]:
    """The limits that have a text in their name, in words or as in files, or in their section."""
    wanted = text.strip().casefold().replace("_", " ")
    return [
        one
        for one in limits
        if wanted in f"{one.name} {spoken(one.name)} {one.section}".replace("_", " ").casefold()
    ]


def main_limits(limits: Sequence[LimitLike]) -> list[MainLimit]:
    """The limits that people come for, as far as the year has them."""
    by_name = {one.name: one for one in limits}
    found = []
    for row in _MAIN:
        known = [(label, by_name[name]) for label, name in row if name in by_name]
        if known:
            found.append(_main_limit(known))
    return found


def _main_limit(known: Sequence[tuple[str, LimitLike]]) -> MainLimit:
    ones = [one for _, one in known]
    compared = any(one.before is not None for one in ones)
    return MainLimit(
        label="; ".join(label for label, _ in known),
        name=ones[0].name,
        value="; ".join(shown(one.value, one.unit) for one in ones),
        before="; ".join(shown(one.before, one.unit) for one in ones) if compared else "",
        section=_each_once(one.section for one in ones),
        source=_each_once(one.source for one in ones),
        status=_each_once(one.status for one in ones),
    )


def _each_once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
