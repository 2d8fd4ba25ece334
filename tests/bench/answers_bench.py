"""What an answer costs a team with years of standups behind it, and the owner's week one with many tasks."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from msgspec.structs import replace

from adapters import charts
from adapters.kinds import KINDS
from adapters.storage.tinydb_store import TinyDBStore
from bot.dispatch import Dispatcher
from bot.handoff.records import Event, State, Task
from bot.people import Role
from bot.ports import Commit, Deps
from bot.requests import Direct, Outcome, Record, Reply, Request
from bot.standups.records import Answer, Line, Question, Run, Seat, Standup, run_id
from bot.ui import Picture
from tests.bench.morning_baton import LOOKS_SECONDS, waited_seconds, watched
from tests.bench.row import Row
from tests.dialogs.world import MONDAY, TEAM, person

PEOPLE = tuple(person(f"va{number}", Role.ASSISTANT, "UTC") for number in range(10))
OLIVIA = person("olivia", Role.OWNER, "UTC")
QUESTIONS = (
    Question(text="What did you finish?", about="done"),
    Question(text="What is next?", about="next"),
    Question(text="What blocks you?", about="blocker"),
)
STANDUP = Standup(
    team=TEAM.id, id="1", name="Daily", questions=QUESTIONS, channel=TEAM.channel, opened_on=MONDAY.date()
)
YEARS, ROUNDS, TASKS = 3, 5, 10_000
TEAMS, A_SECOND = 200, 34
SHEET = {"q1": "Refund batch", "q2": "Product photos", "q3": "none"}


async def rows() -> list[Row]:
    """Takes about half a minute."""
    none, years = [], []
    for _ in range(ROUNDS):
        none.append(await _seconds_an_answer(0))
        years.append(await _seconds_an_answer(YEARS))
    ratio = median(years) / median(none)
    figure = f"{median(years) * 1_000:.1f} ms = {ratio:.2f} × without any"
    answers = Row(f"an answer of a team of ten after {YEARS} years of standups", figure, "≤ 1.2 ×", ratio <= 1.2)
    return [answers, *await _storm(), *await _digest()]


async def _storm() -> list[Row]:
    """200 teams of ten answer within a minute: those of one second all at once, and the next second follows at once."""
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        for number in range(TEAMS):
            await _commit(store, f"team{number}", _team(number), team=f"team{number}")
        door = Dispatcher(Deps(store=store, now=lambda: MONDAY, new_id=lambda: "id"))
        everybody = [(f"team{n}", f"team{n}:va{one}") for one in range(10) for n in range(TEAMS)]
        taken: list[float] = []
        for start in range(0, len(everybody), A_SECOND):
            taken += await asyncio.gather(*(_answered(door, *who) for who in everybody[start : start + A_SECOND]))
        found = [len(await store.all(Answer, f"team{number}")) for number in range(TEAMS)]
        await store.close()
    p99 = sorted(taken)[len(taken) * 99 // 100]
    name = f"{TEAMS} teams of ten answer in a minute, those of a second at once"
    return [
        Row(f"{name}: p99 of an answer", f"{p99 * 1_000:.0f} ms", "≤ 100 ms", p99 <= 0.1),
        Row("  answers that are there afterwards", f"{sum(found):,}", "2,000", sum(found) == len(everybody)),
    ]


def _team(number: int) -> tuple[Record, ...]:
    """Like the one team, under its own name and with people of its own."""
    team = f"team{number}"
    people = [replace(one, team=team, id=f"{team}:{one.id}", accounts=(f"web:{team}:{one.id}",)) for one in PEOPLE]
    owner = replace(OLIVIA, team=team, id=f"{team}:olivia", accounts=(f"web:{team}:olivia",))
    day = _run(MONDAY.date())
    seats = tuple(replace(seat, person=f"{team}:{seat.person}") for seat in day.seats)
    house = replace(TEAM, id=team, owner=owner.id, workspaces=(f"web:{team}",))
    return (house, owner, *people, replace(STANDUP, team=team), replace(day, team=team, seats=seats))


async def _answered(door: Dispatcher, team: str, who: str) -> float:
    request = Request(
        id=f"a:{who}", team=team, action="standups.submit", account=f"web:{who}",
        arguments={"run": run_id("1", MONDAY.date())} | SHEET, place=Direct(who), at=MONDAY,
    )  # fmt: skip
    begun = time.perf_counter()
    await door.dispatch(request)
    return time.perf_counter() - begun


async def _seconds_an_answer(years: int) -> float:
    """The median of the day's ten, each durable."""
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        today = _run(MONDAY.date())
        await _commit(store, "team", (TEAM, OLIVIA, *PEOPLE, STANDUP, today))
        for number, records in enumerate(_past(years)):
            await _commit(store, f"past{number}", records)
        gc.collect()
        door = Dispatcher(Deps(store=store, now=lambda: MONDAY, new_id=lambda: "id"))
        taken = []
        for number, one in enumerate(PEOPLE):
            request = Request(
                id=f"a{number}", team=TEAM.id, action="standups.submit", account=f"web:{one.id}",
                arguments={"run": today.id} | SHEET, place=Direct(one.id), at=MONDAY,
            )  # fmt: skip
            begun = time.perf_counter()
            await door.dispatch(request)
            taken.append(time.perf_counter() - begun)
        await store.close()
    return median(taken)


async def _digest() -> list[Row]:
    """With its pictures; the library that draws them is loaded before, which takes most of a second once."""
    with tempfile.TemporaryDirectory() as folder:
        store = await TinyDBStore.open(Path(folder), KINDS)
        await _commit(store, "team", (TEAM, OLIVIA, *PEOPLE))
        for start in range(0, TASKS, 500):
            await _commit(store, f"tasks{start}", tuple(map(_task, range(start, start + 500))))
        door = Dispatcher(Deps(store=store, now=lambda: MONDAY, new_id=lambda: "id"))
        await _drawn(await _week(door, "warm"))
        begun = time.perf_counter()
        reply = await _week(door, "week")
        pictures = await _drawn(reply)
        seconds = time.perf_counter() - begun
        waited = waited_seconds()
        lag = median([await _lag_ms(reply) for _ in range(ROUNDS)])
        waited = 1_000 * (waited_seconds() - waited) / ROUNDS
        begun = time.perf_counter()
        drawn = await _drawn(await _week(door, "weeks", "digests.trends"))
        weeks = time.perf_counter() - begun
        await store.close()
    others = f", while others had its core for {waited:.0f} ms" if waited > 1 else ""
    name = f"the owner's week with {TASKS:,} tasks in its history, pictures: {pictures} (their library is there)"
    return [
        Row(name, f"{seconds:.2f} s", "≤ 1 s", seconds <= 1),
        Row("  the loop's longest lag while they are drawn", f"{lag:.0f} ms{others}", "≤ 20 ms", lag <= 20),
        Row(f"  her twelve weeks side by side, pictures: {drawn}", f"{weeks:.2f} s", "≤ 1 s", weeks <= 1),
    ]


async def _lag_ms(reply: Reply) -> float:
    lags: list[float] = []
    watching = asyncio.create_task(watched(lags))
    await asyncio.sleep(2 * LOOKS_SECONDS)
    await _drawn(reply)
    watching.cancel()
    return max(lags)


async def _week(door: Dispatcher, id: str, action: str = "digests.digest") -> Reply:
    request = Request(id=id, team=TEAM.id, action=action, account="web:olivia", place=Direct("olivia"), at=MONDAY)
    reply = await door.dispatch(request)
    assert isinstance(reply, Reply)
    return reply


async def _drawn(reply: Reply) -> int:
    """How many they are."""
    pictures = [block for block in reply.card.blocks if isinstance(block, Picture)]
    for picture in pictures:
        await charts.draw(picture)
    return len(pictures)


def _past(years: int) -> Iterator[tuple[Record, ...]]:
    """Five days a week, each with its run and ten answers."""
    for back in range(1, years * 365):
        day = MONDAY.date() - timedelta(days=back)
        if day.weekday() < 5:
            run = replace(_run(day), closed_at=MONDAY, summed_up=True)
            yield (run, *(_answer(run, one.id) for one in PEOPLE))


def _run(day: date) -> Run:
    seats = tuple(
        Seat(person=one.id, prompt_at=MONDAY, closes_at=MONDAY + timedelta(hours=3), state="asked") for one in PEOPLE
    )
    return Run(
        team=TEAM.id, id=run_id("1", day), standup="1", name="Daily", day=day, questions=QUESTIONS, seats=seats,
        channel=TEAM.channel, reminder_minutes=30, opened_at=MONDAY,
    )  # fmt: skip


def _answer(run: Run, who: str) -> Answer:
    lines = tuple(
        Line(question=one.text, text="Refund batch, and the photos of the shop", about=one.about)
        for one in QUESTIONS[:2]
    )
    return Answer(team=TEAM.id, id=f"{run.id}:{who}", standup="1", day=run.day, person=who, lines=lines, at=MONDAY)


def _task(number: int) -> Task:
    """One in a hundred is open, the others were approved over the last two years."""
    closed = number % 100 != 0
    at = MONDAY - timedelta(hours=2 * number)
    events = tuple(Event(kind=kind, at=at, by="olivia") for kind in ("offer", "accept", "hand_in", "approve"))
    return Task(
        team=TEAM.id, id=str(number), giver="olivia", holder=f"va{number % 10}", outcome=f"Write article {number}",
        done_when="3 sources", due_at=at, effort_minutes=60, state=State.APPROVED if closed else State.ACCEPTED,
        created_at=at - timedelta(days=3), offered_at=at - timedelta(days=3), accepted_at=at - timedelta(days=2),
        handed_in_at=at if closed else None, closed_at=at if closed else None, events=events,
    )  # fmt: skip


async def _commit(store: TinyDBStore, id: str, records: tuple[Record, ...], team: str = TEAM.id) -> None:
    await (await store.commit(Commit(request_id=id, team=team, at=MONDAY, outcome=Outcome(records=records))))
