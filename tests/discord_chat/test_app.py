"""Connecting: a token that is not taken, a pause before a restart, an end in time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import discord

from adapters.discord_chat.app import DiscordChat, DiscordSetup
from adapters.storage.memory_store import MemoryStore
from bot.requests import Request
from tests.logged import Line, troubles


def chat(errors: list[Exception]) -> DiscordChat:
    async def connect(_: discord.Client, __: str) -> None:
        raise errors[0]

    async def dispatch(_: Request) -> None:
        return None

    return DiscordChat(
        DiscordSetup(
            dispatch=dispatch,
            store=MemoryStore(),
            now=lambda: datetime(2026, 11, 23, tzinfo=UTC),
            new_id=lambda: "id",
            token="nobody's",
            connect=connect,
        )
    )


async def test_a_token_that_is_not_taken_is_one_line_and_baton_is_not_ready(logged: list[Line]) -> None:
    one = chat([discord.LoginFailure("no")])
    await one.start()
    for _ in range(5):
        await asyncio.sleep(0)
    assert troubles(logged) == ["Discord does not take the token: see baton doctor"]
    assert not await one.chat.ready()
    await one.stop()


async def test_whatever_keeps_it_away_it_goes_on_trying_until_it_is_stopped(logged: list[Line]) -> None:
    one = chat([OSError("no network")])
    await one.start()
    for _ in range(5):
        await asyncio.sleep(0)
    await one.stop()
    assert troubles(logged) == ["Discord cannot be reached"]
