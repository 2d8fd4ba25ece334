"""Many tasks handed over or moved at once: what changes, what is left as it is, what can be undone; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from msgspec.structs import replace

from bot.handoff import changes
from bot.handoff.bulk_records import Bulk, Shift
from bot.handoff.older_cards import RENEWED
from bot.handoff.records import State, Task
from bot.handoff.rules import STEPS, WAITING, WORKING, Side, sides
from bot.people import Person, Roster
from bot.times import local, to_utc

MOST = 500
Why = Literal["review", "not_yours", "past", "no_due", "same"]


class Plan(NamedTuple):
    """`changed` are pairs of a task as it is and as it will be; `left` stay as they are, each with the reason."""

    changed: tuple[tuple[Task, Task], ...]
    left: tuple[tuple[Task, Why], ...]


def hand_over(tasks: Iterable[Task], bulk: Bulk, by: Person, newcomer: Person) -> Plan:
    """Work goes to the newcomer once accepted; offers nobody has answered go there at once, or back if one's own."""
    changed: list[tuple[Task, Task]] = []
    left: list[tuple[Task, Why]] = []
    for task in tasks:
        after = _handed_over(task, bulk, by, newcomer)
        if after is not None:
            changed.append((task, after))
        else:
            left.append((task, "review" if task.state is State.HANDED_IN else "not_yours"))
    return Plan(tuple(changed), tuple(left))


def move(tasks: Iterable[Task], bulk: Bulk, by: Person, now: datetime) -> Plan:
    """Due times that the giver moves; who had accepted has to accept again."""
    changed: list[tuple[Task, Task]] = []
    left: list[tuple[Task, Why]] = []
    for task in tasks:
        after = _moved(task, bulk, by, now)
        if isinstance(after, Task):
            changed.append((task, after))
        else:
            left.append((task, after))
    return Plan(tuple(changed), tuple(left))


def shifted(due_at: datetime, shift: Shift, zone: str) -> datetime:
    """The same wall time that many days later, or the one instant."""
    if shift.to is not None:
        return shift.to
    return to_utc(local(due_at, zone).replace(tzinfo=None) + timedelta(days=shift.days), zone)


def restored(bulk: Bulk, now: Iterable[Task], roster: Roster) -> tuple[list[Task], list[Task]]:
    """Each task exactly as it was, where nothing else has happened to it since; and those where something has.

    What it waits for is its project's to say, and nothing goes back to those who work here no more.
    """
    before = {task.id: task for task in bulk.before}
    back: list[Task] = []
    kept: list[Task] = []
    for task in now:
        was = before[task.id]
        untouched = len(task.events) == len(was.events) + 1 and task.events[-1].at == bulk.at
        if untouched and not _gone({was.holder, was.newcomer} - {task.holder, task.newcomer, ""}, roster):
            back.append(replace(was, revision=task.revision, after=task.after, waits=task.waits))
        else:
            kept.append(task)
    return back, kept


def waiting(tasks: Iterable[Task], person: Person) -> list[Task]:
    """Those of the tasks that wait for this person's yes: to an offer, a change or a handoff."""
    return [task for task in tasks if awaits(task, person)]


def as_asked(bulk: Bulk, tasks: Iterable[Task]) -> list[Task]:
    """Those of whose brief no more has changed since everything was asked at once: nobody accepts what they saw not."""
    seen = {was.id: len(was.events) + 1 for was in bulk.before}
    return [task for task in tasks if not any(event.kind in RENEWED for event in task.events[seen[task.id] :])]


def awaits(task: Task, person: Person) -> bool:
    if task.state in WORKING:
        return task.newcomer == person.id
    return task.state is State.OFFERED and task.holder == person.id


def _handed_over(task: Task, bulk: Bulk, by: Person, newcomer: Person) -> Task | None:
    mine = sides(task, by)
    if task.state in WORKING and STEPS["hand_off"].by & mine and task.holder != newcomer.id:
        return changes.hand_off(task, by, bulk.at, newcomer, bulk.context)
    if task.state in WAITING and Side.GIVER in mine and task.holder == bulk.former:
        return changes.pass_on(task, by, bulk.at, newcomer, bulk.context)
    if task.state in WAITING and task.holder == by.id:
        return changes.decline(task, by, bulk.at, bulk.context)
    return None


def _gone(people: Iterable[str], roster: Roster) -> bool:
    """Whether one of them has left, or may hold nothing any more."""
    return not all(roster.worker(person) for person in people)


def _moved(task: Task, bulk: Bulk, by: Person, now: datetime) -> Task | Why:
    """The task with its new due time, or why it stays as it is."""
    row = STEPS["change"]
    if not row.by & sides(task, by):
        return "not_yours"
    if task.state not in row.states:
        return "review" if task.state is State.HANDED_IN else "not_yours"
    if task.due_at is None or bulk.shift is None:
        return "no_due"
    due_at = shifted(task.due_at, bulk.shift, by.zone)
    if due_at == task.due_at:
        return "same"
    return replace(changes.moved(task, by, bulk.at, due_at), free_minutes=None) if due_at > now else "past"
