"""Socket Mode over two connections at once, so that a broken one leaves no gap.

slack_sdk's own client keeps one, and needs 9 s to notice that it was cut and 19 s that it fell silent. Two overlap
here: Slack sends each envelope over either of them, a cut one is replaced at once, and each is asked every two seconds
whether it still lives. docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Protocol

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

CONNECTIONS = 2
PING_SECONDS = 3.0  # aiohttp asks after so long and waits half of it for the answer: silence is noticed in 4.5 s
FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 0.2, 30.0
HELLO_SECONDS = 10.0
CROWDED_SECONDS = 60.0
SWITCHED_OFF_SECONDS = 300.0
LASTED_SECONDS = 10.0  # a connection that ends sooner was none, and the next one waits a little
ACTING_MOST = 500
LARGEST_BYTES = 4 << 20
GOODBYE_SECONDS = 15.0  # a warning comes ten seconds before the end

log = structlog.get_logger()

Address = Callable[[], Awaitable[str]]
Act = Callable[[Mapping[str, Any]], Awaitable[Any]]


class Timing(Protocol):
    """What time is made of; a SlackSetup is one."""

    @property
    def sleep(self) -> Callable[[float], Awaitable[None]]: ...

    @property
    def monotonic(self) -> Callable[[], float]: ...


class LinkDisabled(Exception):
    """Socket Mode was switched off for this app: nobody is let in until it is on again."""


class Crowded(Exception):
    """More connections than the ten that one app may have."""


class Sockets:
    """`address` gives a new address to connect to (apps.connections.open); `act` the payload to acknowledge with.

    `busy` are the words for whoever types a command while more is acted on than can be.
    """

    def __init__(
        self, session: Callable[[], aiohttp.ClientSession], address: Address, act: Act, time: Timing, busy: str = ""
    ) -> None:
        self._session = session
        self._address = address
        self._act = act
        self._sleep = time.sleep
        self._monotonic = time.monotonic
        self._busy = busy
        self._trouble = ""
        self._alive: set[int] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._acting: set[asyncio.Task[object]] = set()
        self._leaving: set[asyncio.Task[object]] = set()
        self._turned_away: set[asyncio.Task[object]] = set()

    @property
    def connected(self) -> bool:
        return bool(self._alive)

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._keep(number)) for number in range(CONNECTIONS)]

    async def stop(self) -> None:
        """Listen no more; what was heard is acted on to the end."""
        for task in (*self._tasks, *self._leaving):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1)
        if self._acting:
            await asyncio.wait(set(self._acting), timeout=1)

    def acting(self) -> set[asyncio.Task[object]]:
        return set(self._acting)

    async def _keep(self, number: int) -> None:
        """One connection, and the next one when it ends."""
        wait = FIRST_RETRY_SECONDS
        if number:
            await self._sleep(0)
        while True:
            began = self._monotonic()
            try:
                pause = await self._until_it_ends(number)
            finally:
                self._alive.discard(number)
            if pause is None and self._monotonic() - began >= LASTED_SECONDS:
                wait = FIRST_RETRY_SECONDS
                continue
            await self._sleep(wait if pause is None else pause)
            wait = min(wait * 2, LONGEST_RETRY_SECONDS)

    async def _until_it_ends(self, number: int) -> float | None:
        """Seconds to wait before the next connection, where the reason says how long."""
        try:
            await self._connection(number)
        except LinkDisabled:
            self._say("Socket Mode is switched off for this app: turn it on under Socket Mode in its settings")
            return SWITCHED_OFF_SECONDS
        except Crowded:
            self._say("too many connections of this app are open; is another Baton running?")
            return CROWDED_SECONDS
        except SlackApiError as refused:
            word = refused.response.get("error", "") if isinstance(refused.response.data, Mapping) else ""
            self._say(f"not connected to Slack: it says {word or refused.response.status_code}; see baton doctor")
        except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError, ValueError) as error:
            self._say(f"not connected to Slack: {type(error).__name__}")
        return None

    def _say(self, trouble: str) -> None:
        """Once for both connections, until there is one or there is other trouble."""
        if trouble != self._trouble:
            self._trouble = trouble
            log.warning(trouble)

    async def _connection(self, number: int) -> None:
        """Until it ends, or Slack says that it will."""
        address = await self._address()
        wire = await self._session().ws_connect(address, heartbeat=PING_SECONDS, max_msg_size=LARGEST_BYTES)
        leaving = False
        try:
            frame = await wire.receive(timeout=HELLO_SECONDS)
            while frame.type is aiohttp.WSMsgType.TEXT and not leaving:
                leaving = not self._heard(number, wire, frame.data)
                frame = frame if leaving else await wire.receive()
        finally:
            # What is on its way when Slack says good-bye is still heard, while a new connection is made.
            self._go_on(self._heard_out(number, wire) if leaving else wire.close(), self._leaving)

    async def _heard_out(self, number: int, wire: aiohttp.ClientWebSocketResponse) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._rest(number, wire)
        await wire.close()

    async def _rest(self, number: int, wire: aiohttp.ClientWebSocketResponse) -> None:
        while (frame := await wire.receive()).type is aiohttp.WSMsgType.TEXT:
            if _object(frame.data).get("type") not in ("hello", "disconnect"):
                self._heard(number, wire, frame.data)

    def _heard(self, number: int, wire: aiohttp.ClientWebSocketResponse, data: str) -> bool:
        """Whether to go on listening. Raises LinkDisabled, Crowded."""
        said = _object(data)
        match said.get("type"):
            case "hello":
                self._alive.add(number)
                self._trouble = ""
            case "disconnect":
                # Slack is about to close it: the other connection hears meanwhile, and this one is replaced at once.
                _must_go_on(said.get("reason"))
                return False
            case str():
                self._take(wire, said)
        return True

    def _take(self, wire: aiohttp.ClientWebSocketResponse, envelope: Mapping[str, Any]) -> None:
        if len(self._acting) < ACTING_MOST:
            self._go_on(self._acted(wire, envelope), self._acting)
            return
        # Not acknowledged: Slack tells an event again, and shows whoever pressed something that it failed.
        self._say("more comes from Slack than can be acted on; some of it is turned away")
        if envelope.get("type") == "slash_commands" and len(self._turned_away) < ACTING_MOST:
            said = {"response_type": "ephemeral", "text": self._busy}
            self._go_on(self._answered(wire, envelope, said), self._turned_away)

    def _go_on(self, work: Coroutine[Any, Any, object], among: set[asyncio.Task[object]]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)

    async def _acted(self, wire: aiohttp.ClientWebSocketResponse, envelope: Mapping[str, Any]) -> None:
        payload = envelope.get("payload")
        said = await self._act(payload if isinstance(payload, dict) else {})
        await self._answered(wire, envelope, said)

    async def _answered(self, wire: aiohttp.ClientWebSocketResponse, envelope: Mapping[str, Any], said: Any) -> None:
        answer: dict[str, Any] = {"envelope_id": envelope.get("envelope_id")}
        if said is not None and envelope.get("accepts_response_payload"):
            answer["payload"] = said
        with suppress(ConnectionError, aiohttp.ClientError):  # cut meanwhile: Slack sends it again over another one
            await wire.send_str(json.dumps(answer))


def _must_go_on(reason: object) -> None:
    if reason == "link_disabled":
        raise LinkDisabled
    if reason == "too_many_websockets":
        raise Crowded


def _object(data: str) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
