"""A whole Baton in one process for the browser: the real rooms on a store in memory, served on a free port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import msgspec
from aiohttp import web

from adapters.storage.memory_store import MemoryStore
from adapters.web_chat.app import WebChat, WebSetup
from adapters.web_chat.sample import Jump
from bot.dispatch import Dispatcher
from bot.errors import StoreClosed
from bot.jobs import request_of
from bot.people import Person, Role, Roster, Team
from bot.ports import Address, Commit, Deps, Outgoing
from bot.requests import Ask, Channel, Direct, Outcome, Post, Reply, Request, Thread
from bot.team.rules import NOTHING_YET, planned
from bot.ui import Button, Card

TEAM = "studio"
MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 9:00 in New York, 22:00 in Manila
GENERAL = Channel("web:general")
STUDIO = Team(
    team="",
    id=TEAM,
    name="Olivia’s Studio",
    zone="America/New_York",
    channel=GENERAL,
    owner="olivia",
    created_at=MONDAY,
    worth_cents=50_000,
)


def _person(name: str, role: Role, zone: str) -> Person:
    handle = name.lower()
    return Person(team=TEAM, id=handle, name=name, handle=handle, role=role, zone=zone, accounts=(f"web:{handle}",))


PEOPLE = (
    _person("Olivia", Role.OWNER, "America/New_York"),
    _person("Ana", Role.ASSISTANT, "Asia/Manila"),
    _person("Ben", Role.ASSISTANT, "Europe/Bucharest"),
    _person("Pat", Role.PARTNER, "Europe/London"),
)


def _greeting(person: Person) -> Card:
    button = Button(label="Show my tasks", action="handoff.tasks", style="primary")
    return Card(title=(f"Welcome, {person.name}",), buttons=(button,))


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

    async def seed(self) -> None:
        """The team, a greeting for each, and what the rooms wake for."""
        greetings = (
            Post(key="hello", to=GENERAL, card=Card(title=("Welcome, everybody",))),
            *(Post(key=f"hello:{p.id}", to=Direct(p.id), card=_greeting(p)) for p in PEOPLE),
        )
        wakes = planned(STUDIO, Roster(PEOPLE), NOTHING_YET, self.at).wakes
        outcome = Outcome(records=(STUDIO, *PEOPLE), posts=greetings, wakes=wakes)
        await (await self.store.commit(Commit(request_id="seed", team=TEAM, at=self.at, outcome=outcome)))
        await self.deliver()

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
    await house.seed()
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
