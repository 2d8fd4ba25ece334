"""Answering in plain words, in the private chat: what was meant is shown, and posted with one tap."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.context import Context
from bot.errors import Refused
from bot.people import WORKERS
from bot.requests import Direct, Outcome, Reply
from bot.standups.cards import reply_card
from bot.standups.finding import drafted, own_sittings, sitting_in
from bot.standups.questions import is_whole, read_reply
from bot.standups.records import Sitting

LATE_IN_WORDS = timedelta(hours=12)  # afterwards plain words are hardly about that day
WORDS_MOST = 4_000
LOOKED_AT = 5  # standups that wait at the same time
COURTESIES = frozenset({"thanks", "thank you", "thx", "ok", "okay", "hi", "hello", "hey", "yes", "no", "good morning"})


async def replied(context: Context) -> Outcome | None:
    """The words read as the answer that is waited for; None where they cannot be one."""
    text, person = context.argument("words"), context.person
    if not text or person is None or person.role not in WORKERS or not isinstance(context.request.place, Direct):
        return None
    if text.rstrip(".!").casefold() in COURTESIES or text.endswith("?"):
        return None
    waiting = [one for one in await own_sittings(context) if waits_for_words(one, context.now)]
    if not waiting:
        return None
    meant = await _likeliest(context, waiting, text)
    return await _read(context, meant, [one for one in waiting if one is not meant], text)


async def _likeliest(context: Context, waiting: list[Sitting], text: str) -> Sitting:
    """Of several the first to close for which the words say all that is asked; else the first to close."""
    for sitting in waiting[:LOOKED_AT]:
        if is_whole(sitting.run.questions, await _values(context, sitting, text)):
            return sitting
    return waiting[0]


async def instead(context: Context) -> Outcome:
    """*For Weekly instead*: the same words for another of the standups that wait."""
    meant, _ = await sitting_in(context, context.argument("run"))
    other, _ = await sitting_in(context, context.argument("of"))
    if meant.answer is not None and not meant.answer.skipped:
        raise Refused(context.words("standups.posted_already", name=meant.run.name))
    if meant.run.id == other.run.id or not other.seat.said or not waits_for_words(meant, context.now):
        raise Refused(context.words("standups.run_gone"))
    unsaid = msgspec.structs.replace(other.seat, said="", draft={})
    outcome = await _read(context, meant, [other], other.seat.said)
    return msgspec.structs.replace(outcome, records=(*outcome.records, other.run.with_seat(unsaid)))


def waits_for_words(sitting: Sitting, now: datetime) -> bool:
    """Asked, and nothing said yet: on time, or not long after the close."""
    seat = sitting.seat
    return sitting.answer is None and seat.state == "asked" and now < seat.closes_at + LATE_IN_WORDS


async def _read(context: Context, sitting: Sitting, others: list[Sitting], text: str) -> Outcome:
    values = await _values(context, sitting, text)
    seat = msgspec.structs.replace(sitting.seat, draft=values, said=text[:WORDS_MOST], unchanged=False)
    meant = Sitting(run=sitting.run.with_seat(seat), seat=seat)
    card = reply_card(meant, others, context.words, ready=is_whole(sitting.run.questions, values))
    return Outcome(reply=Reply(card=card), records=(meant.run,))


async def _values(context: Context, sitting: Sitting, text: str) -> dict[str, str]:
    """What is drafted, and over it what the words say."""
    known = (await drafted(context, sitting)).values
    return known | read_reply(sitting.run.questions, text[:WORDS_MOST])
