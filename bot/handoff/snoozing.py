"""Snooze: no reminder of a task, or of all on a list, for a while; and then one."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import batching, changes, forms, reminder_cards, rules
from bot.handoff.new_hours import DUE_COUNTS
from bot.handoff.records import Task
from bot.handoff.reminder_cards import Said
from bot.handoff.saying import asked, checked, posts, saved, wake
from bot.people import Person, Roster
from bot.requests import Outcome, Reply
from bot.texts import joined
from bot.times import after_quiet, next_local, next_working
from bot.ui import Card, Text, When


async def snooze(context: Context) -> Outcome:
    """No reminder of this task for 15 minutes, an hour, until tomorrow's start of work or a time of one's own."""
    task, person = await checked(context, "snooze")
    if context.argument("length") not in forms.SNOOZES:
        return asked(context, forms.step_form(context.new_id(), "snooze", task, person, context.roster))
    wished = _wished(context, person)
    until = after_quiet(wished, person.hours())
    after = changes.snooze(task, person, context.now, until)
    outcome = saved(context, after, task)
    words = person.words()
    note = _past_due(after, until, person)
    if until > wished:
        note = joined([words("reminders.snoozed_quiet", until=When(until)), note], " ")
    return replace(outcome, reply=Reply(card=Card(title=note))) if note else outcome


async def snooze_all(context: Context) -> Outcome:
    """The same for everything of the last list that is still open."""
    person = context.speaker()
    some = await batching.remembered_items(context, person)
    still = [said for said in some if _may(said.task, person, context.roster)]
    if not still:
        raise Refused(person.words()("reminders.none_together"))
    if context.argument("length") not in forms.SNOOZES:
        return asked(context, forms.snooze_all_form(context.new_id(), person, len(still)))
    until = after_quiet(_wished(context, person), person.hours())
    after = [Said(changes.snooze(one.task, person, context.now, until), one.kind, one.people) for one in still]
    listed = reminder_cards.together(after, person, snoozed_until=until)
    edited = [post for one in after for post in posts(context, one.task, told=set())]
    return Outcome(
        reply=Reply(card=Card(title=_said(after, until, person))),
        records=tuple(one.task for one in after),
        posts=(*edited, batching.as_list(person, listed, fresh=False)),
        wakes=tuple(wake(context, one.task) for one in after),
    )


def _may(task: Task, person: Person, roster: Roster) -> bool:
    try:
        rules.check(task, "snooze", person, roster)
    except Refused:
        return False
    return True


def _wished(context: Context, person: Person) -> datetime:
    match context.argument("length"):
        case "15m":
            return context.now + timedelta(minutes=15)
        case "1h":
            return context.now + timedelta(hours=1)
        case "tomorrow":
            tomorrow = next_local(context.now, person.zone, person.day_start, range(7))
            return next_working(tomorrow, person.hours())
        case _:
            if not context.argument("until"):
                raise Refused.at("until", person.words()("reminders.snooze_when"))
            return context.date_in("until", context.argument("until"))


def _past_due(task: Task, until: datetime, person: Person) -> Text:
    """What is said when it is due before the snooze ends."""
    if task.due_at is None or not task.events[-1].at < task.due_at < until or task.state not in DUE_COUNTS:
        return ()
    return person.words()("reminders.snoozed_past_due", until=When(until), id=task.id, due=When(task.due_at))


def _said(some: list[Said], until: datetime, person: Person) -> Text:
    words = person.words()
    late = [f"#{one.task.id}" for one in some if _past_due(one.task, until, person)]
    done = words("reminders.snoozed_all", until=When(until), n=len(some))
    past = words("reminders.snoozed_all_past_due", tasks=", ".join(late)) if late else ()
    return joined([done, past], " ")
