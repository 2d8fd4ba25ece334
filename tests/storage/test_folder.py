"""Folders that cannot be used are refused with words that say what to do, and are left as they were."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest

from adapters.backups import back_up
from adapters.storage.frames import START
from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import StoreClosed
from bot.requests import Record
from tests.contracts.samples import KINDS, Chore, chore, save_records
from tests.storage.conftest import Open, names
from tests.storage.disks import copy_folder


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)


async def refused(folder: Path) -> str:
    """What a person reads who starts Baton on the folder."""
    with pytest.raises(StoreClosed) as error:
        await TinyDBStore.open(folder, KINDS)
    return str(error.value)


async def test_a_folder_that_is_not_there_is_made_for_its_owner_alone(opened: Open, folder: Path) -> None:
    await save_records(await opened(folder / "deep" / "er"), chore("1"))
    for path in (folder / "deep" / "er").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE((folder / "deep" / "er").stat().st_mode) == 0o700


async def test_a_second_store_on_one_folder_is_refused(opened: Open, folder: Path) -> None:
    store = await opened()
    words = await refused(folder)
    assert str(folder) in words
    assert "Another Baton is using" in words
    assert "BATON_DATA" in words
    await save_records(store, chore("1"))
    await store.close()
    await opened()


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x89PNG\r\n", b"{}", b"[1,2]", b'{"_default": {"1": {"a": 1}}}', b'{"x":{},"baton":{"1":{}}}'],
)
async def test_a_foreign_snapshot_is_refused_and_left_alone(folder: Path, content: bytes) -> None:
    put(folder / "baton.json", content)
    words = await refused(folder)
    assert "baton.json cannot be used" in words
    assert "left as it is" in words
    assert "Restore a backup" in words
    assert (folder / "baton.json").read_bytes() == content
    assert names(folder) == {"baton.json", "baton.lock"}


@pytest.mark.parametrize("content", [b"#!/bin/sh\n", b"BATON JOURNAL 2\nx", b"\0\1"])
async def test_a_foreign_journal_is_refused_and_left_alone(folder: Path, content: bytes) -> None:
    put(folder / "baton.journal.000001", content)
    assert "not one of Baton's" in await refused(folder)
    assert (folder / "baton.journal.000001").read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"\0" * 5_000, START[:7], START[:7] + b"\0" * 9, START, START + b"\0" * 99])
async def test_a_journal_that_was_just_being_made_is_made_again(opened: Open, folder: Path, content: bytes) -> None:
    put(folder / "baton.journal.000001", content)
    await save_records(await opened(), chore("1"))


async def closed_store(opened: Open, folder: Path) -> Path:
    """The snapshot of a store that holds something."""
    store = await opened()
    await save_records(store, chore("1", "ana"))
    await store.close()
    return folder / "baton.json"


@pytest.mark.parametrize("place", [5, 40, -2, -12])
async def test_a_snapshot_with_one_wrong_bit_is_refused(opened: Open, folder: Path, place: int) -> None:
    snapshot = await closed_store(opened, folder)
    data = bytearray(snapshot.read_bytes())
    data[place] ^= 1
    snapshot.write_bytes(data)
    assert "cannot be used" in await refused(folder)
    assert snapshot.read_bytes() == data


@pytest.mark.parametrize("size", [0, 1, 50, -1])
async def test_a_snapshot_that_was_cut_is_refused(opened: Open, folder: Path, size: int) -> None:
    snapshot = await closed_store(opened, folder)
    snapshot.write_bytes(snapshot.read_bytes()[:size])
    assert "cannot be used" in await refused(folder)


async def test_a_snapshot_of_a_newer_baton_is_refused(opened: Open, folder: Path) -> None:
    snapshot = await closed_store(opened, folder)
    snapshot.write_bytes(snapshot.read_bytes().replace(b'"format":1', b'"format":2'))
    assert "format 2 and this Baton reads format 1" in await refused(folder)


async def test_a_missing_snapshot_or_journal_is_noticed(opened: Open, folder: Path) -> None:
    snapshot = await closed_store(opened, folder)
    journal = folder / max(name for name in names(folder) if "journal" in name)
    snapshot.rename(folder / "elsewhere")
    assert "baton.json cannot be used: it is missing" in await refused(folder)
    (folder / "elsewhere").rename(snapshot)
    journal.unlink()
    assert f"{journal.name} cannot be used: it is missing" in await refused(folder)


async def test_a_backup_put_beside_foreign_journals_is_refused(opened: Open, folder: Path, tmp_path: Path) -> None:
    store = await opened()
    await save_records(store, chore("1"))
    await asyncio.to_thread(back_up, folder, tmp_path / "backup.json")
    await save_records(store, chore("2"))
    (folder / "baton.json").write_bytes((tmp_path / "backup.json").read_bytes())
    assert "not part of it" in await refused(copy_folder(folder, tmp_path / "left"))


async def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("hello")
    assert "choose another (BATON_DATA)" in await refused(tmp_path / "file")
    assert "Make it writable" in await refused(tmp_path / "file" / "below")


async def test_a_record_that_this_version_cannot_read_is_named(opened: Open, folder: Path) -> None:
    await closed_store(opened, folder)
    stricter = type("Chore", (Record,), {"__annotations__": {"price": int}}, frozen=True, kw_only=True)
    with pytest.raises(StoreClosed, match=r"holds a Chore that this Baton cannot read.*price"):
        await TinyDBStore.open(folder, [stricter])
    assert await (await opened()).get(Chore, "t", "1") is not None


async def test_records_of_a_kind_that_is_no_longer_known_are_kept(opened: Open, folder: Path) -> None:
    await closed_store(opened, folder)
    store = await TinyDBStore.open(folder, [])
    await store.compact()
    await store.close()
    assert await (await opened()).get(Chore, "t", "1") == chore("1", "ana", revision=1)
