"""Tables: everything a store holds in memory, as the last commit left it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import msgspec

from adapters.storage.codec import Answered, Number
from adapters.storage.rows import Documents, Rows, RowsById
from adapters.storage.shelf import Put, Shelf
from bot.ports import Job, Outgoing, R
from bot.requests import Record

JOBS, OUTBOX, INBOX, NUMBERS = "jobs", "outbox", "inbox", "numbers"


class Tables:
    """The records by kind, the jobs, the outbox, the inbox, and the numbers that were given out."""

    def __init__(self, rows: dict[str, RowsById] | None = None) -> None:
        self._storage = Rows(rows)
        self.rows = self._storage.tables
        self.jobs = Shelf(self._documents(JOBS), Job, lambda job: (job.team, job.key))
        self.outbox = Shelf(self._documents(OUTBOX), Outgoing, lambda row: (row.team, row.key))
        self.inbox = Shelf(self._documents(INBOX), Answered, lambda answered: ("", answered.id))
        self.numbers = Shelf(self._documents(NUMBERS), Number, lambda number: (number.team, number.kind))
        self._records: dict[str, Shelf[Record]] = {}
        self._others = {JOBS: self.jobs, OUTBOX: self.outbox, INBOX: self.inbox, NUMBERS: self.numbers}
        self._new_numbers: dict[tuple[str, str], Number] = {}

    def records(self, kind: type[R]) -> Shelf[R]:
        """The shelf of one kind, its rows filed when first asked for; rows of kinds nobody asks for are just kept."""
        shelf = self._records.get(kind.__name__)
        if shelf is None:
            made = Shelf(self._documents(kind.__name__), kind, lambda r: (r.team, r.id), lambda r: r.terms())
            for _ in made.load():
                pass
            shelf = self._records[kind.__name__] = cast("Shelf[Record]", made)
        return cast("Shelf[R]", shelf)

    def apply(self, puts: Iterable[Put]) -> list[Put]:
        """Change all the rows; what changes them back, in the order to do it."""
        back = [self._apply(put) for put in puts]
        back.reverse()
        return back

    def next_number(self, team: str, kind: str) -> int:
        found = self._new_numbers.get((team, kind)) or self.numbers.get(team, kind)
        last = found.last + 1 if found else 1
        self._new_numbers[team, kind] = Number(team=team, kind=kind, last=last)
        return last

    def take_new_numbers(self) -> list[Put]:
        """The numbers given out since they were last written, to be part of the next frame."""
        puts = [self.numbers.change(number) for number in self._new_numbers.values()]
        self._new_numbers.clear()
        return puts

    def keep_new_numbers(self, puts: Iterable[Put]) -> None:
        """Numbers whose frame was lost: given out all the same, so they are written with the next one."""
        for put in puts:
            if isinstance(put.value, Number):
                self._new_numbers.setdefault((put.value.team, put.value.kind), put.value)

    def _apply(self, put: Put) -> Put:
        shelf = cast("Shelf[msgspec.Struct]", self._others.get(put.table) or self._records[put.table])
        if put.raw is None:
            return shelf.apply(put, None)
        return shelf.apply(put, put.value or shelf.codec.decode(put.raw))

    def _documents(self, name: str) -> Documents:
        return Documents(self._storage, name)
