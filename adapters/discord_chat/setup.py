"""What the Discord adapter is handed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.ports import Store
from bot.requests import Ask, Reply, Request
from bot.ui import Picture


async def by_gateway(client: discord.Client, token: str) -> None:
    """Log in and stay connected until the client is closed."""
    await client.start(token)


@dataclass(frozen=True, kw_only=True)
class DiscordSetup:
    """`sleep` and `monotonic` are for pacing alone; `connect` logs in and returns when the client is closed."""

    dispatch: Callable[[Request], Awaitable[Reply | Ask | None]]
    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    log: Callable[..., None]
    draw: Callable[[Picture], Awaitable[bytes]] | None
    token: str
    owners: frozenset[str]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    connect: Callable[[discord.Client, str], Awaitable[None]] = by_gateway
