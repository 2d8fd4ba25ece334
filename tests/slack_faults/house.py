"""Baton on a fake Slack, on one clock that is moved by hand: the door, the outbox and the adapter, with faults."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import structlog
from aiohttp import web

from adapters.deliver import Delivery, Timing
from adapters.refusals import Refusals
from adapters.slack_chat.app import SlackChat, SlackSetup
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from bot.dispatch import Dispatcher
from bot.ports import Address, Chat, Commit, Deps, Outgoing
from bot.requests import Ask, Channel, Direct, Outcome, Place, Post, Reply, Request
from bot.ui import Card
from tests.dialogs.slack_peer import CHANNEL, TEAM, home, user_id
from tests.dialogs.world import MONDAY, PEOPLE
from tests.slack_fake.nouns import Message, User
from tests.slack_fake.people import People
from tests.slack_fake.posting import Posting
from tests.slack_fake.server import SlackFake
from tests.slack_fake.sleepers import Sleepers

log = structlog.get_logger()
GIVES_UP_SECONDS = 20.0
Mode = Literal["socket", "http"]


@dataclass
class Watch:
    """Stands until it is moved."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - MONDAY).total_seconds()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def later(self, seconds: float) -> None:
        self.move(seconds=seconds)


class Hands:
    """The adapter's, counted while they work, so that the clock moves on when all of them wait."""

    def __init__(self, chat: Chat, sleepers: Sleepers) -> None:
        self._chat = chat
        self._sleepers = sleepers

    async def show(self, to: Address, row: Outgoing) -> str:
        with self._sleepers.working():
            return await self._chat.show(to, row)

    async def ready(self) -> bool:
        return await self._chat.ready()


class House:
    """The team of the dialogs. `requests` came to the door."""

    def __init__(self, mode: Mode = "socket") -> None:
        self.mode = mode
        self.watch = Watch()
        self.sleepers = Sleepers(self.watch.monotonic, self.watch.later)
        self.requests: list[Request] = []
        self.gate: asyncio.Event | None = None
        self.store = MemoryStore()
        self.fake = SlackFake(self.watch.now, self.watch.monotonic)
        self.studio = self.fake.workspace(TEAM)
        for person in PEOPLE:
            self.studio.add(User(user_id(person.id), person.handle, person.name, tz=person.zone))
            self.studio.im(user_id(person.id))
        self.studio.channel(CHANNEL, "general")
        self.people = People(self.studio, Posting(self.fake, mode))
        self._ids = 0
        self._commits = 0
        self.door = Dispatcher(Deps(store=self.store, now=self.watch.now, new_id=self.new_id, log=log.warning))
        self.chat: SlackChat
        self.delivery: Delivery
        self._runner: web.AppRunner

    async def open(self, *, wait: bool = True, **settings: Any) -> None:
        """`settings` replace what is handed to the adapter; `wait` until it is connected."""
        await self.fake.open()
        team = home()
        await self.write(Outcome(records=(team.team(), *(team.of(person) for person in PEOPLE))))
        self.chat = SlackChat(SlackSetup(**(self._setup() | settings)))
        tell = Refusals(self.dispatch, self.watch.now)
        timing = Timing(now=self.watch.now, chance=lambda: 1.0)
        self.delivery = Delivery(self.store, {"slack": Hands(self.chat.chat, self.sleepers)}, timing, tell)
        app = web.Application()
        self.chat.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.fake.mail.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"
        await self.chat.start()
        if wait and self.mode == "socket":
            await self.within(self.fake.sockets.connected())
        if wait:
            await self.settled()

    async def close(self) -> None:
        """And see that Slack had nothing to complain of."""
        await self.chat.stop()
        await self._runner.cleanup()
        await self.fake.close()
        assert not self.fake.complaints, self.fake.complaints

    async def dispatch(self, request: Request) -> Reply | Ask | None:
        """The door; a closed `gate` holds everybody up."""
        self.requests.append(request)
        if self.gate:
            await self.gate.wait()
        return await self.door.dispatch(request)

    async def post(self, key: str, to: Place, *, fresh: bool = False, words: str = "") -> None:
        """A card of this key goes into the outbox."""
        card = Card(title=(words or key,))
        await self.write(Outcome(posts=(Post(key=key, to=to, card=card, fresh=fresh),)))

    async def write(self, outcome: Outcome) -> None:
        self._commits += 1
        commit = Commit(request_id=f"w{self._commits}", team="studio", at=self.watch.at, outcome=outcome)
        await (await self.store.commit(commit))

    async def deliver(self) -> None:
        """What is due now."""
        await self.within(self.delivery.drain())

    async def deliver_all(self, hours: float = 2) -> None:
        """And what waits, each when its time has come."""
        until = self.watch.at + timedelta(hours=hours)
        await self.deliver()
        while (at := await self.store.next_retry_at(self.watch.at)) and at <= until:
            self.watch.at = max(self.watch.at, at)
            await self.deliver()

    async def settled(self) -> None:
        """Nothing is on its way any more, neither to Slack nor to Baton."""
        await self.within(self.chat.idle())
        await self.within(self.fake.still())

    async def until(self, happened: Callable[[], bool]) -> None:
        """The machine's own clock runs on loopback: looked at every millisecond until it has happened."""

        async def looking() -> None:
            while not happened():  # noqa: ASYNC110 - what is waited for happens beyond the network
                await asyncio.sleep(0.001)

        await self.within(looking())

    async def within(self, work: Any) -> None:
        async with asyncio.timeout(GIVES_UP_SECONDS):
            await work

    def in_channel(self) -> list[str]:
        """What Baton has said in the channel, and everybody sees, oldest first."""
        return [one.text for one in self.messages(CHANNEL) if not one.only]

    def privately(self, person: str) -> list[str]:
        return [one.text for one in self.messages(self.studio.im(user_id(person)).id)]

    def messages(self, channel: str) -> list[Message]:
        return [one for one in self.studio.conversations[channel].messages if one.user == self.studio.bot.user]

    def called(self, method: str) -> int:
        return sum(name == method for name, _ in self.fake.api.calls)

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def _setup(self) -> dict[str, Any]:
        return {
            "dispatch": self.dispatch,
            "store": self.store,
            "now": self.watch.now,
            "new_id": self.new_id,
            "files": MemoryAttachments(),
            "bot_token": self.studio.bot.token,
            "app_token": self.fake.api.app_token if self.mode == "socket" else "",
            "signing_secret": self.fake.mail.secret if self.mode == "http" else "",
            "api_url": self.fake.api_url,
            "sleep": self.sleepers.sleep,
            "monotonic": self.watch.monotonic,
        }


GENERAL = Channel(f"slack:{CHANNEL}")


def private(person: str) -> Direct:
    return Direct(person)
