"""Five teams with a standup on a fake Slack, on the durable store that may die at any write, with real HTTP between."""

from __future__ import annotations

import random
import shutil
from collections.abc import Awaitable, Collection, Coroutine
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from aiohttp import web
from cryptography.fernet import Fernet
from msgspec.structs import asdict, replace

from adapters import run
from adapters.kinds import KINDS
from adapters.sample_clock import SampleClock
from adapters.settled import Luck
from adapters.slack_chat.app import SlackChat, SlackSetup
from adapters.slack_chat.records import SlackInstallation
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import StoreClosed
from bot.hours import Away
from bot.people import Person, Role, Roster, Team
from bot.ports import Commit, Job, Outgoing, Spot
from bot.requests import Ask, Channel, Outcome, Reply, Request
from bot.standups.records import Question, Standup
from bot.standups.windows import crew, planned
from tests.slack_fake.nouns import Message, User
from tests.slack_fake.people import People
from tests.slack_fake.posting import Posting
from tests.slack_fake.server import SlackFake
from tests.slack_fake.sleepers import Sleepers
from tests.slack_faults.house import Hands

SUNDAY = datetime(2026, 11, 22, 20, tzinfo=UTC)
TEAMS, NEW = 5, 9
TUESDAY, ST_ANDREWS = date(2026, 11, 24), date(2026, 11, 30)
NEW_YORK, BUCHAREST, MANILA = "America/New_York", "Europe/Bucharest", "Asia/Manila"
# Number 0 owns the team; number 3 has a public holiday on 30 November; number 4 is on leave on Tuesday.
ZONES = (NEW_YORK, NEW_YORK, MANILA, BUCHAREST, NEW_YORK, BUCHAREST)
QUESTIONS = (
    Question(text="What did you finish?", about="done"),
    Question(text="What is next?", about="next"),
    Question(text="What blocks you?", about="blocker"),
)


class Mortal(TinyDBStore):
    """After `fuse` more writes nothing is written or read for delivery any more, and nobody hears of the last one."""

    fuse: int = -1
    dead: bool = False

    async def commit(self, commit: Commit) -> Awaitable[None]:
        return await self._burning(super().commit(commit))

    async def settle(self, row: Outgoing) -> Awaitable[None]:
        return await self._burning(super().settle(row))

    async def next_outbox(self, now: datetime, limit: int, at_work: Collection[Spot | str] = ()) -> list[Outgoing]:
        self._alive()
        return await super().next_outbox(now, limit, at_work)

    async def due_jobs(self, now: datetime, limit: int) -> list[Job]:
        self._alive()
        return await super().due_jobs(now, limit)

    async def _burning(self, writing: Coroutine[None, None, Awaitable[None]]) -> Awaitable[None]:
        if self.dead:
            writing.close()
        self._alive()
        durable = await writing
        self.fuse -= 1
        if self.fuse == 0:
            self.dead = True
            await durable
        self._alive()
        return durable

    def _alive(self) -> None:
        if self.dead:
            raise StoreClosed("the power is gone")


class Watch:
    """Stands until it is moved, and never goes back."""

    def __init__(self) -> None:
        self.at = SUNDAY

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - SUNDAY).total_seconds()

    def later(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    async def stand(self, at: datetime) -> None:
        self.at = max(self.at, at)

    def go_on(self) -> None:
        return


class Said(msgspec.Struct, frozen=True):
    """An answer that was acknowledged."""

    run: str
    team: str
    person: str
    words: str
    at: datetime


class Mornings:
    """The parts that `run` wires. `said` are the answers somebody was told are kept, oldest first."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder, self.chance, self._lives, self._ids = folder, chance, 0, 0
        self.watch, self.said, self._heard = Watch(), list[Said](), set[str]()
        self.fake = SlackFake(self.watch.now, self.watch.monotonic)
        self._key = Fernet.generate_key().decode()
        self.people = [self._inhabited(team) for team in range(TEAMS)]
        self.store: Mortal

    async def open(self) -> None:
        await self.fake.open()
        await self._start()
        for number in range(TEAMS):
            let_in = SlackInstallation(team="", id=workspace(number), token=self._token(number), installed_at=SUNDAY)
            await self._write("", Outcome(records=(let_in,)))
            await self._write(f"team{number}", _settled(number))

    async def close(self) -> None:
        await self._stop()
        await self.fake.close()

    async def pass_to(self, at: datetime) -> None:
        """Time passes: each job runs at its own time."""
        await self._sample.move_to(at)

    async def sleep_to(self, at: datetime) -> None:
        """The machine slept: whatever fell due meanwhile runs late, all at one instant."""
        await self.watch.stand(at)
        await self._parts.clock.fire_due()
        await self.deliver()

    async def deliver(self) -> None:
        await self._parts.delivery.drain()
        await self.settled()

    async def settled(self) -> None:
        """Nothing that people did is on its way any more."""
        await self._chat.idle()
        await self.fake.still()

    async def crash(self) -> None:
        """What is on the disk at this moment is all that the next life has; a second passes."""
        self.store.dead = True
        await self._chat.idle()
        before, after = self._folder / str(self._lives), self._folder / str(self._lives + 1)
        shutil.copytree(before, after)
        await self._stop()
        self._lives += 1
        self.watch.later(1)
        await self._start()

    def light_fuse(self) -> None:
        self.store.fuse = self.chance.randint(1, 12)

    def private(self, team: int, number: int) -> list[Message]:
        place = self.fake.workspaces[workspace(team)]
        return [one for one in place.im(user(team, number)).messages if one.user == place.bot.user and not one.only]

    async def posted(self) -> list[tuple[int, str, Message]]:
        """Everything of the outbox that stands, with its team and key; without what it knows is still to be deleted."""
        found = []
        for team in range(TEAMS):
            for place, message in self.fake.workspaces[workspace(team)].posted():
                payload = (message.metadata or {}).get("event_payload")
                row = await self.store.outgoing(f"team{team}", payload["key"]) if payload else None
                if row and f"{place.id}:{message.ts}" not in row.message.split()[1:]:
                    found.append((team, row.key, message))
        return found

    async def asked(self, request: Request) -> Reply | Ask | None:
        """The door; answers that it acknowledges are remembered."""
        if request.action != "standups.submit":
            return await self._parts.dispatch(request)
        who, about = request.account.removeprefix("slack:"), request.arguments
        team, person = f"team{int(who[1:5])}", f"p{who.partition('N')[2]}"
        reply = await self._parts.dispatch(request)
        if request.id not in self._heard:
            self._heard.add(request.id)
            self.said.append(Said(about["run"], team, person, about["q1"], request.at))
        return reply

    async def _start(self) -> None:
        opened = await Mortal.open(self._folder / str(self._lives), KINDS)
        assert isinstance(opened, Mortal)
        self.store, files = opened, MemoryAttachments()
        luck = Luck(new_id=self._new_id, chance=self.chance.random)
        self._parts = run.House(self.store, self.watch.now, files, luck)
        sleepers = Sleepers(self.watch.monotonic, self.watch.later)
        outside = replace(self._parts.outside(), dispatch=self.asked, draw=None)
        self._chat = SlackChat(
            SlackSetup(
                **asdict(outside), signing_secret=self.fake.mail.secret, api_url=self.fake.api_url, key=self._key,
                client_id="1.2", client_secret="simulated", sleep=sleepers.sleep, monotonic=self.watch.monotonic,
            )
        )  # fmt: skip
        self._parts.chats["slack"] = Hands(self._chat.chat, sleepers)
        self._sample = SampleClock(self.watch, self._parts.clock, self._parts.delivery)
        app = web.Application()
        self._chat.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.fake.mail.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"
        await self._chat.start()

    async def _stop(self) -> None:
        await self._chat.stop()
        await self._runner.cleanup()
        await self.store.close()

    async def _write(self, team: str, outcome: Outcome) -> None:
        commit = Commit(request_id=self._new_id(), team=team, at=SUNDAY, outcome=outcome)
        await (await self.store.commit(commit))

    def _new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def _token(self, team: int) -> str:
        token = self.fake.workspaces[workspace(team)].bot.token
        return Fernet(self._key.encode()).encrypt(token.encode()).decode()

    def _inhabited(self, team: int) -> People:
        place = self.fake.workspace(workspace(team), f"Studio {team}")
        for number, zone in (*enumerate(ZONES), (NEW, NEW_YORK)):
            place.add(User(user(team, number), f"p{number}", f"P {number}", tz=zone))
            place.im(user(team, number))
        place.channel(f"C{team:04}", "general")
        return People(place, Posting(self.fake, "http"))


def workspace(team: int) -> str:
    return f"T{team:04}"


def user(team: int, number: int) -> str:
    return f"U{team:04}N{number}"


def _settled(number: int) -> Outcome:
    team = Team(
        team="", id=f"team{number}", name=f"Studio {number}", zone=NEW_YORK, channel=Channel(f"slack:C{number:04}"),
        owner="p0", workspaces=(f"slack:{workspace(number)}",), created_at=SUNDAY,
    )  # fmt: skip
    people = tuple(_person(number, one, zone) for one, zone in enumerate(ZONES))
    standup = Standup(team=team.id, id="1", name="Daily", questions=QUESTIONS, channel=team.channel)
    standup, wakes = planned(standup, crew(standup, team, Roster(people)), date(2026, 11, 23))
    return Outcome(records=(team, *people, standup), wakes=wakes)


def _person(team: int, number: int, zone: str) -> Person:
    name = f"p{number}"
    return Person(
        team=f"team{team}", id=name, name=name, handle=name, role=Role.ASSISTANT if number else Role.OWNER, zone=zone,
        accounts=(f"slack:{user(team, number)}",), country="RO" if number == 3 else "",
        away=(Away(TUESDAY, TUESDAY),) if number == 4 else (),
    )  # fmt: skip
