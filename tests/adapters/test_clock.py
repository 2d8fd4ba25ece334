"""adapters/clock.py: each due job is dispatched once, in order, whatever crashes and however the clock jumps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from adapters.clock import Clock, SchedulerAlarm
from adapters.storage.memory_store import MemoryStore
from bot.errors import NotAllowed, StoreClosed
from bot.ports import Commit
from bot.requests import Outcome, Request, Wake
from tests.adapters.fakes import NOON, FakeAlarm, Hands, Written, until


class House:
    """A store with jobs, and a door that notes each request, fails as planned, and removes the job as dispatch does."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.write = Written(self.store)
        self.hands = Hands()
        self.alarm = FakeAlarm()
        self.asked: list[Request] = []
        self.failures: dict[str, list[Exception]] = {}
        self.next: Callable[[Request], Outcome] = lambda _: Outcome()
        self.lock = asyncio.Lock()
        self.clock = Clock(self.store, self.dispatch, self.hands.now, self.alarm)

    async def dispatch(self, request: Request) -> None:
        async with self.lock:
            await asyncio.sleep(0)
            self.asked.append(request)
            if self.failures.get(request.job):
                raise self.failures[request.job].pop(0)
            seen, _ = await self.store.reply_to(request.id)
            if not seen:
                commit = Commit(
                    request_id=request.id,
                    team=request.team,
                    at=request.at,
                    outcome=self.next(request),
                    job=request.job,
                )
                await (await self.store.commit(commit))

    def jobs(self) -> list[str]:
        return [request.job for request in self.asked]


@pytest.fixture
async def house() -> House:
    return House()


def wake(key: str, at: datetime = NOON) -> Wake:
    return Wake(key=key, at=at, action="x.do", arguments={"n": key})


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


async def test_what_is_due_is_asked_in_order_and_the_rest_waits(house: House) -> None:
    await house.write(wake("c", NOON), wake("a", NOON - minutes(2)), wake("b", NOON - minutes(1)))
    await house.write(wake("later", NOON + minutes(1)))
    await house.clock.fire_due()
    assert house.jobs() == ["a", "b", "c"]
    assert house.asked[0].due_at == NOON - minutes(2)
    assert {request.at for request in house.asked} == {NOON}
    assert await house.clock.next_at() == NOON + minutes(1)
    assert (house.clock.fired, house.clock.late_seconds) == (3, 180)


async def test_a_thousand_due_jobs_of_many_teams_are_each_asked_once(house: House) -> None:
    for number in range(20):
        team = Written(house.store, f"t{number}")
        await team(*(wake(f"j{index:03}", NOON - minutes(60) + timedelta(seconds=index)) for index in range(50)))
    await house.clock.fire_due()
    assert len(house.asked) == len({request.id for request in house.asked}) == 1000
    for number in range(20):
        of_team = [request.job for request in house.asked if request.team == f"t{number}"]
        assert of_team == sorted(of_team)


async def test_a_job_may_set_its_next_wake(house: House) -> None:
    house.next = lambda request: Outcome(wakes=(wake(request.job, NOON + timedelta(days=1)),))
    await house.write(wake("daily"))
    await house.clock.fire_due()
    assert await house.clock.next_at() == NOON + timedelta(days=1)


async def test_a_crashing_job_is_logged_with_its_request_and_blocks_no_other(house: House) -> None:
    house.failures["bad"] = [ZeroDivisionError("a defect")]
    await house.write(wake("bad", NOON - minutes(1)), wake("good"))
    with capture_logs() as lines:
        await house.clock.fire_due()
    assert house.jobs() == ["bad", "good"]
    [line] = [line for line in lines if line["event"] == "job failed"]
    assert line["request"].startswith("job:t1/bad@2026-11-23T11:59:00+00:00~")
    assert (line["again_in_minutes"], line["log_level"]) == (1, "error")
    assert isinstance(line["exc_info"], ZeroDivisionError)


async def test_what_is_no_defect_of_a_job_goes_through_the_clock(house: House) -> None:
    class PowerCut(BaseException):
        """Nothing that may be survived."""

    def cut(_: Request) -> Outcome:
        raise PowerCut

    house.next = cut
    await house.write(wake("a"))
    with pytest.raises(PowerCut):
        await house.clock.fire_due()
    assert house.clock.crashed == 0
    assert await house.clock.next_at() == NOON


async def test_a_crashing_job_is_tried_again_ever_more_rarely_until_it_succeeds(house: House) -> None:
    house.failures["bad"] = [ZeroDivisionError()] * 9
    await house.write(wake("bad"))
    tried: list[float] = []
    for _ in range(10):
        await house.clock.fire_due()
        await house.clock.fire_due()
        tried.append((house.hands.at - NOON).total_seconds() / 60)
        house.hands.at = await house.clock.next_at() or house.hands.at
    waits = [later - earlier for earlier, later in pairwise(tried)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert len(house.asked) == 10
    assert len({request.id for request in house.asked}) == 1
    assert await house.store.next_job_at() is None


async def test_held_jobs_do_not_hide_the_others_that_come_due(house: House) -> None:
    bad = [f"bad{number}" for number in range(600)]
    house.failures = {key: [NotAllowed(("no",))] for key in bad}
    await house.write(*(wake(key, NOON - minutes(1)) for key in bad), wake("good"))
    await house.write(wake("soon", NOON + timedelta(seconds=30)))
    await house.clock.fire_due()
    assert len(house.asked) == 601
    assert await house.clock.next_at() == NOON + timedelta(seconds=30)
    house.hands.move(seconds=30)
    await house.clock.fire_due()
    assert house.jobs()[-1] == "soon"
    assert len(house.asked) == 602


async def test_a_held_job_that_was_set_anew_is_asked_at_its_new_time(house: House) -> None:
    house.failures["bad"] = [ZeroDivisionError()] * 5
    await house.write(wake("bad"))
    await house.clock.fire_due()
    house.failures.clear()
    await house.write(wake("bad", NOON + timedelta(seconds=5)))
    house.hands.move(seconds=5)
    await house.clock.fire_due()
    assert await house.store.next_job_at() is None


@pytest.mark.parametrize("again", [timedelta(0), timedelta(seconds=-1)])
async def test_a_job_that_wakes_itself_at_once_is_slowed_down(house: House, again: timedelta) -> None:
    house.next = lambda request: Outcome(wakes=(wake(request.job, request.at + again),))
    await house.write(wake("eager"))
    await house.clock.fire_due()
    assert len(house.asked) == 1
    assert await house.clock.next_at() == NOON + minutes(1)


async def test_a_store_that_refuses_stops_the_pass_and_nothing_is_lost(house: House) -> None:
    house.failures["a"] = [StoreClosed("the disk is full")]
    await house.write(wake("a"), wake("b"))
    with pytest.raises(StoreClosed):
        await house.clock.fire_due()
    await house.clock.fire_due()
    assert house.jobs().count("a") == 2
    assert await house.store.next_job_at() is None


async def test_the_clock_waits_for_the_earliest_job_and_an_earlier_one_wakes_it(house: House) -> None:
    await house.write(wake("a", NOON + timedelta(seconds=50)))
    running = asyncio.create_task(house.clock.run())
    assert await house.alarm.waited_for() == 50
    sooner = wake("b", NOON + timedelta(seconds=20))
    await house.write(sooner)
    house.clock.poke(Outcome(wakes=(sooner,)))
    assert await house.alarm.waited_for() == 20
    later = wake("c", NOON + timedelta(seconds=40))
    await house.write(later)
    house.clock.poke(Outcome(wakes=(later, Wake(key="gone", at=None))))
    await asyncio.sleep(0)
    assert house.alarm.asked == [50, 20]
    house.clock.stop()
    await running


async def test_the_clock_never_sleeps_longer_than_a_minute(house: House) -> None:
    await house.write(wake("far", NOON + timedelta(days=400)))
    running = asyncio.create_task(house.clock.run())
    assert await house.alarm.waited_for() == 60
    house.clock.stop()
    await running


@pytest.mark.parametrize("jump", [timedelta(hours=8), timedelta(days=3650)])
async def test_a_jump_of_the_machines_clock_forward_fires_once_at_the_next_look(house: House, jump: timedelta) -> None:
    await house.write(wake("a", NOON + timedelta(hours=7)))
    running = asyncio.create_task(house.clock.run())
    await house.alarm.waited_for()
    house.hands.at += jump
    house.alarm.ring()
    await until(lambda: bool(house.asked))
    house.clock.stop()
    await running
    assert house.jobs() == ["a"]


async def test_a_jump_back_neither_repeats_a_job_nor_holds_one_for_ever(house: House) -> None:
    house.failures["bad"] = [ZeroDivisionError()]
    await house.write(wake("a"), wake("bad", NOON - timedelta(days=30)))
    await house.clock.fire_due()
    house.hands.move(days=-10)
    await house.clock.fire_due()
    assert house.jobs() == ["bad", "a", "bad"]


async def test_the_running_clock_survives_a_store_that_refuses(house: House) -> None:
    house.failures["a"] = [StoreClosed("the disk is full")]
    await house.write(wake("a"))
    running = asyncio.create_task(house.clock.run())
    assert await house.alarm.waited_for() == 60
    house.alarm.ring()
    await until(lambda: len(house.asked) == 2)
    house.clock.stop()
    await running


async def test_old_request_ids_are_forgotten_once_a_day(house: House) -> None:
    await house.write(wake("a"))
    assert (await house.store.reply_to("t1:1"))[0]
    running = asyncio.create_task(house.clock.run())
    for days in (0, 13, 2):
        await house.alarm.waited_for()
        known, _ = await house.store.reply_to("t1:1")
        assert known
        house.hands.move(days=days)
        house.alarm.ring()
    await house.alarm.waited_for()
    assert not (await house.store.reply_to("t1:1"))[0]
    house.clock.stop()
    await running


async def test_the_scheduler_rings_at_its_date_and_when_rung() -> None:
    alarm = SchedulerAlarm()
    await alarm.wait(0)
    alarm.ring()
    await alarm.wait(60)
    await alarm.wait(-5)
    alarm.stop()
    await asyncio.sleep(0)
