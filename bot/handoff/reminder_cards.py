"""What a reminder says: the news on a task's card, several as one list, and why each came; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.handoff.cards import News
from bot.handoff.list_cards import PAGE
from bot.handoff.records import Task
from bot.handoff.reminder_rules import AGAIN, BY_KIND, waits
from bot.handoff.reminders import People
from bot.lists import first
from bot.people import Person, Team
from bot.texts import Value, Words, joined
from bot.ui import Block, Button, Card, Items, Paragraph, Text, When

OPENED = 3  # buttons for single things on a list, beside those for all of it
WITH_OTHERS = frozenset({"unanswered", "unclaimed", "untaken", "unaccepted", "overdue_up"})  # the next step is theirs
SAID_AT_ONCE = frozenset({"due_soon", "due"})  # the headline says it all


class Said(NamedTuple):
    """One thing somebody is reminded of."""

    task: Task
    kind: str
    people: People


def news(said: Said, reader: Person, late: Text = ()) -> News:
    """What begins the task's card for the reader; `late` when Baton was down."""
    words, values = reader.words(), _values(said)
    more = [] if said.kind in SAID_AT_ONCE else [words(f"handoff.remind_{said.kind}", **values)]
    return News(words(f"handoff.headline_{said.kind}", **values), joined([*more, late], " "), said.kind)


def together(some: Sequence[Said], reader: Person, late: Text = (), snoozed_until: datetime | None = None) -> Card:
    """Several things as one list: what waits for the reader, then what does for others, each as heavy as they come.

    The first ones open by a button, all are snoozed by one.
    """
    words = reader.words()
    mine, theirs = _parted(some)
    some = (*mine, *theirs)
    title = _waiting(len(mine), len(theirs), words)
    if snoozed_until:
        title = words("reminders.together_snoozed", n=len(some), until=When(snoozed_until))
    opened = (
        Button(label=f"#{one.task.id}", action="handoff.show", arguments={"task": one.task.id, "kind": one.kind})
        for one in some[:OPENED]
    )
    snooze = Button(label=words.plain("reminders.button_snooze_all"), action="handoff.snooze_all")
    return Card(
        title=title,
        blocks=(*((Paragraph(late),) if late else ()), *_listed(mine, theirs, reader)),
        buttons=(*opened, snooze, Button(label=words.plain("reminders.button_why"), action="handoff.why")),
        footer=words("reminders.together_footer"),
    )


def _parted(some: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What the reader has to do something about, and what others have to."""
    mine = [said for said in some if said.kind not in WITH_OTHERS]
    return mine, [said for said in some if said.kind in WITH_OTHERS]


def _waiting(mine: int, theirs: int, words: Words) -> Text:
    """`2 things are waiting for you, and 1 is for somebody else.`"""
    if mine and theirs:
        return joined([words("reminders.together", n=mine), words("reminders.together_too", n=theirs)], " ")
    return words("reminders.together" if mine else "reminders.together_others", n=mine or theirs)


def _listed(mine: Sequence[Said], theirs: Sequence[Said], reader: Person) -> list[Block]:
    """A page of both together; the second has a line above it where the first is there, too."""
    words, blocks = reader.words(), list[Block]()
    room = max(PAGE // 2, PAGE - len(theirs))
    if mine:
        blocks.append(Items(first([_line(said, reader) for said in mine], room, words)))
    if mine and theirs:
        blocks.append(Paragraph(words("reminders.with_others")))
    if theirs:
        room = PAGE - min(len(mine), room)
        blocks.append(Items(first([_line(said, reader) for said in theirs], room, words)))
    return blocks


def why_card(said: Said, reader: Person, team: Team) -> Card:
    """Why this reminder came, in a sentence, and what stops it."""
    words = reader.words()
    stops = joined([words(f"reminders.stops_{said.kind}", **_values(said)), words("reminders.stops_else")], " ")
    return Card(title=words("reminders.title_why"), blocks=(Paragraph(why(said, reader, team)), Paragraph(stops)))


def why_together(some: Sequence[Said], reader: Person, team: Team) -> Card:
    """Why a list came as one, and each thing on it."""
    words = reader.words()
    reasons = [_reason(said, reader, team) for said in some[:PAGE]]
    for_others = dict.fromkeys(text for said in some if (text := _for_another(said, reader)))
    return Card(
        title=words("reminders.title_why"),
        blocks=(Paragraph(words("reminders.why_together")), Items((*reasons, *for_others))),
        footer=words("reminders.stops_else"),
    )


def why(said: Said, reader: Person, team: Team) -> Text:
    """`Because #42 is due Fri 17:00 and your team reminds 24 h before; nothing was handed in.`"""
    return joined([_reason(said, reader, team), _for_another(said, reader)], " ")


def _reason(said: Said, reader: Person, team: Team) -> Text:
    words, task, rule = reader.words(), said.task, BY_KIND.get(said.kind)
    number = waits(rule, team) if rule else task.repeat_hours
    values = _values(said)
    if said.kind == AGAIN:
        asked = (event.at for event in reversed(task.events) if event.kind == "snooze" and event.by == reader.id)
        values["at"] = When(next(asked, task.created_at))
    return words(f"reminders.why_{said.kind}", n=number, **values)


def _for_another(said: Said, reader: Person) -> Text:
    """For whom a stand-in gets it."""
    away = said.people.on_leave
    return (
        reader.words()("reminders.why_stand_in", away=away.name) if away and reader.id == said.people.giver.id else ()
    )


def holds_still(said: Said) -> bool:
    """Whether the reason for it is still there: the task has not moved on."""
    rule = BY_KIND.get(said.kind)
    return said.task.state in rule.states if rule else said.task.open


def _line(said: Said, reader: Person) -> Text:
    words = reader.words()
    state = words(f"reminders.line_{said.kind}", **_values(said))
    return joined([words("handoff.line", id=said.task.id, outcome=said.task.outcome), state])


def _values(said: Said) -> dict[str, Value]:
    task, people = said.task, said.people
    since = {
        "asked": task.asked_at,
        "blocked": task.blocked_at,
        "review": task.handed_in_at,
        "countered": task.events[-1].at if task.events else None,
    }
    due_at = task.due_at or task.created_at
    return {
        "id": task.id,
        "holder": people.holder.name,
        "giver": people.giver.name,
        "newcomer": people.newcomer.name if people.newcomer else "",
        "due": When(due_at),
        "at": When(since.get(said.kind) or due_at),
    }
