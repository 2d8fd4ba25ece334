"""The snapshot: one JSON file that TinyDB opens, with the number of the journal that goes on from it."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from adapters.storage.disk import Disk
from adapters.storage.moment import Moment
from adapters.storage.rows import RowsById

FORMAT = 1
SYNC_EVERY = 8_388_608  # bytes; a large sync at the end would make commits wait
ABOUT = "baton"


class About(msgspec.Struct, frozen=True, kw_only=True):
    """The last table of the file. `crc` covers every byte before it; journal 0 is a copy that no journal goes with."""

    format: int
    journal: int
    crc: int


class Unreadable(Exception):
    """The file is not a snapshot, or no longer; `str` says what is wrong with it."""


_about = msgspec.json.Decoder(dict[str, About])
_tables = msgspec.json.Decoder(dict[str, dict[int, msgspec.Raw]])


async def save(disk: Disk, to: Path, moment: Moment, journal: int) -> None:
    """The file written beside, then put in its place. Raises OSError; then it is as it was before."""
    try:
        await _write(disk, to, moment, journal)
        await asyncio.to_thread(disk.install, to)
    except OSError:
        await asyncio.to_thread(disk.give_up, to)
        raise


async def _write(disk: Disk, to: Path, moment: Moment, journal: int) -> None:
    """Write and sync it, a slice at a time so that the loop never waits."""
    descriptor = await asyncio.to_thread(disk.begin, to)
    try:
        crc = size = synced = 0
        for piece in _pieces(moment):
            await asyncio.to_thread(disk.write_all, descriptor, piece, size)
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if size - synced > SYNC_EVERY:
                await asyncio.to_thread(disk.sync, descriptor)
                synced = size
        about = msgspec.json.encode({"1": About(format=FORMAT, journal=journal, crc=crc)})
        await asyncio.to_thread(disk.write_all, descriptor, b',"%b":%b}' % (ABOUT.encode(), about), size)
        await asyncio.to_thread(disk.sync, descriptor)
    finally:
        await asyncio.to_thread(disk.close, descriptor)


def read(path: Path) -> tuple[dict[str, RowsById], int]:
    """The rows and the number of the journal that goes on. Raises OSError, Unreadable."""
    data = path.read_bytes()
    end = data.rfind(b',"%b":' % ABOUT.encode())
    if end < 0:
        raise Unreadable("it is not one of Baton's")
    try:
        about = _about.decode(data[end + len(ABOUT) + 4 : -1])["1"]
    except (msgspec.MsgspecError, KeyError) as error:
        raise Unreadable("its end is damaged") from error
    if about.format != FORMAT:
        raise Unreadable(f"it has format {about.format} and this Baton reads format {FORMAT}")
    if zlib.crc32(memoryview(data)[:end]) != about.crc:
        raise Unreadable("it was damaged, or changed by another program")
    found = _tables.decode(data)
    del found[ABOUT]
    return {name: {doc: bytes(raw) for doc, raw in rows.items()} for name, rows in found.items()}, about.journal


def _pieces(moment: Moment) -> Iterator[bytes]:
    opening = b"{"
    for name, slices in moment.tables():
        yield b'%b"%b":{' % (opening, name.encode())
        comma = b""
        for rows in slices:
            if rows:
                yield comma + b",".join([b'"%d":%b' % row for row in rows])
                comma = b","
        yield b"}"
        opening = b","
