"""What waits its turn: jobs by their instant, messages by place. Told of a change only once it is durable."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection
from datetime import UTC, datetime
from itertools import islice, takewhile

import msgspec

from adapters.storage.codec import Standing
from adapters.storage.sorted_keys import SortedKeys
from bot.ports import Job, Outgoing, Spot

EVER = datetime(1, 1, 1, tzinfo=UTC)

JobKey = tuple[datetime, str, str, int]  # when, team, key, document id


class JobQueue:
    """Jobs by when to fire."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[JobKey, bytes]] = {}
        self._keys: SortedKeys[JobKey] = SortedKeys()

    def set(self, doc: int, job: Job, raw: bytes) -> None:
        if doc in self._rows:
            self.drop(doc)
        key = (job.at, job.team, job.key, doc)
        self._rows[doc] = (key, raw)
        self._keys.add(key)

    def drop(self, doc: int) -> None:
        old = self._rows.pop(doc, None)
        if old is not None:
            self._keys.remove(old[0])

    def due(self, now: datetime, limit: int) -> list[bytes]:
        """Rows of `now` and earlier, earliest first."""
        keys = takewhile(lambda key: key[0] <= now, self._keys)
        return [self._rows[key[3]][1] for key in islice(keys, limit)]

    def first_at(self) -> datetime | None:
        first = self._keys.first()
        return first[0] if first else None


HeadKey = tuple[datetime, int, int]  # when to try, order, document id


class Waiting(msgspec.Struct, frozen=True, gc=False):
    """One pending message: where it goes, when, and its row."""

    doc: int
    place: Spot
    order: int
    retry_at: datetime
    raw: bytes

    def head_key(self) -> HeadKey:
        return self.retry_at, self.order, self.doc


class OutboxQueue:
    """Pending messages. Each place has its own line; the heads of the lines are kept by when to try them."""

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}
        self._lines: dict[Spot, list[tuple[int, int]]] = {}  # place -> (order, document id)
        self._heads: SortedKeys[HeadKey] = SortedKeys()

    def set(self, doc: int, row: Outgoing | Standing, raw: bytes) -> None:
        old = self._waiting.pop(doc, None)
        if old is not None:
            self._leave(old)
        if row.sent < row.wanted and not row.dropped:
            self._join(Waiting(doc, (row.team, row.to), row.order, row.retry_at or EVER, raw))

    def ready(self, now: datetime, limit: int, at_work: Collection[Spot | str]) -> list[bytes]:
        heads = (self._waiting[doc] for _, _, doc in takewhile(lambda key: key[0] <= now, self._heads))
        free = (head.raw for head in heads if head.place not in at_work and head.place[0] not in at_work)
        return list(islice(free, limit))

    def next_retry_at(self, now: datetime) -> datetime | None:
        after = self._heads.after((now, 2**63, 0))
        return after[0] if after else None

    def _join(self, new: Waiting) -> None:
        self._waiting[new.doc] = new
        line = self._lines.get(new.place)
        if line is None:
            line = self._lines[new.place] = []
        insort(line, (new.order, new.doc))
        if line[0][1] == new.doc:
            if len(line) > 1:
                self._heads.remove(self._waiting[line[1][1]].head_key())
            self._heads.add(new.head_key())

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
