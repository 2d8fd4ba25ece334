"""Sockets that break off, fall silent or are asked to leave: real loopback, the machine's clock, times scaled down."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from typing import NamedTuple

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from adapters.slack_chat.sockets import ACTING_MOST, Sockets
from tests.slack_fake import payloads
from tests.slack_fake.faults import Fault
from tests.slack_faults.house import House

SCALE = 20  # what Baton waits for on purpose takes a twentieth here
DROPS = 300


class Clock(NamedTuple):
    """What sockets need of time."""

    sleep: Callable[[float], Awaitable[None]]
    monotonic: Callable[[], float]


@pytest.fixture
async def wired() -> AsyncIterator[House]:
    """On the machine's own clock."""
    house = House("socket")
    await house.open(sleep=shorter)
    yield house
    await house.close()


EVENT = {"type": "app_home_opened", "user": "U0ANA", "channel": "D0ANA", "tab": "messages", "event_ts": "1.1"}


async def shorter(seconds: float) -> None:
    await asyncio.sleep(seconds / SCALE)


async def served_again(house: House, after: float) -> float:
    """Seconds from `after` until something that people do is acknowledged."""
    while True:
        house.people.posting.patience_seconds = 0.2
        delivered = await house.people.type_slash("U0ANA", "D0ANA", "/tasks")
        if delivered and delivered.fine:
            return time.monotonic() - after
        await asyncio.sleep(0.005)


async def test_two_sockets_are_open_so_that_one_may_go(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    assert len(wired.fake.sockets.open) == 2


async def test_after_a_dropped_socket_the_gap_is_at_most_a_second(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    for _ in range(3):
        for socket in list(wired.fake.sockets.open):
            wired.fake.sockets.drop(socket)
        assert await served_again(wired, time.monotonic()) <= 1.0
    await wired.settled()


async def test_one_dropped_socket_of_two_leaves_no_gap_at_all(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    for _ in range(5):
        wired.fake.sockets.drop(wired.fake.sockets.open[0])
        delivered = await wired.people.type_slash("U0ANA", "D0ANA", "/tasks")
        assert delivered
        assert delivered.fine
        await wired.within(wired.fake.sockets.connected(2))


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_disconnect_frame_misses_nothing(wired: House, reason: str) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    wired.fake.meter.strict = False
    for _ in range(3):
        before = wired.fake.sockets.opened
        leaving = wired.fake.sockets.open[0]
        await wired.fake.sockets.disconnect(leaving, reason, close=False)
        wired.people.posting.on = leaving  # it was on its way when the frame was
        assert (await wired.people.posting.event(wired.studio, dict(EVENT))).fine
        wired.people.posting.on = None
        for _ in range(10):
            assert (await wired.people.posting.event(wired.studio, dict(EVENT))).fine
        await wired.until(lambda seen=before: wired.fake.sockets.opened > seen)  # type: ignore[misc]
        if leaving in wired.fake.sockets.open:
            await wired.fake.sockets.close(leaving)
        await wired.within(wired.fake.sockets.connected(2))
    assert not wired.people.posting.failed


async def test_too_many_websockets_is_no_reason_to_open_more_at_once(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    before = wired.fake.sockets.opened
    await wired.fake.sockets.disconnect(wired.fake.sockets.open[0], "too_many_websockets")
    delivered = await wired.people.type_slash("U0ANA", "D0ANA", "/tasks")
    assert delivered
    assert delivered.fine
    assert wired.fake.sockets.opened - before <= 2


async def test_a_slack_that_refuses_connections_is_tried_again_until_it_takes_one(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    wired.fake.sockets.refuses = True
    await wired.fake.sockets.close_all()
    await asyncio.sleep(0.05)
    assert not wired.fake.sockets.open
    wired.fake.sockets.refuses = False
    await wired.within(wired.fake.sockets.connected())


async def test_sockets_that_fall_silent_are_noticed_within_five_seconds(wired: House) -> None:
    """Open, and yet dead: nothing comes and no ping is answered. The machine's own clock, unscaled."""
    await wired.within(wired.fake.sockets.connected(2))
    began = time.monotonic()
    for socket in wired.fake.sockets.open:
        socket.silent = True
    await wired.within(wired.fake.sockets.connected(1))
    assert time.monotonic() - began <= 5.0
    assert await served_again(wired, began) <= 5.0


async def test_many_drops_leave_two_sockets_and_nothing_done_twice() -> None:
    """Of connections that had lasted, as each look at this clock is a minute later."""
    house, minutes = House("socket"), count()
    await house.open(sleep=shorter, monotonic=lambda: next(minutes) * 60.0)
    sockets = house.fake.sockets
    house.fake.meter.strict = False
    for _ in range(DROPS):
        await house.within(sockets.connected(2))
        sockets.drop(sockets.open[0])
        delivered = await house.people.posting.event(house.studio, dict(EVENT), retries=3)
        assert delivered.fine
    await house.within(sockets.connected(2))
    assert len(sockets.open) == 2
    await house.close()


@pytest.mark.parametrize("ending", ["close", "hello", "binary", "refresh"])
async def test_connections_that_end_at_once_are_not_opened_by_the_thousand(ending: str) -> None:
    opened, slept = 0, 0.0
    enough = asyncio.Event()

    async def at(_: web.Request) -> web.WebSocketResponse:
        wire = web.WebSocketResponse()
        await wire.prepare(_)
        if ending in ("hello", "refresh"):
            await wire.send_str('{"type": "hello"}')
        if ending == "refresh":
            await wire.send_str('{"type": "disconnect", "reason": "refresh_requested"}')
        if ending == "binary":
            await wire.send_bytes(b"x")
        await wire.close()
        return wire

    async def sleep(seconds: float) -> None:
        nonlocal slept
        slept += seconds
        if slept >= 600:
            enough.set()
        await asyncio.sleep(0)

    async def address() -> str:
        nonlocal opened
        opened += 1
        return str(server.make_url("/"))

    async def act(_: object) -> None:
        return None

    app = web.Application()
    app.router.add_get("/", at)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        sockets = Sockets(lambda: session, address, act, Clock(sleep, lambda: slept))
        sockets.start()
        async with asyncio.timeout(20):
            await enough.wait()
        await sockets.stop()
    assert opened < 60, "in ten minutes, over two connections"


async def test_socket_mode_that_is_switched_off_and_on_again_is_found_again() -> None:
    house = House("socket")
    await house.open(sleep=lambda seconds: asyncio.sleep(seconds / 1_000))
    await house.within(house.fake.sockets.connected(2))
    before = house.fake.sockets.opened
    with capture_logs() as lines:
        for socket in list(house.fake.sockets.open):
            await house.fake.sockets.disconnect(socket, "link_disabled")
        await house.until(lambda: house.fake.sockets.opened >= before + 2)
        await house.within(house.fake.sockets.connected(2))
    assert len([line for line in lines if "switched off" in line["event"]]) == 1
    await house.close()


async def test_what_keeps_baton_from_connecting_is_logged_once_and_in_words(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    wired.fake.meter.strict = False
    wired.fake.faults.error("apps.connections.open", "invalid_auth", times=8)
    with capture_logs() as lines:
        await wired.fake.sockets.close_all()
        await wired.within(wired.fake.sockets.connected(2))
    said = [line["event"] for line in lines if "not connected" in line["event"]]
    assert said == ["not connected to Slack: it says invalid_auth; see baton doctor"]


async def test_a_flood_is_turned_away_before_it_fills_the_memory(wired: House) -> None:
    wired.gate = asyncio.Event()
    wired.chat._answering.seconds = 60.0  # or those who came first are acknowledged before the last on a slow machine
    wire = wired.fake.sockets.open[0].wire
    said = payloads.slash(
        wired.studio, wired.studio.users["U0OLIVIA"], wired.studio.conversations["C0GENERAL"], "/tasks"
    )
    for number in range(ACTING_MOST + 50):
        envelope = {"type": "slash_commands", "envelope_id": f"e{number}", "accepts_response_payload": True}
        await wire.send_str(json.dumps(envelope | {"payload": said | {"trigger_id": f"t{number}"}}))
    await wired.until(lambda: len(wired.chat._sockets.acting()) >= ACTING_MOST if wired.chat._sockets else False)
    await asyncio.sleep(0.1)
    assert wired.chat._sockets
    assert len(wired.chat._sockets.acting()) == ACTING_MOST
    wired.gate.set()
    await wired.until(lambda: len(wired.fake.complaints) >= ACTING_MOST + 50)
    assert sum("more to do than I can" in said for said in wired.fake.complaints) == 50, "told to those turned away"
    wired.fake.sockets.complaints.clear()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("busy", 1),
        Fault("crash"),
        Fault("page", status=502),
        Fault("unheard"),
        Fault("error", word="internal_error"),
        Fault("error", word="invalid_auth"),
    ],
)
async def test_an_address_that_cannot_be_had_is_asked_for_again(wired: House, fault: Fault) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    wired.fake.meter.strict = False
    wired.fake.faults.plan("apps.connections.open", *[fault] * 4)
    await wired.fake.sockets.close_all()
    async with asyncio.timeout(5):
        await wired.fake.sockets.connected(2)
    delivered = await wired.people.type_slash("U0ANA", "D0ANA", "/tasks")
    assert delivered
    assert delivered.fine


async def test_a_slack_that_is_down_at_the_start_holds_up_nothing_and_is_found_when_it_comes() -> None:
    house = House("socket")
    house.fake.faults.down = True
    began = time.monotonic()
    await house.open(wait=False, sleep=shorter)
    assert time.monotonic() - began < 1.0
    assert not await house.chat.chat.ready()
    house.fake.faults.down = False
    await house.within(house.fake.sockets.connected(2))
    delivered = await house.people.type_slash("U0ANA", "D0ANA", "/tasks")
    assert delivered
    assert delivered.fine
    await house.close()


async def test_stopping_takes_less_than_two_seconds_whatever_slack_does(wired: House) -> None:
    await wired.within(wired.fake.sockets.connected(2))
    for socket in wired.fake.sockets.open:
        socket.silent = True
    began = time.monotonic()
    await wired.chat.quiet()
    await wired.chat.stop()
    assert time.monotonic() - began < 2.0
