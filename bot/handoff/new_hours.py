"""What becomes of open tasks when somebody's zone, hours or leave change: cards made true, reminders set anew."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.handoff import cards
from bot.handoff.due_texts import outside_hours
from bot.handoff.records import State, Task
from bot.handoff.saying import posts, wake
from bot.people import Person, Roster
from bot.requests import Outcome, Post, Wake

PARTS = ("holder", "giver", "newcomer")
DUE_COUNTS = frozenset({State.OFFERED, State.COUNTERED, State.ACCEPTED})


async def by_new_hours(context: Context, before: Person, after: Person, roster: Roster) -> Outcome:
    """Of each open task the person has a part in: both cards edited, and the next reminder; `roster` has them anew.

    The giver hears it once when the due time has come to lie outside the holder's hours, with what can be done.
    """
    tasks: dict[str, Task] = {}
    for part in PARTS:
        found = await context.store.find(Task, context.team.id, f"{part}:{after.id}")
        tasks |= {task.id: task for task in found}
    changed = replace(context, roster=roster)
    shown: list[Post] = []
    wakes: list[Wake] = []
    for task in tasks.values():
        told = {task.giver} if _came_to_lie_outside(task, before, after) else set()
        giver = roster.must(task.giver)
        news = {task.giver: cards.News(giver.words()("handoff.hours_changed", who=after.name))} if told else None
        shown += posts(changed, task, told=told, news=news)
        wakes.append(wake(changed, task))
    return Outcome(posts=tuple(shown), wakes=tuple(wakes))


def _came_to_lie_outside(task: Task, before: Person, after: Person) -> bool:
    """The owner of both sides sees it on the card; who chose to keep the due time has been asked."""
    if task.holder != after.id or task.giver == after.id or task.due_kept or task.state not in DUE_COUNTS:
        return False
    return outside_hours(task, after) and not outside_hours(task, before)
