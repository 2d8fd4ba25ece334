"""Discord as a whole: connected, listening, and the one place where everything that goes wrong ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from typing import Any

import aiohttp
import discord
import structlog
from aiohttp import web

from adapters.asking import surely
from adapters.discord_chat import inbound, sending
from adapters.discord_chat.answering import Answer, Answering
from adapters.discord_chat.asides import ASIDE, Asides
from adapters.discord_chat.client import Baton
from adapters.discord_chat.completing import completions
from adapters.discord_chat.deciding import Deciding
from adapters.discord_chat.inbound import PLATFORM, FormStep, Origin
from adapters.discord_chat.outbound import DiscordPosts
from adapters.discord_chat.people import People
from adapters.discord_chat.render import Message, note
from adapters.discord_chat.seen import Seen
from adapters.discord_chat.setup import DiscordSetup
from adapters.discord_chat.syncing import sync
from adapters.readers import Reader
from bot.errors import Refused, StoreClosed
from bot.ports import Chat, Rooms
from bot.requests import Request
from bot.texts import Words

__all__ = ["DiscordChat", "DiscordSetup"]

AGAIN_SECONDS = (5.0, 30.0, 60.0, 300.0)  # between attempts to log in, which Discord counts: 1,000 a day

log = structlog.get_logger()
Interaction = discord.Interaction[discord.Client]


class DiscordChat:
    """`chat` is where its posts are delivered to; `client` what tests drive."""

    def __init__(self, setup: DiscordSetup) -> None:
        self._setup = setup
        self.client = Baton(self)
        self._people = People(self.client, setup.store, setup.now)
        self._deciding = Deciding(setup, self._people)
        self._attach = sending.attaching(setup)
        self._answering = Answering(self._attach)
        self.rooms: Rooms | None = None  # that takes the privileged members intent
        self.chat: Chat = DiscordPosts(self.client, self._people, setup)
        self._seen = Seen()
        self._asides = Asides()
        self._connecting: asyncio.Task[None] | None = None
        self._quiet = False

    def add_to(self, app: web.Application) -> None:
        """Discord needs no address of ours."""

    async def start(self) -> None:
        """Connect in the background; a slow or absent Discord holds up nothing."""
        self._connecting = asyncio.create_task(self._keep_connecting())

    async def quiet(self) -> None:
        self._quiet = True

    async def stop(self) -> None:
        await self.quiet()
        if self._connecting is not None:
            self._connecting.cancel()
        try:
            async with asyncio.timeout(1.5):
                await self._leave()
        except (TimeoutError, discord.DiscordException, OSError) as error:
            log.warning("Discord was not left properly", why=repr(error))

    async def connected(self) -> None:
        """Commands are told after each connection, and nothing happens when they are known."""
        try:
            await sync(self.client, self._setup)
        except (discord.DiscordException, StoreClosed, OSError) as error:
            log.warning("Discord was not told the commands", why=repr(error))

    async def left(self, guild: discord.Guild) -> None:
        log.info("Baton was taken off a server", server=guild.id)

    async def interaction(self, interaction: Interaction) -> None:
        """Each is acted on once, also when the gateway tells it twice."""
        if not self._seen.first(interaction.id):
            return
        try:
            if interaction.type is discord.InteractionType.autocomplete:
                await self._complete(interaction)
            elif interaction.type is not discord.InteractionType.ping:
                deciding = self._decided(interaction)
                await self._answering.answer(interaction, self._surely(deciding, f"{PLATFORM}{interaction.id}"))
        except Exception as error:
            # Nobody waits for it, so this is where it would be lost.
            log.error("an interaction failed", request=f"discord:{interaction.id}", exc_info=error)

    async def message(self, message: discord.Message) -> None:
        """Words in private, or after Baton's mention."""
        baton = self.client.user
        if self._quiet or baton is None or message.author.bot:
            return
        if (message.guild is not None and baton not in message.mentions) or not self._seen.first(message.id):
            return
        try:
            await self._reply(message, str(baton.id))
        except Exception as error:
            # As above.
            log.error("a message failed", request=f"discord:{message.id}", exc_info=error)

    async def _surely(self, deciding: Awaitable[Answer], id: str) -> Answer:
        """Whatever goes wrong, the person is told; never raises."""
        answer = await surely(deciding, id)
        if isinstance(answer, Refused):
            return Answer(message=note(answer.text, self._anybody()))
        return answer

    async def _decided(self, interaction: Interaction) -> Answer:
        origin = origin_of(interaction)
        data = data_of(interaction)
        if self._quiet:
            return Answer(message=self._said("common.pausing"))
        match interaction.type:
            case discord.InteractionType.application_command:
                return await self._deciding.request(inbound.command(data, origin, self._setup.now()), origin)
            case discord.InteractionType.component:
                return await self._pressed(inbound.press(data, origin, self._setup.now()), origin)
            case _:
                step = inbound.submitted(data)
                if step is None:
                    return Answer(message=self._said("common.form_gone"))
                return await self._deciding.step(step, origin, submitted=True)

    async def _pressed(self, pressed: Request | FormStep | None, origin: Origin) -> Answer:
        if isinstance(pressed, FormStep):
            return await self._deciding.step(pressed, origin, submitted=False)
        if pressed and pressed.action == ASIDE:
            return Answer(message=self._asides.shown(pressed, origin.user, self._anybody()))
        return await self._deciding.request(pressed, origin) if pressed else Answer()

    def _said(self, key: str) -> Message:
        return note(Words("en")(key), self._anybody())

    def _anybody(self) -> Reader:
        return Reader(now=self._setup.now())

    async def _complete(self, interaction: Interaction) -> None:
        origin = origin_of(interaction)
        asked = inbound.completing(data_of(interaction))
        team = await self._people.team_of(origin)
        found = await completions(self._setup.store, team, origin.account, asked) if asked else []
        try:
            await interaction.response.autocomplete(
                [discord.app_commands.Choice(name=label, value=value) for label, value in found]
            )
        except discord.HTTPException as late:
            log.info("a completion came too late", why=f"{late.status} {late.code}")

    async def _reply(self, message: discord.Message, baton: str) -> None:
        """In private; who takes no private messages is told where the words stand only that there is an answer."""
        channel = _channel(message.channel)
        guild = str(message.guild.id) if message.guild else ""
        origin = Origin(id=str(message.id), user=str(message.author.id), guild=guild, channel=channel)
        heard = inbound.words(message.content, origin, baton, self._setup.now())
        answer = await self._surely(self._deciding.request(heard, origin), f"{PLATFORM}{message.id}")
        said = answer.message or answer.late
        if said is None:
            return
        try:
            await message.author.send(**sending.new(said, await self._attach(said)))
        except discord.HTTPException as closed:
            if message.guild is None:
                raise
            log.info("no answer in private", why=f"{closed.status} {closed.code}")
            door = self._asides.keep(origin.id, origin.user, said, self._anybody())
            under = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(reference=under, **sending.new(door, []))

    async def _leave(self) -> None:
        # The library cannot close a client that never began to log in: what it would close is not there yet.
        with suppress(AttributeError):
            await self.client.close()

    async def _keep_connecting(self) -> None:
        """Until it works once; from then on the library connects again by itself."""
        said = ""
        for number in range(1_000_000):
            try:
                await self._setup.connect(self.client, self._setup.token)
                why = "the connection was closed"
            except discord.LoginFailure:
                why = "Discord does not take the token: see baton doctor"
            except Exception as error:
                # Whatever keeps Baton from Discord, it tries again.
                why = f"Discord cannot be reached: {type(error).__name__} {error}"[:200]
            if self._quiet:
                return
            if why != said:
                log.warning(said := why)
            await self._begin_anew()
            await self._setup.sleep(AGAIN_SECONDS[min(number, len(AGAIN_SECONDS) - 1)])

    async def _begin_anew(self) -> None:
        """The library's `clear` leaves the connector that `close` has closed, and with it each later login fails."""
        try:
            await self._leave()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("Discord was not left properly", why=repr(error))
        self.client.clear()
        self.client.http.connector = discord.utils.MISSING


def origin_of(interaction: Interaction) -> Origin:
    """Who asked, and where; in a thread the channel it is in."""
    return Origin(
        id=str(interaction.id),
        user=str(interaction.user.id),
        guild=str(interaction.guild_id or ""),
        channel=_channel(interaction.channel) or str(interaction.channel_id or ""),
    )


def data_of(interaction: Interaction) -> Mapping[str, Any]:
    """As Discord sent it."""
    found: Any = interaction.data
    return found if isinstance(found, Mapping) else {}


def _channel(channel: object) -> str:
    if isinstance(channel, discord.Thread):
        return str(channel.parent_id)
    return str(getattr(channel, "id", "") or "")
