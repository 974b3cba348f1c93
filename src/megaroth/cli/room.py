"""``megaroth room``: after-tax room from a few figures or a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from megaroth.cli.flags import Flags
from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, law_book_of
from megaroth.cli.table_flags import PAY_NEEDED, Keep
from megaroth.law.law_book import LawBook
from megaroth.present.first_lines import room_line
from megaroth.present.law import law_sentence
from megaroth.present.words import money
from megaroth.service.room import Room, RoomFigures
from megaroth.service.room import room as room_of


def room(
    *,
    year: str | None = None,
    age: str | None = None,
    born: str | None = None,
    pay: str | None = None,
    deferral: str | None = None,
    catch_up: str | None = None,
    employer: str | None = None,
    match: list[str] | None = None,
    nonelective: str | None = None,
    after_tax: str | None = None,
    fica_wages_last_year: str | None = None,
    inflation: str | None = None,
    table: str | None = None,
    output: str | None = None,
    keep: Keep = None,
    explain: str | None = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Calculate the after-tax room left under the annual additions limit.

    For example: megaroth room --year 2024 --age 45 --pay 300000 --deferral 23000 --employer 1500

    Parameters
    ----------
    year
        Calendar year, from 2002; the current one if omitted. Years that are not published yet are
        projected and marked.
    age
        Age reached by December 31.
    born
        Birth date, instead of --age.
    pay
        Section 415 compensation from this employer, dollars. If omitted, only the dollar limit
        applies.
    deferral
        Elective deferrals, pre-tax and Roth, without catch-up. If omitted, the most allowed.
    catch_up
        Catch-up contributions.
    employer
        All employer contributions, dollars. Or state --match and --nonelective.
    match
        A match tier RATE:UP_TO such as 50%:6%. Repeat for more tiers; each starts where the one
        before it ends.
    nonelective
        Nonelective contribution as a share of pay, such as 3%.
    after_tax
        After-tax contributions made so far.
    fica_wages_last_year
        Last year's FICA wages from this employer. Above the threshold, catch-up must be Roth.
    inflation
        Price growth a year for limits that are not published, such as 2.4%.
    table
        A CSV file with the flags as columns (underscores for hyphens). It is written back with the
        answers of each row.
    output
        File for the answers of --table; standard output if omitted.
    keep
        A column of --table to copy without reading it; repeat for more. Any other unknown column is
        refused.
    explain
        A figure to explain as a worksheet, such as after_tax_room.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    values, law_book = locals(), law_book_of(None, figures)
    if table is not None:
        return _table(values, law_book, table, output)
    return _one(values, law_book, explain=explain, version=schema_version if json else None)


def _one(
    values: dict[str, Any], law_book: LawBook, *, explain: str | None, version: int | None
) -> int:
    """The room of one person and job."""
    flags, today = Flags(), date.today()
    asked = _figures(flags, values, today)
    for flag, value in (("--output", values["output"]), ("--keep", values["keep"])):
        if value is not None:
            flags.refuse(flag, repr(value), "--table with it")
    flags.done()
    if explain is not None:
        from megaroth.cli.worksheets import show
        from megaroth.service.explanations import room_worksheets

        return show(room_worksheets(asked, explain, today, law_book), version=version)
    answer = room_of(asked, today, law_book)
    if version is not None:
        print_answer(answer, version)
    else:
        _show(answer, law_book)
    return 1 if answer.excesses else 0


def _figures(flags: Flags, values: dict[str, Any], today: date) -> RoomFigures:
    """The figures that the flags state; collects problems."""
    year = flags.year("--year", values["year"])
    if values["age"] is not None and values["born"] is not None:
        flags.refuse("--born", repr(values["born"]), "--age or --born, not both")
    born_in = today.year if values["year"] is None else year
    age = (
        flags.age("--age", values["age"])
        if values["age"] is not None
        else flags.born("--born", values["born"], born_in)
    )
    match = flags.tiers("--match", values["match"])
    if values["employer"] is not None and match:
        flags.refuse("--employer", repr(values["employer"]), "--employer or --match, not both")
    nonelective = flags.rate("--nonelective", values["nonelective"]) or 0
    if values["pay"] is None and (match or nonelective):
        flags.refuse("--pay", "nothing", PAY_NEEDED)
    return RoomFigures(
        year=year,
        age=age,
        pay=flags.money("--pay", values["pay"]),
        deferral=flags.money("--deferral", values["deferral"]),
        catch_up=flags.money("--catch-up", values["catch_up"]) or 0,
        employer=flags.money("--employer", values["employer"]) or 0,
        after_tax=flags.money("--after-tax", values["after_tax"]) or 0,
        fica_wages_last_year=flags.money("--fica-wages-last-year", values["fica_wages_last_year"])
        or 0,
        match=match,
        nonelective=nonelective,
        inflation=flags.rate("--inflation", values["inflation"]),
    )


def _show(answer: Room, law_book: LawBook) -> None:
    page = Page()
    page.answer(*room_line(answer))
    if note := law_sentence(answer.year, answer.status, law_book):
        page.text(note)
    bound = "100% of pay" if answer.limited_by_compensation else "the dollar limit"
    rows = [
        ("annual additions limit", money(answer.annual_additions_limit), f"IRC 415(c)(1), {bound}"),
        (
            "less elective deferrals",
            money(answer.elective_deferral),
            f"limit {money(answer.elective_deferral_limit)}",
        ),
        ("less employer contributions", money(answer.employer), "match, nonelective and other"),
        (
            "after-tax room",
            money(answer.after_tax_room),
            "IRC 415(c)(2), less after-tax contributions made",
        ),
        (
            "catch-up, outside that limit",
            money(answer.catch_up_limit),
            "IRC 414(v)" + (", must be Roth" if answer.roth_catch_up_required else ""),
        ),
    ]
    rows.append(
        (
            "a 457(b) plan, which has its own limit",
            money(answer.deferral_limit_457b),
            "IRC 457(b)(2), (e)(15), employer money included",
        )
    )
    page.table(("figure", "amount", "from"), rows, right=(1,))
    if answer.excesses:
        beyond = ", ".join(
            f"excess {name} of {money(cents)}" for name, cents in answer.excesses.items()
        )
        page.text(f"Above the limits: {beyond}.")


def _table(values: dict[str, Any], law_book: LawBook, table: str, output: str | None) -> int:
    from megaroth.cli.room_table import run_table

    flags = Flags()
    extra = [
        name
        for name in (
            "age",
            "born",
            "pay",
            "deferral",
            "catch_up",
            "employer",
            "after_tax",
            "fica_wages_last_year",
            "explain",
        )
        if values[name]
    ]
    for name in extra:
        flags.refuse(
            "--" + name.replace("_", "-"),
            repr(values[name]),
            f"a column {name} in the table instead",
        )
    year = flags.year("--year", values["year"])
    rate = flags.rate("--inflation", values["inflation"])
    match = flags.tiers("--match", values["match"])
    nonelective = flags.rate("--nonelective", values["nonelective"])
    flags.done()
    return run_table(
        table,
        output,
        law_book,
        year=year,
        inflation=rate,
        match=match,
        nonelective=nonelective,
        keep=values["keep"] or [],
        version=values["schema_version"] if values["json"] else None,
    )
