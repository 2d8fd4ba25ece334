"""Tables that are taken along as files: a name, a header and rows, never more than every platform takes."""

from __future__ import annotations

from datetime import datetime

import msgspec

ROWS_MOST = 10_000
CHARACTERS_MOST = 1_500_000  # of at most four bytes each, so within the 8 MB of `bot.attached.FILE_BYTES`


class Instant(msgspec.Struct, frozen=True, tag=True):
    """An aware UTC instant in a cell, written on the clock of the sheet's zone."""

    at: datetime


Cell = str | int | float | Instant
Row = tuple[Cell, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A table for one reader. `name` is the file's, `alt` says in words how much is in it, `zone` is the reader's.

    A float is an amount of two decimals, a calendar day a `str` in ISO.
    """

    name: str
    alt: str
    zone: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
