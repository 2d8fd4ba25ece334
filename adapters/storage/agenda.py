"""Agenda: the queues of one store, fed with what became durable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from adapters.storage.codec import Codec, Standing
from adapters.storage.queues import JobQueue, OutboxQueue
from adapters.storage.shelf import Put
from adapters.storage.tables import JOBS, Tables
from bot.ports import Job, Outgoing


class Agenda:
    """What is due and what may be sent; never ahead of the disk."""

    def __init__(self) -> None:
        self._jobs, self._job = JobQueue(), Codec(Job)
        self._outbox, self._outgoing = OutboxQueue(), Codec(Outgoing)

    def load(self, tables: Tables) -> int:
        """Take up what the tables hold, filing it there; the highest order given out in the outbox."""
        highest = 0
        for shelf in (tables.jobs, tables.inbox, tables.outbox):
            for doc, value, raw in shelf.load():
                self._set(doc, value, raw)
                if isinstance(value, Standing):
                    highest = max(highest, value.order)
        return highest

    def advance(self, puts: Iterable[Put]) -> None:
        """These became durable."""
        for table, doc, raw, value in puts:
            if raw is not None:
                self._set(doc, value, raw)
            elif table == JOBS:
                self._jobs.drop(doc)

    def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        return [self._job.decode(raw) for raw in self._jobs.due(now, limit)]

    def next_job_at(self) -> datetime | None:
        return self._jobs.first_at()

    def next_outbox(self, now: datetime, limit: int) -> list[Outgoing]:
        return [self._outgoing.decode(raw) for raw in self._outbox.ready(now, limit)]

    def next_retry_at(self, now: datetime) -> datetime | None:
        return self._outbox.next_retry_at(now)

    def _set(self, doc: int, value: msgspec.Struct | None, raw: bytes) -> None:
        match value:
            case Job():
                self._jobs.set(doc, (value.at, value.team, value.key, doc), raw)
            case Outgoing() | Standing():
                self._outbox.set(doc, value, raw)
            case _:
                return
