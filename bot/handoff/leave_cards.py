"""What is said when somebody goes on leave with a stand-in, and when they are back; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.handoff.list_cards import PAGE, Looking, lines, openers
from bot.handoff.records import Event, Task
from bot.lists import first
from bot.people import Person
from bot.requests import Direct, Post
from bot.texts import joined
from bot.times import Away, say_day
from bot.ui import Block, Button, Card, Items, Paragraph, Text, When, as_text

DONE_FOR = frozenset({"answer", "approve", "send_back", "agree", "insist", "unblock", "take_over"})
OPENED = 3
Done = tuple[Task, Event]


def why_lent(holder: Person, leave: Away, stand_in: Person) -> str:
    """The reason that goes with what is offered on; kept on the task, in the stand-in's language."""
    words = stand_in.words()
    return as_text(words("handoff.away_until", who=holder.name, last=say_day(leave.last, stand_in.locale)))


def begins(away: Person, leave: Away, waits: Sequence[Task], looking: Looking) -> Card:
    """To the stand-in on the first day: until when, what that allows, and what waits."""
    words, last = looking.reader.words(), say_day(leave.last, looking.reader.locale)
    blocks: list[Block] = [Paragraph(words("handoff.stand_in_may", away=away.name))]
    if waits:
        blocks.append(Paragraph(words("handoff.stand_in_waits", n=len(waits))))
        blocks.append(Items(first(lines(waits, looking), PAGE, words)))
    return Card(
        title=words("handoff.stand_in_until", away=away.name, last=last),
        blocks=tuple(blocks),
        buttons=openers(waits[:OPENED]),
    )


def to_come(away: Person, leave: Away, stand_in: Person) -> Card:
    """To the stand-in as soon as it is set, for a leave that has not begun."""
    words = stand_in.words()
    days = [say_day(day, stand_in.locale) for day in (leave.first, leave.last)]
    return Card(
        title=words("handoff.stand_in_from", away=away.name, first=days[0], last=days[1]),
        blocks=(Paragraph(words("handoff.stand_in_may", away=away.name)),),
    )


def over(away: Person, stand_in: Person) -> Card:
    return Card(title=stand_in.words()("handoff.stand_in_over", away=away.name))


def stand_in_post(away: Person, stand_in: Person, card: Card, *, fresh: bool = True) -> Post:
    """One message about one absence; what is newest replaces what was said before."""
    return Post(key=f"stand_in:{away.id}@{stand_in.id}", to=Direct(stand_in.id), card=card, fresh=fresh)


def done_for(tasks: Iterable[Task], person: Person, since: datetime) -> list[Done]:
    """What others have done with the person's tasks that was the person's to do, the oldest first."""
    found = [
        (task, event)
        for task in tasks
        for event in task.events
        if event.kind in DONE_FOR and event.by != person.id and event.at >= since and _was_theirs(task, event, person)
    ]
    return sorted(found, key=lambda done: done[1].at)


def _was_theirs(task: Task, event: Event, person: Person) -> bool:
    return task.giver == person.id if event.kind != "take_over" else task.giver != person.id


def summary(leave: Away, waits: Sequence[Task], done: Sequence[Done], looking: Looking) -> Card:
    """To whoever is back: what waits, and what was done for them meanwhile."""
    words, blocks = looking.reader.words(), list[Block]()
    days = [say_day(day, looking.reader.locale) for day in (leave.first, leave.last)]
    said = words("handoff.back_waits", n=len(waits)) if waits else words("handoff.back_waits_none")
    blocks.append(Paragraph(said))
    if waits:
        blocks.append(Items(first(lines(waits, looking), PAGE, words)))
    if done:
        blocks.append(Paragraph(words("handoff.back_done")))
        blocks.append(Items(first(tuple(_done(one, looking) for one in done), PAGE, words)))
    view = Button(label=words.plain("handoff.view_waiting"), action="handoff.tasks", arguments={"view": "waiting"})
    return Card(
        title=words("handoff.back", first=days[0], last=days[1]),
        blocks=tuple(blocks),
        buttons=(*openers(waits[:OPENED]), view),
    )


def _done(done: Done, looking: Looking) -> Text:
    (task, event), words = done, looking.reader.words()
    who = looking.roster.name(event.by)
    key = "back_answered" if event.kind == "answer" else f"event_{event.kind}"
    said = words(f"handoff.{key}", who=who, at=When(event.at))
    return joined([words("handoff.line", id=task.id, outcome=task.outcome), said])
