"""Messages as sentences.

A template is plain text with four kinds of places:

- ``{amount}`` or ``{amount:whole}``: a parameter, in a form where it has several; the form of a
  list says how to join it, of a choice its table of words, ``{kinds:givers+and}`` both;
- ``[of {amount}]`` or ``[of {amount}||of something]``: words that need every parameter in them,
  and what is said without them;
- ``[late?, too late]`` or ``[late?, too late||, in time]``: words that a flag decides about;
- ``<spare_cash>`` or ``<words of the file|words of the page>``: the words of each reader; in those
  of the page ``$spare_cash`` stands for the label of a question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum

from megaroth.kernel.message import Amount, Count, Message, Parameter, Quantity, Share
from megaroth.kernel.money import PPM, dollars, percent
from megaroth.present.sentences.action_items import TITLES
from megaroth.present.sentences.amounts import rounded, share_of_paths, whole
from megaroth.present.sentences.catalog import SENTENCES
from megaroth.present.sentences.words import WORDS, label


class Reader(Enum):
    """The reader of a sentence, which decides its words."""

    FILE = "file"
    """The household file's keys, and dates as in files: for programs and the command line."""

    PAGE = "page"
    """The labels of the page's questions, and dates in words: for the page and the report."""


PLACE = re.compile(
    r"\{(?P<name>\w+)(?::(?P<form>[\w+]+))?\}"
    r"|<(?P<words>[^<>]+)>"
    r"|\[(?:(?P<flag>\w+)\?)?(?P<optional>[^\[\]]+)\]"
)


_KEY = re.compile(r"\$([\w.]+\w)")


def sentence(message: Message, reader: Reader = Reader.FILE) -> str:
    """The sentence of a message.

    >>> from megaroth.kernel.message import Amount, message
    >>> reason = message(
    ...     "roth_ira_reduced", magi=Amount.of(150_000_00), phaseout_start=Amount.of(146_000_00)
    ... )
    >>> sentence(reason)
    'Reduced: modified AGI of about $150,000.00 is above $146,000.00.'
    """
    return _filled(SENTENCES[message.code], dict(message.parameters), reader)


def title(step: Message, reader: Reader = Reader.FILE) -> str:
    """The title of a step, a few words."""
    return _filled(TITLES[step.code], dict(step.parameters), reader)


def as_text(text: Message | str, reader: Reader = Reader.FILE) -> str:
    """The sentence of a message; a text unchanged."""
    return sentence(text, reader) if isinstance(text, Message) else text


def plain(text: Message | str) -> str:
    """A message in the words of the page, or a text, without marks of code."""
    return as_text(text, Reader.PAGE).replace("`", "")


def _filled(template: str, values: Mapping[str, Parameter], reader: Reader) -> str:
    def words_of(place: re.Match[str]) -> str:
        if name := place["name"]:
            return shown(values[name], reader, place["form"] or "")
        if words := place["words"]:
            return in_words_of(words, reader)
        with_it, _, without = place["optional"].partition("||")
        holds = values[place["flag"]] if place["flag"] else _known(with_it, values)
        return _filled(with_it if holds else without, values, reader)

    return PLACE.sub(words_of, template)


def _known(template: str, values: Mapping[str, Parameter]) -> bool:
    """Whether every parameter of a template has a value."""
    names = [place["name"] for place in PLACE.finditer(template) if place["name"]]
    return all(values[name] is not None for name in names)


def in_words_of(words: str, reader: Reader) -> str:
    """The words of one reader: a key of the household file or its label, or either of a pair."""
    of_file, both, of_page = words.partition("|")
    if reader is Reader.FILE:
        return of_file
    if not both:
        return label(of_file.strip("`"))
    return _KEY.sub(lambda key: label(key[1]), of_page)


def _choice(words: str, reader: Reader) -> str:
    """The name of a choice, which is the same for both readers unless it is a pair."""
    of_file, _, of_page = words.partition("|")
    return of_page or of_file if reader is Reader.PAGE else of_file


def shown(value: Parameter, reader: Reader = Reader.FILE, form: str = "") -> str:
    """A parameter of a message in the words of a reader."""
    match value:
        case None:
            return "an amount a row"
        case Quantity():
            low, high = _quantity(value, value.low, form), _quantity(value, value.high, form)
            return low if low == high else f"{low} to {high}"
        case Message():
            return sentence(value, reader)
        case date() if form == "day":
            return f"{value:%B} {value.day}"
        case date():
            as_in_files = reader is Reader.FILE and form != "long"
            return value.isoformat() if as_in_files else f"{value:%B} {value.day}, {value.year}"
        case tuple():
            return _joined(value, form, reader)
        case str() if form == "begin":
            return f"{value[:1].upper()}{value[1:]}"
        case _:
            return _choice(WORDS[form][str(value)], reader) if form else str(value)


def _quantity(of: Quantity, value: int, form: str) -> str:
    match of:
        case Amount() if form == "whole":
            return whole(value)
        case Amount() if form == "rounded":
            return rounded(value)
        case Amount():
            return dollars(value)
        case Share() if form == "paths":
            return share_of_paths(value / PPM)
        case Share():
            return percent(value, int(form)) if form else percent(value)
        case Count():
            return f"{value:,}"
    raise TypeError(f"no words for {of!r}")


_BETWEEN = {"and": " and ", "sentences": " ", "or": " Or: ", "points": "; "}
_BEFORE_THE_LAST = {"listed": "and", "either": "or"}


def _joined(values: tuple[Parameter, ...], form: str, reader: Reader) -> str:
    ways = {*_BETWEEN, *_BEFORE_THE_LAST}
    way = next((one for one in form.split("+") if one in ways), "")
    words = next((one for one in form.split("+") if one not in ways), "")
    parts = [shown(one, reader, words) for one in values]
    if way in _BEFORE_THE_LAST and len(parts) > 1:
        return f"{', '.join(parts[:-1])} {_BEFORE_THE_LAST[way]} {parts[-1]}"
    return _BETWEEN.get(way, ", ").join(parts)
