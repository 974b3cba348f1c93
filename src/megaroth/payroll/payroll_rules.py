"""What payroll and the plan do with each check, in numbers: cents, parts per million and days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from megaroth.kernel.money import MOST_CENTS, PPM, Cents, total
from megaroth.payroll.elections import STEPS, ElectionStep
from megaroth.payroll.paydays import USUAL_PAYCHECKS

UNBOUNDED = MOST_CENTS

PayCapMethod = Literal["proportional", "year", "stop", "per_check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchTier:
    """One tier of the match, from the end of the tier before.

    Attributes:
        rate: employer money for each dollar contributed, parts per million.
        up_to: its end as a share of the check, parts per million; None if it is in dollars.
        up_to_dollars: its end as contributions of the year, cents.
    """

    rate: int
    up_to: int | None = None
    up_to_dollars: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HighestElections:
    """The highest elections that the plan accepts, parts per million of a check.

    Attributes:
        combined: of all sources together.
    """

    pre_tax: int = PPM
    roth: int = PPM
    catch_up: int = PPM
    after_tax: int = PPM
    combined: int = PPM


@dataclass(frozen=True, slots=True, kw_only=True)
class PayrollRules:
    """The rules of one job's payroll and plan for one year.

    Attributes:
        step: the step of elections.
        highest: the highest elections.
        separate_bonus_election: bonuses have elections of their own.
        one_deferral_election: deferrals that pass the deferral limit go on as catch-up, which has
            no election of its own.
        stops_at_limit: payroll stops each source at its limit, inside the check that reaches it.
            Otherwise it takes what is elected.
        spillover: deferrals that pass the deferral limit (and catch-up) go on as after-tax
            contributions. Payroll then stops deferrals at their limit in any case.
        deferral_limit: deferrals of the year at this employer, cents (IRC 402(g), 401(a)(30)).
        catch_up_limit: catch-up of the year, cents (IRC 414(v)).
        catch_up_is_roth: catch-up is made as Roth, elected so or because it must be.
        additions_limit: annual additions of the year to this plan, cents (IRC 415(c)).
        after_tax_limit: the plan's own cap on after-tax contributions of the year, cents.
        pay_limit: pay of the year that the plan may count, cents (IRC 401(a)(17)).
        pay_cap_method: how ``pay_limit`` enters the match of a check. ``stop``: pay counts until
            the year's pay reaches it. ``per_check``: each check counts up to its even part of it.
            ``year``: each check counts in full, until the match reaches that of the year.
            ``proportional``: each check counts in proportion to the year's pay; with even pay and
            elections all methods give the same match.
        paychecks: how many checks a year has for ``per_check``.
        match: tiers, ends rising.
        match_most: the plan's cap on the match of the year, cents.
        match_period: ``paycheck``, or ``year``: the whole match is then posted on ``true_up``.
        match_from: checks before this day are not matched; None for no waiting time.
        match_on_after_tax, match_on_catch_up: what is matched in addition to deferrals.
        true_up: the day on which the match of the year is completed; None for no true-up.
        true_up_if_employed_on: a true-up or yearly match is lost by leaving before this day.
        nonelective_rate: nonelective or safe harbor contributions, parts per million of pay.
        other_employer: other employer contributions of the year, cents.
        nonelective_posted: the day on which both are posted for the year; None if each check
            brings its part of the rate, and there is no other money.
        left_on: the last day of work, if that is in the year; None otherwise.
    """

    step: ElectionStep = STEPS["$0.01"]
    highest: HighestElections = field(default_factory=HighestElections)
    separate_bonus_election: bool = False
    one_deferral_election: bool = False
    stops_at_limit: bool = False
    spillover: bool = False
    deferral_limit: Cents = UNBOUNDED
    catch_up_limit: Cents = 0
    catch_up_is_roth: bool = False
    additions_limit: Cents = UNBOUNDED
    after_tax_limit: Cents = UNBOUNDED
    pay_limit: Cents = UNBOUNDED
    pay_cap_method: PayCapMethod = "proportional"
    paychecks: int = USUAL_PAYCHECKS["biweekly"]
    match: tuple[MatchTier, ...] = ()
    match_most: Cents = UNBOUNDED
    match_period: Literal["paycheck", "year"] = "paycheck"
    match_from: date | None = None
    match_on_after_tax: bool = False
    match_on_catch_up: bool = False
    true_up: date | None = None
    true_up_if_employed_on: date | None = None
    nonelective_rate: int = 0
    other_employer: Cents = 0
    nonelective_posted: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse rules that would lose employer money without saying so."""
        if self.match_period == "year" and self.match and self.true_up is None:
            raise ValueError("a yearly match needs the day on which it is posted (true_up)")

    @property
    def keeps_late_match(self) -> bool:
        """Whether the employee stays until the day that a late match depends on."""
        day = self.true_up_if_employed_on
        return day is None or self.left_on is None or self.left_on >= day

    @property
    def stops_deferrals(self) -> bool:
        """Whether payroll stops deferrals at their limit."""
        return self.stops_at_limit or self.spillover


@dataclass(frozen=True, slots=True, kw_only=True)
class YearToDate:
    """Contributions of the year through the last pay stub, cents.

    Attributes:
        through: the day of the stub: checks up to it are paid; None if no check is.
        pre_tax, roth: deferrals without catch-up.
        match: of every source, as Roth too.
    """

    through: date | None = None
    pre_tax: Cents = 0
    roth: Cents = 0
    catch_up: Cents = 0
    after_tax: Cents = 0
    match: Cents = 0
    nonelective: Cents = 0

    def additions(self) -> Cents:
        """Annual additions so far; catch-up is none."""
        return total(self.pre_tax, self.roth, self.after_tax, self.match, self.nonelective)
