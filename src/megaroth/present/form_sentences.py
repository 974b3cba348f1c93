"""Tax forms in sentences."""

from __future__ import annotations

from megaroth.law.terms import spoken
from megaroth.present.sentences.sentence import sentence
from megaroth.present.words import money
from megaroth.taxforms.tax_forms import Form


def form_sentence(form: Form) -> str:
    """A tax form in a sentence: its boxes and lines, and the reason."""
    boxes = [
        f"{spoken(name)} {value if isinstance(value, str) else money(value)}"
        for name in ("box_1", "box_2a", "box_4", "box_5", "box_7")
        if (value := getattr(form, name)) is not None
    ]
    boxes += [f"line {one.line} {money(one.amount)}" for one in form.lines]
    head = f"Form {form.form}" + (
        f" ({', '.join(spoken(to) for to in form.to)})" if form.to else ""
    )
    filed = "" if form.filed else ", not filed"
    return f"{head}{filed}: {'; '.join(boxes) + '. ' if boxes else ''}{sentence(form.reason)}"
