"""adapters/patience.py: connections that ask for nothing whole are let go, and no others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from adapters.patience import Patience

ASKED = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.6)
        return web.Response(text="ok")

    patience, app = Patience(head_seconds=0.2), web.Application()
    patience.add_to(app)
    app.router.add_get("/", slow)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=0.4, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    patience.watch(runner)
    yield runner.addresses[0][1]
    await runner.cleanup()


async def heard(port: int, *parts: bytes) -> bytes:
    """What comes until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        said = await reader.read()
    writer.close()
    return said


@pytest.mark.parametrize("sent", [b"", b"GET / HT", ASKED[:-2]])
async def test_who_sends_no_whole_head_is_let_go(port: int, sent: bytes) -> None:
    assert await heard(port, sent) == b""


async def test_a_slow_answer_is_waited_for_and_half_a_second_head_is_not(port: int) -> None:
    assert (await heard(port, ASKED, ASKED[:9])).endswith(b"ok")
