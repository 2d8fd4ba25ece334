"""Reminders of a team of 1,000 and of 10,000 people with ten tasks each: jobs, memory, set anew, sent together."""

from __future__ import annotations

import gc
import tempfile
import time
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from adapters.alarm import TimerAlarm
from adapters.clock import Clock
from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from bot.dispatch import Dispatcher
from bot.handoff import reminders
from bot.handoff.records import Event, State, Task
from bot.handoff.reminders import People
from bot.handoff.replanning import PEOPLE_AT_ONCE
from bot.people import Person, Role
from bot.ports import Commit, Deps
from bot.requests import Direct, Outcome, Record, Request, Wake
from bot.team.reminders import ORDER
from tests.bench.row import Row
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, person

FEW, MANY, EACH = 1_000, 10_000, 10
ZONES = ("Asia/Manila", "Europe/Bucharest", "America/New_York", "America/Sao_Paulo", "Africa/Lagos")
BATCH, ROUNDS = 200, 3
MOST = 1.2
END = datetime(9999, 1, 1, tzinfo=UTC)


async def rows() -> list[Row]:
    """Every figure at ten times the people beside that of one, both in this run."""
    async with _team(FEW) as few, _team(MANY) as many:
        planned = {team: [await team.replanned(hours) for hours in range(30, 30 + ROUNDS)] for team in (few, many)}
        single = few.microseconds_per_plan()
        told = {team: await team.told() for team in (few, many)}
    jobs = [team.jobs / (team.people * EACH) for team in (few, many)]
    each = {team: median(seconds for seconds, _ in planned[team]) / (team.people * EACH) for team in planned}
    slices = {team: median(one for _, one in planned[team]) for team in planned}
    return [
        Row("reminders: jobs kept for a task", f"{jobs[1]:.2f} ({jobs[0]:.2f})", "≤ 1", jobs[1] <= 1),
        _ratio("reminders: memory of a planned task", few.bytes_each, many.bytes_each, "bytes"),
        _ratio("reminders: set anew after a rule changed, a task", 1e6 * each[few], 1e6 * each[many], "µs"),
        _ratio("reminders: how long others wait for it, median", 1e3 * slices[few], 1e3 * slices[many], "ms"),
        _ratio("reminders: ten at one moment as one message", 1e3 * told[few], 1e3 * told[many], "ms"),
        Row("reminders: one task planned, pure", f"{single:.0f} µs", "≤ 250 µs", single <= 250),
    ]


def _ratio(name: str, few: float, many: float, unit: str) -> Row:
    ratio = many / few
    figure = f"{many:.1f} {unit} = {ratio:.2f} × at a tenth ({few:.1f} {unit})"
    return Row(name, figure, f"≤ {MOST} ×", ratio <= MOST)


class _Busy:
    """One team on the embedded store, its clock moved by hand; `jobs` are those planned."""

    def __init__(self, store: TinyDBStore, people: int) -> None:
        self._store, self.people = store, people
        self.jobs = 0
        self.bytes_each = 0.0
        self._serial = 0
        self._now, self._team = MONDAY, TEAM
        self._slices: list[float] = []
        self._dispatcher = Dispatcher(Deps(store=store, now=lambda: self._now, new_id=self._new_id))
        self._clock = Clock(store, self._fire, lambda: self._now, TimerAlarm())

    async def replanned(self, due_soon_hours: int) -> tuple[float, float]:
        """Seconds until every open task is set anew after the owner changed a rule, and of a usual slice of that."""
        self._team = replace(TEAM, due_soon_hours=due_soon_hours)
        typed = {name: str(getattr(self._team, name)) for name in ORDER} | {"remind_due": "yes"}
        self._slices, begun = [], time.perf_counter()
        await self._dispatcher.dispatch(self._request("team.set_reminders", typed))
        await self._clock.fire_due()
        return time.perf_counter() - begun, median(self._slices)

    async def told(self) -> float:
        """Seconds for the message of one person whose ten tasks are due soon at one moment, of many such."""
        some = [f"p{number}" for number in range(0, self.people, self.people // 50)]
        seconds = []
        for holder in some:
            tasks = await self._store.find(Task, "studio", f"holder:{holder}")
            people = People(PEOPLE[0], self._person(int(holder[1:])))
            self._now = reminders.next_at(tasks[1], self._team, people, MONDAY) or MONDAY
            begun = time.perf_counter()
            await self._dispatcher.dispatch(self._job(tasks[1].id))
            seconds.append(time.perf_counter() - begun)
        return median(seconds)

    def microseconds_per_plan(self) -> float:
        """Of the pure plan alone, for tasks in the states a team has."""
        some = [(task, self._person(number)) for number in range(200) for task in _tasks(number, PEOPLE[0])]
        begun = time.perf_counter()
        for task, holder in some:
            reminders.next_at(task, TEAM, People(PEOPLE[0], holder), MONDAY)
        return 1e6 * (time.perf_counter() - begun) / len(some)

    async def fill(self) -> None:
        """People and tasks, and how much memory the jobs of all those tasks take, with their places in the queue."""
        begun = range(0, self.people, BATCH)
        for start in begun:
            people = [self._person(number) for number in range(start, min(start + BATCH, self.people))]
            given = [task for number in range(start, start + len(people)) for task in _tasks(number, PEOPLE[0])]
            await self._save(records=(*people, *given))
        await self._store.compact()
        gc.collect()
        tracemalloc.start()
        for start in begun:
            wakes = [_wake(task, self._person(n)) for n in range(start, start + BATCH) for task in _tasks(n, PEOPLE[0])]
            await self._save(wakes=tuple(wakes))
        gc.collect()
        self.bytes_each = tracemalloc.get_traced_memory()[0] / (self.people * EACH)
        tracemalloc.stop()
        self.jobs = len(await self._store.due_jobs(END, self.people * EACH * 2))

    def _person(self, number: int) -> Person:
        made = person(f"p{number}", Role.ASSISTANT, ZONES[number % len(ZONES)])
        return replace(made, country=("", "PH", "US-CA")[number % 3])

    def _job(self, task: str) -> Request:
        key = f"task:{task}"
        return Request(
            id=self._new_id(),
            team="studio",
            action="handoff.remind",
            arguments={"task": task},
            at=self._now,
            job=key,
            due_at=self._now,
        )

    def _request(self, action: str, arguments: dict[str, str]) -> Request:
        return Request(
            id=self._new_id(),
            team="studio",
            action=action,
            account="web:olivia",
            arguments=arguments,
            place=Direct("olivia"),
            at=self._now,
        )

    async def _fire(self, request: Request) -> None:
        begun = time.perf_counter()
        await self._dispatcher.dispatch(request)
        self._slices.append(time.perf_counter() - begun)

    def _new_id(self) -> str:
        self._serial += 1
        return f"bench-{self._serial}"

    async def _save(self, records: tuple[Record, ...] = (), wakes: tuple[Wake, ...] = ()) -> None:
        outcome = Outcome(records=records, wakes=wakes)
        commit = Commit(request_id=self._new_id(), team="studio", at=MONDAY, outcome=outcome)
        await (await self._store.commit(commit))


@asynccontextmanager
async def _team(people: int) -> AsyncIterator[_Busy]:
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        busy = _Busy(store, people)
        await busy._save(records=(TEAM, *PEOPLE))
        await busy.fill()
        yield busy
        await store.close()


def _tasks(number: int, giver: Person) -> list[Task]:
    """Ten of one holder: half of them due at one moment, the others over the month, in several states."""
    return [_task(number * EACH + index, f"p{number}", giver.id, index) for index in range(EACH)]


def _task(number: int, holder: str, giver: str, index: int) -> Task:
    states = (State.ACCEPTED, State.OFFERED, State.ASKED, State.BLOCKED, State.HANDED_IN)
    state = states[index % 5] if index >= EACH // 2 else State.ACCEPTED
    due_at = MONDAY + timedelta(days=8) if index < EACH // 2 else MONDAY + timedelta(days=9 + index, hours=index)
    return Task(
        team="studio",
        id=str(number + 1),
        giver=giver if index else holder,
        holder=holder,
        outcome=f"Work number {number} of those that a team has open",
        done_when="it is done, and somebody has looked at it",
        due_at=due_at,
        effort_minutes=120,
        state=state,
        created_at=MONDAY,
        offered_at=MONDAY,
        accepted_at=None if state is State.OFFERED else MONDAY,
        asked_at=MONDAY,
        blocked_at=MONDAY,
        handed_in_at=MONDAY,
        events=tuple(Event(kind=kind, at=MONDAY, by=holder) for kind in ("offer", "accept")),
    )


def _wake(task: Task, holder: Person) -> Wake:
    at = reminders.next_at(task, TEAM, People(PEOPLE[0], holder), MONDAY)
    return Wake(key=f"task:{task.id}", at=at, action="handoff.remind", arguments={"task": task.id})


assert BATCH % PEOPLE_AT_ONCE == 0
