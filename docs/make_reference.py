"""Write the reference pages from the code: docs/commands.md, docs/household_file.md and
docs/schemas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from megaroth.cli.commands import COMMANDS, command
from megaroth.contract.schema_version import DEFAULT, VERSIONS
from megaroth.contract.schemas import HOUSEHOLD, NAMES, schema_of
from megaroth.model.accounts import Hsa, Ira
from megaroth.model.assumptions import Assumptions
from megaroth.model.cash_flows import Expense, Pension, Receipt
from megaroth.model.catalog import Entry, entries
from megaroth.model.household import Household
from megaroth.model.income import Income
from megaroth.model.job import Job
from megaroth.model.marketplace import Marketplace
from megaroth.model.outlook import (
    AlternativeSpec,
    SocialSecurity,
    StatedConversion,
    StatedWithdrawal,
    StatusChange,
    TaxableAccount,
)
from megaroth.model.pay_change import PayChange
from megaroth.model.pay_schedule import Bonus, Leave, Raise
from megaroth.model.person import Person
from megaroth.model.plan import Plan
from megaroth.model.plan_formulas import AfterTaxCap, Tier
from megaroth.model.plan_money import Balance, Elections, Made
from megaroth.model.plan_payroll import ElectionMaximum
from megaroth.model.sources import CONTRIBUTED, MoneySource
from megaroth.present.sentences.words import WORDS

DOCS = Path(__file__).parent


class Table(NamedTuple):
    """A table of the household file on its page: its title, its header in the file, what it is for,
    and the type that has its keys."""

    title: str
    header: str
    about: str
    noun: type


TABLES = (
    Table(
        "Household",
        "",
        "Facts of the whole household. These keys come before the first table.",
        Household,
    ),
    Table(
        "Income and deductions",
        "[income]",
        "Income other than pay, and deductions, of the year.",
        Income,
    ),
    Table(
        "Marketplace health plan",
        "[marketplace]",
        "Health insurance from a marketplace between work and Medicare.",
        Marketplace,
    ),
    Table(
        "People", "[[people]]", "One table for each person: you, or you and your spouse.", Person
    ),
    Table("Jobs", "[[people.jobs]]", "One table for each job of the person above it.", Job),
    Table(
        "Plan",
        "[people.jobs.plan]",
        'The rules of the job\'s retirement plan. Every rule also accepts `"unknown"`.',
        Plan,
    ),
    Table("Match", "match = [{ ... }]", "One entry for each tier of the plan's match.", Tier),
    Table(
        "Cap on after-tax contributions",
        "after_tax_cap = { ... }",
        "The plan's own limit on after-tax contributions.",
        AfterTaxCap,
    ),
    Table(
        "Highest elections",
        "election_maximum = { ... }",
        "The highest elections that the plan accepts, as shares of each check.",
        ElectionMaximum,
    ),
    Table(
        "Plan balances",
        "[people.jobs.balances]",
        "What the plan account holds at the start of the year: `pre_tax`, `roth`, `after_tax`, "
        "`match`, `nonelective` and `rollover`. Each is an amount, or a table with these keys.",
        Balance,
    ),
    Table(
        "Contributions so far",
        "[people.jobs.made]",
        "Contributions of the year through the date in `as_of`.",
        Made,
    ),
    Table(
        "Elections",
        "[people.jobs.elections]",
        "What you elect to contribute this year; the maximum if omitted.",
        Elections,
    ),
    Table(
        "Changes of pay",
        "[[people.jobs.pay_changes]]",
        "Later years in which the job pays more or less.",
        PayChange,
    ),
    Table(
        "Raises",
        "[[people.jobs.raises]]",
        "Changes of pay within the year, from a payday on.",
        Raise,
    ),
    Table(
        "Bonuses",
        "[[people.jobs.bonuses]]",
        "Bonuses, commissions and stock that vests, each paid on one day of the year.",
        Bonus,
    ),
    Table(
        "Leaves",
        "[[people.jobs.leaves]]",
        "Leaves within the year: every check between the two days is reduced.",
        Leave,
    ),
    Table("IRAs", "[[people.iras]]", "One table for each IRA of the person.", Ira),
    Table("Health savings account", "[people.hsa]", "The person's health savings account.", Hsa),
    Table("Pensions", "[[people.pensions]]", "One table for each pension of the person.", Pension),
    Table(
        "Social Security",
        "[people.social_security]",
        "The person's benefit, for projections.",
        SocialSecurity,
    ),
    Table("Expenses", "[[expenses]]", "What later years cost on top of spending.", Expense),
    Table("Receipts", "[[receipts]]", "What later years bring in besides pay.", Receipt),
    Table(
        "Later filing statuses",
        "[[status_changes]]",
        "The filing status from a later year on.",
        StatusChange,
    ),
    Table(
        "Taxable accounts", "[taxable]", "All taxable accounts, for projections.", TaxableAccount
    ),
    Table("Assumptions", "[assumptions]", "Assumptions for projections.", Assumptions),
    Table(
        "Alternatives",
        "[[alternatives]]",
        "What `megaroth compare` compares: names in a list, or one table for each alternative.",
        AlternativeSpec,
    ),
    Table(
        "Conversions of an alternative",
        "[[alternatives.conversions]]",
        "Conversions to Roth in stated years.",
        StatedConversion,
    ),
    Table(
        "Withdrawals of an alternative",
        "[[alternatives.withdrawals]]",
        "Withdrawals in stated years.",
        StatedWithdrawal,
    ),
)


def commands() -> str:
    """The page of commands."""
    parts = [
        "# Commands",
        "",
        "`make reference` writes this page from the help texts of the commands. Every command "
        "prints text, in color on a",
        "terminal and plain when piped. With `--json`, every command except `serve` and "
        "`assistant` prints one JSON object (docs/json.md).",
        "",
        "Exit codes: 0 success; 1 the Code or the plan does not allow it; 2 invalid input, and "
        "nothing was done.",
        "",
    ]
    for name in COMMANDS:
        found = command(name)
        examples = [f"    {one}" for one in found.examples]
        parts += [f"## megaroth {name}", "", found.summary, "", *examples, ""]
        parts += [line for paragraph in found.more for line in (paragraph, "")]
        parts += ["| argument | meaning |", "|---|---|"]
        for one in found.arguments:
            label = f"{one.name} / {one.off}" if one.off else one.name
            parts.append(f"| `{label}` | {_one_line(one.meaning)} |")
        parts.append("")
    return "\n".join(parts)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").replace("|", "\\|").replace("``", "`")


def household_file() -> str:
    """The page of the household file."""
    parts = [
        "# The household file",
        "",
        "`make reference` writes this page from the catalog of keys. The file is TOML. Amounts are "
        "dollars with at most two decimals, and",
        'rates are texts such as `"6%"`. If you omit a key, its default applies. `megaroth init` '
        "writes a commented file, `megaroth check`",
        "checks it, and `megaroth schema` prints its JSON Schema for editors. The examples in "
        "`examples/` are complete files.",
        "",
    ]
    for title, header, about, noun in TABLES:
        parts += [
            f"## {title}",
            "",
            *([] if noun is Household else [f"`{header}`", ""]),
            about,
            "",
            "| key | takes | default | meaning |",
            "|---|---|---|---|",
        ]
        parts += [
            f"| `{one.name}` | {_takes(one)} | {_default(one)} | {_one_line(one.key.about)} |"
            for one in entries(noun)
        ]
        parts.append("")
        if noun is AlternativeSpec:
            parts += ["The known names:", "", "| name | what it does |", "|---|---|"]
            parts += [
                f"| `{name}` | {about} |" for name, about in WORDS["what_alternatives_do"].items()
            ]
            parts.append("")
    parts += money_sources()
    return "\n".join(parts)


def money_sources() -> list[str]:
    """The table of money sources, as lines of the page."""
    yes = {True: "yes", False: "no"}
    return [
        "## Money sources",
        "",
        "What follows from the source of a contribution to a 401(k) or 403(b) plan; a 457(b) plan "
        "has its own limit.",
        "",
        "| source | counts toward | income of the year | Social Security tax | reported on |",
        "|---|---|---|---|---|",
        *(
            f"| `{one.name}` | {', '.join(one.limits)} | {_taxed(one)} | {yes[one.fica]} "
            f"| {one.form or 'no form'} |"
            for one in CONTRIBUTED
        ),
        "",
    ]


def _taxed(one: MoneySource) -> str:
    if one.character is None:
        return "if made as Roth"
    return "yes" if one.taxed else "no"


FORMS = {
    "money": "amount",
    "signed_money": "amount, may be negative",
    "rate": "rate",
    "signed_rate": "rate, may be negative",
    "date": "date",
    "flag": "true, false",
    "name": "text",
    "year": "year, 2002 to 2100",
    "schema": "1",
    "count": "whole number",
}


def _takes(one: Entry) -> str:
    if one.kind is None:
        text = "list of table" if one.is_list else "table"
    else:
        words = ", ".join(f"`{word}`" for word in one.kind.choices[:7])
        more = ", ..." if len(one.kind.choices) > 7 else ""
        text = FORMS.get(one.kind.form, words + more)
        text = f"list of {text}" if one.is_list and one.kind.form != "coverage" else text
    return text + ('; `"unknown"`' if one.takes_unknown else "")


def _default(one: Entry) -> str:
    value = one.default
    if one.required:
        return "required"
    if one.kind and one.kind.form in ("rate", "signed_rate") and isinstance(value, int) and value:
        return f'`"{value / 10_000:g}%"`'
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "none" if set(value) == {"none"} else ", ".join(value)
    return str(value) if not isinstance(value, str) else f"`{value}`"


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    found = {DOCS / "commands.md": commands(), DOCS / "household_file.md": household_file()}
    for name in NAMES:
        for version in VERSIONS if name != HOUSEHOLD else (DEFAULT,):
            ending = "" if version == DEFAULT else f".{version}"
            found[DOCS / "schemas" / f"{name}{ending}.schema.json"] = (
                json.dumps(schema_of(name, version), indent=2, ensure_ascii=False) + "\n"
            )
    return found


if __name__ == "__main__":
    (DOCS / "schemas").mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, "utf-8")
