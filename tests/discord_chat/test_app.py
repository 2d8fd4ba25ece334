"""Connecting: a token that is not taken, a pause before a restart, an end in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import discord
import pytest

from adapters.discord_chat.app import DiscordChat, DiscordSetup
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from bot.requests import Request
from tests.adapters.running import free_port
from tests.logged import Line, troubles


def chat(connect: Callable[[discord.Client, str], Awaitable[None]]) -> DiscordChat:
    """Waits between attempts take no time."""

    async def dispatch(_: Request) -> None:
        return None

    return DiscordChat(
        DiscordSetup(
            dispatch=dispatch,
            store=MemoryStore(),
            now=lambda: datetime(2026, 11, 23, tzinfo=UTC),
            new_id=lambda: "id",
            files=MemoryAttachments(),
            token="nobody's",
            connect=connect,
            sleep=lambda _: asyncio.sleep(0),
        )
    )


def failing(error: Exception) -> Callable[[discord.Client, str], Awaitable[None]]:
    async def connect(_: discord.Client, __: str) -> None:
        raise error

    return connect


async def test_a_token_that_is_not_taken_is_one_line_and_baton_is_not_ready(logged: list[Line]) -> None:
    one = chat(failing(discord.LoginFailure("no")))
    await one.start()
    for _ in range(5):
        await asyncio.sleep(0)
    assert troubles(logged) == ["Discord does not take the token: see baton doctor"], "once, however often it is tried"
    assert not await one.chat.ready()
    await one.stop()


async def test_whatever_keeps_it_away_it_goes_on_trying_until_it_is_stopped(logged: list[Line]) -> None:
    one = chat(failing(OSError("no network")))
    await one.start()
    for _ in range(5):
        await asyncio.sleep(0)
    await one.stop()
    assert troubles(logged) == ["Discord cannot be reached: OSError no network"]


async def test_after_a_first_connection_that_fails_the_next_one_is_a_new_one(logged: list[Line]) -> None:
    """Over a proxy that is not there, so that the library has a session that it closes."""
    tried: list[str] = []
    thrice = asyncio.Event()

    async def connect(client: discord.Client, token: str) -> None:
        client.http.proxy = f"http://127.0.0.1:{free_port()}"
        try:
            async with client:
                await client.http.static_login(token)
        except Exception as error:
            tried.append(type(error).__name__)
            raise
        finally:
            if len(tried) == 3:
                thrice.set()

    one = chat(connect)
    await one.start()
    async with asyncio.timeout(10):
        await thrice.wait()
    await one.stop()
    assert tried == ["ClientProxyConnectionError"] * 3
    assert len(troubles(logged)) >= 1


def test_nothing_is_said_of_voices_at_the_start(caplog: pytest.LogCaptureFixture) -> None:
    chat(failing(OSError()))
    assert "voice" not in caplog.text
