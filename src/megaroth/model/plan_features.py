"""The features of a plan, as in its summary plan description. Any of them may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import PPM
from megaroth.model.catalog import YES_NO, Ask, Key, Line, NotInFile, WhenUnknown
from megaroth.model.fields import FlagOrUnknown, InPlan, OrUnknown, PlanKind, Source, Unknown
from megaroth.model.plan_formulas import AfterTaxCap

DECIDING_RULES = ("after_tax", "roth", "in_plan_roth_rollover", "in_service_withdrawal")
"""Rules that decide whether after-tax money reaches Roth. Answers name those that a file omits."""

WAYS_TO_ROTH = frozenset({"in_plan_roth_rollover", "in_service_withdrawal"})
"""The deciding rules that let after-tax money leave the plan's after-tax source while one works."""


@dataclass(frozen=True, kw_only=True)
class PlanFeatures:
    """What a plan accepts, and how money can leave it."""

    kind: Annotated[
        PlanKind,
        Key(
            "`401(k)` (or another 401(a) plan), `403(b)` or `457(b)`.",
            ask=Ask(
                "work",
                "What kind of plan is it?",
                "The kind decides which plans share a limit. A 457(b) has its own limit and "
                "accepts no after-tax contributions.",
                default="401(k)",
                choices=(
                    ("401(k)", "401(k) or other 401(a)"),
                    ("403(b)", "403(b)"),
                    ("457(b)", "457(b)"),
                ),
            ),
            when_unknown=WhenUnknown(
                "Is it a 401(k) or a 403(b) plan?",
                "kind of plan",
                (("401(k)", "401(k)"), ("403(b)", "403(b)")),
            ),
            line=Line('"401(k)"', "403(b), 457(b)", always=True),
        ),
    ] = "401(k)"
    governmental: Annotated[
        FlagOrUnknown,
        Key(
            "a state or local government sponsors the plan. This decides whether a 457(b) "
            "accepts catch-up and Roth contributions.",
            ask=Ask(
                "work",
                "If this is a 457(b), is the sponsor a state or local government?",
                "Only a governmental 457(b) accepts catch-up and Roth contributions.",
                default="no",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Is the sponsor of the 457(b) plan a state or local government, or a "
                "tax-exempt organization? Only a governmental plan takes catch-up and Roth "
                "contributions.",
                "sponsor of the 457(b) plan",
                (("a government", True), ("a tax-exempt organization", False)),
                measure="deferral",
            ),
        ),
    ] = False
    roth: Annotated[
        FlagOrUnknown,
        Key(
            "accepts designated Roth contributions. If omitted, it does not; where "
            "`in_plan_roth_rollover` is unknown, this is unknown too.",
            ask=Ask(
                "work",
                "Does it accept Roth contributions?",
                "A Roth 401(k). In-plan Roth rollovers are possible only if the plan has one.",
                default="no",
            ),
            when_unknown=WhenUnknown(
                "Does the plan take designated Roth contributions?",
                "designated Roth contributions",
                YES_NO,
            ),
            line=Line("true", "designated Roth contributions"),
        ),
    ] = False
    after_tax: Annotated[
        FlagOrUnknown,
        Key(
            "accepts after-tax employee contributions.",
            ask=Ask(
                "decides",
                "Does the plan accept after-tax contributions?",
                "Contributions above the deferral limit, also called voluntary or employee "
                "after-tax. They are not the same as Roth.",
                default="no",
                where="In the SPD: “after-tax (non-Roth) contributions” or “voluntary "
                "after-tax”. In the portal: a third percentage next to pre-tax and Roth.",
            ),
            when_unknown=WhenUnknown(
                "Does the plan take voluntary after-tax contributions (not Roth), beyond the "
                "elective deferral limit?",
                "after-tax contributions",
                YES_NO,
                gate=True,
            ),
            line=Line("true", "voluntary after-tax contributions above the deferral limit"),
        ),
    ] = False
    after_tax_cap: Annotated[
        AfterTaxCap | Unknown | None,
        OrUnknown(),
        Key(
            "the plan's own cap on after-tax contributions; if omitted, none.",
            ask=Ask(
                "work",
                "The plan's cap on after-tax contributions",
                "A percentage of pay, such as 10%, or dollars a year, such as $20,000. For "
                "both, write and between them. Add another cap for highly compensated "
                "employees after a semicolon: 10%; 8% if highly compensated.",
                default="no cap",
                kind="cap",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Does the plan cap after-tax contributions: at what percentage, of which pay, "
                "and at what amount? Is the cap lower for highly compensated employees?",
                "cap on after-tax contributions",
                (
                    ("no cap", None),
                    ("10% of pay", AfterTaxCap(percent=PPM // 10)),
                    ("5% of pay", AfterTaxCap(percent=PPM // 20)),
                ),
                needs=("after_tax",),
            ),
            line=Line('{ percent = "10%", of = "pay", dollars = 25_000 }'),
        ),
    ] = None
    in_plan_roth_rollover: Annotated[
        InPlan,
        Key(
            "how often after-tax money can move to the plan's Roth account, or `no`.",
            ask=Ask(
                "decides",
                "How often can after-tax money move to the plan's Roth account?",
                "This is called an in-plan Roth rollover or conversion. It is one of two ways to "
                "Roth.",
                where="In the SPD: “Roth in-plan conversion”, “in-plan Roth rollover” or "
                "“auto-convert”.",
                default="no",
                choices=(
                    ("each_paycheck", "with each paycheck"),
                    ("quarterly", "each quarter"),
                    ("yearly", "once a year"),
                    ("on_request", "on request"),
                    ("no", "no"),
                ),
            ),
            when_unknown=WhenUnknown(
                "Can after-tax money be moved to the plan's Roth account while I work here "
                "(in-plan Roth rollover or conversion), and how often: with each paycheck, "
                "once a year, or not at all?",
                "in-plan Roth rollover",
                (("with each paycheck", "each_paycheck"), ("once a year", "yearly"), ("no", "no")),
                needs=("after_tax",),
            ),
            line=Line('"each_paycheck"', "each_paycheck, quarterly, yearly, on_request, no"),
        ),
    ] = "no"
    in_service_withdrawal: Annotated[
        tuple[Source, ...] | Unknown,
        OrUnknown(),
        Key(
            "money sources that can be withdrawn while employed.",
            ask=Ask(
                "decides",
                "Can you withdraw after-tax money while you work there?",
                "You can then roll it over to a Roth IRA. It is the other way to Roth.",
                where="In the SPD: “in-service withdrawal” or “in-service distribution” of "
                "after-tax money.",
                default="no",
                kind="way_out",
            ),
            when_unknown=WhenUnknown(
                "Can I take an in-service withdrawal of after-tax money and roll it directly "
                "to a Roth IRA?",
                "in-service withdrawal of after-tax money",
                (("yes", ("after_tax",)), ("no", ())),
                needs=("after_tax",),
            ),
            line=Line(
                '["after_tax"]', 'sources you can withdraw while employed: ["after_tax"], or []'
            ),
        ),
    ] = ()
    separate_after_tax_source: Annotated[
        FlagOrUnknown,
        Key(
            "accounts for after-tax contributions and their earnings separately (the "
            "72(d)(2) contract).",
            ask=Ask(
                "decides",
                "Is after-tax money kept in a separate account?",
                "If so, it can move without pre-tax money, and only its earnings are taxed.",
                default="yes",
                where="In the SPD or on a statement: “separate after-tax source”. Most plans "
                "have one.",
            ),
            when_unknown=WhenUnknown(
                "Does the plan account for after-tax contributions and their earnings as a "
                "separate source (a separate contract under section 72(d)(2)), so that they "
                "can move without pre-tax money?",
                "separate after-tax source",
                YES_NO,
                needs=("after_tax",),
            ),
        ),
    ] = True
    catch_up: Annotated[
        FlagOrUnknown,
        Key(
            "accepts catch-up contributions.",
            when_unknown=WhenUnknown(
                "Does the plan take catch-up contributions?",
                "catch-up contributions",
                YES_NO,
                measure="deferral",
            ),
        ),
    ] = True
    not_stated: Annotated[frozenset[str], NotInFile()] = frozenset()
    """Those of ``DECIDING_RULES`` that the file omits. They are taken as no."""
