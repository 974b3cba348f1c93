"""The money of a job's plan: what is in it, what was contributed so far, and what is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import DeferralKind, Money


@dataclass(frozen=True, kw_only=True)
class Balance:
    """A money source at the start of the year, or on ``as_of``."""

    value: Annotated[Money, Key("vested value.")]
    basis: Annotated[
        Money, Key("after-tax contributions in it; for a Roth source, its contributions.")
    ] = 0
    pre_1987: Annotated[Money, Key("the part of the basis contributed before 1987.")] = 0


@dataclass(frozen=True, kw_only=True)
class Balances:
    """A plan account by money source. In a file, each source is a value, or a table with value and
    basis."""

    pre_tax: Annotated[
        Balance | None,
        Key(
            "pre-tax deferrals and their earnings.",
            line=Line("80_000"),
            inside=(
                (
                    "value",
                    Ask(
                        "accounts",
                        "Pre-tax money in the plan",
                        "The vested amount.",
                        default="nothing",
                    ),
                ),
            ),
        ),
    ] = None
    roth: Annotated[
        Balance | None,
        Key(
            "designated Roth contributions and their earnings.",
            inside=(
                (
                    "value",
                    Ask(
                        "accounts",
                        "Roth money in the plan",
                        "The vested amount. It grows in the projections.",
                        default="nothing",
                    ),
                ),
                (
                    "basis",
                    Ask(
                        "accounts",
                        "of which contributions",
                        "Basis: never taxed again.",
                        default="nothing",
                    ),
                ),
            ),
        ),
    ] = None
    after_tax: Annotated[
        Balance | None,
        Key(
            "after-tax contributions and their earnings.",
            line=Line("{ value = 20_000, basis = 19_000 }"),
            inside=(
                (
                    "value",
                    Ask(
                        "accounts",
                        "After-tax money in the plan",
                        "Including earnings, on the date that the plan starts.",
                        default="nothing",
                    ),
                ),
                ("basis", Ask("accounts", "of which contributions", "Basis.", default="nothing")),
            ),
        ),
    ] = None
    match: Annotated[Balance | None, Key("matching contributions and their earnings.")] = None
    nonelective: Annotated[
        Balance | None, Key("nonelective and other employer contributions and their earnings.")
    ] = None
    rollover: Annotated[Balance | None, Key("money rolled over from other plans.")] = None


@dataclass(frozen=True, kw_only=True)
class Made:
    """Contributions made so far this year."""

    pre_tax: Annotated[
        Money,
        Key(
            "pre-tax deferrals; from age 50, the amount above the deferral limit counts as "
            "catch-up.",
            ask=Ask(
                "so_far",
                "Pre-tax deferrals so far this year",
                "From the last pay stub.",
                default="nothing",
            ),
        ),
    ] = 0
    roth: Annotated[
        Money,
        Key(
            "designated Roth contributions.",
            ask=Ask(
                "so_far",
                "Roth deferrals so far this year",
                "From the last pay stub.",
                default="nothing",
            ),
        ),
    ] = 0
    catch_up: Annotated[
        Money,
        Key(
            "catch-up contributions.",
            ask=Ask(
                "so_far",
                "Catch-up contributions so far this year",
                "If the pay stub shows it separately.",
                default="nothing",
            ),
        ),
    ] = 0
    after_tax: Annotated[
        Money,
        Key(
            "after-tax contributions.",
            ask=Ask(
                "so_far",
                "After-tax contributions so far this year",
                "From the last pay stub.",
                default="nothing",
            ),
        ),
    ] = 0
    match: Annotated[
        Money,
        Key(
            "matching contributions that are not made as Roth.",
            ask=Ask(
                "so_far",
                "Match received so far this year",
                "From the last pay stub.",
                default="nothing",
            ),
        ),
    ] = 0
    roth_match: Annotated[
        Money,
        Key(
            "matching contributions made as Roth.",
            ask=Ask(
                "so_far",
                "Match made as Roth so far this year",
                "If the pay stub shows it separately. It is not part of the match above.",
                default="nothing",
            ),
        ),
    ] = 0
    nonelective: Annotated[Money, Key("nonelective and other employer contributions.")] = 0


@dataclass(frozen=True, kw_only=True)
class Elections:
    """How much the person wants to contribute at this job; if omitted, the maximum that the law,
    the plan and cash allow."""

    deferral: Annotated[
        Money | None,
        Key(
            "maximum deferral without catch-up.",
            ask=Ask(
                "work",
                "How much you want to defer",
                "Pre-tax and Roth together, without catch-up.",
                default="the maximum",
                later=True,
            ),
        ),
    ] = None
    deferral_kind: Annotated[
        DeferralKind | None,
        Key(
            "`pre_tax` or `roth`; `pre_tax` if omitted.",
            ask=Ask(
                "work",
                "Kind of deferral",
                "Pre-tax is taxed later, Roth is taxed now.",
                default="pre-tax",
                choices=(("pre_tax", "pre-tax"), ("roth", "Roth")),
                later=True,
            ),
        ),
    ] = None
    catch_up: Annotated[Money | None, Key("maximum catch-up contribution.")] = None
    after_tax: Annotated[
        Money | None,
        Key(
            "maximum after-tax contribution.",
            ask=Ask(
                "work",
                "How much you want to contribute after tax",
                "Enter less than the maximum if you need the cash.",
                default="the maximum",
                later=True,
            ),
        ),
    ] = None

    @property
    def kind(self) -> str:
        """``pre_tax`` or ``roth``."""
        return self.deferral_kind or "pre_tax"
