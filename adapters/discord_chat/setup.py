"""What the Discord adapter is handed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import discord

from adapters.discord_chat.fetching import DISCORDS, fetched
from adapters.outside import Outside


async def by_gateway(client: discord.Client, token: str) -> None:
    """Log in and stay connected until the client is closed."""
    await client.start(token)


class DiscordSetup(Outside, frozen=True, kw_only=True):
    """`connect` logs in and returns when the client is closed.

    `file_origins` are where Discord keeps files, and `fetch` gets one from there.

    `sleep` and `monotonic` are for waiting alone.
    """

    token: str
    file_origins: frozenset[str] = DISCORDS
    fetch: Callable[[str], Awaitable[bytes]] = fetched
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    connect: Callable[[discord.Client, str], Awaitable[None]] = by_gateway
