"""Tells Discord the commands, and only when they are others than it was told before."""

from __future__ import annotations

from typing import Any, cast

import discord

from adapters.discord_chat.commands import CommandsTold, fingerprint, tree
from adapters.keeping import Keeping
from adapters.outside import Outside
from bot.requests import Outcome


async def sync(client: discord.Client, outside: Outside) -> bool:
    """Whether there was something to tell. Raises what discord.py raises, and StoreClosed."""
    application = client.application_id
    if application is None:
        return False
    payload = tree()
    mark = fingerprint(payload)
    known = await outside.store.get(CommandsTold, "", str(application))
    if known is not None and known.fingerprint == mark:
        return False
    await client.http.bulk_upsert_global_commands(application, cast("list[Any]", payload))
    revision = known.revision if known else 0
    told = CommandsTold(team="", id=str(application), fingerprint=mark, revision=revision)
    await Keeping(outside, "discord-commands").keep(Outcome(records=(told,)))
    return True
