"""What has to be read: the task a message became; promised work of a person, and similar work done, to weigh it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.context import Context
from bot.handoff import capacity, rules, suggesting
from bot.handoff.capacity import Pushed
from bot.handoff.queries import seen_by
from bot.handoff.records import State, Task, from_message
from bot.handoff.suggesting import Known, Suggestion
from bot.people import Person
from bot.ports import Store
from bot.searching import Wanted

KINDS_MOST, PAST_MOST = 6, 30  # words looked for, and tasks read for each
WEIGHED_MOST = 100  # of somebody with more open tasks nobody can say what still fits, and reading them all takes long


async def held_by(context: Context, person: str) -> list[Task]:
    """Open tasks of a person, oldest first; which of them are promised is a rule of capacity."""
    return await context.store.find(Task, context.team.id, f"holder:{person}")


async def weighed(context: Context, person: str) -> list[Task] | None:
    """As `held_by`; None when they are too many to be weighed with each request."""
    found = await context.store.find(Task, context.team.id, f"holder:{person}", newest=WEIGHED_MOST + 1)
    return found if len(found) <= WEIGHED_MOST else None


async def made_from(store: Store, reader: Person, source: str) -> Task | None:
    """The newest task that this message has become already, of those the reader may see: the way from there to here."""
    found = await store.find(Task, reader.team, from_message(source), newest=5) if source else []
    return next((task for task in reversed(found) if rules.may_see(task, reader)), None)


async def measured(context: Context, task: Task) -> Task:
    """The task with how much time its holder has for it as things are."""
    weighs = task.holder and task.effort_minutes and task.due_at
    return beside(context, task, await weighed(context, task.holder) if weighs else None)


def beside(context: Context, task: Task, others: Sequence[Task] | None) -> Task:
    """As `measured`, when the holder's others are read already."""
    holder, free = context.roster.get(task.holder), None
    if holder and others is not None:
        free = capacity.free_minutes(task, others, holder.hours(), context.now)
    return replace(task, free_minutes=free)


def pushed_by(
    context: Context, task: Task, others: Sequence[Task] | None, moved: Task | None = None
) -> tuple[Pushed, ...]:
    """What of the others would be late if the holder took the task on; `moved` is one as it shall be."""
    holder = context.roster.must(task.holder)
    others = [moved if moved and moved.id == one.id else one for one in others or ()]
    return capacity.pushed(task, others, holder.hours(), context.now)


async def refreshed(context: Context, taken: Task) -> list[Task]:
    """Other offers to the holder of a task just taken on, whose free time has changed by it."""
    holder = context.roster.must(taken.holder)
    others = [taken if one.id == taken.id else one for one in await weighed(context, holder.id) or ()]
    found = []
    for task in others:
        if task.id == taken.id or task.state not in (State.OFFERED, State.COUNTERED):
            continue
        free = capacity.free_minutes(task, others, holder.hours(), context.now)
        if free != task.free_minutes:
            found.append(replace(task, free_minutes=free))
    return found


async def suggestions(context: Context, brief: Task, giver: Person, *, without: str = "") -> tuple[Suggestion, ...]:
    """Who should get it, judged by what the giver may see."""
    past: dict[str, Task] = {}
    for word in sorted(suggesting.kind_of_work(brief.outcome), key=len, reverse=True)[:KINDS_MOST]:
        wanted = Wanted(words=(word,), marks=(seen_by(giver), (f"state:{State.APPROVED.value}",)))
        found, _ = await context.store.search(Task, context.team.id, wanted, limit=PAST_MOST)
        past |= {task.id: task for task in found}
    people = [one for one in context.roster.with_role(*suggesting.GIVEN_WORK) if one.id != without]
    held = {person.id: await held_by(context, person.id) for person in people}
    known = Known(past=tuple(past.values()), held=held, now=context.now)
    return suggesting.suggest(brief, giver, people, known)
