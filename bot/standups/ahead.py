"""Answering a day that has not begun: the sheet is kept, and posted when the day opens."""

from __future__ import annotations

from msgspec.structs import replace

from bot.blockers import handlers as blockers
from bot.context import Context
from bot.errors import Refused
from bot.requests import Ask, Outcome, Reply
from bot.standups import rules
from bot.standups.answering import submit
from bot.standups.cards import kept_card
from bot.standups.coming import asked_next
from bot.standups.finding import drafted
from bot.standups.forms import ahead_form
from bot.standups.questions import read_lines, read_reply, said_of
from bot.standups.records import Answer, Run, Sitting, Standup
from bot.standups.windows import crew, opened


async def ahead(context: Context) -> Outcome:
    """`/standup ahead`: the form of the day that asks the speaker next."""
    person = context.speaker()
    rules.may_take_part(person)
    coming = [one for one in await _planned(context) if one.answer is None or not one.answer.skipped]
    if not coming:
        raise Refused(person.words()("standups.ahead_none"))
    sitting = min(coming, key=lambda one: one.seat.prompt_at)
    values = said_of(sitting.run.questions, sitting.answer) or (await drafted(context, sitting)).values
    values = values | read_reply(sitting.run.questions, context.argument("text"))
    return Outcome(reply=Ask(form=ahead_form(context.new_id(), sitting, values, context.words)))


async def keep(context: Context) -> Outcome:
    """The sheet handed in ahead. Where the day has opened meanwhile, it is an answer like any other."""
    wanted = context.argument("run")
    if await context.store.get(Run, context.team.id, wanted) is not None:
        return await submit(context)
    sitting = next((one for one in await _planned(context) if one.run.id == wanted), None)
    if sitting is None:
        raise Refused(context.words("standups.run_gone"))
    sheet = read_lines(sitting.run.questions, context.request.arguments, context.words)
    given = rules.answered(sitting, context.speaker(), sheet, context.now)
    blocked = await blockers.followed(context, replace(given, edited=False))
    return Outcome(
        reply=Reply(card=kept_card(sitting, context.words)),
        records=(replace(given, edited=False), *blocked.records),
        posts=blocked.posts,
        wakes=blocked.wakes,
    )


async def _planned(context: Context) -> list[Sitting]:
    """The speaker's places in the days that ask next and have not opened."""
    found, person = list[Sitting](), context.speaker()
    for standup in await context.store.all(Standup, context.team.id):
        asked = crew(standup, context.team, context.roster)
        coming = asked_next(standup, asked, person)
        if coming is None:
            continue
        run, _ = opened(standup, asked, coming[0], context.now)
        seat = run.seat(person.id)
        if seat is not None and seat.prompt_at > context.now:
            answer = await context.store.get(Answer, context.team.id, f"{run.id}:{person.id}")
            found.append(Sitting(run=run, seat=seat, answer=answer))
    return found
