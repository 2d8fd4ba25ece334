"""MemoryStore: a Store that forgets, for tests and previews; and what every store in memory has in common."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Collection, Sequence
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple

from msgspec.structs import replace

from adapters.storage.agenda import Agenda
from adapters.storage.codec import Age, Codec, S
from adapters.storage.indexes import Indexes
from adapters.storage.plan import plan, settled
from adapters.storage.shelf import Put, Shelf
from adapters.storage.tables import Tables
from bot.errors import StoreClosed
from bot.ports import Commit, Job, Outgoing, R, Spot
from bot.requests import Ask, Record, Reply
from bot.searching import Wanted

CLOSED = "The store is closed; start Baton again."
SLICE = 500  # rows handled before others get their turn
ONE_BY_ONE = 32  # and rows asked for one by one, as there is work to do between
LONGEST_REMEMBERED = 20_000  # records, the last such list of each kind


class LongList(NamedTuple):
    """A long list as it was read last: every request asks for the roster, and a large team's takes long to read."""

    team: str
    version: int
    records: list[Any]


class MemoryStore:
    """Everything a Store promises except that it lasts: what is committed is durable at once."""

    def __init__(self, kinds: Sequence[type[Record]] | None = None, tables: Tables | None = None) -> None:
        self._tables = tables or Tables()
        for kind in kinds or ():
            self._tables.records(kind)
        self._agenda = Agenda()
        self._order = count(self._agenda.load(self._tables) + 1)
        self._refusing = ""
        self._asked_for = 0
        self._long: dict[type[Record], LongList] = {}

    async def get(self, kind: type[R], team: str, id: str) -> R | None:
        return await self._row(self._tables.records(kind), team, id)

    async def find(self, kind: type[R], team: str, term: str, *, newest: int | None = None) -> list[R]:
        shelf = self._tables.records(kind)
        return await _decoded(shelf.codec, shelf.found(team, term, newest))

    async def all(self, kind: type[R], team: str) -> list[R]:
        shelf = self._tables.records(kind)
        version, known = shelf.version(team), self._long.get(kind)
        if known is not None and (known.team, known.version) == (team, version):
            return list(known.records)
        records = await _decoded(shelf.codec, shelf.all(team))
        if SLICE < len(records) <= LONGEST_REMEMBERED and _unchangeable(records):
            self._long[kind] = LongList(team, version, records)
        return records

    async def search(
        self, kind: type[R], team: str, wanted: Wanted, *, limit: int, skip: int = 0
    ) -> tuple[list[R], int]:
        shelf = self._tables.records(kind)
        if shelf.indexes is not None:
            await caught_up([shelf.indexes])
        rows, total = shelf.search(team, wanted, skip, limit)
        return await _decoded(shelf.codec, rows), total

    async def next_number(self, team: str, kind: str) -> int:
        return self._tables.next_number(team, kind)

    async def reply_to(self, request_id: str) -> tuple[bool, Reply | Ask | None]:
        answered = self._tables.inbox.get("", request_id)
        return (True, answered.reply) if answered else (False, None)

    async def commit(self, commit: Commit) -> Awaitable[None]:
        await self._read_back(commit.outcome.records)
        if self._refusing:
            await self._accept()
        return self._write(plan(self._tables, commit, self._order))

    async def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        return self._agenda.due_jobs(now, limit)

    async def next_job_at(self) -> datetime | None:
        return self._agenda.next_job_at()

    async def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str] = ()) -> list[Outgoing]:
        return self._agenda.next_outbox(now, limit, at_work)

    async def next_retry_at(self, now: datetime) -> datetime | None:
        return self._agenda.next_retry_at(now)

    async def outgoing(self, team: str, key: str) -> Outgoing | None:
        return await self._row(self._tables.outbox, team, key)

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        await self._accept()
        stored = self._tables.outbox.get(row.team, row.key)
        if stored is None:
            raise KeyError(row.key)
        return self._write([self._tables.outbox.change(settled(stored, row))])

    async def forget(self, before: datetime) -> int:
        await self._accept()
        ages = await _decoded(Codec(Age), self._tables.answered())
        old = [age.id for age in ages if age.at < before]
        forgotten = 0
        for start in range(0, len(old), SLICE):
            removals = (self._tables.inbox.removal("", key) for key in old[start : start + SLICE])
            puts = [put for put in removals if put is not None]
            await self._write(puts)
            forgotten += len(puts)
        return forgotten

    async def ping(self) -> None:
        await self._accept()

    async def close(self) -> None:
        self._refusing = CLOSED

    async def _accept(self) -> None:
        """Return when writes are taken; StoreClosed when not."""
        if self._refusing:
            raise StoreClosed(self._refusing)

    async def _row(self, shelf: Shelf[S], team: str, key: str) -> S | None:
        """As it is once others have had their turn, which they have now and then."""
        self._asked_for += 1
        if self._asked_for % ONE_BY_ONE == 0:
            await asyncio.sleep(0)
        return shelf.get(team, key)

    async def _read_back(self, records: Sequence[Record]) -> None:
        """Of many, what the plan will ask for in one go: what was read lately is not read again."""
        for number, record in enumerate(records if len(records) > ONE_BY_ONE else (), 1):
            codec = self._tables.records(type(record)).codec
            codec.decode(codec.encode(replace(record, revision=record.revision + 1)))
            if number % ONE_BY_ONE == 0:
                await asyncio.sleep(0)

    def _write(self, puts: list[Put]) -> Awaitable[None]:
        puts = self._tables.take_new_numbers() + puts
        self._tables.apply(puts)
        self._agenda.advance(puts)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done


def _unchangeable(records: Sequence[Record]) -> bool:
    """Whether they can be handed out twice: hashable all the way down."""
    try:
        hash(tuple(records))
    except TypeError:
        return False
    return True


async def caught_up(indexes: Sequence[Indexes]) -> None:
    """Return when they know all the rows, letting others run between pieces."""
    for one in indexes:
        for _ in one.catch_up():
            await asyncio.sleep(0)


async def _decoded(codec: Codec[S], rows: list[bytes]) -> list[S]:
    """What rows say that were taken at one instant, letting others run between slices."""
    if len(rows) <= SLICE:
        return list(map(codec.decode, rows))
    records: list[S] = []
    for start in range(0, len(rows), SLICE):
        if start:
            await asyncio.sleep(0)
        records.extend(map(codec.decode, rows[start : start + SLICE]))
    return records
