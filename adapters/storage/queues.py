"""What waits its turn: jobs, messages and old request ids. Told of a change only once it is durable."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice, takewhile

from adapters.storage.sorted_keys import SortedKeys
from bot.ports import Outgoing
from bot.requests import Place

EVER = datetime(1, 1, 1, tzinfo=UTC)

TimeKey = tuple[datetime, str, str, int]  # when, team, key, document id


class TimeQueue:
    """Rows by an instant: jobs by when to fire, request ids by when they were answered."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[TimeKey, bytes]] = {}
        self._keys: SortedKeys[TimeKey] = SortedKeys()

    def set(self, doc: int, key: tuple[datetime, str, str], raw: bytes) -> None:
        self.drop(doc)
        self._rows[doc] = ((*key, doc), raw)
        self._keys.add((*key, doc))

    def drop(self, doc: int) -> None:
        old = self._rows.pop(doc, None)
        if old is not None:
            self._keys.remove(old[0])

    def until(self, at: datetime) -> Iterator[bytes]:
        """Rows of `at` and earlier, earliest first; to be read before anything changes."""
        return (self._rows[key[3]][1] for key in takewhile(lambda key: key[0] <= at, self._keys))

    def first_at(self) -> datetime | None:
        first = self._keys.first()
        return first[0] if first else None


HeadKey = tuple[datetime, int, int]  # when to try, order, document id


class Waiting:
    """One pending message: where it goes, when, and its row."""

    __slots__ = ("doc", "order", "place", "raw", "retry_at")

    def __init__(self, doc: int, row: Outgoing, raw: bytes) -> None:
        self.doc = doc
        self.place: tuple[str, Place] = (row.team, row.to)
        self.order = row.order
        self.retry_at = row.retry_at or EVER
        self.raw = raw

    def head_key(self) -> HeadKey:
        return self.retry_at, self.order, self.doc


class OutboxQueue:
    """Pending messages. Each place has its own line; the heads of the lines are kept by when to try them."""

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}
        self._lines: dict[tuple[str, Place], list[tuple[int, int]]] = {}  # place -> (order, document id)
        self._heads: SortedKeys[HeadKey] = SortedKeys()

    def set(self, doc: int, row: Outgoing, raw: bytes) -> None:
        old = self._waiting.pop(doc, None)
        if old is not None:
            self._leave(old)
        if row.pending():
            self._join(Waiting(doc, row, raw))

    def ready(self, now: datetime, limit: int) -> list[bytes]:
        heads = takewhile(lambda key: key[0] <= now, self._heads)
        return [self._waiting[doc].raw for _, _, doc in islice(heads, limit)]

    def next_retry_at(self, now: datetime) -> datetime | None:
        after = self._heads.after((now, 2**63, 0))
        return after[0] if after else None

    def _join(self, new: Waiting) -> None:
        self._waiting[new.doc] = new
        line = self._lines.setdefault(new.place, [])
        if line:
            head = self._waiting[line[0][1]]
            self._heads.remove(head.head_key())
        insort(line, (new.order, new.doc))
        self._heads.add(self._waiting[line[0][1]].head_key())

    def _leave(self, old: Waiting) -> None:
        line = self._lines[old.place]
        place = bisect_left(line, (old.order, old.doc))
        del line[place]
        if place == 0:
            self._heads.remove(old.head_key())
            if line:
                self._heads.add(self._waiting[line[0][1]].head_key())
        if not line:
            del self._lines[old.place]
