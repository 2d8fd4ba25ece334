"""Attachments: the bytes of files that people attached, one file each in `files/` of the data folder."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from adapters.storage.disk import Disk

FOLDER = "files"
SPARE_BYTES = 256 << 20  # left on the disk for the journal, which must never meet a full one because of a picture

Wanted = Callable[[str], Awaitable[bool]]

_ID = re.compile(r"[0-9a-z-]{1,64}")


class NoRoom(Exception):
    """The disk has no room for files, or takes none."""


class Attachments(Protocol):
    """What is kept lasts before `keep` returns; nothing is found under an id that nobody kept."""

    async def keep(self, id: str, content: bytes) -> None:
        """Raises NoRoom."""
        ...

    async def read(self, id: str) -> bytes | None: ...

    async def sweep(self, wanted: Wanted, before: datetime) -> int:
        """Take away what was kept before then and nobody wants; how many."""
        ...


class MemoryAttachments:
    """For tests and trials: gone with the process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    async def keep(self, id: str, content: bytes) -> None:
        self._kept[id] = content

    async def read(self, id: str) -> bytes | None:
        return self._kept.get(id)

    async def sweep(self, wanted: Wanted, before: datetime) -> int:  # noqa: ARG002 - nothing lasts as long
        return 0


class FolderAttachments:
    """One file each, readable by its owner alone; disk work happens in threads."""

    def __init__(self, data: Path, disk: Disk, spare_bytes: int = SPARE_BYTES) -> None:
        self._folder = data / FOLDER
        self._disk = disk
        self._spare_bytes = spare_bytes

    async def keep(self, id: str, content: bytes) -> None:
        if not _ID.fullmatch(id):
            raise ValueError(f"no id of a file: {id!r}")
        await asyncio.to_thread(self._put, id, content)

    async def read(self, id: str) -> bytes | None:
        return await asyncio.to_thread(self._get, id) if _ID.fullmatch(id) else None

    async def sweep(self, wanted: Wanted, before: datetime) -> int:
        swept = 0
        for file in await asyncio.to_thread(self._older, before):
            if not await wanted(file.name):
                await asyncio.to_thread(self._disk.remove, file)
                swept += 1
        return swept

    def _put(self, id: str, content: bytes) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < self._spare_bytes + len(content):
                raise NoRoom("the disk is nearly full")
            self._disk.put(self._folder / id, content)
        except OSError as error:
            raise NoRoom(error.strerror or repr(error)) from error

    def _get(self, id: str) -> bytes | None:
        try:
            return (self._folder / id).read_bytes()
        except FileNotFoundError:
            return None

    def _older(self, before: datetime) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [file for file in self._folder.iterdir() if file.stat().st_mtime < before.timestamp()]
