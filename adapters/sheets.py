"""Tables as CSV: RFC 4180 in UTF-8 with a mark, which spreadsheets open as it is, and of which none calculates."""

from __future__ import annotations

import asyncio
import csv
import io
from zoneinfo import ZoneInfo

from adapters.words import clean
from bot.sheets import Cell, Instant, Sheet

MARK = "\ufeff"  # without it Excel takes UTF-8 for something else
# What begins with one of these is calculated: OWASP ASVS 5.0, V1.2.10; the wide ones are the same to some programs.
CALCULATED = frozenset("=+-@\t\r\n\x00＝＋－＠")
QUICK_ROWS = 200  # written at once; a longer table has a thread to itself


async def written(sheet: Sheet) -> bytes:
    """The table as a file; a long one is written beside the loop."""
    if len(sheet.rows) <= QUICK_ROWS:
        return as_csv(sheet)
    return await asyncio.to_thread(as_csv, sheet)


def as_csv(sheet: Sheet) -> bytes:
    """Instants are on the clock of the sheet's zone, `2026-11-27 17:00`."""
    zone, made = ZoneInfo(sheet.zone), io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([_words(name) for name in sheet.header])
    writer.writerows([_cell(cell, zone) for cell in row] for row in sheet.rows)
    return (MARK + made.getvalue()).encode()


def _cell(cell: Cell, zone: ZoneInfo) -> str:
    match cell:
        case Instant(at=at):
            return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
        case str():
            return _words(cell)
        case float():
            return f"{cell:.2f}"
        case _:
            return str(cell)


def _words(text: str) -> str:
    """As somebody wrote it, without what cannot be seen, and never calculated."""
    text = clean(text)
    return f"'{text}" if text[:1] in CALCULATED or text.lstrip()[:1] in CALCULATED else text
