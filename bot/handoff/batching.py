"""What one person hears at one moment as one message: every task that would remind them then."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.context import Context
from bot.handoff import reminders, rules
from bot.handoff.records import Task, Together
from bot.handoff.reminder_cards import Said
from bot.handoff.reminder_rules import WEIGHTS
from bot.handoff.reminders import People, Reminder
from bot.handoff.saying import people_of
from bot.people import Person
from bot.requests import Direct, Post
from bot.ui import Card

NEWEST, DUE_JOBS = 200, 500


class Due(msgspec.Struct, frozen=True):
    """A task with its planned reminders, and the one that `reader` is to hear now."""

    task: Task
    people: People
    planned: tuple[Reminder, ...]
    chosen: Reminder

    def said(self) -> Said:
        return Said(self.task, self.chosen.kind, self.people)


async def due_to(context: Context, reader: Person, first: Due) -> list[Due]:
    """`first` and all else that the reader is to hear within the next quarter of an hour, heaviest first."""
    found = {first.task.id: first}
    for task in await tasks_of(context, reader):
        due = None if task.id in found else due_from(context, task, reader)
        if due:
            found[task.id] = due
    return sorted(found.values(), key=_heaviest)


def due_from(context: Context, task: Task, reader: Person) -> Due | None:
    """What the task has to tell the reader now, if anything."""
    people = people_of(context, task)
    planned = reminders.plan(task, context.team, people)
    chosen = reminders.due_now(planned, people, context.now, ahead=True).get(reader.id)
    return Due(task, people, planned, chosen) if chosen else None


async def tasks_of(context: Context, reader: Person) -> list[Task]:
    """Open tasks that may remind this person: held, given, on their way there, or given by whom they stand in for.

    Who has thousands open is not read through for every reminder: the newest of them, and those whose job is due.
    """
    store, team = context.store, context.team.id
    terms = [f"holder:{reader.id}", f"newcomer:{reader.id}"]
    terms += [f"giver:{giver}" for giver in (reader.id, *reader.stands_in_for)]
    filed = [await store.find(Task, team, term, newest=NEWEST) for term in terms]
    found = {task.id: task for some in filed for task in some}
    if any(len(some) == NEWEST for some in filed):
        for job in await store.due_jobs(context.now + reminders.TOGETHER, DUE_JOBS):
            task = await store.get(Task, team, job.arguments.get("task", "")) if job.team == team else None
            if task is not None and task.open:
                found.setdefault(task.id, task)
    return list(found.values())


def list_key(person: str) -> str:
    """One message of this kind stands in a private chat; the next takes its place at the end."""
    return f"reminders:{person}"


def as_list(reader: Person, card: Card, *, fresh: bool = True) -> Post:
    return Post(key=list_key(reader.id), to=Direct(reader.id), card=card, fresh=fresh)


async def remembered(context: Context, reader: Person, some: Iterable[Said]) -> Together:
    """What the list is about, for the buttons that are about all of it."""
    known = await context.store.get(Together, context.team.id, reader.id)
    items = tuple((said.task.id, said.kind) for said in some)
    revision = known.revision if known else 0
    return Together(team=context.team.id, id=reader.id, revision=revision, items=items, at=context.now)


async def remembered_items(context: Context, reader: Person) -> list[Said]:
    """What of the last list is still open and still theirs to see, as it is now."""
    known = await context.store.get(Together, context.team.id, reader.id)
    found = []
    for number, kind in known.items if known else ():
        task = await context.store.get(Task, context.team.id, number)
        if task is not None and task.open and rules.may_see(task, reader):
            found.append(Said(task, kind, people_of(context, task)))
    return found


def _heaviest(due: Due) -> tuple[int, float, int]:
    task = due.task
    return -WEIGHTS[due.chosen.kind], task.due_at.timestamp() if task.due_at else 0.0, int(task.id)
