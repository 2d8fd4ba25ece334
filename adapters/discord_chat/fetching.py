"""Bytes from where Discord keeps files: straight from there, no more than we take, within a minute."""

from __future__ import annotations

import aiohttp
from yarl import URL

from bot.attached import FILE_BYTES

FETCH_SECONDS = 60.0
CHUNK = 1 << 16
# docs.discord.com/developers/reference#cdn-formatting, and where pictures are shown from
DISCORDS = frozenset({"https://cdn.discordapp.com", "https://media.discordapp.net"})


def is_from(origins: frozenset[str], url: str) -> bool:
    """Read by what fetches it, so that no address means one host here and another there."""
    try:
        there = URL(url)
        return there.raw_user is None and str(there.origin()) in origins
    except ValueError:
        return False


async def fetched(url: str, seconds: float = FETCH_SECONDS) -> bytes:
    """Of a file that is too large a little more than we take.

    Raises ClientError, TimeoutError, OSError or ValueError.
    """
    timeout = aiohttp.ClientTimeout(total=seconds)
    asked = aiohttp.ClientSession(timeout=timeout)
    async with asked as session, session.get(url, allow_redirects=False) as answer:
        if answer.status != 200:
            raise aiohttp.ClientError(f"Discord answered {answer.status}")
        content = bytearray()
        while len(content) <= FILE_BYTES and (chunk := await answer.content.read(CHUNK)):
            content += chunk
        return bytes(content)
