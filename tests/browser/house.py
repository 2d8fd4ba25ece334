"""A whole Baton in one process for the browser: the real rooms on a store in memory, served on a free port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import msgspec
from aiohttp import web

from adapters.sample import seed
from adapters.storage.memory_store import MemoryStore
from adapters.web_chat.app import WebChat, WebSetup
from adapters.web_chat.sample import Jump
from bot.dispatch import Dispatcher
from bot.errors import StoreClosed
from bot.jobs import request_of
from bot.ports import Address, Deps, Outgoing
from bot.requests import Ask, Channel, Direct, Reply, Request, Thread

TEAM = "studio"
MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 9:00 in New York, 22:00 in Manila


class House:
    """Everything that is committed is shown at once; the clock stands still until it is moved."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.at = MONDAY
        self.problems: list[str] = []
        self.full = False
        self._ids = 0
        self._dispatcher = Dispatcher(Deps(store=self.store, now=self.now, new_id=self.new_id))
        self.web = WebChat(
            WebSetup(
                dispatch=self.dispatch,
                store=self.store,
                now=self.now,
                new_id=self.new_id,
                team=TEAM,
                sample=self,
                log=lambda what, **facts: self.problems.append(f"{what} {facts}"),
            )
        )

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    async def dispatch(self, request: Request) -> Reply | Ask | None:
        if self.full:
            raise StoreClosed("the disk is full.")
        reply = await self._dispatcher.dispatch(request)
        await self.deliver()
        return reply

    async def jump(self, to: Jump, zone: str) -> datetime:
        """The next job, or as many whole days as it takes; the zones are tested elsewhere."""
        until = self.at + {"next": timedelta(0), "tomorrow": timedelta(days=1), "friday": timedelta(days=4)}[to]
        if to == "next":
            until = max(await self.store.next_job_at() or self.at, self.at)
        while jobs := await self.store.due_jobs(until, 1):
            self.at = max(self.at, jobs[0].at)
            await self._dispatcher.dispatch(request_of(jobs[0], self.at))
            await self.deliver()
        self.at = until
        return until

    async def deliver(self) -> None:
        while rows := await self.store.next_outbox(self.at, 50):
            for row in rows:
                message = await self.web.chat.show(await self._address(row), row)
                sent = msgspec.structs.replace(row, sent=row.wanted, message=message)
                await (await self.store.settle(sent))

    async def _address(self, row: Outgoing) -> Address:
        match row.to:
            case Direct(person=person):
                return Address(team=row.team, account=f"web:{person}")
            case Channel(id=channel):
                return Address(team=row.team, channel=channel)
            case Thread(channel=channel, of=key):
                head = await self.store.outgoing(row.team, key)
                return Address(team=row.team, channel=channel, thread=head.message if head else "")


@asynccontextmanager
async def serving(house: House, port: int = 0) -> AsyncIterator[str]:
    """Seeds the sample team and serves it; the address, without a slash at its end."""
    await seed(house.store, house.at)
    await house.deliver()
    app = web.Application()
    house.web.add_to(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
