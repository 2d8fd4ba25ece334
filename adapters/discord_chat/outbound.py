"""Posts to Discord: a message for each key, edited where it stands, and never there twice."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import NamedTuple

import aiohttp
import discord
import structlog

from adapters.discord_chat import sending
from adapters.discord_chat.people import People, snowflake
from adapters.discord_chat.render import CARD, Message, message
from adapters.discord_chat.setup import DiscordSetup
from adapters.readers import plain
from adapters.setting_up.discord_invite import lacking
from adapters.turns import ComeBack, Limit, Turns
from bot.ports import Address, ChatBarred, ChatBusy, ChatClosed, ChatRefused, ChatUncertain, Outgoing
from bot.requests import Thread
from bot.ui import Files

# docs.discord.com/developers/topics/opcodes-and-status-codes#json
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSION = 10003, 10008, 50001, 50007, 50013
OPENING_TOO_FAST, THREAD_EXISTS = 40003, 160004
UNAUTHORIZED, BLOCKED = 40001, 40333  # the token; the network that Baton is on
LONGEST_SECONDS = 45.0  # the library itself waits and tries again; one message may not hold up its place for longer
SLOWEST_BYTES = 128 << 10  # a second; files take their time, within the 300 s that the library gives a request
LEFT_MOST = 5
NONCE_SECONDS = 120.0  # "the past few minutes", docs.discord.com/developers/resources/message#create-message
# Fifty requests a second in all, docs.discord.com/developers/topics/rate-limits#global-rate-limit; the library waits
# for the limits of each route and not for this one. Two of the fifty are left to what it asks by itself.
GLOBAL = Limit(48 * 60, 1)
# How often private channels may be opened is not published, and 40003 is what breaks it; five messages in five seconds
# to all private channels together is the last that Discord said, discord/discord-api-docs#20.
OPENING = Limit(60, 1)
LOOKS = 500
FIRST = ("View Channels", "Send Messages")  # without these Discord counts the others as denied
THREAD_NAME = 100
WHY = {
    UNKNOWN_CHANNEL: "that channel is gone: choose another with /team channel",
    MISSING_ACCESS: "Baton cannot see that channel: give it the permission View Channel there",
    MISSING_PERMISSION: "Baton lacks a permission there; baton discord-invite lists those it needs",
}

log = structlog.get_logger()


class Standing(NamedTuple):
    """A message on Discord, `channel:message`."""

    channel: int
    message: int

    @classmethod
    def read(cls, said: str) -> Standing | None:
        """The first, which is the one that is meant, of what the outbox keeps."""
        return next(iter(cls.all_in(said)), None)

    @classmethod
    def all_in(cls, said: str) -> list[Standing]:
        """Behind it those before it that could not be taken away yet."""
        found = (one.partition(":") for one in said.split())
        return [cls(int(channel), int(one)) for channel, _, one in found if channel.isdigit() and one.isdigit()]

    def __str__(self) -> str:
        return f"{self.channel}:{self.message}"


class DiscordPosts:
    """Implements `bot.ports.Chat`."""

    def __init__(self, client: discord.Client, people: People, setup: DiscordSetup) -> None:
        self._client = client
        self._people = people
        self._setup = setup
        self._attach = sending.attaching(setup)
        self._private: dict[str, int] = {}
        self._turns = Turns(setup.monotonic, setup.sleep)

    async def ready(self) -> bool:
        return self._client.is_ready() and not self._client.is_closed()

    async def show(self, to: Address, row: Outgoing) -> str:
        try:
            async with asyncio.timeout(longest_seconds(row)):
                return await self._shown(to, row)
        except ComeBack as later:
            raise ChatBusy(later.seconds) from later
        except discord.RateLimited as limited:
            raise ChatBusy(limited.retry_after) from limited
        except discord.HTTPException as failed:
            lacks = self._lacking(to) if failed.code == MISSING_PERMISSION else ""
            raise (ChatRefused(lacks) if lacks else _told(failed)) from failed
        except (aiohttp.ClientConnectorError, discord.ClientException) as failed:
            raise ChatBusy(None) from failed  # no connection was made, so nothing was done
        except (aiohttp.ClientError, OSError, TimeoutError) as failed:
            raise ChatUncertain(f"Discord did not answer: {type(failed).__name__}") from failed

    async def _shown(self, to: Address, row: Outgoing) -> str:
        reader = await self._people.reader(row.team, to.account)
        of_team = row.team if to.account else ""
        said = message(row.card, reader, row.key, team=of_team, draws=self._setup.draw is not None)
        before = Standing.all_in(row.message)
        if before and not row.fresh and await self._edited(before[0], said):
            standing = before[0]
        else:
            channel = await self._channel(to)
            standing = await self._arrived(channel, said, row) or await self._posted(channel, to, said, row)
        left = [one for one in before if one != standing and not await self._taken_away(one)]
        return " ".join(map(str, (standing, *left[-LEFT_MOST:])))

    async def _edited(self, where: Standing, said: Message) -> bool:
        """False when the message is gone, so that it is posted anew."""
        attached = [] if said.files or said.sheets else await self._attach(said)
        await self._turn()
        target = self._client.get_partial_messageable(where.channel).get_partial_message(where.message)
        try:
            await target.edit(**sending.edited(said, attached))
        except discord.NotFound as gone:
            if gone.code != UNKNOWN_MESSAGE:
                raise
            return False
        return True

    async def _channel(self, to: Address) -> int:
        if not to.account:
            head = Standing.read(to.thread)
            return head.message if head else snowflake(to.channel)
        known = self._private.get(to.account)
        if known is None:
            await self._turn(opening=True)
            opened = await self._client.create_dm(discord.Object(snowflake(to.account)))
            known = self._private[to.account] = opened.id
        return known

    async def _turn(self, *, opening: bool = False) -> None:
        """Before each request, so that Discord never has to say no. Raises ComeBack when the line is long."""
        wanted: dict[tuple[str, ...], Limit] = {("all",): GLOBAL}
        if opening:
            wanted[("opening",)] = OPENING
        await self._turns.take(wanted)

    async def _posted(self, channel: int, to: Address, said: Message, row: Outgoing) -> Standing:
        """Into the thread too, which is begun where there is none."""
        head = Standing.read(to.thread)
        try:
            return await self._sent(channel, said, row)
        except discord.NotFound as missing:
            if missing.code != UNKNOWN_CHANNEL or head is None:
                raise
        channel_of_head = self._client.get_partial_messageable(head.channel, guild_id=snowflake(to.workspace))
        start = channel_of_head.get_partial_message(head.message)
        await self._turn()
        try:
            await start.create_thread(name=await self._thread_name(row))
        except discord.HTTPException as failed:
            if failed.code != THREAD_EXISTS:
                raise
        return await self._sent(channel, said, row)

    async def _sent(self, channel: int, said: Message, row: Outgoing) -> Standing:
        attached = await self._attach(said)
        place = self._client.get_partial_messageable(channel)
        await self._turn()
        sent = await place.send(nonce=nonce(row), **sending.new(said, attached))
        standing = Standing(channel, sent.id)
        # Of a nonce that was seen before Discord gives the message of then, whose card may be an older one.
        if row.uncertain_since is not None and not self._shows(sent, said):
            await self._edited(standing, said)
        return standing

    async def _thread_name(self, row: Outgoing) -> str:
        head = row.to.of if isinstance(row.to, Thread) else ""
        above = await self._setup.store.outgoing(row.team, head)
        words = plain(above.card.title, await self._people.reader(row.team)) if above else ""
        return " ".join(words.split())[:THREAD_NAME] or "Baton"

    async def _arrived(self, channel: int, said: Message, row: Outgoing) -> Standing | None:
        """The message of an attempt long ago that arrived after all, showing what it is to show now."""
        found = await self._found(channel, said, row)
        if found is None:
            return None
        standing = Standing(channel, found.id)
        return standing if self._shows(found, said) or await self._edited(standing, said) else None

    async def _found(self, channel: int, said: Message, row: Outgoing) -> discord.Message | None:
        """The message of this card, or of one before it that may have been tried; until then the nonce sees to it."""
        since = row.uncertain_since
        if since is None or self._setup.now() - since < timedelta(seconds=NONCE_SECONDS):
            return None
        await self._turn()
        changed, before = row.wanted - row.sent > 1, None
        try:
            async for one in self._history(channel, since):
                if self._is(one, said):
                    return one
                before = one if changed and self._was(one, said, row.key) else before
        except (discord.Forbidden, discord.NotFound) as failed:
            log.warning("the history cannot be read, so a message may appear twice", key=row.key, why=str(failed))
        return before

    def _history(self, channel: int, since: datetime) -> AsyncIterator[discord.Message]:
        place = self._client.get_partial_messageable(channel)
        return place.history(limit=LOOKS, after=since - timedelta(seconds=5))

    def _is(self, one: discord.Message, said: Message) -> bool:
        """Ours, and with the same buttons or, where there are none, the same words."""
        wanted = [button["custom_id"] for button in said.buttons]
        return self._is_ours(one) and _buttons(one) == wanted and (bool(wanted) or _words(one) == _words_of(said))

    def _was(self, one: discord.Message, said: Message, key: str) -> bool:
        """Ours, and an older card of this key: its buttons say so or, where it has none, its first line."""
        there = _buttons(one)
        of_key = any(key in button.split(CARD)[1:] for button in there)
        return self._is_ours(one) and (of_key or (not there and bool(one.content) and one.content == said.content))

    def _shows(self, one: discord.Message, said: Message) -> bool:
        return self._is(one, said) and _words(one) == _words_of(said)

    def _is_ours(self, one: discord.Message) -> bool:
        return self._client.user is not None and one.author.id == self._client.user.id

    def _lacking(self, to: Address) -> str:
        """The permissions that Baton lacks in the channel, by name, as far as Discord has told of it."""
        guild = self._client.get_guild(snowflake(to.workspace))
        channel = guild.get_channel(snowflake(to.channel)) if guild else None
        names = lacking(channel.permissions_for(guild.me).value) if guild and channel else []
        names = next(([one] for one in FIRST if one in names), names)
        return f"Baton lacks {', '.join(names)} there: Edit Channel, Permissions, Baton" if names else ""

    async def _taken_away(self, where: Standing) -> bool:
        """False when it has to stay for now, which is no reason to post again: the next edit tries anew."""
        try:
            await self._turn()
            await self._client.get_partial_messageable(where.channel).get_partial_message(where.message).delete()
        except (discord.NotFound, discord.Forbidden) as gone:
            log.info("an old message is gone or stays", why=str(gone))
        except (ComeBack, discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.info("an old message stays for now", why=repr(error))
            return False
        return True


def _buttons(one: discord.Message) -> list[str]:
    return [getattr(part, "custom_id", "") for row in one.components for part in getattr(row, "children", ())]


def _words(one: discord.Message) -> tuple[str, str]:
    return one.content, one.embeds[0].description or "" if one.embeds else ""


def _words_of(said: Message) -> tuple[str, str]:
    return said.content, said.description


def longest_seconds(row: Outgoing) -> float:
    """How long it may take; what carries files, longer."""
    files = (file for block in row.card.blocks if isinstance(block, Files) for file in block.files)
    return LONGEST_SECONDS + sum(file.size for file in files) / SLOWEST_BYTES


def nonce(row: Outgoing) -> str:
    """The same for each attempt until one is known to have arrived, whatever the card is by then; 25 characters."""
    return hashlib.sha256(f"{row.team}/{row.key}/{row.sent}/{row.message}".encode()).hexdigest()[:25]


def _told(failed: discord.HTTPException) -> Exception:
    if failed.status == 429 or failed.code == OPENING_TOO_FAST:
        return ChatBusy(None)
    if failed.status == 401 or failed.code in (UNAUTHORIZED, BLOCKED) or (failed.status == 403 and not failed.code):
        # A 403 without a code is said by what stands before Discord, and not of the message.
        return ChatBarred(f"Discord says {failed.status} {failed.code}")
    if failed.status >= 500:
        return ChatUncertain(f"Discord answered {failed.status}")
    if failed.code == CANNOT_DM:
        return ChatClosed("this person takes no private messages from Baton")
    return ChatRefused(WHY.get(failed.code, f"Discord says {failed.code}: {failed.text}"))
