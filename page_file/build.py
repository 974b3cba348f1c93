"""Build the page that needs no installation: one HTML file, and a folder for a static host.

Both hold the product's own source, Python for the browser (Pyodide), and the packages that the
source needs, all pinned with hashes: npm checks Pyodide's, pip the wheels'. The same commit gives
the same bytes.

    python page_file/build.py

writes dist/megaroth.html and dist/page/. It needs npm (node 18 or newer) and the project's
environment.
"""

from __future__ import annotations

import argparse
import base64
import calendar
import gzip
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SOURCE = ROOT / "src"
WHEELS = ROOT / "requirements" / "page_file.txt"

MOST_OF_FILE = 13_000_000
MOST_OF_FOLDER = 8_500_000
"""Bytes: of the single file, and of the folder as a host sends it with brotli."""

LEFT_OUT = ("web", "report", "assistant", "batch")
"""Rooms of the product that no question about one year needs."""

KINDS = (".py", ".toml", ".csv", ".json")
PLATFORM = ("pyemscripten_2026_0_wasm32", "3.14", "cp314")
EXAMPLES = (
    ("mission_45.toml", "One worker"),
    ("couple.toml", "A couple"),
    ("solo_and_w2.toml", "A job and a business"),
    ("unknown_rules.toml", "A plan with unknown rules"),
    ("paychecks.toml", "Uneven pay"),
)

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


class BuildError(Exception):
    """The page cannot be built; the message says what to do."""


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


def _patched(file: Path, patches: tuple[Patch, ...]) -> str:
    text = file.read_text("utf-8")
    for patch in patches:
        text = patch.applied(text, file.name)
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)


def _run(command: list[str], remedy: str) -> None:
    try:
        subprocess.run(command, check=True, cwd=HERE, stdout=subprocess.DEVNULL)
    except FileNotFoundError:
        raise BuildError(f"{command[0]} is not installed: {remedy}") from None
    except subprocess.CalledProcessError as error:
        raise BuildError(f"{command[0]} ended with {error.returncode}: {remedy}") from None


def pyodide() -> Path:
    """The folder of Pyodide, as npm checked and unpacked it."""
    folder = HERE / "node_modules" / "pyodide"
    wanted = json.loads((HERE / "package.json").read_text())["devDependencies"]["pyodide"]
    about = folder / "package.json"
    if not about.exists() or json.loads(about.read_text())["version"] != wanted:
        _run(
            ["npm", "ci", "--silent", "--ignore-scripts"],
            "the page file needs npm (node 18 or newer)",
        )
    return folder


def wheels(cache: Path) -> list[Path]:
    """The wheels of the packages, downloaded once; pip refuses one with another hash."""
    pinned = [line.split()[0] for line in WHEELS.read_text().splitlines() if re.match(r"\w", line)]
    found = [_wheel(cache, one) for one in pinned]
    if not all(found):
        platform, python, abi = PLATFORM
        cache.mkdir(parents=True, exist_ok=True)
        _run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--implementation",
                "cp",
                "--platform",
                platform,
                "--python-version",
                python,
                "--abi",
                abi,
                "--abi",
                "none",
                "--dest",
                str(cache),
                "--requirement",
                str(WHEELS),
            ],
            f"a wheel of {WHEELS.name} is missing or has another hash than the one pinned there",
        )
        found = [_wheel(cache, one) for one in pinned]
    for one, requirement in zip(found, pinned, strict=True):
        if one is None:
            raise BuildError(f"no wheel of {requirement} was downloaded")
        _check_hash(one)
    return [one for one in found if one]


def _wheel(cache: Path, requirement: str) -> Path | None:
    name, _, version = requirement.partition("==")
    return next(iter(cache.glob(f"{name.replace('-', '_')}-{version}-*.whl")), None)


def _check_hash(wheel: Path) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if f"sha256:{digest}" not in WHEELS.read_text():
        raise BuildError(
            f"{wheel.name} has another hash than {WHEELS.name} pins: delete it and build again"
        )


def source() -> bytes:
    """The product's source as a zip whose bytes depend on the files alone."""
    files = {
        path.relative_to(SOURCE).as_posix(): path.read_bytes()
        for path in sorted((SOURCE / "megaroth").rglob("*"))
        if path.suffix in KINDS
        and "__pycache__" not in path.parts
        and path.relative_to(SOURCE).parts[1] not in LEFT_OUT
    }
    return _zipped(files)


def _zipped(files: dict[str, bytes]) -> bytes:
    """Files as a zip that compresses nothing: the page, or its host, compresses the whole, which
    takes less than each file for itself."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as into:
        for name, content in files.items():
            into.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _stored(packed: Path) -> bytes:
    """A zip with the same files, none of them compressed."""
    with zipfile.ZipFile(packed) as opened:
        return _zipped({one.filename: opened.read(one) for one in opened.infolist()})


def lock() -> str:
    """What Pyodide wants to know of packages: that there are none besides ours."""
    about = json.loads((pyodide() / "pyodide-lock.json").read_text())
    return json.dumps({"info": about["info"], "packages": {}})


def bundled(entry: str, form: str, external: tuple[str, ...] = ()) -> str:
    """A script with what it imports, as one text."""
    done = subprocess.run(
        [
            str(HERE / "node_modules" / ".bin" / "esbuild"),
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
        check=True,
        cwd=HERE,
        capture_output=True,
        text=True,
    )
    return done.stdout


def facts(packages: list[Path]) -> str:
    """What the page knows from its build, as JSON."""
    return json.dumps(
        {
            "examples": [
                {
                    "name": name,
                    "title": title,
                    "text": (ROOT / "examples" / name).read_text("utf-8"),
                }
                for name, title in EXAMPLES
            ],
            "lastYear": _last_year(),
            "wheels": [one.name for one in packages],
        }
    ).replace("<", "\\u003c")


def _last_year() -> int:
    text = (SOURCE / "megaroth" / "law" / "years.py").read_text()
    found = re.search(r"^LAST_WHOLE_YEAR = (\d+)", text, re.MULTILINE)
    if found is None:
        raise BuildError("src/megaroth/law/years.py does not state LAST_WHOLE_YEAR")
    return int(found[1])


def _law_date() -> str:
    """The last month of the price indices, which the law's projections start from."""
    months = (SOURCE / "megaroth" / "law" / "data" / "cpi_monthly.csv").read_text().splitlines()
    year, month = months[-1].split(",")[0:2]
    return f"{calendar.month_name[int(month)]} {year}"


def _notices(packages: list[Path]) -> str:
    """The licenses of everything in the page that others wrote."""
    about = json.loads((pyodide() / "package.json").read_text())
    parts = [
        f"Pyodide {about['version']} (MPL-2.0), with CPython (Python Software Foundation License). "
        "Its source code is at github.com/pyodide/pyodide."
    ]
    for wheel in packages:
        with zipfile.ZipFile(wheel) as opened:
            for name in sorted(opened.namelist()):
                if re.search(r"\.dist-info/(?:licenses/)?(?:LICEN[CS]E|COPYING)", name):
                    parts.append(
                        f"{wheel.name.split('-')[0]} {wheel.name.split('-')[1]}\n\n"
                        f"{opened.read(name).decode('utf-8', 'replace').strip()}"
                    )
    return ("\n\n" + "-" * 60 + "\n\n").join(parts)


def _filled(values: dict[str, str]) -> str:
    """The page with its places filled, each exactly once at least."""
    text = (HERE / "page.html").read_text("utf-8")
    for name, value in values.items():
        if "{{" + name + "}}" not in text:
            raise BuildError(f"page.html has no place for {name}")
        text = text.replace("{{" + name + "}}", value)
    return text


def _common(packages: list[Path]) -> dict[str, str]:
    about = (SOURCE / "megaroth" / "__init__.py").read_text()
    version = re.search(r'__version__ = "([^"]+)"', about)
    disclaimer = re.search(
        r'DISCLAIMER = \(?\s*((?:"[^"]*"\s*)+)', (SOURCE / "megaroth/present/words.py").read_text()
    )
    if version is None or disclaimer is None:
        raise BuildError("megaroth's version or disclaimer is not where it was")
    return {
        "version": version[1],
        "disclaimer": html.escape("".join(re.findall(r'"([^"]*)"', disclaimer[1]))),
        "notices": html.escape(_notices(packages)),
        "last_year": str(_last_year()),
        "law_date": _law_date(),
    }


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
            _patched(folder / "pyodide.js", LOADER),
            _patched(folder / "pyodide.asm.mjs", RUNTIME),
            f"self.megarothLock = {json.dumps(lock())};",
            bundled("worker_single.js", "iife"),
        )
    )
    script, style = bundled("single.js", "iife").replace("</", "<\\/"), _style()
    parts = [
        _part("worker", worker.encode()),
        _part("wasm", (folder / "pyodide.asm.wasm").read_bytes()),
        _part("stdlib", _stored(folder / "python_stdlib.zip")),
        _part("source", source()),
        *(_part(one.name, _stored(one)) for one in packages),
    ]
    known = f'<script type="application/json" id="facts">{facts(packages)}</script>'
    page = _filled(
        _common(packages)
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
        _common(packages)
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
        (out / one.name).write_bytes(_stored(one))


def main() -> None:
    """Build both and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", help="the folder to write to (dist)"
    )
    out = parser.parse_args().out.resolve()
    try:
        packages = wheels(HERE / "wheels")
        pyodide()
        file = single(packages)
        if len(file) > MOST_OF_FILE:
            raise BuildError(
                f"the single file has {len(file):,} bytes; at most {MOST_OF_FILE:,} are allowed"
            )
        out.mkdir(parents=True, exist_ok=True)
        (out / "megaroth.html").write_bytes(file)
        folder(packages, out / "page")
    except BuildError as error:
        sys.exit(f"page file: {error}")
    print(f"{out / 'megaroth.html'}: {len(file) / 1e6:.1f} MB; {out / 'page'}/ for a static host")


if __name__ == "__main__":
    main()
