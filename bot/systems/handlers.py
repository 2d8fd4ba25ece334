"""Handlers of systems that exist: show, list, pause, resume, skip, move, stop, undo."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes
from bot.handoff.records import Task
from bot.handoff.saying import asked
from bot.handoff.saying import posts as task_posts
from bot.handoff.saying import wake as task_wake
from bot.people import Person
from bot.requests import Direct, Outcome, Reply
from bot.systems import cards, forms, letting_go, rules, saying, turns
from bot.systems.records import System, SystemState
from bot.systems.turns import Coming
from bot.times import at_minutes, local, say_day


async def show(context: Context) -> Outcome:
    """`/tasks S3`: the live card moved to the end of the private chat, or a private copy elsewhere."""
    reader, system = context.speaker(), await saying.found(context)
    rules.check_seen(system, reader)
    if context.request.place == Direct(reader.id):
        return Outcome(posts=await saying.posts(context, system, saying.Told(people={reader.id})))
    seen = await saying.shown(context, system, context.roster)
    return Outcome(reply=Reply(card=cards.system_card(system, seen, reader, context.roster)))


async def undo(context: Context) -> Outcome:
    """Takes a new system back with its first task, until that is accepted."""
    system, person = await saying.checked(context, "undo")
    task = await context.store.get(Task, context.team.id, system.last)
    if system.times != 1 or system.accepted_at or task is None or task.accepted_at or not task.open:
        raise Refused(person.words()("systems.too_late_to_undo", name=system.name))
    closed = changes.close(task, "undo", person, context.now)
    before = replace(system, made=rules.before(task, system), asked="")  # resumed, it begins with that turn again
    stopped, wakes = turns.planned(
        rules.taken(before, "undo", person.id, context.now), turns.hours_of(system, context.roster)
    )
    told = saying.Told(tasks=(closed,))
    outcome = await saying.saved(context, stopped, (*wakes, task_wake(context, closed)), told)
    return replace(outcome, posts=(*task_posts(context, closed, task, told=set()), *outcome.posts))


async def pause(context: Context) -> Outcome:
    return await _stepped(context, "pause")


async def stop(context: Context) -> Outcome:
    return await _stepped(context, "stop")


async def resume(context: Context) -> Outcome:
    """From the next turn that is still to come; one that was declined is offered again with it."""
    system, person = await saying.checked(context, "resume")
    if not rules.can_hold(system, context.roster):
        raise Refused(person.words()("systems.choose_holder", name=system.name))
    resumed = rules.taken(system, "resume", person.id, context.now)
    if system.recurrence.from_done:
        return await _planned(context, replace(resumed, done=await saying.done_on(context, system)))
    return await _planned(context, turns.passed_over(resumed, turns.hours_of(system, context.roster), context.now))


async def skip(context: Context) -> Outcome:
    """Leaves out the next turn, the one that was on the card; pressed twice it is still that one.

    Where the next has no day before the task that is out has ended, that one is let go.
    """
    system, person = await saying.checked(context, "skip")
    if task := await letting_go.still_out(context, system):
        return await letting_go.let_go(context, system, task)
    coming = _meant(context, system, person)
    skipped = rules.skipped(rules.taken(system, "skip", person.id, context.now), coming.turns)
    return await _planned(context, skipped)


async def unskip(context: Context) -> Outcome:
    system, person = await saying.checked(context, "unskip")
    today = local(context.now, system.zone).date()
    if not rules.still_skipped(system, today):
        raise Refused(person.words()("systems.nothing_skipped", name=system.name))
    return await _planned(context, rules.unskipped(rules.taken(system, "unskip", person.id, context.now), today))


async def move(context: Context) -> Outcome:
    """Puts the next turn on another day, before the one after it; the time of day stays."""
    system, person = await saying.checked(context, "move")
    coming = _meant(context, system, person)
    if not context.argument("to"):
        return asked(context, forms.move_form(context.new_id(), system, coming, person))
    to = _day(context, system, person)
    following = turns.next_coming(rules.skipped(system, coming.turns), turns.hours_of(system, context.roster))
    if following and to >= following.day and not system.recurrence.from_done:  # there the next is counted from this one
        day = say_day(following.day, person.locale)
        raise Refused.at("to", person.words()("systems.not_past_next", day=day))
    changed = rules.taken(system, "move", person.id, context.now)
    return await _planned(context, rules.moved(rules.skipped(changed, coming.turns[:-1]), coming.planned, to))


def _day(context: Context, system: System, person: Person) -> date:
    """The day meant, which is to come at the system's own time."""
    at = local(context.date_in("to", context.argument("to")), system.zone)
    words, minutes = person.words(), at.hour * 60 + at.minute
    if minutes not in (person.hours().day_close, system.minutes % (24 * 60)):
        raise Refused.at("to", words("systems.day_only"))
    if at_minutes(at.date(), system.minutes, system.zone) <= context.now:
        raise Refused.at("to", words("common.date_past", typed=context.argument("to")[:60]))
    return at.date()


def _meant(context: Context, system: System, person: Person) -> Coming:
    """The next turn; Refused when the button was for one that is over, or when there is none to speak of."""
    words, hours = person.words(), turns.hours_of(system, context.roster)
    coming = turns.next_coming(system, hours)
    if coming is None and system.recurrence.from_done and system.last:
        raise Refused(words("systems.counts_from_done", name=system.name, id=system.last))
    if coming is None or system.state is not SystemState.RUNNING:
        raise Refused(words("systems.nothing_to_come", name=system.name))
    turn = context.argument("turn")
    if turn.startswith("#"):
        raise Refused(words("systems.out_no_more", id=turn[1:20], day=say_day(coming.day, words.locale)))
    if turn and turn != coming.planned.isoformat():
        raise Refused(words("systems.other_turn", name=system.name, day=say_day(coming.day, words.locale)))
    return coming


async def _stepped(context: Context, step: str) -> Outcome:
    system, person = await saying.checked(context, step)
    return await _planned(context, rules.taken(system, step, person.id, context.now))


async def _planned(context: Context, system: System) -> Outcome:
    """Saved with its job set anew; whoever has accepted it hears of the change."""
    after, wakes = turns.planned(system, turns.hours_of(system, context.roster))
    told = saying.Told(people={after.holder} if after.accepted_at else ())
    return await saying.saved(context, after, wakes, told)
