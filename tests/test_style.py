"""The word list of docs/style.md, checked in docstrings, comments, messages, templates and
documents."""

from __future__ import annotations

import ast
import re

import pytest

from plain_words import ROOT, avoided, counted, files, hits, pairs, remaining, words_of

NOW = counted()


def test_no_file_has_more_avoided_words_than_listed() -> None:
    listed = remaining()
    worse = {
        name: [f"{word}: write {avoided()[word]}" for word in hits(words_of(ROOT / name))]
        for name, count in NOW.items()
        if count > listed.get(name, 0)
    }
    assert not worse, f"see docs/style.md: {worse}"


def test_the_list_of_what_remains_falls_with_the_files() -> None:
    """A file that got better may not get worse again."""
    better = {
        name: (count, NOW.get(name, 0))
        for name, count in remaining().items()
        if NOW.get(name, 0) < count
    }
    assert not better, (
        f"run python tests/plain_words.py to lower the numbers (listed, now): {better}"
    )


@pytest.mark.parametrize("phrase", sorted(avoided()))
def test_every_avoided_phrase_is_found(phrase: str) -> None:
    assert hits(f"Here is {phrase} something.") == [phrase]
    assert hits(f"Over two lines {phrase.replace(' ', chr(10))}.") == [phrase]


@pytest.mark.parametrize(
    "fine", ["recommend", "amended", "the untold", "a spellbound", "beside-the-point", "stateless"]
)
def test_parts_of_other_words_are_no_hits(fine: str) -> None:
    assert hits(f"It is {fine}.") == []


def test_texts_are_read_and_code_is_not(tmp_path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Told by `beside`."""\nbeside = "beside"\nprint("It was mended.")  # reckoned\n', "utf-8"
    )
    assert sorted(hits(words_of(module))) == ["mended", "reckoned", "told"]
    template = tmp_path / "page.html"
    template.write_text(
        '<h2 title="Beside it">{{ told(x) }} {{ "mend it" }}</h2><code>beside</code>', "utf-8"
    )
    assert sorted(hits(words_of(template))) == ["beside", "mend"]
    document = tmp_path / "page.md"
    document.write_text("# Anew\n\n`beside` and\n\n```\ntold\n```\n", "utf-8")
    assert hits(words_of(document)) == ["anew"]


def test_every_kind_of_text_is_read() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in files()}
    assert {
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/how_to/excess.md",
        "src/megaroth/web/templates/base.html",
    } <= names
    assert {"src/megaroth/__init__.py", "src/megaroth/web/static/app.js"} <= names


def test_the_style_page_shows_twenty_pairs() -> None:
    assert len(pairs()) >= 20
    text = "\n".join(words_of(path) for path in files())
    assert not [before for before, _ in pairs() if len(before.split()) > 4 and before in text]


def test_better_sentences_have_no_avoided_words() -> None:
    assert not [after for _, after in pairs() if hits(after)]
    assert not [(phrase, instead) for phrase, instead in avoided().items() if hits(instead)]


_BRITISH = re.compile(
    r"colour|favour|behaviou?r(?<!behavior)|catalogue|labelled|modelled|cancell?ed(?<!canceled)"
    r"|licence|judgement|(?:neutral|recogn|organ|real|optim|summar|initial|normal)is(?:e|ed|ing)\b"
)


def test_names_of_code_have_american_spelling_and_no_riddles() -> None:
    """Names that the field has better ones for: given, played, told and said."""
    riddles = {"given", "givens", "played", "told", "unsaid", "said"}
    for path in sorted((ROOT / "src" / "megaroth").rglob("*.py")):
        assert not _BRITISH.search(path.stem), path
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                    pass
                case ast.Name(id=name, ctx=ast.Store()):
                    pass
                case _:
                    continue
            place = f"{path.relative_to(ROOT)}:{node.lineno}: {name}"
            assert not _BRITISH.search(name.lower()), place
            # A key of the JSON, which stays.
            if not (path.name == "result.py" and name == "given"):
                assert name.strip("_") not in riddles, place
