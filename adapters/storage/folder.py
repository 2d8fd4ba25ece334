"""The data folder of a running store: its lock, and its files opened to be written."""

from __future__ import annotations

import asyncio
import fcntl
import os
from pathlib import Path

from adapters.storage import snapshot
from adapters.storage.disk import Disk, beside
from adapters.storage.files import JOURNAL, Files
from adapters.storage.journal import Journal
from adapters.storage.moment import Moment
from adapters.storage.rows import RowsById
from bot.errors import StoreClosed

LOCK = "baton.lock"


def in_use(path: Path) -> bool:
    """Whether a process has the folder; it is only looked at."""
    try:
        lock = os.open(path / LOCK, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(lock)
    return False


class Folder(Files):
    """The files of one store, taken for itself. Nothing is deleted or overwritten that was not understood."""

    def __init__(self, path: Path, disk: Disk) -> None:
        """Raises StoreClosed when the folder cannot be used or another process has it."""
        super().__init__(path)
        self.disk = disk
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
            found = self.read()
            self._clear_leftovers(found.first)
            sizes = found.sizes or ({found.first: 0} if found.first else {})
            return found.tables, [Journal(self.disk, self.journal(number), size) for number, size in sizes.items()]
        except OSError as error:
            raise StoreClosed(_no_folder(self.path, error)) from error

    async def save(self, moment: Moment, journal: int) -> None:
        """The snapshot anew, with the number of the journal that goes on from it. Raises OSError."""
        await snapshot.save(self.disk, self.snapshot, moment, journal)

    async def start_journal(self, number: int) -> Journal:
        """Raises OSError."""
        return await asyncio.to_thread(Journal, self.disk, self.journal(number))

    def number(self, journal: Journal) -> int:
        return int(journal.path.name.removeprefix(JOURNAL))

    def release(self) -> None:
        os.close(self._lock)

    def _clear_leftovers(self, first: int) -> None:
        """What a crash between two steps of compaction leaves: a snapshot half written, journals that it replaced."""
        self.disk.remove(beside(self.snapshot))
        for number in self.numbers():
            if number < first:
                self.disk.remove(self.journal(number))


def _no_folder(path: Path, error: OSError) -> str:
    return f"{path} cannot be used: {error.strerror}. Make it writable for Baton, or choose another (BATON_DATA)."
