"""What becomes of systems when their tasks are accepted, declined or done, and when people leave or change hours."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.records import State, Task
from bot.handoff.saying import card_key as task_key
from bot.people import Roster
from bot.requests import Outcome, Post, Wake
from bot.systems import rules, saying, turns
from bot.systems.making import adrift
from bot.systems.records import RUNNING, System, SystemState
from bot.times import local

SHOWN = ("open", "due_at", "accepted_at")  # of a task, what its system's cards go by
OVER = frozenset({State.APPROVED, State.CANCELLED, State.DECLINED})


async def after_tasks(context: Context, outcome: Outcome) -> Outcome:
    """The outcome with what follows for the systems whose tasks it changes, in the same commit."""
    known = {record.id for record in outcome.records if isinstance(record, System)}
    for task in [record for record in outcome.records if isinstance(record, Task) and record.system]:
        if task.system not in known:
            outcome = await _after_task(context, outcome, task)
    return outcome


async def _after_task(context: Context, outcome: Outcome, task: Task) -> Outcome:
    before = await context.store.get(System, context.team.id, task.system)
    if before is None:
        return outcome
    after = followed(before, task, context.now)
    hours = turns.hours_of(after, context.roster)
    after, wakes = turns.planned(after, hours)
    if after == before:
        return await _shown(context, outcome, before, task)
    declined = after.state is SystemState.DECLINED and before.state is not SystemState.DECLINED
    told = {after.giver} if declined else set()
    shown = await saying.posts(context, after, saying.Told(people=told, tasks=(task,)))
    posts = tuple(_quiet(post, task_key(task, after.giver)) if declined else post for post in outcome.posts)
    return replace(
        outcome,
        records=(*outcome.records, after),
        posts=(*posts, *shown),
        wakes=(*outcome.wakes, *wakes),
    )


async def _shown(context: Context, outcome: Outcome, system: System, task: Task) -> Outcome:
    """The system's cards list its open tasks and offer Undo until one is taken on, so they change with those."""
    stored = await context.store.get(Task, context.team.id, task.id)
    if stored is None or all(getattr(stored, name) == getattr(task, name) for name in SHOWN):
        return outcome
    shown = await saying.posts(context, system, saying.Told(tasks=(task,)))
    return replace(outcome, posts=(*outcome.posts, *shown))


def followed(system: System, task: Task, now: datetime) -> System:
    """The system after its task is as it is now."""
    if system.asked == task.id and system.state is SystemState.RUNNING:
        if task.state is State.DECLINED:
            why = task.events[-1].text
            # Its turn is still to be done by somebody.
            made = rules.before(task, system)
            system = replace(rules.taken(system, "decline", task.holder, now, why), asked="", made=made)
        if task.accepted_at and task.holder == system.holder:
            system = replace(rules.taken(system, "accept", task.holder, now), accepted_at=now, asked="")
    if system.state is SystemState.DECLINED and task.open and task.turn and rules.to_come(system, task.turn):
        # What was declined was offered once more: its turn is this task's.
        system = replace(system, made=task.turn)
    if system.asked == task.id and not task.open:
        system = replace(system, asked="")
    if not system.recurrence.from_done or task.id != system.last:
        return system
    done = local(task.closed_at, system.zone).date() if task.state in OVER and task.closed_at else None
    return replace(system, done=done)


def _quiet(post: Post, key: str) -> Post:
    """The card of the task says the same as the system's, which has the buttons; one of them notifies."""
    return replace(post, fresh=False) if post.key == key else post


async def after_people(context: Context, roster: Roster) -> Outcome:
    """Every running system by the people as they are in `roster`: set anew, or resting where its holder is gone."""
    records: list[System] = []
    posts: list[Post] = []
    wakes: list[Wake] = []
    for system in await context.store.find(System, context.team.id, RUNNING):
        if rules.can_hold(system, roster):
            after, following = turns.planned(system, turns.hours_of(system, roster))
            records += [after] if after != system else []
            wakes += following
            continue
        outcome = await adrift(context, system, roster)
        records += [record for record in outcome.records if isinstance(record, System)]
        posts += outcome.posts
        wakes += outcome.wakes
    return Outcome(records=tuple(records), posts=tuple(posts), wakes=tuple(wakes))
