"""Files that were chosen in a modal, fetched from where Discord keeps them for a day, and kept."""

from __future__ import annotations

import aiohttp

from adapters import uploads
from adapters.discord_chat.fetching import is_from
from adapters.discord_chat.inbound import Upload
from adapters.discord_chat.setup import DiscordSetup
from bot.attached import Attached
from bot.texts import Words


async def kept(setup: DiscordSetup, chosen: tuple[Upload, ...], field: str, words: Words) -> tuple[Attached, ...]:
    """Raises Refused at the field, where one does not fit or is not to be had."""
    uploads.check([(one.name, one.size) for one in chosen], field, words)
    try:
        fetched = [(one.name, await _fetched(setup, one)) for one in chosen]
    except uploads.NotFetched as missing:
        raise uploads.lost(missing, field, words) from missing
    return await uploads.kept(setup, fetched, field, words)


async def _fetched(setup: DiscordSetup, one: Upload) -> bytes:
    """From Discord's own hosts alone, whatever an address says. Raises NotFetched."""
    if not is_from(setup.file_origins, one.url):
        raise uploads.NotFetched(one.name)
    try:
        return await setup.fetch(one.url)
    except (aiohttp.ClientError, OSError, ValueError, TimeoutError) as failed:
        raise uploads.NotFetched(one.name) from failed
