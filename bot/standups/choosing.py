"""Where somebody wants to be asked: in a private message, or in the day's thread among the others."""

from __future__ import annotations

import msgspec

from bot.context import Context
from bot.people import AskedIn
from bot.requests import Outcome, Reply
from bot.standups.cards import note
from bot.standups.rules import may_take_part


async def private(context: Context) -> Outcome:
    """`/standup private`, from the next prompt on."""
    return _chosen(context, "private")


async def thread(context: Context) -> Outcome:
    """`/standup thread`, from the next prompt on."""
    return _chosen(context, "thread")


def _chosen(context: Context, asked_in: AskedIn) -> Outcome:
    person = context.speaker()
    may_take_part(person)
    person = msgspec.structs.replace(person, asked_in=asked_in)
    return Outcome(reply=Reply(card=note(context.words, f"standups.asked_{asked_in}")), records=(person,))
