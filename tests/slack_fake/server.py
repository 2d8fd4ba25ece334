"""One fake Slack on a free port of 127.0.0.1: all its parts, and how long something is on its way."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

from aiohttp import web

from tests.slack_fake.answers import Answers
from tests.slack_fake.faults import Faults
from tests.slack_fake.file_methods import Files
from tests.slack_fake.limits import Meter
from tests.slack_fake.mail import Mail
from tests.slack_fake.nouns import Bot
from tests.slack_fake.oauth import OAuth
from tests.slack_fake.sockets import Sockets
from tests.slack_fake.triggers import Triggers
from tests.slack_fake.view_methods import view_methods
from tests.slack_fake.web_api import WebApi, broken, failing
from tests.slack_fake.workspace import Workspace

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SlackFake:
    """`now` stamps messages and signatures; limits, trigger ids and the three seconds count on `monotonic`.

    `complaints` is what an honest app never does; tests assert that it is empty.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        *,
        unlisted: bool = False,
    ) -> None:
        self.now, self.monotonic = now, monotonic
        self.workspaces: dict[str, Workspace] = {}
        self.meter = Meter(monotonic, unlisted=unlisted)
        self.faults = Faults()
        self.triggers = Triggers(monotonic)
        self.files = Files()
        self.oauth = OAuth(self.workspaces, monotonic)
        self.sockets = Sockets("A0BATON")
        self.mail = Mail(now)
        self.api = WebApi(self.workspaces, self.meter, self.faults, self.oauth)
        self.answers = Answers(self.workspaces, self.triggers)
        self.api.methods |= {**view_methods(self.triggers), **self.files.methods()}
        self.api.open_socket = self.sockets.new_url
        self.address = ""
        self._under_way = 0
        self._still = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def complaints(self) -> list[str]:
        return [*self.api.complaints, *self.sockets.complaints, *self.answers.complaints]

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL would be."""
        return f"{self.address}/api/"

    def workspace(self, team: str = "T0STUDIO", name: str = "Studio") -> Workspace:
        """A workspace where the app is installed; its bot token is `xoxb-fake-<team>`."""
        bot = Bot(team=team, domain=name.lower(), token=f"xoxb-fake-{team}", user=f"U{team[1:]}BOT")
        self.workspaces[team] = Workspace(bot, self.now, name)
        return self.workspaces[team]

    async def open(self) -> None:
        app = web.Application(middlewares=[self._watched])
        for part in (self.api, self.sockets, self.answers):
            part.add_to(app)
        app.router.add_post("/upload/{id}", self._uploaded)
        app.router.add_get("/files-pri/{id}/download", self._downloaded)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}"
        self.sockets.address = f"ws://{host}:{port}"
        self.files.address = self.answers.address = self.address

    async def close(self) -> None:
        await self.sockets.close_all()
        await self.mail.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def still(self) -> None:
        """Return once no call is under way."""
        while self._under_way:
            self._still.clear()
            await self._still.wait()

    @contextlib.asynccontextmanager
    async def on_its_way(self) -> AsyncIterator[None]:
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._still.set()

    @web.middleware
    async def _watched(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/link/"):
            return broken(request) if self.faults.down else await handler(request)
        async with self.on_its_way():
            return await handler(request)

    async def _downloaded(self, request: web.Request) -> web.StreamResponse:
        """To who has a token with the scope; others see a page for signing in, as a browser would.

        A fault of `download` comes instead; one of the kind `slow` after the first half.
        """
        tokens = {f"Bearer {workspace.bot.token}" for workspace in self.workspaces.values()}
        file = self.files.chosen.get(request.match_info["id"])
        self.files.downloads.append(request.match_info["id"])
        fault = self.faults.take("download")
        if fault is not None and fault.kind == "moved":
            return web.Response(status=302, headers={"Location": fault.word})
        if fault is not None and fault.kind != "slow":
            return await failing(request, fault)
        if fault is not None and file is not None:
            return await _stuck(request, file.data)
        if request.headers.get("Authorization") not in tokens or file is None:
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _uploaded(self, request: web.Request) -> web.StreamResponse:
        """The bytes as the body, or as a multipart form's file; whoever knows the address needs no token."""
        if "Authorization" in request.headers:
            self.api.complaints.append("a token was sent with an upload")
        if fault := self.faults.take("upload"):
            return await failing(request, fault)
        if request.content_type.startswith("multipart/"):
            fields = await request.post()
            data = b"".join(field.file.read() for field in fields.values() if isinstance(field, web.FileField))
        else:
            data = await request.read()
        if not self.files.received(request.match_info["id"], data):
            self.api.complaints.append("an upload of another length than was said, or to an unknown address")
            return web.Response(status=400)
        return web.Response(text=f"OK - {len(data)}")


async def _stuck(request: web.Request, data: bytes) -> web.StreamResponse:
    """Half of it, and then nothing more."""
    response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
    await response.prepare(request)
    await response.write(data[: len(data) // 2])
    await asyncio.Event().wait()
    return response
