"""A person of the household."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.accounts import Hsa, Ira
from megaroth.model.cash_flows import Pension
from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import (
    Age,
    Date,
    Flag,
    Money,
    Name,
)
from megaroth.model.job import Job
from megaroth.model.outlook import (
    SocialSecurity,
)
from megaroth.model.pay_schedule import TakeHomeFloor

RETIRES_AT = 65
"""The age at which work ends if the file does not state it: an assumption, not law."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person."""

    name: Annotated[
        Name,
        Key(
            "name in the answers.",
            ask=Ask("you", "Name", "As it should appear in the answers."),
            line=Line('"Me"'),
        ),
    ]
    born: Annotated[
        Date,
        Key(
            "birth date. The age on December 31 counts.",
            ask=Ask("you", "Birth date", "Your age on December 31 counts."),
            line=Line("1980-07-01"),
        ),
    ]
    blind: Annotated[
        Flag,
        Key(
            "blind at the end of the year (IRC 63(f)(4)). The standard deduction is then larger.",
            ask=Ask(
                "you",
                "Blind?",
                "At the end of the year. It raises the standard deduction.",
                default="no",
            ),
            line=Line("true", "a larger standard deduction"),
        ),
    ] = False
    dependent: Annotated[
        Flag,
        Key(
            "someone else can claim this person as a dependent. The standard deduction is "
            "then smaller, and some credits do not apply.",
            ask=Ask(
                "you",
                "Can someone else claim this person as a dependent?",
                "If so, the standard deduction is smaller and some credits do not apply.",
                default="no",
            ),
            line=Line("true", "someone else can claim this person"),
        ),
    ] = False
    take_home_floor: TakeHomeFloor = 0
    jobs: Annotated[tuple[Job, ...], Key("jobs and businesses of the year.")] = ()
    iras: Annotated[tuple[Ira, ...], Key("individual retirement arrangements.")] = ()
    ira_made: Annotated[
        Money,
        Key(
            "IRA contributions for the year so far.",
            ask=Ask(
                "so_far",
                "IRA contributions so far this year",
                "They count toward the IRA limit of the year.",
                default="nothing",
            ),
        ),
    ] = 0
    hsa: Annotated[Hsa | None, Key("health savings account; if omitted, none.")] = None
    retires_at: Annotated[
        Age | None,
        Key(
            "retirement age in projections. Work ends at the start of the year in which "
            "the person reaches it. If omitted, 65, or the second year for a person who is "
            "already older.",
            ask=Ask("ahead", "Retires at", "Age.", default="65"),
        ),
    ] = None
    pensions: Annotated[
        tuple[Pension, ...],
        Key(
            "pensions of the person, with the age at which each begins. `income.pensions` has what "
            "the household gets this year without saying whose it is."
        ),
    ] = ()
    social_security: Annotated[
        SocialSecurity | None,
        Key("retirement benefit; if omitted, calculated by formula and claimed at 67."),
    ] = None
    lives_until: Annotated[
        Age | None,
        Key(
            "age at death of a spouse who dies before the plan ends; if omitted, both live "
            "until its end."
        ),
    ] = None

    @property
    def made_in_iras_and_hsa(self) -> Money:
        """IRA and HSA contributions of the year so far."""
        return self.ira_made + (self.hsa.made if self.hsa else 0)

    def age(self, year: int) -> int:
        """Years of age reached by December 31."""
        return year - self.born.year

    def alive(self, year: int) -> bool:
        """Whether the person is alive in a year, even if only for part of it."""
        return self.lives_until is None or self.age(year) <= self.lives_until
