"""``megaroth rollover``: split a distribution over its destinations."""

from __future__ import annotations

from datetime import date
from typing import Any

from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, law_book_of
from megaroth.contract.rollover import RolloverAnswer
from megaroth.kernel.money import dollars
from megaroth.present.first_lines import rollover_line
from megaroth.present.form_sentences import form_sentence
from megaroth.present.words import DISCLAIMER, money
from megaroth.service.rollover import DESTINATIONS, Distribution
from megaroth.service.rollover import rollover as rollover_of


def rollover(
    *,
    balance: str | None = None,
    pre_tax: str | None = None,
    after_tax: str | None = None,
    distribute: str | None = None,
    to: list[str] | None = None,
    separate_source: bool = False,
    pre_1987: str | None = None,
    age: str | None = None,
    separated_age: str | None = None,
    prefer: list[str] | None = None,
    year: str | None = None,
    explain: str | None = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Split a distribution from a plan: basis, destinations, tax, withholding, forms.

    For example: megaroth rollover --balance 100000 --pre-tax 80000 --after-tax 20000
    --to traditional_ira=80000 --to roth_ira=20000

    Parameters
    ----------
    balance
        Vested value of the whole plan account, or of the separate source. Two of balance, pre-tax
        and after-tax are enough.
    pre_tax
        Pre-tax money in the balance; for a separate source, its earnings.
    after_tax
        After-tax contributions in the balance (basis); more than the balance after a loss.
    distribute
        The amount distributed; the whole balance if omitted.
    to
        DESTINATION=AMOUNT, repeated. The amounts sum to the distribution. Destinations:
        traditional_ira, roth_ira, plan, designated_roth (in-plan), cash, and
        traditional_ira_60_day, plan_60_day, roth_ira_60_day. If omitted, pre-tax money goes to a
        traditional IRA and after-tax money to a Roth IRA.
    separate_source
        The balance is the after-tax source alone, a separate contract under section 72(d)(2).
    pre_1987
        After-tax contributions made before 1987 that come out first.
    age
        Age at the distribution, such as 42 or 59.5, for the 10% additional tax.
    separated_age
        Age reached by the end of the year in which the person left this employer: from 55 there is
        no additional tax.
    prefer
        A destination that gets pre-tax dollars first if the recipient may choose; repeat for more.
    year
        Year of the distribution; the current one if omitted.
    explain
        A figure to explain as a worksheet, such as distributed_basis or withholding.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    flags = Flags()
    asked, today = _distribution(flags, locals()), date.today()
    law_book = law_book_of(None, figures)
    if explain is not None:
        from megaroth.cli.worksheets import show
        from megaroth.service.explanations import rollover_worksheets

        return show(
            rollover_worksheets(asked, explain, today, law_book),
            version=schema_version if json else None,
        )
    answer = rollover_of(asked, today, law_book)
    if json:
        print_answer(answer, schema_version)
    else:
        _show(answer)
    return 0


def _distribution(flags: Flags, values: dict[str, Any]) -> Distribution:
    """The distribution that the flags describe; collects problems."""
    balance, pre_tax, basis = (
        flags.money(f"--{name.replace('_', '-')}", values[name])
        for name in ("balance", "pre_tax", "after_tax")
    )
    known = sum(values[name] is not None for name in ("balance", "pre_tax", "after_tax"))
    if known < 2:
        flags.refuse(
            "--balance",
            "one figure or none",
            "two of --balance, --pre-tax and --after-tax; the third follows",
        )
    elif not flags.problems:
        balance = (pre_tax or 0) + (basis or 0) if balance is None else balance
        basis = balance - (pre_tax or 0) if basis is None else basis
        loss = basis > balance and not pre_tax
        if basis < 0 or (pre_tax is not None and pre_tax + basis != balance and not loss):
            flags.refuse(
                "--balance",
                dollars(balance),
                f"--pre-tax plus --after-tax ({dollars((pre_tax or 0) + max(basis, 0))}); after a "
                "loss, --pre-tax 0 and the full basis",
            )
    amount = flags.money("--distribute", values["distribute"])
    if amount is not None and balance is not None and amount > balance:
        flags.refuse("--distribute", dollars(amount), f"at most the balance, {dollars(balance)}")
    to = _destinations(flags, values["to"] or [])
    total = amount if amount is not None else balance
    if to and total is not None and not flags.problems and sum(part for _, part in to) != total:
        flags.refuse(
            "--to",
            dollars(sum(part for _, part in to)),
            f"amounts that sum to the distribution, {dollars(total)}",
        )
    pre_1987 = flags.money("--pre-1987", values["pre_1987"]) or 0
    if basis is not None and pre_1987 > basis:
        flags.refuse("--pre-1987", dollars(pre_1987), f"at most the basis, {dollars(basis)}")
    prefer = [
        word
        for text in values["prefer"] or []
        if (word := flags.word("--prefer", text, DESTINATIONS))
    ]
    year = flags.year("--year", values["year"])
    half_years = flags.half_years("--age", values["age"])
    separated_at = flags.age("--separated-age", values["separated_age"])
    flags.done()
    assert balance is not None
    assert basis is not None
    return Distribution(
        year=year,
        balance=balance,
        after_tax=basis,
        distribute=amount,
        to=to,
        separate_source=values["separate_source"],
        pre_1987=pre_1987,
        half_years=half_years,
        separated_at=separated_at,
        prefer=prefer,
    )


def _destinations(flags: Flags, texts: list[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for text in texts:
        word, equals, amount_text = text.partition("=")
        if not equals:
            flags.refuse("--to", repr(text), "DESTINATION=AMOUNT, such as roth_ira=20000")
            continue
        name, amount = flags.word("--to", word, DESTINATIONS), flags.money("--to", amount_text)
        if name is None or amount is None:
            continue
        if name in (other for other, _ in found):
            flags.refuse("--to", repr(text), "each destination once")
        found.append((name, amount))
    return found


def _show(found: RolloverAnswer) -> None:
    page, answer = Page(), found.split
    page.answer(*rollover_line(answer))
    page.table(
        ("to", "amount", "pre-tax", "after-tax", "taxed"),
        [
            (
                p.to.replace("_", " "),
                money(p.amount),
                money(p.pre_tax),
                money(p.after_tax),
                money(p.taxable),
            )
            for p in answer.destinations
        ],
        right=(1, 2, 3, 4),
    )
    rows = [
        ("withholding", money(answer.withholding)),
        ("additional tax (72(t))", money(answer.additional_tax)),
    ]
    if answer.balance_left:
        rows += [
            ("balance left", money(answer.balance_left)),
            ("basis left", money(answer.basis_left)),
        ]
    page.table(("figure", "amount"), rows, right=(1,))
    if answer.recipient_chooses:
        page.text(
            "Pre-tax dollars do not fill these rollovers, so the recipient chooses where they go "
            "and informs the plan before the rollover "
            f"(Notice 2014-54): between {money(answer.least_taxable)} and "
            f"{money(answer.most_taxable)} is taxed. "
            "--prefer changes the choice."
        )
    if answer.later_backdoor:
        page.heading("A later backdoor Roth")
        page.table(
            ("choice", "taxed now", "pre-tax IRA left", "taxed of a later backdoor"),
            [
                (
                    c.choice.replace("_", " "),
                    money(c.taxable_now),
                    money(c.traditional_ira),
                    money(c.backdoor_taxable),
                )
                for c in answer.later_backdoor
            ],
            right=(1, 2, 3),
        )
    page.heading("Tax forms")
    page.sentences([form_sentence(form) for form in found.forms])
    if answer.notes:
        page.heading("Warnings")
        page.sentences(answer.notes, mark="!")
    page.text(f"\n{DISCLAIMER}")
