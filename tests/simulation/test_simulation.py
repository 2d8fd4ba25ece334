"""Random people doing random things, with restarts at random commits: nothing acknowledged is lost, nothing twice.

`BATON_SEEDS=from:to` chooses other seeds; a failure prints its own.
"""

from __future__ import annotations

import logging
import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from adapters.web_chat.messages import ChatMessage
from bot.dispatch import inbox_id
from bot.errors import Refused
from bot.handoff.records import State, Task
from bot.handoff.rules import STEPS
from bot.people import WORKERS, Person
from bot.ports import Outgoing
from bot.projects.graph import freed
from bot.projects.records import Project
from bot.requests import Ask, Reply, Request
from bot.systems.records import System, SystemState
from bot.systems.turns import job_key
from bot.times import at_minutes
from bot.ui import as_text
from tests.simulation.house import House, PowerCut
from tests.simulation.people import BEGINNINGS, Crowd

FIRST, LAST = map(int, os.environ.get("BATON_SEEDS", "0:200").split(":"))
STEPS_PER_RUN = 30
FAR = datetime.max.replace(tzinfo=UTC)
DAY = timedelta(days=1)


class Witness:
    """What was acknowledged, to be looked for after every restart."""

    def __init__(self) -> None:
        self.answered: dict[str, Reply | Ask | None] = {}
        self.steps: list[tuple[str, str, str, object]] = []
        self.offered: list[str] = []

    async def saw(self, house: House, request: Request, reply: Reply | Ask | None) -> None:
        written, stored = await house.store.reply_to(inbox_id(request))
        if not written:
            return
        assert stored == reply
        self.answered[inbox_id(request)] = reply
        who, verb = request.account.removeprefix("web:"), request.action.removeprefix("handoff.")
        if await _overtaken(house, request, who):
            return
        if verb in STEPS and verb != "move_due" and not isinstance(reply, Ask) and "task" in request.arguments:
            self.steps.append((request.arguments["task"].removeprefix("#"), verb, who, house.now))
        if verb == "delegate" and not isinstance(reply, Ask):
            self.offered += [word for word in request.arguments["line"].split() if word.startswith("serial")]


async def _overtaken(house: House, request: Request, who: str) -> bool:
    """Whether the button was one of an older card, and all it did was to show what is now."""
    number = request.arguments.get("task", "").removeprefix("#")
    row = await house.store.outgoing("studio", f"task:{number}@{who}")
    return row is not None and "since that card." in as_text(row.card.title)


async def check(house: House, witness: Witness) -> None:
    """The invariants, looked at in what the store holds now."""
    for request_id, reply in witness.answered.items():
        assert await house.store.reply_to(request_id) == (True, reply), f"the answer to {request_id} is gone"
    tasks = {task.id: task for task in await house.store.all(Task, "studio")}
    for task_id, verb, who, at in witness.steps:
        kinds = (verb, "pass_on") if verb == "hand_off" else (verb,)
        happened = [e for e in tasks[task_id].events if e.kind in kinds and (e.by, e.at) == (who, at)]
        assert happened, f"{verb} of #{task_id} by {who} at {at} is gone"
    # What comes back was delegated once, with its system.
    briefs = [task.outcome for task in tasks.values() if not task.system]
    briefs += [system.outcome for system in await house.store.all(System, "studio")]
    words = Counter(word for outcome in briefs for word in set(outcome.split()) if word.startswith("serial"))
    for serial in witness.offered:
        assert words[serial] == 1, f"{serial} stands {words[serial]} times"
    assert all(times == 1 for times in words.values()), words
    people = {person.id: person for person in await house.store.all(Person, "studio")}
    for task in tasks.values():
        assert bool(task.holder) is (task.state is not State.UNCLAIMED) or not task.open or task.state is State.DRAFT
        assert not task.newcomer or task.newcomer != task.holder
        assert not task.newcomer or task.open
        if task.open and not task.private:
            assert all(people[who].role in WORKERS for who in (task.holder, task.newcomer) if who), task
    await check_systems(house, tasks)
    for project in await house.store.all(Project, "studio"):
        steps = {number: tasks[number] for number in project.steps}
        assert not project.open or not freed(steps), f"a step of {project.number} waits for nothing"


async def check_stand_ins(house: House) -> None:
    """Who stands in does so for somebody who is there, on leave or back by the next working time, and who said so."""
    people, now = {person.id: person for person in await house.store.all(Person, "studio")}, house.now
    for person in people.values():
        for away in (people[who] for who in person.stands_in_for):
            leaves = [one for one in away.away if one.stand_in == person.id and one.first <= now.date() + DAY]
            assert away.active, (person, away)
            assert any(at_minutes(one.last + 5 * DAY, 0, away.zone) > now for one in leaves), (person, away, now)


async def check_systems(house: House, tasks: Mapping[str, Task]) -> None:
    """No turn is made twice, and every running system has its one job, or waits for a task that is open.

    One that was cancelled comes again where its system was stopped and resumed before it was due.
    """
    stood = [task for task in tasks.values() if task.system and task.state is not State.CANCELLED]
    made = Counter((task.system, task.turn) for task in stood if task.accepted_at)
    assert all(times == 1 for times in made.values()), made
    waiting = Counter(job.key for job in await house.store.due_jobs(FAR, 10_000) if job.action == "systems.make")
    for system in await house.store.all(System, "studio"):
        jobs = [key for key in waiting if key.startswith(f"system:{system.id}:")]
        assert jobs == ([job_key(system, system.coming)] if system.coming else []), system
        if system.state is SystemState.RUNNING and system.coming is None:
            assert system.recurrence.from_done
            assert tasks[system.last].open


async def check_delivered(house: House) -> None:
    """Every message stands once, as its newest card; nothing waits."""
    assert await house.store.next_outbox(house.now + timedelta(hours=1), 99) == []
    messages = await house.store.all(ChatMessage, "studio")
    assert len({message.key for message in messages}) == len(messages), "a message appears twice"
    for message in messages:
        row: Outgoing | None = await house.store.outgoing("studio", message.key)
        if row:
            assert message.card == row.card, f"{message.key} shows an old card"


async def chosen(crowd: Crowd, chance: random.Random) -> Request:
    if chance.random() < 0.01:
        return crowd.left()
    return crowd.typed() if chance.random() < 0.4 else await crowd.pressed()


async def act(house: House, crowd: Crowd, witness: Witness, request: Request) -> None:
    """One thing somebody does, with the form that may follow, and sometimes the same again."""
    chance = crowd.chance
    for _ in range(3):
        try:
            reply = await house.ask(request)
        except Refused:
            return
        await witness.saw(house, request, reply)
        crowd.reads(request, reply)
        if chance.random() < 0.2:
            assert (await house.ask(request) == reply) or not (await house.store.reply_to(inbox_id(request)))[0]
        if not isinstance(reply, Ask):
            return
        request = crowd.filled(reply.form, request)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Power cuts are meant here; their tracebacks would fill the log."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


@pytest.mark.parametrize("seed", range(FIRST, LAST))
async def test_nothing_acknowledged_is_lost_and_nothing_appears_twice(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    house, witness = House(tmp_path, chance), Witness()
    await house.start()
    await house.seed()
    crowd = Crowd(house, chance)
    for who, line in BEGINNINGS[seed % len(BEGINNINGS)]:
        await act(house, crowd, witness, await crowd.at_work(who, line))
    for _ in range(STEPS_PER_RUN):
        if chance.random() < 0.15:
            house.light_fuse()
        try:
            if chance.random() < 0.25:
                passes = chance.choice((house.sleep, house.live_on))
                await passes(chance.choice((7, 60, 300, 1_440, 4_000)))
            else:
                await act(house, crowd, witness, await chosen(crowd, chance))
        except PowerCut:
            await house.crash()
            await check(house, witness)
            await house.catch_up()
        await check_stand_ins(house)
    house.store.fuse = -1
    await house.live_on(60)  # whatever waits to be tried again is due by then
    await check(house, witness)
    await check_delivered(house)
    await house.stop()
