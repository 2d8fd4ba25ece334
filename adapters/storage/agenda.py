"""Agenda: the queues of one store, fed with what became durable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from adapters.storage.codec import Codec, Standing
from adapters.storage.queues import JobQueue, OutboxQueue
from adapters.storage.shelf import Put
from adapters.storage.tables import JOBS, OUTBOX, Tables
from bot.ports import Job, Outgoing, Spot


class Agenda:
    """What is due and what may be sent; never ahead of the disk."""

    def __init__(self) -> None:
        self._jobs, self._job = JobQueue(), Codec(Job)
        self._outbox, self._outgoing = OutboxQueue(), Codec(Outgoing)

    def load(self, tables: Tables) -> int:
        """Take up what the tables hold, filing it there; the highest order given out in the outbox."""
        highest = 0
        for doc, job, raw in tables.jobs.load():
            if isinstance(job, Job):
                self._jobs.set(doc, job, raw)
        for doc, row, raw in tables.outbox.load():
            if isinstance(row, Standing):
                self._outbox.set(doc, row, raw)
                highest = max(highest, row.order)
        return highest

    def advance(self, puts: Iterable[Put]) -> None:
        """These became durable."""
        for put in puts:
            if put.table == JOBS:
                if isinstance(put.value, Job) and put.raw is not None:
                    self._jobs.set(put.doc, put.value, put.raw)
                else:
                    self._jobs.drop(put.doc)
            elif put.table == OUTBOX and isinstance(put.value, Outgoing) and put.raw is not None:
                self._outbox.set(put.doc, put.value, put.raw)

    def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        return [self._job.decode(raw) for raw in self._jobs.due(now, limit)]

    def next_job_at(self) -> datetime | None:
        return self._jobs.first_at()

    def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str]) -> list[Outgoing]:
        return [self._outgoing.peek(raw) for raw in self._outbox.ready(now, limit, at_work)]

    def next_retry_at(self, now: datetime) -> datetime | None:
        return self._outbox.next_retry_at(now)
