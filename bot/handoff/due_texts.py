"""Who has a task, when it is due and how long it takes, in words for its reader; and whether that suits the holder."""

from __future__ import annotations

from datetime import timedelta

from babel.lists import format_list

from bot.handoff.capacity import in_half_hours
from bot.handoff.records import ANYONE, State, Task
from bot.people import Person, Roster
from bot.texts import Words, joined
from bot.times import is_working, local, say_duration
from bot.ui import Text, When


def due_text(task: Task, reader: Person, roster: Roster) -> Text:
    """The due time in the reader's zone and, where it differs, in the other person's."""
    words = reader.words()
    if task.due_at is None:
        return words("handoff.no_due")
    other = roster.get(task.holder if reader.id != task.holder else task.giver)
    if other is None:
        return (When(task.due_at),)
    here, there = local(task.due_at, reader.zone), local(task.due_at, other.zone)
    if here.utcoffset() == there.utcoffset():
        return (When(task.due_at),)
    text = words(
        "handoff.due_both",
        due=When(task.due_at),
        theirs=When(task.due_at, "time" if here.date() == there.date() else "moment", other.zone),
        city=city(other.zone),
    )
    if other.id == task.holder and task.state in (State.OFFERED, State.COUNTERED) and outside_hours(task, other):
        return text + words("handoff.outside_hours", who=other.name)
    return text


def effort_text(task: Task, reader: Person, roster: Roster) -> Text:
    """`≈ 2 h`, and while it is offered how much time the holder has for it."""
    words = reader.words()
    effort = (f"≈ {say_duration(task.effort_minutes, reader.locale)}",)
    if task.free_minutes is None or task.state not in (State.OFFERED, State.COUNTERED):
        return effort
    key = "free_yours" if reader.id == task.holder else "free"
    free = say_duration(in_half_hours(task.free_minutes), reader.locale)
    return joined([effort, words(f"handoff.{key}", free=free, who=roster.name(task.holder))], "; ")


def holder_name(task: Task, roster: Roster, words: Words) -> str:
    """Who has it; while it is free to take, who may take it: `anyone`, or `Ana or Ben`."""
    if task.state is not State.UNCLAIMED:
        return roster.name(task.holder)
    if ANYONE in task.open_to:
        return words.plain("handoff.anyone_at_all")
    return format_list([roster.name(person) for person in task.open_to], style="or", locale=words.locale)


def outside_hours(task: Task, holder: Person) -> bool:
    """Whether it is due when the holder does not work; the end of a working day still counts as within."""
    if task.due_at is None:
        return False
    moments = (task.due_at, task.due_at - timedelta(minutes=1))
    return not any(is_working(moment, holder.hours()) for moment in moments)


def city(zone: str) -> str:
    """`Asia/Manila` → `Manila`."""
    return zone.rpartition("/")[2].replace("_", " ")
