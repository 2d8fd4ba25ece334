"""A system changed: who, what, how often, how far ahead. What was accepted is offered again with the next task."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes, files
from bot.handoff.reading import Errors, read_values
from bot.handoff.records import Task
from bot.handoff.rules import UNCLAIMED, WAITING
from bot.handoff.saying import asked
from bot.handoff.saying import posts as task_posts
from bot.handoff.saying import wake as task_wake
from bot.people import Person
from bot.recurrence import Timetable
from bot.requests import Outcome, Reply
from bot.systems import cards, forms, making, rules, saying, turns
from bot.systems.records import System, SystemState
from bot.systems.saying import Told
from bot.systems.starting import Due, Speaker, read, started

BRIEF = ("holder", "open_to", "outcome", "done_when", "effort_minutes")
AGREED = (*BRIEF, "recurrence", "minutes", "zone")  # what its holder has said yes to


async def change(context: Context) -> Outcome:
    """Opens the form filled, or takes it changed."""
    system, person = await saying.checked(context, "change")
    if "repeats" not in context.request.arguments:
        return asked(context, forms.change_form(context.new_id(), system, person, context.roster))
    new = _read(context, system, person)
    if new == system:
        return Outcome(reply=Reply(card=cards.notice(person.words(), "nothing_changed", system)))
    return await _changed(context, system, new, person)


def _read(context: Context, system: System, person: Person) -> System:
    """The system as the form has it; Refused names every wrong field."""
    typed = dict(context.request.arguments)
    often = typed.pop("repeats").strip()
    brief, errors = read_values(context, person, typed)
    errors.pop("due", None)
    ahead = typed.get("ahead", "")
    new = replace(
        system,
        **{name: getattr(brief, name) for name in BRIEF},
        ahead=int(ahead) if ahead in map(str, rules.AHEAD) else system.ahead,
    )
    if often != forms.repeats_of(system, person.words()):
        table = _timetable(context, new, often, errors)
        if table is not None:
            new = replace(new, recurrence=table.recurrence, minutes=table.minutes, zone=table.zone)
    if errors:
        raise Refused(person.words()("handoff.form_errors"), errors)
    return new


def _timetable(context: Context, new: System, often: str, errors: Errors) -> Timetable | None:
    """The new rhythm, from the day after the last task is due: no day is made twice."""
    person = context.speaker()
    not_before = new.last_day + timedelta(days=1) if new.last_day else None
    speaker = Speaker(person, context.now, not_before)
    try:
        return started(read(often, speaker), Due(), speaker, turns.hours_of(new, context.roster))
    except Refused as refused:
        errors |= refused.fields
        return None


async def _changed(context: Context, system: System, new: System, person: Person) -> Outcome:
    agreed = all(getattr(system, name) == getattr(new, name) for name in AGREED)
    new = rules.taken(await _counted(context, system, new), "change", person.id, context.now)
    if agreed:
        return await _planned(context, new)
    if system.state in (SystemState.ADRIFT, SystemState.DECLINED):
        new = replace(new, state=SystemState.RUNNING)
    offered = await context.store.get(Task, context.team.id, system.asked) if system.asked else None
    new = replace(new, accepted_at=context.now if new.holder == new.giver else None, asked="")
    if offered is not None and offered.state in WAITING | UNCLAIMED:
        return await _offered_anew(context, new, offered, person)
    return await _planned(context, new, Told(people={system.holder} if system.accepted_at else ()))


async def _counted(context: Context, system: System, new: System) -> System:
    """With a new rule nothing is made yet; one that counts from when it was done needs to know when that was."""
    if new.recurrence == system.recurrence:
        return new
    if not new.recurrence.from_done:
        return replace(new, made=None, done=None)
    return replace(new, done=await saying.done_on(context, new))


async def _planned(context: Context, system: System, told: Told | None = None) -> Outcome:
    hours = turns.hours_of(system, context.roster)
    after, wakes = turns.planned(turns.passed_over(system, hours, context.now), hours)
    return await saying.saved(context, after, wakes, told)


async def _offered_anew(context: Context, system: System, task: Task, person: Person) -> Outcome:
    """Nobody has accepted the task that is offered, so it changes with its system, and may go to somebody else."""
    hours = turns.hours_of(system, context.roster)
    coming = turns.first_coming(turns.passed_over(replace(system, made=None), hours, context.now), hours)
    if coming is None:
        raise Refused.at("repeats", person.words()("systems.never"))
    made = rules.task_of(system, task.id, context.now, coming.due_at, coming.planned)
    new = replace(made, revision=task.revision, created_at=task.created_at, events=task.events)
    changed = changes.change(task, person, context.now, new)
    if changed.holder == person.id:
        changed = changes.accept(changed, person, context.now)
    system = making.with_task(replace(system, times=0), changed, coming)
    outcome = await _planned(context, system, Told(tasks=(changed,)))
    told = {changed.holder, *changed.open_to} - {person.id, ""}
    return replace(
        outcome,
        posts=(
            *task_posts(context, changed, task, told=told),
            *files.posts(context, changed, task, told),
            *outcome.posts,
        ),
        wakes=(*outcome.wakes, task_wake(context, changed)),
    )
