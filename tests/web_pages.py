"""The page in a test: a folder, a session that is open, a client that asks as the page itself
would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from conftest import ROOT
from megaroth.law.figures import Figures
from megaroth.law.law_book import PUBLISHED
from megaroth.web.app import make_app
from megaroth.web.server.context import ServerContext
from megaroth.web.server.session import Session
from megaroth.web.store.folder import Folder

HOST = "127.0.0.1:8417"
FROM_THE_PAGE = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
KEY = "a-key-for-scripts"
EXAMPLES = ROOT / "examples"


def app_of(folder: Path, figures: tuple[Figures, ...] = (), **session: Any) -> FastAPI:
    """The page of a folder."""
    context = ServerContext(Folder.at(folder), Session(**{"api_key": KEY, **session}))
    context.law_book = PUBLISHED.with_figures(*figures)
    return make_app(context, hosts=[HOST, "localhost:8417"])


def stranger(app: FastAPI, **headers: str) -> TestClient:
    """Somebody without a session."""
    return TestClient(app, base_url=f"http://{HOST}", headers=headers, follow_redirects=False)


def user(app: FastAPI) -> TestClient:
    """The one who opened the printed address."""
    client = stranger(app, **FROM_THE_PAGE)
    opened = client.get(f"/start?token={app.state.context.session.token}")
    assert opened.status_code == 303
    return client


def script(app: FastAPI) -> TestClient:
    """A program with the key."""
    return stranger(app, authorization=f"Bearer {KEY}")


def take_in(app: FastAPI, *names: str) -> None:
    """Examples into the folder."""
    for name in names:
        app.state.context.folder.write(name, (EXAMPLES / f"{name}.toml").read_text("utf-8"))
