"""The whole bot on the durable store, wired as `run` does it, with power cuts at chosen commits."""

from __future__ import annotations

import random
import shutil
from collections.abc import Awaitable, Collection, Coroutine
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from adapters import run
from adapters.kinds import KINDS
from adapters.sample import BEGIN
from adapters.settled import Luck
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.tinydb_store import TinyDBStore
from bot.handoff.records import Task
from bot.people import WORKERS, Person
from bot.ports import Commit, Outgoing, Spot
from bot.requests import Ask, Direct, Outcome, Reply, Request, Wake
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, HandClock

OF_WORK = frozenset({"task", "bulk", "system", "project", "reminders"})  # how keys of posts about work begin


class PowerCut(BaseException):
    """The process dies here; no `except Exception` may swallow it."""


class Wired(TinyDBStore):
    """The durable store with a fuse: after `fuse` more writes the power goes, amid the write or right after it."""

    fuse: int = -1
    moment: str = "after"
    dead: bool = False

    async def commit(self, commit: Commit) -> Awaitable[None]:
        durable = await self._burning(super().commit(commit))
        await self._check_readers(commit)
        return durable

    async def _check_readers(self, commit: Commit) -> None:
        """No work is shown to somebody whose role sees none, and a draft never offered to nobody but its giver."""
        for post in commit.outcome.posts:
            kind, _, number = post.key.partition("@")[0].partition(":")
            if kind not in OF_WORK or not isinstance(post.to, Direct):
                continue
            reader = await self.get(Person, commit.team, post.to.person)
            assert reader is not None
            assert reader.role in WORKERS, f"{post.key} is shown to {reader.name}, {reader.role}"
            task = await self.get(Task, commit.team, number) if kind == "task" else None
            assert task is None or task.offered_at or task.giver == reader.id, f"{post.key} shows a draft"

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        return await self._burning(super().settle(row))

    async def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str] = ()) -> list[Outgoing]:
        if self.dead:
            raise PowerCut
        return await super().next_outbox(now, limit, at_work)

    async def _burning(self, writing: Coroutine[None, None, Awaitable[None]]) -> Awaitable[None]:
        if self.dead:
            writing.close()
            raise PowerCut
        durable = await writing
        self.fuse -= 1
        self.dead = self.dead or self.fuse == 0
        if not self.dead:
            return durable
        if self.moment == "after":
            await durable
        return _cut(durable)


async def _cut(durable: Awaitable[None]) -> None:
    """The write is under way and nobody will ever hear of it."""
    del durable
    raise PowerCut


class House:
    """The parts that `run` wires, on a clock and ids of its own; `crash` throws them away and starts anew from disk."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._lives = 0
        self._ids = 0
        self._time = HandClock(MONDAY)

    @property
    def now(self) -> datetime:
        return self._time.at

    async def start(self) -> None:
        opened = await Wired.open(self._folder / str(self._lives), KINDS)
        assert isinstance(opened, Wired)
        self.store = opened
        luck = Luck(new_id=self.new_id, chance=self._chance.random)
        self._parts = run.House(self.store, self._time.now, MemoryAttachments(), luck)
        self._sample = self._parts.settle_in(self._time)

    async def seed(self) -> None:
        """The team and its people, who begin as those of the sample do."""
        outcome = Outcome(records=(TEAM, *PEOPLE), wakes=(Wake(key=BEGIN, at=self.now, action=BEGIN),))
        await (await self.store.commit(Commit(request_id="seed", team="studio", at=self.now, outcome=outcome)))
        await self.catch_up()

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def light_fuse(self) -> None:
        self.store.fuse = self._chance.randint(1, 6)
        self.store.moment = self._chance.choice(("amid", "after"))

    async def ask(self, request: Request) -> Reply | Ask | None:
        """Dispatches and delivers what follows; PowerCut goes through."""
        reply = await self._parts.dispatch(replace(request, at=self.now))
        await self.deliver()
        return reply

    async def deliver(self) -> None:
        """Everything due."""
        await self._parts.delivery.drain()

    async def sleep(self, minutes: int) -> None:
        """As after downtime: whatever has fallen due meanwhile runs late, all at one instant."""
        self._time.at += timedelta(minutes=minutes)
        await self.catch_up()

    async def live_on(self, minutes: int) -> None:
        """Time passes as in the sample team: each job runs at its own time."""
        await self._sample.move_to(self.now + timedelta(minutes=minutes))
        self._check()

    async def catch_up(self) -> None:
        await self._parts.clock.fire_due()
        await self.deliver()
        self._check()

    def _check(self) -> None:
        """The clock survives a job's defect, and delivery a chat's; here there must be none."""
        totals = self._parts.totals()
        assert (totals["jobs_crashed"], totals["messages_failed"], totals["messages_dropped"]) == (0, 0, 0), totals

    async def crash(self) -> None:
        """What is on the disk at this moment is all that the next life has."""
        before, after = self._folder / str(self._lives), self._folder / str(self._lives + 1)
        shutil.copytree(before, after)
        await self.store.close()
        shutil.rmtree(before)
        self._lives += 1
        await self.start()

    async def stop(self) -> None:
        await self.store.close()
