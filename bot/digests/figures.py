"""Which tasks a figure of the owner's digest counts: `/digest late`, and the buttons on the digest."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Context
from bot.digests import rules
from bot.digests.handlers import works_until
from bot.digests.records import Sent, read_stamp, sent_id, stamp
from bot.errors import NotAllowed
from bot.handoff.list_cards import PAGE, lines, openers
from bot.handoff.records import Task
from bot.handoff.saying import looking_as
from bot.lists import start_of
from bot.people import Person, Role
from bot.requests import Outcome, Reply
from bot.ui import BUTTONS_PER_CARD, Button, Card, Items, Paragraph, When

OLDEST = timedelta(days=400)
INSTANT = timedelta(microseconds=1)


async def handed(context: Context) -> Outcome:
    """`/digest handed`: what was handed over."""
    return await _which(context, "handed")


async def done(context: Context) -> Outcome:
    """`/digest done`: what was approved."""
    return await _which(context, "done")


async def late(context: Context) -> Outcome:
    """`/digest late`: what fell due and had not been handed in by then."""
    return await _which(context, "late")


async def waiting(context: Context) -> Outcome:
    """`/digest waiting`: what waits on the owner."""
    return await _which(context, "waiting")


async def blocked(context: Context) -> Outcome:
    """`/digest blocked`: what is blocked, with whomever."""
    return await _which(context, "blocked")


async def _which(context: Context, figure: str) -> Outcome:
    person = context.speaker()
    if person.role is not Role.OWNER:
        key = "digests.not_owners" if person.role is Role.PARTNER else "digests.not_for_role"
        raise NotAllowed(context.words(key))
    week, ids = await _counted(context, person, figure)
    start = start_of(context.argument("start"))
    found = [await context.store.get(Task, context.team.id, number) for number in ids[start : start + PAGE]]
    tasks = [task for task in found if task]
    words = person.words()
    title = words(f"digests.which_{figure}", n=len(ids), start=When(week.start, "date"), end=When(week.end, "date"))
    if not tasks:
        return Outcome(reply=Reply(card=Card(title=title, blocks=(Paragraph(words("digests.which_none")),))))
    more: tuple[Button, ...] = ()
    if start + PAGE < len(ids):
        arguments = {"until": stamp(week.end), "start": str(start + PAGE)}
        more = (Button(label=words.plain("handoff.button_more"), action=f"digests.{figure}", arguments=arguments),)
    buttons = (*openers(tasks[: BUTTONS_PER_CARD - len(more)]), *more)
    items = Items(lines(tasks, looking_as(context, person)))
    return Outcome(reply=Reply(card=Card(title=title, blocks=(items,), buttons=buttons)))


async def _counted(context: Context, owner: Person, figure: str) -> tuple[rules.Week, tuple[str, ...]]:
    """Of the digest that was sent up to `until` what it counted then; of any other time what is counted now."""
    until = _until(context)
    sent = await context.store.get(Sent, context.team.id, sent_id(owner.id, until))
    if sent and sent.role == owner.role.value:
        return rules.Week(sent.start, sent.end), sent.tasks.get(figure, ())
    week = rules.last_seven_days(until - INSTANT)
    counted = rules.behind(await works_until(context, context.now), week, owner)
    return week, tuple(work.id for work in getattr(counted, figure))


def _until(context: Context) -> datetime:
    """Where the digest ends that was pressed on; this very instant where none was."""
    now = rules.last_seven_days(context.now).end
    until = read_stamp(context.argument("until"))
    return until if until and now - OLDEST < until <= now else now
