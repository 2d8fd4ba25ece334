"""The whole bot on the durable store and the chat page's own delivery, with power cuts at chosen commits."""

from __future__ import annotations

import random
import shutil
from collections.abc import Awaitable, Coroutine
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from adapters.deliver import Delivery, Timing
from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from adapters.web_chat.app import WebChat, WebSetup
from bot.dispatch import Dispatcher
from bot.jobs import request_of
from bot.people import Roster
from bot.ports import Commit, Deps, Outgoing
from bot.requests import Ask, Reply, Request
from bot.team.rules import NOTHING_YET, planned
from tests.dialogs.world import MONDAY, PEOPLE, TEAM

MOST_JOBS = 300


class PowerCut(BaseException):
    """The process dies here; no `except Exception` may swallow it."""


class Wired(TinyDBStore):
    """The durable store with a fuse: after `fuse` more writes the power goes, amid the write or right after it."""

    fuse: int = -1
    moment: str = "after"
    dead: bool = False

    async def commit(self, commit: Commit) -> Awaitable[None]:
        return await self._burning(super().commit(commit))

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        return await self._burning(super().settle(row))

    async def next_outbox(self, now: datetime, limit: int) -> list[Outgoing]:
        if self.dead:
            raise PowerCut
        return await super().next_outbox(now, limit)

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
    """Everything `run` wires, on a clock and ids of its own; `crash` throws it away and starts anew from the disk."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._lives = 0
        self._ids = 0
        self.now = MONDAY

    async def start(self) -> None:
        opened = await Wired.open(self._folder / str(self._lives), KINDS)
        assert isinstance(opened, Wired)
        self.store = opened
        deps = Deps(store=self.store, now=lambda: self.now, new_id=self.new_id)
        self.dispatcher = Dispatcher(deps)
        chat = WebChat(
            WebSetup(
                dispatch=self.dispatcher.dispatch,
                store=self.store,
                now=lambda: self.now,
                new_id=self.new_id,
                team="studio",
            )
        )
        timing = Timing(now=lambda: self.now, chance=self._chance.random)
        self.delivery = Delivery(self.store, {"web": chat.chat}, timing)

    async def seed(self) -> None:
        outcome = replace(planned(TEAM, Roster(PEOPLE), NOTHING_YET, self.now), records=(TEAM, *PEOPLE))
        await (await self.store.commit(Commit(request_id="seed", team="studio", at=self.now, outcome=outcome)))

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def light_fuse(self) -> None:
        self.store.fuse = self._chance.randint(1, 6)
        self.store.moment = self._chance.choice(("amid", "after"))

    async def ask(self, request: Request) -> Reply | Ask | None:
        """Dispatches and delivers what follows; PowerCut goes through."""
        reply = await self.dispatcher.dispatch(replace(request, at=self.now))
        await self.deliver()
        return reply

    async def deliver(self) -> None:
        """Everything due; a power cut in a worker is one of the house."""
        await self.delivery.drain()
        if self.store.dead:
            raise PowerCut

    async def run_jobs(self) -> None:
        """Whatever is due now, in order, as the clock would ask for it."""
        for _ in range(MOST_JOBS):
            jobs = await self.store.due_jobs(self.now, 1)
            if not jobs:
                return
            await self.ask(request_of(jobs[0], self.now))
        raise AssertionError(f"jobs wake each other for ever: {await self.store.due_jobs(self.now, 3)}")

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
