"""Disks that fill up, take little at a time, fail to sync, or lose power."""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from adapters.storage.disk import Disk

SECTOR = 512


class SmallDisk(Disk):
    """Takes `room` more bytes, and `at_once` bytes in one write; then it is full."""

    def __init__(self, room: int = 1 << 40, at_once: int = 1 << 40) -> None:
        self.room = room
        self.at_once = at_once

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = super().write(descriptor, data[: min(self.room, self.at_once)], at)
        self.room -= taken
        return taken


class SickDisk(Disk):
    """Fails the named operations while `sick`."""

    def __init__(self, *fails: str) -> None:
        self.fails = fails
        self.sick = False

    def _try(self, operation: str) -> None:
        if self.sick and operation in self.fails:
            raise OSError(errno.EIO, "Input/output error")

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        self._try("write")
        return super().write(descriptor, data, at)

    def sync(self, descriptor: int) -> None:
        self._try("sync")
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        self._try("truncate")
        super().truncate(descriptor, size)

    def replace(self, old: Path, new: Path) -> None:
        self._try("replace")
        super().replace(old, new)

    def open(self, path: Path) -> int:
        self._try("open")
        return super().open(path)


class WatchedDisk(Disk):
    """Calls `before` ahead of every operation that changes something, as that is where a process may die."""

    def __init__(self, before: Callable[[str], None]) -> None:
        self._before = before

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        self._before("write")
        return super().write(descriptor, data, at)

    def sync(self, descriptor: int) -> None:
        self._before("sync")
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        self._before("truncate")
        super().truncate(descriptor, size)

    def replace(self, old: Path, new: Path) -> None:
        self._before("replace")
        super().replace(old, new)

    def remove(self, path: Path) -> None:
        self._before("remove")
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._before("sync_folder")
        super().sync_folder(folder)


def copy_folder(folder: Path, to: Path) -> Path:
    """What a killed process leaves: the files as they are."""
    shutil.copytree(folder, to)
    return to


class File:
    """A file as the disk has it (`durable`) and as programs see it (`seen`)."""

    def __init__(self) -> None:
        self.durable = b""
        self.seen = b""

    def torn(self, luck: random.Random) -> bytes:
        """As it may be after the power went: some unsynced sectors are there, some are not; any length between."""
        if self.seen == self.durable:
            return self.durable
        length = luck.choice([len(self.durable), len(self.seen), luck.randint(0, SECTOR) + len(self.durable)])
        length = max(min(length, max(len(self.seen), len(self.durable))), min(len(self.durable), len(self.seen)))
        whole = bytearray(self.durable.ljust(length, b"\0")[:length])
        for start in range(0, length, SECTOR):
            if luck.random() < 0.5:
                whole[start : start + SECTOR] = self.seen[start : start + SECTOR].ljust(
                    len(whole[start : start + SECTOR]), b"\0"
                )
        return bytes(whole)


class PowerlessDisk(Disk):
    """Remembers what was synced; `lose_power` writes what may be left into a folder."""

    def __init__(self, after: Callable[[], None]) -> None:
        self._after = after
        self._open: dict[int, File] = {}
        self._seen: dict[str, File] = {}
        self._durable: dict[str, File] = {}

    def open(self, path: Path) -> int:
        descriptor = super().open(path)
        self._open[descriptor] = self._seen.setdefault(path.name, File())
        return descriptor

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        taken = super().write(descriptor, data, at)
        file = self._open[descriptor]
        file.seen = file.seen[:at].ljust(at, b"\0") + bytes(data[:taken]) + file.seen[at + taken :]
        self._after()
        return taken

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        self._open[descriptor].durable = self._open[descriptor].seen
        self._after()

    def truncate(self, descriptor: int, size: int) -> None:
        super().truncate(descriptor, size)
        self._open[descriptor].seen = self._open[descriptor].seen[:size].ljust(size, b"\0")
        self._after()

    def replace(self, old: Path, new: Path) -> None:
        super().replace(old, new)
        self._seen[new.name] = self._seen.pop(old.name)
        self._after()

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._seen.pop(path.name, None)
        self._after()

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        self._durable = dict(self._seen)
        self._after()

    def lose_power(self, to: Path, luck: random.Random) -> Path:
        """Names as of the last sync of the folder or as of now, contents torn."""
        to.mkdir()
        names = luck.choice([self._seen, self._durable])
        for name, file in names.items():
            (to / name).write_bytes(file.torn(luck))
        return to
