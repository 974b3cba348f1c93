"""The list of households: amounts, order, rename, duplicate, delete; the page and HTTP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.kernel.errors import InputError
from megaroth.web.pages.household_pages import name_of_copy
from megaroth.web.store.folder import Folder
from megaroth.web.store.saved_household import ChangedError, MissingError
from web_pages import app_of, script, stranger, take_in, user


def listed(page: str) -> list[str]:
    """The names of the rows, in order."""
    return re.findall(r'<th scope="row"><a href="/h/([^"]+)/">', page)


def test_the_list_has_amounts_and_can_be_sorted(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "couple", "mission_45", "unknown_rules")
    client = user(app)
    for _ in range(6):  # each request computes for a fifth of a second
        page = client.get("/").text
    assert "$44,500" in page
    assert "$0 to $38,000" in page
    assert listed(page) == ["couple", "mission_45", "unknown_rules"]
    assert listed(client.get("/?sort=amount").text)[0] == "mission_45"
    assert listed(client.get("/?sort=year").text)[-1] == "mission_45"
    assert listed(client.get("/?sort=nothing").text) == ["couple", "mission_45", "unknown_rules"]


def test_a_renamed_household_keeps_its_versions_and_overwrites_nothing(tmp_path: Path) -> None:
    folder = Folder.at(tmp_path)
    folder.write("a", "# one\n")
    folder.write("a", "# two\n")
    folder.write("taken", "# other\n")
    for name in ("taken", "../b", "", ".hidden"):
        with pytest.raises(InputError):
            folder.rename("a", name)
    assert folder.read("a").text == "# two\n"
    assert folder.read("taken").text == "# other\n"
    assert folder.rename("a", "b").text == "# two\n"
    assert folder.names() == ["b", "taken"]
    assert folder.undo("b").text == "# one\n"
    with pytest.raises(MissingError):
        folder.rename("a", "c")


def test_the_name_of_a_deleted_household_is_not_free(tmp_path: Path) -> None:
    """Its versions would otherwise become those of another household."""
    folder = Folder.at(tmp_path)
    folder.write("gone", "# gone\n")
    folder.delete("gone")
    folder.write("a", "# a\n")
    with pytest.raises(InputError):
        folder.rename("a", "gone")
    assert folder.undo("gone").text == "# gone\n"


def test_a_locked_household_stays_encrypted_under_its_new_name(tmp_path: Path) -> None:
    folder = Folder.at(tmp_path, "correct horse battery staple")
    folder.write("a", "# secret\n")
    folder.rename("a", "b")
    assert folder.read("b").text == "# secret\n"
    assert not [one for one in tmp_path.iterdir() if b"secret" in one.read_bytes()]


@pytest.mark.parametrize("action", ["rename", "delete"])
def test_a_page_that_is_out_of_date_renames_and_deletes_nothing(
    action: str, tmp_path: Path
) -> None:
    app = app_of(tmp_path)
    take_in(app, "couple")
    folder = app.state.context.folder
    old = folder.read("couple").tag
    folder.change("couple", lambda text: text + "# changed elsewhere\n")
    client = user(app)
    answer = client.post(f"/h/couple/{action}", data={"to": "other", "tag": old})
    assert answer.status_code == 409
    assert folder.names() == ["couple"]
    with pytest.raises(ChangedError):
        folder.delete("couple", tag=old)


def test_rename_duplicate_and_delete_from_the_list(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "couple")
    client = user(app)
    tag = re.search(r'name="tag" value="(\w{24})"', client.get("/").text).group(1)
    moved = client.post("/h/couple/rename", data={"to": " Smith family ", "tag": tag})
    assert moved.headers["location"] == "/h/Smith%20family/"
    copied = client.post("/h/Smith family/duplicate")
    assert copied.headers["location"] == "/h/Smith%20family%20copy/"
    assert client.post("/h/Smith family/duplicate").headers["location"].endswith("copy%202/")
    folder = app.state.context.folder
    assert folder.read("Smith family copy").text == folder.read("Smith family").text
    assert "Restore it" in client.post("/h/Smith family copy/delete").text
    assert folder.names() == ["Smith family", "Smith family copy 2"]


def test_other_sites_and_strangers_rename_and_duplicate_nothing(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "couple")
    client = user(app)
    for action in ("rename", "duplicate", "delete"):
        evil = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
        assert client.post(f"/h/couple/{action}", data={"to": "x"}, headers=evil).status_code == 403
        assert stranger(app).post(f"/h/couple/{action}", data={"to": "x"}).status_code == 403
    assert app.state.context.folder.names() == ["couple"]


def test_http_renames_and_duplicates(tmp_path: Path) -> None:
    app = app_of(tmp_path)
    take_in(app, "couple")
    client = script(app)
    at = "/api/v1/households"
    text = (EXAMPLES / "couple.toml").read_text("utf-8")
    copied = client.post(f"{at}/couple/duplicate", json={"to": "couple"})
    assert (copied.status_code, copied.json()["name"]) == (201, "couple 2")
    assert copied.json()["toml"] == text
    wrong = client.post(f"{at}/couple/rename", json={"to": "x", "tag": "0" * 24})
    assert wrong.status_code == 409
    renamed = client.post(f"{at}/couple/rename", json={"to": "x", "tag": copied.json()["tag"]})
    assert (renamed.status_code, renamed.json()["name"]) == (200, "x")
    assert client.post(f"{at}/x/rename", json={"to": "couple 2"}).status_code == 422
    assert client.post(f"{at}/x/rename", json={"to": "../y"}).status_code == 422
    assert client.get(at).json() == ["couple 2", "x"]


@pytest.mark.parametrize("name", ["a", "x" * 60, "Ends with a dot" + " ." * 30])
def test_the_name_of_a_copy_is_a_name(name: str, tmp_path: Path) -> None:
    Folder.at(tmp_path).check_name(name_of_copy(name))
