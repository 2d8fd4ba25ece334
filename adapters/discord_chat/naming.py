"""A plain `@ana` where nobody on the team is called so: a member of the server, if exactly one is."""

from __future__ import annotations

import asyncio

import discord
import structlog
from msgspec.structs import replace

from adapters.discord_chat.inbound import PLATFORM
from adapters.discord_chat.people import snowflake
from bot.actions import ACTIONS
from bot.joining.arrivals import called, teams_of
from bot.people import Person, Roster
from bot.ports import Store
from bot.requests import Request

LOOKED_AT = 20  # members whose name begins so; asked by name, which takes no privileged intent
SECONDS = 1.5  # of the two in which an answer is at once

log = structlog.get_logger()


class Naming:
    """Asks the gateway, docs.discord.com/developers/events/gateway-events#request-guild-members."""

    def __init__(self, client: discord.Client, store: Store) -> None:
        self._client = client
        self._store = store

    async def found(self, request: Request) -> Request:
        """The request with a mention in the place of the name, where it means one member of the server."""
        action = ACTIONS.get(request.action)
        guild = self._client.get_guild(snowflake(request.workspace)) if action and action.brings else None
        teams = await teams_of(self._store, request) if guild else []
        if action is None or guild is None or len(teams) != 1:
            return request
        roster = Roster(tuple(await self._store.all(Person, teams[0].id)))
        argument, name = called(request, action.brings, roster)
        member = await _one(guild, name) if name else None
        if member is None:
            return request
        account = f"{PLATFORM}{member.id}"
        _, _, rest = request.arguments[argument].partition(" ")
        arguments = request.arguments | {argument: f"@{account} {rest}".strip()}
        return replace(request, arguments=arguments, mentions=(*request.mentions, account))


async def _one(guild: discord.Guild, name: str) -> discord.Member | None:
    """The only member called so: by user name, by a name shown, or by the first word of one."""
    try:
        async with asyncio.timeout(SECONDS):
            members = await guild.query_members(query=name, limit=LOOKED_AT, cache=False)
    except (discord.DiscordException, TimeoutError) as error:
        log.info("nobody was looked for by name", why=repr(error))
        return None
    word = name.casefold()
    meant = [member for member in members if not member.bot and word in _names(member)]
    return meant[0] if len(meant) == 1 else None


def _names(member: discord.Member) -> set[str]:
    shown = [one.casefold() for one in (member.name, member.global_name, member.nick) if one]
    return {*shown, *(one.partition(" ")[0] for one in shown)}
