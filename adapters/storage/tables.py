"""Tables: everything a store holds in memory, as the last commit left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from adapters.storage.codec import Age, Answered, Number, Standing
from adapters.storage.indexes import Indexes
from adapters.storage.moment import Moment
from adapters.storage.rows import Documents, Live, Rows, RowsById
from adapters.storage.shelf import Put, RecordShelf, Shelf
from bot.ports import Job, Outgoing, R

JOBS, OUTBOX, INBOX, NUMBERS = "jobs", "outbox", "inbox", "numbers"


class Tables:
    """The records by kind, the jobs, the outbox, the inbox, and the numbers that were given out."""

    def __init__(self, rows: dict[str, RowsById] | None = None) -> None:
        self._storage = Rows(rows)
        self.rows = self._storage.tables
        self.jobs = Shelf(self._documents(JOBS), Job, Job, attrgetter("team", "key"))
        self.outbox = Shelf(self._documents(OUTBOX), Outgoing, Standing, attrgetter("team", "key"))
        self.inbox = Shelf(self._documents(INBOX), Answered, Age, lambda answered: ("", answered.id))
        self.numbers = Shelf(self._documents(NUMBERS), Number, Number, attrgetter("team", "kind"))
        self._records: dict[str, RecordShelf[Any]] = {}
        self._shelves: dict[str, Shelf[Any]] = {
            JOBS: self.jobs,
            OUTBOX: self.outbox,
            INBOX: self.inbox,
            NUMBERS: self.numbers,
        }
        self._moment: Moment | None = None
        self._new_numbers: dict[tuple[str, str], Number] = {}
        self.inbox.file_all()
        self.numbers.file_all()

    def records(self, kind: type[R]) -> RecordShelf[R]:
        """The shelf of one kind, its rows filed when first asked for; rows of kinds nobody asks for are just kept."""
        shelf: RecordShelf[R] | None = self._records.get(kind.__name__)
        if shelf is None:
            shelf = RecordShelf(self._documents(kind.__name__), kind)
            shelf.file_all()
            self._records[kind.__name__] = self._shelves[kind.__name__] = shelf
        return shelf

    def apply(self, puts: Iterable[Put]) -> list[Put]:
        """Change all the rows, each of which is named once; what changes them back."""
        back = [self._shelves[put.table].apply(put) for put in puts]
        if self._moment is not None:
            self._moment.keep(back)
        return back

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        """The rows as they are now, for as long as the block runs; one at a time."""
        self._moment = Moment(self.rows)
        try:
            yield self._moment
        finally:
            self._moment = None

    def indexes(self) -> list[Indexes]:
        """Of the kinds that are searched."""
        return [shelf.indexes for shelf in self._records.values() if shelf.indexes is not None]

    def answered(self) -> list[bytes]:
        """The rows of the inbox, each to be read as an Age."""
        return list(self.rows[INBOX].values())

    def next_number(self, team: str, kind: str) -> int:
        found = self._new_numbers.get((team, kind)) or self.numbers.get(team, kind)
        last = found.last + 1 if found else 1
        self._new_numbers[team, kind] = Number(team=team, kind=kind, last=last)
        return last

    def take_new_numbers(self) -> list[Put]:
        """The numbers given out since they were last written, to be part of the next frame."""
        if not self._new_numbers:
            return []
        puts = [self.numbers.change(number) for number in self._new_numbers.values()]
        self._new_numbers.clear()
        return puts

    def keep_new_numbers(self, puts: Iterable[Put]) -> None:
        """Numbers whose frame was lost: given out all the same, so they are written with the next one."""
        for put in puts:
            if isinstance(put.value, Number):
                self._new_numbers.setdefault((put.value.team, put.value.kind), put.value)

    def database(self) -> Live:
        return Live(storage=lambda: self._storage)

    def _documents(self, name: str) -> Documents:
        self.rows.setdefault(name, {})
        return Documents(self._storage, name)
