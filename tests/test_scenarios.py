"""Households next to each other: what each change does, figures recomputed by hand, and faces."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import megaroth as mr
from conftest import EXAMPLES, Ran
from megaroth.contract.schemas import schema_of
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.planyear.household_changes import changed, usual_changes
from megaroth.planyear.scenarios import FIGURES
from megaroth.readers.household_file import parse_household, read_household
from megaroth.service import plan_year
from web_pages import app_of, script, take_in, user

COUPLE = read_household(EXAMPLES / "couple.toml")
MORGAN = read_household(EXAMPLES / "mission_45.toml")
SHORT = parse_household(
    'year = 2026\nstate = "WA"\n[[people]]\nname = "Ann"\nborn = 1971-02-03\nretires_at = 63\n'
    '[[people.jobs]]\nemployer = "Acme"\npay = 250_000\n'
    "[people.jobs.plan]\nafter_tax = true\nroth = true\nin_plan_roth_rollover = 'each_paycheck'\n"
    '[assumptions]\nmodel = "fixed"\nplan_until = 70\n'
)


def test_each_change_is_a_household_of_its_own_and_changes_only_what_it_says() -> None:
    for change in ("hr_says_no", "new_job", "state=TX", "roth_deferrals", "retire_sooner"):
        other, what = changed(COUPLE, change)
        assert other != COUPLE
        assert what.code.startswith("change_")
        assert other.year == COUPLE.year
        assert [one.born for one in other.people] == [one.born for one in COUPLE.people]
    assert replace(changed(COUPLE, "state=tx")[0], state=COUPLE.state, city=COUPLE.city) == COUPLE


def test_hr_says_no_leaves_the_after_tax_money_in_the_pay() -> None:
    first, refused = mr.scenarios(MORGAN, ["hr_says_no"]).scenarios
    assert (first.after_tax, refused.after_tax) == (44_500_00, 0)
    assert refused.take_home - first.take_home == 44_500_00
    assert refused.income_tax == first.income_tax
    assert refused.verdict == "no"


def test_a_new_job_has_a_limit_of_its_own_and_one_deferral_limit() -> None:
    """Two limits of 69,000 less 23,000 of deferrals and two matches of 1,500."""
    _, moved = mr.scenarios(MORGAN, ["new_job"]).scenarios
    assert moved.after_tax == 2 * 69_000_00 - 23_000_00 - 2 * 1_500_00
    assert moved.deferrals == 23_000_00
    # The second employer withholds Social Security tax again, and the return gives it back.
    assert "income_tax" not in moved.differs


def test_roth_deferrals_cost_the_marginal_rate_now() -> None:
    """32% of 23,000 in 2024 (Rev. Proc. 2023-34: single, above 191,950)."""
    first, roth = mr.scenarios(MORGAN, ["roth_deferrals"]).scenarios
    assert roth.income_tax - first.income_tax == 23_000_00 * 32 // 100
    assert first.take_home - roth.take_home == 23_000_00 * 32 // 100


def test_pay_is_contributions_tax_and_take_home() -> None:
    pay = sum(job.pay for one in MORGAN.people for job in one.jobs)
    for one in mr.scenarios(MORGAN, ["hr_says_no", "roth_deferrals"]).scenarios:
        assert pay == one.deferrals + one.after_tax + one.income_tax + one.take_home


def test_what_differs_is_what_differs() -> None:
    found = mr.scenarios(COUPLE, ["hr_says_no", "state=TX"]).scenarios
    assert found[0].differs == []
    for one in found[1:]:
        assert one.differs == [n for n in FIGURES if getattr(one, n) != getattr(found[0], n)]
    assert found[2].differs == ["income_tax", "take_home"]


def test_a_column_is_the_plan_of_its_household() -> None:
    for change, one in zip(
        ("hr_says_no", "new_job"),
        mr.scenarios(COUPLE, ["hr_says_no", "new_job"]).scenarios[1:],
        strict=True,
    ):
        other, _ = changed(COUPLE, change)
        answer = plan_year.plan(other, PUBLISHED)
        assert (one.verdict, one.to_roth, one.rollover_tax) == (
            answer.verdict,
            answer.to_roth,
            answer.tax,
        )


def test_the_years_ahead_favor_the_plan_and_later_retirement() -> None:
    first, refused, roth, sooner = mr.scenarios(
        SHORT, ["hr_says_no", "roth_deferrals", "retire_sooner"], ahead=True
    ).scenarios
    assert refused.spending < first.spending
    assert sooner.spending < first.spending
    # The file leaves the kind of deferrals open, so that Roth is one of its own choices.
    assert roth.spending <= first.spending + 1_00
    assert sooner.differs == ["spending"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("hr_says_yes", "hr_says_no"),
        ("state", "state=TX"),
        ("state=ZZ", "a state"),
        ("new_job=TX", "new_job"),
        ("state=WA", "a change"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_words(change: str, text: str) -> None:
    with pytest.raises(InputError) as error:
        mr.scenarios(SHORT, [change])
    assert text in str(error.value)


def test_at_most_six_households() -> None:
    with pytest.raises(InputError):
        mr.scenarios(SHORT, ["hr_says_no"] * 6)


def test_the_new_job_starts_after_the_last_pay_stub() -> None:
    late = replace(MORGAN, as_of=date(2024, 9, 13))
    other, _ = changed(late, "new_job")
    old, new = other.people[0].jobs
    assert (old.ended, new.started) == (date(2024, 9, 13), date(2024, 9, 14))
    assert new.made.pre_tax == 0


def test_the_command_the_interface_and_the_page_say_the_same(
    inside: Callable[..., Ran], tmp_path: Path
) -> None:
    file = str(EXAMPLES / "mission_45.toml")
    shown = inside("scenarios", file, "--change", "hr_says_no", "--change", "new_job").out
    assert "$112,000.00 *" in shown
    data = json.loads(
        inside("scenarios", file, "--change", "hr_says_no", "--other", file, "--json").out
    )
    jsonschema.validate(data, schema_of("scenarios"), cls=jsonschema.Draft202012Validator)
    assert [one["differs"] for one in data["scenarios"]][2] == []
    app = app_of(tmp_path)
    take_in(app, "mission_45", "couple")
    body = {"toml": Path(file).read_text("utf-8"), "changes": ["hr_says_no"]}
    body["others"] = [{"title": "mission_45", "toml": body["toml"]}]
    answer = script(app).post("/api/v1/scenarios", json=body)
    assert answer.status_code == 200
    figures = [{k: one[k] for k in (*FIGURES, "differs")} for one in answer.json()["scenarios"]]
    assert figures == [{k: one[k] for k in (*FIGURES, "differs")} for one in data["scenarios"]]
    client = user(app)
    page = client.get("/h/mission_45/what-if?change=new_job&other=couple").text
    assert "<strong>$112,000.00</strong>" in page
    assert ">couple</th>" in page
    assert "expected a state" in client.get("/h/mission_45/what-if?state=ZZ").text
    assert "HR says no" in client.get("/h/mission_45/what-if").text
    assert client.get("/h/mission_45/what-if?other=nobody").status_code == 404
    assert client.get("/h/mission_45/what-if/ahead?change=no").status_code == 404


def test_without_a_change_the_command_tries_those_that_apply(inside: Callable[..., Ran]) -> None:
    shown = inside("scenarios", str(EXAMPLES / "couple.toml")).out
    assert all(title in shown for title in ("HR says no", "New job", "Roth deferrals"))
    assert usual_changes(COUPLE) == ["hr_says_no", "new_job", "roth_deferrals", "retire_sooner"]
    retired = replace(COUPLE, people=tuple(replace(one, jobs=()) for one in COUPLE.people))
    assert usual_changes(retired) == []
