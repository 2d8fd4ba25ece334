"""Frames: how commits lie in a journal, one after another, each with its own checksum."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

import msgspec

from adapters.storage.rows import RowsById
from adapters.storage.shelf import Put

START = b"BATON JOURNAL 1\n"
MAGIC = b"\xb7fr\n"
HEAD = struct.Struct("<4sIIQ")  # MAGIC, length of the body, checksum, how far the file was durable before this frame

_body = msgspec.json.Decoder(list[tuple[str, int, msgspec.Raw]])


class Broken(Exception):
    """Bytes that were durable once can no longer be read; `offset` is where."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"unreadable from byte {offset}")
        self.offset = offset


def body(puts: Iterable[Put]) -> bytes:
    """The rows a commit changed, as JSON: `[["Task",12,{…}],["jobs",3,null]]`."""
    return b"[%b]" % b",".join(
        [b'["%b",%d,%b]' % (put.table.encode(), put.doc, b"null" if put.raw is None else put.raw) for put in puts]
    )


def frame(content: bytes, durable_to: int) -> bytes:
    return HEAD.pack(MAGIC, len(content), _checksum(content, durable_to), durable_to) + content


def replay(content: bytes, tables: dict[str, RowsById]) -> None:
    """Do to the tables what the commit did."""
    for table, doc, raw in _body.decode(content):
        row = bytes(raw)
        if row == b"null":
            tables.setdefault(table, {}).pop(doc, None)
        else:
            tables.setdefault(table, {})[doc] = row


def bodies(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The whole frames of a journal, each with the offset at which it ends; stops at a torn tail.

    Raises Broken where a frame is unreadable and a later one shows that it had been durable: that is no torn tail.
    """
    offset = len(START)
    while offset < len(data):
        found = _frame_at(data, offset)
        if found is None:
            if _was_durable(data, offset):
                raise Broken(offset)
            return
        content, _ = found
        offset += HEAD.size + len(content)
        yield content, offset


def _frame_at(data: bytes, offset: int) -> tuple[bytes, int] | None:
    if len(data) - offset < HEAD.size:
        return None
    magic, length, checksum, durable_to = HEAD.unpack_from(data, offset)
    content = data[offset + HEAD.size : offset + HEAD.size + length]
    if magic != MAGIC or len(content) < length or checksum != _checksum(content, durable_to):
        return None
    return content, durable_to


def _was_durable(data: bytes, offset: int) -> bool:
    """Whether a frame after this offset was written when the file was durable beyond it."""
    at = data.find(MAGIC, offset + 1)
    while at >= 0:
        found = _frame_at(data, at)
        if found is not None and found[1] > offset:
            return True
        at = data.find(MAGIC, at + 1)
    return False


def _checksum(content: bytes, durable_to: int) -> int:
    """Of the body, begun with the numbers of the head, so that a wrong one shows as well."""
    return zlib.crc32(content, (durable_to * 31 + len(content)) & 0xFFFFFFFF)
