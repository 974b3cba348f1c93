"""Shared by all tests: repeatable properties, and the command line as users run it."""

from __future__ import annotations

import functools
import hashlib
import inspect
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# The same examples each time, so that a failure is the change's own; make test-full looks for new
# ones and prints its seed.
settings.register_profile(
    "steady", deadline=None, print_blob=True, max_examples=150, derandomize=True
)
settings.register_profile("searching", deadline=None, print_blob=True, max_examples=1000)
# Whether a property fails, as mutation tests ask, and not its shortest example.
settings.register_profile(
    "noticing",
    settings.get_profile("steady"),
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
PROFILE = os.environ.get("MEGAROTH_HYPOTHESIS", "steady")
settings.load_profile(PROFILE)


def examples(full: int) -> settings:
    """Examples of a slow property: all of them in make test-full, a third in make test."""
    return settings(max_examples=full if PROFILE == "searching" else full // 3, deadline=None)


# Every year is asked about on its first day or before, whatever the day of the run; tests of a year
# that is under way state their day.
os.environ.setdefault("MEGAROTH_TODAY", "2026-01-01")

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def few_paths(text: str, count: int = 20) -> str:
    """A household file with few paths of returns, which decide nothing for most tests."""
    if "[assumptions]" not in text:
        return f"{text}\n[assumptions]\npaths = {count}\n"
    return re.sub(r"(?m)^paths = .*\n", "", text).replace(
        "[assumptions]\n", f"[assumptions]\npaths = {count}\n"
    )


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


def run_megaroth(*args: str, cwd: Path | None = None, stdin: str | None = None) -> Ran:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-c", "from megaroth.cli.app import main; main()", *args]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cwd,
        input=stdin or "",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def megaroth():
    """The command line."""
    return run_megaroth


@pytest.fixture
def inside(monkeypatch, capsys):
    """The command line in this process, for tests that call it often."""

    def run(*args: str) -> Ran:
        from megaroth.cli.app import main

        monkeypatch.setattr(sys, "argv", ["megaroth", *args])
        with pytest.raises(SystemExit) as exit_:
            main()
        captured = capsys.readouterr()
        return Ran(exit_.value.code or 0, captured.out, captured.err)

    return run


@pytest.fixture
def quick_key(monkeypatch):
    """Passphrases without scrypt, which takes a second each time, for tests of what is locked.

    ``test_a_locked_folder_holds_ciphertext_only`` has the real one, as have tests that start
    ``megaroth serve``.
    """
    import pyrage

    def sealed(passphrase: str) -> bytes:
        digest = hashlib.sha256(passphrase.encode()).hexdigest()
        return f"age-encryption.org/v1\n{digest}\n".encode()

    def decrypt(raw: bytes, passphrase: str) -> bytes:
        if not raw.startswith(sealed(passphrase)):
            raise pyrage.DecryptError("another passphrase")
        return raw.removeprefix(sealed(passphrase))[::-1]

    monkeypatch.setattr(
        pyrage.passphrase, "encrypt", lambda plain, passphrase: sealed(passphrase) + plain[::-1]
    )
    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)


@pytest.fixture(scope="module")
def remembered_years():
    """Working years of a household, calculated once for all tests of a module that ask about it.

    For tests of what is made of them: they take most of the time of a comparison.
    """
    from megaroth.planning import prepare

    known = {}
    calculate = prepare.years_of_work

    def remembered(ahead, benefits, *, within_cash=True):
        key = (ahead.household, ahead.inflation, ahead.years, id(ahead.law_book), within_cash)
        if key not in known:
            # The law book is kept, so that no other one gets its id.
            known[key] = ahead.law_book, calculate(ahead, benefits, within_cash=within_cash)
        return known[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare, "years_of_work", remembered)
        yield


def _remembering(ask):
    """A question about years ahead that answers each combination of arguments once."""
    known = {}

    def remembered(*args, **named):
        asked = dict(inspect.signature(ask).bind(*args, **named).arguments)
        asked.pop("tick", None)
        law_book, spent = asked.pop("law_book"), asked.pop("spent", None)
        key = (id(law_book), spent and tuple(sorted(spent.items())), tuple(asked.items()))
        if key not in known:
            # The law book is kept, so that no other one gets its id.
            known[key] = law_book, ask(*args, **named)
        return known[key][1]

    return remembered


@pytest.fixture(scope="module")
def remembered_answers():
    """Comparisons, best plans and sensitivities of a household, calculated once for all tests of a
    module that ask ``service`` about it.

    For tests of what interfaces make of them.
    """
    from megaroth.planning import best_difference
    from megaroth.service import years_ahead

    search = _remembering(years_ahead.optimize_known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best_difference, "optimize", search)
        patch.setattr(years_ahead, "optimize_known", search)
        for name in ("compare_known", "sensitivity_known"):
            patch.setattr(years_ahead, name, _remembering(getattr(years_ahead, name)))
        yield


@pytest.fixture(scope="module")
def jobs_in_this_process():
    """Long answers of the page without a process for each, for tests of what the page shows.

    ``tests/test_web.py`` and ``tests/test_browser.py`` have the processes.
    """
    from megaroth.web.server.jobs import Job, Jobs

    def ask(jobs, key, work, *args):
        if key not in jobs._jobs:
            job = jobs._jobs[key] = Job(key)
            job.result, job.state = work(*args, lambda _done, _whole: None), "done"
        return jobs._jobs[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Jobs, "ask", ask)
        yield


def _shares_fixtures(file: str) -> bool:
    path = ROOT / file
    return path.suffix == ".py" and 'scope="module"' in path.read_text("utf-8")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the tests of a file that share fixtures in one process, and start with the largest.

    So there is one server and one browser, and what a file's tests share is calculated once. Every
    other test goes to the next process that is free.
    """
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByFixtures(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if shared(file) else nodeid

    shared = functools.cache(_shares_fixtures)
    return ByFixtures(config, log)
