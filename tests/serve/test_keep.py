"""Is what is kept found again, by its owner alone, and is what is deleted gone?"""

from __future__ import annotations

import stat
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoderm.errors import FileProblem
from exoderm.serve.keep import Keep
from exoderm.serve.settings import folder

SECRET = "a sentence that stands on no other page"


def raw(data: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(data.iterdir()))


def test_what_is_deleted_stands_in_no_file_any_more(tmp_path: Path) -> None:
    keep = Keep(tmp_path / "data", 30, 500)
    id_ = keep.new("mine")
    keep.judged(id_, {"document": {"text": SECRET * 50}}, "", "done")
    assert SECRET.encode() in raw(tmp_path / "data")
    assert keep.delete(id_)
    assert keep.get(id_) is None
    assert SECRET.encode() not in raw(tmp_path / "data")
    assert not keep.delete(id_)


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    keep = Keep(tmp_path / "data", 30, 500)
    keep.new("mine")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    for path in (tmp_path / "data").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_after_its_days_it_is_deleted_when_the_next_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Keep(tmp_path / "data", 1, 500)
    old = keep.new("old")
    keep.judged(old, {"document": {"text": SECRET * 50}}, "", "done")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 0.9 * 86_400)
    keep.new("within a day")
    assert keep.get(old) is not None
    monkeypatch.setattr(time, "time", lambda: now + 1.1 * 86_400)
    assert keep.get(old) is None, "it is not shown any more, even before it is deleted"
    assert [k.name for k in keep.recent()] == ["within a day"]
    keep.new("after it")
    assert SECRET.encode() not in raw(tmp_path / "data")


def test_beyond_the_number_allowed_the_oldest_go(tmp_path: Path) -> None:
    keep = Keep(tmp_path / "data", 30, 5)
    ids = [keep.new(str(i)) for i in range(9)]
    keep.purge()
    assert [k.id for k in keep.recent()] == ids[:-6:-1]


def test_ids_are_random_and_long(tmp_path: Path) -> None:
    keep = Keep(tmp_path / "data", 30, 500)
    ids = {keep.new("x") for _ in range(50)}
    assert len(ids) == 50
    assert all(len(i) == 32 for i in ids)
    assert len({i[:4] for i in ids}) > 40  # no common beginning, no counter


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Keep:
    return Keep(tmp_path_factory.mktemp("table"), 30, 10_000)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_data_and_never_part_of_a_statement(table: Keep, name: str, said: str) -> None:
    name, said = (t.encode("utf-8", "ignore").decode().replace("\x00", "") for t in (name, said))
    id_ = table.new(name)
    table.state(id_, "stopped", said)
    found = table.get(id_)
    assert found is not None
    assert (found.name, found.said) == (name, said)
    assert table.get(f"{id_}' or '1'='1") is None


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileProblem) as refusal:
        Keep(tmp_path / "file" / "data", 30, 500)
    assert refusal.value.code == "file.unwritable"
    assert "--data" in refusal.value.sentence()


def test_the_folder_is_the_user_s_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert folder() == tmp_path / "exoderm"
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".local" / "share" / "exoderm"


def test_deleting_takes_one_button_each_and_one_for_all(open_page: Any, judged: Any) -> None:
    from .conftest import WORDS, telling

    page = open_page(telling(judged))
    addresses = [page.post("/appraise", text=WORDS, name=f"n{i}.txt").headers["location"] for i in range(3)]
    assert page.post(f"{addresses[0]}/delete").headers["location"] == "/"
    assert page.get(addresses[0]).status_code == 404
    assert page.get(f"{addresses[0]}.json").status_code == 404
    assert page.get(addresses[1]).status_code == 200
    assert page.post("/delete-all").status_code == 303
    assert [page.get(a).status_code for a in addresses] == [404] * 3
    assert "Nothing is kept." in page.get("/").text


def test_a_server_that_others_hear_lists_nothing(open_page: Any, judged: Any) -> None:
    from .conftest import WORDS, telling

    page = open_page(telling(judged), host="0.0.0.0", names=("127.0.0.1",))
    address = page.post("/appraise", text=WORDS, name="private.txt").headers["location"]
    assert "private.txt" not in page.get("/").text
    assert page.get(address).status_code == 200
