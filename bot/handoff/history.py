"""What has happened to one task, the newest first."""

from __future__ import annotations

from bot.handoff.files import files_button
from bot.handoff.records import UNSAID, Event, Task
from bot.lists import first
from bot.people import Person, Roster
from bot.texts import joined
from bot.ui import Card, Items, Text, When

MOST, LONGEST = 20, 200


def history_card(task: Task, reader: Person, roster: Roster) -> Card:
    """`Returned by Olivia, Tue 10:00: The third source is missing`, a line each."""
    words = reader.words()
    lines = [_line(event, reader, roster) for event in reversed(task.events)]
    return Card(
        title=words("handoff.history", id=task.id, outcome=task.outcome),
        blocks=(Items(first(lines, MOST, words)),),
        buttons=files_button(task, words),
        footer=words("handoff.history_footer"),
    )


def _line(event: Event, reader: Person, roster: Roster) -> Text:
    who = roster.get(event.by)
    happened = reader.words()(f"handoff.event_{event.kind}", who=who.name if who else "Baton", at=When(event.at))
    said = "" if event.kind in UNSAID else " ".join(event.text.split())
    came = ", ".join(file.name for file in event.files)
    said = f"{said} ({came})" if said and came else said or came
    return joined([happened, (said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…",) if said else ()], ": ")
