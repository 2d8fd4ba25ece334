"""adapters/run.py: the parts wired together do a week of the sample team's work, and stop as they should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.kinds import KINDS
from adapters.run import House
from adapters.sample import TEAM, seed
from adapters.sample_clock import SampleTime
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.tinydb_store import TinyDBStore
from bot.ports import Address, Outgoing
from bot.requests import Record, Request
from tests.adapters.fakes import FakeChat, Hands, until


async def nothing() -> None:
    """A page that has nothing to close."""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    store = await TinyDBStore.open(tmp_path, KINDS)
    time = SampleTime(tmp_path / "clock", Hands().now)
    await seed(store, time.now())
    house = House(store, time.now, MemoryAttachments())
    house.settle_in(time)
    yield house
    await store.close()


def test_every_kind_of_record_is_in_the_one_list() -> None:
    ours = {kind for kind in Record.__subclasses__() if kind.__module__.startswith(("bot.", "adapters."))}
    assert ours == set(KINDS)


async def test_a_command_posts_and_the_posts_are_delivered(house: House) -> None:
    stop = asyncio.Event()
    working = asyncio.create_task(house.work(stop, nothing))
    line = "@ana Write the article by Fri 5pm ~2h done when: 3 sources"
    request = Request(
        id="r1",
        team=TEAM,
        action="handoff.delegate",
        account="web:olivia",
        arguments={"line": line},
        at=Hands().now(),
    )
    assert await house.dispatch(request) is not None
    stop.set()
    assert await working
    assert house.totals()["messages_sent"] >= 6


async def test_two_weeks_of_jumps_crash_nothing_and_leave_nothing_undelivered(house: House) -> None:
    sample = house.sample
    assert sample is not None
    for _ in range(2):
        for zone in ("America/New_York", "Asia/Manila"):
            await sample.jump("tomorrow", zone)
            await sample.jump("next", zone)
        await sample.jump("friday", "Europe/London")
    totals = house.totals()
    assert totals["jobs_fired"] > 0
    assert (totals["jobs_crashed"], totals["messages_failed"], totals["messages_dropped"]) == (0, 0, 0)
    assert totals["jobs_late_seconds"] == 0


async def never(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError("it goes on for ever")


class Deaf(FakeChat):
    """Takes messages and says nothing."""

    taken = 0

    async def show(self, to: Address, row: Outgoing) -> str:
        self.taken += 1
        await asyncio.Event().wait()
        raise AssertionError("it goes on for ever")


async def test_a_stop_keeps_its_deadline_whatever_is_open_or_undelivered(house: House) -> None:
    house.chats["web"] = deaf = Deaf()
    app = house.app()
    app.router.add_get("/never", never)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    server = TestServer(app)
    await server.start_server(shutdown_timeout=0.05)
    assert server.runner is not None
    async with TestClient(server) as client:
        streams = [await client.get("/as/ana/baton/live") for _ in range(10)]
        unanswered = asyncio.create_task(client.get("/never"))
        working = asyncio.create_task(house.work(stop, server.runner.cleanup, within_seconds=0.3))
        await until(lambda: deaf.taken > 0)
        stopped_at = loop.time()
        stop.set()
        assert await working
        assert 0.3 <= loop.time() - stopped_at < 2
        for stream in streams:
            assert (await stream.read()).startswith(b"event: chat")
        unanswered.cancel()


async def test_a_defect_in_a_worker_ends_the_run_as_not_well(house: House) -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    house.clock.fire_due = broken  # type: ignore[method-assign] # the only way to make the wiring's own worker fail
    assert not await house.work(asyncio.Event(), nothing)
