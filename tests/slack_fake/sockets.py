"""Socket Mode's side of Slack: several connections, each envelope to one of them; https://docs.slack.dev/apis/events-api/using-socket-mode."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack_fake.nouns import Json

MOST = 10  # connections of one app, same page


class NoSocket(Exception):
    """Nobody is connected, or the connection broke before the answer came."""


@dataclass(eq=False)
class Socket:
    """One connection. A `silent` one is open and dead: nothing goes out, and what comes in is not read."""

    wire: web.WebSocketResponse
    transport: asyncio.Transport | None
    silent: bool = False
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)

    def broke(self) -> None:
        for answer in self.waiting.values():
            if not answer.done():
                answer.set_exception(NoSocket())


class Sockets:
    """The connections of one app. `opened` counts all there ever were."""

    def __init__(self, app_id: str) -> None:
        self.open: list[Socket] = []
        self.opened = 0
        self.refuses = False
        self.address = ""
        self.complaints: list[str] = []
        self._app_id = app_id
        self._tickets = 0
        self._turn = 0
        self._changed = asyncio.Event()

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/link/", self._connected)

    def new_url(self) -> str:
        self._tickets += 1
        return f"{self.address}/link/?ticket=t{self._tickets}&app_id={self._app_id}"

    async def connected(self, count: int = 1) -> None:
        """Return once so many connections are open and alive."""
        while len([socket for socket in self.open if not socket.silent]) < count:
            self._changed.clear()
            await self._changed.wait()

    async def send(self, envelope: Json, on: Socket | None = None) -> Any:
        """Deliver it on one connection; the payload of the acknowledgement, or None. Raises NoSocket."""
        socket = on or self._next()
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        socket.waiting[envelope["envelope_id"]] = answer
        try:
            if not socket.silent:
                await socket.wire.send_str(json.dumps(envelope))
            return await answer
        except ConnectionError as error:
            raise NoSocket from error
        finally:
            socket.waiting.pop(envelope["envelope_id"], None)

    def drop(self, socket: Socket) -> None:
        """The connection breaks off without a word."""
        if socket.transport:
            socket.transport.abort()
        self._gone(socket)

    async def disconnect(self, socket: Socket, reason: str = "warning", *, close: bool = True) -> None:
        """A `disconnect` frame: `warning` (ten seconds before), `refresh_requested`, `link_disabled`,
        `too_many_websockets`; with `close` the connection is closed then."""
        frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
        await socket.wire.send_str(json.dumps(frame))
        if close:
            await self.close(socket)

    async def close(self, socket: Socket) -> None:
        self._gone(socket)
        await socket.wire.close()

    async def close_all(self) -> None:
        for socket in list(self.open):
            self.drop(socket)

    def _next(self) -> Socket:
        """Slack may choose any; here they take turns. It does not know yet that a silent one is dead."""
        if not self.open:
            raise NoSocket
        self._turn += 1
        return self.open[self._turn % len(self.open)]

    def _gone(self, socket: Socket) -> None:
        if socket in self.open:
            self.open.remove(socket)
        socket.broke()
        self._changed.set()

    async def _connected(self, request: web.Request) -> web.StreamResponse:
        if self.refuses or not request.query.get("ticket"):
            return web.Response(status=503)
        wire = web.WebSocketResponse(autoping=False)
        await wire.prepare(request)
        transport = request.transport
        socket = Socket(wire, transport if isinstance(transport, asyncio.Transport) else None)
        if len(self.open) >= MOST:
            await self.disconnect(socket, "too_many_websockets")
            return wire
        self.open.append(socket)
        self.opened += 1
        await wire.send_str(json.dumps(self._hello()))
        self._changed.set()
        with contextlib.suppress(ConnectionError):
            await self._read(socket)
        self._gone(socket)
        return wire

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "applink-1", "build_number": 10, "approximate_connection_time": 18_060},
            "connection_info": {"app_id": self._app_id},
        }

    async def _read(self, socket: Socket) -> None:
        async for frame in socket.wire:
            if socket.silent:
                continue
            if frame.type == WSMsgType.PING:
                await socket.wire.pong(frame.data)
            elif frame.type == WSMsgType.TEXT:
                self._acknowledged(socket, frame.data)

    def _acknowledged(self, socket: Socket, data: str) -> None:
        said = json.loads(data)
        answer = socket.waiting.get(said.get("envelope_id", ""))
        if answer is None or answer.done():
            self.complaints.append(f"an acknowledgement that nobody waits for: {data[:200]}")
            return
        answer.set_result(said.get("payload"))
