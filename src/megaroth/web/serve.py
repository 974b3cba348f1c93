"""``megaroth serve``: the page for a folder of households, on this machine only."""

from __future__ import annotations

import getpass
import importlib.util
import ipaddress
import secrets
import socket
import ssl
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from megaroth.kernel.errors import InputError, Problem, visible
from megaroth.kernel.files import KEY_FILE, check_target, read_bounded, write_whole
from megaroth.kernel.ownership import owned

if TYPE_CHECKING:
    from megaroth.web.server.context import ServerContext
    from megaroth.web.server.session import Session
    from megaroth.web.store.folder import Folder

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8417
_TRIES = 20
_USUAL = {"http": 80, "https": 443}
_EVERYWHERE = ("0.0.0.0", "::")
_KEEP_ALIVE = 75
_LARGEST_SECRET, _LARGEST_PEM = 10_000, 1_000_000
_MOST_NAMED = 20


def serve(
    folder: str = "households",
    /,
    *,
    port: int | None = None,
    host: str = LOOPBACK,
    name: list[str] | None = None,
    passphrase: bool = False,
    passphrase_file: str | None = None,
    tls_certificate: str | None = None,
    tls_key: str | None = None,
    password_file: str | None = None,
    api_key_file: str | None = None,
    figures: list[str] | None = None,
    browser: bool = True,
) -> int:
    """Open a page for a folder of households. Nothing leaves this machine.

    For example: megaroth serve clients

    Parameters
    ----------
    folder
        The folder with one file for each household. It is created if it does not exist.
    port
        The port to listen on; if omitted, the first free one from 8417.
    host
        The address to listen on. An address that others can reach needs --tls-certificate,
        --tls-key and --password-file.
    name
        A name or address by which others reach the server, such as page.example; repeat for more.
        Required if --host is 0.0.0.0 or ::.
    passphrase
        Lock the folder's files with a passphrase (age format) that you enter.
    passphrase_file
        A file with the passphrase, to start without a terminal.
    tls_certificate
        A PEM file with the certificate.
    tls_key
        A PEM file with its key.
    password_file
        A file with the password of the page, which replaces the printed address.
    api_key_file
        Write a new key for scripts to this file, which only you can read. Scripts send it as
        "Authorization: Bearer KEY".
    figures
        A TOML file of published figures that the law data does not hold yet
        (docs/published_figures.md), for every answer; repeatable.
    browser
        Whether to open the page in the browser. By default it opens if the command runs on a
        terminal.
    """
    _check_extra()
    if (tls_certificate is None) != (tls_key is None):
        present_flag, missing_flag = (
            ("--tls-certificate", "--tls-key")
            if tls_key is None
            else ("--tls-key", "--tls-certificate")
        )
        raise InputError(
            [
                Problem(
                    present_flag,
                    f"without {missing_flag}",
                    "both of them: the connection would not be encrypted",
                )
            ]
        )
    _check(host, name or [], tls=tls_certificate is not None, password=password_file is not None)
    tls = None if tls_certificate is None or tls_key is None else _tls(tls_certificate, tls_key)
    phrase = None if passphrase_file is None else _secret("--passphrase-file", passphrase_file)
    password = None if password_file is None else _secret("--password-file", password_file)
    if api_key_file is not None:
        check_target("--api-key-file", api_key_file)

    # These modules need the libraries of the extra "page", which _check_extra has found.
    from megaroth.law.law_book import PUBLISHED
    from megaroth.readers.figures_file import read_figures
    from megaroth.web.server.context import ServerContext
    from megaroth.web.server.session import Session
    from megaroth.web.store.folder import Folder
    from megaroth.web.store.folder_contents import make_folder

    law_book = PUBLISHED.with_figures(*(read_figures(file) for file in figures or []))
    path = Path(folder)
    # A refused port or passphrase leaves no new folder behind.
    with _listen(host, port) as listening:
        if phrase is None and passphrase and not path.exists():
            phrase = _asked(anew=True)
        make_folder(path)
        # Own the folder before any of its files is read or written, because they may belong to
        # another server.
        with owned("FOLDER", path):
            if phrase is None and (passphrase or (path / KEY_FILE).exists()):
                phrase = _asked(anew=not (path / KEY_FILE).exists())
            kept = Folder.at(path, phrase)
            key = None if api_key_file is None else _new_key(api_key_file)
            session = Session(password=password, api_key=key, port=listening.getsockname()[1])
            entry = _say(kept, session, host, name or [], tls=tls is not None)
            if browser and sys.stdout.isatty():
                webbrowser.open(entry)
            _run(ServerContext(kept, session, law_book), listening, [host, *(name or [])], tls)
    return 0


def _check_extra() -> None:
    for module in ("uvicorn", "fastapi", "jinja2", "multipart", "pyrage", "tomlkit"):
        if importlib.util.find_spec(module) is None:
            raise InputError(
                [
                    Problem(
                        "serve", f"no {module}", 'the extra "page" (pip install "megaroth[page]")'
                    )
                ]
            )


def _new_key(file: str) -> str:
    key = secrets.token_urlsafe(32)
    write_whole("--api-key-file", file, [key + "\n"], private=True)
    return key


def _say(kept: Folder, session: Session, host: str, names: list[str], *, tls: bool) -> str:
    """Print the address to open, and the files that are not encrypted."""
    scheme = "https" if tls else "http"
    address = f"{scheme}://{_bracketed(names[0] if names else host)}:{session.port}/"
    entry = address if session.needs_password else f"{address}start?token={session.token}"
    print(f"megaroth keeps households in {visible(str(kept.path.resolve()))}", flush=True)
    others = kept.others()
    if kept.vault is not None:
        for one in others[:_MOST_NAMED]:
            print(f"Not locked, or not shown: {one.name}: {one.why}", flush=True)
    if len(others) > _MOST_NAMED or (others and kept.vault is None):
        print(f"{len(others)} other files are in the folder; the page lists them.", flush=True)
    print(f"Open {entry}", flush=True)
    print(
        "The address works once; another browser then asks this one. Ctrl+C stops."
        if not session.needs_password
        else "Ctrl+C stops.",
        flush=True,
    )
    return entry


def _run(
    context: ServerContext, listening: socket.socket, names: list[str], tls: ssl.SSLContext | None
) -> None:
    """Serve until the process is stopped."""
    # The web framework takes a second to load, which `megaroth --help` must not wait for.
    import uvicorn

    from megaroth.web.app import make_app
    from megaroth.web.server.connections import BACKLOG, Connections, most_connections, protocol
    from megaroth.web.server.quiet_log import use_quiet_log

    scheme, at = "https" if tls else "http", context.session.port
    called = [
        _bracketed(one) for one in (*names, *(["localhost"] if _is_loopback(names[0]) else []))
    ]
    bare = called if at == _USUAL[scheme] else []  # browsers omit the default port
    app = make_app(context, hosts=[*(f"{one}:{at}" for one in called), *bare], scheme=scheme)
    use_quiet_log()
    config = uvicorn.Config(
        app,
        http=protocol(Connections(most_connections()), tls),
        ws="none",
        loop="asyncio",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        # The client is the connected address, because anybody can send a header that states another
        # one.
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _check(host: str, names: list[str], *, tls: bool, password: bool) -> None:
    """Refuse a reachable address without encryption or a password."""
    if _is_loopback(host):
        return
    missing = [
        name
        for name, there in (("--tls-certificate and --tls-key", tls), ("--password-file", password))
        if not there
    ]
    if missing:
        found = f"{host}, which others can reach, without {' and '.join(missing)}"
        raise InputError([Problem("--host", found, f"those, or {LOOPBACK}")])
    if host in _EVERYWHERE and not names:
        raise InputError(
            [
                Problem(
                    "--name",
                    "nothing",
                    f"a name by which others reach this machine, for --host {host} has none",
                )
            ]
        )


def _tls(certificate: str, key: str) -> ssl.SSLContext:
    """Refuse unusable TLS files before an address is printed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        for file in (certificate, key):
            if len(read_bounded(Path(file), _LARGEST_PEM)) > _LARGEST_PEM:
                raise OSError(None, f"more than {_LARGEST_PEM:,} bytes")
        context.load_cert_chain(certificate, key)
    except OSError as error:
        found = f"{certificate} and {key} ({error.strerror or error})"
        raise InputError(
            [
                Problem(
                    "--tls-certificate",
                    found,
                    "PEM files of a certificate and its key that can be read",
                )
            ]
        ) from None
    return context


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ports = [port] if port is not None else [*range(DEFAULT_PORT, DEFAULT_PORT + _TRIES), 0]
    for one in ports:
        # With the protocol stated, the event loop turns off Nagle's algorithm, which would delay
        # each answer by 40 ms.
        found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, one))
            # Another server can have bound the same port and not listen yet: then this fails.
            found.listen(128)
        except (OSError, OverflowError) as error:
            found.close()
            problem = error
            continue
        return found
    raise InputError(
        [
            Problem(
                "--port",
                f"{port} on {host} ({getattr(problem, 'strerror', None) or problem})",
                "an address and port that are free",
            )
        ]
    )


def _secret(flag: str, file: str) -> str:
    try:
        raw = read_bounded(Path(file), _LARGEST_SECRET)
        # One line without its end; a space can be part of it.
        text = raw.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(flag, str(error), "a file that can be read", file)]) from None
    if len(raw) > _LARGEST_SECRET:
        raise InputError(
            [Problem(flag, f"more than {_LARGEST_SECRET:,} bytes", "a file of one line", file)]
        )
    if len(text) < 8:
        raise InputError([Problem(flag, f"{len(text)} characters", "at least 8", file)])
    return text


def _asked(*, anew: bool) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise InputError(
            [Problem("--passphrase", "no terminal to ask questions on", "--passphrase-file")]
        )
    phrase = getpass.getpass("Passphrase: ")
    if anew and phrase != getpass.getpass("Once more: "):
        raise InputError([Problem("--passphrase", "two that differ", "the same twice")])
    if anew and len(phrase) < 8:
        raise InputError([Problem("--passphrase", f"{len(phrase)} characters", "at least 8")])
    return phrase
