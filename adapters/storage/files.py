"""The files of a data folder as they lie there: looked at, never changed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from adapters.storage import snapshot
from adapters.storage.frames import MAGIC, START, Broken, bodies, replay
from adapters.storage.rows import RowsById
from bot.errors import StoreClosed

SNAPSHOT = "baton.json"
JOURNAL = "baton.journal."
TRIES = 20


class Found(NamedTuple):
    """The rows; the number of the journal that goes on from the snapshot, 0 after a backup; how far each is durable."""

    tables: dict[str, RowsById]
    first: int
    sizes: dict[int, int]


class Files:
    """The snapshot and the journals of one folder, whoever may be writing them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.snapshot = path / SNAPSHOT

    def hold_data(self) -> bool:
        return self.snapshot.exists() or any(_size(self.journal(number)) > len(START) for number in self.numbers())

    def contain(self, file: Path) -> bool:
        return file.resolve().parent == self.path.resolve()

    def peek(self) -> dict[str, RowsById]:
        """Everything as of some instant just now, whether or not a store is writing. Raises OSError, StoreClosed."""
        for _ in range(TRIES):
            try:
                return self.read().tables
            except (FileNotFoundError, StoreClosed):
                continue  # a running store may have compacted its journals between two of our reads
        return self.read().tables

    def read(self) -> Found:
        """What the snapshot and the journals hold. Raises OSError, and StoreClosed when they do not fit together."""
        tables, first = self._read_snapshot()
        # Listed after the snapshot was read: all but the last of them are complete by then.
        numbers = [number for number in self.numbers() if number >= first]
        if first == 0 and any(_goes_on(self.journal(number)) for number in numbers):
            raise unusable(self.snapshot, "it is a backup, and the journals beside it are not part of it")
        if first == 0:
            return Found(tables, first, {})
        if self.snapshot.exists() and numbers[:1] != [first]:
            raise unusable(self.journal(first), "it is missing, though the snapshot needs it")
        return Found(tables, first, {number: self._replay(number, tables) for number in numbers})

    def numbers(self) -> list[int]:
        names = (file.name.removeprefix(JOURNAL) for file in self.path.glob(f"{JOURNAL}*"))
        return sorted(int(name) for name in names if name.isdecimal())

    def journal(self, number: int) -> Path:
        return self.path / f"{JOURNAL}{number:06}"

    def snapshot_size(self) -> int:
        return _size(self.snapshot)

    def _read_snapshot(self) -> tuple[dict[str, RowsById], int]:
        if not self.snapshot.exists():
            if self.numbers()[:1] not in ([], [1]):
                raise unusable(self.snapshot, "it is missing, though there are journals that go on from it")
            return {}, 1
        try:
            return snapshot.read(self.snapshot)
        except (snapshot.Unreadable, msgspec.MsgspecError) as error:
            raise unusable(self.snapshot, str(error)) from error

    def _replay(self, number: int, tables: dict[str, RowsById]) -> int:
        """Do what the journal says; how far it can be read."""
        path = self.journal(number)
        data = path.read_bytes()
        size = _replayed(path, data, tables)
        if data[size:].strip(b"\0") and _goes_on(self.journal(number + 1)):
            raise unusable(path, f"it is damaged from byte {size}")
        return size


def unusable(path: Path, why: str) -> StoreClosed:
    return StoreClosed(
        f"{path} cannot be used: {why}. It was left as it is. Restore a backup into an empty folder, "
        f"or move the files of {path.parent} away to start afresh."
    )


def _replayed(path: Path, data: bytes, tables: dict[str, RowsById]) -> int:
    if not data.startswith(START):
        if START.startswith(data.rstrip(b"\0")):
            return 0  # it was being made when the power went
        raise unusable(path, "it is not one of Baton's")
    size = len(START)
    try:
        for content, end in bodies(data):
            replay(content, tables)
            size = end
    except (Broken, msgspec.MsgspecError) as error:
        raise unusable(path, f"it is damaged ({error})") from error
    return size


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _goes_on(path: Path) -> bool:
    """Whether a journal holds anything, which it only does once the one before it was durable to its end."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(START) + len(MAGIC)) == START + MAGIC
