"""MemoryStore: a Store that forgets, for tests and previews."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.errors import Conflict, StoreClosed
from bot.ports import Commit, Job, Outgoing, R
from bot.requests import Ask, Post, Record, Reply

Key = tuple[str, str, str]  # kind, team, id


class MemoryStore:
    """Everything a Store promises except that it lasts; what is committed is durable at once."""

    def __init__(self, kinds: Sequence[type[Record]] | None = None) -> None:
        self._kinds = tuple(kinds or ())
        self._records: dict[Key, tuple[int, Record]] = {}
        self._terms: dict[Key, list[tuple[int, str]]] = {}
        self._teams: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._jobs: dict[tuple[str, str], Job] = {}
        self._outbox: dict[tuple[str, str], Outgoing] = {}
        self._inbox: dict[str, tuple[datetime, Reply | Ask | None]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._order = 0
        self._place = 0
        self._closed = False

    async def get(self, kind: type[R], team: str, id: str) -> R | None:
        found = self._records.get((kind.__name__, team, id))
        return _as(kind, found[1]) if found else None

    async def find(self, kind: type[R], team: str, term: str, *, newest: int | None = None) -> list[R]:
        return self._load(kind, team, _last(self._terms.get((kind.__name__, team, term), []), newest))

    async def all(self, kind: type[R], team: str) -> list[R]:
        return self._load(kind, team, self._teams.get((kind.__name__, team), []))

    async def next_number(self, team: str, kind: str) -> int:
        self._numbers[team, kind] = self._numbers.get((team, kind), 0) + 1
        return self._numbers[team, kind]

    async def reply_to(self, request_id: str) -> tuple[bool, Reply | Ask | None]:
        found = self._inbox.get(request_id)
        return (True, found[1]) if found else (False, None)

    async def commit(self, commit: Commit) -> Awaitable[None]:
        self._refuse_when_closed()
        if commit.request_id in self._inbox:
            raise Conflict(f"request {commit.request_id} was committed before")
        outcome = commit.outcome
        for record in (*outcome.records, *outcome.removed):
            self._check(record)
        if not outcome.writes() and not commit.job:
            return _done()
        for record in outcome.removed:
            self._remove(record)
        for record in outcome.records:
            self._put(msgspec.structs.replace(record, revision=record.revision + 1))
        self._jobs.pop((commit.team, commit.job), None)
        for wake in outcome.wakes:
            self._jobs.pop((commit.team, wake.key), None)
            if wake.at is not None:
                self._jobs[commit.team, wake.key] = Job(
                    team=commit.team,
                    key=wake.key,
                    at=wake.at.astimezone(UTC),
                    action=wake.action,
                    arguments=dict(wake.arguments),
                )
        for post in outcome.posts:
            self._post(commit.team, post)
        self._inbox[commit.request_id] = (commit.at, outcome.reply)
        return _done()

    async def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        due = [job for job in self._jobs.values() if job.at <= now]
        return sorted(due, key=lambda job: (job.at, job.team, job.key))[:limit]

    async def next_job_at(self) -> datetime | None:
        return min((job.at for job in self._jobs.values()), default=None)

    async def next_outbox(self, now: datetime, limit: int) -> list[Outgoing]:
        ready = [row for row in self._heads() if row.retry_at is None or row.retry_at <= now]
        return ready[:limit]

    async def next_retry_at(self, now: datetime) -> datetime | None:
        waiting = [row.retry_at for row in self._heads() if row.retry_at is not None and row.retry_at > now]
        return min(waiting, default=None)

    async def outgoing(self, team: str, key: str) -> Outgoing | None:
        return self._outbox.get((team, key))

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        self._refuse_when_closed()
        stored = self._outbox[row.team, row.key]
        self._outbox[row.team, row.key] = msgspec.structs.replace(
            stored,
            sent=row.sent,
            message=row.message if stored.to == row.to else stored.message,
            attempts=row.attempts,
            retry_at=row.retry_at,
            uncertain_since=row.uncertain_since,
            dropped=row.dropped if stored.wanted == row.wanted else stored.dropped,
        )
        return _done()

    async def forget(self, before: datetime) -> int:
        old = [key for key, (at, _) in self._inbox.items() if at < before]
        for key in old:
            del self._inbox[key]
        return len(old)

    async def backup(self, to: Path) -> None:
        raise StoreClosed(f"This store lives in memory only; there is nothing to copy to {to}.")

    async def ping(self) -> None:
        self._refuse_when_closed()

    async def close(self) -> None:
        self._closed = True

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StoreClosed("The store is closed; start Baton again.")

    def _load(self, kind: type[R], team: str, places: Sequence[tuple[int, str]]) -> list[R]:
        return [_as(kind, self._records[kind.__name__, team, key][1]) for _, key in places]

    def _check(self, record: Record) -> None:
        found = self._records.get(_key(record))
        if (found[1].revision if found else 0) != record.revision:
            raise Conflict(f"{type(record).__name__} {record.id} was changed meanwhile")

    def _remove(self, record: Record) -> int:
        kind, team, key = _key(record)
        if (kind, team, key) not in self._records:
            self._place += 1
            return self._place
        place, old = self._records.pop((kind, team, key))
        self._teams[kind, team].remove((place, key))
        for term in set(old.terms()):
            self._terms[kind, team, term].remove((place, key))
        return place

    def _put(self, record: Record) -> None:
        kind, team, key = _key(record)
        place = self._remove(record)
        self._records[kind, team, key] = (place, record)
        insort(self._teams.setdefault((kind, team), []), (place, key))
        for term in set(record.terms()):
            insort(self._terms.setdefault((kind, team, term), []), (place, key))

    def _post(self, team: str, post: Post) -> None:
        self._order += 1
        old = self._outbox.get((team, post.key))
        new = Outgoing(team=team, key=post.key, to=post.to, card=post.card, fresh=post.fresh, order=self._order)
        if old is not None:
            same = old.card == post.card and old.to == post.to
            if same and not post.fresh and not old.dropped:
                return
            new = msgspec.structs.replace(
                new,
                fresh=post.fresh or (old.fresh and old.pending()),
                wanted=old.wanted + 1,
                sent=old.sent,
                message=old.message if old.to == post.to else "",
                uncertain_since=old.uncertain_since if old.to == post.to else None,
            )
        self._outbox[team, post.key] = new

    def _heads(self) -> list[Outgoing]:
        """The first pending row of each place, in order."""
        heads: dict[object, Outgoing] = {}
        for row in sorted(self._outbox.values(), key=lambda row: row.order):
            if row.pending():
                heads.setdefault((row.team, row.to), row)
        return list(heads.values())


def _key(record: Record) -> Key:
    return type(record).__name__, record.team, record.id


def _as(kind: type[R], record: Record) -> R:
    if not isinstance(record, kind):
        raise TypeError(f"{type(record).__name__} was filed as {kind.__name__}")
    return record


def _last(places: list[tuple[int, str]], newest: int | None) -> list[tuple[int, str]]:
    return places if newest is None else places[max(0, len(places) - newest) :]


def _done() -> Awaitable[None]:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    done.set_result(None)
    return done
