"""Standups under trouble: no acknowledged answer is lost, nothing stands twice, late is marked late, leave is kept.

`BATON_SEEDS=from:to` chooses other seeds; a failure prints its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.errors import StoreClosed
from bot.standups.records import Answer, Run, seat_key
from tests.simulation.mornings import ST_ANDREWS, TEAMS, TUESDAY, ZONES, Mornings, user
from tests.slack_fake.faults import Fault, Kind
from tests.slack_fake.words import buttons

FIRST, LAST = map(int, os.environ.get("BATON_SEEDS", "0:20").split(":"))
STEPS = 30
METHODS = ("chat.postMessage", "chat.update", "*")
KINDS: tuple[Kind, ...] = ("busy", "lost", "unheard", "crash")
PASSES = (20, 45, 90, 170, 600)
NAPS = (timedelta(hours=3), timedelta(days=3))
LABELS = ("Answer", "Change", "Post as drafted", "Answer late", "Skip today")


class Crowd:
    """Everybody at their Slack clients, with unique words in each answer."""

    def __init__(self, mornings: Mornings, chance: random.Random) -> None:
        self._mornings = mornings
        self._chance = chance
        self._count = 0
        self.gone = set[tuple[int, int]]()

    async def some_answer(self) -> None:
        """The forms open first; then all hand in at once, some of them twice, while messages are on their way.

        Sometimes the clock moves on meanwhile, so that days open and close amid the answers.
        """
        chance = self._chance
        several = [(team, number) for team in range(TEAMS) for number in range(1, len(ZONES)) if chance.random() < 0.6]
        for team, number in several:
            await self._presses(team, number)
        await self._mornings.settled()
        acts = [self._hands_in(team, number) for team, number in several]
        if chance.random() < 0.3:
            acts.append(self._mornings.sleep_to(self._mornings.watch.at + timedelta(minutes=chance.choice(PASSES))))
        ended = await asyncio.gather(*acts, self._mornings.deliver(), return_exceptions=True)
        for error in ended:
            if error:
                raise error

    async def somebody_changes(self) -> None:
        """Goes on leave, comes back, leaves for good, or brings somebody new."""
        team, number = self._chance.randrange(TEAMS), self._chance.choice((1, 2, 5))  # not who is on leave already
        people = self._mornings.people[team]
        match self._chance.randrange(4):
            case 0:
                await people.type_slash(user(team, number), f"C{team:04}", "/baton away until tomorrow")
            case 1:
                await people.type_slash(user(team, number), f"C{team:04}", "/baton back")
            case 2:
                line = "/delegate @p9 Water plants by in 5 days ~1h done when: wet"
                await people.type_slash(user(team, 0), f"C{team:04}", line)
            case 3 if not self.gone:
                self.gone.add((team, number))
                await people.changes(user(team, number), deleted=True)
        await self._mornings.deliver()

    async def _presses(self, team: int, number: int) -> None:
        """The newest button that the standup shows this person, or an old one."""
        people, who = self._mornings.people[team], user(team, number)
        shown = [(one, label) for one in self._mornings.private(team, number) for label in buttons(one.blocks)]
        fitting = [pair for pair in shown if pair[1] in LABELS]
        if not fitting or (team, number) in self.gone:
            return
        message, label = fitting[-1] if self._chance.random() < 0.9 else self._chance.choice(fitting)
        if label == "Skip today" and self._chance.random() < 0.9:
            label = "Answer" if "Answer" in buttons(message.blocks) else "Change"
        if label in buttons(message.blocks):
            await people.press(who, people.workspace.im(who).id, message.ts, label)

    async def _hands_in(self, team: int, number: int) -> None:
        people, who = self._mornings.people[team], user(team, number)
        view = next(iter(people.workspace.modals.get(who, ())), None)
        if view is None or "q1" not in json.dumps(view.given):
            return
        self._count += 1
        people.fill(who, "q1", f"serial{self._count}")
        people.fill(who, "q2", "Product photos")
        if self._chance.random() < 0.3:
            people.fill(who, "q3", f"no access to shop {self._count}")
        await people.submit(who)
        if self._chance.random() < 0.2:
            await people.posting.again()


def trouble(mornings: Mornings, chance: random.Random) -> None:
    """Slack says no, loses an answer, or breaks; or the process will soon die."""
    for _ in range(chance.randint(1, 4)):
        kind = chance.choice(KINDS)
        seconds = chance.choice((1, 3, 40)) if kind == "busy" else None
        mornings.fake.faults.plan(chance.choice(METHODS), *([None] * chance.randint(0, 3)), Fault(kind, seconds))
    if chance.random() < 0.5:
        mornings.light_fuse()


async def check(mornings: Mornings, crowd: Crowd) -> None:
    """When everything is delivered."""
    messages = await mornings.posted()
    keys = Counter((team, key) for team, key, _ in messages)
    assert max(keys.values(), default=1) == 1, keys.most_common(3)
    for team in range(TEAMS):
        runs = {run.id: run for run in await mornings.store.all(Run, f"team{team}")}
        answers = {answer.id: answer for answer in await mornings.store.all(Answer, f"team{team}")}
        shown = {key: json.dumps(one.blocks) for number, key, one in messages if number == team}
        for run in runs.values():
            check_day(run, [one for one in answers.values() if one.id.startswith(run.id)], shown)
        check_leave(mornings, team, runs)
    for said in mornings.said:
        answer = await mornings.store.get(Answer, said.team, f"{said.run}:{said.person}")
        assert answer, f"{said} is gone"
        assert serial(answer.lines[0].text) >= serial(said.words), f"{said} was overtaken by {answer}"


def serial(words: str) -> int:
    """They grow; a person hands in one after another."""
    return int(words.removeprefix("serial"))


def check_day(run: Run, answers: list[Answer], shown: dict[str, str]) -> None:
    """Each answer stands in the thread as it was given last, late ones marked; a summary once it is closed."""
    for answer in answers:
        seat = run.seat(answer.person)
        assert seat
        assert answer.late is (answer.at >= seat.closes_at), answer
        key = f"{seat_key(run.id, answer.person)}:answer"
        if answer.skipped:
            assert key not in shown
            continue
        assert answer.lines[0].text in shown[key], f"{key} shows {shown[key]} instead of {answer}"
        assert ("late" in shown[key].lower()) is answer.late, shown[key]
        assert f"standup:{run.id}" in shown, f"{run.id} has no head"
    assert (f"standup:{run.id}:summary" in shown) is run.summed_up, (run, sorted(shown))


def check_leave(mornings: Mornings, team: int, runs: dict[str, Run]) -> None:
    """Who is on leave or has a public holiday is not asked and hears nothing of that day."""
    for number, day in ((4, TUESDAY), (3, ST_ANDREWS)):
        run = runs.get(f"1:{day}")
        seat = run.seat(f"p{number}") if run else None
        assert seat is None or seat.state not in ("asked",), seat
        said = json.dumps([one.blocks for one in mornings.private(team, number)])
        assert f"1:{day}" not in said


async def settled(mornings: Mornings) -> None:
    """Everything is sent, also what waits for its turn, and no day is open any more."""
    mornings.store.fuse = -1
    for _ in range(40):
        await mornings.deliver()
        if (at := await mornings.store.next_retry_at(mornings.watch.at)) is None:
            break
        await mornings.watch.stand(at)
    waiting = await mornings.store.next_outbox(mornings.watch.at + timedelta(days=1), 99)
    assert not waiting, waiting


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Trouble is meant here; its lines would fill the log."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


async def one_step(mornings: Mornings, crowd: Crowd, chance: random.Random) -> None:
    match chance.randrange(12):
        case 0:
            await mornings.sleep_to(mornings.watch.at + chance.choice(NAPS))
        case 1 | 2 | 3 | 4 | 5:
            await mornings.pass_to(mornings.watch.at + timedelta(minutes=chance.choice(PASSES)))
        case 6:
            await crowd.somebody_changes()
        case _:
            await crowd.some_answer()


@pytest.fixture(params=range(FIRST, LAST))
async def mornings(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Mornings]:
    mornings = Mornings(tmp_path, random.Random(request.param))
    await mornings.open()
    yield mornings
    await mornings.close()


async def test_a_standup_survives_what_happens_in_a_morning(mornings: Mornings) -> None:
    chance = mornings.chance
    crowd = Crowd(mornings, chance)
    for _ in range(STEPS):
        if chance.random() < 0.3:
            trouble(mornings, chance)
        try:
            await one_step(mornings, crowd, chance)
        except StoreClosed:
            await mornings.crash()
        if mornings.store.dead:
            await mornings.crash()
    await settled(mornings)
    await check(mornings, crowd)
    assert not mornings.fake.complaints, mornings.fake.complaints
