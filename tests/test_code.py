"""The code base holds to its own plan: floors, exports, citations, sizes, and documents that tell
of everything."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import io
import itertools
import pkgutil
import re
import runpy
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

import megaroth
from app_lists import commands
from conftest import ROOT
from megaroth.cli.schema import NAMES
from megaroth.model.catalog import entries
from megaroth.model.household import Household

SOURCE = ROOT / "src" / "megaroth"
MODULES = sorted(SOURCE.rglob("*.py"))
FLOORS = [
    {"cli", "web", "assistant"},
    {"report"},
    {"service"},
    {"interview"},
    {"contract"},
    {"present"},
    {"planning", "taxforms", "batch"},
    {"projection"},
    {"planyear"},
    {"readers"},
    {"payroll"},
    {"rules", "tax"},
    {"law", "model"},
    {"kernel"},
]
"""From the roof down. A room imports from floors below its own, never from its own floor or
above."""

FACES = {"present", "contract", "service", "interview", "report", "web", "assistant", "cli"}
"""Rooms that answer people and programs."""


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed once."""
    return ast.parse(path.read_text("utf-8"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, whole."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return frozenset(found)


def test_the_floors_hold() -> None:
    floor = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
    for path in MODULES:
        room = room_of(path)
        if room not in floor:
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "megaroth" and len(parts) > 1 and parts[1] in floor and parts[1] != room:
                assert floor[parts[1]] > floor[room], (
                    f"{path.relative_to(SOURCE)} imports {name} from its own floor or above"
                )


@pytest.mark.parametrize(
    ("name", "rooms"),
    [
        (
            "numpy",
            {"kernel", "law", "rules", "tax", "planyear", "readers", "projection", "planning"},
        ),
        ("vl_convert", {"present"}),
        ("pydantic", {"readers", "web", "assistant"}),
        ("rich", {"cli"}),
        ("fastapi", {"web"}),
        ("typst", {"report"}),
        ("xlsxwriter", {"report"}),
        ("mcp", {"assistant"}),
        (
            "megaroth.model",
            {
                "readers",
                "payroll",
                "planyear",
                "projection",
                "planning",
                "taxforms",
                "model",
                "__init__.py",
                *FACES,
            },
        ),
    ],
)
def test_a_library_or_room_is_known_only_where_it_may_be(name: str, rooms: set[str]) -> None:
    users = {
        room_of(path)
        for path in MODULES
        if any(one == name or one.startswith(name + ".") for one in imports(path))
    }
    assert users <= rooms


def test_rules_see_numbers_not_nouns() -> None:
    for path in (SOURCE / "rules").glob("*.py"):
        assert not any(name.startswith("megaroth.model") for name in imports(path)), path


def test_rules_hold_no_year() -> None:
    for path in (SOURCE / "rules").glob("*.py"):
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, int)
                and not isinstance(node.value, bool)
            ):
                assert not 1900 <= node.value <= 2100, (
                    f"{path.name}:{node.lineno}: a year belongs in law/data"
                )


LAW_ROOMS = (
    "rules",
    "tax",
    "payroll",
    "planyear",
    "projection",
    "planning",
    "taxforms",
    "service",
)

PLAIN = {0: "none", 1: "one, a whole", 2: "a pair, a half, a spouse", 12: "months of a year"}
"""Numbers that may stand anywhere in these rooms."""

NOT_LAW = {
    ("rules", "NEARLY_UNTAXED"): "what is worth its additional tax: a choice, not law",
    ("rules", "FAR_BELOW"): "decides whether a question is worth asking",
    ("tax", "Return"): "the age of somebody whose age nothing depends on",
    ("tax", "curve"): "points of a chart",
    ("tax", "_PERCENT"): "an income as a percentage of the poverty line",
    ("planyear", "SOONER"): "years by which a comparison retires people sooner",
    ("planyear", "_new_job"): "the day on which a compared job ends",
    ("service", "MOST"): "columns of a table",
    ("planyear", "_MOST_SETS"): "sets of days that a search tries",
    ("planyear", "_MOST_MOVES"): "sets of days that a search tries",
    ("planyear", "_MOST_WORK"): "combinations of levels that a search tries",
    ("planyear", "_MOST_CHECKS"): "a limit on work",
    ("planyear", "_MOST_CHECKS_MOVED"): "a limit on work",
    ("planyear", "_FEW_CHECKS"): "a limit on work",
    ("planyear", "_FEWEST_MOVES"): "sets of days that a search tries",
    ("planyear", "_MOST_LEVELS"): "combinations of levels that a search tries",
    ("planyear", "CLEARING"): "days that a transfer usually takes",
    ("planyear", "DAYS_A_YEAR"): "the calendar",
    ("planyear", "MOST_SCENARIOS"): "a limit on work",
    ("planyear", "YEARS_SHOWN"): "the length of a list",
    ("planyear", "_A_HUNDREDTH"): "a rounding of displayed rates",
    ("planyear", "_MOST_COUNTED"): "a limit on work",
    ("planyear", "_MOST_ROUNDS"): "a limit on rounds of a solver",
    ("planyear", "_MOST_TURNS"): "a limit on rounds of a solver",
    ("planyear", "_STEP"): "the step of a plan's election, a hundredth of a percent",
    ("planyear", "resolve"): "the day on which many plans pay a true-up, where the rule is unknown",
    ("planyear", "_job_steps"): "a paycheck before the last ones, as a reminder",
    ("planyear", "ways_out"): "an order of ways out of the plan",
    ("projection", "BLOCK"): "rows a block",
    ("projection", "MEAN_BLOCK_YEARS"): "the market model",
    ("projection", "MOST_OWED_CENTS"): "a bound of int64 sums",
    ("projection", "NEVER"): "a year beyond every plan",
    ("projection", "PROBE"): "an amount to measure a slope with",
    ("projection", "_CLOSE"): "when a solver has settled",
    ("projection", "_CONVERSION_ROUNDS"): "a limit on rounds of a solver",
    ("projection", "_DAYS"): "the calendar",
    ("projection", "_FIRST_WORK_AGE"): "an assumption where the file states no earnings record",
    ("projection", "_MANY"): "when a solver goes on with some of its rows",
    ("projection", "_NEXT"): "an amount to measure a slope with",
    ("projection", "_ROUNDS_AT_WORK"): "a limit on rounds of a solver",
    ("projection", "_STEEPEST"): "a bound of a solver's step",
    ("projection", "_UNIT"): "an amount to measure a ratio with",
    ("projection", "calendar_years"): "percent in the market data",
    ("projection", "_whole_months"): "a tolerance of floats",
    ("payroll", "STEPS"): "the steps in which plans accept elections",
    ("payroll", "USUAL_PAYCHECKS"): "the calendar",
    ("payroll", "_FRIDAY"): "the calendar",
    ("payroll", "_HALF_MONTH"): "the calendar",
    ("payroll", "_ROUNDS"): "the calendar",
    ("payroll", "_SATURDAY"): "the calendar",
    ("payroll", "_candidates"): "the calendar",
    ("payroll", "_nominal"): "the calendar",
    ("payroll", "quarter_ends"): "the calendar",
    ("service", "CURVE_MOST"): "a default of a question",
    ("service", "CURVE_STEPS"): "points of a chart",
    ("service", "MARGINAL_AMOUNT"): "a default of a question",
    ("service", "MOST_WORKERS"): "a limit on work",
    ("service", "SHARED_PATHS"): "a limit on work",
    ("service", "SUGGESTED_ALTERNATIVES"): "a default of a question",
    ("service", "_MONTHS_OF_HALF_A_YEAR"): "the calendar",
    ("service", "worth"): "progress of some work",
    ("planning", "_NEXT_TO_NOTHING"): "a share of pay that nobody lives on: a choice, not law",
    ("planning", "_MONTHS"): "months of spending in the reserve, if the file does not state it",
    ("planning", "GAINS_RATE"): "an assumption of what a sale of everything at the end would cost",
    ("planning", "GROWTHS"): "points of an answer",
    ("planning", "HEIRS_YEARS"): "an assumption",
    ("planning", "IN_RETIREMENT"): "an assumption",
    ("planning", "LATER"): "points of an answer",
    ("planning", "NOW"): "points of an answer",
    ("planning", "PERCENTILES"): "points of an answer",
    ("planning", "_AT_ONCE"): "a limit on work",
    ("planning", "_BLOCK"): "a limit on work",
    ("planning", "_CANDIDATES"): "what a search tries",
    ("planning", "_CLOSE"): "a tolerance or a bound of a solver",
    ("planning", "_DEAREST"): "a tolerance or a bound of a solver",
    ("planning", "_DEFERRALS"): "what a search tries",
    ("planning", "_DOLLAR"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_EQUAL"): "a tolerance or a bound of a solver",
    ("planning", "_LOCKED"): "a tolerance or a bound of a solver",
    ("planning", "_MISSED"): "an amount that is worth a sentence",
    ("planning", "_RISKY"): "the share of paths that is worth a sentence",
    ("planning", "_TOLD"): "the share of a loss that is worth a reason",
    ("planning", "_EVERY"): "what a search tries",
    ("planning", "LEAST_PATHS"): "a limit on work",
    ("planning", "_MOST_ROWS"): "a limit on work",
    ("planning", "_HEIRS"): "points of an answer",
    ("planning", "_KEPT"): "policies that go on in a search",
    ("planning", "AROUND"): "what a search tries",
    ("planning", "_HIGHEST_AGE"): "by how much sensitivity changes an assumption",
    ("planning", "_INCOMES"): "what a search tries",
    ("planning", "_LEAST_RATE"): "a tolerance or a bound of a solver",
    ("planning", "_LITTLE"): "a tolerance or a bound of a solver",
    ("planning", "_MARGIN"): "a tolerance or a bound of a solver",
    ("planning", "_MOST_PLAYED"): "a limit on work",
    ("planning", "_MOST_TAX"): "an assumption",
    ("planning", "_MUCH"): "a tolerance or a bound of a solver",
    ("planning", "_Model"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_NOTHING"): "a tolerance or a bound of a solver",
    ("planning", "_OFTEN"): "a tolerance or a bound of a solver",
    ("planning", "_PASSES"): "a limit on work",
    ("planning", "_PERCENTILES"): "points of an answer",
    ("planning", "_PER_YEAR"): "an assumption",
    ("planning", "_POINT"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_PRE_TAX"): "a limit on work",
    ("planning", "_ROUNDS"): "a limit on work",
    ("planning", "SAMPLE"): "a limit on work",
    ("planning", "_SEARCHED"): "a limit on work",
    ("planning", "_SHARES"): "what a search tries",
    ("planning", "SPENDING_PATHS"): "a limit on work",
    ("planning", "_STEPS"): "what a search tries",
    ("planning", "_Search"): "a limit on work",
    ("planning", "_THOUSAND"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_TIERS"): "what a search tries",
    ("planning", "_TOGETHER"): "a limit on work",
    ("planning", "_TRIES"): "a tolerance or a bound of a solver",
    ("planning", "_UNMET"): "a tolerance or a bound of a solver",
    ("planning", "_WHOLE"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_YIELDS"): "points of an answer",
    ("planning", "_cases"): "by how much sensitivity changes an assumption",
    ("planning", "_changes"): "what a search tries",
    ("planning", "_claims_at"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_MOST"): "a limit on work",
    ("planning", "_NEAR"): "a tolerance or a bound of a solver",
    ("planning", "_NEAR_SHARE"): "a tolerance or a bound of a solver",
    ("planning", "_DECIMALS"): "a tolerance or a bound of a solver",
    ("planning", "_FOUR"): "what a search tries",
    ("planning", "_YEARS"): "what a search tries",
    ("planning", "_HALF"): "points of an answer",
    ("planning", "_PAID"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_health"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_person"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_TOLERANCE"): "a tolerance or a bound of a solver",
    ("planning", "_SHARE"): "a tolerance or a bound of a solver",
    ("planning", "_TAKEN"): "what a search tries",
    ("planning", "_GAINS"): "what a search tries",
    ("planning", "_QUARTERS"): "what a search tries",
    ("planning", "tax_planes"): "what a search tries",
    ("planning", "_axes"): "what a search tries",
    ("planning", "_columns"): "what a search tries",
    ("planning", "_on_grid"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_APART"): "what a search tries",
    ("planning", "_LAST_ROUNDS"): "a limit on work",
    ("planning", "TIERS"): "a limit on work",
    ("projection", "_SLIGHT"): "how much may be missing before spending counts as unmet: a choice",
    ("planning", "_CORRECTIONS"): "a limit on work",
    ("planning", "_THIN"): "when an estimate is checked",
    ("planning", "_BELOW"): "a tolerance or a bound of a solver",
    ("planning", "within_tiers"): "units: cents in a dollar, or an amount to measure a ratio with",
    (
        "planning",
        "premium_planes",
    ): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_points"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "_program_year"): "units: cents in a dollar, or an amount to measure a ratio with",
    ("planning", "improved"): "a limit on work",
}
"""Numbers of these rooms that no law sets, by the module-level name that they stand in, with the
reason."""


def _numbers(node: ast.AST, owner: str = "") -> Iterator[tuple[str, int, object]]:
    """Each number written in a tree, with the module-level name that it stands in and its line."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if not owner:
            owner = name
        case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) if not owner:
            owner = ast.unparse(target).strip("()").partition(",")[0]
        case ast.Call(func=ast.Name("date"), args=[_, ast.Constant(12), ast.Constant(31)]):
            return
        case ast.Call(func=ast.Attribute(attr="lru_cache")) | ast.Slice():
            return
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield owner, node.lineno, value
    for child in ast.iter_child_nodes(node):
        yield from _numbers(child, owner)


@pytest.mark.parametrize("room", LAW_ROOMS)
def test_numbers_of_law_stand_in_the_law_data(room: str) -> None:
    """A number of the statute belongs in ``law/data`` with its section, where a reform can change
    it; others are listed above."""
    seen = set()
    for path in sorted((SOURCE / room).rglob("*.py")):
        for owner, line, value in _numbers(tree_of(path)):
            if value not in PLAIN:
                assert (room, owner) in NOT_LAW, (
                    f"{path.relative_to(SOURCE)}:{line}: {value} in {owner}: law data, or why not"
                )
                seen.add(owner)
    assert seen == {owner for listed, owner in NOT_LAW if listed == room}, (
        "listed, but no longer there"
    )


@pytest.mark.parametrize(
    "code",
    [
        "_YEARS = 35",
        "def f(age): return age >= 62",
        "START = 1_000_00",
        "def g(x): return x * 0.062",
    ],
)
def test_a_number_of_law_in_code_would_be_found(code: str) -> None:
    assert [value for _, _, value in _numbers(ast.parse(code)) if value not in PLAIN]


def rules():
    for module in pkgutil.iter_modules([str(SOURCE / "rules")]):
        loaded = importlib.import_module(f"megaroth.rules.{module.name}")
        for name, function in vars(loaded).items():
            if (
                inspect.isfunction(function)
                and function.__module__ == loaded.__name__
                and not name.startswith("_")
            ):
                yield name, function


RULES = dict(rules())


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_teaches(name: str) -> None:
    doc = inspect.getdoc(RULES[name]) or ""
    assert doc.partition("\n\n")[0].endswith("."), "the first sentence says what it is"
    assert ">>>" in doc, "an example that runs"
    if name not in ("exact_match", "tiers_on", "tiers_over"):
        assert hasattr(RULES[name], "cites") or name == "self_employed_rate"
    for part in ("Args:", "Returns:", *(["Source:"] if hasattr(RULES[name], "cites") else [])):
        assert part in doc, part
    arguments = doc.split("Args:")[1].split("Returns:")[0]
    for parameter in inspect.signature(RULES[name]).parameters:
        assert f"{parameter}:" in arguments or f"{parameter}, " in arguments, (
            f"{parameter} is not described"
        )


def test_every_citation_names_a_section_or_a_notice() -> None:
    for name, function in RULES.items():
        if hasattr(function, "cites"):
            assert re.search(r"IRC \d|42 USC \d|Notice \d|plan document", function.cites), name


def test_the_face_is_small_and_every_name_works() -> None:
    assert len(megaroth.__all__) <= 37
    for name in megaroth.__all__:
        assert inspect.getdoc(getattr(megaroth, name)), name
    assert sorted(megaroth.__all__) == [name for name in dir(megaroth) if name != "__version__"]
    with pytest.raises(AttributeError):
        _ = megaroth.nothing


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, megaroth; print(sorted(set(sys.modules) & {'numpy', 'pydantic', 'rich'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_room_on_the_command_line_loads_neither_pydantic_nor_rich() -> None:
    code = (
        "import sys; sys.argv = ['megaroth', 'room', '--year', '2024', '--age', '45', '--json']\n"
        "from megaroth.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted(set(sys.modules) & {'pydantic', 'rich'}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_inner_packages_are_empty_and_modules_are_named_by_what_they_hold() -> None:
    for path in MODULES:
        if path.name == "__init__.py" and path.parent != SOURCE:
            assert not path.read_text().strip(), path
    assert not any(path.stem in ("utils", "helpers", "common", "base") for path in MODULES)


def test_every_public_function_and_class_has_a_docstring() -> None:
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, (ast.FunctionDef, ast.ClassDef))
                and not node.name.startswith("_")
                and node.col_offset <= 4
                and "overload" not in [ast.unparse(one) for one in node.decorator_list]
            ):
                if (
                    isinstance(node, ast.FunctionDef)
                    and node.col_offset == 4
                    and _inside_function(path, node)
                ):
                    continue
                assert ast.get_docstring(node), (
                    f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                )


def _inside_function(path: Path, node: ast.FunctionDef) -> bool:
    return any(
        isinstance(outer, ast.FunctionDef) and outer.lineno < node.lineno <= (outer.end_lineno or 0)
        for outer in tree_of(path).body
    )


def test_the_reference_is_what_the_code_says() -> None:
    pages = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["pages"]()
    for path, text in pages.items():
        assert path.read_text("utf-8") == text, f"{path.name}: run make reference"


def test_every_command_schema_and_key_is_documented() -> None:
    documents = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}
    for name in commands():
        assert f"## megaroth {name}\n" in documents["commands.md"]
    for name in NAMES:
        assert f"schemas/{name}.schema.json" in documents["json.md"]
    for key in Household.__dataclass_fields__:
        assert f"| `{key}` |" in documents["household_file.md"]
    from megaroth.kernel import errors

    for error in (errors.MegarothError, *errors.MegarothError.__subclasses__()):
        assert error.__name__ in documents["errors.md"]
        assert error.__name__ in (errors.__doc__ or "")


def test_every_table_of_the_household_file_is_documented() -> None:
    """A table has a section of the reference page, unless all its keys are tables of one kind."""
    documented = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["TABLES"]

    def tables(table: type) -> Iterator[type]:
        if not all(one.table for one in entries(table)):
            yield table
        for one in entries(table):
            if one.table is not None:
                yield from tables(one.table)

    nouns = [one.noun for one in documented]
    assert set(nouns) == set(tables(Household))
    assert len(nouns) == len(set(nouns))


def test_every_figure_that_answers_name_is_explained_somewhere() -> None:
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    from megaroth.planyear.room import ANSWERS

    missing = [
        name for name in ANSWERS if f"`{name}`" not in text and name != "limited_by_compensation"
    ]
    assert not missing


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_run_time_dependency_is_under_the_gpl() -> None:
    names = re.findall(
        r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements" / "base.txt").read_text(), re.MULTILINE
    )
    assert len(names) >= 6
    for name in set(names):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python
        licences = " ".join(
            [
                about.get("License-Expression") or "",
                (about.get("License") or "")[:200],
                *about.get_all("Classifier", []),
            ]
        )
        assert not re.search(r"\bA?GPL\b|Affero|General Public", licences), name


def test_requirements_are_pinned_with_hashes_and_name_no_host() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        for line in text.splitlines():
            if re.match(r"[a-z]", line):
                assert "==" in line


def test_the_version_is_the_packages() -> None:
    assert megaroth.__version__ == metadata.version("megaroth")
    assert megaroth.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_a_version_in_the_changelog_has_each_heading_once() -> None:
    for version in (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1:]:
        headings = re.findall(r"(?m)^### (.+)$", version)
        assert headings == [one for one in ("Added", "Changed", "Fixed") if one in headings], (
            version.splitlines()[0]
        )


CHANGES = (
    "A tax year",
    "A state",
    "A plan feature",
    "An alternative",
    "A command",
    "A message",
)
"""Walked through in CONTRIBUTING.md, file by file."""


STATE_MACHINERY = {
    "__init__",
    "general",
    "general_income",
    "resident",
    "run",
    "state_amounts",
    "wages",
}
"""Modules of ``tax/states`` that serve every state; each of the others is one state's own."""


def test_each_state_with_code_of_its_own_has_a_module_of_its_name() -> None:
    from megaroth.law.states import STATES, state_law
    from megaroth.tax.states.general import general_tax
    from megaroth.tax.states.run import TAXES

    assert set(TAXES) <= set(STATES)
    own = {code: function for code, function in TAXES.items() if function is not general_tax}
    for code, function in own.items():
        assert function.__module__.rpartition(".")[2] == state_law(code, 2026).name.lower().replace(
            " ", "_"
        )
    modules = {path.stem for path in (SOURCE / "tax" / "states").glob("*.py")} - STATE_MACHINERY
    assert modules == {function.__module__.rpartition(".")[2] for function in own.values()}


@pytest.mark.parametrize("change", CHANGES)
def test_the_files_that_a_change_touches_exist(change: str) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert guide.count("\n### ") == len(CHANGES)
    walk = guide.split(f"### {change}\n")[1].split("\n###")[0]
    named = re.findall(r"`((?:src|tests|docs)/[^`]+)`", walk)
    assert len(named) >= 3
    for name in named:
        assert (ROOT / name).exists(), name


def test_every_imported_package_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]
    declared = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in lines}
    distributions = metadata.packages_distributions()
    for path in MODULES:
        for name in imports(path):
            top = name.partition(".")[0]
            if top == "megaroth" or top in sys.stdlib_module_names or top == "typing_extensions":
                continue
            names = {one.lower().replace("_", "-") for one in distributions.get(top, [top])}
            assert names & declared, (
                f"{path.relative_to(SOURCE)} imports {top}, which pyproject.toml does not declare"
            )


# --- sizes

MOST_LINES = 350
MOST_IN_A_FUNCTION = 70
LONG, FEW = 40, 0.03
"""Functions with more lines than this are long, and few are: this share at most."""

WIDEST = 100
CODE = ("src", "tests", "benchmarks", "docs", "examples")


def bodies(source: str) -> Iterator[tuple[str, int]]:
    """Each function of a module with the lines of its body: no signature, no docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node.name, body[-1].end_lineno - body[0].lineno + 1 if body else 0


def too_long() -> set[str]:
    """Every module and function beyond its limit."""
    found = set()
    for path in MODULES:
        name, source = path.relative_to(SOURCE).as_posix(), path.read_text("utf-8")
        if len(source.splitlines()) > MOST_LINES:
            found.add(name)
        found |= {f"{name}: {one}" for one, lines in bodies(source) if lines > MOST_IN_A_FUNCTION}
    return found


def test_modules_and_functions_are_short() -> None:
    assert too_long() == set()


def test_few_functions_are_long() -> None:
    lengths = [lines for path in MODULES for _, lines in bodies(path.read_text("utf-8"))]
    assert sum(lines > LONG for lines in lengths) <= FEW * len(lengths)


def wide_lines(source: str) -> list[int]:
    """Lines of code wider than the limit; texts in triple quotes (doctests, files) may be."""
    text = set[int]()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING and token.end[0] > token.start[0]:
            text |= set(range(token.start[0], token.end[0] + 1))
    lines = enumerate(source.splitlines(), 1)
    return [number for number, line in lines if len(line) > WIDEST and number not in text]


@pytest.mark.parametrize("folder", CODE)
def test_code_is_at_most_100_wide(folder: str) -> None:
    wide = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number in wide_lines(path.read_text("utf-8"))
    }
    assert wide == set()


def test_a_long_body_and_a_wide_line_would_be_found() -> None:
    source = 'def f(\n    a,\n):\n    """Doc."""\n' + "    a += 1\n" * 71
    assert list(bodies(source)) == [("f", 71)]
    assert wide_lines(f"x = 1\ny = {'1' * 120}\n") == [2]
    assert wide_lines(f'x = """\n{"z" * 120}\n"""\n') == []


# --- the picture of the house

PICTURE = (ROOT / "docs" / "how_it_works.md").read_text("utf-8")


def named_in_code() -> set[str]:
    """Every name in the source: modules, functions, classes, attributes, arguments and keys."""
    found = {part for path in SOURCE.rglob("*") for part in (path.name, path.stem)}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Name(id=name):
                    found.add(name)
                case ast.Attribute(attr=name) | ast.arg(arg=name):
                    found.add(name)
                case ast.Constant(value=str() as name):
                    found.add(name)
    return found


def test_the_picture_names_only_what_there_is() -> None:
    known = named_in_code()
    for text in re.findall(r"`([^`\n]+)`", PICTURE):
        if "/" in text:
            places = (ROOT, SOURCE, SOURCE / "web")
            assert "XX" in text or any((place / text).exists() for place in places), text
        elif re.fullmatch(r"[a-z_.]+", text):
            assert text in known or text.split(".")[-1] in known, text


def test_the_picture_names_every_package() -> None:
    for path in sorted(SOURCE.rglob("__init__.py")):
        if path.parent != SOURCE and "data" not in path.parts:
            assert re.search(rf"\b{path.parent.name}\b", PICTURE), path.parent.relative_to(SOURCE)


def _speaks_of_slow(node: ast.AST, named: set[str]) -> bool:
    """Whether code marks something ``slow``, or uses a name whose value does."""
    return any(
        (isinstance(one, ast.Attribute) and one.attr == "slow")
        or (isinstance(one, ast.Name) and one.id in named)
        for one in ast.walk(node)
    )


def slow_tests(file: Path) -> set[str]:
    """The tests of a file of which at least one variant is marked slow."""
    tree, named, found = ast.parse(file.read_text("utf-8")), set[str](), set[str]()
    for node in tree.body:
        if isinstance(node, ast.Assign) and _speaks_of_slow(node.value, named):
            named |= {one.id for one in node.targets if isinstance(one, ast.Name)}
        elif isinstance(node, ast.FunctionDef) and any(
            _speaks_of_slow(one, named) for one in node.decorator_list
        ):
            found.add(node.name)
    return found


def test_the_page_lists_every_slow_test_and_what_make_test_keeps() -> None:
    page = (ROOT / "docs" / "tests.md").read_text("utf-8")
    rows = re.findall(
        r"(?m)^\| `(test_\w+\.py)`: `(test_\w+)` \| [^| ][^|]* \| [^| ][^|]* \|$", page
    )
    assert len(rows) == len(re.findall(r"(?m)^\| `test_", page)), "each row is complete"
    assert sorted(rows) == sorted(
        (file.name, name)
        for file in (ROOT / "tests").glob("test_*.py")
        for name in slow_tests(file)
    )
