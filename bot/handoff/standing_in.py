"""What becomes of tasks when somebody goes on leave or is back: the stand-in is shown them, what waits is summed up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from bot.context import Context
from bot.handoff import batching, cards, changes, files, leave_cards, listing, rules, saying
from bot.handoff.records import State, Task, week_term
from bot.handoff.reminders import sent
from bot.people import WORKERS, Person
from bot.requests import Direct, Outcome, Post, Wake
from bot.times import Away, at_minutes, local
from bot.weeks import mondays

GOES_ON = timedelta(days=2)  # what is due on the first day back cannot wait for it either


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Who is `away`, who stood in for them `before`, and who does `after`; people as they are now."""

    away: Person
    before: Person | None = None
    after: Person | None = None


async def stood_in(context: Context, change: Change) -> Outcome:
    """Who stands in is told and offered what cannot wait, who did so before is not any more; all reminders follow.

    `context` has the roster as it is now.
    """
    if change.before and change.after and change.before.id == change.after.id:
        return Outcome()
    given = await _of(context, f"giver:{change.away.id}")
    wakes = {task.id: saying.wake(context, task) for task in given}
    posts = await _no_longer(context, change.away, change.before, given) if change.before else []
    lent = await _lent(context, change.away, change.after) if change.after else []
    for task in lent:
        posts += [*await saying.edits(context, task, task), *files.posts(context, task, None, {task.newcomer})]
        wakes[task.id] = saying.wake(context, task)
    leave = _covered(context, change.away)
    if change.after and leave:
        waits = [t for t in given if t.state in saying.ON_GIVER and rules.stand_in_of(t, context.roster)] + lent
        card = leave_cards.begins(change.away, leave, waits, saying.looking_as(context, change.after))
        posts.append(leave_cards.stand_in_post(change.away, change.after, card))
    return Outcome(records=tuple(lent), posts=tuple(posts), wakes=tuple(wakes.values()))


def offered_on(context: Context, task: Task) -> Task:
    """An offer to somebody on leave is on its way to the stand-in, too; any other is as it was."""
    holder, stand_in = context.roster.get(task.holder), context.roster.stand_in(task.holder)
    if holder is None or stand_in is None or stand_in.role not in WORKERS or stand_in.id == task.giver:
        return task
    leave = _covered(context, holder)
    why = leave_cards.why_lent(holder, leave, stand_in) if leave else ""
    return changes.hand_off(task, holder, context.now, stand_in, why)


def offered_anew(context: Context, offered: Task, before: Task) -> Outcome:
    """What is saved and said of a task that was offered once more, or to somebody else: as of a new offer."""
    offered = saying.with_files(context, offered)
    outcome = saying.saved(context, offered, before)
    lent = offered_on(context, offered) if offered.state is State.OFFERED else offered
    if lent == offered:
        return outcome
    told = {lent.holder, lent.newcomer} - {context.speaker().id}
    return msgspec.structs.replace(
        outcome,
        records=(lent, *outcome.records[1:]),
        posts=(*saying.posts(context, lent, before, told=told), *files.posts(context, lent, before, told)),
        wakes=(saying.wake(context, lent), *outcome.wakes[1:]),
    )


async def summed_up(context: Context, person: Person, leave: Away) -> Outcome:
    """One message on the way back; what it tells of is not reminded of beside it. Nothing when there is nothing."""
    waits = {task.id: task for task in await listing.owed(context, person)}
    waits |= {task.id: task for task in await _of(context, f"newcomer:{person.id}")}
    began = at_minutes(leave.first, 0, person.zone)
    done = leave_cards.done_for(await _theirs(context, person, leave, began), person, began)
    told, wakes = list[Task](), list[Wake]()
    for task in await batching.tasks_of(context, person):
        due = batching.due_from(context, task, person)
        if due:
            waits.setdefault(task.id, task)
            told.append(sent(task, due.planned, person, context.now, ahead=True))
            wakes.append(saying.wake(context, told[-1]))
    if not waits and not done:
        return Outcome()
    card = leave_cards.summary(leave, list(waits.values()), done, saying.looking_as(context, person))
    post = Post(key=f"back:{person.id}:{leave.last}", to=Direct(person.id), card=card, fresh=True)
    return Outcome(records=tuple(told), posts=(post,), wakes=tuple(wakes))


async def _lent(context: Context, away: Person, stand_in: Person) -> list[Task]:
    """What they hold, is due before they are back and on its way to nobody yet: offered on to the stand-in."""
    leave = _covered(context, away)
    if leave is None or stand_in.role not in WORKERS:
        return []
    back_at = at_minutes(leave.last + GOES_ON, 0, away.zone)
    why = leave_cards.why_lent(away, leave, stand_in)
    return [
        changes.hand_off(task, away, context.now, stand_in, why)
        for task in await _of(context, f"holder:{away.id}")
        if task.state in rules.WAITING | rules.WORKING
        and not task.newcomer
        and task.giver not in (stand_in.id, away.id)
        and task.due_at is not None
        and task.due_at < back_at
    ]


async def _no_longer(context: Context, away: Person, before: Person, given: Sequence[Task]) -> list[Post]:
    """The cards of who stood in, without what only a stand-in may do, and a word that it is over."""
    found: list[Post] = []
    for task in given:
        key = saying.card_key(task, before.id)
        if await context.store.outgoing(context.team.id, key) is not None:
            card = cards.task_card(task, before, context.roster)
            found.append(Post(key=key, to=Direct(before.id), card=card))
    return [*found, leave_cards.stand_in_post(away, before, leave_cards.over(away, before), fresh=False)]


async def _theirs(context: Context, person: Person, leave: Away, since: datetime) -> list[Task]:
    """What they give, open or closed since then, and what the stand-in has taken over from them."""
    found = await _of(context, f"giver:{person.id}")
    for monday in mondays(since, context.now):
        found += [task for task in await _of(context, week_term(monday)) if task.giver == person.id]
    if leave.stand_in:
        held = await _of(context, f"holder:{leave.stand_in}")
        found += [task for task in held if any(e.kind == "hand_off" and e.by == person.id for e in task.events)]
    return list({task.id: task for task in found}.values())


def _covered(context: Context, person: Person) -> Away | None:
    return person.covered_leave(local(context.now, person.zone).date())


async def _of(context: Context, term: str) -> list[Task]:
    return await context.store.find(Task, context.team.id, term)
