"""Agenda: the queues of one store, fed with what became durable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from adapters.storage.codec import Age, Answered, Codec
from adapters.storage.queues import OutboxQueue, TimeQueue
from adapters.storage.shelf import Put
from adapters.storage.tables import INBOX, JOBS, OUTBOX, Tables
from bot.ports import Job, Outgoing


class Agenda:
    """What is due, what may be sent, what may be forgotten; never ahead of the disk."""

    def __init__(self) -> None:
        self._jobs, self._job = TimeQueue(), Codec(Job)
        self._answers, self._age = TimeQueue(), Codec(Age)
        self._outbox, self._outgoing = OutboxQueue(), Codec(Outgoing)

    def load(self, tables: Tables) -> int:
        """Take up what the tables hold, filing it there; the highest order given out in the outbox."""
        for doc, job in tables.jobs.load():
            self._jobs.set(doc, (job.at, job.team, job.key), tables.rows[JOBS][doc])
        for doc, answered in tables.inbox.load():
            self._answers.set(doc, (answered.at, "", answered.id), tables.rows[INBOX][doc])
        highest = 0
        for doc, row in tables.outbox.load():
            self._outbox.set(doc, row, tables.rows[OUTBOX][doc])
            highest = max(highest, row.order)
        return highest

    def advance(self, puts: Iterable[Put]) -> None:
        """These became durable."""
        for table, doc, raw, value in puts:
            if raw is None:
                self._drop(table, doc)
                continue
            match value:
                case Job():
                    self._jobs.set(doc, (value.at, value.team, value.key), raw)
                case Outgoing():
                    self._outbox.set(doc, value, raw)
                case Answered():
                    self._answers.set(doc, (value.at, "", value.id), raw)
                case _:
                    pass

    def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        return [self._job.decode(raw) for raw in islice(self._jobs.until(now), limit)]

    def next_job_at(self) -> datetime | None:
        return self._jobs.first_at()

    def next_outbox(self, now: datetime, limit: int) -> list[Outgoing]:
        return [self._outgoing.decode(raw) for raw in self._outbox.ready(now, limit)]

    def next_retry_at(self, now: datetime) -> datetime | None:
        return self._outbox.next_retry_at(now)

    def answered_before(self, before: datetime, limit: int) -> list[str]:
        """Request ids, oldest first."""
        ages = (self._age.peek(raw) for raw in self._answers.until(before))
        return [age.id for age in islice(ages, limit) if age.at < before]

    def _drop(self, table: str, doc: int) -> None:
        if table == JOBS:
            self._jobs.drop(doc)
        elif table == INBOX:
            self._answers.drop(doc)
