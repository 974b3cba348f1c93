"""Sentences about the law that an answer used: projected, entered by the user, or reformed."""

from __future__ import annotations

SENTENCES = {
    "figures_entered": "Figures for {year} that you entered, from {source}: {limits}.",
    "figures_projected": (
        "Figures for {year} still projected: {limits}[more? and {more} more] (`megaroth law "
        "{year} --all` with the same file lists them)."
    ),
    "reform": "Not today's law: the reform '{name}' changes [{first} to {last}||{first}].",
}
