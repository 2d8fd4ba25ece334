"""adapters/backups.py and exports.py: a live folder is copied whole, and only what is right is put in its place."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from adapters import backup_files
from adapters.backups import CannotCopy, back_up, home, place, read_backup, read_live, rows_of
from adapters.config import Config
from adapters.exports import read_export, write_export
from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from bot.attached import Attached
from bot.errors import StoreClosed
from bot.handoff.records import State, Task
from bot.people import Person, Team
from bot.ports import Job, Outgoing
from bot.requests import Direct, Wake
from tests.adapters.fakes import NOON, Written, person, post, team

PEOPLE = ("ana", "ben", "cleo")


async def fill(folder: Path) -> None:
    """A team of three with a message and a job, written by a store that is closed again."""
    store = await TinyDBStore.open(folder, KINDS)
    write = Written(store)
    await write(team(), *(person(one) for one in PEOPLE))
    await write(post("p1", Direct("ana"), "Hello, Ana"), Wake(key="j1", at=NOON + timedelta(days=1), action="x.do"))
    assert await store.next_number("t1", "task") == 1
    await write(person("dora"))
    await store.close()


async def contents(folder: Path) -> tuple[list[str], Outgoing | None, list[Job], int]:
    """What a Baton started on the folder finds: people, message, jobs and the next number."""
    store = await TinyDBStore.open(folder, KINDS)
    people = [one.id for one in await store.all(Person, "t1")]
    assert await store.get(Team, "", "t1") is not None
    found = (
        people,
        await store.outgoing("t1", "p1"),
        await store.due_jobs(NOON + timedelta(days=2), 9),
        await store.next_number("t1", "task"),
    )
    await store.close()
    return found


class Places:
    """Folders of one test. The commands run their own loop, so they are called outside of it."""

    def __init__(self, base: Path) -> None:
        self.full = base / "full"
        self.empty = base / "empty"
        self.file = base / "copy.json"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path)
    asyncio.run(fill(places.full))
    return places


def found_in(folder: Path) -> tuple[list[str], Outgoing | None, list[Job], int]:
    return asyncio.run(contents(folder))


def restore(file: Path, folder: Path, *, force: bool = False) -> int:
    return place(read_backup(file), file, folder, NOON, force=force)


def read_in(file: Path, folder: Path) -> int:
    return place(read_export(file), file, folder, NOON)


def check_same(folder: Path) -> None:
    people, message, jobs, number = found_in(folder)
    assert people == [*PEOPLE, "dora"]
    assert message is not None
    assert message.card.title == ("Hello, Ana",)
    assert [job.key for job in jobs] == ["j1"]
    assert number == 2


def test_a_backup_restored_into_an_empty_folder_is_the_same_team(places: Places) -> None:
    rows = back_up(places.full, places.file)
    assert restore(places.file, places.empty) == rows
    check_same(places.empty)
    check_same(places.full)


def test_an_export_imported_into_an_empty_folder_is_the_same_team(places: Places) -> None:
    write_export(places.full, places.file, NOON)
    read_in(places.file, places.empty)
    check_same(places.empty)


def test_a_backup_opens_in_stock_tinydb(places: Places) -> None:
    back_up(places.full, places.file)
    with TinyDB(places.file, access_mode="r") as database:
        assert [row["id"] for row in database.table("Person").all()] == [*PEOPLE, "dora"]


async def test_a_folder_is_copied_while_a_store_is_writing_in_it(tmp_path: Path) -> None:
    store = await TinyDBStore.open(tmp_path / "live", KINDS)
    write = Written(store)
    await write(team())
    for number in range(30):
        await write(person(f"va{number}"))
        if number % 10 == 5:
            await store.compact()
        assert len(read_live(tmp_path / "live")["Person"]) == number + 1
    await store.close()


async def test_copies_made_while_a_store_writes_and_compacts_are_each_one_instant(tmp_path: Path) -> None:
    store = await TinyDBStore.open(tmp_path / "live", KINDS)
    write = Written(store)
    await write(team())
    done = 0

    async def copies() -> list[tuple[int, list[str], int]]:
        found = []
        while done < 60:
            before = done
            rows = (await asyncio.to_thread(read_live, tmp_path / "live")).get("Person", {})
            found.append((before, [json.loads(raw)["id"] for raw in rows.values()], done))
        return found

    copying = asyncio.create_task(copies())
    for number in range(60):
        await write(person(f"va{number}"))
        done = number + 1
        if number % 4 == 3:
            await store.compact()
    for before, found, after in await copying:
        assert found == [f"va{number}" for number in range(len(found))]
        assert before <= len(found) <= after + 1
    await store.close()


def test_a_torn_tail_is_left_out_of_the_copy(places: Places) -> None:
    [journal] = sorted(places.full.glob("baton.journal.*"))
    journal.write_bytes(journal.read_bytes() + b"\xb7fr\nhalf a frame")
    assert len(read_live(places.full)["Person"]) == 4


def test_data_that_is_there_is_replaced_only_by_force_and_moved_aside(places: Places) -> None:
    back_up(places.full, places.file)
    with pytest.raises(CannotCopy, match="--force"):
        restore(places.file, places.full)
    before = (places.full / "baton.json").read_bytes()
    restore(places.file, places.full, force=True)
    check_same(places.full)
    assert (places.full / "replaced-20261123T120000" / "baton.json").read_bytes() == before


async def test_a_folder_that_a_baton_is_running_on_is_not_replaced(tmp_path: Path) -> None:
    store = await TinyDBStore.open(tmp_path / "live", KINDS)
    await Written(store)(team())
    await asyncio.to_thread(back_up, tmp_path / "live", tmp_path / "copy.json")
    with pytest.raises(StoreClosed, match="Another Baton"):
        restore(tmp_path / "copy.json", tmp_path / "live", force=True)
    await store.close()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"not json", b'{"_default":{}}', b"\x00\xff", b"[" * 100_000])
def test_a_foreign_file_changes_nothing_and_is_named_in_one_line(places: Places, content: bytes) -> None:
    places.file.write_bytes(content)
    for put_in_place in (restore, read_in):
        with pytest.raises(CannotCopy, match=r"copy\.json") as caught:
            put_in_place(places.file, places.empty)
        assert "\n" not in str(caught.value)
        assert not places.empty.exists()


def test_a_damaged_backup_is_refused(places: Places) -> None:
    back_up(places.full, places.file)
    places.file.write_bytes(places.file.read_bytes().replace(b"Hello, Ana", b"Hello, Bea"))
    with pytest.raises(CannotCopy, match="damaged"):
        restore(places.file, places.empty)


def test_a_snapshot_out_of_a_data_folder_is_no_backup(places: Places) -> None:
    with pytest.raises(CannotCopy, match="baton backup"):
        restore(places.full / "baton.json", places.empty)


def _wrong_type(export: dict[str, Any]) -> None:
    export["tables"]["Person"][1]["name"] = 7


def _twice(export: dict[str, Any]) -> None:
    export["tables"]["Person"].append(export["tables"]["Person"][0])


def _elsewhere(export: dict[str, Any]) -> None:
    export["tables"]["Person"][0]["team"] = "t9"


def _unknown(export: dict[str, Any]) -> None:
    export["tables"]["Spaceship"] = []


def _no_team(export: dict[str, Any]) -> None:
    export["tables"]["Team"] = []


def _newer(export: dict[str, Any]) -> None:
    export["format"] = 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_wrong_type, "Person number 2"),
        (_twice, "Person ana twice"),
        (_elsewhere, "a team that is not in it"),
        (_unknown, "Spaceship"),
        (_no_team, "no team"),
        (_newer, "format 2"),
    ],
)
def test_an_export_that_is_not_right_in_every_part_changes_nothing(places: Places, change: Any, said: str) -> None:
    write_export(places.full, places.file, NOON)
    export = json.loads(places.file.read_text())
    change(export)
    places.file.write_text(json.dumps(export))
    with pytest.raises(CannotCopy, match=said):
        read_in(places.file, places.empty)
    assert not places.empty.exists()


def test_an_empty_folder_has_nothing_to_copy(places: Places) -> None:
    for copy in (back_up, lambda folder, to: write_export(folder, to, NOON)):
        with pytest.raises(CannotCopy, match="no data"):
            copy(places.empty, places.file)
    assert not places.file.exists()


def test_a_place_that_cannot_be_written_is_named(places: Places, tmp_path: Path) -> None:
    nowhere = tmp_path / "no such folder" / "copy.json"
    for copy in (back_up, lambda folder, to: write_export(folder, to, NOON)):
        with pytest.raises(CannotCopy, match="cannot be written"):
            copy(places.full, nowhere)


def test_a_copy_does_not_go_among_the_data(places: Places) -> None:
    before = (places.full / "baton.json").read_bytes()
    for copy in (back_up, lambda folder, to: write_export(folder, to, NOON)):
        with pytest.raises(CannotCopy, match="belongs elsewhere"):
            copy(places.full, places.full / "baton.json")
    assert (places.full / "baton.json").read_bytes() == before


def test_a_copy_that_fails_leaves_no_half(places: Places, tmp_path: Path) -> None:
    places.file.mkdir()
    for copy in (back_up, lambda folder, to: write_export(folder, to, NOON)):
        with pytest.raises(CannotCopy, match="cannot be written"):
            copy(places.full, places.file)
    assert {file.name for file in tmp_path.iterdir()} == {"full", "copy.json"}


def test_a_damaged_folder_is_not_copied_and_says_so(places: Places) -> None:
    (places.full / "baton.json").write_bytes(b"{}")
    with pytest.raises(CannotCopy, match=r"baton\.json cannot be used"):
        back_up(places.full, places.file)
    assert not places.file.exists()


def test_copies_are_readable_by_their_owner_alone(places: Places) -> None:
    back_up(places.full, places.file)
    assert places.file.stat().st_mode & 0o077 == 0
    places.file.unlink()
    write_export(places.full, places.file, NOON)
    assert places.file.stat().st_mode & 0o077 == 0


async def never_set_up(folder: Path) -> None:
    """A Baton that was started with tokens, and that nobody has spoken to."""
    await (await TinyDBStore.open(folder, KINDS)).close()


def set_up(data: Path, **more: str) -> Config:
    return Config.model_validate({"BATON_DATA": str(data), **more})


def test_commands_find_a_team_without_its_tokens_and_else_the_sample_team(places: Places, tmp_path: Path) -> None:
    """On a server the tokens are the service's, not the shell's."""
    assert home(set_up(places.full)) == places.full
    assert home(set_up(tmp_path / "new")) == tmp_path / "new" / "sample"
    asyncio.run(never_set_up(tmp_path / "early"))
    assert home(set_up(tmp_path / "early")) == tmp_path / "early" / "sample"
    assert home(set_up(tmp_path / "new", DISCORD_TOKEN="x")) == tmp_path / "new"


def test_a_copy_goes_back_to_where_its_team_lives(places: Places, tmp_path: Path) -> None:
    team, sample = read_live(places.full), {"Team": {1: b'{"id":"studio"}'}}
    assert home(set_up(tmp_path / "new"), team) == tmp_path / "new"
    assert home(set_up(tmp_path / "new"), sample) == tmp_path / "new" / "sample"
    assert home(set_up(places.full), sample) == places.full


def test_rows_are_counted_over_all_tables() -> None:
    assert rows_of({"Person": {1: b"{}", 2: b"{}"}, "jobs": {1: b"{}"}}) == 3


def test_attached_files_go_along_each_once_and_come_back(places: Places) -> None:
    files = places.full / "files"
    files.mkdir()
    (files / "a1").write_bytes(b"photo")
    (files / "b2.new").write_bytes(b"half")  # what a crash leaves of one
    back_up(places.full, places.file)
    beside = places.file.with_name("copy.json.files")
    assert {one.name: one.read_bytes() for one in beside.iterdir()} == {"a1": b"photo"}
    (beside / "a1").touch()
    stamp = (beside / "a1").stat().st_mtime_ns
    back_up(places.full, places.file)
    assert (beside / "a1").stat().st_mtime_ns == stamp
    restore(places.file, places.empty)
    assert (places.empty / "files" / "a1").read_bytes() == b"photo"


def test_files_that_are_replaced_stay_beside_the_data_they_belong_to(places: Places) -> None:
    (places.full / "files").mkdir()
    (places.full / "files" / "a1").write_bytes(b"photo")
    back_up(places.full, places.file)
    (places.full / "files" / "c3").write_bytes(b"later")
    restore(places.file, places.full, force=True)
    assert [one.name for one in (places.full / "files").iterdir()] == ["a1"]
    (aside,) = places.full.glob("replaced-*/files")
    assert sorted(one.name for one in aside.iterdir()) == ["a1", "c3"]


def test_an_export_has_its_files_beside_it_too(places: Places) -> None:
    (places.full / "files").mkdir()
    (places.full / "files" / "a1").write_bytes(b"photo")
    write_export(places.full, places.file, NOON)
    read_in(places.file, places.empty)
    assert (places.empty / "files" / "a1").read_bytes() == b"photo"


def test_files_that_cannot_be_copied_back_are_said_before_anything_is_replaced(places: Places) -> None:
    (places.full / "files").mkdir()
    (places.full / "files" / "a1").write_bytes(b"photo")
    back_up(places.full, places.file)
    (places.full / "files" / "c3").write_bytes(b"later")
    in_the_way = places.full / "files.coming"
    in_the_way.write_bytes(b"")
    with pytest.raises(CannotCopy, match="Nothing was replaced"):
        restore(places.file, places.full, force=True)
    assert sorted(one.name for one in (places.full / "files").iterdir()) == ["a1", "c3"]
    assert not list(places.full.glob("replaced-*"))
    in_the_way.unlink()
    restore(places.file, places.full, force=True)
    check_same(places.full)
    assert [one.name for one in (places.full / "files").iterdir()] == ["a1"]
    assert not in_the_way.exists()


def test_a_restore_that_was_cut_off_after_its_files_is_done_again(places: Places) -> None:
    (places.full / "files").mkdir()
    (places.full / "files" / "a1").write_bytes(b"photo")
    (places.full / "files" / "b2").write_bytes(b"logo")
    back_up(places.full, places.file)
    backup_files.brought(backup_files.folder_of(places.file), places.empty)
    (places.empty / "files").mkdir()
    (places.empty / "files.coming" / "a1").replace(places.empty / "files" / "a1")
    restore(places.file, places.empty)
    check_same(places.empty)
    assert {one.name: one.read_bytes() for one in (places.empty / "files").iterdir()} == {"a1": b"photo", "b2": b"logo"}


def test_a_backup_that_is_cut_off_leaves_the_one_before_whole(places: Places) -> None:
    """The files go first, so that whichever table stands there has all of its own."""
    (places.full / "files").mkdir()
    (places.full / "files" / "a1").write_bytes(b"photo")
    back_up(places.full, places.file)
    before = places.file.read_bytes()
    (places.full / "files" / "b2").write_bytes(b"later")
    (backup_files.folder_of(places.file) / "b2").mkdir()
    with pytest.raises(CannotCopy, match="files cannot be copied"):
        back_up(places.full, places.file)
    assert places.file.read_bytes() == before
    restore(places.file, places.empty)
    check_same(places.empty)
    assert [one.name for one in (places.empty / "files").iterdir()] == ["a1"]


def test_a_backup_without_its_folder_says_how_many_files_are_missing(places: Places) -> None:
    files = (Attached("a1", "photo.png", 5), Attached("b2", "logo.png", 5))
    task = Task(team="t1", id="1", giver="ana", outcome="Crop", state=State.DRAFT, created_at=NOON, files=files)
    tables = {"Task": {1: msgspec.json.encode(task)}}
    assert backup_files.lacking(tables, places.empty) == 2
    (places.full / "files").mkdir()
    (places.full / "files" / "a1").write_bytes(b"photo")
    assert backup_files.lacking(tables, places.full) == 1
    assert backup_files.lacking({}, places.empty) == 0
