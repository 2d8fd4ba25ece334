"""The focus log as a file, for the one whose log it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.exporting import answer, sheet
from bot.focus.records import Entry
from bot.focus.rules import focused
from bot.people import Person
from bot.requests import Outcome
from bot.sheets import Instant, Row
from bot.times import local
from bot.ui import When

COLUMNS = ("at", "minutes", "focus", "kind", "area", "deal", "text")


def as_file(entries: Iterable[Entry], since: datetime, reader: Person, now: datetime) -> Outcome:
    """A row for each entry."""
    words = reader.words()
    header = [words.plain(f"focus.column_{name}", zone=reader.zone) for name in COLUMNS]
    rows = [row_of(entry, reader) for entry in entries]
    made = sheet(f"focus-{local(now, reader.zone):%Y-%m-%d}", header, rows, reader)
    return answer(words("focus.file_title", since=When(since, "date")), made, reader)


def row_of(entry: Entry, reader: Person) -> Row:
    """In the order of COLUMNS; `focus` are those of the minutes that count as such."""
    words = reader.words()
    return (
        Instant(entry.at),
        entry.minutes,
        focused([entry]),
        words.plain(f"focus.kind_{entry.kind}"),
        entry.area,
        words.plain(f"focus.with_{entry.deal_with}") if entry.deal_with else "",
        entry.text,
    )
