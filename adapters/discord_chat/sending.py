"""Rendered messages as discord.py sends them; nothing of them stays behind in the library."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import structlog

from adapters.discord_chat.render import Message
from adapters.discord_chat.setup import DiscordSetup
from adapters.sheets import written
from adapters.storage.attachments import Attachments
from bot.ui import Picture

ALT = 1_024  # docs.discord.com/developers/resources/message#attachment-object

Draw = Callable[[Picture], Awaitable[bytes]]
Attach = Callable[[Message], Awaitable[list[discord.File]]]

log = structlog.get_logger()


class Rows(discord.ui.View):
    """Rows of buttons as they were rendered; stopped before it is sent, so that the library keeps no view."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._rows = rows
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        return self._rows


class Page(discord.ui.Modal):
    """A modal as it was rendered; stopped before it is sent, likewise."""

    def __init__(self, payload: dict[str, Any]) -> None:
        super().__init__(title=payload["title"], custom_id=payload["custom_id"], timeout=None)
        self._payload = payload
        self.stop()

    def to_dict(self) -> dict[str, Any]:
        return self._payload


def attaching(setup: DiscordSetup) -> Attach:
    """What goes with a message: pictures drawn, tables written, the files it shows, then what did not fit into it."""

    async def attached(said: Message) -> list[discord.File]:
        return [*await _drawn(said, setup.draw), *await _sheets(said), *await _files(said, setup.files), *_rest(said)]

    return attached


async def _files(said: Message, kept: Attachments) -> list[discord.File]:
    made: list[discord.File] = []
    for one in said.files:
        try:
            content = await kept.read(one.id)
        except OSError as error:
            # The words are sent all the same: what a disk does not give may not hold up all that follows.
            log.error("a file cannot be read", file=one.id, why=str(error))
            continue
        if content is None:
            log.error("a file is not in the data folder any more", file=one.id)
        else:
            made.append(discord.File(io.BytesIO(content), filename=one.name))
    return made


async def _sheets(said: Message) -> list[discord.File]:
    return [discord.File(io.BytesIO(await written(one)), filename=one.name) for one in said.sheets]


def _rest(said: Message) -> list[discord.File]:
    return [discord.File(io.BytesIO(said.rest.encode()), filename="rest.txt")] if said.rest else []


async def _drawn(said: Message, draw: Draw | None) -> list[discord.File]:
    made: list[discord.File] = []
    for number, picture in enumerate(said.pictures if draw else (), 1):
        if draw:
            drawn = io.BytesIO(await draw(picture))
            made.append(discord.File(drawn, filename=f"chart-{number}.png", description=picture.alt[:ALT]))
    return made


def new(said: Message, attached: list[discord.File]) -> dict[str, Any]:
    """The arguments of a message that is sent."""
    made: dict[str, Any] = {
        "content": said.content or None,
        "embeds": _embeds(said),
        "allowed_mentions": mentions(said),
    }
    if said.buttons:
        made["view"] = Rows(said.components())
    return made | ({"files": attached} if attached else {})


def changed(said: Message, attached: list[discord.File]) -> dict[str, Any]:
    """The arguments of an edit: what the message had before and has no more is taken away."""
    view = Rows(said.components()) if said.buttons else None
    return {
        "content": said.content or None,
        "embeds": _embeds(said),
        "view": view,
        "attachments": attached,
        "allowed_mentions": mentions(said),
    }


def edited(said: Message, attached: list[discord.File]) -> dict[str, Any]:
    """Likewise, of a message of the outbox: the files on it stay on it, and are not sent again."""
    made = changed(said, attached)
    if said.files or said.sheets:
        del made["attachments"]
    return made


def mentions(said: Message) -> discord.AllowedMentions:
    """Closed, but for those whom a mention of ours names."""
    users = [discord.Object(int(user)) for user in said.allowed_mentions()["users"]]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users or False)


def _embeds(said: Message) -> list[discord.Embed]:
    return [discord.Embed.from_dict(embed) for embed in said.embeds()]
