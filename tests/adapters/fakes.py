"""Stand-ins for the outside: a watch that is set, an alarm that is rung, a chat that notes what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from adapters.deliver import Timing
from bot.people import Person, Role, Team
from bot.ports import Address, Commit, Outgoing, Store
from bot.requests import Channel, Outcome, Place, Post, Record, Wake
from bot.ui import Card, as_text

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def until(happened: Callable[[], bool]) -> None:
    """Let the others work until it has happened."""
    for _ in range(10_000):
        await asyncio.sleep(0)
        if happened():
            return
    raise AssertionError("it did not happen")


class Hands:
    """A watch whose hands are moved by the test."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class FakeAlarm:
    """Each wait is noted and ends when the test (or a ring) lets it; `asked` are the seconds asked for."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._bell = asyncio.Event()
        self._waits = asyncio.Event()

    def ring(self) -> None:
        self._bell.set()

    async def wait(self, seconds: float) -> None:
        self.asked.append(seconds)
        self._waits.set()
        await self._bell.wait()
        self._bell.clear()

    async def waited_for(self) -> float:
        """Return once somebody waits, with the seconds asked for."""
        await self._waits.wait()
        self._waits.clear()
        return self.asked[-1]


class FakeChat:
    """Notes what is shown; `plan` maps a message key to what goes wrong, attempt by attempt."""

    def __init__(self) -> None:
        self.shown: list[tuple[Address, str, str]] = []
        self.rows: list[Outgoing] = []
        self.plan: dict[str, list[Exception]] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.hook: Callable[[Outgoing], object] = lambda _: None

    async def show(self, to: Address, row: Outgoing) -> str:
        if row.key in self.gates:
            await self.gates[row.key].wait()
        self.rows.append(row)
        self.hook(row)
        if self.plan.get(row.key):
            raise self.plan[row.key].pop(0)
        self.shown.append((to, row.key, as_text(row.card.title)))
        return row.message or f"m{len(self.shown)}"

    async def ready(self) -> bool:
        return True

    def keys(self) -> list[str]:
        return [key for _, key, _ in self.shown]


def team(id: str = "t1") -> Team:
    return Team(
        team="", id=id, name="Studio", zone="UTC", channel=Channel("web:general"), owner="olivia", created_at=NOON
    )


def person(id: str, team: str = "t1", *accounts: str) -> Person:
    return Person(
        team=team, id=id, name=id.title(), handle=id, role=Role.ASSISTANT, accounts=accounts or (f"web:{id}",)
    )


def post(key: str, to: Place, title: str = "") -> Post:
    return Post(key=key, to=to, card=Card(title=(title or key,)))


class Written:
    """Commits of a test, each under its own request id."""

    def __init__(self, store: Store, team: str = "t1") -> None:
        self._store = store
        self._team = team
        self._count = 0

    async def __call__(self, *things: Record | Post | Wake) -> None:
        self._count += 1
        outcome = Outcome(
            records=tuple(thing for thing in things if isinstance(thing, Record)),
            posts=tuple(thing for thing in things if isinstance(thing, Post)),
            wakes=tuple(thing for thing in things if isinstance(thing, Wake)),
        )
        commit = Commit(request_id=f"{self._team}:{self._count}", team=self._team, at=NOON, outcome=outcome)
        await (await self._store.commit(commit))


def timing(hands: Hands) -> Timing:
    return Timing(now=hands.now, alarm=FakeAlarm(), chance=lambda: 1.0)
