"""Connecting: a token that is not taken, a pause before a restart, an end in time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import discord

from adapters.discord_chat.app import DiscordChat, DiscordSetup
from adapters.storage.memory_store import MemoryStore
from bot.requests import Request


def chat(errors: list[Exception], log: list[str]) -> DiscordChat:
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
            log=lambda *words, **_: log.append(" ".join(map(str, words))),
            draw=None,
            token="nobody's",
            owners=frozenset(),
            connect=connect,
        )
    )


async def test_a_token_that_is_not_taken_is_one_line_and_baton_is_not_ready() -> None:
    log: list[str] = []
    one = chat([discord.LoginFailure("no")], log)
    await one.start()
    for _ in range(5):
        await asyncio.sleep(0)
    assert log == ["Discord does not take the token: see baton doctor"]
    assert not await one.ready()
    await one.stop()


async def test_whatever_keeps_it_away_it_goes_on_trying_until_it_is_stopped() -> None:
    log: list[str] = []
    one = chat([OSError("no network")], log)
    await one.start()
    for _ in range(5):
        await asyncio.sleep(0)
    await one.stop()
    assert log == ["Discord cannot be reached"]
