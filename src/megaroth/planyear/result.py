"""The answer of a plan year. Amounts are cents, scalar or (n,); ranges if a plan rule is
unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from megaroth.kernel.answer_fields import Hidden, Key
from megaroth.kernel.message import Message
from megaroth.kernel.money import Cents, some
from megaroth.law.entry import YearStatus
from megaroth.model.fields import Kind
from megaroth.model.sources import TAXED_EMPLOYER
from megaroth.planyear.figure import Figure, LimitedBy, Percent, Range
from megaroth.planyear.journal import Journal

Day = date
"""A day; a field that is called ``date`` hides the type of that name."""

Verdict = Literal["yes", "later", "no", "depends"]
AlternativeName = Literal["roth_401k", "roth_ira", "backdoor_roth", "hsa"]


@dataclass(frozen=True, kw_only=True)
class Contributions:
    """A job's contributions of the year by money source, those already made included, cents."""

    pre_tax: Figure
    roth: Figure
    catch_up: Figure
    after_tax: Figure
    match: Figure
    roth_match: Figure
    nonelective: Figure


@dataclass(frozen=True, kw_only=True)
class PerPaycheck:
    """The contributions to come in even parts, cents and parts per million of pay, rounded down so
    that they exceed no limit.

    Version 1 of the JSON has them, as ``per_paycheck``. Payroll cannot always execute them:
    ``paychecks`` says what to elect."""

    paychecks: int
    deferral: Figure
    deferral_percent: Percent
    catch_up: Figure
    catch_up_percent: Percent
    after_tax: Figure
    after_tax_percent: Percent


@dataclass(frozen=True, kw_only=True)
class JobResult:
    """One job's part of the plan year.

    Attributes:
        paychecks_left: paychecks of the year that are still to come.
        after_tax_to_come: after-tax contributions of the year that are not made yet.
        even_checks: for version 1 of the JSON alone.
        after_tax_left: after-tax money in the plan at the end of the year.
        after_tax_left_basis: basis in the plan then; more than ``after_tax_left`` after a loss, or
            where the plan is one contract and the basis stays with its pre-tax money.
    """

    employer: str
    verdict: Verdict
    reasons: list[Message]
    compensation: Figure
    annual_additions_limit: Figure
    limited_by: LimitedBy | None
    after_tax_room: Figure
    after_tax_allowed: Figure
    catch_up_is_roth: bool
    contributions: Contributions
    annual_additions: Figure
    paychecks_left: int
    after_tax_to_come: Figure
    even_checks: PerPaycheck
    after_tax_left: Figure
    after_tax_left_basis: Figure


@dataclass(frozen=True, kw_only=True)
class PersonResult:
    """One person's part of the plan year."""

    name: str
    age: int
    elective_deferral_limit: Figure
    catch_up_limit: Figure
    hsa_limit: Figure
    hsa: Figure
    ira_limit: Figure
    roth_ira_limit: Figure
    magi: Figure
    deductible_ira: Figure
    roth_ira: Figure
    traditional_ira: Figure
    jobs: list[JobResult]


ExcessKind = Literal["elective_deferral", "annual_additions", "ira", "hsa"]


@dataclass(frozen=True, kw_only=True)
class Excess:
    """Contributions beyond a limit of the law, and the days by which they must be dealt with.

    Attributes:
        kind: the limit: ``elective_deferral``, ``annual_additions``, ``ira`` or ``hsa``.
        person: whose contributions.
        employer: the sponsor of the plan whose limit it is; None for a person's limit.
        amount: what is beyond the limit, cents.
        notify_by: the day by which the person must tell a plan; None where the law asks for no
            notice.
        correct_by: the day by which the excess must be out; None where the law sets no day.
        text: what it is and what to do.
        section: of the limit.
        to_come: the part that is not contributed yet: an employer contribution still to come brings
            it, cents.
        after_tax: the part that after-tax contributions make up, which go back first, cents.
    """

    kind: ExcessKind
    person: str
    employer: str | None
    amount: Figure
    notify_by: Day | None
    correct_by: Day | None
    text: Annotated[Message, Key("message")]
    section: Hidden[str] = ""
    to_come: Hidden[Cents | Range] = 0
    after_tax: Hidden[Cents | Range] = 0


@dataclass(frozen=True, kw_only=True)
class Rollover:
    """One move of after-tax money: from the plan's source to a designated Roth account or an
    IRA."""

    date: Day
    person: str
    employer: str
    from_: str
    to: str
    amount: Figure
    basis: Figure
    taxable: Figure


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """One ordinary Roth conversion from a traditional IRA."""

    date: Day
    person: str
    from_: str
    to: str
    amount: Figure
    basis: Figure
    taxable: Figure


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Another use of the money, with its amount."""

    name: AlternativeName
    person: str
    amount: Figure
    allowed: bool
    reason: Message
    tax: Figure | None = 0


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    """One thing to do.

    Attributes:
        date: by when it is best done.
        text: what.
        until: the last day on which it still helps; None where that is the date.
    """

    date: Day
    text: Annotated[Message, Key("message")]
    until: Day | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerWorth:
    """One possible answer to a question, what it is worth, and the figures of the plan year with
    this answer, cents.

    Attributes:
        worth: in the question's unit, compared with the answer that is worth least; a range if it
            depends on other unknown rules.
        to_roth, tax, conversion_tax, employer_contributions: those of the plan of a file with this
        answer; None where the question is
            not about a plan rule.
        deferrals: elective deferrals with catch-up of that plan.
        depends_on: the other unknown rules that decide where in the range it is.
    """

    answer: Message
    worth: Figure
    to_roth: Figure | None = None
    tax: Figure | None = None
    conversion_tax: Figure | None = None
    employer_contributions: Figure | None = None
    deferrals: Figure | None = None
    depends_on: list[Message] = field(default_factory=list)


UNITS = ("roth", "employer", "deferral", "tax", *(one.name for one in TAXED_EMPLOYER))


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that decides something, whom it goes to, and what each answer is worth.

    Attributes:
        unit: what the answers are worth something in: ``roth`` (money that reaches Roth in the
            year, less its tax), ``employer`` (employer money), ``deferral`` (elective deferrals) or
            ``tax``.
        stake: the most by which two answers differ, all else equal, cents.
        given: the answers to other questions without which this one changes nothing; the
            worths suppose them.
        sizes_elections: what to elect from a paycheck turns on it, whatever the year comes to.
    """

    to: Literal["HR", "you"]
    rule: str
    person: str
    employer: str | None
    text: Annotated[Message, Key("message")]
    answers: list[AnswerWorth]
    unit: Annotated[str, Kind("choice", UNITS)] = "roth"
    stake: Cents = 0
    given: Message | None = None
    sizes_elections: Hidden[bool] = False

    @property
    def matters(self) -> bool:
        """Whether any answer changes anything."""
        return some(self.stake != 0) or self.sizes_elections


@dataclass(frozen=True, kw_only=True)
class JournalRow:
    """One movement of the journal, as people read it."""

    date: Day
    kind: str
    person: str
    employer: str | None
    from_: str
    to: str
    amount: Figure
    basis: Figure
    taxable: Figure


Place = tuple[str, str, str]
"""A person, an employer and a destination."""


@dataclass(frozen=True, kw_only=True)
class PlanYear:
    """The answer for one household and one year.

    Attributes:
        excesses: contributions beyond a limit; they come before everything else.
        verdict: whether after-tax money can reach Roth: ``yes``, ``later``, ``no`` or ``depends``.
        tax: on the year's rollovers of after-tax money at the stated marginal rates; a range where
            none is stated.
        conversion_tax: on the year's ordinary Roth conversions.
        refused: elections that the Code or the plan does not allow.
        to_roth: after-tax money that reaches Roth this year.
        journal: every movement of the year.
        moved: amount, basis and income of the year's rollovers by person, employer and destination,
            where plan rules are unknown: those of one day do not add up, for not all of them come
            with the same answers. None where they do.
    """

    year: int
    status: YearStatus
    excesses: list[Excess]
    verdict: Verdict
    reasons: list[Message]
    questions: list[Question]
    people: list[PersonResult]
    rollovers: list[Rollover]
    conversions: list[Conversion]
    to_roth: Figure
    own_contributions: Figure
    employer_contributions: Figure
    spare_cash_left: Figure | None
    taxable: Figure
    tax: Figure
    conversion_tax: Figure
    alternatives: list[Alternative]
    steps: list[PlannedStep]
    refused: list[Message]
    warnings: list[Message]
    assumptions: list[Message]
    journal: Hidden[Journal | None] = field(default=None, repr=False, compare=False)
    moved: Hidden[dict[Place, dict[str, Figure]] | None] = field(
        default=None, repr=False, compare=False
    )
