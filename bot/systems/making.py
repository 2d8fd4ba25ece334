"""A system begins with its first task, and each turn makes the next: one job per turn, one task, once."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes, files
from bot.handoff.cards import News
from bot.handoff.records import ANYONE, State, Task
from bot.handoff.saying import posts as task_posts
from bot.handoff.saying import wake
from bot.jobs import came_late, late_note
from bot.people import Person, Roster
from bot.requests import Direct, Outcome, Reply
from bot.systems import cards, rules, saying, turns
from bot.systems.records import System
from bot.systems.turns import Coming
from bot.texts import joined
from bot.ui import Text


async def begin(context: Context, giver: Person, brief: Task) -> Outcome:
    """A whole brief that says how often becomes a system and its first task, which is offered as any other."""
    if brief.timetable is None:
        raise ValueError("a brief without a timetable is no system")
    system = System(
        team=context.team.id,
        id="",
        giver=giver.id,
        holder=brief.holder,
        open_to=brief.open_to,
        outcome=brief.outcome,
        done_when=brief.done_when,
        effort_minutes=brief.effort_minutes,
        priority=brief.priority,
        source=brief.source,
        links=brief.links,
        files=brief.files,
        repeat_hours=brief.repeat_hours,
        quoted=brief.quoted,
        recurrence=brief.timetable.recurrence,
        minutes=brief.timetable.minutes,
        zone=brief.timetable.zone,
        created_at=context.now,
    )
    for other in await context.store.find(System, context.team.id, f"giver:{giver.id}", newest=5):
        if rules.same(system, other):
            reply = Reply(card=cards.notice(giver.words(), "same", other))
            return Outcome(reply=reply, posts=await saying.posts(context, other, saying.Told(people={giver.id})))
    return await _begun(context, giver, system, brief)


async def _begun(context: Context, giver: Person, system: System, brief: Task) -> Outcome:
    hours = turns.hours_of(system, context.roster)
    coming = turns.first_coming(system, hours)
    if coming is None:
        raise Refused.at("repeats", giver.words()("systems.never"))
    system = replace(system, id=str(await context.store.next_number(context.team.id, "system")))
    number = brief.id or str(await context.store.next_number(context.team.id, "task"))
    made = rules.task_of(system, number, context.now, coming.due_at, coming.planned)
    task = replace(made, revision=brief.revision, created_at=brief.created_at, events=brief.events)
    task = changes.offer(task, giver, context.now)
    system = replace(system, accepted_at=task.accepted_at)
    system = rules.taken(with_task(system, task, coming), "begin", giver.id, context.now)
    system, wakes = turns.planned(system, hours)
    private = context.request.place == Direct(giver.id)
    told = saying.Told(people={giver.id} if private else (), tasks=(task,))
    return Outcome(
        reply=None if private else saying.answer(context, system),
        records=(system, task),
        posts=(
            *task_posts(context, task, told={task.holder, *task.open_to} - {giver.id}),
            *files.posts(context, task, None, {task.holder}),
            *await saying.posts(context, system, told),
        ),
        wakes=(wake(context, task), *wakes),
    )


async def make(context: Context) -> Outcome:
    """The job of a turn. After downtime the latest turn alone is made, marked late; those before it are dropped."""
    system = await context.store.get(System, context.team.id, context.argument("system"))
    if system is None or system.coming is None or system.coming.isoformat() != context.argument("turn"):
        return Outcome()
    if not rules.can_hold(system, context.roster):
        return await adrift(context, system, context.roster)
    hours = turns.hours_of(system, context.roster)
    due = turns.missed(system, hours, context.now)
    if not due:  # leave, hours, or the zone's own rules have changed since the job was set
        system, wakes = turns.planned(system, hours)
        return Outcome(records=(system,), wakes=wakes)
    return await _made(context, system, due)


async def _made(context: Context, system: System, due: list[Coming]) -> Outcome:
    coming, hours = due[-1], turns.hours_of(system, context.roster)
    giver = context.roster.must(system.giver)
    former = await _still_open(context, system)
    task = rules.task_of(
        system,
        str(await context.store.next_number(context.team.id, "task")),
        context.now,
        coming.due_at,
        coming.planned,
    )
    task = rules.come_accepted(task, context.now) if system.accepted_at else changes.offer(task, giver, context.now)
    system = rules.taken(with_task(system, task, coming), "turn", "", context.now, task.id)
    system, wakes = turns.planned(system, hours)
    told = {task.holder, *task.open_to} | ({giver.id} if former else set())
    news = {person: _news(context, person, former, coming) for person in told - {"", ANYONE}}
    # A giver hears of what comes by itself when there is something to do about it, or to know.
    posts = [
        post
        for post in task_posts(context, task, told=told, news={who: said for who, said in news.items() if said})
        if post.fresh or not task.accepted_at
    ]
    dropped = f"turns of {system.name}: {', '.join(str(one.planned) for one in due[:-1])}" if due[:-1] else ""
    return Outcome(
        records=(system, task),
        posts=(
            *posts,
            # Who has agreed to take it each time has them from the first.
            *(() if task.accepted_at else files.posts(context, task, None, told - {task.giver})),
            *await saying.posts(context, system, saying.Told(tasks=(task,))),
        ),
        wakes=(wake(context, task), *wakes),
        dropped=dropped,
    )


async def adrift(context: Context, system: System, roster: Roster) -> Outcome:
    """Its holder cannot work here any more: it rests, and the giver hears of it once, with what can be done."""
    after, wakes = turns.planned(rules.taken(system, "adrift", "", context.now), turns.hours_of(system, roster))
    told = saying.Told(people={system.giver}, roster=roster)
    return Outcome(records=(after,), posts=await saying.posts(context, after, told), wakes=wakes)


def with_task(system: System, task: Task, coming: Coming) -> System:
    """The system with that turn made; whoever has not accepted it yet does so with this task."""
    asked = task.id if task.state in (State.OFFERED, State.UNCLAIMED) else ""
    return replace(
        rules.without_exceptions(system),
        made=coming.planned,
        last=task.id,
        last_day=coming.day,
        times=system.times + 1,
        done=None,
        asked=asked or system.asked,
    )


async def _still_open(context: Context, system: System) -> Task | None:
    """The task before, when it is not done yet."""
    last = await context.store.get(Task, context.team.id, system.last) if system.last else None
    return last if last is not None and last.open else None


def _news(context: Context, person: str, former: Task | None, coming: Coming) -> News | None:
    """What stands above the card of a task that came late, or while the one before is still open."""
    words = context.roster.must(person).words()
    more: list[Text] = [words("systems.former_open", id=former.id, outcome=former.outcome)] if former else []
    if came_late(coming.appears_at, context.now):
        more.append(late_note(coming.appears_at, context.now, words))
    return News(words("systems.headline"), joined(more, " ")) if more else None
