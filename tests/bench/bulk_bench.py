"""500 tasks handed over at once, accepted with one press, and undone: how long, and how many hear how often."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

from adapters.collector import settle_collector
from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from bot.dispatch import Dispatcher
from bot.handoff.records import Event, State, Task
from bot.ports import Commit, Deps
from bot.requests import Direct, Outcome, Post, Request
from bot.ui import Card
from tests.bench.row import Row
from tests.dialogs.world import MONDAY, PEOPLE, TEAM

FEW, MANY = 50, 500
ROUNDS = 3


async def rows() -> list[Row]:
    """Takes some ten seconds."""
    few, many = [await _seconds(FEW) for _ in range(ROUNDS)], [await _seconds(MANY) for _ in range(ROUNDS)]
    found: list[Row] = []
    for index, what in enumerate(
        ("shown", "handed over in one durable commit", "accepted at once", "moved and undone")
    ):
        small, large = median(one[index] for one in few), median(one[index] for one in many)
        ratio = large * FEW / small / MANY
        figure = f"{large * 1_000:.0f} ms = {ratio:.2f} × per task as with {FEW}"
        found.append(Row(f"{MANY} tasks {what}", figure, "≤ 1 s, ≤ 1.5 × per task", large <= 1 and ratio <= 1.5))
    fresh = max(one[-1] for one in many)
    found.append(Row(f"messages to each person for {MANY} tasks handed over", f"{fresh:.0f}", "1", fresh == 1))
    return [*found, await _waits()]


async def _waits() -> Row:
    """Others get a turn of the loop while each of it is done: the longest wait for one, as the collector is served."""
    with _settled():
        each = [await _longest_waits(MANY) for _ in range(ROUNDS)]
    waits = {what: median(one[what] for one in each) for what in each[0]}
    figure = ", ".join(f"{what} {1_000 * wait:.0f}" for what, wait in waits.items())
    return Row(
        f"others wait for one turn while {MANY} tasks are", f"{figure} ms", "≤ 20 ms", max(waits.values()) <= 0.02
    )


async def _seconds(tasks: int) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        acting = _Acting(store)
        await acting.seed(tasks)
        shown = await acting.do("olivia", "handoff.hand_over", person="@ana", newcomer="@ben")
        handed = await acting.do("olivia", "handoff.do_bulk", bulk="1")
        fresh = await acting.heard()
        accepted = await acting.do("ben", "handoff.take_all", bulk="1")
        numbers = " ".join(str(number) for number in range(tasks))
        moved = await acting.do("olivia", "handoff.move_several", tasks=numbers, by="week")
        moved += await acting.do("olivia", "handoff.do_bulk", bulk="2")
        moved += await acting.do("olivia", "handoff.undo_bulk", bulk="2")
        await store.close()
    return shown, handed, accepted, moved, fresh


async def _longest_waits(tasks: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        acting = _Acting(store)
        await acting.seed(tasks)
        await acting.do("olivia", "handoff.hand_over", person="@ana", newcomer="@ben")
        waits = {"handed over": await acting.longest_wait("olivia", "handoff.do_bulk", bulk="1")}
        waits["accepted"] = await acting.longest_wait("ben", "handoff.take_all", bulk="1")
        numbers = " ".join(str(number) for number in range(tasks))
        await acting.do("olivia", "handoff.move_several", tasks=numbers, by="week")
        waits["moved"] = await acting.longest_wait("olivia", "handoff.do_bulk", bulk="2")
        waits["undone"] = await acting.longest_wait("olivia", "handoff.undo_bulk", bulk="2")
        await store.close()
    return waits


@contextmanager
def _settled() -> Iterator[None]:
    """The collector as a served Baton has it."""
    usual = gc.get_threshold()
    settle_collector()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


class _Acting:
    def __init__(self, store: TinyDBStore) -> None:
        self._store = store
        self._serial = 0
        self._dispatcher = Dispatcher(Deps(store=store, now=lambda: MONDAY, new_id=self._new_id))

    async def seed(self, tasks: int) -> None:
        """Each with the cards that its giver and its holder have been sent."""
        made = tuple(_task(number) for number in range(tasks))
        card = Card(title=("Yours",))
        shown = tuple(
            Post(key=f"task:{task.id}@{person}", to=Direct(person), card=card)
            for task in made
            for person in ("olivia", "ana")
        )
        outcome = Outcome(records=(TEAM, *PEOPLE, *made), posts=shown)
        await (await self._store.commit(Commit(request_id="seed", team="studio", at=MONDAY, outcome=outcome)))

    async def do(self, who: str, action: str, /, **arguments: str) -> float:
        """Seconds until it is durable."""
        request = Request(
            id=self._new_id(),
            team="studio",
            action=action,
            account=f"web:{who}",
            arguments=arguments,
            place=Direct(who),
            at=MONDAY,
        )
        begun = time.perf_counter()
        await self._dispatcher.dispatch(request)
        return time.perf_counter() - begun

    async def longest_wait(self, who: str, action: str, /, **arguments: str) -> float:
        """Seconds of work that somebody who always wants the next turn of the loop waited through at most."""
        doing = asyncio.ensure_future(self.do(who, action, **arguments))
        longest, last = 0.0, time.thread_time()  # whatever else the machine does is not counted
        while not doing.done():
            await asyncio.sleep(0)
            now = time.thread_time()
            longest, last = max(longest, now - last), now
        return longest

    async def heard(self) -> float:
        """The most messages that anybody was notified of."""
        counted: dict[str, int] = {}
        rows = self._store.database().table("outbox").all()
        for row in rows:
            if row["fresh"]:
                counted[row["to"]["person"]] = counted.get(row["to"]["person"], 0) + 1
        return max(counted.values())

    def _new_id(self) -> str:
        self._serial += 1
        return f"bench-{self._serial}"


def _task(number: int) -> Task:
    return Task(
        team="studio",
        id=str(number),
        giver="olivia",
        holder="ana",
        outcome=f"Write article number {number}",
        done_when="three sources, each linked",
        due_at=MONDAY + timedelta(days=2 + number % 9),
        effort_minutes=60,
        state=State.ACCEPTED,
        created_at=MONDAY,
        offered_at=MONDAY,
        accepted_at=MONDAY,
        events=tuple(Event(kind=kind, at=MONDAY, by="ana") for kind in ("offer", "accept")),
    )


if __name__ == "__main__":
    for row in asyncio.run(rows()):
        print(row)
