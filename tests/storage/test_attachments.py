"""adapters/storage/attachments.py and adapters/sweeping.py: what is kept lasts, what nobody needs goes."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from adapters.discord_chat.open_forms import OpenForm
from adapters.storage.attachments import FolderAttachments, NoRoom
from adapters.storage.disk import Disk
from adapters.storage.memory_store import MemoryStore
from adapters.sweeping import KEPT_FOR, swept_before
from bot.attached import NAME_MOST, Attached, named
from bot.checkins.records import Promise, Proof
from bot.handoff.records import State, Task
from bot.ports import Commit
from bot.recurrence import Recurrence
from bot.requests import Outcome
from bot.systems.records import System
from bot.ui import FilesField, Form
from tests.dialogs.world import MONDAY, TEAM

NOW = datetime.now(UTC)


class Dies(Exception):
    """The process ends here."""


class Dying(Disk):
    """Dies as a file is put in its place, or with `removals` as so many were taken away."""

    def __init__(self, removals: int = -1) -> None:
        self._removals = removals

    def replace(self, old: Path, new: Path) -> None:
        raise Dies

    def remove(self, path: Path) -> None:
        if path.exists():
            if self._removals == 0:
                raise Dies
            self._removals -= 1
        super().remove(path)


class Full(Disk):
    """Takes nothing any more."""

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        raise OSError(28, "No space left on device")


async def test_what_is_kept_is_read_again_by_its_id_alone(tmp_path: Path) -> None:
    files = FolderAttachments(tmp_path, Disk())
    await files.keep("a1", b"photo")
    assert await files.read("a1") == b"photo"
    assert await FolderAttachments(tmp_path, Disk()).read("a1") == b"photo"
    assert await files.read("b2") is None
    assert (tmp_path / "files" / "a1").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("id", ["", "../baton.json", "a/b", ".", "A1", "a" * 65, "a1.new", "a\0b"])
async def test_no_other_id_reaches_the_disk(tmp_path: Path, id: str) -> None:
    (tmp_path / "baton.json").write_bytes(b"secret")
    files = FolderAttachments(tmp_path, Disk())
    assert await files.read(id) is None
    with pytest.raises(ValueError, match="no id"):
        await files.keep(id, b"x")


async def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(NoRoom, match="No space"):
        await FolderAttachments(tmp_path, Full()).keep("a1", b"photo")
    assert list((tmp_path / "files").iterdir()) == []


async def test_room_is_left_for_the_journal(tmp_path: Path) -> None:
    usage = shutil.disk_usage(tmp_path)
    files = FolderAttachments(tmp_path, Disk(), spare_bytes=usage.free + (1 << 40))
    with pytest.raises(NoRoom, match="nearly full"):
        await files.keep("a1", b"photo")


async def test_what_no_task_or_promise_has_goes_a_day_later(tmp_path: Path) -> None:
    files, store = FolderAttachments(tmp_path, Disk()), MemoryStore()
    for one in ("a1", "b2", "c3", "d4", "e5", "f6"):
        await files.keep(one, b"photo")
    for one in ("a1", "b2", "c3", "e5", "f6"):
        old = (NOW - KEPT_FOR - timedelta(hours=1)).timestamp()
        os.utime(tmp_path / "files" / one, (old, old))
    task = Task(team=TEAM.id, id="1", giver="olivia", outcome="Crop", state=State.DRAFT, created_at=MONDAY)
    task = replace(task, files=(Attached("a1", "photo.png", 5),))
    monday = Recurrence(rule="FREQ=WEEKLY", first=MONDAY.date())
    system = System(
        team=TEAM.id, id="1", giver="olivia", outcome="Crop", recurrence=monday, minutes=540, zone="UTC",
        created_at=MONDAY, files=(Attached("e5", "logo.png", 5),),
    )  # fmt: skip
    shown = Proof(by="olivia", at=MONDAY, files=(Attached("f6", "page.png", 5),))
    promise = Promise(
        team=TEAM.id, id="1", by="olivia", to="pat", text="Publish", due_at=MONDAY, made_at=MONDAY, proofs=(shown,)
    )
    outcome = Outcome(records=(TEAM, task, system, promise))
    await (await store.commit(Commit(request_id="r1", team=TEAM.id, at=MONDAY, outcome=outcome)))
    assert await swept_before(store, files, NOW - KEPT_FOR) == 2
    assert sorted(one.name for one in (tmp_path / "files").iterdir()) == ["a1", "d4", "e5", "f6"]


async def test_a_crash_while_a_file_is_kept_or_swept_leaves_work_for_the_next_start_alone(tmp_path: Path) -> None:
    files, store = FolderAttachments(tmp_path, Disk()), MemoryStore()
    fields = (FilesField(name="files", label="Files"),)
    form = Form(key="k1", title="Hand in", action="handoff.hand_in", fields=fields, submit="Hand in")
    chosen = (Attached("a1", "photo.png", 5),)
    still_open = OpenForm(team="", id="k1", account="discord:1", form=form, opened_at=MONDAY, files=chosen)
    outcome = Outcome(records=(TEAM, still_open))
    await (await store.commit(Commit(request_id="r1", team="", at=MONDAY, outcome=outcome)))
    for one in ("a1", "b2", "c3"):  # of the last two nothing was committed before the crash
        await files.keep(one, b"photo")
    with pytest.raises(Dies):
        await FolderAttachments(tmp_path, Dying()).keep("d4", b"photo")
    assert await files.read("d4") is None
    later = datetime.now(UTC) + timedelta(seconds=1)
    with pytest.raises(Dies):
        await swept_before(store, FolderAttachments(tmp_path, Dying(removals=1)), later)
    assert await swept_before(store, files, later) == 2
    assert [one.name for one in (tmp_path / "files").iterdir()] == ["a1"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\photo.png", "photo.png"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie: x.png"),
        ("evil\u202egnp.exe", "evil gnp.exe"),
        ("\u200b", "file"),
        ("..", "file"),
        ("", "file"),
        ("日本語.csv", "日本語.csv"),
    ],
)
def test_a_name_is_its_last_part_without_what_cannot_be_seen(given: str, name: str) -> None:
    assert named(given) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = named("x" * 300 + ".png")
    assert len(name) == NAME_MOST
    assert name.endswith(".png")
