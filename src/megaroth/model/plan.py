"""The rules of a plan, as in its summary plan description. Any of them may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import Cents
from megaroth.model.fields import (
    UNKNOWN,
    AnyRate,
    CapBase,
    DateOrUnknown,
    FlagOrUnknown,
    InPlan,
    MatchPeriod,
    Money,
    MoneyOrUnknown,
    OrUnknown,
    PlanKind,
    Rate,
    RateOrUnknown,
    Source,
    Unknown,
)


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One tier of a match: from the end of the tier before up to its own end.

    Attributes:
        rate: employer money for each dollar contributed, parts per million.
        up_to: end of the tier as a share of pay, parts per million.
        up_to_dollars: end of the tier as an amount of contributions, cents; instead of ``up_to``.
    """

    rate: AnyRate
    up_to: Rate | None = None
    up_to_dollars: Money | None = None


@dataclass(frozen=True, kw_only=True)
class AfterTaxCap:
    """A plan's own cap on after-tax contributions. If there are several, the lowest applies.

    Attributes:
        percent: cap as a share of pay, parts per million.
        of: the pay that the percentage applies to: ``pay``, ``limited_pay`` (to the 401(a)(17)
            limit) or ``net_pay``.
        dollars: annual cap, cents.
        hce_percent: instead of ``percent`` for highly compensated employees, parts per million.
        hce_dollars: instead of ``dollars`` for highly compensated employees, cents.
    """

    percent: Rate | None = None
    of: CapBase = "pay"
    dollars: Money | None = None
    hce_percent: Rate | None = None
    hce_dollars: Money | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The rules of one employer's plan.

    Attributes:
        kind: ``401(k)`` (or another 401(a) plan), ``403(b)`` or ``457(b)``.
        governmental: a state or local government sponsors the plan. This decides whether a 457(b)
            accepts catch-up and Roth contributions.
        roth: accepts designated Roth contributions.
        after_tax: accepts after-tax employee contributions.
        after_tax_cap: the plan's own cap on after-tax contributions; if omitted, none.
        in_plan_roth_rollover: how often after-tax money can move to the plan's Roth account, or
            ``no``.
        in_service_withdrawal: money sources that can be withdrawn while employed.
        separate_after_tax_source: accounts for after-tax contributions and their earnings
            separately (the 72(d)(2) contract).
        catch_up: accepts catch-up contributions.
        match: tiers of the matching contribution.
        match_most: maximum match in a year, cents.
        match_period: whether the match is calculated by ``paycheck`` or ``year``.
        true_up: date on which a true-up completes a paycheck match for the year.
        match_on_after_tax: matches after-tax contributions like deferrals.
        nonelective: employer contribution that does not depend on employee contributions, parts per
            million of pay.
        other_employer: profit sharing, stock and forfeitures of the year, cents.
    """

    kind: PlanKind = "401(k)"
    governmental: FlagOrUnknown = False
    roth: FlagOrUnknown = False
    after_tax: FlagOrUnknown = False
    after_tax_cap: Annotated[AfterTaxCap | Unknown | None, OrUnknown()] = None
    in_plan_roth_rollover: InPlan = "no"
    in_service_withdrawal: Annotated[tuple[Source, ...] | Unknown, OrUnknown()] = ()
    separate_after_tax_source: FlagOrUnknown = True
    catch_up: FlagOrUnknown = True
    match: Annotated[tuple[Tier, ...] | Unknown, OrUnknown()] = ()
    match_most: MoneyOrUnknown | None = None
    match_period: MatchPeriod = "paycheck"
    true_up: DateOrUnknown | None = None
    match_on_after_tax: FlagOrUnknown = False
    nonelective: RateOrUnknown = 0
    other_employer: MoneyOrUnknown = 0

    def unknowns(self) -> tuple[str, ...]:
        """The names of the rules that are unknown."""
        return tuple(name for name in self.__dataclass_fields__ if is_unknown(getattr(self, name)))


def known_amount(value: Cents | str) -> Cents:
    """The amount or rate of a plan rule.

    Raises:
        TypeError: it is unknown. Resolve it first (:mod:`megaroth.planyear.unknowns`).
    """
    if isinstance(value, str):
        raise TypeError("an unknown plan rule was not resolved")
    return value


def known_tiers(plan: Plan) -> tuple[Tier, ...]:
    """The tiers of a plan's match. Raises as :func:`known_amount`."""
    if isinstance(plan.match, str):
        raise TypeError("an unknown match was not resolved")
    return plan.match


def is_unknown(value: object) -> bool:
    """Whether a rule's value says that it is unknown."""
    return isinstance(value, str) and value == UNKNOWN
