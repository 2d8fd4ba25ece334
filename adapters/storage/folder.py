"""The data folder: its lock, its snapshot and its journals, and what is said when they cannot be used."""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path

import msgspec

from adapters.storage import snapshot
from adapters.storage.disk import Disk
from adapters.storage.frames import MAGIC, START, Broken, bodies, replay
from adapters.storage.journal import Journal
from adapters.storage.moment import Moment
from adapters.storage.rows import RowsById
from bot.errors import StoreClosed

SNAPSHOT = "baton.json"
NEW = ".new"
LOCK = "baton.lock"
JOURNAL = "baton.journal."


class Folder:
    """The files of one store, taken for itself. Nothing is deleted or overwritten that was not understood."""

    def __init__(self, path: Path, disk: Disk) -> None:
        """Raises StoreClosed when the folder cannot be used or another process has it."""
        self.path = path
        self.disk = disk
        self.snapshot = path / SNAPSHOT
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreClosed(_no_folder(path, error)) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise StoreClosed(
                f"Another Baton is using {path}. Stop it first, or give this one a folder of its own (BATON_DATA)."
            ) from error

    def load(self) -> tuple[dict[str, RowsById], list[Journal]]:
        """What the snapshot and the journals hold, and the journals, the last of which is to be written on.

        An empty list says that the snapshot was restored from a backup. Raises StoreClosed.
        """
        try:
            tables, first = self._read_snapshot()
            self._clear_leftovers(first)
            numbers = self.numbers()
            if first == 0 and any(_goes_on(self.journal(number)) for number in numbers):
                raise _unusable(self.snapshot, "it is a backup, and the journals beside it are not part of it")
            if first == 0:
                return tables, []
            return tables, self._replay(first, numbers, tables)
        except OSError as error:
            raise StoreClosed(_no_folder(self.path, error)) from error

    async def save(self, moment: Moment, journal: int, to: Path) -> None:
        """A snapshot written beside `to`, then put in its place. Raises OSError."""
        new = to.with_name(to.name + NEW)
        try:
            await snapshot.write(self.disk, new, moment, journal)
            await asyncio.to_thread(self._install, new, to)
        except OSError:
            await asyncio.to_thread(self._try_to_remove, new)
            raise

    async def start_journal(self, number: int) -> Journal:
        """Raises OSError."""
        return await asyncio.to_thread(Journal, self.disk, self.journal(number))

    def contains(self, file: Path) -> bool:
        return file.resolve().parent == self.path.resolve()

    def snapshot_size(self) -> int:
        return _size(self.snapshot)

    def journal(self, number: int) -> Path:
        return self.path / f"{JOURNAL}{number:06}"

    def number(self, journal: Journal) -> int:
        return int(journal.path.name.removeprefix(JOURNAL))

    def release(self) -> None:
        os.close(self._lock)

    def _install(self, new: Path, to: Path) -> None:
        self.disk.replace(new, to)
        self.disk.sync_folder(to.parent)

    def _try_to_remove(self, path: Path) -> None:
        try:
            self.disk.remove(path)
        except OSError:
            return  # it is overwritten next time

    def _read_snapshot(self) -> tuple[dict[str, RowsById], int]:
        if not self.snapshot.exists():
            if self.numbers()[:1] not in ([], [1]):
                raise _unusable(self.snapshot, "it is missing, though there are journals that go on from it")
            return {}, 1
        try:
            return snapshot.read(self.snapshot)
        except (snapshot.Unreadable, msgspec.MsgspecError) as error:
            raise _unusable(self.snapshot, str(error)) from error

    def _clear_leftovers(self, first: int) -> None:
        """What a crash between two steps of compaction leaves: a snapshot half written, journals that it replaced."""
        self.disk.remove(self.snapshot.with_name(SNAPSHOT + NEW))
        for number in self.numbers():
            if number < first:
                self.disk.remove(self.journal(number))

    def numbers(self) -> list[int]:
        names = (file.name.removeprefix(JOURNAL) for file in self.path.glob(f"{JOURNAL}*"))
        return sorted(int(name) for name in names if name.isdecimal())

    def _replay(self, first: int, numbers: list[int], tables: dict[str, RowsById]) -> list[Journal]:
        if self.snapshot.exists() and numbers[:1] != [first]:
            raise _unusable(self.journal(first), "it is missing, though the snapshot needs it")
        journals = []
        for number in numbers or [first]:
            path = self.journal(number)
            size = _replay_file(path, tables) if path.exists() else 0
            if _goes_on(self.journal(number + 1)) and path.read_bytes()[size:].strip(b"\0"):
                raise _unusable(path, f"it is damaged from byte {size}")
            journals.append(Journal(self.disk, path, size))
        return journals


def _replay_file(path: Path, tables: dict[str, RowsById]) -> int:
    """Do what the journal says; how far it can be read."""
    data = path.read_bytes()
    if not data.startswith(START):
        if START.startswith(data.rstrip(b"\0")):
            return 0  # it was being made when the power went
        raise _unusable(path, "it is not one of Baton's")
    size = len(START)
    try:
        for content, end in bodies(data):
            replay(content, tables)
            size = end
    except (Broken, msgspec.MsgspecError) as error:
        raise _unusable(path, f"it is damaged ({error})") from error
    return size


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _goes_on(path: Path) -> bool:
    """Whether a journal holds anything, which it only does once the one before it was durable to its end."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(START) + len(MAGIC)) == START + MAGIC


def _unusable(path: Path, why: str) -> StoreClosed:
    return StoreClosed(
        f"{path} cannot be used: {why}. It was left as it is. Restore a backup into an empty folder, "
        f"or move the files of {path.parent} away to start afresh."
    )


def _no_folder(path: Path, error: OSError) -> str:
    return f"{path} cannot be used: {error.strerror}. Make it writable for Baton, or choose another (BATON_DATA)."
