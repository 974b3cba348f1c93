"""Income of a household from other sources than jobs, and its deductions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key
from megaroth.model.fields import Count, Money, SignedMoney


@dataclass(frozen=True, kw_only=True)
class Income:
    """Income from other sources than jobs, by kind, and deductions; amounts of the year."""

    interest: Annotated[
        Money,
        Key(
            "taxable interest.",
            ask=Ask(
                "money",
                "Interest",
                "Taxable interest of bank accounts and bonds, Form 1099-INT.",
                default="nothing",
            ),
        ),
    ] = 0
    tax_exempt_interest: Annotated[
        Money,
        Key(
            "tax-exempt interest.",
            ask=Ask(
                "money",
                "Tax-exempt interest",
                "From municipal bonds and their funds.",
                default="nothing",
            ),
        ),
    ] = 0
    other_states_interest: Annotated[
        Money,
        Key(
            "the part of tax-exempt interest from other states and their cities, which "
            "most states tax.",
            ask=Ask(
                "money",
                "of which from other states",
                "Interest from other states and their cities, which most states tax. A fund’s "
                "annual statement shows it by state.",
                default="nothing",
            ),
        ),
    ] = 0
    dividends: Annotated[
        Money,
        Key(
            "all ordinary dividends.",
            ask=Ask("money", "Dividends", "All ordinary dividends.", default="nothing"),
        ),
    ] = 0
    qualified_dividends: Annotated[
        Money,
        Key(
            "the qualified part of the dividends.",
            ask=Ask(
                "money",
                "of which qualified",
                "They are taxed at lower rates. Form 1099-DIV, box 1b.",
                default="nothing",
            ),
        ),
    ] = 0
    short_term_gain: Annotated[SignedMoney, Key("net short-term capital gain or loss.")] = 0
    long_term_gain: Annotated[
        SignedMoney,
        Key(
            "net long-term capital gain or loss.",
            ask=Ask(
                "money",
                "Long-term gains",
                "Net gains on what you held longer than a year. They are taxed at lower rates.",
                default="nothing",
            ),
        ),
    ] = 0
    ira_distributions: Annotated[Money, Key("taxable distributions from IRAs.")] = 0
    pensions: Annotated[Money, Key("taxable pensions and plan distributions.")] = 0
    social_security: Annotated[Money, Key("Social Security benefits.")] = 0
    children: Annotated[
        Count,
        Key(
            "qualifying children under 17.",
            ask=Ask(
                "money", "Children under 17", "They bring the child tax credit.", default="none"
            ),
        ),
    ] = 0
    state_taxes: Annotated[Money, Key("state and local income and property taxes.")] = 0
    mortgage_interest: Annotated[Money, Key("deductible mortgage interest.")] = 0
    charity: Annotated[Money, Key("cash gifts.")] = 0
