"""Half past nine on Discord: 200 people asked in the thread, 200 who chose it privately, on simulated time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from adapters.deliver import Delivery, Timing
from adapters.discord_chat.app import DiscordChat, DiscordSetup
from adapters.platforms import SPARING
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from bot.dispatch import Dispatcher
from bot.people import AskedIn, Person, Role
from bot.ports import Commit, Deps
from bot.requests import Channel, Direct, Outcome, Post, Request
from bot.standups.records import Question, Run, Seat, run_id, seat_key
from bot.ui import Card
from tests.dialogs.discord_peer import CHANNEL, GUILD, home, stand_by
from tests.dialogs.world import MONDAY
from tests.discord_fake.rest import Rest

PEOPLE = 200
FIRST_USER = 910_000_000_000


class Storm:
    """The real standup, door, outbox, adapter and library; Discord and the hours are not."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.monotonic = loop.time
        self.store = MemoryStore()
        self.rest = Rest(str(GUILD), str(CHANNEL), loop.time)
        self._ids = 0
        self.door = Dispatcher(Deps(store=self.store, now=self.now, new_id=self.new_id, sparing=SPARING))
        self.chat = DiscordChat(
            DiscordSetup(
                dispatch=self.door.dispatch,
                store=self.store,
                now=self.now,
                new_id=self.new_id,
                files=MemoryAttachments(),
                draw=None,
                token="",
                monotonic=loop.time,
                connect=stand_by,
            )
        )
        timing = Timing(now=self.now, chance=lambda: 1.0)
        self.delivery = Delivery(self.store, {"discord": self.chat.chat}, timing)

    def now(self) -> datetime:
        return MONDAY + timedelta(seconds=self.monotonic())

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    async def open(self, asked_in: AskedIn = "") -> None:
        """The library's client logged in, as far as sending needs it; the people and their day stored."""
        client = self.chat.client
        await client._async_setup_hook()
        guild: Any = {"id": str(GUILD), "name": "Studio"}
        client._connection._add_guild_from_data(guild)
        http = client.http
        http._HTTPClient__session = self.rest  # type: ignore[attr-defined] # where the library keeps aiohttp's
        http._global_over = asyncio.Event()
        http._global_over.set()
        people = [_person(number, asked_in) for number in range(PEOPLE)]
        await self.write(Outcome(records=(home().team(), *people, _day(people))))

    async def write(self, outcome: Outcome) -> None:
        commit = Commit(request_id=self.new_id(), team="studio", at=self.now(), outcome=outcome)
        await (await self.store.commit(commit))

    async def ask(self) -> None:
        """The jobs of the hour, one for each person, as Baton's clock fires them."""
        for number in range(PEOPLE):
            about = {"run": run_id("1", MONDAY.date()), "person": f"p{number}"}
            job = seat_key(about["run"], about["person"])
            await self.door.dispatch(
                Request(id=job, team="studio", action="standups.prompt", arguments=about, at=self.now(), job=job)
            )

    async def deliver(self) -> float:
        """Everything; how many seconds that took."""
        began = self.monotonic()
        await self.delivery.drain()
        while (at := await self.store.next_retry_at(self.now())) and self.monotonic() < began + 3_600:
            await asyncio.sleep((at - self.now()).total_seconds())
            await self.delivery.drain()
        return self.monotonic() - began


class Result:
    """Over the time that the limits alone dictate; `counts` are how often each of the people was written to."""

    def __init__(self, name: str, seconds: float, alone: float, counts: list[int], refused: int) -> None:
        self.name, self.seconds, self.alone = name, seconds, alone
        self.lost, self.twice, self.refused = counts.count(0), sum(count > 1 for count in counts), refused
        self.ratio = seconds / alone


async def in_the_thread() -> Result:
    """Eight posts, of which Discord lets five into a thread in five seconds."""
    storm = Storm()
    await storm.open()
    await storm.ask()
    seconds = await storm.deliver()
    [head] = storm.rest.messages[str(CHANNEL)]
    said = storm.rest.messages[head["id"]]
    mentioned = [user for one in said for user in one["allowed_mentions"]["users"]]
    counts = [mentioned.count(FIRST_USER + number) for number in range(PEOPLE)]
    assert not storm.rest.direct
    return Result(f"{PEOPLE} prompts in a Discord thread", seconds, 5.0, counts, len(storm.rest.refused))


async def privately() -> Result:
    """Each channel has to be opened: five in five seconds."""
    storm = Storm()
    await storm.open("private")
    await storm.ask()
    seconds = await storm.deliver()
    return Result(f"{PEOPLE} private Discord prompts", seconds, PEOPLE - 5.0, _each(storm), len(storm.rest.refused))


async def again() -> Result:
    """Private channels that are open: fifty requests a second in all, evenly, as of two bursts the second might come
    early on its way. Only what comes second is measured.
    """
    storm = Storm()
    await storm.open("private")
    await storm.ask()
    await storm.deliver()
    for said in storm.rest.messages.values():
        said.clear()
    news = (Post(key=f"news:{n}", to=Direct(f"p{n}"), card=Card(title=("News",))) for n in range(PEOPLE))
    await storm.write(Outcome(posts=tuple(news)))
    seconds = await storm.deliver()
    return Result(f"{PEOPLE} more into open channels", seconds, PEOPLE / 50, _each(storm), len(storm.rest.refused))


async def answered() -> Result:
    """All at once into one thread, which takes five in five seconds; the head that counts them is edited meanwhile."""
    storm = Storm()
    await storm.open()
    await storm.ask()
    await storm.deliver()
    [head] = storm.rest.messages[str(CHANNEL)]
    asked = len(storm.rest.messages[head["id"]])
    for number in range(PEOPLE):
        sheet = {"run": run_id("1", MONDAY.date()), "q1": f"Article {number}."}
        who = f"discord:{FIRST_USER + number}"
        request = Request(
            id=f"a{number}", team="studio", action="standups.submit", account=who, arguments=sheet, at=storm.now()
        )
        await storm.door.dispatch(request)
    await asyncio.sleep(5)
    seconds = await storm.deliver()
    said = [json.dumps(one["embeds"]) + one["content"] for one in storm.rest.messages[head["id"]][asked:]]
    counts = [sum(f"Article {number}." in one for one in said) for number in range(PEOPLE)]
    assert f"{PEOPLE} of {PEOPLE} answered" in json.dumps(head["embeds"]) + head["content"], head
    return Result(f"{PEOPLE} answers into a Discord thread", seconds, PEOPLE - 5.0, counts, len(storm.rest.refused))


STORMS: tuple[Callable[[], Coroutine[None, None, Result]], ...] = (in_the_thread, privately, again, answered)


def _each(storm: Storm) -> list[int]:
    rest = storm.rest
    return [len(rest.messages.get(rest.direct.get(str(FIRST_USER + n), ""), ())) for n in range(PEOPLE)]


def _person(number: int, asked_in: AskedIn) -> Person:
    name = f"p{number}"
    account = f"discord:{FIRST_USER + number}"
    return Person(
        team="studio", id=name, name=name, handle=name, role=Role.ASSISTANT, accounts=(account,), asked_in=asked_in
    )


def _day(people: list[Person]) -> Run:
    day, until = MONDAY.date(), MONDAY + timedelta(hours=3)
    seat = Seat(person="", prompt_at=MONDAY, closes_at=until)
    return Run(
        team="studio",
        id=run_id("1", day),
        standup="1",
        name="Daily",
        day=day,
        questions=(Question(text="What did you finish?"),),
        seats=tuple(replace(seat, person=one.id) for one in people),
        channel=Channel(home().team().channel.id),
        reminder_minutes=30,
        opened_at=MONDAY,
    )
