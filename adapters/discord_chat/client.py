"""The client: what Discord's gateway tells is handed on, whole and unread."""

from __future__ import annotations

from typing import Protocol

import discord

WAITS_SECONDS = 30.0  # longest wait for a limit inside the library; the outbox waits for the rest


class Listener(Protocol):
    """Whoever acts on it."""

    async def connected(self) -> None: ...

    async def interaction(self, interaction: discord.Interaction[discord.Client]) -> None: ...

    async def message(self, message: discord.Message) -> None: ...

    async def left(self, guild: discord.Guild) -> None: ...


class Baton(discord.AutoShardedClient):
    """With the default intents alone, as many shards as Discord asks for, nobody notified unasked."""

    def __init__(self, listener: Listener) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # of voices, which Baton has none of
        super().__init__(
            intents=discord.Intents.default(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=WAITS_SECONDS,
            max_messages=None,
        )
        self._listener = listener

    async def on_ready(self) -> None:
        await self._listener.connected()

    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        await self._listener.interaction(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self._listener.message(message)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._listener.left(guild)
