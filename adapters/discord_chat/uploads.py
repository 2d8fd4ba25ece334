"""Files that were chosen in a modal, fetched from where Discord keeps them for a day, and kept."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import aiohttp
import discord

from adapters import uploads
from adapters.discord_chat.inbound import Upload
from adapters.discord_chat.setup import DiscordSetup
from bot.attached import Attached
from bot.texts import Words

FETCH_SECONDS = 60.0


async def kept(
    setup: DiscordSetup, client: discord.Client, chosen: tuple[Upload, ...], field: str, words: Words
) -> tuple[Attached, ...]:
    """Raises Refused at the field, where one does not fit or is not to be had."""
    uploads.check([(one.name, one.size) for one in chosen], field, words)
    try:
        fetched = [(one.name, await _fetched(setup, client, one)) for one in chosen]
    except uploads.NotFetched as missing:
        raise uploads.lost(missing, field, words) from missing
    return await uploads.kept(setup, fetched, field, words)


async def _fetched(setup: DiscordSetup, client: discord.Client, one: Upload) -> bytes:
    """From Discord's own hosts alone, whatever an address says. Raises NotFetched."""
    try:
        there = urlsplit(one.url)
        if there.scheme != "https" or there.hostname not in setup.file_hosts:
            raise uploads.NotFetched(one.name)
        async with asyncio.timeout(FETCH_SECONDS):
            return await client.http.get_from_cdn(one.url)
    except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError, TimeoutError) as failed:
        raise uploads.NotFetched(one.name) from failed
