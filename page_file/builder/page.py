"""The page from its parts: as one file, and as a folder of files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import shutil
from pathlib import Path

from builder.about import facts, stated
from builder.archives import source, stored
from builder.packages import pyodide
from builder.patches import LOADER, RUNTIME, patched
from builder.places import HERE, SOURCE, BuildError
from builder.programs import output_of

_SINGLE_POLICY = (
    "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval' blob:; worker-src blob:; "
    "style-src {styles}; img-src data:; connect-src 'none'; form-action 'none'; frame-src 'none'; "
    "object-src 'none'; base-uri 'none'"
)
_FOLDER_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "style-src 'self'; img-src data:; connect-src 'self'; form-action 'none'; frame-src 'none'; "
    "object-src 'none'; base-uri 'none'"
)


def lock() -> str:
    """What Pyodide wants to know of packages: that there are none besides ours."""
    about = json.loads((pyodide() / "pyodide-lock.json").read_text())
    return json.dumps({"info": about["info"], "packages": {}})


def bundled(entry: str, form: str, external: tuple[str, ...] = ()) -> str:
    """A script with what it imports, as one text."""
    return output_of(
        [
            "node",
            str(HERE / "node_modules" / "esbuild" / "bin" / "esbuild"),
            entry,
            "--bundle",
            "--minify",
            f"--format={form}",
            "--target=es2022",
            "--charset=utf8",
            "--legal-comments=none",
            f"--define:LOCK={json.dumps(lock())}",
            *(f"--external:{one}" for one in external),
        ],
        "the page file needs npm (node 18 or newer)",
    )


def _filled(values: dict[str, str]) -> str:
    """The page with its places filled, each exactly once at least."""
    text = (HERE / "page.html").read_text("utf-8")
    for name, value in values.items():
        if "{{" + name + "}}" not in text:
            raise BuildError(f"page.html has no place for {name}")
        text = text.replace("{{" + name + "}}", value)
    return text


def _style() -> str:
    return (SOURCE / "megaroth/web/static/app.css").read_text("utf-8") + (
        HERE / "page.css"
    ).read_text("utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _part(name: str, content: bytes) -> str:
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'<script type="text/base64" id="part-{name}">{packed}</script>'


def single(packages: list[Path]) -> bytes:
    """The page as one file."""
    folder = pyodide()
    worker = "\n".join(
        (
            patched(folder / "pyodide.js", LOADER),
            patched(folder / "pyodide.asm.mjs", RUNTIME),
            f"self.megarothLock = {json.dumps(lock())};",
            bundled("worker_single.js", "iife"),
        )
    )
    script, style = bundled("single.js", "iife").replace("</", "<\\/"), _style()
    parts = [
        _part("worker", worker.encode()),
        _part("wasm", (folder / "pyodide.asm.wasm").read_bytes()),
        _part("stdlib", stored(folder / "python_stdlib.zip")),
        _part("source", source()),
        *(_part(one.name, stored(one)) for one in packages),
    ]
    known = f'<script type="application/json" id="facts">{facts(packages)}</script>'
    page = _filled(
        stated(packages)
        | {
            "keeps": " and keeps nothing",
            "policy": _SINGLE_POLICY.format(scripts=_hash(script), styles=_hash(style)),
            "style": f"<style>{style}</style>",
            "script": f"{known}\n<script>{script}</script>",
            "data": "\n".join(parts),
        }
    )
    return page.encode()


def folder(packages: list[Path], out: Path) -> None:
    """The page as a folder of files."""
    python = pyodide()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    known = f'<script type="application/json" id="facts">{facts(packages)}</script>'
    page = _filled(
        stated(packages)
        | {
            "policy": _FOLDER_POLICY,
            "keeps": ", and keeps only what you ask it to keep",
            "style": '<link rel="stylesheet" href="page.css">',
            "script": f'{known}\n<script type="module" src="page.js"></script>',
            "data": "",
        }
    )
    (out / "index.html").write_text(page, "utf-8")
    (out / "page.css").write_text(_style(), "utf-8")
    (out / "page.js").write_text(bundled("folder.js", "esm"), "utf-8")
    (out / "worker.js").write_text(bundled("worker_folder.js", "esm", ("./pyodide.mjs",)), "utf-8")
    (out / "source.zip").write_bytes(source())
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        shutil.copyfile(python / name, out / name)
    for one in (python / "python_stdlib.zip", *packages):
        (out / one.name).write_bytes(stored(one))
