"""The replacements that the single file needs in Pyodide's loader and runtime."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from builder.places import BuildError


@dataclass(frozen=True)
class Patch:
    """A replacement in a file of Pyodide, which must find its text as often as it expects."""

    old: str
    new: str
    times: int
    why: str

    def applied(self, text: str, file: str) -> str:
        """The text with the replacement.

        Raises:
            BuildError: the text stands there more or less often.
        """
        found = text.count(self.old)
        if found != self.times:
            raise BuildError(
                f"{file}: {self.old!r} stands {found} times instead of {self.times}, so this "
                f"version of Pyodide needs another patch ({self.why})"
            )
        return text.replace(self.old, self.new)


LOADER = (
    Patch(
        "let n=new URL(e,location);return{response:fetch(n,t?{integrity:t}:{})}",
        'return{binary:Promise.resolve(new Uint8Array(globalThis.megarothFiles[e.split("/").pop()]))}',
        1,
        "files come from the page, not from a request",
    ),
    Patch(
        'if(r&&ge())throw new Error("Classic web workers are not supported");',
        "",
        1,
        "a worker made from a Blob is a classic one",
    ),
)
RUNTIME = (
    Patch("import.meta.url", '"python:/"', 3, "a classic script has no address of a module"),
    Patch(
        "export default _createPyodideModule;",
        "self.createPyodideModule=_createPyodideModule;",
        1,
        "a classic script exports nothing",
    ),
)


def patched(file: Path, patches: tuple[Patch, ...]) -> str:
    """The text of a file with its replacements, without the address of its source map."""
    text = file.read_text("utf-8")
    for patch in patches:
        text = patch.applied(text, file.name)
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)
