"""A page that is served on loopback, and somebody who has opened it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from io import BytesIO
from urllib.parse import urlencode

import pytest
from aiohttp import ClientResponse, CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from tests.web_chat.fakes import Client, House

Serve = Callable[[House], Awaitable[Client]]
TOKEN = re.compile(r'name="_token" value="([0-9a-f]{64})"')


class AsServed(TestServer):
    """As `baton run` serves it: nothing is unpacked, and nobody's handler is broken off when they go away."""

    async def _make_runner(self, **_: object) -> web.AppRunner:
        return web.AppRunner(self.app, access_log=None, auto_decompress=False, shutdown_timeout=0.5)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def started(house: House) -> Client:
            await house.seed()
            app = web.Application()
            house.web.add_to(app)
            jar = CookieJar(unsafe=True)  # unsafe: cookies are also kept for an address without a name
            return await stack.enter_async_context(TestClient(AsServed(app), cookie_jar=jar))

        yield started


class Browser:
    """One who has the page open: sends what its forms would send."""

    def __init__(self, client: Client, person: str, room: str) -> None:
        self.client = client
        self.here = f"/as/{person}/{room}"
        self.headers = {"Origin": str(client.make_url("/")).rstrip("/"), "HX-Request": "true"}
        self.token = ""

    async def open(self, query: str = "") -> str:
        async with self.client.get(self.here + query) as response:
            assert response.status == 200
            page = await response.text()
        found = TOKEN.search(page)
        self.token = found[1] if found else ""
        return page

    async def send(self, to: str, /, **fields: str) -> ClientResponse:
        """`say`, `press`, `form` or `jump`; the response, already read."""
        body = BytesIO(urlencode({"_token": self.token} | fields).encode())
        headers = self.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        async with self.client.post(f"{self.here}/{to}", data=body, headers=headers, allow_redirects=False) as response:
            await response.read()
            return response


Opens = Callable[..., Awaitable[Browser]]


@pytest.fixture
def opens() -> Opens:
    async def opened(client: Client, person: str = "ana", room: str = "baton") -> Browser:
        browser = Browser(client, person, room)
        await browser.open()
        return browser

    return opened
