"""Answers to interactions: at once or after a pause, in private, as a card or as the page of a form."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import discord
import msgspec
import structlog

from adapters.discord_chat import sending
from adapters.discord_chat.render import Message
from adapters.discord_chat.sending import Attach

SLOW_SECONDS = 2.0  # of the three in which Discord wants an answer, docs.discord.com/developers/interactions
# Expired, or answered before: docs.discord.com/developers/topics/opcodes-and-status-codes#json
TOO_LATE = frozenset({10062, 40060, 10015, 10008})

log = structlog.get_logger()
Interaction = discord.Interaction[discord.Client]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What to say: a message, a page of a form, or nothing. `again`: in the place of the message about the form.

    `late` is said instead of a page that can be opened no more.
    """

    message: Message | None = None
    page: dict[str, Any] | None = None
    late: Message | None = None
    again: bool = False


NOTHING = Answer()


class Answering:
    """One interaction is answered once; whatever Discord does not take any more is only logged."""

    def __init__(self, attach: Attach) -> None:
        self._attach = attach

    async def answer(self, interaction: Interaction, deciding: Awaitable[Answer]) -> None:
        """Say what is decided; when that takes long, say first that it comes."""
        task = asyncio.ensure_future(deciding)
        done, _ = await asyncio.wait({task}, timeout=SLOW_SECONDS)
        try:
            if not done:
                await interaction.response.defer(ephemeral=_alone(interaction), thinking=True)
        except discord.HTTPException as failed:
            _note(interaction, failed)
        answer = await task
        try:
            await (self._at_once(interaction, answer) if done else self._late(interaction, answer))
        except discord.HTTPException as failed:
            _note(interaction, failed)
        except discord.InteractionResponded:
            log.info("answered before", interaction=interaction.id)

    async def _at_once(self, interaction: Interaction, answer: Answer) -> None:
        response = interaction.response
        said = answer.message
        if answer.page is not None and interaction.type is not discord.InteractionType.modal_submit:
            await response.send_modal(sending.Page(answer.page))
        elif (said := said or (answer.late if answer.page is not None else None)) is None:
            await _nothing(interaction, again=answer.again)
        elif answer.again and interaction.message is not None:
            await response.edit_message(**sending.changed(said, await self._attach(said)))
        elif said.files or said.sheets:
            # They may take longer than Discord waits.
            await response.defer(ephemeral=_alone(interaction), thinking=True)
            await self._late(interaction, answer)
        else:
            attached = await self._attach(said)
            await response.send_message(ephemeral=_alone(interaction), **sending.new(said, attached))

    async def _late(self, interaction: Interaction, answer: Answer) -> None:
        said = answer.message or answer.late
        if said is None:
            await interaction.delete_original_response()
        else:
            attached = await self._attach(said)
            await interaction.edit_original_response(**sending.changed(said, attached))


async def _nothing(interaction: Interaction, *, again: bool) -> None:
    """The outbox shows what came of it: no message stays of the answer itself."""
    if interaction.message is not None:
        await interaction.response.defer()
        if again:
            await interaction.delete_original_response()
        return
    await interaction.response.defer(ephemeral=_alone(interaction), thinking=True)
    await interaction.delete_original_response()


def _alone(interaction: Interaction) -> bool:
    """Whether the answer is shown to who asked alone; in private it is anyway."""
    return interaction.guild_id is not None


def _note(interaction: Interaction, failed: discord.HTTPException) -> None:
    say = log.info if failed.code in TOO_LATE else log.warning
    say("an answer did not arrive", interaction=interaction.id, why=f"{failed.status} {failed.code}")
