"""Counted from what was done: the task that is out is let go, and the next is counted from now."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes
from bot.handoff.cards import News
from bot.handoff.records import State, Task
from bot.handoff.saying import posts as task_posts
from bot.handoff.saying import wake as task_wake
from bot.people import Person
from bot.requests import Outcome
from bot.systems import rules, saying, turns
from bot.systems.following import followed
from bot.systems.records import System
from bot.ui import When


async def still_out(context: Context, system: System) -> Task | None:
    """The task that has to end before the next has a day; None where the next has one."""
    if not system.recurrence.from_done or system.done is not None:
        return None
    task = await context.store.get(Task, context.team.id, system.last)
    return task if task is not None and task.open else None


async def let_go(context: Context, system: System, task: Task) -> Outcome:
    """It is cancelled, which its holder hears with when the next comes; what is handed in is to be reviewed first."""
    person, turn = context.speaker(), context.argument("turn")
    words = person.words()
    if turn and turn != out_turn(task):
        raise Refused(words("systems.out_now", name=system.name, id=task.id))
    if task.state is State.HANDED_IN:
        raise Refused(words("systems.out_handed_in", name=system.name, id=task.id))
    closed = changes.close(task, "cancel", person, context.now)
    after = followed(rules.taken(system, "let_go", person.id, context.now, task.id), closed, context.now)
    after, wakes = turns.planned(after, turns.hours_of(after, context.roster))
    outcome = await saying.saved(context, after, (*wakes, task_wake(context, closed)), saying.Told(tasks=(closed,)))
    holder = context.roster.worker(task.holder)
    news = {holder.id: _news(context, after, holder)} if holder and holder.id != person.id and not task.private else {}
    return replace(outcome, posts=(*task_posts(context, closed, task, told=set(news), news=news), *outcome.posts))


def out_turn(task: Task) -> str:
    """What a button carries that lets this task go, so that pressed late it lets go of no other."""
    return f"#{task.id}"


def _news(context: Context, system: System, holder: Person) -> News:
    words = holder.words()
    coming = turns.next_coming(system, turns.hours_of(system, context.roster))
    day = When(coming.appears_at, "date") if coming else ()
    said = words("systems.let_go_next", name=system.name, day=day) if coming else ()
    return News(words("systems.let_go_headline"), said)
