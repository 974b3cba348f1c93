"""``megaroth quick``: what to set in payroll now, from a few figures."""

from __future__ import annotations

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, ReformFiles, law_book_of
from megaroth.contract.quick import QuickAnswer
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import write_whole
from megaroth.kernel.money import dollars
from megaroth.present.words import DISCLAIMER
from megaroth.service.clock import today as day_of
from megaroth.service.quick import QuickAnswers
from megaroth.service.quick import quick as quick_of


def quick(
    *,
    age: str = "",
    pay: str = "",
    year: str = "",
    filing_status: str = "",
    state: str = "",
    pay_frequency: str = "",
    last_payday: str = "",
    match: str = "",
    deferred: str = "",
    after_tax_so_far: str = "",
    match_so_far: str = "",
    bonus: str = "",
    bonus_month: str = "",
    after_tax: str = "",
    in_plan_conversion: str = "",
    in_service_withdrawal: str = "",
    separate_account: str = "",
    save: str | None = None,
    today: str | None = None,
    reform: ReformFiles = None,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Say what to set in payroll now, from a few figures: no household file needed.

    Amounts may be typed as 300k, $1,500 or 1500.

    For example: megaroth quick --age 45 --pay 300k --match "50% up to 6%" --after-tax yes

    Parameters
    ----------
    age
        Your age this year, or your year of birth.
    pay
        Your pay a year, before any deduction.
    year
        The plan year. If omitted, this year.
    filing_status
        single, married_joint, married_separate, head_of_household or qualifying_surviving_spouse.
        If omitted, single.
    state
        The two letters of your state. If omitted, no state tax is withheld.
    pay_frequency
        weekly, biweekly, semimonthly or monthly. If omitted, biweekly.
    last_payday
        The date of your last pay stub: the answer starts with the next check. If omitted in a year
        that is under way, you see the most that the remaining checks can contribute.
    match
        The match: 50% up to 6%, or an amount a year, or none, or unknown. If omitted, none.
    deferred
        Pre-tax and Roth deferrals of this year through the last pay stub. If omitted, none.
    after_tax_so_far
        After-tax contributions likewise.
    match_so_far
        The match likewise.
    bonus
        A bonus that is still to come.
    bonus_month
        The month in which it is paid, 1 to 12. If omitted, December.
    after_tax
        Whether the plan takes after-tax contributions: yes, no or unknown. If omitted, unknown.
    in_plan_conversion
        Whether the plan moves after-tax money into its Roth account (in-plan conversion).
    in_service_withdrawal
        Whether after-tax money may leave the plan while you work there.
    separate_account
        Whether the plan accounts for after-tax money separately. If omitted, yes.
    save
        Also write the household file with these figures to this file.
    today
        The day of the question, such as 2026-07-14. If omitted, this machine's date.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be
        given.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    asked = QuickAnswers(
        year=year,
        filing_status=filing_status,
        state=state,
        age=age,
        pay=pay,
        pay_frequency=pay_frequency,
        last_payday=last_payday,
        match=match,
        deferred=deferred,
        after_tax_so_far=after_tax_so_far,
        match_so_far=match_so_far,
        bonus=bonus,
        bonus_month=bonus_month,
        after_tax=after_tax,
        in_plan_conversion=in_plan_conversion,
        in_service_withdrawal=in_service_withdrawal,
        separate_account=separate_account,
    )
    answer = quick_of(asked, day_of(today), law_book_of(reform, figures))
    if answer.problems or answer.missing:
        raise InputError(_problems(answer))
    if save is not None and answer.household is not None:
        write_whole("--save", save, [answer.household], private=True)
    if json:
        print_answer(answer, schema_version)
    else:
        _show(answer, save)
    return 0


def _problems(answer: QuickAnswer) -> list[Problem]:
    return [
        *(Problem(_flag(name), "nothing", "a value: it is needed") for name in answer.missing),
        *(Problem(_flag(one.field), one.found, one.expected) for one in answer.problems),
    ]


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _show(answer: QuickAnswer, saved: str | None) -> None:
    page = Page()
    page.answer(answer.word or "", answer.headline or "", answer.mood or "")
    page.heading("What to set in payroll")
    page.sentences(answer.instruction or ["No check is left to elect contributions from."])
    if answer.take_home is not None:
        page.text(
            f"Take-home of the next check: {dollars(answer.take_home)}. Checks left: "
            f"{answer.checks_left}."
        )
    if end := answer.year_end:
        page.heading("Where the year ends")
        rows = [
            ("deferrals", dollars(end.deferral)),
            ("after-tax", dollars(end.after_tax)),
            ("match", dollars(end.match)),
            ("annual additions", dollars(end.annual_additions)),
            ("limit", dollars(end.limit)),
        ]
        page.table(("", "amount"), rows, right=(1,))
    if answer.notes:
        page.heading("Notes")
        page.sentences(answer.notes)
    if answer.ask:
        page.heading("Ask HR")
        page.text(f"{answer.ask.text} {answer.ask.worth}.")
        if answer.more_questions:
            page.text(f"{answer.more_questions} more questions matter: see megaroth plan.")
    page.heading("Assumptions")
    page.sentences(answer.assumptions)
    page.text(f"\nWrote {saved}. Next: megaroth plan {saved}" if saved else "")
    page.text(DISCLAIMER)
