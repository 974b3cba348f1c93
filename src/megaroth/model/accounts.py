"""Accounts of a person outside of plans: IRAs and the health savings account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import Coverage, Date, Flag, IraKind, Kind, Money, Rate


@dataclass(frozen=True, kw_only=True)
class Ira:
    """An IRA (individual retirement arrangement)."""

    kind: Annotated[
        IraKind,
        Key(
            "`traditional`, `roth`, `sep` or `simple`.",
            ask=Ask(
                "accounts",
                "Kind of IRA",
                "Pre-tax money in an IRA makes the ordinary backdoor Roth partly taxed.",
                choices=(
                    ("traditional", "traditional"),
                    ("roth", "Roth"),
                    ("sep", "SEP"),
                    ("simple", "SIMPLE"),
                ),
            ),
            line=Line('"traditional"', "roth, sep, simple"),
        ),
    ]
    value: Annotated[
        Money,
        Key(
            "value on December 31, without contributions of this plan.",
            ask=Ask("accounts", "Value", "On December 31."),
            line=Line("12_000", "on December 31"),
        ),
    ]
    basis: Annotated[
        Money,
        Key(
            "nondeductible contributions in it (Form 8606); for a Roth IRA, its contributions.",
            ask=Ask(
                "accounts",
                "Basis",
                "Form 8606, line 14. For a Roth IRA, your contributions.",
                default="nothing",
            ),
            line=Line("0", "from Form 8606"),
        ),
    ] = 0
    taxed_by_state: Annotated[
        Money,
        Key(
            "the part that the state already taxed and the federal return did not (New "
            "Jersey, Massachusetts)."
        ),
    ] = 0


@dataclass(frozen=True, kw_only=True)
class Hsa:
    """Health savings account: eligibility and contributions."""

    coverage: Annotated[
        tuple[Coverage, ...],
        Kind("coverage", ("family", "self_only", "none")),
        Key(
            "`family`, `self_only` or `none` for the whole year, or a list of twelve by month.",
            ask=Ask(
                "accounts",
                "High-deductible health coverage",
                "It allows you to contribute to a health savings account.",
                default="none",
                choices=(("family", "family"), ("self_only", "self only"), ("none", "none")),
            ),
            line=Line('"family"', "self_only, or a list of twelve by month"),
        ),
    ] = ("none",) * 12
    medicare_from: Annotated[
        Date | None, Key("first month of Medicare entitlement, including retroactive months.")
    ] = None
    last_month_rule: Annotated[Flag, Key("count December's coverage for the whole year.")] = False
    family_share: Annotated[
        Rate | None,
        Key(
            "this person's share of the family limit; the spouse has the rest. If omitted for "
            "both, they share it equally."
        ),
    ] = None
    employer: Annotated[Money, Key("the employer's contributions of the year.")] = 0
    made: Annotated[
        Money,
        Key(
            "the person's own contributions so far this year.",
            ask=Ask(
                "so_far",
                "HSA contributions so far this year",
                "Your own contributions.",
                default="nothing",
            ),
            line=Line(
                "1_000",
                "your own contributions so far this year; for IRAs, ira_made under [[people]]",
            ),
        ),
    ] = 0
    earnings: Annotated[
        Money,
        Key(
            "interest, dividends and gains inside the account this year (California and "
            "New Jersey tax them)."
        ),
    ] = 0
    value: Annotated[
        Money,
        Key(
            "value on January 1, for projections.",
            ask=Ask("accounts", "Health savings account", "Value on January 1.", default="nothing"),
        ),
    ] = 0
