"""``megaroth check``: check a household file and whether its plans allow the mega backdoor Roth."""

from __future__ import annotations

from megaroth.cli.json_flags import DEFAULT, Json, SchemaVersion, print_answer
from megaroth.cli.page import Page
from megaroth.cli.reforms import FigureFiles, law_book_of
from megaroth.present.plan import mood
from megaroth.present.sentences.sentence import sentence
from megaroth.readers.household_file import read_household
from megaroth.service.plan_year import check as check_of


def check(
    file: str,
    /,
    *,
    figures: FigureFiles = None,
    json: Json = False,
    schema_version: SchemaVersion = DEFAULT,
) -> int:
    """Check a household file, and whether the plan of each job lets after-tax money reach Roth.

    For example: megaroth check household.toml

    Parameters
    ----------
    file
        The household file. If it is invalid, all errors are listed with file, line and field, and
        the exit code is 2.
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md); more than one may be given.
    json
        Print one JSON object.
    schema_version
        The version of the JSON object's schema, 1 or 2 (docs/versioning.md).
    """
    household = read_household(file)
    answer = check_of(household, law_book_of(None, figures))
    if json:
        print_answer(answer, schema_version)
    else:
        page = Page()
        for excess in answer.excesses:
            page.answer("EXCESS", sentence(excess.text), "no")
        page.answer(
            answer.verdict.upper(),
            f"{file} is a valid household file for {answer.year}.",
            mood(answer),
        )
        page.table(
            ("who", "employer", "verdict", "why"),
            [
                (
                    job.person,
                    job.employer,
                    job.verdict,
                    " ".join(sentence(one) for one in job.reasons),
                )
                for job in answer.jobs
            ],
        )
        if answer.questions:
            page.heading("Questions for your employer")
            page.sentences(
                [
                    f"{q.employer}, {q.rule}: {sentence(q.text)}"
                    for q in answer.questions
                    if q.to == "HR"
                ],
                mark="?",
            )
        excesses = [excess.text for excess in answer.excesses]
        if care := [text for text in answer.warnings if text not in excesses]:
            page.heading("Warnings")
            page.sentences(care, mark="!")
    return 1 if answer.verdict == "no" else 0
