"""Disks that fill up, take little at a time, fail to sync, or lose power."""

from __future__ import annotations

import errno
import random
import shutil
import threading
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
    """Fails the named operations while `sick`, for all files or for those with `only` in their name.

    Before it fails it waits until `well` is set, so that a test can do something meanwhile.
    """

    def __init__(self, *fails: str, only: str = "") -> None:
        self.fails = fails
        self.only = only
        self.sick = False
        self.well = threading.Event()
        self.well.set()
        self._names: dict[int, str] = {}

    def _try(self, operation: str, name: str) -> None:
        if self.sick and operation in self.fails and self.only in name:
            self.well.wait()
            raise OSError(errno.EIO, "Input/output error")

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        self._try("write", self._names[descriptor])
        return super().write(descriptor, data, at)

    def sync(self, descriptor: int) -> None:
        self._try("sync", self._names[descriptor])
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        self._try("truncate", self._names[descriptor])
        super().truncate(descriptor, size)

    def replace(self, old: Path, new: Path) -> None:
        self._try("replace", new.name)
        super().replace(old, new)

    def open(self, path: Path) -> int:
        self._try("open", path.name)
        descriptor = super().open(path)
        self._names[descriptor] = path.name
        return descriptor


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
    """A file as it was synced last, and all it has been since."""

    def __init__(self) -> None:
        self.durable = b""
        self.since: list[bytes] = []

    @property
    def seen(self) -> bytes:
        return self.since[-1] if self.since else self.durable

    def torn(self, luck: random.Random) -> bytes:
        """As it may be after the power went: some unsynced sectors are there, some are not; any length between."""
        later = luck.choice(self.since or [self.durable])
        length = luck.choice([len(self.durable), len(later), luck.randint(*sorted((len(self.durable), len(later))))])
        whole = bytearray(self.durable.ljust(length, b"\0")[:length])
        for start in range(0, length, SECTOR):
            sector = slice(start, min(start + SECTOR, length))
            if later != self.durable and luck.random() < 0.5:
                whole[sector] = later[sector].ljust(sector.stop - start, b"\0")
        return bytes(whole)


Names = dict[str, File]


class PowerlessDisk(Disk):
    """Remembers what was synced; `lose_power` writes into a folder what may be left. `sick` makes syncs fail."""

    def __init__(self, after: Callable[[], None]) -> None:
        self.sick = False
        self._after = after
        self._open: dict[int, File] = {}
        self._seen: Names = {}
        self._durable: Names = {}
        self._changes: list[Callable[[Names], object]] = []

    def open(self, path: Path) -> int:
        descriptor = super().open(path)
        if path.name not in self._seen:
            file = File()
            self._change(lambda names: names.__setitem__(path.name, file))
        self._open[descriptor] = self._seen[path.name]
        return descriptor

    def write(self, descriptor: int, data: memoryview, at: int) -> int:
        taken = super().write(descriptor, data, at)
        seen = self._open[descriptor].seen
        self._open[descriptor].since.append(seen[:at].ljust(at, b"\0") + bytes(data[:taken]) + seen[at + taken :])
        self._after()
        return taken

    def sync(self, descriptor: int) -> None:
        if self.sick:
            self.sick = False
            raise OSError(errno.EIO, "Input/output error")
        super().sync(descriptor)
        file = self._open[descriptor]
        file.durable, file.since = file.seen, []
        self._after()

    def truncate(self, descriptor: int, size: int) -> None:
        super().truncate(descriptor, size)
        file = self._open[descriptor]
        file.since.append(file.seen[:size].ljust(size, b"\0"))
        self._after()

    def replace(self, old: Path, new: Path) -> None:
        super().replace(old, new)
        file = self._seen[old.name]

        def rename(names: Names) -> None:
            names.pop(old.name, None)
            names[new.name] = file

        self._change(rename)

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._change(lambda names: names.pop(path.name, None))

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        self._durable, self._changes = dict(self._seen), []
        self._after()

    def lose_power(self, to: Path, luck: random.Random) -> Path:
        """Any of the changes of names since the folder was synced, contents torn."""
        names = dict(self._durable)
        for change in self._changes:
            if luck.random() < 0.5:
                change(names)
        to.mkdir()
        for name, file in names.items():
            (to / name).write_bytes(file.torn(luck))
        return to

    def _change(self, change: Callable[[Names], object]) -> None:
        change(self._seen)
        self._changes.append(change)
        self._after()
