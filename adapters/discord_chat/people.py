"""Whom Discord knows: profiles for the door, and for whom a message is rendered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import aiohttp
import discord
import structlog
from msgspec.structs import replace

from adapters.asking import unsaid
from adapters.discord_chat.inbound import PLATFORM, Origin
from adapters.readers import Reader, reader_of
from adapters.words import clean
from bot.joining.arrivals import teams_meant
from bot.ports import Store
from bot.requests import Profile

log = structlog.get_logger()


class People:
    """`now` is for rendering."""

    def __init__(self, client: discord.Client, store: Store, now: Callable[[], datetime]) -> None:
        self.client = client
        self._store = store
        self._now = now

    async def profile_of(self, workspace: str, account: str) -> Profile | None:
        """As a member of the server, or in private as a user of Discord; None for somebody who is not there.

        Refused where Discord does not say: it may be a bot, or somebody who left.
        """
        guild = self.client.get_guild(snowflake(workspace)) if workspace else None
        if workspace and guild is None:
            raise unsaid("Discord")
        user = snowflake(account)
        try:
            member = await (guild.fetch_member(user) if guild else self.client.fetch_user(user))
        except discord.NotFound:
            return None
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("no profile", why=repr(error))
            raise unsaid("Discord") from error
        if member.bot:
            return None  # nobody who could take something on
        name = clean(member.display_name).strip() or member.name
        said = Profile(account=account, name=name, handle=member.name, guest=True)
        if guild is None or not isinstance(member, discord.Member):
            return said
        admin = guild.owner_id == member.id or member.guild_permissions.administrator
        return replace(said, where=clean(guild.name), admin=admin, guest=not admin)

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
