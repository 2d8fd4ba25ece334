"""The world of a dialog: a team, a store, a clock that is moved by hand, and everything delivered at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from adapters.storage.memory_store import MemoryStore
from bot.dispatch import Dispatcher
from bot.jobs import request_of
from bot.people import Person, Role, Team
from bot.ports import Address, Chat, Commit, Deps, Outgoing, Store
from bot.requests import Channel, Direct, Outcome, Record, Thread

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 9:00 in New York, 22:00 in Manila, 16:00 in Bucharest
TEAM = Team(
    team="",
    id="studio",
    name="Olivia’s Studio",
    zone="America/New_York",
    channel=Channel("web:general"),
    owner="olivia",
    workspaces=("web:studio",),
    worth_cents=50_000,
    created_at=MONDAY,
)


def person(id: str, role: Role, zone: str, *, kind: str = "", rate_cents: int = 0) -> Person:
    """Somebody of the sample team, on the web chat."""
    return Person(
        team="studio",
        id=id,
        name=id.title(),
        handle=id,
        role=role,
        zone=zone,
        accounts=(f"web:{id}",),
        kind=kind,
        rate_cents=rate_cents,
    )


PEOPLE = (
    person("olivia", Role.OWNER, "America/New_York"),
    person("ana", Role.ASSISTANT, "Asia/Manila", rate_cents=1_200),
    person("ben", Role.ASSISTANT, "Europe/Bucharest", rate_cents=1_200),
    person("pat", Role.PARTNER, "Europe/London", kind="accountability"),
    person("gil", Role.GUEST, "America/New_York"),
)


class World:
    """One team on one store; `now` moves only by `clock_to`, ids count up."""

    def __init__(self, store: Store | None = None, people: Sequence[Person] = PEOPLE) -> None:
        self.store: Store = store or MemoryStore()
        self.people = people
        self.now = MONDAY
        self.log: list[str] = []
        self._ids = 0
        self.dispatcher = Dispatcher(
            Deps(store=self.store, now=lambda: self.now, new_id=self.new_id, log=lambda *words, **_: self._note(words))
        )

    async def seed(self, *records: Record, outcome: Outcome | None = None) -> None:
        """Files the team, its people and `records`; then commits `outcome`, such as a room's first wakes."""
        first = Outcome(records=(TEAM, *self.people, *records))
        await (await self.store.commit(Commit(request_id="seed", team="studio", at=self.now, outcome=first)))
        if outcome:
            second = Commit(request_id="seed-2", team="studio", at=self.now, outcome=outcome)
            await (await self.store.commit(second))

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"

    def zone(self, person: str) -> str:
        return next(p.zone for p in self.people if p.id == person)

    async def clock_to(self, at: datetime, chat: Chat) -> None:
        """Runs every job due until `at` in order, each at its own time, delivering after each."""
        while jobs := await self.store.due_jobs(at, 1):
            self.now = max(self.now, jobs[0].at)
            await self.dispatcher.dispatch(request_of(jobs[0], self.now))
            await self.deliver(chat)
        self.now = at

    async def wake_up_at(self, at: datetime, chat: Chat) -> None:
        """As after downtime: the clock stands at `at` before the first overdue job runs."""
        self.now = at
        await self.clock_to(at, chat)

    async def deliver(self, chat: Chat) -> None:
        """Everything in the outbox, in order, to one chat."""
        while rows := await self.store.next_outbox(self.now, 50):
            for row in rows:
                message = await chat.show(await self._address(row), row)
                await (await self.store.settle(_sent(row, message)))

    async def _address(self, row: Outgoing) -> Address:
        match row.to:
            case Direct(person=who):
                return Address(team=row.team, account=f"web:{who}")
            case Channel(id=channel):
                return Address(team=row.team, channel=channel)
            case Thread(channel=channel, of=key):
                head = await self.store.outgoing(row.team, key)
                return Address(team=row.team, channel=channel, thread=head.message if head else "")

    def _note(self, words: tuple[object, ...]) -> None:
        self.log.append(" ".join(map(str, words)))


def _sent(row: Outgoing, message: str) -> Outgoing:
    return replace(row, sent=row.wanted, message=message)
