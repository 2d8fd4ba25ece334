"""What becomes of handoffs that are on their way to somebody who leaves."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.records import Event, Task
from bot.handoff.saying import posts, wake
from bot.people import Person
from bot.requests import Direct, Outcome


async def handoffs_back(context: Context, left: Person) -> Outcome:
    """Each stays with its holder, who hears it, as does whoever offered it on."""
    pending = await context.store.find(Task, context.team.id, f"newcomer:{left.id}")
    back = [(task, _back(context, task, left)) for task in pending if task.open]
    return Outcome(
        records=tuple(task for _, task in back),
        posts=tuple(
            post
            for before, task in back
            for post in posts(context, task, before, told=_told(task) - {left.id})
            if post.to != Direct(left.id)
        ),
        wakes=tuple(wake(context, task) for _, task in back),
    )


def _back(context: Context, task: Task, left: Person) -> Task:
    event = Event(kind="came_back", at=context.now, by=left.id)
    return replace(task, newcomer="", context="", events=(*task.events, event))


def _told(task: Task) -> set[str]:
    offered_on = [event.by for event in task.events if event.kind == "hand_off"]
    return {task.holder, *offered_on[-1:]}
