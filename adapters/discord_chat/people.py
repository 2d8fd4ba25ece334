"""Whom Discord knows: profiles for the door, and for whom a message is rendered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import discord
import structlog

from adapters.discord_chat.inbound import PLATFORM, Origin
from adapters.readers import Reader, reader_of
from bot.joining.arrivals import teams_meant
from bot.ports import Store
from bot.requests import Profile

log = structlog.get_logger()


class People:
    """`now` is for rendering."""

    def __init__(self, client: discord.Client, store: Store, now: Callable[[], datetime]) -> None:
        self._client = client
        self._store = store
        self._now = now

    async def profile_of(self, workspace: str, account: str) -> Profile | None:
        """As a member of the server. None for somebody who is not on it, and in private, where nobody is introduced."""
        user = snowflake(account)
        guild = self._client.get_guild(snowflake(workspace)) if workspace else None
        if guild is None:
            return None
        try:
            member = await guild.fetch_member(user)
        except discord.NotFound:
            return None
        except discord.DiscordException as error:
            log.warning("no profile", why=repr(error))
            return Profile(account=account, name=account.removeprefix(PLATFORM), guest=True)
        admin = guild.owner_id == member.id or member.guild_permissions.administrator
        return Profile(account=account, name=member.display_name, admin=admin, guest=not admin)

    async def reader(self, team: str, account: str = "") -> Reader:
        """Somebody of the team in private, or without an account whoever reads a channel."""
        return await reader_of(self._store, self._now(), team, account, PLATFORM)

    async def team_of(self, origin: Origin) -> str:
        """The id of the team that somebody speaks to, empty when that is not known."""
        teams = await teams_meant(self._store, origin.workspace, origin.account)
        return teams[0].id if len(teams) == 1 else ""

    async def reader_of(self, origin: Origin) -> Reader:
        """Who asked, and alone sees the answer."""
        return await self.reader(await self.team_of(origin), origin.account)


def snowflake(name: str) -> int:
    """The number of `discord:123`; 0, which is nobody's, for what is no number of Discord's."""
    number = name.removeprefix(PLATFORM)
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 20 else 0
