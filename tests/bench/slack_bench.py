"""A signed `/delegate` over loopback HTTP with its durable commit, beside Bolt apps of one listener that do nothing."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median, quantiles
from urllib.parse import urlencode

import msgspec
from aiohttp import web

from tests.bench.row import Row
from tests.bench.slack_apps import SECRET

ALONE, CROWD = 1, 64
ROUNDS, EACH = 3, {ALONE: 150, CROWD: 1_500}
WARM = 64


class Took(msgspec.Struct, frozen=True):
    """Requests a second, and the 99th percentile of one request's milliseconds."""

    rate: float
    p99_ms: float


async def rows() -> list[Row]:
    """Four rows, medians of three interleaved rounds; the apps and the load share two cores."""
    async with (
        _stub() as api,
        _app("baton", api) as baton,
        _app("default", api) as default,
        _app("tuned", api) as tuned,
    ):
        took = {(name, at_once): list[Took]() for name in ("baton", "default", "tuned") for at_once in EACH}
        for port in (baton, default, tuned):
            await _load(port, WARM, WARM, "warm")
        for number in range(ROUNDS):
            for name, port in (("baton", baton), ("default", default), ("tuned", tuned)):
                for at_once, count in EACH.items():
                    took[name, at_once].append(await _load(port, at_once, count, f"{number}"))
    rate = {which: median(one.rate for one in rounds) for which, rounds in took.items()}
    p99 = median(one.p99_ms for one in took["baton", CROWD])
    return [
        _row(rate, "default", ALONE, 10.0),
        _row(rate, "default", CROWD, 1.0),
        _row(rate, "tuned", CROWD, 0.5),
        Row(f"  its p99 at {CROWD} connections", f"{p99:.0f} ms", "≤ 250 ms", p99 <= 250),
    ]


def _row(rate: dict[tuple[str, int], float], peer: str, at_once: int, goal: float) -> Row:
    ours, theirs = rate["baton", at_once], rate[peer, at_once]
    return Row(
        f"signed /delegate, durable, {at_once} connections, against a do-nothing Bolt app ({peer})",
        f"{ours:,.0f}/s = {ours / theirs:.2f} × {theirs:,.0f}/s",
        f"≥ {goal:g} ×",
        ours / theirs >= goal,
    )


async def _load(port: int, at_once: int, count: int, salt: str) -> Took:
    """So many signed commands, each another one, over as many connections as are `at_once`."""
    bodies = [_signed(f"{salt}-{at_once}-{number}", port) for number in range(count)]
    spent: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, bodies[first::at_once], spent) for first in range(at_once)))
    seconds = time.perf_counter() - began
    return Took(count / seconds, 1_000 * quantiles(spent, n=100)[98])


async def _connection(port: int, requests: list[bytes], spent: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0)
        body = await reader.readexactly(length)
        spent.append(time.perf_counter() - began)
        assert head.startswith(b"HTTP/1.1 200"), (head, body)
    writer.close()


def _signed(id: str, port: int) -> bytes:
    line = f"@ana Write article {id} by Fri 5pm ~2h done when: 3 sources"
    body = urlencode(
        {
            "command": "/delegate",
            "text": line,
            "team_id": "T0BENCH",
            "channel_id": "C0GENERAL",
            "channel_name": "general",
            "user_id": "U0OLIVIA",
            "user_name": "olivia",
            "trigger_id": f"trigger-{id}",
            "response_url": f"http://127.0.0.1:{port}/nowhere",
            "api_app_id": "A1",
        }
    ).encode()
    at = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: v0={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@asynccontextmanager
async def _stub() -> AsyncIterator[str]:
    """Slack's Web API as far as these apps ask: everything is fine at once."""

    async def answer(_: web.Request) -> web.Response:
        about = {"team_id": "T0BENCH", "user_id": "U0BATON", "bot_id": "B0BATON", "team": "Bench", "user": "baton"}
        return web.json_response({"ok": True, **about, "ts": f"{time.time():.6f}", "channel": {"id": "D0"}})

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


@asynccontextmanager
async def _app(which: str, api: str) -> AsyncIterator[int]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.bench.slack_apps", which, api),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield int(await process.stdout.readline())
    process.stdin.close()
    await process.wait()
