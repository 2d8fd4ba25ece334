"""T5: somebody whose private messages are closed is told in public only that there is something, and shown it alone."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.records import Task
from bot.handoff.saying import task_of
from bot.joining import cards, first_steps, rules
from bot.joining.records import Unreachable
from bot.people import Person
from bot.requests import Channel, Direct, Outcome, Post, Reply, Thread
from bot.standups.records import is_reminder
from bot.ui import Card, When

HEAD = "doors"


async def unreachable(context: Context) -> Outcome:
    """A job: a private message was refused. It waits behind *Show me* in the team's channel; its sender is told.

    Not for the reminder of a question that stands there anyway: to knock would say in public who has not answered. Nor
    for what is no news to that person. What comes soon after a knock waits behind the same one.
    """
    person = context.roster.get(context.argument("person"))
    key, on = context.argument("key"), context.argument("platform")
    if person is None or is_reminder(key) or not await _is_news(context, person, key):
        return Outcome()
    room = rules.room_on(context.team, on)
    sender = await _sender(context, key)
    told = _told(person, sender, on, room)
    if not room:
        return Outcome(posts=told)
    known = await context.store.get(Unreachable, context.team.id, person.id)
    record = rules.waiting(known, context.team.id, person.id, key, context.now)
    if known is not None and record.since == known.since:
        return Outcome(records=(record,), posts=told)
    head = Post(key=f"{HEAD}:{on}", to=Channel(room), card=cards.said(context.words, "doors"))
    door = Post(
        key=f"door:{person.id}",
        to=Thread(room, f"{HEAD}:{on}"),
        card=cards.door(person, person.words(), waits=True),
        fresh=True,
    )
    return Outcome(records=(record,), posts=(head, door, *told))


async def unshown(context: Context) -> Outcome:
    """A job: a platform does not take a private card. Its sender is told, or the owner, who may tell the person."""
    person = context.roster.get(context.argument("person"))
    key, on, why = context.argument("key"), context.argument("platform"), context.argument("why")[:300]
    if person is None or key.startswith("unshown:"):
        return Outcome()
    sender = await _sender(context, key)
    told = sender if sender and sender.id != person.id else context.roster.get(context.team.owner)
    if told is None or told.id == person.id:
        return Outcome()
    card = cards.said(told.words(), "unshown", who=person.name, platform=on.title(), why=why)
    return Outcome(posts=(Post(key=f"unshown:{key}", to=Direct(told.id), card=card),))


async def show(context: Context) -> Outcome:
    """*Show me*: the oldest that waits, to that person alone, again and again until *Next* or *Got it* on that card.

    An answer may be lost on its way, so it is no proof that anything was seen. Everybody else has nothing here.
    """
    person = context.speaker()
    words = person.words()
    record = await context.store.get(Unreachable, context.team.id, person.id)
    if record is None:
        return Outcome(reply=Reply(card=cards.said(words, "nothing_waits")))
    keys = rules.left(record, context.argument("seen"))
    for number, key in enumerate(keys):
        row = await context.store.outgoing(context.team.id, key)
        if row is not None:
            after = replace(record, keys=keys[number:])
            card = cards.shown(row.card, words, rules.stamp(key), more=len(after.keys) - 1)
            return Outcome(reply=Reply(card=card), records=(after,) if after != record else ())
    door = await context.store.outgoing(context.team.id, f"door:{person.id}")
    closed = cards.door(person, words, waits=False)
    posts = (Post(key=door.key, to=door.to, card=closed),) if door else ()
    return Outcome(reply=Reply(card=cards.said(words, "nothing_waits")), removed=(record,), posts=posts)


async def trouble(context: Context) -> Outcome:
    """A job: a channel takes no messages. The owner is told once for each channel and reason."""
    owner = context.roster.get(context.team.owner)
    if owner is None:
        return Outcome()
    place, why = context.argument("place"), context.argument("why")[:300]
    name = sha256(f"{place} {why}".encode()).hexdigest()[:12]
    card = cards.said(owner.words(), "trouble", place=place or context.team.channel.id, why=why)
    tried = context.argument("key").startswith(first_steps.HERE)  # asked for just now, so said each time
    told = Post(key=f"trouble:{name}", to=Direct(owner.id), card=card, fresh=tried)
    if place not in ("", context.team.channel.id) or not context.team.is_new(context.now):
        return Outcome(posts=(told,))
    return Outcome(posts=(told, await first_steps.as_they_stand(context, owner, context.team, refused=why)))


async def outage(context: Context) -> Outcome:
    """A job: a platform did not answer for long, and does again. Messages that waited are on their way."""
    owner = context.roster.get(context.team.owner)
    if owner is None:
        return Outcome()
    since, on = datetime.fromisoformat(context.argument("since")), context.argument("platform")
    text = owner.words()("joining.outage", platform=on.title(), since=When(since), until=When(context.now))
    post = Post(key=f"outage:{on}:{context.argument('since')}", to=Direct(owner.id), card=Card(title=text))
    return Outcome(posts=(post,))


async def reinstall(context: Context) -> Outcome:
    """A job: a platform ends Baton's access, and only the owner can renew it, on the page that is named."""
    owner = context.roster.get(context.team.owner)
    if owner is None:
        return Outcome()
    until, on = datetime.fromisoformat(context.argument("until")), context.argument("platform")
    text = owner.words()("joining.reinstall", platform=on.title(), until=When(until), page=context.argument("page"))
    post = Post(key=f"reinstall:{on}:{context.argument('until')}", to=Direct(owner.id), card=Card(title=text))
    return Outcome(posts=(post,))


async def _is_news(context: Context, person: Person, key: str) -> bool:
    """Neither a card that was only edited, nor one of a task that changed by the person's own act.

    What Baton says later of such a task, as when it is due, is news again.
    """
    row = await context.store.outgoing(context.team.id, key)
    if row is not None and row.wanted > 1 and not row.fresh:
        return False
    task = await context.store.get(Task, context.team.id, task_of(key))
    if task is None or not task.events or task.events[-1].by != person.id:
        return True
    return row is not None and row.asked_at is not None and task.events[-1].at < row.asked_at


async def _sender(context: Context, key: str) -> Person | None:
    """Who gave the task that the message is about, else the owner."""
    number = task_of(key)
    task = await context.store.get(Task, context.team.id, number) if number else None
    return context.roster.get(task.giver if task else context.team.owner)


def _told(person: Person, sender: Person | None, on: str, room: str) -> tuple[Post, ...]:
    if sender is None or sender.id == person.id:
        return ()
    key = "closed_left_note" if room else "closed_no_room"
    card = cards.said(sender.words(), key, who=person.name, platform=on.title())
    return (Post(key=f"closed:{person.id}@{sender.id}", to=Direct(sender.id), card=card),)
