"""Indexes: what rows of one kind are searched by, told of what has changed piece by piece, before a search at last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from adapters.storage.index import Index
from adapters.storage.rows import RowsById
from bot.requests import Record
from bot.searching import Sought, Wanted

PIECE = 16  # rows, a millisecond or two: so long nobody else has a turn


class Indexes:
    """One a team. Until `catch_up` is done they do not know all the rows, so ask for that first."""

    def __init__(self, rows: RowsById, read: Callable[[bytes], Record]) -> None:
        self._rows = rows
        self._read = read
        self._by_team: dict[str, Index] = {}
        self._behind: dict[int, bytes | None] = {}

    @property
    def behind(self) -> int:
        """How many rows have changed that are not looked through yet."""
        return len(self._behind)

    def changed(self, doc: int, before: bytes | None) -> None:
        """The row is another one now, or gone; what it was before, None if it is new."""
        self._behind.setdefault(doc, before)

    def catch_up(self) -> Iterator[None]:
        """Look through the rows that have changed, and pause after every piece of them."""
        while self._behind:
            for doc in list(islice(self._behind, PIECE)):
                known, now = self._behind.pop(doc), self._rows.get(doc)
                if known != now:
                    self._tell(doc, known, now)
            if self._behind:
                yield

    def found(self, team: str, wanted: Wanted, skip: int, limit: int) -> tuple[list[int], int]:
        """Documents in the order that Store.search promises, and how many there are in all."""
        index = self._by_team.get(team)
        return index.found(wanted, skip, limit) if index else ([], 0)

    def _tell(self, doc: int, known: bytes | None, now: bytes | None) -> None:
        before, after = self._record(known), self._record(now)
        one = after or before
        if one is not None:
            index = self._by_team.setdefault(one.team, Index())
            index.change(doc, _sought(before), _sought(after))

    def _record(self, raw: bytes | None) -> Record | None:
        return None if raw is None else self._read(raw)


def _sought(record: Record | None) -> Sought | None:
    return None if record is None else record.sought()
