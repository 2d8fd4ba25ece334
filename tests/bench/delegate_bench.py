"""A whole `/delegate` through the door with its durable commit: does it slow down over the years?"""

from __future__ import annotations

import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from bot.dispatch import Dispatcher
from bot.handoff.records import Event, State, Task
from bot.ports import Commit, Deps
from bot.requests import Direct, Outcome, Request
from tests.bench.row import Row
from tests.dialogs.world import MONDAY, PEOPLE, TEAM

FEW, MANY = 100, 100_000
ROUNDS, COMMANDS = 5, 200
BATCH = 2_000


async def rows() -> list[Row]:
    """One row: median of five interleaved rounds of 200 commands."""
    async with _team(FEW) as few, _team(MANY) as many:
        await few.delegate(COMMANDS)
        await many.delegate(COMMANDS)
        seconds: dict[str, list[float]] = {"few": [], "many": []}
        for _ in range(ROUNDS):
            seconds["few"].append(await few.delegate(COMMANDS))
            seconds["many"].append(await many.delegate(COMMANDS))
    small, large = median(seconds["few"]), median(seconds["many"])
    ratio = large / small
    figure = f"{1e6 * large / COMMANDS:.0f} µs = {ratio:.2f} × at {FEW} ({1e6 * small / COMMANDS:.0f} µs)"
    return [Row(f"/delegate at {MANY:,} tasks, durable", figure, "≤ 1.2 ×", ratio <= 1.2)]


class _Busy:
    def __init__(self, store: TinyDBStore) -> None:
        self._serial = 0
        self._dispatcher = Dispatcher(Deps(store=store, now=lambda: MONDAY, new_id=self._new_id))

    async def delegate(self, times: int) -> float:
        """Seconds for so many commands, one after another."""
        begun = time.perf_counter()
        for _ in range(times):
            line = f"@ana Write article number {self._serial} by Fri 5pm ~2h done when: 3 sources"
            request = Request(
                id=self._new_id(),
                team="studio",
                action="handoff.delegate",
                account="web:olivia",
                arguments={"line": line},
                place=Direct("olivia"),
                at=MONDAY,
            )
            await self._dispatcher.dispatch(request)
        return time.perf_counter() - begun

    def _new_id(self) -> str:
        self._serial += 1
        return f"bench-{self._serial}"


@asynccontextmanager
async def _team(tasks: int) -> AsyncIterator[_Busy]:
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        await _save(store, "seed", Outcome(records=(TEAM, *PEOPLE)))
        for begin in range(0, tasks, BATCH):
            made = tuple(_task(number) for number in range(begin, min(begin + BATCH, tasks)))
            await _save(store, f"fill-{begin}", Outcome(records=made))
        await store.compact()
        yield _Busy(store)
        await store.close()


def _task(number: int) -> Task:
    """One in ten is open, the others were approved over the years."""
    at = MONDAY - timedelta(hours=number)
    done = number % 10 > 0
    return Task(
        team="studio",
        id=f"old{number}",
        giver="olivia",
        holder="ana" if number % 2 else "ben",
        outcome=f"Old work number {number}",
        done_when="it is done",
        due_at=at + timedelta(days=2),
        effort_minutes=120,
        state=State.APPROVED if done else State.ACCEPTED,
        created_at=at,
        accepted_at=at,
        closed_at=at if done else None,
        events=tuple(Event(kind=kind, at=at, by="ana") for kind in ("offer", "accept", "hand_in", "approve")),
    )


async def _save(store: TinyDBStore, request_id: str, outcome: Outcome) -> None:
    await (await store.commit(Commit(request_id=request_id, team="studio", at=MONDAY, outcome=outcome)))
